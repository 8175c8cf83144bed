"""`kg explain` leads from a triple to the words; the other views of a finished graph keep to the same contract."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli.main import app


@pytest.fixture(scope="module")
def graph(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("graph") / "meeting.ttl"
    assert CliRunner().invoke(app, ["build", str(seeds), "-o", str(out), "--no-validate", "-q"]).exit_code == 0
    return out


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments])


def test_the_words_behind_a_person(graph: Path) -> None:
    done = run("explain", "person/hassan-rouhani", "-g", graph, "--json")
    assert done.exit_code == 0, done.stderr
    triples = json.loads(done.stdout)["triples"]
    (kind,) = [row for row in triples if row["predicate"] == "rdf:type"]
    assert kind["value"] == "schema:Person"
    words = {passage["exact"] for row in triples for passage in row["passages"]}
    assert any("Rouhani" in each for each in words)


def test_the_words_behind_the_date_of_an_event(graph: Path) -> None:
    (iri,) = [line.split()[0] for line in graph.read_text("utf-8").splitlines() if " a schema:Event" in line]
    done = run("explain", iri, "-g", graph, "--json")
    rows = json.loads(done.stdout)["triples"]
    (date,) = [row for row in rows if row["predicate"] == "schema:startDate"]
    assert {passage["exact"] for passage in date["passages"]} == {"11 avril 2016", "Monday evening"}
    shown = run("explain", iri, "-g", graph).stdout
    assert "11 avril 2016" in shown


def test_a_name_that_nobody_or_several_have(graph: Path) -> None:
    nobody = run("explain", "person/nobody", "-g", graph)
    assert nobody.exit_code == 3
    assert "nobody" in nobody.stderr
    several = run("explain", "date", "-g", graph)
    assert several.exit_code == 3 or several.stdout


def test_the_words_behind_the_status_of_an_event(tmp_path: Path) -> None:
    text = tmp_path / "note.txt"
    text.write_text(
        "The ministry announced the postponement of the visit of President Anna Berg of Norway to Lima on Friday. "
        '"We will be back," Ms Berg said.',
        "utf-8",
    )
    out = tmp_path / "note.ttl"
    assert run("build", text, "-o", out, "-q").exit_code == 0
    graph = out.read_text("utf-8")
    (iri,) = [line.split()[0] for line in graph.splitlines() if " a schema:Event" in line]
    rows = json.loads(run("explain", iri, "-g", out, "--json").stdout)["triples"]
    (status,) = [row for row in rows if row["predicate"] == "schema:eventStatus"]
    assert status["value"] == "schema:EventPostponed"
    assert {passage["exact"] for passage in status["passages"]} == {"postponement"}
    assert "kg:statedAt" not in graph
    assert "kg:inReport" in graph
