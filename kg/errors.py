"""Errors that kg raises; the command line maps each branch to one exit code.

    KgError                      anything kg can explain in one line
    ├── UsageError               exit 2: an option has a value that it cannot have
    ├── InputError               exit 3: an article or a graph that cannot be used
    │   ├── SourceError          a file, folder or URL cannot be read as an article
    │   └── UnknownNameError     no language, format, engine … of that name (lists the known ones)
    ├── DiskError                exit 3: temporary files or standard output cannot be written, since a disk is full
    ├── LinkError                exit 4: an authority (Wikidata, reconciliation service) cannot be used
    ├── StoreError               exit 5: a SPARQL store cannot be reached or refuses
    └── ShapesError              exit 6: shapes cannot be loaded or applied

A graph that does not conform is a `Report`, not an error.
"""

from collections.abc import Iterable
from typing import Self

__all__ = [
    "DiskError",
    "InputError",
    "KgError",
    "LinkError",
    "ShapesError",
    "SourceError",
    "StoreError",
    "UnknownNameError",
    "UsageError",
    "fault",
]


class KgError(Exception):
    """Base of all errors that kg explains in one line: what, where, the way out."""

    exit_code = 3


class UsageError(KgError):
    """An option has a value that it cannot have."""

    exit_code = 2

    @classmethod
    def unknown(cls, kind: str, name: str, known: Iterable[str]) -> Self:
        """An option that names something that is not there, in the words of `UnknownNameError`."""
        return cls(str(UnknownNameError(kind, name, known)))


class InputError(KgError):
    """An input, or a value given to a function, cannot be used."""


class SourceError(InputError):
    """A file, folder, stream or URL cannot be read as an article."""


class UnknownNameError(InputError):
    """A plug-in of that name does not exist.

    >>> str(UnknownNameError("language", "xx", ["fr", "en"]))
    "no language named 'xx'; known: en, fr"
    """

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        super().__init__(f"no {kind} named {name!r}; known: {', '.join(sorted(known))}")


class DiskError(KgError):
    """Temporary files or standard output cannot be written: a fault of no article."""


class LinkError(KgError):
    """An authority could not be asked or answered nonsense."""

    exit_code = 4


class StoreError(KgError):
    """A SPARQL store could not be reached, or refused."""

    exit_code = 5


class ShapesError(KgError):
    """Shapes could not be loaded or applied."""

    exit_code = 6


def fault(error: Exception) -> str:
    """Why an article is left out that an error of ours, not of its own, keeps from being read; one line."""
    said = f"{type(error).__name__}: {error}".replace("\n", " ")
    return f"could not be read, which is a fault of kg: {said}; please report it"
