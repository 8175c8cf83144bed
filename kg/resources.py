"""Where the ontology, the shapes and other shipped data lie, in the wheel or the checkout, and what its tables hold."""

import csv
import re
import unicodedata
from functools import cache
from itertools import combinations
from pathlib import Path

__all__ = ["country_of_seat", "gazetteer", "known_bodies", "media_topics", "ontology_dir", "shapes_dir"]

_PACKAGE = Path(__file__).parent
_WORD = re.compile(r"[^\W_]+")


@cache
def _folder(name: str) -> Path:
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def ontology_dir() -> Path:
    """Folder with `kg.ttl`, `context.jsonld` and `mediatopics.ttl`."""
    return _folder("ontology")


def shapes_dir() -> Path:
    """Folder with one SHACL file per class."""
    return _folder("shapes")


def gazetteer(name: str) -> list[list[str]]:
    """The rows of a table of names of the language data, without its header; cells that list several part them by |."""
    lines = (_PACKAGE / "language" / "data" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]


def known_bodies() -> list[list[str]]:
    """The rows of all known bodies: their names in English and French, others of each, and the kind of body."""
    return [*gazetteer("organisations"), *gazetteer("bodies")]


def media_topics() -> list[dict[str, str]]:
    """Our selection of IPTC Media Topics: a row each, by the columns of the table."""
    with (ontology_dir() / "mediatopics.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def country_of_seat(name: str) -> str:
    """The country whose palace or seat of government a name is or holds, "" where it is none known.

    >>> country_of_seat("Palais de l’Élysée"), country_of_seat("Green Palace")
    ('FR', '')
    """
    words = _words_of(name)
    runs = (words[start:end] for start, end in combinations(range(len(words) + 1), 2))
    return next((country for run in runs if (country := _seats().get(run))), "")


@cache
def _seats() -> dict[tuple[str, ...], str]:
    return {_words_of(name): country for country, names in gazetteer("seats") for name in names.split("|")}


def _words_of(name: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return tuple(_WORD.findall("".join(each for each in plain if not unicodedata.combining(each))))
