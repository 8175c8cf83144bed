"""Small fused facts for the tests of linking."""

from kg.link import gathering
from kg.model import EntityType, FusedEntity, Name, PartialDate


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
    return gathering(entities, PartialDate.parse(date) if date else None, article="a")
