"""Makes statements of quotations."""

from collections.abc import Sequence

from kg.model import Annotations, EventReport, Language, Statement

__all__ = ["extract_statements"]


def extract_statements(
    annotations: Annotations, reports: Sequence[EventReport], language: Language
) -> tuple[Statement, ...]:
    """The statements of an article, in text order, each with its topics and the event it was made at."""
    return ()
