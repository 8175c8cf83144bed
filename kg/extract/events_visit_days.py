"""Gives talks without a day the one day of the visit they were held on."""

import datetime
from collections.abc import Mapping, Sequence, Set

from msgspec.structs import replace

from kg.extract.events_outcomes import TALKS, people_of
from kg.model import (
    Annotations,
    DateAssertion,
    DateBasis,
    Entity,
    EventReport,
    EventStatus,
    EventType,
    PartialDate,
    Role,
)

__all__ = ["with_days_of_visits"]

_STAY = datetime.timedelta(days=7)
"""Another day of the same people so near to that of a visit may be one of it, which was longer then."""


def with_days_of_visits(
    reports: Sequence[EventReport],
    whole: Set[str],
    earlier: Set[str],
    annotations: Annotations,
    entities: Mapping[str, Entity],
) -> list[EventReport]:
    """Talks that a visitor held with people of the country visited, on the day of a visit of one day.

    "On 1 March 2022 the minister paid a visit to Lima. She was received by the president …".

    Args:
        reports: of one article.
        whole: keys of the visits that are told as over; one that only begins may last.
        earlier: keys of what was before what else is told, which has no day of it.
        annotations: of the article.
        entities: by key.
    """
    visits = [each for each in reports if each.key in whole and _day(each)]
    return [
        _dated(report, visits, reports, annotations, entities) if report.key not in earlier else report
        for report in reports
    ]


def _dated(
    report: EventReport,
    visits: Sequence[EventReport],
    reports: Sequence[EventReport],
    annotations: Annotations,
    entities: Mapping[str, Entity],
) -> EventReport:
    if report.type not in TALKS or report.status is not EventStatus.HELD or report.dates:
        return report
    its = [visit for visit in visits if _guests(visit) & people_of(report) and visit.triggers[:1] < report.triggers]
    if len(its) != 1 or _is_dated(report, annotations) or not _is_there(report, its[0], entities):
        return report
    if any(_may_be_longer(its[0], other) for other in reports):
        return report
    return replace(report, dates=tuple(replace(date, basis=DateBasis.RELATIVE) for date in its[0].dates[:1]))


def _day(visit: EventReport) -> PartialDate | None:
    """The one day of a visit that took place, None if it has none or several."""
    told: DateAssertion | None = visit.dates[0] if visit.dates else None
    held = visit.type is EventType.VISIT and visit.status is EventStatus.HELD and visit.location
    return told.value if held and told and told.value and told.value.day and not told.end else None


def _guests(visit: EventReport) -> set[str]:
    return {part.entity for part in visit.participations if part.role in (Role.GUEST, Role.DELEGATION_HEAD)}


def _is_dated(report: EventReport, annotations: Annotations) -> bool:
    """Whether a sentence that tells of it names a day, which may be its own."""
    told = [
        sentence.span
        for sentence in annotations.sentences
        if any(sentence.span.contains(trigger) for trigger in report.triggers)
    ]
    return any(time.type == "DATE" and span.contains(time.span) for time in annotations.times for span in told)


def _is_there(report: EventReport, visit: EventReport, entities: Mapping[str, Entity]) -> bool:
    """Whether those whom a visitor met, and the place, are of the country visited, as far as it is known."""
    country = entities[visit.location.entity].country if visit.location else ""
    others = [entities[key].country for key in people_of(report) - people_of(visit)]
    where = entities[report.location.entity].country if report.location else ""
    return bool(others) and all(each in ("", country) for each in (*others, where))


def _may_be_longer(visit: EventReport, other: EventReport) -> bool:
    """Whether one of the visitors is told to have been at something else some days later, at most."""
    first = visit.dates[0].value
    last = (other.dates[0].end or other.dates[0].value) if other.dates else None
    if other.key == visit.key or not people_of(other) & _guests(visit) or not first or not last:
        return False
    if not first.date or not last.date:
        return True
    return datetime.timedelta(0) < last.date - first.date <= _STAY
