"""Full-text search over names, headlines, topics and statements, in memory."""

import re
import sqlite3
import threading

from kg.serve._reader import Reader
from kg.vocab import KG, RDF, SCHEMA, SKOS

__all__ = ["Index"]

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
    ("article", SCHEMA.NewsArticle, (SCHEMA.headline, SCHEMA.publisher)),
    ("statement", KG.DirectQuote, (SCHEMA.text,)),
    ("statement", KG.MixedQuote, (SCHEMA.text,)),
    ("statement", KG.ReportedStatement, (SCHEMA.text,)),
)


class Index:
    """What can be found in one state of a store; accents and case do not matter."""

    def __init__(self, reader: Reader) -> None:
        self.generation = reader.generation
        self._lock = threading.Lock()
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        self._db.execute(
            "CREATE VIRTUAL TABLE item USING fts5(words, iri UNINDEXED, kind UNINDEXED, label UNINDEXED,"
            " tokenize = 'unicode61 remove_diacritics 2')"
        )
        self._db.executemany("INSERT INTO item VALUES (?, ?, ?, ?)", self._rows(reader))

    @staticmethod
    def _rows(reader: Reader) -> list[tuple[str, str, str, str]]:
        from kg.serve._pages import event_line

        found = []
        for kind, type, predicates in _FIELDS:
            for iri in reader.users(RDF.type, type):
                if kind == "event":
                    line = event_line(reader, iri)
                    people = ", ".join(line["people"][:4])
                    label = f"{line['type']} {line['date'] or 'undated'}: {people}"
                    words = f"{label} {', '.join(line['people'])} {line['place']}"
                else:
                    texts = [text for predicate in predicates for text, _ in reader.words(iri, predicate)]
                    label, words = (texts[0] if texts else iri), " ".join(texts)
                found.append((words, iri, kind, label))
        return found

    def find(self, query: str, most: int = 100) -> list[dict[str, str]]:
        """Things whose words hold all words of a query, the last as a beginning; best first."""
        words = re.findall(r"\w+", query)[:20]
        if not words:
            return []
        match = " ".join(f'"{word}"' for word in words[:-1]) + f' "{words[-1]}"*'
        with self._lock:
            rows = self._db.execute(
                "SELECT iri, kind, label FROM item WHERE item MATCH ? ORDER BY kind = 'statement', rank LIMIT ?",
                (match, most),
            ).fetchall()
        return [{"iri": iri, "kind": kind, "label": label} for iri, kind, label in rows]
