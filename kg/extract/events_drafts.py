"""Events while they are gathered."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from kg.extract._views import Party
from kg.extract._words import words_in
from kg.extract.events_alike import is_named
from kg.extract.events_triggers import Trigger
from kg.extract.participants import Part
from kg.model import EventStatus, EventType, Location, TimeExpression
from kg.model.language import EventWords

__all__ = ["OFF", "REMOTE", "Draft", "in_headline", "is_aside", "is_bare", "join", "latest_first", "tells_old_day"]

REMOTE = {EventType.PHONE_CALL, EventType.VIDEO_CONFERENCE}
OFF = {EventStatus.CANCELLED, EventStatus.POSTPONED}
_LATEST = 100
"""Events told last, at most, that words may speak of again."""


@dataclass(slots=True)
class Draft:
    """An event while its triggers are gathered."""

    type: EventType
    status: EventStatus
    triggers: list[Trigger] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    places: list[Location] = field(default_factory=list)
    ways: list[Location] = field(default_factory=list)
    beside: list[Part] = field(default_factory=list)

    def people(self) -> dict[str, Party]:
        """The parties by key of entity."""
        return {part.party.entity.key: part.party for part in self.parts}

    def everybody(self) -> list[Part]:
        """The parts of its own triggers, then those that other words add."""
        return [*self.parts, *self.beside]

    def single_day(self) -> list[TimeExpression]:
        """The first day told, where it was on one; [] none."""
        return [time for time in self.times if time.start and time.start.day and not time.end][:1]


def join(
    draft: Draft, trigger: Trigger, parts: Sequence[Part], when: Sequence[TimeExpression], place: Location | None
) -> None:
    """Adds what a trigger tells to the event it speaks of again."""
    before = trigger.status in OFF and draft.status is EventStatus.SCHEDULED and trigger.then
    old_day = bool(draft.triggers) and tells_old_day(draft, trigger)
    moved = draft.status is EventStatus.POSTPONED and trigger.status is EventStatus.CANCELLED
    if (trigger.status in OFF and not before and not moved) or (
        draft.status is not EventStatus.HELD and trigger.firm and draft.status not in OFF
    ):
        draft.status = trigger.status
    if trigger.status is EventStatus.DENIED and (trigger.void or draft.status is EventStatus.HYPOTHETICAL):
        planned = draft.status in (EventStatus.SCHEDULED, *OFF)
        draft.status = EventStatus.CANCELLED if planned else EventStatus.DENIED
    below = in_headline(draft) and not trigger.view.headline
    firm = draft.status is not EventStatus.HELD or any(told.firm for told in draft.triggers)
    if below and draft.status is EventStatus.HYPOTHETICAL and trigger.status is EventStatus.SCHEDULED:
        draft.status = trigger.status
    if below and not firm and not trigger.asked and (parts or is_bare(draft, trigger)):
        draft.status = trigger.status
    if trigger.type is EventType.SUMMIT and draft.type is EventType.MEETING:
        draft.type = EventType.SUMMIT
    if trigger.type in REMOTE and draft.type is EventType.MEETING:
        draft.type = trigger.type
    if draft.triggers and parts and below:
        known = {part.party.entity.key for part in parts}
        draft.parts = [part for part in draft.parts if part.party.entity.key in known or is_named(part.party.entity)]
    if when and old_day:
        draft.times = []
    draft.triggers.append(trigger)
    draft.parts += parts
    draft.times += [time for time in when if time not in draft.times]
    if place:
        draft.places.append(place)


def tells_old_day(draft: Draft, trigger: Trigger) -> bool:
    """Whether a text tells for when its headline's plan was before it was put off ("summit moved to July")."""
    return in_headline(draft) and draft.status is EventStatus.SCHEDULED and trigger.status is EventStatus.POSTPONED


def in_headline(draft: Draft) -> bool:
    """Whether only the headline has told of an event so far."""
    return all(told.view.headline for told in draft.triggers)


def is_aside(draft: Draft, words: EventWords) -> bool:
    """Whether an event is only told as beside another, which was where nobody says."""
    clauses = [(trigger.view, trigger.view.clause(trigger.span)) for trigger in draft.triggers]
    return all(words_in(words.margins, view.text(clause.start, clause.end)) for view, clause in clauses)


def is_bare(draft: Draft, trigger: Trigger) -> bool:
    """Whether a noun of the headline, with nobody named beside it, is that of a sentence ("Summit in Abuja")."""
    named = any(is_named(part.party.entity) for part in draft.parts)
    return trigger.frame.noun and draft.type is trigger.type and in_headline(draft) and not named


def latest_first(drafts: Sequence[Draft], trigger: Trigger, parts: Sequence[Part]) -> list[Draft]:
    """The events told last and the headline's, the latest first.

    Where a noun points back, those come first that it names by their place; those told as beside another, or only as
    what others were on the sidelines of, come last.
    """
    headed = takewhile(in_headline, drafts[:-_LATEST])
    latest = [*reversed(drafts[-_LATEST:]), *reversed([*headed])]
    if not trigger.definite or parts:
        return latest
    there = _place_beside(trigger)
    called = trigger.view.text(trigger.span.start, trigger.span.end)

    def last(draft: Draft) -> tuple[bool, bool, bool, bool]:
        here = bool(there) and there in {place.entity for place in draft.places}
        by_name = here and any(
            each.view.text(each.span.start, each.span.end).endswith(called) for each in draft.triggers
        )
        beside = sum(each.triggers[0].span == draft.triggers[0].span for each in latest) > 1
        aside = draft.type is not trigger.type or draft.type is not EventType.SUMMIT
        aside = aside and all(each.side for each in draft.triggers)
        return (not by_name, not here, beside, aside)

    return sorted(latest, key=last)


def _place_beside(trigger: Trigger) -> str:
    """Key of the place that a noun is told by ("the Male talks", "the talks in Male"), "" none."""
    view, span = trigger.view, trigger.span
    for place in view.places:
        before = place.span.end < span.start and not view.text(place.span.end, span.start).strip()
        gap = view.tokens_between(span.end, place.span.start) if span.end <= place.span.start else ()
        if before or (len(gap) == 1 and gap[0].pos == "ADP"):
            return place.entity.key
    return ""
