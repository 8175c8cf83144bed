"""What a statement says, as features that can be compared across languages."""

import re

from kg.fuse.names import fold

__all__ = ["features"]

_WORD = re.compile(r"[^\W_]+")


def features(text: str, language: str) -> tuple[str, ...]:
    """Features of a statement's content, sorted."""
    return tuple(sorted({fold(word) for word in _WORD.findall(text) if len(word) > 3}))
