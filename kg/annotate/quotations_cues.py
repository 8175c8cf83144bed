"""Finds the verbs of a paragraph that report speech, and whose speech it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.annotate.quotations_clauses import SUBJECTS, Paragraph
from kg.model.language import Cue, SpeechWords

__all__ = [
    "CueFound",
    "Lexicon",
    "find_cues",
    "find_source",
    "is_subject",
    "lexicon",
    "listed_participle",
    "main_source",
]

_AUXILIARIES = frozenset(["aux", "aux:tense", "aux:pass", "auxpass", "aux:caus"])
_SUBORDINATE = frozenset(["relcl", "acl:relcl", "acl", "ccomp", "advcl"])
_NEVER = frozenset(["DET", "ADP", "PROPN", "SCONJ", "PUNCT"])
_CLIMB = frozenset(
    [
        "conj",
        "xcomp",
        "advcl",
        "ccomp",
        "acl",
        "dep",
        "parataxis",
        "advmod",
        "pcomp",
        "prep",
        "ROOT",
        "obl:mod",
        "fixed",
    ]
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of reported speech ready for look-up."""

    forms: dict[str, tuple[Cue, ...]]
    complementizers: frozenset[str]
    negations: frozenset[str]
    unasserted: frozenset[str]
    reflexives: frozenset[str]
    relatives: frozenset[str]
    copulas: frozenset[str]
    nouns: frozenset[str]
    clitics: frozenset[str]
    intransitive: frozenset[str]
    auxiliaries: frozenset[str]
    prepositions: frozenset[str]
    by_order: bool
    according_to: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CueFound:
    """A reporting verb in a paragraph.

    Attributes:
        verb: index of the verb token.
        first: index of the first token of the verb group (auxiliaries, clitics).
        last: index of its last token (a fixed word after the verb).
        cues: what it may be, most specific first.
        negated: whether its speech is denied or did not happen.
        passive: whether the speaker is the agent of a passive.
    """

    verb: int
    first: int
    last: int
    cues: tuple[Cue, ...]
    negated: bool
    passive: bool

    def takes(self, content: str) -> Cue | None:
        """The first of its cues that takes such a content."""
        return next((cue for cue in self.cues if content in cue.takes), None)


@lru_cache(maxsize=8)
def lexicon(speech: SpeechWords) -> Lexicon:
    """The words of a language's speech section ready for look-up."""
    forms: dict[str, list[Cue]] = {}
    for cue in speech.cues:
        for form in dict.fromkeys(cue.forms):
            forms.setdefault(form, []).append(cue)
    return Lexicon(
        {form: tuple(cues) for form, cues in forms.items()},
        frozenset(speech.complementizers),
        frozenset(speech.negations),
        frozenset(speech.unasserted),
        frozenset(speech.reflexives),
        frozenset(speech.relatives),
        frozenset(speech.copulas),
        frozenset(speech.nouns),
        frozenset(speech.clitics),
        frozenset(speech.intransitive),
        frozenset(speech.auxiliaries),
        frozenset(speech.prepositions),
        speech.by_order,
        tuple(
            sorted(
                (tuple(words.replace("'", "' ").replace("’", "’ ").split()) for words in speech.according_to),
                key=len,
                reverse=True,
            )
        ),
    )


def find_cues(paragraph: Paragraph, words: Lexicon) -> tuple[CueFound, ...]:
    """The reporting verbs of a paragraph outside masked passages, in text order."""
    return tuple(_cues(paragraph, words))


def _cues(paragraph: Paragraph, words: Lexicon) -> Iterator[CueFound]:
    for place, word in enumerate(paragraph.words):
        candidates = words.forms.get(word)
        if candidates is None or paragraph.tokens[place].pos in _NEVER:
            continue
        first = _group_start(paragraph, place, words)
        if paragraph.tokens[place].pos not in {"VERB", "AUX"} and not _looks_verbal(paragraph, place, first):
            continue
        last = place
        kept: list[Cue] = []
        reflexive = any(paragraph.words[each] in words.reflexives for each in range(first, place))
        for cue in sorted(candidates, key=lambda cue: (-len(cue.after), not cue.reflexive)):
            other_sense = words.by_order or cue.reflexive or any(each.reflexive for each in candidates)
            if cue.reflexive != reflexive and other_sense:
                continue
            if not cue.after:
                if last == place:
                    kept.append(cue)
                continue
            end = _fixed_end(paragraph, place, cue.after.split())
            if end is not None:
                kept.append(cue)
                last = max(last, end)
        if kept:
            yield CueFound(
                place,
                first,
                last,
                tuple(kept),
                _negated(paragraph, place, first, words),
                _passive(paragraph, place, words),
            )


def _looks_verbal(paragraph: Paragraph, place: int, first: int) -> bool:
    """Whether a word that the parser took for no verb has an auxiliary before it or a subject pronoun hung on it."""
    if any(paragraph.tokens[each].pos == "AUX" for each in range(first, place)):
        return True
    return (
        any(word[0] == "-" and len(word) > 1 for word in paragraph.words[place + 1 : place + 3])
        or (place > 0 and paragraph.inside[place - 1] >= 0 and not paragraph.tokens[place].text[:1].isupper())
        or (place > 1 and paragraph.words[place - 1] == "," and paragraph.inside[place - 2] >= 0)
    )


def _group_start(paragraph: Paragraph, verb: int, words: Lexicon) -> int:
    """First token of the verb group: auxiliaries, clitics, negations, and adverbs between them and the verb."""
    first = verb
    for place in range(verb - 1, max(verb - 9, -1), -1):
        token, word = paragraph.tokens[place], paragraph.words[place]
        if paragraph.inside[place] >= 0:
            break
        if (
            token.dep in _AUXILIARIES
            or token.pos == "AUX"
            or (words.by_order and word in words.auxiliaries and "VerbForm=Part" in paragraph.tokens[verb].morph)
            or token.dep == "neg"
            or word in words.reflexives
            or (word in words.clitics and place + 1 == first)
            or (token.text[:1] == "-" and len(token.text) > 1)
        ):
            first = place
        elif token.pos not in {"ADV", "PART"} and not (words.by_order and _aside(paragraph, place, verb)):
            break
    return first


def _aside(paragraph: Paragraph, place: int, verb: int) -> bool:
    """Whether a token is part of an aside between auxiliary and participle (« a, quant à lui, pour sa part jugé »)."""
    if "VerbForm=Part" not in paragraph.tokens[verb].morph or verb - place > 7:
        return False
    return paragraph.tokens[place].pos in {"ADP", "DET", "PUNCT", "ADV"} or paragraph.words[place] in {
        "part",
        "côté",
        "tour",
        "lui",
        "elle",
        "eux",
        "elles",
    }


def _fixed_end(paragraph: Paragraph, verb: int, after: list[str]) -> int | None:
    """Index of the last fixed word after a verb, which may stand up to three words away."""
    place = verb
    for word in after:
        window = range(place + 1, min(place + 4, len(paragraph.words)))
        place = next((each for each in window if paragraph.words[each] == word), -1)
        if place < 0:
            return None
    return place


def _negated(paragraph: Paragraph, verb: int, first: int, words: Lexicon) -> bool:
    around = [*range(max(first - 2, 0), verb), *paragraph.children[verb]]
    if any(
        paragraph.words[place] in words.negations
        and paragraph.tokens[place].dep not in {"det", "preconj"}
        and place < verb
        and not _subject_between(paragraph, place, verb)
        for place in around
    ):
        return True
    head = paragraph.heads[verb]
    for _ in range(2):
        if head == verb:
            return False
        if (
            paragraph.words[head] in words.unasserted
            and head < verb
            and paragraph.tokens[verb].dep in {"xcomp", "ccomp", "acl", "pcomp", "advcl"}
        ):
            return True
        if paragraph.tokens[verb].dep == "xcomp" and any(
            paragraph.words[each] in words.negations and each < head for each in paragraph.children[head]
        ):
            return True
        if paragraph.tokens[verb].dep not in {"xcomp", "acl"}:
            return False
        verb, head = head, paragraph.heads[head]
    return False


def _subject_between(paragraph: Paragraph, negation: int, verb: int) -> bool:
    """Whether a subject of the verb stands between a negation and the verb ("not today, he said")."""
    return any(
        negation < child < verb and paragraph.tokens[child].dep in SUBJECTS and paragraph.tokens[child].text[:1] != "-"
        for child in paragraph.children[verb]
    )


def _passive(paragraph: Paragraph, verb: int, words: Lexicon) -> bool:
    deps = {paragraph.tokens[child].dep for child in paragraph.children[verb]}
    if paragraph.words[verb] in words.intransitive or "aux:tense" in deps:
        return False
    return bool(deps & {"auxpass", "aux:pass", "nsubjpass", "nsubj:pass"})


def find_source(
    paragraph: Paragraph, found: CueFound, words: Lexicon, floor: int, ceiling: int
) -> tuple[int, int] | None:
    """First and last token of the words that name the speaker, None when the grammar shows none.

    Args:
        paragraph: where the cue is.
        found: the cue.
        words: gives the relative pronouns.
        floor: first token to look at.
        ceiling: token after the last one to look at.
    """
    carrier = _coordinated_with(paragraph, found, floor)
    seen: set[int] = set()
    place = found.verb if carrier is None else carrier
    while place not in seen:
        seen.add(place)
        if place == found.verb and found.passive:
            agent = _agent(paragraph, place)
            if agent is not None:
                return paragraph.noun_phrase(agent, floor, ceiling)
        else:
            subject = _subject(paragraph, place, floor, ceiling)
            if subject is not None and not (place == found.verb and _in_aside(paragraph, subject, found)):
                limit = min(ceiling, found.first) if place == found.verb and subject < found.first else ceiling
                return _named(paragraph, subject, place, words, floor, limit)
        token = paragraph.tokens[place]
        head = paragraph.heads[place]
        if place == found.verb and found.first < place and words.by_order:
            phrase = _left_phrase(paragraph, found.first, floor)
            if phrase is not None:
                return phrase
        if words.by_order and place == found.verb and _in_aside(paragraph, head, found):
            return _before_aside(paragraph, found.first, floor)
        if token.dep in {"acl", "relcl", "acl:relcl"} and paragraph.tokens[head].pos in {"NOUN", "PROPN", "PRON"}:
            return paragraph.noun_phrase(head, floor, min(ceiling, place))
        if token.dep not in _CLIMB and not token.dep.startswith("obl"):
            return None
        place = head
    return None


def _in_aside(paragraph: Paragraph, place: int, found: CueFound) -> bool:
    """Whether a noun stands between an auxiliary and its participle (« a de son côté appelé »)."""
    return found.first < place < found.verb and paragraph.tokens[place].pos in {"NOUN", "PROPN"}


def _before_aside(paragraph: Paragraph, before: int, floor: int) -> tuple[int, int] | None:
    """The noun phrase right before a verb group, or before the aside between commas that stands there."""
    phrase = _left_phrase(paragraph, before, floor)
    if phrase is not None or before <= floor or paragraph.words[before - 1] != ",":
        return phrase
    comma = next((place for place in range(before - 2, floor, -1) if paragraph.words[place] == ","), None)
    return _left_phrase(paragraph, comma, floor) if comma is not None else None


def _left_phrase(paragraph: Paragraph, before: int, floor: int) -> tuple[int, int] | None:
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
    seen = {place}
    while (
        floor <= paragraph.heads[place] < before
        and paragraph.heads[place] not in seen
        and paragraph.tokens[paragraph.heads[place]].pos in {"NOUN", "PROPN", "PRON", "ADJ"}
    ):
        place = paragraph.heads[place]
        seen.add(place)
    if any(paragraph.tokens[child].dep == "case" for child in paragraph.children[place]):
        return None
    return paragraph.noun_phrase(place, floor, before)


def main_source(
    paragraph: Paragraph, found: CueFound, cues: Mapping[int, CueFound], words: Lexicon, floor: int
) -> tuple[int, int] | None:
    """The speaker of a verb that goes on with the main clause: ", adding", "and warned", « et s'est réjoui ».

    It is that of the nearest reporting main verb before; None for a verb with a subject of its own.
    """
    before = found.first - 1
    participle = paragraph.words[found.verb].endswith(("ant", "ing"))
    while before > floor and paragraph.tokens[before].pos == "ADV":
        before -= 1
    if participle:
        while before > floor and paragraph.tokens[before].pos in {"ADV", "ADP", "CCONJ"}:
            before -= 1
    listed = words.by_order and listed_participle(paragraph, found)
    if before <= floor or not (
        paragraph.words[before] == "," if participle else paragraph.tokens[before].pos == "CCONJ" or listed
    ):
        return None
    if any(is_subject(paragraph, child) for child in paragraph.children[found.verb]):
        return None
    for verb in reversed(range(floor, before)):
        other = cues.get(verb)
        if other is None or paragraph.words[verb].endswith(("ant", "ing")):
            continue
        if paragraph.tokens[verb].dep in _SUBORDINATE and not (words.by_order and other.first < verb):
            continue
        source = find_source(paragraph, other, words, floor, before)
        if source is not None and (source[0] < verb or not participle):
            return source
    return None


def listed_participle(paragraph: Paragraph, found: CueFound) -> bool:
    """Whether a bare past participle after a comma shares the auxiliary of a verb before (« a salué …, rendu … »)."""
    place = found.verb
    if found.first != place or place < 2 or paragraph.words[place - 1] != "," or place + 1 >= len(paragraph.words):
        return False
    morph, after = paragraph.tokens[place].morph, paragraph.tokens[place + 1]
    masculine = "VerbForm=Part" in morph and "Tense=Past" in morph and "Fem" not in morph and "Plur" not in morph
    return masculine and (after.pos in {"DET", "NOUN", "PROPN", "SCONJ"} or paragraph.inside[place + 1] >= 0)


def _coordinated_with(paragraph: Paragraph, found: CueFound, floor: int) -> int | None:
    """The verb whose auxiliary a bare participle after "and" shares (« a dit que … et ajouté »), or None."""
    if found.first != found.verb or "VerbForm=Part" not in paragraph.tokens[found.verb].morph:
        return None
    place = found.verb - 1
    while place > floor and paragraph.tokens[place].pos == "ADV":
        place -= 1
    if place <= floor or paragraph.tokens[place].pos != "CCONJ":
        return None
    for verb in reversed(range(floor, place)):
        token = paragraph.tokens[verb]
        if token.pos != "VERB" or token.dep in {"relcl", "acl:relcl", "acl", "ccomp"} or paragraph.inside[verb] >= 0:
            continue
        children = [paragraph.tokens[child] for child in paragraph.children[verb]]
        if any(child.dep in {"aux", "aux:tense"} for child in children) and any(
            child.dep in SUBJECTS for child in children
        ):
            return verb
    return None


def is_subject(paragraph: Paragraph, place: int) -> bool:
    """Whether a token is the head of a subject: no clitic filler, no noun behind a preposition."""
    if paragraph.tokens[place].dep not in SUBJECTS or paragraph.inside[place] >= 0:
        return False
    if paragraph.words[place] in {"-t", "t", "-"}:
        return False
    return not any(paragraph.tokens[child].dep == "case" and child < place for child in paragraph.children[place])


def _subject(paragraph: Paragraph, verb: int, floor: int, ceiling: int) -> int | None:
    return next(
        (child for child in paragraph.children[verb] if floor <= child < ceiling and is_subject(paragraph, child)), None
    )


def _named(paragraph: Paragraph, subject: int, verb: int, words: Lexicon, floor: int, ceiling: int) -> tuple[int, int]:
    """The noun phrase of a subject; for a relative pronoun the noun phrase before it."""
    if paragraph.words[subject] in words.relatives:
        head = paragraph.heads[verb]
        if paragraph.tokens[verb].dep in {"relcl", "acl:relcl", "acl"} and head != verb:
            near = subject - 2 if paragraph.words[subject - 1] == "," else subject - 1
            if words.by_order and any(paragraph.tokens[place].pos == "VERB" for place in range(head + 1, near)):
                head = near if paragraph.tokens[near].pos == "PROPN" else head
            return paragraph.noun_phrase(head, 0, subject)
    ceiling = ceiling if subject > verb else min(ceiling, verb)
    return paragraph.noun_phrase(_last_name(paragraph, subject, verb, ceiling), floor, ceiling)


def _last_name(paragraph: Paragraph, subject: int, verb: int, ceiling: int) -> int:
    """The last of several names joined by commas alone before a singular verb: the others belong to what precedes."""
    group = [verb, *(child for child in paragraph.children[verb] if paragraph.tokens[child].dep in _AUXILIARIES)]
    if not any("Number=Sing" in paragraph.tokens[place].morph for place in group) or subject > verb:
        return subject
    joined = [
        child
        for child in paragraph.children[subject]
        if paragraph.tokens[child].dep == "conj"
        and subject < child < ceiling
        and not any(paragraph.tokens[each].dep == "cc" for each in paragraph.children[child])
        and any(paragraph.tokens[each].pos == "PROPN" for each in (child, *paragraph.children[child]))
    ]
    return joined[-1] if joined else subject


def _agent(paragraph: Paragraph, verb: int) -> int | None:
    for child in paragraph.children[verb]:
        token = paragraph.tokens[child]
        if token.dep == "obl:agent":
            return child
        if token.dep == "agent":
            return next(iter(paragraph.children[child]), None)
    return None
