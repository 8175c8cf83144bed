"""Makes one participation of all that the words of an event say of somebody."""

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from kg.extract._coordination import alike, untitled
from kg.extract._offices import Foremost
from kg.extract.participants import Part, is_person_named, own_offices
from kg.model import Capacity, Entity, EntityType, EventType, Observed, Participation, Role, Span

__all__ = ["participations"]

_SURE = 0.9
_STATES = (Role.ATTENDEE, Role.MEDIATOR, Role.SIGNATORY)
"""What a country itself can be where nobody of it is said to take part ("talks between Chad and Niger")."""
_ROLES = (
    *(Role.MEDIATOR, Role.DELEGATION_HEAD, Role.HOST, Role.GUEST, Role.SIGNATORY, Role.DELEGATION_MEMBER),
    Role.ATTENDEE,
)
"""The role kept of somebody given several, first ones first; a guest who chairs with a host stays one."""


_LED = (Role.GUEST, Role.DELEGATION_HEAD, Role.DELEGATION_MEMBER)
"""Roles of those with whom a delegation comes, which is else a guest itself."""
_APART = frozenset([Role.HOST, Role.MEDIATOR])
"""Roles of people beside whom the states that talked are told."""


def participations(
    type_: EventType, parts: Sequence[Part], entities: Mapping[str, Entity], foremost: Foremost
) -> tuple[Participation, ...]:
    """One participation for each entity, by first mention; a title is left out when its bearer is named.

    Args:
        type_: kind of event; those whom somebody received for a summit attend it. States take part where no person
            does, or only a host or a mediator of several.
            People of a country that is said to mediate are mediators.
            A joint statement of countries is that of their people where the article names some.
        parts: of all triggers of an event.
        entities: by key, for bodies on whose behalf somebody takes part.
        foremost: chooses the office in which somebody takes part.
    """
    if type_ is EventType.SUMMIT:
        parts = [replace(part, role=Role.ATTENDEE) if part.role is Role.GUEST else part for part in parts]
    receiving = {part.trigger for part in parts if part.role is Role.GUEST}
    guests = {part.party.entity.key for part in parts if part.role is Role.GUEST}
    chairs = [part for part in parts if part.role is Role.HOST and part.trigger not in receiving]
    parts = [part for part in parts if part.party.entity.key not in guests or part not in chairs]
    order = _order(parts)
    chosen: dict[str, Part] = {}
    for part in sorted(parts, key=lambda part: part.party.span):
        known = chosen.get(part.party.entity.key)
        if known is None or order(part) < order(known):
            chosen[part.party.entity.key] = part
    mediators = {part.party.entity.country for part in parts if part.role is Role.MEDIATOR and _is_country(part)}
    for key, part in chosen.items():
        if part.role in (Role.HOST, Role.ATTENDEE) and part.party.entity.country in mediators:
            chosen[key] = replace(part, role=Role.MEDIATOR)
    roles = {part.role for part in chosen.values() if part.party.entity.type is EntityType.PERSON}
    talking = [part for part in chosen.values() if _is_country(part) and part.role is Role.ATTENDEE]
    states = _STATES if not roles or (roles <= _APART and len(talking) > 1) else ()
    chosen = {key: part for key, part in chosen.items() if not _is_country(part) or part.role in states}
    if type_ is EventType.JOINT_STATEMENT:
        told = {each.country for each in entities.values() if each.type is EntityType.PERSON and each.capacities}
        chosen = {
            key: part for key, part in chosen.items() if not _is_country(part) or part.party.entity.country not in told
        }
    bodies = [entity for entity in entities.values() if entity.type is EntityType.ORGANIZATION]
    kept = [part for part in chosen.values() if not _told_by_name(part, parts, chosen)]
    led = any(part.role in _LED and part.party.entity.type is EntityType.PERSON for part in kept)
    return tuple(_participation(part, bodies, foremost, led=led) for part in kept)


def _is_country(part: Part) -> bool:
    return part.party.entity.type in (EntityType.COUNTRY, EntityType.CITY)


def _order(parts: Sequence[Part]) -> Callable[[Part], tuple[int, bool]]:
    """How parts of one entity are chosen from: by role, then those mentioned by themselves before those in a group."""
    entities = {part.party.entity.key: part.party.entity for part in parts}
    own = {key: {mention.span for mention in entity.mentions} for key, entity in entities.items()}
    return lambda part: (_ROLES.index(part.role), part.party.span not in own[part.party.entity.key])


def _participation(part: Part, bodies: Sequence[Entity], foremost: Foremost, *, led: bool) -> Participation:
    entity = part.party.entity
    capacity = foremost(entity)
    held = [each for each in entity.capacities if not each.former]
    body = _body_of(capacity, bodies) if capacity in held and capacity.organization else ""
    if entity.type is EntityType.DELEGATION and not entity.country:
        body = _named_in(part.party.span, bodies)
    behalf = next((each.country for each in held if each.country), "") or body or entity.country
    delegation = entity.type is EntityType.DELEGATION
    joins = delegation and (part.role is Role.ATTENDEE or (part.role is Role.GUEST and led))
    role = Role.DELEGATION_MEMBER if joins else part.role
    return Participation(entity.key, role, Observed((part.party.span,), "trigger-argument", _SURE), capacity, behalf)


def _body_of(capacity: Capacity, bodies: Sequence[Entity]) -> str:
    """Key of the body an office is held in: of that name, else named in it ("president of the Commission of A")."""
    named = (body.key for body in bodies if capacity.organization in {each.name for each in body.mentions})
    return next(named, "") or _named_in(capacity.span, bodies)


def _named_in(span: Span, bodies: Sequence[Entity]) -> str:
    """Key of the first body named in a range, "" where none is."""
    inside = ((each.span, body.key) for body in bodies for each in body.mentions if span.contains(each.span))
    return min(inside, default=(span, ""))[1]


def _are_named(group: Entity, parts: Mapping[str, Part]) -> bool:
    """Whether a group said by one word ("Ministers reaffirmed …") is two or more of those named, by their offices."""
    if group.country or group.members or " " in group.name:
        return False
    people = [part.party.entity for part in parts.values() if not untitled(part.party.entity)]
    return sum(bool(own_offices(each) & own_offices(group)) for each in people) > 1


def _told_by_name(part: Part, parts: Sequence[Part], chosen: Mapping[str, Part]) -> bool:
    """Whether a title or a group stands for people that other words name in the same role."""
    entity = part.party.entity
    if entity.type is EntityType.GROUP and _are_named(entity, chosen):
        return True
    if entity.type is EntityType.GROUP:
        pair = {Role.HOST, Role.GUEST} if part.role is Role.ATTENDEE else ()
        named = sum(
            (other.role is part.role or (other.role in pair and part.party.span < other.party.span))
            and is_person_named(other.party.entity)
            for other in chosen.values()
        )
        return named > int(bool(entity.country) or any(map(str.isupper, entity.name[1:])))
    if not untitled(entity):
        return False
    together = {each.trigger for each in parts if each.party.entity.key == entity.key}
    beside = {each.party.entity.key for each in parts if each.trigger in together}
    return any(
        key not in beside and other.role in (part.role, Role.DELEGATION_HEAD) and not untitled(other.party.entity)
        for key, other in chosen.items()
        if alike(entity, other.party.entity)
    )
