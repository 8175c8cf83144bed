"""Finds copies of one text: MinHash over word shingles, in bands, so that only likely pairs are compared."""

import re
import struct
from array import array
from collections import defaultdict
from collections.abc import Mapping
from operator import eq
from zlib import crc32

from kg.fuse.clusters import Clusters

__all__ = ["copy_groups", "resemblance", "signature"]

_BINS = 64
_BAND = 3
_THRESHOLD = 0.55
_EMPTY = -1
_ABOVE = 1 << 32
_KEPT = 4
_COMPARED = 64
_WIDTH = 2
_WORD = re.compile(r"\w+")


def signature(text: str) -> bytes:
    """One-permutation MinHash of a text's three-word shingles: 64 numbers of two bytes, empty under 20 words.

    Source:
        Li, Owen, Zhang: One Permutation Hashing (2012), with empty bins filled from the next full one.
    """
    words = _WORD.findall(text.casefold())
    if len(words) < 20:
        return b""
    coded = " ".join(words).encode("utf-8", "surrogatepass").split(b" ")
    lowest = [_ABOVE] * _BINS
    for number in map(crc32, map(b" ".join, zip(coded, coded[1:], coded[2:], strict=False))):
        if number < lowest[number % _BINS]:
            lowest[number % _BINS] = number
    bins = [_EMPTY if number == _ABOVE else number // _BINS for number in lowest]
    for place in range(_BINS):
        step = 1
        value = bins[place]
        while value == _EMPTY:
            value = bins[(place + step) % _BINS]
            step += 1
        bins[place] = value
    return struct.pack(f">{_BINS}H", *(value & 0xFFFF for value in bins))


def resemblance(first: bytes, second: bytes) -> float:
    """Estimate of the share of shingles two texts have in common, 0 to 1."""
    if not (first and second):
        return 0.0
    same: int = sum(map(eq, array("H", first), array("H", second)))
    return same / _BINS


def copy_groups(signatures: Mapping[str, bytes]) -> tuple[tuple[str, ...], ...]:
    """Groups of articles that carry one text, by article key; each sorted, at least two.

    An article is compared only with the first of each band it falls into, so time is linear; one band is looked at
    after the other, so that no more than one is in memory.
    """
    articles = [article for article in sorted(signatures) if signatures[article]]
    candidates: dict[int, set[int]] = defaultdict(set)
    for band in range(0, _BINS - _BAND + 1, _BAND):
        first: dict[bytes, int] = {}
        others: dict[bytes, array[int]] = defaultdict(lambda: array("I"))
        for at, article in enumerate(articles):
            numbers = signatures[article][band * _WIDTH : (band + _BAND) * _WIDTH]
            alone = first.setdefault(numbers, at)
            if alone != at:
                seen = others[numbers]
                candidates[at].update((alone, *seen))
                if len(seen) < _KEPT - 1:
                    seen.append(at)
    clusters: Clusters[str] = Clusters()
    for at in sorted(candidates):
        numbers = signatures[articles[at]]
        for other in sorted(candidates[at])[:_COMPARED]:
            if resemblance(numbers, signatures[articles[other]]) >= _THRESHOLD:
                clusters.join(articles[at], articles[other])
    return tuple(group for group in clusters.groups() if len(group) > 1)
