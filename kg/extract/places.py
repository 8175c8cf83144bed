"""Finds where an event is: read beside it, else inferred from its host or from the way of its guest."""

import re
from collections.abc import Sequence

from kg.extract._views import Party, View
from kg.extract.events_triggers import Trigger, words_in
from kg.model import EntityType, EventType, Location, Observed, Span
from kg.model.language import EventWords

__all__ = ["place_of"]

_FAR = 140
_READ, _OBJECT = 0.9, 0.9
_ORDER = {EntityType.PLACE: 0, EntityType.CITY: 1, EntityType.COUNTRY: 2}


def place_of(trigger: Trigger, words: EventWords, others: Sequence[Trigger]) -> Location | None:
    """The place that the sentence of a trigger gives it, or None; never one that speaks or is part of a title.

    Args:
        trigger: of the event.
        words: prepositions before places.
        others: the triggers of the same sentence; a place nearer to one of them is theirs.
    """
    if trigger.type in (EventType.PHONE_CALL, EventType.VIDEO_CONFERENCE):
        return None
    view = trigger.view
    clause = view.clause(trigger.span)
    found: list[tuple[int, int, Party]] = []
    for place in view.places:
        if not (clause.start <= place.span.start < clause.end):
            continue
        gap = _gap(trigger.span, place.span)
        if gap > _FAR or any(_gap(other.span, place.span) < gap for other in others if other.type):
            continue
        rank = _rank(view, trigger, place, words)
        if rank is not None:
            found.append((rank + _ORDER[place.entity.type], gap, place))
    if not found:
        return None
    _, _, place = min(found, key=lambda each: (each[0], each[1]))
    return Location(place.entity.key, Observed((place.span,), "place-read", _READ))


def _gap(first: Span, second: Span) -> int:
    return max(second.start - first.end, first.start - second.end, 0)


def _rank(view: View, trigger: Trigger, place: Party, words: EventWords) -> int | None:
    """0 for a place after the right preposition, None for one that is not where the event is."""
    before = view.text(place.span.start - 24, place.span.start)
    travel = trigger.type is EventType.VISIT
    after_trigger = place.span.start >= trigger.span.end
    if travel and after_trigger:
        direct = before.strip() in ("", "the", "le", "la", "l'") or place.span.start - trigger.span.end <= 5
        if direct or _prepared(before, words.to_place):
            return 0
    if _prepared(before, words.at_place):
        return 0 if after_trigger else 3
    if travel and _prepared(before, words.to_place):
        return 4
    return None


def _prepared(before: str, prepositions: tuple[str, ...]) -> bool:
    """Whether the words before a place end with one of some prepositions, an article between or not."""
    tail = re.sub(r"(?:\bthe |\bthe city of |\bla |\ble |\bles |\bl'|\bel |\blos |\bhis |\bits )$", "", before)
    return any(found.end >= len(tail.rstrip()) for found in words_in(prepositions, tail.rstrip() or " "))
