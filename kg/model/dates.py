"""Dates that may be partial, and how they are known."""

import datetime
from enum import StrEnum
from typing import Self

from msgspec import Struct

__all__ = ["DateBasis", "PartialDate", "PublicationDate"]


class PartialDate(Struct, frozen=True, array_like=True, order=True):
    """A calendar date to the day, the month or the year.

    >>> PartialDate(2016, 4).iso
    '2016-04'
    >>> PartialDate.parse("2016-04-11").weekday
    0
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def iso(self) -> str:
        """ISO 8601 with the precision there is: YYYY, YYYY-MM or YYYY-MM-DD."""
        if self.month is None:
            return f"{self.year:04d}"
        return f"{self.year:04d}-{self.month:02d}" + ("" if self.day is None else f"-{self.day:02d}")

    @property
    def weekday(self) -> int | None:
        """Monday is 0; None unless known to the day."""
        return self.date.weekday() if self.date else None

    @property
    def date(self) -> datetime.date | None:
        """The calendar date; None unless known to the day."""
        if self.month is None or self.day is None:
            return None
        return datetime.date(self.year, self.month, self.day)

    @classmethod
    def of(cls, day: datetime.date) -> Self:
        """A full date."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse(cls, iso: str) -> Self:
        """The date of an ISO 8601 string of any of the three precisions.

        Raises:
            ValueError: it is not one, or there is no such day.
        """
        numbers = iso.split("-")
        if not (1 <= len(numbers) <= 3) or [len(number) for number in numbers] != [4, 2, 2][: len(numbers)]:
            raise ValueError(f"not an ISO 8601 date: {iso!r}")
        if not all(number.isascii() and number.isdigit() for number in numbers):
            raise ValueError(f"not an ISO 8601 date: {iso!r}")
        return cls(*map(int, numbers))


class DateBasis(StrEnum):
    """How a date is known; the values are local names of `kg:` individuals."""

    EXPLICIT = "Explicit"
    RELATIVE = "RelativeToPublication"
    WEEKDAY_ONLY = "WeekdayOnly"
    CORROBORATED = "Corroborated"


class PublicationDate(Struct, frozen=True, array_like=True):
    """When an article was published and how that is known.

    Attributes:
        date: to the day where possible.
        basis: "option" (the caller said so), "metadata", "dateline", "text" or "url".
        start: offset of the words it was read from, -1 when not read from the text.
        end: end of those words, -1 likewise.
    """

    date: PartialDate
    basis: str
    start: int = -1
    end: int = -1
