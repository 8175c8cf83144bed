"""Tells which verbs of speech go on with another, or are part of what it reports."""

from collections.abc import Mapping

from kg.annotate.quotations_clauses import Paragraph
from kg.annotate.quotations_cues import CueFound
from kg.annotate.quotations_lexicon import Lexicon

__all__ = ["is_fronted", "is_told", "listed_participle", "narrator", "sequel_start"]


# Tokens before an infinitive that opens a sentence, the preposition among them.
_FRONTED = 3


def is_fronted(paragraph: Paragraph, found: CueFound) -> bool:
    """Whether a cue is an infinitive that opens its sentence (« Après avoir rappelé que … »)."""
    first = paragraph.sentence_bounds(found.verb)[0]
    if paragraph.tokens[first].pos != "ADP" or found.first > first + _FRONTED:
        return False
    return any("VerbForm=Inf" in paragraph.tokens[place].morph for place in range(found.first, found.verb + 1))


def sequel_start(paragraph: Paragraph, found: CueFound, words: Lexicon, floor: int) -> int | None:
    """The word that opens an infinitive of speech that goes on with the main clause, None when none does.

    It is that of time (« avant d’ajouter »), « non sans », or a participle (« se bornant à rappeler »).
    """
    place = found.first - 1
    if place > floor and paragraph.words[place - 1] in words.sequels | words.doubled:
        return place - 1
    if "VerbForm=Inf" not in paragraph.tokens[found.first].morph:
        return None
    while place > floor and (paragraph.tokens[place].pos in {"ADP", "ADV"} or paragraph.words[place] in words.clitics):
        place -= 1
    if (
        place <= floor
        or paragraph.words[place] not in words.carriers
        or not paragraph.words[place].endswith(words.gerunds)
    ):
        return None
    return place - (paragraph.words[place - 1] in words.reflexives)


def narrator(paragraph: Paragraph, verb: int, words: Lexicon) -> tuple[int, int] | None:
    """The speaker of a narrative infinitive (« Et la ministre d’ajouter que … »), None when it is none."""
    place = verb - 1
    if place < 2 or "VerbForm=Inf" not in paragraph.tokens[verb].morph or paragraph.words[place] not in words.tidings:
        return None
    first, _ = paragraph.sentence_bounds(verb)
    if paragraph.tokens[first].pos != "CCONJ" or first + 1 >= place:
        return None
    phrase = paragraph.phrase_from(first + 1, place, words.links)
    return phrase if phrase is not None and phrase[1] == place - 1 else None


def is_told(paragraph: Paragraph, found: CueFound, cues: Mapping[int, CueFound], words: Lexicon, floor: int) -> bool:
    """Whether a cue is part of the content of another: « a dit que X considérait … »."""
    place = found.first - 1
    while place > floor:
        if paragraph.words[place] in words.complementizers:
            return any(verb in cues for verb in range(floor, place))
        if place in cues or paragraph.words[place] in {",", ";"}:
            return False
        place -= 1
    return False


def listed_participle(paragraph: Paragraph, found: CueFound) -> bool:
    """Whether a bare past participle after a comma shares the auxiliary of a verb before (« a salué …, rendu … »)."""
    place = found.verb
    if found.first != place or place < 2 or paragraph.words[place - 1] != "," or place + 1 >= len(paragraph.words):
        return False
    morph, after = paragraph.tokens[place].morph, paragraph.tokens[place + 1]
    masculine = "VerbForm=Part" in morph and "Tense=Past" in morph and "Fem" not in morph and "Plur" not in morph
    return masculine and (after.pos in {"DET", "NOUN", "PROPN", "SCONJ"} or paragraph.inside[place + 1] >= 0)
