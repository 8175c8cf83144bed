"""Tells what each part of a page is."""

from kg.model import Article, Language, Span, Zone, ZoneKind

__all__ = ["find_zones"]


def find_zones(article: Article, language: Language) -> tuple[Zone, ...]:
    """The zones of an article, in text order; they cover all its text but white space."""
    return (Zone(Span(0, len(article.text)), ZoneKind.BODY),) if article.text.strip() else ()
