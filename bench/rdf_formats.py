"""Time of rdflib's writers ÷ time of ours, on one generated graph of about 100,000 triples.

Run with `python bench/rdf_formats.py [TRIPLES [FORMAT …]]`. Both sides get a graph that is already in memory, in one
process, and write to memory; processor time, ours the median of five runs. `union` is the data set with one graph per
article and a fused one, written as the union; `one graph` is the same triples in the default graph.
"""

import argparse
import io
import statistics
import time
from collections.abc import Callable

from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf.dataset import Dataset
from kg.rdf.formats import get
from kg.vocab import BASE, KG, OA, PREFIXES, RDF_NS, SCHEMA, XSD

RDFLIB_NAMES = {
    "turtle": "turtle",
    "ntriples": "nt",
    "nquads": "nquads",
    "trig": "trig",
    "rdfxml": "xml",
    "jsonld": "json-ld",
}
TYPE = NamedNode(f"{RDF_NS}type")
STATEMENTS = 8


def article(number: int) -> list[Quad]:
    """An event, its report, participants, statements and spans, in the shape of the contract."""
    quads: list[Quad] = []
    fused = NamedNode(f"{BASE}graph/fused")
    own = NamedNode(f"{BASE}graph/article-{number}")

    def node(path: str) -> NamedNode:
        return NamedNode(f"{BASE}{path}")

    def add(graph: NamedNode, subject: NamedNode, *pairs: tuple[str, NamedNode | Literal]) -> None:
        quads.extend(Quad(subject, NamedNode(predicate), value, graph) for predicate, value in pairs)

    def kind(*iris: str) -> list[tuple[str, NamedNode]]:
        return [(TYPE.value, NamedNode(iri)) for iri in iris]

    def typed(value: object, datatype: str) -> Literal:
        return Literal(str(value), datatype=NamedNode(datatype))

    event, report, text = node(f"event/{number}"), node(f"report/{number}"), node(f"article/{number}")
    people = [node(f"person/{(number * 3 + i) % 997}") for i in range(3)]
    add(own, text, *kind(SCHEMA.NewsArticle), (SCHEMA.headline, Literal(f"Meeting {number}", language="en")))
    add(own, text, (SCHEMA.inLanguage, Literal("en")), (SCHEMA.about, event))
    add(own, report, *kind(KG.EventReport), (SCHEMA.isPartOf, text), (KG.reportedType, NamedNode(KG.Meeting)))
    add(fused, event, *kind(SCHEMA.Event, KG.Meeting), (KG.reportedIn, report))
    add(fused, event, (SCHEMA.startDate, typed(f"2020-01-{number % 28 + 1:02}", XSD.date)))
    for i, person in enumerate(people):
        part = node(f"event/{number}/participation/{i}")
        add(fused, event, (SCHEMA.attendee, person), (KG.participation, part))
        add(fused, part, *kind(KG.Participation), (KG.participant, person), (KG.role, NamedNode(KG.Attendee)))
        add(fused, person, *kind(SCHEMA.Person), (SCHEMA.name, Literal(f"Person {person.value[-3:]}", language="en")))
    for i in range(STATEMENTS):
        start = i * 400
        said = node(f"article/{number}#char={start},{start + 120}")
        span, place, quote = (node(f"article/{number}#char={start},{start + 120};{x}") for x in ("span", "at", "q"))
        words = f"“We agreed on point {i}”, he said:\nboth sides would work on it in the coming year ({number})."
        add(own, said, *kind(KG.DirectQuote, SCHEMA.Quotation), (SCHEMA.text, Literal(words, language="en")))
        add(own, said, (KG.cue, Literal("said", language="en")), (KG.position, typed(i, XSD.integer)))
        add(own, said, (SCHEMA.isPartOf, text), (KG.span, span))
        add(fused, said, (KG.statedAt, event), (KG.speaker, people[i % 3]), (SCHEMA.spokenByCharacter, people[i % 3]))
        add(own, span, *kind(OA.SpecificResource), (OA.hasSource, text), (OA.hasSelector, place))
        add(own, span, (OA.hasSelector, quote))
        add(own, place, *kind(OA.TextPositionSelector), (OA.start, typed(start, XSD.integer)))
        add(own, place, (OA.end, typed(start + 120, XSD.integer)))
        add(own, quote, *kind(OA.TextQuoteSelector), (OA.exact, Literal(words, language="en")))
        add(own, quote, (OA.prefix, Literal("Then ")), (OA.suffix, Literal(" The talks")))
    return quads


def dataset_of(triples: int) -> Dataset:
    """Articles until the wanted number of quads is reached."""
    quads: list[Quad] = []
    number = 0
    while len(quads) < triples:
        quads.extend(article(number))
        number += 1
    return Dataset.from_quads(quads)


def seconds(action: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return statistics.median(times)


def main() -> None:
    import rdflib

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("triples", type=int, nargs="?", default=100_000)
    parser.add_argument("formats", nargs="*", help=f"of {', '.join(RDFLIB_NAMES)}; by default all")
    arguments = parser.parse_args()
    dataset = dataset_of(arguments.triples)
    single = dataset.flat()
    plain = dataset.to_rdflib()
    graphs = rdflib.Dataset()
    for name in dataset.graphs():
        graphs.graph(rdflib.URIRef(name.value)).__iadd__(Dataset.from_triples(dataset.graph(name)).to_rdflib())
    for graph in (plain, graphs):
        for prefix, namespace in PREFIXES.items():
            graph.bind(prefix, namespace, replace=True)
    print(f"{len(dataset)} quads, {len(single)} triples, {len(dataset.graphs())} graphs")
    print(f"{'format':10} {'rdflib s':>9} {'union s':>8} {'ratio':>6} {'one graph s':>12} {'ratio':>6} {'bytes':>10}")
    for form, theirs in RDFLIB_NAMES.items():
        if arguments.formats and form not in arguments.formats:
            continue
        writer = get(form)
        foreign = graphs if writer.supports_graphs else plain
        # rdflib gets the same context for JSON-LD that our writer puts into the document
        options = {"auto_compact": True} if form == "jsonld" else {}
        slow = seconds(lambda f=foreign, t=theirs, o=options: f.serialize(format=t, encoding="utf-8", **o), 1)
        size = io.BytesIO()
        writer.write(dataset, size, PREFIXES)
        union = seconds(lambda w=writer: w.write(dataset, io.BytesIO(), PREFIXES), 5)
        alone = seconds(lambda w=writer: w.write(single, io.BytesIO(), PREFIXES), 5)
        print(
            f"{form:10} {slow:9.2f} {union:8.3f} {slow / union:5.1f}x {alone:12.3f} {slow / alone:5.1f}x"
            f" {len(size.getvalue()):10}"
        )


if __name__ == "__main__":
    main()
