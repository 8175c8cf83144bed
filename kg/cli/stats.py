"""`kg stats`: what is in a store, in numbers."""

import typer

from kg.cli._options import Json
from kg.cli._store import StoreOption

__all__ = ["register"]


def stats_command(store: StoreOption = "data/kg", json: Json = False) -> None:
    """Count what a store holds.

    Example: kg stats --store data/kg
    """
    from kg.cli import render
    from kg.store import open_store
    from kg.upkeep import stats

    opened = open_store(store)
    try:
        found = stats(opened)
    finally:
        opened.close()
    if json:
        render.print_json(found)
    else:
        render.print_table([{"what": key, "count": value} for key, value in found.items()])
    if found["fused graph up to date"] is False:
        render.warn(f"{store}: the last load or retract did not come to its end; run it again")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("stats")(stats_command)
