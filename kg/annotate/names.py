"""Finds who and what an article speaks of, and every mention of each."""

from collections.abc import Sequence

from kg.model import Entity, Language, Sentence, Zone

__all__ = ["find_entities"]


def find_entities(
    text: str, zones: Sequence[Zone], sentences: Sequence[Sentence], language: Language
) -> tuple[Entity, ...]:
    """The people, bodies, places and groups of an article, by first mention.

    Args:
        text: the article text.
        zones: what each part of it is.
        sentences: of headline and body, quotations masked.
        language: its names section is used.
    """
    return ()
