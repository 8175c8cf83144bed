"""Where the ontology, the shapes and other shipped data lie: in the wheel, or in the checkout."""

from functools import cache
from pathlib import Path

__all__ = ["ontology_dir", "shapes_dir"]

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
