"""Makes statements of quotations."""

from collections.abc import Sequence

from kg.extract.topics import find_topics
from kg.model import Annotations, EventReport, Language, Quotation, Statement

__all__ = ["extract_statements"]


def extract_statements(
    annotations: Annotations, reports: Sequence[EventReport], language: Language
) -> tuple[Statement, ...]:
    """The statements of an article, in text order, each with its topics and the event it was made at."""
    text = annotations.article.text
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
            _event_of(quotation, reports),
            find_topics(text, [quotation.content], language),
            quotation.asserted,
            quotation.relay,
        )
        for position, quotation in enumerate(annotations.quotations, start=1)
    )


def _event_of(quotation: Quotation, reports: Sequence[EventReport]) -> str:
    """Key of the main event that the speaker took part in, else of the only one, "" when none fits."""
    for report in reports:
        if any(part.entity == quotation.speaker for part in report.participations):
            return report.key
    return reports[0].key if reports else ""
