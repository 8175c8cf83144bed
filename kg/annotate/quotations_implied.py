"""Passages that stand alone, are announced, were never closed, or run over several paragraphs."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from msgspec.structs import replace

from kg.annotate.marks import Mark
from kg.annotate.quotations_clauses import Paragraph
from kg.annotate.quotations_cues import CueFound
from kg.annotate.quotations_inversion import subject_after
from kg.annotate.quotations_lexicon import Lexicon
from kg.annotate.quotations_sources import find_source, is_subject
from kg.model import Quotation, QuotationKind, Span

__all__ = ["find_announced", "find_unclosed", "implied_quotation", "is_speech", "is_subheading", "joined"]

_IMPLIED = frozenset(["quote alone", "paragraph continued", "announced quote", "continued"])


def is_speech(mark: Mark, text: str) -> bool:
    """Whether a passage alone in its paragraph is long enough to be somebody's words rather than a title."""
    content = mark.content.of(text)
    return len(content.split()) >= 5 or content[-1:] in ".!?…"


def is_subheading(paragraph: Paragraph, number: int) -> bool:
    """Whether a passage is all of a paragraph and no mark ends it: words of the article set above a part of it."""
    mark = paragraph.marks[number]
    bare = paragraph.text[mark.content.end - 1].isalnum() and not paragraph.gap_after(number)
    return bare and len(paragraph.marks) == 1 and not mark.continues


def implied_quotation(mark: Mark, previous: Quotation | None) -> Quotation:
    """A passage that stands alone: the last speaker goes on, as far as one is known."""
    rule = "paragraph continued" if mark.continues else "quote alone"
    if previous is None:
        return Quotation(QuotationKind.DIRECT, mark.content, None, "", None, "", "", rule, 0.0)
    if previous.rule == "announced":
        rule = "announced quote"
    return Quotation(
        QuotationKind.DIRECT,
        mark.content,
        previous.source,
        previous.speaker,
        previous.cue if previous.rule == "announced" else None,
        previous.cue_lemma,
        previous.cue_class,
        rule,
        0.0,
    )


def find_announced(paragraph: Paragraph, found: Sequence[CueFound], words: Lexicon) -> Quotation | None:
    """Whose words a paragraph that ends with a colon announces; None when it names nobody."""
    if not paragraph.tokens:
        return None
    first, last = paragraph.sentence_bounds(len(paragraph.tokens) - 1)
    for cue in reversed(found):
        source = find_source(paragraph, cue, words, first, last + 1) if cue.verb >= first else None
        if source is not None:
            lemma, kind = cue.cues[0].lemma, cue.cues[0].kind
            at = paragraph.span(cue.first, cue.last)
            return Quotation(QuotationKind.DIRECT, at, paragraph.span(*source), "", at, lemma, kind, "announced", 0.0)
    subject = next((place for place in range(first, last) if is_subject(paragraph, place)), None)
    if subject is None:
        return None
    at = paragraph.span(last, last)
    source = paragraph.noun_phrase(subject, first, last)
    return Quotation(QuotationKind.DIRECT, at, paragraph.span(*source), "", at, ":", "say", "announced", 0.0)


def find_unclosed(
    paragraph: Paragraph, marks: Sequence[Mark], found: Sequence[CueFound], words: Lexicon
) -> Iterator[Quotation]:
    """Passages whose closing mark is missing: they end before the reporting clause, else with the paragraph."""
    quoting = [cue for cue in found if cue.takes("quote") is not None] if marks else []
    clauses = list(_reporting_clauses(paragraph, quoting, words))
    for mark in marks:
        start = paragraph.before(mark.content.start) + 1
        after = range(bisect_right(clauses, start, key=attrgetter("begin")), len(clauses))
        clause = next((clauses[at] for at in after if clauses[at].told_after(start)), None)
        if clause:
            content = Span(mark.content.start, paragraph.tokens[clause.end].end)
            yield _unclosed_quotation(paragraph, content, clause.cue, clause.source)
            continue
        before = paragraph.before(mark.span.start)
        leading = quoting[: bisect_right(quoting, before, key=attrgetter("verb"))][-1:]
        if leading and (paragraph.words[before] in {":", ","} or leading[-1].last == before):
            source = find_source(paragraph, leading[-1], words, 0, before + 1)
            yield _unclosed_quotation(paragraph, mark.content, leading[-1], source)


class _Clause(NamedTuple):
    """A reporting clause that stands after words that may be quoted.

    Attributes:
        begin: its first token, after a comma.
        end: the last token before it that is no mark.
        cue: its verb.
        source: who speaks.
    """

    begin: int
    end: int
    cue: CueFound
    source: tuple[int, int]

    def told_after(self, start: int) -> bool:
        """Whether words from a token on stand before it."""
        return self.cue.first > start + 1 and self.end > start


def _reporting_clauses(paragraph: Paragraph, quoting: Sequence[CueFound], words: Lexicon) -> Iterator[_Clause]:
    """The clauses of some cues that can report what stands before them, whatever mark opens that."""
    for cue in quoting:
        begin = None if cue.negated else _clause_start(paragraph, cue)
        if begin is None:
            continue
        source = find_source(paragraph, cue, words, begin, len(paragraph.tokens))
        if source is None and words.by_order:
            source = subject_after(paragraph, cue.last + 1, len(paragraph.tokens), words)
        if source is None or (words.by_order and source[0] < cue.first):
            continue
        end = begin - 1
        while end > 0 and paragraph.tokens[end].pos == "PUNCT":
            end -= 1
        yield _Clause(begin, end, cue, source)


def _clause_start(paragraph: Paragraph, cue: CueFound) -> int | None:
    """First token of a reporting clause after a comma, None when the cue heads none."""
    for place in range(cue.first, max(cue.first - 8, 0), -1):
        if paragraph.words[place - 1] in {",", "?", "!"}:
            return place
        if place < cue.first and paragraph.tokens[place].pos in {"VERB", "AUX", "SCONJ", "ADP"}:
            return None
    return None


def _unclosed_quotation(
    paragraph: Paragraph, content: Span, cue: CueFound, source: tuple[int, int] | None
) -> Quotation:
    entry = next(each for each in cue.cues if "quote" in each.takes)
    return Quotation(
        QuotationKind.DIRECT,
        content,
        paragraph.span(*source) if source else None,
        "",
        paragraph.span(cue.first, cue.last),
        entry.lemma,
        entry.kind,
        "unclosed quote",
        0.0,
        unclosed=True,
    )


def joined(quotations: Sequence[Quotation], marks: Sequence[Mark]) -> list[Quotation]:
    """The quotations with those of several paragraphs made one, attributed as the first of them that has a cue."""
    chains: dict[Span, list[Mark]] = {}
    head: Mark | None = None
    for mark in marks:
        if mark.continues and head is not None:
            chains.setdefault(head.content, [head]).append(mark)
        else:
            head = mark
    attributed = [each.content for each in quotations if each.rule not in _IMPLIED]
    for head_content, chain in list(chains.items()):
        if sum(mark.content in attributed for mark in chain) > 1 or chain[0].woven:
            del chains[head_content]
    part_of = {mark.content: content for content, chain in chains.items() for mark in chain}
    chosen: dict[Span, Quotation] = {}
    for each in quotations:
        whole = part_of.get(each.content)
        if whole is not None and (
            whole not in chosen or (chosen[whole].rule in _IMPLIED and each.rule not in _IMPLIED)
        ):
            chosen[whole] = each
    kept: list[Quotation] = []
    told: set[Span] = set()
    for each in quotations:
        whole = part_of.get(each.content)
        if whole is None:
            kept.append(each)
        elif whole not in told:
            told.add(whole)
            end = chains[whole][-1].content.end
            kept.append(replace(chosen[whole], content=Span(whole.start, end), continues=None))
    return kept
