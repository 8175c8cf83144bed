"""Attributes a passage between quotation marks to the words before it: X said: "…"; according to X, "…"; X: "…"."""

from kg.annotate.quotations_according import according_at
from kg.annotate.quotations_clauses import VERBAL, Paragraph
from kg.annotate.quotations_cues import CueFound
from kg.annotate.quotations_inversion import subject_after
from kg.annotate.quotations_lexicon import Lexicon
from kg.annotate.quotations_passages import Attribution, is_title
from kg.annotate.quotations_questions import is_asked_before
from kg.annotate.quotations_sequels import is_told
from kg.annotate.quotations_sources import find_source, is_subject, main_source

__all__ = ["tag_before"]

_LONGEST_VIEWER = 14
_LEADS_NOUN = frozenset(["ADP", "DET", "PART", "ADJ", "CCONJ", "NUM"])


def tag_before(
    paragraph: Paragraph, number: int, gap: range, cues: dict[int, CueFound], words: Lexicon
) -> Attribution | None:
    """A clause before the passage: X said: "…"; X a déclaré …, ajoutant : « … »."""
    if not gap:
        return None
    last = gap[-1]
    ending = paragraph.words[last]
    colon = ending == ":"
    if words.by_order and not colon and _goes_on_after(paragraph, number, words):
        return None
    if not colon and last not in cues and (paragraph.tokens[last].pos in _LEADS_NOUN or is_title(paragraph, number)):
        return None
    if not colon and ending != "," and last not in cues and not _near_cue(paragraph, gap, cues):
        return None
    for place in reversed(gap):
        found = cues.get(place)
        if found is None or (found.takes("quote") is None and not (colon and place >= last - 2)):
            continue
        if found.negated:
            if colon and words.by_order:
                break
            return None
        if is_asked_before(paragraph, found, words, colon=colon):
            return None
        if colon and _resumes(paragraph, found):
            return Attribution(number, found, None, None, "and to add: quote")
        if not colon and (
            not _adjacent(paragraph, found, last, words)
            or (words.by_order and is_told(paragraph, found, cues, words, gap.start))
        ):
            break
        source = (
            _after_relative(paragraph, found, gap, words)
            or main_source(paragraph, found, cues, words, gap.start)
            or find_source(paragraph, found, words, gap.start, gap.stop)
            or _left_source(paragraph, found, gap, cues, words)
        )
        if source is not None:
            return Attribution(number, found, None, source, "cue: quote" if colon else "cue quote")
        if colon:
            return Attribution(number, found, None, None, "cue: quote")
    according = next(
        ((place, phrase) for place in gap if (phrase := according_at(paragraph, place, gap.stop, words)) is not None),
        None,
    )
    between = range(according[1][1] + 1, gap.stop) if according is not None else range(0)
    apart = not colon and any(paragraph.tokens[place].pos not in {"PUNCT", "ADV"} for place in between)
    if according is not None and (colon or ending == ",") and not apart:
        place, source = according
        return Attribution(number, None, (place, max(source[0] - 1, place)), source, "according: quote")
    viewed = _viewed(paragraph, gap, words) if words.by_order and ending == "," else None
    if viewed is not None:
        return Attribution(number, None, (gap.start, gap.start), viewed, "viewpoint: quote")
    if colon:
        return _colon_source(paragraph, number, gap, words)
    return None


def _after_relative(paragraph: Paragraph, found: CueFound, gap: range, words: Lexicon) -> tuple[int, int] | None:
    """The subject after a verb that follows « que » (« Ce que confirme le juge : « … » »), None for other verbs."""
    inverted = found.first > gap.start and paragraph.words[found.first - 1] in words.complementizers
    return subject_after(paragraph, found.last + 1, gap.stop, words) if inverted and words.by_order else None


def _viewed(paragraph: Paragraph, gap: range, words: Lexicon) -> tuple[int, int] | None:
    """Whose view a passage is: « Pour lui, « … » », None when the words before it say nothing of the kind."""
    named = range(gap.start + 1, gap[-1])
    if paragraph.words[gap.start] not in words.viewpoints or not 0 < len(named) <= _LONGEST_VIEWER:
        return None
    plain = not any(paragraph.tokens[place].pos in VERBAL for place in named)
    opens = paragraph.tokens[named[0]].pos in {"DET", "PROPN", "PRON"}
    dated = any(paragraph.words[place] in words.dates for place in named)
    return (named[0], named[-1]) if plain and opens and not dated else None


def _goes_on_after(paragraph: Paragraph, number: int, words: Lexicon) -> bool:
    """Whether the clause that a passage is part of goes on after it (« des actes » de la part de …)."""
    right = paragraph.gap_after(number)
    if not right:
        return False
    following = paragraph.words[right[0]]
    return (
        paragraph.tokens[right[0]].pos in {"ADP", "ADJ", "NOUN", "PROPN", "DET", "VERB", "AUX"}
        or following in words.negations
        or following in words.clitics
        or following in words.reflexives
    )


def _near_cue(paragraph: Paragraph, gap: range, cues: dict[int, CueFound]) -> bool:
    return any(place in cues for place in range(max(gap.start, gap[-1] - 6), gap[-1] + 1))


def _adjacent(paragraph: Paragraph, found: CueFound, last: int, words: Lexicon) -> bool:
    """Whether only an addressee, a time or a place stands between a cue and the passage."""
    between = range(found.last + 1, last + 1)
    if words.by_order and any(paragraph.words[place] in words.tidings | words.negations for place in between):
        return False
    if len(between) > 9 or any(
        paragraph.tokens[place].pos in {"VERB", "SCONJ", "CCONJ", "AUX"}
        and paragraph.words[place] not in words.complementizers
        for place in between
    ):
        return False
    opened = [place for place in between if paragraph.words[place] in words.complementizers]
    if opened and (opened[-1] != last or last - opened[0] > 1):
        return False
    if paragraph.words[last] == ",":
        return any(cue.kind == "tell" for cue in found.cues) or not any(
            child in between and paragraph.tokens[child].dep in {"obj", "dobj", "ccomp"}
            for child in paragraph.children[found.verb]
        )
    if words.by_order and len(between) <= 3:
        return all(paragraph.tokens[place].pos in {"ADV", "ADP", "PRON", "PUNCT", "SCONJ"} for place in between)
    return all(
        paragraph.tokens[place].pos in {"ADV", "PUNCT"} or paragraph.words[place] in words.complementizers
        for place in between
    ) or any(cue.kind == "tell" for cue in found.cues)


def _left_source(
    paragraph: Paragraph, found: CueFound, gap: range, cues: dict[int, CueFound], words: Lexicon
) -> tuple[int, int] | None:
    """The subject of an earlier verb of the sentence, for a participle or a coordinated verb hung elsewhere."""
    for place in reversed(range(gap.start, found.first)):
        token = paragraph.tokens[place]
        if token.pos not in {"VERB", "AUX"} or token.dep in {
            "relcl",
            "acl",
            "acl:relcl",
            "aux",
            "aux:tense",
            "aux:pass",
            "auxpass",
            "amod",
        }:
            continue
        for child in paragraph.children[place]:
            if (
                is_subject(paragraph, child)
                and child < place
                and paragraph.words[child] not in words.relatives
                and place in cues
            ):
                return paragraph.noun_phrase(child, gap.start, place)
    for place in gap:
        if place >= found.first:
            break
        if is_subject(paragraph, place) and paragraph.words[place] not in words.relatives:
            return paragraph.noun_phrase(place, gap.start, found.first)
    return None


def _resumes(paragraph: Paragraph, found: CueFound) -> bool:
    """Whether a cue is a narrative infinitive that goes on with the last speaker (« et d'ajouter : »)."""
    place = found.first - 1
    return (
        place > 0
        and "VerbForm=Inf" in paragraph.tokens[found.verb].morph
        and paragraph.tokens[place].pos == "ADP"
        and paragraph.tokens[place - 1].pos == "CCONJ"
    )


def _colon_source(paragraph: Paragraph, number: int, gap: range, words: Lexicon) -> Attribution | None:
    """No verb of speech before the colon: a bare name ("X : « … »"), else the subject of the clause."""
    phrase = paragraph.phrase_from(gap.start, gap[-1], words.links)
    if phrase is not None and phrase[1] >= gap[-1] - 1:
        owner = phrase[0] + 1
        owned = paragraph.words[phrase[0]] in words.utterances and owner < phrase[1]
        if owned and paragraph.words[owner] in words.links:
            return Attribution(number, None, (gap[-1], gap[-1]), (owner + 1, phrase[1]), "name: quote")
        if paragraph.words[phrase[0]] in words.labels:
            return Attribution(number, None, (gap[-1], gap[-1]), None, "name: quote")
        return Attribution(number, None, (gap[-1], gap[-1]), phrase, "name: quote")
    for place in gap:
        token = paragraph.tokens[place]
        if (
            token.dep in {"nsubj", "nsubj:pass", "nsubjpass"}
            and token.pos in {"PROPN", "PRON", "NOUN"}
            and paragraph.words[place] not in words.relatives | words.expletives
        ):
            first, end = paragraph.noun_phrase(place, gap.start, gap[-1])
            possessive = words.by_order and "Poss=Yes" in paragraph.tokens[first].morph and token.pos == "NOUN"
            source = None if possessive else (first, end)
            return Attribution(number, None, (gap[-1], gap[-1]), source, "clause: quote")
    if phrase is not None and words.by_order:
        return Attribution(number, None, (gap[-1], gap[-1]), phrase, "clause: quote")
    return None
