"""Finds the that-clause of a cue, and where another cue cuts it short."""

from collections.abc import Set

from kg.annotate.quotations_according import opens_according
from kg.annotate.quotations_clauses import SUBJECTS, VERBAL, Paragraph
from kg.annotate.quotations_cues import CueFound
from kg.annotate.quotations_lexicon import Lexicon
from kg.annotate.quotations_sources import listed_participle

__all__ = ["cut", "that_clause"]


def that_clause(
    paragraph: Paragraph, found: CueFound, cues: dict[int, CueFound], words: Lexicon, last: int
) -> tuple[int, int] | None:
    """First and last token of the clause after "that", or of a clause without it that the parser hung on the cue.

    Args:
        paragraph: where the cue is.
        found: the cue.
        cues: all cues of the paragraph by verb.
        words: words of reported speech.
        last: last token of the sentence.
    """
    opening = _complementizer(paragraph, found, words, last)
    if found.takes("clause") is None and (opening is None or found.takes("that") is None):
        return None
    clause = next(
        (
            child
            for child in paragraph.children[found.verb]
            if paragraph.tokens[child].dep == "ccomp" and child > found.verb and paragraph.right[child] > found.last
        ),
        None,
    )
    if opening is not None:
        start = opening + 1
        end = last if clause is None else max(paragraph.right[clause], start)
        if words.by_order:
            end = last
    elif clause is not None and not words.by_order:
        start = max(paragraph.left[clause], found.last + 1)
        end = paragraph.right[clause]
        if not any(paragraph.tokens[child].dep in SUBJECTS for child in paragraph.children[clause]):
            objects = [
                child
                for child in paragraph.children[found.verb]
                if found.last < child < start and paragraph.tokens[child].dep == "dobj"
            ]
            start = min([start, *(paragraph.left[child] for child in objects)])
        if start < clause and any(
            paragraph.tokens[place].pos == "PUNCT" and paragraph.words[place] == ":" for place in range(start, clause)
        ):
            return None
    else:
        return None
    return (start, min(end, last))


def _complementizer(paragraph: Paragraph, found: CueFound, words: Lexicon, last: int) -> int | None:
    """Index of the "that" of a cue: beside it, or after an addressee, a time or a place."""
    commas = 0
    for place in range(found.last + 1, min(found.last + 14, last)):
        token = paragraph.tokens[place]
        commas += paragraph.words[place] == ","
        if paragraph.words[place] in words.complementizers and paragraph.inside[place] < 0:
            if words.by_order and (
                (commas == 1 and paragraph.words[place - 1] == ",") or _has_object(paragraph, found, place, words)
            ):
                return None
            marks = token.pos == "SCONJ" or token.dep == "mark"
            if marks or (token.pos in {"PRON", "ADP", "DET"} and place <= found.last + 2):
                return place
            return None
        aside = words.by_order and commas == 1 and "VerbForm=Part" in token.morph and token.dep != "conj"
        if token.pos in VERBAL and token.dep not in {"amod", "acl"} and not aside:
            return None
        if paragraph.words[place] in {":", ";"}:
            return None
    return None


def _has_object(paragraph: Paragraph, found: CueFound, that: int, words: Lexicon) -> bool:
    """Whether the object of a cue ends right before « que », which is then a relative pronoun."""
    if that < found.last + 3 or found.takes("noun") is None or any(cue.kind == "tell" for cue in found.cues):
        return False
    opened = paragraph.tokens[found.last + 1].pos == "DET" and paragraph.words[found.last + 1] not in words.pronouns
    return opened and paragraph.tokens[that - 1].pos in {"NOUN", "ADJ"} and paragraph.words[that - 1] not in words.dates


def cut(
    paragraph: Paragraph,
    found: CueFound,
    cues: dict[int, CueFound],
    start: int,
    end: int,
    used: Set[int],
    words: Lexicon,
) -> int:
    """Last token of a content that begins at `start`, before another verb of the same speaker goes on."""
    for place in range(start + 1, end + 1):
        if paragraph.inside[place] >= 0 and paragraph.inside[place] == paragraph.inside[start]:
            continue
        other = cues.get(place)
        if other is not None and place in used and place != found.verb:
            return _clause_before(paragraph, other, start)
        if other is not None and other.verb != found.verb:
            before = other.first - 1
            while before > start and paragraph.tokens[before].pos == "ADV":
                before -= 1
            joined = paragraph.tokens[before].pos == "CCONJ" or paragraph.words[before] == ","
            form = paragraph.words[place]
            participle = form.endswith(words.gerunds) and (
                paragraph.words[before] == "," or paragraph.words[before] in words.gerund_openers
            )
            if before > start and (
                participle
                or (words.by_order and listed_participle(paragraph, other) and found.first < found.verb)
                or (
                    joined and paragraph.tokens[before].pos == "CCONJ" and _same_speaker(paragraph, found, other, words)
                )
            ):
                return before - 1
        if paragraph.words[place] == "," and opens_according(paragraph, place + 1, words):
            return place - 1
    return end


def _clause_before(paragraph: Paragraph, other: CueFound, start: int) -> int:
    """Last token before the clause of another cue: before its subject, a conjunction and a comma."""
    subjects = [
        paragraph.left[child]
        for child in paragraph.children[other.verb]
        if paragraph.tokens[child].dep in SUBJECTS and start < child < other.first
    ]
    place = min([other.first, *subjects]) - 1
    while place > start and paragraph.tokens[place].pos in {"CCONJ", "PUNCT", "ADV"}:
        place -= 1
    return place


def _same_speaker(paragraph: Paragraph, found: CueFound, other: CueFound, words: Lexicon) -> bool:
    """Whether a coordinated verb without a subject of its own goes on with the verb of the cue."""
    if any(paragraph.tokens[child].dep in SUBJECTS and child < other.verb for child in paragraph.children[other.verb]):
        return False
    if paragraph.heads[other.verb] == found.verb:
        return True
    if not words.by_order:
        return "VerbForm=Fin" in paragraph.tokens[other.verb].morph and _same_form(paragraph, found.verb, other.verb)
    morph = paragraph.tokens[other.first].morph if other.first < other.verb else paragraph.tokens[other.verb].morph
    return "VerbForm=Inf" not in morph


def _same_form(paragraph: Paragraph, one: int, other: int) -> bool:
    """Whether two verbs have the same tense and person."""
    return paragraph.tokens[one].morph == paragraph.tokens[other].morph
