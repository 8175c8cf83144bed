"""Runs W3C's SHACL tests (core and SPARQL) through every engine; a failure that is not known by name is an error.

    python scripts/conformance.py PATH

PATH is `data-shapes-test-suite/tests` of a checkout of the public repository w3c/data-shapes, the checkout itself, or a
git directory of it. Without PATH the environment variable KG_DATA_SHAPES says where it is; with neither, the script
says how to get it and ends with 0, so that `make conformance` works on a machine without the suite.

`conformance.toml` beside this script lists the known failures of each engine; one that no longer fails has to leave it.
"""

import argparse
import io
import os
import subprocess
import sys
import tarfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse

from kg.errors import KgError
from kg.rdf.dataset import Dataset
from kg.validate import engines, shapes_of, validate
from kg.validate.paths import render
from kg.vocab import RDF, SH

KNOWN = Path(__file__).with_name("conformance.toml")
FOLDER = "data-shapes-test-suite/tests"
BASE = "http://data-shapes.example/"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"

type Row = tuple[str, str, str, str, str]


def files(place: Path) -> dict[str, bytes]:
    """The Turtle files of the suite by their path in it."""
    for folder in (place / FOLDER, place):
        if (folder / "core").is_dir():
            return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.ttl"))}
    packed = subprocess.run(["git", "-C", place, "archive", "HEAD", FOLDER], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        return {
            member.name.removeprefix(f"{FOLDER}/"): archive.extractfile(member).read()
            for member in archive.getmembers()
            if member.name.endswith(".ttl")
        }


class Graph:
    """One file of the suite."""

    def __init__(self, path: str, data: bytes) -> None:
        self.dataset = Dataset.from_quads(parse(data, format=RdfFormat.TURTLE, base_iri=BASE + path))
        self._rows: dict[tuple[object, str], list[object]] = {}
        for quad in self.dataset:
            self._rows.setdefault((quad.subject, quad.predicate.value), []).append(quad.object)

    def objects(self, node: object, predicate: str) -> Sequence:
        """The objects of a node and a predicate."""
        return self._rows.get((node, predicate), ())

    def first(self, node: object, predicate: str) -> object:
        """The first of them, or None."""
        return next(iter(self.objects(node, predicate)), None)

    def tests(self) -> Iterator[NamedNode]:
        """The tests that the file holds."""
        for quad in self.dataset:
            if quad.predicate.value == RDF.type and quad.object == NamedNode(SHT + "Validate"):
                yield quad.subject

    def expected(self, result: object) -> tuple[Counter[Row], set[tuple[Row, str]]]:
        """The results, and which of them name the shape they come from."""
        rows, shapes = Counter[Row](), set[tuple[Row, str]]()
        for each in self.objects(result, SH.result):
            path = self.first(each, SH.resultPath)
            severity = getattr(self.first(each, SH.resultSeverity), "value", "").rpartition("#")[2].lower()
            row = (
                plain(self.first(each, SH.focusNode)),
                render(path, self.objects) if path else "",
                plain(self.first(each, SH.value)),
                getattr(self.first(each, SH.sourceConstraintComponent), "value", ""),
                severity if severity in ("violation", "warning", "info") else "violation",
            )
            rows[row] += 1
            shape = self.first(each, SH.sourceShape)
            if isinstance(shape, NamedNode):
                shapes.add((row, shape.value))
        return rows, shapes


def plain(term: object) -> str:
    """N-Triples text; a blank node has no name."""
    return "" if term is None else "_:" if isinstance(term, BlankNode) or str(term).startswith("_:") else str(term)


def passes(test: NamedNode, graph: Graph, suite: dict[str, bytes], engine: str) -> bool:
    """Whether an engine gives what the test expects."""
    action, result = graph.first(test, MF + "action"), graph.first(test, MF + "result")
    wanted_failure = result == NamedNode(SHT + "Failure")

    def loaded(name: str) -> tuple[Dataset, tuple[Triple, ...]]:
        path = graph.first(action, SHT + name).value.removeprefix(BASE)
        dataset = Graph(path, suite[path]).dataset
        return dataset, dataset.union()

    try:
        report = validate(loaded("dataGraph")[0], shapes_of(loaded("shapesGraph")[1]), engine)
    except KgError:
        return wanted_failure
    if wanted_failure:
        return False
    rows, shapes = graph.expected(result)
    found = [
        ((plain_text(f.focus_node), f.path, plain_text(f.value), f.component, f.severity.value), f.shape)
        for f in report.findings
    ]
    return Counter(row for row, _ in found) == rows and shapes <= set(found)


def plain_text(term: str) -> str:
    """The same for the text of a term."""
    return "_:" if term.startswith("_:") else term


def main() -> int:
    """Run all tests through all engines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", nargs="?", default=os.environ.get("KG_DATA_SHAPES"))
    place: str | None = parser.parse_args().path
    if not place:
        print("skipped: get the public repository w3c/data-shapes, then: KG_DATA_SHAPES=PATH make conformance")
        return 0
    suite = files(Path(place))
    graphs = {path: Graph(path, data) for path, data in suite.items() if not path.endswith("manifest.ttl")}
    known = tomllib.loads(KNOWN.read_text(encoding="utf-8"))
    status = 0
    for engine in engines.names():
        tests = failed = 0
        names: list[str] = []
        for path, graph in sorted(graphs.items()):
            for test in graph.tests():
                tests += 1
                if not passes(test, graph, suite, engine):
                    failed += 1
                    names.append(path.removesuffix(".ttl"))
        listed = set(known.get(engine, {}))
        for name in sorted(set(names) - listed):
            print(f"{engine}: {name} fails and is not known to")
        for name in sorted(listed - set(names)):
            print(f"{engine}: {name} passes now; take it out of {KNOWN.name}")
        print(f"{engine}: {tests - failed} of {tests} pass, {failed} fail ({len(listed)} known)")
        status |= set(names) != listed
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
