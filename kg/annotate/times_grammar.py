"""The grammar of time expressions: what the words say, before it is known when they were written.

A scanner tries a few productions at each word that can open one; each looks at a bounded number of words, so the
time is linear in the text.
"""

import re

from msgspec import Struct
from msgspec.structs import replace

from kg.annotate.times_words import Lexicon, Words

__all__ = ["Grammar", "Reading"]

_FIRST_YEAR, _LAST_YEAR = 1583, 2199
_LIST_LENGTH = 4
_REACH = 64
"""More words than a production looks away from where it starts: beyond either end of the text every word is ""."""
_CURRENCY = frozenset("$€£¥₹₽#№")
_DAY_YEAR = re.compile(r"([1-9][0-9]?)/((?:19|20)[0-9]{2})")


class Reading(Struct, frozen=True):
    """What the words of a time expression say.

    Attributes:
        end: index of the word after it.
        kind: "date" (parts of a calendar date), "shift" (so many units from publication), "ahead" (a shift in a plan,
            else a span of time from the next word on), "weekday", "fixed" (`value` says all) or "numeric" (a date whose
            order of day and month is not known).
        start: index of its first word, when not the one it was looked for at.
        year: as read.
        month: 1 to 12.
        day: 1 to 31, not checked against the month.
        last_day: last day of a range; `last_month` too when it differs.
        weekday: Monday is 0.
        last_weekday: last day of a range of weekdays.
        shift: how many units from publication; for a weekday or a day and month -1 last, 0 this, 1 next, None plain.
        unit: of the shift.
        week: for a weekday: how many weeks from that of publication, when said.
        part: "MO", "AF", "EV" or "NI".
        season: 1 to 4.
        fraction: "Q1", "H2" …
        value: TimeML value of a duration, set or vague time.
        type: TimeML type.
        remembered: whether the day is the name of an event, of a year that is not told.
    """

    end: int
    kind: str = "date"
    start: int = -1
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    last_month: int | None = None
    weekday: int | None = None
    last_weekday: int | None = None
    shift: int | None = None
    unit: str = ""
    week: int | None = None
    part: str = ""
    season: int | None = None
    fraction: str = ""
    value: str = ""
    type: str = "DATE"
    remembered: bool = False


class Grammar:
    """The productions for one text and one language: the basic ones, about calendar dates."""

    def __init__(self, words: Words, lexicon: Lexicon) -> None:
        self.texts = words.texts
        self.lexicon = lexicon
        self._spans = words.spans
        self._lows = words.lows + [""] * _REACH
        self.months = lexicon.calendar.months
        self.weekdays = lexicon.calendar.weekdays

    def low(self, at: int) -> str:
        """The lower-case word at an index; "" outside the text."""
        return self._lows[at]

    def joined(self, at: int) -> bool:
        """Whether nothing stands between a word and the one before it."""
        return 0 < at < len(self._spans) and self._spans[at - 1][1] == self._spans[at][0]

    def phrase(self, name: str, at: int) -> tuple[int, int | str] | None:
        """The longest phrase of a class at an index: the index after it, and its value."""
        lows = self._lows
        for parts, value in self.lexicon.phrases[name].get(lows[at], ()):
            length = len(parts)
            if length == 1 or tuple(lows[at : at + length]) == parts:
                return at + length, value
        return None

    def skip(self, name: str, at: int) -> int:
        """The index after a phrase of a class, or the same index."""
        found = self.phrase(name, at)
        return found[0] if found else at

    def before(self, name: str, at: int) -> bool:
        """Whether a phrase of a class ends right before an index."""
        for start in range(at - 1, max(-1, at - 4), -1):
            found = self.phrase(name, start)
            if found and found[0] == at:
                return True
        return False

    def goes_on(self, at: int) -> bool:
        """Whether a word such as "of" follows, by which the words before it say of what they are."""
        return self.low(at) != "," and self.phrase("of", at) is not None

    def _number_stands_free(self, at: int) -> bool:
        """Whether digits are no part of a decimal, a price, a score or a code."""
        if self._is_stuck_year(at) or self._is_stuck_year(at + 2):
            return True
        if self.joined(at) and self.low(at - 1) not in "([\"“«-–/'—\n":
            return False
        if self.low(at - 1) in _CURRENCY or (
            self.low(at - 1) in ".,:/" and self.joined(at) and self.low(at - 2).isdecimal()
        ):
            return False
        if self.joined(at + 1):
            following = self.low(at + 1)
            if following.isalpha():
                return bool(self.phrase("suffixes", at + 1))
            if following in ".,:/" and self.joined(at + 2) and self.low(at + 2).isdecimal():
                return False
            if following in "%°":
                return False
        return True

    def _is_stuck_year(self, at: int) -> bool:
        """Whether a comma alone parts a year from a day and its month ("Mar 28,2017", "28 Mar,2017")."""
        if self.low(at - 1) != "," or not self.joined(at) or len(self.low(at)) != len("2017"):
            return False
        if not self.low(at).isdecimal() or (self.joined(at + 1) and self.low(at + 1).isalnum()):
            return False
        last, first = self.low(at - 2), self.low(at - 3)
        return last in self.months or (len(last) <= len("28") and last.isdecimal() and self._ends_month(at - 3, first))

    def _ends_month(self, at: int, word: str) -> bool:
        """Whether a month's name, perhaps with a full stop, ends with a word."""
        return word in self.months or (word == "." and self.joined(at) and self.low(at - 1) in self.months)

    def day(self, at: int) -> tuple[int, int] | None:
        """A day of the month: the index after it, and the day."""
        digits = self.low(at)
        if digits.isdecimal() and digits.isascii() and len(digits) <= 2:
            if 1 <= int(digits) <= 31 and self._number_stands_free(at):
                end = at + 1
                suffix = self.phrase("suffixes", end) if self.joined(end) else None
                return (suffix[0] if suffix else end), int(digits)
            return None
        first = self.phrase("ordinals", at)
        if first and first[1] == 1 and not self.lexicon.words.capital_names:
            # « mercredi la Première ministre » is no first of a month.
            written = digits[:1].isdecimal() or self.month(first[0]) is not None
            return (first[0], 1) if written else None
        return None

    def year(self, at: int) -> tuple[int, int] | None:
        """A year of the Gregorian calendar: the index after it, and the year."""
        digits = self.low(at)
        if (
            len(digits) != 4
            or not (digits.isdecimal() and digits.isascii())
            or not _FIRST_YEAR <= int(digits) <= _LAST_YEAR
        ):
            return None
        if not self._number_stands_free(at) or self.phrase("other_eras", at + 1):
            return None
        if self.joined(at + 1) and self.low(at + 1) == "-" and self.joined(at + 2) and len(self.low(at + 2)) < 4:
            return None
        return at + 1, int(digits)

    def month(self, at: int, alone: bool = False) -> tuple[int, int] | None:
        """A month's name: the index after it, and its number; `alone` when no day or year beside it vouches for it."""
        name = self.low(at)
        number = self.months.get(name)
        if number is None:
            return None
        short = name in self.lexicon.calendar.short_months
        capital = self.texts[at][0].isupper()
        if self.lexicon.words.capital_names and not capital and (alone or name in self.lexicon.words.ambiguous):
            return None
        if alone and (short or not self._month_alone(at, capital)):
            return None
        end = at + 1
        if short and self.low(end) == "." and self.joined(end):
            end += 1
        return end, number

    def _month_alone(self, at: int, capital: bool) -> bool:
        words = self.lexicon.words
        if not words.capital_names and capital and not self._opens_sentence(at):
            return False
        following = self.texts[at + 1] if at + 1 < len(self.texts) else ""
        if words.capital_names and following[:1].isupper() and not self.before("before_month", at):
            return False
        if self.low(at) in words.ambiguous:
            return self.before("before_month", at) and not (following[:1].isupper() and words.capital_names)
        return True

    def _opens_sentence(self, at: int) -> bool:
        return at == 0 or self.low(at - 1) in (".", "!", "?", "\n", "«", "“", '"')

    def date(self, at: int) -> Reading | None:
        """A day with its month, perhaps a range of days, perhaps with the year."""
        found = self.day_month(at)
        if found is None and self.lexicon.words.numeric_order != "dmy":
            found = self.month_day(at)
        if found is None:
            return self._day_of_month(at)
        if found.year is None and (self.before("remembered", at) or self.phrase("remembered", found.end)):
            return replace(found, remembered=True)
        return self._range_end(found) or found

    def _days(self, at: int) -> tuple[int, int, int | None] | None:
        """A day, a range or a list of days: the index after it, first and last day."""
        first = self.day(at)
        if first is None:
            return None
        end, last = first[0], None
        for _ in range(_LIST_LENGTH):
            link = self.phrase("to", end) or self.phrase("and_", end)
            start = link[0] if link else end + 1 if self.low(end) == "," else None
            following = self.day(self.skip("articles", start)) if start else None
            if following is None or following[1] <= (last or first[1]):
                break
            if self.phrase("units", following[0]) or self.phrase("counted", following[0]):
                break
            end, last = following
            if link and not self.phrase("and_", link[0] - 1):
                break
        return end, first[1], last

    def day_month(self, at: int) -> Reading | None:
        """Reads "11 April 2016", "3-5 March", "le 1er mars"."""
        days = self._days(at)
        for attempt in (days, self._one_day(at)):
            if attempt is None:
                continue
            end, first, last = attempt
            hyphen = last is None and self.low(end) == "-" and self.joined(end) and self.joined(end + 1)
            month = self.month(end + 1 if hyphen else self._linked(end))
            if month and hyphen and self.low(month[0]) == "-" and (year := self.year(month[0] + 1)):
                return Reading(year[0], year=year[1], month=month[1], day=first)
            if month and not hyphen:
                return self._with_year(Reading(month[0], month=month[1], day=first, last_day=last))
        return None

    def _day_of_month(self, at: int) -> Reading | None:
        """Reads "the 26th of this month", « le 3 du mois prochain »."""
        day = self.day(at)
        if day is None:
            return None
        start = self._linked(day[0])
        month = self.unit_shift(start) if start > day[0] else None
        if month is None or month.kind != "shift" or month.unit != "month" or month.shift is None:
            return None
        return replace(month, kind="date", day=day[1])

    def _one_day(self, at: int) -> tuple[int, int, None] | None:
        day = self.day(at)
        return (day[0], day[1], None) if day else None

    def month_day(self, at: int) -> Reading | None:
        """Reads "April 11, 2016", "March 3-5", "May 7/2024"."""
        month = self.month(at)
        if month and self.low(month[0] + 1) == "/" and (found := self._slashed(month)):
            return found
        days = self._days(month[0]) if month else None
        if month is None or days is None:
            return None
        end, first, last = days
        found = self._with_year(Reading(end, month=month[1], day=first, last_day=last))
        if found.year is None and self.phrase("counted", end):
            return None
        return found

    def _slashed(self, month: tuple[int, int]) -> Reading | None:
        """A day and a year after a month, with nothing but a slash between."""
        at = month[0]
        pair = _DAY_YEAR.fullmatch("".join(self.low(each) for each in range(at, at + 3)))
        if pair is None or not self.joined(at + 1) or not self.joined(at + 2) or self.joined(at + 3):
            return None
        return Reading(at + 3, year=int(pair[2]), month=month[1], day=int(pair[1])) if int(pair[1]) <= 31 else None

    def _linked(self, at: int) -> int:
        """The index after a word such as "of" between the parts of a date; a comma is none here."""
        return self.skip("of", at) if self.low(at) != "," else at

    def _with_year(self, found: Reading) -> Reading:
        at = self.skip("of", found.end)
        year = self.year(at) or self._stopped_year(at)
        if year:
            return replace(found, end=year[0], year=year[1])
        relative = self.year_shift(at)
        if relative and relative.unit == "year" and relative.shift is not None:
            return replace(found, end=relative.end, shift=relative.shift, unit="year")
        for name, shift in (("last_after", -1), ("next_after", 1)):
            after = self.phrase(name, found.end)
            if after and not self.lexicon.words.capital_names:
                return replace(found, end=after[0], shift=shift, unit="day")
        return found

    def _stopped_year(self, at: int) -> tuple[int, int] | None:
        """A year behind a full stop that ends no sentence ("May 4. 2018"): no word in small letters follows it."""
        if self.low(at) != "." or not self.joined(at) or not self.low(at - 1).isdecimal():
            return None
        year = self.year(at + 1)
        following = self.texts[at + 2] if at + 2 < len(self.texts) else ""
        return None if following[:1].islower() or following in ("'", "’", "-") else year

    def unit_shift(self, at: int) -> Reading | None:
        """Reads "last month", told by the productions about units."""
        return None

    def year_shift(self, at: int) -> Reading | None:
        """Reads "last year", told by the productions about units."""
        return None

    def _range_end(self, found: Reading) -> Reading | None:
        """A range from one month into another: "28 February to 2 March"."""
        link = self.phrase("to", found.end)
        if link is None or found.last_day is not None or found.month is None:
            return None
        at = self.skip("articles", link[0])
        last = self.day_month(at) or (self.month_day(at) if self.lexicon.words.numeric_order != "dmy" else None)
        if last is None or last.last_day is not None:
            if self.lexicon.words.numeric_order == "dmy":
                return None
            day = self.day(at)
            if day is None or found.day is None or day[1] <= found.day or self.phrase("units", day[0]):
                return None
            return self._with_year(replace(found, end=day[0], last_day=day[1]))
        if found.year is not None and last.year is not None and found.year != last.year:
            return None
        return replace(found, end=last.end, year=last.year or found.year, last_month=last.month, last_day=last.day)

    def numeric(self, at: int) -> Reading | None:
        """Reads "2016-04-11", "11/04/2016", "11.04.2016", "7/8/07"."""
        parts = [self.low(at + offset) for offset in range(5)]
        numbers, marks = parts[::2], parts[1::2]
        if marks[0] not in ("-", "/", ".") or marks[0] != marks[1]:
            return None
        if not all(number.isascii() and number.isdecimal() and len(number) <= 4 for number in numbers):
            return None
        if not all(self.joined(at + offset) for offset in range(1, 5)):
            return None
        beside = {"-", "/", "."} - ({"/"} if marks[0] == "." and not self.low(at - 2).isdecimal() else set())
        if self.joined(at) and self.low(at - 1) in beside:
            return None
        after = self.low(at + 5) if self.joined(at + 5) else ""
        if after in beside - {"."} or (after == "." and self.joined(at + 6) and self.low(at + 6).isdecimal()):
            return None
        lengths = [len(number) for number in numbers]
        one, two, three = map(int, numbers)
        if lengths[0] == 4 and max(lengths[1:]) <= 2:
            return self._checked(Reading(at + 5, year=one, month=two, day=three))
        if max(lengths[:2]) > 2 or lengths[2] not in (2, 4):
            return None
        if lengths[2] == 2:
            if marks[0] != "/" and lengths[:2] != [2, 2]:
                return None
            three += 2000 if three < 70 else 1900
        dotted = "dmy" if marks[0] == "." else ""  # No English-speaking country puts the month before a dot.
        order = self.lexicon.words.numeric_order or dotted
        if order == "dmy" or (one > 12 and order != "mdy"):
            return self._checked(Reading(at + 5, year=three, month=two, day=one))
        if order == "mdy" or two > 12 or one == two:
            return self._checked(Reading(at + 5, year=three, month=one, day=two))
        return self._checked(Reading(at + 5, kind="numeric", year=three, month=one, day=two))

    @staticmethod
    def _checked(found: Reading) -> Reading | None:
        year, month, day = found.year or 0, found.month or 0, found.day or 0
        return found if _FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31 else None
