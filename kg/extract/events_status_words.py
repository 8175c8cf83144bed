"""Finds the words that say that an event was not simply held."""

from kg.extract._views import View
from kg.extract._words import words_in
from kg.model import EventStatus, Span
from kg.model.language import EventWords

__all__ = ["status_words"]

_WORDS = {
    EventStatus.SCHEDULED: ("scheduled", "scheduled_after", "announcing", "foretelling", "accepted"),
    EventStatus.POSTPONED: ("postponed", "held_instead"),
    EventStatus.CANCELLED: ("cancelled", "unfulfilled", "fallen_through", "unheld", "unkept"),
    EventStatus.HYPOTHETICAL: ("hypothetical", "hypothetical_after", "unconfirmed", "unvouched", "seeking", "doubts"),
    EventStatus.DENIED: ("denials", "denials_after", "dismissing", "unheld", "negations"),
}


def status_words(view: View, span: Span, status: EventStatus, words: EventWords) -> Span | None:
    """The words nearest to those that tell of an event by which it has a status, None where no words say so.

    Args:
        view: the sentence.
        span: the words that tell of the event.
        status: of the event.
        words: of the language.
    """
    middle = (span.start + span.end) / 2
    found = [
        Span(view.start + each.start, view.start + each.end)
        for kind in _WORDS.get(status, ())
        for each in words_in(getattr(words, kind), view.folded)
    ]
    return min(found, key=lambda each: (abs((each.start + each.end) / 2 - middle), each), default=None)
