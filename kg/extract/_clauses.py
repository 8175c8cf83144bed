"""Cuts a sentence where it tells of something else: at semicolons, dashes, "while", and a headline at its comma."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from kg.extract._words import words_in
from kg.model import Sentence, Span, Token
from kg.model.language import EventWords

__all__ = ["clauses_of"]

_DASHES, _PAIR = ("—", "–", "-"), 2
_SPLIT = re.compile(r"[;:]\s|\s[—–-]\s|\n")
_COMMA = re.compile(r",\s+$")
_VERBS = ("VERB", "AUX")
_BEFORE_VERB = ("ADV", "PART", "PRON")
_NO_SUBJECT = ("PRON", "VERB", "AUX", "ADP", "SCONJ")


def clauses_of(
    sentence: Sentence,
    text: str,
    folded: str,
    masked: Sequence[Span],
    people: Sequence[Span],
    headline: bool,
    words: EventWords,
) -> tuple[Span, ...]:
    """The clauses of a sentence, in order, which cover it; a quotation is never cut, nor what is listed.

    Args:
        sentence: with its tokens.
        text: of the article.
        folded: the text of the sentence, folded.
        masked: its quotations.
        people: mentions of people, bodies and countries in it.
        headline: whether it is one, whose clauses a comma may join.
        words: of the language.
    """
    span = sentence.span
    found = list(_SPLIT.finditer(text, span.start, span.end))
    found = [cut for cut in found if not any(mask.start <= cut.start() < mask.end for mask in masked)]
    found = [cut for cut in found if headline or not _is_in_list(sentence, cut)]
    dashes = [cut for cut in found if cut.group().strip() in _DASHES]
    inserted = dashes if len(dashes) == _PAIR else []  # Two dashes are brackets, one parts two clauses.
    cuts = [cut.start() for cut in found if cut not in inserted]
    cuts += _contrasts(sentence, folded, words)
    cuts += _commas(sentence, folded, people, words) if headline else ()
    edges = [span.start, *sorted({cut for cut in cuts if span.start < cut < span.end}), span.end]
    return tuple(Span(start, end) for start, end in pairwise(edges))


def _is_in_list(sentence: Sentence, cut: re.Match[str]) -> bool:
    """Whether only what is listed follows a semicolon up to the next, or a colon up to the end: no verb of its own."""
    if cut.group()[0] not in ";:":
        return False
    rest = [token for token in sentence.tokens if token.start >= cut.end()]
    item = rest if cut.group()[0] == ":" else takewhile(lambda token: token.text != ";", rest)
    return not any("VerbForm=Fin" in token.morph and token.text[0].islower() for token in item)


def _contrasts(sentence: Sentence, folded: str, words: EventWords) -> Iterator[int]:
    """Where ", while" begins a clause with a subject of its own that is no pronoun."""
    start = sentence.span.start
    for word in words_in(words.contrasts, folded):
        if not _COMMA.search(folded, 0, word.start):
            continue
        mark = next((token for token in sentence.tokens if token.start == start + word.start), None)
        after = next((token for token in sentence.tokens if token.start >= start + word.end), None)
        if mark and after and mark.dep in ("mark", "") and (after.pos not in _NO_SUBJECT or after.dep == "poss"):
            yield mark.start


def _commas(sentence: Sentence, folded: str, people: Sequence[Span], words: EventWords) -> Iterator[int]:
    """Where somebody and a verb follow a comma with another verb before ("Talks cancelled, Berg meets Vega")."""
    tokens, start = sentence.tokens, sentence.span.start
    at = 0
    for index, token in enumerate(tokens):
        if token.text != ",":
            continue
        before = folded[tokens[at].start - start : token.start - start]
        off = words_in(words.cancelled, before) or words_in(words.postponed, before)
        if not off and not any(map(_is_verb, tokens[at:index])):
            continue
        begins = index + 1 < len(tokens) and any(party.start == tokens[index + 1].start for party in people)
        if begins and _has_verb(tokens, index + 1, people):
            at = index
            yield token.start


def _is_verb(token: Token) -> bool:
    return token.pos in _VERBS


def _has_verb(tokens: Sequence[Token], at: int, people: Sequence[Span]) -> bool:
    """Whether a verb follows the mention that begins at a token at once."""
    end = next(party.end for party in people if party.start == tokens[at].start)
    after = next((token for token in tokens[at:] if token.start >= end and token.pos not in _BEFORE_VERB), None)
    return after is not None and _is_verb(after)
