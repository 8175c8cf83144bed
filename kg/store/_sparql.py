"""SPARQL text: its tokens, what it asks for that is not allowed, and parameters put into it safely."""

import re
from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from kg.errors import InputError

__all__ = ["bind", "forbidden", "parameters"]

# In SPARQL's grammar `<` starts an IRI only if no space, quote or brace comes before the next `>`, so no keyword that
# is followed by a group can hide in one.
_TOKEN = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<string>\"\"\"(?:[^\\"]|\\.|"(?!\"\"))*\"\"\"|'''(?:[^\\']|\\.|'(?!''))*'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<comment>\#[^\n\r]*)
    |(?P<variable>[?$]\w+)
    |(?P<tag>@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*)
    |(?P<name>[\w.\-]*:(?:[\w.\-:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
    |(?P<word>\w+)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def _tokens(sparql: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(sparql):
        yield match.lastgroup or "", match.group()


def _unescaped(sparql: str) -> str:
    def char(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code < 0x110000 else match[0]

    return _ESCAPE.sub(char, sparql)


def forbidden(sparql: str, keywords: frozenset[str]) -> str:
    r"""The first of some keywords that a query or update uses, "" when none; also where it is written with \u escapes.

    >>> forbidden('SELECT * { ?s ?p "SERVICE" } # SERVICE', frozenset({"SERVICE"}))
    ''
    >>> forbidden("SELECT * { FILTER(1<2)service<http://example.org/>{} }", frozenset({"SERVICE"}))
    'SERVICE'
    """
    for text in {sparql, _unescaped(sparql)}:
        for kind, token in _tokens(text):
            if kind == "word" and token.upper() in keywords:
                return token.upper()
    return ""


def parameters(sparql: str) -> tuple[str, ...]:
    """Names written as `$name`, in order, each once: those that `bind` can give a value."""
    found = (token[1:] for kind, token in _tokens(sparql) if kind == "variable" and token[0] == "$")
    return tuple(dict.fromkeys(found))


def bind(sparql: str, values: Mapping[str, NamedNode | Literal]) -> str:
    r"""Put values in the place of `$name`; never inside strings, IRIs or comments, always escaped.

    Raises:
        InputError: a value for a name that the query does not have.

    >>> bind('SELECT ?s { ?s ?p $x } # $x', {"x": Literal('a" } #')})
    'SELECT ?s { ?s ?p "a\\" } #" } # $x'
    """
    known = parameters(sparql)
    for name in values:
        if name not in known:
            listed = ", ".join(known) or "none; write $name where its value goes"
            raise InputError(f"the query has no parameter {name!r}; it has: {listed}")
    return "".join(
        str(values[token[1:]]) if kind == "variable" and token[0] == "$" and token[1:] in values else token
        for kind, token in _tokens(sparql)
    )
