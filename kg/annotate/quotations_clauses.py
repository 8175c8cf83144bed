"""The tokens of one paragraph with their grammar, and the noun phrases in it."""

from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from msgspec import Struct

from kg.annotate.marks import Mark
from kg.model import Sentence, Span, Token

__all__ = ["AUXILIARIES", "SUBJECTS", "VERBAL", "Paragraph", "first_words", "trimmed"]

AUXILIARIES = frozenset(["aux", "aux:tense", "aux:pass", "auxpass", "aux:caus"])
SUBJECTS = frozenset(["nsubj", "nsubjpass", "nsubj:pass", "csubj", "expl:subj", "nsubj:caus"])
VERBAL = frozenset(["VERB", "AUX"])
_EDGE_WORDS = frozenset([",", ".", ";", ":", "-", "–", "—", "!", "…", "...", ")", "]"])
_TERMINAL = frozenset([".", "!", "?", "…", "...", "?!", "!?", "....", ";"])
# In brackets they stand for words that were left out: "the deal (...) would be signed".
_LEFT_OUT = frozenset(["...", "…"])
_NOT_IN_SOURCE = frozenset(["relcl", "acl:relcl", "advcl", "parataxis", "ccomp", "acl"])
# No sentence of a text that people wrote is longer; it keeps the time linear for texts that nobody wrote.
_REACH = 250
_APOSTROPHES = frozenset(["'", "’"])
_EDGES = _EDGE_WORDS | _APOSTROPHES
_ELIDED = 2
_PARTICIPLE = "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part"
_AGREED = "Gender=Fem|Tense=Past|VerbForm=Part"
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ", "X"])
_INSIDE = frozenset(["NOUN", "PROPN", "DET", "NUM", "ADJ", "ADP", "PART", "X", "SYM"])


class Paragraph(Struct, frozen=True):
    """One paragraph as a row of tokens with heads, children and the reach of each subtree.

    Attributes:
        text: text of the article.
        tokens: of all its sentences.
        words: their texts in lower case.
        heads: index of each token's head.
        children: indices of each token's dependents, in order.
        left: index of the first token of each token's subtree.
        right: index of the last.
        marks: outermost quoted passages.
        inside: for each token the number of the passage it belongs to, marks included, -1 for none.
    """

    text: str
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    heads: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    marks: tuple[Mark, ...]
    inside: tuple[int, ...]

    @classmethod
    def of(
        cls, text: str, sentences: Sequence[Sentence], marks: Sequence[Mark], participles: tuple[str, ...] = ()
    ) -> "Paragraph":
        """The paragraph made of these sentences, with its outermost passages in text order.

        Args:
            text: text of the article.
            sentences: those of the paragraph.
            marks: passages between quotation marks.
            participles: endings that only past participles have, whatever the parser says; the first without agreement.
        """
        tokens: list[Token] = []
        heads: list[int] = []
        for sentence in sentences:
            offset = len(tokens)
            tokens.extend(_respelt(sentence.tokens, participles) if participles else sentence.tokens)
            heads.extend([offset + token.head for token in sentence.tokens])
        children: list[list[int]] = [[] for _ in tokens]
        for place, head in enumerate(heads):
            if head != place:
                children[head].append(place)
        left, right = _reach(heads, children)
        return cls(
            text,
            tuple(tokens),
            _words(tokens),
            tuple(heads),
            tuple(map(tuple, children)),
            left,
            right,
            tuple(marks),
            _inside(tokens, marks),
        )

    def is_end(self, place: int) -> bool:
        """Whether the token ends a sentence or a part of one that stands alone, outside quoted passages."""
        word, after = self.words[place], self.words[place + 1 : place + 2]
        return self.inside[place] < 0 and word in _TERMINAL and not (word in _LEFT_OUT and after == (")",))

    def span(self, first: int, last: int) -> Span:
        """The characters from one token to another, both included."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def before(self, offset: int) -> int:
        """Index of the last token that ends at or before an offset, -1 for none."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return low - 1

    def gap_before(self, number: int) -> range:
        """The tokens between a passage and the sentence end or passage before it."""
        last = self.before(self.marks[number].span.start)
        first = last + 1
        while first > max(last - _REACH, 0) and self.inside[first - 1] < 0 and not self.is_end(first - 1):
            first -= 1
        return range(first, last + 1)

    def gap_after(self, number: int) -> range:
        """The tokens between a passage and the sentence end or passage after it."""
        first = self.before(self.marks[number].span.end) + 1
        last = first
        while last < min(first + _REACH, len(self.tokens)) and self.inside[last] < 0 and not self.is_end(last):
            last += 1
        return range(first, last)

    def sentence_bounds(self, place: int) -> tuple[int, int]:
        """First and last token of the sentence around a token, by end marks outside passages."""
        words, inside = self.words, self.inside
        first, floor = place, max(place - _REACH, 0)
        while first > floor and not ((words[first - 1] in _TERMINAL or inside[first - 1] >= 0) and self._splits(first)):
            first -= 1
        last, ceiling = place, min(place + _REACH, len(words)) - 1
        while last < ceiling and not ((words[last] in _TERMINAL or inside[last] >= 0) and self._splits(last + 1)):
            last += 1
        return first, last

    def _splits(self, place: int) -> bool:
        """Whether a sentence begins at a token: after an end mark, or after a passage that closes with one."""
        if self.is_end(place - 1):
            return self.words[place] not in _TERMINAL
        number = self.inside[place - 1]
        if number < 0 or self.inside[place] == number:
            return False
        return self.text[self.marks[number].content.end - 1] in ".!?…" and self.tokens[place].text[:1].isupper()

    def noun_phrase(self, head: int, floor: int = 0, ceiling: int | None = None) -> tuple[int, int]:
        """First and last token of the noun phrase of a head, without its clauses, inside a range of tokens."""
        ceiling = min(len(self.tokens) if ceiling is None else ceiling, head + _REACH)
        floor = max(floor, head - _REACH)
        keep = {head}
        stack = [head]
        while stack:
            for child in self.children[stack.pop()]:
                token = self.tokens[child]
                clause = token.dep in _NOT_IN_SOURCE or (token.pos in {"VERB", "AUX"} and token.dep != "amod")
                if floor <= child < ceiling and not clause and child not in keep:
                    keep.add(child)
                    stack.append(child)
        first = last = head
        while first - 1 in keep:
            first -= 1
        while last + 1 in keep:
            last += 1
        while first < head and (self.tokens[first].pos in {"PUNCT", "CCONJ", "ADV"} or self.tokens[first].dep == "cc"):
            first += 1
        while last > head and self.tokens[last].pos in {"PUNCT", "CCONJ"}:
            last -= 1
        return first, last

    def phrase_from(self, place: int, ceiling: int, links: Set[str]) -> tuple[int, int] | None:
        """The noun phrase that begins at a token, by word classes alone; None when none does.

        Args:
            place: the token.
            ceiling: token after the last one to look at.
            links: prepositions that keep such a phrase together.
        """
        if place >= ceiling or self.tokens[place].pos not in _NOMINAL or self.inside[place] >= 0:
            return None
        if self.tokens[place].pos == "PRON":
            return place, place
        last = place
        while last + 1 < ceiling and self.inside[last + 1] < 0 and self.tokens[last + 1].pos in _INSIDE:
            if self.tokens[last + 1].pos == "ADP" and self.words[last + 1] not in links:
                break
            last += 1
        while last > place and self.tokens[last].pos in {"ADP", "DET", "PART"}:
            last -= 1
        return place, last


@lru_cache(maxsize=64)
def first_words(phrases: frozenset[str]) -> frozenset[str]:
    """The first word of each of some phrases."""
    return frozenset(phrase.partition(" ")[0] for phrase in phrases)


def _respelt(tokens: Sequence[Token], participles: tuple[str, ...]) -> Iterator[Token]:
    for token in tokens:
        wrong = token.pos in VERBAL and token.text.endswith(participles) and "VerbForm=Part" not in token.morph
        yield token._replace(morph=_PARTICIPLE if token.text.endswith(participles[0]) else _AGREED) if wrong else token


def _reach(heads: Sequence[int], children: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    left, right = list(range(len(heads))), list(range(len(heads)))
    order = [place for place, head in enumerate(heads) if head == place]
    for place in order:
        order.extend(children[place])
    for place in reversed(order):
        head = heads[place]
        if left[place] < left[head]:
            left[head] = left[place]
        if right[place] > right[head]:
            right[head] = right[place]
    return tuple(left), tuple(right)


def _words(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The tokens in lower case; both parts of a short word that was cut before its apostrophe (qu|') stand for it."""
    words = [token.text.lower() for token in tokens]
    for place in range(1, len(words)):
        if words[place] not in _APOSTROPHES:
            continue
        before = tokens[place - 1]
        if before.end == tokens[place].start and len(before.text) <= _ELIDED:
            words[place - 1] = words[place] = words[place - 1] + words[place]
    return tuple(words)


def _inside(tokens: Sequence[Token], marks: Sequence[Mark]) -> tuple[int, ...]:
    if not marks:
        return (-1,) * len(tokens)
    answers = []
    number = 0
    for token in tokens:
        while number < len(marks) and marks[number].span.end <= token.start:
            number += 1
        answers.append(number if number < len(marks) and marks[number].span.start <= token.start else -1)
    return tuple(answers)


def _is_edge(word: str) -> bool:
    """Whether a word at the beginning is punctuation or the name of an agency between slashes."""
    return word in _EDGES or (len(word) > 2 and word[0] == "/" and word.rstrip(".")[-1:] == "/")


def trimmed(paragraph: Paragraph, first: int, last: int) -> tuple[int, int] | None:
    """The range without punctuation at its ends; None when nothing is left."""
    while first <= last and paragraph.inside[first] < 0 and _is_edge(paragraph.tokens[first].text):
        first += 1
    while last >= first and paragraph.inside[last] < 0 and paragraph.words[last] in _EDGE_WORDS:
        if paragraph.words[last] == ")" and "(" in paragraph.words[first:last]:
            break
        last -= 1
    return (first, last) if first <= last else None
