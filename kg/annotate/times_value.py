"""Turns what the words of a time expression say into calendar dates, by the date of publication."""

import datetime

from msgspec import Struct

from kg.annotate.times_grammar import Reading
from kg.model import DateBasis, PartialDate

__all__ = ["NEAR", "Value", "resolve"]

NEAR = 60
"""Days within which a day and month are taken for those next to another day."""
_NEAR_MONTHS = 6
_WEEK = 7
_DAY = datetime.timedelta(days=1)
_THURSDAY, _SATURDAY = 3, 5
_SEASONS = {1: "SP", 2: "SU", 3: "FA", 4: "WI"}


class Value(Struct, frozen=True):
    """The outcome: fields of `TimeExpression`."""

    basis: DateBasis | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    value: str = ""
    conflicting: bool = False


def resolve(found: Reading, anchor: PartialDate | None, direction: int) -> Value | None:
    """The dates of a reading.

    Args:
        found: what the words say.
        anchor: publication date; without it nothing relative is resolved.
        direction: 1 when the words around speak of the future, -1 of the past, 0 when they do not tell.

    Returns:
        None when there is no such day (30 February).
    """
    today = anchor.date if anchor else None
    if found.kind == "fixed":
        return Value(value=found.value)
    if found.kind == "numeric":
        return _by_weekday(found) or _by_publication(found, today) or Value(DateBasis.EXPLICIT)
    if found.kind == "weekday":
        return _weekday(found, today, direction)
    if found.unit == "weekend" and anchor and anchor.date:
        return _weekend(anchor.date, found.shift, direction)
    if found.kind in ("shift", "ahead"):
        return _shift(found, anchor)
    if found.season is not None:
        return _season(found, anchor)
    if found.fraction:
        year = found.year if found.year is not None else _year(anchor, found.shift)
        if year is None:
            return Value(DateBasis.RELATIVE)
        basis = DateBasis.EXPLICIT if found.year is not None else DateBasis.RELATIVE
        return Value(basis, PartialDate(year), value=f"{year:04d}-{found.fraction}")
    if found.year is not None:
        return _explicit(found, found.year)
    return _yearless(found, anchor, direction)


def _by_weekday(found: Reading) -> Value | None:
    """A date whose order of day and month the weekday beside it tells."""
    agreeing = [day for day in _orders(found) if found.weekday is not None and day.weekday == found.weekday]
    return Value(DateBasis.EXPLICIT, agreeing[0], value=agreeing[0].iso) if len(agreeing) == 1 else None


def _by_publication(found: Reading, today: datetime.date | None) -> Value | None:
    """A date whose order of day and month is that by which it is within a week of publication."""
    if today is None:
        return None
    near = [day for day in _orders(found) if day.date and abs((day.date - today).days) <= _WEEK]
    return Value(DateBasis.RELATIVE, near[0], value=near[0].iso) if len(near) == 1 else None


def _orders(found: Reading) -> list[PartialDate]:
    """The days that two numbers can tell."""
    orders = [(found.month, found.day), (found.day, found.month)]
    return [day for month, number in orders if (day := _partial(found.year or 0, month, number))]


def _partial(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


def _explicit(found: Reading, year: int, basis: DateBasis = DateBasis.EXPLICIT) -> Value | None:
    start = _partial(year, found.month, found.day)
    if start is None:
        return None
    end = None
    if found.last_day is not None:
        month = found.last_month or found.month
        if found.last_month and found.month and found.last_month < found.month:
            start = _partial(year - 1, found.month, found.day) or start
        end = _partial(year, month, found.last_day)
        if end is None or end <= start:
            return None
    conflicting = found.weekday is not None and start.weekday is not None and start.weekday != found.weekday
    value = start.iso + (f"T{found.part}" if found.part else "")
    return Value(basis, start, end, value, conflicting)


def _yearless(found: Reading, anchor: PartialDate | None, direction: int) -> Value | None:
    """A date without its year: with "last year" that one, else the year nearest to publication."""
    if found.month is None and found.unit == "month":
        return _day_of_shifted_month(found, anchor)
    if found.month is None:
        return _day_of_month(found, anchor.date if anchor else None, direction)
    if found.day is not None and found.day > (29 if found.month == 2 else 30 if found.month in (4, 6, 9, 11) else 31):
        return None
    value = f"XXXX-{found.month:02d}" + (f"-{found.day:02d}" if found.day else "")
    if found.remembered or anchor is None or (anchor.month is None and found.unit != "year"):
        return Value(DateBasis.RELATIVE, value=value)
    year: int | None
    if found.unit == "year":
        year = _year(anchor, found.shift)
    elif found.unit == "month":
        year = _month_year(found.month, anchor, found.shift or 0)
    elif found.day is None:
        year = _month_year(found.month, anchor, 1 if direction > 0 else 0)
        if direction == 0 and (anchor.month or 1) - found.month + 12 * (anchor.year - year) > _NEAR_MONTHS:
            year = None
    else:
        year = _day_year(found, anchor.date, (found.shift or 0) if found.unit == "day" else direction)
    if year is None:
        return Value(DateBasis.RELATIVE, value=value)
    return _explicit(found, year, DateBasis.RELATIVE) or Value(DateBasis.RELATIVE, value=value)


def _day_of_shifted_month(found: Reading, anchor: PartialDate | None) -> Value | None:
    """The day of a month counted from that of publication; open where that is not known."""
    if anchor is None or anchor.month is None:
        return Value(DateBasis.RELATIVE)
    months = anchor.year * 12 + anchor.month - 1 + (found.shift or 0)
    start = _partial(months // 12, months % 12 + 1, found.day)
    return Value(DateBasis.RELATIVE, start, value=start.iso) if start else None


def _month_year(month: int, anchor: PartialDate, shift: int) -> int:
    """The year of a month: the latest one not after publication; of a coming one the first not before it."""
    now = anchor.month or 1
    if shift > 0:
        return anchor.year if month >= now else anchor.year + 1
    if shift < 0:
        return anchor.year if month < now else anchor.year - 1
    return anchor.year if month <= now else anchor.year - 1


def _day_year(found: Reading, today: datetime.date | None, direction: int) -> int | None:
    """The year of a day and month: the nearest to publication within two months, else what the words around say."""
    if today is None or found.month is None or found.day is None:
        return None
    candidates = []
    for year in (today.year - 1, today.year, today.year + 1):
        start = _partial(year, found.month, found.day)
        if start and start.date:
            candidates.append((start.date - today).days)
    if not candidates:
        return None
    near = min(candidates, key=abs)
    if abs(near) > NEAR or (found.unit == "day" and near * direction < 0):
        agreeing = [distance for distance in candidates if (today + distance * _DAY).weekday() == found.weekday]
        if found.weekday is not None and len(agreeing) == 1:
            near = agreeing[0]
        elif direction == 0:
            return None
        else:
            near = min((distance for distance in candidates if distance * direction >= 0), key=abs, default=near)
    return (today + near * _DAY).year


def _day_of_month(found: Reading, today: datetime.date | None, direction: int) -> Value | None:
    """Reads "Tuesday (23)": the nearest such day that is that weekday, within a month either way."""
    if found.day is None:
        return None
    value = f"XXXX-XX-{found.day:02d}"
    basis = DateBasis.WEEKDAY_ONLY if found.weekday is not None else DateBasis.RELATIVE
    if today is None:
        return Value(basis, value=value)
    days = [today + offset * _DAY for offset in range(-31, 32)]
    days = [day for day in days if day.day == found.day]
    if direction > 0 and not any(day.weekday() == found.weekday for day in days if abs((day - today).days) <= 7):
        days = [day for day in days if day >= today] or days
    agreeing = [day for day in days if found.weekday is None or day.weekday() == found.weekday]
    chosen = min(agreeing or days, key=lambda day: (abs((day - today).days), day))
    start = PartialDate.of(chosen)
    iso = start.iso + (f"T{found.part}" if found.part else "")
    return Value(DateBasis.RELATIVE, start, None, iso, conflicting=not agreeing)


def _weekday(found: Reading, today: datetime.date | None, direction: int) -> Value:
    """A weekday: the last one up to publication, or by the words around the first one from publication on."""
    if found.weekday is None or today is None:
        return Value(DateBasis.WEEKDAY_ONLY, value=f"XXXX-WXX-{(found.weekday or 0) + 1}")
    monday = today - today.weekday() * _DAY
    back = (today.weekday() - found.weekday) % 7
    if found.week is not None:
        day = monday + (7 * found.week + found.weekday) * _DAY
    elif found.shift == -1:
        day = today - (back or 7) * _DAY
    elif found.shift == 1:
        day = today + ((7 - back) if back else 7) * _DAY
    elif found.shift == 0 or direction <= 0:
        day = monday + found.weekday * _DAY if found.shift == 0 and direction > 0 else today - back * _DAY
    else:
        day = today + (-back % 7) * _DAY
    start = PartialDate.of(day)
    end = None
    if found.last_weekday is not None:
        end = PartialDate.of(day + ((found.last_weekday - found.weekday) % 7) * _DAY)
    return Value(DateBasis.RELATIVE, start, end, start.iso + (f"T{found.part}" if found.part else ""))


def _year(anchor: PartialDate | None, shift: int | None) -> int | None:
    return None if anchor is None or shift is None else anchor.year + shift


def _shift(found: Reading, anchor: PartialDate | None) -> Value:
    """So many units from publication; a week is given no day: only its month or year, and its ISO week as value."""
    unknown = Value(DateBasis.RELATIVE)
    if anchor is None or found.shift is None:
        return unknown
    if found.unit == "year":
        year = anchor.year + found.shift
        return Value(DateBasis.RELATIVE, PartialDate(year), value=f"{year:04d}") if 0 < year < 9999 else unknown
    if found.unit == "decade":
        return Value(DateBasis.RELATIVE, value=f"{anchor.year // 10 + found.shift:03d}")
    if anchor.month is None:
        return unknown
    if found.unit == "quarter":
        quarter = anchor.year * 4 + (anchor.month - 1) // 3 + found.shift
        return Value(DateBasis.RELATIVE, PartialDate(quarter // 4), value=f"{quarter // 4:04d}-Q{quarter % 4 + 1}")
    if found.unit == "month":
        month = anchor.year * 12 + anchor.month - 1 + found.shift
        start = PartialDate(month // 12, month % 12 + 1)
        return Value(DateBasis.RELATIVE, start, value=start.iso)
    if anchor.date is None:
        return unknown
    if found.unit == "day":
        start = PartialDate.of(anchor.date + found.shift * _DAY)
        return Value(DateBasis.RELATIVE, start, value=start.iso + (f"T{found.part}" if found.part else ""))
    if found.unit == "week":
        return _week(anchor.date, found)
    return unknown


def _week(today: datetime.date, found: Reading) -> Value:
    monday = today + (7 * (found.shift or 0) - today.weekday()) * _DAY
    last = monday + 6 * _DAY
    year, week, _ = monday.isocalendar()
    value = f"{year:04d}-W{week:02d}"
    if monday.month == last.month:
        return Value(DateBasis.RELATIVE, PartialDate(monday.year, monday.month), value=value)
    start = PartialDate(monday.year) if monday.year == last.year else None
    return Value(DateBasis.RELATIVE, start, value=value)


def _weekend(today: datetime.date, shift: int | None, direction: int) -> Value:
    """The Saturday and the Sunday of a weekend: the last one or the next, by the verb where no word says which."""
    if shift == 0 and today.weekday() < _THURSDAY and not direction:
        return Value(DateBasis.RELATIVE)
    soon = today.weekday() >= (_SATURDAY if shift is None else _THURSDAY)
    weeks = shift or (0 if soon or direction > 0 else -1)
    saturday = today + (7 * weeks + _SATURDAY - today.weekday()) * _DAY
    year, week, _ = saturday.isocalendar()
    days = PartialDate.of(saturday), PartialDate.of(saturday + _DAY)
    return Value(DateBasis.RELATIVE, *days, value=f"{year:04d}-W{week:02d}-WE")


def _season(found: Reading, anchor: PartialDate | None) -> Value:
    code = _SEASONS[found.season or 1]
    if found.year is not None:
        return Value(DateBasis.EXPLICIT, PartialDate(found.year), value=f"{found.year:04d}-{code}")
    return Value(DateBasis.RELATIVE, value=f"XXXX-{code}")
