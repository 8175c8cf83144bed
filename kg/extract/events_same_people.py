"""Tells whether those whom words name can be the people of an event told before."""

from collections.abc import Sequence

from kg.extract.events_alike import described, is_named, likely
from kg.extract.events_drafts import Draft, in_headline
from kg.extract.events_triggers import Trigger
from kg.extract.participants import Part
from kg.model import EventType, Role

__all__ = ["other_host", "same_as_headline", "same_people", "sides"]

_LEAD = 2


def same_people(draft: Draft, parts: Sequence[Part]) -> bool:
    """Whether the parties of a trigger can be those of an event: all known, or described without a name."""
    known = {part.party.entity.key: part.party for part in sides(draft, draft.parts)}
    if not known or not parts:
        return not parts or not known
    new = {part.party.entity.key: part.party for part in parts}
    if all(key in known or described(new[key], known) for key in new) or len(new.keys() & known.keys()) > 1:
        return True
    return all(key in new or described(known[key], new) for key in known)


def sides(draft: Draft, parts: Sequence[Part]) -> Sequence[Part]:
    """The parts by which an event is told from others: without mediators, of a signing those who signed."""
    if draft.type is not EventType.SIGNING:
        return [part for part in parts if part.role is not Role.MEDIATOR]
    return [part for part in parts if part.role is Role.SIGNATORY]


def same_as_headline(draft: Draft, trigger: Trigger, parts: Sequence[Part], *, first: bool) -> bool:
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


def other_host(draft: Draft, parts: Sequence[Part]) -> bool:
    """Whether somebody else is at home, both by name."""
    ours, theirs = (_hosts(each) for each in (draft.everybody(), parts))
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _hosts(parts: Sequence[Part]) -> set[str]:
    return {part.party.entity.key for part in parts if part.role is Role.HOST and is_named(part.party.entity)}
