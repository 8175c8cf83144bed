"""Gathers the triggers of one event."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from kg.extract._views import Party
from kg.extract._words import fold, words_in
from kg.extract.events_alike import is_named
from kg.extract.events_differ import other_day
from kg.extract.events_drafts import REMOTE, Draft, join
from kg.extract.events_encounters import one_by_one
from kg.extract.events_following import at_close, crowned, followed, place_of_talks
from kg.extract.events_hosting import Hosting, with_hosts
from kg.extract.events_journeys import (
    at_goal,
    days_at_goal,
    draft_there,
    gone_where,
    is_at_talks,
    is_gone_on,
    is_of_journey,
    journey_for,
    nearest,
    of_guest,
    place_during,
    place_of_stay,
    place_there,
    place_where,
    way_of_guest,
    who_went,
)
from kg.extract.events_kept import is_off_with, kept
from kg.extract.events_outcomes import TALKS
from kg.extract.events_people import is_told_before, resolved
from kg.extract.events_same import same_event
from kg.extract.events_stops import stops_of, traveller_of
from kg.extract.events_summaries import Series, first_of_kind, houses, is_of_nobody, series_of, sums_up
from kg.extract.events_triggers import Trigger
from kg.extract.participants import Part, parts_of
from kg.extract.places import place_of, seat_of
from kg.model import (
    DOUBTED,
    Entity,
    EntityType,
    EventStatus,
    EventType,
    Location,
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
_TRAVELLERS = (EntityType.PERSON, EntityType.DELEGATION, EntityType.GROUP)
_UNHOSTED = Hosting()


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
        hosted = hosts.get(trigger.span, _UNHOSTED).parts
        if not needy or _enough(trigger, (*parts_of(trigger, words), *hosted), words):
            in_view.setdefault(trigger.view.index, []).append(trigger)
    ordered = sorted(zip(triggers, times, strict=True), key=lambda each: (each[0].view.index, each[0].type is None))
    series: Series | None = None
    told: tuple[int, Sequence[TimeExpression]] = (-1, ())
    spare: tuple[int, Sequence[TimeExpression]] = (-1, ())
    for found, own in ordered:
        when = own or (spare[1] if spare[0] == found.view.index and found.type else ())
        if when:
            told = (found.view.index, when)
        around = when or (told[1] if told[0] == found.view.index and not found.frame.noun else ())
        gone = gone_where(found, in_view, words)
        onward = found.onward or (around and is_gone_on(found, around[-1], words))
        if not when and around and not onward and gone and not _is_behind(found, around, published):
            when = around
        trigger = replace(found, status=_status(found, when, published))
        hosting = hosts.get(found.span, _UNHOSTED)
        parts = list(resolved(found, parts_of(found, words), drafts, entities, words))
        if trigger.then and trigger.status is EventStatus.SCHEDULED:
            trigger = replace(trigger, status=kept(trigger, parts, gone, drafts, words))
        others = [other for other in in_view.get(trigger.view.index, ()) if other is not found]
        parts = [part for part in parts if not _is_event(part, (found, *in_view.get(found.view.index, ())))]
        parts = [*of_guest(trigger, parts, others, words), *hosting.parts]
        if trigger.type is None and (
            trigger.status in DOUBTED
            or (trigger.then and not trigger.firm)
            or words_in(words.negations, _words_before(trigger))
        ):
            continue
        if (kind := trigger.type) is None:
            _add_people(drafts, trigger, parts, place_of(trigger, words, others), words)
            continue
        series = series_of(trigger, parts, when, place_of(trigger, words, others), words) or series
        if (trigger.frame.object_needed or trigger.frame.party_needed) and not _enough(trigger, parts, words):
            spare = (trigger.view.index, when)
            continue
        spare = (-1, ())
        place = place_of(trigger, words, others) or (seat_of(hosting.seat) if parts or when else None)
        place = place or place_there(trigger, words)
        if there := draft_there(trigger, drafts, words):
            place = place or there.places[0]
            alike = kind is EventType.SIGNING and trigger.status is there.status
            when = when or (there.times if alike else ())
        place = place or place_where(found, in_view, words)
        place = place or place_during(trigger, others, drafts)
        if journey := journey_for(trigger, others, words):
            place = place or place_of(journey, words, ())
            gone_on = times[triggers.index(journey)]
            when = days_at_goal(trigger, when, gone_on)
            trigger = replace(trigger, status=at_goal(trigger, journey, when, published))
            when = when or (gone_on if kind is EventType.MEETING else ())
            parts += who_went(journey, trigger, words)
        if kind is EventType.VISIT and not trigger.frame.noun and not place and not when:
            continue
        if kind is EventType.VISIT and _sightsees(trigger) and not _is_abroad(parts, place, entities):
            continue
        parts = traveller_of(trigger, parts, drafts)
        if trigger.frame.place_needed and not any(part.party.entity.type in _TRAVELLERS for part in parts):
            continue
        if trigger.frame.place_needed and _goes_home(parts, place, entities):
            continue
        unsure = any(other.type and other.status is EventStatus.HYPOTHETICAL for other in others)
        if trigger.side and unsure and hosting is _UNHOSTED:
            continue
        if (not parts and is_off_with(trigger, drafts)) or is_told_before(trigger, parts, drafts, words):
            continue
        if first := first_of_kind(trigger, parts, drafts, words):
            first.type = kind if kind in REMOTE else first.type
            continue
        if trigger.side and trigger.frame.of_many and not place and not when:
            continue
        before = followed(trigger, drafts, words) or crowned(trigger, drafts, words)
        if before and not when:
            when, place = before.single_day(), place or place_of_talks(before, trigger)
        encounters = one_by_one(trigger, parts, words)
        if len(encounters) > 1:
            drafts = [draft for draft in drafts if not sums_up(draft, parts, words)]
        tellings = [(each, when, place) for each in encounters]
        days = [] if any(time.end for time in when) else when
        tellings += [(parts, days, stop) for stop in stops_of(trigger, parts, place, entities, words)]
        for each, when, place in tellings:
            known = drafts if len(encounters) == 1 else [draft for draft in drafts if _is_among(draft, each)]
            mine = [part for part in each if part not in hosting.parts] if trigger.definite else each
            draft = same_event(known, trigger, mine, around, place, entities)
            if draft is None:
                pointed = _only_points(trigger, each, when) and not (place and _tells_of_summit(trigger, others))
                if pointed or is_of_nobody(trigger, each):
                    continue
                draft = Draft(kind, trigger.status)
                drafts.append(draft)
                if not when and series and series.holds(trigger, each):
                    when, place = series.when, place or series.place
            join(draft, trigger, each, when, place)
            if not place and (way := way_of_guest(trigger, each, others, words, entities)):
                draft.ways.append(way)
            elif not place:
                draft.ways += place_of_stay(trigger, each, drafts)
    for draft in drafts:
        at_close(draft, drafts, words)
    return drafts


def _is_event(part: Part, triggers: Sequence[Trigger]) -> bool:
    """Whether a party is an event by its name ("the Water Summit"), and takes part in nothing."""
    return any(trigger.frame.noun and part.party.span.overlaps(trigger.span) for trigger in triggers)


def _sightsees(trigger: Trigger) -> bool:
    """Whether a verb tells what somebody had a look at ("visited a factory"), which is no journey of its own."""
    after = trigger.view.tokens_between(trigger.span.end, trigger.span.end + 2)
    return not trigger.frame.noun and bool(after) and "Definite=Ind" in after[0].morph


def _is_abroad(parts: Sequence[Part], place: Location | None, entities: Mapping[str, Entity]) -> bool:
    """Whether somebody has a look at a place whose country is known, or comes from one that is."""
    there = entities.get(place.entity) if place else None
    return there is not None and bool(there.country or any(part.party.entity.country for part in parts))


def _goes_home(parts: Sequence[Part], place: Location | None, entities: Mapping[str, Entity]) -> bool:
    """Whether all who went somewhere are of the country where that is ("before leaving for Oslo")."""
    there = entities[place.entity].country if place and place.entity in entities else ""
    return bool(there) and all(part.party.entity.country == there for part in parts)


def _is_among(draft: Draft, parts: Sequence[Part]) -> bool:
    """Whether nobody else is known to have been at an event than some people."""
    return bool(draft.parts) and set(draft.people()) <= {part.party.entity.key for part in parts}


def _is_behind(trigger: Trigger, when: Sequence[TimeExpression], published: PartialDate | None) -> bool:
    """Whether a plan is for a day to come ("left on Monday for Male, where he will meet …"), and some days are over."""
    over = [time for time in when if published and time.start and time.start.iso < published.iso]
    return trigger.status is EventStatus.SCHEDULED and bool(over)


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


def _enough(trigger: Trigger, parts: Sequence[Part], words: EventWords) -> bool:
    """Whether a verb that needs two parties has them: an object, several subjects, or a body in which states sit."""
    frame = trigger.frame
    if trigger.type is EventType.MEETING and frame.subject == Role.ATTENDEE and frame.object in ("", Role.ATTENDEE):
        sitting = [part for part in parts if part.role == frame.subject and not trigger.view.headline]
        if any(_is_of_many_states(part.party.entity, words) for part in sitting):
            return True
    if frame.council_needed:
        return any(part.party.span.start >= trigger.span.end and part.party.entity.type in _ACTORS for part in parts)
    if frame.party_needed:
        named = {part.party.entity.key for part in parts if is_named(part.party.entity)}
        return len(named) > 1 or any(
            part.party.span.start >= trigger.span.end and part.party.entity.type in _ACTORS for part in parts
        )
    if trigger.type is EventType.PHONE_CALL and any(_is_outlet(part.party, trigger) for part in parts):
        return False
    if trigger.type is EventType.PHONE_CALL and any(_is_crowd_of_none(part.party) for part in parts):
        return any(part.role == frame.object and is_named(part.party.entity) for part in parts)
    people = {part.party.entity.key for part in parts if part.party.entity.type in _ACTORS}
    if frame.oblique and frame.oblique != frame.subject:
        return any(part.role == frame.oblique for part in parts)
    if frame.object == frame.subject or not frame.object:
        return len(people) > 1 or any(part.party.entity.plural for part in parts)
    if houses(parts, frame.subject, frame.object):
        return False
    return any(part.role == frame.object and part.party.entity.type in _ACTORS for part in parts)


def _is_of_many_states(entity: Entity, words: EventWords) -> bool:
    """Whether a body is a council of states, which meets by itself, and none of one country."""
    name = fold(entity.name)
    return not entity.country and any(len(found) == len(name) for found in words_in(words.councils, name))


def _is_outlet(party: Party, trigger: Trigger) -> bool:
    """Whether what somebody spoke to is a body that governs nothing, as a newspaper is ("spoke to Al Jazeera")."""
    entity = party.entity
    return entity.type is EntityType.ORGANIZATION and not entity.country and party.span.start >= trigger.span.end


def _is_crowd_of_none(party: Party) -> bool:
    """Whether a party is a crowd nobody speaks to by telephone: a group of no country and without known members."""
    entity = party.entity
    return entity.type is EntityType.GROUP and not entity.country and not entity.members and not party.definite


def _is_anybody_named(draft: Draft) -> bool:
    return any(is_named(part.party.entity) for part in draft.parts)


def _add_people(
    drafts: Sequence[Draft], trigger: Trigger, parts: Sequence[Part], place: Location | None, words: EventWords
) -> None:
    """Adds those who were there to an event people attend: that of the sentence, of their leader, or the latest."""
    open_ = [draft for draft in drafts if draft.type is not EventType.JOINT_STATEMENT]
    if trigger.view.text(trigger.span.start, trigger.span.end) in words.companion:
        open_ = [each for each in open_ if each.triggers[-1].view is trigger.view or not _is_anybody_named(each)]
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
        if is_at_talks(trigger, words):
            talks = talks or [draft for draft in open_ if draft.type in TALKS and draft.status is EventStatus.HELD]
        met = [draft for draft in led if draft.type is not EventType.SIGNING]
        held = [draft for draft in open_ if draft.status is EventStatus.HELD and draft.type is not EventType.SIGNING]
        draft = nearest(talks, trigger) or (talks or same or met[:1] or led[:1] or held or open_)[-1]
        clause = trigger.view.clause(trigger.span)
        days = [time for time in trigger.view.times if clause.contains(time.span) and time.type == "DATE"]
        if draft not in same and other_day(draft, days):
            return
        known = draft.people() if draft not in same else {}
        head = Role.DELEGATION_HEAD
        draft.beside.extend(part for part in parts if part.role is not head or part.party.entity.key not in known)
        draft.ways += [place] if place else []
