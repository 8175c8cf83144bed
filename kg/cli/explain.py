"""`kg explain`: the words behind a node of a graph."""

from typing import Annotated

import typer

from kg.cli._options import Json

__all__ = ["register"]


def explain_command(
    iri: Annotated[str, typer.Argument(metavar="IRI", help="Node to explain; a unique end of its IRI is enough.")],
    graph: Annotated[
        str, typer.Option("--graph", "-g", metavar="GRAPH", help="RDF file, or - for standard input (needs --from).")
    ] = "build/meeting.ttl",
    source_format: Annotated[
        str | None, typer.Option("--from", metavar="NAME", help="Format of the input; by default from its extension.")
    ] = None,
    json: Json = False,
) -> None:
    """Show what a graph says of a node, and the words of the articles that each triple was read from.

    Example: kg explain person/jane-doe --graph build/meeting.ttl
    """
    from kg.cli import render
    from kg.cli._graphs import read_graph
    from kg.quality.explain import explain

    explanation = explain(read_graph(graph, source_format), iri)
    if json:
        render.print_json(explanation.as_json())
    else:
        render.print_explanation(explanation)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("explain")(explain_command)
