"""Events while they are gathered, and which of them some words speak of again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from kg.extract._views import Party
from kg.extract.events_alike import described, is_named, likely
from kg.extract.events_triggers import Trigger
from kg.extract.participants import Part
from kg.model import Entity, EntityType, EventStatus, EventType, Location, Role, TimeExpression

__all__ = ["OFF", "REMOTE", "Draft", "in_headline", "join", "other_day", "same_event"]

_TALKS = {EventType.MEETING, EventType.SUMMIT}
REMOTE = {EventType.PHONE_CALL, EventType.VIDEO_CONFERENCE}
_LEAD = 2
_PAIR = 2
_FEW = 3
OFF = {EventStatus.CANCELLED, EventStatus.POSTPONED}
# Events told last, at most, that words may speak of again.
_LATEST = 100


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


def same_event(
    drafts: Sequence[Draft],
    trigger: Trigger,
    parts: Sequence[Part],
    when: Sequence[TimeExpression],
    place: Location | None,
    entities: Mapping[str, Entity],
) -> Draft | None:
    """The event told before that a trigger speaks of again, the latest that fits."""
    for draft in _latest_first(drafts, trigger, parts):
        if not _kindred(draft, trigger, parts) or (trigger.previous and not draft.triggers[0].previous):
            continue
        if trigger.definite and not trigger.previous and _is_earlier_of(draft, trigger, drafts):
            continue
        if (
            parts
            and draft.type is EventType.SUMMIT
            and trigger.type is EventType.MEETING
            and _is_occasion(draft, drafts)
        ):
            continue
        alike = draft.status is trigger.status and draft.type is trigger.type
        if not alike and _is_in_other_clause(draft, trigger):
            continue
        if trigger.again and not (in_headline(draft) or draft.triggers[-1].again):
            continue
        ahead = trigger.status is EventStatus.SCHEDULED and draft.status is EventStatus.HELD and trigger.frame.noun
        over = trigger.around or (trigger.past and trigger.definite and _is_held(drafts, trigger))
        if over and draft.status is EventStatus.SCHEDULED and trigger.status is EventStatus.HELD:
            continue
        if trigger.which and not parts and not _agrees(draft, when):
            continue
        if trigger.definite and not parts and not trigger.side and not ahead and not other_day(draft, when):
            if draft.status in OFF and trigger.status is EventStatus.HELD and _is_held(drafts, trigger):
                continue
            return draft
        unnamed = parts and not draft.people() and not trigger.frame.noun and not in_headline(draft)
        if unnamed and not _is_just_signed(draft, trigger):
            continue
        if trigger.frame.noun and _is_of_two(draft) and any(_is_crowd_named(part.party.entity) for part in parts):
            continue
        if trigger.side and draft.type is not trigger.type and not _is_crowd(draft):
            continue
        if trigger.apart and not trigger.definite and _more(draft, parts):
            continue
        others = {part.party.entity.key for part in parts} - set(draft.people())
        if trigger.earlier and (when or place or others) and _is_of_later(draft):
            continue
        if _is_new_plan(draft, trigger) or (not parts and _is_another_summit(draft, trigger, drafts)):
            continue
        last = draft.triggers[-1]
        beside = trigger.frame.noun and last.view is trigger.view and trigger.status is EventStatus.HELD
        if beside and last.status in OFF and not trigger.definite:
            continue
        if {trigger.status, draft.status} == {EventStatus.DENIED, EventStatus.SCHEDULED}:
            continue
        denies = trigger.status is EventStatus.DENIED and draft.status is EventStatus.HYPOTHETICAL
        if trigger.status is not draft.status and not (denies or beside or _settles(draft, trigger, parts)):
            continue
        if (other_day(draft, when) and not _tells_old_day(draft, trigger)) or _other_place(
            draft, trigger, place, entities
        ):
            continue
        if not _same_people(draft, _told(draft, parts)) and not _same_as_headline(
            draft, trigger, parts, first=all(in_headline(each) for each in drafts)
        ):
            continue
        return draft
    return None


def _is_occasion(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a summit only says where or when something was, and talks are told too, which "the talks" are rather."""
    aside = all(trigger.side or trigger.around for trigger in draft.triggers) and not draft.parts
    return aside and any(each.type is EventType.MEETING and each.parts for each in drafts)


def _latest_first(drafts: Sequence[Draft], trigger: Trigger, parts: Sequence[Part]) -> list[Draft]:
    """The events told last and the headline's, the latest first.

    Where a noun points back, those come first that it names by their place; those told as beside another come last.
    """
    headed = takewhile(in_headline, drafts[:-_LATEST])
    latest = [*reversed(drafts[-_LATEST:]), *reversed([*headed])]
    if not trigger.definite or parts:
        return latest
    there = _place_beside(trigger)
    called = trigger.view.text(trigger.span.start, trigger.span.end)

    def last(draft: Draft) -> tuple[bool, bool, bool]:
        here = bool(there) and there in {place.entity for place in draft.places}
        by_name = here and any(
            each.view.text(each.span.start, each.span.end).endswith(called) for each in draft.triggers
        )
        beside = sum(each.triggers[0].span == draft.triggers[0].span for each in latest) > 1
        return (not by_name, not here, beside)

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


def join(
    draft: Draft, trigger: Trigger, parts: Sequence[Part], when: Sequence[TimeExpression], place: Location | None
) -> None:
    """Adds what a trigger tells to the event it speaks of again."""
    before = trigger.status in OFF and draft.status is EventStatus.SCHEDULED and trigger.then
    old_day = bool(draft.triggers) and _tells_old_day(draft, trigger)
    if (trigger.status in OFF and not before) or (
        draft.status is not EventStatus.HELD and trigger.firm and draft.status not in OFF
    ):
        draft.status = trigger.status
    if trigger.status is EventStatus.DENIED and (trigger.void or draft.status is EventStatus.HYPOTHETICAL):
        planned = draft.status in (EventStatus.SCHEDULED, *OFF)
        draft.status = EventStatus.CANCELLED if planned else EventStatus.DENIED
    below = in_headline(draft) and not trigger.view.headline
    firm = draft.status is not EventStatus.HELD or any(told.firm for told in draft.triggers)
    if below and not firm and not trigger.asked and (parts or _is_bare(draft, trigger)):
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


def _tells_old_day(draft: Draft, trigger: Trigger) -> bool:
    """Whether a text tells for when its headline's plan was before it was put off ("summit moved to July")."""
    return in_headline(draft) and draft.status is EventStatus.SCHEDULED and trigger.status is EventStatus.POSTPONED


def _is_new_plan(draft: Draft, trigger: Trigger) -> bool:
    """Whether a plan told in the past was before ("was to meet …"), which what will be now is not."""
    planned = trigger.status is draft.status is EventStatus.SCHEDULED
    return planned and not trigger.then and not trigger.frame.noun and all(each.then for each in draft.triggers)


def _is_in_other_clause(draft: Draft, trigger: Trigger) -> bool:
    """Whether another clause of the sentence told of an event, to which no noun of this one points back.

    What follows a colon says more of what stands before it.
    """
    view, last = trigger.view, draft.triggers[-1]
    if last.view is not view or (trigger.definite and not trigger.of_body) or trigger.again:
        return False
    own = view.clause(trigger.span)
    return own != view.clause(last.span) and not view.text(own.start, own.end).startswith(":")


def _is_of_later(draft: Draft) -> bool:
    """Whether a verb in the plain past tells of an event, which is after what the pluperfect tells."""
    return any(each.firm and not each.earlier and not each.frame.noun for each in draft.triggers)


def _is_another_summit(draft: Draft, trigger: Trigger, drafts: Sequence[Draft]) -> bool:
    """Whether "the summit" is one told before, not the meeting of two told since."""
    found = trigger.type is EventType.SUMMIT and draft.type is EventType.MEETING
    return found and any(each.type is EventType.SUMMIT for each in drafts)


def _is_earlier_of(draft: Draft, trigger: Trigger, drafts: Sequence[Draft]) -> bool:
    """Whether an event was before others told, which "the meeting" is rather ("Their last meeting was in May")."""
    told = draft.triggers[0].previous
    return told and any(not each.triggers[0].previous and _kindred(each, trigger, ()) for each in drafts)


def _is_held(drafts: Sequence[Draft], trigger: Trigger) -> bool:
    """Whether a kindred event told took place, which "the meeting" of a past sentence is rather than one called off."""
    return any(draft.status is EventStatus.HELD and _kindred(draft, trigger, ()) for draft in drafts)


def _is_just_signed(draft: Draft, trigger: Trigger) -> bool:
    """Whether the sentence before tells that something was signed, and not by whom ("The accord was signed")."""
    near = trigger.view.index - draft.triggers[-1].view.index <= 1
    return near and draft.type is EventType.SIGNING and draft.status is EventStatus.HELD and not draft.times


def _more(draft: Draft, parts: Sequence[Part]) -> bool:
    """Whether an event has named people beside all of a trigger."""
    here = {part.party.entity.key for part in parts}
    return bool(here) and any(
        is_named(part.party.entity) and part.party.entity.key not in here for part in draft.parts + draft.beside
    )


def _is_crowd(draft: Draft) -> bool:
    """Whether several people met of whom none is named ("leaders of six countries")."""
    people = [part.party.entity for part in draft.parts]
    return any(entity.plural for entity in people) and not any(is_named(entity) for entity in people)


def in_headline(draft: Draft) -> bool:
    """Whether only the headline has told of an event so far."""
    return all(told.view.headline for told in draft.triggers)


def _in_pair(trigger: Trigger, parts: Sequence[Part]) -> bool:
    """Whether a verb tells of two people who met, which is no summit but may be beside one."""
    parties = [part.party.entity for part in parts]
    people = {each.key for each in parties if each.type in (EntityType.PERSON, EntityType.GROUP)}
    return not trigger.frame.noun and trigger.frame.object_needed and _PAIR <= len(people) == len(parts) <= _FEW


def _kindred(draft: Draft, trigger: Trigger, parts: Sequence[Part]) -> bool:
    if trigger.frame.of_many and not any(each.frame.of_many for each in draft.triggers) and not _is_crowd(draft):
        return False
    if draft.type is trigger.type:
        return True
    if draft.type in _TALKS and trigger.type in _TALKS:
        if (trigger.named or trigger.of_body) and draft.type is EventType.MEETING and _is_of_two(draft):
            return False
        if trigger.definite or not _in_pair(trigger, parts):
            return True
        occasion = all(each.around for each in draft.triggers)  # "… discuss trade ahead of summit"
        return in_headline(draft) and not (draft.type is EventType.SUMMIT and (occasion or _is_of_one(draft)))
    if draft.type in REMOTE:
        named = trigger.frame.noun and any(is_named(part.party.entity) for part in parts) and not draft.people()
        again = trigger.type is EventType.MEETING and (trigger.definite or (trigger.frame.any_medium and not named))
        return trigger.type in REMOTE or again
    if trigger.type not in REMOTE or not all(each.frame.any_medium for each in draft.triggers):
        return False
    new = {part.party.entity.key for part in parts if is_named(part.party.entity)} - set(draft.people())
    return not (draft.parts and new) or trigger.frame.noun or in_headline(draft)


def _is_crowd_named(entity: Entity) -> bool:
    """Whether a group is said to be of some place or body ("the Nordic-Baltic ministers"), which two people are not."""
    return entity.type is EntityType.GROUP and not entity.members and any(map(str.isupper, entity.name[1:]))


def _is_of_two(draft: Draft) -> bool:
    """Whether two people with names met, which is no summit that has one."""
    return len({part.party.entity.key for part in draft.parts if is_named(part.party.entity)}) == _PAIR


def _is_of_one(draft: Draft) -> bool:
    """Whether only one person with a name is told of, who may meet others before what a headline tells."""
    return len(draft.people()) == 1 and all(is_named(part.party.entity) for part in draft.parts)


def _settles(draft: Draft, trigger: Trigger, parts: Sequence[Part]) -> bool:
    """Whether one of two statuses says what came of the other: a plan is called off, a headline told in the present."""
    if trigger.definite and trigger.asked:
        return True  # "What of the visit?"
    told = trigger.status is EventStatus.HELD and trigger.firm
    if (told and draft.status in OFF) or (trigger.status in OFF and any(each.firm for each in draft.triggers)):
        return False
    if draft.status in OFF or trigger.status in OFF:
        others = draft.status in OFF and trigger.status is EventStatus.HELD and parts and not draft.people()
        return not others and (bool(parts) or trigger.definite)
    new = trigger.frame.noun and not (trigger.definite or trigger.own) and trigger.status is EventStatus.SCHEDULED
    if new and draft.status is EventStatus.HELD and not draft.triggers[0].frame.noun:
        return False  # "Anna Berg meets Luis Rey" … "They will hold another round of talks."
    return draft.triggers[-1].view.headline and (bool(parts) or _is_bare(draft, trigger))


def _is_bare(draft: Draft, trigger: Trigger) -> bool:
    """Whether a noun of the headline, with nobody named beside it, is that of a sentence ("Summit in Abuja")."""
    named = any(is_named(part.party.entity) for part in draft.parts)
    return trigger.frame.noun and draft.type is trigger.type and in_headline(draft) and not named


def _agrees(draft: Draft, when: Sequence[TimeExpression]) -> bool:
    """Whether an event is of the headline or has a day that a trigger has too."""
    known, new = (any(time.start for time in times) for times in (draft.times, when))
    return in_headline(draft) or (known and new and not other_day(draft, when))


def other_day(draft: Draft, when: Sequence[TimeExpression]) -> bool:
    """Whether both have dates and none agree."""
    known = [time for time in draft.times if time.start or time.weekday is not None]
    new = [time for time in when if time.start or time.weekday is not None]
    if not known or not new:
        return False
    return not any(_agree(first, second) for first in known for second in new)


def _agree(first: TimeExpression, second: TimeExpression) -> bool:
    if first.start and second.start:
        one, two = sorted((first, second), key=lambda time: time.start.iso if time.start else "")
        if one.start and two.start and two.start.iso.startswith(one.start.iso):
            return True
        return bool(one.start and one.end and two.start and one.start.iso <= two.start.iso <= one.end.iso)
    days = {time.start.date.weekday() if time.start and time.start.date else time.weekday for time in (first, second)}
    return len(days - {None}) < _PAIR


def _other_place(draft: Draft, trigger: Trigger, place: Location | None, entities: Mapping[str, Entity]) -> bool:
    """Whether both are visits, or a summit, at places that differ, a city and its country counted as one.

    So are other talks in cities of two countries.
    """
    if not place or not draft.places:
        return False
    first, second = entities[place.entity], entities[draft.places[0].entity]
    if draft.type not in (EventType.VISIT, EventType.SUMMIT):
        cities = first.type is second.type is EntityType.CITY
        return cities and first.country != second.country and trigger.firm and not in_headline(draft)
    if EntityType.COUNTRY in (first.type, second.type):
        return first.country != second.country
    return first.key != second.key


def _same_people(draft: Draft, parts: Sequence[Part]) -> bool:
    """Whether the parties of a trigger can be those of an event: all known, or described without a name."""
    known = {part.party.entity.key: part.party for part in _told(draft, draft.parts)}
    if not known or not parts:
        return not parts or not known
    new = {part.party.entity.key: part.party for part in parts}
    if all(key in known or described(new[key], known) for key in new) or len(new.keys() & known.keys()) > 1:
        return True
    return all(key in new or described(known[key], new) for key in known)


def _told(draft: Draft, parts: Sequence[Part]) -> Sequence[Part]:
    """The parts by which an event is told from others: without mediators, of a signing those who signed."""
    if draft.type is not EventType.SIGNING:
        return [part for part in parts if part.role is not Role.MEDIATOR]
    return [part for part in parts if part.role is Role.SIGNATORY]


def _same_as_headline(draft: Draft, trigger: Trigger, parts: Sequence[Part], *, first: bool) -> bool:
    """Whether the first lines tell again of an event of the headline, with everybody whom that names.

    The `first` event told below the headline may call one of them by another name, for the same country.
    """
    if trigger.view.headline or not in_headline(draft):
        return False
    if (trigger.view.index - draft.triggers[-1].view.index > _LEAD and not first) or draft.type is not trigger.type:
        return False
    new = {part.party.entity.key: part.party.entity for part in parts}
    enough = len(new) > 1 or (len(new) == 1 and draft.type is EventType.VISIT)
    told = {part.party.entity.key: part.party.entity for part in draft.parts if is_named(part.party.entity)}
    missing = [entity for key, entity in told.items() if key not in new]
    others = [entity for key, entity in new.items() if key not in told]
    if enough and first and len(missing) == 1 and len(told) > 1:
        return any(entity.country and likely(entity, missing[0]) for entity in others)
    return enough and not missing
