"""The gold articles are true to their own text, and their JSON Lines form is too."""

import json
from pathlib import Path

import pytest

from tests.gold import check

CASES = check.load_cases()


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
