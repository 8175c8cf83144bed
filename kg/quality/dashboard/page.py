"""The dashboard as one self-contained HTML page, or as the part of another: no script, nothing fetched."""

from collections import Counter

from markupsafe import Markup

from kg.quality.dashboard import charts
from kg.quality.dashboard.figures import Counts, Figures
from kg.validate.reports import shorten
from kg.validate.reports.html import environment, style
from kg.version import __version__

__all__ = ["body", "page"]

_MONTHS = 36


def page(figures: Figures, source: str) -> str:
    """The whole document.

    Args:
        figures: what was counted.
        source: name of the graph, as the user wrote it.
    """
    template = environment("kg.quality.dashboard").get_template("_page.html.j2")
    return template.render(source=source, style=style(), body=body(figures), version=__version__) + "\n"


def body(figures: Figures) -> Markup:
    """What stands between `<main>` and `</main>`, for a page with a head and a style sheet of its own."""
    histogram = tuple((f"{number / 10:.1f}", count) for number, count in enumerate(figures.confidence))
    unit, periods = _periods(figures.months)
    drawn = [
        (
            "Events over time",
            f"by {unit} of their start",
            figures.months and charts.columns("months", periods),
        ),
        (
            "Who meets whom",
            "events in which two took part together; the numbers name the columns",
            figures.people and charts.matrix("meetings", figures.people, figures.meetings),
        ),
        (
            "Statements by speaker",
            "direct, mixed and reported",
            figures.speakers and charts.speakers("speakers", figures.speakers),
        ),
        ("Statements by topic", "IPTC Media Topics", figures.topics and charts.bars("topics", figures.topics)),
        ("Things by class", "instances", figures.classes and charts.bars("classes", figures.classes, 20)),
        (
            "Triples by property",
            "the properties most often used",
            figures.predicates and charts.bars("predicates", figures.predicates),
        ),
        (
            "Articles by outlet",
            "publisher as the article names it",
            figures.outlets and charts.bars("outlets", figures.outlets),
        ),
        ("Articles by language", "BCP 47", figures.languages and charts.bars("languages", figures.languages)),
        (
            "Dates by basis",
            "what the date of an event rests on",
            figures.date_basis and charts.bars("basis", figures.date_basis),
        ),
        (
            "Confidence of statements",
            "number of statements by confidence, in tenths",
            any(figures.confidence) and charts.columns("confidence", histogram),
        ),
        (
            "Conflicts",
            "properties on which sources disagree",
            figures.conflicts and charts.bars("conflicts", figures.conflicts),
        ),
    ]
    template = environment("kg.quality.dashboard").get_template("_body.html.j2")
    findings = dict(figures.findings)
    rendered = template.render(
        figures=figures,
        charts=[(title, caption, svg) for title, caption, svg in drawn if svg],
        missing=[title for title, _, svg in drawn if not svg],
        findings=[
            (severity, title, findings.get(severity, 0))
            for severity, title in (("violation", "Violations"), ("warning", "Warnings"), ("info", "Infos"))
        ],
        used=[row for row in figures.coverage if row[1]],
        unused=[name for name, count in figures.coverage if not count],
        counts=dict(figures.classes),
        shorten=shorten,
    )
    return Markup(rendered)  # noqa: S704 - the template escapes what it is given


def _periods(months: Counts) -> tuple[str, Counts]:
    """The months, or the years where there are too many months to tell apart."""
    if len(months) <= _MONTHS:
        return "month", months
    years = Counter[str]()
    for month, count in months:
        years[month[:4]] += count
    return "year", tuple(years.items())
