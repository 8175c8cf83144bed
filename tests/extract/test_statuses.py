"""Whether what a text tells of was held, is to come, is off, left open or denied; and the sittings of councils."""

from pathlib import Path

import pytest

from tests.extract._facts import facts_of

DAY = "2024-05-08"
ROWS = [line.split("\t") for line in (Path(__file__).parent / "statuses.tsv").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("code", "statuses", "text"), ROWS, ids=[row[2][:50] for row in ROWS])
def test_the_statuses_of_a_text(code: str, statuses: str, text: str) -> None:
    """The statuses of its events, "-" for a text that tells of none."""
    assert (",".join(sorted({report.status for report in facts_of(text, code, DAY).reports})) or "-") == statuses


@pytest.mark.parametrize(
    ("code", "text", "body"),
    [
        ("en", "The UN Security Council met on Monday on Haiti at the request of Slovenia.", "UN Security Council"),
        ("fr", "Le Conseil de sécurité s'est réuni lundi à la demande de la Slovénie.", "Conseil de sécurité"),
    ],
)
def test_a_council_of_states_takes_part_in_its_sitting(code: str, text: str, body: str) -> None:
    facts = facts_of(text, code, DAY)
    (report,) = facts.reports
    names = {entity.key: entity.name for entity in facts.entities}
    assert [names[part.entity] for part in report.participations] == [body]
    assert report.location is None


@pytest.mark.parametrize(
    "text",
    [
        "Envoy Anna Berg told the Security Council on Monday that the truce held. She will visit Tunis on Friday.",
        "Foreign Minister Anna Berg said that the truce held. She will meet Luis Ortega of Peru in Lima on Friday.",
    ],
)
def test_what_is_said_before_a_plan_stands_in_its_report(text: str) -> None:
    facts = facts_of(text, "en", DAY)
    assert [report.status for report in facts.reports] == ["scheduled"]
    assert {statement.event for statement in facts.statements} == {facts.reports[0].key}


def test_who_spoke_at_what_was_held_spoke_there_rather_than_at_what_is_to_come() -> None:
    facts = facts_of(
        "President Anna Berg will visit Peru in June. On Monday she met Prime Minister Luis Ortega in Oslo. "
        '"We need peace," Ms Berg said.',
        "en",
        DAY,
    )
    held = next(report for report in facts.reports if report.status == "held")
    assert [statement.event for statement in facts.statements] == [held.key]


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("en", "The visit of President Anna Berg to Lima on Friday was postponed, officials said.", "postponed"),
        ("en", "Peru announced the postponement of the visit of President Anna Berg to Lima.", "postponement"),
        ("en", "President Anna Berg cancelled her visit to Lima on Friday.", "cancelled"),
        ("en", "The ministry denied that President Anna Berg had met Luis Ortega in Lima.", "denied"),
        ("en", "President Anna Berg is due to meet Prime Minister Luis Ortega in Lima on Friday.", "is due"),
        ("en", "President Anna Berg met Prime Minister Luis Ortega in Lima on Monday.", ""),
        ("fr", "Le Pérou a annoncé le report de la visite de la présidente Anna Berg à Lima.", "report de"),
        ("fr", "La visite de la présidente Anna Berg à Lima a été annulée vendredi.", "a été annulée"),
        ("fr", "La présidente Anna Berg a démenti avoir rencontré Luis Ortega à Lima.", "démenti"),
    ],
)
def test_the_words_of_a_status(code: str, text: str, words: str) -> None:
    (report,) = facts_of(text, code, DAY).reports
    assert " ".join(span.of(text) for span in report.status_words) == words
