"""Finds who said what: quotations with their source and cue."""

from collections.abc import Sequence

from kg.annotate.marks import Mark
from kg.model import Entity, Language, Quotation, Sentence, Span

__all__ = ["find_quotations"]


def find_quotations(
    text: str,
    paragraphs: Sequence[Span],
    marks: Sequence[Mark],
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    language: Language,
) -> tuple[Quotation, ...]:
    """The quotations of an article, in text order.

    Args:
        text: the article text.
        paragraphs: of headline and body; `Sentence.paragraph` is an index into it.
        marks: passages between quotation marks.
        sentences: with those passages masked.
        entities: whom a source may refer to.
        language: its speech section is used.
    """
    return ()
