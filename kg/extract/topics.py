"""Finds what a text is about, as IPTC Media Topics."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.extract._words import WordFinder, fold
from kg.model import (
    Entity,
    EntityType,
    EventReport,
    EventStatus,
    EventType,
    Language,
    Span,
    TopicAssignment,
)

__all__ = ["article_topics", "find_topics", "speaks_of_sport"]

_RELATIONS, _DIPLOMACY, _SUMMIT, _TREATY = "20000638", "20000639", "20000640", "20000641"
_KINDS = frozenset({_RELATIONS, _DIPLOMACY, _SUMMIT})
_SPORT = "15000000"
_BOTH = 2
_MEETINGS = frozenset(EventType) - {EventType.SIGNING, EventType.JOINT_STATEMENT}
_SUBJECTS, _SUBJECT = 3, 500
"""An article has so many subjects at least, and one for every 500 characters."""
_STRONG, _WEAK = 1.0, 0.4
_ENOUGH = 0.8
"""One strong word, or two weak ones."""
_SPORT_WORDS = 4
"""So many different words of sport at least, and one for every 150 words of text."""
_WORDS_A_SPORT_WORD = 150
_WORD = 6
_SENTENCE_END = re.compile(r"[.!?;](?=[\s»”\"])|\n")


def find_topics(text: str, ranges: Sequence[Span], language: Language) -> tuple[TopicAssignment, ...]:
    """The topics of some ranges of a text, heaviest first, each with the words it was read from.

    A weight is the share of the topical words that speak of the topic; a word may speak of several. The report of a
    match is about sport and nothing else.

    >>> from kg import language
    >>> [topic.topic for topic in find_topics("They spoke of tourism.", [Span(0, 22)], language.get("en"))]
    ['20000331']
    """
    if speaks_of_sport(text, ranges, language):
        words = tuple(span for span, _ in _sport_finder(language.events.sport).find(text, ranges))
        return (TopicAssignment(_SPORT, words, 1.0),)
    spans: dict[str, list[Span]] = {}
    sums: dict[str, float] = {}
    total = 0.0
    for span, strengths in _mentions(text, ranges, language):
        total += max(strengths.values())
        for topic, strength in strengths.items():
            spans.setdefault(topic, []).append(span)
            sums[topic] = sums.get(topic, 0.0) + strength
    found = [
        TopicAssignment(topic, tuple(spans[topic]), round(strength / total, 4))
        for topic, strength in sums.items()
        if strength >= _ENOUGH - 1e-9
    ]
    return tuple(sorted(found, key=lambda topic: (-topic.weight, topic.topic)))


def article_topics(
    topics: Sequence[TopicAssignment], reports: Sequence[EventReport], entities: Sequence[Entity], length: int
) -> tuple[TopicAssignment, ...]:
    """What an article is about: its heaviest subjects, and what its main event is by its kind.

    An event with somebody of a country is a matter of international relations and of diplomacy, a summit one of summits
    too, what countries sign one of treaties; so are officials of two countries one of international relations.

    Args:
        topics: all that its words speak of.
        reports: its events, the main one first.
        entities: whom it speaks of.
        length: of what is read of it, in characters; a longer text has more subjects.
    """
    kinds = _kinds(reports, entities)
    subjects = [topic for topic in topics if topic.topic not in _KINDS][: max(_SUBJECTS, length // _SUBJECT)]
    kept = [topic for topic in topics if topic in subjects or topic.topic in _KINDS]
    told = {topic.topic for topic in kept}
    words = {span for topic in topics for span in topic.spans}
    for kind, spans in kinds.items():
        if kind not in told:
            kept.append(TopicAssignment(kind, spans, round(len(spans) / (len(words) + len(spans)), 4)))
    return tuple(sorted(kept, key=lambda topic: (-topic.weight, topic.topic)))


def _kinds(reports: Sequence[EventReport], entities: Sequence[Entity]) -> dict[str, tuple[Span, ...]]:
    """The topics that the main event has by its kind, each with the words that tell of it."""
    foreign = [report for report in reports if any(part.on_behalf_of for part in report.participations)]
    if foreign:
        main = reports[0]
        found = {_RELATIONS: foreign[0].triggers}
        if main.type in _MEETINGS and main.status is not EventStatus.HYPOTHETICAL:
            found[_DIPLOMACY] = main.triggers
        if main.type is EventType.SUMMIT:
            found[_SUMMIT] = main.triggers
        signed = next((each for each in reports if _is_treaty(each, main)), None)
        if signed:
            found[_TREATY] = signed.triggers
        return found
    officials = [
        (entity.country, capacity.span)
        for entity in entities
        if entity.type is EntityType.PERSON and entity.country
        for capacity in entity.capacities[:1]
        if capacity.office and not capacity.former
    ]
    spans = tuple(sorted(dict(reversed(officials)).values()))
    return {_RELATIONS: spans} if len(spans) > 1 else {}


def _is_treaty(report: EventReport, main: EventReport) -> bool:
    """Whether countries signed something, at the event an article is about or as that event."""
    if report.type is not EventType.SIGNING or report.status is not EventStatus.HELD:
        return False
    days = [dates[0].value for dates in (report.dates, main.dates) if dates]
    now = report is main or len(days) < _BOTH or days[0] == days[1]
    people = (*report.participations, *main.participations)
    return now and len({part.on_behalf_of for part in people if part.on_behalf_of}) >= _BOTH


def speaks_of_sport(text: str, ranges: Sequence[Span], language: Language) -> bool:
    """Whether the words of sport are so many that the ranges report a match, not an event of diplomacy."""
    found = {fold(span.of(text)) for span, _ in _sport_finder(language.events.sport).find(text, ranges)}
    words = sum(len(span) for span in ranges) / _WORD
    return len(found) >= max(_SPORT_WORDS, words / _WORDS_A_SPORT_WORD)


def _mentions(text: str, ranges: Sequence[Span], language: Language) -> Iterator[tuple[Span, dict[str, float]]]:
    """The topical words with the strength for each topic; a weak word counts double in a sentence of agenda words."""
    found = tuple(_finder(language).find(text, ranges))
    ends = [end.start() for span in ranges for end in _SENTENCE_END.finditer(text, span.start, span.end)]
    agenda = {bisect(ends, span.start) for span, values in found if any(topic == "+" for topic, _ in values)}
    for span, values in found:
        strengths = {topic: strength for topic, strength in values if topic not in ("", "+")}
        if bisect(ends, span.start) in agenda:
            strengths = {topic: min(_STRONG, 2 * strength) for topic, strength in strengths.items()}
        if strengths:
            yield span, strengths


@lru_cache(maxsize=16)
def _sport_finder(words: tuple[str, ...]) -> WordFinder[bool]:
    return WordFinder((word, True) for word in words)


@lru_cache(maxsize=16)
def _finder(language: Language) -> WordFinder[tuple[str, float]]:
    return WordFinder(
        (form, (term.topic, strength))
        for term in language.topics
        for forms, strength in ((term.forms, _STRONG), (term.weak, _WEAK))
        for form in forms
    )
