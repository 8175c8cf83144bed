"""The figures as dqv: measurements and void: statistics of the data set."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.quality.dashboard.figures import Figures, Share
from kg.rdf.dataset import Dataset
from kg.vocab import BASE, DCAT, DQV, KG_NS, PREFIXES, RDF, VOID, XSD

__all__ = ["measures"]


def measures(figures: Figures, dataset: str = f"{BASE}dataset") -> Dataset:
    """The triples, in the default graph.

    Args:
        figures: what was counted.
        dataset: IRI of the data set they are about.
    """
    return Dataset.from_quads(_quads(figures, dataset))


def _quads(figures: Figures, iri: str) -> Iterator[Quad]:
    node = NamedNode(iri)

    def edge(predicate: str, value: NamedNode | Literal, subject: NamedNode = node) -> Quad:
        return Quad(subject, NamedNode(predicate), value)

    for each in (VOID.Dataset, DCAT.Dataset):
        yield edge(RDF.type, NamedNode(each))
    yield edge(VOID.triples, _integer(figures.triples))
    yield edge(VOID.distinctSubjects, _integer(figures.subjects))
    yield edge(VOID.properties, _integer(figures.properties))
    yield edge(VOID.classes, _integer(len(figures.classes)))
    for name, namespace in sorted(PREFIXES.items()):
        if any(each.startswith(f"{name}:") for each, _ in figures.classes):
            yield edge(VOID.vocabulary, NamedNode(namespace))
    for name, count in figures.classes:
        if (known := _expanded(name)) is not None:
            partition = NamedNode(f"{iri}/class/{name.replace(':', '-')}")
            yield edge(VOID.classPartition, partition)
            yield edge(VOID_CLASS, known, partition)
            yield edge(VOID.entities, _integer(count), partition)
    for metric, value in _metrics(figures):
        measurement = NamedNode(f"{iri}/quality/{metric}")
        yield edge(DQV.hasQualityMeasurement, measurement)
        yield edge(RDF.type, NamedNode(DQV.QualityMeasurement), measurement)
        yield edge(DQV.isMeasurementOf, NamedNode(f"{KG_NS}metric/{metric}"), measurement)
        yield edge(DQV.computedOn, node, measurement)
        yield edge(DQV.value, value, measurement)


VOID_CLASS = VOID.classPartition.removesuffix("classPartition") + "class"


def _metrics(figures: Figures) -> Iterator[tuple[str, Literal]]:
    for name, share in (("speakerResolved", figures.speaker_resolved), ("linked", figures.linked)):
        yield from _share(name, share)
    for row in figures.completeness:
        name = f"completeness-{row.kind.replace(' ', '-')}-{row.property.replace(':', '-')}"
        yield from _share(name, row.share)
    yield "undatedEvents", _integer(figures.undated)
    yield "conflicts", _integer(sum(count for _, count in figures.conflicts))
    for severity in ("violation", "warning", "info"):
        yield f"findings-{severity}", _integer(dict(figures.findings).get(severity, 0))
    used = sum(1 for _, count in figures.coverage if count)
    yield from _share("shapesUsed", Share(used, len(figures.coverage)))


def _share(name: str, share: Share) -> Iterator[tuple[str, Literal]]:
    if share.of:
        yield name, Literal(f"{share.count / share.of:.4f}", datatype=NamedNode(XSD.decimal))


def _expanded(name: str) -> NamedNode | None:
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local) if prefix in PREFIXES else None


def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(XSD.nonNegativeInteger))
