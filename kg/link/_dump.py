"""A Wikidata JSON dump → an authority file: one line at a time, resumable, in memory that does not grow."""

import bz2
import gzip
import hashlib
import json
import re
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, cast

from msgspec import Struct
from msgspec.structs import fields, replace

from kg.errors import InputError
from kg.files import explained
from kg.link._entry import Entry, Kind
from kg.link._fold import fold
from kg.link._store import write_store
from kg.link._wikibase import Item, Office, class_ids, closed_classes, entry_of, is_public, is_qid, kind_of, read_item
from kg.untrusted import parse_json

__all__ = ["DumpProgress", "build_from_dump"]

_EVERY = 20_000
_LONGEST_LINE = 200_000_000
_TABLES = """
CREATE TABLE IF NOT EXISTS item (number INTEGER PRIMARY KEY, kind TEXT, data TEXT);
CREATE TABLE IF NOT EXISTS subclass (number INTEGER, parent INTEGER, PRIMARY KEY (parent, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS redirect (source TEXT PRIMARY KEY, target TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
"""
_SUBCLASSES = """
INSERT OR IGNORE INTO root WITH RECURSIVE below (number) AS
(VALUES (:root) UNION SELECT subclass.number FROM subclass JOIN below ON subclass.parent = below.number)
SELECT number, :root FROM below
"""
_LATER = ""
_NOTHING = Item("")
_BATCH = 5000
_ORDER = (Kind.CITY, Kind.COUNTRY, Kind.OFFICE, Kind.ORGANISATION, Kind.PERSON)


class DumpProgress(Struct, frozen=True):
    """How far a dump has been read.

    Attributes:
        lines: lines read, those of an earlier run included.
        kept: items kept, those that may turn out to be of no kind included until the end.
        broken: lines that were no JSON.
        share: part of the compressed file read, 0 to 1.
    """

    lines: int
    kept: int
    broken: int
    share: float


def build_from_dump(
    dump: Path,
    target: Path,
    languages: tuple[str, ...] = ("en", "fr"),
    progress: Callable[[DumpProgress], None] = lambda each: None,
    *,
    restart: bool = False,
) -> DumpProgress:
    """Build an authority file of the politicians, offices, countries, cities and bodies of a dump.

    What an item is, its classes and everything they are below say (P279). As a class may come after its items, whatever
    has a country is kept until the end.

    What has been read is kept in `<target>.work` until the file is finished; a second run goes on from there.

    Args:
        dump: JSON dump, one item a line; plain, .gz or .bz2.
        target: file to write, whole or not at all.
        languages: of labels, aliases and demonyms, best first.
        progress: told every 20,000 lines.
        restart: forget what an earlier run read.

    Raises:
        InputError: the dump cannot be read to its end, or the file be written; what was read so far is kept.
    """
    work = target.with_name(target.name + ".work")
    if restart:
        work.unlink(missing_ok=True)
    with explained(str(dump), "read"):
        identity = _identity(dump, languages)
    with explained(str(target), "write"):
        target.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(work)
    with closing(connection), explained(str(target), "write"):
        # The work file may be lost in a power cut, but never half right.
        connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" + _TABLES)
        reader = _Reader(connection, identity, languages)
        done = reader.read(dump, progress)
        done = replace(done, kept=_settle(connection))
        meta = {"name": "wikidata-dump", "version": identity[:12], "licence": "CC0-1.0", "dump": dump.name}
        write_store(target, _Resolver(connection).entries(), meta)
    for path in (work, work.with_name(work.name + "-wal"), work.with_name(work.name + "-shm")):
        path.unlink(missing_ok=True)
    return done


def _identity(dump: Path, languages: tuple[str, ...]) -> str:
    """A name for a dump: its size and its beginning, and what is read of it."""
    with dump.open("rb") as stream:
        head = stream.read(65536)
    return hashlib.sha256(repr((dump.stat().st_size, languages)).encode() + head).hexdigest()


def _open(dump: Path, raw: IO[bytes]) -> IO[bytes]:
    if dump.suffix == ".gz":
        return cast(IO[bytes], gzip.open(raw))
    return cast(IO[bytes], bz2.open(raw)) if dump.suffix == ".bz2" else raw


class _Reader:
    """Reads a dump into the work file."""

    def __init__(self, connection: sqlite3.Connection, identity: str, languages: tuple[str, ...]) -> None:
        self._connection = connection
        self._languages = languages
        state = dict(connection.execute("SELECT key, value FROM state"))
        if state.get("identity") != identity:
            for table in ("item", "subclass", "redirect", "state"):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
            connection.execute("INSERT INTO state VALUES ('identity', ?)", (identity,))
            connection.commit()
            state = {}
        self._lines = int(state.get("lines", 0))
        self._kept = int(state.get("kept", 0))
        self._broken = int(state.get("broken", 0))
        self._finished = bool(state.get("finished", False))
        # Most lines of a dump are none of ours: they are told by their bytes, without being parsed.
        ids = "|".join(sorted(id[1:] for id in class_ids()))
        pattern = rf'"P(?:39|297|1376|17|1001|279)"|"redirect|(?:"id"\s*:\s*"Q|"numeric-id"\s*:\s*)(?:{ids})\b'
        self._wanted = re.compile(pattern.encode())

    def read(self, dump: Path, progress: Callable[[DumpProgress], None]) -> DumpProgress:
        """Read from where an earlier run stopped to the end."""
        if self._finished:
            return DumpProgress(self._lines, self._kept, self._broken, 1.0)
        size = max(1, dump.stat().st_size)
        number = 0
        with dump.open("rb") as raw, _open(dump, raw) as stream:
            try:
                while line := stream.readline(_LONGEST_LINE):
                    number += 1
                    if number <= self._lines:
                        continue
                    self._line(line)
                    if number % _EVERY == 0:
                        self._save(number)
                        progress(DumpProgress(number, self._kept, self._broken, min(1.0, raw.tell() / size)))
            except (OSError, EOFError, zlib.error) as error:
                self._save(max(number, self._lines))
                raise InputError(f"{dump}: broken after line {number}: {error}; run again once it is whole") from error
        self._save(number, finished=True)
        done = DumpProgress(number, self._kept, self._broken, 1.0)
        progress(done)
        return done

    def _save(self, lines: int, *, finished: bool = False) -> None:
        self._lines = lines
        state = {"lines": lines, "kept": self._kept, "broken": self._broken, "finished": int(finished)}
        self._connection.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", state.items())
        self._connection.commit()

    def _line(self, line: bytes) -> None:
        if not self._wanted.search(line):
            return
        text = line.strip().rstrip(b",")
        try:
            entity = parse_json(text)
            if isinstance(entity, dict):
                self._keep(entity)
        except (ValueError, TypeError, OverflowError):  # not JSON, or an item with values that no item has
            self._broken += 1

    def _keep(self, entity: dict[str, Any]) -> None:
        inside = entity.get("redirects")
        redirect = inside if isinstance(inside, dict) else entity
        source, target = redirect.get("entity", redirect.get("from")), redirect.get("redirect", redirect.get("to"))
        if isinstance(source, str) and isinstance(target, str) and is_qid(source) and is_qid(target):
            self._connection.execute("INSERT OR REPLACE INTO redirect VALUES (?, ?)", (source, target))
        id = entity.get("id")
        if entity.get("type", "item") != "item" or not isinstance(id, str) or not is_qid(id):
            return
        item = read_item(entity, self._languages)
        kind = kind_of(item)
        if kind is Kind.OTHER and item.capital_of:
            kind = Kind.CITY
        parents = [(int(id[1:]), int(parent[1:])) for parent in item.parents]
        self._connection.executemany("INSERT OR IGNORE INTO subclass VALUES (?, ?)", parents)
        if not item.labels or (kind is Kind.PERSON and not is_public(item)):
            return
        if kind is Kind.OTHER and not (item.countries and (item.classes or item.parents)):
            return
        data = json.dumps([getattr(item, each.name) for each in fields(Item)], ensure_ascii=False)
        found = self._connection.execute("SELECT 1 FROM item WHERE number = ?", (int(id[1:]),)).fetchone()
        self._kept += found is None
        row = (int(id[1:]), _LATER if kind is Kind.OTHER else kind.value, data)
        self._connection.execute("INSERT OR REPLACE INTO item VALUES (?, ?, ?)", row)


def _settle(connection: sqlite3.Connection) -> int:
    """Say of the items kept for later what they are, by all the classes they are below; returns how many items stay."""
    connection.execute("DROP TABLE IF EXISTS root")
    connection.execute("CREATE TABLE root (number INTEGER, root INTEGER, PRIMARY KEY (number, root)) WITHOUT ROWID")
    for id in closed_classes():
        connection.execute(_SUBCLASSES, {"root": int(id[1:])})

    @lru_cache(maxsize=65536)
    def above(id: str) -> tuple[str, ...]:
        rows = connection.execute("SELECT root FROM root WHERE number = ?", (int(id[1:]),))
        return tuple(f"Q{root}" for (root,) in rows)

    last, rows = 0, [(0, "")]
    while rows:
        query = "SELECT number, data FROM item WHERE kind = ? AND number > ? ORDER BY number LIMIT ?"
        rows = connection.execute(query, (_LATER, last, _BATCH)).fetchall()
        for last, data in rows:
            item = _decode(data)
            kind = kind_of(item, (root for id in item.classes for root in above(id)))
            if kind is Kind.OTHER:
                # An office is often an instance of nothing, only a subclass of "president" or "minister".
                parent = kind_of(_NOTHING, (root for id in item.parents for root in above(id)))
                kind = parent if parent is Kind.OFFICE else kind
            if kind is not Kind.OTHER:
                connection.execute("UPDATE item SET kind = ? WHERE number = ?", (kind.value, last))
    connection.execute("DELETE FROM item WHERE kind = ?", (_LATER,))
    connection.commit()
    (kept,) = connection.execute("SELECT count(*) FROM item").fetchone()
    return int(kept)


class _Resolver:
    """Turns the items of a work file into entries: countries get codes, terms get offices."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.item = lru_cache(maxsize=65536)(self._item)
        self._words: dict[str, dict[str, None]] = {}
        self._capitals: set[str] = set()
        for item in self._items(Kind.COUNTRY):
            self._capitals.update((item.capital,) if item.capital and item.codes else ())
            for word in (*(text for _, text in item.labels), *item.aliases, *item.demonyms):
                self._words.setdefault(fold(word), {}).update(dict.fromkeys(item.codes or (item.id,)))

    def entries(self) -> Iterator[Entry]:
        """Entries by kind and number."""
        for kind in _ORDER:
            for item in self._items(kind):
                entry = entry_of(item, kind, self._codes, self._office, self._lookup)
                yield replace(entry, capital=True) if item.id in self._capitals else entry

    def _items(self, kind: Kind) -> Iterator[Item]:
        query = "SELECT data FROM item WHERE kind = ? ORDER BY number"
        for (data,) in self._connection.execute(query, (kind.value,)):
            yield _decode(data)

    def _item(self, id: str) -> Item | None:
        for _ in range(5):
            row = self._connection.execute("SELECT target FROM redirect WHERE source = ?", (id,)).fetchone()
            if row is None:
                break
            id = row[0]
        row = self._connection.execute("SELECT data FROM item WHERE number = ?", (int(id[1:]),)).fetchone()
        return _decode(row[0]) if row else None

    def _codes(self, id: str) -> tuple[str, ...]:
        item = self.item(id)
        return item.codes if item else ()

    def _office(self, id: str) -> Office | None:
        item = self.item(id)
        if item is None:
            return None
        codes = tuple(code for each in item.countries for code in self._codes(each) or (each,))
        return Office(tuple(text for _, text in item.labels), codes)

    def _lookup(self, form: str) -> tuple[str, ...]:
        return tuple(self._words.get(form, ()))


def _decode(data: str) -> Item:
    row = json.loads(data)
    lists = {"labels", "terms"}
    values = {}
    for each, value in zip(fields(Item), row, strict=True):
        if isinstance(value, list):
            value = tuple(tuple(part) for part in value) if each.name in lists else tuple(value)
        values[each.name] = value
    return Item(**values)
