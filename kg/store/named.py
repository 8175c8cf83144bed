"""The named queries of `kg/queries/`: SPARQL files that say in comments what they are and which parameters they take.

A file starts with `# TITLE`, then one line `# $NAME TYPE = DEFAULT: WHAT` for each parameter.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from pyoxigraph import Literal, NamedNode

from kg.errors import InputError, UnknownNameError
from kg.store._sparql import bind
from kg.vocab import PREFIXES, XSD

__all__ = ["NamedQuery", "Parameter", "bind_text", "named_query", "names"]

_PARAMETER = re.compile(r"# \$(\w+) (\w+) = (.*?): (.*)")
_IRI = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>\"{}|\\^`]*")
_TYPES = {
    "string": XSD.string,
    "integer": XSD.integer,
    "decimal": XSD.decimal,
    "date": XSD.date,
    "boolean": XSD.boolean,
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query: its type is one of string, integer, decimal, date, boolean or iri."""

    name: str
    type: str
    default: str
    what: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the collection."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    text: str

    def bound(self, values: Mapping[str, str]) -> str:
        """The query with its parameters put in; those not given have their default.

        Raises:
            InputError: no such parameter, or a value that is not of its type.
        """
        known = {each.name: each for each in self.parameters}
        for name in values:
            if name not in known:
                listed = ", ".join(known) or "none"
                raise InputError(f"query {self.name}: no parameter {name!r}; it has: {listed}")
        return bind(self.text, {n: term(values.get(n, p.default), p.type) for n, p in known.items()})


def names() -> tuple[str, ...]:
    """Names of the queries, sorted."""
    found = files("kg").joinpath("queries").iterdir()
    return tuple(sorted(each.name.removesuffix(".rq") for each in found if each.name.endswith(".rq")))


def named_query(name: str) -> NamedQuery:
    """The query of that name.

    Raises:
        UnknownNameError: there is none.
    """
    if name not in names():
        raise UnknownNameError("query", name, names())
    text = files("kg").joinpath("queries", f"{name}.rq").read_text("utf-8")
    lines = text.splitlines()
    found = (_PARAMETER.fullmatch(line) for line in lines)
    parameters = tuple(Parameter(*match.groups()) for match in found if match)
    return NamedQuery(name, lines[0].removeprefix("# "), parameters, text)


def term(value: str, type: str) -> NamedNode | Literal:
    """A value as an RDF term of a type.

    Raises:
        InputError: it is not of that type.
    """
    if type == "iri":
        prefix, _, local = value.partition(":")
        iri = PREFIXES[prefix] + local if prefix in PREFIXES else value.removeprefix("<").removesuffix(">")
        if not _IRI.fullmatch(iri):
            raise InputError(f"{value!r} is no IRI; write one such as https://example.org/id/1")
        return NamedNode(iri)
    literal = Literal(value, datatype=NamedNode(_TYPES[type]))
    patterns = {
        "integer": r"[+-]?\d+",
        "decimal": r"[+-]?\d*\.?\d+",
        "date": r"\d{4}-\d\d-\d\d",
        "boolean": "true|false",
    }
    if type in patterns and not re.fullmatch(patterns[type], value):
        raise InputError(f"{value!r} is no {type}")
    return literal


def bind_text(sparql: str, values: Mapping[str, str]) -> str:
    """A query of a user with `$name` replaced: by an IRI when the value is in angle brackets, else by a string.

    >>> bind_text("SELECT * { ?s ?p $x }", {"x": "a"})
    'SELECT * { ?s ?p "a" }'
    """
    return bind(
        sparql,
        {k: term(v, "iri") if v.startswith("<") and v.endswith(">") else Literal(v) for k, v in values.items()},
    )
