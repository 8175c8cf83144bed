"""`kg load`: a graph, or the facts of articles, into a store."""

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli._options import Json, Quiet
from kg.cli._store import StoreOption
from kg.vocab import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.cli._progress import Steps
    from kg.model import ArticleFacts
    from kg.store import Store
    from kg.upkeep import Changes

__all__ = ["register"]

_BIG = 64 << 20


def load_command(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="GRAPH…", help="RDF files of kg build or any other; .jsonl files of kg extract; or -."),
    ],
    store: StoreOption = "data/kg",
    texts: Annotated[
        list[str] | None,
        typer.Option(
            "--texts", metavar="PATH", help="Where the articles of the graph are: they are read again and kept."
        ),
    ] = None,
    keep_texts: Annotated[
        bool, typer.Option("--keep-texts", help="Keep the texts that .jsonl files hold, for kg serve to show.")
    ] = False,
    graph: Annotated[
        str | None, typer.Option("--graph", metavar="IRI", help="Graph for triples that are in none (foreign RDF).")
    ] = None,
    link: Annotated[
        str, typer.Option("--link", metavar="NAME", help="Link to: offline or none; by default what the store has.")
    ] = "",
    base: Annotated[str, typer.Option("--base", metavar="IRI", help="Base of the IRIs of .jsonl files.")] = BASE,
    source_format: Annotated[
        str | None, typer.Option("--from", metavar="NAME", help="Format of the input; by default from its extension.")
    ] = None,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Put each article's graph into a store, in place of an older one, and bring the fused graph up to date.

    Example: kg build seeds/ -o build/meeting.trig, then kg load build/meeting.trig --store data/kg

    Without its text an article can be loaded and replaced, but not retracted: give --texts, or load what kg extract
    wrote. A run that was interrupted is finished by running it again.
    """
    from dataclasses import asdict
    from pathlib import Path

    from kg.cli import render
    from kg.cli._progress import Steps
    from kg.errors import InputError, UsageError
    from kg.store import open_store
    from kg.upkeep import Changes

    if link not in ("", "offline", "none"):
        raise UsageError.unknown("authority for a store", link, ("offline", "none"))
    total = Changes()
    for source in sources:  # No store is made for nothing.
        if source != "-" and not Path(source).exists():
            raise InputError(f"{source}: no such file")
    opened = open_store(store, writable=True)
    try:
        with Steps(quiet, "graph") as steps:
            facts = [source for source in sources if source.endswith((".jsonl", ".jsonl.gz"))]
            if facts:
                _add(total, _load_facts(opened, facts, base, keep_texts, link, steps))
            for source in sources:
                if source not in facts:
                    _add(total, _load_graph(opened, source, source_format, texts or [], graph, link, steps))
    finally:
        opened.close()
    for warning in total.warnings:
        render.warn(warning)
    if json:
        render.print_json(asdict(total))
    elif not quiet:
        other = f", {render.counted(len(total.other), 'other graph')}" if total.other else ""
        fused = "; fused graph made anew" if total.fused else ""
        put = render.counted(len(total.put), "article")
        render.say(f"{put} put, {len(total.same)} there already{other}{fused}; store {store}")


def _add(total: "Changes", more: "Changes") -> None:
    total.put += more.put
    total.same += more.same
    total.other += more.other
    total.warnings += more.warnings
    total.fused |= more.fused


def _load_facts(store: "Store", paths: list[str], base: str, keep_texts: bool, link: str, steps: "Steps") -> "Changes":
    from kg.upkeep import facts_from_json, load_facts

    def articles() -> "Iterator[ArticleFacts]":
        for path in paths:
            for number, line in enumerate(_lines(path), 1):
                if line.strip():
                    yield facts_from_json(line, f"{path}:{number}")

    return load_facts(store, articles(), base, keep_texts=keep_texts, link=link, progress=steps.step)


def _lines(path: str) -> list[str]:
    import gzip
    import zlib
    from pathlib import Path

    from kg.errors import InputError

    try:
        data = Path(path).read_bytes()
        return (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode().split("\n")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error


def _load_graph(
    store: "Store", path: str, source_format: str | None, texts: list[str], graph: str | None, link: str, steps: "Steps"
) -> "Changes":
    from pathlib import Path

    from kg.cli import render
    from kg.cli._graphs import format_of, read_graph
    from kg.model import Skipped
    from kg.pipeline import read_facts, settings
    from kg.store.embedded import EmbeddedStore
    from kg.upkeep import load_dataset, load_lines

    big = Path(path).is_file() and Path(path).stat().st_size > _BIG
    if big and not texts and not graph and isinstance(store, EmbeddedStore) and path.endswith(".nq"):
        return load_lines(store, path)
    format_of(path, source_format)
    dataset = read_graph(path, source_format)
    known = {}
    for each in read_facts(texts, settings()) if texts else ():
        if isinstance(each, Skipped):
            render.warn(f"{each.origin}: {each.reason}")
        else:
            known[each.article.key] = each
    return load_dataset(store, dataset, known, graph=graph, link=link, progress=steps.step)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("load")(load_command)
