"""`kg link` and `kg authority` on the command line."""

import json

from typer.testing import CliRunner

from kg.cli.main import app
from kg.link import get, link, read_items, uncertain, write_items
from kg.model import EntityType
from tests.link._make import entity, facts


def run(*arguments, text=None):
    return CliRunner().invoke(app, list(map(str, arguments)), input=text)


def test_a_name():
    done = run("link", "name", "Iran's president", "--date", "2016-04-11", "--json")
    (row,) = [each for each in json.loads(done.stdout) if each["chosen"]]
    assert row["iri"] == "http://www.wikidata.org/entity/Q348144"


def test_wrong_options_are_one_line():
    assert run("link", "name", "x", "--type", "spoon").exit_code == 3
    assert run("link", "name", "x", "--date", "soon").exit_code == 3
    assert run("link", "name", "x", "--link", "wikidata").exit_code == 4
    assert run("link", "review", "none.tsv").exit_code == 3


def test_an_authority_that_cannot_be_asked_is_named_before_anything_is_read(tmp_path, monkeypatch):
    def read(*arguments):
        raise AssertionError("an article was read")

    monkeypatch.setattr("kg.engines.local.run", read)
    (tmp_path / "a.txt").write_text("The minister of Mali said no.")
    for options, message in (
        (("--link", "wikidata"), "--contact"),
        (("--authority", tmp_path / "none.sqlite"), "no such authority file"),
        (("--link", "dbpedia"), "dbpedia"),
    ):
        done = run("build", tmp_path / "a.txt", *options)
        assert done.exit_code == (2 if "dbpedia" in options else 4)
        assert message in done.output
        assert done.output.count("\n") == 1


def test_review_in_the_terminal(tmp_path):
    path = tmp_path / "review.tsv"
    fused = facts(
        entity("Congo", EntityType.COUNTRY),
        entity("Guinée", EntityType.PLACE),
        entity("Tony Blair"),
        date="2026-02-24",
    )
    write_items(path, uncertain(link(fused, get("offline"))))
    count = len(read_items(path))
    assert count >= 2
    done = run("link", "review", path, text="9\n1\nn\n")
    assert "no number" in done.output
    decisions = [item.decision for item in read_items(path)]
    assert decisions[0].startswith("http://www.wikidata.org/entity/Q")
    assert decisions[1] == "none"
    assert run("link", "review", path, text="q\n").exit_code == 0


def test_authority_info_and_build(tmp_path):
    assert json.loads(run("authority", "info", "--json").stdout)["name"] == "kg-authority"
    (tmp_path / "dump.json").write_text('[\n{"type":"item","id":"Q1","labels":{"en":{"value":"X"}},"claims":{}}\n]\n')
    done = run("authority", "build", tmp_path / "dump.json", "-o", tmp_path / "x.sqlite", "--json")
    assert json.loads(done.stdout)["kept"] == 0
    assert run("authority", "build", tmp_path / "none.json", "-o", tmp_path / "y.sqlite").exit_code == 3
