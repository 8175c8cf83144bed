"""Graphs in a SPARQL store: an embedded one in a folder, or any SPARQL 1.1 server.

`open_store` takes a path or an address. Articles are kept as one named graph each, with a record in the store's ledger
that holds their digest; `kg.upkeep` keeps the fused graph in step.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping

from pyoxigraph import RdfFormat, Triple, serialize

from kg.store._base import LEDGER, Answer, Ledger, Limits, Record, Store

__all__ = ["LEDGER", "Answer", "Ledger", "Limits", "Record", "Store", "checksum", "open_store"]


def open_store(where: str, *, writable: bool = False, environ: Mapping[str, str] | None = None) -> Store:
    """The store at a path or an http(s) address.

    Args:
        where: folder of an embedded store, or address of a SPARQL server.
        writable: whether it will be changed; an embedded store is made if there is none, and locked.
        environ: where credentials and settings of a server are read from; by default the process's environment.

    Raises:
        StoreError: it cannot be opened or reached.
    """
    if where.lower().startswith(("http://", "https://")):
        from kg.store._settings import server_settings
        from kg.store.http import HttpStore

        return HttpStore(server_settings(where, os.environ if environ is None else environ), writable=writable)
    from kg.store.embedded import EmbeddedStore

    return EmbeddedStore(where, writable=writable)


def checksum(triples: Iterable[Triple]) -> tuple[str, int]:
    """SHA-256 of a graph's sorted N-Triples lines, and how many triples there are."""
    lines = sorted(set((serialize(triples, format=RdfFormat.N_TRIPLES) or b"").splitlines()))
    return hashlib.sha256(b"\n".join(lines)).hexdigest(), len(lines)
