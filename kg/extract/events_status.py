"""Whether what some words tell of takes place: held, to come, called off, left open or denied."""

from collections.abc import Sequence

from kg.extract._tense import (
    governing,
    is_future,
    is_infinitive,
    is_past,
    made_by,
    ruling,
    word_before,
    words_before,
)
from kg.extract._views import View
from kg.extract._words import ends_with, last_words, words_in
from kg.model import EventStatus, EventType, Frame, Span, Token
from kg.model.language import EventWords

__all__ = ["is_question", "status_of", "status_words", "took_place"]

_BEFORE, _AFTER, _PREDICATE = 90, 60, 260
_NEAR, _CLOSE = 30, 5
_GOVERNED, _LISTED = 8, 14
_HEARSAY, _ACCUSED = 3, 6
_DENIED_ITSELF, _COMPLETED = 3, 4
_OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)
_WORDS = {
    EventStatus.SCHEDULED: ("scheduled", "scheduled_after", "announcing", "foretelling", "accepted"),
    EventStatus.POSTPONED: ("postponed", "held_instead"),
    EventStatus.CANCELLED: ("cancelled", "unfulfilled", "fallen_through", "unheld", "unkept"),
    EventStatus.HYPOTHETICAL: ("hypothetical", "hypothetical_after", "unconfirmed", "unvouched", "seeking", "doubts"),
    EventStatus.DENIED: ("denials", "denials_after", "dismissing", "unheld", "negations"),
}
_ENCOUNTERS = (
    *(EventType.MEETING, EventType.VISIT, EventType.SUMMIT),
    *(EventType.PHONE_CALL, EventType.VIDEO_CONFERENCE),
)


def status_of(
    view: View, span: Span, clause: Span, frame: Frame, tokens: Sequence[Token], words: EventWords
) -> EventStatus:
    """Whether the event that some words tell of takes place; nobody vouches for what a question asks."""
    if is_question(view):
        return EventStatus.HYPOTHETICAL
    status = _status(view, span, clause, frame, tokens, words)
    if status in _OFF and frame.noun and words_in(words.denials, view.text(clause.start, span.start)):
        return EventStatus.SCHEDULED  # "denied that the visit had been cancelled"
    open_ = status is EventStatus.HYPOTHETICAL
    if status is EventStatus.HELD and _is_dismissed(view, span, words):
        return EventStatus.DENIED
    return EventStatus.DENIED if open_ and _is_denied(view, span, clause, frame, words) else status


def is_question(view: View) -> bool:
    """Whether a sentence asks something."""
    return view.folded.rstrip(' »"”').endswith("?")


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


def _is_dismissed(view: View, span: Span, words: EventWords) -> bool:
    """Whether a sentence rejects what somebody else told of an event ("denied a report in the press that he met")."""
    start = max(view.start, span.start - _PREDICATE)
    before = view.text(start, span.start)
    verbs = words_in(words.dismissing, before)
    accounts = words_in(words.accounts, before[verbs[0].end :]) if verbs else ()
    if not accounts:
        return False
    told = view.tokens_between(start + verbs[0].end + accounts[0].end, span.start)
    return any(token.dep == "mark" or token.pos == "SCONJ" or "PronType=Rel" in token.morph for token in told)


def _is_denied(view: View, span: Span, clause: Span, frame: Frame, words: EventWords) -> bool:
    """Whether the clause says that it did not or will not take place, rather than wish, ask or doubt it."""
    before = _timeless(view, max(clause.start, span.start - _BEFORE), span.start)
    after = view.text(span.end, clause.end)
    if denials := words_in(words.denials, before):
        ahead = last_words(before[: denials[-1].start], _DENIED_ITSELF)
        twice = words_in(words.negations, ahead) or words_in(words.denials, ahead)
        return not twice and not words_in(words.doubts, before[denials[-1].end :])
    if words_in(words.doubts, f"{before} {view.text(span.start, span.end)}"):
        return False
    if words_in(words.denials_after, after) or (frame.noun and words_in(words.unheld, after)):
        return True
    near = last_words(before, 2 if frame.noun else _CLOSE)
    beside = f"{near} {' '.join([*view.text(span.start, span.end).split(), *after.split()[:_COMPLETED]])}"
    complete = not words.negated_by or words_in(words.negated_by, beside)
    return bool(complete and words_in(words.negations, near))


def _status(
    view: View, span: Span, clause: Span, frame: Frame, tokens: Sequence[Token], words: EventWords
) -> EventStatus:
    before = _timeless(view, max(clause.start, span.start - _BEFORE), span.start)
    named = sum(len(party.span) for party in view.parties if 0 <= party.span.start - span.end < _AFTER)
    after = view.text(span.end, min(clause.end, span.end + _AFTER + named))
    near = view.text(max(clause.start, span.start - _NEAR), span.start)
    near = max(near, last_words(before, _CLOSE), key=len)
    around = f"{near} {after if frame.noun else ''}"
    own = view.text(span.start, span.end)
    past = is_past(tokens, words)
    rest = view.text(span.end, min(clause.end, span.end + _PREDICATE)) if frame.noun else ""
    if (frame.noun or not past) and not words_in(words.followed, rest):
        if words_in(words.cancelled, around) or _is_said(words.cancelled, rest, words):
            return EventStatus.CANCELLED
        if words_in(words.fallen_through, rest):
            return EventStatus.CANCELLED
        if words_in(words.unheld, rest):
            return EventStatus.CANCELLED if words_in(words.scheduled_after, rest) else EventStatus.HYPOTHETICAL
        if words_in(words.unfulfilled, rest) and words_in(words.held_instead, rest):
            return EventStatus.POSTPONED
        if _is_said(words.postponed, rest, words):
            return EventStatus.POSTPONED
        if words_in(words.postponed, around) and not _took_place_late(rest, words):
            return EventStatus.POSTPONED
    if (foretold := _foretold(view, span, frame, words)) is not None:
        return foretold
    predicate = view.text(span.end, clause.end)
    ahead = last_words(before, 5 if not frame.noun else 2)
    denied = words_in(words.negations, ahead) and not words_in(words.not_only, ahead)
    if denied and not _is_restricted(view, span, clause, frame, ahead, words):
        due = not frame.noun and words_in(words.planned_then, view.folded)
        return EventStatus.CANCELLED if due else EventStatus.HYPOTHETICAL
    wish = near if past else last_words(_after_last(words.bidden, before), 9)
    if frame.noun and words_in(words.around, last_words(before, 4)):
        wish = _after_last(words.around, wish)
    if frame.noun and is_past(governing(view, span), words):
        wish = _after_last(words.at_events, wish)
    if frame.type == EventType.SUMMIT and words_in(words.scheduled_after, rest) and words_in(words.invites, wish):
        return EventStatus.SCHEDULED
    if past and tokens[-1].dep == "ROOT":
        wish = _after_last(words.denials, wish)  # "who denied the charges, met"
    if words_in(words.hypothetical, wish) or words_in(words.denials, wish):
        accepted = not past and words_in(words.accepted, view.folded)
        return EventStatus.SCHEDULED if accepted else EventStatus.HYPOTHETICAL
    if words_in(words.unconfirmed, view.text(clause.start, span.start)):
        return EventStatus.HYPOTHETICAL
    if words_in(words.unvouched, f"{last_words(before, _HEARSAY)} {own}"):
        return EventStatus.HYPOTHETICAL
    if is_infinitive(tokens) and not frame.noun and words_in(words.seeking, last_words(before, 1)):
        return EventStatus.HYPOTHETICAL
    if is_infinitive(tokens) and words_in(words.accusing, last_words(before, _ACCUSED)):
        return EventStatus.HYPOTHETICAL
    if words_in(words.hypothetical_after, predicate) or words_in(words.denials_after, predicate):
        return EventStatus.HYPOTHETICAL
    if frame.type == EventType.VISIT and not frame.noun and words_in(words.invites, own):
        return EventStatus.SCHEDULED if words_in(words.accepted, view.folded) else EventStatus.HYPOTHETICAL
    if words_in(words.planned_then, view.text(clause.start, span.end)) and words_in(
        words.unkept, view.text(span.end, view.sentence.span.end)
    ):
        return EventStatus.CANCELLED
    if not frame.noun and words_in(words.scheduled, _timeless(view, span.start, span.end)):
        return _called_off(view.text(span.end, view.sentence.span.end), words) or EventStatus.SCHEDULED
    if not frame.noun and past:
        return EventStatus.HELD
    future = is_future(tokens, words) or (frame.noun and is_future(made_by(view, span, words), words))
    if not frame.noun and is_infinitive(tokens):
        ruled_by = ruling(view, tokens)
        future = future or is_future(ruled_by, words)
        if words_in(words.onward, last_words(before, 2)) and is_past(ruled_by, words):
            return EventStatus.HELD  # « a visité l'usine avant de rencontrer »
    reach = _LISTED if is_infinitive(tokens) else _GOVERNED
    if frame.noun and (took_place(rest, words) or words_in(words.followed, rest)):
        return EventStatus.HELD
    if frame.noun and _during_past(view, span, words):
        return EventStatus.HELD
    planned = future or words_in(words.scheduled, f"{last_words(before, reach)} {own if frame.noun else ''}")
    verb = governing(view, span) if frame.noun else ()
    ruled = bool(verb) and (verb[-1].start < span.start or bool(words_in(words.during, last_words(before, 4))))
    helped = " ".join(token.text for token in verb[:-1]) if ruled else ""
    later = ruled and is_future(verb, words)
    if planned or later or words_in(words.scheduled, helped) or words_in(words.scheduled_after, after):
        return _called_off(view.text(span.end, view.sentence.span.end), words) or EventStatus.SCHEDULED
    return EventStatus.HELD


def _foretold(view: View, span: Span, frame: Frame, words: EventWords) -> EventStatus | None:
    """What the verb makes of an encounter that is its object: told of before it takes place, or asked for."""
    if not frame.noun or frame.type not in _ENCOUNTERS:
        return None
    verb = word_before(view, span)
    if words_in(words.support, verb):
        verb = " ".join(token.text.lower() for token in words_before(view, span)[-2:-1])  # "discussed holding a summit"
        return EventStatus.HYPOTHETICAL if words_in(words.seeking, verb) else None
    if words_in(words.announcing, verb) or words_in(words.foretelling, verb):
        return EventStatus.SCHEDULED
    pointing = ends_with(view.text(view.start, span.start), words.the)
    return EventStatus.HYPOTHETICAL if not pointing and words_in(words.seeking, verb) else None


def _is_restricted(view: View, span: Span, clause: Span, frame: Frame, ahead: str, words: EventWords) -> bool:
    """Whether a negated verb says that something took place only so (« ne se sont vus qu'une fois »)."""
    after = view.text(span.end, clause.end).split(",")[0]
    beside = f"{ahead} {view.text(span.start, span.end)} {after}"
    return not frame.noun and bool(words_in(words.only, after)) and not words_in(words.negated_by, beside)


def _after_last(words: tuple[str, ...], text: str) -> str:
    """What follows the last of some words ("called for calm after a brief"), all of a text that has none."""
    found = words_in(words, text)
    return text[found[-1].end :] if found else text


def _timeless(view: View, start: int, end: int) -> str:
    """The words of a range without its times, which may stand in a phrase ("agreed on Friday to meet"), and places."""
    kept, at = [], start
    gaps = [*(time.span for time in view.times), *(place.span for place in view.places)]
    for gap in sorted(gap for gap in gaps if start <= gap.start < end):
        kept.append(view.text(at, max(at, gap.start)).strip())
        at = max(at, gap.end)
    return " ".join((*kept, view.text(at, end).strip()))


def _during_past(view: View, span: Span, words: EventWords) -> bool:
    """Whether what was agreed at an event is an infinitive of a past verb ("agreed to reopen … during a meeting")."""
    before = view.text(span.start - _BEFORE, span.start)
    at = view.verb_above(span.start)
    tokens = view.sentence.tokens
    if at is None or not words_in(words.at_events, last_words(before, 4)):
        return False
    above = tokens[at].head
    infinitive = "VerbForm=Inf" in tokens[at].morph and above != at and tokens[above].pos == "VERB"
    return infinitive and is_past(
        [each for each in tokens if each.head == above and each.pos == "AUX"] + [tokens[above]], words
    )


def _called_off(rest: str, words: EventWords) -> EventStatus | None:
    """What became of a plan by the rest of its sentence ("were to meet on Friday, but it was postponed")."""
    if _is_said(words.cancelled, rest, words):
        return EventStatus.CANCELLED
    return EventStatus.POSTPONED if _is_said(words.postponed, rest, words) else None


def _is_said(what: tuple[str, ...], rest: str, words: EventWords) -> bool:
    """Whether some words are the predicate of what follows a noun ("…, planned for May, has been called off")."""
    return any(words_in(words.passive, last_words(rest[: found.start], 2)) for found in words_in(what, rest))


def took_place(rest: str, words: EventWords) -> bool:
    """Whether what follows a noun says that a plan was carried out ("planned for Monday, took place")."""
    return bool(words_in(words.took_place, rest) and words_in(words.scheduled_after, rest))


def _took_place_late(rest: str, words: EventWords) -> bool:
    """Whether what was put off took place after all ("delayed by a storm, took place", « reportée, s'est tenue »)."""
    late = words_in(words.postponed, rest)
    return any(told.start > (late[-1].end if late else 0) for told in words_in(words.took_place, rest))
