"""Tells the bodies of states by the gazetteer of the language data."""

import re
from functools import cache
from importlib.resources import files

from kg.extract._words import WordFinder, fold
from kg.model import Span

__all__ = ["is_body_of_states"]

_PRIVATE, _UNION = "ngo", "EU"
_WORD = re.compile(r"[\w-]+")


@cache
def _names() -> tuple[frozenset[str], WordFinder[bool]]:
    """The names of one word of such bodies, as they are written, and their other names."""
    bodies = [cell for *cells, kind in _rows("organisations.tsv") if kind != _PRIVATE for cell in cells]
    unions = [cell for iso, *cells in _rows("countries.tsv") if iso == _UNION for cell in cells]
    names = {name for cell in (*bodies, *unions) for name in cell.split("|") if name}
    words = {name for name in names if " " not in name}
    return frozenset(words), WordFinder((name, True) for name in names - words)


def _rows(name: str) -> list[list[str]]:
    lines = (files("kg") / "language" / "data" / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]


def is_body_of_states(name: str) -> bool:
    """Whether a name is or holds that of a body of states ("African Union Commission"), a court or an armed group.

    >>> is_body_of_states("African Union Commission"), is_body_of_states("Halden Shipping")
    (True, False)
    >>> is_body_of_states("EU's enlargement commissioner")
    True
    """
    words, longer = _names()
    folded = fold(name)
    return not words.isdisjoint(_WORD.findall(name)) or any(True for _ in longer.find(folded, [Span(0, len(folded))]))
