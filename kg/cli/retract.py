"""`kg retract`: an article out of a store, with what only it said."""

from typing import Annotated

import typer

from kg.cli._options import Json, Quiet
from kg.cli._store import StoreOption

__all__ = ["register"]


def retract_command(
    articles: Annotated[
        list[str], typer.Argument(metavar="ARTICLE…", help="IRI, key (16 hexadecimal digits) or URL of an article.")
    ],
    store: StoreOption = "data/kg",
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Take articles out of a store; the result is what a build without them would give.

    Example: kg retract 0123456789abcdef --store data/kg

    An IRI that goes away with an article stays as owl:sameAs its successor, where there is one.
    """
    from dataclasses import asdict

    from kg.cli import render
    from kg.store import open_store
    from kg.upkeep import resolve_article, retract

    opened = open_store(store, writable=True)
    try:
        changes = retract(opened, [resolve_article(opened, name) for name in articles])
    finally:
        opened.close()
    if json:
        render.print_json(asdict(changes))
    elif not quiet:
        render.say(f"{render.counted(len(changes.removed), 'article')} retracted; fused graph made anew; store {store}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("retract")(retract_command)
