"""How far reading has come, in bytes of files as they lie on disk."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

__all__ = ["Meter", "size_on_disk"]


class Meter:
    """Counts the bytes that are read; what is no file counts nothing."""

    def __init__(self) -> None:
        self._before = 0
        self._file: BinaryIO | None = None

    @property
    def position(self) -> int:
        """Bytes read up to the current article."""
        return self._before + (self._file.tell() if self._file and self._file.seekable() else 0)

    @contextmanager
    def measured(self, file: BinaryIO) -> Iterator[None]:
        """A file that is read in the block."""
        self._file = file
        try:
            yield
        finally:
            self._before, self._file = self.position, None


def size_on_disk(path: str) -> int:
    """Bytes of a file; 0 when nobody can tell."""
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
