"""Sentences without what may stand inside a phrase: adverbs, times and places."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from kg.extract._views import View
from kg.extract._words import WordFinder, last_words
from kg.model import Span
from kg.model.language import EventWords

__all__ = ["Closed", "adverbs_of", "closed", "phrases"]

_AFTER = re.compile(r",?(?=\s)")
_WORD_BEFORE = re.compile(r"([^\W\d]+)['\s]$")
_NEAR = 24


class Closed(Struct, frozen=True):
    """A copy of a text without some of its ranges.

    Attributes:
        text: what is left.
        starts: offset in the copy of each piece that is left.
        sources: offset in the text of each piece.
    """

    text: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The range of the text that a range of the copy comes from, with what was left out inside it."""
        return Span(self._source(start), self._source(end - 1) + 1)

    def _source(self, offset: int) -> int:
        piece = max(0, bisect_right(self.starts, offset) - 1)
        return self.sources[piece] + offset - self.starts[piece]


def closed(text: str, gaps: Iterable[Span]) -> Closed:
    """A text without some ranges, which are left out with the spaces and the comma before and the comma after them.

    >>> closed("elle a eu, hier, des entretiens", [Span(11, 15)]).text
    'elle a eu des entretiens'
    """
    pieces: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    length = at = 0
    for gap in sorted(gaps):
        end = closing.end() if (closing := _AFTER.match(text, gap.end)) else gap.end
        start = max(at, gap.start - _NEAR) + len(text[max(at, gap.start - _NEAR) : gap.start].rstrip(" ,\u00a0\u202f"))
        if start < at or end <= at:
            continue
        if start > at:
            pieces.append(text[at:start])
            starts.append(length)
            sources.append(at)
            length += start - at
        at = end
    return Closed("".join((*pieces, text[at:])), (*starts, length), (*sources, at))


def phrases[Value](
    view: View, finder: WordFinder[Value], words: EventWords
) -> Iterator[tuple[Span, tuple[Value, ...]]]:
    """The forms of a finder in a sentence, whole or with adverbs, times and places between their words.

    Args:
        view: the sentence.
        finder: of the forms; spans found index into the article.
        words: adverbs and prepositions of the language.
    """
    short = [Span(start, end) for start, end, _ in _adverbs(words.inserted).within(view.folded)]
    short += [_widened(view, time.span, words.before_day) or _in_view(view, time.span) for time in view.times]
    places = [span for place in view.places if (span := _where(view, place.span, words))]
    found = list(_found(closed(view.folded, short), finder))
    if places:
        known = {span for span, _ in found}
        wider = _found(closed(view.folded, [*short, *places]), finder)
        found += [each for each in wider if each[0] not in known and not _ends_with(view, each[0], words.at_place)]
    last = 0
    for span, values in sorted(found, key=lambda each: (each[0].start, -each[0].end)):
        if span.start >= last:
            last = span.end
            yield Span(view.start + span.start, view.start + span.end), values


def adverbs_of(view: View, words: EventWords) -> list[Span]:
    """The adverbs of a sentence that may stand inside a phrase."""
    found = _adverbs(words.inserted).within(view.folded)
    return [Span(view.start + start, view.start + end) for start, end, _ in found]


def _found[Value](text: Closed, finder: WordFinder[Value]) -> Iterator[tuple[Span, tuple[Value, ...]]]:
    for start, end, values in finder.within(text.text):
        yield text.span(start, end), values


def _ends_with(view: View, span: Span, prepositions: tuple[str, ...]) -> bool:
    """Whether a phrase ends with a preposition, whose place is not the one left out inside it."""
    return view.folded[span.start : span.end].rpartition(" ")[2] in prepositions


def _where(view: View, place: Span, words: EventWords) -> Span | None:
    """A place with the preposition before it, or alone behind a verb of leaving it ("left Oslo on Monday for")."""
    own = _in_view(view, place)
    return own if last_words(view.folded[: own.start], 1) in words.leaves else _widened(view, place, words.at_place)


def _in_view(view: View, span: Span) -> Span:
    """A range of the article by offsets from the start of a sentence."""
    return Span(max(0, span.start - view.start), span.end - view.start)


def _widened(view: View, span: Span, before: tuple[str, ...]) -> Span | None:
    """A range with one of some words before it, an article between or not; None when there is none."""
    start = span.start - view.start
    for _ in range(2):
        word = _WORD_BEFORE.search(view.folded, max(0, start - _NEAR), start)
        if word is None:
            return None
        start = word.start()
        if word[1] in before:
            return Span(start, span.end - view.start)
        if word[1] not in view.links.definite:
            return None
    return None


@lru_cache(maxsize=16)
def _adverbs(words: tuple[str, ...]) -> WordFinder[bool]:
    return WordFinder((word, True) for word in words)
