"""Spans of an article that are seen to keep our shapes as they are written, so that no engine has to look at them.

Spans are most of an article graph: eleven lines each, of which all but a few words follow from the offsets. Where these
lines are exactly what they must be, and nothing else is said of the span and of its selectors, all that shapes ask of
them is answered: one source, which is this article; one position and one quotation; offsets in order and inside the
text; as many characters as the offsets say. Rules on other nodes ask for the class and the source of a span, and those
on statements for their words and offsets: that is kept.

A test lists the shapes that name selectors, and breaks each of their rules.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.rdf.lines import said_with
from kg.vocab import KG, OA, RDF, SCHEMA, XSD

__all__ = ["Cut", "cut", "with_spans"]

_HEAD = f"> <{RDF.type}> <{OA.SpecificResource}> .\n".encode()
_ARTICLE = f" <{RDF.type}> <{SCHEMA.NewsArticle}> .\n".encode()
_LENGTH = f" <{KG.textLength}> ".encode()
_WEB = re.compile(rb"<https?://[^/>]+/")
_NUMBER = rf'"\^\^<{re.escape(XSD.nonNegativeInteger)}> \.\n'
_DIGITS = re.compile(rb'"([0-9]{1,12})' + _NUMBER.encode())
# The lines after the first, up to the words: \0 the span, \1 and \2 its offsets, \3 the article, each without ">".
_LINES = "".join(
    (
        f"\0> <{OA.hasSelector}> \0;position> .\n",
        f"\0> <{OA.hasSelector}> \0;quote> .\n",
        f"\0> <{OA.hasSource}> \3> .\n",
        f"\0;position> <{RDF.type}> <{OA.TextPositionSelector}> .\n",
        f'\0;position> <{OA.end}> "\2"^^<{XSD.nonNegativeInteger}> .\n',
        f'\0;position> <{OA.start}> "\1"^^<{XSD.nonNegativeInteger}> .\n',
        f"\0;quote> <{RDF.type}> <{OA.TextQuoteSelector}> .\n",
        f'\0;quote> <{OA.exact}> "',
    )
).encode()
_CHAR = b"#char="
_AROUND = tuple(f';quote> <{predicate}> "'.encode() for predicate in (OA.prefix, OA.suffix))
_SOURCE = f"> <{OA.hasSource}> ".encode()
_WORDS = f'> <{OA.hasSelector}> \0;quote> .\n\0;quote> <{OA.exact}> "'.encode()
_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_MOST = 12  # digits of an offset
# What the rest must not hold, lest more be said of spans and selectors than their own lines.
_TOLD = (b"/ns/oa#", b";position>", b";quote>")


@dataclass(frozen=True, slots=True)
class Cut:
    """An article graph in two.

    Attributes:
        rest: the lines that are not of plain spans.
        spans: of the plain spans, by their term without the closing bracket: all their lines but the first, and their
            words as they stand in a literal.
    """

    rest: bytes
    spans: Mapping[bytes, tuple[bytes, bytes]]


def cut(name: bytes, text: bytes) -> Cut | None:
    """An article graph without its plain spans; None when it does not tell the length of its text, as an article does.

    Args:
        name: the term of the graph and of its article.
        text: canonical N-Triples, sorted by subject as we write them; other spans are just not found to be plain.
    """
    length = _length(name, text)
    if length is None:
        return None
    article = name[:-1]
    lines = _LINES.replace(b"\3", article)
    start = len(article) + len(_CHAR)
    rest, spans = list[bytes](), dict[bytes, tuple[bytes, bytes]]()
    before, *parts = text.split(_HEAD)
    for part in parts:
        head = before.rfind(b"\n") + 1
        node = before[head:]
        rest.append(before[:head])
        first, _, last = node[start:].partition(b",")
        size = 0
        if node[:start] == article + _CHAR and node not in spans and _in_order(first, last, length):
            opening = lines.replace(b"\1", first).replace(b"\2", last).replace(b"\0", node)
            size = _size(node, part, opening, int(last) - int(first))
        if size:
            own = part[:size]
            spans[node] = own, own[len(opening) : own.index(b"\n", len(opening)) - 3]
            before = part[size:]
        else:
            rest.append(node + _HEAD)
            before = part
    rest.append(before)
    return Cut(b"".join(rest), spans)


def _length(name: bytes, text: bytes) -> int | None:
    said = b"\n" + name + _LENGTH
    if not _WEB.match(name) or text.count(_LENGTH) != 1 or name + _ARTICLE not in text or said not in text:
        return None
    found = _DIGITS.match(text, text.index(said) + len(said))
    return int(found[1]) if found else None


def _in_order(start: bytes, end: bytes, length: int) -> bool:
    """Whether these are offsets, one after the other and both in a text of that length."""
    if not (start.isdigit() and end.isdigit() and len(start) <= _MOST and len(end) <= _MOST):
        return False
    return int(start) < int(end) <= length


def _size(node: bytes, part: bytes, opening: bytes, characters: int) -> int:
    """How many bytes are lines of a plain span; 0 if it is none.

    Args:
        node: the span.
        part: all that follows its first line.
        opening: how that has to begin, up to the words.
        characters: how many the words must be.
    """
    if not part.startswith(opening):
        return 0
    place = part.index(b"\n", len(opening))
    if part[place - 3 : place] != b'" .' or _characters(part[len(opening) : place - 3]) != characters:
        return 0
    for beginning in _AROUND:
        if part.startswith(node + beginning, place + 1):
            place = part.index(b"\n", place + 1)
            if part[place - 3 : place] != b'" .':
                return 0
    return place + 1


def _characters(literal: bytes) -> int:
    text = literal.decode()
    return len(_ESCAPE.sub("x", text)) if "\\" in text else len(text)


def with_spans(rest: bytes, cuts: list[Cut]) -> bytes | None:
    """What an engine has to look at of some articles; None when it has to see all that is said.

    Args:
        rest: what was cut, and what is said beside it.
        cuts: all that were cut.
    """
    if any(told in rest for told in _TOLD) or rest.count(_LENGTH) != len(cuts):
        return None
    quoted, own = said_with(rest, KG.quotedSpan), said_with(rest, KG.span)
    quoting, worded = {node for node, _ in quoted}, {node for node, _ in said_with(rest, SCHEMA.text)}
    # With offsets for what a quotation inside a statement is compared with, with words for what a statement is.
    whole = {span for _, span in quoted}.union(span for node, span in own if node in quoting)
    verbatim = {span for _, span in said_with(rest, KG.cueSpan)}.union(span for node, span in own if node in worded)
    pieces = [rest]
    for each in cuts:
        for node, (lines, exact) in each.spans.items():
            term = node + b">"
            if term in whole:
                pieces += (node, _HEAD, lines)
                continue
            pieces += (node, _HEAD, node, _SOURCE, node[: node.rindex(_CHAR)], b"> .\n")
            if term in verbatim:
                pieces += (node, _WORDS.replace(b"\0", node), exact, b'" .\n')
    return b"".join(pieces)
