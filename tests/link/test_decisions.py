"""Review files go round, and decisions come before scores."""

import pytest

from kg.errors import InputError
from kg.link import Decisions, get, link, read_decisions, read_items, uncertain, write_items
from kg.model import EntityType
from tests.link._make import entity, facts


@pytest.mark.parametrize("name", ["review.tsv", "review.jsonl"])
def test_a_review_file_comes_back_as_it_was(tmp_path, name):
    fused = link(
        facts(entity("Congo", EntityType.COUNTRY), entity("Tony Blair", key="b"), date="2026-02-24"), get("offline")
    )
    items = uncertain(fused)
    assert {item.mention for item in items} == {"Congo", "Tony Blair"}
    write_items(tmp_path / name, items)
    again = read_items(tmp_path / name)
    assert [(item.key, item.mention, [c[0] for c in item.candidates]) for item in again] == [
        (item.key, item.mention, [c[0] for c in item.candidates]) for item in items
    ]


def decided(tmp_path, decision, mention="Congo"):
    path = tmp_path / "review.tsv"
    path.write_text(f"type\tkey\tmention\tdecision\ncountry\tcongo\t{mention}\t{decision}\n", "utf-8")
    fused = facts(entity("Congo", EntityType.COUNTRY))
    return link(fused, get("offline"), read_decisions(path)).entities[0].link


def test_a_decision_is_applied(tmp_path):
    assert decided(tmp_path, "Q974").iri == "http://www.wikidata.org/entity/Q974"
    assert decided(tmp_path, "Q974").reviewed


def test_none_of_these_is_a_decision_and_is_not_asked_again(tmp_path):
    path = tmp_path / "review.tsv"
    path.write_text("type\tkey\tmention\tdecision\nperson\thassan-rouhani\tHassan Rouhani\tnone\n", "utf-8")
    fused = link(facts(entity("Hassan Rouhani", country="IR")), get("offline"), read_decisions(path))
    assert fused.entities[0].link.iri is None
    assert uncertain(fused) == ()


def test_a_decision_about_a_name_it_no_longer_has_does_not_count(tmp_path):
    assert decided(tmp_path, "Q974", mention="Guinea").iri is None
    assert decided(tmp_path, "").iri is None


def test_a_bad_decision_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="maybe"):
        decided(tmp_path, "maybe")
    (tmp_path / "x.jsonl").write_text("{\n", "utf-8")
    with pytest.raises(InputError, match=r"x\.jsonl:1"):
        read_items(tmp_path / "x.jsonl")
    for line in ("[" * 200_000, '{"key": ' + "1" * 5000 + "}"):
        (tmp_path / "x.jsonl").write_text(f"{line}\n", "utf-8")
        with pytest.raises(InputError, match=r"x\.jsonl:1: not a line of a review file: (nested|a number)"):
            read_items(tmp_path / "x.jsonl")
    assert len(Decisions(())) == 0
