"""`kg extract`: the facts of each article as JSON Lines."""

import typer

from kg.cli._options import (
    AllowPrivate,
    Inputs,
    Lang,
    MaxBytes,
    NoRobots,
    Output,
    Published,
    Quiet,
    UserAgent,
    as_usage,
    reading,
)
from kg.errors import UsageError

__all__ = ["register"]


def extract_command(
    inputs: Inputs,
    output: Output = "-",
    lang: Lang = None,
    published: Published = None,
    allow_private: AllowPrivate = False,
    max_bytes: MaxBytes = None,
    user_agent: UserAgent = None,
    no_robots: NoRobots = False,
    quiet: Quiet = False,
) -> None:
    """Read articles and write what each says, one JSON object a line, every span with its words.

    Example: kg extract seeds/ -o build/facts.jsonl
    """
    import json
    from dataclasses import replace

    from kg.cli._files import text_output
    from kg.cli._graphs import is_graph
    from kg.cli._progress import Progress
    from kg.engines.local import done_of
    from kg.model import ArticleFacts
    from kg.model.codec import encode
    from kg.pipeline import read_facts, settings

    if is_graph(output):
        raise UsageError(f"{output}: facts are written as JSON Lines; name a .jsonl file, or use kg build for a graph")
    with as_usage():
        how = settings(language=lang, published=published)
    how = replace(how, read=reading(how.read, allow_private, max_bytes, user_agent, no_robots))
    with text_output(output) as stream, Progress(quiet) as progress:
        for each in read_facts(inputs, how):
            progress.article(done_of(each))
            if isinstance(each, ArticleFacts):
                stream.write(json.dumps(encode(each, each.article.text), ensure_ascii=False) + "\n")
    if progress.lost:
        raise typer.Exit(3)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("extract")(extract_command)
