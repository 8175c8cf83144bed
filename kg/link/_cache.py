"""Answers of a service on disk, each with the time it came; only good answers are ever stored."""

import json
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.files import replacing
from kg.untrusted import parse_json

__all__ = ["Cache"]


class Cache:
    """A folder of answers.

    Args:
        folder: where; None stores nothing.
        max_age: seconds an answer stays good.
        now: seconds since 1970.
    """

    def __init__(self, folder: Path | None, max_age: float, now: Callable[[], float]) -> None:
        self._folder = folder
        self._max_age = max_age
        self._now = now

    def _path(self, key: str) -> Path | None:
        if self._folder is None:
            return None
        name = sha256(key.encode()).hexdigest()
        return self._folder / name[:2] / f"{name}.json"

    def get(self, key: str, *, any_age: bool = False) -> Any:
        """The answer to a request; None when there is none, it is too old or its file is broken."""
        path = self._path(key)
        if path is None:
            return None
        try:
            stored = parse_json(path.read_bytes())
            age = self._now() - stored["time"]
            # Two requests never share a file: the whole request stands in it.
            good = stored["request"] == key and (any_age or 0 <= age <= self._max_age)
            return stored["answer"] if good else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: str, answer: Any) -> None:
        """Store an answer, whole or not at all; a folder that cannot be written only costs speed."""
        path = self._path(key)
        if path is None:
            return
        stored = json.dumps({"request": key, "time": self._now(), "answer": answer}, ensure_ascii=False)
        with suppress(InputError), replacing(path) as stream:
            stream.write(stored.encode())
