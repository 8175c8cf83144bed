"""The fused graph of a store, made anew from the records of its articles."""

import hashlib
from collections.abc import Iterable
from secrets import token_hex

from pyoxigraph import Literal, NamedNode, Triple

from kg.link import Surroundings
from kg.model import ArticleDigest
from kg.pipeline import Settings, conclude, concluded_quads, versions
from kg.rdf.iris import IRIs
from kg.store import Store
from kg.successors import successors
from kg.upkeep._memo import read_memo
from kg.vocab import OWL, VOID, XSD

__all__ = ["BASE_NOTE", "FUSED_NOTE", "LINK_NOTE", "finish", "fuse_again", "is_stale", "state"]

BASE_NOTE = "base"
FUSED_NOTE = "fused-of"
LINK_NOTE = "link"
GENERATION_NOTE = "generation"


def is_stale(store: Store) -> bool:
    """Whether the fused graph was made from other articles than the store holds: a load did not come to its end."""
    return bool(store.ledger.note(BASE_NOTE)) and store.ledger.note(FUSED_NOTE) != state(store)


def state(store: Store) -> str:
    """What the fused graph depends on, as one word."""
    found = hashlib.sha256(repr((versions(), store.ledger.note(LINK_NOTE))).encode())
    for record in store.ledger.records():
        digest = hashlib.sha256(record.digest.encode()).hexdigest()
        found.update(f"{record.article} {record.sha256} {record.triples} {digest}\n".encode())
    return found.hexdigest()


def finish(store: Store, now: str) -> None:
    """Note that the fused graph fits the articles; a reader that sees another generation looks again."""
    store.ledger.set_note(FUSED_NOTE, now)
    store.ledger.set_note(GENERATION_NOTE, token_hex(8))


def fuse_again(store: Store, iris: IRIs) -> bool:
    """Make the fused graph what a build of the articles would make it, and keep old IRIs alive.

    Returns:
        Whether there was anything to do.
    """
    now = state(store)
    if store.ledger.note(FUSED_NOTE) == now:
        return False
    old = store.triples(iris.fused_graph)
    new = _conclusions(store, iris)
    new.update(_same_as(old, new, iris))
    if new:
        articles = sum(record.triples for record in store.ledger.records(False))
        new.add(_count_triple(articles + len(new) + 1, iris))
        store.put(iris.fused_graph, new)
    else:
        store.remove(iris.fused_graph)
    finish(store, now)
    return True


def _conclusions(store: Store, iris: IRIs) -> set[Triple]:
    digests: list[ArticleDigest] = []
    around: dict[tuple[str, str], tuple[Surroundings, ...]] = {}
    topics: set[str] = set()
    for record in store.ledger.records():
        memo = read_memo(record.digest, record.article)
        digests.append(memo.digest)
        around.update(memo.around)
        topics.update(memo.topics)
    if not digests:
        return set()
    settings = Settings(base=iris.base, link=store.ledger.note(LINK_NOTE) or "offline")
    fused = conclude(digests, settings, around)
    return {quad.triple for quad in concluded_quads(fused, topics, iris)}


def _count_triple(count: int, iris: IRIs) -> Triple:
    number = Literal(str(count), datatype=NamedNode(XSD.nonNegativeInteger))
    return Triple(NamedNode(iris.dataset), NamedNode(VOID.triples), number)


def _same_as(old: Iterable[Triple], new: Iterable[Triple], iris: IRIs) -> Iterable[Triple]:
    pairs = successors(old, new, iris.base)
    return [Triple(NamedNode(one), NamedNode(OWL.sameAs), NamedNode(other)) for one, other in pairs.items()]
