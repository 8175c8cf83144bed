"""First lines of many outlets with the event that each tells; `leads.tsv` is our own, on invented events."""

import pytest

from tests.extract._facts import days_of, facts_of, rows_of


def main_event(lead: dict[str, str]) -> dict[str, str]:
    """The main event of a lead, written as the table does."""
    facts = facts_of(lead["text"], lead["language"], lead["published"])
    names = {entity.key: entity.name for entity in facts.entities}
    if not facts.reports:
        return dict.fromkeys(("event", "date", "place", "participants"), "-")
    report = facts.reports[0]
    return {
        "event": f"{report.type} {report.status}",
        "date": "/".join(days_of(report)) or "-",
        "place": names[report.location.entity] if report.location else "-",
        "participants": "; ".join(f"{part.role}: {names[part.entity]}" for part in report.participations) or "-",
    }


@pytest.mark.parametrize("lead", rows_of("leads.tsv"), ids=lambda lead: lead["text"][:40])
def test_the_event_of_a_lead(lead: dict[str, str]) -> None:
    assert main_event(lead) == {name: lead[name] for name in ("event", "date", "place", "participants")}
