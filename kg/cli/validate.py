"""`kg validate`: does a graph keep the rules of some shapes?"""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli._options import Json, Quiet

__all__ = ["register"]


def validate_command(
    source: Annotated[str, typer.Argument(metavar="GRAPH", help="RDF file, or - for standard input (needs --from).")],
    shapes: Annotated[
        list[Path] | None, typer.Option("--shapes", "-s", metavar="FILE", help="Shapes in Turtle; by default our own.")
    ] = None,
    source_format: Annotated[
        str | None, typer.Option("--from", metavar="NAME", help="Format of the input; by default from its extension.")
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Validate a graph and print the findings, grouped by shape.

    Example: kg validate build/meeting.ttl

    The exit code is 1 when the graph does not conform, 6 when the shapes cannot be used.
    """
    from kg.cli import render
    from kg.cli._graphs import read_graph, read_shapes
    from kg.model import Severity
    from kg.model.codec import encode
    from kg.validate import validate

    dataset = read_graph(source, source_format)
    report = validate(dataset, read_shapes(shapes or ()))
    if json:
        render.print_json(encode(report))
    elif not quiet:
        render.print_report(report, dataset)
    if not report.conforms(Severity.VIOLATION):
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("validate")(validate_command)
