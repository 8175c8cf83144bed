"""Finds reporting clauses whose subject follows the verb: « …, a dit le ministre », « …, a-t-il dit, … »."""

from msgspec import Struct

from kg.annotate.quotations_clauses import VERBAL, Paragraph
from kg.annotate.quotations_cues import CueFound
from kg.annotate.quotations_extent import after_time
from kg.annotate.quotations_lexicon import Lexicon
from kg.annotate.quotations_names import with_name

__all__ = ["Inversion", "find_inversion", "hung_subject", "subject_after"]

_LIGHT = frozenset(["ADP", "ADV", "SCONJ", "CCONJ"])


class Inversion(Struct, frozen=True):
    """A reporting clause with its subject after the verb.

    Attributes:
        source: first and last token of the subject.
        contents: first and last token of each part of what is reported.
    """

    source: tuple[int, int]
    contents: tuple[tuple[int, int], ...]


def find_inversion(paragraph: Paragraph, found: CueFound, words: Lexicon, first: int, last: int) -> Inversion | None:
    """The inverted clause of a cue after a comma, None when it heads none.

    A clause set between the subject and the verb of what it reports leaves one content around it.

    Args:
        paragraph: where the cue is.
        found: the cue.
        words: words of reported speech.
        first: first token of the sentence.
        last: its last token.
    """
    comma = found.first - 1
    if (
        comma <= first
        or paragraph.words[comma] != ","
        or found.takes("quote") is None
        or not _is_finite(paragraph, found, words)
    ):
        return None
    source = hung_subject(paragraph, found, words) or subject_after(paragraph, found.last + 1, last + 1, words)
    whole = (first, comma - 1)
    commas = sum(paragraph.words[place] == "," and paragraph.inside[place] < 0 for place in range(first, last))
    told = commas == 1 or _has_main_clause(paragraph, *whole, words)
    if source is None or not (source[0] <= found.last + 1 or _can_be_subject(paragraph, found, source, told)):
        return None
    if source[0] == found.last + 1 and not _can_be_subject(paragraph, found, source, told):
        return None
    hung = paragraph.words[source[0]][0] in "-‑"
    if not hung and not told and any("noun" in cue.takes for cue in found.cues) and _has_verb(paragraph, *whole):
        return None
    source = with_name(paragraph, source, last)
    tail = max(source[1], found.last) + 1
    close = next((place for place in range(tail, last + 1) if paragraph.words[place] == ","), None)
    goes_on = close is not None and close < last and paragraph.tokens[close + 1].pos not in _LIGHT
    if close is not None and goes_on and _is_relative(paragraph, close + 1, words):
        goes_on = False
    if _has_verb(paragraph, *whole):
        if close is None or not goes_on or paragraph.words[close + 1].endswith(words.gerunds):
            return Inversion(source, (whole,))
        rest = (close + 1, last)
        verbs = [place for place in range(close + 1, last) if paragraph.tokens[place].pos in VERBAL]
        return Inversion(source, (whole, rest) if verbs and not _is_listed(paragraph, verbs[0]) else (whole,))
    gerund = close is not None and paragraph.words[close + 1].endswith(words.gerunds)
    if _is_object(paragraph, found, source, words):
        return None
    if close is not None and not gerund and _has_verb(paragraph, close + 1, last) and comma - first >= 2:
        return Inversion(source, ((first, last),))
    return None


def hung_subject(paragraph: Paragraph, found: CueFound, words: Lexicon) -> tuple[int, int] | None:
    """The subject pronoun hung on a cue or its auxiliary ("a-t-il dit", "dit-elle"), None when there is none."""
    for place in range(found.first, min(found.last + 3, len(paragraph.words))):
        word = paragraph.words[place]
        if len(word) > 1 and word[0] in "-‑" and word[1:] in words.subject_clitics:
            return place, place
    return None


def subject_after(paragraph: Paragraph, begin: int, stop: int, words: Lexicon) -> tuple[int, int] | None:
    """The noun phrase after a verb and the times, places and addressees beside it, None when there is none."""
    place = after_time(paragraph, begin, stop, words)
    if place < stop and paragraph.tokens[place].pos == "ADP":
        for other in range(place + 2, min(place + 9, stop)):
            before, token = paragraph.tokens[other - 1], paragraph.tokens[other]
            if token.pos in {"DET", "PROPN"} and before.pos in {"NOUN", "PROPN", "ADJ"} and token.dep != "flat:name":
                return paragraph.phrase_from(other, stop, words.links)
            if token.pos == "PUNCT" and paragraph.words[other] == "," and before.pos in {"NOUN", "PROPN"}:
                opens = other + 1 < stop and paragraph.tokens[other + 1].pos in {"DET", "PROPN"}
                return paragraph.phrase_from(other + 1, stop, words.links) if opens else None
            if token.pos in {"VERB", "AUX", "PUNCT"}:
                return None
        return None
    return paragraph.phrase_from(place, stop, words.links)


def _is_finite(paragraph: Paragraph, found: CueFound, words: Lexicon) -> bool:
    group = [paragraph.tokens[place] for place in range(found.first, found.verb + 1)]
    if hung_subject(paragraph, found, words) or any("VerbForm=Fin" in token.morph for token in group):
        return True
    return found.first == found.verb and not any(form in group[-1].morph for form in ("VerbForm=Part", "VerbForm=Inf"))


def _can_be_subject(paragraph: Paragraph, found: CueFound, phrase: tuple[int, int], told: bool) -> bool:
    """Whether the noun after a verb that could have an object is its subject, as it is when a whole clause is told."""
    tokens = [paragraph.tokens[place] for place in range(phrase[0], phrase[1] + 1)]
    if tokens[0].pos == "PRON":
        return len(tokens[0].text) > 1 and tokens[0].text[0] == "-"
    return told or "Poss=Yes" not in tokens[0].morph or not any("noun" in cue.takes for cue in found.cues)


def _is_object(paragraph: Paragraph, found: CueFound, phrase: tuple[int, int], words: Lexicon) -> bool:
    """Whether the noun after a verb is what is asked for or announced, not who speaks (« …, a demandé un délai »)."""
    noun = next((at for at in range(phrase[0], phrase[1] + 1) if paragraph.tokens[at].pos in {"NOUN", "PROPN"}), None)
    if noun is None or paragraph.tokens[noun].pos == "PROPN" or words.can_speak(paragraph.words[noun]):
        return False
    return paragraph.words[phrase[0]] in words.indefinites and any("noun" in cue.takes for cue in found.cues)


def _has_main_clause(paragraph: Paragraph, first: int, last: int, words: Lexicon) -> bool:
    """Whether a stretch holds a finite verb outside its relative clauses, or a second one in or after such a clause."""
    relative = passed = False
    for place in range(first, last + 1):
        if paragraph.words[place] == ",":
            relative = passed = False
        relative = relative or (place > first and _is_relative(paragraph, place, words))
        if "VerbForm=Fin" in paragraph.tokens[place].morph:
            if not relative or passed:
                return True
            passed = True
    return False


def _has_verb(paragraph: Paragraph, first: int, last: int) -> bool:
    return any(
        paragraph.tokens[place].pos in VERBAL or paragraph.inside[place] >= 0 for place in range(first, last + 1)
    )


def _is_relative(paragraph: Paragraph, place: int, words: Lexicon) -> bool:
    return paragraph.words[place] in words.relatives | words.wheres or "PronType=Rel" in paragraph.tokens[place].morph


def _is_listed(paragraph: Paragraph, verb: int) -> bool:
    """Whether the verb after the clause is itself a participle or belongs to it."""
    return any(form in paragraph.tokens[verb].morph for form in ("VerbForm=Part", "VerbForm=Inf"))
