"""N-Quads: one quad a line, graphs kept. Files can be joined end to end: a long run may write many data sets."""

from collections.abc import Mapping
from typing import BinaryIO

from pyoxigraph import RdfFormat, serialize

from kg.rdf.dataset import Dataset
from kg.rdf.formats._base import Format
from kg.rdf.formats._reading import reader

__all__ = ["FORMAT"]


def _write(dataset: Dataset, stream: BinaryIO, _prefixes: Mapping[str, str], /) -> None:
    serialize(dataset.quads, stream, format=RdfFormat.N_QUADS)


FORMAT = Format(
    name="nquads",
    media_type="application/n-quads",
    extensions=(".nq",),
    iri="http://www.w3.org/ns/formats/N-Quads",
    supports_graphs=True,
    write=_write,
    read=reader(RdfFormat.N_QUADS),
)
