"""HTML: one article, its main text and what the page says of it."""

from collections.abc import Iterator
from typing import BinaryIO

from kg.model import Article
from kg.sources._base import Format, Place, ReadOptions, read_limited

__all__ = ["FORMAT", "read"]


def read(stream: BinaryIO, place: Place, options: ReadOptions) -> Iterator[Article]:
    """The one article of a page; see `kg.sources._page.read_page`.

    Raises:
        SourceError: empty, binary, larger than the limit, or without an article.
    """
    from kg.sources._page import read_page

    yield read_page(read_limited(stream, options.max_bytes), place, options)


FORMAT = Format(suffixes=(".html", ".htm", ".xhtml"), media_types=("text/html", "application/xhtml+xml"), read=read)
