"""Finds the content of reporting verbs that stands without quotation marks, or only partly in them."""

from collections.abc import Iterator, Mapping, Sequence, Set

from msgspec import Struct

from kg.annotate.quotations_addressee import find_addressee
from kg.annotate.quotations_clauses import VERBAL, Paragraph, trimmed
from kg.annotate.quotations_cues import CueFound
from kg.annotate.quotations_grammar import contents_by_grammar
from kg.annotate.quotations_inversion import find_inversion, subject_after
from kg.annotate.quotations_lexicon import Lexicon
from kg.annotate.quotations_offers import offered, offered_by_nouns, shorter
from kg.annotate.quotations_order import content_by_order
from kg.annotate.quotations_parenthesis import parenthesis
from kg.annotate.quotations_passages import opens_clause
from kg.annotate.quotations_sequels import narrator
from kg.annotate.quotations_silent import tells_nothing
from kg.annotate.quotations_sources import find_source, main_source, nearest_subject
from kg.annotate.quotations_that import cut, that_clause
from kg.annotate.quotations_viewpoints import viewpoints

__all__ = ["Reported", "find_reported"]

_BESIDE_CLAUSE = frozenset(["offer object", "offer both"])
# Rules of what stands before a colon and the passage that goes on with it.
_TOLD_FIRST = frozenset(["clause", "infinitive", "noun", "order", "state"])
_ADDRESSED = frozenset(["clause", "infinitive", "adjacent"])


class Reported(Struct, frozen=True):
    """A content clause or phrase and whose it is.

    Attributes:
        first: index of its first token.
        last: index of its last token.
        cue: the verb, None for words like "according to".
        cue_words: first and last token of those words, None for a verb.
        source: first and last token of the words that name the speaker, None when not shown.
        rule: name of the rule.
        addressee: first and last token of the words that name the addressee.
        resumes: whether it goes on with the part before an interruption.
    """

    first: int
    last: int
    cue: CueFound | None
    cue_words: tuple[int, int] | None
    source: tuple[int, int] | None
    rule: str
    addressee: tuple[int, int] | None = None
    resumes: bool = False


def find_reported(
    paragraph: Paragraph, found: Sequence[CueFound], used: Set[int], taken: Set[int], words: Lexicon
) -> tuple[Reported, ...]:
    """The contents of the cues of a paragraph and of words like "according to"; they may overlap.

    Args:
        paragraph: where to look.
        found: its cues.
        used: verbs whose content is already known.
        taken: numbers of passages whose speaker is already known.
        words: words of reported speech.
    """
    cues = {cue.verb: cue for cue in found}
    contents: list[Reported] = []
    for cue in found:
        if cue.negated or cue.future or tells_nothing(paragraph, cue, words):
            continue
        if cue.verb in used:
            contents.extend(_around_used(paragraph, cue, taken, words))
            contents.extend(_before_colon(paragraph, cue, cues, used, taken, words))
        else:
            contents.extend(_contents(paragraph, cue, cues, used, taken, words))
    contents.extend(
        Reported(*content, None, at, source, rule) for content, at, source, rule in viewpoints(paragraph, words)
    )
    if not words.by_order:
        for cue, source, (rule, first, last) in offered_by_nouns(paragraph, words):
            content = trimmed(paragraph, first, last)
            if content is not None and not any(
                paragraph.inside[each] in taken for each in range(content[0], content[1] + 1)
            ):
                contents.append(Reported(*content, cue, None, source, rule))
    return tuple(contents)


def _contents(
    paragraph: Paragraph, found: CueFound, cues: dict[int, CueFound], used: Set[int], taken: Set[int], words: Lexicon
) -> Iterator[Reported]:
    first, last = paragraph.sentence_bounds(found.verb)
    question = paragraph.words[last] == "?" and paragraph.inside[last] < 0
    source = (
        (narrator(paragraph, found.verb, words) if words.by_order else None)
        or main_source(paragraph, found, cues, words, first)
        or find_source(paragraph, found, words, first, last + 1)
    )
    if source is None and not found.passive:
        source = nearest_subject(paragraph, found, cues, words, first)
    addressee = find_addressee(paragraph, found, last, words)
    that = that_clause(paragraph, found, cues, words, last)
    opened = that is not None and paragraph.words[that[0] - 1] in words.complementizers
    if not opened:
        around, source = _around(paragraph, found, source, words, first, last)
        parts = [
            content
            for span in around
            if (content := trimmed(paragraph, *span)) is not None
            and not any(paragraph.inside[place] in taken for place in range(content[0], content[1] + 1))
        ]
        for number, content in enumerate(parts):
            yield Reported(*content, found, None, source, "parenthesis", addressee, resumes=number > 0)
        if parts:
            return
    announced = _after_colon(paragraph, found, last, words) if that is None else None
    if announced is not None:
        yield Reported(*announced, found, None, source, "colon", addressee)
        return
    if question:
        return
    likened = _likened(paragraph, found, words, first, last)
    if likened is not None:
        yield Reported(*likened[0], found, None, likened[1], "parenthesis", addressee)
        return
    chosen = False
    for rule, span in _spans(paragraph, found, cues, that, words, last):
        content = _bounded(paragraph, found, cues, span, used, taken, words) if span is not None else None
        if span is None or (words.by_order and chosen):
            continue
        chosen = True
        if content is not None:
            yield Reported(*content, found, None, source, rule, addressee if rule in _ADDRESSED else None)
            ends = () if words.by_order else shorter(paragraph, *content)
            for end in ends:
                short = trimmed(paragraph, content[0], end)
                if short is not None:
                    yield Reported(*short, found, None, source, f"{rule}, shorter", addressee)
    if words.by_order:
        return
    named = any(cue.lemma in words.namers for cue in found.cues)
    for rule, start, end in offered(paragraph, found, last):
        if (that is not None and rule in _BESIDE_CLAUSE) or (named and rule == "offer object"):
            continue
        content = _bounded(paragraph, found, cues, (start, end), used, taken, words)
        if content is not None:
            yield Reported(*content, found, None, source, rule)


def _bounded(
    paragraph: Paragraph,
    found: CueFound,
    cues: dict[int, CueFound],
    span: tuple[int, int],
    used: Set[int],
    taken: Set[int],
    words: Lexicon,
) -> tuple[int, int] | None:
    """A content up to the next cue of the same speaker or passage that is taken, without punctuation at its ends."""
    end = cut(paragraph, found, cues, span[0], span[1], used, words)
    stop = next((place for place in range(span[0], end + 1) if paragraph.inside[place] in taken), end + 1)
    return trimmed(paragraph, span[0], min(end, stop - 1))


def _likened(
    paragraph: Paragraph, found: CueFound, words: Lexicon, first: int, last: int
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The main clause that a clause of comparison reports, and its source (« Comme l’a dit le ministre, … »)."""
    opened = found.first - 1
    while opened > first and paragraph.words[opened] in words.clitics:
        opened -= 1
    if opened < first or paragraph.words[opened] not in words.likes:
        return None
    source = subject_after(paragraph, found.last + 1, last + 1, words)
    adverb = opened > first and paragraph.words[opened - 1] in words.adverbs
    if source is None or (paragraph.words[opened] in words.complementizers and not adverb):
        return None
    before = opened - 1 if adverb else opened
    if before - first <= 1:
        comma = next((place for place in range(source[1] + 1, last) if paragraph.words[place] == ","), None)
        content = trimmed(paragraph, comma + 1, last) if comma is not None else None
    else:
        content = trimmed(paragraph, first, before - 1)
    return (content, source) if content is not None else None


def _after_colon(paragraph: Paragraph, found: CueFound, last: int, words: Lexicon) -> tuple[int, int] | None:
    """A clause after the colon after a cue (« Le ministre l’a promis : le projet sera mené à son terme »)."""
    if not (found.takes("clause") or found.takes("quote")):
        return None
    ahead = range(found.last + 1, min(found.last + 8, last))
    colon = next((place for place in ahead if paragraph.words[place] == ":" and paragraph.inside[place] < 0), None)
    if colon is None:
        return None
    quoted = paragraph.inside[colon + 1]
    if quoted >= 0 and not opens_clause(paragraph, quoted):
        return None
    if quoted < 0 and not (words.by_order and colon == found.last + 1):
        return None
    if not any("VerbForm=Fin" in paragraph.tokens[place].morph for place in range(colon + 1, last + 1)):
        return None
    return trimmed(paragraph, colon + 1, last)


def _around(
    paragraph: Paragraph, found: CueFound, source: tuple[int, int] | None, words: Lexicon, first: int, last: int
) -> tuple[Sequence[tuple[int, int]], tuple[int, int] | None]:
    """What a reporting clause set in a sentence reports, and its source."""
    if not words.by_order:
        return tuple(parenthesis(paragraph, found, source, words, first, last)), source
    inversion = find_inversion(paragraph, found, words, first, last)
    return (inversion.contents, inversion.source) if inversion is not None else ((), source)


def _around_used(paragraph: Paragraph, found: CueFound, taken: Set[int], words: Lexicon) -> Iterator[Reported]:
    """What stands before or after the clause of a cue whose passage is known (Now is the time, he said, "…")."""
    first, last = paragraph.sentence_bounds(found.verb)
    source = find_source(paragraph, found, words, first, last + 1)
    around, source = _around(paragraph, found, source, words, first, last)
    for number, span in enumerate(around):
        content = trimmed(paragraph, *span)
        if content is None or any(paragraph.inside[place] in taken for place in range(content[0], content[1] + 1)):
            continue
        if content[0] < found.verb and "Tense=Past|VerbForm=Part" in paragraph.tokens[content[0]].morph:
            continue
        if words.by_order and content[0] > found.verb and paragraph.tokens[content[0]].pos == "ADP":
            continue
        if any(paragraph.tokens[place].pos in VERBAL for place in range(content[0], content[1] + 1)):
            yield Reported(*content, found, None, source, "beside quote", resumes=number > 0)


def _before_colon(
    paragraph: Paragraph, found: CueFound, cues: dict[int, CueFound], used: Set[int], taken: Set[int], words: Lexicon
) -> Iterator[Reported]:
    """What a cue reports before a colon that its passage follows (« Il dit ne pas y croire : « … » »)."""
    last = paragraph.sentence_bounds(found.verb)[1]
    ahead = range(found.last + 2, last)
    colon = next((place for place in ahead if paragraph.words[place] == ":" and paragraph.inside[place] < 0), None)
    if colon is None or paragraph.inside[colon + 1] not in taken:
        return
    for each in _contents(paragraph, found, cues, used - {found.verb}, taken, words):
        if each.rule in _TOLD_FIRST and found.last < each.first <= each.last == colon - 1:
            yield each


def _spans(
    paragraph: Paragraph,
    found: CueFound,
    cues: Mapping[int, CueFound],
    that: tuple[int, int] | None,
    words: Lexicon,
    last: int,
) -> Iterator[tuple[str, tuple[int, int] | None]]:
    """What the grammar of a cue offers as its content, best first."""
    yield "clause", that
    if found.takes("that") is not None and that is None and not (words.by_order and found.takes("noun")):
        return
    if words.by_order:
        ordered = content_by_order(paragraph, found, cues, words, last)
        if ordered is not None:
            yield ordered[0], ordered[1:]
        yield "adjacent", _adjacent_mark(paragraph, found, last)
        return
    if found.takes("as") is not None:
        yield "adjacent", _adjacent_mark(paragraph, found, last)
    yield from contents_by_grammar(paragraph, found, words, last)


def _adjacent_mark(paragraph: Paragraph, found: CueFound, last: int) -> tuple[int, int] | None:
    """A passage that begins right after a cue ("a plan he called “dead on arrival”")."""
    start = found.last + 1
    while start <= last and paragraph.tokens[start].pos == "ADV":
        start += 1
    if start > last or paragraph.inside[start] < 0 or paragraph.words[found.first - 1] == "-":
        return None
    end = start
    while end < last and paragraph.inside[end + 1] == paragraph.inside[start]:
        end += 1
    return start, end
