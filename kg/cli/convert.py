"""`kg convert`: a graph from one RDF format to another."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli._options import Output, OutputFormat

__all__ = ["register"]


def convert_command(
    source: Annotated[Path, typer.Argument(metavar="GRAPH", help="RDF file.")],
    output: Output = "-",
    format: OutputFormat = None,
    source_format: Annotated[
        str | None, typer.Option("--from", metavar="NAME", help="Format of the input; by default from its extension.")
    ] = None,
) -> None:
    """Write a graph in another format; the same triples in, the same bytes out.

    **Example:** `kg convert build/meeting.ttl -o build/meeting.jsonld`
    """
    from kg.rdf import formats
    from kg.vocab import PREFIXES

    target = formats.get(format) if format else formats.for_path(output) if output != "-" else formats.get("turtle")
    dataset = formats.read_file(source, formats.get(source_format) if source_format else None)
    formats.write_file(dataset, output, target, PREFIXES)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("convert")(convert_command)
