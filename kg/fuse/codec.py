"""Digests as one line of JSON each, for checkpoints and for archives whose digests do not fit in memory."""

import json
import types
import typing
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

from kg.model import ArticleDigest

__all__ = ["dump_digest", "load_digest"]


def dump_digest(digest: ArticleDigest) -> str:
    """One line of JSON: the fields of each type in order, without their names.

    >>> empty = ArticleDigest("ab", "en", None, b"", (), (), ())
    >>> dump_digest(empty)
    '["ab","en",null,"",[],[],[]]'
    >>> load_digest(dump_digest(empty)) == empty
    True
    """
    return json.dumps(_plain(digest), ensure_ascii=False, separators=(",", ":"))


def load_digest(line: str) -> ArticleDigest:
    """The digest of a line that `dump_digest` wrote with the same version of the tool."""
    return typing.cast(ArticleDigest, _built(ArticleDigest, json.loads(line)))


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.hex() if isinstance(value, bytes) else value


@cache
def _types(kind: type) -> tuple[Any, ...]:
    hints = typing.get_type_hints(kind)
    return tuple(hints[field.name] for field in fields(kind))


def _built(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, types.UnionType):
        kind = next(each for each in typing.get_args(kind) if each is not type(None))
    if typing.get_origin(kind) is tuple:
        inner = typing.get_args(kind)
        if inner[-1] is Ellipsis:
            return tuple(_built(inner[0], each) for each in value)
        return tuple(_built(part, each) for part, each in zip(inner, value, strict=True))
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(*(_built(part, each) for part, each in zip(_types(kind), value, strict=True)))
    if kind is bytes:
        return bytes.fromhex(value)
    return kind(value) if isinstance(kind, type) and issubclass(kind, Enum) else value
