"""Tells a place that a verb of an event's sentence has to itself, which is not where the event was."""

from collections.abc import Sequence

from kg.extract._views import Party, View
from kg.extract.events_triggers import Trigger
from kg.model import EntityType, EventType

__all__ = ["of_other_verb"]

_DEPTH = 20
_ASIDE = ("acl", "advcl", "relcl")


def of_other_verb(trigger: Trigger, place: Party, others: Sequence[Trigger]) -> bool:
    """Whether a place is that of a verb which tells of something else than an event.

    That is a later infinitive ("to meet X, then open Y in Z"), what else was done at a building ("met X and laid a
    wreath at Y"), a participle that stands before the event ("Berg, elected in Lima, met X"), or any verb that does not
    hang on the aside that a visit is told in (« arrivé pour une visite, il a invité à investir à Doha »).

    Args:
        trigger: of the event.
        place: of its sentence.
        others: the other triggers of the sentence, whose verbs tell of events.
    """
    view = trigger.view
    at, own = view.verb_above(place.span.start), view.verb_above(trigger.span.start)
    if at is None or own is None or at == own or trigger.type is None:
        return False
    tokens = view.sentence.tokens
    verb = tokens[at]
    told = any(each.span.start <= verb.start < each.span.end for each in (trigger, *others))
    if trigger.span.end <= verb.start < place.span.start and verb.dep == "conj":
        if "VerbForm=Inf" in verb.morph:
            return not trigger.frame.noun
        return not told and place.entity.type is EntityType.PLACE
    if trigger.span.end <= place.span.start:
        aside = trigger.type is EventType.VISIT and tokens[own].dep.rpartition(":")[2] in _ASIDE
        return aside and not _hangs_on(view, at, own)
    participle = verb.dep == "acl" and "VerbForm=Part" in verb.morph and verb.start < place.span.start
    return participle and not told and not _hangs_on(view, own, at)


def _hangs_on(view: View, index: int, above: int) -> bool:
    """Whether a token is another or hangs on it, over whatever lies between."""
    tokens = view.sentence.tokens
    for _ in range(_DEPTH):
        if index == above:
            return True
        if tokens[index].head == index:
            return False
        index = tokens[index].head
    return False
