"""`kg link`: try names on an authority, and decide the uncertain ones."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli._options import Json

__all__ = ["register"]

link = typer.Typer(
    name="link",
    help="Links to Wikidata: try names, decide uncertain ones.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@link.command("review")
def review_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Review file (.tsv or .jsonl) of a build.")],
    again: Annotated[bool, typer.Option("--again", help="Ask about decided lines too.")] = False,
) -> None:
    """Walk through uncertain links and write the decisions into the file.

    Example: kg link review build/review.tsv

    Answers: the number of a candidate, a Q id, n for none of these, s to skip, q to stop. Apply the decisions with
    kg build … --decisions FILE.
    """
    from kg.link import decide, read_items, write_items

    items = list(read_items(file))
    todo = [index for index, item in enumerate(items) if again or not item.decision]
    for count, index in enumerate(todo, 1):
        item = items[index]
        typer.echo(
            f"\n{count} of {len(todo)} · {item.mention} ({item.type}{', ' + item.country if item.country else ''})"
        )
        if item.context:
            typer.echo(f"  “{item.context}”")
        for number, (iri, label, score) in enumerate(item.candidates, 1):
            typer.echo(f"  {number}. {label}  {iri}  {score:.2f}")
        decided = None
        while decided is None:
            try:
                answer = typer.prompt("Which one? [number, Q id, n, s, q]", default="s", show_default=False).strip()
            except typer.Abort:
                answer = "q"
            if answer == "q":
                return
            if answer == "s":
                break
            decided = decide(item, answer)
            if decided is None:
                typer.echo(f"  {answer!r} is no number of a candidate, no Q id, and not n, s or q")
        if decided is not None:
            items[index] = decided
            # Written after every answer: nothing is lost when the terminal closes.
            write_items(file, items)


@link.command("name")
def name_command(
    names: Annotated[list[str], typer.Argument(metavar="NAME…", help="Names or titles to look up.")],
    type: Annotated[
        str, typer.Option("--type", metavar="TYPE", help="person, organization, country, city or place.")
    ] = "person",
    date: Annotated[str | None, typer.Option("--date", metavar="DATE", help="When (ISO 8601).")] = None,
    country: Annotated[str, typer.Option("--country", metavar="CODE", help="ISO 3166 alpha-2.")] = "",
    language: Annotated[str, typer.Option("--lang", metavar="CODE", help="Language of the names.")] = "en",
    authority: Annotated[
        str, typer.Option("--link", metavar="NAME", help="offline, wikidata or reconcile:URL.")
    ] = "offline",
    file: Annotated[Path | None, typer.Option("--authority", metavar="FILE", help="Authority file.")] = None,
    contact: Annotated[
        str, typer.Option("--contact", envvar="KG_CONTACT", help="Your e-mail or web address, for the service.")
    ] = "",
    json: Json = False,
) -> None:
    """Show what names would be linked to, with every candidate and what its score is made of.

    Example: kg link name "Iran's president" --date 2016-04-11
    """
    from kg.cli import render
    from kg.link import Settings, get, link_names

    linker = get(authority, Settings(authority=file, contact=contact))
    found = link_names(names, linker, type, country=country, date=date, language=language)
    rows = []
    for name, each in found:
        for candidate in each.candidates or (None,):
            chosen = candidate is not None and candidate.iri == each.iri
            rows.append(
                {
                    "name": name,
                    "chosen": chosen,
                    "iri": candidate.iri if candidate else "",
                    "label": candidate.label if candidate else "NIL",
                    "score": candidate.score if candidate else 0.0,
                    "features": ", ".join(f"{key} {value:g}" for key, value in candidate.features) if candidate else "",
                }
            )
    if json:
        render.print_json(rows)
    else:
        render.print_table(rows)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(link)
