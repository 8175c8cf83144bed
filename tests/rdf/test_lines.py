"""Lines cut from N-Quads are the triples that a parser finds there."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg.rdf.lines import canonical, lines_of, objects_of, split_graph, subjects_of

NODES = st.sampled_from([NamedNode("http://a/é#x"), NamedNode("http://a/g"), BlankNode("b1")])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ['" <http://a/g> .', "> <http://a/g> .\n<", "\\", ' "'.strip()]
)
LITERALS = TEXTS.map(Literal) | TEXTS.map(lambda text: Literal(text, language="fr"))
QUADS = st.builds(
    Quad,
    NODES,
    st.just(NamedNode("http://a/p")),
    NODES | LITERALS | TEXTS.map(lambda text: Literal(text, datatype=NamedNode("http://a/t"))),
    st.sampled_from([NamedNode("http://a/g"), NamedNode("http://a/h"), BlankNode("g"), DefaultGraph()]),
)


@given(st.lists(QUADS, max_size=8))
def test_lines_are_the_triples(quads: list[Quad]) -> None:
    document = serialize(quads, format=RdfFormat.N_QUADS) or b""
    cut = [split_graph(line) for line in b"".join(canonical(io.BytesIO(document))).splitlines(keepends=True)]
    assert [line for line, _ in cut] == list(lines_of(quads))
    assert [graph.decode() for _, graph in cut] == [
        "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name) for quad in quads
    ]
    text = b"".join(line for line, _ in cut)
    assert [quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES)] == [quad.triple for quad in quads]
    assert subjects_of(text) == {str(q.subject).encode() for q in quads if isinstance(q.subject, NamedNode)}
    assert objects_of(text) == {str(q.object).encode() for q in quads if isinstance(q.object, NamedNode)}


def test_triple_terms_keep_their_graph() -> None:
    line = b'<http://a/s> <http://a/p> <<( <http://a/s> <http://a/p> "x y" )>> <http://a/g> .\n'
    assert split_graph(line) == (line.replace(b" <http://a/g> .", b" ."), b"<http://a/g>")


def test_an_error_far_down_has_its_line() -> None:
    good = b"<http://a/s> <http://a/p> <http://a/o> .\n"
    with pytest.raises(SyntaxError) as caught:
        list(canonical(io.BytesIO(good * 60_000 + b"<http://a/s> <http://a/p> .\n")))
    assert caught.value.lineno == 60_001


def test_comments_blanks_and_escapes_become_plain() -> None:
    text = b'# a comment\n\n  <http://a/s>\t<http://a/p>   "\\u00e9" . # more\n'
    assert b"".join(canonical(io.BytesIO(text))).decode() == '<http://a/s> <http://a/p> "é" .\n'
