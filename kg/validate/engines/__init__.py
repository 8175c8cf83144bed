"""SHACL engines, found by file name; all give the same findings.

>>> "pyshacl" in names()
True
"""

import sys
from functools import cache
from importlib.util import find_spec

from kg import registry
from kg.validate.engines._base import Data, Engine, findings_of
from kg.validate.engines._limited import run as run_limited

__all__ = ["Data", "Engine", "default", "findings_of", "get", "names", "run_limited"]


def names() -> tuple[str, ...]:
    """Names of all engines, sorted, without importing them."""
    return registry.names(sys.modules[__name__])


@cache
def get(name: str) -> Engine:
    """The engine of that name; looked for once, because a corpus asks for it with every batch.

    Raises:
        UnknownNameError: there is none; the message lists the known names.
        InputError: the package it needs is not installed.
    """
    found: Engine = registry.load(sys.modules[__name__], "engine", name)
    return found


def default() -> str:
    """The fast engine where it is installed, else the reference."""
    return "shacl" if find_spec("shacl") else "pyshacl"
