"""JSON-LD: the union of all graphs."""

from collections.abc import Mapping
from typing import BinaryIO

from pyoxigraph import RdfFormat, serialize

from kg.rdf.dataset import Dataset
from kg.rdf.formats._base import Format
from kg.rdf.formats._reading import reader

__all__ = ["FORMAT"]


def _write(dataset: Dataset, stream: BinaryIO, prefixes: Mapping[str, str], /) -> None:
    serialize(dataset.union(), stream, format=RdfFormat.JSON_LD)


FORMAT = Format(
    name="jsonld",
    media_type="application/ld+json",
    extensions=(".jsonld", ".json"),
    iri="http://www.w3.org/ns/formats/JSON-LD",
    supports_graphs=False,
    write=_write,
    read=reader(RdfFormat.JSON_LD),
)
