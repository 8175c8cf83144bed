"""Which IPTC Media Topics are broader than another."""

from functools import cache

from kg.resources import media_topics

__all__ = ["broader_topics"]


@cache
def broader_topics(topic: str) -> tuple[str, ...]:
    """The ids of the topics above one, the nearest first, as far as our selection of topics goes.

    >>> broader_topics("20000340")
    ('20000337', '20000209')
    """
    above = _above().get(topic)
    return (above, *broader_topics(above)) if above else ()


@cache
def _above() -> dict[str, str]:
    return {row["id"]: row["broader"] for row in media_topics()}
