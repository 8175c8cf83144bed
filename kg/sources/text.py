"""Plain text: one article, the file's own text."""

from collections.abc import Iterator
from typing import BinaryIO

from kg.model import Article
from kg.sources._base import Format, Place, ReadOptions, decode, plain_article, read_limited

__all__ = ["FORMAT", "read"]


def read(stream: BinaryIO, place: Place, options: ReadOptions) -> Iterator[Article]:
    """The one article of a text file: its characters unchanged, but line ends as LF and no byte order mark.

    Raises:
        SourceError: empty, binary, or larger than the limit.
    """
    text, notes = decode(read_limited(stream, options.max_bytes), place.charset)
    yield plain_article(text, place, options, notes)


FORMAT = Format(suffixes=(".txt", ".text"), media_types=("text/plain",), read=read)
