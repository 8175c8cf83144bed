"""`kg formats`: the RDF formats."""

import typer

from kg.cli._options import Json

__all__ = ["register"]


def formats_command(json: Json = False) -> None:
    """List the RDF formats that are read and written, and the article formats that are read.

    Example: kg formats
    """
    from kg import sources
    from kg.cli import render
    from kg.rdf import formats

    rows = []
    for name in formats.names():
        each = formats.get(name)
        rows.append(
            {
                "name": name,
                "holds": "graph",
                "extensions": " ".join(each.extensions),
                "media type": each.media_type,
                "named graphs": each.supports_graphs,
            }
        )
    for name in sources.names():
        source = sources.get(name)
        rows.append(
            {
                "name": name,
                "holds": "articles",
                "extensions": " ".join(source.suffixes),
                "media type": " ".join(source.media_types),
                "named graphs": None,
            }
        )
    if json:
        render.print_json(rows)
    else:
        render.print_table(rows)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("formats")(formats_command)
