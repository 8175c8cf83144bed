"""Says how far some words of a sentence are from an event that it tells."""

from kg.extract._views import View, between
from kg.extract.events_triggers import Trigger
from kg.model import Span

__all__ = ["distance", "reach_of"]

_BEFORE_NOUN = 25
_OWN_VERB = 60


def reach_of(trigger: Trigger, span: Span) -> int:
    """How far a trigger is from words that may belong to it.

    A noun is far from what stands before it; words that hang on the trigger's own verb are near.
    """
    before = _BEFORE_NOUN if trigger.frame.noun and span.end <= trigger.span.start else 0
    own = trigger.view.verb_above(trigger.span.start)
    bonus = _OWN_VERB if own is not None and own == trigger.view.verb_above(span.start) else 0
    return distance(trigger.view, trigger.span, span) + before - bonus


def distance(view: View, anchor: Span, time: Span) -> int:
    """Characters between, more where a clause or another verb is between."""
    gap = between(anchor, time)
    if not len(gap):
        return 0
    verbs = sum(
        1 for token in view.tokens_between(gap.start, gap.end) if token.pos == "VERB" and token.start >= gap.start
    )
    apart = sum(1 for clause in view.clauses if gap.start <= clause.start < gap.end)
    return len(gap) + 40 * verbs + 80 * apart
