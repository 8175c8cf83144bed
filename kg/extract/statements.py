"""Makes statements of quotations."""

from collections.abc import Sequence

from kg.extract.topics import find_topics
from kg.model import Annotations, EventReport, EventStatus, Language, Statement

__all__ = ["extract_statements"]


def extract_statements(
    annotations: Annotations, reports: Sequence[EventReport], language: Language
) -> tuple[Statement, ...]:
    """The statements of an article, in text order, each with its topics and the event it is told with.

    That is the first event the speaker took part in, one that was held before others; else the main one.
    """
    text = annotations.article.text
    attended: dict[str, str] = {}
    for report in sorted(reports, key=lambda each: each.status is not EventStatus.HELD):
        for part in report.participations:
            attended.setdefault(part.entity, report.key)
    main = reports[0].key if reports else ""
    return tuple(
        Statement(
            quotation.kind,
            quotation.content,
            quotation.quoted,
            quotation.speaker,
            quotation.source,
            quotation.cue,
            quotation.cue_lemma,
            quotation.cue_class,
            quotation.addressee,
            quotation.addressee_key,
            quotation.relayed_by,
            quotation.continues,
            quotation.unclosed,
            quotation.rule,
            quotation.confidence,
            position,
            attended.get(quotation.speaker, main),
            find_topics(text, [quotation.content], language),
            quotation.asserted,
            quotation.relay,
        )
        for position, quotation in enumerate(annotations.quotations, start=1)
    )
