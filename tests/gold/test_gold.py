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
