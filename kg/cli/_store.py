"""Options and output that the commands on a store share."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, Self

import typer

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress

__all__ = ["Steps", "StoreOption", "say"]

StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        "-s",
        metavar="STORE",
        envvar="KG_STORE",
        help="Folder of the embedded store, or address of a SPARQL 1.1 server (credentials: see the documentation).",
    ),
]


class Steps:
    """A bar on standard error that counts steps, when that is a terminal."""

    def __init__(self, quiet: bool, what: str) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._what = what
        self._bar: RichProgress | None = None

    def __enter__(self) -> Self:
        if self._shown:
            from rich.console import Console
            from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

            columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task(self._what, total=None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def step(self, name: str) -> None:
        """Count one."""
        if self._bar:
            self._bar.advance(self._task)


def say(message: str) -> None:
    """Print one line of summary on standard error."""
    print(" ".join(message.split()), file=sys.stderr)  # noqa: T201
