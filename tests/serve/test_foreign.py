"""A store of somebody else's RDF: every page stands, nothing in it becomes a link that runs something."""

from collections.abc import Iterator

import pytest
import requests
from pyoxigraph import RdfFormat, parse

from kg.rdf.dataset import Dataset
from kg.store.embedded import EmbeddedStore
from kg.upkeep import load_dataset

from .conftest import serving

pytestmark = pytest.mark.integration
HTML = {"Accept": "text/html"}
TURTLE = """
@prefix s: <http://schema.org/> .
@prefix k: <http://www.w3.org/2004/02/skos/core#> .
@prefix o: <http://www.w3.org/2002/07/owl#> .
@prefix : <http://example.org/> .
:e a s:Event ; s:name "Fair"@en ; s:attendee :p ; s:startDate "soon" ; s:about :t ; s:location [ s:name "There" ] .
:p a s:Person ; s:name "<script>Pat</script>" ; s:sameAs "words" , <javascript:alert(1)> , <https://example.org/pat> .
:a a s:NewsArticle ; s:headline "H" ; s:url <javascript:alert(2)> ; s:about :e .
:t a k:Concept ; k:prefLabel "T" .
:old o:sameAs :p .
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("foreign") / "store"
    store = EmbeddedStore(path, writable=True)
    load_dataset(store, Dataset.from_quads(parse(TURTLE, format=RdfFormat.TURTLE)), graph="http://example.org/g")
    store.close()
    with serving(path) as found:
        yield found


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/list/people", "/list/topics", "/list/articles", "/search?q=fair", "/?year=x", "/?page=99"),
        *(f"/resource?iri=http://example.org/{name}" for name in "epat"),
        *("/triples?iri=http://example.org/e", "/sparql?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D", "/report"),
    ],
)
def test_pages(url: str, path: str) -> None:
    reply = requests.get(url + path, headers=HTML, timeout=60)
    assert reply.status_code == 200
    assert "<script" not in reply.text
    assert 'href="javascript' not in reply.text


def test_description(url: str) -> None:
    reply = requests.get(f"{url}/.well-known/void", timeout=20)
    assert reply.status_code == 200
    assert f"<{url}/sparql>" in reply.text


@pytest.mark.parametrize("path", ["/id/", "/id/x", "/id/http://example.org/e", "/resource?iri=http://example.org/none"])
def test_not_there(url: str, path: str) -> None:
    assert requests.get(url + path, headers=HTML, timeout=20).status_code == 404


def test_an_old_iri_leads_to_its_successor(url: str) -> None:
    for accept in ("text/html", "text/turtle"):
        old = f"{url}/resource?iri=http://example.org/old"
        reply = requests.get(old, headers={"Accept": accept}, allow_redirects=False, timeout=20)
        assert reply.status_code == 301
        assert reply.headers["location"] == "/resource?iri=http%3A%2F%2Fexample.org%2Fp"
        there = requests.get(old, headers={"Accept": accept}, timeout=20)
        assert (there.status_code, there.headers["content-type"].partition(";")[0]) == (200, accept)


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/html", "text/html"),
        ("application/rdf+xml, text/turtle;q=0.9", "application/rdf+xml"),
        ("text/html;q=0.3, text/turtle;q=0.8, application/ld+json;q=0.5", "text/turtle"),
        ("text/html;q=0, */*;q=0.1", "text/turtle"),
        ("application/*", "application/ld+json"),
        ("image/png, */*;q=0.1", "text/html"),
        ("application/n-triples", "application/n-triples"),
        ("image/png", ""),
        ("text/turtle;q=0", ""),
    ],
)
def test_negotiation(url: str, accept: str, kind: str) -> None:
    reply = requests.get(f"{url}/resource?iri=http://example.org/p", headers={"Accept": accept}, timeout=20)
    assert reply.status_code == (200 if kind else 406)
    assert not kind or reply.headers["content-type"].partition(";")[0] == kind
