"""What the words of a graph become in JSON, each worked out once; texts are bytes (see `_blocks`)."""

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import groupby, takewhile
from operator import itemgetter

from kg.rdf.formats._blocks import as_bytes, as_text, word
from kg.rdf.formats._context import Context
from kg.rdf.formats._rules import Rules
from kg.vocab import RDF_NS

__all__ = ["Terms", "term_of"]

_ESCAPED = re.compile(r"\\(.)")


def term_of(value: str) -> str:
    """What names the node of an object in an index of subjects: its word, an IRI without angle brackets."""
    return value[1:-1] if value[0] == "<" else value


class Terms:
    """The words of one document under one context."""

    def __init__(self, context: Context, prefixes: Mapping[str, str]) -> None:
        self.context = context
        self.id_key, self.type_key = (f'"{as_bytes(key)}"' for key in (context.id_key, context.type_key))
        self._prefixes = prefixes
        self._nodes: dict[str, str] = {}
        self._classes: dict[str, str] = {}
        self._rules: dict[str, Rules] = {}

    def iri(self, value: str) -> str:
        """The IRI that a word stands for, as text."""
        if value[0] == "<":
            return as_text(value[1:-1])
        prefix, _, local = value.partition(":")
        return self._prefixes[prefix] + _ESCAPED.sub(r"\1", as_text(local))

    def word(self, iri: str) -> str:
        """The word for an IRI."""
        return word(iri, self._prefixes)

    def node(self, value: str) -> str:
        """The JSON string that names a node.

        Raises:
            InputError: the context would make another IRI of it.
        """
        name = self._nodes.get(value)
        if name is None:
            text = value if value.startswith("_:") else as_bytes(self.context.compact_iri(self.iri(value)))
            name = self._nodes[value] = f'"{text}"'
        return name

    def class_(self, value: str) -> str:
        """The JSON string that names a class."""
        name = self._classes.get(value)
        if name is None:
            text = value if value.startswith("_:") else as_bytes(self.context.compact_class(self.iri(value)))
            name = self._classes[value] = f'"{text}"'
        return name

    def rules(self, predicate: str) -> Rules:
        """What becomes of the values of a predicate."""
        rules = self._rules.get(predicate)
        if rules is None:
            iri = f"{RDF_NS}type" if predicate == "a" else self.iri(predicate)
            rules = self._rules[predicate] = Rules(iri, self.context, self.iri)
        return rules

    def shortened(self, iris: Iterable[str]) -> dict[str, str]:
        """Those of many IRIs that do not stand in JSON as they are, to what stands for them there.

        Raises:
            InputError: the context would make another IRI of one.
        """
        namespaces = [as_bytes(namespace) for namespace in self.context.namespaces]
        web = [namespace.removeprefix("http") for namespace in namespaces if namespace.startswith("http")]
        # A scheme of its own may be one of the context's names; http and https in general are not.
        may_change = f"(?:http{_one_of(web)}|(?!http))" if not {"http", "https"} & self.context.source.keys() else ""
        found = set(re.findall(rf"\n({may_change}[^\n]*)", "\n" + "\n".join(iris)))
        named = {iri: as_bytes(self.context.compact_iri(as_text(iri))) for iri in sorted(found)}
        return {iri: name for iri, name in named.items() if iri != name}


def _one_of(words: Collection[str]) -> str:
    """A regular expression for any of some words, in which what they begin with in common is looked at once."""
    ordered = sorted(words)
    pairs = zip(ordered[0], ordered[-1], strict=False) if ordered else ()
    start = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    rest = [text[len(start) :] for text in ordered]
    if not rest:
        return "(?!)"
    if not rest[0]:
        return re.escape(start)
    branches = [_one_of(list(same)) for _, same in groupby(rest, key=itemgetter(0))]
    return f"{re.escape(start)}(?:{'|'.join(branches)})" if len(branches) > 1 else re.escape(start) + branches[0]
