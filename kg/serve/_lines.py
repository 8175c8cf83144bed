"""What several pages show: an event in a list, a source, a statement, the words behind something."""

from collections.abc import Iterable
from typing import Any

from kg.serve._reader import Reader, local_name
from kg.vocab import KG, KG_NS, SCHEMA

__all__ = ["ROLES", "event_line", "events", "passages", "quote", "source"]

_STATEMENTS = {KG.DirectQuote: "direct quote", KG.MixedQuote: "mixed quote", KG.ReportedStatement: "reported"}
ROLES = {role: rank for rank, role in enumerate((KG.Host, KG.Guest, KG.Signatory, KG.Mediator, KG.Attendee))}
"""Roles in the order in which participants are listed."""
_MOST = 300


def event_line(reader: Reader, iri: str) -> dict[str, Any]:
    """An event in a list."""
    kinds = [each for each in reader.types(iri) if each.startswith(KG_NS)]
    parts = reader.nodes(iri, KG.participation)
    order = {reader.node(each, KG.participant): ROLES.get(reader.node(each, KG.role), 9) for each in parts}
    agents = sorted(reader.nodes(iri, SCHEMA.attendee), key=lambda each: (order.get(each, 9), each))
    people = [reader.label(each) for each in agents]
    return {
        "iri": iri,
        "type": local_name(kinds[0]) if kinds else reader.text(iri, SCHEMA.name, "en") or "Event",
        "date": reader.text(iri, SCHEMA.startDate),
        "people": people,
        "place": " · ".join(reader.label(each) for each in reader.nodes(iri, SCHEMA.location)),
        "articles": len({each.rpartition("/event/")[0] for each in reader.nodes(iri, KG.reportedIn)}),
        "status": local_name(reader.node(iri, SCHEMA.eventStatus)).removeprefix("Event ").strip(),
    }


def events(reader: Reader, iris: Iterable[str]) -> list[dict[str, Any]]:
    """Events in order of time, undated ones last; the first few hundred."""
    dated = sorted(((reader.text(iri, SCHEMA.startDate), iri) for iri in set(iris)), key=lambda x: (not x[0], *x))
    return [event_line(reader, iri) for _, iri in dated[:_MOST]]


def source(reader: Reader, iri: str) -> dict[str, str]:
    """An article in a list."""
    return {
        "iri": iri,
        "headline": reader.text(iri, SCHEMA.headline) or f"Article {local_name(iri)[:8]} (no headline)",
        "language": reader.text(iri, SCHEMA.inLanguage),
        "publisher": reader.text(iri, SCHEMA.publisher),
        "published": reader.text(iri, SCHEMA.datePublished),
        "url": next(iter(reader.pages(iri, SCHEMA.url)), ""),
    }


def quote(reader: Reader, iri: str) -> dict[str, Any]:
    """A statement."""
    kinds = reader.types(iri)
    speaker = reader.node(iri, KG.speaker)
    return {
        "iri": iri,
        "kind": next((name for kind, name in _STATEMENTS.items() if kind in kinds), "statement"),
        "text": reader.text(iri, SCHEMA.text),
        "language": reader.language(iri, SCHEMA.text),
        "speaker": speaker,
        "speaker_name": reader.label(speaker) if speaker and speaker != KG.UnknownSpeaker else "unknown speaker",
        "cue": reader.text(iri, KG.cue),
        "article": (article := reader.node(iri, SCHEMA.isPartOf)),
        "headline": source(reader, article)["headline"] if article else "",
        "position": int(reader.text(iri, KG.position) or 0),
        "start": span[1] if (span := reader.span(reader.node(iri, KG.span))) else None,
    }


def passages(reader: Reader, spans: Iterable[str]) -> list[dict[str, Any]]:
    """The words at some spans, with what stands around them, in the order of the text."""
    found = []
    for span in spans:
        parts = reader.span(span)
        if parts:
            article, start, end, exact, prefix, suffix = parts
            found.append(
                {
                    "span": span, "article": article, "start": start, "end": end, "exact": exact, "prefix": prefix,
                    "suffix": suffix, "language": reader.text(article, SCHEMA.inLanguage),
                }
            )  # fmt: skip
    return sorted(found, key=lambda each: (each["article"], each["start"]))
