"""The compiled authority: one SQLite file, opened read-only, never loaded whole."""

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from kg.errors import LinkError
from kg.files import replacing_path
from kg.link._entry import Entry, Kind, decode_entry, encode_entry
from kg.link._fold import fold, skeleton, tokens
from kg.link._titles import heads

__all__ = ["FORMAT", "SHIPPED", "Store", "describe_authority", "keys_of", "write_store"]

FORMAT = "2"
SHIPPED = Path(__file__).parent / "data" / "authority.sqlite"
_MOST = 300
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE entry (number INTEGER PRIMARY KEY, id TEXT, data TEXT);
CREATE TABLE posting (key TEXT, country TEXT, number INTEGER, PRIMARY KEY (key, country, number)) WITHOUT ROWID;
CREATE TABLE unsorted (key TEXT, country TEXT, number INTEGER);
"""
# Rows are sorted on disk and then written in order: a tree built in random order is slow once it outgrows memory.
_SORT = """
INSERT INTO posting SELECT DISTINCT key, country, number FROM unsorted ORDER BY key, country, number;
DROP TABLE unsorted;
"""


def keys_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """Under what (key, country) pairs an entry is found.

    Keys: "n:" folded name; "s:" consonants of a whole name; "t:" and "u:" one word of a person's name and its
    consonants; "o:" head or kind of an office held; "h:" those of an office itself; "c:" code of a country;
    "w:" word for a country (name or demonym) or body; "i:" id.
    """
    countries = entry.countries or ("",)
    keys: set[str] = {f"i:{entry.id}"} if entry.id else set()
    for name in entry.names:
        keys.add(f"n:{fold(name)}")
        keys.add(f"s:{skeleton(name)}")
        if entry.kind is Kind.PERSON:
            for word in tokens(name):
                if len(word) > 1:
                    keys.update((f"t:{word}", f"u:{skeleton(word)}"))
        if entry.kind is Kind.COUNTRY:
            keys.update(f"t:{word}" for word in fold(name).split() if len(word) > 3)
        if entry.kind in (Kind.COUNTRY, Kind.ORGANISATION) and entry.id:
            keys.add(f"w:{fold(name)}")
    if entry.kind is Kind.COUNTRY:
        keys.update(f"w:{fold(word)}" for word in entry.demonyms)
        keys.update(f"c:{code}" for code in entry.countries)
    for key in sorted(keys - {"n:", "s:", "u:", "w:"}):
        for country in countries:
            yield key, country
    for term in entry.terms:
        for key in {term.head, term.type} - {""}:
            yield f"{'h' if entry.kind is Kind.OFFICE else 'o'}:{key}", term.country


def write_store(path: Path, entries: Iterable[Entry], meta: dict[str, str]) -> int:
    """Write an authority file, whole or not at all; returns how many entries it has.

    Args:
        path: where to.
        entries: in any order; they are numbered as they come, so sort them for the same bytes.
        meta: "name" and "version" of the authority, and whatever else should stand in it.
    """
    with replacing_path(path) as place:
        return _write(place, entries, meta)


def _write(path: Path, entries: Iterable[Entry], meta: dict[str, str]) -> int:
    connection = sqlite3.connect(path)
    try:
        connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;" + _TABLES
        )
        number = 0
        for number, entry in enumerate(entries, 1):
            connection.execute("INSERT INTO entry VALUES (?, ?, ?)", (number, entry.id, encode_entry(entry)))
            rows = ((key, country, number) for key, country in keys_of(entry))
            connection.executemany("INSERT INTO unsorted VALUES (?, ?, ?)", rows)
        connection.executescript(_SORT)
        connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted({**meta, "format": FORMAT}.items()))
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()
    return number


def describe_authority(path: Path | None = None) -> dict[str, str]:
    """What an authority file says of itself, and how many entries it has.

    Raises:
        LinkError: there is no such file, or it is none of ours.
    """
    store = Store(path or SHIPPED)
    try:
        return {"file": (path or SHIPPED).name, **store.meta, "entries": str(len(store))}
    finally:
        store.close()


class Store:
    """An authority file.

    Raises:
        LinkError: there is no such file, or it is none of ours.
    """

    def __init__(self, path: Path = SHIPPED) -> None:
        if not path.is_file():
            raise LinkError(f"{path}: no such authority file; make one with: kg authority build DUMP -o {path}")
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        try:
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            self.meta: dict[str, str] = dict(self._connection.execute("SELECT key, value FROM meta"))
        except sqlite3.DatabaseError as error:
            raise LinkError(f"{path}: not an authority file ({error}); make one with: kg authority build") from error
        if self.meta.get("format") != FORMAT:
            raise LinkError(
                f"{path}: authority format {self.meta.get('format')!r}, this kg reads {FORMAT!r}; build it again"
            )
        self.find = lru_cache(maxsize=65536)(self._find)
        self.entry = lru_cache(maxsize=65536)(self._entry)
        self.codes = lru_cache(maxsize=65536)(self._codes)
        self.by_id = lru_cache(maxsize=65536)(self._by_id)

    def __len__(self) -> int:
        (count,) = self._connection.execute("SELECT count(*) FROM entry").fetchone()
        return int(count)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @property
    def name(self) -> str:
        """Name and version of the authority."""
        return f"{self.meta.get('name', 'authority')} {self.meta.get('version', '')}".strip()

    def _find(self, key: str, country: str | None = None) -> tuple[int, ...]:
        """Numbers of the entries under a key; at most 300, so that a word half the world is called proves nothing."""
        if country is None:
            rows = self._connection.execute(
                "SELECT DISTINCT number FROM posting WHERE key = ? LIMIT ?", (key, _MOST)
            ).fetchall()
        else:
            rows = self._connection.execute(
                "SELECT number FROM posting WHERE key = ? AND country = ? LIMIT ?", (key, country, _MOST)
            ).fetchall()
        return tuple(number for (number,) in rows)

    def _entry(self, number: int) -> Entry:
        (data,) = self._connection.execute("SELECT data FROM entry WHERE number = ?", (number,)).fetchone()
        return decode_entry(data)

    def _by_id(self, id: str) -> Entry | None:
        """The entry of an id."""
        found = self.find(f"i:{id}")
        return self.entry(found[0]) if found else None

    def _codes(self, form: str) -> tuple[str, ...]:
        """Codes of the countries, Q ids of the bodies, that a folded name or demonym stands for."""
        found: dict[str, None] = {}
        for number in self.find(f"w:{form}"):
            entry = self.entry(number)
            if entry.kind is Kind.COUNTRY:
                found.update(dict.fromkeys(entry.countries))
            elif entry.kind is Kind.ORGANISATION:
                found[entry.id] = None
        return tuple(found)

    def holders(self, head: str, country: str) -> tuple[int, ...]:
        """Numbers of the people who ever held an office of a country or body."""
        keys = (head, *heads()[head].types) if head in heads() else (head,)
        return tuple(dict.fromkeys(number for key in keys for number in self.find(f"o:{key}", country)))

    def offices(self, head: str, country: str) -> tuple[int, ...]:
        """Numbers of the offices of a head in a country or body."""
        keys = (head, *heads()[head].types) if head in heads() else (head,)
        return tuple(dict.fromkeys(number for key in keys for number in self.find(f"h:{key}", country)))
