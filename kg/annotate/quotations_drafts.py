"""Makes quotations of what the rules found in a paragraph, each with the evidence for it."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from kg.annotate.marks import Mark
from kg.annotate.quotations_addressee import find_addressee
from kg.annotate.quotations_clauses import Paragraph
from kg.annotate.quotations_confidence import Evidence
from kg.annotate.quotations_lexicon import Lexicon
from kg.annotate.quotations_passages import Attribution
from kg.annotate.quotations_reported import Reported
from kg.model import Cue, Quotation, QuotationKind, Span

__all__ = ["Draft", "drafts_of_marks", "drafts_of_reported"]


class Draft(Struct, frozen=True):
    """A quotation without its confidence.

    Attributes:
        quotation: as found.
        evidence: what speaks for and against it.
        attributed: whether words beside a whole passage say whose it is.
    """

    quotation: Quotation
    evidence: Evidence
    attributed: bool = False


def drafts_of_marks(paragraph: Paragraph, attributions: Iterable[Attribution], words: Lexicon) -> Iterator[Draft]:
    """The passages whose speaker is known, as direct or mixed quotations."""
    for each in attributions:
        mark = paragraph.marks[each.mark]
        cue = next((cue for cue in each.cue.cues if "quote" in cue.takes), each.cue.cues[0]) if each.cue else None
        at_cue = (each.cue.first, each.cue.last) if each.cue else each.cue_words
        addressee = find_addressee(paragraph, each.cue, len(paragraph.tokens) - 1, words) if each.cue else None
        kind, content = QuotationKind.DIRECT, mark.content
        quoted: tuple[Span, ...] = ()
        if each.opens >= 0:
            kind, content = QuotationKind.MIXED, Span(paragraph.tokens[each.opens].start, mark.span.end)
            quoted = tuple(other.content for other in paragraph.marks if content.contains(other.span))
        quotation = Quotation(
            kind,
            content,
            paragraph.span(*_shown(paragraph, each.source, words)) if each.source else None,
            "",
            paragraph.span(*at_cue) if at_cue else None,
            cue.lemma if cue else (paragraph.span(*at_cue).of(paragraph.text).lower() if at_cue else ""),
            cue.kind if cue else ("say" if at_cue else ""),
            each.rule,
            0.0,
            continues=paragraph.marks[each.follows].content if each.follows >= 0 else None,
            addressee=paragraph.span(*addressee) if addressee else None,
            unclosed=not mark.closed,
            quoted=quoted,
            asserted=not (each.cue and each.cue.distanced),
        )
        chosen = (quotation.cue_lemma, quotation.cue_class)
        at = _tokens_of(paragraph, content)
        evidence = Evidence(each.rule, paragraph, kind.value, each.cue, chosen, each.source, at)
        yield Draft(quotation, evidence, attributed=True)


def drafts_of_reported(paragraph: Paragraph, found: Iterable[Reported], words: Lexicon) -> Iterator[Draft]:
    """The contents of reporting verbs, as reported, mixed or direct quotations."""
    for each in found:
        quotation = _reported(paragraph, each, words)
        if quotation is not None:
            chosen = (quotation.cue_lemma, quotation.cue_class)
            at = _tokens_of(paragraph, quotation.content)
            evidence = Evidence(each.rule, paragraph, quotation.kind.value, each.cue, chosen, each.source, at)
            yield Draft(quotation, evidence)


def _tokens_of(paragraph: Paragraph, content: Span) -> tuple[int, int]:
    first = paragraph.before(content.start) + 1
    return first, max(paragraph.before(content.end), first)


def _shown(paragraph: Paragraph, source: tuple[int, int], words: Lexicon) -> tuple[int, int]:
    """The words of a source without those that tell where it was said (« M. Sall, cité par l’agence »)."""
    led = paragraph.tokens[source[0]].pos == "ADP" and paragraph.words[source[0]] in words.agents | words.links
    if source[0] < source[1] and led and paragraph.tokens[source[0] + 1].pos == "DET":
        source = source[0] + 1, source[1]
    for place in range(source[0] + 1, source[1] + 1):
        opened = paragraph.words[place] in words.settings or any(
            " ".join(paragraph.words[place : place + size]) in words.circumstances for size in (2, 3, 4)
        )
        before = place - 2 if paragraph.words[place - 1] == "," else place - 1
        if opened and before >= source[0]:
            return source[0], before
    return source


def _names(paragraph: Paragraph, mark: Mark) -> bool:
    """Whether a passage is the name of the thing before it (« le programme « Main tendue » »)."""
    before = paragraph.before(mark.span.start)
    text = mark.content.of(paragraph.text)
    noun = before >= 0 and paragraph.tokens[before].pos == "NOUN" and paragraph.inside[before] < 0
    return noun and text[:1].isupper() and text[-1] not in ".!?…" and len(text.split()) <= 8


def _reported(paragraph: Paragraph, each: Reported, words: Lexicon) -> Quotation | None:
    content = paragraph.span(each.first, each.last)
    kind = QuotationKind.REPORTED
    quoted: tuple[Span, ...] = ()
    numbers = sorted(set(paragraph.inside[each.first : each.last + 1]) - {-1})
    touched = [paragraph.marks[number] for number in numbers]
    for mark in touched:
        if mark.span.overlaps(content):
            content = Span(min(content.start, mark.span.start), max(content.end, mark.span.end))
    inside = [mark for mark in touched if content.contains(mark.span)]
    if len(inside) == 1 and inside[0].span == content:
        kind, content = QuotationKind.DIRECT, inside[0].content
    elif inside := [mark for mark in inside if not _names(paragraph, mark)]:
        kind, quoted = QuotationKind.MIXED, tuple(mark.content for mark in inside)
    cue = _cue_of(paragraph, each) if each.cue else None
    at_cue = (each.cue.first, each.cue.last) if each.cue else each.cue_words
    if at_cue is None:
        return None
    return Quotation(
        kind,
        content,
        paragraph.span(*_shown(paragraph, each.source, words)) if each.source else None,
        "",
        paragraph.span(*at_cue),
        cue.lemma if cue else paragraph.span(*at_cue).of(paragraph.text).lower(),
        cue.kind if cue else "say",
        each.rule,
        0.0,
        quoted=quoted,
        addressee=paragraph.span(*each.addressee) if each.addressee else None,
        asserted=not (each.cue and each.cue.distanced),
    )


def _cue_of(paragraph: Paragraph, each: Reported) -> Cue | None:
    """Which of the cues that its verb may be reports a content: the one whose link opens it, else one without links."""
    if each.cue is None:
        return None
    fitting = [cue for cue in each.cue.cues if _FITS.get(each.rule, "quote") in cue.takes] or list(each.cue.cues)
    if each.rule != "noun":
        return fitting[0]
    linked = (cue for cue in fitting if any(_is_link(paragraph, each.first, link.split()) for link in cue.links))
    return next(linked, None) or next((cue for cue in fitting if not cue.links), fitting[0])


def _is_link(paragraph: Paragraph, first: int, link: list[str]) -> bool:
    """Whether the words of a link open a content or stand right before it."""
    size = len(link)
    return link in (list(paragraph.words[first : first + size]), list(paragraph.words[max(first - size, 0) : first]))


_FITS = {
    "clause": "clause",
    "parenthesis": "quote",
    "order": "order",
    "infinitive": "infinitive",
    "as": "as",
    "noun": "noun",
    "state": "state",
    "colon": "clause",
    "that": "that",
}
