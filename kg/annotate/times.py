"""Finds words that say when, and the dates they give."""

from collections.abc import Sequence

from msgspec.structs import replace

from kg.annotate._wrapped import is_wrapped
from kg.annotate.times_days import Scanner
from kg.annotate.times_grammar import Reading
from kg.annotate.times_value import NEAR, resolve
from kg.annotate.times_words import Lexicon, Words, lexicon_of, words_of
from kg.model import DateBasis, Language, PublicationDate, Span, TimeExpression

__all__ = ["find_times"]

_BEFORE, _AFTER = 18, 10
_TENSE = 3
_SENTENCE_ENDS = frozenset(".!?\n…;")


def find_times(
    text: str, ranges: Sequence[Span], language: Language, published: PublicationDate | None
) -> tuple[TimeExpression, ...]:
    """The time expressions in some ranges of a text, in text order, in time linear in the text.

    Only `published` resolves what is relative; nothing falls back to today. A weekday is the last one up to
    publication, unless the nearest verb or word of time before it (else after it) in its sentence speaks of the
    future. A month without a year is the last one likewise, a day and month the nearest within two months. "Last
    week" has no day: its month or year is its `start`, the ISO week its `value`. Where an order of day and month is
    not sure, as 11/04/2016 in English, the date stays open unless one of the two is within a week of publication.
    Words inside quotation marks are read like others: "today" in a quotation may be the speaker's.

    Args:
        text: the article text.
        ranges: where to look.
        language: gives the words; months and weekdays are CLDR's.
        published: anchor of relative dates; without it they stay unresolved.
    """
    lexicon = lexicon_of(language)
    anchor = published.date if published else None
    wrapped = is_wrapped(text)
    found: list[TimeExpression] = []
    yearless: list[tuple[int, Reading]] = []
    for span in ranges:
        words = words_of(text, span, lines=not wrapped)
        scanner = Scanner(words, lexicon)
        behind = 0
        long_ago = False
        for at in _openings(words, lexicon):
            reading = scanner.read(at) if at >= behind else None
            if reading is None:
                long_ago = long_ago and (at < behind or words.lows[at] != "\n")
                continue
            behind = reading.end
            direction = _direction(scanner, words, at, behind)
            if reading.kind == "ahead" and direction <= 0:
                at += 1
                reading = scanner.read(at)
                if reading is None:
                    continue
            told_of_past = long_ago and reading.month is not None and reading.day is None
            value = resolve(reading, None if told_of_past else anchor, direction)
            if reading.year is not None and anchor is not None and _opens_sentence(words.lows, at):
                long_ago = reading.year < anchor.year - 1
            if value is None:
                continue
            where = Span(words.spans[at][0], words.spans[behind - 1][1])
            if anchor is None and value.start is None and reading.month and reading.day and not reading.remembered:
                yearless.append((len(found), reading))
            found.append(
                TimeExpression(
                    where,
                    value.basis,
                    value.start,
                    value.end,
                    reading.weekday,
                    reading.type,
                    value.conflicting,
                    value.value,
                )
            )
    for index, reading in yearless:
        found[index] = _with_year(found[index], reading, found)
    return tuple(found)


def _with_year(time: TimeExpression, reading: Reading, others: Sequence[TimeExpression]) -> TimeExpression:
    """A day and month with the year of the full dates of the text within two months of it, if those are of one year."""
    values = set()
    for other in others:
        if other.basis is DateBasis.EXPLICIT and other.start and (known := other.start.date):
            value = resolve(reading, other.start, 0)
            day = value.start.date if value and value.start else None
            if value and day and abs((day - known).days) <= NEAR:
                values.add(value)
    if len(values) != 1:
        return time
    value = values.pop()
    return replace(
        time, basis=value.basis, start=value.start, end=value.end, conflicting=value.conflicting, value=value.value
    )


def _openings(words: Words, lexicon: Lexicon) -> list[int]:
    """The indices of words that can open a time expression, and of line ends."""
    starts = lexicon.starts
    opening = {low for low in set(words.lows) if low in starts or low[0].isdecimal() or low == "\n"}
    return [at for at, low in enumerate(words.lows) if low in opening]


def _opens_sentence(lows: Sequence[str], at: int) -> bool:
    """Whether at most two words stand between the beginning of the sentence and a word."""
    return any(before < 0 or lows[before] in _SENTENCE_ENDS for before in range(at - 1, at - 4, -1))


def _direction(scanner: Scanner, words: Words, start: int, end: int) -> int:
    """1 when the nearest hint in the sentence is one of the future, -1 of the past, 0 when there is none."""
    lows, lexicon = words.lows, scanner.lexicon
    for at in range(start - 1, max(-1, start - 1 - _BEFORE), -1):
        if lows[at] in _SENTENCE_ENDS:
            break
        hint = _hint(words, at, start, lexicon)
        if hint:
            return 1 if hint < 0 and _in_future_tense(words, at, lexicon) else hint
    for at in range(end, min(len(lows), end + _AFTER)):
        if lows[at] in _SENTENCE_ENDS:
            break
        hint = _hint(words, at, len(lows), lexicon)
        if hint:
            return hint
    return 1 if scanner.before("future_prepositions", start) else 0


def _in_future_tense(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Whether a past participle belongs to a verb of the future ("will be held", "sera réuni")."""
    for before in range(at - 1, max(-1, at - 1 - _TENSE), -1):
        if words.lows[before] in _SENTENCE_ENDS or words.lows[before] == ",":
            return False
        if _hint(words, before, at, lexicon) > 0:
            return True
    return False


def _hint(words: Words, at: int, limit: int, lexicon: Lexicon) -> int:
    low = words.lows[at]
    for parts, direction in lexicon.hints.get(low, ()):
        if at + len(parts) <= limit and tuple(words.lows[at : at + len(parts)]) == parts:
            return direction
    if len(low) > 3 and words.texts[at][0].islower():
        if low.endswith(lexicon.words.future_endings):
            return 1
        if low.endswith(lexicon.words.past_endings):
            return -1
    return 0
