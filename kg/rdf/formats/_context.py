"""A JSON-LD context as a writer sees it: for an IRI, which term or prefix; for a term, what it does to a value.

Only what a compacting writer needs of JSON-LD 1.1: simple and expanded term definitions with `@id`, `@type`,
`@container` (`@set`, `@language`), `@language` and `@reverse`, prefixes, and aliases of `@id` and `@type`. A definition
with another container is never chosen, and what would change the meaning of the whole document (scoped contexts, a
default language, imports) is refused.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import InputError
from kg.resources import ontology_dir
from kg.vocab import PREFIXES

__all__ = ["Context", "Term", "bundled_context", "context_of"]

_REFUSED = frozenset({"@language", "@direction", "@import", "@propagate"})
_GEN_DELIMS = tuple(":/?#[]@")


@dataclass(frozen=True, slots=True)
class Term:
    """One term definition.

    Attributes:
        name: the key in JSON.
        iri: what it stands for.
        type: `@id`, `@vocab`, the IRI of a datatype, or None.
        container: `@set`, `@language`, or None.
        language: the language of its strings, or None.
        reverse: whether its values are the subjects.
    """

    name: str
    iri: str
    type: str | None = None
    container: str | None = None
    language: str | None = None
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """A context, ready for writing.

    Attributes:
        source: the JSON object, as it is written into a document.
        terms: the usable terms, in the order of their definition.
        prefixes: namespace to prefix name, the longest namespace first.
        namespaces: the namespaces alone.
        id_key: the key for a node's IRI.
        type_key: the key for a node's classes.
    """

    source: Mapping[str, Any]
    terms: tuple[Term, ...]
    prefixes: tuple[tuple[str, str], ...]
    namespaces: tuple[str, ...]
    id_key: str
    type_key: str

    def forward(self, iri: str) -> tuple[Term, ...]:
        """The terms for a predicate."""
        return tuple(term for term in self.terms if term.iri == iri and not term.reverse)

    def backward(self, iri: str) -> Term | None:
        """The term whose values are the subjects of a predicate, if there is one that takes nodes."""
        return next((term for term in self.terms if term.iri == iri and term.reverse), None)

    def compact_iri(self, iri: str) -> str:
        """The IRI with a prefix where one fits, else as it is.

        Raises:
            InputError: the IRI's scheme is also a prefix of the context, so a reader would take it for another IRI.
        """
        for namespace, name in self.prefixes if iri.startswith(self.namespaces) else ():
            if iri.startswith(namespace) and len(iri) > len(namespace) and not iri.startswith("//", len(namespace)):
                return f"{name}:{iri[len(namespace) :]}"
        scheme, _, rest = iri.partition(":")
        if not rest.startswith("//") and scheme in self.source:
            raise InputError(
                f"jsonld cannot express <{iri}>: {scheme!r} is a prefix of the context; use another format"
            )
        return iri

    def compact_class(self, iri: str) -> str:
        """The name of a class, a datatype or a value of a term with `@type: @vocab`: a term, or a compact IRI."""
        for term in self.terms:
            if term.iri == iri and not term.reverse:
                return term.name
        return self.compact_iri(iri)


def context_of(source: Mapping[str, Any], prefixes: Mapping[str, str] | None = None) -> Context:
    """The context of a JSON object, with further prefixes whose names and namespaces are still free.

    Raises:
        InputError: the context uses what this writer does not know.
    """
    refused = sorted(_REFUSED & source.keys())
    if refused:
        raise InputError(f"JSON-LD context: {refused[0]} is not supported in a context for writing")
    known = {value for value in source.values() if isinstance(value, str)}
    more = {
        name: namespace
        for name, namespace in sorted((prefixes or {}).items())
        if name and name not in source and namespace not in known and namespace.endswith(_GEN_DELIMS)
    }
    whole = {**source, **more}
    terms: list[Term] = []
    names: dict[str, str] = {}
    aliases: dict[str, str] = {}
    for name, definition in whole.items():
        if name.startswith("@") or definition is None:
            continue
        if isinstance(definition, str) and definition.startswith("@"):
            aliases.setdefault(definition, name)
            continue
        term = _term(name, definition, whole)
        if term is not None:
            if ":" in name and _expand(name, whole) != term.iri:
                raise InputError(f"JSON-LD context: the term {name!r} stands for another IRI than it looks like")
            terms.append(term)
            simple = isinstance(definition, str) and term.iri.endswith(_GEN_DELIMS)
            if simple or (isinstance(definition, dict) and definition.get("@prefix") is True):
                names.setdefault(term.iri, name)
    longest_first = sorted(names.items(), key=lambda item: (-len(item[0]), item))
    usable = tuple(term for term in terms if term.iri not in names or term.type or term.reverse)
    namespaces = tuple(namespace for namespace, _ in longest_first)
    return Context(
        whole, usable, tuple(longest_first), namespaces, aliases.get("@id", "@id"), aliases.get("@type", "@type")
    )


def _term(name: str, definition: str | Mapping[str, Any], source: Mapping[str, Any]) -> Term | None:
    if isinstance(definition, str):
        return Term(name, _expand(definition, source))
    if "@context" in definition:
        raise InputError(f"JSON-LD context: the term {name!r} has a context of its own, which is not supported")
    container = definition.get("@container")
    if isinstance(container, list) and len(container) == 1:
        container = container[0]
    kind = definition.get("@type")
    if container not in (None, "@set", "@language") or kind in ("@json", "@none") or "@direction" in definition:
        return None
    reverse = "@reverse" in definition
    iri = definition.get("@reverse" if reverse else "@id", name)
    if not isinstance(iri, str) or iri.startswith("@"):
        return None
    return Term(
        name=name,
        iri=_expand(iri, source),
        type=kind if kind is None or kind.startswith("@") else _expand(kind, source),
        container=container,
        language=(definition.get("@language") or "").lower() or None,
        reverse=reverse,
    )


def _expand(text: str, source: Mapping[str, Any]) -> str:
    """The IRI of a compact IRI, a term, or an IRI."""
    prefix, colon, rest = text.partition(":")
    if not colon:
        definition = source.get(text)
        if definition is None and isinstance(source.get("@vocab"), str):
            return str(source["@vocab"]) + text
        inner = definition.get("@id") if isinstance(definition, dict) else definition
        if not isinstance(inner, str) or inner == text:
            raise InputError(f"JSON-LD context: {text!r} stands for no IRI")
        return _expand(inner, source)
    namespace = source.get(prefix)
    if rest.startswith("//") or namespace is None:
        return text
    namespace = namespace["@id"] if isinstance(namespace, dict) else namespace
    return _expand(str(namespace), source) + rest


@cache
def bundled_context() -> Mapping[str, Any]:
    """The content of `ontology/context.jsonld`; the prefixes alone where that file is not shipped."""
    path = ontology_dir() / "context.jsonld"
    if not path.is_file():
        return dict(PREFIXES)
    context: Mapping[str, Any] = json.loads(path.read_bytes())["@context"]
    return context
