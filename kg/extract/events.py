"""Finds the diplomatic events an article reports."""

from kg.model import Annotations, EventReport, Language

__all__ = ["extract_reports"]


def extract_reports(annotations: Annotations, language: Language) -> tuple[EventReport, ...]:
    """The events of an article, the main one first; none when it reports no diplomatic event."""
    return ()
