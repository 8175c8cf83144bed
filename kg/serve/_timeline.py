"""A strip of time as SVG, drawn by the server: what happened when, beside one another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kg.serve._reader import Reader
from kg.vocab import SCHEMA

__all__ = ["Point", "around", "day_of", "meetings", "ticks"]

_MOST = 12
_TICKS = 6


@dataclass(frozen=True, slots=True)
class Point:
    """Something at a day.

    Attributes:
        day: when.
        shown: the date as it is known, which may be a month.
        kind: "this", "event" or "report"; a class of the style sheet.
        label: what it is.
        iri: of it.
        language: of the label, "" for the page's own.
    """

    day: date
    shown: str
    kind: str
    label: str
    iri: str
    language: str = ""


def day_of(text: str) -> date | None:
    """The day of an xsd:date, xsd:dateTime or xsd:gYearMonth, whose middle stands for it; None of anything else.

    >>> day_of("2016-04"), day_of("2016-04-11T10:00:00Z"), day_of("Monday")
    (datetime.date(2016, 4, 15), datetime.date(2016, 4, 11), None)
    """
    whole = f"{text}-15" if len(text) == 7 else text[:10]
    try:
        return date.fromisoformat(whole)
    except ValueError:
        return None


def around(
    reader: Reader, this: dict[str, Any], related: Iterable[dict[str, Any]], sources: Iterable[dict[str, str]]
) -> list[Point]:
    """An event, the reports of it and events near it, in order of time; empty when there are fewer than two days.

    Args:
        reader: of the store.
        this: the event as `event_line` has it; "" as its IRI for a page that is of no event.
        related: events in the same form.
        sources: articles as `source` has them.
    """
    found = [_event(this, "this")] if this.get("iri") else []
    found += [_event(each, "event") for each in related]
    for each in sources:
        day = day_of(each["published"])
        if day:
            found.append(Point(day, each["published"][:10], "report", each["headline"], each["iri"], each["language"]))
    points = [each for each in found if each is not None]
    here = next((each.day for each in points if each.kind == "this"), None)
    if here is not None:
        near = sorted(points, key=lambda each: (each.kind == "event", abs(each.day - here), each.iri))
        points = near[:_MOST]
    points = sorted(points, key=lambda each: (each.day, each.kind != "this", each.iri))
    return points if len({each.day for each in points}) > 1 else []


def _event(line: dict[str, Any], kind: str) -> Point | None:
    day = day_of(line["date"])
    if day is None:
        return None
    people = ", ".join(line["people"][:3]) + (" …" if len(line["people"]) > 3 else "")
    what = f"{line['type']}, {line['place']}" if line["place"] else line["type"]
    return Point(day, line["date"], kind, f"{what}: {people}" if people else what, line["iri"])


def ticks(points: Sequence[Point]) -> dict[str, Any]:
    """Where points and the marks of an axis are, in percent of the width.

    Returns:
        "points": (percent, point); "axis": (percent, text), at most six.
    """
    first, last = points[0].day, points[-1].day
    days = max((last - first).days, 1)

    def place(day: date) -> float:
        return round(4 + 92 * (day - first).days / days, 2)

    marks = _marks(first, last, days)
    step = -(-len(marks) // _TICKS)
    return {
        "points": [(place(each.day), each) for each in points],
        "axis": [(place(day), text) for day, text in marks[::step]],
    }


def _marks(first: date, last: date, days: int) -> list[tuple[date, str]]:
    """Beginnings of years or months between two days, or the two days themselves."""
    if days > 800:
        return [(date(year, 1, 1), str(year)) for year in range(first.year + 1, last.year + 1)]
    if days > 62:
        months = (divmod(first.year * 12 + first.month + number, 12) for number in range(days // 28 + 1))
        starts = [date(year, month + 1, 1) for year, month in months]
        return [(day, f"{day:%Y-%m}") for day in starts if first <= day <= last]
    middle = first + timedelta(days=days // 2)
    return [(day, day.isoformat()) for day in ((first, middle, last) if days > 20 else (first, last))]


def meetings(reader: Reader, iri: str, most: int = _MOST) -> list[str]:
    """Events that share persons with an event, those with most of them first."""
    shared: dict[str, int] = {}
    for agent in reader.nodes(iri, SCHEMA.attendee):
        if SCHEMA.Person in reader.types(agent):
            for other in reader.users(SCHEMA.attendee, agent):
                shared[other] = shared.get(other, 0) + 1
    shared.pop(iri, None)
    return sorted(shared, key=lambda each: (-shared[each], each))[:most]
