"""Finds the parts of a sentence around a reporting clause set in it: "…, he said, …"."""

from collections.abc import Iterator

from kg.annotate.quotations_clauses import SUBJECTS, VERBAL, Paragraph
from kg.annotate.quotations_cues import CueFound
from kg.annotate.quotations_lexicon import Lexicon

__all__ = ["parenthesis"]

_COMMAS = frozenset([",", "—", "–", "-"])
# Words from "despite" to the noun after it, at most.
_NEAR = 6


def parenthesis(
    paragraph: Paragraph, found: CueFound, source: tuple[int, int] | None, words: Lexicon, first: int, last: int
) -> Iterator[tuple[int, int]]:
    """The parts of a sentence around "…, he said, …": what stands before it, and what after.

    A part without a verb says nothing by itself: "The deal, he said, was dead" is one part with the clause inside.
    """
    if found.takes("quote") is None or found.takes("clause") is None or found.verb - first < 2 or found.passive:
        return
    if (
        any(
            paragraph.tokens[child].dep in {"dobj", "obj"} and child > found.last
            for child in paragraph.children[found.verb]
        )
        and not any(cue.kind == "tell" for cue in found.cues)
        and not words.by_order
    ):
        return
    if paragraph.tokens[found.verb].dep in {"relcl", "acl:relcl"} or paragraph.words[found.verb].endswith(
        words.gerunds
    ):
        return
    begin, end = found.first, found.last
    for child in paragraph.children[found.verb]:
        if paragraph.tokens[child].dep in SUBJECTS and paragraph.inside[child] < 0:
            begin = min(begin, paragraph.left[child] if child < found.verb else begin)
            if child > found.verb:
                end = max(end, paragraph.noun_phrase(child, found.last, last + 1)[1])
    if begin - 1 <= first or paragraph.words[begin - 1] not in _COMMAS or paragraph.inside[begin - 1] >= 0:
        after_comma = _after_comma(paragraph, found, first)
        if after_comma is None:
            return
        begin = after_comma
    if paragraph.words[begin] in words.wheres | words.relatives:
        return
    after = next(
        (place for place in range(end + 1, min(end + 12, last + 1)) if paragraph.words[place] in _COMMAS), None
    )
    clause = any(
        paragraph.tokens[child].dep in {"ccomp", "parataxis"} and child < begin
        for child in paragraph.children[found.verb]
    )
    hung = paragraph.tokens[found.verb].dep in {"parataxis", "dep", "ccomp"} and (
        first <= paragraph.heads[found.verb] < begin or paragraph.heads[found.verb] > end
    )
    phrase = paragraph.phrase_from(found.last + 1, last + 1, words.links)
    clitic = any(
        paragraph.words[place][:1] == "-" and len(paragraph.words[place]) > 1
        for place in range(found.first, min(found.last + 3, last + 1))
    )
    inverted = begin == found.first and (
        phrase is not None or clitic or (source is not None and source[0] > found.verb)
    )
    stop = after if words.by_order and after is not None and _gerund_at(paragraph, after + 1, last, words) else last
    closing = not any(paragraph.tokens[place].pos == "VERB" for place in range(end + 1, stop + 1))
    if words.by_order and not inverted:
        return
    if not (clause or hung or (closing and (inverted or begin < found.first <= begin + 6))):
        return
    if any(paragraph.tokens[child].dep == "mark" for child in paragraph.children[found.verb]):
        return
    if after != end + 1 and not clause and _clause_after(paragraph, found, end):
        return
    if begin == found.first and not inverted:
        return
    if (after is None or after >= last) and not any(
        paragraph.tokens[place].pos in VERBAL for place in range(first, begin - 1)
    ):
        return
    if begin - first < 4 and after != end + 1:
        return
    if words.by_order and not any(paragraph.tokens[place].pos in VERBAL for place in range(first, begin - 1)):
        return
    light = after is not None and after < last and paragraph.tokens[after + 1].pos in {"ADP", "ADV"}
    goes_on = stop == last and after is not None and after < last and (not closing or after == end + 1)
    if after is None or not goes_on or (words.by_order and light):
        yield first, begin - 2
    elif any(paragraph.tokens[place].pos in VERBAL for place in range(first, begin - 1)):
        yield first, begin - 2
        if not _is_set_against(paragraph, after + 1, last, words):
            yield after + 1, last
    else:
        yield first, last


def _is_set_against(paragraph: Paragraph, place: int, last: int, words: Lexicon) -> bool:
    """Whether the journalist sets what others told against what was said ("despite earlier reports")."""
    near = paragraph.words[place + 1 : min(place + _NEAR, last + 1)]
    return paragraph.words[place] in words.despites and not words.accounts.isdisjoint(near)


def _gerund_at(paragraph: Paragraph, place: int, last: int, words: Lexicon) -> bool:
    """Whether a participle that goes on with the main clause begins at a token."""
    while place < last and (paragraph.tokens[place].pos == "ADV" or paragraph.words[place] in words.gerund_openers):
        place += 1
    return place <= last and paragraph.words[place].endswith(words.gerunds) and paragraph.tokens[place].pos == "VERB"


def _clause_after(paragraph: Paragraph, found: CueFound, end: int) -> bool:
    """Whether a clause with a subject follows a cue as its content."""
    return any(
        child > end
        and paragraph.tokens[child].dep == "ccomp"
        and any(paragraph.tokens[each].dep in SUBJECTS for each in paragraph.children[child])
        for child in paragraph.children[found.verb]
    )


def _after_comma(paragraph: Paragraph, found: CueFound, first: int) -> int | None:
    """First token of a noun phrase between a comma and a cue that ends the sentence, whatever the parser made of it."""
    for place in range(found.first - 1, max(found.first - 9, first + 2), -1):
        token = paragraph.tokens[place]
        if paragraph.inside[place] >= 0 or token.pos in {"VERB", "AUX", "SCONJ", "ADP"}:
            return None
        if paragraph.words[place] == ",":
            return place + 1 if place + 1 < found.first else None
    return None
