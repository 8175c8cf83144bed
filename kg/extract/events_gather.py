"""Gathers the triggers of one event."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.extract._coordination import alike, untitled
from kg.extract._views import Party
from kg.extract.events_triggers import Trigger, words_in
from kg.extract.participants import Part, parts_of
from kg.extract.places import place_of
from kg.model import (
    Entity,
    EntityType,
    EventStatus,
    EventType,
    Location,
    MentionKind,
    PartialDate,
    Role,
    TimeExpression,
)
from kg.model.language import EventWords

__all__ = ["Draft", "gather"]

_TALKS = {EventType.MEETING, EventType.SUMMIT}
_ACTORS = (
    *(EntityType.PERSON, EntityType.DELEGATION, EntityType.GROUP, EntityType.COUNTRY),
    *(EntityType.ORGANIZATION, EntityType.GOVERNMENT),
)
_REMOTE = {EventType.PHONE_CALL, EventType.VIDEO_CONFERENCE}
_LEAD = 2
_FEW = 3
_OFF = {EventStatus.CANCELLED, EventStatus.POSTPONED}


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


def gather(
    triggers: Sequence[Trigger],
    times: Sequence[Sequence[TimeExpression]],
    entities: Mapping[str, Entity],
    published: PartialDate | None,
    words: EventWords,
) -> list[Draft]:
    """Triggers of one event together, in the order of their first words.

    Args:
        triggers: in text order.
        times: of each trigger.
        entities: by key.
        published: a day after it is still to come; None unknown.
        words: of the language.
    """
    drafts: list[Draft] = []
    in_view: dict[int, list[Trigger]] = {}
    for trigger in triggers:
        in_view.setdefault(trigger.view.index, []).append(trigger)
    ordered = sorted(zip(triggers, times, strict=True), key=lambda each: (each[0].view.index, each[0].type is None))
    told: tuple[int, Sequence[TimeExpression]] = (-1, ())
    spare: tuple[int, Sequence[TimeExpression]] = (-1, ())
    for found, own in ordered:
        when = own or (spare[1] if spare[0] == found.view.index and found.type else ())
        if when:
            told = (found.view.index, when)
        around = when or (told[1] if told[0] == found.view.index and not found.frame.noun else ())
        trigger = replace(found, status=_status(found, when, published))
        parts = list(_resolved(parts_of(found, words), drafts, entities, words))
        others = [other for other in in_view[trigger.view.index] if other is not found]
        if trigger.type is None and words_in(words.negations, _words_before(trigger)):
            continue
        if trigger.type is None:
            _add_people(drafts, trigger, parts, place_of(trigger, words, others))
            continue
        if (trigger.frame.object_needed or trigger.frame.party_needed) and not _enough(trigger, parts):
            spare = (trigger.view.index, when)
            continue
        spare = (-1, ())
        place = place_of(trigger, words, others)
        if trigger.type is EventType.VISIT and not trigger.frame.noun and not place and not when:
            continue
        draft = _same(drafts, trigger, parts, around, place, entities)
        if draft is None:
            if _only_points(trigger, parts, when):
                continue
            draft = Draft(trigger.type, trigger.status)
            drafts.append(draft)
        _join(draft, trigger, parts, when, place)
    return drafts


def _words_before(trigger: Trigger) -> str:
    """The last two words before a trigger."""
    return " ".join(trigger.view.text(trigger.view.start, trigger.span.start).split()[-2:])


def _only_points(trigger: Trigger, parts: Sequence[Part], when: Sequence[TimeExpression]) -> bool:
    """Whether a noun only points to an event that nobody told ("the meeting", "after the audience")."""
    alone = not when and not any(part.party.span.start > trigger.span.end for part in parts)
    if trigger.around and alone and trigger.type is EventType.MEETING:
        return True
    if not trigger.definite or parts or when or trigger.named:
        return False
    return trigger.type is not EventType.JOINT_STATEMENT


def _status(trigger: Trigger, when: Sequence[TimeExpression], published: PartialDate | None) -> EventStatus:
    """The status of a trigger; what has a day still to come is scheduled, a present tense with a weekday too."""
    if trigger.status is not EventStatus.HELD or trigger.firm:
        return trigger.status
    days = [time.start for time in when if time.start and time.start.month]
    if published and published.day and days and min(day.iso for day in days) > published.iso:
        return EventStatus.SCHEDULED
    if trigger.present and not trigger.view.headline and not days and any(time.weekday is not None for time in when):
        return EventStatus.SCHEDULED
    return trigger.status


def _resolved(
    parts: Sequence[Part], drafts: Sequence[Draft], entities: Mapping[str, Entity], words: EventWords
) -> Iterator[Part]:
    """The parts with each group replaced by its members, and "the two leaders" by those of an event told before."""
    for part in parts:
        entity = part.party.entity
        if entity.type is not EntityType.GROUP:
            yield part
            continue
        members = [entities[key] for key in entity.members if key in entities]
        if not members and _points_back(part, words):
            members = next((two for draft in reversed(drafts) if len(two := _named(draft)) > 1), [])
        if not members and _points_back(part, words):
            continue
        yield from (replace(part, party=replace(part.party, entity=member)) for member in members)
        if not members:
            yield part


def _points_back(part: Part, words: EventWords) -> bool:
    party = part.party
    if party.kind is MentionKind.PRONOUN:
        return True
    return party.definite and not party.entity.country and bool(words_in(words.together, party.entity.name.lower()))


def _named(draft: Draft) -> list[Entity]:
    """The people with a name that take part in an event, by first mention."""
    people = {part.party.entity.key: part.party.entity for part in draft.parts}
    return [entity for entity in people.values() if entity.type is EntityType.PERSON and not untitled(entity)]


def _enough(trigger: Trigger, parts: Sequence[Part]) -> bool:
    """Whether a verb that needs two parties has them: an object, or several subjects."""
    frame = trigger.frame
    if frame.party_needed:
        named = {part.party.entity.key for part in parts if _is_named(part.party.entity)}
        return len(named) > 1 or any(
            part.party.span.start >= trigger.span.end and part.party.entity.type in _ACTORS for part in parts
        )
    if trigger.type is EventType.PHONE_CALL and any(_is_crowd_of_none(part.party) for part in parts):
        return False
    people = {part.party.entity.key for part in parts if part.party.entity.type in _ACTORS}
    if frame.oblique and frame.oblique != frame.subject:
        return any(part.role == frame.oblique for part in parts)
    if frame.object == frame.subject or not frame.object:
        return len(people) > 1 or any(part.party.entity.plural for part in parts)
    return any(part.role == frame.object and part.party.entity.type in _ACTORS for part in parts)


def _is_crowd_of_none(party: Party) -> bool:
    """Whether a party is a crowd nobody speaks to by telephone: a group of no country and without known members."""
    entity = party.entity
    return entity.type is EntityType.GROUP and not entity.country and not entity.members and not party.definite


def _same(
    drafts: Sequence[Draft],
    trigger: Trigger,
    parts: Sequence[Part],
    when: Sequence[TimeExpression],
    place: Location | None,
    entities: Mapping[str, Entity],
) -> Draft | None:
    """The event told before that a trigger speaks of again, the latest that fits."""
    for draft in reversed(drafts):
        if not _kindred(draft, trigger, parts) or (trigger.previous and not draft.triggers[0].previous):
            continue
        ahead = trigger.status is EventStatus.SCHEDULED and draft.status is EventStatus.HELD and trigger.frame.noun
        if trigger.definite and not parts and not trigger.side and not ahead and not _other_day(draft, when):
            return draft
        if parts and not draft.people() and not trigger.frame.noun and not _in_headline(draft):
            continue
        if trigger.side and draft.type is not trigger.type and not _is_crowd(draft):
            continue
        if trigger.apart and not trigger.definite and _more(draft, parts):
            continue
        beside = trigger.frame.noun and draft.triggers[-1].view is trigger.view and trigger.status is EventStatus.HELD
        if trigger.status is not draft.status and not beside and not _settles(draft, trigger, parts):
            continue
        if _other_day(draft, when) or _other_place(draft, place, entities):
            continue
        if not _same_people(draft, parts) and not _same_as_headline(draft, trigger, parts):
            continue
        return draft
    return None


def _more(draft: Draft, parts: Sequence[Part]) -> bool:
    """Whether an event has named people beside all of a trigger."""
    here = {part.party.entity.key for part in parts}
    return bool(here) and any(
        _is_named(part.party.entity) and part.party.entity.key not in here for part in draft.parts + draft.beside
    )


def _is_crowd(draft: Draft) -> bool:
    """Whether several people met of whom none is named ("leaders of six countries")."""
    people = [part.party.entity for part in draft.parts]
    return any(entity.plural for entity in people) and not any(_is_named(entity) for entity in people)


def _in_headline(draft: Draft) -> bool:
    """Whether only the headline has told of an event so far."""
    return all(told.view.headline for told in draft.triggers)


def _in_pair(trigger: Trigger, parts: Sequence[Part]) -> bool:
    """Whether a verb tells of two people who met, which is no summit but may be beside one."""
    people = {part.party.entity.key for part in parts if part.party.entity.type is EntityType.PERSON}
    return not trigger.frame.noun and trigger.frame.object_needed and 2 <= len(people) == len(parts) <= _FEW


def _kindred(draft: Draft, trigger: Trigger, parts: Sequence[Part]) -> bool:
    if draft.type is trigger.type:
        return True
    if draft.type in _TALKS and trigger.type in _TALKS:
        return trigger.definite or _in_headline(draft) or not _in_pair(trigger, parts)
    if draft.type in _REMOTE:
        again = trigger.type is EventType.MEETING and (trigger.definite or trigger.frame.any_medium)
        return trigger.type in _REMOTE or again
    return trigger.type in _REMOTE and all(each.frame.any_medium for each in draft.triggers)


def _settles(draft: Draft, trigger: Trigger, parts: Sequence[Part]) -> bool:
    """Whether one of two statuses says what came of the other: a plan is called off, a headline told in the present."""
    told = trigger.status is EventStatus.HELD and trigger.firm
    if (told and draft.status in _OFF) or (trigger.status in _OFF and any(each.firm for each in draft.triggers)):
        return False
    if draft.status in _OFF or trigger.status in _OFF:
        return bool(parts) or trigger.definite
    return bool(parts) and draft.triggers[-1].view.headline


def _other_day(draft: Draft, when: Sequence[TimeExpression]) -> bool:
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
    return first.weekday is None or second.weekday is None or first.weekday == second.weekday


def _other_place(draft: Draft, place: Location | None, entities: Mapping[str, Entity]) -> bool:
    """Whether both are visits to places that differ, a city and its country counted as one."""
    if draft.type is not EventType.VISIT or not place or not draft.places:
        return False
    first, second = entities[place.entity], entities[draft.places[0].entity]
    if EntityType.COUNTRY in (first.type, second.type):
        return first.country != second.country
    return first.key != second.key


def _same_people(draft: Draft, parts: Sequence[Part]) -> bool:
    """Whether the parties of a trigger can be those of an event: all known, or described without a name."""
    known = draft.people()
    if not known or not parts:
        return not parts or not known
    new = {part.party.entity.key: part.party for part in parts}
    shared = [key for key in new if key in known or _described(new[key], known)]
    back = [key for key in known if key in new or _described(known[key], new)]
    return len(shared) == len(new) or len(back) == len(known) or len(set(new) & set(known)) > 1


def _same_as_headline(draft: Draft, trigger: Trigger, parts: Sequence[Part]) -> bool:
    """Whether the first lines tell again of an event of the headline, with everybody whom that names."""
    if trigger.view.headline or not _in_headline(draft):
        return False
    if trigger.view.index - draft.triggers[-1].view.index > _LEAD or draft.type is not trigger.type:
        return False
    new = {part.party.entity.key for part in parts}
    enough = len(new) > 1 or (len(new) == 1 and draft.type is EventType.VISIT)
    return enough and all(not _is_named(part.party.entity) or part.party.entity.key in new for part in draft.parts)


def _described(party: Party, others: dict[str, Party]) -> bool:
    """Whether a party without a name could be one of some others: a group, a country, a title of the same country."""
    entity = party.entity
    if entity.type in (EntityType.GROUP, EntityType.COUNTRY, EntityType.ORGANIZATION, EntityType.GOVERNMENT):
        return entity.type is not EntityType.ORGANIZATION or entity.key not in others
    if any(mention.kind is MentionKind.NAME for mention in entity.mentions):
        return any(
            other.entity.type is EntityType.COUNTRY or (untitled(other.entity) and _likely(entity, other.entity))
            for other in others.values()
        )
    return any(alike(entity, other.entity) for other in others.values())


def _join(
    draft: Draft, trigger: Trigger, parts: Sequence[Part], when: Sequence[TimeExpression], place: Location | None
) -> None:
    before = trigger.status in _OFF and draft.status is EventStatus.SCHEDULED and trigger.then
    if (trigger.status in _OFF and not before) or (
        draft.status is not EventStatus.HELD and trigger.firm and draft.status not in _OFF
    ):
        draft.status = trigger.status
    open_ = draft.status is EventStatus.HELD and not any(told.firm for told in draft.triggers)
    if open_ and _in_headline(draft) and not trigger.view.headline and parts:
        draft.status = trigger.status
    if trigger.type is EventType.SUMMIT and draft.type is EventType.MEETING:
        draft.type = EventType.SUMMIT
    if trigger.type in _REMOTE and draft.type is EventType.MEETING:
        draft.type = trigger.type
    if draft.triggers and parts and _in_headline(draft) and not trigger.view.headline:
        known = {part.party.entity.key for part in parts}
        draft.parts = [part for part in draft.parts if part.party.entity.key in known or _is_named(part.party.entity)]
    draft.triggers.append(trigger)
    draft.parts += parts
    draft.times += [time for time in when if time not in draft.times]
    if place:
        draft.places.append(place)


def _likely(entity: Entity, other: Entity) -> bool:
    """Whether country or office says that two people are one, and neither that they are not."""
    offices = [{each.office for each in one.capacities if each.office} for one in (entity, other)]
    return alike(entity, other) and bool(
        (entity.country and entity.country == other.country) or offices[0] & offices[1]
    )


def _is_named(entity: Entity) -> bool:
    return entity.type is EntityType.PERSON and not untitled(entity)


def _add_people(drafts: Sequence[Draft], trigger: Trigger, parts: Sequence[Part], place: Location | None) -> None:
    """Adds those who were there to an event people attend: that of the sentence, of their leader, or the latest."""
    open_ = [draft for draft in drafts if draft.type is not EventType.JOINT_STATEMENT]
    same = [draft for draft in open_ if draft.triggers[-1].view.index == trigger.view.index]
    leaders = {part.party.entity.key for part in parts if part.role == trigger.frame.subject}
    led = [draft for draft in open_ if leaders & set(draft.people())]
    if open_ and parts:
        talks = [draft for draft in same if draft.type is not EventType.VISIT]
        draft = (talks or same or led[:1] or open_)[-1]
        known = draft.people() if draft not in same else {}
        head = Role.DELEGATION_HEAD
        draft.beside.extend(part for part in parts if part.role is not head or part.party.entity.key not in known)
        draft.ways += [place] if place else []
