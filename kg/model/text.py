"""An article and ranges of its text."""

from enum import StrEnum
from hashlib import sha256

from msgspec import Struct

from kg.model.dates import PublicationDate

__all__ = ["Article", "Skipped", "Span", "Zone", "ZoneKind"]


class Span(Struct, frozen=True, array_like=True, order=True):
    """A half-open range of Unicode code points into `Article.text`.

    >>> Span(3, 7).of("Il a dit non")
    'a di'
    """

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of this range."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this range."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two ranges share at least one character."""
        return self.start < other.end and other.start < self.end


class Article(Struct, frozen=True, array_like=True):
    """One article as read from its source.

    Attributes:
        text: the text with line ends as LF; every span indexes into it; never cleaned afterwards.
        origin: where it was read, for messages only ("news/a.txt", "big.jsonl:17"); never in the graph.
        url: its address, canonical where the page says so.
        language: BCP 47 code if the source or the caller says it.
        headline: if the source says it apart from the text.
        published: publication date if the source or the caller says it.
        publisher: name of the outlet.
        authors: names as given.
        notes: what a reader of the log should know of how it was read (a guessed encoding); never in the graph.
    """

    text: str
    origin: str
    url: str | None = None
    language: str | None = None
    headline: str | None = None
    published: PublicationDate | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """SHA-256 of the UTF-8 text, 64 hexadecimal digits."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def key(self) -> str:
        """16 hexadecimal digits that identify the article: of its URL if it has one, else of its text."""
        return sha256(self.url.encode()).hexdigest()[:16] if self.url else self.sha256[:16]


class Skipped(Struct, frozen=True, array_like=True, order=True):
    """An article that could not be read while the rest of a corpus goes on.

    Attributes:
        origin: where it was ("news/a.txt", "big.jsonl:17").
        reason: one line: what is wrong and the way out, without the origin.
        harmless: whether nothing is lost by leaving it out (the same article was read already).
        count: how many articles this stands for.
    """

    origin: str
    reason: str
    harmless: bool = False
    count: int = 1


class ZoneKind(StrEnum):
    """What a part of the page is; facts are read from HEADLINE, DATELINE and BODY only."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


class Zone(Struct, frozen=True, array_like=True, order=True):
    """A range of the text and what it is. Zones never overlap and cover all text but white space."""

    span: Span
    kind: ZoneKind
