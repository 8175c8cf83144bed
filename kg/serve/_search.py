"""Full-text search over names, headlines, topics and statements, in memory."""

import re
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.serve._lines import event_line
from kg.serve._reader import Reader
from kg.vocab import KG, RDF, SCHEMA, SKOS

__all__ = ["Found", "Hit", "Index"]

# Marks of a hit inside a snippet: private characters, which no text of an article holds.
_START, _END = "\ue0fe", "\ue0ff"

_FIELDS = (
    ("event", SCHEMA.Event, ()),
    ("person", SCHEMA.Person, (SCHEMA.name, SCHEMA.alternateName, SCHEMA.jobTitle)),
    ("body", SCHEMA.GovernmentOrganization, (SCHEMA.name, SCHEMA.alternateName)),
    ("body", SCHEMA.Organization, (SCHEMA.name, SCHEMA.alternateName)),
    ("body", KG.Delegation, (SCHEMA.name, SCHEMA.alternateName)),
    ("place", SCHEMA.Country, (SCHEMA.name, SCHEMA.alternateName)),
    ("place", SCHEMA.City, (SCHEMA.name, SCHEMA.alternateName)),
    ("place", SCHEMA.Place, (SCHEMA.name, SCHEMA.alternateName)),
    ("topic", SKOS.Concept, (SKOS.prefLabel,)),
    ("article", SCHEMA.NewsArticle, (SCHEMA.headline, SCHEMA.publisher, SCHEMA.author)),
    ("statement", KG.DirectQuote, (SCHEMA.text,)),
    ("statement", KG.MixedQuote, (SCHEMA.text,)),
    ("statement", KG.ReportedStatement, (SCHEMA.text,)),
)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its words in pieces, each with whether it was asked for."""

    iri: str
    kind: str
    label: str
    detail: str
    words: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave.

    Attributes:
        rows: the best.
        kinds: (kind, how many), of all kinds.
        every: whether the things hold every word; else at least one.
    """

    rows: tuple[Hit, ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    every: bool = True


class Index:
    """What can be found in one state of a store; accents and case do not matter."""

    def __init__(self, reader: Reader) -> None:
        self.generation = reader.generation
        self._lock = threading.Lock()
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        self._db.execute(
            "CREATE VIRTUAL TABLE item USING fts5(words, iri UNINDEXED, kind UNINDEXED, label UNINDEXED,"
            " detail UNINDEXED, tokenize = 'unicode61 remove_diacritics 2')"
        )
        self._db.executemany("INSERT INTO item VALUES (?, ?, ?, ?, ?)", self._rows(reader))

    @staticmethod
    def _rows(reader: Reader) -> Iterator[tuple[str, str, str, str, str]]:
        for kind, type, predicates in _FIELDS:
            for iri in reader.users(RDF.type, type):
                yield _row(reader, kind, iri, predicates)

    def find(self, query: str, kind: str = "", most: int = 100) -> Found:
        """Things whose words hold all words of a query, the last as a beginning; of some kind or any, best first."""
        words = re.findall(r"\w+", query)[:20]
        if not words:
            return Found()
        whole = " ".join(f'"{word}"' for word in words[:-1]) + f' "{words[-1]}"*'
        found = self._find(whole, kind, most)
        if found.rows or found.kinds or len(words) == 1:
            return found
        some = " OR ".join(f'"{word}"*' for word in words)
        return replace(self._find(some, kind, most), every=False)

    def _find(self, match: str, kind: str, most: int) -> Found:
        with self._lock:
            kinds = self._db.execute(
                "SELECT kind, COUNT(*) FROM item WHERE item MATCH ? GROUP BY kind ORDER BY COUNT(*) DESC, kind",
                (match,),
            ).fetchall()
            rows = self._db.execute(
                f"SELECT iri, kind, label, detail, snippet(item, 0, '{_START}', '{_END}', '…', 40) FROM item"  # noqa: S608
                " WHERE item MATCH ? AND (? = '' OR kind = ?) ORDER BY kind = 'statement', rank, iri LIMIT ?",
                (match, kind, kind, most),
            ).fetchall()
        hits = [Hit(iri, kind, label, detail, _cut(words)) for iri, kind, label, detail, words in rows]
        return Found(tuple(hits), tuple(kinds))


def _row(reader: Reader, kind: str, iri: str, predicates: tuple[str, ...]) -> tuple[str, str, str, str, str]:
    if kind == "event":
        line = event_line(reader, iri)
        label = f"{line['type']}: {', '.join(line['people'][:4])}".removesuffix(": ")
        detail = " · ".join(filter(None, (line["date"] or "undated", line["place"])))
        topics = ", ".join(reader.label(each) for each in reader.nodes(iri, SCHEMA.about))
        return (f"{label} · {', '.join(line['people'])} · {detail} · {topics}", iri, kind, label, detail)
    texts = list(dict.fromkeys(text for predicate in predicates for text, _ in reader.words(iri, predicate)))
    label, detail = reader.label(iri), ""
    if kind == "statement":
        speaker, article = reader.node(iri, KG.speaker), reader.node(iri, SCHEMA.isPartOf)
        label = reader.label(speaker) if speaker and speaker != KG.UnknownSpeaker else "Unknown speaker"
        detail = reader.text(article, SCHEMA.headline) if article else ""
    elif kind == "article":
        detail = " · ".join(filter(None, (reader.text(iri, SCHEMA.publisher), reader.text(iri, SCHEMA.datePublished))))
    return (" · ".join(texts) or label, iri, kind, label, detail)


def _cut(words: str) -> tuple[tuple[str, bool], ...]:
    """A snippet in pieces, each with whether it was asked for."""
    first, *rest = words.split(_START)
    pieces = [(first, False)]
    for each in rest:
        hit, _, after = each.partition(_END)
        pieces += [(hit, True), (after, False)]
    return tuple(piece for piece in pieces if piece[0])
