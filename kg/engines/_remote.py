"""Articles from, and graphs to, stores of files that fsspec knows: s3://, gs://, hdfs:// …; one file at a time."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from kg.errors import InputError, SourceError
from kg.files import explained_temporary, is_full
from kg.model import Article, Skipped
from kg.sources import Meter, ReadOptions, read
from kg.untrusted import one_line

__all__ = ["is_remote", "local_output", "read_any"]

_STORES = (
    *("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss"),
    *("hdfs", "file", "memory"),
)
"""Schemes of stores that an operator sets up; no servers (ftp, webhdfs …), whose addresses nobody checks."""


def is_remote(path: str | Path) -> bool:
    """Whether a path is an address for fsspec; http and https are read as pages instead.

    >>> is_remote("s3://bucket/news.jsonl"), is_remote("https://example.org/a"), is_remote("news.jsonl")
    (True, False, False)
    """
    scheme, found, _ = str(path).partition("://")
    return bool(found) and scheme.isalnum() and scheme.lower() not in ("http", "https")


def read_any(
    inputs: Sequence[str | Path], options: ReadOptions, meter: Meter | None = None
) -> Iterator[Article | Skipped]:
    """The articles of some inputs, as `kg.sources.read` gives them; a remote file is copied here while it is read.

    Raises:
        SourceError: as `kg.sources.read`; or a remote input cannot be listed.
        DiskError: there is no room for the copy.
        InputError: no store of these schemes; or fsspec, or what it needs for a scheme, is not installed.
    """
    near = [each for each in inputs if not is_remote(each)]
    if near or not inputs:
        yield from read(near, options, meter=meter)
    for each in inputs:
        if is_remote(each):
            yield from _read_remote(str(each), options)


def _read_remote(address: str, options: ReadOptions) -> Iterator[Article | Skipped]:
    system, path = _system(address)
    try:
        files = sorted(system.find(path)) or [path]
    except OSError as error:
        raise SourceError(f"{address}: cannot be listed: {error}") from error
    for file in files:
        origin = one_line(system.unstrip_protocol(file))
        with tempfile.TemporaryDirectory(prefix="kg-") as folder:
            copy = Path(folder) / Path(file).name
            shown = one_line(str(copy))
            try:
                system.get_file(file, str(copy))
                for item in read([copy], options):
                    yield replace(item, origin=item.origin.replace(shown, origin))
            except (OSError, SourceError) as error:
                if is_full(error):  # here, where the copy is; no fault of the article
                    with explained_temporary():
                        raise
                yield Skipped(origin, one_line(str(error)).replace(shown, origin))


@contextmanager
def local_output(path: str) -> Iterator[str]:
    """Where to write what is meant for a path: itself, or a file that is sent there when the block ends well."""
    if not is_remote(path):
        yield path
        return
    system, target = _system(path)
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        file = Path(folder) / Path(target).name
        yield str(file)
        try:
            system.put_file(str(file), target)
        except OSError as error:
            raise InputError(f"{path}: cannot be written: {error}") from error


def _system(address: str) -> tuple[Any, str]:
    scheme = address.partition("://")[0]
    if scheme not in _STORES or "::" in address:  # "::" chains one file system to another
        raise InputError(f"{address}: {scheme}:// is not read: a path, http(s)://, or one of {', '.join(_STORES)}")
    try:
        import fsspec
    except ImportError as error:
        raise InputError(f"{address}: needs fsspec: pip install 'kg-export[ray]'") from error
    try:
        return fsspec.url_to_fs(address)  # type: ignore[no-any-return]
    except (ImportError, ValueError, OSError) as error:
        raise InputError(f"{address}: {error}") from error
