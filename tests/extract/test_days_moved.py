"""The day of what was moved or put off, and days told by another; `days.tsv` is our own, on invented events."""

import pytest

from kg import language
from kg.annotate import annotate
from kg.extract import extract
from kg.model import Article, DateBasis, PartialDate, PublicationDate
from tests.extract._facts import days_of, facts_of, rows_of


def told(row: dict[str, str]) -> str:
    """The events of a text as the table writes them: type, status and days, sorted, with a bar between."""
    published = None if row["published"] == "-" else row["published"]
    facts = facts_of(row["text"], row["language"], published)
    events = []
    for report in facts.reports:
        events.append(f"{report.type} {report.status} {'/'.join(days_of(report)) or '-'}")
    return " | ".join(sorted(events))


@pytest.mark.parametrize("row", rows_of("days.tsv"), ids=lambda row: row["text"][:50])
def test_the_days_of_events(row: dict[str, str]) -> None:
    assert told(row) == row["events"]


@pytest.mark.parametrize(
    ("code", "text", "stated"),
    [
        ("en", "Foreign Minister Anna Berg will visit Peru in the fall.", "fall"),
        ("en", "Foreign Minister Anna Berg will visit Peru next summer.", "next summer"),
        ("fr", "La ministre norvégienne Anna Berg se rendra au Pérou à l'automne.", "automne"),
        ("fr", "La ministre norvégienne Anna Berg se rendra au Pérou cet hiver.", "cet hiver"),
        ("en", "Foreign Minister Anna Berg will visit Peru in the coming days.", "in the coming days"),
        ("en", "Foreign Minister Anna Berg will visit Peru in the next few weeks.", "in the next few weeks"),
        (
            "fr",
            "La ministre norvégienne Anna Berg se rendra au Pérou dans les prochains jours.",
            "dans les prochains jours",
        ),
        (
            "fr",
            "La ministre norvégienne Anna Berg se rendra au Pérou dans les semaines à venir.",
            "dans les semaines à venir",
        ),
    ],
)
def test_a_span_of_time_is_told_but_no_date(code: str, text: str, stated: str) -> None:
    spoken = language.get(code)
    day = PublicationDate(PartialDate.parse("2024-03-12"), "option")
    (report,) = extract(annotate(Article(text, "text", language=code, published=day), spoken), spoken).reports
    assert [(date.stated_as, date.value, date.basis) for date in report.dates] == [(stated, None, DateBasis.RELATIVE)]
