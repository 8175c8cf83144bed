"""What became of IRIs that a fused graph no longer has: each gets the node that most of its evidence went to."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from kg.vocab import KG, OWL, PROV, RDF, SCHEMA

__all__ = ["successors"]

_FOLDERS = ("event/", "person/", "body/", "place/")
_NAMES = (SCHEMA.name, SCHEMA.alternateName)
# Edges from evidence to the node that it is about.
_TO_NODE = (KG.speaker, KG.addressee, KG.relayedBy, KG.statedAt)


def successors(old: Iterable[Triple], new: Iterable[Triple], base: str) -> dict[str, str]:
    """The successor of each event, person, body and place that `old` has and `new` has not.

    Evidence is what refers to the node: reports, statements, the words of its participations, and names in an article
    that mentions it. A node of which nothing is left has no successor. Links that `old` holds go on to where they lead
    now; an IRI that has come back needs none.

    Args:
        old: a fused graph, with the `owl:sameAs` links it was given before.
        new: the graph that takes its place.
        base: the base of our IRIs.

    Returns:
        Successor by IRI, sorted.
    """
    before, after = list(old), list(new)
    alive = _nodes(after, base)
    links = {
        t.subject.value: t.object.value
        for t in before
        if t.predicate.value == OWL.sameAs and isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode)
    }
    gone = _nodes(before, base) - alive
    heirs = _heirs(before, after, gone, alive) if gone else {}
    found = dict(heirs)
    for iri, target in links.items():
        target = heirs.get(target, target)
        if target in alive:
            found.setdefault(iri, target)
    return {iri: found[iri] for iri in sorted(found) if iri not in alive}


def _nodes(triples: Iterable[Triple], base: str) -> set[str]:
    found = set()
    for triple in triples:
        if triple.predicate.value == RDF.type and isinstance(triple.subject, NamedNode):
            folder, slash, name = triple.subject.value.removeprefix(base).partition("/")
            if f"{folder}{slash}" in _FOLDERS and "/" not in name:
                found.add(triple.subject.value)
    return found


def _heirs(before: list[Triple], after: list[Triple], gone: set[str], alive: set[str]) -> dict[str, str]:
    had, has = _evidence(before), _evidence(after)
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for node in alive:
        for each in has.get(node, ()):
            holders[each].append(node)
    heirs = {}
    for node in gone:
        votes = Counter(holder for each in had.get(node, ()) for holder in holders.get(each, ()))
        if votes:
            heirs[node] = min(votes, key=lambda holder: (-votes[holder], holder))
    return heirs


def _evidence(triples: list[Triple]) -> dict[str, set[tuple[str, ...]]]:
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    names: dict[str, set[str]] = defaultdict(set)
    mentioned: dict[str, set[str]] = defaultdict(set)
    owner: dict[str, str] = {}
    words: list[tuple[str, str]] = []
    for triple in triples:
        subject, predicate = getattr(triple.subject, "value", ""), triple.predicate.value
        value = getattr(triple.object, "value", "")
        if predicate in _NAMES and isinstance(triple.object, Literal):
            names[subject].add(value)
        elif predicate == SCHEMA.mentions:
            mentioned[value].add(subject)
        elif predicate in _TO_NODE:
            found[value].add((predicate, subject))
        elif predicate in (KG.participant, KG.place):
            owner[subject] = value
        elif predicate in (KG.span, PROV.wasDerivedFrom, KG.inferredFrom):
            words.append((subject, value))
        elif predicate == KG.reportedIn:
            found[subject].add((predicate, value))
    for node, span in words:
        if node in owner:
            found[owner[node]].add(("words", span))
    for node, articles in mentioned.items():
        found[node].update(("name", article, name) for article in articles for name in names.get(node, ()))
    return found
