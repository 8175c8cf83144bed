"""Finds whose speech a cue reports, by the grammar around it."""

from collections.abc import Mapping

from kg.annotate.quotations_clauses import AUXILIARIES, SUBJECTS, VERBAL, Paragraph
from kg.annotate.quotations_cues import CueFound
from kg.annotate.quotations_lexicon import Lexicon

__all__ = ["find_source", "is_subject", "is_told", "listed_participle", "main_source", "narrator", "nearest_subject"]

_SUBORDINATE = frozenset(["relcl", "acl:relcl", "acl", "ccomp", "advcl"])
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
    if not words.passives.isdisjoint(paragraph.words[found.first : found.verb]):
        return _agent_after(paragraph, found, ceiling, words)
    apart = _set_apart(paragraph, found, words, floor) if words.by_order else None
    if apart is not None:
        return apart
    if words.by_order and paragraph.tokens[found.verb].pos not in VERBAL:
        return _before_aside(paragraph, found.first, floor)
    source = _climbed(paragraph, found, words, floor, ceiling)
    if source is None and words.by_order and paragraph.words[found.verb].endswith(words.gerunds):
        return _main_subject(paragraph, found.last, ceiling) or _after_comma(paragraph, found, ceiling, words)
    return source


def _after_comma(paragraph: Paragraph, found: CueFound, ceiling: int, words: Lexicon) -> tuple[int, int] | None:
    """The noun phrase after the participle that opens a sentence (« En affirmant que …, le ministre … »)."""
    for place in range(found.last + 1, ceiling - 1):
        if paragraph.words[place] == "," and paragraph.inside[place] < 0:
            opens = paragraph.tokens[place + 1].pos in {"DET", "PROPN", "PRON"}
            return paragraph.phrase_from(place + 1, ceiling, words.links) if opens else None
    return None


def _climbed(paragraph: Paragraph, found: CueFound, words: Lexicon, floor: int, ceiling: int) -> tuple[int, int] | None:
    """The subject of a cue or of the verb that it hangs on."""
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
        if place == found.verb and words.by_order:
            antecedent = _antecedent(paragraph, found, words, floor)
            if antecedent is not None:
                return antecedent
        if place == found.verb and found.first < place and words.by_order:
            phrase = _left_phrase(paragraph, _before_clause(paragraph, found.first, words, floor), floor)
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


def _antecedent(paragraph: Paragraph, found: CueFound, words: Lexicon, floor: int) -> tuple[int, int] | None:
    """The noun before a relative pronoun that is the subject of a cue (« ce ministre qui, un soir, lançait »)."""
    for place in range(found.first - 1, max(floor, found.first - 14), -1):
        token = paragraph.tokens[place]
        if paragraph.words[place] in words.relatives and "PronType=Rel" in token.morph:
            return (
                _left_phrase(paragraph, place, floor) if paragraph.words[place] not in words.complementizers else None
            )
        if token.pos in {"VERB", "AUX", "SCONJ", "CCONJ"} or paragraph.inside[place] >= 0:
            return None
    return None


def _set_apart(paragraph: Paragraph, found: CueFound, words: Lexicon, floor: int) -> tuple[int, int] | None:
    """The subject before a pronoun or a relative clause between commas (« le maire, lui, dit »)."""
    comma = found.first - 1
    if comma - 2 <= floor or paragraph.words[comma] != "," or paragraph.inside[comma - 1] >= 0:
        return None
    if paragraph.words[comma - 2] == ",":
        stressed = paragraph.tokens[comma - 1].pos == "PRON" and paragraph.words[comma - 1] in words.asides
        return _left_phrase(paragraph, comma - 2, floor) if stressed else None
    before = _before_clause(paragraph, found.first, words, floor)
    opens = before < found.first and not any(paragraph.words[place] == "," for place in range(before + 1, comma))
    return _left_phrase(paragraph, before, floor) if opens else None


def _before_clause(paragraph: Paragraph, before: int, words: Lexicon, floor: int) -> int:
    """The place before a relative clause between commas that ends right before a verb group, else that of the group."""
    if before - 1 <= floor or paragraph.words[before - 1] != ",":
        return before
    for place in range(before - 2, floor, -1):
        if paragraph.words[place] in words.relatives | words.wheres and paragraph.words[place - 1] == ",":
            return place - 1
        if paragraph.inside[place] >= 0 or paragraph.words[place] in {";", ":"}:
            break
    return before


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
    participle = paragraph.words[found.verb].endswith(words.gerunds) or (
        before > floor and paragraph.words[before - 1] in words.sequels
    )
    if before > floor and paragraph.words[before - 1] in words.sequels:
        before -= 2
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
    joined = words.by_order and paragraph.tokens[before].pos == "CCONJ"
    limit = found.verb if joined else len(paragraph.tokens)
    if any(is_subject(paragraph, child) and before < child < limit for child in paragraph.children[found.verb]):
        return None
    for verb in reversed(range(floor, before)):
        other = cues.get(verb)
        if other is None or paragraph.words[verb].endswith(words.gerunds):
            continue
        if paragraph.tokens[verb].dep in _SUBORDINATE and not (words.by_order and other.first < verb):
            continue
        if words.by_order and is_told(paragraph, other, cues, words, floor):
            continue
        source = find_source(paragraph, other, words, floor, before)
        if source is not None and (source[0] < verb or not participle):
            return source
    return _main_subject(paragraph, floor, before) if participle and words.by_order else None


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


def _main_subject(paragraph: Paragraph, floor: int, stop: int) -> tuple[int, int] | None:
    """The subject of the main verb of a sentence, for a participle that goes on with it (« …, saluant … »)."""
    for place in range(floor, stop):
        verb = paragraph.heads[place]
        if is_subject(paragraph, place) and place < verb < stop and paragraph.tokens[verb].dep == "ROOT":
            return paragraph.noun_phrase(place, floor, verb)
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
    group = [verb, *(child for child in paragraph.children[verb] if paragraph.tokens[child].dep in AUXILIARIES)]
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


def _agent_after(paragraph: Paragraph, found: CueFound, ceiling: int, words: Lexicon) -> tuple[int, int] | None:
    """The noun phrase after the preposition of an agent (« a été qualifié d’« absurde » par le gouvernement »)."""
    ahead = range(found.last + 1, ceiling)
    opened = next(
        (place for place in ahead if paragraph.words[place] in words.agents and paragraph.inside[place] < 0), None
    )
    return paragraph.phrase_from(opened + 1, ceiling, words.links) if opened is not None else None


def _agent(paragraph: Paragraph, verb: int) -> int | None:
    for child in paragraph.children[verb]:
        token = paragraph.tokens[child]
        if token.dep == "obl:agent":
            return child
        if token.dep == "agent":
            return next(iter(paragraph.children[child]), None)
    return None


def nearest_subject(
    paragraph: Paragraph, found: CueFound, cues: dict[int, CueFound], words: Lexicon, first: int
) -> tuple[int, int] | None:
    """The subject of an earlier cue of the sentence, for a participle or coordinated verb hung elsewhere."""
    for place in reversed(range(first, found.first)):
        if place not in cues:
            continue
        for child in paragraph.children[place]:
            if (
                paragraph.tokens[child].dep in SUBJECTS
                and child < place
                and paragraph.words[child] not in words.relatives
            ):
                return paragraph.noun_phrase(child, first, place)
    return None
