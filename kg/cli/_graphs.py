"""Graph files of the command line: the format comes from an option, else from the extension."""

from typing import TYPE_CHECKING

from kg.errors import InputError

if TYPE_CHECKING:
    from kg.rdf.dataset import Dataset
    from kg.rdf.formats import Format

__all__ = ["format_of", "read_graph"]


def format_of(path: str, name: str | None, default: str | None = None) -> "Format":
    """The format of a file.

    Args:
        path: the file; "-" has no extension.
        name: what the user asked for, or None.
        default: for "-" when nothing was asked for.

    Raises:
        InputError: it cannot be told.
        UnknownNameError: there is no format of that name.
    """
    from kg.rdf import formats

    if name:
        return formats.get(name)
    if path != "-":
        return formats.for_path(path)
    if default:
        return formats.get(default)
    raise InputError(f"standard input: its format is not known; name one with --from: {', '.join(formats.names())}")


def read_graph(path: str, name: str | None) -> "Dataset":
    """The data set of a file or of standard input."""
    from kg.rdf import formats

    return formats.read_file(path, format_of(path, name))
