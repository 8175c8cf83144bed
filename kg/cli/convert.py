"""`kg convert`: a graph from one RDF format to another."""

from typing import Annotated

import typer

from kg.cli._options import Output, OutputFormat, Quiet

__all__ = ["register"]


def convert_command(
    source: Annotated[str, typer.Argument(metavar="GRAPH", help="RDF file, or - for standard input (needs --from).")],
    output: Output = "-",
    format: OutputFormat = None,
    source_format: Annotated[
        str | None, typer.Option("--from", metavar="NAME", help="Format of the input; by default from its extension.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Write a graph in another format; the same triples in, the same bytes out.

    Example: kg convert build/meeting.ttl -o build/meeting.jsonld
    """
    from kg.cli._graphs import output_format, read_graph
    from kg.rdf import formats
    from kg.vocab import PREFIXES

    target = output_format(output, format, default="turtle")
    formats.write_file(read_graph(source, source_format), output, PREFIXES, target)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("convert")(convert_command)
