"""Model values as bytes and back, for files that this process alone writes and reads.

Fields lie by place, without names or checks; the bytes are those of `marshal`, which makes no objects but plain ones.
What others may have written is read by `kg.model.codec`.
"""

import marshal
from collections.abc import Buffer, Callable, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeAliasType, Union, get_args, get_origin, get_type_hints

__all__ = ["packer", "unpacker"]

type _Change = Callable[[Any], Any]

_PLAIN = frozenset((str, int, float, bool, bytes, NoneType))
_WITHOUT_REFERENCES = 2


def packer(kind: Any) -> Callable[[Any], bytes]:
    """What writes values of a type: a dataclass, enum or plain type, a tuple of these, or one of these or None.

    Raises:
        TypeError: values of that type cannot be packed.

    >>> from kg.model import Name
    >>> unpacker(tuple[Name, ...])(packer(tuple[Name, ...])((Name("fr", "Lomé"),)))
    (Name(language='fr', text='Lomé'),)
    """
    change = _flattener(kind)
    if change is None:
        return lambda value: marshal.dumps(value, _WITHOUT_REFERENCES)
    return lambda value: marshal.dumps(change(value), _WITHOUT_REFERENCES)


def unpacker(kind: Any) -> Callable[[Buffer], Any]:
    """What reads that which the `packer` of the same type wrote."""
    change = _builder(kind)
    if change is None:
        return marshal.loads
    return lambda data: change(marshal.loads(data))  # noqa: S302 - our own file


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


@cache
def _flattener(kind: Any) -> _Change | None:
    """What makes plain data of a value; None where it is plain data."""
    form, types = _parts(kind)
    if form is None:
        return None
    if form is Enum:
        return attrgetter("_value_")
    if form is object:
        names = [field.name for field in fields(kind)]
        get: _Change = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
        return _row([_flattener(each) for each in types], get)
    return _outer(form, types, _flattener)


@cache
def _builder(kind: Any) -> _Change | None:
    """What makes the value again."""
    form, types = _parts(kind)
    if form is None:
        return None
    if form is Enum:
        members: _Change = kind._value2member_map_.__getitem__
        return members
    if form is object:
        row = _row([_builder(each) for each in types], None)
        return (lambda data: kind(*data)) if row is None else (lambda data: kind(*row(data)))
    return _outer(form, types, _builder)


def _outer(form: type, types: tuple[Any, ...], change_of: Callable[[Any], _Change | None]) -> _Change | None:
    """What changes a tuple, or a value that may be None; None where nothing in it changes."""
    if form is tuple and types[1:] != (...,):
        return _row([change_of(each) for each in types], None, tuple)
    change = change_of(types[0])
    if change is None:
        return None
    if form is tuple:
        return lambda values: tuple(map(change, values))
    return lambda value: None if value is None else change(value)


def _row(changes: Sequence[_Change | None], get: _Change | None, make: Callable[[Any], Any] = list) -> _Change | None:
    """What changes some of the values of a row; None where it would change none and read none."""
    places = [(at, change) for at, change in enumerate(changes) if change is not None]
    if not places:
        return get

    def changed(given: Any) -> Any:
        row = list(given if get is None else get(given))
        for at, change in places:
            row[at] = change(row[at])
        return row if make is list else make(row)

    return changed
