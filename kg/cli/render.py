"""What a person sees: warnings, summaries, tables. Data goes to standard output, everything else to standard error."""

import json
import sys
from collections import Counter
from heapq import nsmallest
from typing import TYPE_CHECKING, Any

from kg.untrusted import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model import FusedEvent, FusedFacts, Report
    from kg.quality.explain import Explanation

_EVENTS = 10
_SPEAKERS = 20
_WIDE = 160

__all__ = [
    "build_summary",
    "counted",
    "print_build",
    "print_explanation",
    "print_json",
    "print_table",
    "say",
    "warn",
]


def warn(message: str) -> None:
    """Print one line on standard error."""
    print(f"kg: {one_line(message)}", file=sys.stderr)  # noqa: T201 - this module prints


def say(message: str) -> None:
    """Print one line of summary on standard error."""
    print(one_line(message), file=sys.stderr)  # noqa: T201 - this module prints


def counted(count: int, noun: str) -> str:
    """A number of things in words.

    >>> counted(1, "article"), counted(2_000, "event")
    ('1 article', '2,000 events')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def print_json(value: Any) -> None:
    """Print JSON on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2))  # noqa: T201


def build_summary(
    fused: "FusedFacts", languages: "Mapping[str, str]", quads: int, report: "Report | None", output: str
) -> dict[str, Any]:
    """What a build made, as plain data: the words a reader would use, not IRIs.

    Args:
        fused: what was concluded.
        languages: of the articles, by article key.
        quads: how many were written.
        report: what the shapes found, if anybody looked.
        output: where the graph is.
    """
    from kg.spill import columns

    names: dict[str, str] = {}
    linked = 0
    for key, given, link in columns(fused.entities, "key", "names", "link"):
        linked += link is not None and link.iri is not None
        if given:
            names[key] = given[0].text
    labels = _topic_labels()
    speakers: dict[str, Counter[str]] = {}
    for each in fused.attributions:
        kind = "quoted" if each.spoken else "reported"
        speaker = names.get(each.speaker, "unknown speaker")
        speakers.setdefault(speaker, Counter())[f"{kind} {languages[each.statement.article]}"] += 1
    by_count = sorted(speakers.items(), key=lambda item: (-item[1].total(), item[0]))
    by_sources = nsmallest(
        _EVENTS, fused.events, lambda event: (-len({each.article for each in event.reports}), event.key)
    )
    return {
        "articles": len(fused.articles),
        "events": len(fused.events),
        "largest_events": [_event_summary(event, names, labels) for event in by_sources],
        "speakers": len(speakers),
        "statements": {speaker: dict(sorted(counts.items())) for speaker, counts in by_count[:_SPEAKERS]},
        "same_statements": len(fused.alignments),
        "linked": linked,
        "entities": len(fused.entities),
        "quads": quads,
        "validation": None
        if report is None
        else {
            "engine": report.engine,
            "shapes": report.shapes,
            "conforms": report.conforms(),
            "findings": {severity.value: count for severity, count in sorted(report.counts().items()) if count},
        },
        "output": output,
    }


def _event_summary(event: "FusedEvent", names: "Mapping[str, str]", labels: "Mapping[str, str]") -> dict[str, Any]:
    return {
        "type": event.type.value,
        "status": event.status.value,
        "date": event.date.value.iso if event.date and event.date.value else None,
        "basis": event.date.basis.value if event.date else None,
        "place": names.get(event.location.entity) if event.location else None,
        "place_inferred": event.location.inferred if event.location else None,
        "articles": len({report.article for report in event.reports}),
        "participants": [
            {
                "name": names.get(each.entity, each.entity),
                "role": each.role.value,
                "capacity": each.capacities[0].text if each.capacities else None,
            }
            for each in event.participations
        ],
        "topics": [labels.get(each.topic, each.topic) for each in event.topics],
        "conflicts": sorted({each.property for each in event.conflicts}),
    }


def _topic_labels() -> dict[str, str]:
    from kg.resources import media_topics

    return {row["id"]: row["en"] for row in media_topics()}


def print_build(summary: dict[str, Any]) -> None:
    """Print a build's summary as tables on standard error."""
    from rich.markup import escape
    from rich.table import Table

    from kg.cli._console import Console

    console = Console(stderr=True)
    for event in summary["largest_events"]:
        when = f"{event['date'] or 'undated'} ({event['basis'] or 'no date said'})"
        where = f", {event['place']}{' (inferred)' if event['place_inferred'] else ''}" if event["place"] else ""
        head = f"{event['type']}, {event['status']}, {when}{where}; {counted(event['articles'], 'article')}"
        table = Table(title=escape(head), title_justify="left", title_style="bold")
        for column in ("participant", "role", "in the capacity of"):
            table.add_column(column)
        for each in event["participants"]:
            table.add_row(escape(each["name"]), each["role"], escape(each["capacity"] or ""))
        console.print(table)
        console.print(escape(f"topics: {', '.join(event['topics']) or 'none'}"))
        if event["conflicts"]:
            console.print(escape(f"sources disagree on: {', '.join(event['conflicts'])}"))
        console.print()
    if summary["events"] > len(summary["largest_events"]):
        console.print(f"… and {counted(summary['events'] - len(summary['largest_events']), 'more event')}\n")
    columns = sorted({column for counts in summary["statements"].values() for column in counts})
    if columns:
        table = Table(title="statements", title_justify="left", title_style="bold")
        table.add_column("speaker")
        for column in columns:
            table.add_column(column, justify="right")
        for speaker, counts in summary["statements"].items():
            table.add_row(escape(speaker), *(str(counts.get(column, "")) for column in columns))
        console.print(table)
        if summary["speakers"] > len(summary["statements"]):
            console.print(f"… and {counted(summary['speakers'] - len(summary['statements']), 'more speaker')}")
        console.print(f"{counted(summary['same_statements'], 'pair')} of statements told by two sources")
    console.print(f"{summary['linked']} of {summary['entities']} people, places and bodies linked")
    validation = summary["validation"]
    if validation:
        found = ", ".join(f"{count} {severity}" for severity, count in sorted(validation["findings"].items()))
        verdict = "conforms" if validation["conforms"] else "DOES NOT CONFORM"
        console.print(
            f"{verdict}: {validation['shapes']} shapes by {validation['engine']}; findings: {found or 'none'}"
        )
    skipped = f", {summary['skipped']} skipped" if summary["skipped"] else ""
    where = "standard output" if summary["output"] == "-" else summary["output"]
    read = counted(summary["articles"], "article")
    console.print(escape(f"{read} read{skipped}; {counted(summary['quads'], 'quad')} in {where}"))


def print_table(rows: list[dict[str, Any]], error: bool = False) -> None:
    """Print rows as a table on standard output, or on standard error."""
    from rich.markup import escape
    from rich.table import Table

    from kg.cli._console import Console

    table = Table()
    for column in rows[0] if rows else ():
        table.add_column(column)
    for row in rows:
        table.add_row(*(escape(_cell(value)) for value in row.values()))
    console = Console(stderr=error)
    if not console.is_terminal:
        console.width = _WIDE
    console.print(table)


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def print_explanation(explanation: "Explanation") -> None:
    """Print a node's triples, each with the words behind it, on standard output."""
    from rich.text import Text

    from kg.cli._console import Console

    console = Console(soft_wrap=True)
    console.print(Text(f"<{explanation.iri}>", style="bold"))
    for row in explanation.rows:
        console.print(Text.assemble("  ", (row.predicate, "cyan"), " ", row.value))
        for passage in row.passages:
            before, after = passage.prefix.replace("\n", " "), passage.suffix.replace("\n", " ")
            inferred = " (inferred)" if passage.inferred else ""
            where = f"      [{passage.start},{passage.end}] of <{passage.article}>{inferred}: "
            console.print(Text.assemble((where, "dim"), "…", before, (passage.exact, "bold underline"), after, "…"))
