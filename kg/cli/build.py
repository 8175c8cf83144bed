"""`kg build`: articles in, one fused, validated graph out."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli._options import (
    AllowPrivate,
    Base,
    Inputs,
    Json,
    Lang,
    MaxBytes,
    NoRobots,
    Output,
    OutputFormat,
    Published,
    Quiet,
    UserAgent,
    as_usage,
    reading,
)
from kg.vocab import BASE

if TYPE_CHECKING:
    from kg.engines.local import Corpus
    from kg.model import Report
    from kg.rdf.formats import Format

__all__ = ["register", "write"]


def build_command(
    inputs: Inputs,
    output: Output = "-",
    format: OutputFormat = None,
    base: Base = BASE,
    no_validate: Annotated[bool, typer.Option("--no-validate", help="Do not look at the shapes.")] = False,
    lang: Lang = None,
    published: Published = None,
    link: Annotated[
        str, typer.Option("--link", metavar="NAME", help="Authority: offline, wikidata, reconcile:URL or none.")
    ] = "offline",
    decisions: Annotated[
        list[Path] | None, typer.Option("--decisions", metavar="FILE", help="Reviewed links to apply; repeatable.")
    ] = None,
    review: Annotated[
        Path | None, typer.Option("--review", metavar="FILE", help="Write uncertain links here (.tsv or .jsonl).")
    ] = None,
    explain_links: Annotated[bool, typer.Option("--explain-links", help="Write the candidates of each link.")] = False,
    authority: Annotated[
        Path | None, typer.Option("--authority", metavar="FILE", help="Authority file made by kg authority build.")
    ] = None,
    contact: Annotated[
        str, typer.Option("--contact", envvar="KG_CONTACT", help="Your e-mail or web address, for online services.")
    ] = "",
    offline: Annotated[bool, typer.Option("--offline", help="Send nothing to any service; its cache answers.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that read articles.")] = 1,
    engine: Annotated[
        str, typer.Option("--engine", metavar="NAME", help="Where they run: local, or ray for a cluster.")
    ] = "local",
    checkpoint: Annotated[
        Path | None,
        typer.Option("--checkpoint", metavar="DIR", help="Keep what is done here; the same command goes on from it."),
    ] = None,
    stats: Annotated[
        Path | None, typer.Option("--stats", metavar="FILE", help="Write counts and times as JSON.")
    ] = None,
    profile: Annotated[
        bool, typer.Option("--profile", help="Print where the time went (use it with one job).")
    ] = False,
    allow_private: AllowPrivate = False,
    max_bytes: MaxBytes = None,
    user_agent: UserAgent = None,
    no_robots: NoRobots = False,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Read articles and write one fused, validated graph.

    Example: kg build seeds/ -o build/meeting.ttl

    One article that cannot be read does not stop the others: it is named, skipped, and the exit code is 3. N-Quads
    (-o FILE.nq or FILE.nq.gz) are written article by article, in little memory; other formats need the graph whole.
    """
    from contextlib import nullcontext

    from kg.cli import render
    from kg.cli._files import text_output
    from kg.cli._graphs import output_format
    from kg.cli._profile import Profile
    from kg.cli._progress import Progress
    from kg.cli._signals import last_words
    from kg.engines import local
    from kg.engines._remote import local_output
    from kg.engines._spool import Spool
    from kg.errors import UnknownNameError, UsageError
    from kg.files import must_be_writable
    from kg.link import REVIEWS, read_decisions, uncertain, write_items
    from kg.link import Settings as LinkSettings
    from kg.link import get as linker
    from kg.pipeline import settings
    from kg.sources import size

    if json and output == "-":
        raise UsageError("--json prints on standard output, where the graph goes: name a file for the graph with -o")
    with as_usage():
        how = settings(base, lang, published, not no_validate, link)
    chosen = output_format(output, format, default="turtle")
    for path in filter(None, (stats, review)):
        must_be_writable(path)
    if review and review.suffix not in REVIEWS:
        raise UsageError(f"{review}: no form of a review file has that extension; name one of: {', '.join(REVIEWS)}")
    cache = Path(typer.get_app_dir("kg")) / "authority"
    how = replace(
        how,
        linking=LinkSettings(authority=authority, contact=contact, offline=offline, cache=cache),
        decisions=read_decisions(*decisions) if decisions else None,
        explain_links=explain_links,
    )
    how = replace(how, read=reading(how.read, allow_private, max_bytes, user_agent, no_robots))
    if link != "none":
        # An authority that cannot be asked is named before anything is read, not after hours of reading.
        with as_usage(UnknownNameError):
            linker(link, how.linking)
    profiler = Profile() if profile else None
    total = None if quiet else size(inputs)
    kept = last_words(f"what is done is kept in {checkpoint}: the same command goes on from it")
    with (
        profiler or nullcontext(),
        kept if checkpoint else nullcontext(),
        Spool(checkpoint) as spool,
        Progress(quiet, total) as progress,
    ):
        options = local.Options(jobs, checkpoint, engine=engine)
        corpus = local.run(inputs, how, options, spool, progress.article, progress.stage)
        progress.stage("writing" if no_validate else "validating and writing")
        with local_output(output) as near:
            quads, report = write(corpus, near, chosen, not no_validate)
        languages = corpus.languages()
        if review:
            write_items(review, uncertain(corpus.fused, corpus.contexts))
    if stats:
        import json as codec

        with text_output(str(stats)) as stream:
            profiled = {"profile": {**profiler.summary(), "stages": profiler.rows()}} if profiler else {}
            stream.write(codec.dumps({**progress.stats(), "quads": quads, **profiled}, indent=2) + "\n")
    if json or not quiet:
        summary = render.build_summary(corpus.fused, languages, quads, report, output)
        summary["skipped"] = progress.skipped if json else progress.left_out
        (render.print_json if json else render.print_build)(summary)
    if profiler:
        render.print_table(profiler.rows(), error=True)
        render.print_table([profiler.summary()], error=True)
    if report and not report.conforms():
        raise typer.Exit(1)
    if progress.lost:
        raise typer.Exit(3)


def write(corpus: "Corpus", output: str, form: "Format", validated: bool) -> "tuple[int, Report | None]":
    """Write the graph, and look at the shapes before when asked to; returns the number of quads."""
    from kg.files import replacing
    from kg.rdf import formats
    from kg.vocab import PREFIXES

    report = corpus.validated() if validated else None
    if form.name == "nquads":
        with replacing(output) as stream:
            return corpus.write_nquads(stream), report
    dataset = corpus.dataset()
    formats.write_file(dataset, output, PREFIXES, form)
    return len(dataset), report


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("build")(build_command)
