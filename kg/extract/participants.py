"""Finds who takes part in an event, and in what role."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kg.extract._coordination import alike, examples_after, listed_after, untitled
from kg.extract._tense import governing, word_before
from kg.extract._views import Party, View
from kg.extract._words import last_words, words_in
from kg.extract.events_triggers import Trigger
from kg.extract.participants_object import (
    FAR,
    after_words,
    all_after,
    between_before,
    capitals_of,
    object_of,
    of_another,
    pair_before,
    relative_object,
)
from kg.extract.participants_subject import animate, is_turned, of_two_sides, subject_of, wanted
from kg.model import Capacity, Entity, EntityType, EventType, MentionKind, Observed, Participation, Role, Span
from kg.model.language import EventWords

__all__ = ["COUNTERPART", "Part", "participations", "parts_of"]

_PEOPLE = (EntityType.PERSON, EntityType.DELEGATION, EntityType.GROUP)
_BODIES = (EntityType.ORGANIZATION, EntityType.GOVERNMENT)
_SURE = 0.9
_STATES = (Role.ATTENDEE, Role.MEDIATOR, Role.SIGNATORY)
"""What a country itself can be where nobody of it is said to take part ("talks between Chad and Niger")."""
COUNTERPART = "counterpart"
_NEAR, _ARTICLE = 20, 4


class Part(Struct, frozen=True):
    """Somebody's part in an event, as one trigger says it.

    Attributes:
        party: the mention.
        role: the part taken.
        trigger: the words that say it.
    """

    party: Party
    role: Role
    trigger: Span


def parts_of(trigger: Trigger, words: EventWords) -> tuple[Part, ...]:
    """The parties of one trigger, in text order, each with its role; () when the words name none."""
    frame = trigger.frame
    if frame.noun and frame.subject and frame.object:
        return _granted(trigger, words)
    left_role, right_role = frame.subject, frame.object
    if trigger.passive:
        left_role, right_role = frame.object, ""
    elif left_role and right_role and is_turned(trigger, words):
        left_role, right_role = right_role, left_role
    if left_role == right_role and not frame.type:  # "X were present", "Also present were X".
        left_role, right_role = ("", right_role) if _inverted(trigger) else (left_role, "")
    parts: list[Part] = []
    right: list[Party] = []
    if trigger.passive and frame.subject:
        right = after_words(trigger, words.agent, words)
        parts += [Part(party, Role(frame.subject), trigger.span) for party in right]
    elif right_role:
        right = object_of(trigger, words) or relative_object(trigger, words)
        if right_role == Role.MEDIATOR:
            right = right[:1]
        parts += [Part(party, Role(right_role), trigger.span) for party in right]
    if frame.oblique and not right:
        linked = after_words(trigger, frame.prepositions or words.companion, words)
        if trigger.type is EventType.SIGNING and not frame.subject and linked:
            signed = all_after(trigger, words.agent, words)
            linked = list({party.entity.key: party for party in (*linked, *signed)}.values())
        elif trigger.type is EventType.SIGNING and not frame.subject and not frame.noun:
            linked = between_before(trigger, words)
        if trigger.own and not linked:
            linked = pair_before(trigger, words)
        if frame.noun and not linked:
            told = trigger.view.text(trigger.span.end, trigger.span.end + FAR)
            held = words_in(words.took_place, told) or words_in(words.scheduled_after, told)
            linked = after_words(trigger, words.companion, words, verbs=2) if held else []
        if frame.noun and not linked:
            linked = after_words(trigger, words.between, words) or after_words(trigger, words.among, words, verbs=2)
            if not words_in(words.among, trigger.view.text(trigger.span.end, linked[0].span.start) if linked else ""):
                linked = [party for party in linked if party.entity.type not in _BODIES]  # Whose meeting it is.
                if linked and of_another(trigger, linked[0]):
                    linked = []
        if frame.noun and not linked and trigger.type is not EventType.VISIT:
            linked = capitals_of(trigger, words)
        right = linked
        parts += [Part(party, Role(frame.oblique), trigger.span) for party in linked]
        if frame.noun and linked:
            owned = after_words(trigger, words.owner, words, _NEAR)
            parts += [
                Part(party, Role(frame.subject or frame.oblique), trigger.span)
                for party in owned
                if animate(party) and party.span.end <= linked[0].span.start
            ]
    if frame.noun and frame.subject and not right:
        owned = after_words(trigger, words.owner, words, _NEAR)
        if trigger.type == EventType.SUMMIT:
            owned = [party for party in owned if party.entity.type is not EntityType.ORGANIZATION]
        ours = trigger.type is EventType.JOINT_STATEMENT and len(owned) > 1
        parts += [Part(party, Role(frame.subject), trigger.span) for party in owned if ours or animate(party)]
        right = owned
        if not owned:
            relative = [party for party in trigger.view.parties if 0 < party.span.start - trigger.span.end <= 2]
            parts += [Part(party, Role(frame.subject), trigger.span) for party in relative if animate(party)]
            right = relative
    role = left_role or (frame.oblique if frame.noun else "")
    both = frame.noun and len(right) > 1 and not _with_companion(trigger, right, words)
    if of_two_sides(trigger):
        takes = not any(part.role == role for part in parts)
    else:
        takes = not frame.noun or _takes_subject(trigger, bool(right), words)
    if role and not both and takes:
        left = [party for party in subject_of(trigger, words) if not _is_of_one(trigger, party, words)]
        taken = {part.party.entity.key for part in parts}
        parts += [Part(party, Role(role), trigger.span) for party in left if party.entity.key not in taken]
    parts = [
        part
        for part in _listed(parts, trigger.view, words)
        if not _is_source(trigger.view, part.party.span.start, words)
    ]
    parts = [part for part in parts if not _is_another(part, parts)]
    return _with_guest(tuple(sorted(parts, key=lambda part: part.party.span)), trigger, words)


def _is_of_one(trigger: Trigger, party: Party, words: EventWords) -> bool:
    """Whether a possessive of one keeps a group from being whose journey it is ("they spoke of her visit to Lima")."""
    if trigger.type is not EventType.VISIT or not trigger.own or not party.entity.plural:
        return False
    return not words_in(words.theirs, trigger.view.text(trigger.span.start - _NEAR, trigger.span.start))


def _granted(trigger: Trigger, words: EventWords) -> tuple[Part, ...]:
    """The parts of a noun that says by whom and to whom (« l'audience accordée par A à B »), () where it does not."""
    frame = trigger.frame
    sides = ((frame.subject, words.agent), (frame.object, frame.prepositions))
    parts = [
        Part(party, Role(role), trigger.span)
        for role, links in sides
        for party in after_words(trigger, links, words)
        if party.entity.type in _PEOPLE
    ]
    return tuple(sorted(parts, key=lambda part: part.party.span)) if len({part.role for part in parts}) > 1 else ()


def _is_another(part: Part, parts: Sequence[Part]) -> bool:
    """Whether a counterpart is nobody named: the one of a minister is no president of that country."""
    party = part.party
    if party.kind is not MentionKind.TITLE:
        return False
    if not any(each.office == COUNTERPART and party.span.contains(each.span) for each in party.entity.capacities):
        return False
    own = _offices(party.entity)
    return any(
        bool(own and (theirs := _offices(other.party.entity)) and not own & theirs)
        for other in parts
        if other is not part
    )


def _offices(entity: Entity) -> set[str]:
    return {each.office for each in entity.capacities if each.office not in ("", COUNTERPART) and not each.former}


def _inverted(trigger: Trigger) -> bool:
    """Whether a verb stands before its subject: nobody is named before it in its clause."""
    clause = trigger.view.clause(trigger.span)
    return not any(clause.start <= party.span.start < trigger.span.start for party in trigger.view.parties)


def _listed(parts: Sequence[Part], view: View, words: EventWords) -> list[Part]:
    """The parts with a group replaced by the people listed after the colon behind it, or beside its examples."""
    told: list[Part] = []
    taken = {part.party.entity.key for part in parts}
    for part in parts:
        people = listed_after(view, part.party)
        examples = [] if people else examples_after(view, part.party, words.including)
        told += [] if people else [part]
        told += [
            replace(part, party=each)
            for each in (*people, *examples)
            if wanted(each, words) and (people or each.entity.key not in taken)
        ]
    return told


def _is_source(view: View, start: int, words: EventWords) -> bool:
    """Whether somebody is only said to have said it ("according to the presidency, …")."""
    before = view.text(start - _NEAR, start).rstrip(" '")
    return any(found.end >= len(before) - _ARTICLE for found in words_in(words.sources, before))


def _with_companion(trigger: Trigger, right: Sequence[Party], words: EventWords) -> bool:
    """Whether those behind a noun are the other side ("talks with A and B"), not both ("between A and B")."""
    gap = trigger.view.text(trigger.span.end, right[0].span.start)
    return bool(words_in(words.companion, gap)) or not words_in(words.among, gap)


def _takes_subject(trigger: Trigger, known: bool, words: EventWords) -> bool:
    """Whether the subject of the clause of a noun is a party to it."""
    if (known and trigger.frame.subject) or words_in(words.announcing, word_before(trigger.view, trigger.span)):
        return False
    if trigger.type is EventType.JOINT_STATEMENT and _is_reaction(trigger, words):
        return False
    held = bool(trigger.frame.preceded)  # "held the sixth dialogue"
    occasion = trigger.around and trigger.type is EventType.SUMMIT  # "discuss trade ahead of the summit"
    return not (trigger.definite or occasion) or held or trigger.own or (trigger.during and known)


def _is_reaction(trigger: Trigger, words: EventWords) -> bool:
    """Whether a joint statement is what others take up ("welcomed its joint declaration")."""
    view, start = trigger.view, trigger.span.start
    verb = governing(view, trigger.span)
    if not verb or verb[-1].start > start or not words_in(words.reacting, verb[-1].text.lower()):
        return False
    return all(token.pos != "ADP" for token in view.tokens_between(verb[-1].end, start))


def _with_guest(parts: tuple[Part, ...], trigger: Trigger, words: EventWords) -> tuple[Part, ...]:
    """The parts of talks of two alike, with guest and host where the words say that one is visiting."""
    people = [part for part in parts if part.party.entity.type in _PEOPLE]
    if trigger.type != "Meeting" or len(people) != 2 or any(part.role is not Role.ATTENDEE for part in people):
        return parts
    guests = [part for part in people if _is_visiting(trigger.view, part.party.span, words)]
    if len(guests) != 1:
        return parts
    return tuple(
        replace(part, role=Role.GUEST if part is guests[0] else Role.HOST) if part in people else part for part in parts
    )


def _is_visiting(view: View, span: Span, words: EventWords) -> bool:
    """Whether words right before somebody, in their title or right after say that they are visiting."""
    title = view.text(span.start - _NEAR, min(span.end, span.start + _NEAR))
    before = [
        found for found in words_in(words.visiting, title) if found.end >= min(_NEAR, span.start - view.start) - 1
    ]
    after = view.text(span.end, span.end + 2 * _NEAR).lstrip(" ,")
    called = last_words(view.text(span.start - _NEAR, span.start).removesuffix(", "), 1) in words.guests
    return called or bool(before) or any(found.start == 0 for found in words_in(words.visiting, after))


def capacity_of(party: Party, where: Span) -> Capacity | None:
    """The office of a party nearest to a place in the text, a past one left out."""
    present = [capacity for capacity in party.entity.capacities if not capacity.former]
    return min(present, key=lambda capacity: abs(capacity.span.start - where.start), default=None)


_ROLES = (
    *(Role.MEDIATOR, Role.DELEGATION_HEAD, Role.HOST, Role.GUEST, Role.SIGNATORY, Role.DELEGATION_MEMBER),
    Role.ATTENDEE,
)
"""The role kept of somebody given several, first ones first; a guest who chairs with a host stays one."""


def participations(
    type_: EventType, parts: Sequence[Part], entities: Mapping[str, Entity]
) -> tuple[Participation, ...]:
    """One participation for each entity, by first mention; a title is left out when its bearer is named.

    Args:
        type_: kind of event; those whom somebody received for a summit attend it.
            People of a country that is said to mediate are mediators.
            A joint statement of countries is that of their people where the article names some.
        parts: of all triggers of an event.
        entities: by key, for bodies on whose behalf somebody takes part.
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
    people = any(part.party.entity.type is EntityType.PERSON for part in chosen.values())
    states = () if people else _STATES
    chosen = {key: part for key, part in chosen.items() if not _is_country(part) or part.role in states}
    if type_ is EventType.JOINT_STATEMENT:
        told = {each.country for each in entities.values() if each.type is EntityType.PERSON and each.capacities}
        chosen = {
            key: part for key, part in chosen.items() if not _is_country(part) or part.party.entity.country not in told
        }
    bodies = [entity for entity in entities.values() if entity.type is EntityType.ORGANIZATION]
    kept = [part for part in chosen.values() if not _told_by_name(part, parts, chosen)]
    return tuple(_participation(part, bodies) for part in kept)


def _is_country(part: Part) -> bool:
    return part.party.entity.type in (EntityType.COUNTRY, EntityType.CITY)


def _order(parts: Sequence[Part]) -> Callable[[Part], tuple[int, bool]]:
    """How parts of one entity are chosen from: by role, then those mentioned by themselves before those in a group."""
    entities = {part.party.entity.key: part.party.entity for part in parts}
    own = {key: {mention.span for mention in entity.mentions} for key, entity in entities.items()}
    return lambda part: (_ROLES.index(part.role), part.party.span not in own[part.party.entity.key])


def _participation(part: Part, bodies: Sequence[Entity]) -> Participation:
    entity, capacity = part.party.entity, capacity_of(part.party, part.party.span)
    body = _body_of(capacity, bodies) if capacity and capacity.organization else ""
    if entity.type is EntityType.DELEGATION and not entity.country:
        body = _named_in(part.party.span, bodies)
    behalf = (capacity.country if capacity else "") or body or entity.country
    delegation = entity.type is EntityType.DELEGATION
    role = Role.DELEGATION_MEMBER if delegation and part.role in (Role.GUEST, Role.ATTENDEE) else part.role
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
    return sum(bool(_offices(each) & _offices(group)) for each in people) > 1


def _is_person_named(entity: Entity) -> bool:
    return entity.type is EntityType.PERSON and not untitled(entity)


def _told_by_name(part: Part, parts: Sequence[Part], chosen: Mapping[str, Part]) -> bool:
    """Whether a title or a group stands for people that other words name in the same role."""
    entity = part.party.entity
    if entity.type is EntityType.GROUP and _are_named(entity, chosen):
        return True
    if entity.type is EntityType.GROUP:
        pair = {Role.HOST, Role.GUEST} if part.role is Role.ATTENDEE else ()
        named = sum(
            (other.role is part.role or (other.role in pair and part.party.span < other.party.span))
            and _is_person_named(other.party.entity)
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
