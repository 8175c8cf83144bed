"""The page of an event: who, when, where, what was said, and what its sources agree on or not."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from kg.serve._lines import ROLES, event_line, passages, quote, source
from kg.serve._reader import Reader, local_name
from kg.serve._timeline import around, meetings, ticks
from kg.vocab import KG, PROV, SCHEMA, TIME

__all__ = ["event_page"]


def event_page(reader: Reader, iri: str) -> dict[str, Any]:
    """An event: who, when, where, and what was said, per source."""
    reports = reader.nodes(iri, KG.reportedIn)
    articles = sorted({reader.node(report, SCHEMA.isPartOf) for report in reports} - {""})
    participations = []
    for part in reader.nodes(iri, KG.participation):
        agent = reader.node(part, KG.participant)
        told = {reader.node(report, SCHEMA.isPartOf) for report in reader.nodes(part, KG.reportedIn)}
        participations.append(
            {
                "iri": part,
                "agent": agent,
                "name": reader.label(agent),
                "rank": ROLES.get(reader.node(part, KG.role), 9),
                "role": local_name(reader.node(part, KG.role)),
                "capacity": reader.words(part, KG.inCapacity),
                "inferred": reader.text(part, KG.inferred) == "true",
                "articles": [article for article in articles if article in told],
                "passages": passages(reader, reader.nodes(part, KG.span)),
            }
        )
    date = reader.node(iri, KG.dateAssertion)
    place = reader.node(iri, KG.placeAssertion)
    line, sources = event_line(reader, iri), [source(reader, article) for article in articles]
    parts = [event_line(reader, each) for each in reader.users(KG.superEvent, iri)]
    whole = [event_line(reader, each) for each in reader.nodes(iri, KG.superEvent)]
    known = {each["iri"] for each in (*parts, *whole)}
    near = [event_line(reader, each) for each in meetings(reader, iri) if each not in known]
    points = around(reader, line, [*parts, *whole, *near], sources)
    rows = _side_by_side(reader, iri, reports, articles)
    return {
        **line,
        "sources": sources,
        "numbers": {article: number for number, article in enumerate(articles, 1)},
        "timeline": ticks(points) if points else None,
        "near": near,
        "alike": sum(sum(map(bool, row)) > 1 for row in rows),
        "participants": sorted(participations, key=lambda each: (each["rank"], each["name"])),
        "basis": local_name(reader.node(date, KG.basis)) if date else "",
        "weekday": local_name(reader.node(date, TIME.dayOfWeek)) if date and reader.node(date, TIME.dayOfWeek) else "",
        "value": reader.text(date, KG.value) if date else "",
        "date_passages": passages(reader, reader.nodes(date, PROV.wasDerivedFrom)) if date else [],
        "place_inferred": bool(place) and reader.text(place, KG.inferred) == "true",
        "place_passages": passages(
            reader, reader.nodes(place, PROV.wasDerivedFrom) + reader.nodes(place, KG.inferredFrom)
        ) if place else [],
        "places": [(each, reader.label(each)) for each in reader.nodes(iri, SCHEMA.location)],
        "topics": [(each, reader.label(each)) for each in reader.nodes(iri, SCHEMA.about)],
        "rows": rows,
        "claims": _claims(reader, [iri, *reader.nodes(iri, KG.participation)]),
        "agreed": _agreed(reader, iri, participations, date, articles),
        "parts": parts,
        "whole": whole,
    }  # fmt: skip


def _agreed(
    reader: Reader, iri: str, participations: list[dict[str, Any]], date: str, articles: list[str]
) -> list[dict[str, Any]]:
    """What at least two articles say alike, with those articles."""
    if len(articles) < 2:
        return []
    found = [
        {"text": f"{each['name']} took part", "articles": each["articles"]}
        for each in participations
        if len(each["articles"]) > 1
    ]
    told = (
        sorted({each["article"] for each in passages(reader, reader.nodes(date, PROV.wasDerivedFrom))}) if date else []
    )
    told = [article for article in articles if article in told]
    if len(told) > 1:
        found.insert(0, {"text": f"the date, {reader.text(iri, SCHEMA.startDate)}", "articles": told})
    return found


def _side_by_side(
    reader: Reader, iri: str, reports: Iterable[str], articles: list[str]
) -> list[list[list[dict[str, Any]]]]:
    """Rows of the statements made there or told with it: those of one utterance in one row, a cell for each article."""
    told = {
        *reader.users(KG.statedAt, iri),
        *(each for report in reports for each in reader.users(KG.inReport, report)),
    }
    statements = {each: quote(reader, each) for each in sorted(told)}
    group = {each: each for each in statements}

    def root(each: str) -> str:
        while group[each] != each:
            each = group[each]
        return each

    for each in statements:
        for other in reader.nodes(each, KG.sameStatementAs):
            if other in group:
                one, two = sorted((root(each), root(other)))
                group[two] = one
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for each, said in sorted(statements.items(), key=lambda item: (item[1]["article"], item[1]["position"])):
        rows[root(each)].append(said)
    order = sorted(
        rows.values(), key=lambda row: (-len({q["article"] for q in row}), row[0]["article"], row[0]["position"])
    )
    return [[[quote for quote in row if quote["article"] == article] for article in articles] for row in order]


def _claims(reader: Reader, subjects: Iterable[str]) -> list[dict[str, Any]]:
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for subject in subjects:
        for claim in reader.users(KG.onSubject, subject):
            agent = reader.node(subject, KG.participant)
            value = next((q.object for q in reader.quads(claim, KG.claimedValue)), None)
            shown = getattr(value, "value", "")
            found[reader.label(agent) if agent else "", local_name(reader.node(claim, KG.onProperty))].append(
                {
                    "iri": claim,
                    "value": reader.label(shown) if shown.startswith("http") else shown,
                    "preferred": reader.text(claim, KG.preferred) == "true",
                    "because": local_name(reader.node(claim, KG.preferredBecause)),
                    "articles": reader.nodes(claim, KG.claimedIn),
                    "passages": passages(reader, reader.nodes(claim, KG.span)),
                }
            )
    return [
        {"subject": subject, "property": name, "values": sorted(values, key=lambda each: not each["preferred"])}
        for (subject, name), values in sorted(found.items())
    ]
