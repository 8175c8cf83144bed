"""pyshacl: the reference, always there.

It gives rdflib the text of a query once for each focus node, and reading that text is most of what a validation costs.
So the graph it works on keeps the queries it has read.

Of an ill-typed literal beside a bound it says nothing, though SHACL wants a finding wherever the comparison is not
true; so the comparison it asks for is put right here.
"""

import logging
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import pyshacl
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse
from pyshacl.constraints.core import value_range_constraints
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, RuleLoadError, ShapeLoadError, ValidationFailure
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from kg.bridge import to_graph
from kg.errors import ShapesError
from kg.validate.engines._base import Data
from kg.validate.shapes import Shapes

__all__ = ["run"]

type Term = NamedNode | BlankNode | Literal


def _compare(one: rdflib.Literal, other: rdflib.Literal) -> int:
    """Like pyshacl's own, but an ill-typed literal has no order; a TypeError becomes a finding."""
    if one.ill_typed or other.ill_typed:
        raise TypeError("an ill-typed literal has no order")
    return _compare_well_typed(one, other)


_RANGE: dict[str, Any] = vars(value_range_constraints)
_compare_well_typed: Callable[[rdflib.Literal, rdflib.Literal], int] = _RANGE["compare_literal"]


@contextmanager
def _ordered() -> Iterator[None]:
    """Pyshacl compares as SHACL says meanwhile; for others in this process it stays as it is."""
    _RANGE["compare_literal"] = _compare
    try:
        yield
    finally:
        _RANGE["compare_literal"] = _compare_well_typed


@lru_cache(maxsize=1024)
def _read(query: str) -> Query:
    return prepareQuery(query)


class _Asked(rdflib.Graph):
    """A graph that reads each query once; `use_store_provided` and the like reach rdflib untouched."""

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> rdflib.query.Result:
        """What rdflib answers."""
        read = _read(query_object) if isinstance(query_object, str) else query_object
        return super().query(read, *args, **kwargs)


@lru_cache(maxsize=8)
def _graph(shapes: Shapes) -> rdflib.Graph:
    return rdflib.Graph().parse(data=shapes.text, format="nt")


@contextmanager
def _quiet() -> Iterator[None]:
    """Rdflib tells of every ill-typed literal with a traceback; here they become findings."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)


def run(data: Data, shapes: Shapes, about: Callable[[str], bool] | None = None) -> Iterable[Triple]:
    """The triples of the sh:ValidationReport, whatever they are about.

    Raises:
        ShapesError: the shapes cannot be applied.
    """
    try:
        with _quiet(), _ordered():
            plain = to_graph(quad.triple for quad in parse(data.ntriples(), format=RdfFormat.N_TRIPLES))
            _, results, text = pyshacl.validate(
                _Asked(plain.store, plain.identifier),
                shacl_graph=_graph(shapes),
                inference="none",
                advanced=False,
                do_owl_imports=False,
            )
    except (ConstraintLoadError, ReportableRuntimeError, RuleLoadError, ShapeLoadError, ValidationFailure) as error:
        raise ShapesError(f"the shapes cannot be applied: {error}") from error
    except Exception as error:  # a malformed query ends in whatever rdflib's parser throws
        raise ShapesError(f"the shapes cannot be applied: {type(error).__name__}: {error}") from error
    if not isinstance(results, rdflib.Graph):
        raise ShapesError(f"the shapes cannot be applied: {text}")
    return [Triple(_node(s), NamedNode(str(p)), _term(o)) for s, p, o in results]


def _node(term: rdflib.term.Node) -> NamedNode | BlankNode:
    return BlankNode(str(term)) if isinstance(term, rdflib.BNode) else NamedNode(str(term))


def _term(term: rdflib.term.Node) -> Term:
    if not isinstance(term, rdflib.Literal):
        return _node(term)
    if term.language:
        return Literal(str(term), language=term.language)
    return Literal(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None)
