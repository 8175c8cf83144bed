"""Tells which journey the talks of a sentence belong to: whose guest, where, and with whom."""

import datetime
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from kg.extract._tense import ruling
from kg.extract._words import words_in
from kg.extract.events_drafts import Draft
from kg.extract.events_triggers import Trigger
from kg.extract.participants import Part, parts_of
from kg.extract.places import place_of
from kg.model import (
    Entity,
    EntityType,
    EventStatus,
    EventType,
    Inferred,
    Location,
    MentionKind,
    Observed,
    PartialDate,
    Role,
    TimeExpression,
)
from kg.model.language import EventWords

__all__ = [
    *("at_goal", "days_at_goal", "draft_there", "gone_where", "is_at_talks", "is_gone_on", "is_of_journey"),
    *("is_on_journey", "journey_for", "nearest", "of_guest", "place_during", "place_of_stay", "place_there"),
    *("place_where", "way_of_guest", "who_went"),
]

_PURPOSE = 24
_DURING = 0.8
_READ = 0.9
_OBJECT = 2
_WEEK = 7


def journey_for(trigger: Trigger, others: Sequence[Trigger], words: EventWords) -> Trigger | None:
    """The journey that talks are the purpose of ("will travel to Male on Monday for talks with …", "to meet …")."""
    if trigger.type is EventType.SUMMIT:
        return _journey_to_summit(trigger, others, words)
    if trigger.type is not EventType.MEETING or trigger.definite:
        return None
    before = trigger.view.text(trigger.span.start - _PURPOSE, trigger.span.start)
    gone = [other for other in others if other.type is EventType.VISIT and other.span.end <= trigger.span.start]
    if trigger.frame.noun:
        return next(reversed(gone), None) if words_in(words.purpose, before) else None
    if not gone or not any(found.end >= len(before.rstrip()) for found in words_in(words.purpose_of_acts, before)):
        return None
    verbs = ruling(trigger.view, trigger.view.tokens_between(trigger.span.start, trigger.span.end))
    return next((other for other in gone for verb in verbs if other.span.start <= verb.start < other.span.end), None)


def _journey_to_summit(trigger: Trigger, others: Sequence[Trigger], words: EventWords) -> Trigger | None:
    """The journey right before a summit that it was made to attend (« arrivé pour assister au sommet »)."""
    gone = [each for each in others if each.type is EventType.VISIT and each.span.end <= trigger.span.start]
    if not gone or not trigger.frame.noun or trigger.around or gone[-1].frame.noun:
        return None
    between = trigger.view.text(gone[-1].span.end, trigger.span.start)
    goal = words_in(words.purpose_of_acts, between) and words_in(words.attending, between)
    tokens = trigger.view.tokens_between(gone[-1].span.end, trigger.span.end)
    verbs = [token.morph for token in tokens if token.pos in ("VERB", "AUX")]
    return gone[-1] if goal and len(verbs) == 1 and "VerbForm=Inf" in verbs[0] else None


def at_goal(
    trigger: Trigger, journey: Trigger, when: Sequence[TimeExpression], published: PartialDate | None
) -> EventStatus:
    """The status of what a journey is made for: that of the journey; a summit is still to come on its day."""
    if journey.status is not EventStatus.HELD or not published:
        return journey.status
    days = [time.start.iso for time in when if time.start]
    ahead = any(day > published.iso for day in days)
    over = trigger.type is not EventType.SUMMIT or any(day < published.iso for day in days)
    return EventStatus.SCHEDULED if ahead or not over else EventStatus.HELD


def days_at_goal(
    trigger: Trigger, when: Sequence[TimeExpression], gone: Sequence[TimeExpression]
) -> Sequence[TimeExpression]:
    """The days of what a journey was made for, a weekday being the first since the journey began.

    ("arrived in Male on Tuesday to attend a summit on Thursday", « pour participer jeudi à un sommet »)
    """
    begun = [time.start.date for time in gone if time.start and time.start.date]
    days: list[TimeExpression] = []
    for time in when:
        day = time.start.date if time.start else None
        told = any(map(str.isdecimal, trigger.view.text(time.span.start, time.span.end)))
        if time.weekday is None or told or time.end or not day or not begun or not 0 < (begun[0] - day).days < _WEEK:
            days.append(time)
            continue
        later = PartialDate.of(day + datetime.timedelta(days=_WEEK))
        days.append(replace(time, start=later, value=later.iso))
    return days


def who_went(journey: Trigger, trigger: Trigger, words: EventWords) -> list[Part]:
    """Those who travel to a summit, as taking part in it."""
    travellers = parts_of(journey, words) if trigger.type is EventType.SUMMIT else []
    return [replace(part, role=Role.ATTENDEE, trigger=trigger.span) for part in travellers if part.role is Role.GUEST]


def _journey_of(trigger: Trigger, others: Sequence[Trigger], words: EventWords) -> Trigger | None:
    """The journey that a visit is the purpose of ("arrived in Male on Monday for an official visit")."""
    before = trigger.view.text(trigger.span.start - _PURPOSE, trigger.span.start).rstrip()
    if not any(found.end >= len(before) for found in words_in(words.purpose, before)):
        return None
    gone = (each for each in others if each.type is EventType.VISIT and each.span.end <= trigger.span.start)
    return next((each for each in gone if not each.frame.noun), None)


def of_guest(trigger: Trigger, parts: list[Part], others: Sequence[Trigger], words: EventWords) -> list[Part]:
    """The parts of a visit that a host receives somebody for ("hosted Berg for an official visit"): the guest's."""
    if trigger.type is not EventType.VISIT or not trigger.frame.noun or trigger.own:
        return parts
    if journey := _journey_of(trigger, others, words):
        return [replace(part, trigger=trigger.span) for part in parts_of(journey, words)] or parts
    for other in others:
        if other.passive or other.frame.subject != Role.HOST or other.span.end > trigger.span.start:
            continue
        received = parts_of(other, words)
        guests = [part for part in received if part.role is Role.GUEST]
        hosts = {part.party.entity.key for part in received if part.role is Role.HOST}
        if guests and {part.party.entity.key for part in parts} <= hosts:
            return [replace(part, trigger=trigger.span) for part in guests]
    return parts


def draft_there(trigger: Trigger, drafts: Sequence[Draft], words: EventWords) -> Draft | None:
    """The journey, or else the talks, told last where a verb says "there" ("elle y rencontrera"); talks for a text.

    One of several stops told in a row is nowhere in particular.
    """
    if not _says_there(trigger, words):
        return None
    placed = [draft for draft in drafts if draft.places]
    if trigger.type is EventType.SIGNING:
        placed = [draft for draft in placed if draft.type in (EventType.MEETING, EventType.SUMMIT)]
    visits = [draft for draft in placed if draft.type is EventType.VISIT] or placed
    latest = sorted(visits, key=lambda draft: draft.triggers[-1].span)
    told = [draft.triggers[-1].span for draft in latest]
    return next((draft for draft in reversed(latest) if told.count(draft.triggers[-1].span) == 1), None)


def place_there(trigger: Trigger, words: EventWords) -> Location | None:
    """The place named last before a verb that says "there" in its sentence ("opens in Male; she will meet … there")."""
    named = [each for each in trigger.view.places if each.span.end <= trigger.span.start]
    if not named or not _says_there(trigger, words):
        return None
    return Location(named[-1].entity.key, Observed((named[-1].span,), "place-read", _READ))


def is_gone_on(trigger: Trigger, time: TimeExpression, words: EventWords) -> bool:
    """Whether a journey goes on between a time and where something was ("was in Male on Monday before going to …")."""
    between = trigger.view.text(time.span.end, trigger.span.start)
    where = words_in(words.where, between)
    return bool(where and words_in(words.onward, between[: where[0].start]))


def _says_there(trigger: Trigger, words: EventWords) -> bool:
    """Whether a verb says "there", before or behind it or at the beginning of its sentence."""
    if trigger.frame.noun or trigger.type not in (EventType.MEETING, EventType.SIGNING):
        return False
    view, span = trigger.view, trigger.span
    opening, comma, _ = view.text(view.start, min(view.start + _PURPOSE, span.start)).partition(",")
    after = [word.strip(",.;") for word in view.text(span.end, view.sentence.span.end).split()[:2]]
    beside = {_last_word(view.text(view.start, span.start)), *after[: 1 + (after[:1] != [] and after[0] in words.him)]}
    beside |= {opening} if comma else set()
    own = set(view.text(span.start, span.end).replace("'", " ").split())
    return bool((beside | own) & set(words.there))


def _last_word(text: str) -> str:
    return (text.replace("'", " ").split() or [""])[-1]


def gone_where(trigger: Trigger, in_view: Mapping[int, Sequence[Trigger]], words: EventWords) -> Trigger | None:
    """The journey to where the sentence says something was done ("flew to Male on Monday, where …"), None for none."""
    gone = [
        other
        for other in in_view.get(trigger.view.index, ())
        if other.type is EventType.VISIT and other.span.end <= trigger.span.start
    ]
    there = gone and words_in(words.where, trigger.view.text(gone[-1].span.end, trigger.span.start))
    return gone[-1] if there else None


def place_during(trigger: Trigger, others: Sequence[Trigger], drafts: Sequence[Draft]) -> Location | None:
    """The place of the visit that a sentence says something was during ("During the visit, she will meet …")."""
    visiting = [each for each in others if each.type is EventType.VISIT and each.during and each.span < trigger.span]
    if trigger.type is not EventType.MEETING or not visiting:
        return None
    visit = next((each for each in reversed(drafts) if each.type is EventType.VISIT and each.places), None)
    evidence = Inferred((visiting[0].span,), "during-visit", _DURING)
    return Location(visit.places[0].entity, evidence) if visit else None


def place_of_stay(trigger: Trigger, parts: Sequence[Part], drafts: Sequence[Draft]) -> list[Location]:
    """Where somebody had travelled whom a verb says another met ("flew to Male. Berg met her"), [] unknown.

    So it is where one sentence tells of several stops.
    """
    told = [part.party for part in parts if part.party.kind is MentionKind.PRONOUN]
    met = {each.entity.key for each in told if 0 <= each.span.start - trigger.span.end <= _OBJECT}
    visits = [each for each in reversed(drafts) if each.type is EventType.VISIT]
    if not visits or trigger.earlier or len(visits[0].people()) != 1 or not set(visits[0].people()) <= met:
        return []
    stops = [each for each in visits if each.triggers[-1].span == visits[0].triggers[-1].span]
    return visits[0].places[:1] if len(stops) == 1 else []


def place_where(trigger: Trigger, in_view: Mapping[int, Sequence[Trigger]], words: EventWords) -> Location | None:
    """The place of the journey that "where" leads back to ("flew to Male in the evening, where he will meet …")."""
    if trigger.type is not EventType.MEETING or trigger.frame.noun:
        return None
    gone = gone_where(trigger, in_view, words)
    return place_of(gone, words, ()) if gone else None


def is_on_journey(draft: Draft, drafts: Sequence[Draft], entities: Mapping[str, Entity]) -> bool:
    """Whether the host of talks without a day is abroad by the sentence before ("flew to Male. He received Berg")."""
    hosts = {part.party.entity.key for part in draft.parts if part.role is Role.HOST}
    if draft.times or draft.places or not hosts:
        return False
    first = draft.triggers[0].view.index
    for journey in drafts:
        near = any(
            0 <= first - each.view.index <= 1 and each.span < draft.triggers[0].span for each in journey.triggers
        )
        if journey.type is not EventType.VISIT or journey.status is not draft.status or not journey.places or not near:
            continue
        there = entities[journey.places[0].entity].country
        if any(key in hosts and there not in ("", party.entity.country) for key, party in journey.people().items()):
            return True
    return False


def is_of_journey(trigger: Trigger, parts: Sequence[Part], same: Sequence[Draft]) -> bool:
    """Whether words tell with whom somebody travels, who met others then ("leads a delegation on a visit and met")."""
    if not any(part.role in (Role.DELEGATION_HEAD, Role.DELEGATION_MEMBER) for part in parts):
        return False
    nearest = min(
        (
            (abs(each.span.start - trigger.span.end), draft.type)
            for draft in same
            for each in draft.triggers
            if each.view is trigger.view
        ),
        default=None,
        key=lambda found: found[0],
    )
    return nearest is not None and nearest[1] is EventType.VISIT


def way_of_guest(
    trigger: Trigger,
    parts: Sequence[Part],
    others: Sequence[Trigger],
    words: EventWords,
    entities: Mapping[str, Entity],
) -> Location | None:
    """Where the guest of a meeting is said to be visiting before its verb ("X, on a visit to Male, was received").

    So does the country whose guest somebody is called (« l'hôte du Gabon »).
    """
    guests = {part.party.entity.key for part in parts if part.role is Role.GUEST}
    if not guests or trigger.type is not EventType.MEETING:
        return None
    asides = (each for each in others if each.type is EventType.VISIT and each.frame.noun and each.span < trigger.span)
    visit = next((each for each in asides if guests & {part.party.entity.key for part in parts_of(each, words)}), None)
    if visit:
        return place_of(visit, words, ())
    called = [
        part.party.span
        for part in parts
        if part.role is Role.GUEST
        and words_in(words.guests, trigger.view.text(part.party.span.start, part.party.span.end))
    ]
    named = (
        (country.key, mention.span)
        for country in entities.values()
        if country.type is EntityType.COUNTRY
        for mention in country.mentions
        if any(span.contains(mention.span) for span in called)
    )
    home = next(named, None)
    return Location(home[0], Observed((home[1],), "guest-of-country", _DURING)) if home else None


def is_at_talks(trigger: Trigger, words: EventWords) -> bool:
    """Whether words say that what somebody was present at are talks ("Present at the meeting were …"), no journey."""
    said = trigger.view.text(trigger.span.start, trigger.span.end)
    nouns = (frame.forms for frame in words.frames if frame.noun and frame.type == EventType.MEETING)
    return any(words_in(forms, said) for forms in nouns)


def nearest(drafts: Sequence[Draft], trigger: Trigger) -> Draft | None:
    """The event that is told right behind words such as "attend", of several in their sentence; None for no such."""
    behind = [
        (each.span.start - trigger.span.end, number)
        for number, draft in enumerate(drafts)
        for each in draft.triggers
        if each.view is trigger.view and each.span.start >= trigger.span.end
    ]
    attended = trigger.frame.subject and trigger.frame.needs and len(drafts) > 1
    return drafts[min(behind)[1]] if behind and attended else None
