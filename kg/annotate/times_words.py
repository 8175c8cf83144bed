"""Words of dates as tokens, and the phrases of a language by their first word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import normalize

from kg.annotate._calendar import Calendar, calendar_of
from kg.model import Language, Span
from kg.model.language import TimeWords

__all__ = ["Lexicon", "Words", "lexicon_of", "words_of"]

_YEAR_AT_TIME = r"(?:19|20)[0-9]{2}(?=[0-9]{1,2}[:h][0-9]{2}(?![0-9]))"  # "May 7, 20245:46 PM"
_TOKEN = re.compile(_YEAR_AT_TIME + r"|[0-9]+|(?:[^\W0-9_]+|[\u0300-\u036f]+)+|[^\w\s]|_|\n")
_OPENING = frozenset(
    {
        *("today", "tonight", "yesterday", "before_yesterday", "tomorrow", "after_tomorrow", "last", "next", "this"),
        *("articles", "units", "parts", "numbers", "ordinals", "several", "ago_before", "ahead_before", "edges"),
        *("ahead_of_plan", "weekend_before", "every", "decades", "seasons", "anchored", "told_days", "holidays", "per"),
    }
)
_LED = ("told_days", "holidays")
"""Lists whose first string is the value of the phrases after it."""
_NESTED = ("units", "parts", "numbers", "ordinals", "seasons", *_LED, "month_forms", "numeric_order", "capital_names")


class Words(NamedTuple):
    """Words, runs of digits, other characters and line ends, as columns: an archive has many.

    Attributes:
        spans: start and end of each in the text.
        texts: their characters.
        lows: lower case, composed (NFC), with straight apostrophes.
    """

    spans: list[tuple[int, int]]
    texts: list[str]
    lows: list[str]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The time words of one language, ready for a scanner.

    Attributes:
        calendar: months and weekdays.
        words: the data as it is.
        phrases: class to first word to (all words, value), longest first. Classes are the names of the sections of
            `TimeWords`; the value is a number or a unit where the class has one.
        starts: every word that can open a time expression; a number always can.
        weak: those of them that open one only before a word of `seconds`.
        seconds: every word that can come second.
        hints: word to 1 (future) or -1 (past); phrases of several words under their first word.
    """

    calendar: Calendar
    words: TimeWords
    phrases: dict[str, dict[str, tuple[tuple[tuple[str, ...], int | str], ...]]]
    starts: frozenset[str]
    weak: frozenset[str]
    seconds: frozenset[str]
    hints: dict[str, tuple[tuple[tuple[str, ...], int], ...]]


def words_of(text: str, span: Span, *, lines: bool) -> Words:
    """The words of a range of a text, in order; white space is left out but for line ends, where `lines` count."""
    spans = [match.span() for match in _TOKEN.finditer(text, span.start, span.end)]
    if not lines:
        spans = [(start, end) for start, end in spans if text[start] != "\n"]
    texts = [text[start:end] for start, end in spans]
    return Words(spans, texts, list(map(_low, texts)))


@lru_cache(maxsize=1 << 14)
def _low(word: str) -> str:
    low = word.lower()
    return low if low.isascii() else normalize("NFC", low).replace("’", "'")


def _parts(phrase: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(phrase.lower()))


def lexicon_of(language: Language) -> Lexicon:
    """The lexicon of a language, built once."""
    return _lexicon(language.times, calendar_of(language))


@cache
def _lexicon(words: TimeWords, calendar: Calendar) -> Lexicon:
    table: dict[str, dict[str, list[tuple[tuple[str, ...], int | str]]]] = {each.name: {} for each in fields(words)}
    for name, value, phrase in _entries(words):
        parts = _parts(phrase)
        table[name].setdefault(parts[0], []).append((parts, value))
    phrases = {
        name: {first: tuple(sorted(found, key=lambda item: -len(item[0]))) for first, found in group.items()}
        for name, group in table.items()
    }
    starts = {first for name in _OPENING for first in phrases[name]}
    starts |= {"q", *calendar.months, *calendar.weekdays}
    weak = {first for name in ("articles", "per", "several") for first in phrases[name]}
    seconds = {
        parts[1] for group in phrases.values() for found in group.values() for parts, _ in found if len(parts) > 1
    }
    return Lexicon(
        calendar, words, phrases, frozenset(starts), frozenset(weak), frozenset(starts | seconds), _hints(words)
    )


def _entries(words: TimeWords) -> Iterator[tuple[str, int | str, str]]:
    for field in fields(words):
        if field.name not in _NESTED:
            yield from ((field.name, 0, phrase) for phrase in getattr(words, field.name))
    for group in ("units", "parts"):
        table = getattr(words, group)
        yield from ((group, field.name, phrase) for field in fields(table) for phrase in getattr(table, field.name))
    for group in ("numbers", "ordinals", "seasons"):
        for number, variants in enumerate(getattr(words, group), 1):
            yield from ((group, number, phrase) for phrase in variants)
    for group in _LED:
        for value, *variants in getattr(words, group):
            yield from ((group, value, phrase) for phrase in variants)


def _hints(words: TimeWords) -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], int]]] = {}

    def add(phrases: Iterable[str], direction: int) -> None:
        for phrase in phrases:
            parts = _parts(phrase)
            table.setdefault(parts[0], []).append((parts, direction))

    add(words.future_hints, 1)
    add(words.past_hints, -1)
    return {first: tuple(sorted(found, key=lambda item: -len(item[0]))) for first, found in table.items()}
