"""Builds frozen dataclasses from TOML tables, checking every key and type."""

from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from kg.errors import InputError

__all__ = ["build"]


def build[T](kind: type[T], table: dict[str, Any], where: str) -> T:
    """An instance of a frozen dataclass from a TOML table; arrays become tuples, tables become dataclasses.

    Args:
        kind: the dataclass.
        table: the parsed TOML.
        where: file and table for messages.

    Raises:
        InputError: a key is unknown or missing, or a value has the wrong type; the message names it.
    """
    hints = get_type_hints(kind)
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    for key in table:
        if key not in known:
            raise InputError(f"{where}: unknown key {key!r}; known: {', '.join(sorted(known))}")
    values = {key: _value(hints[key], value, f"{where}.{key}") for key, value in table.items()}
    try:
        return kind(**values)
    except TypeError as error:
        raise InputError(f"{where}: {error}") from error


def _value(hint: Any, value: Any, where: str) -> Any:
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        if get_args(hint)[1:] != (...,):
            items = get_args(hint)
            if not isinstance(value, list) or len(value) != len(items):
                raise InputError(f"{where}: expected an array of {len(items)}")
            return tuple(_value(kind, each, where) for kind, each in zip(items, value, strict=True))
        if not isinstance(value, list):
            raise InputError(f"{where}: expected an array")
        return tuple(_value(item, each, f"{where}[{index}]") for index, each in enumerate(value))
    if is_dataclass(hint):
        if not isinstance(value, dict):
            raise InputError(f"{where}: expected a table")
        return build(hint, value, where)  # type: ignore[arg-type]
    if not isinstance(value, hint):
        raise InputError(f"{where}: expected {hint.__name__}, not {type(value).__name__}")
    return value
