"""Model types as JSON and back: what `kg extract` writes, `kg fuse` reads and a checkpoint keeps."""

from collections.abc import Callable, Hashable, Mapping
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeAliasType, Union, cast, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import fields

from kg.errors import InputError
from kg.model.text import Span

__all__ = ["decode", "encode"]

type Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


def encode(value: Any, text: str | None = None) -> Json:
    """A model value as JSON data; fields that hold their default are left out.

    Args:
        value: a `Struct`, tuple, enum member, string, number or None.
        text: the article text; every span then carries its words too.

    >>> encode(Span(0, 2), "Il a dit")
    {'start': 0, 'end': 2, 'text': 'Il'}
    """
    if isinstance(value, Span):
        at: dict[str, Json] = {"start": value.start, "end": value.end}
        return at if text is None else {**at, "text": value.of(text)}
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return [encode(each, text) for each in value]
    if isinstance(value, Struct):
        found: dict[str, Json] = {}
        for name, default in _defaults(type(value)):
            each = getattr(value, name)
            if each != default:
                found[name] = each if type(each) in _PLAIN else encode(each, text)
        return found
    if isinstance(value, bytes):
        return value.hex()
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(f"not a model value: {type(value).__name__}")


def decode[T](kind: type[T], data: Any, where: str = "") -> T:
    """The model value that `encode` wrote.

    Raises:
        InputError: the data is not of that form; the message says where.
    """
    try:
        return _reader(cast(Hashable, kind))(data)  # type: ignore[no-any-return]
    except (InputError, AttributeError, KeyError, TypeError, ValueError):
        return _decode(kind, data, where or kind.__name__)  # type: ignore[no-any-return]


_PLAIN = frozenset((str, int, float, bool, NoneType))


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in fields(kind))


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:
    """What makes a value of a type from well-formed data, faster than `_decode`; for other data it fails."""
    if isinstance(hint, TypeAliasType):
        hint = hint.__value__
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType) and len(arguments) == 2 and NoneType in arguments:
        (other,) = (_reader(each) for each in arguments if each is not NoneType)
        return lambda data: None if data is None else other(data)
    if origin is tuple and arguments[1:] == (...,):
        item = _reader(arguments[0])
        return lambda data: tuple(map(item, _exactly(list, data)))
    if origin is not None or hint in (NoneType, float, bytes):
        return lambda data: _decode(hint, data, "")
    if issubclass(hint, Enum):
        members: Mapping[Any, Any] = hint._value2member_map_
        return members.__getitem__
    if hint is Span:
        return _span
    if issubclass(hint, Struct):
        make: Any = hint
        readers = {name: _reader(each) for name, each in _hints(make).items()}
        return lambda data: make(**{name: readers[name](value) for name, value in _exactly(dict, data).items()})
    if hint in (str, int, bool):
        return lambda data: _exactly(hint, data)
    return lambda data: _decode(hint, data, "")


def _span(data: Any) -> Span:
    if data.keys() - {"start", "end", "text"}:
        raise KeyError
    return Span(_exactly(int, data["start"]), _exactly(int, data["end"]))


def _exactly(kind: type, data: Any) -> Any:
    if type(data) is not kind:
        raise TypeError
    return data


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _decode(hint: Any, data: Any, where: str) -> Any:
    if isinstance(hint, TypeAliasType):
        hint = hint.__value__
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _decode_union(get_args(hint), data, where)
    if origin is tuple:
        return _decode_tuple(get_args(hint), data, where)
    if hint is NoneType:
        return _checked(data is None, None, where, "null")
    if issubclass(hint, Enum):
        try:
            return hint(data)
        except ValueError as error:
            raise InputError(f"{where}: {error}") from error
    if issubclass(hint, Struct):
        return _decode_struct(hint, data, where)
    if hint is bytes:
        try:
            return bytes.fromhex(_checked(isinstance(data, str), data, where, "hexadecimal digits"))
        except ValueError as error:
            raise InputError(f"{where}: {error}") from error
    if hint is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    right = isinstance(data, hint) and (hint is bool or not isinstance(data, bool))
    return _checked(right, data, where, hint.__name__)


def _checked(right: bool, data: Any, where: str, expected: str) -> Any:
    if not right:
        raise InputError(f"{where}: expected {expected}, not {type(data).__name__}")
    return data


def _decode_union(kinds: tuple[Any, ...], data: Any, where: str) -> Any:
    if data is None and NoneType in kinds:
        return None
    others = [kind for kind in kinds if kind is not NoneType]
    if len(others) > 1 and isinstance(data, dict):
        others = [kind for kind in others if data.keys() <= {field.name for field in fields(kind)}] or others
    return _decode(others[0], data, where)


def _decode_tuple(items: tuple[Any, ...], data: Any, where: str) -> tuple[Any, ...]:
    _checked(isinstance(data, list), data, where, "an array")
    if items[1:] == (...,):
        return tuple(_decode(items[0], each, f"{where}[{index}]") for index, each in enumerate(data))
    _checked(len(data) == len(items), data, where, f"an array of {len(items)}")
    return tuple(_decode(kind, each, where) for kind, each in zip(items, data, strict=True))


def _decode_struct(kind: Any, data: Any, where: str) -> Any:
    _checked(isinstance(data, dict), data, where, "an object")
    hints = _hints(kind)
    if kind is Span:
        data = {key: value for key, value in data.items() if key != "text"}
    for key in data:
        if key not in hints:
            raise InputError(f"{where}: unknown key {key!r}; known: {', '.join(sorted(hints))}")
    values = {key: _decode(hints[key], value, f"{where}.{key}") for key, value in data.items()}
    try:
        return kind(**values)
    except (TypeError, ValueError) as error:
        raise InputError(f"{where}: {error}") from error
