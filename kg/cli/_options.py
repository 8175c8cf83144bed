"""Options that several commands share."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from kg.errors import InputError, UsageError

if TYPE_CHECKING:
    from kg.sources import ReadOptions

__all__ = [
    "AllowPrivate",
    "Base",
    "Command",
    "Inputs",
    "Json",
    "Lang",
    "MaxBytes",
    "NoRobots",
    "Output",
    "OutputFormat",
    "Published",
    "Quiet",
    "UserAgent",
    "as_usage",
    "reading",
]

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
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Let a URL lead to a private or loopback address.")]
MaxBytes = Annotated[
    int | None, typer.Option("--max-bytes", metavar="N", min=1, help="Skip articles larger than this; default 10 MB.")
]
UserAgent = Annotated[
    str | None,
    typer.Option("--user-agent", envvar="KG_USER_AGENT", metavar="TEXT", help="What sites see; name yourself in it."),
]
NoRobots = Annotated[bool, typer.Option("--no-robots", help="Do not ask a site's robots.txt.")]


@contextmanager
def as_usage(kind: type[InputError] = InputError) -> Iterator[None]:
    """Where what options say is looked at: what cannot be used there is an error of usage, not of input."""
    try:
        yield
    except kind as error:
        raise UsageError(str(error)) from error


class Command(TyperCommand):
    """A command that writes to one place: typer would take the last of several and say nothing of the others."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        _, _, given = self.make_parser(ctx).parse_args(args=list(args))
        outputs = [param for param in given if param.name == "output" and not param.multiple]
        if len(outputs) > 1:
            raise UsageError(
                f"--output was given {len(outputs)} times, and {ctx.command_path} writes one file; "
                "kg convert writes a graph in another format"
            )
        return super().parse_args(ctx, args)


def reading(
    read: "ReadOptions", allow_private: bool, max_bytes: int | None, user_agent: str | None, no_robots: bool
) -> "ReadOptions":
    """Reading options with what a user said of them."""
    return replace(
        read,
        allow_private=allow_private,
        max_bytes=max_bytes or read.max_bytes,
        user_agent=user_agent or read.user_agent,
        robots=not no_robots,
    )
