"""The web application over an embedded store: SPARQL endpoint, linked data by content negotiation, and pages."""

import io
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from anyio import CapacityLimiter, to_thread
from jinja2 import Environment, PackageLoader, StrictUndefined
from pyoxigraph import NamedNode, Triple
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.rdf import formats
from kg.rdf.dataset import Dataset
from kg.serve import _pages
from kg.serve._article import article_page
from kg.serve._event import event_page
from kg.serve._guard import Guard
from kg.serve._negotiate import choose
from kg.serve._protocol import Protocol, Refusal
from kg.serve._quality import Quality
from kg.serve._reader import Library, Reader
from kg.serve._search import Index
from kg.serve._sparql_page import sparql_page
from kg.serve._void import void_triples
from kg.store import Limits
from kg.store.embedded import EmbeddedStore
from kg.vocab import KG, PREFIXES, SCHEMA, SKOS

__all__ = ["ServeSettings", "create_app"]

_HTML = "text/html"
_RDF = {
    "text/turtle": "turtle",
    "application/ld+json": "jsonld",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
}
_DOWNLOADS = {
    "csv": b"text/csv",
    "tsv": b"text/tab-separated-values",
    "json": b"application/sparql-results+json",
    "turtle": b"text/turtle",
}
_STATIC = {"style.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """How to serve.

    Attributes:
        store: folder of the embedded store.
        token: what an update must bring; "" for a read-only server, which takes no lock on the store.
        limits: of a query.
        body: most bytes of a request.
        address: of this server as clients know it, such as https://data.example.org; "" is the one it listens on.
        hosts: names that a request's Host may have; empty for any.
    """

    store: str
    token: str = field(default="", repr=False)
    limits: Limits = field(default_factory=lambda: Limits(30.0, 10_000, 64 << 20))
    body: int = 1 << 20
    address: str = ""
    hosts: frozenset[str] = frozenset()


class _Site:
    """The handlers."""

    def __init__(self, settings: ServeSettings) -> None:
        self.settings = settings
        self._writer = EmbeddedStore(settings.store, writable=True) if settings.token else None
        self.library = Library(settings.store, self._writer)
        opened = self._writer or EmbeddedStore(settings.store)
        self.protocol = Protocol(str(opened.data), settings.limits, self._writer, settings.token)
        self.quality = Quality(settings.store)
        self._index: Index | None = None
        self._indexing = threading.Lock()
        # Two pages are made at a time, first come, first served: more threads would only take turns at one interpreter.
        self._threads = CapacityLimiter(2)
        self._jinja = Environment(
            loader=PackageLoader("kg.serve"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip

    def generation(self) -> str:
        return self.library.reader().generation

    async def run[T](self, work: Callable[..., T], *values: Any) -> T:
        return await to_thread.run_sync(work, *values, limiter=self._threads)

    def index(self, reader: Reader) -> Index:
        with self._indexing:
            if self._index is None or self._index.generation != reader.generation:
                self._index = Index(reader)
            return self._index

    def render(self, template: str, reader: Reader, code: int = 200, **values: Any) -> Response:
        text = self._jinja.get_template(template).render(
            href=partial(_href, reader), reader=reader, q=values.pop("q", ""), **values
        )
        return Response(text, code, media_type=_HTML)

    async def home(self, request: Request) -> Response:
        reader = self.library.reader()
        year, number = request.query_params.get("year", "")[:10], _number(request)
        page = await self.run(_pages.home_page, reader, year, number)
        return self.render("home.html", reader, title="Events and statements", **page)

    async def listed(self, request: Request) -> Response:
        reader, name = self.library.reader(), request.path_params["name"]
        if name not in _pages.LISTS:
            raise Refusal(404, "no such list")
        page = await self.run(_pages.list_page, reader, name, _number(request))
        return self.render("list.html", reader, title=name.capitalize(), **page)

    async def search(self, request: Request) -> Response:
        reader, q = self.library.reader(), request.query_params.get("q", "")[:200]
        kind = request.query_params.get("kind", "")[:20]
        found = await self.run(lambda: self.index(reader).find(q, kind))
        return self.render("search.html", reader, title=f"Search: {q}" if q else "Search", q=q, kind=kind, found=found)

    async def thing(self, request: Request) -> Response:
        reader = self.library.reader()
        path = request.path_params["path"]
        if not reader.base:
            raise Refusal(404, "this store has no base; ask for /resource?iri=…")
        return await self.run(self._describe, reader, reader.base + path, request)

    async def resource(self, request: Request) -> Response:
        reader, iri = self.library.reader(), request.query_params.get("iri", "")
        try:
            NamedNode(iri)
        except ValueError as error:
            raise Refusal(400, "give ?iri= an IRI") from error
        return await self.run(self._describe, reader, iri, request)

    def _describe(self, reader: Reader, iri: str, request: Request) -> Response:
        try:
            NamedNode(iri)
        except ValueError as error:
            raise Refusal(404, "nothing is known of this address") from error
        media = choose(request.headers.get("accept", ""), (_HTML, *_RDF))
        if media is None:
            raise Refusal(406, f"there is {', '.join((_HTML, *_RDF))}")
        heir = reader.successor(iri)
        if heir and not reader.types(iri):
            return RedirectResponse(_href(reader, heir), 301)
        if not reader.exists(iri) and not next(reader.quads(None, None, iri), None):
            raise Refusal(404, "nothing is known of this address")
        if media != _HTML:
            dataset = Dataset.from_triples(_about(reader, iri))
            return Response(_written(dataset, _RDF[media]), media_type=media)
        return self._page(reader, iri)

    def _page(self, reader: Reader, iri: str) -> Response:
        types = set(reader.types(iri))
        label = reader.label(iri)
        for kinds, template, page in _KINDS:
            if types & kinds:
                values = page(reader, iri)
                title = _event_title(values) if template == "event.html" else label
                return self.render(template, reader, **{"title": title, "iri": iri, **values})
        values = _pages.node_page(reader, iri)
        return self.render("node.html", reader, **{"title": label, "iri": iri, **values})

    async def triples(self, request: Request) -> Response:
        reader, iri = self.library.reader(), request.query_params.get("iri", "")
        try:
            NamedNode(iri)
        except ValueError as error:
            raise Refusal(400, "give ?iri= an IRI") from error
        if not reader.exists(iri):
            raise Refusal(404, "nothing is known of this address")
        values = await self.run(_pages.node_page, reader, iri)
        return self.render("node.html", reader, **{"title": reader.label(iri), "iri": iri, **values})

    async def sparql(self, request: Request) -> Response:
        reader = self.library.reader()
        asked = request.method == "POST" or "query" in request.query_params
        if request.method != "POST" and (form := _DOWNLOADS.get(request.query_params.get("format", ""))):
            # For links on the page, which cannot set an Accept header.
            request.scope["headers"] = [*(h for h in request.scope["headers"] if h[0] != b"accept"), (b"accept", form)]
            return await self.protocol.query(Request(request.scope, request.receive), reader.generation)
        html = choose(request.headers.get("accept", ""), ("application/sparql-results+json", _HTML)) == _HTML
        if html and request.method != "POST":
            values = await sparql_page(self.protocol, request.query_params, reader)
            return self.render("sparql.html", reader, title="SPARQL", **values)
        if not asked:
            raise Refusal(400, "give exactly one query")
        return await self.protocol.query(request, reader.generation)

    async def update(self, request: Request) -> Response:
        return await self.protocol.update(request)

    async def graph_store(self, request: Request) -> Response:
        return await self.protocol.graph(request, self._writer or self.library.reader().opened)

    async def void(self, request: Request) -> Response:
        reader = self.library.reader()
        media = choose(request.headers.get("accept", ""), tuple(_RDF)) or "text/turtle"
        # Never the host that the client claims: the answer is kept for others.
        host, port = request.scope.get("server") or ("127.0.0.1", 80)
        address = self.settings.address or f"http://{f'[{host}]' if ':' in host else host}:{port}"
        found = await self.run(void_triples, reader, address)
        return Response(_written(Dataset.from_triples(found), _RDF[media]), media_type=media)

    async def report(self, request: Request) -> Response:
        reader = self.library.reader()
        made = await self.quality.report(reader.generation)
        response = self.render("report.html", reader, title="Quality report", made=made)
        # The charts place and colour their parts by style attributes; the page takes no text that is not escaped.
        response.headers["Content-Security-Policy"] = (
            "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; form-action 'self';"
            " base-uri 'none'; frame-ancestors 'none'"
        )
        if not made.html:
            response.headers["Cache-Control"] = "no-store"
        return response

    async def static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _STATIC:
            raise Refusal(404, "no such file")
        return Response(files("kg.serve").joinpath("static", name).read_bytes(), media_type=_STATIC[name])

    def refuse(self, status: int, text: str, request: Request, headers: dict[str, str] | None = None) -> Response:
        if choose(request.headers.get("accept", ""), ("text/plain", _HTML)) == _HTML:
            response = self.render("error.html", self.library.reader(), status, title=f"Error {status}", text=text)
        else:
            response = Response(text + "\n", status, media_type="text/plain")
        response.headers.update({**(headers or {}), "Cache-Control": "no-store"})
        return response

    def close(self) -> None:
        self.quality.close()
        self.protocol.close()
        if self._writer:
            self._writer.close()


_AGENTS = {
    SCHEMA.Person,
    SCHEMA.Organization,
    SCHEMA.GovernmentOrganization,
    KG.Delegation,
    KG.Group,
    SCHEMA.Country,
    SCHEMA.City,
    SCHEMA.Place,
}
_KINDS: tuple[tuple[set[str], str, Callable[[Reader, str], dict[str, Any]]], ...] = (
    ({SCHEMA.Event}, "event.html", event_page),
    ({SCHEMA.NewsArticle}, "article.html", article_page),
    (_AGENTS, "person.html", _pages.person_page),
    ({SKOS.Concept}, "topic.html", _pages.topic_page),
)  # fmt: skip


def _href(reader: Reader, iri: str) -> str:
    """Where this server shows a node."""
    if reader.base and iri.startswith(reader.base) and "#" not in iri and "?" not in iri:
        return "/id/" + quote(iri[len(reader.base) :], safe="/:@!$&'()*+,;=~")
    return "/resource?" + urlencode({"iri": iri})


def _number(request: Request) -> int:
    """The page of a list that is asked for, from 1 on."""
    text = request.query_params.get("page", "1")
    if not text.isascii() or not text.isdigit() or not 0 < len(text) < 7 or int(text) == 0:
        raise Refusal(400, "?page= is a number from 1 on")
    return int(text)


def _event_title(values: dict[str, Any]) -> str:
    people = values["people"]
    shown = ", ".join(people[:3]) + (f" and {len(people) - 3} more" if len(people) > 3 else "")
    return f"{values['type']}: {shown}" if shown else str(values["type"])


def _about(reader: Reader, iri: str) -> list[Triple]:
    """What is said of a node, and of the nodes that are its parts."""
    found: list[Triple] = []
    todo, seen = [iri], {iri}
    while todo and len(found) < 20_000:
        for quad in reader.quads(todo.pop()):
            found.append(quad.triple)
            value = getattr(quad.object, "value", "")
            part = value.startswith((iri + "/", iri + "#", iri + ";")) and isinstance(quad.object, NamedNode)
            if part and value not in seen:
                seen.add(value)
                todo.append(value)
    return found


def _written(dataset: Dataset, name: str) -> bytes:

    stream = io.BytesIO()
    formats.get(name).write(dataset, stream, PREFIXES)
    return stream.getvalue()


def create_app(settings: ServeSettings) -> Guard:
    """The application.

    Raises:
        StoreError: the store cannot be opened.
    """
    site = _Site(settings)

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refusal)  # noqa: S101 - registered for it alone
        return site.refuse(error.status, error.text, request, error.headers)

    async def failed(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101
        return site.refuse(error.status_code, error.detail, request, dict(error.headers or {}))

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        site.close()

    get = ["GET"]
    app = Starlette(
        routes=[
            Route("/", site.home, methods=get),
            Route("/search", site.search, methods=get),
            Route("/list/{name}", site.listed, methods=get),
            Route("/id/{path:path}", site.thing, methods=get),
            Route("/resource", site.resource, methods=get),
            Route("/triples", site.triples, methods=get),
            Route("/sparql", site.sparql, methods=["GET", "POST"]),
            Route("/update", site.update, methods=["GET", "POST"]),
            Route("/store", site.graph_store, methods=["GET", "PUT", "POST", "DELETE"]),
            Route("/.well-known/void", site.void, methods=get),
            Route("/report", site.report, methods=get),
            Route("/static/{name}", site.static, methods=get),
        ],
        exception_handlers={Refusal: refused, HTTPException: failed},
        lifespan=lifespan,
    )
    # A redirect to the same path without a slash would name the host that the client claims.
    app.router.redirect_slashes = False
    return Guard(app, site.generation, settings.body, settings.hosts)
