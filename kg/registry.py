"""Finds plug-in modules by file name, or by an entry point of an outside package."""

from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from kg.errors import UnknownNameError

__all__ = ["load", "names"]


def names(package: ModuleType) -> tuple[str, ...]:
    """Names of a package's plug-ins, sorted, without importing any of them.

    Modules whose name starts with `_` are helpers, not plug-ins.
    """
    own = {module.name for module in iter_modules(package.__path__) if not module.name.startswith("_")}
    return tuple(sorted(own | {point.name for point in _points(package.__name__)}))


def load(package: ModuleType, kind: str, name: str) -> Any:
    """The plug-in of that name: a module of the package, or what an entry point names.

    Raises:
        UnknownNameError: there is none; the message lists the known names.
    """
    if name not in names(package):
        raise UnknownNameError(kind, name, names(package))
    for point in _points(package.__name__):
        if point.name == name:
            return point.load()
    return import_module(f"{package.__name__}.{name}")


@cache
def _points(group: str) -> tuple[EntryPoint, ...]:
    """The entry points of a group, looked up once a process: every installed package is read for it."""
    return tuple(entry_points(group=group))
