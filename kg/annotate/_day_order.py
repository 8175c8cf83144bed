"""Which number of 07/05/2024 is the day, by the other dates of a page."""

import re
from collections.abc import Sequence
from datetime import date

from kg.model import PartialDate

__all__ = ["settle"]

_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_NEAR = 7


def settle(
    written: str, days: Sequence[date], yearless: Sequence[tuple[int, int]], others: Sequence[str]
) -> PartialDate | None:
    """The day of a numeric date, when only one order puts it within a week of the other dates of its page.

    Args:
        written: the date as it stands.
        days: days that are sure.
        yearless: month and day of dates without their year, taken to be of the same one.
        others: numeric dates of the page, whose order is that of `written`.

    Returns:
        None when nothing tells the orders apart, or the other dates disagree.

    >>> settle("07/05/2024", [date(2024, 5, 8)], [], []), settle("07/05/2024", [], [], ["08/05/2024"])
    (PartialDate(year=2024, month=5, day=7), PartialDate(year=2024, month=5, day=7))
    >>> settle("07/05/2024", [], [], ["07/05/2024"]) is None
    True
    """
    own = _orders(written)
    if own is None:
        return None
    pairs = [(day, day) for day in days]
    pairs += [(day, day) for month, number in yearless if (day := _date(own[0].year, month, number))]
    pairs += [orders for other in others if (orders := _orders(other))]
    votes = set()
    for pair in pairs:
        near = [abs((one - two).days) <= _NEAR for one, two in zip(own, pair, strict=True)]
        if near[0] != near[1]:
            votes.add(near.index(True))
    return PartialDate.of(own[votes.pop()]) if len(votes) == 1 else None


def _orders(written: str) -> tuple[date, date] | None:
    """The two days that a numeric date may be: day first, month first."""
    found = _NUMBERS.search(written)
    if found is None:
        return None
    one, two, year = int(found[1]), int(found[3]), int(found[4])
    first, second = _date(year, two, one), _date(year, one, two)
    return (first, second) if first and second else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
