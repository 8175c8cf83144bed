"""What a store is: named graphs, each put and removed whole, and a ledger of the articles they came from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import Quad, Triple

__all__ = ["LEDGER", "Answer", "Ledger", "Limits", "Record", "Store"]

LEDGER = "urn:kg-export:ledger:"
"""Graphs whose name starts so are bookkeeping: in no dump, no count and no list of graphs."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a store knows of one article beside its graph.

    Attributes:
        article: its IRI, which is the name of its graph.
        sha256: of the graph's sorted N-Triples; "" when the graph was loaded in bulk.
        triples: of the graph.
        digest: `kg.model.ArticleDigest` as JSON, so that fusion can run again without the text; "" when unknown.
    """

    article: str
    sha256: str
    triples: int
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a query may take and how much it may answer; None is no limit.

    Attributes:
        seconds: until the query is stopped.
        rows: rows of a table, or triples of a graph.
        bytes: of the answer.
    """

    seconds: float | None = 60.0
    rows: int | None = None
    bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query.

    Attributes:
        kind: "table", "boolean" or "graph".
        media_type: of the body.
        body: the answer in that media type.
        cut: whether rows were left out because of the limit.
    """

    kind: str
    media_type: str
    body: bytes
    cut: bool = False


class Ledger(Protocol):
    """Bookkeeping of a store, apart from its data."""

    def records(self, digests: bool = True) -> Iterator[Record]:
        """All records in order of their articles; without digests they come quicker."""

    def record(self, article: str) -> Record | None:
        """The record of one article, None when there is none."""

    def keep(self, records: Iterable[Record]) -> None:
        """Write records, over older ones of the same articles; all or none."""

    def forget(self, article: str) -> None:
        """Remove the record of an article, and its text if that is kept."""

    def note(self, key: str) -> str:
        """A note about the whole store, "" when there is none."""

    def set_note(self, key: str, value: str) -> None:
        """Write a note."""

    def keep_text(self, article: str, text: str) -> None:
        """Keep an article's text.

        Raises:
            StoreError: this store keeps no texts.
        """

    def text(self, article: str) -> str | None:
        """The text of an article, None unless it is kept."""


class Store(Protocol):
    """Named graphs in one place."""

    @property
    def where(self) -> str:
        """Path or address, for messages; never holds a password."""

    @property
    def ledger(self) -> Ledger:
        """Its bookkeeping."""

    def graphs(self) -> tuple[str, ...]:
        """Names of the graphs that hold triples, sorted."""

    def has_graph(self, graph: str) -> bool:
        """Whether there is a graph of that name."""

    def triples(self, graph: str) -> tuple[Triple, ...]:
        """The triples of one graph; none when there is no such graph."""

    def put(self, graph: str, triples: Iterable[Triple]) -> None:
        """Make a graph exactly these triples: afterwards, and after a crash, it is whole, old or new."""

    def put_new(self, graphs: Mapping[str, Iterable[Triple]]) -> None:
        """Put several graphs, none of which is there yet, quickly; after a crash each is whole or absent."""

    def remove(self, graph: str) -> None:
        """Remove a graph; none of that name is no error."""

    def quads(self) -> Iterator[Quad]:
        """Everything but the bookkeeping, graph by graph."""

    def count(self) -> int:
        """How many quads `quads` gives."""

    def query(self, sparql: str, media_type: str = "", limits: Limits = ...) -> Answer:
        """The answer to a SPARQL query whose default graph is the union of all graphs.

        Args:
            sparql: the query.
            media_type: of the answer; by default JSON for tables, N-Triples for graphs.
            limits: of time and size.

        Raises:
            InputError: it is no query.
            StoreError: it took too long, or the store failed.
        """

    def close(self) -> None:
        """Release what is open, and make sure that what was written stays."""
