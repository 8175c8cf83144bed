"""Looks up what lies at a place of a text, in a time that does not grow with the text."""

from collections.abc import Iterable

from kg.model import Span

__all__ = ["Near"]

_BITS = 8


class Near[T]:
    """Items by the stretches of text that they touch."""

    def __init__(self, items: Iterable[tuple[Span, T]] = ()) -> None:
        self._stretches: dict[int, dict[int, T]] = {}
        self._count = 0
        for span, item in items:
            self.add(span, item)

    def add(self, span: Span, item: T) -> None:
        """Take in an item that lies at a span."""
        for place in _places(span):
            self._stretches.setdefault(place, {})[self._count] = item
        self._count += 1

    def at(self, span: Span) -> list[T]:
        """All items whose spans overlap or touch a span, and some that are near it, in the order they were taken in."""
        found: dict[int, T] = {}
        for place in _places(span):
            found.update(self._stretches.get(place, ()))
        return [found[number] for number in sorted(found)]


def _places(span: Span) -> range:
    return range(span.start >> _BITS, (span.end >> _BITS) + 1)
