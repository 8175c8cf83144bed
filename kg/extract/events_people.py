"""Tells whom words mean that point back to the people of an event told before ("the two leaders", "met him")."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from kg.extract._coordination import untitled
from kg.extract._views import Party
from kg.extract._words import words_in
from kg.extract.events_alike import is_named
from kg.extract.events_drafts import Draft
from kg.extract.events_triggers import Trigger
from kg.extract.participants import COUNTERPART, Part
from kg.model import DOUBTED, Entity, EntityType, EventStatus, EventType, MentionKind, Role, Span, Token
from kg.model.language import EventWords

__all__ = ["is_told_before", "resolved"]

_OF = 24
_PAIR = 2
_LATELY = 2
"""Sentences after an event in which "him" is one of its people, at most."""


def resolved(
    trigger: Trigger,
    parts: Sequence[Part],
    drafts: Sequence[Draft],
    entities: Mapping[str, Entity],
    words: EventWords,
) -> Iterator[Part]:
    """The parts with each group replaced by its members, and words that point back by those of an event told before."""
    if both := _both(trigger, parts, drafts, words):
        yield from both
        return
    if met := _met_again(trigger, parts, drafts, words):
        yield met
    for part in parts:
        entity = part.party.entity
        if _is_bare_counterpart(part):
            other = _other_of_two(trigger, drafts)
            yield replace(part, party=replace(part.party, entity=other)) if other else part
            continue
        if entity.type is not EntityType.GROUP:
            told = _called_by_role(part, drafts, words, entities)
            yield replace(part, party=replace(part.party, entity=told)) if told else part
            continue
        members = [entities[key] for key in entity.members if key in entities]
        if trigger.type is EventType.SIGNING and words_in(words.sides, entity.name.lower()):
            yield part
            continue
        points = _points_back(part, words) and not _is_of_others(trigger, part, words)
        points = points and not _has_nationality(part.party, entities)
        if not members and points:
            members = next((two for draft in _likely_first(drafts, trigger) if len(two := _named(draft)) > 1), [])
            members = [] if _is_of_another(trigger, part, members, words) else members
        if not members and points and not _act(trigger, part, parts):
            continue
        yield from (replace(part, party=replace(part.party, entity=member)) for member in members)
        if not members:
            yield part


def _act(trigger: Trigger, part: Part, parts: Sequence[Part]) -> bool:
    """Whether a verb tells what some people of whom nobody was told did with others ("The five leaders met Berg")."""
    after = any(other.party.span.start >= trigger.span.end and is_named(other.party.entity) for other in parts)
    return not trigger.frame.noun and part.party.span.end <= trigger.span.start and after


def _called_by_role(
    part: Part, drafts: Sequence[Draft], words: EventWords, entities: Mapping[str, Entity]
) -> Entity | None:
    """The one guest of the event told last that has one, for "the guest" or one of a country; None for other words."""
    entity = part.party.entity
    if not part.party.definite or not untitled(entity):
        return None
    name = entity.name.lower()
    called = any(each.start == 0 for each in words_in(words.guests, name))
    if not (name in words.guests or (called and _has_nationality(part.party, entities))):
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
    two = next((people for draft in _likely_first(drafts, trigger) if len(people := _named(draft)) > 1), [])
    here = {party.entity.key for party in trigger.view.parties}
    others = [each for each in two if each.key not in here]
    return others[0] if len(two) == _PAIR and len(others) == 1 else None


def _traveller(parts: Sequence[Part], drafts: Sequence[Draft]) -> Entity | None:
    """The one person of the journey told last, whom somebody else met there ("flew to Male, where Berg met her")."""
    people = _named(drafts[-1]) if drafts and drafts[-1].type is EventType.VISIT else []
    own = {part.party.entity.key for part in parts}
    return people[0] if len(people) == 1 and own and people[0].key not in own else None


def _in_all(parts: Sequence[Part], drafts: Sequence[Draft]) -> Entity | None:
    """The one person who takes part in each of several events ("will visit Male and meet Vega. Berg will see her")."""
    own = {part.party.entity.key for part in parts}
    people = {each.key: each for each in _named(drafts[-1])} if len(drafts) > 1 else {}
    shared = [key for key in people if all(key in draft.people() for draft in drafts)]
    return people[shared[0]] if own and len(shared) == 1 and shared[0] not in own else None


def _likely_first(drafts: Sequence[Draft], trigger: Trigger) -> list[Draft]:
    """The events told, the latest first, but for what a trigger's sentence tells of again; doubted ones last.

    What was done was done by people who had met, before those who will.
    """

    def order(draft: Draft) -> tuple[bool, bool, bool]:
        here = any(each.view is trigger.view for each in draft.triggers)
        ahead = trigger.firm and draft.status is EventStatus.SCHEDULED
        return (draft.status in DOUBTED, not here, ahead)

    latest = drafts[::-1]
    return sorted(latest, key=order)


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
    after = trigger.view.text(part.party.span.end, part.party.span.end + _OF).split(" ")
    return trigger.type is EventType.SUMMIT and len(after) > 1 and not after[0] and after[1] in words.owner


def _is_of_another(trigger: Trigger, part: Part, members: Sequence[Entity], words: EventWords) -> bool:
    """Whether a sentence opens with talks with somebody else, of whom "both" is one ("In a meeting with X, both …")."""
    view, at = trigger.view, part.party.span.start
    before = [each for each in view.parties if each.span.end <= at and is_named(each.entity)]
    if not before or before[0].entity.type is not EntityType.PERSON or before[0].entity in members:
        return False
    opening = view.text(view.start, before[0].span.start).rstrip()
    led = any(found.start == 0 for found in words_in(words.during, opening))
    return led and any(found.end == len(opening) for found in words_in(words.companion, opening))


def _has_nationality(party: Party, entities: Mapping[str, Entity]) -> bool:
    """Whether words of nationality tell a group from those named before ("the Irish and Latvian ministers")."""
    countries = (entity for entity in entities.values() if entity.type is EntityType.COUNTRY)
    return any(party.span.contains(mention.span) for country in countries for mention in country.mentions)


def _named(draft: Draft) -> list[Entity]:
    """The people with a name that take part in an event, by first mention."""
    people = {part.party.entity.key: part.party.entity for part in draft.parts}
    return [entity for entity in people.values() if entity.type is EntityType.PERSON and not untitled(entity)]


def _both(trigger: Trigger, parts: Sequence[Part], drafts: Sequence[Draft], words: EventWords) -> list[Part]:
    """The two people of an event told before for "they" before a verb, where that is nobody known; [] elsewhere."""
    frame, view, span = trigger.frame, trigger.view, trigger.span
    alike = frame.subject and frame.subject == (frame.object or frame.oblique or frame.subject)
    if frame.noun or not frame.type or not alike or any(part.party.span.start >= span.end for part in parts):
        return []
    before = [token for token in view.tokens_between(span.start - _OF, span.start) if token.text.lower() in words.they]
    if not before or view.party_at(before[-1].start):
        return []
    two = next((people for draft in _likely_first(drafts, trigger) if len(people := _named(draft)) > 1), [])
    told = Span(before[-1].start, before[-1].end)
    parties = [Party(told, each, MentionKind.PRONOUN) for each in two]
    return [Part(party, Role(frame.subject), span) for party in parties] if len(two) == _PAIR else []


def _met_again(trigger: Trigger, parts: Sequence[Part], drafts: Sequence[Draft], words: EventWords) -> Part | None:
    """The part of the other of two people for a pronoun that a verb has as its object ("had met him")."""
    frame, span = trigger.frame, trigger.span
    if frame.noun or not frame.object_needed or any(part.party.span.start >= span.end for part in parts):
        return None
    pronoun = _pronoun(trigger, words)
    lately = [draft for draft in drafts if trigger.view.index - draft.triggers[-1].view.index <= _LATELY]
    found = (_traveller(parts, lately), _other_of_two(trigger, lately), _in_all(parts, lately))
    other = next(filter(None, found), None) if pronoun else None
    if other is None or pronoun is None:
        return None
    party = Party(Span(pronoun.start, pronoun.end), other, MentionKind.PRONOUN)
    return Part(party, Role(frame.subject if trigger.passive else frame.object or frame.oblique), span)


def _pronoun(trigger: Trigger, words: EventWords) -> Token | None:
    """The pronoun that is the object of a verb: right behind it, or right before it where the language has it there."""
    view, span = trigger.view, trigger.span
    after = view.tokens_between(span.end, span.end + _PAIR)[:1]
    if after and after[0].text.lower() in words.him and after[0].dep != "poss":
        return after[0]
    before = view.tokens_between(span.start - _PAIR - 1, span.start)[-1:]
    if before and before[0].pos in ("PRON", "DET") and before[0].text.lower().replace("’", "'") in words.him_before:
        return before[0]
    return None


def is_told_before(trigger: Trigger, parts: Sequence[Part], drafts: Sequence[Draft], words: EventWords) -> bool:
    """Whether other things are added to an event told before with its people ("aside from her meeting with Vega")."""
    if not trigger.own or not words_in(words.added_to, trigger.view.text(trigger.view.start, trigger.span.start)):
        return False
    here = {part.party.entity.key for part in parts}
    return any(draft.type is trigger.type and here <= set(draft.people()) for draft in drafts)
