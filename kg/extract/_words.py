"""Finds the words and phrases of a lexicon in a text, in time linear in the text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import ahocorasick

from kg.model import Span

__all__ = ["WordFinder", "ends_with", "expand", "fold", "last_words", "words_in"]

_GROUP = re.compile(r"\(([^()]*)\)")
_SAME = tuple(
    {"’": "'", "ʼ": "'", "‘": "'", "‑": "-", "–": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " "}.items()
)


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """A copy of a text of the same length, in lower case, with plain apostrophes, hyphens and spaces.

    >>> fold("L’Île")
    "l'île"
    """
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
    group = _GROUP.search(form)
    if group is None:
        return (form,)
    choices = group[1].split("|")
    if len(choices) == 1:
        choices = ["", *choices]
    words = (word for choice in choices for word in expand(form[: group.start()] + choice + form[group.end() :]))
    return tuple(dict.fromkeys(words))


class WordFinder[Value]:
    """Finds forms at word boundaries, the longest where several begin; a form that ends in "*" takes any ending.

    Args:
        forms: (form, value) pairs; a form may stand for several, as `expand` says, and may have several values.
    """

    def __init__(self, forms: Iterable[tuple[str, Value]]) -> None:
        values: dict[str, dict[bool, list[Value]]] = {}
        for form, value in forms:
            for word in expand(fold(form)):
                open_end = word.endswith("*")
                kinds = values.setdefault(word.rstrip("*"), {})
                kinds.setdefault(open_end, [])
                if value not in kinds[open_end]:
                    kinds[open_end].append(value)
        self._automaton = ahocorasick.Automaton()
        for word, kinds in values.items():
            if word:
                self._automaton.add_word(word, (len(word), kinds))
        if len(self._automaton):
            self._automaton.make_automaton()

    def find(self, text: str, ranges: Sequence[Span]) -> Iterator[tuple[Span, tuple[Value, ...]]]:
        """The forms in some ranges of a text with their values, in order, never overlapping."""
        for span in ranges:
            for start, end, values in self.within(span.of(text)):
                yield Span(span.start + start, span.start + end), values

    def within(self, text: str) -> list[tuple[int, int, tuple[Value, ...]]]:
        """The forms in a text: start, end and values of each, in order, never overlapping."""
        if not len(self._automaton):
            return []
        folded = fold(text)
        hits = list(self._automaton.iter(folded))
        kept: list[tuple[int, int, tuple[Value, ...]]] = []
        if hits:
            last = 0
            for found in sorted(self._whole(folded, hits), key=lambda found: (found[0], -found[1])):
                if found[0] >= last:
                    last = found[1]
                    kept.append(found)
        return kept

    @staticmethod
    def _whole(
        folded: str, hits: Iterable[tuple[int, tuple[int, dict[bool, list[Value]]]]]
    ) -> Iterator[tuple[int, int, tuple[Value, ...]]]:
        """Those of the hits of the automaton that are whole words."""
        for at, (length, kinds) in hits:
            start, end = at + 1 - length, at + 1
            if start and _joined(folded[start - 1], folded[start]):
                continue
            whole = end == len(folded) or not _joined(folded[end - 1], folded[end])
            values = list(kinds.get(False, ())) if whole else []
            if True in kinds:
                while end < len(folded) and folded[end].isalnum():
                    end += 1
                values += [value for value in kinds[True] if value not in values]
            if values:
                yield start, end, tuple(values)


def _joined(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum()


def last_words(text: str, count: int) -> str:
    return " ".join(re.split(r"\s+", text.strip())[-count:])


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
    return tuple([Span(start, end) for start, end, _ in _word_finder(words).within(text)])


@lru_cache(maxsize=256)
def _word_finder(words: tuple[str, ...]) -> WordFinder[bool]:
    return WordFinder((fold(word), True) for word in words)
