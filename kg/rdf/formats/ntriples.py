"""N-Triples: one triple a line, the union of all graphs. Files can be joined end to end."""

from collections.abc import Mapping
from typing import BinaryIO

from pyoxigraph import RdfFormat, serialize

from kg.rdf.dataset import Dataset, statements
from kg.rdf.formats._base import Format
from kg.rdf.formats._reading import reader

__all__ = ["FORMAT"]


def _write(dataset: Dataset, stream: BinaryIO, _prefixes: Mapping[str, str], /) -> None:
    serialize(statements(dataset), stream, format=RdfFormat.N_TRIPLES)


FORMAT = Format(
    name="ntriples",
    media_type="application/n-triples",
    extensions=(".nt",),
    iri="http://www.w3.org/ns/formats/N-Triples",
    supports_graphs=False,
    write=_write,
    read=reader(RdfFormat.N_TRIPLES),
)
