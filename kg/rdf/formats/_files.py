"""Graph files: written whole or not at all, compressed when the name ends in `.gz`, `-` for the standard streams."""

import gzip
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import InputError
from kg.files import explained, replacing
from kg.rdf.dataset import Dataset
from kg.rdf.formats._base import Format, Limits

__all__ = ["read_file", "write_file"]

_GZIP_MAGIC = b"\x1f\x8b"


def write_file(dataset: Dataset, path: str | Path, prefixes: Mapping[str, str], form: Format) -> None:
    """Write a data set to a file, or to standard output when the path is `-`.

    The same data set gives the same bytes, compressed ones too (no name, no time in the gzip header).

    Raises:
        InputError: the file cannot be written, or the format cannot express the graph; an older file then stays.
    """
    with replacing(path) as stream:
        form.write(dataset, stream, prefixes)


def read_file(path: str | Path, form: Format, base_iri: str | None = None, limits: Limits | None = None) -> Dataset:
    """Read a data set from a file, or from standard input when the path is `-`; gzip is recognised by its first bytes.

    Raises:
        InputError: no such file, a syntax error (with line and column), a limit passed, a damaged compressed file.
    """
    limits = limits or Limits()
    name = "stdin" if str(path) == "-" else str(path)
    if name == "stdin":
        return _read(sys.stdin.buffer, name, form, base_iri, limits)
    with explained(name, "read"), open(path, "rb") as stream:
        return _read(stream, name, form, base_iri, limits)


def _read(stream: BinaryIO, name: str, form: Format, base_iri: str | None, limits: Limits) -> Dataset:
    start = stream.read(2)
    rest = cast(BinaryIO, _Joined(start, stream))
    if start != _GZIP_MAGIC:
        return form.read(rest, base_iri=base_iri, limits=limits, name=name)
    try:
        return form.read(cast(BinaryIO, gzip.open(rest)), base_iri=base_iri, limits=limits, name=name)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(f"{name}: damaged gzip file: {error}") from error


class _Joined:
    """A stream with its first bytes put back; standard input cannot be rewound."""

    def __init__(self, start: bytes, stream: BinaryIO) -> None:
        self._start, self._stream = start, stream

    def read(self, size: int = -1) -> bytes:
        """Like the stream's own read; may give fewer bytes than asked for."""
        if self._start:
            start, self._start = self._start, b""
            return start + (self._stream.read() if size < 0 else self._stream.read(max(0, size - len(start))))
        return self._stream.read(size)
