"""The cases of the W3C test sets for the SPARQL 1.1 Protocol and the Graph Store Protocol, by their names there.

What does not apply: the default graph, which here is the union of all named graphs and so cannot be written; graphs
without triples, which are not kept; graphs addressed by the URL of the request itself; a base IRI for updates.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import requests

from .conftest import serving

pytestmark = pytest.mark.integration
AUTH = {"Authorization": "Bearer secret"}
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
ONE, TWO, THREE = "http://example.org/g1", "http://example.org/g2", "http://example.org/g3"


@pytest.fixture(scope="module")
def url(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    copy = tmp_path_factory.mktemp("w3c") / "store"
    shutil.copytree(folder, copy)
    with serving(copy, token="secret") as found:
        for name in (ONE, TWO, THREE):
            body = f"<{name}#s> <http://example.org/p> <{name}#o> ."
            requests.put(f"{found}/store", params={"graph": name}, data=body, headers=turtle(), timeout=20)
        yield found


def turtle() -> dict[str, str]:
    return {**AUTH, "Content-Type": "text/turtle"}


def query(url: str, text: str, *pairs: tuple[str, str], way: str = "get") -> requests.Response:
    fields = [("query", text), *pairs]
    if way == "get":
        return requests.get(f"{url}/sparql", params=fields, timeout=20)
    if way == "form":
        return requests.post(f"{url}/sparql", data=fields, timeout=20)
    kind = {"Content-Type": QUERY}
    return requests.post(f"{url}/sparql?{urlencode(pairs)}", data=text.encode(), headers=kind, timeout=20)


def update(url: str, text: str, *pairs: tuple[str, str], direct: bool = False) -> requests.Response:
    if direct:
        kind = {**AUTH, "Content-Type": UPDATE}
        return requests.post(f"{url}/update?{urlencode(pairs)}", data=text.encode(), headers=kind, timeout=20)
    return requests.post(f"{url}/update", data=[("update", text), *pairs], headers=AUTH, timeout=20)


def holds(url: str, text: str) -> bool:
    return bool(query(url, text).json()["boolean"])


@pytest.mark.parametrize("way", ["get", "form", "direct"])
@pytest.mark.parametrize(
    ("name", "text", "pairs"),
    [
        ("query_get", "ASK {}", []),
        ("query_dataset_default_graph", f"ASK {{ <{ONE}#s> ?p ?o }}", [("default-graph-uri", ONE)]),
        (
            "query_dataset_default_graphs",
            f"ASK {{ <{ONE}#s> ?p ?o . <{TWO}#s> ?q ?r FILTER NOT EXISTS {{ <{THREE}#s> ?t ?u }} }}",
            [("default-graph-uri", ONE), ("default-graph-uri", TWO)],
        ),
        (
            "query_dataset_named_graphs",
            f"ASK {{ GRAPH ?g {{ <{ONE}#s> ?p ?o }} GRAPH ?h {{ <{TWO}#s> ?q ?r }}"
            f" FILTER NOT EXISTS {{ GRAPH ?i {{ <{THREE}#s> ?t ?u }} }} }}",
            [("named-graph-uri", ONE), ("named-graph-uri", TWO)],
        ),
        (
            "query_dataset_full",
            f"ASK {{ <{ONE}#s> ?p ?o GRAPH ?g {{ <{TWO}#s> ?q ?r }} FILTER NOT EXISTS {{ <{TWO}#s> ?t ?u }}"
            f" FILTER NOT EXISTS {{ GRAPH ?h {{ <{ONE}#s> ?t ?u }} }} }}",
            [("default-graph-uri", ONE), ("named-graph-uri", TWO)],
        ),
        (
            "query_multiple_dataset",
            f"ASK FROM <{TWO}> {{ <{ONE}#s> ?p ?o FILTER NOT EXISTS {{ <{TWO}#s> ?t ?u }} }}",
            [("default-graph-uri", ONE)],
        ),
    ],
)
def test_query(url: str, name: str, text: str, pairs: list[tuple[str, str]], way: str) -> None:
    reply = query(url, text, *pairs, way=way)
    assert (reply.status_code, reply.json()["boolean"]) == (200, True), name


@pytest.mark.parametrize(
    ("name", "text", "kinds"),
    [
        ("query_content_type_select", "SELECT (1 AS ?v) {}", {"application/sparql-results+json"}),
        ("query_content_type_ask", "ASK {}", {"application/sparql-results+json"}),
        ("query_content_type_describe", f"DESCRIBE <{ONE}#s>", {"text/turtle"}),
        ("query_content_type_construct", "CONSTRUCT { <s> ?p 1 } WHERE { ?s ?p ?o }", {"text/turtle"}),
    ],
)
def test_content_type(url: str, name: str, text: str, kinds: set[str]) -> None:
    reply = query(url, text.replace("<s>", "<http://example.org/s>"))
    assert reply.status_code == 200
    assert reply.headers["content-type"].partition(";")[0] in kinds, name


@pytest.mark.parametrize(
    ("name", "method", "target", "kind", "body"),
    [
        ("bad_query_method", "PUT", "/sparql?query=ASK%20%7B%7D", "", b""),
        ("bad_multiple_queries", "GET", "/sparql?query=ASK%20%7B%7D&query=SELECT%20*%20%7B%7D", "", b""),
        ("bad_query_wrong_media_type", "POST", "/sparql", "text/plain", b"ASK {}"),
        ("bad_query_missing_form_type", "POST", "/sparql", "", b"query=ASK%20%7B%7D"),
        ("bad_query_missing_direct_type", "POST", "/sparql", "", b"ASK {}"),
        ("bad_query_non_utf8", "POST", "/sparql", f"{QUERY}; charset=UTF-16", "ASK {}".encode("utf-16")),
        ("bad_query_syntax", "GET", "/sparql?query=ASK%20%7B", "", b""),
        ("bad_update_get", "GET", "/update?update=CLEAR%20ALL", "", b""),
        ("bad_multiple_updates", "POST", "/update", FORM, b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT"),
        ("bad_update_wrong_media_type", "POST", "/update", "text/plain", b"CLEAR NAMED"),
        ("bad_update_missing_form_type", "POST", "/update", "", b"update=CLEAR%20NAMED"),
        ("bad_update_non_utf8", "POST", "/update", f"{UPDATE}; charset=UTF-16", "CLEAR NAMED".encode("utf-16")),
        ("bad_update_syntax", "POST", "/update", FORM, b"update=CLEAR%20XYZ"),
        (
            "bad_update_dataset_conflict",
            "POST",
            "/update",
            FORM,
            urlencode(
                {"using-named-graph-uri": ONE, "update": f"DELETE {{ ?s ?p ?o }} USING <{TWO}> WHERE {{ ?s ?p ?o }}"}
            ).encode(),
        ),
    ],
)
def test_bad(url: str, name: str, method: str, target: str, kind: str, body: bytes) -> None:
    headers = {**AUTH, **({"Content-Type": kind} if kind else {})}
    reply = requests.request(method, url + target, data=body, headers=headers, timeout=20)
    assert 400 <= reply.status_code < 500, name
    assert holds(url, f"ASK {{ <{ONE}#s> ?p ?o . <{TWO}#s> ?q ?r }}")


@pytest.mark.parametrize("direct", [False, True])
def test_update(url: str, direct: bool) -> None:
    """update_post_form, update_post_direct and update_dataset_*: what is matched is what the request names."""
    where = "http://example.org/made"
    every = (
        f"INSERT {{ GRAPH <{where}> {{ ?s a <http://example.org/Found> }} }} WHERE {{ ?s <http://example.org/p> ?o }}"
    )
    inside = every.replace("WHERE { ?s", "WHERE { GRAPH ?g { ?s").replace("?o }", "?o } }")
    cases = (
        ("update_dataset_default_graph", every, [("using-graph-uri", ONE)], {ONE}),
        ("update_dataset_default_graphs", every, [("using-graph-uri", ONE), ("using-graph-uri", TWO)], {ONE, TWO}),
        ("update_dataset_named_graphs", inside, [("using-named-graph-uri", ONE)], {ONE}),
        ("update_dataset_full", inside, [("using-graph-uri", TWO), ("using-named-graph-uri", THREE)], {THREE}),
    )
    for name, text, pairs, expected in cases:
        assert update(url, f"DROP SILENT GRAPH <{where}>", direct=direct).status_code == 204
        assert update(url, text, *pairs, direct=direct).status_code == 204, name
        rows = query(url, "SELECT ?s { ?s a <http://example.org/Found> }").json()["results"]["bindings"]
        assert {row["s"]["value"] for row in rows} == {f"{each}#s" for each in expected}, name


def test_graph_store(url: str) -> None:
    """put__initial_state … head__: one graph through its life."""
    store, graph = f"{url}/store", {"graph": "http://example.org/life"}
    text = {"Accept": "application/n-triples"}
    get = lambda: requests.get(store, params=graph, headers=text, timeout=20)  # noqa: E731
    first, second = "<urn:a> <urn:b> 'c' .\n", "<urn:a> <urn:b> 'd' .\n"
    assert get().status_code == 404
    assert requests.put(store, params=graph, data=first, headers=turtle(), timeout=20).status_code == 201
    assert (get().status_code, get().text) == (200, '<urn:a> <urn:b> "c" .\n')
    assert requests.put(store, params=graph, data=second, headers=turtle(), timeout=20).status_code == 204
    assert get().text == '<urn:a> <urn:b> "d" .\n'
    wrong = {**AUTH, "Content-Type": "application/rdf+xml"}
    assert requests.put(store, params=graph, data=first, headers=wrong, timeout=20).status_code == 400
    assert requests.put(store, params=graph, data=first, headers=AUTH, timeout=20).status_code in (204, 415)
    assert requests.post(store, params=graph, data=second, headers=turtle(), timeout=20).status_code == 204
    assert len(get().text.splitlines()) == 2
    assert requests.post(store, params=graph, data="", headers=turtle(), timeout=20).status_code == 204
    assert len(get().text.splitlines()) == 2
    head = requests.head(store, params=graph, timeout=20)
    assert (head.status_code, head.text) == (200, "")
    assert int(head.headers["content-length"]) > 0
    assert requests.delete(store, params=graph, headers=AUTH, timeout=20).status_code == 204
    assert get().status_code == 404
    assert requests.delete(store, params=graph, headers=AUTH, timeout=20).status_code == 404
    made = {"graph": "http://example.org/new"}
    assert requests.post(store, params=made, data=first, headers=turtle(), timeout=20).status_code == 201
    relative = requests.put(store, params={"graph": "relative"}, data=first, headers=turtle(), timeout=20)
    assert relative.status_code == 400
    assert requests.patch(store, params=made, data=first, headers=turtle(), timeout=20).status_code == 405
