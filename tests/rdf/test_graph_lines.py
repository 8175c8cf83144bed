"""The lines that a graph collects are those that pyoxigraph writes, in the order of a data set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg.model import Article, ArticleFacts, PartialDate, Span, TopicAssignment
from kg.rdf._graph import OWN, Graph
from kg.rdf.article_graph import article_quads
from kg.rdf.dataset import Dataset
from kg.rdf.iris import IRIs
from kg.vocab import OA, RDF, XSD

G, S, P = "https://example.org/g", "https://example.org/s", "https://example.org/p"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def written(*quads: Quad) -> bytes:
    return serialize(Dataset.from_quads(quads), format=RdfFormat.N_QUADS) or b""


def quad(value: Literal | NamedNode) -> Quad:
    return Quad(NamedNode(S), NamedNode(P), value, NamedNode(G))


def test_every_character_is_escaped_as_pyoxigraph_escapes_it() -> None:
    for start in range(0, 0x110000, 0x1000):
        points = [point for point in range(start, start + 0x1000) if not 0xD800 <= point < 0xE000]
        text = "".join(map(chr, points))
        if text:
            graph = Graph(G)
            graph.text(S, P, text)
            assert graph.lines() == written(quad(Literal(text)))


@given(st.lists(st.tuples(TEXT, st.sampled_from(["", "en", "fr", "pt-BR"])), max_size=8))
def test_lines_are_sorted_and_each_once(values: list[tuple[str, str]]) -> None:
    graph = Graph(G)
    wanted = []
    for text, language in (*values, *values[:2]):
        graph.text(S, P, text, language)
        if text:
            wanted.append(quad(Literal(text, language=language.lower()) if language else Literal(text)))
    assert graph.lines() == written(*wanted)
    assert list(parse(graph.lines(), format=RdfFormat.N_QUADS)) == list(Dataset.from_quads(graph))


def test_types_and_numbers() -> None:
    graph = Graph(G)
    graph.type(S, "https://example.org/C")
    graph.integer(S, P, 7)
    graph.decimal(S, P, 0.25)
    graph.decimal(S, P, 1.0)
    graph.boolean(S, P, True)
    graph.date(S, P, PartialDate(2024, 5))
    graph.link(S, P, "https://example.org/é?a=1")
    typed = {
        XSD.nonNegativeInteger: ["7"],
        XSD.decimal: ["0.25", "1.0"],
        XSD.boolean: ["true"],
        XSD.gYearMonth: ["2024-05"],
    }
    literals = [Literal(text, datatype=NamedNode(kind)) for kind, texts in typed.items() for text in texts]
    assert graph.lines() == written(
        Quad(NamedNode(S), NamedNode(RDF.type), NamedNode("https://example.org/C"), NamedNode(G)),
        quad(NamedNode("https://example.org/é?a=1")),
        *map(quad, literals),
    )


@pytest.mark.parametrize("base", ["https://a.example/", "https://www.iptc.example/z/"])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=90), st.data())
def test_spans_of_any_text_are_quoted_as_they_are(base: str, text: str, data: st.DataObject) -> None:
    text += 'x> "\n%s'
    places = st.integers(0, len(text))
    spans = [Span(*sorted(data.draw(st.tuples(places, places)))) for _ in range(4)]
    topics = (TopicAssignment("20000638", tuple(spans), 0.5),)
    graph = article_quads(ArticleFacts(Article(text, "a"), "en", None, (), (), (), topics), IRIs(base))
    quads = list(graph)
    assert graph.lines() == written(*quads)
    for span in spans:
        quote = f"{base}article/{Article(text, 'a').key}#char={span.start},{span.end};quote"
        said = {quad.predicate.value: quad.object.value for quad in quads if quad.subject.value == quote}
        words = (span.of(text), text[max(0, span.start - 32) : span.start], text[span.end : span.end + 32])
        for predicate, each in zip((OA.exact, OA.prefix, OA.suffix), words, strict=True):
            assert said.get(predicate, "") == each


@pytest.mark.parametrize(
    "iri", ["https://example.org/a b", "https://example.org/<x>", 'https://example.org/"', "page", "https://a/%zz"]
)
def test_what_is_no_iri_is_refused(iri: str) -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="IRI"):
            Graph(G).link(S, P, iri)


def test_own_iris_are_refused_too() -> None:
    graph = Graph(G, short=True)
    graph.link(OWN, P, f"{OWN}/é")
    assert graph.lines() == f"<{G}> <{P}> <{G}/é> <{G}> .\n".encode()
    with pytest.raises(ValueError, match="IRI"):
        graph.link(OWN, P, f"{OWN}/\ufffd")
