"""A corpus validated piece by piece gives what the whole gives."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from kg.errors import InputError
from kg.quality.streaming import validate_corpus, validate_file
from kg.quality.words import words_behind
from kg.rdf.dataset import Dataset
from kg.validate import validate
from kg.vocab import KG, OA, RDF, SCHEMA
from tests.validate._graphs import BROKEN, GOOD, file

FUSED = NamedNode("https://w3id.org/kg-export/id/graph/fused")
CONCLUDED = {
    KG.speaker,
    KG.statedAt,
    KG.addressee,
    KG.relayedBy,
    KG.sameStatementAs,
    KG.participant,
    KG.refersTo,
    KG.mentionsEvent,
    SCHEMA.spokenByCharacter,
    SCHEMA.mentions,
}


def divided(data: Iterable[Quad]) -> list[Quad]:
    """The whole example with each article in a graph of its own."""
    rows = list(data)
    articles = {quad.object.value: quad.object for quad in rows if quad.predicate.value == OA.hasSource}
    parts = []
    for quad in rows:
        subject = quad.subject.value
        owner = next(
            (node for iri, node in articles.items() if subject == iri or subject.startswith((f"{iri}/", f"{iri}#"))),
            FUSED,
        )
        event = quad.predicate.value == SCHEMA.about and "/event/" in str(quad.object)
        graph = FUSED if quad.predicate.value in CONCLUDED or event else owner
        parts.append(Quad(quad.subject, quad.predicate, quad.object, graph))
    return list(Dataset.from_quads(parts))


ACROSS = [path for path in BROKEN if path.name.startswith(("Statement-speakerKnown", "DirectQuote-s"))]


@pytest.mark.exhaustive
@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_the_findings_are_those_of_the_whole_for_every_graph(path: Path) -> None:
    same(path)


@pytest.mark.parametrize("path", [GOOD, *ACROSS, *BROKEN[::25]], ids=lambda path: path.stem)
def test_the_findings_are_those_of_the_whole(path: Path) -> None:
    same(path)


def same(path: Path) -> None:
    quads = divided(file(path))
    streamed = validate_corpus(quads, engine="shacl")
    assert streamed.report.findings == validate(Dataset.from_quads(quads), engine="shacl").findings


def test_a_file(tmp_path: Path) -> None:
    quads = divided(file(GOOD))
    path = tmp_path / "corpus.nq"
    serialize(quads, str(path), format=RdfFormat.N_QUADS)
    streamed = validate_file(path)
    assert streamed.report.conforms()
    assert streamed.articles == 2
    assert streamed.report.triples == len(quads)
    path.write_bytes(path.read_bytes() + path.read_bytes())
    with pytest.raises(InputError, match="in two places"):
        validate_file(path)
    path.write_text("<http://x/a> <http://x/b> .\n")
    with pytest.raises(InputError, match=r"corpus.nq:1:\d+: "):
        validate_file(path)


def test_what_findings_say_of_an_article_has_the_words_of_the_node_they_name() -> None:
    path = next(path for path in BROKEN if path.name == "Span-length.sparql.ttl")
    quads = divided(file(path))
    streamed = validate_corpus(quads, engine="shacl")
    (finding,) = streamed.report.findings
    assert finding.focus_node not in streamed.words
    assert streamed.words[finding.value] == words_behind(quads, [finding.value])[finding.value]


def test_a_default_graph_that_names_an_article_is_no_part_of_it(tmp_path: Path) -> None:
    article = NamedNode("http://example.org/article/1")
    rows = [
        Quad(article, NamedNode(RDF.type), NamedNode(SCHEMA.NewsArticle), article),
        Quad(NamedNode("http://example.org/x"), NamedNode(SCHEMA.isPartOf), article, article),
        Quad(NamedNode("http://example.org/fused"), NamedNode(KG.fuses), article),
    ]
    path = tmp_path / "corpus.nq"
    serialize(rows, str(path), format=RdfFormat.N_QUADS)
    streamed = validate_file(path, engine="shacl")
    assert (streamed.articles, streamed.report.triples) == (1, 3)
    assert streamed.report.findings == validate(Dataset.from_quads(rows), engine="shacl").findings
