"""Reading that all formats share: limits, and errors with file, line and column."""

import re
from itertools import accumulate, islice
from typing import BinaryIO

from pyoxigraph import Literal, Quad, RdfFormat, parse

from kg.errors import InputError
from kg.rdf.dataset import Dataset
from kg.rdf.formats._base import DEFAULT_LIMITS, Limits, Reader
from kg.rdf.lines import TERM_TOO_LONG

__all__ = ["load", "parsed", "reader", "syntax_error"]

_CHUNK = 1 << 20
_LINES = {RdfFormat.N_TRIPLES, RdfFormat.N_QUADS}
# What brackets mean nothing in: texts, IRIs, comments, escaped characters of names.
_NO_NESTING = re.compile(
    rb'"""(?:[^"\\]++|\\.|"(?!""))*+"""|"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
    rb"|'''(?:[^'\\]++|\\.|'(?!''))*+'''|'[^'\\\n]*(?:\\.[^'\\\n]*)*'"
    rb"|<[^<>\"{}|^`\x00-\x20]*>|#[^\n]*|\\.",
    re.DOTALL,
)
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[](){}"))
_STEP = tuple(1 if byte in b"[({" else -1 for byte in range(256))


def load(source: bytes | BinaryIO, limits: Limits, name: str) -> bytes:
    """All bytes of a source, read in pieces so that a compressed bomb stops at the limit.

    Raises:
        InputError: more bytes than the limit allows.
    """
    if isinstance(source, bytes):
        data = source
    else:
        pieces, size = [], 0
        while size <= limits.bytes and (piece := source.read(_CHUNK)):
            pieces.append(piece)
            size += len(piece)
        data = b"".join(pieces)
    if len(data) > limits.bytes:
        raise InputError(f"{name}: more than {limits.bytes} bytes; split the file or raise the limit")
    return data


def syntax_error(name: str, line: int | None, column: int | None, message: str) -> InputError:
    """The error for a document that breaks its format's grammar, at a place as editors count it."""
    place = ":".join(str(part) for part in (name, line, column) if part is not None)
    return InputError(f"{place}: {message}")


def parsed(data: bytes, syntax: RdfFormat, base_iri: str | None, limits: Limits, name: str) -> Dataset:
    """The data set that pyoxigraph reads.

    Raises:
        InputError: a syntax error, a base IRI that is none, or more quads or longer literals than the limits allow.
    """
    try:
        quads: list[Quad] = list(islice(parse(data, format=syntax, base_iri=base_iri), limits.quads + 1))
    except SyntaxError as error:
        raise syntax_error(name, error.lineno, error.offset, _without_place(error.msg)) from error
    except ValueError as error:
        raise InputError(f"{name}: {error}") from error
    except MemoryError as error:
        raise InputError(f"{name}: {TERM_TOO_LONG}") from error
    if len(quads) > limits.quads:
        raise InputError(f"{name}: more than {limits.quads} triples; split the file or raise the limit")
    if len(data) > limits.literal:  # a shorter document cannot hold a longer literal
        for quad in quads:
            if isinstance(quad.object, Literal) and len(quad.object.value) > limits.literal:
                raise InputError(f"{name}: {quad.subject} has a literal of more than {limits.literal} characters")
    return Dataset.from_quads(quads)


def _without_place(message: str) -> str:
    """The parser's message; its own words for the place are dropped, as line and column stand in front."""
    return message.partition(": ")[2] if message.startswith("Parser error ") else message


def _refuse_depth(data: bytes, syntax: RdfFormat, limits: Limits, name: str) -> None:
    """Refuse blank nodes in blank nodes, lists in lists and triples in triples beyond measure.

    Raises:
        InputError: deeper than the limit allows.
    """
    openings = (b"<<",) if syntax in _LINES else (b"[", b"(", b"{", b"<<")
    if sum(map(data.count, openings)) <= limits.depth:
        return
    plain = (
        _NO_NESTING.sub(b"", data).replace(b"<<(", b"(").replace(b")>>", b")").replace(b"<<", b"(").replace(b">>", b")")
    )
    if max(accumulate(map(_STEP.__getitem__, plain.translate(None, _NOT_BRACKETS))), default=0) > limits.depth:
        raise InputError(f"{name}: nodes, lists or triples nested more than {limits.depth} deep")


def reader(syntax: RdfFormat) -> Reader:
    """The reader of a format that needs no checks but that of its depth."""

    def read(
        source: bytes | BinaryIO, *, base_iri: str | None = None, limits: Limits = DEFAULT_LIMITS, name: str = "input"
    ) -> Dataset:
        data = load(source, limits, name)
        _refuse_depth(data, syntax, limits, name)
        return parsed(data, syntax, base_iri, limits, name)

    return read
