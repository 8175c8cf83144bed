"""Finds the that-clause of a cue, and where another cue cuts it short."""

from collections.abc import Set

from kg.annotate.quotations_according import according_phrase
from kg.annotate.quotations_clauses import SUBJECTS, VERBAL, Paragraph, first_words
from kg.annotate.quotations_cues import CueFound
from kg.annotate.quotations_extent import opens_dispute
from kg.annotate.quotations_inversion import find_inversion
from kg.annotate.quotations_lexicon import Lexicon
from kg.annotate.quotations_sequels import is_fronted, listed_participle

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
            end = _subordinate_end(paragraph, found, start, last, words)
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
    for place in range(found.last + 1, min(found.last + (26 if words.by_order else 14), last)):
        token = paragraph.tokens[place]
        commas += paragraph.words[place] == ","
        asked = paragraph.words[place] in words.questions and any(cue.kind == "ask" for cue in found.cues)
        if asked and paragraph.inside[place] < 0 and paragraph.words[place - 1] != ",":
            return place - 1
        if paragraph.words[place] in words.complementizers and paragraph.inside[place] < 0:
            if paragraph.words[place - 1] in words.conjunctions or _states(paragraph, found, place):
                return None
            if words.by_order and (
                (commas == 1 and (paragraph.words[place - 1] == "," or _is_sequel(paragraph, place, words)))
                or _has_object(paragraph, found, place, words)
            ):
                return None
            marks = token.pos == "SCONJ" or token.dep == "mark"
            near = words.by_order or place <= found.last + 2
            if marks or (token.pos in {"PRON", "ADP", "DET"} and near):
                return place
            return None
        gerund = paragraph.words[place].endswith(words.gerunds) and "VerbForm=Part" in token.morph
        aside = words.by_order and commas == 1 and "VerbForm=Part" in token.morph and token.dep != "conj"
        if words.by_order and gerund and paragraph.words[place - 1] in {",", *words.gerund_openers}:
            return None
        if token.pos in VERBAL and token.dep not in {"amod", "acl"} and not aside:
            return None
        if paragraph.words[place] in {":", ";"}:
            return None
    return None


def _states(paragraph: Paragraph, found: CueFound, that: int) -> bool:
    """Whether what somebody says to be stands between a cue and "that" (« s’est dit certain que … »)."""
    kinds = [paragraph.tokens[place].pos for place in range(found.last + 1, that)]
    return found.takes("state") is not None and next((kind for kind in kinds if kind != "ADV"), "") == "ADJ"


def _is_sequel(paragraph: Paragraph, that: int, words: Lexicon) -> bool:
    """Whether a relative clause on all that precedes begins before "that" (« …, ce que Kinshasa refuse »)."""
    return paragraph.words[that - 1] in words.pronouns and paragraph.words[that - 2] == ","


def _subordinate_end(paragraph: Paragraph, found: CueFound, start: int, last: int, words: Lexicon) -> int:
    """Last token of a that-clause: before the main clause, when its cue stands in one that opens the sentence."""
    first = paragraph.sentence_bounds(found.verb)[0]
    gerund = paragraph.words[found.verb].endswith(words.gerunds) and found.first <= first + 2
    if gerund and not words.gerund_openers.isdisjoint(paragraph.words[first : found.verb]):
        return _fronted_end(paragraph, start, last)
    if is_fronted(paragraph, found):
        return _fronted_end(paragraph, start, last)
    opened = next((place for place in (first, first + 1) if paragraph.words[place] in words.subordinators), None)
    if opened is None or any(paragraph.words[place] == "," for place in range(opened, found.first)):
        return last
    commas = (
        place for place in range(start + 1, last) if paragraph.words[place] == "," and paragraph.inside[place] < 0
    )
    return next(commas, last + 1) - 1


def _fronted_end(paragraph: Paragraph, start: int, last: int) -> int:
    """Last token of a content in a participle that opens the sentence: before the comma and the main clause."""
    for place in range(start + 1, last):
        after = paragraph.tokens[place + 1]
        if paragraph.words[place] == "," and paragraph.inside[place] < 0 and after.pos in {"DET", "PROPN", "PRON"}:
            return place - 1
    return last


def _has_object(paragraph: Paragraph, found: CueFound, that: int, words: Lexicon) -> bool:
    """Whether the object of a cue ends right before « que », which is then a relative pronoun."""
    objects = [
        cue for cue in found.cues if "noun" in cue.takes and not (cue.links and words.requests.issuperset(cue.links))
    ]
    if not objects or any(cue.kind == "tell" for cue in found.cues):
        return False
    first = found.last + 1
    while first < that and (paragraph.tokens[first].pos in {"ADV", "PUNCT"} or paragraph.words[first] in words.dates):
        first += 1
    dated = any(paragraph.words[place] in words.dates for place in range(first, that))
    opened = paragraph.tokens[first].pos == "DET" and paragraph.words[first] not in words.pronouns
    return opened and not dated and that > first + 1 and paragraph.tokens[that - 1].pos in {"NOUN", "ADJ", "PROPN"}


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
    main = paragraph.heads[found.verb]
    if words.by_order and paragraph.words[found.verb].endswith(words.gerunds) and start < main <= end:
        subject = min(
            (paragraph.left[child] for child in paragraph.children[main] if paragraph.tokens[child].dep in SUBJECTS),
            default=main,
        )
        comma = next((place for place in range(subject, start, -1) if paragraph.words[place] == ","), None)
        end = comma - 1 if comma is not None else end
    for place in range(start + 1, end + 1):
        if paragraph.inside[place] >= 0 and paragraph.inside[place] == paragraph.inside[start]:
            continue
        if _is_opposed(paragraph, found, cues, place, end, words):
            return place - 1
        other = cues.get(place)
        if other is not None and place in used and place != found.verb:
            return _clause_before(paragraph, other, start)
        if other is not None and other.verb != found.verb:
            before = other.first - 1
            while before > start and paragraph.tokens[before].pos == "ADV":
                before -= 1
            joined = paragraph.tokens[before].pos == "CCONJ" or paragraph.words[before] == ","
            form = paragraph.words[place]
            sequel = paragraph.words[before - 1] in words.sequels
            participle = form.endswith(words.gerunds) and (
                paragraph.words[before] == "," or paragraph.words[before] in words.gerund_openers
            )
            if before > start and sequel:
                return before - 2
            if words.by_order and before > start + 1 and paragraph.words[before] == ",":
                last = paragraph.sentence_bounds(place)[1]
                if find_inversion(paragraph, other, words, start, last) is not None:
                    return before - 1
            if before > start and (
                participle
                or (words.by_order and listed_participle(paragraph, other) and found.first < found.verb)
                or (
                    joined
                    and paragraph.tokens[before].pos == "CCONJ"
                    and _same_speaker(paragraph, found, other, words)
                    and not (words.by_order and _keeps_tense(paragraph, found, before, place, start))
                )
            ):
                return before - 1
        if paragraph.words[place] == "," and according_phrase(paragraph, place + 1, words):
            return place - 1
        if words.by_order and _leaves(paragraph, found, place, start, words):
            return place - 1
    return end


def _is_opposed(
    paragraph: Paragraph, found: CueFound, cues: dict[int, CueFound], place: int, end: int, words: Lexicon
) -> bool:
    """Whether the clause of somebody else's contrary word opens at a token ("…, while Berlin warns against …")."""
    if paragraph.words[place] not in first_words(words.oppositions):
        return False
    opened = next(
        (size for size in (1, 2, 3) if " ".join(paragraph.words[place : place + size]) in words.oppositions), 0
    )
    if not opened or paragraph.inside[place] >= 0:
        return False
    other = next((cues[each] for each in range(place + opened, end + 1) if each in cues), None)
    if other is None or other.verb == found.verb:
        return False
    named = range(place + opened, other.first)
    plain = not any(paragraph.tokens[each].pos == "VERB" or paragraph.words[each] == "," for each in named)
    return plain and any(
        each in named for each in paragraph.children[other.verb] if paragraph.tokens[each].dep in SUBJECTS
    )


def _infinitive(paragraph: Paragraph, start: int, place: int) -> bool:
    """Whether a content opens with an infinitive."""
    return any("VerbForm=Inf" in paragraph.tokens[each].morph for each in range(start, min(start + 4, place)))


def _leaves(paragraph: Paragraph, found: CueFound, place: int, start: int, words: Lexicon) -> bool:
    """Whether a word no longer belongs to a content: it opens where it was said, or the next main verb."""
    if paragraph.inside[place] >= 0 or place < start + 2:
        return False
    after_comma = paragraph.words[place - 1] == ","
    opens = after_comma or paragraph.words[place] in first_words(words.circumstances)
    for size in (2, 3, 4) if opens else ():
        phrase = " ".join(paragraph.words[place : place + size])
        if after_comma and phrase in words.afterthoughts:
            return True
        margin = phrase in words.margins and (not after_comma or _infinitive(paragraph, start, place))
        if phrase in words.circumstances and not margin:
            return True
    if after_comma and _is_without(paragraph, place, words):
        return True
    if opens_dispute(paragraph, place, words):
        return True
    gerund = paragraph.words[place].endswith(words.gerunds) and "VerbForm=Part" in paragraph.tokens[place].morph
    if gerund and paragraph.words[place - 1] == ",":
        return paragraph.heads[place] == found.verb
    if paragraph.tokens[place].pos != "CCONJ":
        return False
    verb = paragraph.heads[place]
    own = any(paragraph.tokens[child].dep in SUBJECTS and child > place for child in paragraph.children[verb])
    finite = any(
        "VerbForm=Fin" in paragraph.tokens[each].morph
        for each in (verb, *paragraph.children[verb])
        if place < each <= verb
    )
    main = verb > place and finite and not own and paragraph.heads[verb] == found.verb
    return main and not _keeps_tense(paragraph, found, place, verb, start)


def _keeps_tense(paragraph: Paragraph, found: CueFound, place: int, verb: int, start: int) -> bool:
    """Whether a verb after "and" has the tense of the last verb of the content and another than the cue.

    A compound tense is not that of its auxiliary (« a rappelé que l’accord tient et reste en vigueur »).
    """
    tenses = [_tense(paragraph, start, place), _tense(paragraph, place, verb + 1)]
    return tenses[0] == tenses[1] != _tense(paragraph, found.first, found.verb + 1)


def _tense(paragraph: Paragraph, start: int, stop: int) -> tuple[str, bool]:
    """Morphology of the last finite verb of a stretch without person and number, and whether a participle follows."""
    finite, compound = "", False
    for place in range(start, stop):
        token = paragraph.tokens[place]
        if "VerbForm=Fin" in token.morph:
            parts = token.morph.split("|")
            finite = "|".join(part for part in parts if part.startswith(("Mood", "Tense")))
            compound = False
        elif "VerbForm=Part" in token.morph and token.pos == "VERB" and finite:
            compound = compound or paragraph.tokens[place - 1].pos == "AUX"
    return finite, compound


def _is_without(paragraph: Paragraph, place: int, words: Lexicon) -> bool:
    """Whether a word opens what the speaker left out (« …, sans préciser la date »)."""
    if paragraph.words[place] not in words.negations or paragraph.tokens[place].pos != "ADP":
        return False
    after = place + 1
    while after + 1 < len(paragraph.words) and paragraph.words[after] in words.clitics | words.reflexives:
        after += 1
    return after < len(paragraph.words) and paragraph.words[after] in words.forms


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
