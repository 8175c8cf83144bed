"""Finds whose speech a cue reports, by the grammar around it."""

from collections.abc import Mapping

from kg.annotate.quotations_clauses import AUXILIARIES, SUBJECTS, VERBAL, Paragraph
from kg.annotate.quotations_cues import CueFound
from kg.annotate.quotations_inversion import find_inversion, hung_subject, subject_after
from kg.annotate.quotations_lexicon import Lexicon
from kg.annotate.quotations_sequels import is_fronted, is_told, listed_participle, sequel_start
from kg.annotate.quotations_subjects import (
    antecedent,
    before_aside,
    before_clause,
    in_aside,
    left_phrase,
    nominal_before,
    set_apart,
    with_other_name,
)

__all__ = ["find_source", "is_subject", "main_source", "nearest_subject"]

_SUBORDINATE = frozenset(["relcl", "acl:relcl", "acl", "ccomp", "advcl"])
# Tokens of a noun phrase to look at after its head.
_REACH = 9
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
    agent = _agent_after(paragraph, found, ceiling, words) if _is_reduced(paragraph, found, words) else None
    if agent is not None:
        return agent
    apart = set_apart(paragraph, found, words, floor) if words.by_order else None
    if apart is not None:
        return apart
    if words.by_order and paragraph.tokens[found.verb].pos not in VERBAL:
        phrase = before_aside(paragraph, found.first, floor)
        relative = phrase is not None and phrase[0] == phrase[1] and paragraph.words[phrase[0]] in words.relatives
        return (nominal_before(paragraph, phrase[0], words, floor) or phrase) if phrase and relative else phrase
    source = _climbed(paragraph, found, words, floor, ceiling)
    if source is None and words.by_order and paragraph.words[found.verb].endswith(words.gerunds):
        return _main_subject(paragraph, found.last, ceiling) or _after_comma(paragraph, found, ceiling, words)
    if source is None and words.by_order and is_fronted(paragraph, found):
        return _after_comma(paragraph, found, ceiling, words)
    if source is None and words.by_order and _is_finite(paragraph, found.verb):
        return left_phrase(paragraph, found.first, floor)
    return source


def _is_reduced(paragraph: Paragraph, found: CueFound, words: Lexicon) -> bool:
    """Whether a cue is a passive participle of naming after a noun (« une piste jugée « coûteuse » par X »)."""
    if not words.by_order or found.first != found.verb or found.takes("as") is None:
        return False
    gerund = paragraph.words[found.verb].endswith(words.gerunds)
    participle = "VerbForm=Part" in paragraph.tokens[found.verb].morph and paragraph.tokens[found.verb].dep == "acl"
    return participle and not gerund and paragraph.tokens[paragraph.heads[found.verb]].pos in {"NOUN", "PROPN"}


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
            subject = _subject(paragraph, place, words, floor, ceiling)
            if subject is not None and not (place == found.verb and in_aside(paragraph, subject, found)):
                opposed = _after_opposition(paragraph, subject, found.first, words) if place == found.verb else None
                if opposed is not None:
                    return opposed
                limit = min(ceiling, found.first) if place == found.verb and subject < found.first else ceiling
                return _named(paragraph, subject, place, words, floor, limit)
        token = paragraph.tokens[place]
        head = paragraph.heads[place]
        if place == found.verb and words.by_order:
            named = antecedent(paragraph, found, words, floor)
            if named is not None:
                return named
        if place == found.verb and found.first < place and words.by_order:
            phrase = left_phrase(paragraph, before_clause(paragraph, found.first, words, floor), floor)
            if phrase is not None:
                return phrase
        if words.by_order and place == found.verb and in_aside(paragraph, head, found):
            return before_aside(paragraph, found.first, floor)
        if token.dep in {"acl", "relcl", "acl:relcl"} and paragraph.tokens[head].pos in {"NOUN", "PROPN", "PRON"}:
            return paragraph.noun_phrase(head, floor, min(ceiling, place))
        missed = token.dep == "conj" or (token.dep == "amod" and "VerbForm=Fin" in token.morph)
        if words.by_order and missed and place == found.verb and paragraph.tokens[head].dep == "ROOT":
            opening = _opening_noun(paragraph, head, words, floor)
            if opening is not None:
                return opening
        if token.dep not in _CLIMB and not token.dep.startswith("obl"):
            return None
        place = head
    return None


def main_source(
    paragraph: Paragraph, found: CueFound, cues: Mapping[int, CueFound], words: Lexicon, floor: int
) -> tuple[int, int] | None:
    """The speaker of a verb that goes on with the main clause: ", adding", "and warned", « et s'est réjoui ».

    It is that of the nearest reporting main verb before; None for a verb with a subject of its own.
    """
    before = found.first - 1
    opened = sequel_start(paragraph, found, words, floor)
    participle = paragraph.words[found.verb].endswith(words.gerunds) or opened is not None
    if opened is not None:
        before = opened - 1
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
    own = _subject(paragraph, found.verb, words, before + 1, limit)
    if own is not None:
        return None
    for verb in reversed(range(floor, before)):
        other = cues.get(verb)
        if other is None or paragraph.words[verb].endswith(words.gerunds):
            continue
        if paragraph.tokens[verb].dep in _SUBORDINATE and not (words.by_order and other.first < verb):
            continue
        if words.by_order and is_told(paragraph, other, cues, words, floor):
            continue
        inversion = find_inversion(paragraph, other, words, floor, before) if words.by_order else None
        if inversion is not None:
            return inversion.source
        source = find_source(paragraph, other, words, floor, before)
        if source is None and words.by_order:
            source = _inverted(paragraph, other, words, before)
        beside = words.by_order and source is not None and source[0] <= other.last + 2
        if source is not None and (source[0] < verb or not participle or beside):
            return source
    told_from = min((verb for verb in range(floor, before) if verb in cues), default=before)
    loose = joined and found.first < found.verb and not _is_finite(paragraph, paragraph.heads[found.verb])
    subject = _main_subject(paragraph, floor, before) if words.by_order and (participle or loose) else None
    return subject if subject is not None and subject[0] < told_from else None


def _inverted(paragraph: Paragraph, found: CueFound, words: Lexicon, stop: int) -> tuple[int, int] | None:
    """The subject after a cue that follows a passage (« « … », a dit le maire, avant d’ajouter que … »)."""
    place = found.first - 1
    after = place > 0 and (paragraph.inside[place] >= 0 or paragraph.inside[place - 1] >= 0)
    if not after or found.takes("quote") is None:
        return None
    return hung_subject(paragraph, found, words) or subject_after(paragraph, found.last + 1, stop, words)


def _main_subject(paragraph: Paragraph, floor: int, stop: int) -> tuple[int, int] | None:
    """The subject of the main verb of a sentence, for a participle that goes on with it (« …, saluant … »)."""
    for place in range(floor, stop):
        verb = paragraph.heads[place]
        if is_subject(paragraph, place) and place < verb < stop and paragraph.tokens[verb].dep == "ROOT":
            return paragraph.noun_phrase(place, floor, verb)
    return None


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


def _after_opposition(paragraph: Paragraph, subject: int, verb: int, words: Lexicon) -> tuple[int, int] | None:
    """The noun phrase before a verb group when another clause opens between the subject that it was given and it."""
    for place in range(subject + 1, verb - 1):
        size = next((n for n in (1, 2, 3) if " ".join(paragraph.words[place : place + n]) in words.oppositions), 0)
        if size and words.by_order:
            return left_phrase(paragraph, verb, place + size)
    return None


def _opening_noun(paragraph: Paragraph, head: int, words: Lexicon, floor: int) -> tuple[int, int] | None:
    """The noun that opens a sentence whose first verb the parser missed (« Le maire acquiesce et promet … »)."""
    if paragraph.tokens[head].pos not in {"NOUN", "PROPN"} or paragraph.sentence_bounds(head)[0] != floor:
        return None
    phrase = paragraph.phrase_from(floor, head + _REACH, words.links)
    if phrase is None or not phrase[0] <= head <= phrase[1]:
        return None
    last = phrase[1]
    while last > head and paragraph.words[last] in words.forms:
        last -= 1
    return phrase[0], last


def _is_finite(paragraph: Paragraph, verb: int) -> bool:
    """Whether a token is a finite verb, by itself or with an auxiliary."""
    group = (verb, *(child for child in paragraph.children[verb] if paragraph.tokens[child].dep in AUXILIARIES))
    return any("VerbForm=Fin" in paragraph.tokens[place].morph for place in group)


def _subject(paragraph: Paragraph, verb: int, words: Lexicon, floor: int, ceiling: int) -> int | None:
    """The subject among the dependents of a verb; object pronouns before it are none (« et lui a dit »)."""
    return next(
        (
            child
            for child in paragraph.children[verb]
            if floor <= child < ceiling
            and is_subject(paragraph, child)
            and not (paragraph.words[child] in words.clitics - words.subject_clitics and child < verb)
        ),
        None,
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
        before = nominal_before(paragraph, subject, words, floor) if words.by_order else None
        if before is not None:
            return before
    ceiling = ceiling if subject > verb else min(ceiling, verb)
    phrase = paragraph.noun_phrase(_last_name(paragraph, subject, verb, ceiling), floor, ceiling)
    return with_other_name(paragraph, phrase, verb, floor) if words.by_order else phrase


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
