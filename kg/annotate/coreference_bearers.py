"""People of an article by the parts of their names: who may be meant is found without looking at everybody."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Protocol

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract_iter

from kg.annotate.coreference_fold import LONG, SIMILAR, same_part, skeleton

__all__ = ["Bearers", "Named", "similar"]

_BONES = 3
_START = 3
type _Places = dict[str, list[int]]


class Named(Protocol):
    """Somebody with a name.

    Attributes:
        parts: folded parts of the fullest name.
    """

    parts: tuple[str, ...]


def similar(one: str, other: str) -> bool:
    """Whether two folded parts may be of one name: one is the other's initial, a spelling, or has its consonants."""
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return same_part(one, other) or (len(bones := skeleton(one)) >= _BONES and bones == skeleton(other))


class Bearers[T: Named]:
    """People in the order in which they were added, by the parts of their names."""

    def __init__(self) -> None:
        self.people: list[T] = []
        self._last: _Places = defaultdict(list)
        self._first: _Places = defaultdict(list)
        self._any: _Places = defaultdict(list)
        self._letter: _Places = defaultdict(list)
        self._bones: _Places = defaultdict(list)
        self._long: dict[str, list[str]] = defaultdict(list)

    def add(self, person: T) -> None:
        """Take in one more."""
        place = len(self.people)
        self.people.append(person)
        self._last[person.parts[-1]].append(place)
        self._first[person.parts[0]].append(place)
        for part in dict.fromkeys(person.parts):
            if part not in self._any and len(part) >= LONG:
                self._long[part[0]].append(part)
            self._any[part].append(place)
            self._letter[part[0]].append(place)
            self._bones[skeleton(part)].append(place)

    def sharing(self, parts: Sequence[str]) -> list[T]:
        """Those of whom a part begins like one of these, and who may have each of them in some form (`similar`)."""
        rarest = min(map(self._similar, parts), key=lambda found: sum(map(len, found)))
        return self._near(chain.from_iterable(rarest), parts)

    def bearing(self, part: str) -> list[T]:
        """Those with a part in some spelling: as last part if anybody has it there, else as first, else anywhere."""
        spellings = self._spellings(part)
        for places in (self._last, self._first, self._any):
            if found := self._near(chain.from_iterable(places.get(each, ()) for each in spellings), (part,)):
                return found
        return []

    def _similar(self, part: str) -> list[Sequence[int]]:
        if len(part) == 1:
            return [self._letter.get(part, ())]
        bones = skeleton(part)
        alike = self._bones.get(bones, ()) if len(bones) >= _BONES else ()
        return [alike, *(self._any.get(each, ()) for each in (part[0], *self._spellings(part)))]

    def _spellings(self, part: str) -> list[str]:
        """The known parts that are spellings of one."""
        if len(part) < LONG:
            return [part]
        known = extract_iter(part, self._long.get(part[0], ()), scorer=ratio, processor=None, score_cutoff=SIMILAR)
        return [part, *(each for each, *_ in known if each != part)]

    def _near(self, places: Iterable[int], parts: Sequence[str]) -> list[T]:
        starts = {part[:_START] for part in parts}
        people = (self.people[place] for place in sorted({*places}))
        return [person for person in people if any(part[:_START] in starts for part in person.parts)]
