"""The Rust engine `shacl` (extra `rust-shacl`): the same findings, tens of times faster, without rdflib.

Its report is read from `serialize()`, because the messages of its Python objects have no language. It renames blank
nodes as it reads; when a finding shows one, a second pass over the same bytes, with a line added for each blank node,
tells which is which.

The two differ in one thing: asked whether a blank node is less than another value, pyshacl gives up.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize

from kg.errors import InputError, ShapesError
from kg.validate.engines._base import Data, renamed
from kg.validate.shapes import Shapes
from kg.vocab import SH, SH_NS

try:
    import shacl
except ImportError as missing:
    raise InputError(
        "the engine 'shacl' is not installed: pip install 'kg-export[rust-shacl]', or use --engine pyshacl"
    ) from missing

__all__ = ["run"]

_LABEL = NamedNode("urn:kg:label")
_MARKER = (
    f"<urn:kg:labels> <{SH_NS}targetSubjectsOf> {_LABEL} .\n"
    f"<urn:kg:labels> <{SH_NS}property> <urn:kg:labels-path> .\n"
    f"<urn:kg:labels-path> <{SH_NS}path> {_LABEL} .\n"
    f'<urn:kg:labels-path> <{SH_NS}pattern> "^$" .\n'
)
_RENAMED = re.compile(r"_:[A-Za-z0-9_]+_b\d+")


@lru_cache(maxsize=16)
def _compiled(text: str) -> shacl.Shapes:
    try:
        return shacl.Shapes.from_text(text, "ntriples")
    except ValueError as error:
        raise ShapesError(f"the shapes cannot be applied: {error}") from error


def run(data: Data, shapes: Shapes) -> Iterable[Triple]:
    """The triples of the sh:ValidationReport.

    Raises:
        ShapesError: the shapes cannot be applied.
    """
    text = data.ntriples().decode()
    report = _report(text, shapes.text)
    if not any(isinstance(each.object, BlankNode) and _about_data(each) for each in report):
        return report
    nodes = sorted(
        {
            term
            for each in parse(text, format=RdfFormat.N_TRIPLES)
            for term in (each.subject, each.object)
            if isinstance(term, BlankNode)
        },
        key=str,
    )
    labels = _ntriples([Triple(node, _LABEL, Literal(f"x{node.value}")) for node in nodes])
    marked = _report(text + labels, shapes.text + _MARKER)
    found: dict[object, dict[str, str]] = {}
    for each in marked:
        if each.predicate.value in (SH.sourceShape, SH.focusNode, SH.value) and not isinstance(each.object, Triple):
            found.setdefault(each.subject, {})[each.predicate.value] = each.object.value
    names = {
        row[SH.focusNode]: row[SH.value][1:]
        for row in found.values()
        if row.get(SH.sourceShape) == "urn:kg:labels-path" and SH.value in row
    }
    return _spoken(renamed(report, names), names)


def _about_data(triple: Triple) -> bool:
    return triple.predicate.value in (SH.focusNode, SH.value)


def _spoken(report: list[Triple], names: dict[str, str]) -> Iterable[Triple]:
    """The report with messages that call blank nodes what the data calls them, as the reference does."""
    for each in report:
        if each.predicate.value == SH.resultMessage and isinstance(each.object, Literal):
            text = _RENAMED.sub(lambda match: names.get(match[0][2:], match[0]), each.object.value)
            yield Triple(each.subject, each.predicate, Literal(text, language=each.object.language))
        else:
            yield each


def _ntriples(triples: Iterable[Triple]) -> str:
    text = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert text is not None  # noqa: S101 - no output was given, so bytes come back
    return text.decode()


def _report(text: str, shapes: str) -> list[Triple]:
    try:
        report = _compiled(shapes).validate_text(text, "ntriples")
    except ValueError as error:
        raise ShapesError(f"the shapes cannot be applied: {error}") from error
    return [quad.triple for quad in parse(report.serialize("ntriples"), format=RdfFormat.N_TRIPLES)]
