"""What a build keeps of each article until the end: its quads and its digest, on disk; a checkpoint when told where."""

import os
import sqlite3
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from typing import Any, Self

from msgspec import MsgspecError

from kg.errors import InputError, KgError
from kg.files import explained_temporary
from kg.link import Surroundings
from kg.model import ArticleDigest
from kg.model.packed import layout, packed, unpacker
from kg.rdf._graph import expanded

__all__ = ["Around", "Entry", "Spool", "compressed"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS article (
  key TEXT PRIMARY KEY,           -- Article.key
  fingerprint TEXT NOT NULL,      -- what the entry was made from: text, metadata, options, version of the tool
  reason TEXT NOT NULL,           -- why the article was skipped; '' for one that was read
  quads BLOB NOT NULL,            -- its graph, compact (`kg.rdf._graph`), compressed
  digest BLOB NOT NULL,           -- its digest, packed, compressed
  contexts BLOB NOT NULL,         -- text around its mentions, packed, compressed
  words INTEGER NOT NULL,
  statements INTEGER NOT NULL,
  lines INTEGER NOT NULL,         -- of quads
  topics TEXT NOT NULL,           -- Media Topic ids that the quads name, separated by spaces
  language TEXT NOT NULL,         -- of the article
  seal BLOB NOT NULL              -- a hash of the columns before
) WITHOUT ROWID
"""
_COLUMNS = {
    "key": str,
    "fingerprint": str,
    "reason": str,
    "quads": bytes,
    "digest": bytes,
    "contexts": bytes,
    "words": int,
    "statements": int,
    "lines": int,
    "topics": str,
    "language": str,
}
_TYPES = tuple(_COLUMNS.values())
_VALUES: Callable[[object], tuple[Any, ...]] = attrgetter(*_COLUMNS)
_PUT = f"INSERT OR REPLACE INTO article VALUES (?{', ?' * len(_COLUMNS)})"  # noqa: S608 - names of our own
_CLAIM = f"SELECT {', '.join(_COLUMNS)}, seal FROM article WHERE key = ? AND fingerprint = ?"  # noqa: S608
_MINE = "CREATE TEMP TABLE mine (key TEXT PRIMARY KEY) WITHOUT ROWID"  # the articles that this run read
_OF_MINE = "FROM mine LEFT JOIN article USING (key)"  # an article that got lost is NULL
_LEVEL = 1
type Around = tuple[tuple[str, bytes], ...]
"""Text around the mentions of each entity of an article: its key, and a packed tuple of `Surroundings`."""
_FILE = "articles.sqlite"
_APPLICATION = zlib.crc32(b"kg checkpoint") >> 1  # told from any other SQLite file by this
# A table whose rows have another form is begun anew.
_FORMAT = zlib.crc32("/".join((_SCHEMA, layout(ArticleDigest), layout(Around), layout(Surroundings))).encode()) >> 1
_FAULTS: tuple[type[Exception], ...] = (OSError, sqlite3.Error)
_DAMAGED = (*_FAULTS, zlib.error, MsgspecError, ValueError, LookupError, TypeError)
_IN_USE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
_CLOSED = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_NOLFS)
_COMMIT_EVERY = 200
_COMMIT_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a build.

    Attributes:
        key: `Article.key`.
        fingerprint: what it was made from; equal fingerprints give equal entries.
        reason: why it was skipped, "" if it was not.
        quads: its graph in the order of `kg.rdf.dataset`, as `Graph.compact` gives it, compressed.
        digest: its `ArticleDigest`, packed and compressed.
        contexts: text around its mentions for the linker, an `Around`, packed and compressed.
        words: number of words of the text.
        statements: number of statements found.
        lines: number of lines of the quads.
        topics: Media Topic ids that the quads name, separated by spaces.
        language: of the article.
    """

    key: str
    fingerprint: str
    reason: str = ""
    quads: bytes = b""
    digest: bytes = b""
    contexts: bytes = b""
    words: int = 0
    statements: int = 0
    lines: int = 0
    topics: str = ""
    language: str = ""


def compressed(data: bytes) -> bytes:
    """Bytes as an entry keeps them; where an article is worked on, so that a pool does it side by side."""
    return zlib.compress(data, _LEVEL)


def _sealed(values: tuple[Any, ...]) -> bytes:
    """A hash of the values of a row, their types included."""
    return blake2b(packed(values), digest_size=16).digest()


class Spool:
    """Entries by key in one SQLite file: a temporary one, or a checkpoint that the next run goes on from.

    A killed process leaves every committed entry whole. Not for two processes at a time: the second gets an error.

    Args:
        folder: of the checkpoint; None for a temporary one.

    Raises:
        InputError: by any method: the folder cannot be used, is full, in use, damaged or somebody else's.
        DiskError: likewise, of temporary files.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        with ExitStack() as held, self._explained():
            temporary = None if folder else tempfile.TemporaryDirectory(prefix="kg-")
            place = Path(held.enter_context(temporary)) if temporary else Path(folder or "")
            place.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(place / _FILE, isolation_level=None, timeout=1)
            held.callback(self._base.close)
            self._begin()
            if temporary and os.name == "posix":
                temporary.cleanup()  # Open files need no names, and a killed process then leaves none.
            self._held = held.pop_all()
        self._pending, self._committed = 0, time.monotonic()

    def _begin(self) -> None:
        """Take the file for this process alone, and make the tables; nothing is written to a file of others."""
        ask = self._base.execute
        ask("PRAGMA locking_mode=EXCLUSIVE")
        ask("BEGIN EXCLUSIVE")
        application, tables = ask(
            "SELECT application_id, (SELECT count(*) FROM sqlite_schema) FROM pragma_application_id"
        ).fetchone()
        if application != _APPLICATION and (application or tables):
            raise self._strange()
        if ask("PRAGMA user_version").fetchone()[0] != _FORMAT:
            ask("DROP TABLE IF EXISTS article")
            ask(f"PRAGMA application_id = {_APPLICATION}")
            ask(f"PRAGMA user_version = {_FORMAT}")
        ask(_SCHEMA)
        ask("COMMIT")
        ask("PRAGMA journal_mode=WAL")
        ask(f"PRAGMA synchronous={'OFF' if self._folder is None else 'NORMAL'}")
        ask("PRAGMA temp_store=MEMORY")
        ask(_MINE)
        ask("BEGIN IMMEDIATE")

    @contextmanager
    def _explained(self, faults: tuple[type[Exception], ...] = _FAULTS) -> Iterator[None]:
        """Turns errors of the file, or those that what it holds may lead to, into one line."""
        try:
            with nullcontext() if self._folder else explained_temporary():
                yield
        except faults as error:
            raise self._trouble(error) from error

    def _trouble(self, error: Exception) -> InputError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # an extended code has the plain one in its last byte
        why = ((error.strerror if isinstance(error, OSError) else None) or str(error)).lower()
        why = "".join(filter(str.isprintable, why))  # SQLite cites what it reads
        if code in _IN_USE:
            way = "another build is using this checkpoint; wait for its end, or name another folder"
        elif code in _NO_ROOM:
            way = f"the checkpoint cannot be written: {why}; make room, and the same command goes on from what is there"
        elif code in _CLOSED or isinstance(error, OSError):
            way = f"cannot be used as a checkpoint: {why}"
        elif code == sqlite3.SQLITE_NOTADB:
            return self._strange()
        else:
            way = f"the checkpoint is damaged{f' ({why})' if code else ''}: delete it and build again"
        return InputError(f"{self._folder}: {way}")

    def _strange(self) -> InputError:
        way = "name another folder, or delete the file if it is one"
        return InputError(f"{self._folder}: its {_FILE} is no checkpoint of this kg, or a damaged one: {way}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        with self._held, suppress(KgError) if kind else nullcontext():
            self.commit()

    def claim(self, key: str, fingerprint: str) -> Entry | None:
        """The entry an earlier run made from the same input, which now belongs to this run; None if there is none."""
        with self._explained(_DAMAGED):
            row = self._base.execute(_CLAIM, (key, fingerprint)).fetchone()
            if row is None:
                return None
            *values, seal = row
            if tuple(map(type, values)) != _TYPES or _sealed(tuple(values)) != seal:
                raise ValueError("not the row that was written")
            known = dict(zip(_COLUMNS, values, strict=True))
            self._own(key, known["reason"])
        return Entry(key, fingerprint, known["reason"], words=known["words"], statements=known["statements"])

    def put(self, entry: Entry) -> None:
        """Keep an entry."""
        values = _VALUES(entry)
        with self._explained():
            self._base.execute(_PUT, (*values, _sealed(values)))
            self._own(entry.key, entry.reason)
        self._pending += 1
        if self._pending >= _COMMIT_EVERY or time.monotonic() - self._committed >= _COMMIT_SECONDS:
            self.commit()

    def _own(self, key: str, reason: str) -> None:
        if not reason:
            self._base.execute("INSERT OR IGNORE INTO mine VALUES (?)", (key,))

    def commit(self) -> None:
        """Make everything so far survive a crash."""
        with self._explained():
            self._base.execute("COMMIT")
            self._base.execute("BEGIN IMMEDIATE")
        self._pending, self._committed = 0, time.monotonic()

    def is_empty(self) -> bool:
        """Whether this run read no article."""
        with self._explained():
            return self._base.execute("SELECT 1 FROM mine LIMIT 1").fetchone() is None

    def digests(self) -> Iterator[ArticleDigest]:
        """Digests of the articles this run read, by article key."""
        return (digest for _, digest in self._each("digest", unpacker(ArticleDigest)))

    def contexts(self) -> Iterator[tuple[str, Around]]:
        """Article key and text around mentions, of the articles this run read, by article key."""
        return self._each("contexts", unpacker(Around))

    def quads(self, articles: Iterable[str] | None = None) -> Iterator[tuple[str, bytes]]:
        """Article key and N-Quads lines of the articles this run read, or of some of them, by article key."""
        return self._each("quads", expanded, articles)

    def _each[Value](
        self, column: str, read: Callable[[bytes], Value], articles: Iterable[str] | None = None
    ) -> Iterator[tuple[str, Value]]:
        """Key and value that a column holds of the articles this run read, or of some of them, by article key."""
        query = f"SELECT key, {column} {_OF_MINE}"
        with self._explained(_DAMAGED):
            if articles is None:
                rows: Iterable[tuple[str, bytes]] = self._base.execute(f"{query} ORDER BY key")
            else:  # The others are not read from disk.
                one = f"{query} WHERE key = ?"
                rows = (row for key in sorted(articles) for row in self._base.execute(one, (key,)))
            for key, blob in rows:
                yield key, read(zlib.decompress(blob))

    def counted(self) -> tuple[int, set[str]]:
        """How many quads the articles have that this run read, and the Media Topics they name."""
        total, found = 0, set[str]()
        with self._explained(_DAMAGED):
            for lines, topics in self._base.execute(f"SELECT lines, topics {_OF_MINE}"):
                total += lines
                found.update(str.split(topics))
        return total, found

    def languages(self) -> dict[str, str]:
        """The language of each article this run read."""
        with self._explained():
            return dict(self._base.execute(f"SELECT key, language {_OF_MINE}"))
