"""Attributes passages between quotation marks to the cue and the speaker beside them."""

from collections.abc import Sequence

from msgspec.structs import replace

from kg.annotate.quotations_after import tag_after
from kg.annotate.quotations_before import tag_before
from kg.annotate.quotations_clauses import SUBJECTS, Paragraph
from kg.annotate.quotations_cues import CueFound
from kg.annotate.quotations_lexicon import Lexicon
from kg.annotate.quotations_passages import Attribution, is_title, last_character, opens_clause
from kg.annotate.quotations_sources import find_source

__all__ = ["attribute_marks"]

# Characters of the shortest passage that is taken for a sentence of its own.
_SENTENCE = 24
_APART = frozenset([",", ";", "—", "–", "-", "...", "…", "(", ")"])


def attribute_marks(paragraph: Paragraph, found: Sequence[CueFound], words: Lexicon) -> tuple[Attribution, ...]:
    """The passages of a paragraph that a cue beside them makes speech, in text order.

    A passage is first tried with the clause after it ("…", he said), then with the one before it (he said: "…"),
    then as going on with the passage before it.
    """
    by_verb = {cue.verb: cue for cue in found}
    done: list[Attribution] = []
    for number in range(len(paragraph.marks)):
        before = done[-1] if done else None
        attribution = _attribute(paragraph, number, by_verb, words, before)
        if attribution is not None:
            done.append(attribution)
    return tuple(done)


def _attribute(
    paragraph: Paragraph, number: int, cues: dict[int, CueFound], words: Lexicon, before: Attribution | None
) -> Attribution | None:
    mark = paragraph.marks[number]
    if not mark.closed:
        return None
    left, right = paragraph.gap_before(number), paragraph.gap_after(number)
    colon = bool(left) and paragraph.words[left[-1]] == ":"
    if colon and opens_clause(paragraph, number):
        return None
    after = tag_after(paragraph, number, right, cues, words)
    if after is not None and colon and after.rule == "quote, cue subject":
        return after
    if after is not None and not colon:
        if not left or paragraph.words[left[-1]] in _APART or not _has_words(paragraph, left):
            return after
        return (
            None
            if is_title(paragraph, number) or not _ends_clause(paragraph, number, left, right, after, cues)
            else replace(after, rule="woven quote, cue", opens=_lead(paragraph, number))
        )
    if before is not None and left and before.mark == number - 1 and paragraph.inside[left[0] - 1] == number - 1:
        shared = _goes_on(paragraph, number, left, before, colon)
        if shared is not None:
            return shared
    if colon and before is not None and before.mark == number - 1 and _only_manner(paragraph, left):
        return Attribution(number, None, (left[-1], left[-1]), before.source, "continued", follows=-1)
    introduced = tag_before(paragraph, number, left, cues, words)
    if introduced is not None:
        return introduced
    if before is not None and not left and not mark.woven and _stands_alone(paragraph, number, right):
        return Attribution(number, None, None, before.source, "continued", follows=-1)
    told = _reporter(paragraph, number, cues, words) if _stands_alone(paragraph, number, right) else None
    return Attribution(number, None, None, told, "continued", follows=-1) if told is not None else None


def _reporter(paragraph: Paragraph, number: int, cues: dict[int, CueFound], words: Lexicon) -> tuple[int, int] | None:
    """Who speaks in the sentence right before a passage that is a sentence itself (X said it was late. “We wait.”)."""
    mark = paragraph.marks[number]
    end = paragraph.before(mark.span.start)
    if mark.woven or end < 0 or paragraph.tokens[end].text[-1] not in ".!?" or len(mark.content) < _SENTENCE:
        return None
    first, _ = paragraph.sentence_bounds(end)
    told = next((cues[verb] for verb in range(first, end) if verb in cues and paragraph.inside[verb] < 0), None)
    if told is None or told.negated or told.passive:
        return None
    return find_source(paragraph, told, words, first, end)


def _only_manner(paragraph: Paragraph, left: range) -> bool:
    """Whether the words before a colon tell only how the last speaker goes on (« Puis, plus grave : »)."""
    return len(left) > 1 and all(paragraph.tokens[place].pos in {"ADV", "ADJ", "CCONJ", "PUNCT"} for place in left)


def _stands_alone(paragraph: Paragraph, number: int, right: range) -> bool:
    """Whether a passage is a sentence of its own: nothing follows, or a new sentence."""
    if not right:
        return True
    return last_character(paragraph, number) in ".!?…" and paragraph.tokens[right[0]].text[:1].isupper()


def _ends_clause(
    paragraph: Paragraph, number: int, left: range, right: range, after: Attribution, cues: dict[int, CueFound]
) -> bool:
    """Whether the clause that a woven passage ends is itself what the words after it report."""
    comma = paragraph.words[right[0]] in {",", "—", "–"} or last_character(paragraph, number) in ",?!"
    lead = range(_lead(paragraph, number), left.stop)
    if not comma or any(place in cues and cues[place].takes("clause") for place in lead):
        return False
    if after.cue is None:
        return True
    token = paragraph.tokens[after.cue.verb]
    told = after.source[1] if after.source is not None and after.source[0] > after.cue.verb else after.cue.verb
    if paragraph.tokens[told].dep in SUBJECTS and paragraph.heads[told] != after.cue.verb:
        return False
    return (
        token.dep not in {"relcl", "acl", "acl:relcl", "xcomp"}
        and "VerbForm=Inf" not in token.morph
        and after.rule != "quote, any verb"
    )


def _has_words(paragraph: Paragraph, gap: range) -> bool:
    return any(character.isalnum() for at in gap for character in paragraph.words[at])


def _lead(paragraph: Paragraph, number: int) -> int:
    """First token of the clause that a passage woven into it ends."""
    first = paragraph.gap_before(number).start
    while first > 0 and paragraph.inside[first - 1] >= 0 and paragraph.marks[paragraph.inside[first - 1]].woven:
        first = paragraph.gap_before(paragraph.inside[first - 1]).start
    return first


def _goes_on(paragraph: Paragraph, number: int, left: range, before: Attribution, colon: bool) -> Attribution | None:
    """The passage after its interruption: "…", he said, "…"; also two passages joined by "and"."""
    if colon or (before.cue is None and before.cue_words is None):
        return None
    last = left[-1]
    inside_tag = before.cue is not None and before.cue.verb in left
    if inside_tag and paragraph.words[last] in {",", "—", "–", "-", ";"}:
        return Attribution(number, before.cue, None, before.source, "quote resumed", follows=number - 1)
    if len(left) <= 3 and all(paragraph.tokens[place].pos in {"CCONJ", "PUNCT"} for place in left):
        return Attribution(number, before.cue, before.cue_words, before.source, "quote joined", follows=number - 1)
    return None
