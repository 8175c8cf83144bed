"""What a linker is, and what one is made with."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from msgspec import Struct, field

from kg.link._entry import Entry
from kg.link._query import Query

__all__ = ["Linker", "Settings", "iri_of"]

_WIKIDATA = "http://www.wikidata.org/entity/"


class Linker(Protocol):
    """Brings the entries an entity could be; it never decides."""

    @property
    def authority(self) -> str:
        """Name and version of the authority."""
        ...

    def candidates(self, queries: Sequence[Query]) -> Sequence[tuple[Entry, ...]]:
        """Entries for each query, in the order of the queries; () where there is none.

        Raises:
            LinkError: the authority could not be asked; "nothing found" is ().
        """
        ...

    def codes(self, form: str) -> tuple[str, ...]:
        """Codes of the countries (Q ids of the bodies) that a folded name or demonym stands for."""
        ...


class Settings(Struct, frozen=True):
    """How an authority is asked; read once by the command line.

    Attributes:
        authority: an authority file made by `kg authority build`; None for the one in the package.
        url: of the service; "" for Wikidata's own.
        contact: e-mail or web address of who runs this; Wikimedia's User-Agent policy asks for it.
        offline: send nothing; only the cache answers.
        cache: folder for answers; None for no cache.
        max_age: seconds an answer in the cache stays good.
        per_minute: most requests in a minute.
        timeout: seconds to connect, and to wait for the next bytes.
        deadline: seconds one request may take in all, waits and repeats included.
        max_bytes: longest answer read, after unpacking.
        retries: how often one request is repeated.
        languages: codes to search in, best first.
    """

    authority: Path | None = None
    url: str = ""
    contact: str = ""
    offline: bool = False
    cache: Path | None = None
    max_age: float = 30 * 86400
    per_minute: int = 60
    timeout: float = 20.0
    deadline: float = 300.0
    max_bytes: int = 20_000_000
    retries: int = 5
    languages: tuple[str, ...] = field(default=("en", "fr"))


def iri_of(id: str) -> str:
    """The IRI of an entry: Wikidata's for a Q id, else the id itself.

    >>> iri_of("Q42")
    'http://www.wikidata.org/entity/Q42'
    """
    return id if "://" in id else _WIKIDATA + id
