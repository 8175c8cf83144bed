"""What a format is, and the limits within which one is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final, Protocol

from kg.rdf.dataset import Dataset

__all__ = ["DEFAULT_LIMITS", "Format", "Limits", "Reader", "Writer"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much input is read before it is refused; the defaults suit a graph somebody may honestly have.

    Attributes:
        bytes: size of the document, after decompression.
        quads: number of quads.
        literal: length of one literal, in code points.
        depth: nesting of objects in JSON-LD, of elements in RDF/XML, of nodes, lists and triples elsewhere.
    """

    bytes: int = 4 << 30
    quads: int = 100_000_000
    literal: int = 64 << 20
    depth: int = 500


DEFAULT_LIMITS: Final = Limits()


class Writer(Protocol):
    """Writes a data set; prefixes map names to namespaces, and only those that are used appear."""

    def __call__(self, dataset: Dataset, stream: BinaryIO, prefixes: Mapping[str, str], /) -> None:
        """Write the whole data set; the stream stays open."""


class Reader(Protocol):
    """Reads a data set."""

    def __call__(
        self, source: bytes | BinaryIO, *, base_iri: str | None = None, limits: Limits = ..., name: str = ...
    ) -> Dataset:
        """The data set of a document; errors are an InputError that starts with `name:line:column`."""


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write RDF.

    Attributes:
        name: what `--format` takes; also the name of the module.
        media_type: for HTTP.
        extensions: file name endings, the usual one first, each with its dot.
        iri: W3C's name of the format.
        supports_graphs: whether named graphs are kept; otherwise the union of all graphs is written.
        write: writes a data set.
        read: reads one.
    """

    name: str
    media_type: str
    extensions: tuple[str, ...]
    iri: str
    supports_graphs: bool
    write: Writer
    read: Reader
