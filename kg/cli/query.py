"""`kg query`: SPARQL over a store."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli._store import StoreOption

if TYPE_CHECKING:
    from kg.store import Answer

__all__ = ["register"]

_MEDIA = {
    "table": "application/sparql-results+json",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
}


def query_command(
    query: Annotated[
        str | None, typer.Argument(metavar="QUERY", help="Name of a query, SPARQL text, a file, or - (standard input).")
    ] = None,
    store: StoreOption = "data/kg",
    params: Annotated[
        list[str] | None,
        typer.Option(
            "--param", "-p", metavar="NAME=VALUE", help="Value of $NAME; an IRI in your own query: NAME=<IRI>."
        ),
    ] = None,
    format: Annotated[
        str | None, typer.Option("--format", "-f", metavar="NAME", help=f"One of {', '.join(_MEDIA)}.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="Most rows or triples; 0 is no limit.")] = 10_000,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0, help="Seconds after which it is stopped; 0: never.")
    ] = 60,
    show_list: Annotated[bool, typer.Option("--list", help="List the named queries and their parameters.")] = False,
) -> None:
    """Ask a store.

    Example: kg query timeline --param since=2016-01-01 --store data/kg

    The default graph is the union of all graphs. A query that takes too long is ended with its process.
    """
    from kg.cli import render
    from kg.errors import InputError, UsageError
    from kg.store import Limits, open_store

    if show_list:
        render.print_table(_listed())
        return
    if query is None:
        raise InputError("no query; give SPARQL text, a file, or one of kg query --list")
    if format is not None and format not in _MEDIA:
        raise UsageError.unknown("answer format", format, _MEDIA)
    chosen = format or ("table" if sys.stdout.isatty() else "")
    text = _text(query, _values(params or []))
    opened = open_store(store)
    try:
        answer = opened.query(text, _MEDIA.get(chosen, ""), Limits(timeout or None, limit or None))
    finally:
        opened.close()
    _show(answer, chosen or "table")
    if answer.cut:
        render.warn(f"cut at {limit} rows; more with --limit")


def _listed() -> list[dict[str, str]]:
    from kg.store.named import named_query, names

    found = map(named_query, names())
    return [
        {
            "query": each.name,
            "what": each.title,
            "parameters": "\n".join(f"{p.name} ({p.type}): {p.what}" for p in each.parameters),
        }
        for each in found
    ]


def _values(params: list[str]) -> dict[str, str]:
    from kg.errors import InputError

    found = {}
    for each in params:
        name, equals, value = each.partition("=")
        if not equals or not name:
            raise InputError(f"--param {each!r}: write NAME=VALUE")
        found[name.removeprefix("$")] = value
    return found


def _text(query: str, values: dict[str, str]) -> str:
    from pathlib import Path

    from kg.errors import InputError
    from kg.store.named import bind_text, named_query, names

    if query in names():
        return named_query(query).bound(values)
    if query == "-":
        return bind_text(sys.stdin.read(), values)
    if "{" not in query:
        try:
            return bind_text(Path(query).read_text("utf-8"), values)
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                f"{query!r} is no SPARQL, no file that can be read, and no named query; known: {', '.join(names())}"
            ) from error
    return bind_text(query, values)


def _show(answer: "Answer", chosen: str) -> None:
    import json

    from kg.cli import render

    if chosen == "table" and answer.kind == "table":
        found = json.loads(answer.body)
        columns = found["head"]["vars"]
        rows = [{c: _cell(row.get(c)) for c in columns} for row in found["results"]["bindings"]]
        render.print_table(rows or [dict.fromkeys(columns, "")][:0])
        return
    if chosen == "table" and answer.kind == "boolean":
        typer.echo("yes" if json.loads(answer.body)["boolean"] else "no")
        return
    sys.stdout.buffer.write(answer.body if answer.body.endswith(b"\n") else answer.body + b"\n")
    sys.stdout.buffer.flush()


def _cell(term: dict[str, str] | None) -> str:
    from kg.quality.explain import shorten

    if term is None:
        return ""
    return shorten(term["value"]) if term["type"] == "uri" else str(term["value"])


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("query")(query_command)
