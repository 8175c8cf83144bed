"""The ledger of an embedded store: an SQLite file beside it, so that no query and no dump ever meets it."""

import sqlite3
import threading
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError
from kg.store._base import Record

__all__ = ["FileLedger"]

_TABLES = """
CREATE TABLE IF NOT EXISTS record (article TEXT PRIMARY KEY, sha256 TEXT, triples INTEGER, digest BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS text (article TEXT PRIMARY KEY, body BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS note (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


class FileLedger:
    """Records, texts and notes in one SQLite file; digests and texts are compressed."""

    def __init__(self, path: Path, *, writable: bool) -> None:
        self._path = path
        self._lock = threading.Lock()
        there = path.exists()
        if not there and not writable:
            path = Path(":memory:")
        with self._explained():
            self._open(path, writable or not there)
            if not writable and there and not self._made():
                # A process killed while it made the file left it without all of its tables: it holds nothing yet.
                self._db.close()
                self._open(Path(":memory:"), True)

    def _made(self) -> bool:
        found = self._db.execute("SELECT COUNT(*) FROM sqlite_master WHERE name IN ('record', 'text', 'note')")
        return bool(found.fetchone()[0] == 3)

    def _open(self, path: Path, make: bool) -> None:
        place = str(path) if str(path) == ":memory:" else f"{path.resolve().as_uri()}{'' if make else '?mode=ro'}"
        self._db = sqlite3.connect(place, uri=True, timeout=30, check_same_thread=False, isolation_level=None)
        if make:
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.executescript(_TABLES)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(f"{self._path}: {error}; free space, or restore the folder from a copy") from error

    def _rows(self, sql: str, *values: str) -> list[tuple[str, ...]]:
        with self._lock, self._explained():
            return self._db.execute(sql, values).fetchall()

    def _write(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        with self._lock, self._explained():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                self._db.executemany(sql, rows)
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def records(self, digests: bool = True) -> Iterator[Record]:
        """All records, a page at a time."""
        last, column = "", "digest" if digests else "NULL"
        page = f"SELECT article, sha256, triples, {column} FROM record WHERE article > ? ORDER BY article LIMIT 500"  # noqa: S608 - the column is one of two words
        while rows := self._rows(page, last):
            for row in rows:
                yield _record(row)
            last = rows[-1][0]

    def record(self, article: str) -> Record | None:
        """One record."""
        rows = self._rows("SELECT article, sha256, triples, digest FROM record WHERE article = ?", article)
        return _record(rows[0]) if rows else None

    def keep(self, records: Iterable[Record]) -> None:
        """Write records in one transaction."""
        self._write(
            "INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?)",
            ((r.article, r.sha256, r.triples, zlib.compress(r.digest.encode()) if r.digest else None) for r in records),
        )

    def forget(self, article: str) -> None:
        """Remove the text, then the record."""
        self._write("DELETE FROM text WHERE article = ?", [(article,)])
        self._write("DELETE FROM record WHERE article = ?", [(article,)])

    def note(self, key: str) -> str:
        """A note."""
        rows = self._rows("SELECT value FROM note WHERE key = ?", key)
        return rows[0][0] if rows else ""

    def set_note(self, key: str, value: str) -> None:
        """Write a note."""
        self._write("INSERT OR REPLACE INTO note VALUES (?, ?)", [(key, value)])

    def keep_text(self, article: str, text: str) -> None:
        """Keep a text."""
        body = zlib.compress(text.encode("utf-8", "surrogatepass"))
        self._write("INSERT OR REPLACE INTO text VALUES (?, ?)", [(article, body)])

    def text(self, article: str) -> str | None:
        """A text, if it is kept."""
        rows = self._rows("SELECT body FROM text WHERE article = ?", article)
        return zlib.decompress(rows[0][0]).decode("utf-8", "surrogatepass") if rows else None  # type: ignore[arg-type]

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()


def _record(row: tuple[object, ...]) -> Record:
    article, sha256, triples, digest = row
    text = zlib.decompress(digest).decode() if isinstance(digest, bytes) else ""
    return Record(str(article), str(sha256), int(str(triples)), text)
