"""Where the time of a build goes: process time per stage and per spaCy component, for `kg build --profile`.

The functions that make up the stages are wrapped while a profile runs, so nothing is paid when none does. Only this
process is seen: a profiled build works in one.
"""

import time
from collections.abc import Iterator
from functools import wraps
from importlib import import_module
from types import TracebackType
from typing import Any, Self

__all__ = ["Profile"]

# Stage, module that calls it, name there; a stage inside another is taken from the outer one's time.
_STAGES = (
    ("read", "kg.engines.local", "read_any"),
    ("language", "kg.engines.local", "spoken"),
    ("spaCy: load", "kg.annotate.parse", "load_pipeline"),
    ("spaCy: tokenizer", "kg.annotate.parse", "tokenized"),
    ("zones", "kg.annotate", "find_zones"),
    ("published", "kg.annotate", "find_published"),
    ("marks", "kg.annotate", "find_marks"),
    ("sentences", "kg.annotate", "parse"),
    ("names", "kg.annotate", "find_entities"),
    ("times", "kg.annotate", "find_times"),
    ("quotations", "kg.annotate", "find_quotations"),
    ("facts", "kg.pipeline", "extract"),
    ("quads", "kg.engines._work", "article_graph"),
    ("digest", "kg.engines._work", "article_summary"),
    ("fuse", "kg.pipeline", "fuse_archive"),
    ("link", "kg.pipeline", "link"),
    ("conclude", "kg.engines.local", "conclude"),
    ("fused quads", "kg.engines.local", "SortedQuads"),
    ("write", "kg.cli.build", "write"),
    ("validate", "kg.quality.streaming", "validate"),
    ("validate", "kg.quality.streaming", "words_in"),
)
_COMPONENT = ("kg.annotate.parse", "run_component")
_OTHER = "other"


class Profile:
    """Process time by stage, while it is entered; "other" is what no stage accounts for."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}
        self._stack: list[str] = [_OTHER]
        self._since = time.process_time()
        self._wall = time.monotonic()
        self._restore: list[tuple[Any, str, Any]] = []

    def __enter__(self) -> Self:
        for stage, module, name in _STAGES:
            self._wrap(module, name, stage)
        self._wrap(*_COMPONENT, None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._turn()
        self._wall = time.monotonic() - self._wall
        for owner, name, original in self._restore:
            setattr(owner, name, original)

    def rows(self) -> list[dict[str, Any]]:
        """Process time and share of each stage, the longest first."""
        total = sum(self._seconds.values()) or 1.0
        return [
            {"stage": stage, "seconds": round(each, 3), "share": round(each / total, 4)}
            for stage, each in sorted(self._seconds.items(), key=lambda item: -item[1])
        ]

    def summary(self) -> dict[str, float]:
        """Wall and process time, and the share of it outside of spaCy's calls; loading its models is one of them."""
        total = sum(self._seconds.values()) or 1.0
        inside = sum(each for stage, each in self._seconds.items() if stage.startswith("spaCy"))
        return {
            "wall_seconds": round(self._wall, 3),
            "processor_seconds": round(total, 3),
            "share_outside_spacy": round(1 - inside / total, 4),
        }

    def _turn(self) -> None:
        """Book the time since the last turn to the stage on top."""
        now = time.process_time()
        self._seconds[self._stack[-1]] = self._seconds.get(self._stack[-1], 0.0) + now - self._since
        self._since = now

    def _wrap(self, module: str, name: str, known: str | None) -> None:
        """Time a function as a stage; without one, its first argument names the component that is its stage."""
        owner = import_module(module)
        original = getattr(owner, name)

        @wraps(original)
        def timed(*arguments: Any, **options: Any) -> Any:
            stage = known or f"spaCy: {arguments[0]}"
            self._turn()
            self._stack.append(stage)
            try:
                found = original(*arguments, **options)
            finally:
                self._turn()
                self._stack.pop()
            return self._iterated(found, stage) if isinstance(found, Iterator) else found

        setattr(owner, name, timed)
        self._restore.append((owner, name, original))

    def _iterated(self, items: Iterator[Any], stage: str) -> Iterator[Any]:
        """The items, the time each takes booked to a stage."""
        while True:
            self._turn()
            self._stack.append(stage)
            try:
                item = next(items, self)
            finally:
                self._turn()
                self._stack.pop()
            if item is self:
                return
            yield item
