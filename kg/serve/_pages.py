"""What the other pages show, as plain data: people, topics, any node, and lists of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from kg.serve._article import MARKS
from kg.serve._lines import event_line, events, passages, quote, source
from kg.serve._reader import Reader, local_name
from kg.serve._timeline import around, ticks
from kg.vocab import KG, MEDTOP_NS, RDF, SCHEMA, SKOS

__all__ = ["LISTS", "home_page", "list_page", "node_page", "person_page", "topic_page"]

_MOST = 300
_PAGE = 50


def home_page(reader: Reader, year: str, page: int) -> dict[str, Any]:
    """What the store holds, and its events, newest first.

    Args:
        reader: of the store.
        year: of the events, "undated" for those without a date, "" for all.
        page: from 1 on.
    """
    dated = reader.once("events", lambda: _dated(reader))
    years = Counter(day[:4] or "undated" for day, _ in dated)
    chosen = [iri for day, iri in dated if not year or (day[:4] or "undated") == year]
    part, pages = _part(chosen, page)
    return {
        "events": [event_line(reader, iri) for iri in part],
        "years": sorted(
            years.items(), key=lambda item: (item[0] == "undated", -int(item[0]) if item[0].isdigit() else 0)
        ),
        "year": year,
        "found": len(chosen),
        "page": page,
        "pages": pages,
        "counts": reader.once("counts", lambda: _counts(reader)),
    }


def _dated(reader: Reader) -> list[tuple[str, str]]:
    """(day, IRI) of every event, newest first, undated ones last."""
    found = sorted((reader.text(iri, SCHEMA.startDate), iri) for iri in reader.users(RDF.type, SCHEMA.Event))
    return sorted(found, key=lambda item: item[0], reverse=True)


def _counts(reader: Reader) -> list[tuple[str, int, str]]:
    """(what, how many, address of the list) for the tiles of the first page."""
    said = sum(len(reader.users(RDF.type, kind)) for kind in (KG.DirectQuote, KG.MixedQuote, KG.ReportedStatement))
    listed = [(name, len(reader.once(name, partial(rows, reader)))) for name, rows in LISTS.items()]
    return [
        ("events", len(reader.users(RDF.type, SCHEMA.Event)), "/"),
        *((name, count, f"/list/{name}") for name, count in listed),
        ("statements", said, ""),
    ]


def list_page(reader: Reader, name: str, page: int) -> dict[str, Any]:
    """One of `LISTS`, a page of it."""
    rows = reader.once(name, lambda: LISTS[name](reader))
    part, pages = _part(rows, page)
    shown = [{"line": source(reader, iri), "count": 0} for iri, _ in part] if name == "articles" else [
        {"iri": iri, "label": reader.label(iri), "count": count} for iri, count in part
    ]  # fmt: skip
    return {"name": name, "rows": shown, "found": len(rows), "page": page, "pages": pages}


def _part[T](rows: Sequence[T], page: int) -> tuple[Sequence[T], int]:
    """A page of some rows, and how many pages there are."""
    return rows[(page - 1) * _PAGE : page * _PAGE], max(1, -(-len(rows) // _PAGE))


def _articles(reader: Reader) -> list[tuple[str, int]]:
    found = [(reader.text(iri, SCHEMA.datePublished), iri) for iri in reader.users(RDF.type, SCHEMA.NewsArticle)]
    return [(iri, 0) for _, iri in sorted(found, reverse=True)]


def _people(reader: Reader) -> list[tuple[str, int]]:
    return _by_use(reader, reader.users(RDF.type, SCHEMA.Person), SCHEMA.attendee, KG.speaker)


def _topics(reader: Reader) -> list[tuple[str, int]]:
    return [row for row in _by_use(reader, reader.users(RDF.type, SKOS.Concept), SCHEMA.about) if row[1]]


def _by_use(reader: Reader, iris: Iterable[str], *predicates: str) -> list[tuple[str, int]]:
    found = [(iri, sum(len(reader.users(predicate, iri)) for predicate in predicates)) for iri in iris]
    return sorted(found, key=lambda item: (-item[1], item[0]))


LISTS: Mapping[str, Callable[[Reader], list[tuple[str, int]]]] = {
    "articles": _articles,
    "people": _people,
    "topics": _topics,
}
"""What there are lists of: IRIs, each with how often events and statements name it."""


def person_page(reader: Reader, iri: str) -> dict[str, Any]:
    """A person, body or place: names, events, statements."""
    found = events(reader, [*reader.users(SCHEMA.attendee, iri), *reader.users(SCHEMA.location, iri)])
    points = around(reader, {}, found, [])
    quotes = [quote(reader, each) for each in reader.users(KG.speaker, iri)[:_MOST]]
    return {
        "kinds": [local_name(each) for each in reader.types(iri)],
        "names": reader.words(iri, SCHEMA.name),
        "others": reader.words(iri, SCHEMA.alternateName),
        "titles": reader.words(iri, SCHEMA.jobTitle),
        "links": reader.pages(iri, SCHEMA.sameAs),
        "events": found,
        "timeline": ticks(points) if points else None,
        "statements": sorted(quotes, key=lambda each: (each["article"], each["position"])),
        "articles": [source(reader, each) for each in reader.users(SCHEMA.mentions, iri)[:_MOST]],
    }


def topic_page(reader: Reader, iri: str) -> dict[str, Any]:
    """A topic: labels, broader topics, events and statements about it."""
    about = reader.users(SCHEMA.about, iri)
    return {
        "labels": reader.words(iri, SKOS.prefLabel),
        "broader": [(each, reader.label(each)) for each in reader.nodes(iri, SKOS.broader)],
        "narrower": [(each, reader.label(each)) for each in reader.users(SKOS.broader, iri)],
        "events": events(reader, [each for each in about if SCHEMA.Event in reader.types(each)]),
        "statements": [quote(reader, each) for each in about if "/statement/" in each][:_MOST],
    }


def node_page(reader: Reader, iri: str) -> dict[str, Any]:
    """Any node: its triples, what refers to it, and the words."""
    spans = [iri] if reader.span(iri) else []
    for predicate in MARKS:
        spans += reader.nodes(iri, predicate)
    users = [(q.subject.value, q.predicate.value) for q in reader.quads(None, None, iri) if hasattr(q.subject, "value")]
    behind = sorted({subject for subject, predicate in users if predicate in MARKS})
    return {
        **({"title": f"“{span[3]}”"} if (span := reader.span(iri)) else {}),
        "kinds": [local_name(each) for each in reader.types(iri)],
        "triples": _triples(reader, iri),
        "users": sorted(set(users))[:_MOST],
        "gave": [{"iri": each, "label": reader.label(each), "triples": _triples(reader, each)} for each in behind[:50]],
        "passages": passages(reader, sorted(set(spans))),
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
