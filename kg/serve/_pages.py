"""What the pages show, as plain data."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from kg.serve._reader import Reader, local_name
from kg.vocab import KG, KG_NS, MEDTOP_NS, OA, PROV, RDF, SCHEMA, SKOS, TIME

__all__ = ["article_page", "event_line", "event_page", "home_page", "node_page", "person_page", "topic_page"]

_STATEMENTS = {KG.DirectQuote: "direct quote", KG.MixedQuote: "mixed quote", KG.ReportedStatement: "reported"}
_MOST = 300
_ROLES = {role: rank for rank, role in enumerate((KG.Host, KG.Guest, KG.Signatory, KG.Mediator, KG.Attendee))}


def event_line(reader: Reader, iri: str) -> dict[str, Any]:
    """An event in a list."""
    kinds = [each for each in reader.types(iri) if each.startswith(KG_NS)]
    parts = reader.nodes(iri, KG.participation)
    order = {reader.node(each, KG.participant): _ROLES.get(reader.node(each, KG.role), 9) for each in parts}
    agents = sorted(reader.nodes(iri, SCHEMA.attendee), key=lambda each: (order.get(each, 9), each))
    people = [reader.label(each) for each in agents]
    return {
        "iri": iri,
        "type": local_name(kinds[0]) if kinds else "Event",
        "date": reader.text(iri, SCHEMA.startDate),
        "people": people,
        "place": " · ".join(reader.label(each) for each in reader.nodes(iri, SCHEMA.location)),
        "articles": len({each.rpartition("/event/")[0] for each in reader.nodes(iri, KG.reportedIn)}),
        "status": local_name(reader.node(iri, SCHEMA.eventStatus)).removeprefix("Event ").strip(),
    }


def _events(reader: Reader, iris: Iterable[str]) -> list[dict[str, Any]]:
    lines = [event_line(reader, iri) for iri in list(iris)[:_MOST]]
    return sorted(lines, key=lambda line: (line["date"] == "", line["date"], line["iri"]))


def home_page(reader: Reader) -> dict[str, Any]:
    """Events in order of time, and articles."""
    articles = reader.users(RDF.type, SCHEMA.NewsArticle)
    return {
        "events": _events(reader, reader.users(RDF.type, SCHEMA.Event)),
        "articles": [_source(reader, iri) for iri in articles[:_MOST]],
        "count": len(articles),
    }


def _source(reader: Reader, iri: str) -> dict[str, str]:
    return {
        "iri": iri,
        "headline": reader.text(iri, SCHEMA.headline) or f"Article {local_name(iri)[:8]} (no headline)",
        "language": reader.text(iri, SCHEMA.inLanguage),
        "publisher": reader.text(iri, SCHEMA.publisher),
        "published": reader.text(iri, SCHEMA.datePublished),
        "url": reader.node(iri, SCHEMA.url),
    }


def _quote(reader: Reader, iri: str) -> dict[str, Any]:
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
        "article": reader.node(iri, SCHEMA.isPartOf),
        "position": int(reader.text(iri, KG.position) or 0),
        "event": reader.node(iri, KG.statedAt),
    }


def _passages(reader: Reader, spans: Iterable[str]) -> list[dict[str, Any]]:
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
                "rank": _ROLES.get(reader.node(part, KG.role), 9),
                "role": local_name(reader.node(part, KG.role)),
                "capacity": reader.words(part, KG.inCapacity),
                "inferred": reader.text(part, KG.inferred) == "true",
                "articles": [article for article in articles if article in told],
                "passages": _passages(reader, reader.nodes(part, KG.span)),
            }
        )
    date = reader.node(iri, KG.dateAssertion)
    place = reader.node(iri, KG.placeAssertion)
    return {
        **event_line(reader, iri),
        "sources": [_source(reader, article) for article in articles],
        "participants": sorted(participations, key=lambda each: (each["rank"], each["name"])),
        "basis": local_name(reader.node(date, KG.basis)) if date else "",
        "weekday": local_name(reader.node(date, TIME.dayOfWeek)) if date and reader.node(date, TIME.dayOfWeek) else "",
        "value": reader.text(date, KG.value) if date else "",
        "date_passages": _passages(reader, reader.nodes(date, PROV.wasDerivedFrom)) if date else [],
        "place_inferred": bool(place) and reader.text(place, KG.inferred) == "true",
        "place_passages": _passages(
            reader, reader.nodes(place, PROV.wasDerivedFrom) + reader.nodes(place, KG.inferredFrom)
        ) if place else [],
        "places": [(each, reader.label(each)) for each in reader.nodes(iri, SCHEMA.location)],
        "topics": [(each, reader.label(each)) for each in reader.nodes(iri, SCHEMA.about)],
        "rows": _side_by_side(reader, iri, articles),
        "claims": _claims(reader, [iri, *reader.nodes(iri, KG.participation)]),
        "agreed": _agreed(reader, iri, participations, date, articles),
        "parts": [event_line(reader, each) for each in reader.users(KG.superEvent, iri)],
        "whole": [event_line(reader, each) for each in reader.nodes(iri, KG.superEvent)],
    }  # fmt: skip


def _agreed(
    reader: Reader, iri: str, participations: list[dict[str, Any]], date: str, articles: list[str]
) -> list[str]:
    """What at least two articles say alike."""
    if len(articles) < 2:
        return []
    found = [f"{each['name']} took part" for each in participations if len(each["articles"]) > 1]
    if date and reader.node(date, KG.basis) == KG.Corroborated:
        found.append(f"the date, {reader.text(iri, SCHEMA.startDate)}, fits every source")
    return found


def _side_by_side(reader: Reader, iri: str, articles: list[str]) -> list[list[list[dict[str, Any]]]]:
    """Rows of statements: those that report one utterance in one row, a cell for each article."""
    statements = {each: _quote(reader, each) for each in reader.users(KG.statedAt, iri)}
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
    for each, quote in sorted(statements.items(), key=lambda item: (item[1]["article"], item[1]["position"])):
        rows[root(each)].append(quote)
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
                    "passages": _passages(reader, reader.nodes(claim, KG.span)),
                }
            )
    return [
        {"subject": subject, "property": name, "values": sorted(values, key=lambda each: not each["preferred"])}
        for (subject, name), values in sorted(found.items())
    ]


_MARKS = {
    KG.span: "name", KG.speakerSpan: "speaker", KG.cueSpan: "cue", KG.quotedSpan: "quote", KG.addresseeSpan: "name",
    KG.relaySpan: "name", PROV.wasDerivedFrom: "date", KG.inferredFrom: "place",
}  # fmt: skip
_SAID = {
    "quote": "Quote", "reported": "Reported statement", "name": "Participant or event", "speaker": "Speaker",
    "cue": "Speech verb", "date": "Date", "place": "Place", "topic": "Topic",
}  # fmt: skip


def _marks(reader: Reader, article: str) -> list[tuple[int, int, str, str]]:
    """(start, end, kind, span) of every range of an article that something was read from."""
    found = []
    for span in reader.users(OA.hasSource, article):
        parts = reader.span(span)
        if not parts:
            continue
        kinds = set()
        for predicate, kind in _MARKS.items():
            for user in reader.users(predicate, span):
                kinds.add(_kind(reader, user, kind))
        kind = next((each for each in _SAID if each in kinds), "")
        if kind:
            found.append((parts[1], parts[2], kind, span))
    return sorted(found, key=lambda each: (each[0], -each[1], each[3]))


def _kind(reader: Reader, user: str, kind: str) -> str:
    types = reader.types(user)
    if kind == "name":
        if KG.ReportedStatement in types:
            return "reported"
        if KG.DirectQuote in types or KG.MixedQuote in types:
            return "quote"
        if KG.TopicAssignment in types:
            return "topic"
    if kind == "date" and KG.PlaceAssertion in types:
        return "place"
    return kind


def _pieces(text: str, marks: list[tuple[int, int, str, str]]) -> list[dict[str, Any]]:
    """The text cut at every edge of a mark; each piece links to the shortest mark around it."""
    edges = sorted({0, len(text), *(e for mark in marks for e in mark[:2] if 0 <= e <= len(text))})
    pieces, open_marks, coming = [], [], list(reversed(marks))
    for start, end in pairwise(edges):
        while coming and coming[-1][0] <= start:
            open_marks.append(coming.pop())
        open_marks = [mark for mark in open_marks if mark[1] > start]
        inner = min(open_marks, key=lambda mark: (mark[1] - mark[0], mark[3]), default=None)
        kinds = sorted({mark[2] for mark in open_marks})
        piece = {"text": text[start:end], "kinds": kinds, "span": inner[3] if inner else "", "start": start}
        piece["title"] = ", ".join(_SAID[kind] for kind in kinds)
        pieces.append(piece)
    return pieces


def article_page(reader: Reader, iri: str) -> dict[str, Any]:
    """An article: its text with marks, else the passages that were read."""
    marks = _marks(reader, iri)
    text = reader.ledger.text(iri)
    statements = [_quote(reader, each) for each in reader.users(SCHEMA.isPartOf, iri) if "/statement/" in each]
    return {
        **_source(reader, iri),
        "pieces": _pieces(text, marks) if text is not None else [],
        "passages": [] if text is not None else _passages(reader, (mark[3] for mark in marks)),
        "legend": sorted({(mark[2], _SAID[mark[2]]) for mark in marks}),
        "statements": sorted(statements, key=lambda each: each["position"]),
        "events": _events(reader, reader.nodes(iri, SCHEMA.about) + reader.nodes(iri, KG.mentionsEvent)),
        "sha256": reader.text(iri, KG.sha256),
        "copies": [_source(reader, each) for each in reader.nodes(iri, KG.nearDuplicateOf)],
    }


def person_page(reader: Reader, iri: str) -> dict[str, Any]:
    """A person, body or place: names, events, statements."""
    quotes = [_quote(reader, each) for each in reader.users(KG.speaker, iri)[:_MOST]]
    return {
        "kinds": [local_name(each) for each in reader.types(iri)],
        "names": reader.words(iri, SCHEMA.name),
        "others": reader.words(iri, SCHEMA.alternateName),
        "titles": reader.words(iri, SCHEMA.jobTitle),
        "links": reader.nodes(iri, SCHEMA.sameAs),
        "events": _events(reader, [*reader.users(SCHEMA.attendee, iri), *reader.users(SCHEMA.location, iri)]),
        "statements": sorted(quotes, key=lambda each: (each["article"], each["position"])),
        "articles": [_source(reader, each) for each in reader.users(SCHEMA.mentions, iri)[:_MOST]],
    }


def topic_page(reader: Reader, iri: str) -> dict[str, Any]:
    """A topic: labels, broader topics, events and statements about it."""
    about = reader.users(SCHEMA.about, iri)
    return {
        "labels": reader.words(iri, SKOS.prefLabel),
        "broader": [(each, reader.label(each)) for each in reader.nodes(iri, SKOS.broader)],
        "narrower": [(each, reader.label(each)) for each in reader.users(SKOS.broader, iri)],
        "events": _events(reader, [each for each in about if SCHEMA.Event in reader.types(each)]),
        "statements": [_quote(reader, each) for each in about if "/statement/" in each][:_MOST],
    }


def node_page(reader: Reader, iri: str) -> dict[str, Any]:
    """Any node: its triples, what refers to it, and the words."""
    spans = [iri] if reader.span(iri) else []
    for predicate in _MARKS:
        spans += reader.nodes(iri, predicate)
    users = [(q.subject.value, q.predicate.value) for q in reader.quads(None, None, iri) if hasattr(q.subject, "value")]
    behind = sorted({subject for subject, predicate in users if predicate in _MARKS})
    return {
        "kinds": [local_name(each) for each in reader.types(iri)],
        "triples": _triples(reader, iri),
        "users": sorted(set(users))[:_MOST],
        "gave": [{"iri": each, "label": reader.label(each), "triples": _triples(reader, each)} for each in behind[:50]],
        "passages": _passages(reader, sorted(set(spans))),
        "topic": iri.startswith(MEDTOP_NS),
    }


def _triples(reader: Reader, iri: str) -> list[dict[str, str]]:
    found = []
    for quad in reader.quads(iri):
        value = quad.object
        shown, link = getattr(value, "value", str(value)), ""
        language = getattr(value, "language", None) or ""
        if type(value).__name__ == "NamedNode":
            link, shown = shown, reader.curie(shown)
        graph = getattr(quad.graph_name, "value", "")
        found.append(
            {
                "predicate": quad.predicate.value, "name": reader.curie(quad.predicate.value), "value": shown,
                "link": link, "language": language, "graph": graph,
            }
        )  # fmt: skip
    return sorted(found, key=lambda each: (each["predicate"] != RDF.type, each["name"], each["value"]))
