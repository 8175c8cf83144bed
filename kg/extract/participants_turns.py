"""Tells who was met after or apart from whom ("met A, then B")."""

import re

from kg.extract._coordination import group_of
from kg.extract._views import Party, View
from kg.extract._words import words_in
from kg.model import Span
from kg.model.language import EventWords

__all__ = ["in_turn", "is_turn"]

_ELIDED = re.compile(r"['’](?=\w)")


def in_turn(view: View, party: Party, words: EventWords) -> list[Party]:
    """Those coordinated with a party behind words of an event, with those met after them ("…, then with B")."""
    found = group_of(view, party, forward=True)
    while True:
        last = max(view.parties.index(each) for each in found)
        following = view.parties[last + 1 : last + 2]
        if not following or not is_turn(view, view.parties[last], following[0], words):
            return found
        found = [*found, *group_of(view, following[0], forward=True)]


def is_turn(view: View, first: Party, second: Party, words: EventWords) -> bool:
    """Whether words between two parties say that one was met after or apart from the other, at the same place and day.

    They are so where both are told behind the second, or before those words: "met A in Lima and then B".
    """
    start, end = first.span.end, second.span.start
    apart = [span for span in _times_and_places(view) if start <= span.start < end]
    at = max((span.end for span in apart), default=start)
    said = _ELIDED.sub("' ", view.text(at, end)).replace(",", " ").split()
    gaps = []
    for last in (words.the, (*words.companion, *words.agent, *words.the)):
        while said and said[-1] in last:
            said.pop()
        gaps.append(" ".join(said))
    if not any(found == Span(0, len(gap)) for gap in gaps for found in words_in(words.turns, gap)):
        return False
    if _acts(view, second):
        return False
    return not apart or (_are_small(view, Span(start, at), apart) and not _has_own(view, second))


def _acts(view: View, party: Party) -> bool:
    """Whether somebody is the subject of the next verb ("…, and then B received the guest")."""
    tokens = view.sentence.tokens
    inside = view.tokens_between(party.span.start, party.span.end)
    return any(token.dep.startswith("nsubj") and tokens[token.head].start >= party.span.end for token in inside)


def _has_own(view: View, party: Party) -> bool:
    """Whether a place or a day stands right behind somebody."""
    spans = [span for span in _times_and_places(view) if party.span.end <= span.start]
    return bool(spans) and _are_small(view, Span(party.span.end, min(spans).start), [])


def _times_and_places(view: View) -> list[Span]:
    return [*(time.span for time in view.times), *(place.span for place in view.places)]


def _are_small(view: View, gap: Span, left_out: list[Span]) -> bool:
    """Whether there are only prepositions and articles in a gap, but for what is left out."""
    return all(
        token.pos in ("ADP", "DET", "PUNCT") or any(span.start <= token.start < span.end for span in left_out)
        for token in view.tokens_between(gap.start, gap.end)
    )
