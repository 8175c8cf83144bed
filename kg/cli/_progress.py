"""How far a long command has come, on standard error: a bar on a terminal, else a line every 30 seconds."""

import sys
import time
from datetime import timedelta
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from rich.progress import BarColumn, SpinnerColumn, Task, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.text import Text

from kg.cli._console import Console
from kg.cli.render import counted, warn
from kg.untrusted import one_line

if TYPE_CHECKING:
    from kg.engines.local import Done

__all__ = ["Progress", "Steps"]

_LOG_EVERY = 30.0
_ESTIMATE_AFTER = 2.0
_BAR, _CLOCK = 8, "0:00:00"
_BESIDE = _BAR + 4  # the spinner, and a space between columns


class _TimeColumn(TimeElapsedColumn):
    """The time that is left, or that went by as long as nobody can tell."""

    def render(self, task: Task) -> Text:
        """What rich asks for at each refresh."""
        return Text(task.fields["left"], "cyan") if task.fields["left"] else super().render(task)


class _Shown:
    """A line about what is going on, at most a bar; nothing when quiet.

    Args:
        quiet: whether to show nothing.
        first: what is said until there is something to count.
    """

    def __init__(self, quiet: bool, first: str) -> None:
        self._quiet, self._first = quiet, first
        self._started, self._logged = time.monotonic(), 0.0
        self._bar: Bar | None = None

    def __enter__(self) -> Self:
        if not self._quiet and sys.stderr.isatty():
            columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn(_BAR), _TimeColumn()
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task(self._first, total=None, left="")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    @property
    def _seconds(self) -> float:
        return time.monotonic() - self._started

    def _show(self, *said: str, done: int = 0, total: int | None = None, left: str = "") -> None:
        """Show the first of some ways of saying it, the longest first, that the terminal has room for."""
        seconds = self._seconds
        if self._bar:
            room = self._bar.console.width - _BESIDE - len(left or _CLOCK)
            fitting = next((each for each in said if len(each) <= room), said[-1])
            self._bar.update(self._task, description=fitting, completed=done, total=total, left=left)
        elif not self._quiet and seconds - self._logged >= _LOG_EVERY:
            self._logged = seconds
            warn(", ".join(filter(None, (said[0], f"{seconds:,.0f} s", left))))

    def _say(self, message: str) -> None:
        if self._bar:
            self._bar.console.print(f"kg: {one_line(message)}", markup=False, soft_wrap=True)
        else:
            warn(message)


class Steps(_Shown):
    """Counts steps of one kind ("graph")."""

    def __init__(self, quiet: bool, what: str) -> None:
        super().__init__(quiet, f"{what}s")
        self._what, self._count = what, 0

    def step(self, name: str) -> None:
        """Count one."""
        self._count += 1
        self._show(counted(self._count, self._what))


class Progress(_Shown):
    """Counts the articles of a build.

    Args:
        quiet: whether to show nothing.
        total: bytes of the files to read, None when not known; a share of it is shown, and the time that is left.

    Attributes:
        articles: read, those that an earlier run had done included.
        reused: done by an earlier run.
        lost: could not be read.
        left_out: not read, for whatever reason.
        skipped: origin and reason of what was left out, and how many when that is not one.
        words: of the articles read.
        statements: found in them.
    """

    def __init__(self, quiet: bool, total: int | None = None) -> None:
        super().__init__(quiet, "loading what it takes")
        self.articles = self.reused = self.lost = self.left_out = self.words = self.statements = 0
        self.skipped: list[dict[str, str | int]] = []
        self._total, self._size = total, 0
        self._worked, self._since = 0, 0.0

    def article(self, done: "Done") -> None:
        """Count one article; say what was left out, or was read with doubts."""
        for note in done.notes:
            self._say(f"{done.origin}: {note}")
        if done.reason:
            self._say(f"{done.origin}: {done.reason}")
            several = {"count": done.count} if done.count > 1 else {}
            self.skipped.append({"origin": done.origin, "reason": done.reason, **several})
            self.left_out += done.count
            self.lost += 0 if done.harmless else done.count
        else:
            self.articles += 1
            self.reused += done.reused
            self.words += done.words
            self.statements += done.statements
        self._size += done.size
        if not (done.reused or done.reason):
            # The first one says when work began: loading models, and what an earlier run did, take no part in the rate.
            self._since, self._worked = (self._since, self._worked + done.size) if self._since else (self._seconds, 0)
        rate, articles = f"{self.words / max(self._seconds, 0.001):,.0f} words/s", counted(self.articles, "article")
        lost, statements = counted(self.lost, "error"), counted(self.statements, "statement")
        ways = (articles, rate, statements, lost), (articles, rate, lost), (articles, lost)
        said = (", ".join(way) for way in (*ways, (articles,)))
        self._show(*said, done=self._size, total=self._total, left=self._left())

    def stage(self, what: str) -> None:
        """Say what is done now that all articles are."""
        self._show(f"{counted(self.articles, 'article')}, {what}", what)

    def _left(self) -> str:
        seconds = self._seconds - self._since
        if not (self._total and self._worked) or seconds < _ESTIMATE_AFTER:
            return ""
        return f"{timedelta(seconds=round(max(0, self._total - self._size) / self._worked * seconds))} left"

    def stats(self) -> dict[str, Any]:
        """The counts as data."""
        return {
            "articles": self.articles,
            "reused": self.reused,
            "skipped": self.left_out,
            "lost": self.lost,
            "words": self.words,
            "statements": self.statements,
            "seconds": round(self._seconds, 3),
            "words_per_second": round(self.words / max(self._seconds, 0.001)),
        }
