"""Files that appear whole or not at all, and temporary ones."""

import errno
import gzip
import os
import stat
import sys
import tempfile
from collections.abc import Buffer, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import DiskError, InputError

__all__ = ["Scratch", "explained", "explained_temporary", "is_full", "must_be_writable", "replacing", "replacing_path"]

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


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
    if target.exists() and not target.is_file() and not target.is_dir():
        with explained(str(path), "write"), target.open("wb") as raw, _packed(raw, str(path)) as stream:
            yield stream
        return
    with (
        replacing_path(path) as place,
        explained(str(path), "write"),
        place.open("wb") as raw,
        _packed(raw, str(path)) as stream,
    ):
        yield stream


@contextmanager
def replacing_path(path: str | Path) -> Iterator[Path]:
    """Like `replacing`, for what wants a name to write to: an empty file beside the target, renamed at the end.

    Only for regular files: there is no pipe, no standard output and no compression.

    Raises:
        InputError: the folder or the file cannot be written.
    """
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise InputError(f"{path}: is a folder; name a file in it")
    if target.exists() and not target.is_file():
        raise InputError(f"{path}: is no regular file; name another one")
    with explained(str(path), "write"):
        target.parent.mkdir(parents=True, exist_ok=True)
        place = _temporary(target)
    try:
        yield place
        with explained(str(path), "write"):
            _take_place(place, target)
    except BaseException:
        with suppress(OSError):
            place.unlink()
        raise


def must_be_writable(path: str | Path) -> None:
    """Find out before long work whether a file can be written at a path; nothing is made.

    Raises:
        InputError: it is a folder, lies below what is none, or where nobody may write.
    """
    target = Path(os.path.realpath(path))
    if str(path) == "-" or (target.exists() and not target.is_file() and not target.is_dir()):
        return
    if target.is_dir():
        raise InputError(f"{path}: is a folder; name a file in it")
    with explained(str(path), "write"):
        above = next(each for each in target.parents if each.exists())
    if not above.is_dir():
        raise InputError(f"{path}: cannot write: {above} is no folder")
    if not os.access(above, os.W_OK | os.X_OK):
        raise InputError(f"{path}: cannot write: permission denied")


@contextmanager
def _packed(raw: BinaryIO, path: str) -> Iterator[BinaryIO]:
    """The stream itself, or a compressing one before it when the name asks for that."""
    if not path.endswith(".gz"):
        yield raw
        return
    with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as stream:
        yield cast(BinaryIO, stream)


def _temporary(target: Path) -> Path:
    """A new hidden file beside the target, with the permissions that the umask gives."""
    for number in count():
        place = target.with_name(f".{target.name[:200]}.{os.getpid()}-{number}.tmp")
        with suppress(FileExistsError):
            place.open("xb").close()
            return place
    raise AssertionError("unreachable")


def _take_place(place: Path, target: Path) -> None:
    if target.exists():
        place.chmod(stat.S_IMODE(target.stat().st_mode))
    place.replace(target)


@contextmanager
def explained(name: str, verb: str) -> Iterator[None]:
    """Turns an error of the file system into one line: what, where, why.

    Raises:
        InputError: instead of an `OSError` of the block, other than a broken pipe, or what SQLite makes of one.
    """
    try:
        yield
    except (BrokenPipeError, gzip.BadGzipFile):
        raise
    except _refused() as error:
        raise InputError(f"{name}: cannot {verb}: {_reason(error)}") from error


@contextmanager
def explained_temporary() -> Iterator[None]:
    """Likewise for temporary files, whose folder the line names.

    Raises:
        DiskError: instead of an `OSError` of the block, or what SQLite makes of one.
    """
    try:
        yield
    except _refused() as error:
        # SQLite has rules of its own for the folder.
        where = f" in {tempfile.tempdir}" if isinstance(error, OSError) and tempfile.tempdir else ""
        reason = _reason(error)
        raise DiskError(f"temporary files{where}: cannot write: {reason}; TMPDIR names another folder") from error


def is_full(error: Exception) -> bool:
    """Whether an error says that a disk has no room, or a file may not grow."""
    return isinstance(error, OSError) and error.errno in _FULL


def _refused() -> tuple[type[Exception], ...]:
    """Errors of the file system; asked for when one was raised, since SQLite takes long to import."""
    import sqlite3

    return OSError, sqlite3.OperationalError


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


class Scratch:
    """Bytes that are added at the end and read again; in a temporary file of this process, which has no name.

    Args:
        in_memory: they are kept in memory while they are no more than that.

    Attributes:
        size: how many there are.

    Raises:
        DiskError: by any method: the file cannot be made, written or read.

    >>> scratch = Scratch(); scratch.append(b"abc"); scratch.append(b"de"); scratch.read(1, 4)
    b'bcd'
    """

    def __init__(self, in_memory: int = 0) -> None:
        self.size = 0
        self._in_memory, self._memory = in_memory, bytearray()
        self._file: BinaryIO | None = None

    def __del__(self) -> None:
        if self._file:
            self._file.close()

    def append(self, data: Buffer) -> None:
        """Add some at the end."""
        added = memoryview(data)
        self.size += added.nbytes
        if not self._file and self.size <= self._in_memory:
            self._memory += added
            return
        with explained_temporary():
            if not self._file:
                file = tempfile.TemporaryFile(prefix="kg-", buffering=0)  # noqa: SIM115 - closed by `__del__`
                self._file = cast(BinaryIO, file)
                self._write(memoryview(self._memory))
                self._memory = bytearray()
            self._write(added)

    def _write(self, left: memoryview) -> None:
        while left and self._file:
            left = left[self._file.write(left) :]  # a disk that gets full takes a part

    def read(self, start: int, end: int) -> bytes:
        """Those from one place to before another."""
        if not self._file:
            return bytes(memoryview(self._memory)[start:end])
        with explained_temporary():
            return os.pread(self._file.fileno(), end - start, start)
