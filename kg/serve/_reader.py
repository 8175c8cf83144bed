"""Looks at a store the way pages need it: values of a property, labels, what refers to a node."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.store.embedded import EmbeddedStore
from kg.vocab import OA, OWL, PREFIXES, RDF, RDFS, SCHEMA, SKOS

__all__ = ["Reader", "Words", "local_name"]

type Words = tuple[str, str]
"""Text and its language, "" for none."""

_FRESH = 0.2
_LABELS = (SCHEMA.name, SKOS.prefLabel, SCHEMA.headline, RDFS.label, SCHEMA.text, SCHEMA.alternateName)


def local_name(iri: str) -> str:
    """The last part of an IRI, for people: `kg:DirectQuote` → "Direct quote"."""
    name = iri.rpartition("#")[2] if "#" in iri else iri.rstrip("/").rpartition("/")[2]
    name = unquote(name)
    spaced = "".join(f" {char.lower()}" if char.isupper() and index else char for index, char in enumerate(name))
    return spaced.replace("-", " ").strip()


class Reader:
    """One state of a store; a new one is made when the store changes."""

    def __init__(self, opened: EmbeddedStore, base: str, generation: str) -> None:
        self.base = base
        self.generation = generation
        self._store: Store = opened.raw
        self.ledger = opened.ledger
        self.opened = opened
        self._known: dict[str, Any] = {}

    def once[T](self, name: str, work: Callable[[], T]) -> T:
        """What some work gives, done once for this state of the store."""
        if name not in self._known:
            self._known[name] = work()
        found: T = self._known[name]
        return found

    def quads(self, subject: str | None, predicate: str | None = None, value: str | None = None) -> Iterator[Quad]:
        """Quads of all graphs; none for what is no IRI."""
        try:
            one, two, three = (None if each is None else NamedNode(each) for each in (subject, predicate, value))
        except ValueError:
            return iter(())
        return self._store.quads_for_pattern(one, two, three, None)

    def nodes(self, subject: str, predicate: str) -> list[str]:
        """IRIs that a property leads to, sorted."""
        return sorted({q.object.value for q in self.quads(subject, predicate) if isinstance(q.object, NamedNode)})

    def node(self, subject: str, predicate: str) -> str:
        """The first of them, "" when none."""
        return next(iter(self.nodes(subject, predicate)), "")

    def users(self, predicate: str, value: str) -> list[str]:
        """IRIs whose property leads to a node, sorted."""
        found = self.quads(None, predicate, value)
        return sorted({q.subject.value for q in found if isinstance(q.subject, NamedNode)})

    def words(self, subject: str, predicate: str) -> list[Words]:
        """Literals of a property, sorted."""
        found = {
            (q.object.value, q.object.language or "")
            for q in self.quads(subject, predicate)
            if isinstance(q.object, Literal)
        }
        return sorted(found)

    def text(self, subject: str, predicate: str, language: str = "") -> str:
        """One literal: in a language if there is one, "" when there is none."""
        found = self.words(subject, predicate)
        return next((text for text, tag in found if language and tag == language), found[0][0] if found else "")

    def language(self, subject: str, predicate: str) -> str:
        """Language of the literal that `text` gives."""
        return next((tag for _, tag in self.words(subject, predicate)), "")

    def types(self, subject: str) -> list[str]:
        """Classes of a node."""
        return self.nodes(subject, RDF.type)

    def label(self, iri: str, language: str = "en") -> str:
        """What people call a node, else the end of its IRI."""
        for predicate in _LABELS:
            if found := self.text(iri, predicate, language):
                return found
        return (
            local_name(iri) if "#char=" not in iri else f"Characters {iri.rpartition('#char=')[2].replace(',', ' to ')}"
        )

    def successor(self, iri: str) -> str:
        """Where an IRI went that is no more, "" when nowhere."""
        return self.node(iri, OWL.sameAs)

    def pages(self, subject: str, predicate: str) -> list[str]:
        """Web addresses that a property leads to; of other schemes a link could do anything."""
        return [each for each in self.nodes(subject, predicate) if each.startswith(("http://", "https://"))]

    def exists(self, iri: str) -> bool:
        """Whether anything is said of a node."""
        return next(self.quads(iri), None) is not None

    def span(self, iri: str) -> tuple[str, int, int, str, str, str] | None:
        """Article, start, end, words, words before, words after; None when it is no span."""
        if not iri:
            return None
        values: dict[str, str] = {}
        for selector in self.nodes(iri, OA.hasSelector):
            for name in ("start", "end", "exact", "prefix", "suffix"):
                if found := self.text(selector, getattr(OA, name)):
                    values[name] = found
        article = self.node(iri, OA.hasSource)
        if not article or not values.get("start", "").isdigit() or not values.get("end", "").isdigit():
            return None
        around = (values.get("exact", ""), values.get("prefix", ""), values.get("suffix", ""))
        return (article, int(values["start"]), int(values["end"]), *around)

    def curie(self, iri: str) -> str:
        """An IRI as a short text: with its prefix, or `id:` for the base of the store."""
        if self.base and iri.startswith(self.base):
            return f"id:{iri[len(self.base) :]}"
        for prefix, namespace in PREFIXES.items():
            if iri.startswith(namespace):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri

    def close(self) -> None:
        """Let go of the files."""
        self.opened.close()


class Library:
    """The newest state of a store on disk; opened again when a load or retract has come to its end."""

    def __init__(self, path: str | Path, writer: EmbeddedStore | None = None) -> None:
        self._path, self._writer = path, writer
        self._lock = threading.Lock()
        self._reader: Reader | None = None
        self._looked = 0.0

    def reader(self) -> Reader:
        """The reader of the newest state, as it was at most a fifth of a second ago."""
        current, now = self._reader, time.monotonic()
        if current is not None and self._writer is None and now - self._looked < _FRESH:
            return current
        with self._lock:
            current = self._reader
            self._looked = now
            if current is not None and current.ledger.note("generation") == current.generation:
                return current
            opened = self._writer or EmbeddedStore(self._path)
            # The old reader is not closed: requests may still be using it; it goes with the last of them.
            self._reader = Reader(opened, opened.ledger.note("base"), opened.ledger.note("generation"))
            return self._reader
