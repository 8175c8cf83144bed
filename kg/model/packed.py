"""Model values as bytes and back, for files that this tool alone writes and reads.

Fields lie by place, without names or checks; the bytes are those of `marshal`, which makes no objects but plain ones.
`marshal` has to be spared bytes of strangers: what others may have written is read by `kg.model.codec`. Readers and
writers are expressions made from our own types, never from data.
"""

import marshal
from collections.abc import Buffer, Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeAliasType, Union, get_args, get_origin, get_type_hints

__all__ = ["changer", "layout", "packer", "part_unpacker", "unpacker"]

_PLAIN = frozenset((str, int, float, bool, bytes, NoneType))
_WITHOUT_REFERENCES = 2


@cache
def packer(kind: Any) -> Callable[[Any], bytes]:
    """What writes values of a type: a dataclass, enum or plain type, a tuple of these, or one of these or None.

    Raises:
        TypeError: values of that type cannot be packed.

    >>> from kg.model import Name
    >>> unpacker(tuple[Name, ...])(packer(tuple[Name, ...])((Name("fr", "Lomé"),)))
    (Name(language='fr', text='Lomé'),)
    """
    names = {"dumps": marshal.dumps}
    return _function(f"dumps({_plain(kind, 'value', names)}, {_WITHOUT_REFERENCES})", names)


@cache
def unpacker(kind: Any) -> Callable[[Buffer], Any]:
    """What reads that which the `packer` of the same type wrote."""
    names: dict[str, Any] = {}
    build = _function(_built(kind, "value", names), names)
    return lambda data: build(marshal.loads(data))  # noqa: S302 - our own file


@cache
def part_unpacker(kind: Any, *wanted: str) -> Callable[[Buffer], tuple[Any, ...]]:
    """What reads some fields of a dataclass that the `packer` wrote, and makes nothing of the others."""
    names: dict[str, Any] = {}
    parts = [_built(each, f"value[{at}]", names) for at, each in _fields(kind, wanted)]
    build = _function(_row(parts), names)
    return lambda data: build(marshal.loads(data))  # noqa: S302 - our own file


@cache
def changer(kind: Any, *changed: str) -> Callable[[Buffer, Sequence[Any]], bytes]:
    """What puts other values, which are plain data, in place of some fields of a dataclass that the `packer` wrote."""
    places = [at for at, _ in _fields(kind, changed)]

    def change(data: Buffer, values: Sequence[Any]) -> bytes:
        row = list(marshal.loads(data))  # noqa: S302 - our own file
        for at, value in zip(places, values, strict=True):
            row[at] = value
        return marshal.dumps(row, _WITHOUT_REFERENCES)

    return change


def _fields(kind: Any, wanted: Sequence[str]) -> list[tuple[int, Any]]:
    """Place and type of some fields."""
    known = {field.name: at for at, field in enumerate(fields(kind))}
    return [(known[name], _parts(kind)[1][known[name]]) for name in wanted]


def layout(kind: Any) -> str:
    """A text that is another one when values of a type are packed in another way, since a field is new or has moved."""
    return _plain(kind, "value", {})


def _function(expression: str, names: dict[str, Any]) -> Callable[[Any], Any]:
    """A function of `value`; one expression for a type with all that is in it takes half the time of nested calls."""
    return eval(f"lambda value: {expression}", names)  # type: ignore[no-any-return]  # noqa: S307 - of our types alone


@cache
def _parts(kind: Any) -> tuple[type | None, tuple[Any, ...]]:
    """How a type is put together: tuple, dataclass or Enum itself, and the types in it; for a plain type None.

    A type that may be None is (NoneType, (the other,)); a tuple of any length has its one type and an ellipsis.
    """
    if isinstance(kind, TypeAliasType):
        kind = kind.__value__
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        others = tuple(each for each in arguments if each is not NoneType)
        if len(others) == 1:
            return NoneType, others
    elif origin is tuple:
        return tuple, arguments
    elif kind in _PLAIN:
        return None, ()
    elif isinstance(kind, type) and issubclass(kind, Enum):
        return Enum, ()
    elif is_dataclass(kind):
        hints = get_type_hints(kind)
        return object, tuple(hints[field.name] for field in fields(kind))
    raise TypeError(f"not a type of model values: {kind}")


def _plain(kind: Any, value: str, names: dict[str, Any]) -> str:
    """An expression for plain data of the value that an expression gives; what it calls is put among the names."""
    form, types = _parts(kind)
    if form is Enum:
        return f"{value}._value_"
    if form is object:
        return _row(
            _plain(each, f"{value}.{field.name}", names) for each, field in zip(types, fields(kind), strict=True)
        )
    return _outer(form, types, value, names, _plain)


def _built(kind: Any, value: str, names: dict[str, Any]) -> str:
    """An expression for the value of the plain data that an expression gives."""
    form, types = _parts(kind)
    if form is Enum:
        return f"{_name(kind._value2member_map_, names)}[{value}]"
    if form is object:
        places = [f"{value}[{at}]" for at in range(len(types))]
        parts = [_built(each, place, names) for each, place in zip(types, places, strict=True)]
        return f"{_name(kind, names)}{f'(*{value})' if parts == places else _row(parts)}"
    return _outer(form, types, value, names, _built)


def _outer(
    form: type | None, types: tuple[Any, ...], value: str, names: dict[str, Any], change: Callable[..., str]
) -> str:
    """An expression for a changed tuple, value that may be None, or plain value."""
    if form is None:
        return value
    if form is tuple and types[1:] != (...,):
        places = [f"{value}[{at}]" for at in range(len(types))]
        parts = [change(each, place, names) for each, place in zip(types, places, strict=True)]
        return value if parts == places else _row(parts)
    each = value if form is NoneType else _name(None, names)
    changed = change(types[0], each, names)
    if changed == each:
        return value
    if form is NoneType:
        return f"(None if {value} is None else {changed})"
    return f"tuple([{changed} for {each} in {value}])"


def _row(parts: Iterable[str]) -> str:
    return "(" + "".join(f"{each}, " for each in parts) + ")"


def _name(thing: Any, names: dict[str, Any]) -> str:
    """A name of its own for what an expression speaks of."""
    name = f"name{len(names)}"
    names[name] = thing
    return name
