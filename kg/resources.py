"""Where the ontology, the shapes and other shipped data lie, in the wheel or the checkout, and what its tables hold."""

import csv
from functools import cache
from pathlib import Path

__all__ = ["gazetteer", "known_bodies", "media_topics", "ontology_dir", "shapes_dir"]

_PACKAGE = Path(__file__).parent


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
