"""The quality report of a store, made by a process of its own: validation takes long, and pages must not wait for it.

Run as `python -m kg.serve._quality STORE`: writes the body of the dashboard as HTML.
"""

import asyncio
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from html import escape

from kg.errors import KgError

__all__ = ["Made", "Quality", "main"]

_PATIENCE = 8.0
_LONGEST = 600.0
_LARGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class Made:
    """A report, or why there is none; neither while it is being made."""

    html: str = ""
    error: str = ""


class Quality:
    """Makes one report for each state of a store, when somebody asks for it."""

    def __init__(self, store: str) -> None:
        self._store = store
        self._generation = ""
        self._task: asyncio.Task[Made] | None = None

    async def report(self, generation: str) -> Made:
        """The report of this state; empty when it is not ready within some seconds."""
        if self._task is None or self._generation != generation:
            self.close()
            self._generation, self._task = generation, asyncio.create_task(self._make())
        task = self._task
        await asyncio.wait({task}, timeout=_PATIENCE)
        return task.result() if task.done() and not task.cancelled() else Made()

    async def _make(self) -> Made:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "kg.serve._quality", self._store,
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            async with asyncio.timeout(_LONGEST):
                out, _ = await process.communicate()
        except TimeoutError:
            return Made(error=f"the report was not ready after {_LONGEST:g} seconds")
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        return Made(out.decode()) if process.returncode == 0 else Made(error="the report could not be made")

    def close(self) -> None:
        """Stop what is being made."""
        if self._task is not None:
            self._task.cancel()
            self._task = None


def main(path: str) -> int:
    """Write the report of a store to standard output; returns what the process exits with."""
    from kg.quality.dashboard import body, figures_of
    from kg.rdf.dataset import Dataset
    from kg.store.embedded import EmbeddedStore
    from kg.validate import default_shapes, validate

    os.nice(5)
    try:
        store, shapes = EmbeddedStore(path), default_shapes()
        count = store.count()
        if count > _LARGEST:
            text = f"{count:,} triples are more than this page validates; use kg dump and kg report."
            sys.stdout.write(f"<p>{escape(text)}</p>")
            return 0
        dataset = Dataset.from_quads(store.quads())
        text = body(figures_of(dataset, validate(dataset, shapes), shapes))
    except KgError as error:
        print(error, file=sys.stderr)  # noqa: T201 - a program of its own
        return 1
    sys.stdout.buffer.write(text.encode())
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
