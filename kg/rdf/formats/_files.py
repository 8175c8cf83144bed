"""Graph files: written whole or not at all, compressed when the name ends in `.gz`, `-` for the standard streams."""

import gzip
import os
import stat
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import InputError
from kg.rdf.dataset import Dataset
from kg.rdf.formats._base import Format, Limits

__all__ = ["read_file", "replacing", "write_file"]

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
    with _explained(name, "read"), open(path, "rb") as stream:
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


@contextmanager
def replacing(path: str | Path) -> Iterator[BinaryIO]:
    """A binary stream whose content takes the place of a file when the block ends without an error.

    The bytes go to a temporary file in the same folder (made if it is not there), which is then renamed. A new file
    gets the permissions that the umask gives, an existing one keeps its own. A link is followed; what is no regular
    file (a pipe, /dev/null) is written directly. `-` is standard output. A name ending in `.gz` is compressed.

    Raises:
        InputError: the folder or the file cannot be written.
    """
    if str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise InputError(f"{path}: is a folder; name a file in it")
    direct = target.exists() and not target.is_file()
    with _explained(str(path), "write"):
        target.parent.mkdir(parents=True, exist_ok=True)
        place, raw = (target, target.open("wb")) if direct else _temporary(target)
    try:
        with raw, _explained(str(path), "write"), _packed(raw, str(path)) as stream:
            yield stream
        if not direct:
            with _explained(str(path), "write"):
                _take_place(place, target)
    except BaseException:
        if not direct:
            with suppress(OSError):
                place.unlink()
        raise


@contextmanager
def _packed(raw: BinaryIO, path: str) -> Iterator[BinaryIO]:
    """The stream itself, or a compressing one before it when the name asks for that."""
    if not path.endswith(".gz"):
        yield raw
        return
    with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as stream:
        yield cast(BinaryIO, stream)


def _temporary(target: Path) -> tuple[Path, BinaryIO]:
    """A new hidden file beside the target, with the permissions that the umask gives."""
    for number in count():
        place = target.with_name(f".{target.name[:200]}.{os.getpid()}-{number}.tmp")
        with suppress(FileExistsError):
            return place, place.open("xb")
    raise AssertionError("unreachable")


def _take_place(place: Path, target: Path) -> None:
    if target.exists():
        place.chmod(stat.S_IMODE(target.stat().st_mode))
    place.replace(target)


@contextmanager
def _explained(name: str, verb: str) -> Iterator[None]:
    """Turns an error of the file system into one line: what, where, why."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if isinstance(error, gzip.BadGzipFile):
            raise
        raise InputError(f"{name}: cannot {verb}: {(error.strerror or str(error)).lower()}") from error
