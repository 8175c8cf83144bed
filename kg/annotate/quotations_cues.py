"""Finds the verbs of a paragraph that report speech."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from kg.annotate.quotations_clauses import AUXILIARIES, VERBAL, Paragraph
from kg.annotate.quotations_denial import is_denied, is_distanced, is_supposed
from kg.annotate.quotations_lexicon import Lexicon
from kg.model import Cue

__all__ = ["CueFound", "find_cues"]

# Tokens from an opening mark to the verb that is quoted alone or after an adverb.
_LONGEST_VERB = 3
_NEVER = frozenset(["DET", "ADP", "PROPN", "SCONJ", "PUNCT"])


class CueFound(Struct, frozen=True):
    """A reporting verb in a paragraph.

    Attributes:
        verb: index of the verb token.
        first: index of the first token of the verb group (auxiliaries, clitics).
        last: index of its last token (a fixed word after the verb).
        cues: what it may be, most specific first.
        negated: whether its speech is denied or did not happen.
        passive: whether the speaker is the agent of a passive.
        future: whether it is still to come.
        distanced: whether the text does not vouch for it (« aurait dit »).
    """

    verb: int
    first: int
    last: int
    cues: tuple[Cue, ...]
    negated: bool
    passive: bool
    future: bool = False
    distanced: bool = False

    def takes(self, content: str) -> Cue | None:
        """The first of its cues that takes such a content."""
        return next((cue for cue in self.cues if content in cue.takes), None)


def find_cues(paragraph: Paragraph, words: Lexicon) -> tuple[CueFound, ...]:
    """The reporting verbs of a paragraph outside masked passages, in text order."""
    found = tuple(_cues(paragraph, words))
    if not words.by_order:
        return found
    by_verb = {cue.verb: cue for cue in found}
    return tuple(cue for cue in found if not _is_governed(paragraph, cue, by_verb, words))


def _is_governed(paragraph: Paragraph, found: CueFound, cues: Mapping[int, CueFound], words: Lexicon) -> bool:
    """Whether a cue is the infinitive that another cue reports (« a dit regretter … »)."""
    if "VerbForm=Inf" not in paragraph.tokens[found.first].morph:
        return False
    place = found.first - 1
    while place > 0 and (paragraph.words[place] in words.infinitives or paragraph.words[place] in words.clitics):
        place -= 1
    other = cues.get(place)
    return other is not None and other.last == place and other.takes("infinitive") is not None


def _cues(paragraph: Paragraph, words: Lexicon) -> Iterator[CueFound]:
    for place, word in enumerate(paragraph.words):
        candidates = words.forms.get(word)
        if candidates is None or paragraph.tokens[place].pos in _NEVER:
            continue
        quoted = paragraph.inside[place] >= 0
        if quoted and not _is_quoted_verb(paragraph, place):
            continue
        first = _group_start(paragraph, place, words)
        while quoted and first > 0 and paragraph.inside[first] >= 0 and paragraph.inside[first - 1] >= 0:
            first -= 1
        cliticized = words.by_order and _follows_clitic(paragraph, place, words)
        if words.by_order and first == place and place > 0 and not cliticized and _is_noun(paragraph, place):
            continue
        if words.by_order and first == place and _opens_as_noun(paragraph, place, words):
            continue
        listed = cliticized or (
            words.by_order and (_is_listed(paragraph, place) or _opens_clause(paragraph, place, words))
        )
        if (
            paragraph.tokens[place].pos not in {"VERB", "AUX"}
            and not listed
            and not _looks_verbal(paragraph, place, first)
        ):
            continue
        last = place + quoted
        kept: list[Cue] = []
        reflexive = any(paragraph.words[each] in words.reflexives for each in range(first, place))
        for cue in sorted(candidates, key=lambda cue: (-len(cue.after), not cue.reflexive)):
            other_sense = words.by_order or cue.reflexive or any(each.reflexive for each in candidates)
            if cue.reflexive != reflexive and other_sense:
                continue
            if cue.before and cue.before not in paragraph.words[first:place]:
                continue
            if not cue.after:
                if last == place + quoted:
                    kept.append(cue)
                continue
            end = _fixed_end(paragraph, place, cue.after.replace("'", "' ").replace("’", "’ ").split())
            if end is not None:
                kept.append(cue)
                last = max(last, end)
        if kept:
            denied = (
                is_denied(paragraph, place, first, kept, words)
                or _was_asked(paragraph, place, first, kept)
                or is_supposed(paragraph, place, first, words)
            )
            yield CueFound(
                place,
                first,
                last,
                tuple(kept),
                denied,
                _passive(paragraph, place, first, words),
                any("Tense=Fut" in paragraph.tokens[each].morph for each in range(first, place + 1)),
                is_distanced(paragraph, place, first, kept, words),
            )


def _is_quoted_verb(paragraph: Paragraph, place: int) -> bool:
    """Whether a verb is all that is quoted, or the end of it, and its object follows (« a « condamné » l’attaque »)."""
    number = paragraph.inside[place]
    mark = paragraph.marks[number]
    if not mark.woven or paragraph.tokens[place].end != mark.content.end or place + 2 >= len(paragraph.tokens):
        return False
    first = place
    while first > 0 and paragraph.inside[first - 1] == number:
        first -= 1
    after = paragraph.tokens[place + 2]
    led = first > 0 and paragraph.tokens[first - 1].pos in {"AUX", "NOUN", "PROPN", "PRON", "ADJ"}
    short = place - first <= _LONGEST_VERB
    return led and short and paragraph.inside[place + 2] < 0 and after.pos in {"DET", "SCONJ", "PROPN"}


def _follows_clitic(paragraph: Paragraph, place: int, words: Lexicon) -> bool:
    """Whether a word must be the verb of the pronoun before it or before its object (« qui nie », « qui la juge »)."""
    subjects = words.relatives - words.complementizers
    if place > 1 and paragraph.words[place - 1] in subjects and paragraph.words[place - 2] == ",":
        return True
    if place < 2 or paragraph.words[place - 1] not in words.clitics:
        return False
    return paragraph.words[place - 2] in subjects | words.subject_clitics


def _is_listed(paragraph: Paragraph, place: int) -> bool:
    """Whether a bare word coordinated with a verb must be one too (« dénonce un scandale et presse Ottawa d’agir »)."""
    token = paragraph.tokens[place]
    return (
        token.dep == "conj"
        and paragraph.tokens[paragraph.heads[place]].pos == "VERB"
        and paragraph.tokens[place - 1].pos == "CCONJ"
        and not any(paragraph.tokens[child].pos == "DET" and child < place for child in paragraph.children[place])
    )


def _opens_clause(paragraph: Paragraph, place: int, words: Lexicon) -> bool:
    """Whether a word between a noun and a content clause must be a verb (« le maire juge que … »)."""
    if place < 1 or place + 2 >= len(paragraph.words) or paragraph.tokens[place].text[:1].isupper():
        return False
    that = paragraph.words[place + 1] in words.complementizers and paragraph.tokens[place + 1].pos == "SCONJ"
    return that and paragraph.tokens[place - 1].pos in {"NOUN", "PROPN"} and paragraph.inside[place - 1] < 0


def _opens_as_noun(paragraph: Paragraph, place: int, words: Lexicon) -> bool:
    """Whether a bare past participle that opens a sentence is a noun (« Démenti immédiat de l’intéressé »)."""
    token = paragraph.tokens[place]
    bare = "Tense=Past|VerbForm=Part" in token.morph and not paragraph.words[place].endswith(words.gerunds)
    opens = token.text[:1].isupper() and paragraph.sentence_bounds(place)[0] == place
    return bare and opens and place + 1 < len(paragraph.tokens) and paragraph.tokens[place + 1].pos == "ADJ"


def _is_noun(paragraph: Paragraph, place: int) -> bool:
    """Whether a word follows an article, as no verb does (« l’opposant moldave »)."""
    before = paragraph.tokens[place - 1]
    return before.pos == "DET" and before.dep == "det"


def _looks_verbal(paragraph: Paragraph, place: int, first: int) -> bool:
    """Whether a word that the parser took for no verb has an auxiliary before it or a subject pronoun hung on it."""
    if any(paragraph.tokens[each].pos == "AUX" for each in range(first, place)):
        return True
    return (
        _is_only_verb(paragraph, place)
        or any(word[0] == "-" and len(word) > 1 for word in paragraph.words[place + 1 : place + 3])
        or (place > 0 and paragraph.inside[place - 1] >= 0 and not paragraph.tokens[place].text[:1].isupper())
        or (place > 1 and paragraph.words[place - 1] == "," and paragraph.inside[place - 2] >= 0)
        or (place > 2 and paragraph.words[place - 1] == "," and _stresses(paragraph, place - 2))
    )


def _is_only_verb(paragraph: Paragraph, place: int) -> bool:
    """Whether a word right after a noun, itself before an object, must be the verb that its sentence has not."""
    before, after = (
        paragraph.tokens[place - 1],
        paragraph.tokens[place + 1] if place + 1 < len(paragraph.tokens) else None,
    )
    if (
        place < 1
        or after is None
        or before.pos not in {"NOUN", "PROPN", "PRON", "ADJ", "PUNCT"}
        or paragraph.tokens[place].text[:1].isupper()
    ):
        return False
    if after.pos not in {"DET", "ADP", "SCONJ"} and paragraph.inside[place + 1] < 0:
        return False
    first, last = paragraph.sentence_bounds(place)
    return not any("VerbForm=Fin" in paragraph.tokens[each].morph for each in range(first, last + 1))


def _stresses(paragraph: Paragraph, place: int) -> bool:
    """Whether a pronoun between commas stresses the subject before it (« la présidence, elle, dément »)."""
    return paragraph.tokens[place].pos == "PRON" and paragraph.words[place - 1] == ","


def _group_start(paragraph: Paragraph, verb: int, words: Lexicon) -> int:
    """First token of the verb group: auxiliaries, clitics, negations, and adverbs between them and the verb."""
    first = verb
    for place in range(verb - 1, max(verb - 9, -1), -1):
        token, word = paragraph.tokens[place], paragraph.words[place]
        if paragraph.inside[place] >= 0:
            if paragraph.inside[place] == paragraph.inside[verb]:
                continue
            break
        if (
            token.dep in AUXILIARIES
            or token.pos == "AUX"
            or (words.by_order and word in words.auxiliaries and "VerbForm=Part" in paragraph.tokens[verb].morph)
            or token.dep == "neg"
            or word in words.reflexives
            or (word in words.clitics and place + 1 == first)
            or (token.text[:1] == "-" and len(token.text) > 1 and not paragraph.words[verb].endswith(words.gerunds))
        ):
            first = place
        elif token.pos not in {"ADV", "PART"} and not (
            words.by_order and (_aside(paragraph, place, verb, words) or _connects(paragraph, place, words))
        ):
            break
    return _across_aside(paragraph, verb, words) if words.by_order and first == verb else first


def _connects(paragraph: Paragraph, place: int, words: Lexicon) -> bool:
    """Whether a token is part of a phrase that is no part of a clause (« ont de nouveau dénoncé »)."""
    around = [(start, size) for size in (2, 3, 4) for start in range(max(place - size + 1, 0), place + 1)]
    return any(" ".join(paragraph.words[start : start + size]) in words.connectives for start, size in around)


def _across_aside(paragraph: Paragraph, verb: int, words: Lexicon) -> int:
    """The auxiliary before an aside between commas (« a, par la même occasion, invité »), else the verb itself."""
    infinitive = "VerbForm=Inf" in paragraph.tokens[verb].morph
    if verb < 3 or infinitive or paragraph.words[verb].endswith(words.gerunds) or paragraph.words[verb - 1] != ",":
        return verb
    for place in range(verb - 2, max(verb - 12, 0), -1):
        if paragraph.tokens[place].pos in VERBAL or paragraph.inside[place] >= 0:
            return verb
        if paragraph.words[place] == ",":
            return place - 1 if paragraph.words[place - 1] in words.auxiliaries else verb
    return verb


def _aside(paragraph: Paragraph, place: int, verb: int, words: Lexicon) -> bool:
    """Whether a token is part of an aside between auxiliary and participle (« a, quant à lui, pour sa part jugé »)."""
    participle = "VerbForm=Part" in paragraph.tokens[verb].morph
    if not participle or paragraph.words[verb].endswith(words.gerunds) or verb - place > 7:
        return False
    return paragraph.tokens[place].pos in {"ADP", "DET", "PUNCT", "ADV"} or paragraph.words[place] in words.asides


def _fixed_end(paragraph: Paragraph, verb: int, after: list[str]) -> int | None:
    """Index of the last fixed word after a verb, which may stand up to three words away."""
    place = verb
    for word in after:
        window = range(place + 1, min(place + 4, len(paragraph.words)))
        place = next((each for each in window if paragraph.words[each] == word), -1)
        if place < 0:
            return None
    return place


def _was_asked(paragraph: Paragraph, verb: int, first: int, cues: Sequence[Cue]) -> bool:
    """Whether a participle tells what the subject of a later verb was asked ("Asked if it would, she said …")."""
    token = paragraph.tokens[verb]
    bare = first == verb and token.dep == "advcl" and paragraph.heads[verb] > verb
    return bare and "Tense=Past|VerbForm=Part" in token.morph and any(cue.kind == "ask" for cue in cues)


def _passive(paragraph: Paragraph, verb: int, first: int, words: Lexicon) -> bool:
    if not words.passives.isdisjoint(paragraph.words[first:verb]):
        return True
    deps = {paragraph.tokens[child].dep for child in paragraph.children[verb]}
    if paragraph.words[verb] in words.intransitive or "aux:tense" in deps:
        return False
    return bool(deps & {"auxpass", "aux:pass", "nsubjpass", "nsubj:pass"})
