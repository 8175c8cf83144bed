"""Concludes facts from the annotations of one article, each with its evidence."""

from msgspec.structs import replace

from kg.extract._views import views_of
from kg.extract.events import extract_reports
from kg.extract.statements import extract_statements
from kg.extract.topics import article_topics
from kg.extract.venues import find_venues
from kg.model import Annotations, ArticleFacts, Language, ZoneKind

__all__ = ["extract"]


def extract(annotations: Annotations, language: Language) -> ArticleFacts:
    """All facts of one article; a pure function of its arguments."""
    views = views_of(annotations, language)
    venues = find_venues(annotations, views, language)
    placed = replace(annotations, entities=(*annotations.entities, *venues)) if venues else annotations
    reports = extract_reports(placed, views_of(placed, language) if venues else views, language)
    used = {report.location.entity for report in reports if report.location}
    headline = next((zone.span for zone in annotations.zones if zone.kind is ZoneKind.HEADLINE), None)
    return ArticleFacts(
        article=annotations.article,
        language=annotations.language,
        published=annotations.published,
        entities=(*annotations.entities, *(venue for venue in venues if venue.key in used)),
        reports=reports,
        statements=extract_statements(annotations, reports, language),
        topics=article_topics(annotations, reports, language),
        headline=headline,
    )
