"""`kg build`: articles in, one fused, validated graph out."""

from typing import Annotated

import typer

from kg.cli._options import Base, Inputs, Json, Lang, Output, OutputFormat, Published, Quiet
from kg.vocab import BASE

__all__ = ["register"]


def build_command(
    inputs: Inputs,
    output: Output = "-",
    format: OutputFormat = None,
    base: Base = BASE,
    no_validate: Annotated[bool, typer.Option("--no-validate", help="Do not look at the shapes.")] = False,
    lang: Lang = None,
    published: Published = None,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Read articles and write one fused, validated graph.

    Example: kg build seeds/ -o build/meeting.ttl

    One article that cannot be read does not stop the others: it is named, skipped, and the exit code is 3.
    """
    from kg.cli import render
    from kg.cli._graphs import format_of
    from kg.model import Severity
    from kg.pipeline import build, settings
    from kg.rdf import formats
    from kg.vocab import PREFIXES

    chosen = format_of(output, format, default="turtle")
    how = settings(base, lang, published, not no_validate)
    with render.Progress(quiet) as progress:
        built = build(inputs, how, progress.article)
    formats.write_file(built.dataset, output, PREFIXES, chosen)
    summary = render.build_summary(built, output)
    if json and output != "-":
        render.print_json(summary)
    elif not quiet:
        render.print_build(summary)
    if built.report and not built.report.conforms(Severity.VIOLATION):
        raise typer.Exit(1)
    if progress.lost:
        raise typer.Exit(3)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("build")(build_command)
