"""Offers whatever the parse hangs on a reporting word as its content, for a trained model to choose from."""

from collections.abc import Iterator

from kg.annotate.quotations_clauses import SUBJECTS, Paragraph
from kg.annotate.quotations_cues import CueFound
from kg.annotate.quotations_lexicon import Lexicon

__all__ = ["offered", "offered_by_nouns", "shorter"]

_CLAUSES = frozenset(["xcomp", "ccomp", "oprd", "acomp", "attr", "acl", "advcl"])
_SPLIT = frozenset(["advcl", "npadvmod", "prep", "cc", "parataxis", "advmod", "relcl"])
_NOUN_CLAUSES = frozenset(["acl", "ccomp", "relcl"])
_MOST = 4

Offer = tuple[str, int, int]


def offered(paragraph: Paragraph, found: CueFound, last: int) -> Iterator[Offer]:
    """The complements of a verb, one by one and an object with what follows it: rule, first and last token.

    Args:
        paragraph: where the cue is.
        found: the cue.
        last: last token of the sentence.
    """
    thing: int | None = None
    for child in paragraph.children[found.verb]:
        token = paragraph.tokens[child]
        if token.dep == "nsubjpass" and child < found.first:
            yield "offer subject", paragraph.left[child], paragraph.right[child]
        if not found.last < child <= last or paragraph.inside[child] >= 0:
            continue
        end = min(paragraph.right[child], last)
        if token.dep in {"dobj", "dative"}:
            thing = child
            yield "offer object", max(paragraph.left[child], found.last + 1), end
        elif token.dep in _CLAUSES:
            start = max(paragraph.left[child], found.last + 1)
            yield f"offer {token.dep}", start, end
            if thing is not None:
                yield "offer both", max(paragraph.left[thing], found.last + 1), end
        elif token.dep == "prep":
            for inner in paragraph.children[child]:
                if inner > child and paragraph.tokens[inner].dep in {"pobj", "pcomp"}:
                    yield f"offer {paragraph.words[child]}", paragraph.left[inner], min(paragraph.right[inner], last)
            if thing is not None:
                yield "offer both", max(paragraph.left[thing], found.last + 1), end
            else:
                yield "offer prep", child, end


def shorter(paragraph: Paragraph, first: int, last: int) -> Iterator[int]:
    """Last tokens at which a content could end early: before a modifier or a coordinated part that ends it."""
    count = 0
    for place in range(last, first + 2, -1):
        token = paragraph.tokens[place]
        if (token.dep in _SPLIT and paragraph.right[place] >= last) or paragraph.words[place] == ",":
            stop = min(paragraph.left[place], place) - 1
            if first < stop < last:
                yield stop
                count += 1
        if count == _MOST:
            return


def offered_by_nouns(paragraph: Paragraph, words: Lexicon) -> Iterator[tuple[CueFound, tuple[int, int] | None, Offer]]:
    """What nouns of speech have as their content: a cue, its source, and the offer ("his claim that …").

    The source is the owner of the noun, or else the subject of the verb whose object it is.
    """
    for place, word in enumerate(paragraph.words):
        cue = words.nouns.get(word)
        if cue is None or paragraph.inside[place] >= 0 or paragraph.tokens[place].pos != "NOUN":
            continue
        found = CueFound(place, place, place, (cue,), False, False)
        source = _owner(paragraph, place)
        for child in paragraph.children[place]:
            dep = paragraph.tokens[child].dep
            if child > place and dep in _NOUN_CLAUSES:
                yield found, source, (f"noun {dep}", paragraph.left[child], paragraph.right[child])
            elif child > place and dep == "prep":
                for inner in paragraph.children[child]:
                    offer = (f"noun {paragraph.words[child]}", paragraph.left[inner], paragraph.right[inner])
                    yield found, source, offer


def _owner(paragraph: Paragraph, noun: int) -> tuple[int, int] | None:
    for child in paragraph.children[noun]:
        if paragraph.tokens[child].dep == "poss":
            first, last = paragraph.noun_phrase(child)
            while last > first and paragraph.tokens[last].dep == "case":
                last -= 1
            return first, last
    verb = paragraph.heads[noun]
    for child in paragraph.children[verb]:
        if verb != noun and paragraph.tokens[child].dep in SUBJECTS and child < verb:
            return paragraph.noun_phrase(child, 0, verb)
    return None
