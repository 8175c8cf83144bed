"""Answers of pyoxigraph in the formats of SPARQL 1.1, cut at a number of rows."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    serialize,
)

from kg.store._base import Answer, Limits

__all__ = ["CSV", "GRAPHS", "JSON", "NTRIPLES", "TABLES", "TSV", "XML", "answer_of"]

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
CSV = "text/csv"
TSV = "text/tab-separated-values"
NTRIPLES = "application/n-triples"
TABLES = (JSON, XML, CSV, TSV)
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    NTRIPLES: RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANG = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_XML_BAD = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 65534, 65535], "�")


class TooLongError(Exception):
    """The answer passes the limit of bytes."""


def answer_of(result: Any, media_type: str, limits: Limits) -> Answer:
    """The answer as bytes.

    Args:
        result: what `pyoxigraph.Store.query` gave.
        media_type: of `TABLES` or `GRAPHS`, or one of each with a space between; without one that fits the kind of
            query it is the default.
        limits: rows and bytes count here, seconds do not.

    Raises:
        TooLongError: more bytes than allowed.
    """
    wanted = media_type.split()
    table = next((each for each in wanted if each in TABLES), JSON)
    if isinstance(result, QueryBoolean):
        media_type = table
        return Answer("boolean", media_type, _boolean(bool(result), media_type))
    if isinstance(result, QueryTriples):
        media_type = next((each for each in wanted if each in GRAPHS), NTRIPLES)
        triples, cut = _cut(result, limits.rows)
        body = serialize(sorted(triples, key=str), format=GRAPHS[media_type]) or b""
        return Answer("graph", media_type, _checked(body, limits), cut)
    assert isinstance(result, QuerySolutions)  # noqa: S101 - there is no fourth kind
    media_type = table
    names = [variable.value for variable in result.variables]
    rows, cut = _cut(result, limits.rows)
    return Answer(
        "table", media_type, _table(names, ([row[name] for name in names] for row in rows), media_type, limits), cut
    )


def _cut[T](items: Iterable[T], limit: int | None) -> tuple[list[T], bool]:
    found = list(items if limit is None else islice(items, limit + 1))
    return (found, False) if limit is None or len(found) <= limit else (found[:limit], True)


def _checked(body: bytes, limits: Limits) -> bytes:
    if limits.bytes is not None and len(body) > limits.bytes:
        raise TooLongError
    return body


def _boolean(value: bool, media_type: str) -> bytes:
    word = "true" if value else "false"
    if media_type == JSON:
        return b'{"head":{},"boolean":%s}' % word.encode()
    if media_type == XML:
        return f'<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/><boolean>{word}</boolean></sparql>'.encode()
    return word.encode()


def _table(names: list[str], rows: Iterable[list[Any]], media_type: str, limits: Limits) -> bytes:
    parts, size = [], 0
    for part in _WRITERS[media_type](names, rows):
        data = part.encode("utf-8", "replace")
        size += len(data)
        if limits.bytes is not None and size > limits.bytes:
            raise TooLongError
        parts.append(data)
    return b"".join(parts)


def term_json(term: Any) -> dict[str, Any]:
    """A term as SPARQL 1.1 Query Results JSON has it."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        found = {"type": "literal", "value": term.value}
        if term.language:
            found["xml:lang"] = term.language
        elif term.datatype.value != _XSD_STRING:
            found["datatype"] = term.datatype.value
        return found
    value = {
        "subject": term_json(term.subject),
        "predicate": term_json(term.predicate),
        "object": term_json(term.object),
    }
    return {"type": "triple", "value": value}


def _json(names: list[str], rows: Iterable[list[Any]]) -> Iterator[str]:
    yield f'{{"head":{{"vars":{json.dumps(names)}}},"results":{{"bindings":['
    comma = ""
    for row in rows:
        found = {name: term_json(term) for name, term in zip(names, row, strict=True) if term is not None}
        yield comma + json.dumps(found, ensure_ascii=False)
        comma = ","
    yield "]}}"


def _xml_text(text: str) -> str:
    return escape(text.translate(_XML_BAD))


def _xml_term(term: Any) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{_xml_text(term.value)}</bnode>"
    if isinstance(term, Literal):
        kind = ""
        if term.language:
            kind = f" xml:lang={quoteattr(term.language)}"
        elif term.datatype.value not in (_XSD_STRING, _LANG):
            kind = f" datatype={quoteattr(term.datatype.value)}"
        return f"<literal{kind}>{_xml_text(term.value)}</literal>"
    inner = zip(("subject", "predicate", "object"), (term.subject, term.predicate, term.object), strict=True)
    return "<triple>" + "".join(f"<{name}>{_xml_term(each)}</{name}>" for name, each in inner) + "</triple>"


def _xml(names: list[str], rows: Iterable[list[Any]]) -> Iterator[str]:
    yield '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>'
    yield "".join(f"<variable name={quoteattr(name)}/>" for name in names) + "</head><results>"
    for row in rows:
        found = ((name, term) for name, term in zip(names, row, strict=True) if term is not None)
        yield f"<result>{''.join(f'<binding name={quoteattr(n)}>{_xml_term(t)}</binding>' for n, t in found)}</result>"
    yield "</results></sparql>"


def _csv(names: list[str], rows: Iterable[list[Any]]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow(
            ""
            if term is None
            else f"_:{term.value}"
            if isinstance(term, BlankNode)
            else getattr(term, "value", str(term))
            for term in row
        )
        if buffer.tell() > 1 << 16:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def _tsv(names: list[str], rows: Iterable[list[Any]]) -> Iterator[str]:
    yield "\t".join(f"?{name}" for name in names) + "\n"
    for row in rows:
        yield "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) + "\n"


_WRITERS = {JSON: _json, XML: _xml, CSV: _csv, TSV: _tsv}
