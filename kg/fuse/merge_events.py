"""Clusters of reports → `FusedEvent`: one value of each property, and every other one with its sources."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from operator import attrgetter

from kg.fuse.claims import Weighed, World, conflict_of, weigh
from kg.fuse.entities import Entities
from kg.fuse.merge_entities import FusedEntities
from kg.fuse.report_profiles import best_date
from kg.model import (
    Conflict,
    DateAssertion,
    DateBasis,
    EntityDigest,
    EntityType,
    EventStatus,
    EventType,
    FusedDate,
    FusedEvent,
    FusedLocation,
    FusedParticipation,
    FusedTopic,
    Name,
    PartialDate,
    ParticipationDigest,
    ReportDigest,
    ReportRef,
    Role,
    Source,
    Span,
)

__all__ = ["Told", "lone_keys", "merge_event"]

_ROLES = tuple(Role)
_KEY_ROLES = (Role.HOST, Role.GUEST, Role.SIGNATORY, Role.DELEGATION_HEAD, Role.ATTENDEE, Role.MEDIATOR)
# To have been there contradicts none of these.
_REFINED = frozenset(role.value for role in (Role.HOST, Role.GUEST, Role.MEDIATOR, Role.DELEGATION_HEAD))
_DASHED = {EventType.PHONE_CALL: "phone-call", EventType.VIDEO_CONFERENCE: "video-conference"}
_DASHED[EventType.JOINT_STATEMENT] = "joint-statement"


class Told:
    """One report with the language of its article."""

    def __init__(self, ref: ReportRef, report: ReportDigest, language: str) -> None:
        self.ref = ref
        self.report = report
        self.language = language

    def sources(self, spans: Iterable[Span]) -> list[Source]:
        """Those words as sources."""
        return [Source(self.ref.article, span) for span in spans]


def merge_event(told: Sequence[Told], fused: FusedEntities, entities: Entities, world: World) -> FusedEvent:
    """One event of the reports of its cluster, sorted by seniority; its key is the one it would have if it were free.

    That is date (or "undated"), type and two main persons of the earliest report, and the status unless it was held.
    """
    type_, type_conflicts = _chosen("type", told, world, lambda each: each.report.type.value)
    status, status_conflicts = _status(told, world)
    date, date_conflicts = _date(told, world)
    location, place_conflicts = _location(told, fused, entities, world)
    participations, role_conflicts = _participations(told, fused, world)
    main = _main_keys(told, fused.key, entities)
    return FusedEvent(
        key=_key(date.value if date else None, EventType(type_), status, main),
        type=EventType(type_),
        status=status,
        date=date,
        location=location,
        participations=participations,
        topics=_topics(told),
        reports=tuple(sorted(each.ref for each in told)),
        conflicts=(
            *date_conflicts,
            *place_conflicts,
            *type_conflicts,
            *status_conflicts,
            *_seat_conflicts(told, fused, entities, world),
            *role_conflicts,
        ),
    )


def lone_keys(told: Sequence[Told], fused: FusedEntities, entities: Entities) -> set[str]:
    """The keys that each report alone would give its event, by the names of its own article and by the fused ones."""
    found: set[str] = set()
    for each in told:
        date = best_date(each.report)
        for key_of in (fused.own_key, fused.key):
            main = _main_keys([each], key_of, entities)
            found.add(_key(date.value if date else None, each.report.type, each.report.status, main))
    return found


def _key(date: PartialDate | None, type_: EventType, status: EventStatus, main: Sequence[str]) -> str:
    parts = [date.iso if date else "undated", _DASHED.get(type_, type_.value.lower()), *main]
    return "-".join(parts if status is EventStatus.HELD else [*parts, status.value])


def _main_keys(told: Sequence[Told], key_of: Callable[[str, str], str], entities: Entities) -> list[str]:
    """Keys of the first two persons by role, then by first mention; of countries or bodies where there is none."""
    for wanted in ((EntityType.PERSON,), (EntityType.COUNTRY, EntityType.GOVERNMENT, EntityType.ORGANIZATION)):
        for each in told:
            keys: list[str] = []
            for part in sorted(each.report.participations, key=_key_rank):
                entity = entities.nodes.get((each.ref.article, part.entity))
                if entity and entity.type in wanted and part.role in _KEY_ROLES and not entity.plural:
                    key = key_of(each.ref.article, part.entity)
                    keys += [key] if key not in keys else []
            if keys:
                return sorted(keys[:2])
    return []


def _key_rank(part: ParticipationDigest) -> int:
    return _KEY_ROLES.index(part.role) if part.role in _KEY_ROLES else len(_KEY_ROLES)


def _chosen(
    name: str,
    told: Sequence[Told],
    world: World,
    value_of: Callable[[Told], str],
    words_of: Callable[[ReportDigest], tuple[Span, ...]] = attrgetter("triggers"),
) -> tuple[str, tuple[Conflict, ...]]:
    values: dict[str, Weighed] = {}
    for each in told:
        value = value_of(each)
        values.setdefault(value, Weighed(value)).add(each.ref.article, each.sources(words_of(each.report)), True)
    ranked, _ = weigh(values.values(), world)
    conflicts = (conflict_of(name, "", values.values(), world),) if len(values) > 1 else ()
    return ranked[0].value, conflicts


def _status(told: Sequence[Told], world: World) -> tuple[EventStatus, tuple[Conflict, ...]]:
    """The status by the latest publication where all are dated: a plan may be cancelled later.

    What some deny stays contested, whoever speaks last.
    """
    statuses = {each.report.status for each in told}
    if len(statuses) == 1:
        return statuses.pop(), ()
    dated = [(world.published[each.ref.article].iso, each) for each in told if each.ref.article in world.published]
    if len(dated) == len(told) and EventStatus.DENIED not in statuses:
        latest = max(day for day, _ in dated)
        last = {each.report.status for day, each in dated if day == latest}
        if len(last) == 1:
            return last.pop(), ()
    value, conflicts = _chosen(
        "status",
        told,
        world,
        lambda each: each.report.status.value,
        lambda report: report.status_words or report.triggers,
    )
    return EventStatus(value), conflicts


def _date(told: Sequence[Told], world: World) -> tuple[FusedDate | None, tuple[Conflict, ...]]:
    assertions = [(each, date) for each in told if (date := best_date(each.report))]
    values: dict[str, Weighed] = {}
    ends: dict[str, PartialDate] = {}
    for each, date in assertions:
        if date.value:
            weighed = values.setdefault(date.value.iso, Weighed(date.value.iso))
            weighed.add(each.ref.article, each.sources([date.span]), date.basis is DateBasis.EXPLICIT)
            if date.end:
                ends[date.value.iso] = max(date.end, ends.get(date.value.iso, date.end))
    if not values:
        return _undated(assertions), ()
    ranked, _ = weigh(values.values(), world)
    precise = [each for each in ranked if len(each.value) == max(len(one.value) for one in ranked)]
    chosen = precise[0]
    value, end = PartialDate.parse(chosen.value), ends.get(chosen.value)
    against = [each for each in ranked if each is not chosen and not _agree(each.value, chosen.value, end)]
    fitting = [(each, date) for each, date in assertions if not date.value and _fits(date, value, end)]
    corroborating = [
        (each, date) for each, date in fitting if world.independent([each.ref.article, *chosen.articles]) > 1
    ]
    explicit = [date for each, date in assertions if date.value == value and date.basis is DateBasis.EXPLICIT]
    basis = DateBasis.EXPLICIT if explicit else DateBasis.RELATIVE
    sources = set(chosen.sources)
    if corroborating:
        basis = DateBasis.CORROBORATED
    for each, date in fitting:
        sources.update(each.sources([date.span]))
    weekday = next((date.weekday for _, date in assertions if date.weekday == value.weekday), None)
    fused = FusedDate(value, end, weekday if value.day else None, basis, tuple(sorted(sources)))
    conflicts = [conflict_of("date", "", [chosen, *against], world)] if against else []
    conflicts += _weekday_conflict(assertions, value, world)
    return fused, tuple(conflicts)


def _undated(assertions: Sequence[tuple[Told, DateAssertion]]) -> FusedDate | None:
    if not assertions:
        return None
    days = Counter(date.weekday for _, date in assertions if date.weekday is not None)
    weekday = min(days, key=lambda day: (-days[day], day)) if days else None
    sources = sorted({source for each, date in assertions for source in each.sources([date.span])})
    return FusedDate(None, None, weekday, assertions[0][1].basis, tuple(sources))


def _agree(value: str, chosen: str, end: PartialDate | None) -> bool:
    return chosen.startswith(value) or value.startswith(chosen) or bool(end and chosen <= value <= end.iso)


def _fits(date: DateAssertion, value: PartialDate, end: PartialDate | None) -> bool:
    first = value.date
    if first is None or date.weekday is None:
        return False
    last = end.date if end and end.date else first
    days = range(min((last - first).days + 1, 7))
    return date.weekday in {(first + datetime.timedelta(days=day)).weekday() for day in days}


def _weekday_conflict(
    assertions: Sequence[tuple[Told, DateAssertion]], value: PartialDate, world: World
) -> list[Conflict]:
    if value.weekday is None:
        return []
    values: dict[str, Weighed] = {}
    for each, date in assertions:
        if date.value == value:
            own = str(value.weekday)
            values.setdefault(own, Weighed(own)).add(each.ref.article, each.sources([date.span]), True)
        if date.value == value and date.weekday is not None and date.weekday != value.weekday:
            named = str(date.weekday)
            values.setdefault(named, Weighed(named)).add(each.ref.article, each.sources([date.span]), False)
    return [conflict_of("weekday", "", values.values(), world)] if len(values) > 1 else []


def _location(
    told: Sequence[Told], fused: FusedEntities, entities: Entities, world: World
) -> tuple[FusedLocation | None, tuple[Conflict, ...]]:
    values: dict[str, Weighed] = {}
    rules: dict[str, str] = {}
    digests: dict[str, EntityDigest] = {}
    for each in told:
        place = each.report.location
        key = fused.key(each.ref.article, place.entity) if place else ""
        if place and key:
            values.setdefault(key, Weighed(key)).add(each.ref.article, each.sources(place.spans), not place.inferred)
            digests[key] = entities.nodes[each.ref.article, place.entity]
            if place.inferred:
                rules[key] = min(place.rule, rules.get(key, place.rule))
    if not values:
        return None, ()
    ranked, _ = weigh(values.values(), world)
    read = [each for each in ranked if each.explicit] or list(ranked)
    chosen = min(read, key=lambda each: digests[each.value].type is EntityType.COUNTRY)
    against = [each for each in read if each is not chosen and _apart(digests[each.value], digests[chosen.value])]
    location = FusedLocation(
        chosen.value,
        not chosen.explicit,
        tuple(sorted(chosen.sources)),
        "" if chosen.explicit else rules[chosen.value],
    )
    return location, (conflict_of("place", "", [chosen, *against], world),) if against else ()


def _apart(one: EntityDigest, other: EntityDigest) -> bool:
    """Whether two places exclude each other: neither a country and a place in it, nor a building and a city."""
    if one.country and other.country and one.country != other.country:
        return True
    if EntityType.COUNTRY in (one.type, other.type):
        return bool(one.country and other.country) and one.country != other.country
    return one.type == other.type


def _participations(
    told: Sequence[Told], fused: FusedEntities, world: World
) -> tuple[tuple[FusedParticipation, ...], tuple[Conflict, ...]]:
    parts: dict[str, list[tuple[Told, ParticipationDigest]]] = defaultdict(list)
    for each in told:
        for part in each.report.participations:
            key = fused.key(each.ref.article, part.entity)
            if key:
                parts[key].append((each, part))
    found, conflicts = [], []
    for key in sorted(parts):
        values: dict[str, Weighed] = {}
        for each, part in parts[key]:
            role = part.role.value
            values.setdefault(role, Weighed(role)).add(each.ref.article, each.sources(part.spans), not part.inferred)
        if values.keys() & _REFINED:
            values.pop(Role.ATTENDEE.value, None)
        ranked, _ = weigh(values.values(), world)
        if len(values) > 1:
            conflicts.append(conflict_of("role", key, values.values(), world))
        sides = Counter(side for each, part in parts[key] if (side := fused.side(each.ref.article, part.on_behalf_of)))
        found.append(
            FusedParticipation(
                entity=key,
                role=Role(ranked[0].value),
                capacities=tuple(
                    sorted({Name(each.language, part.capacity) for each, part in parts[key] if part.capacity})
                ),
                on_behalf_of=min(sides, key=lambda side: (-sides[side], side)) if sides else "",
                sources=tuple(sorted({s for each, part in parts[key] for s in each.sources(part.spans)})),
                reports=tuple(sorted({each.ref for each, _ in parts[key]})),
                inferred=all(part.inferred for _, part in parts[key]),
            )
        )
    found.sort(key=lambda each: (_ROLES.index(each.role), each.entity))
    return tuple(found), tuple(conflicts)


def _seat_conflicts(
    told: Sequence[Told], fused: FusedEntities, entities: Entities, world: World
) -> tuple[Conflict, ...]:
    """Two persons of whom different sources say that they took part as the holder of one office of one country."""
    seats: dict[tuple[str, str], dict[str, Weighed]] = defaultdict(dict)
    for each in told:
        for part in each.report.participations:
            node = (each.ref.article, part.entity)
            profile, key = entities.profiles.get(node), fused.key(*node)
            if profile is None or not profile.names:
                continue
            for office in entities.nodes[node].offices:
                if office.office and office.country and not office.former:
                    seat = seats[office.office, office.country]
                    seat.setdefault(key, Weighed(key)).add(node[0], each.sources(part.spans), not part.inferred)
    conflicts = []
    for values in seats.values():
        rivals = {
            value.value: value
            for one, other in combinations(values.values(), 2)
            if not one.articles & other.articles
            for value in (one, other)
        }
        if rivals:
            conflicts.append(conflict_of("participant", "", rivals.values(), world))
    return tuple(sorted(set(conflicts), key=lambda each: [claim.value for claim in each.claims]))


def _topics(told: Sequence[Told]) -> tuple[FusedTopic, ...]:
    weights: dict[str, float] = defaultdict(float)
    sources: dict[str, set[Source]] = defaultdict(set)
    for each in told:
        for topic, weight, spans in each.report.topics:
            weights[topic] += weight
            sources[topic].update(each.sources(spans))
    found = [
        FusedTopic(topic, round(weights[topic] / len(told), 6), tuple(sorted(sources[topic]))) for topic in weights
    ]
    return tuple(sorted(found, key=lambda each: (-each.weight, each.topic)))
