"""Model values as bytes and back, for files that this tool alone writes and reads: MessagePack, fields by place."""

from collections.abc import Buffer, Callable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from msgspec import Raw, defstruct, inspect, msgpack
from msgspec.structs import FieldInfo, fields

__all__ = ["changer", "layout", "packed", "part_unpacker", "unpacker"]

packed: Callable[[Any], bytes] = msgpack.Encoder().encode
"""The bytes of a model value, an enum member, a plain value, a tuple of these, or None."""


@cache
def unpacker(kind: Any) -> Callable[[Buffer], Any]:
    """What reads values of a type that were packed.

    >>> from kg.model import Name
    >>> unpacker(tuple[Name, ...])(packed((Name("fr", "Lomé"),)))
    (Name(language='fr', text='Lomé'),)
    """
    return msgpack.Decoder(kind).decode


@cache
def part_unpacker(kind: Any, *wanted: str) -> Callable[[Buffer], tuple[Any, ...]]:
    """What reads two or more fields of packed values of a type, and makes nothing of the others."""
    parts = [(field.name, field.type if field.name in wanted else Raw) for field in _fields(kind, wanted)]
    read, chosen = msgpack.Decoder(defstruct("Part", parts, array_like=True)).decode, attrgetter(*wanted)
    return lambda data: chosen(read(data))


@cache
def changer(kind: Any, *changed: str) -> Callable[[Buffer, Sequence[Any]], bytes]:
    """What puts other values in place of some fields of packed values of a type."""
    names = [field.name for field in _fields(kind, changed)]
    places, read = [names.index(name) for name in changed], msgpack.Decoder(list[Raw]).decode

    def change(data: Buffer, values: Sequence[Any]) -> bytes:
        row: list[Any] = read(data)
        for at, value in zip(places, values, strict=True):
            row[at] = value
        return packed(row)

    return change


def layout(kind: Any) -> str:
    """A text that is another one when values of a type are packed in another way, since a field is new or has moved."""
    return repr(inspect.type_info(kind))


def _fields(kind: Any, named: Sequence[str]) -> tuple[FieldInfo, ...]:
    """The fields of a type, these among them."""
    known = fields(kind)
    if unknown := set(named) - {field.name for field in known}:
        raise KeyError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    return known
