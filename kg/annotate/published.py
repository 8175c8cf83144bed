"""Reads the publication date of an article off its own text."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from kg.annotate._day_order import settle
from kg.annotate._fold import fold
from kg.annotate._lines import opening
from kg.annotate._stamps import CHANGED, PLAIN, STATED, dates_of_line
from kg.annotate.times import find_times
from kg.model import Article, DateBasis, Language, PartialDate, PublicationDate, Span, TimeExpression, Zone, ZoneKind

__all__ = ["find_published", "written_on"]

_URL = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)")
_LONGEST_LINE = 200
_HEADING, _WORDS = 3, 8
_NOTED = re.compile(r"\([^()\n]*\d[^()\n]*\)\s*$")
_STAMP = re.compile(
    r"(\d{1,2}\.? [^\W\d]{3,12}\.? (?:19|20)\d\d|[^\W\d]{3,12}\.? \d{1,2}, (?:19|20)\d\d),? +\d{1,2}[:h]\d\d\b"
)
_SIGNED = re.compile(r"[.…!?] (\w[^…!?]{5,24}\b(?:19|20)\d\d), [A-ZÀ-Þ]\w+(?: [A-ZÀ-Þ]\w+){0,2}\s*$")
_PARTED = re.compile(r"[-–—|·:(]\s*$|,\s*$")
_YEARLESS = re.compile(r"XXXX-(\d\d)-(\d\d)")
_FIRST, _LAST = 1, 9998
_LATE = 7
"""Days by which a page may follow the text that it carries."""
_RANKS = {(STATED, True): 0, (STATED, False): 0, (PLAIN, True): 1, (CHANGED, True): 2, (CHANGED, False): 2}
_ABOVE_TITLE, _IN_MENU, _SUBHEAD = 3, 4, 5
_PROSE = 12
_LABEL = 60
_MOST_DAYS = 16


class _Line(Struct, frozen=True, order=True):
    """A date in a line outside the running text; the first in order says when the page was published.

    Attributes:
        rank: 0 when a label says so, more the less sure it is.
        start: where its line starts.
        plain: whether no label stands before it.
        place: 0 above the text, 1 within it, 2 below.
    """

    rank: int
    start: int
    plain: bool
    place: int


def find_published(article: Article, zones: Sequence[Zone], language: Language) -> PublicationDate | None:
    """When the article was published, never today.

    In this order: what the source or the caller says; a full date in the dateline; a line of dates, times and notes
    (one labelled "Published" and the like before one without a label, that before "Updated"), or a date in a menu
    above the text; a date at the end of a heading; place and date below the text; a date in the URL (/2019/03/12/).
    A dateline such as "LIMA, Oct 11" gives no year, so nothing is concluded from it. A date whose order of day and
    month is not sure counts when another date of the page settles it. The first and last years of the calendar, with
    nothing before or after them to reckon with, are dates of no page.
    """
    if article.published is not None:
        return article.published if _FIRST < article.published.date.year < _LAST else None
    text, address = article.text, _of_url(article.url)
    body = _end_of_body(text, zones)
    above = _of_datelines(text, [zone for zone in zones if zone.span.start < body], language)
    known = [address.date.date] if address and address.date.date else []
    return (
        above
        or _of_lines(text, zones, language, known)
        or _of_datelines(text, [zone for zone in zones if zone.span.start >= body], language)
        or address
        or _of_tail(text, [zone for zone in zones if zone.span.start >= body], zones, language)
    )


def written_on(
    article: Article, zones: Sequence[Zone], language: Language, published: PublicationDate | None
) -> PublicationDate | None:
    """The day from which "today" and the like are reckoned: that of the text's own dateline or date line.

    A page may be published some days after its text was written; a date in the text that is not within a week before
    publication is another's. The metadata of a page are often in UTC, its address in the time of its newsroom: where
    they are a day apart, the address tells the day.
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
    lines = _of_lines(text, zones, language, [published.date.date])
    if lines and lines.date.date:
        own.append(lines.date.date)
    for day in own:
        if 0 < (published.date.date - day).days <= _LATE:
            return PublicationDate(PartialDate.of(day), "dateline")
    address = _of_url(article.url) if published.basis == "metadata" else None
    if address and address.date.date and abs((address.date.date - published.date.date).days) == 1:
        return address
    return published


def _of_tail(text: str, tail: Sequence[Zone], zones: Sequence[Zone], language: Language) -> PublicationDate | None:
    """A full date below the text of the day and month of a dateline without a year ("Editor: lq 2024-09-05")."""
    days = set(_yearless(text, zones, language))
    if not days:
        return None
    found = [time for zone in tail for time in find_times(text, [zone.span], language, None)]
    dates = [time for time in found if time.basis is DateBasis.EXPLICIT and time.start and not time.end]
    same = [time for time in dates if time.start and (time.start.month, time.start.day) in days]
    return _published(same[0], "text") if len({time.start for time in same}) == 1 else None


def _end_of_body(text: str, zones: Sequence[Zone]) -> int:
    return max((zone.span.end for zone in zones if zone.kind is ZoneKind.BODY), default=len(text))


def _of_datelines(text: str, zones: Sequence[Zone], language: Language) -> PublicationDate | None:
    for zone in zones:
        if zone.kind is ZoneKind.DATELINE:
            found = _full_date(text, zone.span, language)
            if found is not None:
                labelled = any(kind in (STATED, CHANGED) for kind, _ in dates_of_line(text, zone.span, language))
                return _published(found, "text" if labelled else "dateline")
    return None


def _of_lines(text: str, zones: Sequence[Zone], language: Language, known: Sequence[date]) -> PublicationDate | None:
    """The best date of the lines outside the running text; `known` days settle one whose order is not sure."""
    lines = list(_dated_lines(text, zones, language))
    among = {time.start.iso for line, time in lines if line.plain and line.place and time.start}
    unsure = len(among) > 1
    lines = [
        (line, time) for line, time in lines if line.rank < _SUBHEAD and not (line.plain and line.place and unsure)
    ]
    sure = [*known, *(time.start.date for _, time in lines if time.start and time.start.date)]
    days = tuple(dict.fromkeys(sure))[:_MOST_DAYS]
    open_ = tuple(dict.fromkeys(time.span.of(text) for _, time in lines if time.start is None))[:_MOST_DAYS]
    yearless = tuple(dict.fromkeys(_yearless(text, zones, language)))[:_MOST_DAYS] if open_ else ()
    best: list[tuple[_Line, int, TimeExpression]] = []
    for line, time in lines:
        start = time.start or settle(time.span.of(text), days, yearless, open_)
        if start is not None:
            best.append((line, time.span.start, replace(time, start=start)))
    if best:
        return _published(min(best, key=lambda each: each[:2])[2], "text")
    body = min((zone.span.start for zone in zones if zone.kind is ZoneKind.BODY), default=len(text))
    return _of_heading(text, body, zones, language) or _of_title(text, zones, language)


def _dated_lines(text: str, zones: Sequence[Zone], language: Language) -> Iterator[tuple[_Line, TimeExpression]]:
    """The dates of bylines and menus; one without a label below two paragraphs or more is that of a subhead."""
    body = [zone.span for zone in zones if zone.kind is ZoneKind.BODY]
    first = min((span.start for span in body), default=len(text))
    last = max((span.end for span in body), default=len(text))
    title = min((zone.span.start for zone in zones if zone.kind is ZoneKind.HEADLINE), default=0)
    read = 0
    for zone in zones:
        if zone.kind is ZoneKind.BODY:
            read += sum(len(line.split()) >= _PROSE for line in zone.span.of(text).split("\n"))
        menu = zone.kind is ZoneKind.BOILERPLATE and zone.span.start < first
        if zone.kind is not ZoneKind.BYLINE and not menu:
            continue
        start = zone.span.start
        for line in zone.span.of(text).split("\n"):
            place = 0 if start < first else 1 if start < last else 2
            if 0 < len(line.strip()) <= _LONGEST_LINE:
                for label, time in _labelled(text, Span(start, start + len(line)), language):
                    plain = label == PLAIN
                    rank = _RANKS.get((label, start >= title), _ABOVE_TITLE)
                    if plain and (menu or (place == 1 and read > 1)):
                        rank = _IN_MENU if menu else _SUBHEAD
                    yield _Line(rank, start, plain, place), time
            start += len(line) + 1


def _labelled(text: str, span: Span, language: Language) -> list[tuple[int, TimeExpression]]:
    """The dates of a line with their labels: also the one on the line above, or a later change told of beside it."""
    found = dates_of_line(text, span, language)
    above = fold(text[max(0, span.start - _LABEL) : span.start]).strip(" :\n").rpartition("\n")[2]
    if found and found[0][0] == PLAIN and above in language.page.published:
        found[0] = (CHANGED if above in language.page.updated else STATED, found[0][1])
    changed = any(label == CHANGED for label, _ in found)
    return [(STATED if changed and label == PLAIN else label, time) for label, time in found]


def _yearless(text: str, zones: Sequence[Zone], language: Language) -> Iterator[tuple[int, int]]:
    """Month and day of the datelines that name no year."""
    spans = [zone.span for zone in zones if zone.kind is ZoneKind.DATELINE]
    for time in find_times(text, spans, language, None):
        found = _YEARLESS.match(time.value)
        if found:
            yield int(found[1]), int(found[2])


def _of_heading(text: str, body: int, zones: Sequence[Zone], language: Language) -> PublicationDate | None:
    """The date of a line above the text that ends with it, short ("Communiqué - 9 novembre 2021") or in brackets.

    Or that of a short line that begins with it and a time of the day ("6 February 2024, 21:40   168 views").
    """
    end = max((zone.span.end for zone in zones if zone.kind is ZoneKind.BODY), default=body)
    start = body
    for line in text[body:end].split("\n")[:_HEADING]:
        if line.strip():
            words = line.split()
            noted = _NOTED.search(line)
            if len(words) > _WORDS and not noted:
                return None
            if (stamp := _STAMP.match(line)) and (day := _full_date(text, Span(start, start + stamp.end(1)), language)):
                return _published(day, "text")
            where = Span(start + (noted.start() if noted else 0), start + len(line))
            found = _full_date(text, where, language, whole=bool(noted))
            if found is None or found.span.end < start + len(line.rstrip()) - 1:
                return None
            before = text[start : found.span.start]
            if before.strip() and not noted and not _PARTED.search(before) and not _is_released(before, language):
                return None
            return _published(replace(found, start=found.end) if found.end else found, "text")
        start += len(line) + 1
    return None


def _is_released(before: str, language: Language) -> bool:
    """Whether the last part of what stands before a date names a text that is given out on its day."""
    part = re.split(r"\s[-–—|:]\s|:\s|['’]s\s", before.rstrip(" -–—|:("))[-1]
    return opening(fold(part), language.page.released) is not None


def _of_title(text: str, zones: Sequence[Zone], language: Language) -> PublicationDate | None:
    """The date at the end of a title, in brackets or of what is given out that day ("Press briefing of 7 May 2024").

    Or that of the line below it, with who published it behind ("… the ministry said. 7 May 2024, Island Post").
    """
    for zone in zones:
        if zone.kind is not ZoneKind.HEADLINE:
            continue
        line = zone.span.of(text)
        if noted := _NOTED.search(line):
            where = Span(zone.span.start + noted.start(), zone.span.end)
            if day := _full_date(text, where, language, whole=True):
                return _published(replace(day, start=day.end) if day.end else day, "text")
        if signed := _SIGNED.search(line):
            where = Span(zone.span.start + signed.start(1), zone.span.start + signed.end(1))
            day = _full_date(text, where, language)
            if day and day.span == where:
                return _published(day, "text")
        found = _full_date(text, zone.span, language)
        if found is None or found.span.end < zone.span.end - 1:
            continue
        before = text[zone.span.start : found.span.start]
        if _is_released(before, language) or (opening(fold(line), language.page.released) and _PARTED.search(before)):
            return _published(found, "text")
    return None


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
