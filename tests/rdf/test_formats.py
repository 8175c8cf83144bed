"""One contract for every format, and what each of them must refuse."""

import gzip
import io
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from rdflib.compare import isomorphic

from kg.errors import InputError, UnknownNameError
from kg.rdf.dataset import Dataset
from kg.rdf.formats import Limits, for_path, get, names, read_file, write_file
from kg.rdf.formats._context import context_of
from kg.rdf.formats.jsonld import write_with
from kg.vocab import KG, OA, PREFIXES, RDF_NS, SCHEMA, XSD

EX = "http://example.org/"
TYPE = NamedNode(f"{RDF_NS}type")
RDFLIB_NAMES = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}
TERMS = {
    **PREFIXES,
    "ex": EX,
    "id": "@id",
    "type": "@type",
    "name": {"@id": "schema:name", "@container": "@language"},
    "title": {"@id": "schema:headline", "@language": "en"},
    "start": {"@id": "oa:start", "@type": "xsd:integer"},
    "startDate": {"@id": "schema:startDate", "@type": "xsd:date"},
    "about": {"@id": "schema:about", "@type": "@id"},
    "role": {"@id": "kg:role", "@type": "@vocab"},
    "participation": {"@id": "kg:participation", "@type": "@id", "@container": "@set"},
    "statements": {"@reverse": "kg:statedAt"},
    "Host": "kg:Host",
    "Event": "schema:Event",
    "ex:foreign": {"@id": "ex:foreign", "@container": "@language"},
    "items": {"@id": "ex:items", "@container": "@list"},
}


def ex(path: str) -> NamedNode:
    return NamedNode(EX + path)


def written(dataset: Dataset, form: str, prefixes: dict[str, str] | None = None) -> bytes:
    stream = io.BytesIO()
    get(form).write(dataset, stream, PREFIXES if prefixes is None else prefixes)
    return stream.getvalue()


def compacted(dataset: Dataset) -> bytes:
    stream = io.BytesIO()
    write_with(context_of(TERMS), dataset, stream)
    return stream.getvalue()


NASTY = st.sampled_from(
    [
        '"',
        "\\",
        "\r\n",
        "\t",
        "'''",
        '"""',
        "« non »",
        " .\n",
        "\u2028",
        "\u0085",
        "😀",
        "<&>]]>",
        " schema:x ",
        "> ",
        "\u202e",
    ]
)
TEXT = st.lists(NASTY | st.text(st.characters(exclude_categories=["Cs"]), max_size=4), max_size=5).map("".join)
XML_TEXT = TEXT.map(lambda text: "".join(c for c in text if c in "\t\n\r" or " " <= c < "\ufffe" or c > "\uffff"))
PATHS = st.sampled_from(
    ["a", "b", "a#char=0,5", "a#char=0,5;position", "q(1)", "a%20b", "é", "x/y.z", "1", "a'b&c=d", "//twice", "C", "~"]
)
IRIS = PATHS.map(ex) | st.sampled_from(
    [
        NamedNode(SCHEMA.Event),
        NamedNode(KG.Host),
        NamedNode("urn:x:y"),
        NamedNode(SCHEMA.name),
        NamedNode(RDF_NS + "nil"),
    ]
)
BLANK = st.sampled_from([BlankNode("x"), BlankNode("y"), BlankNode("z")])
PREDICATES = st.sampled_from(
    [
        *(
            TYPE,
            NamedNode(SCHEMA.name),
            NamedNode(SCHEMA.headline),
            NamedNode(SCHEMA.startDate),
            NamedNode(SCHEMA.about),
        ),
        *(NamedNode(KG.role), NamedNode(KG.statedAt), NamedNode(KG.participation), NamedNode(OA.start), ex("items")),
        *(NamedNode(RDF_NS + "first"), NamedNode(RDF_NS + "rest"), ex("foreign"), NamedNode("urn:x:y")),
    ]
)
DATATYPES = st.sampled_from(
    [XSD.date, XSD.integer, XSD.boolean, XSD.decimal, XSD.double, f"{EX}type", f"{RDF_NS}XMLLiteral"]
)


def literals(text: st.SearchStrategy[str]) -> st.SearchStrategy[Literal]:
    lexical = text | st.sampled_from(["1", "01", "-0", "true", "2016-02-31", "1.0", "1e0", "10000000000000000", "INF"])
    return (
        text.map(Literal)
        | st.builds(lambda t, tag: Literal(t, language=tag), text, st.sampled_from(["en", "fr", "zh-Hant", "en-US"]))
        | st.builds(lambda t, d: Literal(t, datatype=NamedNode(d)), lexical, DATATYPES)
    )


def datasets(text: st.SearchStrategy[str] = TEXT) -> st.SearchStrategy[Dataset]:
    quad = st.builds(Quad, IRIS | BLANK, PREDICATES, IRIS | BLANK | literals(text), st.none() | PATHS.map(ex))
    return st.lists(quad, max_size=14).map(Dataset.from_quads)


EXAMPLE = Dataset.from_quads(
    [
        Quad(ex("e"), TYPE, NamedNode(SCHEMA.Event), ex("fused")),
        Quad(ex("e"), NamedNode(KG.participation), ex("p"), ex("fused")),
        Quad(ex("p"), NamedNode(KG.participant), ex("ann"), ex("fused")),
        Quad(ex("ann"), NamedNode(SCHEMA.name), Literal("Ann", language="en"), ex("fused")),
        Quad(ex("ann"), NamedNode(SCHEMA.name), Literal("Anne", language="fr"), ex("fused")),
        Quad(ex("e"), NamedNode(SCHEMA.attendee), ex("ann"), ex("fused")),
        Quad(ex("e"), NamedNode(SCHEMA.startDate), Literal("2020-01-31", datatype=NamedNode(XSD.date)), ex("fused")),
        Quad(ex("e"), NamedNode(KG.reportedIn), ex("r"), ex("fused")),
        Quad(ex("r"), NamedNode(SCHEMA.isPartOf), ex("a"), ex("a")),
        Quad(ex("a"), NamedNode(SCHEMA.about), ex("e"), ex("a")),
        Quad(ex("s"), NamedNode(SCHEMA.text), Literal("We agree.\n“Yes”", language="en"), ex("a")),
        Quad(ex("s"), NamedNode(SCHEMA.isPartOf), ex("a"), ex("a")),
        Quad(ex("s"), NamedNode(KG.statedAt), ex("e"), ex("fused")),
        Quad(ex("s"), NamedNode(KG.span), ex("a#char=3,20"), ex("a")),
        Quad(ex("a#char=3,20"), NamedNode(OA.hasSource), ex("a"), ex("a")),
        Quad(ex("a#char=3,20"), NamedNode(OA.start), Literal("3", datatype=NamedNode(XSD.integer)), ex("a")),
    ]
)


@pytest.mark.parametrize("form", names())
def test_complete(form: str) -> None:
    plugin = get(form)
    assert plugin.name == form
    assert plugin.iri.startswith("http://www.w3.org/ns/formats/")
    assert all(for_path(f"x{extension}") is plugin for extension in plugin.extensions)
    assert for_path(f"x.y{plugin.extensions[0].upper()}.GZ") is plugin


@pytest.mark.parametrize("form", names())
def test_example_round_trip(form: str) -> None:
    plugin = get(form)
    expected = EXAMPLE if plugin.supports_graphs else EXAMPLE.flat()
    assert plugin.read(written(EXAMPLE, form)) == expected
    assert plugin.read(io.BytesIO(written(EXAMPLE, form))) == expected
    assert plugin.read(written(Dataset(), form)) == Dataset()


@pytest.mark.parametrize("form", names())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_graph_round_trip(form: str, data: st.DataObject) -> None:
    dataset = data.draw(datasets(XML_TEXT if form == "rdfxml" else TEXT))
    plugin = get(form)
    text = written(dataset, form)
    expected = dataset if plugin.supports_graphs else Dataset.from_quads(dataset.flat())
    again = plugin.read(text)
    assert again == expected
    assert written(again, form) == written(expected, form)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(datasets())
def test_jsonld_with_every_kind_of_term(dataset: Dataset) -> None:
    again = get("jsonld").read(compacted(dataset))
    assert again == Dataset.from_quads(dataset.flat())


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own JSON-LD parser uses it
@pytest.mark.parametrize("form", sorted(RDFLIB_NAMES))
def test_example_read_by_rdflib(form: str) -> None:
    text = written(EXAMPLE, form)
    graph = rdflib.Graph().parse(data=text, format=RDFLIB_NAMES[form])
    assert isomorphic(graph, EXAMPLE.to_rdflib())


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_jsonld_terms_read_by_rdflib() -> None:
    graph = rdflib.Graph().parse(data=compacted(EXAMPLE), format="json-ld")
    assert isomorphic(graph, EXAMPLE.to_rdflib())


HASH_SEED_SCRIPT = """
import sys
from kg.rdf.formats import get
from kg.vocab import PREFIXES
form = sys.argv[1]
dataset = get("nquads").read(sys.stdin.buffer.read())
get(form).write(dataset, sys.stdout.buffer, PREFIXES)
"""


@pytest.mark.parametrize("form", names())
def test_same_bytes_in_any_order_and_for_any_hash_seed(form: str) -> None:
    quads = [*EXAMPLE, Quad(BlankNode(), NamedNode(SCHEMA.about), ex("a")), Quad(ex("z"), ex("p"), BlankNode())]
    lines = written(Dataset.from_quads(quads), "nquads").splitlines(keepends=True)
    results = set()
    for seed, order in (("0", lines), ("1", lines[::-1]), ("77", lines[3:] + lines[:3])):
        run = subprocess.run(
            [sys.executable, "-c", HASH_SEED_SCRIPT, form],
            input=b"".join(order),
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        results.add(run.stdout)
    assert len(results) == 1
    assert results.pop() == written(Dataset.from_quads(quads), form)


def test_turtle_reads_well() -> None:
    text = written(EXAMPLE, "turtle", {**PREFIXES, "ex": EX, "unused": "http://unused.example/"}).decode()
    assert text.startswith("@prefix ex: <http://example.org/> .\n@prefix kg: ")
    assert "unused" not in text
    assert "\n\nex:e a schema:Event ;\n\tschema:attendee ex:ann ;\n" in text
    assert text.endswith(" .\n")
    assert not text.endswith("\n\n")


def test_prefixes_named_only_in_literals_are_left_out() -> None:
    dataset = Dataset.from_quads([Quad(ex("a"), ex("p"), Literal(r'say \" skos:x " void:x' + " time:x" * 80 + "\\"))])
    header = written(dataset, "turtle").decode().partition("\n\n")[0]
    assert "skos" not in header
    assert "void" not in header


def test_trig_has_a_block_per_graph() -> None:
    text = written(EXAMPLE, "trig", {**PREFIXES, "ex": EX}).decode()
    assert "\n\nex:a {\n\tex:a " in text
    assert "\n}\n\nex:fused {\n" in text
    assert text.endswith("\n}\n")


def test_jsonld_is_one_tree_per_event() -> None:
    document = json.loads(compacted(EXAMPLE))
    (event,) = document["@graph"]
    assert event["type"] == "Event"
    assert event["participation"][0]["kg:participant"] == {"id": "ex:ann", "name": {"en": "Ann", "fr": "Anne"}}
    assert event["schema:attendee"] == {"id": "ex:ann"}
    assert event["kg:reportedIn"]["schema:isPartOf"] == {"id": "ex:a", "about": "ex:e"}
    (statement,) = event["statements"]
    assert "kg:statedAt" not in statement
    assert statement["schema:isPartOf"] == {"id": "ex:a"}
    assert statement["kg:span"]["start"] == 3
    assert event["startDate"] == "2020-01-31"


def test_jsonld_tells_words_that_differ_in_digits_apart() -> None:
    """Blocks that are alike but for digits share a template; digits of predicates, classes and tags are no values."""
    quads = []
    for i in range(1, 4):
        subject = ex(f"n{i}")
        quads += [
            Quad(subject, TYPE, ex(f"Class{i}")),
            Quad(subject, ex(f"p{i}"), Literal("x", language=f"en-x-{i}")),
            Quad(subject, NamedNode(KG.role), ex(f"role{i}")),
            Quad(subject, NamedNode(SCHEMA.about), NamedNode(f"http://www.wikidata.org/entity/Q{i}")),
            Quad(subject, NamedNode(OA.start), Literal(str(i), datatype=NamedNode(XSD.integer))),
        ]
    dataset = Dataset.from_quads(quads)
    nodes = json.loads(compacted(dataset))["@graph"]
    assert [node["type"] for node in nodes] == ["ex:Class1", "ex:Class2", "ex:Class3"]
    assert [node["about"] for node in nodes] == ["wd:Q1", "wd:Q2", "wd:Q3"]
    assert [node["start"] for node in nodes] == [1, 2, 3]
    assert get("jsonld").read(compacted(dataset)) == dataset


def test_jsonld_keeps_a_number_beside_a_class() -> None:
    number = Literal("5", datatype=NamedNode(XSD.integer))
    dataset = Dataset.from_quads([Quad(ex("a"), TYPE, ex("C")), Quad(ex("a"), TYPE, number)])
    assert get("jsonld").read(compacted(dataset)) == dataset


def test_jsonld_keeps_marks_in_texts() -> None:
    """The characters that stand for quotes, texts and IRIs while blocks are taken apart, and what they stand for."""
    text = '\x02 \x03 \x04 \x06 \\ \\" <a> > < {\n} .\n\t;'
    dataset = Dataset.from_quads(Quad(ex("a"), ex("p"), Literal(text * i), ex(f"g{i}")) for i in (1, 2))
    assert get("jsonld").read(compacted(dataset)) == Dataset.from_quads(dataset.flat())


def test_jsonld_refuses_an_iri_that_the_context_would_change() -> None:
    dataset = Dataset.from_quads([Quad(NamedNode("schema:name"), ex("p"), Literal("x"))])
    with pytest.raises(InputError, match="'schema' is a prefix"):
        written(dataset, "jsonld")


@pytest.mark.parametrize(
    "document",
    [
        b'{"@context": "https://example.org/c", "@id": "x:y"}',
        b'{"@context": [{"a": "x:a"}, "https://example.org/c"], "a": 1}',
        b'{"@context": {"@import": "https://example.org/c"}, "a": 1}',
        b'{"x:a": {"@context": "https://example.org/c", "x:b": 1}}',
        b'{"@context": {"a": {"@id": "x:a", "@context": "https://example.org/c"}}, "a": {"b": 1}}',
    ],
)
def test_remote_context_refused(document: bytes) -> None:
    with pytest.raises(InputError, match=r"remote @context .*put the context itself"):
        get("jsonld").read(document, name="x.jsonld")


@pytest.mark.parametrize(
    ("form", "document", "place"),
    [
        ("turtle", b"<a:b> <a:c> <a:d> .\n<a:b> oops .", "f:2:7:"),
        ("trig", b"<a:g> {\n <a:b> <a:c> }", "f:2:14:"),
        ("ntriples", b"<a:b> <a:c> <a:d> .\n<a:b> <a:c> x .", "f:2:13:"),
        ("nquads", b'<a:b> <a:c> "x', "f:1:13:"),
        ("jsonld", b'{\n "@id": "a:b",,', "f:2:15:"),
        ("rdfxml", b"<a>\n<b></a>", "f:2:6:"),
    ],
)
def test_syntax_errors_have_their_place(form: str, document: bytes, place: str) -> None:
    with pytest.raises(InputError) as caught:
        get(form).read(document, name="f")
    assert str(caught.value).startswith(place)


RDF_ROOT = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://example.org/">'


@pytest.mark.parametrize(
    ("doctype", "what"),
    [
        (b'<!DOCTYPE r [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]>', "made of other entities"),
        (b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "external entity 'a' refused"),
        (b'<!DOCTYPE r [<!ENTITY a "' + b"a" * 9999 + b'">]>', "grow beyond measure"),
    ],
)
def test_rdfxml_entity_bombs(doctype: bytes, what: str) -> None:
    body = RDF_ROOT + b"<rdf:Description><e:p>" + b"&a;" * 999 + b"</e:p></rdf:Description></rdf:RDF>"
    with pytest.raises(InputError, match=what):
        get("rdfxml").read(doctype + body)


def test_rdfxml_plain_entities_are_read() -> None:
    body = b'<!DOCTYPE r [<!ENTITY a "aaa">]>' + RDF_ROOT
    body += b'<rdf:Description rdf:about="x:y"><e:p>&a;</e:p></rdf:Description></rdf:RDF>'
    assert [quad.object for quad in get("rdfxml").read(body)] == [Literal("aaa")]


@pytest.mark.parametrize("predicate", [f"{EX}1", f"{EX}a/", f"{EX}q(1)", f"{RDF_NS}li", f"{RDF_NS}Description"])
def test_rdfxml_names_the_triple_whose_predicate_has_no_name(predicate: str) -> None:
    dataset = Dataset.from_quads([Quad(ex("a"), NamedNode(predicate), ex("b"))])
    with pytest.raises(InputError, match=r"cannot express the predicate .*in: <http://example.org/a>"):
        written(dataset, "rdfxml")


def test_rdfxml_names_the_character_that_xml_forbids() -> None:
    dataset = Dataset.from_quads([Quad(ex("a"), ex("p"), Literal("a\x0bb"))])
    with pytest.raises(InputError, match=r"character U\+000B, in: <http://example.org/a>"):
        written(dataset, "rdfxml")


@pytest.mark.parametrize(
    ("form", "document"),
    [("jsonld", b'{"x:a":' * 5000), ("jsonld", b"[" * 5000), ("rdfxml", RDF_ROOT + b"<rdf:Description><e:p>" * 5000)],
)
def test_deep_nesting(form: str, document: bytes) -> None:
    with pytest.raises(InputError, match="nested more than 500 deep"):
        get(form).read(document)


def test_turtle_is_read_as_deep_as_the_limit() -> None:
    assert len(get("turtle").read(b"<a:b> <a:c> " + b"[<a:c> " * 500 + b"1" + b"]" * 500 + b".")) == 501


def test_brackets_in_strings_are_not_nesting() -> None:
    document = json.dumps({"x:a": '{[\\"' * 2000}).encode()
    assert len(get("jsonld").read(document)) == 1


def test_limits() -> None:
    document = b'<a:b> <a:c> "' + b"x" * 200 + b'" .\n<a:b> <a:c> "y" .'
    read = get("ntriples").read
    with pytest.raises(InputError, match="literal of more than 100 characters"):
        read(document, limits=Limits(literal=100))
    with pytest.raises(InputError, match="more than 1 triples"):
        read(document, limits=Limits(quads=1))
    with pytest.raises(InputError, match="more than 100 bytes"):
        read(document, limits=Limits(bytes=100))
    assert len(read(document, limits=Limits(literal=200, quads=2, bytes=len(document)))) == 2


def test_gzip_bomb(tmp_path: Path) -> None:
    path = tmp_path / "x.nt.gz"
    path.write_bytes(gzip.compress(b"#" * 10_000_000))
    with pytest.raises(InputError, match="more than 1000000 bytes"):
        read_file(path, get("ntriples"), limits=Limits(bytes=1_000_000))


def test_unknown_names() -> None:
    with pytest.raises(UnknownNameError, match="no format named 'n3'; known: jsonld, nquads"):
        get("n3")
    with pytest.raises(InputError, match=r"no format has the extension '.doc'; name one of: jsonld \(.jsonld .json\)"):
        for_path("x.doc")


@pytest.mark.parametrize("suffix", ["", ".gz"])
@pytest.mark.parametrize("form", names())
def test_files(tmp_path: Path, form: str, suffix: str) -> None:
    plugin = get(form)
    path = tmp_path / f"x{plugin.extensions[0]}{suffix}"
    write_file(EXAMPLE, path, PREFIXES, plugin)
    first = path.read_bytes()
    write_file(EXAMPLE, path, PREFIXES, plugin)
    assert path.read_bytes() == first
    assert (first[:2] == b"\x1f\x8b") == bool(suffix)
    assert read_file(path, plugin) == (EXAMPLE if plugin.supports_graphs else EXAMPLE.flat())
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_nothing_half_written(tmp_path: Path) -> None:
    path = tmp_path / "x.rdf"
    path.write_text("old")
    bad = Dataset.from_quads([*EXAMPLE, Quad(ex("a"), ex("1"), ex("b"))])
    with pytest.raises(InputError):
        write_file(bad, path, PREFIXES, get("rdfxml"))
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_permissions(tmp_path: Path) -> None:
    path, link = tmp_path / "x.nt", tmp_path / "link.nt"
    before = os.umask(0o027)
    try:
        write_file(EXAMPLE, path, {}, get("ntriples"))
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.chmod(0o604)
    link.symlink_to(path)
    write_file(EXAMPLE, link, {}, get("ntriples"))
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


def test_places_that_cannot_be_used(tmp_path: Path) -> None:
    turtle = get("turtle")
    with pytest.raises(InputError, match="is a folder"):
        write_file(EXAMPLE, tmp_path, {}, turtle)
    write_file(EXAMPLE, tmp_path / "new" / "folder" / "x.ttl", {}, turtle)
    with pytest.raises(InputError, match="cannot write: "):
        write_file(EXAMPLE, tmp_path / "new" / "folder" / "x.ttl" / "y.ttl", {}, turtle)
    with pytest.raises(InputError, match="cannot read: no such file"):
        read_file(tmp_path / "x.ttl", turtle)
    (tmp_path / "x.ttl.gz").write_bytes(gzip.compress(b"<a:b> <a:c> <a:d> .")[:-12])
    with pytest.raises(InputError, match="damaged gzip file"):
        read_file(tmp_path / "x.ttl.gz", turtle)
    write_file(EXAMPLE, "/dev/null", {}, turtle)


def test_standard_streams(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write_file(EXAMPLE, "-", PREFIXES, get("nquads"))
    assert capfdbinary.readouterr().out == written(EXAMPLE, "nquads")


@pytest.mark.parametrize(
    ("name", "opening", "inner", "closing"),
    [
        ("turtle", "[ <a:p> ", "<a:o>", " ]"),
        ("turtle", "( ", "1", " )"),
        ("turtle", "<< <a:s> <a:p> ", "<a:o>", " >>"),
        ("trig", "[ <a:p> ", "'x'", " ]"),
        ("ntriples", "<<( <a:s> <a:p> ", "<a:o>", " )>>"),
        ("nquads", "<<( <a:s> <a:p> ", "<a:o>", " )>>"),
    ],
)
def test_nesting_beyond_measure_is_refused(name: str, opening: str, inner: str, closing: str) -> None:
    def nested(depth: int) -> bytes:
        return f"<a:s> <a:p> {opening * depth}{inner}{closing * depth} .\n".encode()

    with pytest.raises(InputError, match=r"^deep: nodes, lists or triples nested more than 500 deep$"):
        get(name).read(nested(501), name="deep")
    assert len(get(name).read(nested(400), name="deep")) >= 1


def test_brackets_in_texts_iris_and_comments_are_no_nesting() -> None:
    many = "[(<<" * 600
    texts = f'"{many}", \'{many}\', """{many}\n"\\"""", \'\'\'{many}\'\'\', "\\"{many}", <a:o>, a:\\(x # {many}'
    turtle = f"@prefix a: <http://a.example/> .\n<a:s> <a:p> {texts}\n . <http://x/{'(' * 600}> <a:p> 1 .\n"
    assert len(get("turtle").read(turtle.encode())) == 6  # three ways to write the first text
