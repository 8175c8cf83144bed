"""A corpus validated piece by piece gives what the whole gives."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from kg.errors import InputError
from kg.quality import streaming
from kg.quality._beside import Beside
from kg.quality.streaming import Corpus, are_together, validate_file
from kg.quality.words import words_behind
from kg.rdf.dataset import Dataset
from kg.validate import default_shapes, reports, validate
from kg.validate.reports import Page
from kg.vocab import BASE, KG, OA, RDF, SCHEMA
from tests.validate._graphs import BROKEN, GOLDEN, GOOD, file, graph, shapes

FUSED = NamedNode("https://w3id.org/kg-export/id/graph/fused")
FUSED_END = f" {FUSED} .\n".encode()
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
def test_the_findings_are_those_of_the_whole_for_every_graph(path: Path, tmp_path: Path) -> None:
    same(path, tmp_path)


@pytest.mark.parametrize("path", [GOOD, *ACROSS, *BROKEN[::25]], ids=lambda path: path.stem)
def test_the_findings_are_those_of_the_whole(path: Path, tmp_path: Path) -> None:
    same(path, tmp_path)


def written(quads: Iterable[Quad], folder: Path) -> Path:
    path = folder / "corpus.nq"
    serialize(quads, str(path), format=RdfFormat.N_QUADS)
    return path


def same(path: Path, folder: Path) -> None:
    quads = divided(file(path))
    streamed = validate_file(written(quads, folder), engine="shacl")
    assert streamed.report.findings == validate(Dataset.from_quads(quads), engine="shacl").findings


def test_a_file(tmp_path: Path) -> None:
    quads = divided(file(GOOD))
    path = written(quads, tmp_path)
    streamed = validate_file(path)
    assert streamed.report.conforms()
    assert streamed.articles == 2
    assert streamed.report.triples == len(quads)
    assert are_together(path)
    path.write_bytes(path.read_bytes() + path.read_bytes())
    assert not are_together(path)
    with pytest.raises(InputError, match="in two places"):
        validate_file(path)
    path.write_text("<http://x/a> <http://x/b> .\n")
    with pytest.raises(InputError, match=r"corpus.nq:1:\d+: "):
        validate_file(path)


def test_what_findings_say_of_an_article_has_the_words_of_the_node_they_name(tmp_path: Path) -> None:
    path = next(path for path in BROKEN if path.name == "Span-length.sparql.ttl")
    quads = divided(file(path))
    streamed = validate_file(written(quads, tmp_path), engine="shacl")
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
    path = written(rows, tmp_path)
    streamed = validate_file(path, engine="shacl")
    assert (streamed.articles, streamed.report.triples) == (1, 3)
    assert streamed.report.findings == validate(Dataset.from_quads(rows), engine="shacl").findings


@pytest.mark.parametrize(
    "path", [GOOD, *GOLDEN[::8], *BROKEN[::12]], ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_the_fused_graph_in_pieces_gives_what_the_whole_gives(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_pieces(path, monkeypatch)


@pytest.mark.exhaustive
@pytest.mark.parametrize("path", [*GOLDEN, *BROKEN], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_graph_in_pieces_gives_what_the_whole_gives(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_pieces(path, monkeypatch)


def in_pieces(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = file(path)
    lines = data.ntriples().splitlines(keepends=True)
    monkeypatch.setattr(streaming, "_PIECE", 1)
    assert len(list(Beside(lines).pieces(1))) == len({quad.subject for quad in data})
    found = Corpus(lines, engine="shacl").finish().report
    assert found.findings == validate(data, engine="shacl").findings
    assert found.triples == len(data)


def test_shapes_of_others_see_the_fused_graph_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "_PIECE", 1)
    own = shapes("""ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:minCount 3 ;
        sh:path ( ex:p ex:p ex:p ex:p [ sh:inversePath ex:p ] ) ] .""")
    data = graph("ex:a a ex:C ; ex:p ex:b . ex:b ex:p ex:c . ex:c ex:p ex:d . ex:d ex:p ex:e . ex:f ex:p ex:e .")
    lines = data.ntriples().splitlines(keepends=True)
    found = Corpus(lines, own).finish().report.findings
    assert found == validate(data, own).findings
    assert len(found) == 1


def test_what_is_beyond_the_first_findings_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "_KEPT", 3)
    many = "".join(f"ex:e{number} a <{SCHEMA.Person}> .\n" for number in range(10))
    data = graph(many)
    whole = validate(data)
    streamed = Corpus(data.ntriples().splitlines(keepends=True)).finish().report
    kinds = Counter((each.severity, each.shape, each.component) for each in whole.findings)
    assert max(kinds.values()) > 3
    assert streamed.counts() == whole.counts()
    assert len(streamed.findings) == sum(min(count, 3) for count in kinds.values())
    assert {each.count + 3 for each in streamed.further} == {count for count in kinds.values() if count > 3}
    assert set(streamed.findings) <= set(whole.findings)
    page, all_of_it = (Page(each, "many.ttl", default_shapes()) for each in (streamed, whole))
    assert page.verdict == all_of_it.verdict
    assert [group.count for group in page.groups()] == [group.count for group in all_of_it.groups()]
    told = reports.get("text").write(page)
    assert "10 ×" in told
    assert "… and 7 more" in told
    assert "+ 7 that were only counted" in reports.get("html").write(page)


def test_a_large_graph_arrives_in_several_blocks(tmp_path: Path) -> None:
    article = NamedNode("http://example.org/article/1")
    rows = [
        Quad(article, NamedNode(f"http://example.org/p{number}"), Literal("x" * 900), article) for number in range(3000)
    ]
    rows.append(Quad(article, NamedNode(RDF.type), NamedNode(SCHEMA.NewsArticle), article))
    path = written(rows, tmp_path)
    streamed = validate_file(path)
    assert (streamed.articles, streamed.report.triples) == (1, len(rows))
    assert streamed.report.findings == validate(Dataset.from_quads(rows)).findings


def copy_of(line: bytes, number: int) -> bytes:
    """The line with other IRIs; the fused graph keeps its name."""
    if line.endswith(FUSED_END):
        return copy_of(line.removesuffix(FUSED_END), number) + FUSED_END
    return line.replace(BASE.encode(), f"{BASE}copy{number}/".encode()).replace(
        b"news.example", b"news%d.example" % number
    )


def test_memory_does_not_grow_with_the_corpus(tmp_path: Path) -> None:
    """Peak memory in a process of its own, of some copies of an example and of four times as many."""
    text = serialize(divided(file(GOOD)), format=RdfFormat.N_QUADS)
    assert text is not None
    lines = text.splitlines(keepends=True)
    peaks = []
    for copies in (60, 240):
        path = tmp_path / f"{copies}.nq"
        with path.open("wb") as target:
            for is_fused in (False, True):
                for number in range(copies):
                    target.writelines(copy_of(line, number) for line in lines if line.endswith(FUSED_END) is is_fused)
        code = (
            "import resource, sys; from kg.quality.streaming import validate_file;"
            "print(validate_file(sys.argv[1]).articles, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
        articles, peak = map(int, done.stdout.split())
        assert articles == 2 * copies
        peaks.append(peak)
    assert peaks[1] / peaks[0] < 1.2
