"""Short texts with every event that each tells; the tables of texts are our own, on invented events."""

import csv
from pathlib import Path

import pytest

from kg import language
from kg.annotate import annotate
from kg.extract import extract
from kg.model import Article, PartialDate, PublicationDate

TABLES = [Path(__file__).parent / name for name in ("several_events.tsv", "french_events.tsv", "apart_events.tsv")]


def texts() -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for table in TABLES:
        with table.open(encoding="utf-8", newline="") as lines:
            rows += csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return rows


def told(row: dict[str, str]) -> str:
    """The events of a text as the table writes them: type, status, days, place, who; sorted, with a bar between."""
    day = PublicationDate(PartialDate.parse(row["published"]), "option")
    spoken = language.get(row["language"])
    text = row["text"].replace("\\n", "\n")
    facts = extract(annotate(Article(text, "text", language=spoken.code, published=day), spoken), spoken)
    names = {entity.key: entity.name for entity in facts.entities}
    events = []
    for report in facts.reports:
        days = [each.iso for date in report.dates[:1] for each in (date.value, date.end) if each]
        place = names[report.location.entity] if report.location else "-"
        people = ", ".join(f"{part.role} {names[part.entity]}" for part in report.participations)
        events.append(f"{report.type} {report.status} {'/'.join(days) or '-'} {place} ({people})")
    return " | ".join(sorted(events))


@pytest.mark.parametrize("row", texts(), ids=lambda row: row["text"][:50])
def test_every_event_of_a_text(row: dict[str, str]) -> None:
    assert told(row) == row["events"]
