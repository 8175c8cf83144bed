"""The digests of any number of articles: names, dates and entities as compact columns, the rest on disk."""

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from kg.fuse.nodes import Column, Node, NodeIndex
from kg.model import (
    ArticleDigest,
    EntityDigest,
    PartialDate,
    ReportDigest,
    ReportRef,
    ReportRelation,
    StatementDigest,
)
from kg.spill import Interned, Rows

__all__ = ["Archive"]

_RECENT = 1_024


class Archive(Sequence[ArticleDigest]):
    """Digests by article key, each article once.

    Args:
        digests: sorted by article key, each key once.

    Attributes:
        articles: their keys.
        language: of each article.
        published: of each article that has a date.
        signatures: of each article.
        numbering: numbers of the entities of all articles.
        entities: what each article says of each.
    """

    def __init__(self, digests: Iterable[ArticleDigest] = ()) -> None:
        self.articles: list[str] = []
        self.language: dict[str, str] = {}
        self.published: dict[str, PartialDate] = {}
        self.signatures: dict[str, bytes] = {}
        self.numbering = NodeIndex()
        self.entities: Column[EntityDigest] = Column(self.numbering)
        self._place: dict[str, int] = {}
        self._reports: list[tuple[tuple[str, ReportRelation], ...]] = []
        self._told: Rows[tuple[ReportDigest, ...]] = Rows(kept=_RECENT)
        self._said: Rows[tuple[StatementDigest, ...]] = Rows(kept=_RECENT)
        self._languages, self._lists = Interned[str](), Interned[tuple[tuple[str, ReportRelation], ...]]()
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
        reports = tuple((report.key, report.relation) for report in digest.reports)
        self._reports.append(self._lists.one(reports))
        self._told.append(digest.reports)
        self._said.append(digest.statements)

    def of(self, article: str) -> ArticleDigest:
        """The digest of an article."""
        return self[self._place[article]]

    def _related(self, article: str) -> tuple[tuple[str, ReportRelation], ...]:
        return self._reports[self._place[article]]

    def reports(self, article: str) -> Iterator[tuple[ReportRef, bool]]:
        """The reports of an article, and whether each is of its main event."""
        return ((ReportRef(article, key), relation is ReportRelation.MAIN) for key, relation in self._related(article))

    def with_several_reports(self) -> Iterator[ArticleDigest]:
        """The digests of the articles that have more than one report."""
        return (self[at] for at, reports in enumerate(self._reports) if len(reports) > 1)

    def report(self, ref: ReportRef) -> ReportDigest:
        """One report; what is said in its article is not read for it."""
        return next(report for report in self._told[self._place[ref.article]] if report.key == ref.report)

    def is_main(self, ref: ReportRef) -> bool:
        """Whether a report is of the main event of its article."""
        return (ref.report, ReportRelation.MAIN) in self._related(ref.article)

    def column(self, values: Iterable[tuple[Node, str]]) -> Column[str]:
        """What is known of some of the entities of the articles."""
        column: Column[str] = Column(self.numbering, filled=True)
        for node, value in values:
            column.put(node, value)
        return column

    def places(self) -> Column[int]:
        """A column for numbers of what is kept elsewhere, empty at first."""
        return Column(self.numbering, filled=True)

    def __len__(self) -> int:
        return len(self.articles)

    @overload
    def __getitem__(self, at: int) -> ArticleDigest: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[ArticleDigest]: ...
    def __getitem__(self, at: int | slice) -> ArticleDigest | Sequence[ArticleDigest]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        return self._digest(at, self._told[at], self._said[at])

    def __iter__(self) -> Iterator[ArticleDigest]:
        rows = zip(self._told, self._said, strict=True)
        return (self._digest(at, reports, statements) for at, (reports, statements) in enumerate(rows))

    def _digest(
        self, at: int, reports: tuple[ReportDigest, ...], statements: tuple[StatementDigest, ...]
    ) -> ArticleDigest:
        article = self.articles[at]
        values, kept = self.entities, self.entities.values_kept
        return ArticleDigest(
            article=article,
            language=self.language[article],
            published=self.published.get(article),
            signature=self.signatures[article],
            entities=tuple(kept[values.at(number)] for number in self.numbering.numbers(article)),
            reports=reports,
            statements=statements,
        )
