"""What a store holds, for people: names resolved, things counted."""

import hashlib
import json

from kg.errors import InputError
from kg.rdf.iris import IRIs
from kg.store import Store
from kg.upkeep._fused import BASE_NOTE, is_stale
from kg.upkeep._graphs import is_article
from kg.vocab import BASE, KG, SCHEMA

__all__ = ["resolve_article", "resolve_graph", "stats"]

_KINDS = (
    ("events", SCHEMA.Event),
    ("event reports", KG.EventReport),
    ("persons", SCHEMA.Person),
    ("direct quotes", KG.DirectQuote),
    ("mixed quotes", KG.MixedQuote),
    ("reported statements", KG.ReportedStatement),
    ("contested claims", KG.ConflictingClaim),
)


def resolve_article(store: Store, name: str) -> str:
    """The IRI of an article from its IRI, its key, its URL, or the address of one of its parts.

    Raises:
        InputError: there is no such article.
    """
    iris = IRIs(store.ledger.note(BASE_NOTE) or BASE)
    shown = name.strip("<>")
    by_url = iris.article(hashlib.sha256(shown.encode()).hexdigest()[:16])
    named = [shown] if ":" in shown else [iris.article(shown)] if shown.isalnum() else []
    for iri in (*named, by_url):
        if store.ledger.record(iri) or (is_article(iri, iris) and store.has_graph(iri)):
            return iri
    some = [record.article for _, record in zip(range(3), store.ledger.records(False), strict=False)]
    known = f"; there are such as {', '.join(some)}" if some else "; it holds none"
    raise InputError(f"{store.where}: no article {name!r}{known}; give its IRI, its key or its URL")


def resolve_graph(store: Store, name: str) -> str:
    """The IRI of a graph from its IRI, "fused", or what names an article.

    Raises:
        InputError: there is no such graph.
    """
    if store.has_graph(name.strip("<>")):
        return name.strip("<>")
    if name == "fused":
        return IRIs(store.ledger.note(BASE_NOTE) or BASE).fused_graph
    return resolve_article(store, name)


def stats(store: Store) -> dict[str, int | bool]:
    """What a store holds: counts by name, and whether its fused graph is up to date."""
    records = list(store.ledger.records(digests=True))
    counts: dict[str, int | bool] = {
        "triples": store.count(),
        "graphs": len(store.graphs()),
        "articles": len(records),
        "articles with a digest": sum(bool(record.digest) for record in records),
    }
    for name, kind in _KINDS:
        answer = store.query(f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a <{kind}> }}")
        row = json.loads(answer.body)["results"]["bindings"][0]
        counts[name] = int(row["n"]["value"])
    counts["fused graph up to date"] = not is_stale(store)
    return counts
