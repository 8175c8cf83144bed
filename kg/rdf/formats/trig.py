"""TriG: Turtle with named graphs, one block per graph."""

from collections.abc import Mapping
from typing import BinaryIO

from pyoxigraph import RdfFormat

from kg.rdf.dataset import Dataset
from kg.rdf.formats._base import Format
from kg.rdf.formats._pretty import pretty
from kg.rdf.formats._reading import reader

__all__ = ["FORMAT"]


def _write(dataset: Dataset, stream: BinaryIO, prefixes: Mapping[str, str], /) -> None:
    stream.write(pretty(dataset.quads, RdfFormat.TRIG, prefixes))


FORMAT = Format(
    name="trig",
    media_type="application/trig",
    extensions=(".trig",),
    iri="http://www.w3.org/ns/formats/TriG",
    supports_graphs=True,
    write=_write,
    read=reader(RdfFormat.TRIG),
)
