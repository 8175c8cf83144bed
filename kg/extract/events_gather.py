"""Gathers the triggers of one event."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from kg.extract._coordination import untitled
from kg.extract._views import Party
from kg.extract._words import words_in
from kg.extract.events_drafts import OFF, Draft, is_named, join, other_day, same_event
from kg.extract.events_hosting import with_hosts
from kg.extract.events_journeys import (
    is_of_journey,
    is_where,
    journey_for,
    of_guest,
    place_during,
    place_there,
    place_where,
    way_of_guest,
)
from kg.extract.events_triggers import Trigger
from kg.extract.participants import COUNTERPART, Part, one_by_one, parts_of
from kg.extract.places import place_of
from kg.model import (
    Entity,
    EntityType,
    EventStatus,
    EventType,
    Inferred,
    Location,
    MentionKind,
    PartialDate,
    Role,
    TimeExpression,
)
from kg.model.language import EventWords

__all__ = ["Draft", "gather"]

_ACTORS = (
    *(EntityType.PERSON, EntityType.DELEGATION, EntityType.GROUP, EntityType.COUNTRY),
    *(EntityType.ORGANIZATION, EntityType.GOVERNMENT),
)
_PURPOSE = 24
_PAIR = 2
_DURING = 0.8


def gather(
    triggers: Sequence[Trigger],
    times: Sequence[tuple[TimeExpression, ...]],
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
    triggers, times, hosts = with_hosts(triggers, times, words)
    in_view: dict[int, list[Trigger]] = {}
    for trigger in triggers:
        needy = trigger.type and (trigger.frame.object_needed or trigger.frame.party_needed)
        if not needy or _enough(trigger, parts_of(trigger, words)):
            in_view.setdefault(trigger.view.index, []).append(trigger)
    ordered = sorted(zip(triggers, times, strict=True), key=lambda each: (each[0].view.index, each[0].type is None))
    told: tuple[int, Sequence[TimeExpression]] = (-1, ())
    spare: tuple[int, Sequence[TimeExpression]] = (-1, ())
    for found, own in ordered:
        when = own or (spare[1] if spare[0] == found.view.index and found.type else ())
        if when:
            told = (found.view.index, when)
        around = when or (told[1] if told[0] == found.view.index and not found.frame.noun else ())
        if not when and around and is_where(found, in_view, words):
            when = around
        trigger = replace(found, status=_status(found, when, published))
        parts = list(_resolved(found, parts_of(found, words), drafts, entities, words))
        others = [other for other in in_view.get(trigger.view.index, ()) if other is not found]
        parts = [*of_guest(trigger, parts, others, words), *hosts.get(found.span, ())]
        if trigger.type is None and (
            trigger.status is EventStatus.HYPOTHETICAL
            or (trigger.then and not trigger.firm)
            or words_in(words.negations, _words_before(trigger))
        ):
            continue
        if (kind := trigger.type) is None:
            _add_people(drafts, trigger, parts, place_of(trigger, words, others))
            continue
        if (trigger.frame.object_needed or trigger.frame.party_needed) and not _enough(trigger, parts):
            spare = (trigger.view.index, when)
            continue
        spare = (-1, ())
        place = place_of(trigger, words, others)
        place = place or place_there(trigger, drafts, words) or place_where(found, in_view, words)
        place = place or place_during(trigger, others, drafts)
        if journey := journey_for(trigger, others, words):
            place = place or place_of(journey, words, ())
            when = when or times[triggers.index(journey)]
            trigger = replace(trigger, status=journey.status)
        if kind is EventType.VISIT and not trigger.frame.noun and not place and not when:
            continue
        if not parts and _is_off_with(trigger, drafts):
            continue
        if trigger.side and trigger.frame.of_many and not place and not when:
            continue
        before = _followed(trigger, drafts, words) or _crowned(trigger, drafts, words)
        if before and not when:
            days = [time for time in before.times if time.start and time.start.day and not time.end]
            when, place = days[:1], place or _there(before, trigger)
        encounters = one_by_one(trigger, parts, words)
        for each in encounters:
            known = drafts if len(encounters) == 1 else [draft for draft in drafts if _is_among(draft, each)]
            mine = [part for part in each if part not in hosts.get(found.span, ())] if trigger.definite else each
            draft = same_event(known, trigger, mine, around, place, entities)
            if draft is None:
                if _only_points(trigger, each, when) and not (place and _tells_of_summit(trigger, others)):
                    continue
                draft = Draft(kind, trigger.status)
                drafts.append(draft)
            join(draft, trigger, each, when, place)
            if not place and (way := way_of_guest(trigger, each, others, words)):
                draft.ways.append(way)
    return drafts


def _is_among(draft: Draft, parts: Sequence[Part]) -> bool:
    """Whether nobody else is known to have been at an event than some people."""
    return bool(draft.parts) and set(draft.people()) <= {part.party.entity.key for part in parts}


def _followed(trigger: Trigger, drafts: Sequence[Draft], words: EventWords) -> Draft | None:
    """The talks of its sentence that an encounter followed ("The talks were followed by a courtesy call")."""
    if not trigger.frame.noun or trigger.status is not EventStatus.HELD or trigger.type is not EventType.MEETING:
        return None
    before = trigger.view.text(trigger.span.start - _PURPOSE, trigger.span.start)
    told = [draft for draft in drafts if draft.triggers[-1].view is trigger.view and draft.type is EventType.MEETING]
    return told[-1] if told and words_in(words.followed, before) else None


def _crowned(trigger: Trigger, drafts: Sequence[Draft], words: EventWords) -> Draft | None:
    """The talks of its sentence, or of the one before, that ended with a signing ("It ended with the signing of")."""
    view = trigger.view
    if trigger.type is not EventType.SIGNING or trigger.status is not EventStatus.HELD:
        return None
    if not words_in(words.crowned, view.text(trigger.span.start - _PURPOSE, trigger.span.start)) or not drafts:
        return None
    last = drafts[-1]
    alone = not any(party.span.end <= trigger.span.start for party in view.parties)
    near = last.triggers[-1].view is view or (alone and view.index - last.triggers[-1].view.index == 1)
    return last if near and last.type in (EventType.MEETING, EventType.SUMMIT) else None


def _there(draft: Draft, trigger: Trigger) -> Location | None:
    """The place of an event for what followed it at once."""
    if not draft.places:
        return None
    evidence = Inferred((draft.triggers[-1].span, trigger.span), "follows-talks", _DURING)
    return Location(draft.places[0].entity, evidence)


def _is_off_with(trigger: Trigger, drafts: Sequence[Draft]) -> bool:
    """Whether a journey called off is that to the talks of its sentence ("was to meet …, but the trip was off")."""
    if trigger.type is not EventType.VISIT or not trigger.definite or trigger.status not in OFF:
        return False
    return any(draft.status in OFF and draft.triggers[-1].view is trigger.view for draft in drafts)


def _words_before(trigger: Trigger) -> str:
    """The last two words before a trigger."""
    return " ".join(trigger.view.text(trigger.view.start, trigger.span.start).split()[-2:])


def _tells_of_summit(trigger: Trigger, others: Sequence[Trigger]) -> bool:
    """Whether a sentence is about a summit, which is not only where or when something else was."""
    return trigger.type is EventType.SUMMIT and not (trigger.side and any(other.type for other in others))


def _only_points(trigger: Trigger, parts: Sequence[Part], when: Sequence[TimeExpression]) -> bool:
    """Whether a noun only points to an event that nobody told ("the meeting", "after the audience")."""
    alone = not when and not any(part.party.span.start > trigger.span.end for part in parts)
    if trigger.around and alone and trigger.type is EventType.MEETING:
        return True
    if not trigger.definite or parts or when or trigger.named or trigger.firm or trigger.view.headline:
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
    trigger: Trigger,
    parts: Sequence[Part],
    drafts: Sequence[Draft],
    entities: Mapping[str, Entity],
    words: EventWords,
) -> Iterator[Part]:
    """The parts with each group replaced by its members, and "the two leaders" by those of an event told before."""
    for part in parts:
        entity = part.party.entity
        if _is_bare_counterpart(part):
            other = _other_of_two(trigger, drafts)
            yield replace(part, party=replace(part.party, entity=other)) if other else part
            continue
        if entity.type is not EntityType.GROUP:
            told = _called_by_role(part, drafts, words)
            yield replace(part, party=replace(part.party, entity=told)) if told else part
            continue
        members = [entities[key] for key in entity.members if key in entities]
        if trigger.type is EventType.SIGNING and words_in(words.sides, entity.name.lower()):
            yield part
            continue
        points = _points_back(part, words) and not _is_of_others(trigger, part, words)
        points = points and not _has_nationality(part.party, entities)
        if not members and points:
            members = next((two for draft in _likely_first(drafts) if len(two := _named(draft)) > 1), [])
        if not members and points:
            continue
        yield from (replace(part, party=replace(part.party, entity=member)) for member in members)
        if not members:
            yield part


def _called_by_role(part: Part, drafts: Sequence[Draft], words: EventWords) -> Entity | None:
    """The one guest of the event told last that has one, for "the guest", None for other words."""
    entity = part.party.entity
    if not part.party.definite or not untitled(entity) or entity.name.lower() not in words.guests:
        return None
    for draft in reversed(drafts):
        guests = {each.party.entity.key: each.party.entity for each in draft.parts if each.role is Role.GUEST}
        if guests:
            (guest, *others) = guests.values()
            return guest if not others and is_named(guest) else None
    return None


def _is_bare_counterpart(part: Part) -> bool:
    """Whether a party is a counterpart of whom nothing else is known ("his counterpart")."""
    entity = part.party.entity
    offices = {each.office for each in entity.capacities}
    return part.party.kind is MentionKind.TITLE and offices == {COUNTERPART} and not entity.country and untitled(entity)


def _other_of_two(trigger: Trigger, drafts: Sequence[Draft]) -> Entity | None:
    """The second of the two people of an event told before, where the sentence names the first."""
    two = next((people for draft in _likely_first(drafts) if len(people := _named(draft)) > 1), [])
    here = {party.entity.key for party in trigger.view.parties}
    others = [each for each in two if each.key not in here]
    return others[0] if len(two) == _PAIR and len(others) == 1 else None


def _likely_first(drafts: Sequence[Draft]) -> list[Draft]:
    """The events told, the latest first, those that nobody vouches for last."""
    told = drafts[::-1]
    doubted = [draft for draft in told if draft.status is EventStatus.HYPOTHETICAL]
    return [*(draft for draft in told if draft not in doubted), *doubted]


def _points_back(part: Part, words: EventWords) -> bool:
    party = part.party
    if party.kind is MentionKind.PRONOUN:
        return True
    name = party.entity.name
    named = any(
        letter.isupper() for letter in name[1:]
    )  # "leaders of the Pacific Community" are told of by themselves.
    return party.definite and not party.entity.country and not named and bool(words_in(words.together, name.lower()))


def _is_of_others(trigger: Trigger, part: Part, words: EventWords) -> bool:
    """Whether a summit says whose leaders came ("a summit of the leaders of the two countries"), who are not told."""
    after = trigger.view.text(part.party.span.end, part.party.span.end + _PURPOSE).split(" ")
    return trigger.type is EventType.SUMMIT and len(after) > 1 and not after[0] and after[1] in words.owner


def _has_nationality(party: Party, entities: Mapping[str, Entity]) -> bool:
    """Whether words of nationality tell a group from those named before ("the Irish and Latvian ministers")."""
    countries = (entity for entity in entities.values() if entity.type is EntityType.COUNTRY)
    return any(party.span.contains(mention.span) for country in countries for mention in country.mentions)


def _named(draft: Draft) -> list[Entity]:
    """The people with a name that take part in an event, by first mention."""
    people = {part.party.entity.key: part.party.entity for part in draft.parts}
    return [entity for entity in people.values() if entity.type is EntityType.PERSON and not untitled(entity)]


def _enough(trigger: Trigger, parts: Sequence[Part]) -> bool:
    """Whether a verb that needs two parties has them: an object, or several subjects."""
    frame = trigger.frame
    if frame.party_needed:
        named = {part.party.entity.key for part in parts if is_named(part.party.entity)}
        return len(named) > 1 or any(
            part.party.span.start >= trigger.span.end and part.party.entity.type in _ACTORS for part in parts
        )
    if trigger.type is EventType.PHONE_CALL and any(_is_outlet(part.party, trigger) for part in parts):
        return False
    if trigger.type is EventType.PHONE_CALL and any(_is_crowd_of_none(part.party) for part in parts):
        return False
    people = {part.party.entity.key for part in parts if part.party.entity.type in _ACTORS}
    if frame.oblique and frame.oblique != frame.subject:
        return any(part.role == frame.oblique for part in parts)
    if frame.object == frame.subject or not frame.object:
        return len(people) > 1 or any(part.party.entity.plural for part in parts)
    return any(part.role == frame.object and part.party.entity.type in _ACTORS for part in parts)


def _is_outlet(party: Party, trigger: Trigger) -> bool:
    """Whether what somebody spoke to is a body that governs nothing, as a newspaper is ("spoke to Al Jazeera")."""
    entity = party.entity
    return entity.type is EntityType.ORGANIZATION and not entity.country and party.span.start >= trigger.span.end


def _is_crowd_of_none(party: Party) -> bool:
    """Whether a party is a crowd nobody speaks to by telephone: a group of no country and without known members."""
    entity = party.entity
    return entity.type is EntityType.GROUP and not entity.country and not entity.members and not party.definite


def _add_people(drafts: Sequence[Draft], trigger: Trigger, parts: Sequence[Part], place: Location | None) -> None:
    """Adds those who were there to an event people attend: that of the sentence, of their leader, or the latest."""
    open_ = [draft for draft in drafts if draft.type is not EventType.JOINT_STATEMENT]
    same = [draft for draft in open_ if draft.triggers[-1].view.index == trigger.view.index]
    if trigger.frame.object in (Role.MEDIATOR, Role.HOST) and not trigger.frame.subject and not same:
        return
    here = {part.party.entity.key for part in parts}
    leaders = {part.party.entity.key for part in parts if part.role == trigger.frame.subject}
    leaders |= {party.entity.key for party in trigger.view.parties if party.entity.key not in here}
    led = [draft for draft in open_ if leaders & set(draft.people())]
    if open_ and parts:
        talks = [draft for draft in same if draft.type is not EventType.VISIT]
        talks = [draft for draft in same if draft not in talks] if is_of_journey(trigger, parts, same) else talks
        met = [draft for draft in led if draft.type is not EventType.SIGNING]
        held = [draft for draft in open_ if draft.status is EventStatus.HELD and draft.type is not EventType.SIGNING]
        draft = (talks or same or met[:1] or led[:1] or held or open_)[-1]
        clause = trigger.view.clause(trigger.span)
        days = [time for time in trigger.view.times if clause.contains(time.span) and time.type == "DATE"]
        if draft not in same and other_day(draft, days):
            return
        known = draft.people() if draft not in same else {}
        head = Role.DELEGATION_HEAD
        draft.beside.extend(part for part in parts if part.role is not head or part.party.entity.key not in known)
        draft.ways += [place] if place else []
