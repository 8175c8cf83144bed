"""Keeps a store equal to a build of the articles in it: load, replace, retract, fuse again.

Each article's graph is put whole, then its record is written to the ledger; at the end the fused graph is put whole.
Whatever moment a process dies at, running the same command again finishes the work, because each step looks at what is
there. The ledger notes of which articles the fused graph was made, so a stale one is noticed.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.errors import InputError, StoreError
from kg.fuse import digest as digest_of
from kg.fuse import fuse
from kg.model import ArticleDigest, ArticleFacts
from kg.model.codec import decode, encode
from kg.pipeline import dataset_of, versions
from kg.rdf.article_graph import article_quads
from kg.rdf.dataset import Dataset
from kg.rdf.iris import IRIs
from kg.store import Record, Store, checksum
from kg.store.embedded import EmbeddedStore
from kg.store.lines import scan_lines
from kg.successors import successors
from kg.vocab import BASE, KG, OWL, RDF, SCHEMA, VOID, XSD

__all__ = [
    "Changes",
    "facts_from_json",
    "is_stale",
    "load_dataset",
    "load_facts",
    "load_lines",
    "resolve_article",
    "resolve_graph",
    "retract",
    "stats",
]

_BASE_NOTE = "base"
_FUSED_NOTE = "fused-of"
_BATCH = 200

# Properties whose triples have a node of an article as subject and yet are conclusions; see docs/ontology.md.
_CONCLUDED = frozenset(
    {
        KG.speaker,
        SCHEMA.spokenByCharacter,
        KG.statedAt,
        KG.addressee,
        KG.relayedBy,
        KG.sameStatementAs,
        KG.mentionsEvent,
        SCHEMA.mentions,
        KG.nearDuplicateOf,
    }
)


@dataclass(slots=True)
class Changes:
    """What an operation did.

    Attributes:
        put: articles whose graph was written.
        same: articles that were there already, word for word.
        removed: articles that were taken out.
        other: other graphs that were written.
        fused: whether the fused graph was made anew.
        warnings: what a user should know.
    """

    put: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    fused: bool = False
    warnings: list[str] = field(default_factory=list)


def facts_from_json(line: str, where: str) -> ArticleFacts:
    """The facts that a line of `kg extract` holds.

    Raises:
        InputError: it is no such line.
    """
    try:
        data = json.loads(line)
    except ValueError as error:
        raise InputError(f"{where}: not JSON: {error}; write one with kg extract") from error
    return decode(ArticleFacts, data, where)


def load_facts(
    store: Store,
    articles: Iterable[ArticleFacts],
    base: str = BASE,
    *,
    keep_texts: bool = False,
    progress: Callable[[str], None] = lambda article: None,
) -> Changes:
    """Put the graph of each article, replacing an older one of the same article, and fuse everything again.

    Raises:
        StoreError: the store fails or has another base; what was put until then stays, and a second run goes on there.
        InputError: the store holds articles without a digest.
    """
    iris, changes = IRIs(base), Changes()
    _check_base(store, base)
    _need_digests(store, {})
    for facts in articles:
        iri = iris.article(facts.article.key)
        triples = [quad.triple for quad in article_quads(facts, iris)]
        _put_article(store, iri, triples, _digest_text(digest_of(facts)), changes)
        if keep_texts:
            store.ledger.keep_text(iri, facts.article.text)
        progress(iri)
    _fuse_again(store, iris, changes)
    return changes


def load_dataset(
    store: Store,
    dataset: Dataset,
    texts: Mapping[str, ArticleFacts] | None = None,
    *,
    graph: str | None = None,
    keep_texts: bool = True,
    progress: Callable[[str], None] = lambda article: None,
) -> Changes:
    """Put the graphs of a data set.

    A data set that keeps the contract (it has a `kg:FusedGraph`) is put article by article. The fused graph is computed
    again when every article has a digest; else the data set's own is taken, which needs that it fuses every article of
    the store.

    Args:
        store: where to.
        dataset: of `kg build`, with or without named graphs, or any other.
        texts: facts of articles by key, for their digests and texts; those whose graph differs are not used.
        graph: name for the triples of the default graph, where the data set does not keep the contract.
        keep_texts: whether the texts of `texts` are kept.
        progress: called after each graph.

    Raises:
        InputError: the fused graph cannot be worked out, or triples have no graph to go to.
        StoreError: the store fails.
    """
    changes, base = Changes(), _base_of(dataset)
    if base is None:
        _put_others(store, _named(dataset, graph), changes, progress)
        return changes
    iris = IRIs(base)
    _check_base(store, base)
    graphs = split(dataset, iris)
    fused = graphs.pop(iris.fused_graph, ())
    digests = _digests_for(graphs, texts or {}, iris, changes)
    fits = _need_digests(store, {iri: digests.get(iri, "") for iri in graphs if _is_article(iri, iris)}, fused)
    fresh: dict[str, Sequence[Triple]] = {}
    for iri, triples in graphs.items():
        if not _is_article(iri, iris):
            store.put(iri, triples)
            changes.other.append(iri)
        elif store.has_graph(iri):
            _put_article(store, iri, triples, digests.get(iri, ""), changes)
        else:
            fresh[iri] = triples
            if len(fresh) >= _BATCH:
                _put_fresh(store, fresh, digests, changes)
        progress(iri)
    _put_fresh(store, fresh, digests, changes)
    for iri in graphs:
        known = (texts or {}).get(iri.removeprefix(iris.article("")))
        if known and keep_texts and iri in digests:
            store.ledger.keep_text(iri, known.article.text)
    if fits:
        _fuse_again(store, iris, changes)
    else:
        store.put(iris.fused_graph, fused)
        store.ledger.set_note(_FUSED_NOTE, _state(store))
        changes.fused = True
    return changes


def load_lines(store: EmbeddedStore, path: str) -> Changes:
    """Load an N-Quads file of any size, quickly: it is never held in memory as a whole.

    Article graphs get a record without a digest; a fused graph is taken as it is, and must fuse all articles of the
    store.

    Raises:
        InputError: a syntax error, or the fused graph does not fit; nothing was written.
        StoreError: the store fails.
    """
    changes, found = Changes(), scan_lines(path)
    bases = {iri.removesuffix("graph/fused") for iri in found.fused}
    for base in bases:
        _check_base(store, base)
        iris = IRIs(base)
        fuses = [Triple(NamedNode(iris.fused_graph), NamedNode(KG.fuses), NamedNode(iri)) for iri in found.fuses]
        _need_digests(store, {iri: "" for iri in found.graphs if _is_article(iri, iris)}, fuses)
    store.load_file(path, found.graphs)
    for base in bases:
        iris = IRIs(base)
        articles = {iri: count for iri, count in found.graphs.items() if _is_article(iri, iris)}
        store.ledger.keep(Record(iri, "", count) for iri, count in articles.items())
        store.ledger.set_note(_FUSED_NOTE, _state(store))
        changes.put.extend(articles)
        changes.fused = True
    changes.other.extend(set(found.graphs) - set(changes.put) - found.fused)
    return changes


def retract(store: Store, articles: Sequence[str]) -> Changes:
    """Take articles out of a store, with everything that only they said.

    Args:
        store: where from.
        articles: their IRIs; see `resolve_article`.

    Raises:
        InputError: an article that stays has no digest, so nobody knows what only the others said.
        StoreError: the store fails.
    """
    changes, base = Changes(), store.ledger.note(_BASE_NOTE)
    iris = IRIs(base or BASE)
    gone = set(articles)
    missing = [each.article for each in store.ledger.records() if not each.digest and each.article not in gone]
    if missing:
        raise InputError(_no_digest(missing))
    for article in sorted(gone):
        # The record goes first: what has a record is whole, so a run that dies here is seen as unfinished.
        store.ledger.forget(article)
        store.remove(article)
        changes.removed.append(article)
    _fuse_again(store, iris, changes)
    return changes


def resolve_article(store: Store, name: str) -> str:
    """The IRI of an article from its IRI, its key, its URL, or the address of one of its parts.

    Raises:
        InputError: there is no such article.
    """
    iris = IRIs(store.ledger.note(_BASE_NOTE) or BASE)
    shown = name.strip("<>")
    by_url = iris.article(hashlib.sha256(shown.encode()).hexdigest()[:16])
    for iri in (shown, iris.article(shown), by_url):
        if store.ledger.record(iri) or (_is_article(iri, iris) and store.has_graph(iri)):
            return iri
    some = [record.article for _, record in zip(range(3), store.ledger.records(False), strict=False)]
    known = f"; there are such as {', '.join(some)}" if some else "; it holds none"
    raise InputError(f"{store.where}: no article {name!r}{known}; give its IRI, its key or its URL")


def is_stale(store: Store) -> bool:
    """Whether the fused graph was made from other articles than the store holds: a load did not come to its end."""
    return bool(store.ledger.note(_BASE_NOTE)) and store.ledger.note(_FUSED_NOTE) != _state(store)


def split(dataset: Dataset, iris: IRIs) -> dict[str, list[Triple]]:
    """The graphs of a data set by name; the default graph of a union is divided as the contract says."""
    graphs: dict[str, list[Triple]] = {}
    fuses = (q.object.value for q in dataset if q.predicate.value == KG.fuses and isinstance(q.object, NamedNode))
    articles = tuple(sorted(set(fuses)))
    for quad in dataset:
        name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else _home(quad, articles, iris)
        graphs.setdefault(name, []).append(quad.triple)
    return graphs


def _home(quad: Quad, articles: Sequence[str], iris: IRIs) -> str:
    subject, predicate = getattr(quad.subject, "value", ""), quad.predicate.value
    key = iris.article("")
    if not subject.startswith(key) or predicate in _CONCLUDED:
        return iris.fused_graph
    value = getattr(quad.object, "value", "")
    if predicate == SCHEMA.about and value.startswith(iris.event("")):
        return iris.fused_graph
    article = key + subject[len(key) :].partition("#")[0].partition("/")[0]
    return article if article in articles else iris.fused_graph


def _base_of(dataset: Dataset) -> str | None:
    for quad in dataset:
        if quad.predicate.value == RDF.type and quad.object == NamedNode(KG.FusedGraph):
            iri = getattr(quad.subject, "value", "")
            return iri.removesuffix("graph/fused") if iri.endswith("graph/fused") else None
    return None


def _named(dataset: Dataset, graph: str | None) -> dict[str, list[Triple]]:
    found: dict[str, list[Triple]] = {}
    for quad in dataset:
        name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else graph
        if name is None:
            raise InputError("the triples have no named graph and no kg:FusedGraph; name one with --graph IRI")
        found.setdefault(name, []).append(quad.triple)
    return found


def _put_others(
    store: Store, graphs: Mapping[str, Sequence[Triple]], changes: Changes, progress: Callable[[str], None]
) -> None:
    fresh = {}
    for name, triples in graphs.items():
        if store.has_graph(name):
            store.put(name, triples)
        else:
            fresh[name] = triples
        changes.other.append(name)
        progress(name)
    if fresh:
        store.put_new(fresh)


def _is_article(iri: str, iris: IRIs) -> bool:
    return iri.startswith(iris.article("")) and "/" not in iri.removeprefix(iris.article(""))


def _check_base(store: Store, base: str) -> None:
    known = store.ledger.note(_BASE_NOTE)
    if known and known != base:
        raise StoreError(
            f"{store.where}: holds articles below {known}, not {base}; use another store or --base {known}"
        )
    if not known:
        store.ledger.set_note(_BASE_NOTE, base)


def _digest_text(digest: ArticleDigest) -> str:
    return json.dumps(encode(digest), ensure_ascii=False, separators=(",", ":"))


def _digests_for(
    graphs: Mapping[str, Sequence[Triple]], texts: Mapping[str, ArticleFacts], iris: IRIs, changes: Changes
) -> dict[str, str]:
    found = {}
    for key, facts in texts.items():
        iri = iris.article(key)
        if iri not in graphs:
            changes.warnings.append(f"{facts.article.origin}: is no article of this graph")
        elif checksum(q.triple for q in article_quads(facts, iris)) != checksum(graphs[iri]):
            changes.warnings.append(f"{facts.article.origin}: this version of kg reads it otherwise; build it again")
        else:
            found[iri] = _digest_text(digest_of(facts))
    return found


def _need_digests(store: Store, coming: Mapping[str, str], fused: Iterable[Triple] = ()) -> bool:
    """Whether all articles will have digests; if not, a fused graph that takes in all of them must be at hand."""
    have = {record.article: bool(record.digest) for record in store.ledger.records()}
    for iri, digest in coming.items():
        kept = store.ledger.record(iri) if not digest and have.get(iri) else None
        have[iri] = bool(digest) or kept is not None
    missing = sorted(iri for iri, known in have.items() if not known)
    if not missing:
        return True
    fuses = {t.object.value for t in fused if t.predicate.value == KG.fuses and isinstance(t.object, NamedNode)}
    if coming and set(have) <= fuses:
        return False
    raise InputError(_no_digest(missing))


def _no_digest(missing: Sequence[str]) -> str:
    return (
        f"{len(missing)} article(s) without a digest, such as <{missing[0]}>: what is concluded from all cannot be"
        " worked out; load them again with their texts (kg load GRAPH --texts DIR) or their facts (kg extract)"
    )


def _put_article(store: Store, iri: str, triples: Sequence[Triple], digest: str, changes: Changes) -> None:
    sha, count = checksum(triples)
    known = store.ledger.record(iri)
    if known and known.sha256 == sha and (not digest or known.digest == digest):
        changes.same.append(iri)
        return
    if not digest and known and known.sha256 == sha:
        digest = known.digest
    if not known or known.sha256 != sha:
        store.put(iri, triples)
    store.ledger.keep([Record(iri, sha, count, digest)])
    changes.put.append(iri)


def _put_fresh(store: Store, fresh: dict[str, Sequence[Triple]], digests: Mapping[str, str], changes: Changes) -> None:
    if not fresh:
        return
    store.put_new(fresh)
    store.ledger.keep([Record(iri, *checksum(triples), digests.get(iri, "")) for iri, triples in fresh.items()])
    changes.put.extend(fresh)
    fresh.clear()


def _state(store: Store) -> str:
    """What the fused graph depends on, as one word."""
    found = hashlib.sha256(repr(versions()).encode())
    for record in store.ledger.records():
        digest = hashlib.sha256(record.digest.encode()).hexdigest()
        found.update(f"{record.article} {record.sha256} {record.triples} {digest}\n".encode())
    return found.hexdigest()


def _fuse_again(store: Store, iris: IRIs, changes: Changes) -> None:
    """Make the fused graph what a build of the articles would make it, and keep old IRIs alive."""
    state = _state(store)
    if store.ledger.note(_FUSED_NOTE) == state:
        return
    records = list(store.ledger.records())
    old = store.triples(iris.fused_graph)
    new: set[Triple] = set()
    if records:
        digests = (decode(ArticleDigest, json.loads(record.digest), record.article) for record in records)
        made = dataset_of((), fuse(digests), iris.base)
        new = {quad.triple for quad in made if quad.predicate.value != VOID.triples}
        new.update(_same_as(old, new, iris))
        count = sum(record.triples for record in records) + len(new) + 1
        new.add(_count_triple(count, iris))
    else:
        new.update(_same_as(old, new, iris))
    store.put(iris.fused_graph, new) if new else store.remove(iris.fused_graph)
    store.ledger.set_note(_FUSED_NOTE, state)
    changes.fused = True


def _count_triple(count: int, iris: IRIs) -> Triple:
    number = Literal(str(count), datatype=NamedNode(XSD.nonNegativeInteger))
    return Triple(NamedNode(iris.dataset), NamedNode(VOID.triples), number)


def _same_as(old: Iterable[Triple], new: Iterable[Triple], iris: IRIs) -> Iterable[Triple]:
    pairs = successors(old, new, iris.base)
    return [Triple(NamedNode(one), NamedNode(OWL.sameAs), NamedNode(other)) for one, other in pairs.items()]


def resolve_graph(store: Store, name: str) -> str:
    """The IRI of a graph from its IRI, "fused", or what names an article.

    Raises:
        InputError: there is no such graph.
    """
    if store.has_graph(name.strip("<>")):
        return name.strip("<>")
    if name == "fused":
        return IRIs(store.ledger.note(_BASE_NOTE) or BASE).fused_graph
    return resolve_article(store, name)


_KINDS = (
    ("events", SCHEMA.Event),
    ("event reports", KG.EventReport),
    ("persons", SCHEMA.Person),
    ("direct quotes", KG.DirectQuote),
    ("mixed quotes", KG.MixedQuote),
    ("reported statements", KG.ReportedStatement),
    ("contested claims", KG.ConflictingClaim),
)


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
