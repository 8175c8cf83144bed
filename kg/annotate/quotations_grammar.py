"""Finds the content of a reporting verb by its grammar, for languages whose parses can be relied on."""

from collections.abc import Iterator

from kg.annotate.quotations_clauses import SUBJECTS, VERBAL, Paragraph, trimmed
from kg.annotate.quotations_cues import CueFound
from kg.annotate.quotations_lexicon import Lexicon

__all__ = ["contents_by_grammar"]

_OBJECTS = frozenset(["dobj", "obj", "iobj", "obl:arg", "dative"])
_DIRECT_OBJECTS = frozenset(["dobj", "obj"])
_EXTENDS = frozenset(["ADJ", "ADP", "NOUN", "PROPN", "DET", "NUM"])


def contents_by_grammar(
    paragraph: Paragraph, found: CueFound, words: Lexicon, last: int
) -> Iterator[tuple[str, tuple[int, int] | None]]:
    """What the parse offers as the content of a cue besides a clause, best first: rule, and first and last token.

    Args:
        paragraph: where the cue is.
        found: the cue.
        words: words of reported speech.
        last: last token of the sentence.
    """
    yield "order", _order(paragraph, found, last)
    if found.takes("as") is not None:
        yield "as", _called(paragraph, found, last)
    yield "infinitive", _infinitive(paragraph, found, last)
    yield "as", _small_clause(paragraph, found, words, last)
    yield "noun", _nominal(paragraph, found, words, last)


def _order(paragraph: Paragraph, found: CueFound, last: int) -> tuple[int, int] | None:
    if found.takes("order") is None:
        return None
    for child in paragraph.children[found.verb]:
        token = paragraph.tokens[child]
        if child > found.verb and token.dep in {"xcomp", "ccomp"} and token.pos in VERBAL:
            objects = [
                each
                for each in (*paragraph.children[found.verb], *paragraph.children[child])
                if found.last < each < child and paragraph.tokens[each].dep in _OBJECTS | SUBJECTS
            ]
            start = min([paragraph.left[child], *(paragraph.left[each] for each in objects)])
            return trimmed(paragraph, max(start, found.last + 1), min(paragraph.right[child], last))
    return None


def _infinitive(paragraph: Paragraph, found: CueFound, last: int) -> tuple[int, int] | None:
    if found.takes("infinitive") is None:
        return None
    for child in paragraph.children[found.verb]:
        token = paragraph.tokens[child]
        if child > found.verb and token.dep == "xcomp" and token.pos in VERBAL:
            return trimmed(paragraph, max(paragraph.left[child], found.last + 1), min(paragraph.right[child], last))
    return None


def _small_clause(paragraph: Paragraph, found: CueFound, words: Lexicon, last: int) -> tuple[int, int] | None:
    """Something and what it is called: "called the deal a mistake", « a qualifié la hausse de menace »."""
    if found.takes("as") is None:
        return None
    children = [
        child
        for child in paragraph.children[found.verb]
        if child > found.last
        and paragraph.tokens[child].dep not in {"punct", "advcl", "conj", "cc", "npadvmod", "advmod"}
    ]
    objects = [
        child
        for child in children
        if paragraph.tokens[child].dep in _DIRECT_OBJECTS
        or (paragraph.tokens[child].dep == "ccomp" and paragraph.tokens[child].pos in {"NOUN", "PROPN", "ADJ", "X"})
    ]
    predicates = [
        child
        for child in children
        if paragraph.tokens[child].dep
        in {"oprd", "attr", "xcomp", "obl:arg", "obl:mod", "prep", "acomp", "obj", "dobj"}
        and child not in objects[:1]
    ]
    predicates = [
        child
        for child in predicates
        if paragraph.tokens[child].dep != "prep" or paragraph.words[child] in words.predicates
    ]
    named = any(cue.lemma in words.namers for cue in found.cues if "as" in cue.takes)
    if objects and (
        predicates
        or paragraph.tokens[objects[0]].dep == "ccomp"
        or (paragraph.tokens[objects[0]].dep in _DIRECT_OBJECTS and not named)
    ):
        end = _extended(paragraph, max(paragraph.right[child] for child in (objects[0], *predicates[:1])), last, words)
        start = max(paragraph.left[objects[0]], found.last + 1)
        if end - start >= (1 if predicates else 2):
            return trimmed(paragraph, start, min(end, last))
    return None


def _called(paragraph: Paragraph, found: CueFound, last: int) -> tuple[int, int] | None:
    """Something and a quoted name for it after a verb of naming ("called the plan a “disgrace”")."""
    for place in range(found.last + 1, min(found.last + 22, last + 1)):
        if paragraph.inside[place] >= 0:
            if place < found.last + 2 or not paragraph.marks[paragraph.inside[place]].woven:
                return None
            end = place
            while end < last and paragraph.inside[end + 1] == paragraph.inside[place]:
                end += 1
            return found.last + 1, end
        if paragraph.tokens[place].pos in {"VERB", "AUX", "SCONJ"} or paragraph.words[place] in {";", ":"}:
            return None
    return None


def _nominal(paragraph: Paragraph, found: CueFound, words: Lexicon, last: int) -> tuple[int, int] | None:
    cue = next((each for each in found.cues if "noun" in each.takes and not each.links), None)
    linked = next((each for each in found.cues if "noun" in each.takes and each.links), None)
    for child in paragraph.children[found.verb]:
        token = paragraph.tokens[child]
        if child <= found.last or (paragraph.inside[child] >= 0 and not token.text):
            continue
        if cue is not None and token.dep in _DIRECT_OBJECTS:
            if cue.lemma in words.welcomes and any(
                paragraph.words[each] in words.greetings for each in paragraph.children[found.verb]
            ):
                return None
            start = max(paragraph.left[child], found.last + 1)
            reason = _reason(paragraph, found, child, last, words) if cue.kind in {"praise", "criticise"} else None
            if reason is not None:
                return (start, reason)
            if token.pos == "PRON":
                continue
            return (start, _extended(paragraph, min(paragraph.right[child], last), last, words))
        if (
            linked is not None
            and paragraph.words[paragraph.left[child]] in linked.links
            and paragraph.left[child] == found.last + 1
        ):
            start = paragraph.left[child]
            if paragraph.words[start] not in words.prepositions:
                start += 1
            return (start, _extended(paragraph, min(paragraph.right[child], last), last, words))
    return None


def _extended(paragraph: Paragraph, end: int, last: int, words: Lexicon) -> int:
    """Last token of a phrase with the adjectives and prepositional phrases that the parser hung elsewhere."""
    if not words.by_order:
        return end
    while end < last:
        pos = paragraph.tokens[end + 1].pos
        adjective = end + 2 <= last and paragraph.tokens[end + 2].pos == "ADJ"
        if paragraph.inside[end + 1] < 0 and pos not in _EXTENDS and not (adjective and pos in {"CCONJ", "PUNCT"}):
            break
        end += 1
    return end


def _reason(paragraph: Paragraph, found: CueFound, thing: int, last: int, words: Lexicon) -> int | None:
    """Last token of "for …", "of …" after whom somebody praises, blames or accuses; None when there is none."""
    for child in paragraph.children[found.verb]:
        if child > thing and paragraph.tokens[child].dep == "prep" and paragraph.words[child] in words.reasons:
            return min(paragraph.right[child], last)
    return None
