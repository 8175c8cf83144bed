"""The grammar of time expressions, third part: weekdays, months and years, and the choice among all productions."""

from collections.abc import Callable, Container, Sequence
from functools import cache

from msgspec.structs import replace

from kg.annotate.times_grammar import Reading
from kg.annotate.times_units import Units
from kg.annotate.times_words import Lexicon

__all__ = ["Scanner"]

_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
_DAY_WORDS = (
    ("before_yesterday", -2),
    ("yesterday", -1),
    ("today", 0),
    ("tonight", 0),
    ("after_tomorrow", 2),
    ("tomorrow", 1),
)


class Scanner(Units):
    """All productions."""

    def read(self, at: int) -> Reading | None:
        """The longest time expression that starts at a word."""
        low = self.low(at)
        if low[0].isdecimal():
            return self._longest(at, _NUMERIC)
        lexicon = self.lexicon
        if low not in lexicon.starts or (low in lexicon.weak and self._lone(at)):
            return None
        return self._longest(at, _productions(lexicon)[low])

    def _lone(self, at: int) -> bool:
        """Whether no time word follows a weak opening such as "the" or "l'"."""
        following = at + 2 if self.low(at + 1) == "'" else at + 1
        low = self.low(following)
        return low not in self.lexicon.seconds and not low[:1].isdecimal()

    def _longest(self, at: int, productions: Sequence["_Production"]) -> Reading | None:
        best: Reading | None = None
        for production in productions:
            found = production(self, at)
            if found is not None and (best is None or found.end > best.end):
                best = found
        return best

    def part(self, at: int) -> tuple[int, str]:
        """A part of the day at an index: the index after it and its code, or the same index and ""."""
        found = self.phrase("parts", at)
        return (found[0], _PARTS[str(found[1])]) if found else (at, "")

    def weekday_led(self, at: int) -> Reading | None:
        """Reads "Monday", "Monday evening", "Monday, 11 April", "Tuesday (23)", "lundi 11", "mardi dernier"."""
        weekday = self._weekday(at)
        if weekday is None:
            return None
        number, short = weekday
        if self.before("named_before", at) or self.phrase("named_after", at + 1):
            return None
        dated = self._dated_weekday(at + 1, number)
        if dated or short:
            return self._dated_range(dated) if dated else None
        end, part = self.part(at + 1)
        found = Reading(end, kind="weekday", weekday=number, part=part)
        for name, shift in (("last_after", -1), ("next_after", 1)):
            after = self.phrase(name, end)
            if after and not (self.lexicon.words.capital_names and self.phrase("units", after[0])):
                return replace(found, end=after[0], shift=shift)
        link = self.phrase("to", end)
        last = self._weekday(link[0]) if link else None
        if link and last and not last[1] and last[0] != number and not self._dated_weekday(link[0] + 1, last[0]):
            return replace(found, end=self.part(link[0] + 1)[0], last_weekday=last[0])
        week = self.unit_shift(self.skip("of", end))
        if week and week.unit == "week" and week.kind == "shift":
            return replace(found, end=week.end, week=week.shift)
        return found

    def _dated_range(self, found: Reading) -> Reading:
        """Reads "lundi 4 au mercredi 6 mars", "Monday 29 April to Wednesday 1 May".

        A day without a month takes that of the day it leads to.
        """
        link = self.phrase("to", found.end)
        if link is None or found.day is None or found.last_day is not None or found.part:
            return found
        at = self.skip("articles", link[0])
        weekday = self._weekday(at)
        last = self._dated_weekday(at + 1, weekday[0]) if weekday else self.day_month(at)
        if last is None or last.month is None or last.day is None or last.last_day:
            return found
        if found.month in (None, last.month) and last.day <= found.day:
            return found
        if found.month is None:
            return replace(last, weekday=found.weekday, day=found.day, last_day=last.day)
        if found.year not in (None, last.year):
            return found
        return replace(
            last, weekday=found.weekday, month=found.month, day=found.day, last_month=last.month, last_day=last.day
        )

    def dated(self, at: int) -> Reading | None:
        """A date, perhaps with its weekday after it: "March 5 (Thursday)", "5 March, Thursday"."""
        found = self.date(at) or self.numeric(at)
        if found is None or found.last_day is not None:
            return found
        if (ranged := self._dated_range(found)) is not found:
            return ranged
        mark = self.low(found.end)
        weekday = self._weekday(found.end + 1) if mark in ("(", ",") else None
        if weekday is None:
            return found
        end = found.end + 2
        if self.low(end) == "." and self.joined(end):
            end += 1
        if mark == "(":
            return replace(found, end=end + 1, weekday=weekday[0]) if self.low(end) == ")" else found
        return found if weekday[1] or self.date(end) else replace(found, end=end, weekday=weekday[0])

    def _dated_weekday(self, at: int, number: int) -> Reading | None:
        """The date right after a weekday's name."""
        if self.low(at) == "." and self.joined(at):
            at += 1
        inner, part = self.part(at)
        bracket = self.low(inner) == "("
        start = self.skip("articles", inner + 1 if bracket or self.low(inner) == "," else inner)
        found = self.date(start) or self.numeric(start)
        if found is None and (bracket or self.low(inner) != ","):
            day = self._day_alone(start)
            found = Reading(day[0], day=day[1]) if day else None
        if found is None or (found.last_day is not None and part):
            return None
        end = found.end
        if bracket:
            if self.low(end) != ")":
                return None
            end += 1
        if not part:
            end, part = self.part(end)
        return replace(found, end=end, weekday=number, part=part)

    def _day_alone(self, at: int) -> tuple[int, int] | None:
        day = self.day(at)
        if day is None:
            return None
        following = self.low(day[0])
        if self.phrase("units", day[0]) or self.phrase("counted", day[0]) or self.phrase("clock", day[0]):
            return None
        if following == "h" or (following == ":" and self.joined(day[0])) or (following == "-" and self.joined(day[0])):
            return None
        return day

    def day_word(self, at: int) -> Reading | None:
        """Reads "today", "hier soir", "this morning", "last night"."""
        for name, shift in _DAY_WORDS:
            found = self.phrase(name, at)
            if found and self._in_title(at):
                return None
            if found:
                end, part = self.part(found[0])
                part = part or ("EV" if name == "tonight" else "")
                return Reading(end, kind="shift", unit="day", shift=shift, part=part)
        this = self.phrase("this", at)
        if this:
            end, part = self.part(this[0])
            if part:
                return Reading(self._suffixed(end), kind="shift", unit="day", shift=0, part=part)
        last = self.phrase("last", at)
        if last:
            end, part = self.part(last[0])
            if part == "NI":
                return Reading(end, kind="shift", unit="day", shift=-1, part=part)
        end, part = self.part(self.skip("articles", at))
        after = self.phrase("last_after", end)
        if part == "NI" and after and not self.lexicon.words.capital_names:
            return Reading(after[0], kind="shift", unit="day", shift=-1, part=part)
        return None

    def _in_title(self, at: int) -> bool:
        """Whether a word in capitals is part of a name, as that of a paper is ("CAPITAL TODAY learnt")."""
        before, word, after = ["", *self.texts, "", ""][at : at + 3]
        return before.isupper() and word.isupper() and after.islower()

    def modified_day(self, at: int) -> Reading | None:
        """Reads "last Friday", "next Tuesday", "last October", "ce lundi"."""
        for name, shift in (("last", -1), ("next", 1), ("this", 0)):
            found = self.phrase(name, at)
            if found is None:
                continue
            weekday = self._weekday(found[0])
            if weekday and not weekday[1]:
                dated = self.weekday_led(found[0])
                if dated and dated.kind == "date":
                    return dated
                end, part = self.part(found[0] + 1)
                return Reading(end, kind="weekday", weekday=weekday[0], shift=shift, part=part)
            month = self.month(found[0])
            if month and name != "this" and self.low(found[0]) not in self.lexicon.calendar.short_months:
                return Reading(month[0], month=month[1], shift=shift, unit="month")
            season = self.phrase("seasons", found[0])
            if season:
                return Reading(season[0], season=int(season[1]), shift=shift, unit="year")
        return None

    def month_year(self, at: int) -> Reading | None:
        """Reads "April 2016", "September last year"."""
        month = self.month(at)
        if month is None:
            return None
        end = self.skip("of", month[0])
        year = self.year(end)
        if year:
            return Reading(year[0], month=month[1], year=year[1])
        relative = self.year_shift(self.skip("articles", end) if end > month[0] else end)
        if relative is None or self.low(at) in self.lexicon.calendar.short_months:
            return None
        return Reading(relative.end, month=month[1], shift=relative.shift, unit="year")

    def month_alone(self, at: int) -> Reading | None:
        """Reads "in October", "en mars", "septembre dernier"."""
        month = self.month(at)
        if month is None:
            return None
        for name, shift in (("last_after", -1), ("next_after", 1)):
            after = self.phrase(name, month[0])
            if after and not self.lexicon.words.capital_names:
                return Reading(after[0], month=month[1], shift=shift, unit="month")
        month = self.month(at, alone=True)
        return Reading(month[0], month=month[1]) if month else None

    def lone_year(self, at: int) -> Reading | None:
        """A year by itself, where the words around it say that it is one."""
        year = self.year(at)
        if year is None or self.phrase("counted", year[0]) or self.phrase("units", year[0]):
            return None
        prepared = self.before("before_year", at)
        following = self.low(year[0])
        plural = following.endswith("s") and following.isalpha() and self.texts[year[0]][0].islower()
        if self.low(at - 1) in ("-", "–", "/", ",", *self.lexicon.words.between_years):
            prepared = self.year(at - 2) is not None or (prepared and self.low(at - 1).isalpha() and not plural)
        if not prepared and self.low(at - 1) == "(" and following in (")", "-", "–", ",", ";"):
            prepared = True
        named = self.texts[at - 1] if at else ""
        if not prepared and named.isupper() and len(named) > 2 and 1980 <= year[1] <= 2060:
            prepared = True
        if not prepared and self.before("determiners", at):
            prepared = not plural and year[1] % 100 != 0 and year[1] >= 1900
        if not prepared or (plural and year[1] % 100 == 0):
            return None
        return Reading(year[0], year=year[1])

    def edged(self, at: int) -> Reading | None:
        """Reads "early 2009", "mid-April", "later this year", "fin 2018", "the end of the month"."""
        edge = self.phrase("edges", at)
        if edge is None:
            return None
        end = edge[0] + 1 if self.low(edge[0]) == "-" else edge[0]
        for start in {end, self.skip("of", end) if self.low(end) != "," else end}:
            found = (
                self.month_year(start) or self.month_alone(start) or self._loose_month(start) or self._edged_year(start)
            )
            found = found or self.fraction(start) or self.unit_shift(start) or self.season(start)
            if found and found.type == "DATE" and found.kind != "fixed":
                return found
            article = self.skip("articles", start)
            unit = self.phrase("units", article)
            if unit and unit[1] == "year" and (year := self._edged_year(unit[0])):
                return year
            if unit and unit[1] in ("week", "month", "year", "quarter") and (article > start or start > end):
                plain = Reading(unit[0], kind="shift", unit=str(unit[1]), shift=0)
                return None if self.goes_on(unit[0]) else plain
        return None

    def _loose_month(self, at: int) -> Reading | None:
        """A month after "early", which vouches for it."""
        month = self.month(at)
        if month is None or (self.lexicon.words.capital_names and not self.texts[at][0].isupper()):
            return None
        return Reading(month[0], month=month[1])

    def _edged_year(self, at: int) -> Reading | None:
        year = self.year(at)
        if year is None or self.phrase("counted", year[0]) or self.phrase("units", year[0]):
            return None
        return Reading(year[0], year=year[1])


type _Production = Callable[[Scanner, int], Reading | None]

_NUMERIC = (Scanner.dated, Scanner.clock, Scanner.decade, Scanner.lone_year, Scanner.duration, Scanner.fraction)
# What can open each production but a number: classes of words, months, weekdays, or the word itself.
_OPENED: tuple[tuple[_Production, tuple[str, ...]], ...] = (
    (Scanner.weekday_led, ("weekdays",)),
    (Scanner.day_word, (*(name for name, _ in _DAY_WORDS), "this", "last", "articles", "parts")),
    (Scanner.dated, ("ordinals", "months")),
    (Scanner.month_year, ("months",)),
    (Scanner.month_alone, ("months",)),
    (Scanner.modified_day, ("last", "next", "this")),
    (
        Scanner.unit_shift,
        ("articles", "last", "next", "this", "numbers", "several", "units", "last_after", "next_after"),
    ),
    (Scanner.edged, ("edges",)),
    (Scanner.ago, ("ago_before",)),
    (Scanner.ahead, ("ahead_before", "ahead_of_plan")),
    (Scanner.duration, ("numbers", "several")),
    (Scanner.fraction, ("ordinals", "q")),
    (Scanner.season, ("seasons",)),
    (Scanner.decade, ("decades",)),
    (Scanner.repeated, ("every", "per")),
    (Scanner.fixed, ("anchored", "told_days")),
    (Scanner.holiday, ("holidays",)),
    (Scanner.weekend, ("weekend_before",)),
)


@cache
def _productions(lexicon: Lexicon) -> dict[str, tuple[_Production, ...]]:
    """The productions that each word which opens a time expression can open, in order."""
    calendar = lexicon.calendar
    words: dict[str, Container[str]] = {"months": calendar.months, "weekdays": calendar.weekdays, **lexicon.phrases}
    return {
        word: tuple(
            production
            for production, names in _OPENED
            if any(word == name or word in words.get(name, ()) for name in names)
        )
        for word in lexicon.starts
    }
