"""Finds who said what: quotations with their source and cue."""

from collections.abc import Iterator, Mapping, Sequence, Set

from msgspec.structs import replace

from kg.annotate._near import Near
from kg.annotate.marks import Mark
from kg.annotate.quotations_clauses import Paragraph
from kg.annotate.quotations_confidence import Evidence, confidence, threshold
from kg.annotate.quotations_cues import CueFound, find_cues
from kg.annotate.quotations_direct import attribute_marks
from kg.annotate.quotations_drafts import Draft, drafts_of_marks, drafts_of_reported
from kg.annotate.quotations_greetings import without_greetings
from kg.annotate.quotations_implied import (
    find_announced,
    find_unclosed,
    implied_quotation,
    is_speech,
    is_subheading,
    joined,
)
from kg.annotate.quotations_inner import inner_quotation
from kg.annotate.quotations_lexicon import Lexicon, lexicon
from kg.annotate.quotations_passages import alone
from kg.annotate.quotations_reported import find_reported
from kg.annotate.quotations_speakers import Unnamed, resolved
from kg.model import Entity, Gender, Language, Quotation, QuotationKind, Sentence, Span

__all__ = ["draft_quotations", "find_quotations"]

_RELAYED = frozenset(
    ["say", "add", "tell", "warn", "announce", "promise", "deny", "demand", "answer", "write", "ask", "claim"]
)
# Rules of a report that the clause of another report may be: « Il a promis de revenir, a dit son porte-parole ».
_RELAYING = frozenset(["clause", "infinitive", "noun", "order"])
# Rules of what passes on another's word; the second only where contents go by word order, and for hearsay.
_PASSING = ("parenthesis", "according")
_WIDE = 0.5
# Rules whose contents are different readings of one cue.
_ALTERNATIVE = ("adjacent", "as", "clause", "infinitive", "noun", "offer", "order", "state", "that")
_SURE = 0.8
# Characters between a subject and its verb.
_BESIDE = 2
_NEEDS_SPEAKER = frozenset(
    ["as", "cue quote", "infinitive", "noun", "order", "parenthesis", "state", "viewpoint", "viewpoint: quote"]
)


def find_quotations(
    text: str,
    paragraphs: Sequence[Span],
    marks: Sequence[Mark],
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    language: Language,
) -> tuple[Quotation, ...]:
    """The quotations of an article, in text order, none inside another.

    A quotation interrupted by its cue ("…", he said, "…") is two, the second with `continues`. One of several
    paragraphs that each open again is one; its content reaches from the first to the last.

    Args:
        text: the article text.
        paragraphs: of headline and body; `Sentence.paragraph` is an index into it.
        marks: passages between quotation marks.
        sentences: with those passages masked.
        entities: whom a source may refer to.
        language: its speech section is used.
    """
    outer = [mark for mark in marks if mark.depth == 0]
    floor, by_order = threshold(language.code), language.speech.by_order
    made: list[Quotation] = []
    for drafts in draft_quotations(text, paragraphs, outer, sentences, language):
        rated = [_rated(draft, language.code) for draft in drafts]
        sure = [each for each in rated if each[0].confidence >= floor]
        made.extend(_with_relayed(_without_overlap(sure, by_order), rated, by_order))
    speech = language.speech
    genders = {
        **dict.fromkeys(language.names.pronouns_masculine, Gender.MASCULINE),
        **dict.fromkeys(language.names.pronouns_feminine, Gender.FEMININE),
    }
    words = lexicon(language.speech)
    links = frozenset(form.split()[0] for form in (*language.names.of, *language.names.of_some))
    some = Unnamed(words.indefinites, words.belonging, frozenset(language.names.documents))
    spoken = resolved(
        text, joined(made, outer), entities, speech.owners, speech.takers, genders, links, words.relatives, some
    )
    told = tuple(without_greetings(text, spoken, entities, words))
    if not by_order:
        return told
    nouns = {
        token.start: words.can_speak(token.text.lower())
        for sentence in sentences
        for token in sentence.tokens
        if token.pos == "NOUN"
    }
    gerunds = words.gerunds
    beside = {
        each.source
        for each in told
        if _is_beside(each) and not _is_gerund(text, each, gerunds) and each.cue_lemma not in words.shows
    }
    return tuple(each for each in told if not _is_no_speaker(each, nouns, beside))


def _with_relayed(
    kept: Sequence[Quotation], rated: Sequence[tuple[Quotation, bool]], by_order: bool
) -> list[Quotation]:
    """The quotations of a paragraph with the reports inside them that name another speaker, in text order.

    Gold articles of others leave speech inside reported speech out, so its confidence is that of what it is part of.
    """
    added: list[Quotation] = []
    near = Near((each.content, each) for each in kept)
    for quotation, _ in rated:
        if quotation.rule not in _RELAYING or quotation.source is None:
            continue
        outer = next((each for each in near.at(_first(quotation.source)) if _relays(each, quotation)), None)
        if outer is not None and not (quotation.rule == "clause" and quotation.cue_class in _RELAYED):
            passing = _PASSING if by_order or not quotation.asserted else _PASSING[:1]
            outer = outer if outer.rule in passing else None
        if outer is None:
            continue
        others = (each for each in near.at(quotation.content) if each is not outer)
        if not any(each.content.overlaps(quotation.content) for each in others):
            added.append(replace(quotation, confidence=min(outer.confidence, _SURE)))
            near.add(quotation.content, added[-1])
    return sorted((*kept, *added), key=lambda each: (each.content.start, -each.content.end))


def _is_beside(quotation: Quotation) -> bool:
    """Whether the source of a quotation stands right before or after its cue."""
    cue, source = quotation.cue, quotation.source
    if cue is None or source is None:
        return False
    return 0 < cue.start - source.end <= _BESIDE or 0 < source.start - cue.end <= _BESIDE


def _is_gerund(text: str, quotation: Quotation, endings: tuple[str, ...]) -> bool:
    """Whether the cue is a present participle, which may tell of a thing beside it (« une fête marquant … »)."""
    return quotation.cue is not None and quotation.cue.of(text).lower().endswith(endings)


def _is_no_speaker(quotation: Quotation, nouns: Mapping[int, bool], beside: Set[Span | None]) -> bool:
    """Whether word order alone made a thing that the article does not know as a person or a body the speaker.

    Args:
        quotation: with its source.
        nouns: whether each noun of the article, by its offset, can mean a speaker; the first of a source counts.
        beside: sources that stand beside a cue.
    """
    if quotation.rule not in _NEEDS_SPEAKER or quotation.speaker or quotation.source is None:
        return False
    source = quotation.source
    can_speak = next((nouns[at] for at in range(source.start, source.end) if at in nouns), True)
    return not can_speak and (source not in beside or quotation.rule.startswith("viewpoint"))


def draft_quotations(
    text: str,
    paragraphs: Sequence[Span],
    marks: Sequence[Mark],
    sentences: Sequence[Sentence],
    language: Language,
) -> Iterator[list[Draft]]:
    """For each paragraph what the rules propose; proposals may overlap.

    Args:
        text: the article text.
        paragraphs: of headline and body.
        marks: outermost passages between quotation marks.
        sentences: with those passages masked.
        language: its speech section is used.
    """
    words = lexicon(language.speech)
    previous: Quotation | None = None
    for span, inside, rows in _by_paragraph(paragraphs, marks, sentences):
        paragraph = Paragraph.of(text, rows, [mark for mark in inside if mark.closed], words.participles)
        if _is_asked(paragraph, words):
            yield []
            continue
        found = find_cues(paragraph, words)
        here = list(_paragraph_drafts(paragraph, found, words, previous))
        unclosed = find_unclosed(paragraph, [mark for mark in inside if not mark.closed], found, words)
        here.extend(Draft(each, _bare(each), attributed=True) for each in unclosed)
        yield here
        quoted = [each.quotation for each in here if each.quotation.kind is QuotationKind.DIRECT]
        previous = max(quoted or [each.quotation for each in here], key=lambda each: each.content, default=None)
        if text[span.end - 1] == ":":
            previous = find_announced(paragraph, found, words) or previous


def _is_asked(paragraph: Paragraph, words: Lexicon) -> bool:
    """Whether a paragraph is marked as the question of an interview, which nobody in it asserts."""
    return len(paragraph.words) > 1 and paragraph.words[0] in words.questioners and paragraph.words[1] in {":", "."}


def _paragraph_drafts(
    paragraph: Paragraph, found: Sequence[CueFound], words: Lexicon, previous: Quotation | None
) -> Iterator[Draft]:
    inner = {
        number: quotation
        for number, mark in enumerate(paragraph.marks)
        if not mark.woven and (quotation := inner_quotation(paragraph.text, mark, words)) is not None
    }
    yield from (Draft(each, _bare(each), attributed=True) for each in inner.values())
    attributions = [each for each in attribute_marks(paragraph, found, words) if each.mark not in inner]
    yield from drafts_of_marks(paragraph, attributions, words)
    taken = {each.mark for each in attributions} | inner.keys()
    used = {each.cue.verb for each in attributions if each.cue is not None}
    yield from drafts_of_reported(paragraph, find_reported(paragraph, found, used, taken, words), words)
    for number in alone(paragraph):
        mark = paragraph.marks[number]
        if number in taken or not (mark.continues or (previous is not None and is_speech(mark, paragraph.text))):
            continue
        if previous is not None and previous.rule != "announced" and is_subheading(paragraph, number):
            continue
        quotation = implied_quotation(mark, previous)
        yield Draft(quotation, _bare(quotation))


def _bare(quotation: Quotation) -> Evidence:
    return Evidence(quotation.rule)


def _rated(draft: Draft, language: str) -> tuple[Quotation, bool]:
    return replace(draft.quotation, confidence=confidence(draft.evidence, language)), draft.attributed


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


def _without_overlap(rated: Sequence[tuple[Quotation, bool]], by_order: bool) -> list[Quotation]:
    """The quotations in text order; of two that overlap an attributed passage, else the surer, else the longer one.

    Where contents go by word order, what a clause after them reports outranks the reports inside it.
    """
    rules = {"clause", "parenthesis", "viewpoint"} if by_order else {"clause"}
    wide = Near((each.content, each) for each, _ in rated if each.rule in rules and each.confidence >= _WIDE)

    def is_part(quotation: Quotation) -> bool:
        at = quotation.cue
        return at is not None and any(
            each.content.contains(at) and each.content.contains(quotation.content) for each in wide.at(_first(at))
        )

    ranked = sorted(
        rated,
        key=lambda each: (not each[1], is_part(each[0]), -each[0].confidence, -len(each[0].content), each[0].content),
    )
    kept: list[Quotation] = []
    near = Near[Quotation]()
    chosen: set[Span | None] = set()
    for quotation, _ in ranked:
        clashing = (other for other in near.at(quotation.content) if quotation.content.overlaps(other.content))
        if quotation.rule.startswith(_ALTERNATIVE):
            if quotation.cue in chosen:
                continue
            chosen.add(quotation.cue)
        if not any(clashing):
            kept.append(quotation)
            near.add(quotation.content, quotation)
    return sorted(kept, key=lambda each: (each.content.start, -each.content.end))


def _first(span: Span) -> Span:
    """The place where a span begins."""
    return Span(span.start, span.start)


def _relays(outer: Quotation, inner: Quotation) -> bool:
    """Whether one report passes on what somebody named in it says."""
    if inner.source is None or outer.kind is QuotationKind.DIRECT:
        return False
    return outer.content.contains(inner.content) and outer.content.contains(inner.source)
