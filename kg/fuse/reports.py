"""How surely two reports tell of one event."""

import datetime
from collections.abc import Mapping

from kg.fuse.nodes import Node
from kg.fuse.report_profiles import Phase, ReportProfile
from kg.model import EventType

__all__ = [
    "SAME",
    "UNSURE",
    "compare_reports",
    "content_overlap",
]

SAME = 0.7
UNSURE = 0.55

_REMOTE = frozenset((EventType.PHONE_CALL, EventType.VIDEO_CONFERENCE))
_SOFT = 0.6
_ENOUGH = 2
_TOLD = 0.3
_TOLD_CONTENT = 0.3
_SOME_TOLD = 0.4
_LEFT_OPEN = 0.69
_NOTHING_KNOWN = 0.01
_MUCH_TOLD = 0.6


def content_overlap(first: frozenset[int], second: frozenset[int]) -> float:
    """Share of the smaller bag of content features that the other holds too."""
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller >= 4 else 0.0


def compare_reports(
    first: ReportProfile,
    second: ReportProfile,
    content: float,
    unsure: Mapping[tuple[Node, Node], float],
    *,
    told: float = 0.0,
    place_excludes: bool = True,
) -> float:
    """How surely two reports tell of one event, whatever their phase: 0 excluded, at least `SAME` one, `UNSURE` open.

    Args:
        first: a profile.
        second: another.
        content: overlap of what was said and of the subjects, 0 to 1.
        unsure: pairs of person clusters that may be one, smaller first.
        told: how far the same statements by the same people are told with both, 0 to 1; stands in for a date or
            participants that one of them does not know, and never for those that they contradict.
        place_excludes: whether another city is enough to exclude; within one event sources may disagree on it.
    """
    if first.own or second.own:
        return 0.0
    content = max(content, _TOLD_CONTENT * told)
    type_score = _compare_types(first, second)
    date_score = _compare_dates(first, second, content)
    place_score = _compare_places(first, second)
    people_score = _compare_people(first, second, unsure) or _compare_casts(first, second, unsure, told)
    if not (type_score and date_score and people_score):
        return 0.0
    same_day = bool(first.start) and first.start == second.start
    if place_excludes and place_score == 0.0 and not (same_day and (people_score >= 0.9 or told >= _MUCH_TOLD)):
        return 0.0
    known = 0.35 * people_score + 0.3 * date_score + 0.15 * type_score + 0.1 * place_score
    score = min(1.0, known + 0.1 * min(1.0, content / 0.3) + _TOLD * told)
    timeless = not (first.start or second.start) and not (first.published and second.published)
    return min(score, _LEFT_OPEN) if timeless and told < _SOME_TOLD else score


def _compare_types(one: ReportProfile, other: ReportProfile) -> float:
    first, second = one.type, other.type
    if first == second:
        return 1.0
    if one.part_of == second or other.part_of == first:
        return 0.0  # An article that tells a signing apart from the meeting means another than the meeting.
    if first in _REMOTE or second in _REMOTE:
        remote = {first, second} - {EventType.MEETING, EventType.SUMMIT, EventType.JOINT_STATEMENT}
        return 0.5 if remote == {EventType.VIDEO_CONFERENCE} else 0.0
    return 0.7


def _compare_dates(first: ReportProfile, second: ReportProfile, content: float) -> float:
    if first.start and second.start:
        if first.start == second.start and first.end == second.end:
            return 1.0
        if first.start <= second.end and second.start <= first.end:
            return 0.9 if max(first.end - first.start, second.end - second.start) < 27 else 0.5
        gap = max(first.start - second.end, second.start - first.end)
        if gap > 3 or content < 0.2:
            return 0.0
        return (0.15 if first.explicit and second.explicit else 0.35) / gap
    if not first.start and not second.start:
        if first.weekday is not None and second.weekday is not None and first.weekday != second.weekday:
            return 0.0
        if first.published and second.published and abs(first.published - second.published) > 10:
            return 0.0
        if content < 0.15:
            return _NOTHING_KNOWN
        if first.weekday is not None and first.weekday == second.weekday:
            return 0.6
        return 0.4 if first.published and second.published and abs(first.published - second.published) <= 3 else 0.15
    undated, dated = (first, second) if not first.start else (second, first)
    if undated.published and not _in_window(undated, dated):
        return 0.0
    at_once = bool(undated.published) and undated.published - 1 <= dated.end <= undated.published
    if undated.weekday is None and at_once and undated.phase == Phase.HELD:
        return 0.6
    if undated.weekday is not None:
        if dated.end - dated.start >= 6:
            return 0.3
        days = {datetime.date.fromordinal(day).weekday() for day in range(dated.start, dated.end + 1)}
        return 0.65 if undated.weekday in days else 0.0
    return 0.3


def _in_window(undated: ReportProfile, dated: ReportProfile) -> bool:
    """Whether the day fits the publication of an undated report."""
    was = dated.start <= undated.published + 1 and dated.end >= undated.published - 14
    if undated.phase == Phase.HELD or (was and undated.phase == Phase.DENIED):
        return was
    return undated.published - 1 <= dated.end <= undated.published + 60


def _compare_places(first: ReportProfile, second: ReportProfile) -> float:
    if first.place and second.place:
        if first.place == second.place:
            return 1.0
        return 0.0 if first.place_known and second.place_known else 0.4
    if first.place_country and second.place_country:
        return 0.8 if first.place_country == second.place_country else 0.0
    return 0.5


def _shared_cast(first: ReportProfile, second: ReportProfile, unsure: Mapping[tuple[Node, Node], float]) -> int:
    """How many persons both articles name, those who may be one included."""
    left = first.cast_roots - second.cast_roots
    right = second.cast_roots - first.cast_roots
    maybe = sum(any((min(one, other), max(one, other)) in unsure for other in right) for one in left)
    return len(first.cast_roots & second.cast_roots) + maybe


def _compare_casts(
    first: ReportProfile, second: ReportProfile, unsure: Mapping[tuple[Node, Node], float], told: float
) -> float:
    """The same by everybody named in the articles, where one report names too few who took part."""
    if min(len(first.persons), len(second.persons)) >= _ENOUGH:
        return 0.0
    shared = _shared_cast(first, second, unsure)
    smaller = min(len(first.cast_roots), len(second.cast_roots))
    if told >= _MUCH_TOLD and shared:
        return 0.85
    return 0.85 * shared / smaller if shared >= _ENOUGH and shared / smaller >= 0.6 else 0.0


def _compare_people(first: ReportProfile, second: ReportProfile, unsure: Mapping[tuple[Node, Node], float]) -> float:
    hard = len(first.roots & second.roots)
    ours = [person for person in first.persons if person[0] not in second.roots]
    theirs = [person for person in second.persons if person[0] not in first.roots]
    soft = 0
    for one in list(ours):
        for other in theirs:
            pair = (one[0], other[0]) if one[0] < other[0] else (other[0], one[0])
            nameless = not one[1] or not other[1]
            if pair in unsure or (nameless and (not one[2] or not other[2] or one[2] == other[2])):
                ours.remove(one)
                theirs.remove(other)
                soft += 1
                break
    shared = hard + soft * _SOFT
    sides = set(first.countries) & set(second.countries)
    smaller = min(len(first.persons), len(second.persons))
    if not smaller:
        fewest = min(len(first.countries), len(second.countries))
        return 0.8 * len(sides) / fewest if len(sides) >= 2 else 0.0
    if shared == 0:
        return 0.0
    if ours and theirs and len(first.persons) <= 2 and len(second.persons) <= 2:
        return 0.0
    if smaller == 1 and min(len(first.cast_roots), len(second.cast_roots)) >= _ENOUGH:
        return 0.8 if _shared_cast(first, second, unsure) >= _ENOUGH else 0.0
    if smaller == 1:
        return 0.85 if len(sides) >= 2 else 0.7
    if shared < 1.5 and len(sides) < 2:
        return 0.0
    if not (first.start and second.start):
        larger = max(len(first.persons), len(second.persons))
        return min(1.0, (shared / smaller + shared / larger) / 2)
    return min(1.0, shared / smaller)
