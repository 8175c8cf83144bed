"""Reads articles: plain text, HTML, JSON Lines, WARC; from files, folders, standard input and URLs; one at a time.

A format is one module with a `FORMAT`; files are recognised by their ending.
"""

import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import BinaryIO

from kg import registry
from kg.errors import SourceError
from kg.model import Article, Skipped
from kg.sources._base import Format, ReadOptions
from kg.sources._meter import Meter
from kg.sources._walk import size_of, walk

__all__ = ["Format", "Meter", "ReadOptions", "get", "names", "read", "size"]

_DEFAULTS = ReadOptions()


@cache
def names() -> tuple[str, ...]:
    """Names of the formats articles can be read from, sorted."""
    return registry.names(sys.modules[__name__])


@cache
def get(name: str) -> Format:
    """The format of that name.

    Raises:
        UnknownNameError: there is none.
    """
    found = registry.load(sys.modules[__name__], "article format", name)
    found = getattr(found, "FORMAT", found)
    if not isinstance(found, Format):
        raise SourceError(f"article format {name!r} holds no FORMAT")
    return found


def read(
    inputs: Sequence[str | Path],
    options: ReadOptions = _DEFAULTS,
    stdin: BinaryIO | None = None,
    meter: Meter | None = None,
) -> Iterator[Article | Skipped]:
    """The articles of some inputs, in the order of the inputs, one at a time; nothing is held but the current one.

    Args:
        inputs: files, folders (their files in sorted order), "-" for standard input, http and https URLs. A file that
            is named is read whatever its ending (unknown ones as text or HTML, by their beginning); in a folder only
            files with a known ending are.
        options: limits, and what the caller knows of all the articles.
        stdin: what "-" means; by default the process's own.
        meter: says how far reading has come.

    Yields:
        Each article, and `Skipped` for each one that cannot be read while others can; of one file, the first five
        for a reason are named and the others counted. A file that is cut or damaged gives what stands before that.

    Raises:
        SourceError: no input; an input does not exist (said before anything is read); nothing of the only input can
            be read; or, at the end, not one article was read.
    """
    if stdin is None and sys.stdin is not None:
        stdin = sys.stdin.buffer
    return walk([str(each) for each in inputs], options, _formats(), stdin, meter or Meter())


def size(inputs: Sequence[str | Path]) -> int | None:
    """Bytes that a `Meter` will have read when all of some inputs is read; None when they are no files and folders."""
    return size_of([str(each) for each in inputs], _formats())


def _formats() -> dict[str, Format]:
    return {name: get(name) for name in names()}
