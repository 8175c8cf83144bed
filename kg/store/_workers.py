"""Runs queries in worker processes and ends those that take too long."""

import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from kg.errors import InputError, StoreError
from kg.store._base import Answer, Limits

__all__ = ["Worker"]


class Worker:
    """One process over one embedded store; answers one query at a time, and is started again when it was ended.

    Args:
        path: of the store's data.
        offline: whether queries are kept from calling other servers, where the system can do that.

    What is guaranteed: a query that passes its time is stopped by the operating system, whatever it is doing, and the
    next one starts on a fresh process that sees the store as it is then.
    """

    def __init__(self, path: str | Path, *, offline: bool = False) -> None:
        self._path = str(path)
        self._command = [sys.executable, "-m", "kg.store._worker", self._path, *(["offline"] if offline else [])]
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def query(
        self, sparql: str, media_type: str, limits: Limits, default: Sequence[str] = (), named: Sequence[str] = ()
    ) -> Answer:
        """The answer; see `Store.query`.

        Raises:
            InputError: it is no query, or the answer is too long.
            StoreError: it took too long, or the store failed.
        """
        request = {
            "query": sparql,
            "media": media_type,
            "rows": limits.rows,
            "bytes": limits.bytes,
            "default": list(default),
            "named": list(named),
        }
        with self._lock:
            head, body = self._ask(json.dumps(request).encode(), limits.seconds)
        if "wrong" in head:
            raise InputError(f"query: {head['wrong']}")
        if "failed" in head:
            raise StoreError(f"{self._path}: {head['failed']}")
        return Answer(head["kind"], head["media"], body, head["cut"])

    def _ask(self, request: bytes, seconds: float | None) -> tuple[dict[str, Any], bytes]:
        process = self._process
        if process is None or process.poll() is not None:
            process = self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert process.stdin is not None  # noqa: S101 - both are pipes
        assert process.stdout is not None  # noqa: S101
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, end) if seconds is not None else None
        if timer:
            timer.daemon = True
            timer.start()
        head, body = b"", b""
        try:
            with suppress(BrokenPipeError):
                process.stdin.write(request + b"\n")
                process.stdin.flush()
            head = process.stdout.readline()
            if head.endswith(b"\n"):
                found: dict[str, Any] = json.loads(head)
                body = process.stdout.read(found["size"])
                if len(body) == found["size"]:
                    return found, body
        except BaseException:
            self._end()
            raise
        finally:
            if timer:
                timer.cancel()
        self._end()
        if late.is_set():
            raise StoreError(
                f"the query took longer than {seconds:g} seconds and was stopped; ask for less, or --timeout"
            )
        raise StoreError("the query needed more memory than allowed, or its process was ended; ask for less")

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()
        process.wait()

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()
