"""Finds the diplomatic events an article reports."""

import re
from collections.abc import Sequence

from kg.extract._offices import Foremost
from kg.extract._views import View
from kg.extract._words import fold, words_in
from kg.extract.events_alike import is_named
from kg.extract.events_assertions import date_assertions, date_of_heading, day_and_place, written
from kg.extract.events_dates import times_of
from kg.extract.events_dates_diary import days_of_diary
from kg.extract.events_dates_stays import with_last_day
from kg.extract.events_drafts import Draft, is_aside
from kg.extract.events_figures import told_plainly
from kg.extract.events_gather import gather
from kg.extract.events_home import is_of_one_state, is_of_organ
from kg.extract.events_journeys import is_on_journey
from kg.extract.events_manner import manner_of
from kg.extract.events_relate import relate
from kg.extract.events_standing import standings_of
from kg.extract.events_states import is_of_firms, is_of_states, is_past, is_private, is_retrospect
from kg.extract.events_status_words import status_words
from kg.extract.events_triggers import find_triggers
from kg.extract.participants_behalf import with_countries
from kg.extract.participants_chosen import participations
from kg.extract.places import best_place
from kg.extract.places_inferred import infer_place, place_here, place_of_text
from kg.extract.topics import find_topics, speaks_of_sport
from kg.model import (
    DOUBTED,
    Annotations,
    Entity,
    EntityType,
    EventReport,
    EventStatus,
    EventType,
    Language,
    ReportRelation,
    Span,
    ZoneKind,
)
from kg.model.language import EventWords

__all__ = ["extract_reports"]

_CONFIDENCE = {True: 0.9, False: 0.75}
_TOP = 400
_LABELS = re.compile(r"[\n|:.·•›>/]| [-–—] ")
_MARKED = re.compile(r"[.!?…:;,][»”\"')\]]*\s*$|[»”\"]\s*$")
_SIDES, _TAIL = 2, 6
_TALKS = (EventType.MEETING, EventType.SUMMIT)
_PLANNED = (EventStatus.SCHEDULED, EventStatus.POSTPONED, EventStatus.CANCELLED)
_NEWS = (EventStatus.HELD, EventStatus.POSTPONED, EventStatus.CANCELLED)
_REMOTE = (EventType.PHONE_CALL, EventType.VIDEO_CONFERENCE)


def extract_reports(annotations: Annotations, views: Sequence[View], language: Language) -> tuple[EventReport, ...]:
    """The events of an article, the main one first; none when it reports no diplomatic event."""
    words = language.events
    text = annotations.article.text
    read = [zone.span for zone in annotations.zones if zone.kind in (ZoneKind.HEADLINE, ZoneKind.BODY)]
    if not words.frames or speaks_of_sport(text, read, language) or _is_opinion(text, read, views, words):
        return ()
    triggers = told_plainly(find_triggers(views, words), words)
    cues = sorted(quotation.cue for quotation in annotations.quotations if quotation.cue)
    entities = {entity.key: entity for entity in annotations.entities}
    published = annotations.published.date if annotations.published else None
    heading, diary = day_and_place(annotations), days_of_diary(annotations)
    times = times_of(triggers, cues, words, written(annotations), heading, views, diary)
    drafts = gather(triggers, times, views, entities, published, words)
    for draft in drafts:
        with_last_day(draft, views, words)
    states = [each for each in annotations.entities if each.type is EntityType.COUNTRY or _is_union(each)]
    nations = sorted(mention.span for state in states for mention in state.mentions)
    standings = standings_of(drafts, nations, text, language)
    drafts = [draft for draft in drafts if not is_private(draft, standings, words) and not is_retrospect(draft, words)]
    drafts = [draft for draft in drafts if not is_of_organ(draft, views, words)]
    standing = [draft for draft in drafts if _stands(draft)]
    told = [draft for draft in standing if not is_past(draft, views, published, words)]
    told = [draft for draft in told if not is_of_firms(draft, standings, words)]
    if not any(
        is_of_states(draft, standings) and not is_of_one_state(draft, standings, entities, words) for draft in told
    ):
        return ()
    drafts = [draft for draft in drafts if _stands(draft) or (draft.times and draft.places)]
    return tuple(_reports(_ranked(drafts), annotations, language, read))


def _is_opinion(text: str, read: Sequence[Span], views: Sequence[View], words: EventWords) -> bool:
    """Whether the top of a text says that it is a column, a biography or a market report, or its author says "I"."""
    top = text[: read[0].start + _TOP] if read else ""
    labels = (fold(each).strip() for each in _LABELS.split(top))
    labelled = any(found == Span(0, len(label)) for label in labels for found in words_in(words.columns, label))
    return labelled or bool(words_in(words.opinion, top)) or any(_says_i(view, text, words) for view in views)


def _says_i(view: View, text: str, words: EventWords) -> bool:
    """Whether an author speaks of themselves, outside quotation marks and what a name and a colon stand before.

    What ends in no mark is a button of the page ("I accept").
    """
    if not _MARKED.search(view.folded[-_TAIL:]):
        return False
    for found in words_in(words.first_person, view.folded):
        span = Span(view.start + found.start, view.start + found.end)
        pronoun = any(token.pos == "PRON" for token in view.tokens_between(span.start, span.end))
        quoted = view.hidden(span) or _is_open(text[: span.start])
        if pronoun and not quoted and ":" not in view.text(view.start, span.start):
            return True
    return False


def _is_open(text: str) -> bool:
    """Whether a quotation mark is still open at the end of a text, as one over several paragraphs."""
    return text.count('"') % 2 > 0 or text.count("«") > text.count("»")


def _stands(draft: Draft) -> bool:
    """Whether there is enough to call it an event: people, place and time, a summit's name, a plan's day."""
    if draft.type in (EventType.JOINT_STATEMENT, EventType.SIGNING):
        named = any(is_named(part.party.entity) for part in draft.parts)
        dated = any(time.start and not time.end and "W" not in time.value for time in draft.times)
        return bool(draft.status not in DOUBTED or named or dated or draft.places)
    if draft.type is EventType.SUMMIT:
        named = any(trigger.named or trigger.view.headline for trigger in draft.triggers)
        return bool(named or draft.everybody() or draft.times or draft.places)
    nouns = [trigger for trigger in draft.triggers if trigger.frame.noun or trigger.frame.of_many]
    if draft.times and draft.places and any(trigger.firm for trigger in nouns):
        return True
    days = [
        time.start for time in draft.times if time.start and (time.start.day or (time.start.month and draft.places))
    ]
    if nouns and draft.status in _PLANNED and days:
        return True
    people = [part for part in draft.everybody() if part.party.entity.type is not EntityType.COUNTRY]
    if draft.type is EventType.VISIT and not nouns:
        return bool(people)
    return bool(people or (draft.parts and (draft.times or draft.places)))


def _is_union(entity: Entity) -> bool:
    """Whether a body stands for states as a country does, as the European Union."""
    return entity.type is EntityType.ORGANIZATION and bool(entity.country)


def _ranked(drafts: Sequence[Draft]) -> list[Draft]:
    """The main event first; see `_rank`."""
    together: dict[int, list[Draft]] = {}
    for draft in drafts:
        together.setdefault(draft.triggers[0].view.index, []).append(draft)
    told = min((each.triggers[0].view.index for each in drafts if each.status not in DOUBTED), default=None)
    return sorted(drafts, key=lambda draft: _rank(draft, together[draft.triggers[0].view.index], told))


def _rank(draft: Draft, together: Sequence[Draft], told: int | None) -> tuple[int, ...]:
    """Events that take place before wishes, occasions of another last; then by sentence, there news before plans.

    Talks come before the journey to them. What only says when something was is no occasion where the same words say
    who met, and when or where.

    Talks come before the joint statement that one sentence tells with them, and before what had been before them.

    Args:
        draft: an event.
        together: those that the same sentence tells first.
        told: the first sentence that tells of more than a wish, None if none does.
    """
    first = draft.triggers[0]
    here = [trigger for trigger in draft.triggers if trigger.view.index == first.view.index]
    beside = [other for other in together if other is not draft]
    whole = len(draft.people()) > 1 and bool(draft.times or draft.places) and draft.type is not EventType.SUMMIT
    occasion = all(trigger.side or (trigger.around and not whole) for trigger in draft.triggers)
    if draft.type is EventType.JOINT_STATEMENT:
        occasion = any(other.type in _TALKS for other in beside)
    elif draft.type in _TALKS and any(other.type is EventType.JOINT_STATEMENT for other in beside):
        occasion = False
    firm = any(trigger.firm for trigger in here)
    return (
        int(draft.status in DOUBTED and told is not None and told <= first.view.index + 1),
        int(occasion),
        first.view.index,
        int(draft.status is EventStatus.SCHEDULED and any(other.status in _NEWS for other in beside)),
        int(not firm),
        int(first.earlier),
        int(draft.type is EventType.VISIT and len(draft.people()) < _SIDES),
        first.span.start,
    )


def _reports(
    drafts: Sequence[Draft], annotations: Annotations, language: Language, read: Sequence[Span]
) -> list[EventReport]:
    text = annotations.article.text
    entities = {entity.key: entity for entity in annotations.entities}
    headlines = [zone.span for zone in annotations.zones if zone.kind is ZoneKind.HEADLINE]
    foremost = Foremost.of(headlines, language)
    counts: dict[EventType, int] = {}
    reports: list[EventReport] = []
    for draft in drafts:
        counts[draft.type] = counts.get(draft.type, 0) + 1
        main = not reports
        where = read if main else sorted({trigger.view.sentence.span for trigger in draft.triggers})
        report = EventReport(
            key=f"{_slug(draft.type)}-{counts[draft.type]}",
            type=draft.type,
            status=draft.status,
            relation=ReportRelation.MAIN if main else ReportRelation.MENTIONED,
            triggers=tuple(sorted({trigger.span for trigger in draft.triggers})),
            participations=participations(draft.type, draft.everybody(), entities, foremost),
            dates=date_assertions(draft.type, draft.times, text, annotations)
            or (date_of_heading(draft.type, draft.status, annotations) if main else ()),
            location=(None if draft.type in _REMOTE else best_place(draft.places, entities, language.names.regions))
            or place_here(draft.type, draft.triggers, annotations, language.events)
            or place_of_text(draft.type, draft.status, draft.triggers, annotations)
            or (
                None
                if is_on_journey(draft, drafts, entities) or is_aside(draft, language.events)
                else infer_place(draft.type, draft.status, draft.everybody(), draft.ways, annotations, main=main)
            ),
            topics=find_topics(text, where, language),
            confidence=_CONFIDENCE[main],
            status_words=_status_words(draft, language.events),
        )
        reports.append(report)
    related = relate(reports, annotations, manner_of(reports, drafts, annotations, language), foremost)
    return with_countries(related, drafts, annotations, language)


def _status_words(draft: Draft, words: EventWords) -> tuple[Span, ...]:
    """The words of each of its triggers by which an event has its status."""
    told = [trigger for trigger in draft.triggers if trigger.status is draft.status]
    found = {status_words(trigger.view, trigger.span, draft.status, words) for trigger in told}
    return tuple(sorted(span for span in found if span))


def _slug(type_: EventType) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in type_).strip("-")
