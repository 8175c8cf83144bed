"""`kg build`: articles in, one fused, validated graph out."""

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli._options import Base, Inputs, Json, Lang, Output, OutputFormat, Published, Quiet
from kg.vocab import BASE

if TYPE_CHECKING:
    from kg.sources import ReadOptions

__all__ = ["read_options", "register"]


def read_options(lang: str | None, published: str | None) -> "ReadOptions":
    """The reading options of the command line.

    Raises:
        InputError: the language or the date is not one.
    """
    from kg import language as languages
    from kg.errors import InputError
    from kg.model import PartialDate
    from kg.sources import ReadOptions

    if lang:
        languages.get(lang)
    if not published:
        return ReadOptions(language=lang)
    try:
        return ReadOptions(language=lang, published=PartialDate.parse(published))
    except ValueError as error:
        raise InputError(f"--published: {error}; write YYYY-MM-DD") from error


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

    **Example:** `kg build seeds/ -o build/meeting.ttl`

    One article that cannot be read does not stop the others: it is named, skipped, and the exit code is 3.
    """
    from kg.cli import render
    from kg.model import Severity, Skipped
    from kg.pipeline import Settings, build
    from kg.rdf.formats import check_base, choose, write

    chosen = choose(output, format)
    settings = Settings(base=check_base(base), read=read_options(lang, published))
    with render.Progress(quiet) as progress:
        built = build(inputs, settings, progress.article)
    for skipped in built.skipped:
        render.warn(f"{skipped.origin}: {skipped.reason}")
    report = None
    if not no_validate:
        from kg.validate import validate

        report = validate(built.dataset.to_rdflib())
    write(built.dataset, output, chosen)
    if json and output != "-":
        render.print_json(render.build_summary(built, report, output))
    elif not quiet:
        render.print_build(render.build_summary(built, report, output))
    if report and not report.conforms(Severity.VIOLATION):
        raise typer.Exit(1)
    if any(isinstance(each, Skipped) and not each.harmless for each in built.skipped):
        raise typer.Exit(3)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("build")(build_command)
