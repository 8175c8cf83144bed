"""Data of fusion: words in names, and the bilingual lexicon."""

import tomllib
from importlib.resources import files
from typing import Any

__all__ = ["read_text", "read_toml"]


def read_text(name: str) -> str:
    """The text of a data file."""
    return (files(__package__) / name).read_text(encoding="utf-8")


def read_toml(name: str) -> dict[str, Any]:
    """The content of a TOML data file."""
    return tomllib.loads(read_text(name))
