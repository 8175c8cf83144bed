"""Finds the words that say that an event takes place, and whether it does."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from kg.extract._gaps import phrases
from kg.extract._tense import (
    governing,
    hangs_on_past,
    is_aside,
    is_before_then,
    is_future,
    is_infinitive,
    is_past,
    is_perfect,
    made_by,
    ruling,
    word_before,
)
from kg.extract._views import Party, View
from kg.extract._words import WordFinder, ends_with, last_words, words_in
from kg.model import EntityType, EventStatus, EventType, Frame, Span, Token
from kg.model.language import EventWords

__all__ = ["Trigger", "find_triggers"]

_BEFORE, _AFTER, _PREDICATE = 90, 60, 260
_NEAR, _CLOSE = 30, 5
_OWN_CLAUSE = 100
_GOVERNED, _LISTED = 8, 14
_HEARSAY, _ACCUSED = 3, 6
_ARTICLE = 5
_ENCOUNTERS = (
    *(EventType.MEETING, EventType.VISIT, EventType.SUMMIT),
    *(EventType.PHONE_CALL, EventType.VIDEO_CONFERENCE),
)


class Trigger(Struct, frozen=True):
    """Words that say that an event takes place.

    Attributes:
        view: the sentence.
        span: the words.
        frame: what they say.
        type: kind of event, None for words that only add somebody.
        status: whether it takes place, by the clause.
        definite: whether a noun points back ("the meeting").
        own: whether a possessive stands before a noun ("his visit").
        during: whether a noun is what something is said or done at ("in a call with").
        passive: whether the grammatical subject is the one it is done to.
        firm: whether a finite verb in the past says that it took place.
        present: whether a verb in the present says it.
        side: whether a summit or conference only says where something was ("at the summit", "on its sidelines").
        named: whether it is a summit with a capital letter, as in its name.
        around: whether the noun only says when something else was ("before the talks").
        previous: whether an adjective before the noun says that it was earlier ("their previous talks").
        apart: whether its clause says that it was beside another ("held a separate meeting").
        then: whether its clause tells of an earlier plan ("had been due to").
        past: whether a noun hangs on a verb in the past ("the meeting was attended by").
        earlier: whether a verb tells of a time before what else is told ("had met him in May").
        again: whether a verb says that those who met will do so again ("se revoir").
        onward: whether it is a journey that begins when what stands before is over ("before leaving for Male").
        aside: whether it is a past participle by itself ("Anna Berg, arrived on Sunday, …").
    """

    view: View
    span: Span
    frame: Frame
    type: EventType | None
    status: EventStatus
    definite: bool
    own: bool
    during: bool
    passive: bool
    firm: bool
    present: bool
    side: bool
    named: bool
    around: bool
    previous: bool
    apart: bool
    then: bool
    aside: bool
    again: bool
    onward: bool
    past: bool
    earlier: bool


def find_triggers(views: Sequence[View], words: EventWords) -> tuple[Trigger, ...]:
    """The triggers of some sentences, in text order, quotations left out; one where several frames share the words."""
    finder = _frame_finder(words.frames)
    return tuple(trigger for view in views for trigger in _triggers(view, finder, words))


def _triggers(view: View, finder: WordFinder[Frame], words: EventWords) -> Iterator[Trigger]:
    for span, frames in phrases(view, finder, words):
        if view.hidden(span) or _hyphened(view, span):
            continue
        clause = view.clause(span)
        frame = next((each for each in frames if _needed(each, view, clause, span)), None)
        if frame is None or _inside_name(view, span, frame):
            continue
        tokens = view.tokens_between(span.start, span.end)
        if not frame.noun and frame.type and not _verbal(tokens):
            frame = _noun_twin(frames, words.frames, frame, view.text(span.start, span.end))
            if frame is None:
                continue
        before = view.text(max(clause.start, span.start - _BEFORE), span.start)
        during = frame.noun and bool(words_in(words.during, last_words(before, 4)))
        yield Trigger(
            view=view,
            span=span,
            frame=frame,
            type=_type(frame, view, clause, span, words),
            status=_asked(view, _status(view, span, clause, frame, tokens, words)),
            definite=frame.noun
            and ends_with(before, words.the)
            and not words_in(words.ordinals, last_words(before, 1)),
            own=frame.noun and ends_with(before, words.own),
            during=during,
            passive=bool(frame.subject and frame.object and frame.object != frame.subject)
            and _passive(view, span, words),
            firm=_firm(view, span, clause, frame, tokens, words, during),
            present=not frame.noun and any("Tense=Pres" in token.morph for token in tokens),
            named=frame.noun and frame.type == EventType.SUMMIT and _capital(view, span),
            aside=not frame.noun and is_aside(tokens),
            onward=frame.type == EventType.VISIT and bool(words_in(words.onward, last_words(before, 4))),
            again=not frame.noun and bool(words_in(words.again, view.text(span.start, span.end))),
            then=bool(words_in(words.planned_then, view.text(clause.start, span.start))),
            apart=bool(words_in(words.apart, view.text(clause.start, clause.end))),
            past=frame.noun and hangs_on_past(view, span, words),
            earlier=not frame.noun and is_before_then(view, tokens, words),
            previous=frame.noun and bool(words_in(words.previous, last_words(before, 2))),
            around=frame.noun and bool(words_in(words.around, last_words(before, 4))),
            side=frame.noun
            and (frame.type == EventType.SUMMIT or frame.of_many)
            and bool(words_in(words.beside, last_words(before, 4))),
        )


def _needed(frame: Frame, view: View, clause: Span, span: Span) -> bool:
    """Whether the clause has what a frame needs, and nothing that makes it another."""
    after = view.text(span.end, clause.end)
    if frame.unless and any(not _before_name(view, span.end + found.start) for found in words_in(frame.unless, after)):
        return False
    if words_in(frame.nowhere, view.text(clause.start, clause.end)):
        return False
    if frame.preceded and not words_in(frame.preceded, view.text(clause.start, span.start)):
        return False
    if not frame.needs or words_in(frame.needs, f"{view.text(span.start, span.end).split(' ')[-1]} {after}"):
        return True
    return not frame.subject and bool(words_in(frame.needs, view.text(clause.start, span.start)))


def _before_name(view: View, offset: int) -> bool:
    """Whether a word is a preposition ("him to London"), not the sign of an infinitive ("called on him to …")."""
    return any(token.pos == "ADP" for token in view.tokens_between(offset, offset + 1))


def _hyphened(view: View, span: Span) -> bool:
    return "-" in (view.text(span.start - 1, span.start), view.text(span.end, span.end + 1))


def _inside_name(view: View, span: Span, frame: Frame) -> bool:
    """Whether the words are part of a title or of a body's name ("Meeting Place Ltd") that is no summit's."""
    party = view.party_at(span.start)
    if party is None or not party.span.contains(span) or party.entity.plural or party.span == span:
        return False
    return not (frame.noun and frame.type == EventType.SUMMIT and _heads(view, party, span))


def _heads(view: View, party: Party, span: Span) -> bool:
    """Whether a noun is what a body's name calls it ("the Ocean Summit", « le Sommet des sols »)."""
    if party.entity.type is not EntityType.ORGANIZATION:
        return False
    after = view.tokens_between(span.end, party.span.end)
    return span.end == party.span.end or (span.start == party.span.start and bool(after) and after[0].pos == "ADP")


def _verbal(tokens: Sequence[Token]) -> bool:
    """Whether a word of the trigger is a verb; a language without a parser says nothing of it."""
    return any(token.pos in ("VERB", "AUX") or not token.dep for token in tokens)


def _noun_twin(frames: Sequence[Frame], known: Sequence[Frame], frame: Frame, form: str) -> Frame | None:
    """The noun frame of the same type, for a form that is verb and noun ("visit", "meeting with")."""
    own = next((each for each in frames if each.noun), None)
    nouns = [each for each in known if each.noun and each.type == frame.type]
    named = next((each for each in nouns if form.split()[0] in each.forms), None)
    return own or named or next((each for each in nouns if frame.type == "Visit"), None)


def _firm(
    view: View, span: Span, clause: Span, frame: Frame, tokens: Sequence[Token], words: EventWords, during: bool
) -> bool:
    """Whether a finite verb in the past says that an event took place."""
    if not frame.noun:
        return is_past(tokens, words) or is_perfect(view, tokens)
    rest = view.text(span.end, min(clause.end, span.end + _PREDICATE))
    verbs = governing(view, span)
    supported = bool(verbs) and bool(words_in(words.support, verbs[-1].text))
    told = bool(words_in(words.took_place, rest[:_OWN_CLAUSE]))
    planned = words_in(words.unheld, rest) or words_in(words.scheduled_after, rest[:_OWN_CLAUSE])
    before = last_words(view.text(max(clause.start, span.start - _BEFORE), span.start), _CLOSE - 1)
    brought = any(found.end >= len(before) - _ARTICLE for found in words_in(words.brings, before))
    return (
        brought
        or (told and not planned)
        or _took_place(rest, words)
        or ((during or supported) and is_past(verbs, words))
    )


def _took_place(rest: str, words: EventWords) -> bool:
    """Whether what follows a noun says that a plan was carried out ("planned for Monday, took place")."""
    return bool(words_in(words.took_place, rest) and words_in(words.scheduled_after, rest))


def _capital(view: View, span: Span) -> bool:
    return not view.headline and any(token.text[:1].isupper() for token in view.tokens_between(span.start, span.end))


def _passive(view: View, span: Span, words: EventWords) -> bool:
    own = view.text(span.start, span.end)
    if own.endswith("ing"):
        return False
    if own.split()[-1] in words.agent:
        return True
    before = view.text(span.start - _NEAR, span.start).split()[-2:]
    return any(word in words.passive for word in [*before, *own.split()[:-1]])


def _type(frame: Frame, view: View, clause: Span, span: Span, words: EventWords) -> EventType | None:
    if not frame.type:
        return None
    kind = EventType(frame.type)
    if kind is EventType.MEETING:
        text = view.text(clause.start, clause.end)
        if instead := words_in(words.fallen_through, text):
            at = span.start - clause.start
            text = text[: instead[0].start] if at < instead[0].start else text[instead[0].end :]
        if words_in(words.by_phone, text):
            return EventType.PHONE_CALL
        if words_in(words.by_video, text):
            return EventType.VIDEO_CONFERENCE
    return kind


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
        if words_in(words.postponed, around) or _is_said(words.postponed, rest, words):
            return EventStatus.POSTPONED
    if (foretold := _foretold(view, span, frame, words)) is not None:
        return foretold
    if words_in(words.negations, last_words(before, 5 if not frame.noun else 2)):
        due = not frame.noun and words_in(words.planned_then, view.folded)
        return EventStatus.CANCELLED if due else EventStatus.HYPOTHETICAL
    wish = near if past else last_words(_after_last(words.bidden, before), 9)
    if frame.noun and is_past(governing(view, span), words):
        wish = _after_last(words.at_events, wish)
    if frame.type == EventType.SUMMIT and words_in(words.scheduled_after, after) and words_in(words.invites, wish):
        return EventStatus.SCHEDULED
    if words_in(words.hypothetical, wish):
        accepted = not past and words_in(words.accepted, view.folded)
        return EventStatus.SCHEDULED if accepted else EventStatus.HYPOTHETICAL
    if words_in(words.unconfirmed, view.text(clause.start, span.start)):
        return EventStatus.HYPOTHETICAL
    if words_in(words.unvouched, f"{last_words(before, _HEARSAY)} {own}"):
        return EventStatus.HYPOTHETICAL
    if is_infinitive(tokens) and words_in(words.accusing, last_words(before, _ACCUSED)):
        return EventStatus.HYPOTHETICAL
    if words_in(words.hypothetical_after, view.text(span.end, clause.end)):
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
    future = is_future(made_by(view, span, words) if frame.noun else tokens, words)
    if not frame.noun and is_infinitive(tokens):
        future = future or is_future(ruling(view, tokens[-1]), words)
    reach = _LISTED if is_infinitive(tokens) else _GOVERNED
    if frame.noun and (_took_place(rest, words) or words_in(words.followed, rest)):
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
    if words_in(words.announcing, verb) or words_in(words.foretelling, verb):
        return EventStatus.SCHEDULED
    pointing = ends_with(view.text(view.start, span.start), words.the)
    return EventStatus.HYPOTHETICAL if not pointing and words_in(words.seeking, verb) else None


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


def _asked(view: View, status: EventStatus) -> EventStatus:
    """A status; nobody vouches for what a question asks."""
    return EventStatus.HYPOTHETICAL if view.folded.rstrip(' »"”').endswith("?") else status


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


@lru_cache(maxsize=16)
def _frame_finder(frames: tuple[Frame, ...]) -> WordFinder[Frame]:
    return WordFinder((form, frame) for frame in frames for form in frame.forms)
