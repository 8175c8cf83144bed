"""The application: its commands, and the one place where an error becomes a line and an exit code."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Annotated, Any

import typer
import typer.main
from typer.core import TyperGroup

from kg.cli._options import Command
from kg.errors import DiskError, KgError
from kg.untrusted import one_line
from kg.version import __version__

__all__ = ["COMMANDS", "app", "main"]

COMMANDS = {
    "build": "Read articles and write one fused, validated graph.",
    "extract": "Read articles and write what each says, as JSON Lines.",
    "validate": "Validate a graph and print the findings.",
    "convert": "Write a graph in another format.",
    "explain": "Show the words of the articles behind a node.",
    "compare": "Show what two articles or outlets say of one event.",
    "diff": "Show what changed between two graphs.",
    "report": "Show what is in a graph and how good it is.",
    "eval": "Score the statements found in gold articles.",
    "load": "Put a graph into a store, article by article.",
    "retract": "Take articles out of a store.",
    "query": "Ask a store.",
    "dump": "Write what a store holds.",
    "stats": "Count what a store holds.",
    "serve": "Look at a store with a browser.",
    "link": "Try links to Wikidata, and decide uncertain ones.",
    "authority": "Make the files that links are made from.",
    "languages": "List the languages and what works in each.",
    "formats": "List the formats that are read and written.",
}
"""Each command and what help says of it, in the order of work; `kg.cli.<name>` is imported when it is asked for."""
_UsageError: Any = typer.BadParameter.__mro__[1]  # typer exports the class for one kind of it only
_EXIT_USAGE = 2
_EXIT_BROKEN_PIPE = 141


class _Group(TyperGroup):
    """Commands that are imported when they are asked for, and errors as one line."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        for name in (cmd_name,) if cmd_name in COMMANDS else COMMANDS:  # all of them: typer suggests the nearest
            if name not in self.commands:
                self.commands[name] = _load(name)
        return self.commands.get(cmd_name)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def make_context(self, *args: Any, **options: Any) -> Any:  # prints --help and --version
        with _one_line():
            return super().make_context(*args, **options)

    def invoke(self, ctx: Any) -> Any:
        with _one_line(_debug(ctx)):
            return super().invoke(ctx)


@contextmanager
def _one_line(debug: bool = False) -> Iterator[None]:
    """Turns an error into a line on standard error, and an exit code."""
    try:
        with _flushed():
            yield
    except KgError as error:
        if debug:
            raise
        _say(str(error))
        raise typer.Exit(error.exit_code) from error
    except _UsageError as error:
        line = error.format_message().rstrip(".")
        if "\n" in line:  # not a fault: a group without a command, which shows its help
            raise
        command = error.ctx.command_path if error.ctx else "kg"
        _say(f"{line}; {command} --help shows how")
        raise typer.Exit(_EXIT_USAGE) from error
    except BrokenPipeError as error:
        raise typer.Exit(_EXIT_BROKEN_PIPE) from error
    except OSError as error:
        from kg.files import is_full

        if debug:
            raise
        name = error.filename or ("standard output: cannot write" if is_full(error) else "")
        _say(": ".join(filter(None, (name, (error.strerror or str(error)).lower()))))
        raise typer.Exit(DiskError.exit_code) from error


@contextmanager
def _flushed() -> Iterator[None]:
    """Has standard output written while errors still have a place to go; what cannot be written is given up."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except OSError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - keeps Python from trying again at exit
        raise


def _say(line: str) -> None:
    with suppress(OSError):  # nobody may read on there, too
        print(f"kg: {one_line(line)}", file=sys.stderr)  # noqa: T201 - the one line an error becomes


def _debug(ctx: Any) -> bool:
    return bool(ctx.params.get("debug"))


app = typer.Typer(
    cls=_Group,
    name="kg",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done · 1 the graph does not conform · 2 usage · 3 input or output · 4 authority · 5 store · "
    "6 shapes · 128 + the number of a signal that ended it.",
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


def _load(name: str) -> Any:
    """One command, from its module."""
    alone = typer.Typer(cls=TyperGroup, rich_markup_mode=None)
    alone.callback()(lambda: None)
    import_module(f"kg.cli.{name}").register(alone)
    for command in alone.registered_commands:
        command.cls = Command
    return typer.main.get_group(alone).commands[name]


def main() -> None:
    """Run `kg`; what goes to a stream that was closed goes nowhere."""
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115 - for as long as the process runs
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    app()
