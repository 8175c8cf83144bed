"""The triples of a data set as text, one block per subject, taken apart: what the writer of JSON-LD works on.

The text is what pyoxigraph writes as TriG. In it literals and IRIs in angle brackets are replaced by a mark each and
kept in two lists, so that thousands of blocks become equal but for their digits, and what a block becomes in JSON is
worked out once for all of them. All of it is done with `replace` and `split` on the whole text.

The characters of all texts here are bytes of UTF-8 (`as_bytes`): nothing looks at them one by one, and text of one byte
a character takes half the memory and time of text that holds a curly quote.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from kg.errors import InputError
from kg.rdf.dataset import Dataset
from kg.rdf.formats._pretty import without_header
from kg.vocab import XSD_NS

__all__ = [
    "END",
    "IRI",
    "LITERAL",
    "Blocks",
    "as_bytes",
    "as_text",
    "blocks_of",
    "filled",
    "native_type",
    "objects_of",
    "restored",
    "word",
]

# Turtle escapes control characters, so these occur in no text.
LITERAL, IRI = "\x03", "\x04"
END = " ;\n"
"""What stands between two predicates of a subject."""
_QUOTE, _BACKSLASH = "\x02", "\x06"
_MARK = re.compile(f"[{LITERAL}{IRI}]")
_OBJECT = re.compile(
    r'"[^"\\]*(?:\\.[^"\\]*)*"(?:@[A-Za-z0-9-]+|\^\^(?:<[^>]*>|[^ ]+))?|<[^>]*>|[^ "<,](?:[^ \\]|\\.)*'
)
_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")
_NUMBER_STARTS = frozenset("+-.0123456789")


@dataclass(frozen=True, slots=True)
class Blocks:
    """A graph as text in Turtle's words.

    Attributes:
        blocks: for each subject itself, its predicates and objects, with `LITERAL` for each text in quotes and `IRI`
            for each IRI in angle brackets; texts and IRIs without their marks stand in order in the two lists.
        literals: the texts, escaped for JSON but for what `restored` puts back.
        iris: the IRIs.
        prefixes: name to namespace, those that the blocks may use.
        blank: whether there may be blank nodes.
    """

    blocks: Sequence[str]
    literals: list[str]
    iris: list[str]
    prefixes: Mapping[str, str]
    blank: bool


def filled(text: str, literals: Sequence[str], iris: Sequence[str]) -> str:
    """A part of a block as Turtle, with its texts and IRIs."""
    texts, names = iter(literals), iter(iris)
    return _MARK.sub(lambda m: f'"{restored(next(texts))}"' if m[0] == LITERAL else f"<{next(names)}>", text)


def as_bytes(text: str) -> str:
    """A text as its bytes in UTF-8, one character each."""
    return text if text.isascii() else text.encode().decode("latin-1")


def as_text(text: str) -> str:
    """The text that such bytes are."""
    return text if text.isascii() else text.encode("latin-1").decode()


def restored(text: str) -> str:
    """A text with its escaped quotation marks and backslashes, which have stand-ins while it is taken apart."""
    return text.replace(_QUOTE, '\\"').replace(_BACKSLASH, "\\\\")


def word(iri: str, prefixes: Mapping[str, str]) -> str:
    """The word for an IRI: with a prefix where Turtle allows it, else in angle brackets."""
    node = NamedNode(iri)
    return without_header(_trig([Quad(node, node, node)], prefixes)).decode("latin-1").partition(" ")[0]


def _trig(quads: Sequence[Quad], prefixes: Mapping[str, str]) -> bytes:
    text = serialize(quads, format=RdfFormat.TRIG, prefixes=dict(prefixes))
    assert text is not None  # noqa: S101 - no output was given, so bytes come back
    return text


def blocks_of(dataset: Dataset, prefixes: Mapping[str, str]) -> Blocks:
    """The union of a data set's graphs.

    Args:
        dataset: the data set.
        prefixes: name to namespace; those whose name Turtle does not allow are not used.

    Raises:
        InputError: there is an RDF 1.2 triple term.
    """
    usable = {name: namespace for name, namespace in sorted(prefixes.items()) if _PREFIX.match(name)}
    text = without_header(_trig(dataset.quads, usable)).translate(None, b"\t").decode("latin-1")
    if "\n}\n" in text:
        text = _one_block_each(text)
    if "\\\\" in text:
        text = text.replace("\\\\", _BACKSLASH)
    if '\\"' in text:
        text = text.replace('\\"', _QUOTE)
    parts = text.split('"')
    literals, text = parts[1::2], LITERAL.join(parts[::2])
    parts = text.replace(">", "<").split("<")
    iris, text = parts[1::2], IRI.join(parts[::2])
    if "" in iris:  # the brackets of a triple term are doubled
        raise _refused(dataset)
    blocks = text.removesuffix(" .\n").split(" .\n") if text else []
    return Blocks(blocks, literals, iris, usable, "_:" in text)


def _refused(dataset: Dataset) -> InputError:
    quad = next(quad for quad in dataset if isinstance(quad.object, Triple))
    return InputError(f"jsonld cannot express the RDF 1.2 triple term in: {quad}; use turtle, trig or nquads")


def _one_block_each(text: str) -> str:
    """TriG without its graphs: what several of them say of a subject in one block."""
    start, *graphs = text.split(" {\n")
    parts = [start[: start.rfind("\n") + 1]]
    for graph in graphs:
        end = graph.rindex("\n}\n") + 1
        parts.append(graph[:end])
        parts.append(graph[end + 2 : graph.rfind("\n", end + 1) + 1])  # without the name of the next graph
    blocks = "".join(parts).removesuffix(" .\n").split(" .\n")
    first: dict[str, int] = {}
    shared: dict[int, list[str]] = {}
    for i, block in enumerate(blocks):
        subject = block[: block.index(" ")]
        at = first.setdefault(subject, i)
        if at != i:
            shared.setdefault(at, [blocks[at]]).append(block[len(subject) + 1 :])
            blocks[i] = ""
    for at, parts in shared.items():
        subject, _, parts[0] = parts[0].partition(" ")
        blocks[at] = f"{subject} {_merged(END.join(parts))}"
    return "".join([f"{block} .\n" for block in blocks if block])


def _merged(text: str) -> str:
    """A block from several graphs, with each predicate once and each of its objects once."""
    entries = list(dict.fromkeys(text.split(END)))
    if len({entry.partition(" ")[0] for entry in entries}) == len(entries):
        return END.join(entries)
    found: dict[str, set[str]] = {}
    for entry in entries:
        predicate, _, objects = entry.partition(" ")
        found.setdefault(predicate, set()).update(_split(objects))
    return END.join(f"{predicate} {' , '.join(sorted(objects))}" for predicate, objects in found.items())


def _split(text: str) -> list[str]:
    if " , " not in text:
        return [text]
    return sorted(_OBJECT.findall(text) if '"' in text else text.split(" , "))


def objects_of(text: str) -> list[str]:
    """The objects in a comma-separated list, sorted; numbers and booleans become quoted literals with a datatype."""
    objects = _split(text)
    for i, term in enumerate(objects):
        if ":" not in term and term[0] != '"':
            objects[i] = f'"{term}"{native_type(term)}'
    return objects


def native_type(term: str) -> str:
    """The ending of a literal that Turtle writes without quotes."""
    if term[0] not in _NUMBER_STARTS:
        kind = "boolean"
    elif "e" in term or "E" in term:
        kind = "double"
    else:
        kind = "decimal" if "." in term else "integer"
    return f"^^<{XSD_NS}{kind}>"
