"""Names of countries, cities and international bodies in both languages, from the gazetteers of the language data."""

from functools import cache

from kg.fuse.names import fold
from kg.model import Name
from kg.resources import gazetteer, known_bodies

__all__ = ["body_key", "city_key", "country_code", "country_names", "country_openers"]


def _names(cells: list[str]) -> list[str]:
    return [name for cell in cells for name in cell.split("|") if name]


def _plain(name: str) -> str:
    return " ".join(fold(name).replace("-", " ").replace(".", "").split())


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, *cells in gazetteer("countries"):
        for name in _names(cells):
            found.setdefault(_plain(name), code)
    return found


@cache
def country_openers() -> frozenset[str]:
    """The first words of the names that `country_code` knows."""
    return frozenset(name.split(" ")[0] for name in _countries())


@cache
def _cities() -> dict[str, str]:
    found: dict[str, str] = {}
    for english, french, other, *_ in gazetteer("cities"):
        for name in _names([english, french, other]):
            found.setdefault(fold(name), english)
    return found


@cache
def _bodies() -> dict[str, str]:
    found: dict[str, str] = {}
    for english, *cells, _ in known_bodies():
        for name in _names([english, *cells]):
            found.setdefault(fold(name), english)
    return found


def country_code(word: str) -> str:
    """ISO 3166 alpha-2 of a folded name or demonym in English or French, "" when it is none."""
    return _countries().get(word.replace("-", " "), "")


@cache
def country_names() -> dict[str, tuple[Name, ...]]:
    """The names of each country by its ISO 3166 alpha-2 code, one in each language of the table of countries."""
    return {code: (Name("en", english), Name("fr", french)) for code, english, french, *_ in gazetteer("countries")}


def city_key(name: str) -> str:
    """The English name of a known city, else ""."""
    return _cities().get(fold(name), "")


def body_key(name: str) -> str:
    """The English name of a known international body, else ""."""
    return _bodies().get(fold(name), "")
