"""Links by an authority file on this machine: the one in the package, or one that `kg authority build` made."""

from collections.abc import Sequence

from kg.link._base import Settings
from kg.link._entry import Entry, Kind
from kg.link._fold import fold, skeleton, tokens
from kg.link._query import Query
from kg.link._store import SHIPPED, Store

__all__ = ["Offline", "linker"]


class Offline:
    """Finds candidates in an authority file."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.codes = store.codes

    @property
    def authority(self) -> str:
        """Name and version of the file."""
        return self._store.name

    def candidates(self, queries: Sequence[Query]) -> Sequence[tuple[Entry, ...]]:
        """Entries for each query, in the order of the queries."""
        return [self._candidates(query) for query in queries]

    def _candidates(self, query: Query) -> tuple[Entry, ...]:
        store, numbers = self._store, dict[int, None]()
        for name in query.names:
            numbers.update(dict.fromkeys(self._named(name, query)))
        if Kind.OFFICE in query.kinds or (not query.names and Kind.PERSON in query.kinds):
            find = store.offices if Kind.OFFICE in query.kinds else store.holders
            for title in query.titles:
                for country in title.countries or sorted(query.countries):
                    if title.head:
                        numbers.update(dict.fromkeys(find(title.head, country)))
        if Kind.COUNTRY in query.kinds and query.country:
            numbers.update(dict.fromkeys(store.find(f"c:{query.country}")))
        return tuple(entry for entry in map(store.entry, numbers) if entry.kind in query.kinds)

    def _named(self, name: str, query: Query) -> tuple[int, ...]:
        """Entries of that name, as written or as it sounds; for a person also those that share its words."""
        store, bones = self._store, skeleton(name)
        found = list(store.find(f"n:{fold(name)}"))
        if len(bones) >= 2:
            found += store.find(f"s:{bones}")
        if Kind.COUNTRY in query.kinds:
            found += [number for word in fold(name).split() if len(word) > 3 for number in store.find(f"t:{word}")]
            found += [number for code in store.codes(fold(name)) for number in store.find(f"c:{code}")]
        if Kind.PERSON not in query.kinds:
            return tuple(found)
        words = [word for word in tokens(name) if len(word) > 1]
        countries: tuple[str | None, ...] = tuple(sorted(query.countries)) or (None,)
        sets = [
            {number for country in countries for key in self._word_keys(word) for number in store.find(key, country)}
            for word in words
        ]
        if len(sets) == 1:
            found += sorted(sets[0])
        elif sets:
            # Two words of the name are enough to be worth comparing.
            found += sorted(number for number in set().union(*sets) if sum(number in each for each in sets) >= 2)
        return tuple(found)

    @staticmethod
    def _word_keys(word: str) -> tuple[str, ...]:
        bones = skeleton(word)
        return (f"t:{word}", f"u:{bones}") if len(bones) >= 2 else (f"t:{word}",)


def linker(settings: Settings) -> Offline:
    """The linker over `settings.authority`, or over the file in the package."""
    return Offline(Store(settings.authority or SHIPPED))
