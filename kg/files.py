"""Files that appear whole or not at all."""

import gzip
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import InputError

__all__ = ["explained", "replacing", "replacing_path"]


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
        InputError: instead of an `OSError` of the block, other than a broken pipe.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if isinstance(error, gzip.BadGzipFile):
            raise
        raise InputError(f"{name}: cannot {verb}: {(error.strerror or str(error)).lower()}") from error
