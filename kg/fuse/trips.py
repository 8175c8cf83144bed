"""Which reports of one article tell of a part of an event that another report of it tells of."""

from collections.abc import Iterator, Sequence

from kg.fuse.report_profiles import best_date, days_of
from kg.model import EventStatus, EventType, ReportDigest, ReportRelation, Role

__all__ = ["parts_and_wholes"]

_WITHIN = frozenset((EventType.MEETING, EventType.SIGNING, EventType.SUMMIT))
_CERTAIN = frozenset((EventStatus.HELD, EventStatus.SCHEDULED))
_DAYS = 3


def parts_and_wholes(reports: Sequence[ReportDigest]) -> Iterator[tuple[ReportDigest, ReportDigest]]:
    """(part, whole): what an article calls a part of its main event, and the meetings that were held on a visit.

    Where the visit is the main event, a meeting that the article only mentions has to be at the same place: it may be
    one of another time.
    """
    main = next((each for each in reports if each.relation is ReportRelation.MAIN), None)
    if main is None:
        return
    for each in reports:
        on_it = each.relation is ReportRelation.MENTIONED and _at_one_place(each, main) and _is_on(each, main)
        if each.relation is ReportRelation.SUB_EVENT or on_it:
            yield each, main
    trips = [each for each in reports if each.relation is ReportRelation.MENTIONED and _is_on(main, each)]
    if len(trips) == 1:
        yield main, trips[0]


def _at_one_place(one: ReportDigest, other: ReportDigest) -> bool:
    places = [each.location.entity for each in (one, other) if each.location]
    return len(places) == 2 and places[0] == places[1]


def _is_on(meeting: ReportDigest, visit: ReportDigest) -> bool:
    """Whether a meeting is held on a visit, or both are planned so: the visitors meet somebody there in those days."""
    if visit.type is not EventType.VISIT or meeting.type not in _WITHIN:
        return False
    if visit.status is not meeting.status or visit.status not in _CERTAIN:
        return False
    guests = {each.entity for each in visit.participations if each.role is Role.GUEST}
    if not guests or not guests < {each.entity for each in meeting.participations}:
        return False
    when = best_date(visit)
    if not (when and when.value and when.value.day):
        return False
    first, last = days_of(when.value, when.end)
    held = best_date(meeting)
    start, end = days_of(held.value, held.end) if held else (0, 0)
    return not start or (start <= max(last, first + _DAYS) and end >= first)
