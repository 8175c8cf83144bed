"""Spans that no engine looks at, and nodes that alone are looked at, change no finding."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, serialize

from kg.quality import streaming
from kg.quality._spans import cut, with_spans
from kg.quality.streaming import Corpus
from kg.rdf.lines import by_graph
from kg.validate import default_shapes, validate
from kg.validate.focus import focused, marks
from kg.vocab import OA, OA_NS, RDF, SH_NS
from tests.validate._graphs import BROKEN, GOLDEN, GOOD, file, graph, shapes
from tests.validate.test_streaming import divided, same

SHAPES = "https://w3id.org/kg-export/shapes#"
# What `kg.quality._spans` answers without an engine, or keeps lines for. Look there when you add to these.
KNOWN = {
    "Span",
    "Position",
    "Quote",
    "Named",
    "Web",
    "Span-hasSource",
    "Span-position",
    "Span-quote",
    "IsPosition",
    "IsQuote",
    "Position-start",
    "Position-end",
    "Quote-exact",
    "Quote-prefix",
    "Quote-suffix",
    "Span-insideText-query",
    "Span-length-query",
    "Statement-verbatim-query",
    "Statement-cueVerbatim-query",
    "MixedQuote-inside-query",
}
# These ask for the source or the class of a span alone, which every span keeps.
ASK_OF_SPANS = {
    "DateAssertion-wasDerivedFromClass",
    "MixedQuote-quotedSpan",
    "Mention-span",
    "Participation-evidenceClass",
    "Report-span",
    "Report-spanSource",
    "Report-statusSpan",
    "SpanOfThatArticle",
    "SpansOfThatArticle",
    *(f"Statement-{kind}" for kind in ("span", "spanSource", "speakerSpan", "cueSpan", "addresseeSpan", "relaySpan")),
}
ABOUT_SPANS = [
    path
    for path in BROKEN
    if path.parent.name in ("span", "mixed-quote") or "erbatim" in path.name or "spanSource" in path.name
]
TYPE, SPAN = RDF.type.encode(), OA.SpecificResource.encode()
type Row = tuple[bytes, bytes, bytes, bytes]


def articles(path: Path) -> Iterator[tuple[bytes, bytes]]:
    """The article graphs of an example, as validation gets them."""
    text = serialize(divided(file(path)), format=RdfFormat.N_QUADS)
    assert text is not None
    return ((name, block) for name, block in by_graph([text]) if b"/article/" in name)


def test_the_shapes_that_name_selectors_are_known() -> None:
    text = default_shapes().text
    named = re.compile(rf"<{re.escape(OA_NS)}|\boa:\w")
    nodes = {line.split(" ")[0] for line in text.splitlines() if named.search(line)}
    for _ in range(40):  # a shape names what its lists and paths name
        nodes |= {
            line.split(" ")[0]
            for line in text.splitlines()
            if line.split(" ")[2] in nodes and (line.startswith("_:") or line.split(" ")[2].startswith("_:"))
        }
    found = {node[1:-1].removeprefix(SHAPES) for node in nodes if node.startswith("<")}
    assert found == KNOWN | ASK_OF_SPANS


@pytest.mark.parametrize("path", [GOOD, *GOLDEN[::6]], ids=lambda path: path.parent.name)
def test_spans_are_cut_out_of_articles(path: Path) -> None:
    for name, text in articles(path):
        found = cut(name, text)
        assert found
        heads = text.count(f"<{OA_NS}SpecificResource> .\n".encode())
        assert len(found.spans) == heads > 0
        assert b"/ns/oa#" not in found.rest
        apart = [b"%b> <%b> <%b> .\n%b" % (node, TYPE, SPAN, lines) for node, (lines, _) in found.spans.items()]
        assert sorted((found.rest + b"".join(apart)).splitlines()) == sorted(text.splitlines())
        looked_at = with_spans(found.rest, [found])
        assert looked_at
        assert set(looked_at.splitlines()) < set(text.splitlines())
        assert with_spans(found.rest + b"<urn:a> <urn:b> <urn:c;quote> .\n", [found]) is None


@pytest.mark.parametrize("path", ABOUT_SPANS, ids=lambda path: path.stem)
def test_what_is_wrong_with_a_span_is_found(path: Path, tmp_path: Path) -> None:
    same(path, tmp_path)


def mutated(rows: list[Row], chance: random.Random) -> list[Row]:
    """A graph with one or two lines changed, added or left out."""
    literals = (
        b'""',
        b'"x"@en',
        b'"9999"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>',
        b"<urn:x:y>",
        b"_:b",
    )
    rows = list(rows)
    for _ in range(chance.choice((1, 1, 2))):
        place = chance.randrange(len(rows))
        subject, predicate, value, name = rows[place]
        other = chance.choice(rows)
        digits = re.sub(rb"\d", lambda _: str(chance.randrange(10)).encode(), value, count=2)
        rows[place : place + 1] = chance.choice(
            (
                [],
                [(subject, predicate, chance.choice(literals), name)],
                [(subject, predicate, other[2], name)],
                [(subject, other[1], value, name)],
                [(other[0], predicate, value, name)],
                [(subject, predicate, digits, name)],
                [rows[place], (subject, predicate, other[2], name)],
                [rows[place], (other[0], predicate, value, name)],
                [rows[place], (subject, other[1], other[2], name)],
            )
        )
    return rows


def test_whatever_is_changed_the_findings_are_those_of_the_engine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        (
            str(quad.subject).encode(),
            str(quad.predicate).encode(),
            str(quad.object).encode(),
            str(quad.graph_name).encode(),
        )
        for quad in divided(file(GOOD))
    ]
    taken = []
    quick = Corpus._without_spans

    def counted(self: Corpus, batch: list[tuple[bytes, bytes]]) -> object:
        found = quick(self, batch)
        taken.append(found is not None)
        return found

    for seed in range(60):
        changed = mutated(rows, random.Random(seed))
        text = [(name, b"%b %b %b .\n" % (s, p, o)) for s, p, o, name in changed]
        names = sorted({name for name, _ in text})
        blocks = {name: b"".join(line for each, line in text if each == name) for name in names}

        def findings(blocks: dict[bytes, bytes] = blocks, words: bool = seed % 2 == 0) -> object:
            outside = [block for name, block in blocks.items() if b"/article/" not in name]
            types = [
                line for block in blocks.values() for line in block.splitlines(keepends=True) if b"Quote> ." in line
            ]
            corpus = Corpus(outside, engine="shacl", types=types, words=words)
            for name, block in blocks.items():
                if b"/article/" in name:
                    corpus.add(name, block)
            return corpus.finish()

        monkeypatch.setattr(Corpus, "_without_spans", counted)
        found = findings()
        with monkeypatch.context() as alone:
            alone.setattr(Corpus, "_without_spans", lambda self, batch: None)
            alone.setattr(streaming, "focused", lambda shapes: None)  # nor is anything left out that is said beside
            assert found == findings(), seed
    assert set(taken) == {True, False}


def test_only_marked_nodes_are_looked_at() -> None:
    own = shapes("ex:S a sh:NodeShape ; sh:targetClass ex:C, ex:D ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .")
    narrow = focused(own)
    assert narrow
    assert f"<{SH_NS}targetClass>" not in narrow.text
    assert narrow.table == own.table
    typed = [(node, b"<http://example.org/C>") for node in (b"<urn:a>", b"_:b", b"<urn:c>")]
    assert marks(typed, {b"_:b", b"<urn:d>"}) == b'_:b <urn:kg:is-focus:http://example.org/C> "" .\n'


def test_classes_below_others_are_looked_at_as_before() -> None:
    rows = "ex:P rdfs:subClassOf <http://schema.org/Person> . ex:a a ex:P ."
    data = graph(rows)
    found = Corpus(data.ntriples().splitlines(keepends=True), engine="shacl").finish().report.findings
    assert found
    assert found == validate(data, engine="shacl").findings


def test_a_shape_that_is_a_class_is_not_narrowed() -> None:
    assert focused(shapes("ex:S a sh:NodeShape, rdfs:Class ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .")) is None
