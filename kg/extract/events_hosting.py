"""Joins who hosts or chairs an event to the noun that names it ("hosts the summit", "a summit that X will host")."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from kg.extract._views import Party
from kg.extract._words import words_in
from kg.extract.events_triggers import Trigger
from kg.extract.participants import Part, parts_of
from kg.model import EventStatus, EventType, Role, Span, TimeExpression, Token
from kg.model.language import EventWords

__all__ = ["Hosting", "with_hosts"]

_OBJECTS = ("dobj", "obj")
_TALKS = (EventType.MEETING, EventType.SUMMIT, EventType.VIDEO_CONFERENCE)
_CLAUSE = ("VERB", "SCONJ")
_FAR = 12
_CLOSE = 5
_ARTICLE = 4
_HELD = EventStatus.HELD


class Hosting(Struct, frozen=True):
    """Who hosts an event and where.

    Attributes:
        parts: the hosts.
        seat: the city or country that is said to host it, None for none.
    """

    parts: tuple[Part, ...] = ()
    seat: Party | None = None


def with_hosts(
    triggers: Sequence[Trigger], times: Sequence[tuple[TimeExpression, ...]], words: EventWords
) -> tuple[list[Trigger], list[tuple[TimeExpression, ...]], dict[Span, Hosting]]:
    """The triggers without verbs of hosting that have a noun for what is hosted, their times given to the noun.

    Returns:
        The other triggers, their times, and the hosting by the span of the noun.
    """
    kept, kept_times = list(triggers), list(times)
    hosts: dict[Span, Hosting] = {}
    gone: set[int] = set()
    for index, trigger in enumerate(triggers):
        if trigger.type is None and trigger.frame.object == Role.HOST and index:
            talks = triggers[index - 1]
            if talks.view is trigger.view and talks.type in _TALKS and talks.frame.object_needed:
                hosts[talks.span] = Hosting(tuple(parts_of(trigger, words)))
            continue
        if trigger.frame.subject != Role.HOST or trigger.frame.noun or trigger.type not in _TALKS:
            continue
        at = _hosted(trigger, index, triggers, words)
        if at is None:
            continue
        parts = parts_of(trigger, words)
        noun = kept[at]
        inverted = _inverted(trigger, noun, words)
        parts = () if inverted else parts
        own = Span(max(0, noun.span.start - 1), noun.span.end)  # "the African Union summit" is no guest
        guests = [part for part in parts if part.role is Role.GUEST and not _touches(part.party.span, own)]
        if trigger.frame.object_needed and guests:
            continue
        status = trigger.status if noun.status is _HELD else noun.status
        kept[at] = replace(noun, status=status, firm=noun.firm or trigger.firm)
        kept_times[at] = kept_times[at] or kept_times[index]
        hosts[noun.span] = Hosting(
            tuple(part for part in parts if part.role is not Role.GUEST), inverted or _seat(trigger)
        )
        gone.add(index)
    order = [index for index in range(len(kept)) if index not in gone]
    return [kept[index] for index in order], [kept_times[index] for index in order], hosts


def _touches(first: Span, second: Span) -> bool:
    return first.start <= second.end and second.start <= first.end


def _inverted(trigger: Trigger, noun: Trigger, words: EventWords) -> Party | None:
    """The place that a verb of hosting has right behind it as its subject (« le sommet qu'accueillera Dakar »)."""
    view, span = trigger.view, trigger.span
    about = view.tokens_between(noun.span.end, span.start)
    if not about or about[-1].text.lower() not in words.relatives or any(token.pos == "VERB" for token in about):
        return None
    behind = (each for each in view.places if 0 < each.span.start - span.end <= _ARTICLE)
    return next(behind, None)


def _seat(trigger: Trigger) -> Party | None:
    """The place that is the subject of a verb of hosting, or stands beside it ("The capital, Abuja, hosted")."""
    view, tokens = trigger.view, trigger.view.sentence.tokens
    verb = view.verb_above(trigger.span.start)
    verbs = {verb}
    while verb is not None and tokens[verb].dep == "xcomp" and tokens[verb].head not in verbs:  # "is to host"
        verb = tokens[verb].head
        verbs.add(verb)
    subjects = {at for at, token in enumerate(tokens) if token.head in verbs and token.dep == "nsubj"}
    subjects |= {at for at, token in enumerate(tokens) if token.head in subjects and token.dep == "appos"}
    starts = [tokens[at].start for at in subjects]
    here = [each for each in view.places if any(each.span.start <= start < each.span.end for start in starts)]
    return here[-1] if here else None


def _hosted(trigger: Trigger, index: int, triggers: Sequence[Trigger], words: EventWords) -> int | None:
    """Index of the noun that a verb of hosting leads to with no verb between, or that its relative clause is of."""
    view, tokens = trigger.view, trigger.view.sentence.tokens
    verb = view.verb_above(trigger.span.start)
    if verb is None:
        return None
    near = range(max(0, index - 3), min(len(triggers), index + 4))
    for at in near:
        noun = triggers[at]
        if noun.view is not view or not noun.frame.noun or noun.type not in _TALKS:
            continue
        if noun.type is EventType.MEETING and not trigger.frame.object_needed:
            continue
        between = view.tokens_between(trigger.span.end, noun.span.start)
        plain = not any(token.pos in _CLAUSE or token.text == "," for token in between)
        if noun.type is EventType.SUMMIT and between and len(between) < _FAR and plain:
            return at
        if trigger.frame.object_needed and plain and _leads_to(trigger, noun, words):
            return at
        about = view.tokens_between(noun.span.end, trigger.span.start)
        if trigger.frame.object_needed and about and (_is_relative(about, words) or _inverted(trigger, noun, words)):
            return at
        for number, token in enumerate(tokens):
            if not noun.span.start <= token.start < noun.span.end:
                continue
            relative = tokens[verb].dep.rpartition(":")[2] == "relcl" and tokens[verb].head == number
            if relative or (token.head == verb and token.dep in _OBJECTS):
                return at
    return None


def _leads_to(trigger: Trigger, noun: Trigger, words: EventWords) -> bool:
    """Whether nobody and nothing but a day stands between a verb of hosting and talks (« a accueilli lundi des … »)."""
    view, span = trigger.view, Span(trigger.span.end, noun.span.start)
    if any(span.start <= party.span.start < span.end for party in view.parties):
        return False
    times = [time.span for time in view.times]
    between = [
        token
        for token in view.tokens_between(span.start, span.end)
        if not any(time.start <= token.start < time.end for time in times)
    ]
    apart = (*words.during, *words.around, *words.beside)
    return 0 < len(between) <= _CLOSE and not words_in(apart, view.text(span.start, span.end))


def _is_relative(about: Sequence[Token], words: EventWords) -> bool:
    """Whether a noun is what a verb's clause is about ("the summit of the Union that President Berg will host")."""
    begins = [number for number, token in enumerate(about) if token.text.lower() in words.relatives]
    plain = not any(token.pos == "VERB" or token.text == ";" for token in about)
    ends = about[-1].pos in ("PROPN", "NOUN", "AUX", "PART")
    return len(begins) == 1 and plain and ends and begins[0] + 1 < len(about)
