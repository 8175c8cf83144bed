"""Names of months and weekdays of a language, from CLDR."""

from dataclasses import dataclass
from functools import cache
from typing import Any
from unicodedata import combining, normalize

from babel import Locale

from kg.model import Language

__all__ = ["Calendar", "calendar_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """Lower-case names with and without their accents, abbreviations with and without their full stop.

    Attributes:
        months: name to number, January is 1.
        weekdays: name to number, Monday is 0.
        short_months: those of `months` that are abbreviations.
        short_weekdays: those of `weekdays` that are abbreviations.
        day_first: whether 11/04 is the eleventh of April.
    """

    months: dict[str, int]
    weekdays: dict[str, int]
    short_months: frozenset[str]
    short_weekdays: frozenset[str]
    day_first: bool


def calendar_of(language: Language) -> Calendar:
    """The calendar words of a language: CLDR's, and the abbreviations its data adds."""
    return _calendar(language.code, language.times.month_forms)


@cache
def _calendar(code: str, month_forms: tuple[tuple[str, ...], ...]) -> Calendar:
    locale = Locale.parse(code, sep="-")
    long_months, short_months = _names(locale.months)
    for number, forms in enumerate(month_forms, 1):
        short_months |= dict.fromkeys(forms, number)
    long_weekdays, short_weekdays = _names(locale.days)
    pattern = str(locale.date_formats["short"].pattern)
    return Calendar(
        months=short_months | long_months,
        weekdays=short_weekdays | long_weekdays,
        short_months=frozenset(short_months) - frozenset(long_months),
        short_weekdays=frozenset(short_weekdays) - frozenset(long_weekdays),
        day_first=pattern.lower().find("d") < pattern.lower().find("m"),
    )


def _names(table: Any) -> tuple[dict[str, int], dict[str, int]]:
    long: dict[str, int] = {}
    short: dict[str, int] = {}
    for form in ("format", "stand-alone"):
        for number, name in table[form]["wide"].items():
            long |= {name.lower(): number, _bare(name.lower()): number}
        for number, name in table[form]["abbreviated"].items():
            bare = name.lower().rstrip(".")
            if len(bare) >= 2:
                short[bare] = number
    return long, short


def _bare(name: str) -> str:
    """A name without its accents, as pages in capitals or of old print it ("fevrier")."""
    return "".join(character for character in normalize("NFKD", name) if not combining(character))
