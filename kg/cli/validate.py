"""`kg validate`: does a graph keep the rules of some shapes?"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli._options import Json, Quiet, as_usage
from kg.model import Severity

if TYPE_CHECKING:
    from kg.quality.streaming import Streamed
    from kg.validate import Shapes
    from kg.validate.reports import Page

__all__ = ["register"]

_LARGE = 32 << 20
_STYLES = {
    "violation": "bold red",
    "warning": "yellow",
    "info": "blue",
    "words": "italic",
    "advice": "green",
    "more": "dim",
    "verdict": "bold",
}


def validate_command(
    source: Annotated[str, typer.Argument(metavar="GRAPH", help="RDF file, or - for standard input (needs --from).")],
    shapes: Annotated[
        list[Path] | None,
        typer.Option("--shapes", "-s", metavar="FILE", help="Shapes in any RDF format; by default our own."),
    ] = None,
    source_format: Annotated[
        str | None, typer.Option("--from", metavar="NAME", help="Format of the input; by default from its extension.")
    ] = None,
    engine: Annotated[
        str | None,
        typer.Option("--engine", metavar="NAME", help="pyshacl or shacl; by default the fastest that is installed."),
    ] = None,
    fail_on: Annotated[
        Severity, typer.Option("--fail-on", help="Least grave finding that makes the exit code 1.")
    ] = Severity.VIOLATION,
    article_texts: Annotated[
        Path | None,
        typer.Option(
            "--article-texts", metavar="DIR", help="Read these articles again and compare every span with them."
        ),
    ] = None,
    stream: Annotated[
        bool | None,
        typer.Option(
            "--stream/--whole",
            help="Article graph by article graph, or all at once; without either, the former for N-Quads files "
            "from 32 MB up whose graphs lie together.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write the report too: .html .json .sarif .ttl .txt .xml (JUnit)."
        ),
    ] = None,
    form: Annotated[
        str | None, typer.Option("--format", "-f", metavar="NAME", help="Form of the report on standard output.")
    ] = None,
    timeout: Annotated[
        float,
        typer.Option("--timeout", metavar="SECONDS", min=0.01, help="When to end pyshacl; the other engine ends."),
    ] = 300,
    lang: Annotated[str, typer.Option("--messages", metavar="CODE", help="Language of messages: en or fr.")] = "en",
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Validate a graph and print the findings, grouped by shape, with the words they are about.

    Example: kg validate build/meeting.ttl -o findings.html

    The exit code is 1 when something as grave as --fail-on was found, 6 when the shapes cannot be used.
    """
    from kg.cli._files import text_output
    from kg.cli._graphs import read_shapes
    from kg.errors import UnknownNameError, UsageError
    from kg.files import must_be_writable
    from kg.validate import default_shapes, engines, reports

    if lang not in ("en", "fr"):
        raise UsageError.unknown("language of messages", lang, ("en", "fr"))
    for path in output or ():
        must_be_writable(path)
    with as_usage():
        forms = [(path, reports.for_path(path)) for path in output or ()]
        shown = reports.get(form or "json") if form or json else None
    own = read_shapes(shapes or ()) or default_shapes()
    texts = None if article_texts is None else _texts(article_texts)
    with as_usage(UnknownNameError):
        if engine:
            engines.get(engine)
    found = _looked(source, source_format, own, engine, texts, stream, timeout)
    page = reports.Page(found.report, source, own, found.words, fail_on, lang)
    for path, each in forms:
        with text_output(str(path)) as target:
            target.write(each.write(page))
    if shown:
        typer.echo(shown.write(page), nl=False)
    elif not quiet:
        _print(page, found.spans if texts is not None else None)
    if not page.conforms:
        raise typer.Exit(1)


def _looked(
    source: str,
    source_format: str | None,
    shapes: "Shapes",
    engine: str | None,
    texts: Mapping[str, str] | None,
    stream: bool | None,
    timeout: float,
) -> "Streamed":
    from msgspec.structs import replace

    from kg.cli._graphs import format_of, read_graph
    from kg.errors import InputError
    from kg.quality.audit import audit
    from kg.quality.streaming import Streamed, are_together, validate_file
    from kg.quality.words import nodes_of, words_behind
    from kg.validate import validate

    lines = source != "-" and format_of(source, source_format).name == "nquads"
    if stream and not lines:
        raise InputError(f"{source}: --stream reads an N-Quads file; write one with kg convert, or leave it out")
    if stream or (stream is None and lines and _is_large(Path(source)) and are_together(source)):
        return validate_file(source, shapes, engine, texts, timeout)
    dataset = read_graph(source, source_format, located=True)
    report, spans, articles = validate(dataset, shapes, engine, timeout=timeout), 0, 0
    if texts is not None:
        audited = audit(dataset, texts)
        spans, articles = audited.spans, audited.articles
        report = replace(report, findings=tuple(sorted((*report.findings, *audited.findings))))
    words = words_behind(dataset, nodes_of(report.findings))
    return Streamed(report, words, articles, spans)


def _is_large(path: Path) -> bool:
    return path.is_file() and path.stat().st_size >= (_LARGE // 10 if path.suffix == ".gz" else _LARGE)


def _texts(folder: Path) -> Mapping[str, str]:
    """The texts of the articles of a folder by SHA-256; articles that cannot be read are warned of."""
    from kg import sources
    from kg.cli.render import warn
    from kg.model import Skipped

    texts: dict[str, str] = {}
    for each in sources.read([folder]):
        if isinstance(each, Skipped):
            warn(f"{each.origin}: {each.reason}")
        else:
            texts[each.sha256] = each.text
    return texts


def _print(page: "Page", spans: int | None) -> None:
    from rich.text import Text

    from kg.cli._console import Console
    from kg.cli.render import counted
    from kg.validate.reports.text import lines

    console = Console(soft_wrap=True)
    for style, text in lines(page):
        console.print(Text(text, style=_STYLES.get(style, "")))
    if spans is not None:
        console.print(Text(f"{counted(spans, 'span')} compared with their articles"))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("validate")(validate_command)
