"""RDF/XML: for older tools; the union of all graphs.

Written by hand: XML cannot say every graph, and pyoxigraph's writer then puts out text that no XML parser takes
(control characters, element names ending in a digit after a slash) and loses carriage returns. Here each such triple
is named in an error. Reading goes through expat first: it refuses entity bombs, external entities and very deep
nesting, in which pyoxigraph's parser would spend its time.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import BinaryIO
from xml.parsers import expat
from xml.sax.saxutils import escape

from pyoxigraph import RdfFormat

from kg.errors import InputError
from kg.rdf.dataset import Dataset, triple_lines
from kg.rdf.formats._base import DEFAULT_LIMITS, Format, Limits
from kg.rdf.formats._ntext import literal_parts, refuse_triple_term, unescaped
from kg.rdf.formats._reading import load, parsed, syntax_error
from kg.vocab import RDF_NS

__all__ = ["FORMAT"]

_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_LOCAL_NAME = re.compile(rf"[{_START}][{_START}\-.0-9\u00b7\u0300-\u036f\u203f-\u2040]*\Z")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NOT_ELEMENTS = frozenset(
    f"{RDF_NS}{name}"
    for name in (
        *("RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "li", "Description"),
        *("aboutEach", "aboutEachPrefix", "bagID"),
    )
)
_ENTITY_BUDGET = 1 << 20


def _split(iri: str, line: str) -> tuple[str, str]:
    """Namespace and local name of an IRI that becomes an element name."""
    found = _LOCAL_NAME.search(iri)
    if found is None or found.start() == 0 or iri in _NOT_ELEMENTS:
        raise InputError(
            f"rdfxml cannot express the predicate <{iri}> as an element name, in: {line[:300]}; use another format"
        )
    return iri[: found.start()], found[0]


class _Names:
    """Element names of predicates, with the prefixes they need."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._known = {
            namespace: name for name, namespace in sorted(prefixes.items(), reverse=True) if _is_prefix(name)
        }
        self._known[RDF_NS] = "rdf"
        self._names: dict[str, str] = {}
        self.used: dict[str, str] = {"rdf": RDF_NS}

    def __call__(self, predicate: str, line: str) -> str:
        if predicate not in self._names:
            namespace, local = _split(predicate[1:-1], line)
            prefix = self._known.setdefault(namespace, self._fresh())
            self.used[prefix] = namespace
            self._names[predicate] = f"{prefix}:{local}"
        return self._names[predicate]

    def _fresh(self) -> str:
        taken = set(self._known.values())
        number = 1
        while f"ns{number}" in taken:
            number += 1
        return f"ns{number}"


def _is_prefix(name: str) -> bool:
    return name != "rdf" and not name.lower().startswith("xml") and _LOCAL_NAME.match(name) is not None


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def _reference(term: str, iri_attribute: str, line: str) -> str:
    if term.startswith("<<"):
        raise refuse_triple_term(line, "rdfxml")
    if term.startswith("_:"):
        return f'rdf:nodeID="{term[2:]}"'
    return f'{iri_attribute}="{_attribute(_xml_text(term[1:-1], line))}"'


def _xml_text(escaped: str, line: str) -> str:
    text = unescaped(escaped)
    found = _NOT_XML.search(text)
    if found is not None:
        raise InputError(
            f"rdfxml cannot express the character U+{ord(found[0]):04X}, in: {line[:300]}; use another format"
        )
    return text


def _property(predicate: str, term: str, names: _Names, line: str) -> str:
    name = names(predicate, line)
    if not term.startswith('"'):
        return f"    <{name} {_reference(term, 'rdf:resource', line)}/>\n"
    lexical, kind = literal_parts(term)
    if kind.startswith("@"):
        if "--" in kind:
            raise InputError(f"rdfxml cannot express the RDF 1.2 base direction, in: {line[:300]}; use another format")
        kind = f' xml:lang="{kind[1:]}"'
    elif kind:
        kind = f' rdf:datatype="{_attribute(_xml_text(kind[3:-1], line))}"'
    content = escape(_xml_text(lexical, line), {"\r": "&#13;"})
    return f"    <{name}{kind}>{content}</{name}>\n"


def _elements(lines: list[str], names: _Names) -> Iterator[str]:
    rows = ((line.split(" ", 2), line) for line in lines)
    for subject, group in groupby(rows, key=lambda row: row[0][0]):
        first = True
        for (_, predicate, term), line in group:
            if first:
                yield f"  <rdf:Description {_reference(subject, 'rdf:about', line)}>\n"
                first = False
            yield _property(predicate, term, names, line)
        yield "  </rdf:Description>\n"


def _write(dataset: Dataset, stream: BinaryIO, prefixes: Mapping[str, str], /) -> None:
    names = _Names(prefixes)
    body = "".join(_elements(triple_lines(dataset), names))
    spaces = "".join(f'\n    xmlns:{name}="{_attribute(names.used[name])}"' for name in sorted(names.used))
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n'
    stream.write(f"{head}{body}</rdf:RDF>\n".encode())


def _check(data: bytes, limits: Limits, name: str) -> None:
    """Refuse what would cost more than the size of the document suggests; also gives syntax errors their place."""
    parser = expat.ParserCreate()
    depth = budget = 0

    def start(_element: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.depth:
            raise _at(parser, name, f"elements nested more than {limits.depth} deep")

    def end(_element: str) -> None:
        nonlocal depth
        depth -= 1

    def entity(entity: str, _parameter: bool, value: str | None, *_external: object) -> None:
        nonlocal budget
        if value is None:
            raise _at(parser, name, f"external entity {entity!r} refused: nothing is fetched or read from elsewhere")
        if "&" in value:
            raise _at(parser, name, f"entity {entity!r} refused: it is made of other entities")
        budget += len(value) * data.count(f"&{entity};".encode())
        if budget > max(_ENTITY_BUDGET, len(data)):
            raise _at(parser, name, f"entity {entity!r} refused: the document would grow beyond measure")

    parser.StartElementHandler, parser.EndElementHandler, parser.EntityDeclHandler = start, end, entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise syntax_error(name, error.lineno, error.offset + 1, expat.ErrorString(error.code)) from error


def _at(parser: expat.XMLParserType, name: str, message: str) -> InputError:
    return syntax_error(name, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, message)


def _read(
    source: bytes | BinaryIO, *, base_iri: str | None = None, limits: Limits = DEFAULT_LIMITS, name: str = "input"
) -> Dataset:
    data = load(source, limits, name)
    _check(data, limits, name)
    return parsed(data, RdfFormat.RDF_XML, base_iri, limits, name)


FORMAT = Format(
    name="rdfxml",
    media_type="application/rdf+xml",
    extensions=(".rdf", ".xml", ".owl"),
    iri="http://www.w3.org/ns/formats/RDF_XML",
    supports_graphs=False,
    write=_write,
    read=_read,
)
