"""Gives talks without a day that of what was told before them: the visit that they were part of, or earlier talks."""

import datetime
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from kg.extract.events_manner import Manner
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

_BOTH, _NEAR = 2, 900
_STAY = datetime.timedelta(days=7)
"""Another day of the same people so near to that of a visit may be one of it, which was longer then."""


def with_days_of_visits(
    reports: Sequence[EventReport], manner: Manner, annotations: Annotations, entities: Mapping[str, Entity]
) -> list[EventReport]:
    """Talks that a visitor held with people of the country visited, on the day of the visit.

    That is known of a visit of one day ("On 1 March 2022 the minister paid a visit to Lima. She was received by …"), of
    one begun on the day of publication, which nothing told after it can precede, and of who was received on arrival.
    On the day of publication are those talks too that some held who were at others of that day.

    Args:
        reports: of one article.
        manner: how they are told.
        annotations: of the article.
        entities: by key.
    """
    told = [
        report if report.key in manner.earlier else _dated(report, reports, manner, annotations, entities)
        for report in reports
    ]
    today = annotations.published.date if annotations.published else None
    return [_on_the_day(report, told, manner, today, annotations, entities) for report in told]


def _dated(
    report: EventReport,
    reports: Sequence[EventReport],
    manner: Manner,
    annotations: Annotations,
    entities: Mapping[str, Entity],
) -> EventReport:
    if report.type not in TALKS or report.status is not EventStatus.HELD or report.dates:
        return report
    today = annotations.published.date if annotations.published else None
    visits = [each for each in reports if _day(each) and _guests(each) & people_of(report)]
    its = [visit for visit in visits if visit.triggers[:1] < report.triggers]
    received = report.key in manner.arrivals and not _is_back_home(report, entities)
    over = manner.onward | manner.lasting if received else manner.onward
    begun = [visit for visit in its if (_day(visit) == today or received) and visit.key not in over]
    whole = [visit for visit in its if visit.key in manner.whole and not visit.dates[0].end]
    its = begun or whole
    if len(its) != 1 or _is_dated(report, annotations) or not _is_there(report, its[0], entities):
        return report
    if not begun and any(_may_be_longer(its[0], other, entities) for other in reports):
        return report
    return _with_day(report, its[0])


def _is_back_home(report: EventReport, entities: Mapping[str, Entity]) -> bool:
    """Whether all at an encounter are of one country, whose traveller is back."""
    countries = {entities[part.entity].country for part in report.participations}
    return len(countries) == 1 and "" not in countries


def _on_the_day(
    report: EventReport,
    reports: Sequence[EventReport],
    manner: Manner,
    today: PartialDate | None,
    annotations: Annotations,
    entities: Mapping[str, Entity],
) -> EventReport:
    """Talks told right after others of the day of publication, between people who were at those."""
    if report.type not in TALKS or report.dates or report.key not in manner.sequels or _is_dated(report, annotations):
        return report
    start = report.triggers[0].start
    for other in reports:
        day = other.dates[0].value if other.dates and not other.dates[0].end else None
        held = other.type is EventType.MEETING and other.status is EventStatus.HELD
        near = any(0 < start - span.start <= _NEAR for span in other.triggers[:1])
        if held and near and day and day == today and _has_all(other, report):
            return _with_day(report, other) if _may_be_there(report, other, entities) else report
    return report


def _with_day(report: EventReport, other: EventReport) -> EventReport:
    """An event with the first day of another."""
    return replace(report, dates=(replace(other.dates[0], basis=DateBasis.RELATIVE, end=None),))


def _has_all(whole: EventReport, part: EventReport) -> bool:
    """Whether those of an encounter were at other talks too, as mediators are who see both sides apart."""
    return len(people_of(part)) >= _BOTH and people_of(part) <= people_of(whole)


def _may_be_there(report: EventReport, other: EventReport, entities: Mapping[str, Entity]) -> bool:
    """Whether two events may have been in one country, as far as their places say."""
    places = [entities[each.location.entity].country for each in (report, other) if each.location]
    return len(set(places)) < _BOTH or "" in places


def _day(visit: EventReport) -> PartialDate | None:
    """The first day of a visit that took place, None if none is told."""
    told: DateAssertion | None = visit.dates[0] if visit.dates else None
    held = visit.type is EventType.VISIT and visit.status is EventStatus.HELD and visit.location
    return told.value if held and told and told.value and told.value.day else None


def _guests(visit: EventReport) -> set[str]:
    return {part.entity for part in visit.participations if part.role in (Role.GUEST, Role.DELEGATION_HEAD)}


def _is_dated(report: EventReport, annotations: Annotations) -> bool:
    """Whether a sentence that tells of it names a day, which may be its own; a month is that of something before."""
    told = [
        sentence.span
        for sentence in annotations.sentences
        if any(sentence.span.contains(trigger) for trigger in report.triggers)
    ]
    days = [time.span for time in annotations.times if time.type == "DATE" and not (time.start and not time.start.day)]
    return any(span.contains(day) for day in days for span in told)


def _is_there(report: EventReport, visit: EventReport, entities: Mapping[str, Entity]) -> bool:
    """Whether those whom a visitor met, and the place, are of the country visited, as far as it is known."""
    country = entities[visit.location.entity].country if visit.location else ""
    others = [entities[key].country for key in people_of(report) - people_of(visit)]
    where = entities[report.location.entity].country if report.location else ""
    return bool(others) and all(each in ("", country) for each in (*others, where))


def _may_be_longer(visit: EventReport, other: EventReport, entities: Mapping[str, Entity]) -> bool:
    """Whether one of the visitors is told to have been at something else some days later, at most, in that country."""
    if other.type is EventType.VISIT and not _may_be_there(visit, other, entities):
        return False
    first = visit.dates[0].value
    last = (other.dates[0].end or other.dates[0].value) if other.dates else None
    if other.key == visit.key or not people_of(other) & _guests(visit) or not first or not last:
        return False
    if not first.date or not last.date:
        return True
    return datetime.timedelta(0) < last.date - first.date <= _STAY
