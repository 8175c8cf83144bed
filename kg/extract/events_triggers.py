"""Finds the words that say that an event takes place."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from kg.extract._beside import before_name, hyphened, in_margins, leads_to
from kg.extract._gaps import phrases
from kg.extract._tense import governing, hangs_on_past, is_aside, is_before_then, is_past, is_perfect, made_by
from kg.extract._views import Party, View
from kg.extract._words import WordFinder, ends_with, last_words, words_in
from kg.extract.events_off import took_place
from kg.extract.events_status import is_question, status_of
from kg.model import EntityType, EventStatus, EventType, Frame, Span, Token
from kg.model.language import EventWords

__all__ = ["Trigger", "find_triggers"]

_BEFORE, _AFTER, _PREDICATE = 90, 60, 260
_NEAR, _CLOSE = 30, 5
_OWN_CLAUSE = 100
_ARTICLE = 5
_SUCH, _OWNER, _AGAIN = 3, 20, 2
_CLAUSES = ("advcl", "appos", "acl")
_GATHERINGS = (EventType.MEETING, EventType.SUMMIT)

_BESIDE = re.compile(r" (?:[\w-]+ )?")


class Trigger(Struct, frozen=True):
    """Words that say that an event takes place.

    Attributes:
        view: the sentence.
        span: the words.
        frame: what they say.
        type: kind of event, None for words that only add somebody.
        status: whether it takes place, by the clause.
        definite: whether a noun points back ("the meeting").
        void: whether a noun says that what it points back to never was ("no such meeting", "it did not take place").
        own: whether a possessive stands before a noun ("his visit").
        during: whether a noun is what something is said or done at ("in a call with").
        passive: whether the grammatical subject is the one it is done to.
        firm: whether a finite verb in the past says that it took place.
        present: whether a verb in the present says it ("meets", "holds a summit", "gather for a summit").
        side: whether a summit or conference only says where something was ("at the summit", "on its sidelines").
        named: whether it is a summit with a capital letter, as in its name.
        around: whether the noun only says when something else was ("before the talks").
        previous: whether a word before it says that it was earlier ("their previous talks", "last met").
        which: whether words right behind a noun say which one it is ("the meeting planned with").
        apart: whether its clause says that it was beside another ("held a separate meeting").
        then: whether its clause tells of an earlier plan ("had been due to").
        of_body: whether a noun says whose it is ("the ECOWAS summit", « le sommet de la CEDEAO »).
        past: whether a noun hangs on a verb in the past ("the meeting was attended by").
        asked: whether a question asks about it.
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
    void: bool
    own: bool
    during: bool
    passive: bool
    firm: bool
    present: bool
    side: bool
    named: bool
    around: bool
    previous: bool
    which: bool
    apart: bool
    then: bool
    aside: bool
    again: bool
    onward: bool
    of_body: bool
    past: bool
    asked: bool
    earlier: bool


def find_triggers(views: Sequence[View], words: EventWords) -> tuple[Trigger, ...]:
    """The triggers of some sentences, in text order, quotations left out; one where several frames share the words."""
    finder = _frame_finder(words.frames)
    told = (list(_triggers(view, finder, words)) for view in views)
    return tuple(each for found in told for each in found if not _is_of_event(each, found))


def _is_of_event(trigger: Trigger, found: Sequence[Trigger]) -> bool:
    """Whether a verb of journeys says where an event is ("The second round of talks is due in Lima")."""
    if not trigger.frame.place_needed or trigger.frame.noun:
        return False
    view, start = trigger.view, trigger.view.clause(trigger.span).start
    if not any(each.frame.noun and start <= each.span.start < trigger.span.start for each in found):
        return False
    people = [party for party in view.parties if party.entity.type is not EntityType.COUNTRY]
    return not any(start <= party.span.start < trigger.span.start for party in people)


def _triggers(view: View, finder: WordFinder[Frame], words: EventWords) -> Iterator[Trigger]:
    for span, frames in phrases(view, finder, words):
        if view.hidden(span) or hyphened(view, span):
            continue
        clause = view.clause(span)
        frame = next((each for each in frames if _needed(each, view, clause, span, words)), None)
        if frame is None or _inside_name(view, span, frame):
            continue
        tokens = view.tokens_between(span.start, span.end)
        if frame.noun and (_is_participle(view, span, tokens) or _is_of_thing(view, tokens, finder)):
            continue
        named = _is_object(tokens) and any(each.noun for each in frames)
        if not frame.noun and frame.type and (named or not _verbal(tokens)):
            own = view.text(span.start, span.end)
            frame = _noun_twin(frames, words.frames, frame, own)
            if frame is None or (own.split()[-1] in words.at_place and not leads_to(view, span)):
                continue  # « l'arrivée au pouvoir »
        before = view.text(max(clause.start, span.start - _BEFORE), span.start)
        during = frame.noun and bool(words_in(words.during, last_words(before, 4)))
        after = view.text(span.end, min(clause.end, span.end + _PREDICATE))
        such = frame.noun and bool(words_in(words.such, f"{last_words(before, 2)} {' '.join(after.split()[:_SUCH])}"))
        status = status_of(view, span, clause, frame, tokens, words)
        yield Trigger(
            view=view,
            span=span,
            frame=frame,
            type=_type(frame, view, clause, span, words),
            status=status,
            definite=frame.noun
            and (such or (ends_with(before, words.the) and not words_in(words.ordinals, last_words(before, 1)))),
            void=frame.noun and status is EventStatus.DENIED and (such or bool(words_in(words.unheld, after))),
            own=frame.noun and ends_with(before, words.own),
            during=during,
            passive=bool(frame.subject and frame.object and frame.object != frame.subject)
            and _passive(view, span, words),
            firm=_firm(view, span, clause, frame, tokens, words, during),
            present=_is_present(view, span, frame, tokens, before, words),
            named=frame.noun and frame.type == EventType.SUMMIT and _capital(view, span),
            aside=_has_arrived(view, span, words) if frame.noun else is_aside(tokens),
            onward=frame.type == EventType.VISIT and bool(words_in(words.onward, last_words(before, 4))),
            again=not frame.noun
            and bool(words_in(words.again, f"{view.text(span.start, span.end)} {' '.join(after.split()[:_AGAIN])}")),
            then=bool(words_in(words.planned_then, view.text(clause.start, span.start))),
            apart=bool(words_in(words.apart, view.text(clause.start, clause.end))),
            of_body=frame.noun and _is_of_body(view, span, words),
            past=frame.noun and hangs_on_past(view, span, words),
            asked=is_question(view),
            earlier=not frame.noun and is_before_then(view, tokens, words),
            previous=_is_previous(view, span, before, words)
            if frame.noun
            else last_words(before, 1) in words.last_time,
            which=frame.noun and _says_which(view, span, words),
            around=frame.noun
            and not _is_led(tokens)
            and _is_around(last_words(_before_owner(view, span, before), 4), words),
            side=frame.noun
            and (
                (
                    (frame.type == EventType.SUMMIT or frame.of_many)
                    and bool(words_in(words.beside, last_words(before, 4)))
                )
                or in_margins(view, span, words)
            ),
        )


def _needed(frame: Frame, view: View, clause: Span, span: Span, words: EventWords) -> bool:
    """Whether the clause has what a frame needs, and nothing that makes it another."""
    after = view.text(span.end, clause.end)
    if frame.place_needed and not leads_to(view, span, words.to_place if frame.noun else words.at_place):
        return False
    if frame.unless and any(not before_name(view, span.end + found.start) for found in words_in(frame.unless, after)):
        return False
    if words_in(frame.nowhere, view.text(clause.start, clause.end)):
        return False
    if frame.preceded and not words_in(frame.preceded, view.text(clause.start, span.start)):
        return False
    if not frame.needs or words_in(frame.needs, f"{view.text(span.start, span.end).split(' ')[-1]} {after}"):
        return True
    return not frame.subject and bool(words_in(frame.needs, view.text(clause.start, span.start)))


def _is_of_thing(view: View, tokens: Sequence[Token], finder: WordFinder[Frame]) -> bool:
    """Whether a noun only says what a thing is of that is no event ("summit preparations", no "summit talks")."""
    if not tokens or tokens[-1].dep != "compound":
        return False
    head = view.sentence.tokens[tokens[-1].head]
    event = any(True for _ in finder.within(head.text.lower()))
    return head.pos == "NOUN" and head.start > tokens[-1].start and not event


def _is_around(before: str, words: EventWords) -> bool:
    """Whether words before a noun make it what something is dated by; « après-midi » does not."""
    return any(before[found.end : found.end + 1] != "-" for found in words_in(words.around, before))


def _before_owner(view: View, span: Span, before: str) -> str:
    """What stands before a noun and whose it is ("ahead of [the king's] visit")."""
    owner = next((party.span for party in view.parties if 0 < span.start - party.span.end <= _OWNER), None)
    if owner is None or "'" not in view.text(owner.end, span.start):
        return before
    return before[: max(0, len(before) - (span.start - owner.start))]


def _is_of_body(view: View, span: Span, words: EventWords) -> bool:
    """Whether the name of a body stands before a noun ("the BRICS outreach summit"), or behind "of"."""
    bodies = [party.span for party in view.parties if party.entity.type is EntityType.ORGANIZATION]
    before = any(_BESIDE.fullmatch(view.text(each.end, span.start)) for each in bodies if each.end < span.start)
    behind = [view.text(span.end, each.start).strip() for each in bodies if each.start > span.end]
    return before or any(link in words.owner for link in behind)


def _inside_name(view: View, span: Span, frame: Frame) -> bool:
    """Whether the words are part of a title or of a body's name ("Meeting Place Ltd") that is no gathering's."""
    party = view.party_at(span.start)
    if party is None or not party.span.contains(span) or party.entity.plural or party.span == span:
        return False
    return not (frame.noun and frame.type in _GATHERINGS and _heads(view, party, span))


def _heads(view: View, party: Party, span: Span) -> bool:
    """Whether a noun is what a body's name calls it ("the Ocean Summit", « le Sommet des sols »)."""
    if party.entity.type is not EntityType.ORGANIZATION:
        return False
    after = view.tokens_between(span.end, party.span.end)
    return span.end == party.span.end or (span.start == party.span.start and bool(after) and after[0].pos == "ADP")


def _is_led(tokens: Sequence[Token]) -> bool:
    """Whether some words begin with a preposition of their own ("since Monday on a visit")."""
    return bool(tokens) and tokens[0].pos == "ADP"


def _verbal(tokens: Sequence[Token]) -> bool:
    """Whether a word of the trigger is a verb; a language without a parser says nothing of it.

    A parser may call a verb beside a name a foreign word or a part of it (« Luis Vega recevra Anna Berg »).
    """
    return any(
        token.pos in ("VERB", "AUX", "X") or (token.pos == "PROPN" and token.text.islower()) or not token.dep
        for token in tokens
    )


def _is_participle(view: View, span: Span, tokens: Sequence[Token]) -> bool:
    """Whether what may be a noun is the participle of the noun before it (« une exposition venue du Pérou »)."""
    before = view.tokens_between(span.start - _NEAR, span.start)[-1:]
    verbal = bool(tokens) and tokens[0].pos == "VERB" and "VerbForm=Part" in tokens[0].morph
    return verbal and any(token.pos == "NOUN" for token in before)


def _is_object(tokens: Sequence[Token]) -> bool:
    """Whether a gerund is what a verb or preposition leads to ("looked forward to meeting in"), no clause."""
    return bool(tokens) and "Aspect=Prog" in tokens[-1].morph and tokens[-1].dep not in _CLAUSES


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
        or took_place(rest, words)
        or ((during or supported) and is_past(verbs, words))
    )


def _has_arrived(view: View, span: Span, words: EventWords) -> bool:
    """Whether a sentence opens with the participle of an arrival, which the parser may take for a noun."""
    opening = words_in(words.arrived, view.text(view.start, span.end))
    return not view.headline and bool(opening) and not opening[0].start and view.start + opening[0].end > span.start


def _is_present(view: View, span: Span, frame: Frame, tokens: Sequence[Token], before: str, words: EventWords) -> bool:
    if frame.noun:
        tokens = governing(view, span) if words_in(words.purpose, last_words(before, 3)) else made_by(view, span, words)
    finite = [token for token in tokens if "Tense=Pres" in token.morph and "VerbForm=Fin" in token.morph]
    return bool(finite) and not is_past(tokens, words)


def _capital(view: View, span: Span) -> bool:
    return not view.headline and any(token.text[:1].isupper() for token in view.tokens_between(span.start, span.end))


def _passive(view: View, span: Span, words: EventWords) -> bool:
    own = view.text(span.start, span.end)
    if own.endswith("ing") or "VerbForm=Inf" in view.tokens_between(span.start, span.end)[-1].morph:
        return False  # "was to host"
    if own.split()[-1] in words.agent or _is_done_by(view, span, words):
        return True
    before = view.text(span.start - _NEAR, span.start).split()[-2:]
    return any(word in words.passive for word in [*before, *own.split()[:-1]])


def _is_done_by(view: View, span: Span, words: EventWords) -> bool:
    """Whether a sentence opens with what was done to its subject by whom ("Welcomed by A, B held talks")."""
    behind = view.text(span.end, span.end + _NEAR).split()
    return view.start == span.start and bool(behind) and behind[0] in words.agent


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


def _is_previous(view: View, span: Span, before: str, words: EventWords) -> bool:
    """Whether an adjective right before or behind a noun says that it was earlier (« la réunion précédente »)."""
    behind = view.text(span.end, span.end + _NEAR).split()[:1]
    return bool(words_in(words.previous, last_words(before, 2)) or words_in(words.previous, "".join(behind)))


def _says_which(view: View, span: Span, words: EventWords) -> bool:
    """Whether what follows a noun at once tells it from others ("planned with", « qu'ils avaient eu »)."""
    behind = view.text(span.end, span.end + _NEAR).lstrip()
    if any(found.start == 0 for found in words_in((*words.companion, *words.scheduled_after), behind)):
        return True
    after = view.tokens_between(span.end, span.end + _CLOSE)
    return bool(after) and "PronType=Rel" in after[0].morph


@lru_cache(maxsize=16)
def _frame_finder(frames: tuple[Frame, ...]) -> WordFinder[Frame]:
    return WordFinder((form, frame) for frame in frames for form in frame.forms)
