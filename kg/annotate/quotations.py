"""Finds who said what: quotations with their source and cue."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.annotate.marks import Mark
from kg.annotate.quotations_clauses import Paragraph
from kg.annotate.quotations_cues import CueFound, Lexicon, find_cues, lexicon
from kg.annotate.quotations_direct import Attribution, alone, attribute_marks
from kg.annotate.quotations_reported import Reported, find_addressee, find_reported
from kg.model import Entity, Language, Quotation, QuotationKind, Sentence, Span

__all__ = ["find_quotations"]


def find_quotations(
    text: str,
    paragraphs: Sequence[Span],
    marks: Sequence[Mark],
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    language: Language,
) -> tuple[Quotation, ...]:
    """The quotations of an article, in text order, none inside another.

    A quotation interrupted by its cue ("…", he said, "…") is two, the second with `continues`; one of several
    paragraphs is one for each paragraph, likewise.

    Args:
        text: the article text.
        paragraphs: of headline and body; `Sentence.paragraph` is an index into it.
        marks: passages between quotation marks.
        sentences: with those passages masked.
        entities: whom a source may refer to.
        language: its speech section is used.
    """
    words = lexicon(language.speech)
    outer = [mark for mark in marks if mark.depth == 0]
    grouped = _by_paragraph(paragraphs, outer, sentences)
    made: list[Quotation] = []
    last_quoted: Quotation | None = None
    for span, inside, rows in grouped:
        paragraph = Paragraph.of(text, rows, inside)
        found = find_cues(paragraph, words)
        here = list(_paragraph_quotations(paragraph, found, words, last_quoted))
        made.extend(here)
        direct = [each for each in here if each.kind is QuotationKind.DIRECT]
        last_quoted = direct[-1] if direct and _ends_with(paragraph, direct[-1], span) else (here[-1] if here else None)
    return tuple(_resolved(made, entities))


def _by_paragraph(
    paragraphs: Sequence[Span], marks: Sequence[Mark], sentences: Sequence[Sentence]
) -> Iterator[tuple[Span, list[Mark], list[Sentence]]]:
    inside: dict[int, list[Mark]] = {}
    number = 0
    for mark in marks:
        while number < len(paragraphs) and paragraphs[number].end <= mark.span.start:
            number += 1
        inside.setdefault(number, []).append(mark)
    rows: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        rows.setdefault(sentence.paragraph, []).append(sentence)
    for index, span in enumerate(paragraphs):
        yield span, inside.get(index, []), rows.get(index, [])


def _ends_with(paragraph: Paragraph, quotation: Quotation, span: Span) -> bool:
    return True


def _paragraph_quotations(
    paragraph: Paragraph, found: Sequence[CueFound], words: Lexicon, previous: Quotation | None
) -> Iterator[Quotation]:
    attributions = attribute_marks(paragraph, found, words)
    quotations = list(_direct(paragraph, attributions))
    taken = {each.mark for each in attributions}
    used = {each.cue.verb for each in attributions if each.cue is not None}
    for reported in find_reported(paragraph, found, used, taken, words):
        quotation = _reported(paragraph, reported)
        if quotation is not None:
            quotations.append(quotation)
    standing = [number for number in alone(paragraph) if number not in taken]
    for number in standing:
        mark = paragraph.marks[number]
        if previous is not None and (mark.continues or _is_speech(mark, paragraph.text)):
            quotations.append(_implied(mark, previous))
    return iter(_without_overlap(quotations))


def _is_speech(mark: Mark, text: str) -> bool:
    """Whether a passage alone in its paragraph is long enough to be somebody's words rather than a title."""
    content = mark.content.of(text)
    return len(content.split()) >= 5 or content[-1:] in ".!?…"


def _implied(mark: Mark, previous: Quotation) -> Quotation:
    return Quotation(
        QuotationKind.DIRECT,
        mark.content,
        None,
        previous.speaker,
        None,
        previous.cue_lemma,
        previous.cue_class,
        "paragraph continued" if mark.continues else "quote alone",
        0.5,
        continues=previous.content if mark.continues else None,
        unclosed=not mark.closed,
    )


def _direct(paragraph: Paragraph, attributions: Iterable[Attribution]) -> Iterator[Quotation]:
    for each in attributions:
        mark = paragraph.marks[each.mark]
        cue = next((cue for cue in each.cue.cues if "quote" in cue.takes), each.cue.cues[0]) if each.cue else None
        words = (each.cue.first, each.cue.last) if each.cue else each.cue_words
        addressee = find_addressee(paragraph, each.cue, len(paragraph.tokens) - 1) if each.cue else None
        kind, content = QuotationKind.DIRECT, mark.content
        quoted: tuple[Span, ...] = ()
        if each.opens >= 0:
            kind, content = QuotationKind.MIXED, Span(paragraph.tokens[each.opens].start, mark.span.end)
            quoted = tuple(other.content for other in paragraph.marks if content.contains(other.span))
        yield Quotation(
            kind,
            content,
            paragraph.span(*each.source) if each.source else None,
            "",
            paragraph.span(*words) if words else None,
            cue.lemma if cue else (paragraph.span(*words).of(paragraph.text).lower() if words else ""),
            cue.kind if cue else ("say" if words else ""),
            each.rule,
            0.5,
            continues=paragraph.marks[each.follows].content if each.follows >= 0 else None,
            addressee=paragraph.span(*addressee) if addressee else None,
            unclosed=not mark.closed,
            quoted=quoted,
        )


def _reported(paragraph: Paragraph, each: Reported) -> Quotation | None:
    content = paragraph.span(each.first, each.last)
    kind = QuotationKind.REPORTED
    quoted: tuple[Span, ...] = ()
    for mark in paragraph.marks:
        if mark.span.overlaps(content):
            content = Span(min(content.start, mark.span.start), max(content.end, mark.span.end))
    inside = [mark for mark in paragraph.marks if content.contains(mark.span)]
    if len(inside) == 1 and inside[0].span == content:
        kind, content = QuotationKind.DIRECT, inside[0].content
    elif inside:
        kind, quoted = QuotationKind.MIXED, tuple(mark.content for mark in inside)
    cue = (
        next((cue for cue in each.cue.cues if _FITS.get(each.rule, "quote") in cue.takes), each.cue.cues[0])
        if each.cue
        else None
    )
    words = (each.cue.first, each.cue.last) if each.cue else each.cue_words
    if words is None:
        return None
    return Quotation(
        kind,
        content,
        paragraph.span(*each.source) if each.source else None,
        "",
        paragraph.span(*words),
        cue.lemma if cue else paragraph.span(*words).of(paragraph.text).lower(),
        cue.kind if cue else "say",
        each.rule,
        0.5,
        quoted=quoted,
        addressee=paragraph.span(*each.addressee) if each.addressee else None,
    )


_FITS = {
    "clause": "clause",
    "parenthesis": "quote",
    "order": "order",
    "infinitive": "infinitive",
    "as": "as",
    "noun": "noun",
    "state": "state",
    "that": "that",
}


def _without_overlap(quotations: Sequence[Quotation]) -> list[Quotation]:
    """The quotations in text order; of two that overlap the one with more confidence, then the longer one."""
    ranked = sorted(quotations, key=lambda each: (-each.confidence, -len(each.content), each.content))
    kept: list[Quotation] = []
    for each in ranked:
        if not any(each.content.overlaps(other.content) for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda each: each.content)


def _resolved(quotations: Iterable[Quotation], entities: Sequence[Entity]) -> Iterator[Quotation]:
    """The quotations with the entities that their source and addressee refer to."""
    previous = ""
    for quotation in quotations:
        speaker = _entity_at(quotation.source, entities) if quotation.source else previous
        addressee = _entity_at(quotation.addressee, entities) if quotation.addressee else ""
        previous = speaker
        yield replace(quotation, speaker=speaker, addressee_key=addressee)


def _entity_at(span: Span, entities: Sequence[Entity]) -> str:
    """Key of the entity with the longest mention that shares characters with a span, "" for none."""
    best, key = 0, ""
    for entity in entities:
        for mention in entity.mentions:
            shared = min(mention.span.end, span.end) - max(mention.span.start, span.start)
            if shared > best:
                best, key = shared, entity.key
    return key
