"""JSON-LD: the union of all graphs, compacted with the bundled context, one tree per event.

The context stands in the document, so nothing is ever fetched; reading refuses a document that asks for a remote one.
pyoxigraph reads; it can write the expanded form alone, so compacting and framing are done here (`_context`, `_tree`).
Reading looks at the nesting first, because pyoxigraph's parser exhausts the stack on a few thousand levels.
"""

import json
import re
from collections.abc import Mapping
from itertools import accumulate
from typing import BinaryIO

from pyoxigraph import RdfFormat

from kg.errors import InputError
from kg.rdf.dataset import Dataset
from kg.rdf.formats._base import DEFAULT_LIMITS, Format, Limits
from kg.rdf.formats._blocks import blocks_of, restored
from kg.rdf.formats._context import Context, bundled_context, context_of
from kg.rdf.formats._reading import load, parsed, syntax_error
from kg.rdf.formats._tree import trees

__all__ = ["FORMAT", "write_with"]

_STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_STEP = tuple(1 if byte in b"[{" else -1 for byte in range(256))
_REMOTE = re.compile(r'"@(?:context|import)"\s*:\s*(?:\[[^\[\]{}]*?)?"([^"]*)"')


def _write(dataset: Dataset, stream: BinaryIO, prefixes: Mapping[str, str], /) -> None:
    write_with(context_of(bundled_context(), prefixes), dataset, stream)


def write_with(context: Context, dataset: Dataset, stream: BinaryIO) -> None:
    """Write a data set with a context of one's own choice; it is written into the document.

    Raises:
        InputError: the graph holds an IRI that the context would make another, or an RDF 1.2 term.
    """
    blocks = blocks_of(dataset, {name: namespace for namespace, name in context.prefixes})
    head = json.dumps(context.source, ensure_ascii=False, indent=2).replace("\n", "\n  ")
    found = list(trees(blocks, context))
    stream.write(f'{{\n  "@context": {head},\n  "@graph": ['.encode())
    for i, tree in enumerate(found):
        stream.write(f"{',' if i else ''}\n  {restored(tree)}".encode("latin-1"))
    stream.write(b"\n  ]\n}\n" if found else b"]\n}\n")


def _depth(data: bytes) -> int:
    """How deep the brackets outside strings are nested."""
    if len(data) - len(data.translate(None, b"[{")) <= 1:
        return 1
    brackets = _STRING.sub(b"", data).translate(None, _NOT_BRACKETS)
    return max(accumulate(map(_STEP.__getitem__, brackets)), default=0)


def _read(
    source: bytes | BinaryIO, *, base_iri: str | None = None, limits: Limits = DEFAULT_LIMITS, name: str = "input"
) -> Dataset:
    data = load(source, limits, name)
    if _depth(data) > limits.depth:
        raise InputError(f"{name}: objects nested more than {limits.depth} deep")
    try:
        return parsed(data, RdfFormat.JSON_LD, base_iri, limits, name)
    except InputError as error:
        if "LoadDocumentCallback" not in str(error):
            raise
        raise _remote(data, name) from error


def _remote(data: bytes, name: str) -> InputError:
    """The error for a document that asks for a context from elsewhere."""
    text = data.decode(errors="replace")
    found = _REMOTE.search(text)
    if found is None:
        return InputError(f"{name}: a remote @context is never loaded; put the context itself into the document")
    line, column = text.count("\n", 0, found.start(1)) + 1, found.start(1) - text.rfind("\n", 0, found.start(1))
    message = f"the remote @context {found[1]!r} is never loaded; put the context itself into the document"
    return syntax_error(name, line, column, message)


FORMAT = Format(
    name="jsonld",
    media_type="application/ld+json",
    extensions=(".jsonld", ".json"),
    iri="http://www.w3.org/ns/formats/JSON-LD",
    supports_graphs=False,
    write=_write,
    read=_read,
)
