"""Finds what a SPARQL server can do, by asking it."""

from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_hex

from pyoxigraph import RdfFormat, parse

from kg.errors import StoreError
from kg.store._base import LEDGER
from kg.store._client import Client, Reply, SlowError
from kg.store._settings import ServerSettings
from kg.untrusted import parse_json

__all__ = ["Services", "probe"]

type Test = Callable[[Client, str], Reply | None]

# Below the address that was given, and beside it: where servers have these services.
_QUERY = ("", "/query", "/sparql")
_UPDATE = ("/update", "/statements", "/sparql-auth", "", "/sparql")
_DATA = ("/store", "/sparql-graph-crud-auth", "/data", "/rdf-graphs/service", "/sparql-graph-crud", "")
_PATIENCE = 8.0
_JSON = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Services:
    """Addresses of a server's services, "" where it has none."""

    query: str
    update: str = ""
    data: str = ""


def probe(client: Client, settings: ServerSettings, *, writable: bool) -> Services:
    """The services of a server: what the settings name, else what answers as it should.

    Raises:
        StoreError: no query service, or nothing to write with; the message says what was tried.
    """
    tried: list[str] = []
    query = settings.query or _first(client, _places(settings.url, _QUERY), _answers_query, tried)
    if not query:
        raise StoreError(f"{settings.url}: no SPARQL 1.1 query service found; tried {'; '.join(tried)}")
    if not writable:
        return Services(
            query, settings.update, settings.data or _first(client, _places(settings.url, _DATA), _reads, [])
        )
    tried.clear()
    data = settings.data or _first(client, _places(settings.url, _DATA), _writes, tried)
    update = settings.update or _first(client, _places(settings.url, _UPDATE), _updates, tried)
    if not data and not update:
        raise StoreError(f"{settings.url}: cannot be written to; tried {'; '.join(tried)}")
    return Services(query, update, data)


def _places(url: str, ends: tuple[str, ...]) -> list[str]:
    """Addresses to try: below the one given, and below it without its last part (".../query" → ".../update")."""
    above, _, last = url.rpartition("/") if url.count("/") > 2 else (url, "", "")
    below = [url + end for end in ends]
    beside = [above + end for end in ends if end]
    first, second = (beside, below) if last in ("sparql", "query") else (below, beside)
    return list(dict.fromkeys([*first, *second]))


def _first(client: Client, places: list[str], test: "Test", tried: list[str]) -> str:
    for place in places:
        try:
            reply = test(client, place)
        except SlowError:
            # Some servers leave a request unanswered that they do not understand.
            tried.append(f"{place} (no answer)")
            continue
        if reply is None:
            return place
        tried.append(f"{place} ({reply.status})")
        if reply.status in (401, 403) and place == places[-1]:
            tried.append("access was denied: set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN")
    return ""


def _answers_query(client: Client, place: str) -> Reply | None:
    reply = client.send("GET", place, params={"query": "ASK {}"}, headers={"Accept": _JSON}, seconds=_PATIENCE)
    if not reply.ok:
        return reply
    try:
        found = parse_json(reply.body)
    except ValueError:
        found = None
    # Virtuoso answers ASK with a table.
    good = isinstance(found, dict) and ("boolean" in found or "results" in found)
    return None if good else Reply(reply.status, {}, b"")


def _updates(client: Client, place: str) -> Reply | None:
    # Changes nothing, and is an update in every server's grammar.
    text = f"DROP SILENT GRAPH <{LEDGER}probe-{token_hex(8)}>"
    reply = client.send("POST", place, form={"update": text}, seconds=_PATIENCE)
    if reply.ok and reply.media_type != "text/html":
        return None
    return reply if not reply.ok else Reply(406, {}, b"")


def _reads(client: Client, place: str) -> Reply | None:
    params = {"graph": f"{LEDGER}probe-{token_hex(8)}"}
    reply = client.send("GET", place, params=params, headers={"Accept": "text/turtle"}, seconds=_PATIENCE)
    return None if (reply.status == 404 and b"<html" not in reply.body.lower()) or _is_graph(reply) else reply


def _is_graph(reply: Reply) -> bool:
    return reply.ok and reply.media_type in ("text/turtle", "application/n-triples", "text/rdf+n3")


def _writes(client: Client, place: str) -> Reply | None:
    """Put a graph of one triple, read it, delete it."""
    graph = {"graph": f"{LEDGER}probe-{token_hex(8)}"}
    triple = b"<urn:kg-export:a> <urn:kg-export:b> <urn:kg-export:c> .\n"
    reply = client.send(
        "PUT", place, params=graph, body=triple, headers={"Content-Type": "text/turtle"}, seconds=_PATIENCE
    )
    if not reply.ok:
        return reply
    back = client.send("GET", place, params=graph, headers={"Accept": "text/turtle"}, seconds=_PATIENCE)
    client.send("DELETE", place, params=graph, seconds=_PATIENCE)
    return None if _is_graph(back) and _one_triple(back.body) else Reply(406, {}, b"")


def _one_triple(body: bytes) -> bool:
    try:
        return len(list(parse(body, format=RdfFormat.TURTLE))) == 1
    except SyntaxError:
        return False
