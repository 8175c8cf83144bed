"""`kg eval`: how right is the tool on gold of yours?"""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli._options import Json, as_usage

__all__ = ["register"]


def eval_command(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Gold statements as JSON Lines, one article a line.")],
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="CODE", help="Language of all articles; by default the gold's own.")
    ] = None,
    json: Json = False,
) -> None:
    """Find the statements of gold articles and score them: precision, recall, F1 and speakers, by language and kind.

    Example: kg eval gold.jsonl

    A line of gold: {"doc_id": "a1", "lang": "en", "text": "…", "quotes": [{"start": 10, "end": 24, "kind": "direct",
    "speaker": "the minister", "reference": "Jane Doe"}]}. Kinds are direct, mixed and indirect; offsets, code points.
    """
    from dataclasses import asdict

    from kg.cli import render
    from kg.model import Article, Skipped
    from kg.pipeline import facts_of, settings
    from kg.quality.gold import quotes_of, read_gold, score, table

    with as_usage():
        settings(language=lang)
    articles = read_gold(gold)
    found = {}
    for each in articles:
        facts = facts_of(Article(each.text, f"{gold}: {each.key}", language=lang or each.language or None), True)
        if isinstance(facts, Skipped):
            render.warn(f"{facts.origin}: {facts.reason}")
        else:
            found[each.key] = quotes_of(facts)
    scores = score(articles, found)
    if json:
        render.print_json([asdict(each) for each in scores])
    else:
        render.print_table(table(scores))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("eval")(eval_command)
