"""Gives what was signed or declared the day and the place of the talks it came out of."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from kg.model import (
    Annotations,
    DateAssertion,
    Entity,
    EntityType,
    EventReport,
    EventStatus,
    EventType,
    Inferred,
    Location,
    Observed,
    Span,
)

__all__ = ["FOLLOWS", "LIKELY", "TALKS", "as_outcome", "closed_by", "dated_alike", "people_of", "words_of"]

_SURE = 0.8
_ON_OCCASION = 600
_BEHIND = 40
LIKELY = (EventStatus.HELD, EventStatus.SCHEDULED)
TALKS = (EventType.MEETING, EventType.SUMMIT)
FOLLOWS = "follows-talks"
"""The rule by which something has the place of talks that its own sentence says it came after."""
_TEXTS = (EventType.JOINT_STATEMENT, EventType.SIGNING)


def as_outcome(report: EventReport, talks: Sequence[EventReport], entities: Mapping[str, Entity]) -> EventReport:
    """What was signed or declared, with the place of the talks of its people, what was signed with their day too."""
    if (
        report.type not in _TEXTS
        or report.status not in LIKELY
        or (report.dates and report.location and isinstance(report.location.evidence, Observed))
    ):
        return report
    talks = [each for each in talks if each.status is report.status]
    shared = [each for each in talks if people_of(each) & people_of(report)]
    whole = [each for each in shared if people_of(report) <= people_of(each)]
    own = _last_before(report, shared) or next(iter(whole), None)
    if own is None and report.participations:
        sides = any(entities[part.entity].type is EntityType.GROUP for part in report.participations)
        start = report.triggers[0].start
        before = [each for each in talks if any(0 < start - span.start < _ON_OCCASION for span in each.triggers)]
        own = before[-1] if sides and before else None
        if own and report.type is EventType.SIGNING:
            return replace(report, dates=report.dates or _single_day(own.dates))
    if own is None:
        return report
    location = report.location
    if (
        own.location
        and report.type is EventType.JOINT_STATEMENT
        and entities[own.location.entity].type is EntityType.PLACE
    ):
        return report
    known = location and (isinstance(location.evidence, Observed) or location.evidence.rule == FOLLOWS)
    if own.location and not known:
        location = Location(own.location.entity, Inferred(words_of(own.location), "place-of-talks", _SURE))
    dates = _single_day(own.dates) if report.type is EventType.SIGNING else ()
    return replace(report, dates=report.dates or dates, location=location)


def _last_before(report: EventReport, talks: Sequence[EventReport]) -> EventReport | None:
    """The talks told last before a report, None if none is."""
    start = report.triggers[0].start
    before = [
        (max(span.start for span in each.triggers if span.start < start), each.key, each)
        for each in talks
        if each.triggers[0].start < start
    ]
    return max(before, key=lambda found: found[:2])[2] if before else None


def dated_alike(report: EventReport, reports: Sequence[EventReport], annotations: Annotations) -> EventReport:
    """Talks and the joint text of their sentence, or the other way round, with each other's day and place."""
    talks = (*TALKS, EventType.VISIT)
    if (
        report.status is not EventStatus.HELD
        or report.type not in (*_TEXTS, *talks)
        or (report.dates and report.location)
    ):
        return report
    wanted = talks if report.type in _TEXTS else _TEXTS
    near = [other for other in reports if other.type in wanted and other.status is report.status]
    first = min(report.triggers)
    other = next((each for each in near if _in_one_sentence(report, each, annotations)), None)
    if other is None and report.type is EventType.JOINT_STATEMENT:  # "They signed a joint declaration in Lima."
        signed = [each for each in reports if each.type is EventType.SIGNING and each.status is report.status]
        other = next((each for each in signed if _shares_sentence(first, each.triggers, annotations)), None)
    if text := _text_signed(report, reports):
        return replace(report, dates=report.dates or text.dates, location=report.location or text.location)
    if other is None and report.type is EventType.SIGNING:  # "After the talks, they signed …".
        after = [each for each in near if _shares_sentence(first, [s for s in each.triggers if s < first], annotations)]
        return replace(report, dates=report.dates or _single_day(after[0].dates)) if after else report
    if other is None:
        return report
    dates = report.dates or _single_day(other.dates)
    location = report.location
    if location is None and other.location and report.type in _TEXTS:
        location = Location(other.location.entity, Inferred(words_of(other.location), "place-of-talks", _SURE))
    return replace(report, dates=dates, location=location)


def closed_by(report: EventReport, reports: Sequence[EventReport], signed: Mapping[str, str]) -> EventReport:
    """Talks without a day, on that of what was signed after them, by its key."""
    if report.status is not EventStatus.HELD or report.dates or report.key not in signed:
        return report
    last = next((each for each in reports if each.key == signed[report.key]), None)
    return replace(report, dates=_single_day(last.dates)) if last and last.status is report.status else report


def _text_signed(report: EventReport, reports: Sequence[EventReport]) -> EventReport | None:
    """The joint statement that a signing tells of right behind its words ("signed a joint statement in Lima")."""
    if report.type is not EventType.SIGNING:
        return None
    end = min(report.triggers).end
    texts = [each for each in reports if each.type is EventType.JOINT_STATEMENT and each.status is report.status]
    return next((each for each in texts if 0 < min(each.triggers).start - end < _BEHIND), None)


def _in_one_sentence(one: EventReport, two: EventReport, annotations: Annotations) -> bool:
    """Whether the first words that tell of two events stand in one sentence."""
    return _shares_sentence(min(one.triggers), (min(two.triggers),), annotations)


def _shares_sentence(first: Span, others: Sequence[Span], annotations: Annotations) -> bool:
    return any(
        each.span.contains(first) and any(each.span.contains(other) for other in others)
        for each in annotations.sentences
        if each.span.start <= first.start < each.span.end
    )


def _single_day(dates: Sequence[DateAssertion]) -> tuple[DateAssertion, ...]:
    return tuple(date for date in dates[:1] if not date.end)


def people_of(report: EventReport) -> set[str]:
    """The keys of those who take part."""
    return {part.entity for part in report.participations}


def words_of(location: Location) -> tuple[Span, ...]:
    """The words that a place was read or inferred from."""
    evidence = location.evidence
    return evidence.spans if isinstance(evidence, Observed) else evidence.premises
