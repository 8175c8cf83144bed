"""Words of a sentence for the name rules: tokens, with compounds of hyphens and initials put together."""

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from kg.annotate.parse import MASK
from kg.model import LONGEST, Sentence, Span, Token

__all__ = ["PERSON_LABELS", "Word", "clauses_of", "is_title_case", "words_of"]

PERSON_LABELS = frozenset({"PERSON", "PER"})
"""What the models call a person."""

_TERMINAL = frozenset('.!?…;:"»”)]')
_HYPHENS = frozenset("-‐‑")
_ENDS = frozenset({".", "!", "?", "…"})
_LONG, _FEW, _TITLE_CASE = 3, 4, 0.7
_VERBS = frozenset({"VERB", "AUX"})
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "nsubj:pass", "csubj", "agent"))


class Word(NamedTuple):
    """One word.

    Attributes:
        start: offset of its first character in the article.
        end: offset after its last.
        text: its characters.
        lower: those in lower case, with straight apostrophes.
        pos: universal part of speech, "" without a parser.
        dep: dependency label, "" without a parser.
        ent: entity type of the model.
        opens: whether it opens an entity of the model.
        capital: whether it could be part of a name by its letters.
        masked: whether it is a hidden quotation.
        morph: features of the model.
    """

    start: int
    end: int
    text: str
    lower: str
    pos: str
    dep: str
    ent: str
    opens: bool
    capital: bool
    masked: bool
    morph: str

    @property
    def subject(self) -> bool:
        """Whether it is the subject of a clause, by the parser."""
        return self.dep in _SUBJECTS


_made = partial(tuple.__new__, Word)


@lru_cache(maxsize=1 << 14)
def _letters(text: str) -> tuple[str, bool]:
    """A word in lower case with straight apostrophes, and whether it could be part of a name."""
    return text.lower().replace("’", "'"), _is_capital(text)


def _is_capital(text: str) -> bool:
    first = text[0]
    if first.isupper():
        return True
    if not first.isalpha() or len(text) == 1:
        return False
    _, hyphen, rest = text.partition("-")
    return bool(hyphen and rest[:1].isupper() and len(text) - len(rest) <= 4)  # al-Assad, ul-Haq


def _word(head: Token, last: Token, text: str) -> Word:
    if head is not last:
        joined = text[head.start : last.end]
        lower, capital = _letters(joined)
        dep = last.dep if last.dep != "punct" else head.dep
        return _made((head.start, last.end, joined, lower, last.pos, dep, head.ent, head.ent_start, capital, False, ""))
    start, end, word, pos, dep, _, morph, ent, opens = head
    lower, capital = _letters(word)
    if word == MASK and text[start:end] != MASK:
        return _made((start, end, word, lower, pos, dep, ent, opens, False, True, morph))
    return _made((start, end, word, lower, pos, dep, ent, opens, capital, False, morph))


def words_of(tokens: Sequence[Token], text: str) -> list[Word]:
    """The words of some tokens; "Jean-Yves", "al-Assad", "N'Golo" and "J." are one word each."""
    found: list[Word] = []
    count = len(tokens)
    index = 0
    while index < count:
        end = index + 1
        while end < count and tokens[end][0] == tokens[end - 1][1] and _joins(tokens, index, end):
            end += 1
        if tokens[end - 1].text in _HYPHENS and end - index > 1:
            end -= 1
        found.append(_word(tokens[index], tokens[end - 1], text))
        index = end
    return found


def clauses_of(sentences: Sequence[Sentence], text: str) -> list[tuple[Span, int, int, list[Word]]]:
    """Sentences with those put together that the parser broke inside: span, index of the first, paragraph, words."""
    merged: list[tuple[Span, int, int, tuple[Token, ...]]] = []
    for index, sentence in enumerate(sentences):
        if merged:
            span, first, paragraph, before = merged[-1]
            last = before[-1]
            ended = last.text in _TERMINAL or last.text == MASK
            short = len(before) + len(sentence.tokens) <= LONGEST
            joins = not ended or sentence.tokens[0].text in _HYPHENS
            if paragraph == sentence.paragraph and short and joins:
                merged[-1] = (Span(span.start, sentence.span.end), first, paragraph, before + sentence.tokens)
                continue
        merged.append((sentence.span, index, sentence.paragraph, sentence.tokens))
    return [(span, first, paragraph, words_of(tokens, text)) for span, first, paragraph, tokens in merged]


def _joins(tokens: Sequence[Token], first: int, index: int) -> bool:
    """Whether a token goes on with the word before it, which it touches."""
    here, before = tokens[index].text, tokens[index - 1].text
    if here in _HYPHENS:
        return before[-1].isalnum() and index + 1 < len(tokens) and tokens[index + 1].text[0].isalpha()
    if before in _HYPHENS and index - 1 > first:
        return here[0].isalpha() and here != MASK
    if len(here) > 1 and here[0] in _HYPHENS:
        return here[1].isupper() and before[-1].isalpha()
    if here == ".":
        return len(before) == 1 and before.isupper() and index + 1 < len(tokens)
    if before[-1] in "'’" and len(before) == 2:
        return before[0] in "NMOT" and here[0].isupper()
    return False


def is_title_case(words: Sequence[Word]) -> bool:
    """Whether a sentence is a headline with capitals on nearly all words, verbs among them."""
    if words[-1].text in _ENDS:
        return False
    long = [word for word in words if len(word.text) > _LONG and word.text[0].isalpha() and not word.masked]
    if any(word.pos in _VERBS and not word.capital for word in long):
        return False
    return len(long) >= _FEW and sum(word.capital for word in long) >= _TITLE_CASE * len(long)
