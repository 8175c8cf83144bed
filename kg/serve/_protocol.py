"""SPARQL 1.1 Protocol and Graph Store Protocol over an embedded store."""

import asyncio
import hmac
import queue
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from secrets import token_hex
from typing import Any
from urllib.parse import parse_qsl

from anyio import CapacityLimiter, to_thread
from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import InputError, StoreError
from kg.serve._negotiate import choose
from kg.store import Answer, Limits
from kg.store._results import GRAPHS, TABLES
from kg.store._sparql import forbidden, using
from kg.store._workers import Worker
from kg.store.embedded import EmbeddedStore

__all__ = ["Protocol", "Refusal", "text_of"]

_OUT = frozenset({"SERVICE"})
_OUT_UPDATE = frozenset({"SERVICE", "LOAD"})
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_FORM = "application/x-www-form-urlencoded"
_WAITING = 200


class Refusal(Exception):  # noqa: N818 - an answer, not a fault
    """A request is answered with a status and one line."""

    def __init__(self, status: int, text: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(text)
        self.status, self.text, self.headers = status, text, dict(headers or {})


def text_of(data: bytes) -> str:
    """Bytes of a request as text.

    Raises:
        Refusal: they are not UTF-8.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(400, "the request is not UTF-8") from error


class Protocol:
    """Queries in worker processes that can be stopped; updates, only with a token, in this one."""

    def __init__(self, data: str, limits: Limits, writer: EmbeddedStore | None, token: str, workers: int = 2) -> None:
        self._limits, self._writer, self._token = limits, writer, token
        self._generation = ""
        self._free = asyncio.Semaphore(workers)
        self._waiting = 0
        self._threads = CapacityLimiter(workers)
        self._workers: queue.Queue[Worker] = queue.Queue()
        self._all = [Worker(data, offline=True) for _ in range(workers)]
        for worker in self._all:
            self._workers.put(worker)
        self._seen: dict[int, str] = {}

    @contextmanager
    def _worker(self, generation: str) -> Iterator[Worker]:
        worker = self._workers.get()
        try:
            if self._seen.get(id(worker)) != generation:
                worker.close()
                self._seen[id(worker)] = generation
            yield worker
        finally:
            self._workers.put(worker)

    async def ask(
        self, sparql: str, media_type: str, generation: str, default: Sequence[str] = (), named: Sequence[str] = ()
    ) -> Answer:
        """The answer to a query; those that wait for a worker keep no thread from making pages.

        Raises:
            Refusal: it is no query, is not allowed, takes too long, or too many wait already.
        """
        if forbidden(sparql, _OUT):
            raise Refusal(403, "SERVICE is not allowed here: no query leaves this server")
        busy = Refusal(503, "too many queries at once; try again", {"Retry-After": "5"})
        if self._waiting >= _WAITING:
            raise busy
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.seconds):
                await self._free.acquire()
        except TimeoutError:
            raise busy from None
        finally:
            self._waiting -= 1
        try:
            return await to_thread.run_sync(
                self._ask, sparql, media_type, generation, default, named, limiter=self._threads
            )
        finally:
            self._free.release()

    def _ask(
        self, sparql: str, media_type: str, generation: str, default: Sequence[str], named: Sequence[str]
    ) -> Answer:
        with self._worker(generation) as worker:
            try:
                return worker.query(sparql, media_type, self._limits, default, named)
            except InputError as error:
                raise Refusal(400, str(error)) from error
            except StoreError as error:
                known = "took longer" in str(error) or "memory" in str(error)
                raise Refusal(503, str(error) if known else "the store cannot answer") from error

    async def query(self, request: Request, generation: str) -> Response:
        """The SPARQL protocol's query operation."""
        fields = _fields(request.url.query)
        if request.method == "POST":
            kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
            body = text_of(await request.body())
            if kind == _FORM:
                fields += _fields(body)
            elif kind == _QUERY:
                if any(name == "query" for name, _ in fields):
                    raise Refusal(400, "the query is there twice")
                fields.append(("query", body))
            else:
                raise Refusal(415, f"send the query as {_FORM} or {_QUERY}")
        sparql = _one(fields, "query")
        media = choose(request.headers.get("accept", ""), (*TABLES, *GRAPHS))
        if media is None:
            raise Refusal(406, f"answers are {', '.join((*TABLES, *GRAPHS))}")
        graphs = [_iris(fields, "default-graph-uri"), _iris(fields, "named-graph-uri")]
        answer = await self.ask(sparql, _fitting(media, request), generation, *graphs)
        headers = {"X-Result-Truncated": "true"} if answer.cut else {}
        return _sent(answer, headers)

    def permit(self, request: Request) -> EmbeddedStore:
        """The store for writing.

        Raises:
            Refusal: there is no token, or another one.
        """
        if self._writer is None or not self._token:
            raise Refusal(403, "this server is read-only; start it with KG_SERVE_TOKEN set to allow updates")
        given = request.headers.get("authorization", "")
        scheme, _, value = given.partition(" ")
        right = hmac.compare_digest(value.strip().encode("utf-8", "surrogateescape"), self._token.encode())
        if scheme.lower() != "bearer" or not right:
            raise Refusal(401, "an update needs the token of this server", {"WWW-Authenticate": "Bearer"})
        return self._writer

    async def update(self, request: Request) -> Response:
        """The SPARQL protocol's update operation."""
        if request.method != "POST":
            raise Refusal(405, "send updates by POST", {"Allow": "POST"})
        writer = self.permit(request)
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body, fields = text_of(await request.body()), _fields(request.url.query)
        if kind == _FORM:
            fields += _fields(body)
        elif kind == _UPDATE:
            fields.append(("update", body))
        else:
            raise Refusal(415, f"send the update as {_FORM} or {_UPDATE}")
        sparql = _one(fields, "update")
        graphs = [_iris(fields, "using-graph-uri"), _iris(fields, "using-named-graph-uri")]
        if any(graphs):
            try:
                sparql = using(sparql, *graphs)
            except InputError as error:
                raise Refusal(400, str(error)) from error
        if word := forbidden(sparql, _OUT_UPDATE):
            raise Refusal(403, f"{word} is not allowed here: no update leaves this server")
        await run_in_threadpool(self._change, writer.update, sparql)
        return Response(status_code=204)

    def _change(self, action: Any, *values: Any) -> None:
        assert self._writer is not None  # noqa: S101 - `permit` gave it
        try:
            action(*values)
            self._writer.flush()
        except InputError as error:
            raise Refusal(400, str(error)) from error
        except StoreError as error:
            raise Refusal(507, "the store cannot be written") from error
        self._writer.ledger.set_note("generation", token_hex(8))

    async def graph(self, request: Request, store: EmbeddedStore) -> Response:
        """The Graph Store Protocol with indirect graph names."""
        fields = _fields(request.url.query)
        names = [value for name, value in fields if name == "graph"]
        if len(names) != 1 or any(name == "default" for name, _ in fields):
            raise Refusal(400, "name one graph: ?graph=IRI; the default graph is the union of all")
        name = _iri(names[0])
        if request.method in ("GET", "HEAD"):
            media = choose(request.headers.get("accept", ""), tuple(GRAPHS))
            if media is None:
                raise Refusal(406, f"graphs are {', '.join(GRAPHS)}")
            if not await run_in_threadpool(store.has_graph, name):
                raise Refusal(404, "no such graph")
            triples = await run_in_threadpool(store.triples, name)
            body = serialize(sorted(triples, key=str), format=GRAPHS[media]) or b""
            return Response(body, media_type=media)
        writer = self.permit(request)
        there = writer.has_graph(name)
        if request.method == "DELETE":
            if not there:
                raise Refusal(404, "no such graph")
            await run_in_threadpool(self._change, writer.remove, name)
            return Response(status_code=204)
        rows = _parsed(await request.body(), request.headers.get("content-type", "text/turtle"))
        if request.method == "POST":
            rows = [*writer.triples(name), *rows]
        await run_in_threadpool(self._change, writer.put, name, rows)
        return Response(status_code=204 if there else 201)

    def close(self) -> None:
        """End the worker processes."""
        for worker in self._all:
            worker.close()


def _fields(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=200)
    except ValueError as error:
        raise Refusal(400, "the form cannot be read") from error


def _one(fields: Sequence[tuple[str, str]], name: str) -> str:
    found = [value for key, value in fields if key == name]
    if len(found) != 1 or not found[0].strip():
        raise Refusal(400, f"give exactly one {name}")
    if "\x00" in found[0]:
        raise Refusal(400, f"the {name} holds a null character")
    return found[0]


def _iri(text: str) -> str:
    # `NamedNode` checks only a little; a base-less relative IRI must not pass.
    try:
        node = NamedNode(text)
    except ValueError as error:
        raise Refusal(400, f"{text[:200]!r} is no IRI") from error
    return node.value


def _iris(fields: Sequence[tuple[str, str]], name: str) -> list[str]:
    return [_iri(value) for key, value in fields if key == name]


def _fitting(media: str, request: Request) -> str:
    """The media type for the worker: a graph type and a table type may both be accepted, it takes what fits."""
    accept = request.headers.get("accept", "")
    if media in TABLES and (graph := choose(accept, tuple(GRAPHS))) and accept:
        return f"{media} {graph}"
    return media


def _sent(answer: Answer, headers: Mapping[str, str]) -> Response:
    return Response(answer.body, media_type=answer.media_type, headers={**headers, "Cache-Control": "no-store"})


def _parsed(body: bytes, kind: str) -> list[Triple]:
    form = RdfFormat.from_media_type(kind)
    if form is None or (form.supports_datasets and form != RdfFormat.JSON_LD):
        raise Refusal(415, f"send a graph as {', '.join(GRAPHS)}")
    try:
        return [quad.triple for quad in parse(body, format=form)]
    except (SyntaxError, ValueError, MemoryError) as error:  # The parser keeps one term in a buffer of fixed size.
        raise Refusal(400, f"the graph cannot be read: {error}") from error
