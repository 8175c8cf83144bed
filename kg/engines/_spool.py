"""What a build keeps of each article until the end: its quads and its digest, on disk; a checkpoint when told where."""

import sqlite3
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from msgspec import MsgspecError

from kg.errors import InputError
from kg.link import Surroundings
from kg.model import ArticleDigest
from kg.model.packed import layout, unpacker
from kg.rdf._graph import expanded

__all__ = ["Around", "Entry", "Spool", "compressed"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS article (
  key TEXT PRIMARY KEY,           -- Article.key
  fingerprint TEXT NOT NULL,      -- what the entry was made from: text, metadata, options, version of the tool
  origin TEXT NOT NULL,
  reason TEXT NOT NULL,           -- why the article was skipped; '' for one that was read
  quads BLOB NOT NULL,            -- its graph, compact (`kg.rdf._graph`), compressed
  digest BLOB NOT NULL,           -- its digest, packed, compressed
  contexts BLOB NOT NULL,         -- text around its mentions, packed, compressed
  words INTEGER NOT NULL,
  statements INTEGER NOT NULL,
  lines INTEGER NOT NULL,         -- of quads
  topics TEXT NOT NULL,           -- Media Topic ids that the quads name, separated by spaces
  language TEXT NOT NULL,         -- of the article
  run INTEGER NOT NULL            -- the last run that read the article
) WITHOUT ROWID
"""
_LEVEL = 1
type Around = tuple[tuple[str, bytes], ...]
"""Text around the mentions of each entity of an article: its key, and a packed tuple of `Surroundings`."""
# A table whose rows have another form is begun anew.
_FORMAT = zlib.crc32("/".join((_SCHEMA, layout(ArticleDigest), layout(Around), layout(Surroundings))).encode()) >> 1
_DAMAGED = (zlib.error, MsgspecError, ValueError, LookupError)
_COMMIT_EVERY = 200
_COMMIT_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a build.

    Attributes:
        key: `Article.key`.
        fingerprint: what it was made from; equal fingerprints give equal entries.
        origin: where it was read.
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
    origin: str
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


class Spool:
    """Entries by key in one SQLite file: a temporary one, or a checkpoint that the next run goes on from.

    A killed process leaves every committed entry whole. Not for two processes at a time: the second gets an error.
    """

    def __init__(self, folder: Path | None) -> None:
        self._temporary = tempfile.TemporaryDirectory(prefix="kg-") if folder is None else None
        self._place = place = Path(self._temporary.name) if self._temporary else Path(str(folder))
        try:
            place.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(place / "articles.sqlite", isolation_level=None, timeout=1)
            self._base.execute("PRAGMA locking_mode=EXCLUSIVE")
            self._base.execute("PRAGMA journal_mode=WAL")
            self._base.execute(f"PRAGMA synchronous={'OFF' if self._temporary else 'NORMAL'}")
            if self._base.execute("PRAGMA user_version").fetchone()[0] != _FORMAT:
                self._base.execute("DROP TABLE IF EXISTS article")
                self._base.execute(f"PRAGMA user_version = {_FORMAT}")
            self._base.execute(_SCHEMA)
            self._base.execute("BEGIN IMMEDIATE")
        except (OSError, sqlite3.Error) as error:
            raise InputError(f"{place}: cannot be used as a checkpoint: {error}; is another build using it?") from error
        row = self._base.execute("SELECT coalesce(max(run), 0) + 1 FROM article").fetchone()
        self._run = int(row[0])
        self._pending, self._committed = 0, time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.commit()
        self._base.close()
        if self._temporary:
            self._temporary.cleanup()

    def claim(self, key: str, fingerprint: str, origin: str) -> Entry | None:
        """The entry an earlier run made from the same input, which now belongs to this run; None if there is none."""
        row = self._base.execute(
            "SELECT reason, words, statements FROM article WHERE key = ? AND fingerprint = ?", (key, fingerprint)
        ).fetchone()
        if row is None:
            return None
        self._base.execute("UPDATE article SET run = ?, origin = ? WHERE key = ?", (self._run, origin, key))
        self._written()
        return Entry(key, fingerprint, origin, row[0], words=row[1], statements=row[2])

    def put(self, entry: Entry) -> None:
        """Keep an entry."""
        self._base.execute(
            "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry.key,
                entry.fingerprint,
                entry.origin,
                entry.reason,
                entry.quads,
                entry.digest,
                entry.contexts,
                entry.words,
                entry.statements,
                entry.lines,
                entry.topics,
                entry.language,
                self._run,
            ),
        )
        self._written()

    def _written(self) -> None:
        self._pending += 1
        if self._pending >= _COMMIT_EVERY or time.monotonic() - self._committed >= _COMMIT_SECONDS:
            self.commit()

    def commit(self) -> None:
        """Make everything so far survive a crash."""
        self._base.execute("COMMIT")
        self._base.execute("BEGIN IMMEDIATE")
        self._pending, self._committed = 0, time.monotonic()

    def is_empty(self) -> bool:
        """Whether this run read no article."""
        query = "SELECT 1 FROM article WHERE run = ? AND reason = '' LIMIT 1"
        return self._base.execute(query, (self._run,)).fetchone() is None

    def digests(self) -> Iterator[ArticleDigest]:
        """Digests of the articles this run read, by article key."""
        return (
            digest
            for _, digest in self._each(
                "SELECT key, digest FROM article WHERE run = ? AND reason = ''", unpacker(ArticleDigest)
            )
        )

    def contexts(self) -> Iterator[tuple[str, Around]]:
        """Article key and text around mentions, of the articles this run read, by article key."""
        return self._each("SELECT key, contexts FROM article WHERE run = ? AND reason = ''", unpacker(Around))

    def quads(self, articles: Iterable[str] | None = None) -> Iterator[tuple[str, bytes]]:
        """Article key and N-Quads lines of the articles this run read, or of some of them, by article key."""
        return self._each("SELECT key, quads FROM article WHERE run = ? AND reason = ''", expanded, articles)

    def _each[Value](
        self, query: str, read: Callable[[bytes], Value], articles: Iterable[str] | None = None
    ) -> Iterator[tuple[str, Value]]:
        """Key and value that a query gives of the articles this run read, or of some of them, by article key."""
        if articles is None:
            rows: Iterable[tuple[str, bytes]] = self._base.execute(f"{query} ORDER BY key", (self._run,))
        else:  # The others are not read from disk.
            one = f"{query} AND key = ?"
            rows = (row for key in sorted(articles) for row in self._base.execute(one, (self._run, key)))
        for key, blob in rows:
            try:
                value = read(zlib.decompress(blob))
            except _DAMAGED as error:
                raise InputError(f"{self._place}: the checkpoint is damaged: delete it and build again") from error
            yield key, value

    def counted(self) -> tuple[int, set[str]]:
        """How many quads the articles have that this run read, and the Media Topics they name."""
        query = "SELECT lines, topics FROM article WHERE run = ? AND reason = ''"
        total, found = 0, set[str]()
        for lines, topics in self._base.execute(query, (self._run,)):
            total += lines
            found.update(topics.split())
        return total, found

    def languages(self) -> dict[str, str]:
        """The language of each article this run read."""
        query = "SELECT key, language FROM article WHERE run = ? AND reason = ''"
        return dict(self._base.execute(query, (self._run,)))
