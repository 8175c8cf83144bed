"""Finds which event told before some words speak of again."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from kg.extract.events_alike import is_named
from kg.extract.events_differ import other_day, other_place
from kg.extract.events_drafts import OFF, REMOTE, Draft, in_headline, is_bare, latest_first, tells_old_day
from kg.extract.events_kept import refers_to_plan
from kg.extract.events_same_people import other_host, same_as_headline, same_people, sides
from kg.extract.events_triggers import Trigger
from kg.extract.participants import Part
from kg.model import Entity, EntityType, EventStatus, EventType, Location, TimeExpression

__all__ = ["same_event"]

_TALKS = {EventType.MEETING, EventType.SUMMIT}
_PAIR = 2
_FEW = 3


class _Telling(Struct, frozen=True):
    """Words that may speak of an event told before.

    Attributes:
        trigger: the words.
        parts: those whom they name.
        when: their times.
        place: theirs, None for none.
        drafts: all events told before.
        entities: by key.
    """

    trigger: Trigger
    parts: Sequence[Part]
    when: Sequence[TimeExpression]
    place: Location | None
    drafts: Sequence[Draft]
    entities: Mapping[str, Entity]


def same_event(
    drafts: Sequence[Draft],
    trigger: Trigger,
    parts: Sequence[Part],
    when: Sequence[TimeExpression],
    place: Location | None,
    entities: Mapping[str, Entity],
) -> Draft | None:
    """The event told before that a trigger speaks of again, the latest that fits."""
    told = _Telling(trigger, parts, when, place, drafts, entities)
    for draft in latest_first(drafts, trigger, parts):
        if any(rule(draft, told) for rule in _APART):
            continue
        if _points_back(draft, told) or not any(rule(draft, told) for rule in _UNLIKE):
            return draft
    return None


def _points_back(draft: Draft, told: _Telling) -> bool:
    """Whether "the meeting" alone means an event by its kind."""
    trigger = told.trigger
    ahead = trigger.status is EventStatus.SCHEDULED and draft.status is EventStatus.HELD and trigger.frame.noun
    alone = trigger.definite and not told.parts and not trigger.side
    if refers_to_plan(draft, trigger, told.parts, told.when):
        return True
    if _is_own_journey(draft, told):
        return not other_day(draft, told.when)
    return alone and not ahead and not other_day(draft, told.when)


def _is_own_journey(draft: Draft, told: _Telling) -> bool:
    """Whether "his trip", that leads to no place told, is the journey that the sentence before told of."""
    trigger, last = told.trigger, draft.triggers[-1]
    if trigger.type is not EventType.VISIT or not trigger.own or not trigger.during or told.place or not told.parts:
        return False
    whose = {part.party.entity.key for part in told.parts}
    near = 0 <= trigger.view.index - last.view.index <= 1
    return near and draft.type is EventType.VISIT and whose == set(draft.people()) and not trigger.previous


def _is_of_other_kind(draft: Draft, told: _Telling) -> bool:
    return not _kindred(draft, told.trigger, told.parts)


def _was_before(draft: Draft, told: _Telling) -> bool:
    """Whether one of both is said to have been earlier ("their previous talks") and the other is not."""
    if told.trigger.previous:
        return not draft.triggers[0].previous
    return told.trigger.definite and _is_earlier_of(draft, told.trigger, told.drafts)


def _is_beside_summit(draft: Draft, told: _Telling) -> bool:
    """Whether talks of some people were at a summit that only says where or when."""
    talks = bool(told.parts) and told.trigger.type is EventType.MEETING
    return talks and draft.type is EventType.SUMMIT and _is_occasion(draft, told.drafts)


def _is_summit_attended(draft: Draft, told: _Telling) -> bool:
    """Whether a sentence tells of talks and points to a summit besides ("talks with leaders who attend the summit")."""
    trigger, last = told.trigger, draft.triggers[-1]
    beside = trigger.type is EventType.SUMMIT and draft.type is EventType.MEETING and last.view is trigger.view
    return beside and last.span.start < trigger.span.start and (trigger.definite or trigger.named) and not trigger.own


def _is_elsewhere(draft: Draft, told: _Telling) -> bool:
    """Whether both are told by clauses of one sentence, with another status or kind."""
    alike = draft.status is told.trigger.status and draft.type is told.trigger.type
    return not alike and _is_in_other_clause(draft, told.trigger)


def _says_when(draft: Draft, told: _Telling) -> bool:
    """Whether a noun only tells when what its clause tells was ("met her after the talks", « suit la visite de »)."""
    trigger, last = told.trigger, draft.triggers[-1]
    if (
        not trigger.around
        or trigger.type is EventType.VISIT
        or last.view is not trigger.view
        or last.span.start > trigger.span.start
        or last.around
    ):
        return False
    between = trigger.view.tokens_between(last.span.end, trigger.span.start)
    return not any(token.pos == "CCONJ" or token.text in (",", ";", ":") for token in between)


def _is_next(draft: Draft, told: _Telling) -> bool:
    """Whether people will meet again."""
    return told.trigger.again and not (in_headline(draft) or draft.triggers[-1].again)


def _is_over(draft: Draft, told: _Telling) -> bool:
    """Whether what words date something else by took place, and the event is still to come."""
    trigger = told.trigger
    over = trigger.around or (trigger.past and trigger.definite and _is_held(told.drafts, trigger))
    return over and draft.status is EventStatus.SCHEDULED and trigger.status is EventStatus.HELD


def _says_other(draft: Draft, told: _Telling) -> bool:
    """Whether a noun says which event it means, and it is not this one ("the meeting planned for May")."""
    return told.trigger.which and not told.parts and not _agrees(draft, told.when)


def _was_called_off(draft: Draft, told: _Telling) -> bool:
    """Whether "the meeting" took place, as another one told did, and this one did not."""
    held = draft.status in OFF and told.trigger.status is EventStatus.HELD
    return held and _points_back(draft, told) and _is_held(told.drafts, told.trigger)


def _is_nameless(draft: Draft, told: _Telling) -> bool:
    """Whether nobody was named yet, and a verb names somebody now."""
    unnamed = bool(told.parts) and not draft.people() and not told.trigger.frame.noun and not in_headline(draft)
    return unnamed and not _is_just_signed(draft, told.trigger)


def _is_of_crowd(draft: Draft, told: _Telling) -> bool:
    """Whether a noun is of a group, and the event of two people."""
    group = told.trigger.frame.noun and _is_of_two(draft)
    return group and any(_is_crowd_named(part.party.entity) for part in told.parts)


def _is_margin(draft: Draft, told: _Telling) -> bool:
    """Whether words only say where something was, and the event is of another kind."""
    return told.trigger.side and draft.type is not told.trigger.type and not _is_crowd(draft)


def _is_separate(draft: Draft, told: _Telling) -> bool:
    """Whether words tell of something "separate" with fewer people."""
    trigger = told.trigger
    beside = (
        trigger.during and draft.triggers[-1].view is trigger.view
    )  # "held talks with B at a lunch on the sidelines"
    return trigger.apart and not (trigger.definite or beside) and _more(draft, told.parts)


def _was_earlier(draft: Draft, told: _Telling) -> bool:
    """Whether the pluperfect adds something to what the plain past told of."""
    others = {part.party.entity.key for part in told.parts} - set(draft.people())
    adds = bool(told.when or told.place or others)
    return told.trigger.earlier and adds and _is_of_later(draft)


def _is_other_plan(draft: Draft, told: _Telling) -> bool:
    """Whether words tell of another plan."""
    return _is_new_plan(draft, told.trigger)


def _is_summit_told(draft: Draft, told: _Telling) -> bool:
    """Whether "the summit" is one told before, and not talks of others."""
    return not told.parts and _is_another_summit(draft, told.trigger, told.drafts)


def _has_other_status(draft: Draft, told: _Telling) -> bool:
    """Whether one status does not say what came of the other."""
    trigger, last = told.trigger, draft.triggers[-1]
    beside = trigger.frame.noun and last.view is trigger.view and trigger.status is EventStatus.HELD
    if beside and last.status in OFF and not trigger.definite:
        return True
    if {trigger.status, draft.status} == {EventStatus.DENIED, EventStatus.SCHEDULED}:
        return True
    denies = trigger.status is EventStatus.DENIED and draft.status is EventStatus.HYPOTHETICAL
    return trigger.status is not draft.status and not (denies or beside or _settles(draft, trigger, told.parts))


def _has_other_day(draft: Draft, told: _Telling) -> bool:
    return other_day(draft, told.when) and not tells_old_day(draft, told.trigger)


def _has_other_place(draft: Draft, told: _Telling) -> bool:
    return other_place(draft, told.trigger, told.place, told.entities)


def _has_others(draft: Draft, told: _Telling) -> bool:
    """Whether other people take part, or somebody else is at home."""
    if other_host(draft, told.parts):
        return True
    if same_people(draft, sides(draft, told.parts)):
        return False
    first = all(in_headline(each) for each in told.drafts)
    return not same_as_headline(draft, told.trigger, told.parts, first=first)


type _Rule = Callable[[Draft, _Telling], bool]
_APART: tuple[_Rule, ...] = (
    _is_of_other_kind,
    _was_before,
    _is_beside_summit,
    _is_summit_attended,
    _is_elsewhere,
    _is_summit_told,
    _says_when,
    _is_next,
    _is_over,
    _says_other,
    _was_called_off,
)
"""What tells that words speak of another event, whatever points back to it."""
_UNLIKE: tuple[_Rule, ...] = (
    _is_nameless,
    _is_of_crowd,
    _is_margin,
    _is_separate,
    _was_earlier,
    _is_other_plan,
    _has_other_status,
    _has_other_day,
    _has_other_place,
    _has_others,
)
"""What tells it of words that do not point back."""


def _is_occasion(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a summit only says where or when something was, and talks are told too, which "the talks" are rather."""
    aside = all(trigger.side or trigger.around for trigger in draft.triggers) and not draft.parts
    return aside and any(each.type is EventType.MEETING and each.parts for each in drafts)


def _is_new_plan(draft: Draft, trigger: Trigger) -> bool:
    """Whether a plan told in the past was before ("was to meet …"), which what will be now is not."""
    planned = trigger.status is EventStatus.SCHEDULED and draft.status in (trigger.status, EventStatus.CANCELLED)
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
        if _is_new_summit(draft, trigger):
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


def _is_new_summit(draft: Draft, trigger: Trigger) -> bool:
    """Whether "a summit" is told after a verb of another sentence told that two people meet."""
    other = trigger.type is EventType.SUMMIT and draft.type is EventType.MEETING
    plain = trigger.frame.noun and not (trigger.definite or trigger.own or trigger.view.headline)
    last = draft.triggers[-1]
    elsewhere = last.view is not trigger.view and not (last.frame.noun or in_headline(draft))
    return other and plain and elsewhere and _is_of_two(draft)


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
    return draft.triggers[-1].view.headline and (bool(parts) or is_bare(draft, trigger))


def _agrees(draft: Draft, when: Sequence[TimeExpression]) -> bool:
    """Whether an event is of the headline or has a day that a trigger has too."""
    known, new = (any(time.start for time in times) for times in (draft.times, when))
    return in_headline(draft) or (known and new and not other_day(draft, when))
