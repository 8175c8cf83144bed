"""Where the time of a run goes, by sampling the stack: which stage, which part of it, and whether inside spaCy."""

import sys
import threading
import time
from collections import Counter
from types import FrameType, TracebackType
from typing import Any, Self

__all__ = ["Profile"]

_INTERVAL = 0.002


class Profile:
    """Samples the main thread every two milliseconds while it is open; costs about one per cent.

    A sample belongs to the innermost module of kg on the stack; time in the libraries that it calls counts as its own,
    but for the parser, which is told apart.
    """

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._main = threading.get_ident()
        self._stop = threading.Event()

    def __enter__(self) -> Self:
        self._wall, self._cpu = time.monotonic(), time.process_time()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()
        self._wall, self._cpu = time.monotonic() - self._wall, time.process_time() - self._cpu

    def _sample(self) -> None:
        while not self._stop.wait(_INTERVAL):
            frame = sys._current_frames().get(self._main)
            self._counts[_part(frame)] += 1

    def rows(self) -> list[dict[str, Any]]:
        """Seconds and share of each part, most first; a stage is the first word of its name."""
        total = self._counts.total() or 1
        return [
            {"part": part, "seconds": round(self._wall * count / total, 3), "share": round(count / total, 4)}
            for part, count in self._counts.most_common()
        ]

    def summary(self) -> dict[str, float]:
        """Wall and processor seconds, and the share of time outside of the parser."""
        total = self._counts.total() or 1
        inside = sum(count for part, count in self._counts.items() if "spaCy" in part)
        return {
            "wall_seconds": round(self._wall, 3),
            "processor_seconds": round(self._cpu, 3),
            "share_outside_spacy": round(1 - inside / total, 4),
        }


def _part(frame: FrameType | None) -> str:
    spacy = False
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if module.startswith(("spacy", "thinc")):
            spacy = True
        if module.startswith("kg.") and not module.startswith("kg.cli"):
            name = module.removeprefix("kg.")
            if name == "annotate.parse" and frame.f_code.co_name == "load_pipeline":
                return "annotate.parse: loading models with spaCy"
            if name == "annotate.parse" and frame.f_code.co_name == "run_component":
                return f"annotate.parse: spaCy {frame.f_locals['name']}"
            return f"{name}: spaCy" if spacy else name
        frame = frame.f_back
    return "start and imports"
