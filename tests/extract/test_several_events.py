"""Short texts with every event that each tells; the tables of texts are our own, on invented events."""

import pytest

from tests.extract._facts import days_of, facts_of, rows_of

TEXTS = rows_of(
    *("several_events.tsv", "french_events.tsv", "apart_events.tsv", "press_events.tsv", "wire_events.tsv"),
    *("where_events.tsv", "told_events.tsv"),
)


def told(row: dict[str, str]) -> str:
    """The events of a text as the table writes them: type, status, days, place, who; sorted, with a bar between."""
    facts = facts_of(row["text"], row["language"], row["published"])
    names = {entity.key: entity.name for entity in facts.entities}
    events = []
    for report in facts.reports:
        place = names[report.location.entity] if report.location else "-"
        people = ", ".join(f"{part.role} {names[part.entity]}" for part in report.participations)
        events.append(f"{report.type} {report.status} {'/'.join(days_of(report)) or '-'} {place} ({people})")
    return " | ".join(sorted(events))


@pytest.mark.parametrize("row", TEXTS, ids=lambda row: row["text"][:50])
def test_every_event_of_a_text(row: dict[str, str]) -> None:
    assert told(row) == row["events"]
