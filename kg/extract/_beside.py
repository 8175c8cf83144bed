"""Reads what stands right beside some words of a sentence: the place they lead to, a name, a hyphen."""

from bisect import bisect_left
from collections.abc import Sequence

from kg.extract._views import Party, View
from kg.extract._words import words_in
from kg.model import Span
from kg.model.language import EventWords

__all__ = ["before_name", "hyphened", "in_margins", "leads_to"]

_PHRASE = 80
_NEXT = 8
_NAMING = ("ADP", "DET", "PROPN", "ADJ", "NOUN", "NUM", "CCONJ")


def in_margins(view: View, span: Span, words: EventWords) -> bool:
    """Whether a name stands between "on the sidelines of" and a noun ("… of the African Union summit")."""
    before = view.text(span.start - _PHRASE, span.start)
    found = words_in(words.margins, before)
    between = view.tokens_between(span.start - len(before) + found[-1].end, span.start) if found else ()
    return bool(between) and all(token.pos in _NAMING or token.text == "-" for token in between)


def before_name(view: View, offset: int) -> bool:
    """Whether a word is a preposition ("him to London"), not the sign of an infinitive ("called on him to …")."""
    return any(token.pos == "ADP" for token in view.tokens_between(offset, offset + 1))


def leads_to(view: View, span: Span, prepositions: Sequence[str] = ()) -> Party | None:
    """The place right after some words, one of some prepositions and an article between or not; None for none.

    A time may stand before it (« était mardi à Lima »), not far.
    """
    at = bisect_left(view.places, span.end, key=lambda place: place.span.start)
    for place in view.places[at : at + 1]:
        times = [
            time.span.end
            for time in view.times
            if span.end <= time.span.start <= span.end + _NEXT and time.span.end <= place.span.start
        ]
        end = times[-1] if times else span.end
        between = view.text(end, min(place.span.start, end + _PHRASE)).strip()
        word, _, rest = between.partition(" ")
        if (rest if word in prepositions else between) in ("", *view.links.definite):
            return place
    return None


def hyphened(view: View, span: Span) -> bool:
    """Whether a hyphen joins some words to another."""
    return "-" in (view.text(span.start - 1, span.start), view.text(span.end, span.end + 1))
