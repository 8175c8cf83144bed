"""What tells the event of a report from others: its kind, phase, people, countries, place and days."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from kg.fuse.archive import Archive
from kg.fuse.entities import Entities
from kg.fuse.names import name_tokens, skeleton
from kg.fuse.nodes import Node
from kg.fuse.places import city_key
from kg.model import (
    DateAssertion,
    DateBasis,
    EntityType,
    EventStatus,
    EventType,
    PartialDate,
    ReportDigest,
    ReportRelation,
    Role,
)

__all__ = ["Phase", "ReportProfile", "are_at_odds", "best_date", "days_of", "profile_report"]

_SIDE_ROLES = frozenset((Role.DELEGATION_MEMBER,))
_MAX_PERSONS = 8
_ENOUGH = 2


class Phase:
    """Whether a report tells of something held, planned, only thought of, or denied.

    A denial meets what it denies, whatever that is; any two others are not one event.
    """

    HELD = "held"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


_PHASES = {
    EventStatus.HELD: Phase.HELD,
    EventStatus.SCHEDULED: Phase.PLANNED,
    EventStatus.POSTPONED: Phase.PLANNED,
    EventStatus.CANCELLED: Phase.PLANNED,
    EventStatus.HYPOTHETICAL: Phase.HYPOTHETICAL,
    EventStatus.DENIED: Phase.DENIED,
}


@dataclass(frozen=True)
class ReportProfile:
    """What tells an event apart, shared by the reports that say the same of it.

    Attributes:
        type: kind of event.
        phase: held, planned, hypothetical or denied.
        persons: (cluster of the person, surname by sound, country) of the main persons, sorted.
        countries: ISO codes of all sides, sorted.
        place: cluster of the place, None unknown.
        place_country: ISO code of the place's country, "" unknown.
        place_known: whether the place is a city of the gazetteer, so that another one excludes it.
        start: first day as ordinal, 0 unknown.
        end: last day as ordinal, 0 unknown.
        explicit: whether the date is read in full.
        weekday: named where no day is known, None none.
        published: day of publication as ordinal where no day is known, 0 unknown.
        cast: the same of everybody else its article names, where it names too few persons, sorted.
        part_of: kind of the main event of its article where it is told as a part of that, else None.
        own: the report itself where it must stay alone, else "".
        teller: the article where no day is known: two such reports are not one by what they say of themselves.
    """

    type: EventType
    phase: str
    persons: tuple[tuple[Node, str, str], ...]
    countries: tuple[str, ...]
    place: Node | None
    place_country: str
    place_known: bool
    start: int
    end: int
    explicit: bool
    weekday: int | None
    published: int
    cast: tuple[tuple[Node, str, str], ...] = ()
    part_of: EventType | None = None
    own: str = ""
    teller: str = ""

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.persons, self.start, self.end, self.type, self.place, self.teller, self.own))

    @cached_property
    def roots(self) -> frozenset[Node]:
        """The clusters of the persons."""
        return frozenset(person[0] for person in self.persons)

    @cached_property
    def cast_roots(self) -> frozenset[Node]:
        """The clusters of everybody named."""
        return frozenset(person[0] for person in self.cast) | self.roots

    @cached_property
    def order(self) -> tuple[str, ...]:
        """A key to sort by that is the same in every run."""
        known = (self.start, self.end, self.type, self.phase, self.persons, self.countries, self.place)
        rest = (self.place_known, self.weekday, self.published, self.explicit, self.cast, self.part_of)
        return tuple(map(str, (*known, *rest, self.own, self.teller)))


def are_at_odds(phases: Collection[str]) -> bool:
    """Whether reports of some phases cannot tell of one event."""
    return len({*phases} - {Phase.DENIED}) > 1


def best_date(report: ReportDigest) -> DateAssertion | None:
    """The assertion that says most of when: to the day, then partial, then a weekday; explicit first."""
    ranked = sorted(
        report.dates,
        key=lambda each: (
            not (each.value and each.value.day),
            each.value is None,
            each.weekday is None,
            each.basis is not DateBasis.EXPLICIT,
        ),
    )
    return ranked[0] if ranked else None


def days_of(value: PartialDate | None, end: PartialDate | None) -> tuple[int, int]:
    """First and last day of a date as ordinals, zeros for none."""
    if value is None:
        return 0, 0
    first = datetime.date(value.year, value.month or 1, value.day or 1)
    last = end or value
    if last.day:
        final = datetime.date(last.year, last.month or 1, last.day)
    else:
        year, month = (last.year, last.month + 1) if last.month and last.month < 12 else (last.year + 1, 1)
        final = datetime.date(year, month, 1) - datetime.timedelta(days=1)
    return first.toordinal(), max(final, first).toordinal()


def profile_report(
    archive: Archive, article: str, report: ReportDigest, entities: Entities, main: EventType | None
) -> ReportProfile:
    """The profile of one report of an article whose main event is of some kind."""
    date = best_date(report)
    start, end = days_of(date.value, date.end) if date else (0, 0)
    persons: set[tuple[Node, str, str]] = set()
    countries: set[str] = set()
    ranked = sorted(report.participations, key=lambda each: each.role in _SIDE_ROLES)
    for each in ranked:
        node = (article, each.entity)
        entity = entities.nodes.get(node)
        if entity is None:
            continue
        profile = entities.profiles.get(node)
        country = (profile.country if profile else entity.country) or (
            each.on_behalf_of if len(each.on_behalf_of) == 2 else ""
        )
        if each.role not in _SIDE_ROLES and country:
            countries.add(country)
        if profile is not None and len(persons) < _MAX_PERSONS:
            sound = skeleton(name_tokens(entity.name)[-1]) if entity.named else ""
            if each.role not in _SIDE_ROLES or len(ranked) <= 2:
                persons.add((entities.clusters.find(node), sound, country))
    cast = (
        _cast(archive, article, entities)
        if report.relation is ReportRelation.MAIN and len(persons) < _ENOUGH
        else set()
    )
    place = entities.root(article, report.location.entity) if report.location else None
    located = entities.nodes.get((article, report.location.entity)) if report.location else None
    lone = report.relation is ReportRelation.MENTIONED and not start
    published = 0 if start else days_of(archive.published.get(article), None)[0]
    return ReportProfile(
        type=report.type,
        phase=_PHASES[report.status],
        persons=tuple(sorted(persons)),
        countries=tuple(sorted(countries)),
        place=place if located and located.type is not EntityType.COUNTRY else None,
        place_country=located.country if located else "",
        place_known=bool(located and city_key(located.name)),
        start=start,
        end=end,
        explicit=bool(date and date.basis is DateBasis.EXPLICIT),
        weekday=date.weekday if date and not start else None,
        published=published,
        cast=tuple(sorted(cast - persons)),
        part_of=main if report.relation is ReportRelation.SUB_EVENT else None,
        own="/".join((article, report.key)) if lone else "",
        teller="" if start else article,
    )


def _cast(archive: Archive, article: str, entities: Entities) -> set[tuple[Node, str, str]]:
    """The persons an article names: for a report that names too few who took part."""
    found: set[tuple[Node, str, str]] = set()
    for key in archive.numbering.keys(article):
        node = (article, key)
        profile = entities.profiles.get(node)
        if profile is not None and profile.names and len(found) < _MAX_PERSONS:
            surname = name_tokens(entities.nodes[node].name)[-1]
            found.add((entities.clusters.find(node), skeleton(surname), profile.country))
    return found
