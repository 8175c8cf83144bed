"""Validation of a graph of 100,000 triples by every engine in one run: processor seconds, ratio, identical findings.

    python bench/validation.py [TRIPLES]

The graph is the whole example of the tests, copied under new IRIs, with every seventh copy damaged.
"""

import argparse
import time
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.rdf.dataset import Dataset
from kg.validate import default_shapes, engines, validate
from kg.vocab import BASE, SCHEMA

EXAMPLE = Path(__file__).parents[1] / "tests" / "shapes" / "good.ttl"
DAMAGED = 7


def copies(triples: int) -> Dataset:
    """At least so many triples."""
    text, quads, number = EXAMPLE.read_text(encoding="utf-8"), list[Quad](), 0
    while len(quads) < triples:
        own = text.replace(BASE, f"{BASE}copy{number}/").replace("news.example", f"news{number}.example")
        rows = list(parse(own, format=RdfFormat.TURTLE))
        if number % DAMAGED == 0:
            rows = [row for row in rows if row.predicate != NamedNode(SCHEMA.headline)][: -number or None]
        quads += rows
        number += 1
    return Dataset.from_quads(quads)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("triples", type=int, nargs="?", default=100_000)
    size: int = parser.parse_args().triples
    data, shapes = copies(size), default_shapes()
    seconds, reports = dict[str, float](), {}
    for name in engines.names():
        validate(Dataset(), shapes, name)  # imports and compiled shapes are paid once
        started = time.process_time()
        reports[name] = validate(data, shapes, name)
        seconds[name] = time.process_time() - started
        print(f"{name}: {len(data)} triples, {len(reports[name].findings)} findings, {seconds[name]:.2f} s")
    for name, report in reports.items():
        assert report.findings == reports["pyshacl"].findings, f"{name} and pyshacl differ"
        print(f"{name}: {seconds['pyshacl'] / seconds[name]:.1f} times as fast as pyshacl")


if __name__ == "__main__":
    main()
