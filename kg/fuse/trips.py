"""Which reports of one article tell of a part of an event that another report of it tells of."""

from collections.abc import Iterator, Sequence

from kg.fuse.reports import best_date, days_of
from kg.model import EventStatus, EventType, ReportDigest, ReportRelation, Role

__all__ = ["parts_and_wholes"]

_WITHIN = frozenset((EventType.MEETING, EventType.SIGNING, EventType.SUMMIT))
_DAYS = 3


def parts_and_wholes(reports: Sequence[ReportDigest]) -> Iterator[tuple[ReportDigest, ReportDigest]]:
    """(part, whole): what an article calls a part of its main event, and the visit that its main meeting was on."""
    main = next((each for each in reports if each.relation is ReportRelation.MAIN), None)
    if main is None:
        return
    for each in reports:
        if each.relation is ReportRelation.SUB_EVENT:
            yield each, main
    trips = [each for each in reports if _is_trip(each, main)]
    if len(trips) == 1:
        yield main, trips[0]


def _is_trip(visit: ReportDigest, meeting: ReportDigest) -> bool:
    """Whether a meeting was held on a visit: the visitors met somebody there in those days."""
    if visit.type is not EventType.VISIT or visit.relation is not ReportRelation.MENTIONED:
        return False
    if meeting.type not in _WITHIN or {visit.status, meeting.status} != {EventStatus.HELD}:
        return False
    guests = {each.entity for each in visit.participations if each.role is Role.GUEST}
    if not guests or not guests < {each.entity for each in meeting.participations}:
        return False
    first, last = _days(visit)
    held, _ = _days(meeting)
    return bool(first) and (not held or first <= held <= max(last, first + _DAYS))


def _days(report: ReportDigest) -> tuple[int, int]:
    date = best_date(report)
    return days_of(date.value, date.end) if date and date.value and date.value.day else (0, 0)
