"""What a language knows of dates and times."""

from dataclasses import dataclass

__all__ = ["DayParts", "TimeUnits", "TimeWords"]


@dataclass(frozen=True, slots=True, eq=False)
class TimeUnits:
    """Forms of the units of time."""

    hour: tuple[str, ...] = ()
    minute: tuple[str, ...] = ()
    day: tuple[str, ...] = ()
    week: tuple[str, ...] = ()
    weekend: tuple[str, ...] = ()
    month: tuple[str, ...] = ()
    quarter: tuple[str, ...] = ()
    half: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    decade: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class DayParts:
    """Words for a part of a day, said after a day or after "this"."""

    morning: tuple[str, ...] = ()
    afternoon: tuple[str, ...] = ()
    evening: tuple[str, ...] = ()
    night: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class TimeWords:
    """Words of dates that CLDR does not hold; months and weekdays come from CLDR by the language's code.

    All lower case with straight apostrophes; a phrase is written as in the text.

    Attributes:
        today: also other words for the day of publication.
        tonight: the evening of that day.
        before_yesterday: two days ago.
        after_tomorrow: in two days.
        last: words before a unit or weekday; `last_after` those after it; likewise `next` and `this`.
        articles: words taken into a phrase such as "the last month".
        units: day, week, month …
        plurals: forms of units, and of the words beside them, that mean several ("weeks", « dernières »).
        parts: parts of a day.
        numbers: words for 1, 2, 3 …, each with its variants.
        ordinals: words for first, second … up to fourth.
        several: words for an unknown small number.
        about: words before a number that soften it.
        ago_after: after a duration, counts back from publication; `ago_before` stands before it.
        ahead_after: after a duration, counts on from publication ("two days from now").
        ahead_before: before a duration, counts on from publication.
        ahead_of_plan: the same in a plan only ("will meet in three days"), a span of time elsewhere.
        edges: parts of a longer time: "early", "end of"; they change no value.
        of: words between day, month and year, and between a part and its whole.
        to: words between the two ends of a range.
        and_: word between two days of one range or list.
        between_years: words between two years.
        pointing: what a hyphen joins to a unit or part of a day ("-ci", "-là").
        month_forms: abbreviations of the twelve months that CLDR does not have, without full stops.
        suffixes: ordinal endings right after a day number.
        numeric_order: what 11/04/2016 means: "dmy", "mdy", or "" when writers differ.
        capital_names: whether months and weekdays are written with a capital.
        ambiguous: names of months or weekdays that are other words or people's names too.
        before_month: prepositions that make an ambiguous month a month.
        before_year: words that make a number of four digits a year.
        determiners: words after which a lone year can stand as an attribute ("the 1991 treaty").
        counted: words after a number that make it a count, not a day or a year.
        other_eras: words after a year that belong to another calendar.
        every: words before a unit or weekday that make a repetition.
        per: words before a unit after a count.
        duration_before: words before "a week" that make it a duration.
        decades: words of "the 1990s" before or after the number.
        seasons: spring, summer, autumn, winter, each with its variants.
        season_before: words before a season alone that make it a time (« à l'automne »).
        later_after: words after some days, counted from another event ("two days later"); `earlier_after` likewise.
        earlier_after: see `later_after`.
        than: words after those two that compare with a plan ("two days later than planned").
        anchored: times told by another event, which neither publication nor what was told before resolves.
        told_days: days told by another event, each list led by how far they are from it ("P1D", "the next day").
        weekend_before: words before a weekend that is the last one or the next by the verb ("over the weekend").
        told_had: participles before those days after which any word may stand behind them (« eu la veille des »).
        told_beside: words right after those days by which what follows tells the other day ("the day before the vote").
        holidays: names of days, each list led by its month and day ("01-01", "New Year's Day").
        clock: words around a clock time (am, GMT, h).
        future_prepositions: words right before a day that is still to come when no verb tells.
        afternoon_clock: those of `clock` that mean the second half of the day.
        named_before: words before a weekday that make it a name ("Super Tuesday"); `named_after` those after it.
        remembered: words before or after a day and month that make it the name of an event ("September 11 attacks").
        future_hints: words that put what follows in the future.
        future_endings: endings of verbs in the future.
        past_hints: words that put what follows in the past.
        past_endings: endings of verbs in the past.
    """

    today: tuple[str, ...] = ()
    tonight: tuple[str, ...] = ()
    yesterday: tuple[str, ...] = ()
    before_yesterday: tuple[str, ...] = ()
    tomorrow: tuple[str, ...] = ()
    after_tomorrow: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    last_after: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    next_after: tuple[str, ...] = ()
    this: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    units: TimeUnits = TimeUnits()
    plurals: tuple[str, ...] = ()
    parts: DayParts = DayParts()
    numbers: tuple[tuple[str, ...], ...] = ()
    ordinals: tuple[tuple[str, ...], ...] = ()
    several: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    ago_after: tuple[str, ...] = ()
    ago_before: tuple[str, ...] = ()
    ahead_after: tuple[str, ...] = ()
    ahead_before: tuple[str, ...] = ()
    ahead_of_plan: tuple[str, ...] = ()
    edges: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    and_: tuple[str, ...] = ()
    between_years: tuple[str, ...] = ()
    pointing: tuple[str, ...] = ()
    month_forms: tuple[tuple[str, ...], ...] = ()
    suffixes: tuple[str, ...] = ()
    numeric_order: str = ""
    capital_names: bool = False
    ambiguous: tuple[str, ...] = ()
    before_month: tuple[str, ...] = ()
    before_year: tuple[str, ...] = ()
    determiners: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    other_eras: tuple[str, ...] = ()
    every: tuple[str, ...] = ()
    per: tuple[str, ...] = ()
    duration_before: tuple[str, ...] = ()
    decades: tuple[str, ...] = ()
    seasons: tuple[tuple[str, ...], ...] = ()
    season_before: tuple[str, ...] = ()
    later_after: tuple[str, ...] = ()
    earlier_after: tuple[str, ...] = ()
    than: tuple[str, ...] = ()
    anchored: tuple[str, ...] = ()
    told_days: tuple[tuple[str, ...], ...] = ()
    weekend_before: tuple[str, ...] = ()
    told_had: tuple[str, ...] = ()
    told_beside: tuple[str, ...] = ()
    holidays: tuple[tuple[str, ...], ...] = ()
    clock: tuple[str, ...] = ()
    future_prepositions: tuple[str, ...] = ()
    afternoon_clock: tuple[str, ...] = ()
    named_before: tuple[str, ...] = ()
    named_after: tuple[str, ...] = ()
    remembered: tuple[str, ...] = ()
    future_hints: tuple[str, ...] = ()
    future_endings: tuple[str, ...] = ()
    past_hints: tuple[str, ...] = ()
    past_endings: tuple[str, ...] = ()
