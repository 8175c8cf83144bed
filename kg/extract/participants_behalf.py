"""Tells for which country somebody takes part whose office is said without one, as an article at home does."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from kg.extract.events_at_home import country_of
from kg.extract.events_relate import home_of
from kg.model import Annotations, Entity, EntityType, EventReport, EventType, Participation, Role

__all__ = ["with_countries"]

_LEADERS = frozenset({"head_of_state", "head_of_government", "monarch", "foreign_minister", "defence_minister"})
"""Offices of which a country has one."""
_NATIONAL = _LEADERS | {
    *("crown_prince", "vice_president", "deputy_head_of_government", "deputy_foreign_minister"),
    *("interior_minister", "finance_minister", "minister", "deputy_minister", "parliament_speaker"),
}
_OF_TWO_SIDES = (EventType.MEETING, EventType.SIGNING, EventType.PHONE_CALL, EventType.VIDEO_CONFERENCE)


def with_countries(reports: Sequence[EventReport], annotations: Annotations) -> list[EventReport]:
    """Some reports with the country of those who hold a national office that the text gives to none.

    A host is of the country where the event is, if nobody else there is; where nothing says where, of the dateline's.
    Of the two sides of talks at home or afar, the one without a country is of the dateline's if the other is not.
    Whoever is a guest there is not, nor is a second holder of an office. Told apart in two events, nobody is of either.
    """
    entities = {entity.key: entity for entity in annotations.entities}
    home = home_of(annotations)
    told: dict[str, set[str]] = {}
    for report in reports:
        for key, country in _hosts(report, home, entities):
            told.setdefault(key, set()).add(country)
    away = {key for report in reports for key in _guests(report, home, entities)}
    held = {office for each in entities.values() if each.country == home for office in _offices(each) & _LEADERS}
    for report in reports if home else ():
        for key in _sides(report, home, entities):
            if key not in told and key not in away and not _offices(entities[key]) & held:
                told[key] = {home}
    sure = {key: countries.pop() for key, countries in told.items() if len(countries) == 1}
    return [
        replace(report, participations=tuple(_for(part, sure) for part in report.participations)) for report in reports
    ]


def _for(part: Participation, countries: Mapping[str, str]) -> Participation:
    known = part.on_behalf_of or part.entity not in countries
    return part if known else replace(part, on_behalf_of=countries[part.entity])


def _hosts(report: EventReport, home: str, entities: Mapping[str, Entity]) -> Iterator[tuple[str, str]]:
    """The hosts of a national office with the country where they received guests; who only chairs may be of another."""
    country = country_of(report.location, entities) if report.location else ""
    country = country or home
    received = any(part.role is not Role.HOST for part in report.participations)
    for part in report.participations if country and received else ():
        others = {each.on_behalf_of for each in report.participations if each is not part}
        if part.role is Role.HOST and country not in others and _is_bare(part, entities):
            yield part.entity, country


def _guests(report: EventReport, home: str, entities: Mapping[str, Entity]) -> Iterator[str]:
    """Those who are guests in the country of the dateline."""
    if report.location and country_of(report.location, entities) == home:
        yield from (part.entity for part in report.participations if part.role is Role.GUEST)


def _sides(report: EventReport, home: str, entities: Mapping[str, Entity]) -> Iterator[str]:
    """The one of no country said, where all others are of countries that are not home and nothing took place there."""
    place = country_of(report.location, entities) if report.location else ""
    others = [part for part in report.participations if part.on_behalf_of]
    bare = [part for part in report.participations if not part.on_behalf_of]
    foreign = others and all(part.on_behalf_of != home for part in others)
    if report.type in _OF_TWO_SIDES and place in ("", home) and foreign and len(bare) == 1:
        yield from (part.entity for part in bare if _is_bare(part, entities))


def _is_bare(part: Participation, entities: Mapping[str, Entity]) -> bool:
    """Whether somebody holds a national office, of no country or body that is said."""
    entity = entities[part.entity]
    if part.on_behalf_of or entity.country or entity.type is not EntityType.PERSON:
        return False
    present = [capacity for capacity in entity.capacities if not capacity.former]
    own = all(not capacity.organization and capacity.office != "counterpart" for capacity in present)
    return own and bool(_offices(entity) & _NATIONAL)


def _offices(entity: Entity) -> set[str]:
    return {capacity.office for capacity in entity.capacities if not capacity.former}
