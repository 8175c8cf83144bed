"""Who takes part in the first event of a sentence, in what role and for whom; « - » for nobody said."""

from csv import DictReader
from pathlib import Path

import pytest

from kg import language
from kg.annotate import annotate
from kg.extract import extract
from kg.model import Article, PartialDate, PublicationDate

with (Path(__file__).parent / "roles.tsv").open(encoding="utf-8") as rows:
    CASES = [tuple(row.values()) for row in DictReader(rows, delimiter="\t", quoting=3)]


@pytest.mark.parametrize(("code", "text", "expected"), CASES, ids=lambda value: value[:40])
def test_roles_of_a_sentence(code: str, text: str, expected: str) -> None:
    spoken = language.get(code)
    day = PublicationDate(PartialDate(2026, 5, 26), "option")
    found = extract(annotate(Article(text, "test", language=code, published=day), spoken), spoken).reports[:1]
    told = [
        f"{report.type}: "
        + ", ".join(f"{part.entity} {part.role} {part.on_behalf_of or '-'}" for part in report.participations)
        for report in found
    ]
    assert told == [expected] * bool(expected)
