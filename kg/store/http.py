"""Any SPARQL 1.1 server, by the Graph Store Protocol where it has one, else by SPARQL Update."""

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.errors import InputError, StoreError
from kg.store._base import LEDGER, Answer, Limits, Record
from kg.store._client import Client, Reply
from kg.store._counts import restored
from kg.store._probe import probe
from kg.store._results import GRAPHS, NTRIPLES, TABLES
from kg.store._settings import ServerSettings
from kg.untrusted import parse_json

__all__ = ["HttpStore"]

_CHUNK = 5_000
_PAGE = 500
# Graphs of at least so many triples are counted after reading: a server may cut them without a word.
_SUSPECT = 1_000
_VIRTUOSO_ASK = "__ASK_RETVAL"
_P = "urn:kg-export:ledger#"
_JSON = "application/sparql-results+json"
_TRIPLES = f"{NTRIPLES}, text/turtle;q=0.5"


class HttpStore:
    """A SPARQL server; its ledger is one graph per article, named `urn:kg-export:ledger:` and a hash.

    A graph up to one request's size is put by one request. A bigger one, where there is SPARQL Update alone, goes in
    chunks to a graph aside, which then takes the place of the old one in one request.

    Raises:
        StoreError: the server cannot be reached, or has not the services needed.
    """

    def __init__(self, settings: ServerSettings, *, writable: bool = False, client: Client | None = None) -> None:
        self.where = settings.url
        self._client = client or Client(settings)
        self._services = probe(self._client, settings, writable=writable)
        self.ledger = _ServerLedger(self)

    @property
    def services(self) -> tuple[str, str, str]:
        """Addresses of query, update and Graph Store Protocol."""
        return (self._services.query, self._services.update, self._services.data)

    def graphs(self) -> tuple[str, ...]:
        """Names of the graphs, sorted, without bookkeeping."""
        return tuple(sorted(name for name in self.names() if not _is_internal(name)))

    def names(self) -> list[str]:
        """Names of all graphs."""
        return [row["g"] for row in self._pages("?g", "GRAPH ?g { ?s ?p ?o }", "?g")]

    def has_graph(self, graph: str) -> bool:
        """Whether there is such a graph."""
        answer = self.query(f"ASK {{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }}")
        with _understood(self.where):
            return bool(parse_json(answer.body)["boolean"])

    def triples(self, graph: str) -> tuple[Triple, ...]:
        """The triples of a graph."""
        if self._services.data:
            reply = self._client.send(
                "GET", self._services.data, params={"graph": graph}, headers={"Accept": _TRIPLES},
                repeatable=True,
            )  # fmt: skip
            if reply.status == 404:
                return ()
            self._must(reply, f"reading <{graph}>")
            turtle = reply.media_type == "text/turtle"
            body = reply.body
        else:
            text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }}"
            body, turtle = self.query(text, NTRIPLES).body, False
        form = RdfFormat.TURTLE if turtle else RdfFormat.N_TRIPLES
        with _understood(self.where):
            found = tuple(restored(quad).triple for quad in parse(body, format=form))
        if len(found) >= _SUSPECT and len(found) != self._size(graph):
            raise StoreError(f"{self.where}: the server cuts answers at {len(found)}; raise its limit of rows")
        return found

    def _size(self, graph: str) -> int:
        text = f"SELECT (COUNT(*) AS ?n) {{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }}"
        return next((int(row["n"]) for row in self.rows(text)), 0)

    def put(self, graph: str, triples: Iterable[Triple]) -> None:
        """Replace a graph."""
        rows = list(triples)
        if not rows:
            self.remove(graph)
            return
        body = serialize(rows, format=RdfFormat.N_TRIPLES) or b""
        if self._services.data:
            # N-Triples is Turtle, which every server takes.
            reply = self._client.send(
                "PUT", self._services.data, params={"graph": graph}, body=body, headers={"Content-Type": "text/turtle"},
                repeatable=True,
            )  # fmt: skip
            self._must(reply, f"writing <{graph}>")
            return
        self._put_by_update(graph, body.decode().splitlines(keepends=True))

    def _put_by_update(self, graph: str, lines: Sequence[str]) -> None:
        name = NamedNode(graph)
        if len(lines) <= _CHUNK:
            self.update(f"DROP SILENT GRAPH {name} ; INSERT DATA {{ GRAPH {name} {{\n{''.join(lines)}}} }}")
            return
        aside = NamedNode(f"{LEDGER}aside-{hashlib.sha256(graph.encode()).hexdigest()[:16]}")
        self.update(f"DROP SILENT GRAPH {aside}")
        rest = iter(lines)
        while chunk := list(islice(rest, _CHUNK)):
            self.update(f"INSERT DATA {{ GRAPH {aside} {{\n{''.join(chunk)}}} }}")
        self.update(f"MOVE GRAPH {aside} TO GRAPH {name}")

    def put_new(self, graphs: Mapping[str, Iterable[Triple]]) -> None:
        """Put graphs one after the other: servers promise whole graphs, not more."""
        for graph, triples in graphs.items():
            self.put(graph, triples)

    def remove(self, graph: str) -> None:
        """Remove a graph."""
        if not self._services.data:
            self.update(f"DROP SILENT GRAPH {NamedNode(graph)}")
            return
        reply = self._client.send("DELETE", self._services.data, params={"graph": graph}, repeatable=True)
        if reply.status != 404:
            self._must(reply, f"removing <{graph}>")

    def update(self, sparql: str) -> None:
        """Apply an update that has the same effect when it is applied twice."""
        reply = self._client.send("POST", self._services.update, form={"update": sparql}, repeatable=True)
        self._must(reply, "updating")

    def quads(self) -> Iterator[Quad]:
        """All quads of named graphs, graph by graph."""
        for graph in self.graphs():
            name = NamedNode(graph)
            for triple in self.triples(graph):
                yield Quad(triple.subject, triple.predicate, triple.object, name)

    def count(self) -> int:
        """How many quads there are in named graphs, without bookkeeping."""
        own = " || ".join(f'STRSTARTS(STR(?g), "{start}")' for start in (LEDGER, *_INTERNAL))
        text = f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(!({own})) }}"
        return next((int(row["n"]) for row in self.rows(text)), 0)

    def query(self, sparql: str, media_type: str = "", limits: Limits = Limits(None)) -> Answer:  # noqa: B008 - frozen
        """The answer of the server; its default graph is the union only where the server has it so."""
        accept = media_type or f"{_JSON}, {NTRIPLES};q=0.9, text/turtle;q=0.5"
        if media_type in TABLES:
            accept += f", {NTRIPLES};q=0.5, text/turtle;q=0.4"
        reply = self._client.send(
            "POST", self._services.query, form={"query": sparql}, headers={"Accept": accept}, repeatable=True,
            seconds=limits.seconds, most=limits.bytes,
        )  # fmt: skip
        if reply.status == 400:
            raise InputError(f"query: {_said(reply)}")
        self._must(reply, "asking")
        return _answer(reply, limits, self.where)

    def rows(self, sparql: str) -> list[dict[str, str]]:
        """The table that a query gives, values only."""
        body = self.query(sparql, _JSON).body
        with _understood(self.where):
            return [
                {name: term["value"] for name, term in row.items()} for row in parse_json(body)["results"]["bindings"]
            ]

    def _pages(self, names: str, pattern: str, by: str) -> Iterator[dict[str, str]]:
        """The rows of a query page by page, since servers cut long answers without a word."""
        last = ""
        while True:
            after = f"FILTER(STR({by}) > {Literal(last)})" if last else ""
            text = f"SELECT DISTINCT {names} {{ {pattern} {after} }} ORDER BY STR({by}) LIMIT {_PAGE}"
            rows = self.rows(text)
            yield from rows
            if len(rows) < _PAGE:
                return
            last = rows[-1][by[1:]]

    def _must(self, reply: Reply, doing: str) -> None:
        if reply.ok:
            return
        if reply.status in (401, 403):
            raise StoreError(
                f"{self.where}: access denied ({reply.status}) when {doing};"
                " set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN"
            )
        way = "; run the same command again when the server is well" if reply.status >= 500 else ""
        way = "; free space there and run the same command again" if reply.status == 507 else way
        raise StoreError(f"{self.where}: status {reply.status} when {doing}: {_said(reply)}{way}")

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


# Graphs that Virtuoso has of its own.
_INTERNAL = (
    "http://www.openlinksw.com/",
    "http://www.w3.org/",
    "urn:activitystreams-owl:map",
    "http://localuriqaserver/",
    "http://localhost:8890/",
)


def _is_internal(name: str) -> bool:
    return name.startswith((LEDGER, *_INTERNAL))


def _said(reply: Reply) -> str:
    return " ".join(reply.body[:300].decode("utf-8", "replace").split()) or "no reason given"


@contextmanager
def _understood(where: str) -> Iterator[None]:
    """Whatever reading an answer throws is the server's fault."""
    try:
        yield
    except (SyntaxError, ValueError, LookupError, TypeError, AttributeError, MemoryError) as error:
        raise StoreError(f"{where}: its answer is not as SPARQL 1.1 has it: {type(error).__name__}: {error}") from error


def _answer(reply: Reply, limits: Limits, where: str) -> Answer:
    kind = reply.media_type
    if kind in GRAPHS or kind == "text/rdf+n3":
        return Answer("graph", kind, reply.body)
    body, table, cut = reply.body, "table", False
    if kind == _JSON:
        # A server may stop in the middle and still say 200.
        try:
            found = parse_json(body)
        except ValueError as error:
            raise StoreError(f"{where}: its answer ends in the middle; it has a time limit of its own") from error
        with _understood(where):
            if found.get("head", {}).get("vars") == [_VIRTUOSO_ASK]:
                rows = found["results"]["bindings"]
                found = {"head": {}, "boolean": bool(rows) and rows[0][_VIRTUOSO_ASK]["value"] == "1"}
                body = json.dumps(found).encode()
            if "boolean" in found:
                table = "boolean"
            elif len(found["results"]["bindings"]) > (limits.rows if limits.rows is not None else float("inf")):
                found["results"]["bindings"] = found["results"]["bindings"][: limits.rows]
                body, cut = json.dumps(found, ensure_ascii=False).encode(), True
    return Answer(table, kind, body, cut)


class _ServerLedger:
    """Records as graphs of three triples; digests are compressed, since some servers limit literals."""

    def __init__(self, store: HttpStore) -> None:
        self._store = store

    def _graph(self, key: str) -> str:
        return LEDGER + hashlib.sha256(key.encode()).hexdigest()[:32]

    def records(self, digests: bool = True) -> Iterator[Record]:
        """All records."""
        pattern = f"GRAPH ?g {{ ?a <{_P}sha256> ?sha ; <{_P}triples> ?n"
        names = "?a ?sha ?n"
        if digests:
            pattern, names = f"{pattern} ; <{_P}digest> ?d", f"{names} ?d"
        for row in self._store._pages(names, f"{pattern} }}", "?a"):
            yield Record(row["a"], row["sha"].removeprefix("-"), int(row["n"]), _unpacked(row.get("d", "-")))

    def record(self, article: str) -> Record | None:
        """One record."""
        try:
            name = NamedNode(article)
        except ValueError:
            return None
        pattern = f"{name} <{_P}sha256> ?sha ; <{_P}triples> ?n ; <{_P}digest> ?d"
        text = f"SELECT ?sha ?n ?d {{ GRAPH <{self._graph(article)}> {{ {pattern} }} }}"
        for row in self._store.rows(text):
            return Record(article, row["sha"].removeprefix("-"), int(row["n"]), _unpacked(row["d"]))
        return None

    def keep(self, records: Iterable[Record]) -> None:
        """Write records, one after the other."""
        for record in records:
            values = {"sha256": record.sha256 or "-", "triples": str(record.triples), "digest": _packed(record.digest)}
            subject = NamedNode(record.article)
            rows = [Triple(subject, NamedNode(_P + key), Literal(value)) for key, value in values.items()]
            self._store.put(self._graph(record.article), rows)

    def forget(self, article: str) -> None:
        """Remove a record."""
        self._store.remove(self._graph(article))

    def note(self, key: str) -> str:
        """A note."""
        text = f"SELECT ?v {{ GRAPH <{self._graph('note ' + key)}> {{ ?s <{_P}note> ?v }} }}"
        return next((row["v"] for row in self._store.rows(text)), "")

    def set_note(self, key: str, value: str) -> None:
        """Write a note."""
        subject = NamedNode(LEDGER + "store")
        self._store.put(self._graph("note " + key), [Triple(subject, NamedNode(_P + "note"), Literal(value))])

    def keep_text(self, article: str, text: str) -> None:
        """Refused: texts stay where the user is."""
        raise StoreError(f"{self._store.where}: texts are kept in an embedded store only; load without --keep-texts")

    def text(self, article: str) -> str | None:
        """None."""
        return None


def _packed(text: str) -> str:
    return base64.b64encode(zlib.compress(text.encode())).decode() if text else "-"


def _unpacked(text: str) -> str:
    return zlib.decompress(base64.b64decode(text)).decode() if text != "-" else ""
