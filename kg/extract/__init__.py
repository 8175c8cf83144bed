"""Concludes facts from the annotations of one article, each with its evidence."""

from kg.extract.events import extract_reports
from kg.extract.statements import extract_statements
from kg.extract.topics import find_topics
from kg.model import Annotations, ArticleFacts, Language, ZoneKind

__all__ = ["extract"]


def extract(annotations: Annotations, language: Language) -> ArticleFacts:
    """All facts of one article; a pure function of its arguments."""
    reports = extract_reports(annotations, language)
    read = [zone.span for zone in annotations.zones if zone.kind in (ZoneKind.HEADLINE, ZoneKind.BODY)]
    headline = next((zone.span for zone in annotations.zones if zone.kind is ZoneKind.HEADLINE), None)
    return ArticleFacts(
        article=annotations.article,
        language=annotations.language,
        published=annotations.published,
        entities=annotations.entities,
        reports=reports,
        statements=extract_statements(annotations, reports, language),
        topics=find_topics(annotations.article.text, read, language),
        headline=headline,
    )
