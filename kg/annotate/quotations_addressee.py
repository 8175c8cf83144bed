"""Finds whom something was said to."""

from kg.annotate.quotations_clauses import Paragraph
from kg.annotate.quotations_cues import CueFound
from kg.annotate.quotations_lexicon import Lexicon

__all__ = ["find_addressee"]


def find_addressee(paragraph: Paragraph, found: CueFound, last: int, words: Lexicon) -> tuple[int, int] | None:
    """The words that name whom something was said to: an object of "tell", a noun after "to" or « à »."""
    teller = next((cue for cue in found.cues if cue.kind == "tell"), None)
    for child in paragraph.children[found.verb]:
        token = paragraph.tokens[child]
        if not found.last < child <= last or token.pos not in {"NOUN", "PROPN", "PRON", "ADP"}:
            continue
        if teller is not None and token.dep in {"dobj", "obj", "dative"}:
            return paragraph.noun_phrase(child, found.last + 1, last + 1)
        if token.dep in {"prep", "dative"} and paragraph.words[child] in words.addressees:
            target = next(iter(paragraph.children[child]), None)
            if target is not None:
                return paragraph.noun_phrase(target, child + 1, last + 1)
        if token.dep in {"obl:arg", "iobj", "obl:mod"} and paragraph.words[paragraph.left[child]] in words.addressees:
            first, end = paragraph.noun_phrase(child, paragraph.left[child] + 1, last + 1)
            return first, end
    return None
