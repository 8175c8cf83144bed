"""The digests of any number of articles: names, dates and entities as compact columns, the rest on disk."""

from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from kg.fuse.nodes import Column, Node, NodeIndex
from kg.fuse.said import Said
from kg.model import (
    ArticleDigest,
    EntityDigest,
    EventStatus,
    PartialDate,
    ReportDigest,
    ReportRef,
    ReportRelation,
)
from kg.spill import Interned, Rows

__all__ = ["Archive", "Outline"]


class Outline(NamedTuple):
    """What is looked up of a report again and again."""

    key: str
    relation: ReportRelation
    status: EventStatus


class Archive:
    """What digests say, by article key, each article once.

    Args:
        digests: sorted by article key, each key once.

    Attributes:
        articles: their keys.
        language: of each article.
        published: of each article that has a date.
        signatures: of each article.
        numbering: numbers of the entities of all articles.
        entities: what each article says of each.
        said: their statements.
    """

    def __init__(self, digests: Iterable[ArticleDigest] = ()) -> None:
        self.articles: list[str] = []
        self.language: dict[str, str] = {}
        self.published: dict[str, PartialDate] = {}
        self.signatures: dict[str, bytes] = {}
        self.numbering = NodeIndex()
        self.entities: Column[EntityDigest] = Column(self.numbering)
        self._place: dict[str, int] = {}
        self._outlines: list[tuple[Outline, ...]] = []
        self.said = Said(self.numbering)
        self._reports, self._first = Rows(ReportDigest), array("I")
        self._contents = Rows(tuple[str, ...])
        self._languages, self._lists = Interned[str](), Interned[tuple[Outline, ...]]()
        for digest in digests:
            self._add(digest)

    @classmethod
    def once(cls, given: Iterable[ArticleDigest]) -> "Archive":
        """The archive of digests in any order; of two with one article key the first in order of content counts."""
        found: dict[str, ArticleDigest] = {}
        for each in given:
            other = found.get(each.article)
            if other is None or (each != other and repr(each) < repr(other)):
                found[each.article] = each
        return cls(found[article] for article in sorted(found))

    def _add(self, digest: ArticleDigest) -> None:
        article = digest.article
        self._place[article] = len(self.articles)
        self.articles.append(article)
        self.language[article] = self._languages.one(digest.language)
        self.signatures[article] = digest.signature
        if digest.published:
            self.published[article] = digest.published
        self.numbering.add(article, (entity.key for entity in digest.entities))
        for entity in digest.entities:
            self.entities.append(entity)
        outlines = tuple(Outline(report.key, report.relation, report.status) for report in digest.reports)
        self._outlines.append(self._lists.one(outlines))
        statements = sorted(digest.statements, key=lambda each: each.content)
        self.said.add(article, statements)
        self._first.append(len(self._reports))
        for report in digest.reports:
            self._reports.append(report)
        self._contents.append(tuple(each.features for each in statements))

    def place(self, article: str) -> int:
        """Where an article is in their order."""
        return self._place[article]

    def outlines(self, article: str) -> tuple[Outline, ...]:
        """The reports of an article in short, main one first; nothing is read for them."""
        return self._outlines[self._place[article]]

    def speaks(self, article: str) -> bool:
        """Whether an article has any statement; nothing is read for it."""
        return bool(self.said.of_article(self._place[article]))

    def told(self, article: str) -> tuple[ReportDigest, ...]:
        """The reports of an article; what is said in it is not read for them."""
        place = self._place[article]
        first = self._first[place]
        return tuple(map(self._reports.at, range(first, first + len(self._outlines[place]))))

    def contents(self, place: int) -> tuple[str, ...]:
        """Features of each statement of the article at a place, in the order of their numbers."""
        return self._contents[place]

    def in_order(self) -> Iterator[tuple[str, tuple[ReportDigest, ...], tuple[str, ...]]]:
        """Each article with its reports and the features of its statements."""
        reports = iter(self._reports)
        for article, outlines, contents in zip(self.articles, self._outlines, self._contents, strict=True):
            yield article, tuple(islice(reports, len(outlines))), contents

    def refs(self, article: str) -> Iterator[tuple[ReportRef, bool]]:
        """The reports of an article, and whether each is of its main event."""
        return (
            (ReportRef(article, key), relation is ReportRelation.MAIN) for key, relation, _ in self.outlines(article)
        )

    def report(self, ref: ReportRef) -> ReportDigest:
        """One report."""
        place = self._place[ref.article]
        at = next(at for at, outline in enumerate(self._outlines[place]) if outline.key == ref.report)
        return self._reports.at(self._first[place] + at)

    def is_main(self, ref: ReportRef) -> bool:
        """Whether a report is of the main event of its article."""
        return any(
            key == ref.report and relation is ReportRelation.MAIN for key, relation, _ in self.outlines(ref.article)
        )

    def column(self, values: Iterable[tuple[Node, str]]) -> Column[str]:
        """What is known of some of the entities of the articles."""
        column: Column[str] = Column(self.numbering, filled=True)
        for node, value in values:
            column.put(node, value)
        return column

    def places(self) -> Column[int]:
        """A column for numbers of what is kept elsewhere, empty at first."""
        return Column(self.numbering, filled=True)
