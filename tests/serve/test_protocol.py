"""SPARQL 1.1 Protocol and Graph Store Protocol, as the W3C test set has it, and real clients."""

import json
import shutil
import socket
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
import requests

from kg.errors import StoreError
from kg.store import Limits
from kg.store._workers import Worker

from .conftest import serving

pytestmark = pytest.mark.integration
JSON = "application/sparql-results+json"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def ask(url: str, query: str, **options: object) -> requests.Response:
    return requests.get(f"{url}/sparql", params={"query": query, **options}, timeout=20)  # type: ignore[dict-item]


def values(url: str, query: str, name: str) -> list[str]:
    return [row[name]["value"] for row in ask(url, query).json()["results"]["bindings"]]


def test_query_get(url: str) -> None:
    reply = requests.get(f"{url}/sparql", params={"query": "ASK {}"}, timeout=20)
    assert (reply.status_code, reply.headers["content-type"], reply.json()["boolean"]) == (200, JSON, True)


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"query=ASK%20%7B%7D", "application/x-www-form-urlencoded"), (b"ASK {}", "application/sparql-query")],
)
def test_query_post(url: str, body: bytes, kind: str) -> None:
    reply = requests.post(f"{url}/sparql", data=body, headers={"Content-Type": kind}, timeout=20)
    assert reply.status_code == 200
    assert reply.json()["boolean"] is True


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        ("SELECT * { ?s ?p ?o } LIMIT 1", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("SELECT * { ?s ?p ?o } LIMIT 1", "text/csv", "text/csv"),
        ("SELECT * { ?s ?p ?o } LIMIT 1", "text/tab-separated-values", "text/tab-separated-values"),
        ("SELECT * { ?s ?p ?o } LIMIT 1", "*/*", JSON),
        ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", "text/turtle", "text/turtle"),
        ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", "application/rdf+xml", "application/rdf+xml"),
        ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", "*/*", "text/turtle"),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
    ],
)
def test_negotiation(url: str, query: str, accept: str, kind: str) -> None:
    reply = requests.get(f"{url}/sparql", params={"query": query}, headers={"Accept": accept}, timeout=20)
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"].partition(";")[0] == kind


def test_datasets(url: str, folder: Path) -> None:
    graphs = values(url, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "g")
    assert len(graphs) == 4
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    for chosen in ([graphs[0]], graphs[:2]):
        got = requests.get(f"{url}/sparql", params={"query": count, "default-graph-uri": chosen}, timeout=20).json()
        assert int(got["results"]["bindings"][0]["n"]["value"]) > 0
    other = f"ASK {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{graphs[1]}>) }}"
    assert ask(url, other, **{"named-graph-uri": graphs[1]}).json()["boolean"] is False


@pytest.mark.parametrize(
    ("method", "target", "data", "headers", "status"),
    [
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, {}, 400),
        ("GET", "/sparql?query=", None, {}, 400),
        ("GET", "/sparql?query=SELECT%20nonsense", None, {}, 400),
        ("GET", "/sparql", None, {}, 400),
        ("PUT", "/sparql", b"ASK {}", {}, 405),
        ("POST", "/sparql", b"query=ASK%20%7B%7D", {"Content-Type": "text/plain"}, 415),
        ("POST", "/sparql", b"\xff\xfe", {"Content-Type": "application/sparql-query"}, 400),
        ("POST", "/sparql", b"query=ASK%20%7B%7D&query=ASK%20%7B%7D", FORM, 400),
        ("GET", "/sparql?query=ASK%20%7B%7D", None, {"Accept": "image/png"}, 406),
        ("GET", "/update?update=CLEAR%20ALL", None, {}, 405),
        ("POST", "/update", b"update=CLEAR%20ALL", FORM, 403),
        ("PUT", "/store?graph=urn:x", b"<urn:a> <urn:b> <urn:c> .", {"Content-Type": "text/turtle"}, 403),
        ("GET", "/store?graph=urn:nope", None, {}, 404),
        ("GET", "/store?default", None, {}, 400),
        ("GET", "/nope", None, {}, 404),
        ("GET", "/static/../app.py", None, {}, 404),
        ("GET", "/static/..%2fapp.py", None, {}, 404),
        ("GET", "/static/%2e%2e%2f%2e%2e%2fcli%2fmain.py", None, {}, 404),
        ("GET", "/id/%00", None, {}, 404),
        ("GET", "/resource?iri=not%20an%20iri", None, {}, 400),
        ("POST", "/sparql", b"x" * (1 << 20) + b"x", {"Content-Type": "application/sparql-query"}, 413),
    ],
)
def test_refusals(url: str, method: str, target: str, data: bytes, headers: dict[str, str], status: int) -> None:
    with requests.Session() as session:
        request = requests.Request(method, url, data=data, headers=headers).prepare()
        request.url = url + target
        reply = session.send(request, timeout=20)
    assert reply.status_code == status, reply.text
    assert "Traceback" not in reply.text
    assert "/work" not in reply.text
    assert reply.headers["content-security-policy"].startswith("default-src 'none'")
    assert reply.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { sErViCe SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { FILTER(1<2)service<http://127.0.0.1:1/>{?s ?p ?o} }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { SERVICE#x\n<http://127.0.0.1:1/> { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:1/> SELECT * { SERVICE:x{ ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:1/> SELECT * { ?a ?b ?c.SERVICE:x #\n{ ?s ?p ?o } }",
        "SELECT * { ?a ?b 1SERVICE<http://127.0.0.1:1/>{ ?s ?p ?o } }",
        "SELECT * { ?a ?b trueSERVICE<http://127.0.0.1:1/>{ ?s ?p ?o } }",
        "ASK { FILTER EXISTS { SELECT * { SERVICE?x{ ?s ?p ?o } } } }",
    ],
)
def test_nothing_leaves(url: str, query: str) -> None:
    assert requests.get(f"{url}/sparql", params={"query": query}, timeout=20).status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?service ?p "SERVICE" . ?s <http://example.org/SERVICE> ?o } # SERVICE',
        "PREFIX service: <http://example.org/> SELECT * { ?s service:a service:b }",
        "PREFIX service: <http://example.org/> SELECT * FROM service:g { GRAPH service:x { ?s ?p ?o } }",
        'SELECT * { ?s ?p \'it\\\'s SERVICE { \' , """a " SERVICE { """ }',
    ],
)
def test_words_that_look_like_service(url: str, query: str) -> None:
    assert requests.get(f"{url}/sparql", params={"query": query}, timeout=20).status_code == 200


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can forbid a process its sockets")
def test_the_process_of_queries_has_no_network(folder: Path) -> None:
    """Even a query that no check recognised could reach nobody."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        query = f"SELECT * {{ SERVICE <http://127.0.0.1:{listening.getsockname()[1]}/> {{ ?s ?p ?o }} }}"
        worker = Worker(folder / "oxigraph", offline=True)
        with pytest.raises(StoreError, match="not permitted"):
            worker.query(query, "", Limits(10))
        assert worker.query("ASK { ?s ?p ?o }", "", Limits(10)).body == b'{"head":{},"boolean":true}'
        worker.close()
        listening.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listening.accept()


def test_limits(url: str) -> None:
    rows = requests.get(f"{url}/sparql", params={"query": "SELECT * { ?s ?p ?o }"}, timeout=20)
    assert len(rows.json()["results"]["bindings"]) == 500
    assert rows.headers["x-result-truncated"] == "true"
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    reply = requests.get(f"{url}/sparql", params={"query": slow}, timeout=30)
    assert reply.status_code == 503
    assert "took longer" in reply.text
    assert requests.get(f"{url}/sparql", params={"query": "ASK {}"}, timeout=20).ok


def test_graph_store_reading(url: str) -> None:
    graph = "https://w3id.org/kg-export/id/graph/fused"
    reply = requests.get(f"{url}/store", params={"graph": graph}, headers={"Accept": "text/turtle"}, timeout=20)
    assert reply.status_code == 200
    assert "FusedGraph" in reply.text
    head = requests.head(f"{url}/store", params={"graph": graph}, timeout=20)
    assert (head.status_code, head.text) == (200, "")


def test_updates_with_a_token(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "store"
    shutil.copytree(folder, copy)
    with serving(copy, token="secret") as url:
        auth = {"Authorization": "Bearer secret"}
        insert = "INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 'c' } }"
        for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic c2VjcmV0"}):
            reply = requests.post(f"{url}/update", data={"update": insert}, headers=headers, timeout=20)
            assert reply.status_code == 401
        there = "ASK { <urn:a> <urn:b> 'c' }"
        assert ask(url, there).json()["boolean"] is False
        assert requests.post(f"{url}/update", data={"update": insert}, headers=auth, timeout=20).status_code == 204
        assert ask(url, there).json()["boolean"] is True
        kind = {**auth, "Content-Type": "application/sparql-update"}
        for text in (
            "LOAD <file:///etc/passwd>",
            "PREFIX : <http://127.0.0.1:1/> LOAD:x",
            "INSERT DATA {} ;load<http://127.0.0.1:1/>",
            "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        ):
            assert requests.post(f"{url}/update", data=text, headers=kind, timeout=20).status_code == 403, text
        load = "PREFIX load: <http://example.org/> INSERT DATA { GRAPH load:g { load:a load:b load:c } }"
        assert requests.post(f"{url}/update", data=load, headers=kind, timeout=20).status_code == 204
        assert requests.post(f"{url}/update", data="NONSENSE", headers=kind, timeout=20).status_code == 400
        store, turtle = f"{url}/store?graph={quote('urn:h')}", {**auth, "Content-Type": "text/turtle"}
        assert requests.put(store, data="<urn:x> <urn:y> 1 .", headers=turtle, timeout=20).status_code == 201
        assert requests.put(store, data="<urn:x> <urn:y> 2 .", headers=turtle, timeout=20).status_code == 204
        assert requests.post(store, data="<urn:x> <urn:y> 3 .", headers=turtle, timeout=20).status_code == 204
        assert requests.put(store, data="<urn:x", headers=turtle, timeout=20).status_code == 400
        got = requests.get(store, headers={"Accept": "application/n-triples"}, timeout=20)
        assert len(got.text.splitlines()) == 2
        assert requests.delete(store, headers=auth, timeout=20).status_code == 204
        assert requests.delete(store, headers=auth, timeout=20).status_code == 404


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_sparqlwrapper(url: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    for method in (wrapper.GET, wrapper.POST):
        client = wrapper.SPARQLWrapper(f"{url}/sparql")
        client.setQuery("SELECT ?e { ?e a <http://schema.org/Event> }")
        client.setReturnFormat(wrapper.JSON)
        client.setMethod(method)
        assert client.query().convert()["results"]["bindings"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_rdflib_store(url: str) -> None:
    rdflib = pytest.importorskip("rdflib")
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = rdflib.Graph(SPARQLStore(f"{url}/sparql"))
    rows = list(graph.query("SELECT ?q { ?q a <https://w3id.org/kg-export/ns#DirectQuote> }"))
    assert rows
    assert (rows[0][0], rdflib.RDF.type, rdflib.URIRef("http://schema.org/Quotation")) in graph


def test_linked_data(url: str) -> None:
    iri = values(url, "SELECT ?e { ?e a <http://schema.org/Event> } ORDER BY ?e", "e")[0]
    path = url + "/id/" + iri.removeprefix("https://w3id.org/kg-export/id/")
    assert "<h1>" in requests.get(path, headers={"Accept": "text/html,*/*;q=0.5"}, timeout=20).text
    turtle = requests.get(path, headers={"Accept": "text/turtle"}, timeout=20)
    assert turtle.headers["content-type"].startswith("text/turtle")
    assert turtle.headers["vary"] == "accept"
    assert iri in turtle.text
    linked = requests.get(path, headers={"Accept": "application/ld+json"}, timeout=20)
    assert "@context" in json.loads(linked.text)
    again = requests.get(path, headers={"Accept": "text/turtle", "If-None-Match": turtle.headers["etag"]}, timeout=20)
    assert again.status_code == 304
    void = requests.get(f"{url}/.well-known/void", timeout=20)
    assert "sparqlEndpoint" in void.text


def test_escaping(url: str) -> None:
    html = {"Accept": "text/html"}
    page = requests.get(f"{url}/search", params={"q": "<script>alert(1)</script>"}, headers=html, timeout=20)
    assert "<script" not in page.text
    for iri in values(url, "SELECT ?a { ?a a <http://schema.org/NewsArticle> }", "a"):
        assert "<b>" not in requests.get(f"{url}/resource", params={"iri": iri}, headers=html, timeout=20).text
