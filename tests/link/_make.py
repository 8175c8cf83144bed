"""Small fused facts for the tests of linking."""

from kg.model import (
    DateBasis,
    EntityType,
    EventStatus,
    EventType,
    FusedDate,
    FusedEntity,
    FusedEvent,
    FusedFacts,
    FusedParticipation,
    Name,
    PartialDate,
    Role,
)


def entity(name, type=EntityType.PERSON, *, key="", titles=(), language="en", article="a", **rest):
    key = key or name.lower().replace(" ", "-")
    return FusedEntity(
        key,
        type,
        (Name(language, name),),
        titles=tuple(Name(language, title) for title in titles),
        mentioned_in=((article, key),),
        **rest,
    )


def facts(*entities, date="2016-04-11"):
    event = FusedEvent(
        "meeting",
        EventType.MEETING,
        EventStatus.HELD,
        FusedDate(PartialDate.parse(date), None, None, DateBasis.EXPLICIT, ()) if date else None,
        None,
        tuple(FusedParticipation(each.key, Role.ATTENDEE, (), "", (), ()) for each in entities),
        (),
        (),
    )
    return FusedFacts(("a",), tuple(entities), (event,), (), about=(("a", "meeting"),))
