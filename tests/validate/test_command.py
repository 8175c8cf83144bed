"""`kg validate` and `kg report` on graphs and shapes of anyone."""

import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize
from typer.testing import CliRunner

from kg.cli.main import app
from kg.quality.streaming import Streamed
from kg.rdf import formats
from kg.validate import validate
from tests.validate._graphs import EVERY, GOOD, HEAD


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shapes.ttl").write_text(HEAD + EVERY)
    (tmp_path / "bad.ttl").write_text(
        HEAD + "ex:n1 ex:p ex:n1 . <> <http://www.w3.org/2002/07/owl#imports> <http://127.0.0.1:9/x> . ex:a a ex:C ."
    )
    (tmp_path / "warned.ttl").write_text(HEAD + "ex:w a ex:W .")
    (tmp_path / "mild.ttl").write_text(
        HEAD + "ex:M a sh:NodeShape ; sh:targetClass ex:W ; sh:property [ sh:path ex:p ; sh:minCount 1 ; "
        "sh:severity sh:Warning ] ."
    )
    return tmp_path


def run(*args: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(arg) for arg in args])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
def test_any_graph_and_any_shapes(folder: Path, engine: str) -> None:
    code, out, _ = run("validate", folder / "bad.ttl", "--shapes", folder / "shapes.ttl", "--engine", engine)
    assert code == 1
    assert "<http://example.org/a>" in out
    assert "nombre" in run("validate", folder / "bad.ttl", "-s", folder / "shapes.ttl", "--messages", "fr")[1]


@pytest.mark.parametrize(("severity", "code"), [("violation", 0), ("warning", 1), ("info", 1)])
def test_fail_on(folder: Path, severity: str, code: int) -> None:
    args = ("validate", folder / "warned.ttl", "-s", folder / "mild.ttl", "--fail-on", severity, "--json")
    found, out, _ = run(*args)
    assert found == code
    assert json.loads(out)["counts"] == {"violation": 0, "warning": 1, "info": 0}


def test_all_reports_at_once(folder: Path) -> None:
    names = ["r.html", "r.json", "r.sarif", "r.ttl", "r.txt", "r.xml"]
    options = [part for name in names for part in ("-o", folder / name)]
    assert run("validate", GOOD, "--quiet", *options)[0] == 0
    assert all((folder / name).stat().st_size for name in names)


def test_errors(folder: Path) -> None:
    (folder / "broken.ttl").write_text(HEAD + "ex:a ex:b\n  ex:c ex:d .\n")
    code, _, err = run("validate", folder / "broken.ttl")
    assert code == 3
    assert "broken.ttl:8:" in err
    code, _, err = run("validate", GOOD, "--shapes", folder / "broken.ttl")
    assert (code, "broken.ttl:8:" in err) == (6, True)
    code, _, err = run("validate", GOOD, "--shapes", folder / "warned.ttl")
    assert (code, "declares no shapes" in err) == (6, True)
    assert run("validate", GOOD, "--engine", "turbo")[0] == 2
    assert run("validate", GOOD, "-o", folder / "r.pdf")[0] == 2
    assert run("validate", GOOD, "--stream")[0] == 3
    (folder / "deep.jsonld").write_text('{"@id":"urn:a","urn:p":' * 5000 + "1" + "}" * 5000)
    assert run("validate", folder / "deep.jsonld")[0] == 3
    (folder / "remote.jsonld").write_text('{"@context": "http://127.0.0.1:9/context", "@id": "urn:a", "p": 1}')
    assert run("validate", folder / "remote.jsonld")[0] == 3


def test_report_in_three_forms(folder: Path) -> None:
    names = ["d.html", "d.json", "d.ttl"]
    assert run("report", GOOD, *(part for name in names for part in ("-o", folder / name)))[0] == 0
    assert "<svg" in (folder / "d.html").read_text(encoding="utf-8")
    assert json.loads(run("report", GOOD)[1]) == json.loads((folder / "d.json").read_text(encoding="utf-8"))
    assert run("validate", folder / "d.ttl")[0] == 0


def test_a_large_file_is_streamed_when_its_graphs_lie_together(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        Quad(NamedNode(f"http://x/{i}"), NamedNode("http://x/p"), Literal(str(i)), NamedNode(f"http://x/g{i % 2}"))
        for i in range(4)
    ]
    together, mixed = folder / "together.nq", folder / "mixed.nq"
    serialize(sorted(rows, key=lambda quad: str(quad.graph_name)), str(together), format=RdfFormat.N_QUADS)
    serialize(rows, str(mixed), format=RdfFormat.N_QUADS)
    passed: list[str] = []
    monkeypatch.setattr("kg.cli.validate._LARGE", 1)
    monkeypatch.setattr("kg.quality.streaming.validate_file", lambda path, *rest: passed.append(path) or _found(path))
    assert [run("validate", each)[0] for each in (together, mixed)] == [0, 0]
    assert run("validate", together, "--whole")[0] == 0
    assert passed == [str(together)]


def _found(path: str) -> Streamed:
    return Streamed(validate(formats.read_file(path, formats.for_path(path))), {}, 0, 0)


@pytest.mark.parametrize("way", ["--stream", "--whole"])
def test_a_term_too_long_for_the_parser_is_one_line(folder: Path, way: str) -> None:
    (folder / "long.nq").write_text('<urn:a> <urn:p> "' + "x" * (17 << 20) + '" <urn:g> .\n')
    code, _, err = run("validate", folder / "long.nq", way)
    assert (code, "one term is longer than 16 MB" in err) == (3, True)
