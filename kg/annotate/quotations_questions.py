"""Whether a passage beside a verb is only what a question asks after: « Le ministre a-t-il dit « jamais » ? »."""

from kg.annotate.quotations_clauses import Paragraph
from kg.annotate.quotations_cues import CueFound
from kg.annotate.quotations_inversion import hung_subject
from kg.annotate.quotations_lexicon import Lexicon

__all__ = ["is_asked_after", "is_asked_before"]


def is_asked_before(paragraph: Paragraph, found: CueFound, words: Lexicon, *, colon: bool) -> bool:
    """Whether a verb before a passage stands in a question, whose mark is no part of the passage.

    Args:
        paragraph: where the verb is.
        found: the verb.
        words: words of reported speech.
        colon: whether a colon leads to the passage; then, as after « a demandé », only inverted words make a question.
    """
    if not _is_question(paragraph, found):
        return False
    first = paragraph.sentence_bounds(found.verb)[0]
    if words.by_order and hung_subject(paragraph, found, words) is not None:
        return True
    if colon or found.cues[0].kind == "ask":
        return False
    times = (words.subordinators | words.wheres) - words.questions
    return times.isdisjoint(paragraph.words[first + 1 : found.first])


def is_asked_after(paragraph: Paragraph, found: CueFound, words: Lexicon, gap: range) -> bool:
    """Whether a verb after a passage asks whether it was said (« « Jamais » : l’a-t-il dit ? »).

    In English only a question after a colon does ("“Never”: did he say that?"), which asks neither when nor where.

    Args:
        paragraph: where the verb is.
        found: the verb.
        words: words of reported speech.
        gap: what follows the passage.
    """
    if found.cues[0].kind == "ask" or not _is_question(paragraph, found):
        return False
    if words.by_order:
        return True
    times = (words.subordinators | words.wheres) - words.questions
    return paragraph.words[gap[0]] == ":" and times.isdisjoint(paragraph.words[gap[0] : found.first])


def _is_question(paragraph: Paragraph, found: CueFound) -> bool:
    last = paragraph.sentence_bounds(found.verb)[1]
    return paragraph.words[last] == "?" and paragraph.inside[last] < 0
