"""Resolves the sources and addressees of quotations to the entities of the article."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.model import Entity, Quotation, Span

__all__ = ["resolved"]


def resolved(quotations: Iterable[Quotation], entities: Sequence[Entity]) -> Iterator[Quotation]:
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
