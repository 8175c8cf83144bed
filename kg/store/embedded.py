"""An Oxigraph data base in a folder: one writer, any number of readers, no server."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.errors import InputError, StoreError
from kg.store._base import Answer, Limits
from kg.store._counts import restored
from kg.store._ledger import FileLedger
from kg.store._workers import Worker

__all__ = ["EmbeddedStore"]

_LEDGER = "ledger.sqlite"
_DATA = "oxigraph"


class EmbeddedStore:
    """A folder with the data base in `oxigraph/` and the ledger in `ledger.sqlite`.

    Raises:
        StoreError: it is not there (reading), another process writes it (writing), or it cannot be opened.
    """

    def __init__(self, path: str | Path, *, writable: bool = False) -> None:
        self.where = str(path)
        folder = Path(path)
        self.data = folder / _DATA
        self._writable = writable
        if not writable and not (self.data / "CURRENT").exists():
            raise StoreError(f"{path}: no store there; make one with kg load GRAPH --store {path}")
        if folder.exists() and not folder.is_dir():
            raise StoreError(f"{path}: is a file; name a folder for the store")
        with self._explained():
            if writable:
                folder.mkdir(parents=True, exist_ok=True)
        self._store = self._open()
        self.ledger = FileLedger(folder / _LEDGER, writable=writable)
        self._worker: Worker | None = None

    def _open(self) -> pyoxigraph.Store:
        if not self._writable:
            try:
                return pyoxigraph.Store.read_only(str(self.data))
            except (OSError, RuntimeError) as error:
                # A process killed while it made the folder leaves one that only a writer can bring to its end.
                raise StoreError(
                    f"{self.where}: cannot be read: {error}; if its first load was interrupted, run that again"
                ) from error
        try:
            return pyoxigraph.Store(str(self.data))
        except OSError as error:
            if "lock" in str(error).lower():
                raise StoreError(
                    f"{self.where}: another process is writing to this store; wait until it is done, or name another"
                    " folder (one writer at a time; reading goes on)"
                ) from error
            raise self._trouble(error) from error
        except RuntimeError as error:
            raise self._trouble(error) from error

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (OSError, RuntimeError) as error:
            raise self._trouble(error) from error

    def _trouble(self, error: Exception) -> StoreError:
        text = str(error)
        way = "run the same command again"
        if "no space" in text.lower() or "file too large" in text.lower():
            way = "the disk is full: free space and run the same command again"
        elif isinstance(error, RuntimeError):
            way = "the folder is damaged: restore it from a copy, or load everything into another"
        return StoreError(f"{self.where}: {text}; {way}")

    @property
    def raw(self) -> pyoxigraph.Store:
        """The data base itself, for reading in this process."""
        return self._store

    def graphs(self) -> tuple[str, ...]:
        """Names of the graphs, sorted."""
        with self._explained():
            return tuple(sorted(g.value for g in self._store.named_graphs() if isinstance(g, NamedNode)))

    def has_graph(self, graph: str) -> bool:
        """Whether there is such a graph."""
        with self._explained():
            return self._store.contains_named_graph(NamedNode(graph))

    def triples(self, graph: str) -> tuple[Triple, ...]:
        """The triples of a graph."""
        with self._explained():
            quads = self._store.quads_for_pattern(None, None, None, NamedNode(graph))
            return tuple(restored(quad).triple for quad in quads)

    def put(self, graph: str, triples: Iterable[Triple]) -> None:
        """Replace a graph in one transaction; only what differs is written."""
        new = set(triples)
        old = set(self.triples(graph))
        gone, come = old - new, new - old
        name = NamedNode(graph)
        parts = []
        if any(isinstance(term, BlankNode) for triple in gone for term in (triple.subject, triple.object)):
            # Blank nodes cannot be named in DELETE DATA.
            parts, gone, come = [f"DROP SILENT GRAPH {name}"], set(), new
        if gone:
            parts.append(f"DELETE DATA {{ GRAPH {name} {{\n{_lines(gone)}}} }}")
        if come:
            parts.append(f"INSERT DATA {{ GRAPH {name} {{\n{_lines(come)}}} }}")
        if not new:
            parts = [f"DROP SILENT GRAPH {name}"]
        if parts:
            self._update(";\n".join(parts))

    def _update(self, text: str) -> None:
        with self._explained():
            self._store.update(text)

    def update(self, sparql: str) -> None:
        """Apply a SPARQL update of a user, in one transaction.

        Raises:
            InputError: it is no update.
        """
        with self._explained():
            try:
                self._store.update(sparql)
            except SyntaxError as error:
                raise InputError(f"update: {error}") from error

    def flush(self) -> None:
        """Write out what is in memory, so that other processes see it."""
        with self._explained():
            self._store.flush()

    def put_new(self, graphs: Mapping[str, Iterable[Triple]]) -> None:
        """Load graphs that are not there yet; all appear at once."""
        quads = (
            Quad(t.subject, t.predicate, t.object, NamedNode(graph)) for graph, rows in graphs.items() for t in rows
        )
        with self._explained():
            self._store.bulk_extend(quads)

    def load_file(self, path: str | Path, graphs: Iterable[str]) -> None:
        """Load an N-Quads file in the quickest way; all of it appears at once.

        Args:
            path: the file, not compressed.
            graphs: names of its graphs; those that exist are replaced, and are absent if the process is killed
                between their removal and the end.

        Raises:
            InputError: a syntax error.
        """
        old = [graph for graph in graphs if self.has_graph(graph)]
        with self._explained():
            try:
                if old:
                    for _ in pyoxigraph.parse(path=str(path), format=RdfFormat.N_QUADS):
                        pass
                    self._update(";\n".join(f"DROP SILENT GRAPH {NamedNode(graph)}" for graph in old))
                self._store.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
            except SyntaxError as error:
                raise InputError(f"{path}: {error}") from error

    def remove(self, graph: str) -> None:
        """Remove a graph in one transaction."""
        with self._explained():
            self._store.remove_graph(NamedNode(graph))

    def quads(self) -> Iterator[Quad]:
        """All quads, by graph, the default graph first."""
        with self._explained():
            yield from map(restored, self._store.quads_for_pattern(None, None, None, DefaultGraph()))
            for graph in self.graphs():
                yield from map(restored, self._store.quads_for_pattern(None, None, None, NamedNode(graph)))

    def count(self) -> int:
        """How many quads."""
        with self._explained():
            return len(self._store)

    def pattern(self, subject: str | None, predicate: str | None, value: pyoxigraph.NamedNode | None) -> Iterator[Quad]:
        """Quads of all graphs that fit."""
        with self._explained():
            yield from self._store.quads_for_pattern(
                NamedNode(subject) if subject else None, NamedNode(predicate) if predicate else None, value, None
            )

    def query(self, sparql: str, media_type: str = "", limits: Limits = Limits()) -> Answer:  # noqa: B008 - frozen
        """The answer, worked out in a process of its own that ends when the time is up."""
        if self._writable:
            with self._explained():
                self._store.flush()
            self._stop()
        self._worker = self._worker or Worker(self.data)
        return self._worker.query(sparql, media_type, limits)

    def _stop(self) -> None:
        if self._worker:
            self._worker.close()
            self._worker = None

    def close(self) -> None:
        """Write out what is in memory and let go of the lock."""
        self._stop()
        if self._writable:
            with self._explained():
                self._store.flush()
        self.ledger.close()
        del self._store


def _lines(triples: Iterable[Triple]) -> str:
    """Triples as `INSERT DATA` takes them, which is as N-Triples has them."""
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
