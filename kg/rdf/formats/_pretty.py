"""What Turtle and TriG share: pyoxigraph's writer over sorted input, a sorted header of used prefixes, blank lines."""

from collections.abc import Iterable, Mapping

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg.errors import InputError

__all__ = ["pretty", "without_header"]

_BEFORE = b"\n\t ^"
_TRIES = 50


def pretty(statements: Iterable[Quad] | Iterable[Triple], syntax: RdfFormat, prefixes: Mapping[str, str]) -> bytes:
    """The document: `@prefix` lines sorted by name, one block per subject, an empty line after each block.

    Raises:
        InputError: a prefix name or namespace that Turtle does not allow.
    """
    try:
        text = serialize(statements, format=syntax, prefixes=_one_name_each(prefixes))
    except ValueError as error:
        raise InputError(f"cannot write {syntax.name}: {error}") from error
    assert text is not None  # noqa: S101 - no output was given, so bytes come back
    body = without_header(text)
    used = [(name, namespace) for name, namespace in sorted(prefixes.items()) if _is_used(body, f"{name}:".encode())]
    header = "".join(f"@prefix {name}: <{namespace}> .\n" for name, namespace in used).encode()
    # Inside literals line feeds are escaped, so a raw one after a dot always ends a block.
    blocks = body.replace(b" .\n", b" .\n\n")
    if syntax.supports_datasets:
        blocks = blocks.replace(b"\n\n}\n", b"\n}\n\n")
    return b"\n".join(part for part in (header, blocks.removesuffix(b"\n")) if part)


def _one_name_each(prefixes: Mapping[str, str]) -> dict[str, str]:
    """The prefixes with one name for each namespace, the first in order."""
    names = {namespace: name for name, namespace in sorted(prefixes.items(), reverse=True)}
    return {name: namespace for namespace, name in sorted(names.items())}


def without_header(text: bytes) -> bytes:
    """A Turtle or TriG document of pyoxigraph without its prefix lines."""
    start = 0
    while text.startswith(b"@prefix ", start):
        start = text.index(b"\n", start) + 1
    return text[start:]


def _is_used(body: bytes, name: bytes) -> bool:
    """Whether `name` starts a prefixed name, not only words in literals (after many such words: taken as used)."""
    tries = 0
    found = body.find(name)
    while found >= 0 and tries < _TRIES:
        if found == 0 or body[found - 1] in _BEFORE:
            line = body[body.rfind(b"\n", 0, found) + 1 : found].replace(b"\\\\", b"").replace(b'\\"', b"")
            if line.count(b'"') % 2 == 0:
                return True
            tries += 1
        found = body.find(name, found + 1)
    return tries == _TRIES
