"""`kg authority`: the files that links are made from."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli._options import Json, Quiet

__all__ = ["register"]

authority = typer.Typer(
    name="authority", help="The files that links are made from.", no_args_is_help=True, rich_markup_mode=None
)


@authority.command("build")
def build_command(
    dump: Annotated[Path, typer.Argument(metavar="DUMP", help="Wikidata JSON dump: plain, .gz or .bz2.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Authority file to write.")] = Path(
        "authority.sqlite"
    ),
    language: Annotated[
        list[str] | None, typer.Option("--lang", metavar="CODE", help="Language of names; may be given again.")
    ] = None,
    restart: Annotated[bool, typer.Option("--restart", help="Forget what an earlier, interrupted run read.")] = False,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Make an authority file of all politicians, offices, countries, cities and bodies of a Wikidata dump.

    Example: kg authority build latest-all.json.gz -o world.sqlite

    An interrupted run is taken up again by the same command. Use the file with --authority world.sqlite.
    """
    import sys

    from kg.cli import render
    from kg.link import DumpProgress, build_from_dump

    shown = not quiet and sys.stderr.isatty()

    def progress(each: DumpProgress) -> None:
        if shown:
            typer.echo(f"\r{each.share:6.1%}  {each.lines:,} lines, {each.kept:,} kept", nl=False, err=True)

    done = build_from_dump(dump, output, tuple(language or ("en", "fr")), progress, restart=restart)
    if shown:
        typer.echo("", err=True)
    if json:
        render.print_json({"file": str(output), "lines": done.lines, "kept": done.kept, "broken": done.broken})
    elif not quiet:
        typer.echo(f"{output}: {done.kept:,} entries of {done.lines:,} lines; {done.broken:,} broken lines", err=True)


@authority.command("info")
def info_command(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="Authority file; by default the one in the package.")
    ] = None,
    json: Json = False,
) -> None:
    """Show what an authority file is and how many entries it has.

    Example: kg authority info
    """
    from kg.cli import render
    from kg.link import describe_authority

    about = describe_authority(file)
    if json:
        render.print_json(about)
    else:
        render.print_table([{"": name, "value": value} for name, value in about.items()])


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(authority)
