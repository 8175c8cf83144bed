"""Finds whom a pronoun inside quotation marks means: « Il faut du temps, a-t-elle dit. »."""

from collections.abc import Mapping, Sequence

from kg.model import Entity, EntityType, Gender, MentionKind, Span

__all__ = ["CERTAINTY", "masked_speaker"]

CERTAINTY = 0.8
"""How sure such a speaker is."""
_PARAGRAPHS = 2


def masked_speaker(text: str, pronoun: Span, entities: Sequence[Entity], genders: Mapping[str, Gender]) -> str:
    """Key of the one person of fitting gender in the two paragraphs before a pronoun and its own; "" for none.

    Args:
        text: the article text.
        pronoun: where it is.
        entities: of the article.
        genders: pronouns for one person → whom they mean.
    """
    gender = genders.get(pronoun.of(text).lower().strip("-‑"))
    if gender is None:
        return ""
    near = Span(_start(text, pronoun.start), pronoun.start)
    people = [
        entity
        for entity in entities
        if entity.type is EntityType.PERSON
        and not entity.plural
        and any(each.kind is not MentionKind.PRONOUN and near.contains(each.span) for each in entity.mentions)
    ]
    fitting = [each for each in people if each.gender is gender]
    fitting = fitting or [each for each in people if each.gender is Gender.UNKNOWN]
    return fitting[0].key if len(fitting) == 1 else ""


def _start(text: str, offset: int) -> int:
    """Start of the second paragraph before that of an offset."""
    for _ in range(_PARAGRAPHS + 1):
        offset = text.rfind("\n", 0, max(offset - 1, 0))
        while offset > 0 and text[offset - 1] == "\n":
            offset -= 1
        if offset <= 0:
            return 0
    return offset
