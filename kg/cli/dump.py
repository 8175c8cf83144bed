"""`kg dump`: a store's graphs as an RDF file."""

from typing import Annotated

import typer

from kg.cli._options import Output, OutputFormat, Quiet
from kg.cli._store import StoreOption

__all__ = ["register"]


def dump_command(
    store: StoreOption = "data/kg",
    output: Output = "-",
    format: OutputFormat = None,
    graphs: Annotated[
        list[str] | None,
        typer.Option("--graph", metavar="IRI", help="Only this graph; an article's key or fused will do."),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Write what a store holds, sorted: the same content gives the same bytes.

    Example: kg dump --store data/kg -o build/all.nq
    """
    from pyoxigraph import NamedNode, Quad

    from kg.cli._graphs import output_format
    from kg.rdf import formats
    from kg.rdf.dataset import Dataset
    from kg.store import open_store
    from kg.upkeep import resolve_graph
    from kg.vocab import PREFIXES

    target = output_format(output, format, default="trig")
    opened = open_store(store)
    try:
        if graphs:
            names = [resolve_graph(opened, name) for name in graphs]
            quads = [
                Quad(t.subject, t.predicate, t.object, NamedNode(name)) for name in names for t in opened.triples(name)
            ]
        else:
            quads = list(opened.quads())
    finally:
        opened.close()
    formats.write_file(Dataset.from_quads(quads), output, PREFIXES, target)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("dump")(dump_command)
