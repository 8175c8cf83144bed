"""Whether the speech of a verb is denied, did not happen, is only asked about or supposed, or is hearsay."""

from collections.abc import Sequence

from kg.annotate.quotations_clauses import AUXILIARIES, SUBJECTS, VERBAL, Paragraph
from kg.annotate.quotations_lexicon import Lexicon
from kg.model import Cue

__all__ = ["is_denied", "is_distanced", "is_supposed"]

_CLAUSE = 20
"""Tokens from "that" to a verb of its clause, at most."""
_BEFORE_TRUTH = 6
_CUTS = frozenset([";", ":", "."])


def is_denied(paragraph: Paragraph, verb: int, first: int, cues: Sequence[Cue], words: Lexicon) -> bool:
    """Whether speech is denied: a negation beside the verb, or none beside one that reports only with a negation."""
    lemma = cues[0].lemma
    if lemma in words.concessions:
        return False
    return _negated(paragraph, verb, first, words) is not (lemma in words.litotes)


def _negated(paragraph: Paragraph, verb: int, first: int, words: Lexicon) -> bool:
    before = range(max(first - 2, 0), first)
    comma = max((place for place in before if words.by_order and paragraph.words[place] == ","), default=-1)
    around = [*(place for place in before if place > comma), *range(first, verb), *paragraph.children[verb]]
    if any(
        paragraph.words[place] in words.negations
        and paragraph.tokens[place].dep not in {"det", "preconj"}
        and comma < place < verb
        and not _subject_between(paragraph, place, verb)
        and not (place > 0 and paragraph.words[place - 1] in words.doubled)
        and not _is_of_name(paragraph, place, verb, words)
        for place in around
    ):
        return True
    if (not words.by_order and _is_nobody(paragraph, verb, words)) or _is_untrue(paragraph, first, words):
        return True
    head = paragraph.heads[verb]
    for _ in range(2):
        if _goes_on(paragraph, verb, words):
            return False
        if head == verb or paragraph.words[head] in words.persistent:
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


def _is_of_name(paragraph: Paragraph, negation: int, verb: int, words: Lexicon) -> bool:
    """Whether a negating preposition has a noun of its own before the verb (« Médecins sans frontières décrit … »)."""
    if paragraph.tokens[negation].pos != "ADP" or not words.by_order:
        return False
    return any(paragraph.tokens[place].pos in {"NOUN", "PROPN", "ADJ"} for place in range(negation + 1, verb))


def _goes_on(paragraph: Paragraph, verb: int, words: Lexicon) -> bool:
    """Whether a participle after a comma goes on with a clause (« a refusé de répondre, rappelant que … »)."""
    place = verb - 1
    while place > 0 and (paragraph.tokens[place].pos in {"ADV", "PRON"} or paragraph.words[place] in words.reflexives):
        place -= 1
    gerund = paragraph.words[verb].endswith(words.gerunds) and "VerbForm=" in paragraph.tokens[verb].morph
    return gerund and place > 0 and (paragraph.words[place] == "," or paragraph.words[place] in words.gerund_openers)


def _is_untrue(paragraph: Paragraph, first: int, words: Lexicon) -> bool:
    """Whether the clause of a verb is said not to be so ("It is not true that …", « Il est faux que … »)."""
    for place in range(first - 1, max(first - _CLAUSE, 0), -1):
        if paragraph.words[place] in _CUTS:
            return False
        if paragraph.words[place] in words.complementizers:
            opened = paragraph.words[place - 1]
            before = paragraph.words[max(place - _BEFORE_TRUTH, 0) : place - 1]
            return opened in words.untruths or (opened in words.truths and not words.negations.isdisjoint(before))
    return False


def _is_nobody(paragraph: Paragraph, verb: int, words: Lexicon) -> bool:
    """Whether the subject before a verb is denied by its determiner ("Neither side commented")."""
    return any(
        paragraph.words[each] in words.negations
        and paragraph.tokens[each].dep in {"det", "preconj"}
        and paragraph.tokens[each + 1].pos != "NUM"
        for child in paragraph.children[verb]
        if child < verb and paragraph.tokens[child].dep in SUBJECTS
        for each in paragraph.children[child]
    )


def _subject_between(paragraph: Paragraph, negation: int, verb: int) -> bool:
    """Whether a subject of the verb stands between a negation and the verb ("not today, he said")."""
    return any(
        negation < child < verb and paragraph.tokens[child].dep in SUBJECTS and paragraph.tokens[child].text[:1] != "-"
        for child in paragraph.children[verb]
    )


def is_supposed(paragraph: Paragraph, verb: int, first: int, words: Lexicon) -> bool:
    """Whether a text only supposes or asks that something was said.

    Nobody in particular would say so (« on dirait que … »), an auxiliary stands before its subject ("Had he said
    …"), or it is a condition ("If he says so, the talks will end").
    """
    before = paragraph.words[first - 1] if first > 0 else ""
    if paragraph.words[first] in words.necessities:
        return before in words.subject_clitics
    if before in words.impersonal and paragraph.words[first].endswith(words.conditionals):
        return True
    if not words.by_order and (_is_inverted(paragraph, verb) or _is_counterfactual(paragraph, verb, words)):
        return True
    if words.by_order and _is_conditioned(paragraph, verb, first, words):
        return True
    for place in range(first - 1, max(first - _CLAUSE, -1), -1):
        if paragraph.words[place] in words.suppositions:
            return place + 1 < first and _is_outcome_left_open(paragraph, verb, words)
        if paragraph.words[place] in _CUTS or paragraph.inside[place] >= 0 or paragraph.tokens[place].pos in VERBAL:
            return False
    return False


def is_distanced(paragraph: Paragraph, verb: int, first: int, cues: Sequence[Cue], words: Lexicon) -> bool:
    """Whether the text does not vouch for what it tells: « aurait dit », "reportedly said", "is said to have …"."""
    near = range(max(first - 2, 0), min(verb + 2, len(paragraph.words)))
    if not words.hearsay.isdisjoint(paragraph.words[near.start : near.stop]):
        return any(
            paragraph.words[place] in words.hearsay and paragraph.inside[place] < 0
            for place in (*near, *paragraph.children[verb])
        )
    if words.by_order:
        if cues[0].lemma in words.wishes:
            return False
        hedged = any(
            paragraph.words[place].endswith(words.conditionals) for place in _auxiliaries(paragraph, verb, first)
        )
        return hedged or _is_conditional(paragraph.words[verb], cues[0].lemma, words)
    told = paragraph.words[paragraph.heads[verb]] in words.rumours and paragraph.tokens[verb].dep == "xcomp"
    return (told and _is_perfect(paragraph, verb)) or _is_rumour(paragraph, verb, words)


def _is_rumour(paragraph: Paragraph, verb: int, words: Lexicon) -> bool:
    """Whether a passive tells what somebody is said to have done ("is said to have threatened")."""
    if paragraph.words[verb] not in words.rumours:
        return False
    children = paragraph.children[verb]
    return any(paragraph.tokens[each].dep == "auxpass" for each in children) and any(
        paragraph.tokens[each].dep == "xcomp" and _is_perfect(paragraph, each) for each in children
    )


def _auxiliaries(paragraph: Paragraph, verb: int, first: int) -> list[int]:
    return [place for place in (*range(first, verb), *paragraph.children[verb]) if paragraph.tokens[place].pos == "AUX"]


def _is_conditional(verb: str, lemma: str, words: Lexicon) -> bool:
    """Whether a verb ends as a conditional and is no imperfect, whose stem ends like that (« assurait »).

    The imperfect has the ending of the conditional without its first letter, in place of the two of the infinitive.
    """
    imperfects = {part[:-2] + ending[1:] for part in lemma.split() for ending in words.conditionals}
    return verb.endswith(words.conditionals) and verb not in imperfects


def _is_perfect(paragraph: Paragraph, verb: int) -> bool:
    """Whether an infinitive makes a perfect tense with a verb ("to have said", "would have said")."""
    helping = [paragraph.tokens[each] for each in paragraph.children[verb] if paragraph.tokens[each].dep in AUXILIARIES]
    return "VerbForm=Part" in paragraph.tokens[verb].morph and any(each.morph == "VerbForm=Inf" for each in helping)


def _is_conditioned(paragraph: Paragraph, verb: int, first: int, words: Lexicon) -> bool:
    """Whether a conditional has its condition before it (« Si on lui avait demandé, il aurait dit … »)."""
    if not any(paragraph.words[place].endswith(words.conditionals) for place in range(first, verb + 1)):
        return False
    return paragraph.words[paragraph.sentence_bounds(verb)[0]] in words.suppositions


def _is_counterfactual(paragraph: Paragraph, verb: int, words: Lexicon) -> bool:
    """Whether a modal makes a perfect tense what would have been ("would have said")."""
    return not words.modals.isdisjoint(paragraph.words[each] for each in paragraph.children[verb]) and _is_perfect(
        paragraph, verb
    )


def _is_inverted(paragraph: Paragraph, verb: int) -> bool:
    """Whether an auxiliary before the subject opens the sentence, or the sentence is a question with such a one."""
    children = paragraph.children[verb]
    opening = next((each for each in children if paragraph.tokens[each].dep in AUXILIARIES), verb)
    subject = next((each for each in children if paragraph.tokens[each].dep in SUBJECTS), -1)
    if not opening < subject < verb:
        return False
    if paragraph.tokens[opening].text[:1].isupper():
        return True
    last = paragraph.sentence_bounds(verb)[1]
    return paragraph.words[last] == "?" and paragraph.inside[last] < 0


def _is_outcome_left_open(paragraph: Paragraph, verb: int, words: Lexicon) -> bool:
    """Whether the clause after a condition tells what would be or will be, not what is."""
    last = paragraph.sentence_bounds(verb)[1]
    comma = next((place for place in range(verb + 1, last) if paragraph.words[place] == ","), last)
    return any(
        paragraph.tokens[place].pos in VERBAL
        and (paragraph.words[place] in words.modals or paragraph.words[place].endswith(words.outcomes))
        for place in range(comma + 1, last + 1)
    )
