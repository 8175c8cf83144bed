"""Tells the bodies of states by the gazetteer of the language data."""

import re
from collections.abc import Iterator
from functools import cache

from kg.extract._words import WordFinder, fold
from kg.model import Span
from kg.resources import gazetteer, known_bodies

__all__ = ["ends_with_body", "is_body_of_states"]

_PRIVATE, _UNION = "ngo", "EU"
_WORD = re.compile(r"[\w-]+")


@cache
def _names() -> tuple[frozenset[str], WordFinder[bool]]:
    """The names of one word of such bodies, as they are written, and their other names."""
    bodies = [cell for *cells, kind in known_bodies() if kind != _PRIVATE for cell in cells]
    unions = [cell for iso, *cells in gazetteer("countries") if iso == _UNION for cell in cells]
    names = {name for cell in (*bodies, *unions) for name in cell.split("|") if name}
    words = {name for name in names if " " not in name}
    return frozenset(words), WordFinder((name, True) for name in names - words)


def is_body_of_states(name: str) -> bool:
    """Whether a name is or holds that of a body of states ("African Union Commission"), a court or an armed group.

    >>> is_body_of_states("African Union Commission"), is_body_of_states("Halden Shipping")
    (True, False)
    >>> is_body_of_states("EU's enlargement commissioner")
    True
    """
    words, longer = _names()
    return not words.isdisjoint(_WORD.findall(name)) or any(True for _ in _found(longer, name))


def ends_with_body(text: str) -> bool:
    """Whether some words end with the name of a body of states.

    >>> ends_with_body("On Friday European Union"), ends_with_body("after the UN talks")
    (True, False)
    """
    words, longer = _names()
    return text.rpartition(" ")[2] in words or any(span.end == len(text) for span in _found(longer, text))


def _found(finder: WordFinder[bool], text: str) -> Iterator[Span]:
    return (span for span, _ in finder.find(fold(text), [Span(0, len(text))]))
