"""One event with some people, places and bodies, made up to try a linker on."""

from collections.abc import Iterable, Sequence

from kg.errors import InputError
from kg.link._apply import KINDS, link
from kg.link._base import Linker
from kg.model import (
    DateBasis,
    EventStatus,
    EventType,
    FusedDate,
    FusedEntity,
    FusedEvent,
    FusedFacts,
    FusedParticipation,
    Link,
    Name,
    PartialDate,
    Role,
)

__all__ = ["gathering", "link_names"]


def gathering(
    entities: Sequence[FusedEntity], date: PartialDate | None, *, key: str = "meeting", article: str = ""
) -> FusedFacts:
    """Facts of one meeting in which all the entities take part.

    Args:
        entities: who and what is there.
        date: of the meeting, None unknown.
        key: of the meeting.
        article: key of an article whose main event it is, "" none.
    """
    when = FusedDate(date, None, None, DateBasis.EXPLICIT, ()) if date else None
    parts = tuple(FusedParticipation(each.key, Role.ATTENDEE, (), "", (), ()) for each in entities)
    event = FusedEvent(key, EventType.MEETING, EventStatus.HELD, when, None, parts, (), ())
    about = ((article, key),) if article else ()
    return FusedFacts((article,) if article else (), tuple(entities), (event,), (), about=about)


def link_names(
    names: Iterable[str], linker: Linker, type: str, *, country: str = "", date: str | None = None, language: str = "en"
) -> tuple[tuple[str, Link], ...]:
    """What single names would be linked to, in the order given; for people who try an authority.

    Raises:
        InputError: no such type, or the date is none.
    """
    types = {entity_type.value: entity_type for entity_type in KINDS}
    if type not in types:
        raise InputError(f"no type {type!r}; known: {', '.join(sorted(types))}")
    try:
        day = PartialDate.parse(date) if date else None
    except ValueError as error:
        raise InputError(f"date: {error}; write YYYY-MM-DD") from error
    asked = list(names)
    entities = [
        FusedEntity(str(number), types[type], (Name(language, name),), country=country)
        for number, name in enumerate(asked)
    ]
    found = {each.key: each.link for each in link(gathering(entities, day), linker).entities}
    return tuple((name, each) for number, name in enumerate(asked) if (each := found[str(number)]))
