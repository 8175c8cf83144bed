"""Reads the publication date of an article off its own text."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate._lines import fold, opening
from kg.annotate.times import find_times
from kg.model import Article, DateBasis, Language, PartialDate, PublicationDate, Span, TimeExpression, Zone, ZoneKind

__all__ = ["find_published", "written_on"]

_URL = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)")
_LONGEST_LINE = 200
_HEADING, _WORDS = 3, 8
_NOTED = re.compile(r"\([^()\n]*\d[^()\n]*\)\s*$")
_LATE = 7
"""Days by which a page may follow the text that it carries."""


def find_published(article: Article, zones: Sequence[Zone], language: Language) -> PublicationDate | None:
    """When the article was published, never today.

    In this order: what the source or the caller says; a full date in the dateline; a line with nothing but a date, or
    one that opens with "Published" and the like (before one that opens with "Updated"), or a date in a menu above the
    text; a date in the URL (/2019/03/12/). A dateline such as "LIMA, Oct 11" gives no year, so nothing is concluded
    from it; neither is anything from a date whose order of day and month is not sure.
    """
    if article.published is not None:
        return article.published
    text = article.text
    for zone in zones:
        if zone.kind is ZoneKind.DATELINE:
            found = _full_date(text, zone.span, language)
            if found is not None:
                return _published(found, "dateline")
    return _of_lines(text, zones, language) or _of_url(article.url)


def written_on(
    article: Article, zones: Sequence[Zone], language: Language, published: PublicationDate | None
) -> PublicationDate | None:
    """The day from which "today" and the like are reckoned: that of the text's own dateline or date line.

    A page may be published some days after its text was written; a date in the text that is not within a week before
    publication is another's.
    """
    if published is None or published.date.date is None:
        return published
    text = article.text
    own = [
        time.start.date
        for zone in zones
        if zone.kind is ZoneKind.DATELINE
        for time in find_times(text, [zone.span], language, published)
        if time.start and time.start.date and not time.end
    ]
    lines = _of_lines(text, zones, language)
    if lines and lines.date.date:
        own.append(lines.date.date)
    for day in own:
        if 0 < (published.date.date - day).days <= _LATE:
            return PublicationDate(PartialDate.of(day), "dateline")
    return published


def _of_lines(text: str, zones: Sequence[Zone], language: Language) -> PublicationDate | None:
    body = min((zone.span.start for zone in zones if zone.kind is ZoneKind.BODY), default=len(text))
    ranked: list[tuple[int, int, TimeExpression]] = []
    for zone in zones:
        menu = zone.kind is ZoneKind.BOILERPLATE and zone.span.start < body
        if zone.kind is not ZoneKind.BYLINE and not menu:
            continue
        start = zone.span.start
        for line in zone.span.of(text).split("\n"):
            if 0 < len(line.strip()) <= _LONGEST_LINE:
                found = _full_date(text, Span(start, start + len(line)), language)
                if found is not None:
                    ranked.append((_rank(line, menu, language), start, found))
            start += len(line) + 1
    return _published(min(ranked)[2], "text") if ranked else _of_heading(text, body, zones, language)


def _of_heading(text: str, body: int, zones: Sequence[Zone], language: Language) -> PublicationDate | None:
    """The date of a line above the text that ends with it, short ("Communiqué - 9 novembre 2021") or in brackets."""
    end = max((zone.span.end for zone in zones if zone.kind is ZoneKind.BODY), default=body)
    start = body
    for line in text[body:end].split("\n")[:_HEADING]:
        if line.strip():
            words = line.split()
            noted = _NOTED.search(line)
            if len(words) > _WORDS and not noted:
                return None
            where = Span(start + (noted.start() if noted else 0), start + len(line))
            found = _full_date(text, where, language, whole=bool(noted))
            if found is None or found.span.end < start + len(line.rstrip()) - 1:
                return None
            return _published(replace(found, start=found.end) if found.end else found, "text")
        start += len(line) + 1
    return None


def _rank(line: str, menu: bool, language: Language) -> int:
    phrase = opening(fold(line), language.page.published) if not menu else None
    if phrase is None:
        return 3 if menu else 1
    return 2 if phrase in language.page.updated else 0


def _full_date(text: str, span: Span, language: Language, whole: bool = False) -> TimeExpression | None:
    """The first date to the day that the words alone give, or days where it is asked for `whole` ranges too."""
    for time in find_times(text, [span], language, None):
        if (
            time.basis is DateBasis.EXPLICIT
            and time.start
            and time.start.day
            and (time.end is None or whole)
            and time.start.year >= 1900
        ):
            return time
    return None


def _published(time: TimeExpression, basis: str) -> PublicationDate | None:
    return PublicationDate(time.start, basis, time.span.start, time.span.end) if time.start else None


def _of_url(url: str | None) -> PublicationDate | None:
    for match in _URL.finditer(url or ""):
        year, _, month, day = match.groups()
        try:
            return PublicationDate(PartialDate(int(year), int(month), int(day)), "url")
        except ValueError:
            continue
    return None
