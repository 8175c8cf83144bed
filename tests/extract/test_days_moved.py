"""The day of what was moved or put off, and days told by another; `days.tsv` is our own, on invented events."""

import csv
from pathlib import Path

import pytest

from kg import language
from kg.annotate import annotate
from kg.extract import extract
from kg.model import Article, DateBasis, PartialDate, PublicationDate

TABLE = Path(__file__).parent / "days.tsv"


def texts() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def told(row: dict[str, str]) -> str:
    """The events of a text as the table writes them: type, status and days, sorted, with a bar between."""
    day = None if row["published"] == "-" else PublicationDate(PartialDate.parse(row["published"]), "option")
    spoken = language.get(row["language"])
    text = row["text"].replace("\\n", "\n")
    facts = extract(annotate(Article(text, "text", language=spoken.code, published=day), spoken), spoken)
    events = []
    for report in facts.reports:
        days = [each.iso for date in report.dates[:1] for each in (date.value, date.end) if each]
        events.append(f"{report.type} {report.status} {'/'.join(days) or '-'}")
    return " | ".join(sorted(events))


@pytest.mark.parametrize("row", texts(), ids=lambda row: row["text"][:50])
def test_the_days_of_events(row: dict[str, str]) -> None:
    assert told(row) == row["events"]


@pytest.mark.parametrize(
    ("code", "text", "stated"),
    [
        ("en", "Foreign Minister Anna Berg will visit Peru in the fall.", "fall"),
        ("en", "Foreign Minister Anna Berg will visit Peru next summer.", "next summer"),
        ("fr", "La ministre norvégienne Anna Berg se rendra au Pérou à l'automne.", "automne"),
        ("fr", "La ministre norvégienne Anna Berg se rendra au Pérou cet hiver.", "cet hiver"),
    ],
)
def test_a_season_is_told_but_no_date(code: str, text: str, stated: str) -> None:
    spoken = language.get(code)
    day = PublicationDate(PartialDate.parse("2024-03-12"), "option")
    (report,) = extract(annotate(Article(text, "text", language=code, published=day), spoken), spoken).reports
    assert [(date.stated_as, date.value, date.basis) for date in report.dates] == [(stated, None, DateBasis.RELATIVE)]
