"""SPARQL text: its tokens, what it asks for that is not allowed, and parameters put into it safely."""

import re
from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from kg.errors import InputError

__all__ = ["bind", "forbidden", "parameters", "using"]

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

    Parsers of SPARQL take a keyword that is glued to what stands before or after it: `1SERVICE<…>`, `SERVICE:name{`.

    Args:
        sparql: the text.
        keywords: of SERVICE and LOAD.

    >>> forbidden('SELECT * { ?s ?p "SERVICE" } # SERVICE', frozenset({"SERVICE"}))
    ''
    >>> forbidden("SELECT * { FILTER(1<2)service<http://example.org/>{} }", frozenset({"SERVICE"}))
    'SERVICE'
    >>> forbidden("PREFIX : <http://example.org/> SELECT * { SERVICE:x{} }", frozenset({"SERVICE"}))
    'SERVICE'
    """
    for text in {sparql, _unescaped(sparql)}:
        found = [(kind, shown) for kind, shown in _tokens(text) if kind != "comment" and not shown.isspace()]
        depth, before = 0, ""
        for (kind, shown), (_, after) in zip(found, [*found[1:], ("", "")], strict=True):
            for keyword in sorted(keywords):
                if kind == "word" and shown.upper().endswith(keyword):
                    return keyword
                prefix = shown.partition(":")[0].upper() if kind == "name" else ""
                # A keyword and a name with an empty prefix look like a name whose prefix is the keyword. As such it
                # stands inside a pattern and before no group, or after a word that takes a name.
                called = after == "{" if keyword == "SERVICE" else depth == 0
                if prefix.endswith(keyword) and called and before not in _TAKE_NAMES:
                    return keyword
            depth += (shown == "{") - (shown == "}")
            before = shown.upper() if kind == "word" else ""
    return ""


_TAKE_NAMES = frozenset(
    {"PREFIX", "GRAPH", "FROM", "NAMED", "WITH", "USING", "TO", "COPY", "MOVE", "ADD", "INTO", "SILENT", "DESCRIBE"}
)


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


def using(sparql: str, default: Sequence[str], named: Sequence[str]) -> str:
    """An update whose patterns are matched against a data set, as the protocol's using-graph-uri asks for.

    Raises:
        InputError: the update names graphs itself with USING or WITH, or has a DELETE WHERE, which takes none.

    >>> using("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", ["urn:g"], [])
    'DELETE { ?s ?p ?o } USING <urn:g> WHERE { ?s ?p ?o }'
    """
    clauses = [f"USING {NamedNode(each)} " for each in default] + [f"USING NAMED {NamedNode(each)} " for each in named]
    parts, depth, before = [], 0, ""
    for kind, shown in _tokens(sparql):
        word = shown.upper() if kind == "word" else ""
        if word in ("USING", "WITH") and depth == 0:
            raise InputError(f"the update names its graphs by {word} and the request names others")
        if word == "WHERE" and depth == 0:
            if before == "DELETE":
                raise InputError("DELETE WHERE takes no data set; write DELETE { … } WHERE { … }")
            parts += clauses
        parts.append(shown)
        depth += (shown == "{") - (shown == "}")
        if kind != "comment" and not shown.isspace():
            before = word
    return "".join(parts)
