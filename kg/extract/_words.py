"""Finds the words and phrases of a lexicon in a text, in time linear in the text."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product

import ahocorasick

from kg.model import Span

__all__ = ["WordFinder", "ends_with", "expand", "fold", "last_words", "words_in"]

_KEPT = 200
"""Longer texts are folded once for all finders; to look up a shorter one costs more than to fold it."""
_MARK = re.compile(r"([()|])")
_SAME = tuple(
    {"’": "'", "ʼ": "'", "‘": "'", "‑": "-", "–": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " "}.items()
)


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """A copy of a text of the same length, in lower case, with plain apostrophes, hyphens and spaces.

    >>> fold("L’Île")
    "l'île"
    """
    return _folded(text)


def _folded(text: str) -> str:
    lower = text.lower()
    if lower.isascii():
        return lower.replace("\t", " ")
    if len(lower) != len(text):
        lower = "".join(character.lower() if len(character.lower()) == 1 else character for character in text)
    for written, plain in _SAME:  # Several times as fast as `translate` where a text has curly quotes.
        lower = lower.replace(written, plain)
    return lower


def expand(form: str) -> tuple[str, ...]:
    """The words a form stands for: "(a|b)" is either, "(s)" is "s" or nothing; one may stand inside another.

    >>> expand("trade (deal|pact)(s)")
    ('trade deal', 'trade deals', 'trade pact', 'trade pacts')
    >>> expand("(|at the (talks|summit) )were")
    ('were', 'at the talks were', 'at the summit were')
    """
    if "(" not in form:
        return (form,)
    return tuple(dict.fromkeys(_choices(iter(_MARK.split(form)))))


def _choices(pieces: Iterator[str]) -> list[str]:
    """The words that the pieces of a form stand for, up to the end of the group that they are in."""
    found: list[str] = []
    parts: list[Sequence[str]] = []
    alone = True
    for piece in pieces:
        if piece == "(":
            parts.append(_choices(pieces))
        elif piece == "|" or piece == ")":
            found += map("".join, product(*parts))
            parts = []
            if piece == ")":
                return ["", *found] if alone else found
            alone = False
        else:
            parts.append((piece,))
    return [*found, *map("".join, product(*parts))]


class WordFinder[Value]:
    """Finds forms at word boundaries, the longest where several begin; a form that ends in "*" takes any ending.

    Args:
        forms: (form, value) pairs; a form may stand for several, as `expand` says, and may have several values.
    """

    def __init__(self, forms: Iterable[tuple[str, Value]]) -> None:
        closed: dict[str, tuple[Value, ...]] = {}
        open_: dict[str, tuple[Value, ...]] = {}
        for form, value in forms:
            alone = (value,)  # Shared by all words of the form: many thousands of tuples are slow to collect.
            for word in expand(fold(form)):
                words, word = (open_, word.rstrip("*")) if word.endswith("*") else (closed, word)
                known = words.get(word)
                if known is None:
                    words[word] = alone
                elif value not in known:
                    words[word] = (*known, value)
        self._automaton = ahocorasick.Automaton()
        for word in {**closed, **open_}:
            if not word:
                continue
            whole, begun = closed.get(word, ()), open_.get(word, ())
            both = (*whole, *(value for value in begun if value not in whole)) if begun else whole
            self._automaton.add_word(word, (len(word), whole, begun, both))
        self._known = len(self._automaton) > 0
        if self._known:
            self._automaton.make_automaton()

    def find(self, text: str, ranges: Sequence[Span]) -> Iterator[tuple[Span, tuple[Value, ...]]]:
        """The forms in some ranges of a text with their values, in order, never overlapping.

        The last texts are kept, so that asking again for other ranges of an article costs little.
        """
        words = _words_of(self, text)
        for span in ranges:
            last = span.start
            for index in range(bisect_left(words, (last,)), len(words)):
                start, end, values = words[index]
                if start >= span.end:
                    break
                if start >= last and end <= span.end:
                    last = end
                    yield Span(start, end), values

    def count(self, text: str) -> int:
        """How many forms a text has, overlapping ones too; kept like those that are found."""
        return len(_words_of(self, text))

    def within(self, text: str) -> list[tuple[int, int, tuple[Value, ...]]]:
        """The forms in a text: start, end and values of each, in order, never overlapping."""
        hits = self.words(text)
        if len(hits) < 2:
            return hits
        kept: list[tuple[int, int, tuple[Value, ...]]] = []
        last = 0
        for found in hits:
            if found[0] >= last:
                last = found[1]
                kept.append(found)
        return kept

    def words(self, text: str) -> list[tuple[int, int, tuple[Value, ...]]]:
        """The forms in a text that are whole words, overlapping ones too, longer ones first."""
        if not self._known:
            return []
        folded = fold(text) if len(text) > _KEPT else _folded(text)
        hits = list(self._automaton.iter(folded))
        if not hits:
            return hits
        found: list[tuple[int, int, tuple[Value, ...]]] = []
        length = len(folded)
        for at, (size, closed, open_, both) in hits:
            end = at + 1
            start = end - size
            if start and folded[start].isalnum() and folded[start - 1].isalnum():
                continue
            whole = end == length or not (folded[end].isalnum() and folded[at].isalnum())
            if open_:
                while end < length and folded[end].isalnum():
                    end += 1
                found.append((start, end, both if whole else open_))
            elif whole:
                found.append((start, end, closed))
        return sorted(found, key=_longest_first) if len(found) > 1 else found


def last_words(text: str, count: int) -> str:
    """The last words of a text, one space between two."""
    return " ".join(text.rsplit(None, count)[-count:])


def ends_with(before: str, words: Sequence[str]) -> bool:
    """Whether one of some words stands at most one word before the end of a text."""
    last = before.rstrip()
    for _ in range(2):
        if any(
            last.endswith(word) and (not word[0].isalpha() or not last[: -len(word)][-1:].isalpha()) for word in words
        ):
            return True
        last = last.rpartition(" ")[0]
        if not last:
            return False
    return False


def words_in(words: tuple[str, ...], text: str) -> tuple[Span, ...]:
    """The ranges of a text where one of some forms stands."""
    found = _word_finder(words).within(text)
    return tuple([Span(start, end) for start, end, _ in found]) if found else ()


@lru_cache(maxsize=256)
def _word_finder(words: tuple[str, ...]) -> WordFinder[bool]:
    return WordFinder((fold(word), True) for word in words)


def _longest_first(found: tuple[int, int, object]) -> tuple[int, int]:
    return found[0], -found[1]


@lru_cache(maxsize=4)
def _words_of[Value](finder: WordFinder[Value], text: str) -> list[tuple[int, int, tuple[Value, ...]]]:
    return finder.words(text)
