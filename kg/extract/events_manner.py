"""How an article tells its events, as far as it says how they relate: what is over, before another, or beside one."""

from collections.abc import Mapping, Sequence, Set

from msgspec import Struct

from kg.extract._words import fold, last_words, words_in
from kg.extract.events_drafts import Draft, is_aside
from kg.extract.events_outcomes import TALKS
from kg.extract.participants import COUNTERPART
from kg.model import Annotations, EntityType, EventReport, EventStatus, EventType, Language, Span
from kg.model.language import EventWords

__all__ = ["Manner", "manner_of"]


class Manner(Struct, frozen=True):
    """How the events of an article are told, by keys of reports and of people.

    Attributes:
        margins: words that say that an event is beside another, where nobody is at home.
        aside: what is only told as beside another event.
        beside: those who were only present, by key of report; they do not make it one of several sides.
        lasting: what went on for some time before, which has not the day of its outcome.
        onward: journeys that follow what is told before them.
        whole: journeys that are told as over.
        earlier: what was before what else is told.
        sequels: what a main clause tells in the past, which was not before what else is told.
        beside_others: sequels, and what is told so with words like "also".
        before_signing: talks after which something was signed ("signed after their talks"), with that.
        arrivals: encounters on arrival ("was received at the airport").
        counterparts: those who are called the counterpart of somebody, who is then of another state.
    """

    margins: Sequence[Span]
    aside: Set[str]
    beside: Mapping[str, Set[str]]
    lasting: Set[str]
    onward: Set[str]
    whole: Set[str]
    earlier: Set[str]
    sequels: Set[str]
    beside_others: Set[str]
    before_signing: Mapping[str, str]
    arrivals: Set[str]
    counterparts: Set[str]


def manner_of(
    reports: Sequence[EventReport], drafts: Sequence[Draft], annotations: Annotations, language: Language
) -> Manner:
    """How some events are told, each report with its draft."""
    words = language.events
    told = [(report.key, draft) for report, draft in zip(reports, drafts, strict=True)]
    return Manner(
        margins=words_in(words.margins, fold(annotations.article.text)),
        aside={key for key, draft in told if is_aside(draft, words)},
        beside={key: {part.party.entity.key for part in draft.beside} - set(draft.people()) for key, draft in told},
        lasting={key for key, draft in told if _lasts(draft)},
        onward={key for key, draft in told if _goes_on(draft)},
        whole={key for key, draft in told if _is_over(draft, words)},
        earlier={key for key, draft in told if any(each.earlier or each.previous for each in draft.triggers)},
        sequels={key for key, draft in told if _goes_on_telling(draft, (*words.also, *words.margins), words)},
        beside_others={key for key, draft in told if _goes_on_telling(draft, (), words)},
        before_signing={key: signed for key, draft in told if (signed := _signed_after(draft, told, words))},
        arrivals={key for key, draft in told if words_in(words.on_arrival, draft.triggers[0].view.folded)},
        counterparts=_counterparts(annotations, language),
    )


def _lasts(draft: Draft) -> bool:
    return draft.triggers[0].around and any(time.type == "DURATION" or time.end for time in draft.times)


def _goes_on(draft: Draft) -> bool:
    return draft.type is EventType.VISIT and all(trigger.onward for trigger in draft.triggers)


def _goes_on_telling(draft: Draft, but: Sequence[str], words: EventWords) -> bool:
    """Whether a finite verb in the past tells of an event, in no relative clause and with no word like "recently".

    Nor with one of some others: what was "also" done, or on the sidelines, may have been on another day.
    """
    first = draft.triggers[0]
    before = first.frame.noun or first.earlier or first.previous or first.then
    plain = first.firm and not before and not first.view.headline
    if draft.status is not EventStatus.HELD or not plain or first.view.told_aside(first.span.start):
        return False
    return not words_in((*words.lately, *words.previous, *but), first.view.folded)


def _signed_after(talks: Draft, told: Sequence[tuple[str, Draft]], words: EventWords) -> str:
    """The key of what was signed after talks, by a sentence that points to them, "" for nothing."""
    if talks.type not in TALKS:
        return ""
    pointed = [each for each in talks.triggers if each.own or each.definite]
    views = [each.view for each in pointed if words_in(words.after, last_words(each.view.text(0, each.span.start), 4))]
    signed = [
        key
        for key, draft in told
        if draft.type is EventType.SIGNING and any(trigger.view in views for trigger in draft.triggers)
    ]
    return signed[0] if len(signed) == 1 else ""


def _is_over(draft: Draft, words: EventWords) -> bool:
    """Whether a journey is told as made, not only begun ("paid a visit to"; "arrived in" is not)."""
    if draft.type is not EventType.VISIT or not any(trigger.firm for trigger in draft.triggers):
        return False
    begun = (*words.arrived, *words.opens)
    spans = [(trigger.view, trigger.view.clause(trigger.span)) for trigger in draft.triggers if trigger.firm]
    return not any(words_in(begun, view.text(clause.start, clause.end)) for view, clause in spans)


def _counterparts(annotations: Annotations, language: Language) -> set[str]:
    """Keys of those who are called somebody's counterpart."""
    offices = [office for office in language.names.offices if office.key == COUNTERPART]
    forms = tuple(form for office in offices for form in (*office.forms, *office.feminine))
    people = [entity for entity in annotations.entities if entity.type is EntityType.PERSON]
    return {each.key for each in people if any(words_in(forms, fold(office.text)) for office in each.capacities)}
