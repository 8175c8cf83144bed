"""Finds what a text is about, as IPTC Media Topics."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.extract._words import WordFinder, fold
from kg.model import EventReport, Language, Span, TopicAssignment, TopicTerm

__all__ = ["find_topics", "speaks_of_sport", "with_relations"]

_RELATIONS = "20000638"
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

    A weight is the share of the topical words that speak of the topic; a word may speak of several.

    >>> from kg import language
    >>> [topic.topic for topic in find_topics("They spoke of tourism.", [Span(0, 22)], language.get("en"))]
    ['20000331']
    """
    if speaks_of_sport(text, ranges, language):
        return ()
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


def with_relations(topics: Sequence[TopicAssignment], reports: Sequence[EventReport]) -> tuple[TopicAssignment, ...]:
    """The topics of an article with international relations, which an event of those of another country is about."""
    if any(topic.topic == _RELATIONS for topic in topics):
        return tuple(topics)
    foreign = [report for report in reports if any(part.on_behalf_of for part in report.participations)]
    if not foreign:
        return tuple(topics)
    spans = foreign[0].triggers
    words = {span for topic in topics for span in topic.spans}
    own = TopicAssignment(_RELATIONS, spans, round(len(spans) / (len(words) + len(spans)), 4))
    return tuple(sorted((*topics, own), key=lambda topic: (-topic.weight, topic.topic)))


def speaks_of_sport(text: str, ranges: Sequence[Span], language: Language) -> bool:
    """Whether the words of sport are so many that the ranges report a match, not an event of diplomacy."""
    found = {fold(span.of(text)) for span, _ in _sport_finder(language.events.sport).find(text, ranges)}
    words = sum(len(span) for span in ranges) / _WORD
    return len(found) >= max(_SPORT_WORDS, words / _WORDS_A_SPORT_WORD)


def _mentions(text: str, ranges: Sequence[Span], language: Language) -> Iterator[tuple[Span, dict[str, float]]]:
    """The topical words with the strength for each topic; a weak word counts double in a sentence of agenda words."""
    found = tuple(_finder(language.topics).find(text, ranges))
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
def _finder(terms: tuple[TopicTerm, ...]) -> WordFinder[tuple[str, float]]:
    return WordFinder(
        (form, (term.topic, strength))
        for term in terms
        for forms, strength in ((term.forms, _STRONG), (term.weak, _WEAK))
        for form in forms
    )
