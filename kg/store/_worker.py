"""A process of its own that answers queries over an embedded store, so that a query can be stopped by ending it.

Run as `python -m kg.store._worker PATH [offline]`: reads one JSON request a line on standard input, writes for each one
line of JSON and then as many bytes as it says. pyoxigraph has no time limit, and a thread cannot be ended.
"""

import json
import sys
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Store

from kg.store._base import Limits
from kg.store._offline import go_offline
from kg.store._results import TooLongError, answer_of

__all__ = ["main"]

_MEMORY = 8 << 30


def _answer(store: Store, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    limits = Limits(None, request["rows"], request["bytes"])
    default: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(iri) for iri in request["default"]]
    named: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in request["named"]]
    try:
        result = store.query(
            request["query"],
            use_default_graph_as_union=not default and not named,
            default_graph=default or None,
            named_graphs=named if default or named else None,
        )
        answer = answer_of(result, request["media"], limits)
    except SyntaxError as error:
        return {"wrong": str(error)}, b""
    except TooLongError:
        return {"wrong": f"the answer is longer than {limits.bytes} bytes; ask for less, such as with LIMIT"}, b""
    except (OSError, ValueError, RuntimeError, MemoryError) as error:
        return {"failed": str(error) or type(error).__name__}, b""
    return {"kind": answer.kind, "media": answer.media_type, "cut": answer.cut}, answer.body


def main(path: str, mode: str = "") -> None:
    """Answer requests until standard input ends; in the mode "offline" without the right to open a connection."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, resource.RLIM_INFINITY))
    try:
        store = Store.read_only(path) if Path(path, "CURRENT").exists() else Store()
    except (OSError, RuntimeError) as error:
        store, broken = Store(), str(error)
    else:
        broken = ""
    if mode == "offline":
        go_offline()
    for line in sys.stdin.buffer:
        head, body = ({"failed": broken}, b"") if broken else _answer(store, json.loads(line))
        out = sys.stdout.buffer
        out.write(json.dumps({**head, "size": len(body)}).encode() + b"\n")
        out.write(body)
        out.flush()


if __name__ == "__main__":
    main(*sys.argv[1:3])
