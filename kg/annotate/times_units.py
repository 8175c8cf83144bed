"""The grammar of time expressions, second part: units, durations, repetitions, fractions of a year."""

from msgspec.structs import replace

from kg.annotate.times_grammar import Grammar, Reading

__all__ = ["Units"]

_CODES = {
    "hour": "TH", "minute": "TM", "day": "D", "week": "W", "weekend": "WE", "month": "M", "quarter": "Q", "half": "H",
    "year": "Y", "decade": "DE",
}  # fmt: skip


_COUNT = 5
"""Words before a span of time within which a number counts what is done in it, and one more."""
_DAYS = 8
"""Fewer days than that are counted from the day of another event; "ten days later" is about so many."""


class Units(Grammar):
    """The productions about units of time."""

    def _weekday(self, at: int) -> tuple[int, bool] | None:
        name = self.low(at)
        number = self.weekdays.get(name)
        if number is None:
            return None
        if self.lexicon.words.capital_names and not self.texts[at][0].isupper():
            return None
        return number, name in self.lexicon.calendar.short_weekdays

    def decade(self, at: int) -> Reading | None:
        """Reads "the 1990s", "les années 1990"."""
        if self.low(at)[:1].isdecimal():
            digits = self.low(at)
            if len(digits) == 4 and digits.endswith("0") and self.low(at + 1) == "s" and self.joined(at + 1):
                return Reading(at + 2, kind="fixed", value=digits[:3])
            return None
        found = self.phrase("decades", at)
        if found is None or self.low(at) == "s":
            return None
        digits = self.low(found[0])
        if not (digits.isdecimal() and digits.isascii() and digits.endswith("0") and len(digits) in (2, 4)):
            return None
        return Reading(found[0] + 1, kind="fixed", value=digits[:3] if len(digits) == 4 else "19" + digits[0])

    def fraction(self, at: int) -> Reading | None:
        """Reads "the first quarter of 2024", "Q1 2024", "premier trimestre 2024"."""
        letter = ""
        if self.low(at) == "q" and self.joined(at + 1) and self.low(at + 1) in ("1", "2", "3", "4"):
            end, letter, number = at + 2, "Q", int(self.low(at + 1))
        else:
            ordinal = self.phrase("ordinals", at)
            unit = self.phrase("units", ordinal[0]) if ordinal else None
            if ordinal is None or unit is None or unit[1] not in ("quarter", "half"):
                return None
            end, letter, number = unit[0], "Q" if unit[1] == "quarter" else "H", int(ordinal[1])
        if letter == "H" and number > 2:
            return None
        linked = self.skip("of", end)
        year = self.year(linked)
        if year:
            return Reading(year[0], year=year[1], fraction=f"{letter}{number}")
        shift = self.year_shift(self.skip("articles", linked)) or self.year_shift(linked)
        if shift:
            return Reading(shift.end, shift=shift.shift, unit="year", fraction=f"{letter}{number}")
        return None

    def season(self, at: int) -> Reading | None:
        """Reads "spring 2019", "l'été dernier"."""
        found = self.phrase("seasons", at)
        if found is None:
            return None
        number = int(found[1])
        year = self.year(self.skip("of", found[0]))
        if year:
            return Reading(year[0], year=year[1], season=number)
        for name, shift in (("last_after", -1), ("next_after", 1)):
            after = self.phrase(name, found[0])
            if after and not self.lexicon.words.capital_names:
                return Reading(after[0], season=number, shift=shift, unit="year")
        if self.before("season_before", at) and not self.goes_on(found[0]):
            return Reading(found[0], season=number)
        return None

    def unit_shift(self, at: int) -> Reading | None:
        """Reads "last week", "this year", "la semaine dernière", "the next four years" (a duration)."""
        start = self.skip("articles", at) if not self.phrase("this", at) else at
        for name, shift in (("last", -1), ("next", 1), ("this", 0)):
            found = self.phrase(name, start) or (self.phrase(name, at) if start != at else None)
            if found is None:
                continue
            number = self.number(found[0])
            if number and shift and (unit := self.phrase("units", number[0])):
                return self._duration(unit[0], number[1], str(unit[1]))
            unit = self.phrase("units", found[0])
            if unit:
                return self._shifted(unit, shift)
        return self._unit_before(start) or (self._unit_before(at) if start != at else None)

    def _unit_before(self, at: int) -> Reading | None:
        """Reads "semaine dernière", "dix dernières années", "prochains jours"."""
        number = self.number(at)
        end = number[0] if number else at
        for name, shift in (("last_after", -1), ("next_after", 1)):
            if self.lexicon.words.capital_names:
                return None
            inner = self.phrase(name, end)
            unit = self.phrase("units", inner[0]) if inner else None
            if unit and (number or self._is_several(end, unit[0])):
                return self._duration(unit[0], number[1] if number else 0, str(unit[1]))
            unit = self.phrase("units", end)
            after = self.phrase(name, unit[0]) if unit else None
            if unit and after and not number:
                return self._shifted((after[0], unit[1]), shift)
            if unit and after and number:
                return self._duration(after[0], number[1], str(unit[1]))
        return None

    def _shifted(self, unit: tuple[int, int | str], shift: int) -> Reading | None:
        name = str(unit[1])
        if name in ("hour", "minute"):
            return None
        if self._is_several(unit[0] - 1, unit[0]):
            return self._duration(unit[0], 0, name)
        if name == "day" and shift:
            return None
        after = self.skip("of", unit[0])
        if name == "month" and after > unit[0] and (month := self.month(after)):
            return Reading(month[0], month=month[1], shift=shift, unit="month")  # "the next month of August"
        return Reading(self._suffixed(unit[0]), kind="shift", unit=name, shift=shift)

    def _is_several(self, start: int, end: int) -> bool:
        """Whether one of some words is a plural."""
        return any(self.low(at) in self.lexicon.words.plurals for at in range(start, end))

    def _suffixed(self, at: int) -> int:
        """The index after "-ci" or "-là"."""
        return (
            at + 2
            if self.low(at) == "-" and self.low(at + 1) in self.lexicon.words.pointing and self.joined(at + 1)
            else at
        )

    def year_shift(self, at: int) -> Reading | None:
        """Reads "last year", "l'an dernier"."""
        found = self.unit_shift(at)
        return found if found and found.kind == "shift" and found.unit == "year" else None

    def number(self, at: int) -> tuple[int, int] | None:
        """A number before a unit: the index after it and its value, 0 when it is not told ("several")."""
        digits = self.low(at)
        if digits.isdecimal() and digits.isascii():
            return (at + 1, int(digits)) if len(digits) <= 3 and self._number_stands_free(at) else None
        found = self.phrase("numbers", at)
        several = self.phrase("several", at)
        if several and (not found or several[0] > found[0]):
            return several[0], 0
        return (found[0], int(found[1])) if found else None

    def duration(self, at: int) -> Reading | None:
        """Reads "three days", "two-day", "27 ans"; "a week" only after words such as "for"."""
        number = self.number(at)
        if number is None or (self.joined(at) and self.low(at - 1) == "-"):
            return None
        end = number[0] + 1 if self.low(number[0]) == "-" and self.low(number[0] + 1) else number[0]
        unit = self.phrase("units", end)
        if unit is None or unit[1] in ("half", "quarter"):
            return None
        for name, sign in (("later_after", ""), ("earlier_after", "-")):
            told = self.phrase(name, unit[0])
            if told and unit[1] == "day" and 0 < number[1] < _DAYS and not self.phrase("than", told[0]):
                return Reading(told[0], kind="fixed", value=f"{sign}P{number[1]}D")
        single = number[1] == 1 and not self.low(at).isdecimal()
        ago = self.phrase("ago_after", unit[0])
        ahead = self.phrase("ahead_after", unit[0])
        if ahead:
            return Reading(ahead[0], kind="shift", unit=str(unit[1]), shift=number[1] or None)
        if ago:
            return Reading(ago[0], kind="shift", unit=str(unit[1]), shift=-number[1] if number[1] else None)
        if single and not self.before("duration_before", at) and end == number[0]:
            if at and (self.low(at - 1).isdecimal() or self.phrase("numbers", at - 1)) and self.phrase("per", at):
                return Reading(unit[0], kind="fixed", value=f"P1{_CODES[str(unit[1])]}", type="SET")
            return None
        return self._duration(unit[0], number[1], str(unit[1]))

    @staticmethod
    def _duration(end: int, number: int, unit: str) -> Reading:
        code = _CODES[unit]
        amount = str(number) if number else "X"
        value = f"PT{amount}{code[1]}" if code in ("TH", "TM") else f"P{amount}{code}"
        return Reading(end, kind="fixed", value=value, type="DURATION")

    def ago(self, at: int) -> Reading | None:
        """Reads "il y a deux jours"."""
        found = self.phrase("ago_before", at)
        return self._counted(found[0], -1) if found else None

    def ahead(self, at: int) -> Reading | None:
        """Reads "dans trois jours", "in three days" of a plan, "in the coming weeks"."""
        if found := self.phrase("ahead_before", at):
            return self._counted(found[0], 1) or self._coming(found[0])
        found = self.phrase("ahead_of_plan", at)
        if found and (coming := self._coming(found[0])):
            return coming
        told = self._counted(found[0], 1) if found else None
        if told is None or told.unit != "day" or self.goes_on(told.end):
            return None
        counts = [self.number(at - back) for back in range(1, _COUNT)]
        if any(count and count[1] != 1 for count in counts):
            return None  # "will visit five countries in three days"
        return replace(told, kind="ahead")

    def _coming(self, at: int) -> Reading | None:
        """Reads "the coming weeks", "the next few days", « les prochains jours », « les jours à venir »."""
        start = self.skip("articles", at)
        if start == at:
            return None
        before = self.phrase("next", start) or self.phrase("next_after", start)
        number = self.number(before[0]) if before else None
        unit = self.phrase("units", number[0] if number else before[0] if before else start)
        after = self.phrase("next_after", unit[0]) if unit and not before else None
        if unit is None or (number and number[1]) or not (before or after):
            return None
        several = number or self._is_several(start, unit[0])
        return Reading(after[0] if after else unit[0], kind="shift", unit=str(unit[1])) if several else None

    def _counted(self, at: int, direction: int) -> Reading | None:
        number = self.number(self.skip("about", at))
        unit = self.phrase("units", number[0]) if number else None
        if number is None or unit is None or unit[1] == "half":
            return None
        return Reading(unit[0], kind="shift", unit=str(unit[1]), shift=direction * number[1] if number[1] else None)

    def repeated(self, at: int) -> Reading | None:
        """Reads "every Monday", "chaque année", "per year"."""
        every = self.phrase("every", at)
        if every:
            weekday = self._weekday(every[0]) or self._weekday_plural(every[0])
            if weekday:
                return Reading(every[0] + 1, kind="fixed", value=f"XXXX-WXX-{weekday[0] + 1}", type="SET")
            number = self.number(every[0])
            unit = self.phrase("units", number[0] if number else every[0])
            if unit:
                found = self._duration(unit[0], number[1] if number else 1, str(unit[1]))
                return replace(found, type="SET")
        per = self.phrase("per", at)
        unit = self.phrase("units", per[0]) if per else None
        if per is None or unit is None or self.phrase("numbers", at):
            return None
        return replace(self._duration(unit[0], 1, str(unit[1])), type="SET")

    def _weekday_plural(self, at: int) -> tuple[int, bool] | None:
        name = self.low(at)
        number = self.weekdays.get(name[:-1]) if name.endswith("s") else None
        return (number, False) if number is not None else None

    def fixed(self, at: int) -> Reading | None:
        """What another event tells: "la veille", "the same day", "the previous week"."""
        vague = self.phrase("anchored", at)
        found = self.phrase("told_days", at)
        if found and (vague is None or vague[0] < found[0]):
            beside = self.phrase("told_beside", found[0]) and not self.before("told_had", at)
            return None if beside else Reading(found[0], kind="fixed", value=str(found[1]))
        return Reading(vague[0], kind="fixed") if vague else None

    def weekend(self, at: int) -> Reading | None:
        """Reads "over the weekend"."""
        found = self.phrase("weekend_before", at)
        unit = self.phrase("units", found[0]) if found else None
        if unit is None or unit[1] != "weekend":
            return None
        return Reading(unit[0], kind="shift", unit="weekend")

    def holiday(self, at: int) -> Reading | None:
        """Reads "New Year's Day", "le jour de Noël 2024"."""
        found = self.phrase("holidays", at)
        if found is None:
            return None
        month, day = str(found[1]).split("-")
        return self._with_year(Reading(found[0], month=int(month), day=int(day)))

    def clock(self, at: int) -> Reading | None:
        """Reads "18:00 UTC", "3 pm", "14 h 30"."""
        hour = self.low(at)
        if len(hour) > 2 or not hour.isdecimal() or int(hour) > 24:
            return None
        mark = self.low(at + 1)
        minute = self.low(at + 2)
        if mark in (":", "h", ".") and len(minute) == 2 and minute.isdecimal() and int(minute) < 60:
            if mark != "h" and not (self.joined(at + 1) and self.joined(at + 2)):
                return None
            zone = self.phrase("clock", at + 3)
            if mark == "." and not zone:
                return None
            return Reading(
                zone[0] if zone else at + 3, kind="fixed", value=f"T{self._hour(at, at + 3):02d}:{minute}", type="TIME"
            )
        if mark == "h" and not self.phrase("units", at + 1):
            zone = self.phrase("clock", at + 2)
            return Reading(zone[0] if zone else at + 2, kind="fixed", value=f"T{int(hour):02d}", type="TIME")
        zone = self.phrase("clock", at + 1)
        if zone is None:
            return None
        return Reading(zone[0], kind="fixed", value=f"T{self._hour(at, at + 1):02d}", type="TIME")

    def _hour(self, at: int, after: int) -> int:
        """The hour of the day, by "pm" or "am" after the time."""
        hour = int(self.low(at))
        if self.phrase("afternoon_clock", after):
            return hour % 12 + 12
        return hour
