"""Readable keys of entities and events.

A key rests on the earliest source (by publication, then article key), so an article added later does not change it.
Where two things would have one key, the one with the earliest source keeps it, and the other gets six hexadecimal
digits of the hash of its earliest source.

A related article with an earlier date or a fuller name can still change a key. So everything also knows the keys that
its sources alone would give it (`former_keys`), and the graph keeps them as `dcterms:replaces`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256

__all__ = ["Seniority", "former_keys", "unique_keys"]

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
        if len(places) == 1:
            continue
        for at in sorted(places, key=lambda place: listed[place][1])[1:]:
            keys[at] = f"{key}-{sha256('/'.join(listed[at][1]).encode()).hexdigest()[:6]}"
    return keys


def former_keys(keys: Sequence[str], wishes: Iterable[Iterable[str]]) -> list[tuple[str, ...]]:
    """For each thing the keys it may have had before: wished for by it alone, and the present key of nothing.

    >>> former_keys(["a", "b"], [["a", "x", "y"], ["b", "y", "a"]])
    [('x',), ()]
    """
    taken = set(keys)
    wished = [tuple(sorted(set(each) - taken)) for each in wishes]
    counted = Counter(key for each in wished for key in each)
    return [tuple(key for key in each if counted[key] == 1) for each in wished]
