"""What every reader shares: its options, what a format is, and how bytes become text."""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.errors import SourceError
from kg.model import Article, PartialDate, PublicationDate, Skipped

__all__ = [
    "HALF_PAIR",
    "Format",
    "Place",
    "ReadOptions",
    "decode",
    "normal_lines",
    "plain_article",
    "read_limited",
    "stated",
    "too_large",
    "web_address",
]

_MEGABYTE = 1_000_000
_BLOCK = 1 << 16
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "gzip data",
    b"{\\rtf": "an RTF document",
    b"\x7fELF": "a program",
}
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_RESERVED = ":/?#@!$&'()*+,;=%~"
_CHARSETS = (
    "ascii", "big5", "cp", "euc", "gb", "hz", "iso", "johab", "koi8", "kz1048", "mac", "shift", "tis",
    "utf-8", "utf-16", "utf-32",
)  # fmt: skip
HALF_PAIR = re.compile("[\ud800-\udfff]")
"""Half a surrogate pair: JSON can write one, and no encoding can carry it."""
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read.

    Attributes:
        max_bytes: most bytes of one article (of a JSON Lines record, of a page); larger ones are skipped.
        language: BCP 47 code the caller gives every article, or None.
        published: publication date the caller gives every article, or None; it wins over the page's own.
        allow_private: whether a URL may lead to a private, loopback or link-local address.
        robots: whether robots.txt is obeyed.
        user_agent: what a site sees; an operator should name himself in it.
        timeout: seconds to wait for a connection and for each block of an answer.
        max_redirects: most hops a URL may take.
    """

    max_bytes: int = 10 * _MEGABYTE
    language: str | None = None
    published: PartialDate | None = None
    allow_private: bool = False
    robots: bool = True
    user_agent: str = "kg-export (news article reader)"
    timeout: float = 20.0
    max_redirects: int = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stream comes from.

    Attributes:
        origin: for messages ("news/a.txt", "-", "https://…").
        url: the address it was fetched from, or None.
        charset: encoding declared outside of the bytes (an HTTP header), or None.
    """

    origin: str
    url: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """A layout of articles in a stream of bytes; each plug-in module has one as `FORMAT`.

    Attributes:
        suffixes: file name endings, lower case, with the dot.
        media_types: what an HTTP header calls it.
        read: the articles of a stream, in order. A record that cannot be read is yielded as `Skipped`; what spoils
            the whole stream is a `SourceError` with one line that does not repeat the origin.
        many: whether a stream can hold several articles.
    """

    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    read: Callable[[BinaryIO, Place, ReadOptions], Iterator[Article | Skipped]]
    many: bool = False


def decode(data: bytes, declared: str | None = None, *, mended: bool = False) -> tuple[str, tuple[str, ...]]:
    """The text of some bytes, and notes on how its encoding was guessed; a byte order mark is left out.

    UTF-8 is tried first, then what was declared, then Windows-1252 (which holds Latin-1's letters).

    Args:
        data: of a whole file.
        declared: the encoding it is said to have.
        mended: whether U+FFFD stands for what is broken in UTF-8, as in a browser; it is refused otherwise.

    Raises:
        SourceError: nothing, white space only, or not a text.

    >>> decode("été".encode("latin-1"))
    ('été', ('not UTF-8: read as windows-1252',))
    """
    if not data:
        raise SourceError("the file is empty")
    for magic, name in _MAGIC.items():
        if data.startswith(magic):
            raise SourceError(f"it is {name}, not a text: convert it to plain text or HTML")
    text, notes = _decoded(data, declared, mended)
    if "\0" in text:
        raise SourceError("it holds NUL characters, so it is not a text: remove them or convert the file")
    if len(_CONTROLS.findall(text)) > len(text) / 50:
        raise SourceError("it looks binary, not like a text: convert it to plain text or HTML")
    if not text.strip():
        raise SourceError("it holds nothing but white space")
    return text, notes


def _decoded(data: bytes, declared: str | None, mended: bool) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            notes = () if encoding == "utf-8" else (f"read as {encoding}, by its byte order mark",)
            try:
                return data[len(mark) :].decode(encoding), notes
            except UnicodeDecodeError as error:
                raise SourceError(f"broken {encoding} at byte {error.start}: save it as UTF-8") from error
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        at = error.start
    if declared and _is_charset(declared):
        try:
            return data.decode(declared), (f"not UTF-8: read as {declared.lower()}, as declared",)
        except UnicodeDecodeError:
            pass
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    if broken < sum(not character.isascii() for character in lenient) / 2:
        if mended:
            return lenient, (f"broken UTF-8 at byte {at}: U+FFFD stands for what is no UTF-8, {broken} in all",)
        raise SourceError(f"broken UTF-8 at byte {at}: save it as UTF-8")
    for encoding, name in (("cp1252", "windows-1252"), ("latin-1", "iso-8859-1")):
        try:
            return data.decode(encoding), (f"not UTF-8: read as {name}",)
        except UnicodeDecodeError:
            continue
    raise AssertionError("latin-1 decodes anything")


def _is_charset(name: str) -> bool:
    """Whether a name is that of a character encoding of texts, and not of another codec of Python's."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return False
    return found.startswith(_CHARSETS)


def normal_lines(text: str) -> str:
    """The text with CRLF and CR as LF; nothing else is changed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class Readable(Protocol):
    """What gives bytes, the next of them with each read, and none at its end."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes."""


def read_limited(stream: Readable, limit: int) -> bytes:
    """All bytes of a stream.

    Raises:
        SourceError: there are more than `limit`; no more than a block beyond it is read.
    """
    blocks: list[bytes] = []
    size = 0
    while block := stream.read(_BLOCK):
        size += len(block)
        if size > limit:
            raise SourceError(too_large(limit))
        blocks.append(block)
    return b"".join(blocks)


def too_large(limit: int) -> str:
    """The message for an article above the limit."""
    return f"larger than {limit / _MEGABYTE:g} MB, too much for one article: split it or raise the limit"


def stated(options: ReadOptions) -> PublicationDate | None:
    """The publication date the caller gives, if any."""
    return PublicationDate(options.published, "option") if options.published else None


def web_address(value: str | None) -> str | None:
    """The IRI of an address, characters that no IRI may have percent-encoded; None when it is no absolute address.

    >>> web_address("https://example.org/?a[]=1"), web_address("page.html")
    ('https://example.org/?a%5B%5D=1', None)
    """
    if not value or HALF_PAIR.search(value):
        return None
    for form in (value, quote(value, safe=_RESERVED)):
        try:
            return NamedNode(form).value
        except ValueError:
            continue
    return None


def plain_article(text: str, place: Place, options: ReadOptions, notes: tuple[str, ...] = ()) -> Article:
    """An article that is nothing but its text and what the caller says of it."""
    return Article(
        normal_lines(text),
        place.origin,
        url=web_address(place.url),
        language=options.language,
        published=stated(options),
        notes=notes,
    )
