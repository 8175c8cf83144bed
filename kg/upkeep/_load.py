"""Puts articles into a store and takes them out, so that it stays equal to a build of the articles in it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Triple

from kg.errors import InputError, StoreError
from kg.model import ArticleFacts
from kg.model.codec import decode
from kg.rdf.article_graph import article_quads
from kg.rdf.dataset import Dataset
from kg.rdf.iris import IRIs
from kg.rdf.topics import topics_of
from kg.store import Record, Store, checksum
from kg.store.embedded import EmbeddedStore
from kg.store.lines import scan_lines
from kg.untrusted import parse_json
from kg.upkeep._fused import BASE_NOTE, LINK_NOTE, finish, fuse_again, state
from kg.upkeep._graphs import base_of, is_article, named_graphs, split
from kg.upkeep._memo import memo_of
from kg.vocab import BASE, KG

__all__ = ["Changes", "facts_from_json", "load_dataset", "load_facts", "load_lines", "retract"]

_BATCH = 200


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
        data = parse_json(line)
    except ValueError as error:
        raise InputError(f"{where}: not JSON: {error}; write one with kg extract") from error
    return decode(ArticleFacts, data, where)


def load_facts(
    store: Store,
    articles: Iterable[ArticleFacts],
    base: str = BASE,
    *,
    keep_texts: bool = False,
    link: str = "",
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
    if link:
        store.ledger.set_note(LINK_NOTE, link)
    for facts in articles:
        iri = iris.article(facts.article.key)
        quads = list(article_quads(facts, iris))
        _put_article(store, iri, [quad.triple for quad in quads], memo_of(facts, topics_of(quads)), changes)
        if keep_texts:
            store.ledger.keep_text(iri, facts.article.text)
        progress(iri)
    changes.fused = fuse_again(store, iris)
    return changes


def load_dataset(
    store: Store,
    dataset: Dataset,
    texts: Mapping[str, ArticleFacts] | None = None,
    *,
    graph: str | None = None,
    link: str = "",
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
        link: authority that entities are linked to, "offline" or "none"; "" is what the store has.
        graph: name for the triples of the default graph, where the data set does not keep the contract.
        keep_texts: whether the texts of `texts` are kept.
        progress: called after each graph.

    Raises:
        InputError: the fused graph cannot be worked out, or triples have no graph to go to.
        StoreError: the store fails.
    """
    changes, base = Changes(), base_of(dataset)
    if base is None:
        _put_others(store, named_graphs(dataset, graph), changes, progress)
        return changes
    iris = IRIs(base)
    _check_base(store, base)
    if link:
        store.ledger.set_note(LINK_NOTE, link)
    graphs = split(dataset, iris)
    fused = graphs.pop(iris.fused_graph, ())
    digests = _digests_for(graphs, texts or {}, iris, changes)
    fits = _need_digests(store, {iri: digests.get(iri, "") for iri in graphs if is_article(iri, iris)}, fused)
    fresh: dict[str, Sequence[Triple]] = {}
    for iri, triples in graphs.items():
        if not is_article(iri, iris):
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
        changes.fused = fuse_again(store, iris)
    else:
        store.put(iris.fused_graph, fused)
        finish(store, state(store))
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
        _need_digests(store, {iri: "" for iri in found.graphs if is_article(iri, iris)}, fuses)
    store.load_file(path, found.graphs)
    for base in bases:
        iris = IRIs(base)
        articles = {iri: count for iri, count in found.graphs.items() if is_article(iri, iris)}
        store.ledger.keep(Record(iri, "", count) for iri, count in articles.items())
        finish(store, state(store))
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
    changes, base = Changes(), store.ledger.note(BASE_NOTE)
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
    changes.fused = fuse_again(store, iris)
    return changes


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


def _check_base(store: Store, base: str) -> None:
    known = store.ledger.note(BASE_NOTE)
    if known and known != base:
        raise StoreError(
            f"{store.where}: holds articles below {known}, not {base}; use another store or --base {known}"
        )
    if not known:
        store.ledger.set_note(BASE_NOTE, base)


def _digests_for(
    graphs: Mapping[str, Sequence[Triple]], texts: Mapping[str, ArticleFacts], iris: IRIs, changes: Changes
) -> dict[str, str]:
    found = {}
    for key, facts in texts.items():
        iri = iris.article(key)
        if iri not in graphs:
            changes.warnings.append(f"{facts.article.origin}: is no article of this graph")
            continue
        quads = list(article_quads(facts, iris))
        if checksum(quad.triple for quad in quads) != checksum(graphs[iri]):
            changes.warnings.append(f"{facts.article.origin}: this version of kg reads it otherwise; build it again")
        else:
            found[iri] = memo_of(facts, topics_of(quads))
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
        f"articles without a digest: {len(missing)}, such as <{missing[0]}>; what is concluded from all cannot be"
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
