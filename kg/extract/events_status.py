"""Whether what some words tell of takes place: held, to come, called off, left open or denied."""

from collections.abc import Callable, Sequence

from kg.extract._tense import (
    complemented,
    governing,
    is_conditional,
    is_future,
    is_past,
    made_by,
    ruling,
    word_before,
    words_before,
)
from kg.extract._told import Told, after_last, timeless
from kg.extract._views import View
from kg.extract._words import ends_with, last_words, words_in
from kg.extract.events_off import called_off, put_off, took_place, unkept
from kg.model import EventStatus, EventType, Frame, Span, Token
from kg.model.language import EventWords

__all__ = ["is_question", "status_of"]

_BEFORE, _PREDICATE = 90, 260
_CLOSE, _WISH = 5, 9
_GOVERNED, _LISTED = 8, 14
_HEARSAY, _ACCUSED = 3, 6
_RELATIVE = ("relcl", "acl:relcl")
_DENIED_ITSELF, _COMPLETED = 3, 4
_OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)
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
    told = Told(view, span, clause, frame, tokens, words)
    found = (status for rule in _RULES if (status := rule(told)) is not None)
    status = next(found, EventStatus.HELD)
    if status in _OFF and frame.noun and words_in(words.denials, view.text(clause.start, span.start)):
        return EventStatus.SCHEDULED  # "denied that the visit had been cancelled"
    denied = {EventStatus.HELD: _is_dismissed, EventStatus.HYPOTHETICAL: _is_denied}.get(status)
    return EventStatus.DENIED if denied and denied(told) else status


def is_question(view: View) -> bool:
    """Whether a sentence asks something."""
    return view.folded.rstrip(' »"”').endswith("?")


def _foretold(told: Told) -> EventStatus | None:
    """What the verb makes of an encounter that is its object: told of before it takes place, or asked for."""
    view, span, frame, words = told.view, told.span, told.frame, told.words
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


def _negated(told: Told) -> EventStatus | None:
    """Said not to be, which for a plan told in the past is that it was not kept."""
    frame, words = told.frame, told.words
    ahead = last_words(told.before, 2 if frame.noun else _CLOSE)
    if not words_in(words.negations, ahead) or words_in(words.not_only, ahead) or _is_restricted(told, ahead):
        return None
    due = not frame.noun and words_in(words.planned_then, told.view.folded)
    return EventStatus.CANCELLED if due else EventStatus.HYPOTHETICAL


def _wished(told: Told) -> EventStatus | None:
    """Wished, offered or denied by the words before it; what is invited to a summit already planned is planned."""
    frame, words = told.frame, told.words
    if _is_whether(told):
        return EventStatus.HYPOTHETICAL
    wish = told.near if told.past else last_words(after_last((*words.bidden, *words.when), told.before), _WISH)
    if frame.noun and words_in(words.around, last_words(told.before, 4)):
        wish = after_last(words.around, wish)
    if frame.noun and is_past(governing(told.view, told.span), words):
        wish = after_last(words.at_events, wish)
    if frame.type == EventType.SUMMIT and words_in(words.scheduled_after, told.rest) and words_in(words.invites, wish):
        return EventStatus.SCHEDULED
    if told.past and told.tokens[-1].dep == "ROOT":
        wish = after_last(words.denials, wish)  # "who denied the charges, met"
    doubts = (wish[found.start : found.end] for found in words_in(words.hypothetical, wish))
    if all(_is_name(told, doubt) for doubt in doubts) and not words_in(words.denials, wish):
        return None
    accepted = not told.past and words_in(words.accepted, told.view.folded)
    return EventStatus.SCHEDULED if accepted else EventStatus.HYPOTHETICAL


def _is_name(told: Told, word: str) -> bool:
    """Whether a word is a name in its sentence ("Theresa May")."""
    return any(token.pos == "PROPN" and token.text.lower() == word for token in told.view.sentence.tokens)


def _is_whether(told: Told) -> bool:
    """Whether the verb is that of a clause that asks whether ("Whether they will meet remains to be seen")."""
    if told.frame.noun:
        return False
    tokens = told.view.sentence.tokens
    verbs = [token.start for token in told.tokens if token.pos == "VERB"]
    marks = (token for token in tokens if token.dep == "mark" and tokens[token.head].start in verbs)
    return any(words_in(told.words.asking, token.text.lower()) for token in marks)


def _left_open(told: Told) -> EventStatus | None:
    """Not vouched for: a rumour, a charge, something sought, or doubted by what follows."""
    view, words = told.view, told.words
    predicate = view.text(told.span.end, told.clause.end)
    if any(token.dep in _RELATIVE for token in told.tokens):
        predicate = predicate.split(",")[0]  # "a meeting with B, who will arrive on Monday, is possible"
    open_ = (
        words_in(words.unconfirmed, view.text(told.clause.start, told.span.start))
        or words_in(words.unvouched, f"{last_words(told.before, _HEARSAY)} {told.own}")
        or (told.infinitive and not told.frame.noun and words_in(words.seeking, last_words(told.before, 1)))
        or (told.infinitive and words_in(words.accusing, last_words(told.before, _ACCUSED)))
        or words_in(words.hypothetical_after, predicate)
        or words_in(words.denials_after, predicate)
    )
    return EventStatus.HYPOTHETICAL if open_ else None


def _invited(told: Told) -> EventStatus | None:
    """A journey somebody is asked to make: planned once accepted."""
    words = told.words
    if told.frame.type != EventType.VISIT or told.frame.noun or not words_in(words.invites, told.own):
        return None
    return EventStatus.SCHEDULED if words_in(words.accepted, told.view.folded) else EventStatus.HYPOTHETICAL


def _due(told: Told) -> EventStatus | None:
    """A verb that holds words of planning ("are due on Monday to meet")."""
    own = timeless(told.view, told.span.start, told.span.end, told.words)
    planned = not told.frame.noun and words_in(told.words.scheduled, own)
    return (called_off(told.sequel, told.words) or EventStatus.SCHEDULED) if planned else None


def _over(told: Told) -> EventStatus | None:
    """A verb in the past, an infinitive that one leads on to, or a noun told of as what took place."""
    view, span, words = told.view, told.span, told.words
    if not told.frame.noun:
        onward = told.infinitive and words_in(words.onward, last_words(told.before, 2))
        led = onward and is_past(ruling(view, told.tokens), words)
        return EventStatus.HELD if told.past or led or _had(told) else None  # « a visité l'usine avant de rencontrer »
    over = took_place(told.rest, words) or words_in(words.followed, told.rest) or _during_past(view, span, words)
    return EventStatus.HELD if over else None


def _had(told: Told) -> bool:
    """Whether they are in the pluperfect (« où elle avait été reçue »)."""
    said = f"{last_words(told.before, 2)} {told.own}"
    participle = bool(told.tokens) and "VerbForm=Part" in told.tokens[-1].morph
    return participle and bool(words_in(told.words.had, said)) and not words_in(told.words.planned_then, said)


def _planned(told: Told) -> EventStatus | None:
    """In the future, or ruled by words of planning; the rest of the sentence may call it off."""
    view, span, words, noun = told.view, told.span, told.words, told.frame.noun
    reach = _LISTED if told.infinitive else _GOVERNED
    verb = governing(view, span) if noun else ()
    opens = noun and words_in(words.around, last_words(told.before, 4))  # "Following the call, B said she was due to".
    ruled = bool(verb) and (verb[-1].start < span.start or bool(words_in(words.during, last_words(told.before, 4))))
    planned = (
        is_future(told.tokens, words)
        or (noun and is_future(made_by(view, span, words), words))
        or (not noun and told.infinitive and is_future(ruling(view, told.tokens), words))
        or words_in(words.scheduled, f"{last_words(told.before, reach)} {told.own if noun else ''}")
        or (ruled and is_future(verb, words))
        or (noun and is_future(_said_of(told), words))
        or (ruled and words_in(words.scheduled, " ".join(token.text for token in verb[:-1])))
        or words_in(words.scheduled_after, told.after.split(",")[0] if opens else told.after)
    )
    return (called_off(told.sequel, words) or EventStatus.SCHEDULED) if planned else None


def _said_of(told: Told) -> Sequence[Token]:
    """The verb of a relative clause right behind a noun (« un entretien qui durera une heure »), () for none."""
    view = told.view
    behind = view.tokens_between(told.span.end, told.span.end + _CLOSE)[:1]
    if not behind or "PronType=Rel" not in behind[0].morph:
        return ()
    verbs = view.tokens_between(behind[0].end, told.clause.end)
    return [next((each for each in verbs if each.pos in ("VERB", "AUX")), behind[0])]


def _conditional(told: Told) -> EventStatus | None:
    """A plan as somebody told it (« a dit qu'il la recevrait »), else what nobody vouches for (« il la recevrait »)."""
    verbs = made_by(told.view, told.span, told.words) if told.frame.noun else told.tokens
    if not is_conditional(verbs, told.words):
        return None
    said = is_past(complemented(told.view, verbs), told.words)
    return EventStatus.SCHEDULED if said else EventStatus.HYPOTHETICAL


def _only_meant(told: Told) -> EventStatus | None:
    """An infinitive that hangs on words which do not say that it was done (« hésite à recevoir »)."""
    words = told.words
    verb = next((token for token in told.tokens if token.pos == "VERB"), None)
    if not words.done or told.frame.noun or verb is None or "VerbForm=Inf" not in verb.morph:
        return None
    before = last_words(told.before, _WISH).split()
    while before and before[-1] in (*words.him_before, "y"):
        before.pop()
    at = told.view.verb_above(verb.start)
    ruled = before[-1:] and (before[-1] in words.led_by or (at is not None and _is_ruled(told, at)))
    if not ruled or words_in(words.done, " ".join(before)):
        return None
    return EventStatus.SCHEDULED if words_in(words.accepted, " ".join(before)) else EventStatus.HYPOTHETICAL


def _is_ruled(told: Told, at: int) -> bool:
    """Whether an infinitive stands right behind the verb that it is the object of (« espère recevoir »)."""
    tokens = told.view.sentence.tokens
    return tokens[at].dep == "xcomp" and at > 0 and tokens[at].head == at - 1


_RULES: tuple[Callable[[Told], EventStatus | None], ...] = (
    put_off,
    _foretold,
    _negated,
    _wished,
    _left_open,
    _invited,
    unkept,
    _due,
    _over,
    _planned,
    _conditional,
    _only_meant,
)
"""The first that knows an answer gives it; what none knows took place."""


def _is_dismissed(told: Told) -> bool:
    """Whether a sentence rejects what is told of an event, by itself or by others ("denied reports that he met")."""
    view, span, words = told.view, told.span, told.words
    if (verb := complemented(view, told.tokens)) and words_in(words.denials, verb[-1].text.lower()):
        ahead = last_words(view.text(view.start, verb[-1].start), _DENIED_ITSELF)
        return not words_in(words.negations, ahead)  # "denied that its minister, Ali Omar, met …"
    start = max(view.start, span.start - _PREDICATE)
    before = view.text(start, span.start)
    verbs = words_in(words.dismissing, before)
    accounts = words_in(words.accounts, before[verbs[0].end :]) if verbs else ()
    if not accounts:
        return False
    links = view.tokens_between(start + verbs[0].end + accounts[0].end, span.start)
    return any(token.dep == "mark" or token.pos == "SCONJ" or "PronType=Rel" in token.morph for token in links)


def _is_denied(told: Told) -> bool:
    """Whether the clause says that it did not or will not take place, rather than wish, ask or doubt it."""
    frame, words, before = told.frame, told.words, told.before
    after = told.view.text(told.span.end, told.clause.end)
    if denials := words_in(words.denials, before):
        ahead = last_words(before[: denials[-1].start], _DENIED_ITSELF)
        twice = words_in(words.negations, ahead) or words_in(words.denials, ahead)
        return not twice and not words_in(words.doubts, before[denials[-1].end :])
    if words_in(words.doubts, f"{before} {told.own}"):
        return False
    if words_in(words.denials_after, after) or (frame.noun and words_in(words.unheld, after)):
        return True
    near = last_words(before, 2 if frame.noun else _CLOSE)
    beside = f"{near} {' '.join([*told.own.split(), *after.split()[:_COMPLETED]])}"
    complete = not words.negated_by or words_in(words.negated_by, beside)
    return bool(complete and words_in(words.negations, near))


def _is_restricted(told: Told, ahead: str) -> bool:
    """Whether a negated verb says that something took place only so (« ne se sont vus qu'une fois »)."""
    after = told.view.text(told.span.end, told.clause.end).split(",")[0]
    beside = f"{ahead} {told.own} {after}"
    return (
        not told.frame.noun and bool(words_in(told.words.only, after)) and not words_in(told.words.negated_by, beside)
    )


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
