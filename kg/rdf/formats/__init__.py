"""RDF formats, one module each: the file name is the format's name, its constant `FORMAT` says the rest.

>>> get("turtle").media_type
'text/turtle'
>>> for_path("out/meeting.jsonld.gz").name
'jsonld'
"""

import sys
from pathlib import Path

from kg import registry
from kg.errors import InputError
from kg.rdf.formats._base import Format, Limits
from kg.rdf.formats._files import read_file, write_file

__all__ = ["Format", "Limits", "for_path", "get", "names", "read_file", "write_file"]


def names() -> tuple[str, ...]:
    """Names of all formats, sorted, without importing them."""
    return registry.names(sys.modules[__name__])


def get(name: str) -> Format:
    """The format of that name.

    Raises:
        UnknownNameError: there is none; the message lists the known names.
    """
    found = registry.load(sys.modules[__name__], "format", name)
    plugin: Format = getattr(found, "FORMAT", found)
    return plugin


def for_path(path: str | Path) -> Format:
    """The format that a file's extension names; a final `.gz` (compressed) is looked behind.

    Raises:
        InputError: no format has that extension; the message lists the known ones.
    """
    shown = Path(path)
    stem = Path(shown.name.lower().removesuffix(".gz"))
    formats = [get(name) for name in names()]
    for plugin in formats:
        if stem.suffix in plugin.extensions:
            return plugin
    known = ", ".join(f"{plugin.name} ({' '.join(plugin.extensions)})" for plugin in formats)
    raise InputError(f"{shown}: no format has the extension {stem.suffix!r}; name one of: {known}")
