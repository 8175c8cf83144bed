"""Finds what a text is about, as IPTC Media Topics."""

from collections.abc import Sequence

from kg.model import Language, Span, TopicAssignment

__all__ = ["find_topics"]


def find_topics(text: str, ranges: Sequence[Span], language: Language) -> tuple[TopicAssignment, ...]:
    """The topics of some ranges of a text, heaviest first, each with the words it was read from."""
    return ()
