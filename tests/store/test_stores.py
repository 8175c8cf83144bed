"""What every store must do, run against each kind of store."""

import json

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import InputError, StoreError
from kg.store import Limits, Record, Store
from kg.vocab import OA, SCHEMA, XSD

G1, G2 = "https://example.org/id/article/a", "https://example.org/id/article/é#b"


def triple(number: int, text: str = "x", language: str = "fr") -> Triple:
    subject = NamedNode(f"https://example.org/id/s/{number}")
    return Triple(subject, NamedNode(SCHEMA.name), Literal(text, language=language))


AWKWARD = [
    triple(1, 'quote " backslash \\ line\nfeed tab\t end'),
    triple(2, "« Ḫāmeneʾī » 🕊 \u202f"),
    triple(3, "} ; DROP ALL #"),
    Triple(
        NamedNode("https://example.org/id/a/b"),
        NamedNode(OA.start),
        Literal("7", datatype=NamedNode(XSD.nonNegativeInteger)),
    ),
    Triple(
        NamedNode("https://example.org/id/é"),
        NamedNode(SCHEMA.startDate),
        Literal("2016-04-11", datatype=NamedNode(XSD.date)),
    ),
]


def test_put_is_whole(store: Store) -> None:
    store.put(G1, AWKWARD)
    assert set(store.triples(G1)) == set(AWKWARD)
    assert store.has_graph(G1)
    store.put(G2, [triple(9)])
    store.put(G1, [triple(5), AWKWARD[0]])
    assert set(store.triples(G1)) == {triple(5), AWKWARD[0]}
    assert set(store.triples(G2)) == {triple(9)}
    assert store.graphs() == (G1, G2)
    assert store.count() == 3
    assert {quad.graph_name.value for quad in store.quads()} == {G1, G2}


def test_remove(store: Store) -> None:
    store.put(G1, [triple(1)])
    store.remove(G1)
    store.remove(G1)
    assert store.graphs() == ()
    assert store.triples(G1) == ()
    assert not store.has_graph(G1)
    store.put(G2, [])
    assert store.graphs() == ()


def test_put_new(store: Store) -> None:
    store.put_new({G1: [triple(1)], G2: [triple(2)]})
    assert set(store.triples(G2)) == {triple(2)}


def test_large_graph(store: Store) -> None:
    rows = [triple(number, f"text {number} " + "é" * 20) for number in range(12_000)]
    store.put(G1, rows)
    assert len(store.triples(G1)) == 12_000
    assert store.graphs() == (G1,)
    store.put(G1, rows[:6000])
    assert len(store.triples(G1)) == 6000


def test_ledger(store: Store) -> None:
    digest = json.dumps({"text": "é" * 3000, "n": list(range(2000))})
    ledger = store.ledger
    ledger.keep([Record(G1, "ab", 3, digest), Record(G2, "", 0)])
    assert ledger.record(G1) == Record(G1, "ab", 3, digest)
    assert list(ledger.records()) == [Record(G1, "ab", 3, digest), Record(G2, "", 0)]
    assert [record.article for record in ledger.records(False)] == [G1, G2]
    ledger.keep([Record(G1, "cd", 4, "")])
    assert ledger.record(G1) == Record(G1, "cd", 4, "")
    ledger.forget(G1)
    ledger.forget(G1)
    assert ledger.record(G1) is None
    assert ledger.note("base") == ""
    ledger.set_note("base", "https://example.org/")
    ledger.set_note("base", "https://example.org/id/")
    assert ledger.note("base") == "https://example.org/id/"
    assert store.graphs() == ()
    assert store.count() == 0
    assert list(store.quads()) == []


def test_many_records(store: Store) -> None:
    records = [
        Record(f"https://example.org/id/article/{number:04}", "x", number, "{}")
        for number in range(520 if "127" not in store.where else 40)
    ]
    store.ledger.keep(records)
    assert list(store.ledger.records()) == records


def test_query(store: Store) -> None:
    store.put(G1, [triple(1, "one"), triple(2, "two", "en")])
    answer = store.query(f"SELECT ?o {{ GRAPH <{G1}> {{ ?s ?p ?o }} }} ORDER BY ?o", limits=Limits(20, 1))
    rows = json.loads(answer.body)["results"]["bindings"]
    assert [row["o"]["value"] for row in rows] == ["one"] if answer.cut else False
    assert answer.kind == "table"
    ask = store.query(f"ASK {{ GRAPH <{G1}> {{ ?s ?p 'one'@fr }} }}")
    assert (ask.kind, json.loads(ask.body)["boolean"]) == ("boolean", True)
    made = store.query(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{G1}> {{ ?s ?p ?o }} }}", "text/turtle")
    assert made.kind == "graph"
    assert b"two" in made.body
    csv = store.query(f"SELECT ?o {{ GRAPH <{G1}> {{ ?s ?p ?o }} }} ORDER BY ?o", "text/csv")
    assert csv.body.decode().replace('"', "").split() == ["o", "one", "two"]
    with pytest.raises(InputError):
        store.query("SELECT nonsense {")


def test_no_texts_on_a_server(store: Store) -> None:
    if store.where.startswith("http"):
        with pytest.raises(StoreError, match="embedded"):
            store.ledger.keep_text(G1, "text")
    else:
        store.ledger.keep_text(G1, "Texte\u202f!")
        assert store.ledger.text(G1) == "Texte\u202f!"
        store.ledger.forget(G1)
    assert store.ledger.text(G1) is None
