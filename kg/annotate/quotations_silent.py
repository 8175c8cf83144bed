"""Tells cues that report nothing: purposes, summons, what a thing shows, what the writer asks of the reader."""

from kg.annotate.quotations_clauses import Paragraph
from kg.annotate.quotations_cues import CueFound
from kg.annotate.quotations_lexicon import Lexicon
from kg.annotate.quotations_sequels import narrator

__all__ = ["tells_nothing"]


def tells_nothing(paragraph: Paragraph, found: CueFound, words: Lexicon) -> bool:
    """Whether a cue stands where it tells of no speech of anybody in the text."""
    return (
        _is_purpose(paragraph, found.verb, words)
        or _is_summons(paragraph, found, words)
        or _is_shown(paragraph, found, words)
        or _is_writers(paragraph, found, words)
    )


def _is_shown(paragraph: Paragraph, found: CueFound, words: Lexicon) -> bool:
    """Whether all that precedes shows something (« …, ce qui confirme le succès du projet »)."""
    place = found.first - 1
    while place > 1 and paragraph.words[place] in words.clitics | words.reflexives | words.negations:
        place -= 1
    return place > 0 and " ".join(paragraph.words[place - 1 : place + 1]) in words.showings


def _is_writers(paragraph: Paragraph, found: CueFound, words: Lexicon) -> bool:
    """Whether a sentence opens with what the writer asks of the reader (« Rappelons que … », "Thank you for …")."""
    first = paragraph.sentence_bounds(found.verb)[0]
    token, word = paragraph.tokens[found.verb], paragraph.words[found.verb]
    return found.verb == first and (word in words.asked_of_readers or "Mood=Imp" in token.morph)


def _is_carried(paragraph: Paragraph, verb: int, words: Lexicon) -> bool:
    """Whether an infinitive tells of speech that happened: « a tenu à souligner », « a dit espérer »."""
    if verb > 1 and paragraph.words[verb - 2] in words.doubled and paragraph.words[verb - 1] in words.negations:
        return True
    if verb > 1 and paragraph.words[verb - 1] in words.purposes:
        return not words.occasions.isdisjoint(paragraph.words[max(verb - 6, 0) : verb - 1])
    for place in range(verb - 1, max(verb - 6, -1), -1):
        token, word = paragraph.tokens[place], paragraph.words[place]
        if token.pos == "VERB" or word in words.carriers:
            return word in words.carriers or word in words.forms
        if token.pos not in {"ADP", "PRON", "ADV", "AUX", "PART"} and word not in words.clitics:
            return False
    return False


def _is_summons(paragraph: Paragraph, found: CueFound, words: Lexicon) -> bool:
    """Whether a person is called back ("recalled its ambassador"), where the parse tells objects."""
    if words.by_order or not any(cue.lemma in words.summons for cue in found.cues):
        return False
    return any(
        paragraph.tokens[child].dep == "dobj" and words.can_speak(paragraph.words[child])
        for child in paragraph.children[found.verb]
    )


def _is_purpose(paragraph: Paragraph, verb: int, words: Lexicon) -> bool:
    """Whether a verb is an infinitive of purpose or of a noun ("efforts to present …"), which tells of no speech."""
    token = paragraph.tokens[verb]
    if verb > 1 and paragraph.words[verb - 2] in words.sequels:
        return False
    if words.by_order and "VerbForm=Inf" in token.morph:
        told = _is_carried(paragraph, verb, words) or narrator(paragraph, verb, words) is not None
        return not told
    return "VerbForm=Inf" in token.morph and token.dep in {"advcl", "acl", "relcl", "obl:mod", "nmod"}
