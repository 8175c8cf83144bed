"""Graph files of the command line: the format comes from an option, else from the extension."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli._options import as_usage
from kg.errors import InputError, ShapesError

if TYPE_CHECKING:
    from kg.rdf.dataset import Dataset
    from kg.rdf.formats import Format
    from kg.validate import Shapes

__all__ = ["format_of", "is_graph", "output_format", "read_graph", "read_shapes"]


def format_of(path: str, name: str | None, default: str | None = None) -> "Format":
    """The format of a file.

    Args:
        path: the file; "-" has no extension.
        name: what the user asked for, or None.
        default: for "-" when nothing was asked for.

    Raises:
        InputError: it cannot be told.
        UsageError: there is no format of that name.
    """
    from kg.rdf import formats

    if name:
        with as_usage():
            return formats.for_path(f"x.{name}") if f".{name}" in _extensions() else formats.get(name)
    if path != "-":
        return formats.for_path(path)
    if default:
        return formats.get(default)
    raise InputError(f"standard input: its format is not known; name one with --from: {', '.join(formats.names())}")


def is_graph(path: str) -> bool:
    """Whether the extension of a path is one of an RDF format alone; .json is one of facts too."""
    name = Path(path).name.lower().removesuffix(".gz")
    return Path(name).suffix in _extensions() and not name.endswith(".json")


def output_format(path: str, name: str | None, default: str) -> "Format":
    """The format of a file to write, and that it can be written; found out before anything else is done.

    Args:
        path: the file; "-" has no extension.
        name: what the user asked for, or None.
        default: for "-" when nothing was asked for.

    Raises:
        InputError: there is no writing there.
        UsageError: there is no format of that name, or with that extension.
    """
    from kg.engines._remote import is_remote
    from kg.files import must_be_writable

    if not is_remote(path):
        must_be_writable(path)
    with as_usage():
        return format_of(path, name, default)


def _extensions() -> frozenset[str]:
    from kg.rdf import formats

    return frozenset(extension for name in formats.names() for extension in formats.get(name).extensions)


def read_graph(path: str, name: str | None, located: bool = False) -> "Dataset":
    """The data set of a file or of standard input.

    Args:
        path: the file, or "-".
        name: its format, or None to tell from the extension.
        located: whether relative IRIs, such as `<>`, are read against the file's own; otherwise they are an error.
    """
    from kg.rdf import formats

    base = Path(path).resolve().as_uri() if located and path != "-" else None
    return formats.read_file(path, format_of(path, name), base)


def read_shapes(paths: Sequence[str | Path]) -> "Shapes | None":
    """The shapes of some RDF files together, in any format; None when there are no paths.

    Raises:
        ShapesError: a file cannot be read, or holds no shapes.
    """
    if not paths:
        return None
    from kg.rdf.dataset import Dataset
    from kg.validate import shapes_of

    try:
        datasets = [read_graph(str(path), None, located=True) for path in paths]
    except InputError as error:
        raise ShapesError(f"shapes: {error}") from error
    return shapes_of(Dataset().merge(*datasets).union(), ", ".join(map(str, paths)))
