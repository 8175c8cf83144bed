"""The words of the articles behind a node of a graph and each of its triples; reads the published contract only."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.errors import InputError
from kg.model import Passage
from kg.rdf.dataset import Dataset
from kg.vocab import KG, OA, PREFIXES, PROV, RDF, SCHEMA

__all__ = ["Explanation", "Passage", "Row", "explain", "shorten"]

_WORDS = (
    KG.span,
    KG.speakerSpan,
    KG.cueSpan,
    KG.quotedSpan,
    KG.addresseeSpan,
    KG.relaySpan,
    PROV.wasDerivedFrom,
    KG.inferredFrom,
)
# Where the words behind a property of a node are: paths from the node to spans, "^" walks an edge backwards.
_PATHS: dict[str, tuple[tuple[str, ...], ...]] = {
    SCHEMA.startDate: ((KG.dateAssertion, PROV.wasDerivedFrom),),
    SCHEMA.endDate: ((KG.dateAssertion, PROV.wasDerivedFrom),),
    SCHEMA.location: ((KG.placeAssertion, PROV.wasDerivedFrom), (KG.placeAssertion, KG.inferredFrom)),
    SCHEMA.text: ((KG.span,),),
    SCHEMA.spokenByCharacter: ((KG.speakerSpan,),),
    KG.speaker: ((KG.speakerSpan,),),
    KG.addressee: ((KG.addresseeSpan,),),
    KG.relayedBy: ((KG.relaySpan,),),
    KG.cue: ((KG.cueSpan,),),
    KG.cueLemma: ((KG.cueSpan,),),
    KG.cueClass: ((KG.cueSpan,),),
    KG.role: ((KG.span,),),
    KG.inCapacity: ((KG.span,),),
    KG.reportedIn: (),
    SCHEMA.name: (("^" + KG.participant, KG.span), ("^" + KG.speaker, KG.speakerSpan)),
    SCHEMA.jobTitle: (("^" + KG.participant, KG.span),),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One triple of the node, and the words it was read from (none for what no words say, such as a class)."""

    predicate: str
    value: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A node with its triples, in order."""

    iri: str
    rows: tuple[Row, ...]

    def as_json(self) -> dict[str, Any]:
        """The same as JSON data."""
        return {
            "iri": self.iri,
            "triples": [
                {
                    "predicate": row.predicate,
                    "value": row.value,
                    "passages": [
                        {name: getattr(passage, name) for name in Passage.__struct_fields__} for passage in row.passages
                    ],
                }
                for row in self.rows
            ],
        }


def explain(dataset: Dataset, name: str) -> Explanation:
    """What a graph says of a node, and from which words.

    Args:
        dataset: any graph that keeps the contract.
        name: an IRI, a CURIE, or an end of an IRI that only one subject has.

    Raises:
        InputError: no subject, or several, have that name.
    """
    store = Store()
    store.bulk_extend(Quad(each.subject, each.predicate, each.object, DefaultGraph()) for each in dataset.union())
    iri = _find(store, name)
    rows = []
    for quad in store.quads_for_pattern(NamedNode(iri), None, None):
        value = quad.object
        passages = sorted(set(_passages(store, iri, quad.predicate.value, value)))
        shown = str(value) if isinstance(value, Literal) else shorten(getattr(value, "value", str(value)))
        rows.append(Row(shorten(quad.predicate.value), shown, tuple(passages)))
    return Explanation(
        iri, tuple(sorted(rows, key=lambda row: (row.predicate != "rdf:type", row.predicate, row.value)))
    )


def shorten(iri: str) -> str:
    """An IRI with a prefix where one fits, else in angle brackets."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and iri[len(namespace) :].replace("_", "").replace("-", "").isalnum():
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"


def _find(store: Store, name: str) -> str:
    prefix, _, local = name.strip("<>").partition(":")
    name = PREFIXES[prefix] + local if prefix in PREFIXES and not local.startswith("//") else name.strip("<>")
    subjects = sorted({quad.subject.value for quad in store if isinstance(quad.subject, NamedNode)})
    if name in subjects:
        return name
    found = [iri for iri in subjects if iri.endswith(("/" + name, "#" + name))]
    if not found:
        raise InputError(f"no node <{name}> in this graph; give an IRI that it describes, or the end of one")
    if len(found) > 1:
        shown = ", ".join(f"<{iri}>" for iri in found[:5])
        raise InputError(
            f"{name!r} is the end of {len(found)} IRIs: {shown}{' …' if len(found) > 5 else ''}; give more of it"
        )
    return found[0]


def _objects(store: Store, iri: str, predicate: str) -> Iterator[str]:
    """Nodes one step away; "^" before the predicate walks backwards."""
    if predicate.startswith("^"):
        for quad in store.quads_for_pattern(None, NamedNode(predicate[1:]), NamedNode(iri)):
            yield quad.subject.value if isinstance(quad.subject, NamedNode) else ""
    else:
        for quad in store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None):
            yield quad.object.value if isinstance(quad.object, NamedNode) else ""


def _passages(store: Store, iri: str, predicate: str, value: Any) -> Iterator[Passage]:
    if isinstance(value, NamedNode):
        if predicate in _WORDS:
            yield from _passage(store, value.value, predicate == KG.inferredFrom)
        for step in _WORDS:
            if predicate not in _WORDS and predicate != RDF.type:
                for span in _objects(store, value.value, step):
                    yield from _passage(store, span, step == KG.inferredFrom)
        if predicate == SCHEMA.attendee:
            for participation in _objects(store, iri, KG.participation):
                if value.value in _objects(store, participation, KG.participant):
                    for span in _objects(store, participation, KG.span):
                        yield from _passage(store, span, False)
        if predicate in (SCHEMA.eventStatus, KG.reportedStatus):
            yield from _status_passages(store, iri, value.value)
        if predicate == SCHEMA.about:
            yield from _topic_passages(store, iri, value.value)
    for path in _PATHS.get(predicate, ()):
        nodes = [iri]
        for step in path:
            nodes = [node for each in nodes for node in _objects(store, each, step)]
        for span in nodes:
            yield from _passage(store, span, path[-1] == KG.inferredFrom)


def _status_passages(store: Store, iri: str, status: str) -> Iterator[Passage]:
    """The words by which a report, or those of an event, give it a status; where none do, those that tell of it."""
    for report in [iri, *_objects(store, iri, KG.reportedIn)]:
        if status in _objects(store, report, KG.reportedStatus):
            words = [*_objects(store, report, KG.statusSpan)] or [*_objects(store, report, KG.span)]
            for span in words:
                yield from _passage(store, span, False)


def _topic_passages(store: Store, iri: str, topic: str) -> Iterator[Passage]:
    for owner in [iri, *_objects(store, iri, KG.reportedIn)]:
        for assignment in _objects(store, owner, KG.topicAssignment):
            if topic in _objects(store, assignment, KG.topic):
                for span in _objects(store, assignment, KG.span):
                    yield from _passage(store, span, False)


def _literal(store: Store, iri: str, predicate: str) -> str:
    for quad in store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None):
        if isinstance(quad.object, Literal):
            return quad.object.value
    return ""


def _passage(store: Store, span: str, inferred: bool) -> Iterator[Passage]:
    if not span:
        return
    values: dict[str, str] = {}
    for selector in _objects(store, span, OA.hasSelector):
        for name in ("start", "end", "exact", "prefix", "suffix"):
            values[name] = _literal(store, selector, getattr(OA, name)) or values.get(name, "")
    for article in _objects(store, span, OA.hasSource):
        if values.get("start", "").isdigit() and values.get("end", "").isdigit():
            headline = _literal(store, article, SCHEMA.headline)
            start, end = int(values["start"]), int(values["end"])
            yield Passage(article, start, end, values["exact"], values["prefix"], values["suffix"], headline, inferred)
