"""How an article tells its events, as far as it says how they relate: what is over, before another, or beside one."""

from collections.abc import Mapping, Sequence, Set

from msgspec import Struct

from kg.extract._words import fold, words_in
from kg.extract.events_drafts import Draft
from kg.extract.participants import COUNTERPART
from kg.model import Annotations, EntityType, EventReport, EventType, Language, Span
from kg.model.language import EventWords

__all__ = ["Manner", "manner_of"]


class Manner(Struct, frozen=True):
    """How the events of an article are told, by keys of reports and of people.

    Attributes:
        margins: words that say that an event is beside another, where nobody is at home.
        beside: those who were only present, by key of report; they do not make it one of several sides.
        lasting: what went on for some time before, which has not the day of its outcome.
        onward: journeys that follow what is told before them.
        whole: journeys that are told as over.
        earlier: what was before what else is told.
        counterparts: those who are called the counterpart of somebody, who is then of another state.
    """

    margins: Sequence[Span]
    beside: Mapping[str, Set[str]]
    lasting: Set[str]
    onward: Set[str]
    whole: Set[str]
    earlier: Set[str]
    counterparts: Set[str]


def manner_of(
    reports: Sequence[EventReport], drafts: Sequence[Draft], annotations: Annotations, language: Language
) -> Manner:
    """How some events are told, each report with its draft."""
    words = language.events
    told = [(report.key, draft) for report, draft in zip(reports, drafts, strict=True)]
    return Manner(
        margins=words_in(words.margins, fold(annotations.article.text)),
        beside={key: {part.party.entity.key for part in draft.beside} - set(draft.people()) for key, draft in told},
        lasting={key for key, draft in told if _lasts(draft)},
        onward={key for key, draft in told if _goes_on(draft)},
        whole={key for key, draft in told if _is_over(draft, words)},
        earlier={key for key, draft in told if any(each.earlier or each.previous for each in draft.triggers)},
        counterparts=_counterparts(annotations, language),
    )


def _lasts(draft: Draft) -> bool:
    return draft.triggers[0].around and any(time.type == "DURATION" for time in draft.times)


def _goes_on(draft: Draft) -> bool:
    return draft.type is EventType.VISIT and all(trigger.onward for trigger in draft.triggers)


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
