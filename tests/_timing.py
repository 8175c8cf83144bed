"""Processor time of a piece of work, fit for a bound: garbage of earlier tests and a busy machine stay out of it."""

import gc
import time
from collections.abc import Callable


def least_seconds(work: Callable[[], object], repeat: int = 3) -> float:
    """The least processor time, in seconds, of `repeat` runs with the garbage collector off."""
    gc.collect()
    gc.disable()
    try:
        return min(_seconds(work) for _ in range(repeat))
    finally:
        gc.enable()


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
