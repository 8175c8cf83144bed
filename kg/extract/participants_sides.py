"""Tells whom a list gives to a side ("on the Malian side", « côté malien »)."""

from collections.abc import Iterator, Sequence

from kg.extract._words import fold, words_in
from kg.model import Annotations, EntityType, EventReport, Observed, Role, Span
from kg.model.language import EventWords

__all__ = ["sides_of"]

_NEAR, _LED = 8, 20
_LISTED = (Role.ATTENDEE, Role.DELEGATION_HEAD, Role.DELEGATION_MEMBER, Role.SIGNATORY)


def sides_of(reports: Sequence[EventReport], annotations: Annotations, words: EventWords) -> Iterator[tuple[str, str]]:
    """The people of some events whom words of a sentence give to a side: key and country.

    Those listed behind such words, up to the next ones, are of it; so are those before where none stand before them.
    """
    sides = list(_sides(annotations, words))
    if not sides:
        return
    for report in reports:
        for part in report.participations:
            if part.on_behalf_of or part.role not in _LISTED or not isinstance(part.evidence, Observed):
                continue
            span = part.evidence.spans[0]
            here = next((each.span for each in annotations.sentences if each.span.contains(span)), None)
            if here is None:
                continue
            own = [side for side in sides if here.contains(side[0])]
            before = [side for side in own if side[0].end <= span.start]
            side = before[-1] if before else next(iter(own), None)
            if side:
                yield part.entity, side[1]


def _sides(annotations: Annotations, words: EventWords) -> Iterator[tuple[Span, str]]:
    """Words for a side with the country they name, in text order."""
    text = fold(annotations.article.text)
    found = sorted(
        (mention.span, entity.country)
        for entity in annotations.entities
        if entity.type is EntityType.COUNTRY
        for mention in entity.mentions
    )
    for span, country in found:
        after, before = text[span.end : span.end + _NEAR], text[max(0, span.start - _LED) : span.start].rstrip()
        behind = any(each.start <= 1 for each in words_in(words.side_after, after))
        if any(each.end == len(before) for each in words_in(words.side_on if behind else words.side_before, before)):
            yield span, country
