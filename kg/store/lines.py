"""What an N-Quads file holds, seen without parsing it: a parser would take longer than loading it does."""

from collections import Counter
from dataclasses import dataclass

from kg.errors import InputError
from kg.vocab import KG, RDF

__all__ = ["Found", "scan_lines"]

_FUSED = f"> <{RDF.type}> <{KG.FusedGraph}>".encode()
_FUSES = f"> <{KG.fuses}> <".encode()


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds.

    Attributes:
        graphs: number of lines by graph; triples without a graph are under "".
        fused: names of fused graphs.
        fuses: articles that a fused graph takes in.
    """

    graphs: dict[str, int]
    fused: frozenset[str]
    fuses: frozenset[str]


def scan_lines(path: str) -> Found:
    """Look over an N-Quads file as our own writers and others' write it: one quad a line, terms between single spaces.

    Names come from the last IRI of a line; a file that writes comments or other white space is read wrongly here, and
    the loader, which parses it, then decides.

    Raises:
        InputError: the file cannot be read.
    """
    counts: Counter[bytes] = Counter()
    fused, fuses = set(), set()
    try:
        with open(path, "rb") as lines:
            for line in lines:
                # In N-Quads every term but a literal ends before a space, and a literal is never last.
                head, _, last = line[:-2].rstrip(b". \t\r").rpartition(b" ")
                named = last[:1] == b"<" and last[-1:] == b">" and b'"' not in last and head.count(b" ") >= 2
                counts[last if named else b""] += 1
                if _FUSED in line:
                    fused.add(line[1 : line.index(b">")].decode())
                elif _FUSES in line:
                    rest = line[line.index(_FUSES) + len(_FUSES) :]
                    fuses.add(rest[: rest.index(b">")].decode())
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    graphs = {name[1:-1].decode(): count for name, count in counts.items() if name.startswith(b"<")}
    return Found(graphs, frozenset(fused), frozenset(fuses))
