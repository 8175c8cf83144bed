"""Tells who was at a summit that a sentence only names as where they acted ("the two clashed at the summit")."""

from collections.abc import Sequence

from kg.extract._coordination import group_of
from kg.extract._views import Party
from kg.extract.events_triggers import Trigger
from kg.extract.participants_subject import climb, wanted
from kg.model import EntityType, EventType, Token
from kg.model.language import EventWords

__all__ = ["present_at"]

_UP = 4
_PEOPLE = (EntityType.PERSON, EntityType.GROUP, EntityType.DELEGATION)
_WITHIN = frozenset({"compound", "flat", "flat:name", "flat:foreign", "appos"})
_HANGS = frozenset({"conj", "xcomp", "advcl", "aux", "aux:pass", "auxpass", "ccomp", "pcomp", "prep", "parataxis"})
_REDUCED = frozenset({"acl", "amod"})


def present_at(trigger: Trigger, words: EventWords) -> list[Party]:
    """Those who do what a clause tells at a summit, [] where the words do not say that they were there.

    Args:
        trigger: a noun.
        words: of the language; those of `present` lead to where somebody is.
    """
    view, tokens = trigger.view, trigger.view.sentence.tokens
    at = next((index for index, token in enumerate(tokens) if token.start >= trigger.span.start), None)
    if trigger.type is not EventType.SUMMIT or at is None or view.headline:
        return []
    verb = _verb_at(tokens, at, words)
    party = climb(view, tokens, verb, _HANGS) if verb is not None else None
    if party is None or party.entity.type not in _PEOPLE:
        return []
    return [each for each in group_of(view, party) if wanted(each, words)]


def _verb_at(tokens: Sequence[Token], at: int, words: EventWords) -> int | None:
    """Index of the verb that a noun says the place of, None for another word or a participle ("made at the summit")."""
    for _ in range(_UP):
        token = tokens[at]
        above = tokens[token.head]
        if above.pos == "ADP":
            lead, verb = above, above.head
        else:
            leads = [each for each in tokens[: at + 1] if each.head == at and each.dep == "case"]
            lead, verb = (leads[0] if leads else token), token.head
        if lead.text.lower() in words.present and any(each.head == at and each.dep == "cop" for each in tokens):
            return at  # « sera au sommet »
        if lead.text.lower() in words.present:
            return verb if tokens[verb].pos in ("VERB", "AUX") and tokens[verb].dep not in _REDUCED else None
        if token.dep not in _WITHIN or token.head == at:
            return None
        at = token.head
    return None
