"""Mints IRIs: pure functions of what a thing is; `ontology/README.md` documents them.

Every IRI of ours is the base followed by a path; keys come from the facts and hold what identifies the thing.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

from kg.model import EntityType, ReportRef, Span, StatementRef
from kg.vocab import BASE, WD_NS

__all__ = ["IRIs"]

_FOLDER = {
    EntityType.PERSON: "person",
    EntityType.COUNTRY: "place",
    EntityType.CITY: "place",
    EntityType.PLACE: "place",
}
# RFC 3987 allows letters of every script in a path; these ASCII characters it forbids or gives a meaning.
_FORBIDDEN = frozenset("<>\"{}|\\^`%/?#[]@!$&'()*+,;=: ")
_PLAIN = re.compile("[A-Za-z0-9._~-]*")


def _segment(key: str) -> str:
    """One path segment of an IRI; a slug stays as it is.

    >>> _segment("a b/ç")
    'a%20b%2Fç'
    """
    if _PLAIN.fullmatch(key):
        return key
    return "".join(quote(char, safe="") if char in _FORBIDDEN or not char.isprintable() else char for char in key)


@dataclass(frozen=True, slots=True)
class IRIs:
    """The IRIs below one base.

    >>> IRIs().span("ab12", Span(3, 9))
    'https://w3id.org/kg-export/id/article/ab12#char=3,9'
    """

    base: str = BASE

    @property
    def fused_graph(self) -> str:
        """The graph of what is concluded from all articles."""
        return f"{self.base}graph/fused"

    def article(self, key: str) -> str:
        """An article, and the graph of what it says."""
        return f"{self.base}article/{key}"

    def span(self, article: str, span: Span) -> str:
        """A range of an article's text, in the manner of RFC 5147."""
        return f"{self.article(article)}#char={span.start},{span.end}"

    def report(self, report: ReportRef) -> str:
        """What an article says of an event."""
        return f"{self.article(report.article)}/event/{_segment(report.report)}"

    def reported_participation(self, report: ReportRef, entity: str) -> str:
        """Somebody's part in an event as one article tells it."""
        return f"{self.report(report)}/participant/{_segment(entity)}"

    def reported_capacity(self, article: str, span: Span) -> str:
        """An office as one article words it."""
        return f"{self.article(article)}/office/{span.start}-{span.end}"

    def date_assertion(self, report: ReportRef, span: Span) -> str:
        """What an article says of when."""
        return f"{self.report(report)}/date/{span.start}-{span.end}"

    def place_assertion(self, report: ReportRef) -> str:
        """What an article says of where."""
        return f"{self.report(report)}/place"

    def topic_assignment(self, node: str, topic: str) -> str:
        """That an article or report is about a topic."""
        return f"{node}/topic/{topic}"

    def statement(self, statement: StatementRef) -> str:
        """Something said, as one article tells it."""
        return f"{self.article(statement.article)}/statement/{statement.content.start}-{statement.content.end}"

    def entity(self, type: EntityType, key: str) -> str:
        """A person, body or place."""
        return f"{self.base}{_FOLDER.get(type, 'body')}/{_segment(key)}"

    def government(self, key: str) -> str:
        """Who acts in the name of a place that stands for its government."""
        return f"{self.base}body/government-{_segment(key)}"

    def event(self, key: str) -> str:
        """An event."""
        return f"{self.base}event/{_segment(key)}"

    def participation(self, event: str, entity: str) -> str:
        """Somebody's part in an event, by all sources."""
        return f"{self.event(event)}/participant/{_segment(entity)}"

    def part(self, node: str, *keys: str) -> str:
        """A node that belongs to another: `part(event, "date")`, `part(event, "conflict", "place")`."""
        return "/".join((node, *map(_segment, keys)))

    def alignment(self, first: StatementRef, second: StatementRef) -> str:
        """That two statements report one utterance."""
        parts = (f"{ref.article}-{ref.content.start}-{ref.content.end}" for ref in (first, second))
        return f"{self.base}alignment/{'/'.join(parts)}"

    def judgement(self, kind: str, first: str, second: str) -> str:
        """That two things may be one."""
        return f"{self.base}judgement/{_segment(kind)}/{_segment(first)}/{_segment(second)}"

    def run(self, key: str) -> str:
        """One run of the tool."""
        return f"{self.base}run/{key}"

    def software(self, part: str, version: str) -> str:
        """The tool, or a part of it, in one version."""
        return f"{self.base}software/{_segment(part)}/{_segment(version)}"

    @property
    def dataset(self) -> str:
        """The data set as a whole."""
        return f"{self.base}dataset"

    @staticmethod
    def wikidata(qid: str) -> str:
        """A Wikidata entity."""
        return WD_NS + qid
