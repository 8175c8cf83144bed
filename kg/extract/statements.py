"""Makes statements of quotations."""

from collections.abc import Sequence

from kg.extract.topics import find_topics
from kg.model import Annotations, EventReport, EventStatus, Language, Quotation, Statement

__all__ = ["extract_statements"]


def extract_statements(
    annotations: Annotations, reports: Sequence[EventReport], language: Language
) -> tuple[Statement, ...]:
    """The statements of an article, in text order, each with its topics and the event it is told with."""
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
    """Key of the first event the speaker took part in, one that was held before others; else the main one, "" none."""
    own = [report for report in reports if any(part.entity == quotation.speaker for part in report.participations)]
    held = [report for report in own if report.status is EventStatus.HELD]
    return next((report.key for report in (*held, *own, *reports)), "")
