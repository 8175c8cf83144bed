"""Turtle: for people to read; the union of all graphs, grouped by subject."""

from collections.abc import Mapping
from typing import BinaryIO

from pyoxigraph import RdfFormat

from kg.rdf.dataset import Dataset, statements
from kg.rdf.formats._base import Format
from kg.rdf.formats._pretty import pretty
from kg.rdf.formats._reading import reader

__all__ = ["FORMAT"]


def _write(dataset: Dataset, stream: BinaryIO, prefixes: Mapping[str, str], /) -> None:
    stream.write(pretty(statements(dataset), RdfFormat.TURTLE, prefixes))


FORMAT = Format(
    name="turtle",
    media_type="text/turtle",
    extensions=(".ttl",),
    iri="http://www.w3.org/ns/formats/Turtle",
    supports_graphs=False,
    write=_write,
    read=reader(RdfFormat.TURTLE),
)
