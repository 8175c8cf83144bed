"""What ends `kg` from outside (Ctrl-C, SIGTERM, a terminal that closes) ends it alike: tidied up, in one line.

Imported before everything else, so that no import is without it; it has to stay as small as that asks for.
"""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

__all__ = ["Stopped", "last_words", "obeyed"]

_WORDS = {"SIGINT": "interrupted", "SIGTERM": "terminated", "SIGHUP": "hung up"}
_DEFAULTS = (signal.SIG_DFL, signal.default_int_handler)
_ONCE = 2.0
"""Seconds in which a further signal says nothing new, and shall not disturb the tidying up."""
_EXIT_SIGNAL = 128
_last_words: list[str] = []


class Stopped(KeyboardInterrupt):
    """A signal came that ends the program."""


@contextmanager
def last_words(words: str) -> Iterator[None]:
    """What the line says besides when the program is stopped in the block."""
    try:
        yield
    except KeyboardInterrupt:
        _last_words.append(words)
        raise


@contextmanager
def obeyed() -> Iterator[None]:
    """The program: a signal that ends it raises `Stopped` in the block, and becomes one line and an exit code after it.

    Signals that the caller has set to be ignored (`nohup`) stay so. After the block nothing is heard: it has ended.

    Raises:
        SystemExit: the block was stopped; its code is 128 and the number of the signal.
    """
    words = {getattr(signal, name): word for name, word in _WORDS.items() if hasattr(signal, name)}
    ours = [number for number in words if signal.getsignal(number) in _DEFAULTS]
    came: list[int] = []
    last = -_ONCE

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal last
        came.append(number)
        before, last = last, time.monotonic()
        if last - before >= _ONCE:
            raise Stopped(number)

    try:
        for number in ours:
            signal.signal(number, stop)
        yield
    except (KeyboardInterrupt, SystemExit):  # typer makes the one the other
        if not came:
            raise
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_IGN)
    if came:
        with suppress(OSError):  # a terminal that is gone
            print("kg:", "; ".join((words[came[0]], *_last_words)), file=sys.stderr)  # noqa: T201
        sys.exit(_EXIT_SIGNAL + came[0])
