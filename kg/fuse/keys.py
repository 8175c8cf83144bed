"""Readable keys of entities and events.

A key rests on the earliest source (by publication, then article key), so an article added later does not change it.
Where two things would have one key, the one with the earliest source keeps it, and the other gets six hexadecimal
digits of the hash of its earliest source.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256

__all__ = ["Seniority", "unique_keys"]

type Seniority = tuple[str, ...]


def unique_keys(wanted: Iterable[tuple[str, Seniority]]) -> list[str]:
    """One key for each wish, in the order given.

    Args:
        wanted: (key, seniority) pairs; the smallest seniority keeps the bare key.

    >>> keys = unique_keys([("a", ("2020", "x")), ("a", ("2019", "y")), ("b", ("2020", "z"))])
    >>> keys[1:], keys[0].startswith("a-")
    (['a', 'b'], True)
    """
    listed: Sequence[tuple[str, Seniority]] = list(wanted)
    rivals: dict[str, list[int]] = defaultdict(list)
    for at, (key, _) in enumerate(listed):
        rivals[key].append(at)
    keys = [key for key, _ in listed]
    for key, places in rivals.items():
        for at in sorted(places, key=lambda place: listed[place][1])[1:]:
            keys[at] = f"{key}-{sha256('/'.join(listed[at][1]).encode()).hexdigest()[:6]}"
    return keys
