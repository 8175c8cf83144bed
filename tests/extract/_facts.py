"""Reads the short texts of tests on events, and the tables that hold them."""

import csv
from pathlib import Path

from kg import language
from kg.annotate import annotate
from kg.extract import extract
from kg.model import Article, ArticleFacts, EventReport, PartialDate, PublicationDate


def facts_of(text: str, code: str, published: str | None = None) -> ArticleFacts:
    """What a text says that was published on a day, or on none that is known."""
    day = PublicationDate(PartialDate.parse(published), "option") if published else None
    spoken = language.get(code)
    return extract(annotate(Article(text, "test", language=code, published=day), spoken), spoken)


def days_of(report: EventReport) -> list[str]:
    """The first day and the last of the first date of an event, the last only where it is another."""
    return [each.iso for date in report.dates[:1] for each in (date.value, date.end) if each]


def rows_of(*tables: str) -> list[dict[str, str]]:
    """The rows of tables beside the tests: tabs between columns, a header, "\\n" for the end of a line in a text."""
    rows: list[dict[str, str]] = []
    for table in tables:
        with (Path(__file__).parent / table).open(encoding="utf-8", newline="") as lines:
            rows += csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [{name: value.replace("\\n", "\n") for name, value in row.items()} for row in rows]
