"""Keeps what is said of one stream short: the first few of a kind are named, the others counted."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from kg.errors import SourceError
from kg.model import Article, Skipped

__all__ = ["named_few"]

_NAMED = 5
_KINDS = 20
_PLACE = re.compile(r"(?<=\bbyte )\d+")


def named_few(items: Iterable[Article | Skipped], origin: str) -> Iterator[Article | Skipped]:
    """The items of one stream, of which the first five that are skipped for one reason are named.

    The others are counted, and said at the end in one line a reason, also when the stream cannot be read to its end.
    A note of one kind is given to five articles too. What a reason says before its first colon is its kind.

    Raises:
        SourceError: as the items do.
    """
    skipped: Counter[str] = Counter()
    noted: Counter[str] = Counter()
    broken: SourceError | None = None
    try:
        for item in items:
            if isinstance(item, Article):
                yield replace(item, notes=tuple(_few(item.notes, noted))) if item.notes else item
            elif _count(item.reason, skipped) <= _NAMED:
                yield item
    except SourceError as error:
        broken = error
    for kind, count in skipped.items():
        if count > _NAMED:
            yield Skipped(origin, f"… and {count - _NAMED:,} more, for the same reason: {kind}", count=count - _NAMED)
    if broken:
        raise broken


def _few(notes: Iterable[str], noted: Counter[str]) -> Iterator[str]:
    for note in notes:
        count = _count(note, noted)
        if count <= _NAMED:
            yield f"{note} (others like this are not named)" if count == _NAMED else note


def _count(reason: str, counts: Counter[str]) -> int:
    """How many of its kind there were, with this one."""
    kind = _PLACE.sub("…", reason).partition(":")[0]
    if kind not in counts and len(counts) >= _KINDS:
        kind = "other reasons"
    counts[kind] += 1
    return counts[kind]
