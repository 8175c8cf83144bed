"""Tells apart the encounters of which one trigger tells: whom somebody met together, and whom one after another."""

from collections.abc import Sequence
from itertools import pairwise

from kg.extract._words import words_in
from kg.extract.events_alike import is_named
from kg.extract.events_triggers import Trigger
from kg.extract.participants import Part
from kg.extract.participants_turns import is_turn
from kg.model import Entity, EntityType, EventType, Role
from kg.model.language import EventWords

__all__ = ["one_by_one"]

_PAIR, _MANY = 2, 3
_NEAR = 20
_OBJECTS = ("dobj", "obj")
_SINGLE = {"head_of_state", "head_of_government", "foreign_minister"}
"""Offices that one person of a state holds."""
_TOGETHER = (EntityType.GROUP, EntityType.DELEGATION)


def one_by_one(trigger: Trigger, parts: Sequence[Part], words: EventWords) -> list[list[Part]]:
    """The parts of each of the encounters that one trigger tells of, else all.

    So are "separate talks with A and B", "met A and B separately", "met A, then B", and what one did with people of
    different states by telephone, on the sidelines of something, in bilateral talks, or with more than two of them.
    A group of which some are named as examples is left out then.
    """
    view = trigger.view
    before = [part for part in parts if part.party.span.start < trigger.span.start]
    after = [part for part in parts if part not in before]
    named = [part for part in after if is_named(part.party.entity)]
    groups = [part for part in after if part not in named]
    if len(named) < _PAIR or not all(_has_examples(part, named[0], trigger, words) for part in groups):
        return [list(parts)]
    first, last = named[0].party.span, named[-1].party.span
    said = view.text(trigger.span.start - _NEAR, first.start), view.text(last.end, last.end + _NEAR)
    if trigger.frame.noun and not words_in(words.companion, view.text(trigger.span.start, first.start)):
        return [list(parts)]  # "meetings between A and B"
    apart = bool(words_in(words.separately, said[0]) or words_in(words.one_by_one, said[1].split(",")[0]))
    apart = apart or _are_apart(trigger, before, named, words, exemplified=bool(groups))
    turns: list[list[Part]] = [[named[0]]]
    for one, two in pairwise(named):
        between = [each for each in view.parties if one.party.span <= each.span <= two.party.span]
        if apart or any(is_turn(view, *pair, words) for pair in pairwise(between)):
            turns.append([])
        turns[-1].append(two)
    return [[*before, *turn] for turn in turns] if len(turns) > 1 else [list(parts)]


def _has_examples(group: Part, first: Part, trigger: Trigger, words: EventWords) -> bool:
    """Whether a part is that of a group of which those named next are examples ("leaders, including A and B")."""
    party = group.party
    if party.entity.type is not EntityType.GROUP or party.span.start > first.party.span.start:
        return False
    return bool(words_in(words.including, trigger.view.text(party.span.end, first.party.span.start)))


def _are_apart(
    trigger: Trigger, before: Sequence[Part], after: Sequence[Part], words: EventWords, *, exemplified: bool
) -> bool:
    """Whether one person and several others, each of another state, met in pairs, as nothing says that all did.

    The states need not be known of those named as examples of a group, or called by telephone where they are many.
    """
    view = trigger.view
    if len({part.party.span for part in after}) < len(after):
        return False  # "talks with both"
    people = [part.party.entity for part in after]
    sure = exemplified or (trigger.type is EventType.PHONE_CALL and len(after) >= _MANY)
    if (
        len(before) > 1
        or trigger.frame.subject == Role.HOST
        or not (_are_of_states(people) if sure else _differ(people))
    ):
        return False
    if any(part.party.entity.type in _TOGETHER for part in before) or words_in(words.jointly, view.folded):
        return False
    said = view.tokens_between(trigger.span.start, trigger.span.end)
    called = [token for token in said if token.pos == "NOUN" and (trigger.frame.noun or token.dep in _OBJECTS)]
    if called and "Number=Sing" in called[-1].morph:
        return False  # "had a phone call with A, B and C"
    close = view.text(trigger.span.start - _NEAR, after[0].party.span.start)
    pairs = words_in(words.pairwise, close) or words_in(words.margins, view.folded)
    return len(after) >= _MANY or trigger.type is EventType.PHONE_CALL or bool(pairs)


def _are_of_states(people: Sequence[Entity]) -> bool:
    """Whether no two of some people are known to be of one state."""
    states = [state for each in people if (state := _state(each))]
    return len({*states}) == len(states)


def _differ(people: Sequence[Entity]) -> bool:
    """Whether each of some people acts for a state or body of their own: by its name, or by an office it has once."""
    return all(_are_of_two(one, two) for number, one in enumerate(people) for two in people[:number])


def _are_of_two(one: Entity, two: Entity) -> bool:
    states = [_state(each) for each in (one, two)]
    if all(states):
        return states[0] != states[1]
    offices = [{each.office for each in entity.capacities if not each.former} for entity in (one, two)]
    return bool(offices[0] & offices[1] & _SINGLE)


def _state(entity: Entity) -> str:
    """The state or the body for which somebody acts, "" unknown."""
    held = [each for each in entity.capacities if not each.former]
    return entity.country or next((each.organization for each in held if each.organization), "")
