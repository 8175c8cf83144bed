"""Infers where an event was whose words name no place: here, at home with its host, or on the way of its guest."""

from collections.abc import Sequence

from kg.extract._words import words_in
from kg.extract.events_triggers import Trigger
from kg.extract.participants import Part
from kg.model import (
    DOUBTED,
    Annotations,
    Entity,
    EntityType,
    EventStatus,
    EventType,
    Inferred,
    Location,
    Observed,
    Role,
    Span,
    ZoneKind,
)
from kg.model.language import EventWords

__all__ = ["HOST_AT_HOME", "infer_place", "place_here", "place_of_text"]

HOST_AT_HOME = "host-at-home"
"""The rule by which an event has the country of who received there."""
_FAR = 190
_READ, _INFERRED = 0.9, 0.8


def place_here(
    type_: EventType, triggers: Sequence[Trigger], annotations: Annotations, words: EventWords
) -> Location | None:
    """The city of the dateline for an event that a sentence says was here."""
    if type_ in (EventType.PHONE_CALL, EventType.VIDEO_CONFERENCE):
        return None
    datelines = [zone.span for zone in annotations.zones if zone.kind is ZoneKind.DATELINE]
    city = _named_in(annotations.entities, datelines)
    for trigger in triggers:
        clause = trigger.view.clause(trigger.span)
        if city and words_in(
            words.here, trigger.view.text(trigger.span.start, min(clause.end, trigger.span.end + _FAR))
        ):
            span = next(each.span for each in city.mentions if any(zone.contains(each.span) for zone in datelines))
            return Location(city.key, Observed((span,), "here-of-dateline", _READ))
    return None


def place_of_text(
    type_: EventType, status: EventStatus, triggers: Sequence[Trigger], annotations: Annotations
) -> Location | None:
    """The city of the line of place and date under the title of a joint statement."""
    if type_ is not EventType.JOINT_STATEMENT or status is not EventStatus.HELD or not triggers[0].view.headline:
        return None
    text = annotations.article.text
    lines = [zone.span for zone in annotations.zones if zone.kind is ZoneKind.DATELINE]
    alone = [line for line in lines if text[line.end : line.end + 1] in ("", "\n")]
    city = _named_in(annotations.entities, alone)
    if city is None:
        return None
    span = next(each.span for each in city.mentions if any(line.contains(each.span) for line in alone))
    return Location(city.key, Observed((span,), "dateline-of-text", _READ))


def infer_place(
    type_: EventType,
    status: EventStatus,
    parts: Sequence[Part],
    ways: Sequence[Location],
    annotations: Annotations,
    *,
    main: bool,
) -> Location | None:
    """Where talks were that no words place: where their guest travelled, else at home with their host.

    The home is the dateline's city if it lies in the host's country; a dateline from elsewhere leaves it open.

    Args:
        type_: kind of event.
        status: only for one that was held does a dateline say something.
        parts: who took part.
        ways: places its people travelled to, as read.
        annotations: of the article.
        main: whether the article is about it; a host whose country nobody says is then one of the dateline's.
    """
    if type_ in (EventType.PHONE_CALL, EventType.VIDEO_CONFERENCE, EventType.JOINT_STATEMENT):
        return None
    if status in DOUBTED:
        return None
    if status is not EventStatus.HELD:
        ways = ()
    for way in ways:
        if isinstance(way.evidence, Observed):
            return Location(way.entity, Inferred(way.evidence.spans, "guest-travels-there", _INFERRED))
    people = [part for part in parts if part.party.entity.type is EntityType.PERSON]
    at_home = [part.party for part in people if part.role is Role.HOST and part.party.entity.country]
    homes = {each.entity.country for each in at_home}
    if len(homes) > 1 and not main:
        return None
    host = at_home[0] if len(homes) == 1 else None
    datelines = [zone.span for zone in annotations.zones if zone.kind is ZoneKind.DATELINE]
    city = _named_in(annotations.entities, datelines) if status is EventStatus.HELD else None
    hosts = [part.party for part in people if part.role is Role.HOST and part.party.entity.capacities]
    if main and city and not host and hosts and not hosts[0].entity.country and type_ is not EventType.VISIT:
        span = next(mention.span for mention in city.mentions if any(zone.contains(mention.span) for zone in datelines))
        return Location(city.key, Inferred(tuple(sorted({span, hosts[0].span})), "dateline-of-host", _INFERRED))
    if city:
        span = next(mention.span for mention in city.mentions if any(zone.contains(mention.span) for zone in datelines))
        local = [part for part in people if part.party.entity.country == city.country]
        guests = type_ is EventType.VISIT and not local
        met = bool(local) and len(people) > len(local) and type_ is not EventType.SIGNING
        here = host.entity.country == city.country if host else met
        if not (guests or (type_ is not EventType.VISIT and here)):
            return None
        premises = tuple(sorted({span, (host or people[0].party).span})) if people else (span,)
        return Location(city.key, Inferred(premises, "dateline-of-host", _INFERRED))
    if host is None or type_ is EventType.VISIT:
        return None
    country = host.entity.country
    home = next((e for e in annotations.entities if e.type is EntityType.COUNTRY and e.country == country), None)
    return Location(home.key, Inferred((host.span,), HOST_AT_HOME, _INFERRED)) if home else None


def _named_in(entities: Sequence[Entity], zones: Sequence[Span]) -> Entity | None:
    """The first city named in some zones."""
    if not zones:
        return None
    for entity in entities:
        if entity.type is EntityType.CITY and any(
            zone.contains(mention.span) for zone in zones for mention in entity.mentions
        ):
            return entity
    return None
