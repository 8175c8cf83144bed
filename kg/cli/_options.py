"""Options that several commands share."""

from typing import Annotated

import typer

__all__ = ["Base", "Inputs", "Json", "Lang", "Output", "OutputFormat", "Published", "Quiet"]

Inputs = Annotated[
    list[str],
    typer.Argument(metavar="PATH…", help="Article files, folders, http(s) URLs, or - for standard input."),
]
Output = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="Where to write; - is standard output.", show_default=True)
]
OutputFormat = Annotated[
    str | None, typer.Option("--format", "-f", metavar="NAME", help="RDF format; by default from the file's extension.")
]
Lang = Annotated[
    str | None,
    typer.Option("--lang", metavar="CODE", help="Language of the articles (BCP 47); by default it is identified."),
]
Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="Publication date (ISO 8601); beats the page's own."),
]
Base = Annotated[str, typer.Option("--base", metavar="IRI", help="IRI below which events, people … get theirs.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON on standard output.")]
