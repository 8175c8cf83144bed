"""Takes a web archive apart: its records (WARC, ISO 28500) and the HTTP answers in them (RFC 9112)."""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import BinaryIO

from kg.errors import SourceError
from kg.sources._base import read_limited, too_large
from kg.sources._gzip import is_gzip, unpacked

__all__ = ["Answer", "Block", "Record", "answer_of", "content_of", "records"]

_VERSION = b"WARC/"
_LONGEST_LINE = 1 << 16
_MOST_LINES = 1000
_BLOCK = 1 << 16
_CHUNK = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_LENGTH = re.compile(r"[0-9]{1,18}")


class Block:
    """The bytes of a record, each read once.

    Raises:
        EOFError: of `read` and `readline`: the archive ends before the record does.
    """

    def __init__(self, stream: BinaryIO, length: int, name: str) -> None:
        self._stream = stream
        self._left = length
        self._name = name

    def read(self, size: int) -> bytes:
        """The next bytes: as many as were asked for, fewer at the end only."""
        wanted = min(size, self._left)
        return self._taken(self._stream.read(wanted), wanted)

    def readline(self) -> bytes:
        """The next line, with its end; a piece of a very long one."""
        wanted = min(_LONGEST_LINE, self._left)
        line = self._stream.readline(wanted)
        return self._taken(line, len(line) if line.endswith(b"\n") else wanted)

    def _taken(self, data: bytes, wanted: int) -> bytes:
        if len(data) < wanted:
            raise EOFError(f"{self._name} is cut off")
        self._left -= len(data)
        return data


@dataclass(frozen=True, slots=True)
class Record:
    """One record of an archive.

    Attributes:
        headers: its own, names in lower case.
        block: what it holds; to be read before the next record is asked for.
    """

    headers: Mapping[str, str]
    block: Block


@dataclass(frozen=True, slots=True)
class Answer:
    """The head of an HTTP answer.

    Attributes:
        status: such as "200".
        headers: names in lower case.
    """

    status: str
    headers: Mapping[str, str]


def records(stream: BinaryIO) -> Iterator[Record]:
    """The records of an archive that is not compressed any more, in order, one held at a time.

    Raises:
        SourceError: it is no archive, or from some record on it is none.
        EOFError: it ends in the middle of a record.
    """
    number = 0
    while line := _first_line(stream):
        number += 1
        name = f"record {number}"
        if number > 1 and _VERSION.startswith(line):
            raise EOFError(f"{name} is cut off")
        if not line.startswith(_VERSION):
            where = "it is no WARC file" if number == 1 else f"broken from {name} on"
            raise SourceError(f"{where}: no record begins with {line[:40]!r}")
        headers = _headers(iter(lambda: stream.readline(_LONGEST_LINE), b""))
        if headers is None:
            raise EOFError(f"{name} is cut off")
        length = headers.get("content-length", "")
        if not _LENGTH.fullmatch(length):
            raise SourceError(f"broken from {name} on: its Content-Length is {length[:40]!r}")
        block = Block(stream, int(length), name)
        yield Record(headers, block)
        while block.read(_BLOCK):
            pass
    if not number:
        raise SourceError("the file is empty")


def _first_line(stream: BinaryIO) -> bytes:
    while (line := stream.readline(_LONGEST_LINE)) and not line.strip():
        pass
    return line


def _headers(lines: Iterator[bytes]) -> dict[str, str] | None:
    """Headers up to the empty line after them, of equal names the first; None when there is no such line."""
    found: dict[str, str] = {}
    name = ""
    for line in islice(lines, _MOST_LINES):
        text = _text(line).rstrip("\r\n")
        if not text.strip():
            return found
        if text[0] in " \t" and name:
            found[name] += f" {text.strip()}"
            continue
        name, _, value = text.partition(":")
        name = name.strip().lower()
        found.setdefault(name, value.strip())
    return None


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")


def answer_of(block: Block) -> Answer:
    """The head of the HTTP answer that a record holds, which leaves its body to be read.

    Raises:
        SourceError: there is none.
        EOFError: the archive ends in it.
    """
    version, _, rest = _text(block.readline()).partition(" ")
    headers = _headers(iter(block.readline, b""))
    if not version.startswith("HTTP/") or headers is None:
        raise SourceError("no HTTP answer is in it")
    return Answer(rest.strip().partition(" ")[0], headers)


def content_of(block: Block, headers: Mapping[str, str], limit: int) -> bytes:
    """The rest of a record, with what its HTTP headers say was done to it for the way undone.

    Crawlers that undo it themselves often leave the headers as they were, so what does not look as it is said to is
    taken as it is.

    Args:
        block: read up to the body.
        headers: of the answer; without any, the bytes are given as they are.
        limit: most bytes, before and after.

    Raises:
        SourceError: above the limit, damaged, cut off on its way, or encoded in a way that is not known.
        EOFError: the archive ends in it.
    """
    data = read_limited(block, limit)
    if "chunked" in headers.get("transfer-encoding", "").lower():
        data = _unchunked(data)
    for coding in reversed(headers.get("content-encoding", "").lower().split(",")):
        data = _decoded(data, coding.strip(), limit)
    return data


def _unchunked(data: bytes) -> bytes:
    chunks: list[bytes] = []
    at = 0
    while match := _CHUNK.match(data, at):
        size, start = int(match.group(1), 16), match.end()
        if not size:
            return b"".join(chunks)
        if start + size > len(data):
            break
        chunks.append(data[start : start + size])
        at = start + size
        at += 2 if data.startswith(b"\r\n", at) else data.startswith(b"\n", at)
    if not chunks:
        return data
    if at < len(data):
        raise SourceError("the page was cut off when it was archived")
    return b"".join(chunks)


def _decoded(data: bytes, coding: str, limit: int) -> bytes:
    if coding in ("gzip", "x-gzip") and is_gzip(data):
        try:
            return read_limited(unpacked(BytesIO(data)), limit)
        except (EOFError, OSError) as error:
            raise SourceError(f"the page was cut off or damaged when it was archived: {error}") from error
    if coding == "deflate":
        return _inflated(data, limit)
    if coding not in ("", "identity", "gzip", "x-gzip") and not _is_utf8(data):
        raise SourceError(f"the page is encoded as {coding[:40]!r}, which is not read: archive it as gzip")
    return data


def _inflated(data: bytes, limit: int) -> bytes:
    """What "deflate" means depends on whom one asks: zlib data by the standard, raw ones by many servers."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        stream = zlib.decompressobj(bits)
        try:
            content = stream.decompress(data, limit + 1)
        except zlib.error:
            continue
        if len(content) > limit:
            raise SourceError(too_large(limit))
        if stream.eof:
            return content
    if _is_utf8(data):
        return data
    raise SourceError("the page was cut off or damaged when it was archived: its compressed data is damaged")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
