"""Text output to a file that appears whole or not at all, or to standard output."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

__all__ = ["text_output"]


@contextmanager
def text_output(path: str) -> Iterator[TextIO]:
    """A UTF-8 text stream to a path; "-" is standard output. Files are written as graphs are, by `replacing`.

    Raises:
        InputError: the file cannot be written.
    """
    if path == "-":
        yield sys.stdout
        return
    from kg.files import replacing

    with replacing(path) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="\n")
        try:
            yield text
        finally:
            text.flush()
            text.detach()
