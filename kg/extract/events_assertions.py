"""Says when an event is, from the times that its words were given."""

import datetime
import re
from collections.abc import Sequence

from kg.model import (
    Annotations,
    DateAssertion,
    DateBasis,
    EventStatus,
    EventType,
    PartialDate,
    PublicationDate,
    Span,
    TimeExpression,
    ZoneKind,
)

__all__ = ["DATED", "DAYS", "date_assertions", "date_of_heading", "day_and_place", "written"]

DAYS = re.compile(r"P(\d{1,2})D")
"""A duration of some days, as `TimeExpression.value` has it."""
DATED = ("DATE", "TIME")
_AT_ONCE = (EventType.PHONE_CALL, EventType.VIDEO_CONFERENCE, EventType.JOINT_STATEMENT)
_PLACED = (*_AT_ONCE, EventType.MEETING, EventType.SIGNING, EventType.SUMMIT)
_NAME = r"[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)*"
_HOUR_AND_PLACE = re.compile(rf",?\s*\d{{1,2}}[:h]\d{{2}}\s+{_NAME}, {_NAME}")
_YEARLESS = re.compile(r"XXXX-\d\d-\d\d")
_SEASON = re.compile(r"XXXX-(?:SP|SU|FA|WI)")
_JOINED = 6
_SENTENCE, _LONGEST, _MEETING = 160, 7, 2
_LINE = 200
# Days after which a text is no longer taken for one that a page only published later.
_LATE = 3


def date_assertions(
    type_: EventType, times: Sequence[TimeExpression], text: str, annotations: Annotations
) -> tuple[DateAssertion, ...]:
    """What the times of one event say, best first: to the day before to the month, earlier in the text first."""
    today = annotations.published is not None
    used = [
        time
        for time in times
        if time.type in DATED
        and time.basis
        and (
            time.start
            or time.weekday is not None
            or (today and not time.value)
            or any(each.fullmatch(time.value) for each in (_YEARLESS, _SEASON))
        )
    ]
    open_ = DateBasis.RELATIVE if annotations.published else DateBasis.EXPLICIT
    durations = [time for time in annotations.times if time.type == "DURATION" and time in times]
    length = next((int(days[1]) for time in durations if (days := DAYS.fullmatch(time.value))), 0)
    made: list[DateAssertion] = []
    skip = -1
    for index, time in enumerate(used):
        if index == skip or time.basis is None:
            continue
        start, end, span = _calendar(time), time.end, time.span
        following = used[index + 1] if index + 1 < len(used) else None
        if following and not end and following.span.start - span.end <= _JOINED and _next_day(start, following.start):
            end, span, skip = following.start, Span(span.start, following.span.end), index + 1
        if type_ is EventType.VISIT and start and start.date and not end and length > 1:
            end = PartialDate.of(start.date + datetime.timedelta(days=length - 1))
        made.append(
            DateAssertion(
                span=span,
                stated_as=span.of(text),
                basis=open_ if _YEARLESS.fullmatch(time.value) and not time.start else time.basis,
                value=start,
                end=end,
                weekday=time.weekday,
                conflicting=time.conflicting,
            )
        )
    if type_ is EventType.SUMMIT and len(made) == 2 and (whole := _from_to(made, text)):
        return (whole,)
    best = sorted(dict.fromkeys(made), key=_goodness)
    if type_ in _AT_ONCE or type_ is EventType.MEETING:  # "rang them on Saturday and Sunday … On Saturday she rang"
        most = 0 if type_ in _AT_ONCE else _MEETING
        best = sorted(best, key=lambda date: not date.value or not date.value.day or _lasts(date) > most)
    return tuple(best)


def _lasts(date: DateAssertion) -> int:
    """Days from the first to the last."""
    first, last = (each.date if each else None for each in (date.value, date.end))
    return (last - first).days if first and last else 0


def _from_to(made: Sequence[DateAssertion], text: str) -> DateAssertion | None:
    """The days of a summit of which two are told in one sentence ("closed on Thursday … opened on Monday")."""
    one, two = sorted(made, key=lambda date: date.span.start)
    first, last = sorted((one.value, two.value), key=lambda day: day.iso if day else "")
    between = text[one.span.end : two.span.start]
    if one.end or two.end or not (first and last and first.date and last.date) or len(between) > _SENTENCE:
        return None
    if ". " in between or "\n" in between or not 0 < (last.date - first.date).days <= _LONGEST:
        return None
    span = Span(one.span.start, two.span.end)
    return DateAssertion(span, span.of(text), one.basis, first, last, None, one.conflicting or two.conflicting)


def date_of_heading(type_: EventType, status: EventStatus, annotations: Annotations) -> tuple[DateAssertion, ...]:
    """The date of a call or joint statement that only the line under the headline gives, as readouts do.

    Nothing when that line says it is the day of publication ("Published …", "May 7, 2024 5:46 PM GMT"), or for what
    people travel to, unless the line gives the hour and the place. A line of place and date alone is one of those of
    readouts.
    """
    published = annotations.published
    if status is not EventStatus.HELD or not published or published.start < 0 or not published.date.day:
        return ()
    placed = day_and_place(annotations) is not None
    if not (placed and type_ in _PLACED) and not (type_ in _AT_ONCE and _stands_alone(published, annotations)):
        return ()
    span = Span(published.start, published.end)
    stated = span.of(annotations.article.text)
    return (DateAssertion(span, stated, DateBasis.EXPLICIT, published.date, None, None, False),)


def day_and_place(annotations: Annotations) -> PartialDate | None:
    """The day that a line tells with the hour and the place of what was held ("March 6, 2025 14:30 The Kremlin")."""
    published = annotations.published
    if not published or published.start < 0 or published.basis == "dateline":
        return None
    before, after = _beside(published, annotations)
    placed = _HOUR_AND_PLACE.fullmatch(after.strip())
    return published.date if placed and not before.strip() and published.date.day else None


def written(annotations: Annotations) -> PublicationDate | None:
    """The day that the dateline of an agency tells of a text which a page published later, else that of publication."""
    published = annotations.published
    today = published.date.date if published else None
    lines = [zone.span for zone in annotations.zones if zone.kind is ZoneKind.DATELINE]
    for time in annotations.times if today and lines else ():
        day = time.start.date if time.start and not time.end and time.weekday is None else None
        if day and today and any(line.contains(time.span) for line in lines) and 0 < (today - day).days <= _LATE:
            return PublicationDate(PartialDate.of(day), "dateline", time.span.start, time.span.end)
    return published


def _stands_alone(published: PublicationDate, annotations: Annotations) -> bool:
    """Whether nothing beside a date says that it is that of publication."""
    before, after = _beside(published, annotations)
    timed = any(map(str.isdigit, after)) and any(map(str.isalpha, after))
    return not after.strip(" .") if published.basis == "dateline" else not any(map(str.isalpha, before)) and not timed


def _beside(published: PublicationDate, annotations: Annotations) -> tuple[str, str]:
    """What stands before and after a date in its line."""
    text = annotations.article.text
    before = text[text.rfind("\n", 0, published.start) + 1 : published.start]
    return before, text[published.end : published.end + _LINE].partition("\n")[0]


def _calendar(time: TimeExpression) -> PartialDate | None:
    """The day or month of a time; a year, a quarter, a week or a season is no date of an event."""
    vague = any(mark in time.value for mark in ("W", "Q", "SU", "SP", "FA", "WI", "H")) and not (
        time.start and time.start.day
    )
    return None if vague or not time.start or not time.start.month else time.start


def _next_day(first: PartialDate | None, second: PartialDate | None) -> bool:
    return bool(
        first and first.date and second and second.date and second.date == first.date + datetime.timedelta(days=1)
    )


def _goodness(date: DateAssertion) -> tuple[int, int, int]:
    value = date.value
    precision = (
        0 if value and value.day else 1 if date.basis is DateBasis.WEEKDAY_ONLY or date.weekday is not None else 2
    )
    if precision == 2 and value and not value.month:
        precision = 3
    return (precision, int(date.conflicting), date.span.start)
