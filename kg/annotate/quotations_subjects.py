"""Finds the noun phrase before a verb or a relative pronoun by word order, whatever the parser made of it."""

from kg.annotate.quotations_clauses import AUXILIARIES, VERBAL, Paragraph
from kg.annotate.quotations_cues import CueFound
from kg.annotate.quotations_lexicon import Lexicon

# Tokens before a relative pronoun in which its noun phrase is looked for.
_REACH = 40

__all__ = [
    "antecedent",
    "before_aside",
    "before_clause",
    "in_aside",
    "left_phrase",
    "nominal_before",
    "set_apart",
    "with_other_name",
]


def antecedent(paragraph: Paragraph, found: CueFound, words: Lexicon, floor: int) -> tuple[int, int] | None:
    """The noun before a relative pronoun that is the subject of a cue (« ce ministre qui, un soir, lançait »)."""
    for place in range(found.first - 1, max(floor, found.first - 14), -1):
        token = paragraph.tokens[place]
        if paragraph.words[place] in words.relatives and "PronType=Rel" in token.morph:
            return left_phrase(paragraph, place, floor) if paragraph.words[place] not in words.complementizers else None
        if token.pos in {"VERB", "AUX", "SCONJ", "CCONJ"} or paragraph.inside[place] >= 0:
            return None
    return None


def set_apart(paragraph: Paragraph, found: CueFound, words: Lexicon, floor: int) -> tuple[int, int] | None:
    """The subject before a pronoun or a relative clause between commas (« le maire, lui, dit »)."""
    comma = found.first - 1
    if comma - 2 <= floor or paragraph.words[comma] != "," or paragraph.inside[comma - 1] >= 0:
        return None
    if paragraph.words[comma - 2] == ",":
        stressed = paragraph.tokens[comma - 1].pos == "PRON" and paragraph.words[comma - 1] in words.asides
        return left_phrase(paragraph, comma - 2, floor) if stressed else None
    before = before_clause(paragraph, found.first, words, floor)
    opens = before < found.first and not any(paragraph.words[place] == "," for place in range(before + 1, comma))
    return left_phrase(paragraph, before, floor) if opens else None


def before_clause(paragraph: Paragraph, before: int, words: Lexicon, floor: int) -> int:
    """The place before a relative clause between commas that ends right before a verb group, else that of the group."""
    if before - 1 <= floor or paragraph.words[before - 1] != ",":
        return before
    for place in range(before - 2, floor, -1):
        if paragraph.words[place] in words.relatives | words.wheres and paragraph.words[place - 1] == ",":
            return place - 1
        if paragraph.inside[place] >= 0 or paragraph.words[place] in {";", ":"}:
            break
    return before


def in_aside(paragraph: Paragraph, place: int, found: CueFound) -> bool:
    """Whether a noun stands between an auxiliary and its participle (« a de son côté appelé »)."""
    return found.first < place < found.verb and paragraph.tokens[place].pos in {"NOUN", "PROPN"}


def before_aside(paragraph: Paragraph, before: int, floor: int) -> tuple[int, int] | None:
    """The noun phrase right before a verb group, or before the aside between commas that stands there."""
    phrase = left_phrase(paragraph, before, floor)
    if phrase is not None or before <= floor or paragraph.words[before - 1] != ",":
        return phrase
    comma = next((place for place in range(before - 2, floor, -1) if paragraph.words[place] == ","), None)
    return left_phrase(paragraph, comma, floor) if comma is not None else None


def left_phrase(paragraph: Paragraph, before: int, floor: int) -> tuple[int, int] | None:
    """The noun phrase that ends right before a verb group, when no preposition opens it."""
    place = before - 1
    while place > floor and paragraph.tokens[place].pos in {"PUNCT", "ADV"}:
        place -= 1
    if (
        place < floor
        or paragraph.tokens[place].pos not in {"NOUN", "PROPN", "PRON", "ADJ"}
        or paragraph.inside[place] >= 0
    ):
        return None
    last, seen = place, {place}
    while (
        floor <= paragraph.heads[place] < before
        and paragraph.heads[place] not in seen
        and paragraph.tokens[paragraph.heads[place]].pos in {"NOUN", "PROPN", "PRON", "ADJ"}
    ):
        place = paragraph.heads[place]
        seen.add(place)
    if any(paragraph.tokens[child].dep == "case" for child in paragraph.children[place]):
        return _after_last_comma(paragraph, place, last, before)
    return paragraph.noun_phrase(place, floor, before)


def with_other_name(paragraph: Paragraph, phrase: tuple[int, int], verb: int, floor: int) -> tuple[int, int]:
    """A name before a plural verb with the one before "and" hung elsewhere (« Roy et Berg ont dit »)."""
    first, last = phrase
    tokens = paragraph.tokens
    if first - 1 <= floor or tokens[first - 1].pos != "CCONJ" or tokens[first].pos != "PROPN":
        return phrase
    start = first - 1
    while start > floor and tokens[start - 1].pos == "PROPN" and paragraph.inside[start - 1] < 0:
        start -= 1
    opens = start == floor or paragraph.words[start - 1] == ","
    group = (verb, *(each for each in paragraph.children[verb] if tokens[each].dep in AUXILIARIES))
    plural = any("Number=Plur" in tokens[each].morph for each in group)
    return (start, last) if opens and plural and start < first - 1 else phrase


def _after_last_comma(paragraph: Paragraph, head: int, last: int, before: int) -> tuple[int, int] | None:
    """The name or noun phrase between a comma and a verb group, which the parser hung on what stands before it."""
    comma = next((place for place in range(last, head, -1) if paragraph.words[place] == ","), None)
    if comma is None or paragraph.tokens[comma + 1].pos not in {"DET", "PROPN", "NOUN"}:
        return None
    return comma + 1, before - 1


def nominal_before(paragraph: Paragraph, pronoun: int, words: Lexicon, floor: int) -> tuple[int, int] | None:
    """The noun phrase right before a relative pronoun, whatever the parser hung its verb on; None without one."""
    place = pronoun - 1 - (paragraph.words[pronoun - 1] == ",")
    if place < floor or paragraph.tokens[place].pos not in {"NOUN", "PROPN", "ADJ"} or paragraph.inside[place] >= 0:
        return None
    first, floor = place, max(floor, place - _REACH)
    while first > floor and paragraph.inside[first - 1] < 0 and not _is_verb(paragraph, first - 1, words):
        first -= 1
    while (
        paragraph.tokens[paragraph.heads[place]].pos in {"NOUN", "PROPN", "ADJ"}
        and first <= paragraph.heads[place] < place
    ):
        place = paragraph.heads[place]
    return paragraph.noun_phrase(place, first, pronoun)


def _is_verb(paragraph: Paragraph, place: int, words: Lexicon) -> bool:
    """Whether a word is a verb, or one of speech right after a comma that the parser took for a noun."""
    if paragraph.tokens[place].pos in VERBAL:
        return True
    return place > 0 and paragraph.words[place] in words.forms and paragraph.words[place - 1] == ","
