"""The Rust engine `shacl` (extra `rust-shacl`): the same findings, tens of times faster, without rdflib.

Its report is read from `serialize()`, because the messages of its Python objects have no language. It renames blank
nodes as it reads; when a finding shows one, a second pass over the same bytes, with a line added for each blank node,
tells which is which.

The two differ in one thing: asked whether a blank node is less than another value, pyshacl gives up.
"""

import re
from collections.abc import Callable, Iterable
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
_BLANK = re.compile(rf"<(?:{re.escape(SH.focusNode)}|{re.escape(SH.value)})> _:")
_FOCUS = re.compile(rf"^(_:[^ ]+) <{re.escape(SH.focusNode)}> (<[^>\\]*>) \.$", re.MULTILINE)
_RESULT = f" <{SH.result}> "


@lru_cache(maxsize=16)
def _compiled(text: str) -> shacl.Shapes:
    try:
        return shacl.Shapes.from_text(text, "ntriples")
    except ValueError as error:
        raise ShapesError(f"the shapes cannot be applied: {error}") from error


def run(data: Data, shapes: Shapes, about: Callable[[str], bool] | None = None) -> Iterable[Triple]:
    """The triples of the sh:ValidationReport; with `about`, not all results about other nodes.

    Raises:
        ShapesError: the shapes cannot be applied.
    """
    text = data.ntriples().decode()
    report = _report(text, shapes.text)
    if not _BLANK.search(report):
        return _triples(_results_about(report, about) if about else report)
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
    for each in _triples(marked):
        if each.predicate.value in (SH.sourceShape, SH.focusNode, SH.value) and not isinstance(each.object, Triple):
            found.setdefault(each.subject, {})[each.predicate.value] = each.object.value
    names = {
        row[SH.focusNode]: row[SH.value][1:]
        for row in found.values()
        if row.get(SH.sourceShape) == "urn:kg:labels-path" and SH.value in row
    }
    return _spoken(renamed(_triples(report), names), names)


def _results_about(report: str, about: Callable[[str], bool]) -> str:
    """The report without results on IRIs that do not matter: a batch gives ten of those for each that does."""
    others = {result for result, node in _FOCUS.findall(report) if not about(node)}
    kept = []
    for line in report.split("\n"):
        subject = line[: line.find(" ")]
        if subject not in others and (
            _RESULT not in line or line[line.index(_RESULT) + len(_RESULT) : -2] not in others
        ):
            kept.append(line)
    return "\n".join(kept)


def _spoken(report: Iterable[Triple], names: dict[str, str]) -> Iterable[Triple]:
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


def _report(text: str, shapes: str) -> str:
    try:
        report: str = _compiled(shapes).validate_text(text, "ntriples").serialize("ntriples")
    except ValueError as error:
        raise ShapesError(f"the shapes cannot be applied: {error}") from error
    return report


def _triples(text: str) -> list[Triple]:
    return [quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES)]
