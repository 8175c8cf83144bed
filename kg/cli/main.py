"""The application: its commands, and the one place where an error becomes a line and an exit code."""

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from kg.errors import KgError
from kg.version import __version__

__all__ = ["app", "main"]

_COMMANDS = (
    *("build", "extract", "validate", "convert", "explain", "compare", "diff", "report", "eval"),
    *("load", "retract", "query", "dump", "stats", "serve", "link", "authority", "languages", "formats"),
)
"""Modules of this package, in the order in which help shows them."""
_EXIT_BROKEN_PIPE = 141
_EXIT_INTERRUPTED = 130


class _Group(TyperGroup):
    """Commands in the order of work, and errors as one line."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KgError as error:
            if _debug(ctx):
                raise
            line = " ".join(str(error).split())
            print(f"kg: {line}", file=sys.stderr)  # noqa: T201 - the one line an error becomes
            raise typer.Exit(error.exit_code) from error
        except BrokenPipeError as error:
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - nobody reads on; keeps Python from complaining at exit
            raise typer.Exit(_EXIT_BROKEN_PIPE) from error
        except KeyboardInterrupt as error:
            print("kg: interrupted", file=sys.stderr)  # noqa: T201
            raise typer.Exit(_EXIT_INTERRUPTED) from error


def _debug(ctx: Any) -> bool:
    return bool(ctx.params.get("debug"))


app = typer.Typer(
    cls=_Group,
    name="kg",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done · 1 the graph does not conform · 2 usage · 3 input · 4 authority · 5 store · 6 shapes.",
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def options(
    debug: Annotated[bool, typer.Option("--debug", envvar="KG_DEBUG", help="Show a traceback on errors.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Compile news articles and official readouts into validated linked data."""


def _register() -> None:
    from importlib import import_module

    for name in _COMMANDS:
        import_module(f"kg.cli.{name}").register(app)


_register()


def main() -> None:
    """Run `kg`."""
    app()
