"""Finds who takes part in an event, and in what role."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from kg.extract._coordination import examples_after, group_of, listed_after, untitled
from kg.extract._tense import governing, word_before
from kg.extract._views import Party, View
from kg.extract._words import last_words, words_in
from kg.extract.events_triggers import Trigger
from kg.extract.participants_object import (
    FAR,
    after_words,
    all_after,
    between_before,
    capitals_of,
    is_council,
    object_of,
    of_another,
    pair_before,
    relative_object,
)
from kg.extract.participants_present import present_at
from kg.extract.participants_subject import animate, is_turned, of_two_sides, subject_of, wanted
from kg.model import Entity, EntityType, EventType, MentionKind, Role, Span
from kg.model.language import EventWords

__all__ = ["COUNTERPART", "Part", "is_person_named", "own_offices", "parts_of"]

_PEOPLE = (EntityType.PERSON, EntityType.DELEGATION, EntityType.GROUP)
_BODIES = (EntityType.ORGANIZATION, EntityType.GOVERNMENT)
_SENT = {Role.DELEGATION_HEAD, Role.DELEGATION_MEMBER}
_LEADING = (EntityType.PERSON, EntityType.DELEGATION, EntityType.COUNTRY)
COUNTERPART = "counterpart"
_NEAR, _ARTICLE = 20, 4
_SIDE_TOKENS = 3


class Part(Struct, frozen=True):
    """Somebody's part in an event, as one trigger says it.

    Attributes:
        party: the mention.
        role: the part taken.
        trigger: the words that say it.
        beside: key of whom they came with, "" for nobody said.
    """

    party: Party
    role: Role
    trigger: Span
    beside: str = ""


def parts_of(trigger: Trigger, words: EventWords) -> tuple[Part, ...]:
    """The parties of one trigger, in text order, each with its role; () when the words name none."""
    frame = trigger.frame
    if frame.noun and frame.subject and frame.object:
        return _granted(trigger, words)
    left_role, right_role = frame.subject, frame.object
    if trigger.passive:
        left_role, right_role = frame.object, ""
    elif left_role and right_role and is_turned(trigger, words):
        left_role, right_role = right_role, left_role
    if left_role == right_role and not frame.type:  # "X were present", "Also present were X".
        left_role, right_role = ("", right_role) if _inverted(trigger) else (left_role, "")
    parts: list[Part] = []
    right: list[Party] = []
    if trigger.passive and frame.subject:
        right = after_words(trigger, words.agent, words)
        parts += [Part(party, Role(frame.subject), trigger.span) for party in right]
    elif right_role:
        right = object_of(trigger, words) or relative_object(trigger, words)
        if right_role == Role.MEDIATOR:
            right = right[:1]
        parts += [Part(party, Role(right_role), trigger.span) for party in right]
    if frame.oblique and not right:
        linked = after_words(trigger, frame.prepositions or words.companion, words)
        if trigger.type is EventType.SIGNING and not frame.subject and linked:
            signed = all_after(trigger, words.agent, words)
            linked = list({party.entity.key: party for party in (*linked, *signed)}.values())
        elif trigger.type is EventType.SIGNING and not frame.subject and not frame.noun:
            linked = between_before(trigger, words)
        if trigger.own and not linked:
            linked = pair_before(trigger, words)
        if frame.noun and not linked:
            told = trigger.view.text(trigger.span.end, trigger.span.end + FAR)
            held = words_in(words.took_place, told) or words_in(words.scheduled_after, told)
            linked = after_words(trigger, words.companion, words, verbs=2) if held else []
        if frame.noun and not linked:
            linked = after_words(trigger, words.between, words) or after_words(trigger, words.among, words, verbs=2)
            if not words_in(words.among, trigger.view.text(trigger.span.end, linked[0].span.start) if linked else ""):
                linked = [party for party in linked if party.entity.type not in _BODIES]  # Whose meeting it is.
                if linked and of_another(trigger, linked[0]):
                    linked = []
        if frame.noun and not linked and trigger.type is not EventType.VISIT:
            linked = capitals_of(trigger, words)
        right = linked
        parts += [Part(party, Role(frame.oblique), trigger.span) for party in linked]
        if frame.noun and linked:
            owned = after_words(trigger, words.owner, words, _NEAR)
            parts += [
                Part(party, Role(frame.subject or frame.oblique), trigger.span)
                for party in owned
                if animate(party) and party.span.end <= linked[0].span.start and not is_council(party, words)
            ]
    if frame.noun and frame.subject and not right:
        owned = after_words(trigger, words.owner, words, _NEAR)
        if trigger.type == EventType.SUMMIT:
            owned = [party for party in owned if party.entity.type is not EntityType.ORGANIZATION]
        ours = trigger.type is EventType.JOINT_STATEMENT and len(owned) > 1
        parts += [Part(party, Role(frame.subject), trigger.span) for party in owned if ours or animate(party)]
        right = owned
        if not owned:
            relative = [party for party in trigger.view.parties if 0 < party.span.start - trigger.span.end <= 2]
            parts += [Part(party, Role(frame.subject), trigger.span) for party in relative if animate(party)]
            right = relative
    role = left_role or (frame.oblique if frame.noun else "")
    both = frame.noun and len(right) > 1 and not _with_companion(trigger, right, words)
    if of_two_sides(trigger):
        takes = not any(part.role == role for part in parts)
    else:
        takes = not frame.noun or _takes_subject(trigger, bool(right), words)
    if role and not both:
        left = subject_of(trigger, words) if takes else present_at(trigger, words)
        left = [party for party in left if not _is_of_one(trigger, party, words)]
        taken = {part.party.entity.key for part in parts}
        parts += [Part(party, Role(role), trigger.span) for party in left if party.entity.key not in taken]
    parts += _of_other_sides(parts, trigger, words)
    parts = [
        part
        for part in _listed(parts, trigger.view, words)
        if not _is_source(trigger.view, part.party.span.start, words)
    ]
    parts = [part for part in parts if not _is_another(part, parts)]
    parts = _with_leader(parts, trigger, words) if _brings(trigger) else parts
    return _with_guest(tuple(sorted(parts, key=lambda part: part.party.span)), trigger, words)


def _of_other_sides(parts: Sequence[Part], trigger: Trigger, words: EventWords) -> list[Part]:
    """Those listed of another side than the first ("on the Malian side A and B and, on the Chadian side, C")."""
    view, after = trigger.view, [part for part in parts if part.party.span.start >= trigger.span.end]
    sides = words.side_before + words.side_after
    if not after:
        return []
    last = max(after, key=lambda part: part.party.span)
    end = last.party.span.end
    added: list[Part] = []
    for found in words_in(sides, view.text(end, view.sentence.span.end)):
        party = next((each for each in view.parties if each.span.start >= end + found.end), None)
        if party is not None and len(view.tokens_between(end + found.end, party.span.start)) <= _SIDE_TOKENS:
            added += [replace(last, party=each) for each in group_of(view, party, forward=True) if wanted(each, words)]
    return added


def _brings(trigger: Trigger) -> bool:
    """Whether words tell who came with or for somebody ("accompanied by", "a delegation led by", "represented by")."""
    frame = trigger.frame
    return not frame.type and (frame.stands_in or bool({frame.subject, frame.object, frame.oblique} & _SENT))


def _with_leader(parts: Sequence[Part], trigger: Trigger, words: EventWords) -> list[Part]:
    """Those who came with somebody, with whom: the delegation before the words or led by them, or who it is said of."""
    ahead = [party for party in trigger.view.parties if party.span.end <= trigger.span.start][-1:]
    heads = [part.party for part in parts if part.role is Role.DELEGATION_HEAD]
    if trigger.frame.subject:
        ahead = heads
    elif not ahead or ahead[0].entity.type is not EntityType.DELEGATION:
        ahead = [] if heads else subject_of(trigger, words)
    leader = next((each.entity.key for each in ahead if each.entity.type in _LEADING), "")
    return [replace(part, beside=leader) if part.party.entity.key != leader else part for part in parts]


def _is_of_one(trigger: Trigger, party: Party, words: EventWords) -> bool:
    """Whether a possessive of one keeps a group from being whose journey it is ("they spoke of her visit to Lima")."""
    if trigger.type is not EventType.VISIT or not trigger.own or not party.entity.plural:
        return False
    return not words_in(words.theirs, trigger.view.text(trigger.span.start - _NEAR, trigger.span.start))


def _granted(trigger: Trigger, words: EventWords) -> tuple[Part, ...]:
    """The parts of a noun that says by whom and to whom (« l'audience accordée par A à B »), () where it does not."""
    frame = trigger.frame
    sides = ((frame.subject, words.agent), (frame.object, frame.prepositions))
    parts = [
        Part(party, Role(role), trigger.span)
        for role, links in sides
        for party in after_words(trigger, links, words)
        if party.entity.type in _PEOPLE
    ]
    return tuple(sorted(parts, key=lambda part: part.party.span)) if len({part.role for part in parts}) > 1 else ()


def _is_another(part: Part, parts: Sequence[Part]) -> bool:
    """Whether a counterpart is nobody named: the one of a minister is no president of that country."""
    party = part.party
    if party.kind is not MentionKind.TITLE:
        return False
    if not any(each.office == COUNTERPART and party.span.contains(each.span) for each in party.entity.capacities):
        return False
    own = own_offices(party.entity)
    return any(
        bool(own and (theirs := own_offices(other.party.entity)) and not own & theirs)
        for other in parts
        if other is not part
    )


def own_offices(entity: Entity) -> set[str]:
    """The kinds of office somebody holds, past ones and being a counterpart left out."""
    return {each.office for each in entity.capacities if each.office not in ("", COUNTERPART) and not each.former}


def _inverted(trigger: Trigger) -> bool:
    """Whether a verb stands before its subject: nobody is named before it in its clause."""
    clause = trigger.view.clause(trigger.span)
    return not any(clause.start <= party.span.start < trigger.span.start for party in trigger.view.parties)


def _listed(parts: Sequence[Part], view: View, words: EventWords) -> list[Part]:
    """The parts with a group replaced by the people listed after the colon behind it, or beside its examples."""
    told: list[Part] = []
    taken = {part.party.entity.key for part in parts}
    for part in parts:
        people = listed_after(view, part.party)
        examples = [] if people else examples_after(view, part.party, words.including)
        told += [] if people else [part]
        told += [
            replace(part, party=each)
            for each in (*people, *examples)
            if wanted(each, words) and (people or each.entity.key not in taken)
        ]
    return told


def _is_source(view: View, start: int, words: EventWords) -> bool:
    """Whether somebody is only said to have said it ("according to the presidency, …")."""
    before = view.text(start - _NEAR, start).rstrip(" '")
    return any(found.end >= len(before) - _ARTICLE for found in words_in(words.sources, before))


def _with_companion(trigger: Trigger, right: Sequence[Party], words: EventWords) -> bool:
    """Whether those behind a noun are the other side ("talks with A and B"), not both ("between A and B")."""
    gap = trigger.view.text(trigger.span.end, right[0].span.start)
    return bool(words_in(words.companion, gap)) or not words_in(words.among, gap)


def _takes_subject(trigger: Trigger, known: bool, words: EventWords) -> bool:
    """Whether the subject of the clause of a noun is a party to it."""
    if (known and trigger.frame.subject) or words_in(words.announcing, word_before(trigger.view, trigger.span)):
        return False
    if trigger.type is EventType.JOINT_STATEMENT and _is_reaction(trigger, words):
        return False
    held = bool(trigger.frame.preceded)  # "held the sixth dialogue"
    occasion = trigger.around and trigger.type is EventType.SUMMIT  # "discuss trade ahead of the summit"
    return not (trigger.definite or occasion) or held or trigger.own or (trigger.during and known)


def _is_reaction(trigger: Trigger, words: EventWords) -> bool:
    """Whether a joint statement is what others take up ("welcomed its joint declaration")."""
    view, start = trigger.view, trigger.span.start
    verb = governing(view, trigger.span)
    if not verb or verb[-1].start > start or not words_in(words.reacting, verb[-1].text.lower()):
        return False
    return all(token.pos != "ADP" for token in view.tokens_between(verb[-1].end, start))


def _with_guest(parts: tuple[Part, ...], trigger: Trigger, words: EventWords) -> tuple[Part, ...]:
    """The parts of talks of two alike, with guest and host where the words say that one is visiting."""
    people = [part for part in parts if part.party.entity.type in _PEOPLE]
    if trigger.type != "Meeting" or len(people) != 2 or any(part.role is not Role.ATTENDEE for part in people):
        return parts
    guests = [part for part in people if _is_visiting(trigger.view, part.party.span, words)]
    if len(guests) != 1:
        return parts
    return tuple(
        replace(part, role=Role.GUEST if part is guests[0] else Role.HOST) if part in people else part for part in parts
    )


def _is_visiting(view: View, span: Span, words: EventWords) -> bool:
    """Whether words right before somebody, in their title or right after say that they are visiting."""
    title = view.text(span.start - _NEAR, min(span.end, span.start + _NEAR))
    before = [
        found for found in words_in(words.visiting, title) if found.end >= min(_NEAR, span.start - view.start) - 1
    ]
    after = view.text(span.end, span.end + 2 * _NEAR).lstrip(" ,")
    called = last_words(view.text(span.start - _NEAR, span.start).removesuffix(", "), 1) in words.guests
    return called or bool(before) or any(found.start == 0 for found in words_in(words.visiting, after))


def is_person_named(entity: Entity) -> bool:
    """Whether somebody is one person and named."""
    return entity.type is EntityType.PERSON and not untitled(entity)
