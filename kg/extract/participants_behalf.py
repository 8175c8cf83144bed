"""Tells for which country somebody takes part whose office is said without one, as an article at home does."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from kg.extract._offices import LEADERS, NATIONAL, offices_of
from kg.extract._words import fold
from kg.extract.events_at_home import country_of
from kg.extract.events_drafts import Draft
from kg.extract.events_relate import home_of
from kg.extract.participants_home import home_beside
from kg.extract.participants_sides import sides_of
from kg.model import Annotations, Entity, EntityType, EventReport, EventType, Language, MentionKind, Participation, Role

__all__ = ["with_countries"]

_SENT = (Role.DELEGATION_HEAD, Role.DELEGATION_MEMBER)


def with_countries(
    reports: Sequence[EventReport], drafts: Sequence[Draft], annotations: Annotations, language: Language
) -> list[EventReport]:
    """Some reports with the country of those whom the text gives to none.

    - Who is listed as of a side is of its country ("on the Malian side"), and who came with somebody is of theirs.
    - A host of a national office is of the country where the event is, if nobody else there is.
    - Others of national offices are of the country where the article is written, its dateline's, that of the public
      body whose page it is or that of all such hosts, where those they met are not. Whoever is a guest there is not,
      nor is a second holder of an office.

    Told apart in two events, nobody is of either.

    Args:
        reports: of one article.
        drafts: what each report was made of, in another order or more of them.
        annotations: of the article.
        language: of the article.
    """
    entities = {entity.key: entity for entity in annotations.entities}
    told = _Told(entities)
    for key, country in sides_of(reports, annotations, language.events):
        told.add(key, country)
    home = home_of(annotations) or annotations.home
    hosts = [dict(_hosts(report, home, entities)) for report in reports]
    for received in hosts:
        for key, country in received.items():
            told.add(key, country)
    leaders = {part.party.entity.key: part.beside for draft in drafts for part in draft.everybody() if part.beside}
    _follow(reports, leaders, told)
    home = home or _home_of_hosts(hosts, entities)
    if not home:
        bare = {part.entity for report in reports for part in report.participations if told.is_bare(part)}
        known = {part.entity: told.behalf(part) for report in reports for part in report.participations}
        home = home_beside(reports, bare, known, annotations, language) if bare else ""
    if home:
        _stay(reports, home, leaders, told, written=home == home_of(annotations))
    for report in reports:
        for key, country in _beside_hosts(report, leaders, told):
            told.add(key, country)
    _follow(reports, leaders, told)
    return [
        replace(report, participations=tuple(_of(part, told) for part in report.participations)) for report in reports
    ]


class _Told:
    """The countries that people are concluded to be of, by key of entity."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self.entities = entities
        self._countries: dict[str, set[str]] = {}

    def add(self, key: str, country: str) -> None:
        self._countries.setdefault(key, set()).add(country)

    def country(self, key: str) -> str:
        """The one country somebody is known to be of, "" none or several."""
        known = self._countries.get(key, set())
        own = self.entities[key].country if key in self.entities else ""
        return own or (next(iter(known)) if len(known) == 1 else "")

    def knows(self, key: str) -> bool:
        return key in self._countries or bool(self.country(key))

    def is_bare(self, part: Participation) -> bool:
        """Whether somebody holds a national office, of no country or body that is said."""
        return not part.on_behalf_of and not self.knows(part.entity) and self.holds_bare(part.entity)

    def holds_bare(self, key: str) -> bool:
        """Whether somebody holds a national office that is said without a country or body."""
        entity = self.entities[key]
        if entity.type is not EntityType.PERSON:
            return False
        present = [capacity for capacity in entity.capacities if not capacity.former]
        own = all(
            not capacity.organization and not capacity.country and capacity.office != "counterpart"
            for capacity in present
        )
        named = any(mention.kind is MentionKind.NAME for mention in entity.mentions)
        return own and bool(offices_of(entity) & (NATIONAL if named else LEADERS))

    def behalf(self, part: Participation) -> str:
        return part.on_behalf_of or self.country(part.entity)


def _of(part: Participation, told: _Told) -> Participation:
    return part if part.on_behalf_of else replace(part, on_behalf_of=told.country(part.entity))


def _hosts(report: EventReport, home: str, entities: Mapping[str, Entity]) -> Iterator[tuple[str, str]]:
    """The hosts of a national office with the country where they received guests; who only chairs may be of another."""
    country = country_of(report.location, entities) if report.location else ""
    country = country or home
    told = _Told(entities)
    received = any(part.role is not Role.HOST for part in report.participations)
    for part in report.participations if received else ():
        others = {each.on_behalf_of for each in report.participations if each is not part}
        if part.role is not Role.HOST or not told.holds_bare(part.entity):
            continue
        own = entities[part.entity].country
        if own and own == (country or own):
            yield part.entity, own
        elif country and country not in others and told.is_bare(part):
            yield part.entity, country


def _home_of_hosts(hosts: Sequence[Mapping[str, str]], entities: Mapping[str, Entity]) -> str:
    """The country of the leader without one who received in the main event, where all such hosts are of it; else ""."""
    led = [{received[key] for key in received if offices_of(entities[key]) & LEADERS} for received in hosts]
    return next(iter(led[0])) if led and len(set().union(*led)) == 1 and led[0] else ""


def _follow(reports: Sequence[EventReport], leaders: Mapping[str, str], told: _Told) -> None:
    """Adds those who came with somebody of a known country, or with the one delegation or guest there was."""
    for report in reports:
        came = [part for part in report.participations if part.role in (Role.GUEST, *_SENT)]
        guests = {told.country(part.entity) for part in came} - {""}
        for part in report.participations:
            leader, entity = leaders.get(part.entity, ""), told.entities[part.entity]
            if told.behalf(part) or any(capacity.organization for capacity in entity.capacities):
                continue
            if leader and told.country(leader):
                told.add(part.entity, told.country(leader))
            elif not leader and part in came and len(guests) == 1 and entity.type is EntityType.DELEGATION:
                told.add(part.entity, next(iter(guests)))


def _stay(reports: Sequence[EventReport], home: str, leaders: Mapping[str, str], told: _Told, *, written: bool) -> None:
    """Adds those of national offices who are of a country, where an article is written or that it seems to be of."""
    entities = told.entities
    away = {key for report in reports for key in _guests(report, home, entities)}
    held = {key: offices_of(entity) & LEADERS for key, entity in entities.items() if told.country(key) == home}
    bare: dict[str, None] = {}
    for report in reports:
        place = country_of(report.location, entities) if report.location else ""
        others = {told.behalf(part) for part in report.participations}
        met = [part for part in report.participations if told.is_bare(part)]
        abroad = others - {"", home} or (place not in ("", home))
        alone = len(met) == 1 or home in others
        for part in met:
            wrong = place not in ("", home) and part.role is Role.HOST
            if abroad and alone and not wrong and part.entity not in away and not leaders.get(part.entity):
                bare[part.entity] = None
    for key in bare:
        offices = offices_of(entities[key]) & LEADERS
        taken = any(offices & theirs for other, theirs in held.items() if other != key)
        titles = _titles(entities[key], shared=written)
        rivals = any(titles & _titles(entities[other], shared=written) for other in bare if other != key)
        if not taken and not rivals:
            told.add(key, home)


def _beside_hosts(report: EventReport, leaders: Mapping[str, str], told: _Told) -> Iterator[tuple[str, str]]:
    """Others of national offices who were there where hosts of one country received in it, unless they hold theirs."""
    hosts = [part for part in report.participations if part.role is Role.HOST]
    countries = {told.behalf(part) for part in hosts}
    place = country_of(report.location, told.entities) if report.location else ""
    if report.type is not EventType.MEETING or countries != {place} or not place:
        return
    held = {
        title for key, entity in told.entities.items() if told.country(key) in countries for title in _titles(entity)
    }
    for part in report.participations:
        present = part.role is Role.ATTENDEE and told.is_bare(part) and not leaders.get(part.entity)
        if present and not _titles(told.entities[part.entity]) & held:
            yield part.entity, next(iter(countries))


def _guests(report: EventReport, home: str, entities: Mapping[str, Entity]) -> Iterator[str]:
    """Those who are guests in the country of the dateline."""
    if report.location and country_of(report.location, entities) == home:
        yield from (part.entity for part in report.participations if part.role in (Role.GUEST, *_SENT))


def _titles(entity: Entity, *, shared: bool = False) -> set[str]:
    """What offices somebody holds: those of which a country has one, and others as they are called.

    Shared ones are others said of several people at once ("Ministers A and B").
    """
    present = [capacity for capacity in entity.capacities if not capacity.former]
    return {
        each.office if each.office in LEADERS else str(each.span.start) if shared else fold(each.text)
        for each in present
    }
