"""`kg compare`: the claims of two sources side by side."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli._options import Json

if TYPE_CHECKING:
    from kg.quality._reading import Words
    from kg.quality.compare import Claim, Comparison

__all__ = ["register"]


def compare_command(
    a: Annotated[str, typer.Argument(metavar="A", help="Article (file, IRI or its end, URL, headline) or outlet.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other one.")],
    graph: Annotated[
        str | None,
        typer.Option(
            "--graph", "-g", metavar="GRAPH", help="RDF file that holds both; without it A and B are article files."
        ),
    ] = None,
    source_format: Annotated[
        str | None, typer.Option("--from", metavar="NAME", help="Format of the input; by default from its extension.")
    ] = None,
    json: Json = False,
) -> None:
    """Show what two articles, or all articles of two outlets, say of the same events.

    Each claim is agreed, only in A, only in B, or contested, with the words behind it.

    Example: kg compare seeds/000_da2bbe4b3ef124b2.txt seeds/001_bb68b1fc390179ef.txt
    """
    from kg.cli import render
    from kg.cli._graphs import read_graph
    from kg.errors import InputError
    from kg.quality.compare import compare

    if graph:
        found = compare(read_graph(graph, source_format), a, b)
    elif Path(a).is_file() and Path(b).is_file():
        from kg.pipeline import build, settings

        built = build([a, b], settings(validate=False))
        keys = [facts.article.key for facts in built.facts]
        if len(keys) != 2:
            why = "; ".join(each.reason for each in built.skipped) or "a file holds several"
            raise InputError(f"{a}, {b}: not one article each ({why}); build a graph and name it with --graph")
        found = compare(built.dataset, *keys)
    else:
        raise InputError(f"{a}, {b}: not two article files; name the graph that holds both with --graph")
    if json:
        render.print_json(found.as_json())
    else:
        _print(found)


_HEADINGS = {"participant": "who took part", "role": "roles", "statement": "what was said", "topic": "topics"}
_CLAIM_WIDTH = 22
_AGAIN = "[dim](the same words)[/dim]"


def _print(found: "Comparison") -> None:
    from rich.box import SIMPLE_HEAD
    from rich.markup import escape
    from rich.table import Table

    from kg.cli._console import Console

    console = Console()
    for event in dict.fromkeys(claim.event for claim in found.claims):
        claims = [claim for claim in found.claims if claim.event == event]
        table = Table(title=escape(event), title_justify="left", title_style="bold", box=SIMPLE_HEAD, expand=True)
        table.add_column("claim", overflow="fold", width=_CLAIM_WIDTH)
        table.add_column("verdict", no_wrap=True)
        table.add_column("A", overflow="fold", ratio=1)
        table.add_column("B", overflow="fold", ratio=1)
        heading, before = "", ""
        for claim in sorted(claims, key=lambda each: each.kind == "topic"):
            if _HEADINGS.get(claim.kind, "") != heading:
                heading = _HEADINGS.get(claim.kind, "")
                table.add_section()
                table.add_row(f"[italic]{heading}[/italic]", "", "", "")
            if claim.kind != "topic":
                ours = _words(claim.a)
                again = claim.kind == "statement" and ours and ours == before
                table.add_row(_claim(claim), claim.verdict, _AGAIN if again else ours, _words(claim.b))
                before = ours
        for verdict, topics in _topics(claims).items():
            sides = (verdict in ("agreed", f"only in {side}") for side in ("A", "B"))
            table.add_row("", verdict, *(escape(topics) if said else "" for said in sides))
        console.print(table)
    console.print(", ".join(f"{count} {verdict}" for verdict, count in found.counts().items()))


def _claim(claim: "Claim") -> str:
    """What the claim is, without the kind where a heading says it."""
    from rich.markup import escape

    value = claim.value.replace("Event", "").lower() if claim.kind == "status" else claim.value
    if claim.kind not in _HEADINGS:
        return escape(f"{claim.kind}: {value}")
    return escape(f"{claim.about} ({value})" if claim.about else value)


def _topics(claims: "list[Claim]") -> dict[str, str]:
    """The topics of each verdict in one line; agreed ones on both sides."""
    found: dict[str, list[str]] = {}
    for claim in claims:
        if claim.kind == "topic":
            found.setdefault(str(claim.verdict), []).append(claim.value)
    return {verdict: ", ".join(topics) for verdict, topics in sorted(found.items())}


def _words(words: "tuple[Words, ...]", limit: int = 3) -> str:
    from rich.markup import escape

    shown = [" ".join(each.text.split()) for each in words[:limit]]
    more = f" … {len(words) - limit} more" if len(words) > limit else ""
    return escape(" | ".join(shown) + more)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("compare")(compare_command)
