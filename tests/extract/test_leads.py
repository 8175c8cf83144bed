"""First lines of many outlets with the event that each tells; `leads.tsv` is our own, on invented events."""

import csv
from pathlib import Path

import pytest

from kg import language
from kg.annotate import annotate
from kg.extract import extract
from kg.model import Article, PartialDate, PublicationDate

LEADS = Path(__file__).parent / "leads.tsv"


def leads() -> list[dict[str, str]]:
    with LEADS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def main_event(lead: dict[str, str]) -> dict[str, str]:
    """The main event of a lead, written as the table does."""
    day = PublicationDate(PartialDate.parse(lead["published"]), "option")
    spoken = language.get(lead["language"])
    text = lead["text"].replace("\\n", "\n")
    facts = extract(annotate(Article(text, "lead", language=spoken.code, published=day), spoken), spoken)
    names = {entity.key: entity.name for entity in facts.entities}
    if not facts.reports:
        return dict.fromkeys(("event", "date", "place", "participants"), "-")
    report = facts.reports[0]
    days = [each for date in report.dates[:1] for each in (date.value, date.end) if each]
    return {
        "event": f"{report.type} {report.status}",
        "date": "/".join(each.iso for each in days) or "-",
        "place": names[report.location.entity] if report.location else "-",
        "participants": "; ".join(f"{part.role}: {names[part.entity]}" for part in report.participations) or "-",
    }


@pytest.mark.parametrize("lead", leads(), ids=lambda lead: lead["text"][:40])
def test_the_event_of_a_lead(lead: dict[str, str]) -> None:
    assert main_event(lead) == {name: lead[name] for name in ("event", "date", "place", "participants")}
