"""Finds what a text is about, as IPTC Media Topics."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from kg.extract._broader import broader_topics
from kg.extract._words import WordFinder, fold
from kg.model import (
    DOUBTED,
    Annotations,
    DateAssertion,
    Entity,
    EntityType,
    EventReport,
    EventStatus,
    EventType,
    Language,
    Span,
    TopicAssignment,
    ZoneKind,
)

__all__ = ["article_topics", "find_topics", "speaks_of_sport"]

_RELATIONS, _DIPLOMACY, _SUMMIT, _TREATY = "20000638", "20000639", "20000640", "20000641"
_KINDS = frozenset({_RELATIONS, _DIPLOMACY, _SUMMIT})
_SPORT = "15000000"
_BOTH = 2
_TALKS = frozenset(EventType) - {EventType.SIGNING, EventType.JOINT_STATEMENT, EventType.SUMMIT}
_SUBJECTS, _SUBJECT = 4, 1000
"""An article has so many subjects at most, a long one as many as thousands of characters."""
_SUBJECT_ENOUGH, _BESIDE = 1.0, 0.45
"""What a subject weighs at least, by itself and as a share of the heaviest."""
_TOUCHED, _STEP = 800, 400
"""A longer text touches on more: behind so many characters a subject weighs one for every step, at most one for every
so many of all."""
_FEWER = 500
"""The longer a text, the less one word in it says: for so many characters one subject of a single word fewer."""
_LEAD, _TAIL, _AGAIN = 1.8, 0.75, 0.5
"""What a word weighs in the headline or the first paragraph, in the last quarter, and said again."""
_BEFORE_TAIL, _SHORT = 0.75, 500
_ABROAD = "foreign_minister"
_NAMED = frozenset(
    {EntityType.PLACE, EntityType.CITY, EntityType.COUNTRY, EntityType.GOVERNMENT, EntityType.DELEGATION}
)
"""Whose names say nothing of what a text is about: the Ivory Coast, the South China Sea."""
_STATE = frozenset({EntityType.GOVERNMENT, EntityType.DELEGATION})
_READ = (ZoneKind.HEADLINE, ZoneKind.BODY)
_PARAGRAPH = re.compile(r"[^\n]{60,}")
type _Strengths = tuple[Span, dict[str, float]]
"""A topical word with its strength for each topic."""
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
    return _assignments(_mentions(text, ranges, language))


def _assignments(found: Iterable[_Strengths]) -> tuple[TopicAssignment, ...]:
    """The topics with words enough, heaviest first."""
    spans: dict[str, list[Span]] = {}
    sums: dict[str, float] = {}
    total = 0.0
    for span, strengths in found:
        total += max(strengths.values())
        for topic, strength in strengths.items():
            spans.setdefault(topic, []).append(span)
            sums[topic] = sums.get(topic, 0.0) + strength
    enough = [
        TopicAssignment(topic, tuple(spans[topic]), round(strength / total, 4))
        for topic, strength in sums.items()
        if strength >= _ENOUGH - 1e-9
    ]
    return tuple(sorted(enough, key=lambda topic: (-topic.weight, topic.topic)))


def article_topics(
    annotations: Annotations, reports: Sequence[EventReport], language: Language
) -> tuple[TopicAssignment, ...]:
    """What an article is about, heaviest first: its subjects, and what its main event is by its kind.

    Words of the headline and the first paragraph weigh more, those near the end less, a word said again half; the name
    of a place weighs nothing. What a longer text only touches on is no subject of it.
    What is said with the words of a heavier subject is no subject, nor is what weighs little beside the heaviest, nor a
    broader topic beside a narrower one.

    An event with somebody of a country is a matter of international relations and of diplomacy, a summit one of summits
    instead, what countries sign there one of treaties, and of diplomacy where they met as well; officials or bodies of
    two states are one of relations, of diplomacy too where there were talks.

    Args:
        annotations: of the article.
        reports: its events, the main one first.
        language: its words for topics.
    """
    text = annotations.article.text
    read = [zone.span for zone in annotations.zones if zone.kind in _READ]
    if speaks_of_sport(text, read, language):
        return find_topics(text, read, language)
    found = tuple(_mentions(text, read, language))
    kinds = _kinds(reports, annotations.entities)
    by_words = _KINDS - {_DIPLOMACY} if _SUMMIT in kinds else _KINDS
    told = [topic for topic in _assignments(found) if topic.topic in by_words and _is_subject(topic)]
    topics = [*told, *_subjects(found, annotations)]
    words = {span for span, _ in found}
    for kind, spans in kinds.items():
        if all(topic.topic != kind for topic in topics):
            topics.append(TopicAssignment(kind, spans, round(len(spans) / (len(words) + len(spans)), 4)))
    return tuple(sorted(topics, key=lambda topic: (-topic.weight, topic.topic)))


def _is_subject(topic: TopicAssignment) -> bool:
    """Whether a text is about a topic by its words; a summit named once is only touched on."""
    return topic.topic != _SUMMIT or len(topic.spans) > 1


def _subjects(found: Sequence[_Strengths], annotations: Annotations) -> list[TopicAssignment]:
    """The heaviest topics but those that an event has by its kind, heaviest first."""
    shares, total = _shares(found, annotations)
    ranked = sorted((-sum(words.values()), min(words), topic) for topic, words in shares.items())
    length = sum(len(zone.span) for zone in annotations.zones if zone.kind in _READ)
    most = max(_SUBJECTS, length // _SUBJECT)
    few = max(1, _SUBJECTS - length // _FEWER)
    enough = max(_SUBJECT_ENOUGH, min((length - _TOUCHED) / _STEP, length / _TOUCHED))
    used: set[Span] = set()
    kept: list[TopicAssignment] = []
    for weight, _, topic in ranked:
        own = sum(share for span, share in shares[topic].items() if span not in used)
        room = len(kept) < (most if own > _SUBJECT_ENOUGH + 1e-9 else few)
        if room and own >= enough - 1e-9 and weight <= _BESIDE * ranked[0][0]:
            used.update(shares[topic])
            kept.append(TopicAssignment(topic, tuple(shares[topic]), min(1.0, round(-weight / total, 4))))
    broader = {each for topic in kept for each in broader_topics(topic.topic)}
    return [topic for topic in kept if topic.topic not in broader]


def _shares(found: Sequence[_Strengths], annotations: Annotations) -> tuple[dict[str, dict[Span, float]], float]:
    """What each word weighs for each topic but those that an event has by its kind, and what all weigh."""
    text = annotations.article.text
    leads = _leads(annotations)
    names = [mention.span for entity in annotations.entities if entity.type in _NAMED for mention in entity.mentions]
    held = (capacity for entity in annotations.entities for capacity in entity.capacities)
    names += [capacity.span for capacity in held if capacity.office == _ABROAD]  # They look after much else.
    read = [zone.span for zone in annotations.zones if zone.kind in _READ]
    tail = read[0].start + max(_SHORT, _BEFORE_TAIL * sum(map(len, read))) if read else 0
    shares: dict[str, dict[Span, float]] = {}
    said: set[tuple[str, str]] = set()
    total = 0.0
    for span, strengths in found:
        place = _LEAD if _within(span, leads) else _TAIL if span.start > tail else 1.0
        total += place * max(strengths.values())
        word = fold(span.of(text))
        named = _within(span, names)
        for topic, strength in strengths.items():
            if topic not in _KINDS and not named:
                again = _AGAIN if (topic, word) in said else 1.0
                said.add((topic, word))
                shares.setdefault(topic, {})[span] = again * place * strength
    return shares, total


def _leads(annotations: Annotations) -> tuple[Span, ...]:
    """The headline and the first paragraph."""
    text = annotations.article.text
    headlines = (zone.span for zone in annotations.zones if zone.kind is ZoneKind.HEADLINE)
    bodies = (zone.span for zone in annotations.zones if zone.kind is ZoneKind.BODY)
    paragraphs = (
        Span(*paragraph.span()) for span in bodies for paragraph in _PARAGRAPH.finditer(text, span.start, span.end)
    )
    return (*headlines, *(paragraph for paragraph in (next(paragraphs, None),) if paragraph))


def _within(span: Span, ranges: Iterable[Span]) -> bool:
    return any(each.start <= span.start and span.end <= each.end for each in ranges)


def _kinds(reports: Sequence[EventReport], entities: Sequence[Entity]) -> dict[str, tuple[Span, ...]]:
    """The topics that the main event has by its kind, each with the words that tell of it."""
    foreign = [report for report in reports if any(part.on_behalf_of for part in report.participations)]
    if foreign:
        main = reports[0]
        found = {_RELATIONS: foreign[0].triggers}
        talks = [each for each in (foreign if main.type is EventType.SIGNING else [main]) if _are_talks(each)]
        if talks:
            found[_DIPLOMACY] = talks[0].triggers
        if main.type is EventType.SUMMIT:
            found[_SUMMIT] = main.triggers
        signed = next((each for each in reports if _is_treaty(each, main)), None)
        if signed:
            found[_TREATY] = signed.triggers
        return found
    told = {part.entity for report in reports for part in report.participations}
    groups = [entity for entity in entities if entity.key in told and entity.type is EntityType.GROUP]
    officials = [
        (each.country, mention.span)
        for each in entities
        if each.type is EntityType.COUNTRY and each.country
        for mention in each.mentions
        if any(group.span.contains(mention.span) for entity in groups for group in entity.mentions)
    ]
    officials += [
        (entity.country, capacity.span)
        for entity in entities
        if entity.type is EntityType.PERSON and entity.country
        for capacity in entity.capacities[:1]
        if capacity.office and not capacity.former
    ]
    officials += [
        (entity.country, entity.mentions[0].span)
        for entity in entities
        if entity.type in _STATE and entity.country and entity.mentions
    ]
    are_talks = bool(reports) and _are_talks(reports[0])
    if are_talks:
        officials += [
            (entity.country, entity.mentions[0].span)
            for entity in entities
            if entity.type is EntityType.COUNTRY and entity.country and entity.mentions
        ]
    spans = tuple(sorted(dict(reversed(officials)).values()))
    if len(spans) < _BOTH:
        return {}
    return {_RELATIONS: spans, _DIPLOMACY: reports[0].triggers} if are_talks else {_RELATIONS: spans}


def _are_talks(report: EventReport) -> bool:
    return report.type in _TALKS and report.status not in DOUBTED


def _is_treaty(report: EventReport, main: EventReport) -> bool:
    """Whether something was signed, at the event an article is about or as that event."""
    if report.type is not EventType.SIGNING or report.status is not EventStatus.HELD:
        return False
    days = [dates[0] for dates in (report.dates, main.dates) if dates]
    return report is main or len(days) < _BOTH or _during(days[0], days[1])


def _during(day: DateAssertion, other: DateAssertion) -> bool:
    """Whether a day is that of another date or one of its days."""
    if not day.value or not other.value:
        return day.value == other.value
    return other.value.iso <= day.value.iso <= (other.end or other.value).iso


def speaks_of_sport(text: str, ranges: Sequence[Span], language: Language) -> bool:
    """Whether the words of sport are so many that the ranges report a match, not an event of diplomacy."""
    finder = _sport_finder(language.events.sport)
    if finder.count(text) < _SPORT_WORDS:
        return False
    found = [span for span, _ in finder.find(text, ranges)]
    if len(found) < _SPORT_WORDS:
        return False
    words = sum(len(span) for span in ranges) / _WORD
    return len({fold(span.of(text)) for span in found}) >= max(_SPORT_WORDS, words / _WORDS_A_SPORT_WORD)


def _mentions(text: str, ranges: Sequence[Span], language: Language) -> Iterator[_Strengths]:
    """The topical words with the strength for each topic; a weak word counts double in a sentence of agenda words."""
    found = [(span, *_strengths(values)) for span, values in _finder(language).find(text, ranges)]
    if not any(on_agenda for _, _, _, on_agenda in found):
        yield from ((span, strengths) for span, strengths, _, _ in found if strengths)
        return
    ends = [end.start() for span in ranges for end in _SENTENCE_END.finditer(text, span.start, span.end)]
    agenda = {bisect(ends, span.start) for span, _, _, on_agenda in found if on_agenda}
    for span, strengths, doubled, _ in found:
        if strengths:
            yield span, doubled if bisect(ends, span.start) in agenda else strengths


@lru_cache(maxsize=1024)
def _strengths(values: tuple[tuple[str, float], ...]) -> tuple[dict[str, float], dict[str, float], bool]:
    """The strength of a word for each topic, the same in a sentence of agenda words, and whether it is one of those."""
    strengths: dict[str, float] = {}
    for topic, strength in values:
        if topic not in ("", "+") and strength > strengths.get(topic, 0.0):
            strengths[topic] = strength
    doubled = {topic: min(_STRONG, 2 * strength) for topic, strength in strengths.items()}
    return strengths, doubled, any(topic == "+" for topic, _ in values)


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
