"""Says which times of a sentence are not those of an event that it tells."""

from collections.abc import Callable, Sequence

from kg.extract._tense import is_infinitive, is_past_participle
from kg.extract._views import View
from kg.extract._words import last_words, words_in
from kg.extract.events_assertions import DATED
from kg.extract.events_dates_moved import is_new_day, led_by
from kg.extract.events_dates_sentence import DatedSentence
from kg.extract.events_triggers import Trigger
from kg.model import (
    DOUBTED,
    DateBasis,
    EventStatus,
    EventType,
    Span,
    TimeExpression,
    Token,
)
from kg.model.language import EventWords

__all__ = ["is_of_other"]

_VERB_WORDS = 2
_NEAR = 25
_YEAR = 4
_OWN_TIME = 60
_OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)
_PHRASE, _WORDS = 80, 5
_ASIDE = ("relcl", "acl")
_PHRASAL = ("NOUN", "ADJ", "PROPN", "ADP", "DET", "NUM")


def _is_period(trigger: Trigger, time: TimeExpression, sentence: DatedSentence) -> bool:
    """Whether a bare year names a plan or a text ("the plan for 2030"), as one does that is no "in 2020"."""
    if len(time.value) != _YEAR or time.basis is not DateBasis.EXPLICIT:
        return False
    before = sentence.view.text(time.span.start - _NEAR, time.span.start).split()
    return not before or not (before[-1] in sentence.words.at_place or before[-1].startswith("("))


def _is_of_noun(trigger: Trigger, time: TimeExpression, sentence: DatedSentence) -> bool:
    """Whether a day is that of a noun which is no event here ("condemned the attack of 8 March")."""
    view, own, words = sentence.view, sentence.own, sentence.words
    tokens = list(view.tokens_between(time.span.start - _PHRASE, time.span.start))
    if time.type not in DATED or not tokens:
        return False
    if plan := led_by(words.planned_for, view.text(view.start, time.span.start), words):  # "a forum planned for May"
        planned = _nouns(view.tokens_between(view.start, view.start + plan.start))
        verb = view.tokens_between(view.start + plan.start, view.start + plan.end)
        if planned and not any(_is_own(token, sentence) for token in (*planned, *verb)):
            return True
    if time.end is not None:
        return False
    if _opens_noun(view, time, own, words):
        return True
    link = tokens.pop() if tokens[-1].pos == "ADP" or _plain(tokens[-1]) in words.dated else None
    if tokens and _plain(tokens[-1]) in words.utterances and tokens[-1].text.islower():
        return not any(span.start <= tokens[-1].start < span.end for span in own)
    if link is None or _plain(link) not in words.dated:
        return False
    nouns = _nouns(tokens)
    if not nouns or _plain(nouns[0]) in words.hours:
        return False
    if any(span.start <= noun.start < span.end for span in own for noun in nouns):
        return False
    return not words_in(words.within, last_words(view.text(view.start, nouns[-1].start), _WORDS))


def _nouns(tokens: Sequence[Token]) -> list[Token]:
    """The nouns of the phrase that some words end in, the last first."""
    nouns: list[Token] = []
    for token in reversed(tokens):
        if token.pos not in _PHRASAL:
            break
        nouns += [token] if token.pos == "NOUN" else []
    return nouns


def _opens_noun(view: View, time: TimeExpression, own: Sequence[Span], words: EventWords) -> bool:
    """Whether a day stands between an article and another noun ("ahead of the 15 March deadline")."""
    before = view.tokens_between(time.span.start - _NEAR, time.span.start)
    after = view.tokens_between(time.span.end, time.span.end + 2)
    if not before or not after or _plain(before[-1]) not in words.the or after[0].pos != "NOUN":
        return False
    noun = after[0]
    return _plain(noun) not in words.hours and not any(span.start <= noun.start < span.end for span in own)


def _is_of_like(trigger: Trigger, time: TimeExpression, sentence: DatedSentence) -> bool:
    """Whether a time is that of another of its kind ("Her visit repays the one made by Vega to Norway in March")."""
    if not trigger.frame.noun or time.span.start < trigger.span.end:
        return False
    return bool(words_in(sentence.words.like, trigger.view.text(trigger.span.end, time.span.start)))


def _is_of_occasion(trigger: Trigger, told: TimeExpression, sentence: DatedSentence) -> bool:
    """Whether a time is that of what happened before or after ("spoke after a strike on Sunday")."""
    view, time, own, words = trigger.view, told.span, sentence.own, sentence.words
    behind = time.start >= trigger.span.end
    start = trigger.span.end if behind else view.clause(trigger.span).start
    found = words_in(words.occasions, view.text(start, time.start))
    if not found or (not behind and "," not in view.text(time.end, trigger.span.start)):
        return False
    between = view.tokens_between(start + found[-1].end, time.start)
    itself = bool(between) and between[0].pos == "PRON" and trigger.status is not EventStatus.HELD
    if itself or any(token.text == "," for token in between):
        return False  # "called off hours before it was to begin on Thursday"
    what = [token for token in between if token.pos in ("NOUN", "VERB") and _plain(token) not in words.hours]
    return bool(what) and not any(span.start <= token.start < span.end for span in own for token in what)


def _is_of_beginning(trigger: Trigger, told: TimeExpression, sentence: DatedSentence) -> bool:
    """Whether a time behind an event is that of something since when it is so ("since her return, in May 2020")."""
    view, time = trigger.view, told.span
    if time.start < trigger.span.end:
        return False
    found = words_in(sentence.words.since, view.text(trigger.span.end, time.start))
    between = view.tokens_between(trigger.span.end + found[-1].end, time.start) if found else ()
    kinds = [token.pos for token in between]
    return "NOUN" in kinds and not {"VERB", "AUX", "CCONJ"} & set(kinds)


def _plain(token: Token) -> str:
    return token.text.lower().replace("’", "'")


def _is_of_clause(trigger: Trigger, told: TimeExpression, sentence: DatedSentence) -> bool:
    """Whether a time is of a clause about somebody or something ("Berg, who was elected on Monday, met …").

    So is that of a participle behind the event's words ("spoke of the decisions taken in May").
    """
    view, time, own = trigger.view, told.span, sentence.own
    tokens = view.sentence.tokens
    at = view.verb_above(time.start)
    if at is None or tokens[at].start > time.start or not _is_relative(tokens[at]):
        return False
    verbs = [tokens[at], *([tokens[tokens[at].head]] if tokens[at].dep != "advcl" else [])]
    if any(span.start <= each.start < span.end for span in own for each in verbs):
        return False
    if time.end <= trigger.span.start:
        return "," in view.text(time.end, trigger.span.start)
    behind = not trigger.frame.noun and trigger.span.end <= tokens[at].start
    between = view.tokens_between(tokens[at].end, time.start)
    beside = is_past_participle(tokens[at]) and all(token.pos in ("ADP", "DET") for token in between)
    return behind and (beside or "," in view.text(trigger.span.end, tokens[at].start))


def _is_relative(verb: Token) -> bool:
    """Whether a verb is that of a relative clause or a participle ("who was elected", "elected")."""
    return verb.dep.partition(":")[0] in _ASIDE or (verb.dep == "advcl" and is_past_participle(verb))


def _is_elsewhere(trigger: Trigger, time: TimeExpression, sentence: DatedSentence) -> bool:
    """Whether words part a trigger from a time before it ("left on Monday for Oslo, where he will meet …").

    So does "during" before a visit to come, of which the day is only one ("will meet on Monday during her visit").
    Who was met where somebody attended something was met that day ("attended today a congress in Oslo, where he met").
    """
    if time.span.end >= trigger.span.start:
        return False
    if trigger.type is EventType.VISIT and trigger.during and trigger.status is EventStatus.SCHEDULED:
        return True
    where = words_in(sentence.words.where, trigger.view.text(time.span.end, trigger.span.start))
    at = trigger.view.text(trigger.view.start, time.span.start)
    return bool(where) and not (trigger.status is EventStatus.HELD and words_in(sentence.words.attends, at))


def _points_back(trigger: Trigger, time: TimeExpression, sentence: DatedSentence) -> bool:
    """Whether a noun means what its sentence has told before a time ("met him and on Monday spoke of the talks")."""
    if not trigger.definite or trigger.own or trigger.named or trigger.status is not EventStatus.HELD:
        return False
    return any(
        each.type is trigger.type
        and each.firm
        and not each.frame.noun
        and each.span.end <= time.span.start <= trigger.span.start
        for each in sentence.triggers
    )


def _is_aside(trigger: Trigger, time: Span, words: EventWords) -> bool:
    """Whether a visit going on is told aside before a time to come ("Berg, who is on a visit, will … on Monday")."""
    view = trigger.view
    if trigger.type is not EventType.VISIT or time.start < trigger.span.end:
        return False
    if not any(token.pos == "VERB" for token in view.tokens_between(trigger.span.end, time.start)):
        return False
    before = view.text(view.start, trigger.span.end)
    found = words_in(words.visiting, before[before.rfind(",") + 1 :].lstrip()) if "," in before else ()
    return bool(found) and found[0].start == 0


def _is_of_end(trigger: Trigger, time: TimeExpression, sentence: DatedSentence) -> bool:
    """Whether a day is that on which people came out of long talks ("emerged on Friday from hours of talks")."""
    view, span = trigger.view, trigger.span
    told = words_in(sentence.words.emerges, view.text(view.start, time.span.start)) if trigger.frame.noun else ()
    if not told or time.span.end > span.start:
        return False
    start = view.start + told[-1].end
    went_on = any(each.type == "DURATION" and start <= each.span.start < span.start for each in view.times)
    return went_on and not any(token.pos == "VERB" for token in view.tokens_between(start, span.start))


def _is_of_wish(trigger: Trigger, time: TimeExpression, sentence: DatedSentence) -> bool:
    """Whether a day before an infinitive left open is that of the wish (« s'est dit prêt lundi à rencontrer »)."""
    wished = trigger.status in DOUBTED and not trigger.frame.noun and time.span.end <= trigger.span.start
    return wished and is_infinitive(trigger.view.tokens_between(trigger.span.start, trigger.span.end))


def _is_of_decision(trigger: Trigger, time: TimeExpression, sentence: DatedSentence) -> bool:
    """Whether a day before a plan is that on which it was made ("decided on Monday to visit", "Monday agreed to")."""
    if trigger.status is not EventStatus.SCHEDULED or time.span.end > trigger.span.start:
        return False
    before = trigger.view.text(trigger.view.start, time.span.start).split()
    while before and before[-1] in sentence.words.before_day:
        before.pop()
    after = trigger.view.text(time.span.end, trigger.span.start).split()[:_VERB_WORDS]
    return any(word in sentence.words.decided for word in (*before[-1:], *after))


def _is_ahead(trigger: Trigger, time: TimeExpression, sentence: DatedSentence) -> bool:
    """Whether a day to come is not that of what is over or goes on, but of what was said there."""
    published = sentence.published
    ahead = bool(published and time.start and time.start.iso > published.date.iso)
    return ahead and (_is_aside(trigger, time.span, sentence.words) or _is_over(trigger, time))


def _is_over(trigger: Trigger, time: TimeExpression) -> bool:
    """Whether an event took place, so that a day to come is that of what was said there; a weekday may be the last."""
    if trigger.status is not EventStatus.HELD:
        return False
    told = trigger.firm or (trigger.frame.noun and trigger.during)
    return (trigger.earlier and not trigger.firm) or (told and time.weekday is None)


def _passes_by(trigger: Trigger, told: TimeExpression, sentence: DatedSentence) -> bool:
    """Whether a noun that points back to an event is too far from a time to have it ("… described the talks").

    One that words between say is planned is not ("the session is to be held in Male, it is hoped, on Monday").
    """
    time, words = told.span, sentence.words
    if not trigger.definite or trigger.own or trigger.named:
        return False
    ahead = time.end <= trigger.span.start
    planned = words_in(
        (*words.scheduled_after, *words.planned_for, *words.planned_then),
        trigger.view.text(trigger.view.start if ahead else trigger.span.end, time.start),
    )
    if planned and trigger.status in (EventStatus.SCHEDULED, *_OFF) and not (ahead and planned[0].start):
        return False
    verb = trigger.view.verb_above(trigger.span.start)
    if verb is None or verb == trigger.view.verb_above(time.start):
        return False
    return time.start < trigger.span.start or time.start - trigger.span.end > _OWN_TIME


def _is_of_verb(trigger: Trigger, time: TimeExpression, sentence: DatedSentence) -> bool:
    """Whether a time hangs on a finite verb between a trigger and it that tells of something else.

    Of a noun it does where its own verb is an infinitive ("the decision to convene the summit was taken on Monday").
    """
    view = trigger.view
    at = view.verb_above(time.span.start)
    if at is None or time.span.start < trigger.span.end:
        return False
    verb = view.sentence.tokens[at]
    if not trigger.span.end <= verb.start < time.span.start or _is_own(verb, sentence):
        return False
    if words_in(sentence.words.since, view.text(verb.start, verb.end)):
        return False  # "a visit beginning on Monday"
    if not trigger.frame.noun:
        return "VerbForm=Fin" in verb.morph and verb.text[:1].islower()
    if _is_relative(verb):
        return False
    own = view.verb_above(trigger.span.start)
    led = view.sentence.tokens[own] if own is not None else None
    return led is not None and led.start < trigger.span.start and "VerbForm=Inf" in led.morph


def _is_before_colon(trigger: Trigger, time: TimeExpression, sentence: DatedSentence) -> bool:
    """Whether a time is that of what a colon parts from the event ("Tickets went out on Monday: she will visit …")."""
    view = sentence.view
    if ":" not in view.text(time.span.end, trigger.span.start):
        return False
    return any(token.pos == "VERB" for token in view.tokens_between(view.start, time.span.start))


def _is_before_that(trigger: Trigger, time: TimeExpression, sentence: DatedSentence) -> bool:
    """Whether a time is that of a verb whose content tells of the event ("revealed on Monday that after talks …")."""
    view = sentence.view
    tokens = view.sentence.tokens
    for mark in view.tokens_between(time.span.end, trigger.span.start):
        verb = tokens[mark.head]
        if mark.dep == "mark" and verb.dep == "ccomp" and tokens[verb.head].pos == "VERB":
            return tokens[verb.head].start < time.span.start and view.verb_above(time.span.start) == verb.head
    return False


def _is_own(token: Token, sentence: DatedSentence) -> bool:
    """Whether a word is one of those that tell of an event."""
    return any(span.start <= token.start < span.end for span in sentence.own)


_RULES: tuple[Callable[[Trigger, TimeExpression, DatedSentence], bool], ...] = (
    is_new_day,
    _is_before_colon,
    _is_before_that,
    _is_elsewhere,
    _is_of_wish,
    _is_of_decision,
    _is_ahead,
    _points_back,
    _is_period,
    _is_of_noun,
    _is_of_end,
    _is_of_clause,
    _is_of_occasion,
    _is_of_beginning,
    _passes_by,
    _is_of_verb,
    _is_of_like,
)


def is_of_other(trigger: Trigger, time: TimeExpression, sentence: DatedSentence) -> bool:
    """Whether a time is not that of the event of its sentence that it is nearest to.

    Args:
        trigger: of the event.
        time: one of the sentence.
        sentence: of both.
    """
    return any(rule(trigger, time, sentence) for rule in _RULES)
