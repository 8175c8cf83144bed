"""Which predicates shapes look at on other nodes than those they are about."""

import re
from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import RdfFormat, parse

from kg.validate.shapes import Shapes
from kg.vocab import RDF, RDFS_NS, SH_NS

__all__ = ["reach"]

# In queries: prefixed names, IRIs, and a variable for a predicate, of which two variables beside each other tell.
_PREFIXED = re.compile(r"(?<![\w?$:<])([A-Za-z]\w*):(\w+)")
_IRI = re.compile(r"<([^<>\s]*)>")
_ANY_PREDICATE = re.compile(r"[?$]\w+\s+[?$]\w+")
_ANY_OF_FOCUS = re.compile(r"\$this\s+[?$]\w+\s+[?$]\w+")
_PATHS = ("inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath")
_INNER = ("property", "node", "not", "qualifiedValueShape", "and", "or", "xone")


@lru_cache(maxsize=8)
def reach(shapes: Shapes) -> frozenset[str] | None:
    """The predicates that shapes look at elsewhere than on the nodes they are about; None when that cannot be told.

    What else is said of other nodes no constraint can see: a path begins at the node a shape is about, and properties
    that are compared, such as those of sh:equals, are its own.
    """
    return _Reach(shapes).predicates()


class _Reach:
    """The triples of some shapes, by subject and predicate."""

    def __init__(self, shapes: Shapes) -> None:
        self._objects: dict[tuple[str, str], list[str]] = {}
        for quad in parse(shapes.text, format=RdfFormat.N_TRIPLES):
            subject, value = str(quad.subject), quad.object
            text = getattr(value, "value", "") if str(value).startswith('"') else str(value)
            self._objects.setdefault((subject, quad.predicate.value), []).append(text)

    def predicates(self) -> frozenset[str] | None:
        found = {RDF.type, RDFS_NS + "subClassOf"}
        for (subject, predicate), values in self._objects.items():
            if predicate == SH_NS + "path":
                for path in values:
                    found |= self._later(path)
                for inner in self._applied_to_values(subject):
                    for path in self._of(inner, "path"):
                        found |= self._all(path)
                    for compared in ("equals", "disjoint", "lessThan", "lessThanOrEquals"):
                        found |= {each[1:-1] for each in self._of(inner, compared)}
            elif predicate in (SH_NS + "select", SH_NS + "ask"):
                for query in values:
                    body = query[query.find("{") :]
                    if _ANY_PREDICATE.search(_ANY_OF_FOCUS.sub(" ", body)):
                        return None
                    found |= self._named(query)
            elif predicate == SH_NS + "closed":
                return None
        return frozenset(found)

    def _of(self, node: str, name: str) -> list[str]:
        return self._objects.get((node, SH_NS + name), [])

    def _members(self, node: str) -> Iterator[str]:
        while first := self._objects.get((node, RDF.first)):
            yield first[0]
            node = self._objects[node, RDF.rest][0]

    def _applied_to_values(self, shape: str) -> set[str]:
        """The shapes inside a property shape, however deep: what they are about is a value of its path."""
        found, edge = set[str](), {shape}
        while edge:
            inner = {each for node in edge for name in _INNER for each in self._of(node, name)}
            edge = {member for each in inner for member in (each, *self._members(each))} - found
            found |= edge
        return found

    def _all(self, path: str) -> set[str]:
        if path.startswith("<"):
            return {path[1:-1]}
        inner = [each for name in _PATHS for each in self._of(path, name)]
        steps = [*self._members(path), *inner, *(member for each in inner for member in self._members(each))]
        return {predicate for each in steps for predicate in self._all(each) if each != path}

    def _later(self, path: str) -> set[str]:
        """The predicates of a path but for those it begins with, forwards."""
        if path.startswith("<"):
            return set()
        found = set[str]()
        if steps := list(self._members(path)):
            found |= self._later(steps[0])
            return found.union(*(self._all(each) for each in steps[1:]))
        for choice in self._of(path, "alternativePath"):
            found = found.union(*(self._later(each) for each in self._members(choice)))
        return found.union(
            *(self._all(each) for name in _PATHS if name != "alternativePath" for each in self._of(path, name))
        )

    def _named(self, query: str) -> set[str]:
        """The IRIs a query names, and those its prefixes might make."""
        spaces = {
            self._of(node, "prefix")[0]: self._of(node, "namespace")[0]
            for (_, predicate), values in self._objects.items()
            if predicate == SH_NS + "declare"
            for node in values
        }
        found = set(_IRI.findall(query))
        return found | {spaces[prefix] + name for prefix, name in _PREFIXED.findall(query) if prefix in spaces}
