"""`kg diff`: what changed between two graphs."""

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli._options import Json

if TYPE_CHECKING:
    from kg.quality.diff import Difference

__all__ = ["register"]

_EXIT_CHANGED = 1


def diff_command(
    old: Annotated[str, typer.Argument(metavar="OLD", help="RDF file of the earlier graph.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="RDF file of the later graph, or - for standard input.")],
    triples: Annotated[bool, typer.Option("--triples", help="List triples that went (-) and came (+).")] = False,
    check: Annotated[bool, typer.Option("--check", help="Exit with 1 when anything changed.")] = False,
    source_format: Annotated[
        str | None, typer.Option("--from", metavar="NAME", help="Format of both; by default from their extensions.")
    ] = None,
    json: Json = False,
) -> None:
    """Show what changed between two graphs: events, participants and statements, not triples.

    Example: kg diff build/meeting.ttl build/meeting.ttl
    """
    from kg.cli import render
    from kg.cli._graphs import read_graph
    from kg.quality.diff import changed_triples, diff

    before, after = read_graph(old, source_format), read_graph(new, source_format)
    if triples:
        gone, come = changed_triples(before, after)
        if json:
            render.print_json({"removed": list(gone), "added": list(come)})
        else:
            for sign, lines in (("-", gone), ("+", come)):
                for line in lines:
                    typer.echo(f"{sign} {line}")
        changed = bool(gone or come)
    else:
        found = diff(before, after)
        if json:
            render.print_json(found.as_json())
        else:
            _print(found)
        changed = bool(found.changes)
    if check and changed:
        raise typer.Exit(_EXIT_CHANGED)


def _print(found: "Difference") -> None:
    from rich.markup import escape
    from rich.table import Table

    from kg.cli._console import Console

    console = Console()
    if not found.changes:
        console.print("no event, participant or statement changed")
        return
    table = Table(show_lines=False)
    for column in ("", "thing", "which", "what", "before", "now"):
        table.add_column(column, overflow="fold")
    signs = {"added": "+", "removed": "-", "changed": "~"}
    for each in found.changes:
        row = (signs[each.change], each.thing, each.title, each.what, ", ".join(each.old), ", ".join(each.new))
        table.add_row(*map(escape, row))
    console.print(table)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("diff")(diff_command)
