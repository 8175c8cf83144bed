"""The page of an article: its text, with everything that was read from it marked in place."""

from itertools import pairwise
from typing import Any

from kg.serve._lines import events, passages, quote, source
from kg.serve._reader import Reader
from kg.vocab import KG, OA, PROV, SCHEMA

__all__ = ["MARKS", "article_page"]

MARKS = {
    KG.span: "name", KG.speakerSpan: "speaker", KG.cueSpan: "cue", KG.quotedSpan: "quote", KG.addresseeSpan: "name",
    KG.relaySpan: "name", KG.statusSpan: "event", PROV.wasDerivedFrom: "date", KG.inferredFrom: "place",
}  # fmt: skip
_SAID = {
    "quote": "Quote", "reported": "Reported statement", "speaker": "Speaker", "cue": "Speech verb", "place": "Place",
    "date": "Date", "name": "Participant", "event": "Event", "topic": "Topic",
}  # fmt: skip


def _marks(reader: Reader, article: str) -> list[tuple[int, int, str, str]]:
    """(start, end, kind, span) of every range of an article that something was read from."""
    found = []
    for span in reader.users(OA.hasSource, article):
        parts = reader.span(span)
        if not parts:
            continue
        kinds = set()
        for predicate, kind in MARKS.items():
            for user in reader.users(predicate, span):
                kinds.add(_kind(reader, user, kind))
        kind = next((each for each in _SAID if each in kinds), "")
        if kind:
            found.append((parts[1], parts[2], kind, span))
    return sorted(found, key=lambda each: (each[0], -each[1], each[3]))


def _kind(reader: Reader, user: str, kind: str) -> str:
    types = reader.types(user)
    for type, found in _KINDS.get(kind, ()):
        if type in types:
            return found
    return kind


# What a span is depends on what has it: a mixed quote's is its whole clause, of which only a part is quoted.
_KINDS = {
    "name": (
        (KG.MixedQuote, "reported"), (KG.ReportedStatement, "reported"), (KG.DirectQuote, "quote"),
        (KG.TopicAssignment, "topic"), (KG.EventReport, "event"), (KG.PlaceAssertion, "place"),
    ),
    "date": ((KG.PlaceAssertion, "place"),),
    "place": ((KG.Participation, "name"),),
}  # fmt: skip


def _pieces(text: str, marks: list[tuple[int, int, str, str]]) -> list[dict[str, Any]]:
    """The text cut at every edge of a mark; each piece links to the shortest mark around it."""
    edges = sorted({0, len(text), *(e for mark in marks for e in mark[:2] if 0 <= e <= len(text))})
    pieces, open_marks, coming = [], [], list(reversed(marks))
    for start, end in pairwise(edges):
        while coming and coming[-1][0] <= start:
            open_marks.append(coming.pop())
        open_marks = [mark for mark in open_marks if mark[1] > start]
        inner = min(open_marks, key=lambda mark: (mark[1] - mark[0], mark[3]), default=None)
        around = {mark[2] for mark in open_marks if mark is not inner}
        within = next((f" in-{kind}" for kind in ("quote", "reported") if kind in around), "")
        pieces.append(
            {
                "text": text[start:end],
                "kind": f"{inner[2]}{within}" if inner else "",
                "span": inner[3] if inner else "",
                "start": start,
                "title": ", ".join(said for kind, said in _SAID.items() if any(m[2] == kind for m in open_marks)),
            }
        )
    return pieces


def article_page(reader: Reader, iri: str) -> dict[str, Any]:
    """An article: its text with marks, else the passages that were read."""
    marks = _marks(reader, iri)
    text = reader.ledger.text(iri)
    statements = [quote(reader, each) for each in reader.users(SCHEMA.isPartOf, iri) if "/statement/" in each]
    return {
        **source(reader, iri),
        "pieces": _pieces(text, marks) if text is not None else [],
        "passages": [] if text is not None else passages(reader, (mark[3] for mark in marks)),
        "legend": [(kind, said) for kind, said in _SAID.items() if any(mark[2] == kind for mark in marks)],
        "statements": sorted(statements, key=lambda each: each["position"]),
        "events": events(reader, reader.nodes(iri, SCHEMA.about) + reader.nodes(iri, KG.mentionsEvent)),
        "sha256": reader.text(iri, KG.sha256),
        "copies": [source(reader, each) for each in reader.nodes(iri, KG.nearDuplicateOf)],
    }
