"""The gold articles are true to their own text, and their JSON Lines form is too."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.gold import check

CASES = check.load_cases()
PAIRS = tomllib.loads((Path(__file__).parent / "pairs.toml").read_text(encoding="utf-8"))["pair"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_is_true_to_its_text(case: check.Case) -> None:
    assert check.problems(case) == []


def test_written_offsets_slice_the_text(tmp_path: Path) -> None:
    out = tmp_path / "gold.jsonl"
    assert check.main(out) == len(CASES)
    for line in out.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = record["text"]
        for quote in record["quotes"]:
            assert text[quote["start"] : quote["end"]] == quote["text"]
            if quote["speaker"]:
                assert text[quote["speaker_start"] : quote["speaker_end"]] == quote["speaker"]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["a"])
def test_pair_disagrees_as_it_says(pair: dict[str, Any]) -> None:
    gold = {case.name: case.gold for case in CASES}
    one, other = gold[pair["a"]], gold[pair["b"]]
    assert (one["language"], other["language"]) == ("fr", "en")
    assert one["split"] == other["split"]
    first, second = one["event"][0], other["event"][0]
    same_place = first["place"] == second["place"] or not (first["place"] and second["place"])
    differing = {key for key in ("type", "status", "date") if first[key] != second[key]}
    assert pair["relation"] in {"same", "confusable"}
    assert differing == set(pair["disagree"]) - {"place"}
    assert "place" not in pair["disagree"] or not same_place
    assert pair["relation"] == "same" or "date" in differing


def test_articles_of_a_folder_of_ones_own_are_written(tmp_path: Path) -> None:
    for name in ("a-one", "b-two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "article.txt").write_text("“We will stay,” Ana Torv said.", encoding="utf-8")
        (tmp_path / name / "gold.toml").write_text(
            'language = "en"\nsource = "own"\nlicence = "CC0-1.0"\nsplit = "dev"\n\n[[statement]]\n'
            'text = "We will stay,"\nkind = "direct"\ncue = "said"\nspeaker = "Ana Torv"\nreference = "Ana Torv"\n',
            encoding="utf-8",
        )
    out = tmp_path / "out.jsonl"
    assert check.main(out, articles=tmp_path, only="b-") == 1
    (row,) = map(json.loads, out.read_text("utf-8").splitlines())
    assert (row["doc_id"], row["quotes"][0]["start"], row["quotes"][0]["speaker"]) == ("b-two", 1, "Ana Torv")
