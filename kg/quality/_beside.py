"""What is said outside of the articles, on disk: looked up by node, and gone through in pieces.

A piece is some subjects with all that is said of them, and beside that what the rules that look at them can reach: the
nodes they lead to, three steps on; what leads to them by the properties that rules walk backwards; and whatever an
event is a part of, however far that goes. Of what one node says of all articles only the classes are looked up. So each
piece gives the findings that the whole gives about those subjects, and memory depends on the size of a piece alone.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Set

from kg.files import explained_temporary
from kg.rdf.lines import said_with
from kg.vocab import KG, OA, PROV, RDF, SCHEMA

__all__ = ["Beside"]

_STEPS = 3
_BACK = (KG.dateAssertion, KG.participation, KG.onSubject, SCHEMA.isPartOf, OA.hasSource)
_CHAIN = f" <{KG.superEvent}> ".encode()

_OF_ALL = (KG.fuses, PROV.used)
_OF_ONE = re.compile(rb"([^ \n]+) [^\n]*\n(?:\1 [^\n]*\n)*")
_TYPE = f" <{RDF.type}> ".encode()
_NODE = re.compile(rb"> (<[^>]*>|_:[^ ]+) \.\n")
_MANY = 500
_SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE said (subject BLOB, text BLOB, reach BLOB);
CREATE TABLE of_all (subject BLOB, object BLOB, text BLOB);
CREATE TABLE back (object BLOB, subject BLOB);
CREATE TABLE typed (subject BLOB, text BLOB);
"""
_INDEXES = """
CREATE INDEX said_subject ON said (subject);
CREATE INDEX of_all_subject ON of_all (subject);
CREATE INDEX of_all_object ON of_all (object);
CREATE INDEX back_object ON back (object);
CREATE INDEX typed_subject ON typed (subject);
"""
_SELECTORS = (b";position>", b";quote>")
_SAID, _SAID_OF_ALL, _TYPED, _LED_BACK = 1, 2, 4, 8
_MARKS = (1 << 22) - 1


class Beside:
    """N-Triples by subject, in a file of this process that nobody else sees.

    Most nodes that are asked for are such as nothing is said of here. Marks in four megabytes tell nearly all of these,
    by their hashes, without asking the file.

    Args:
        lines: canonical N-Triples, in pieces of whole lines; it is better if those of one subject lie together.
        types: lines that are looked up beside them, but belong to articles.
        reach: the predicates that matter of nodes that are not looked at themselves; all by default.

    Attributes:
        names_selectors: whether it may say something of the selectors of a span.
    """

    def __init__(self, lines: Iterable[bytes], types: Iterable[bytes] = (), reach: Set[str] | None = None) -> None:
        self._file = sqlite3.connect("", isolation_level=None)  # an empty name is a temporary file
        self._marks = bytearray(_MARKS + 1)
        self.names_selectors = False
        self._reach = None if reach is None else frozenset(f"<{each}>".encode() for each in reach)
        with explained_temporary():
            self._file.executescript(_SCHEMA)
            self._file.execute("BEGIN")
            for piece in lines:
                self._add(piece)
            typed = [(_subject(line), line) for line in types]
            self.names_selectors |= any(subject.endswith(_SELECTORS) for subject, _ in typed)
            self._file.executemany("INSERT INTO typed VALUES (?, ?)", typed)
            self._mark(_TYPED, (subject for subject, _ in typed))
            self._file.execute("COMMIT")
            self._file.executescript(_INDEXES)

    def __del__(self) -> None:
        self._file.close()

    def _add(self, text: bytes) -> None:
        self.names_selectors |= any(each in text for each in _SELECTORS)
        of_all = _said_of_all(text)
        said = [(match[1], match[0]) for match in _OF_ONE.finditer(text)]
        if of_all:  # one node says this of every article: only what is asked for is looked up
            apart = {subject for subject, _, _ in of_all}
            said = [(subject, _apart(lines) if subject in apart else lines) for subject, lines in said]
            self._file.executemany("INSERT INTO of_all (subject, object, text) VALUES (?, ?, ?)", of_all)
            self._mark(_SAID_OF_ALL, (node for _, node, _ in of_all))
        rows = [(subject, lines, self._reached(lines)) for subject, lines in said if lines]
        self._file.executemany("INSERT INTO said VALUES (?, ?, ?)", rows)
        self._mark(_SAID, (subject for subject, _ in said))
        back = [pair for predicate in _BACK for pair in said_with(text, predicate)]
        self._file.executemany("INSERT INTO back (subject, object) VALUES (?, ?)", back)
        self._mark(_LED_BACK, (node for _, node in back))

    def _reached(self, lines: bytes) -> bytes:
        if self._reach is None:
            return lines
        return b"".join([line for line in lines.splitlines(keepends=True) if line.split(b" ", 2)[1] in self._reach])

    def _mark(self, mark: int, nodes: Iterable[bytes]) -> None:
        for node in nodes:
            self._marks[hash(node) & _MARKS] |= mark

    def _ask(self, query: str, mark: int, nodes: Set[bytes]) -> Iterator[bytes]:
        for (found,) in self._rows_of(query, mark, nodes):
            yield found

    def _rows_of(self, query: str, mark: int, nodes: Set[bytes]) -> Iterator[tuple[bytes, ...]]:
        marks = self._marks
        wanted = sorted([node for node in nodes if marks[hash(node) & _MARKS] & mark])
        for start in range(0, len(wanted), _MANY):
            some = wanted[start : start + _MANY]
            with explained_temporary():
                yield from self._file.execute(f"{query} IN ({','.join('?' * len(some))})", some)

    def said_of(self, nodes: Set[bytes], own: Set[bytes]) -> tuple[bytes, bytes]:
        """What is said of some nodes, but for what is said of all articles; and what matters of that.

        Args:
            nodes: those to tell of.
            own: nodes that are looked at, of which all matters.
        """
        rows = list(self._rows_of("SELECT subject, text, reach FROM said WHERE subject", _SAID, nodes))
        matters = b"".join([text if subject in own else reach for subject, text, reach in rows])
        return b"".join([text for _, text, _ in rows]), matters

    def types_of(self, nodes: Set[bytes]) -> list[bytes]:
        """The lines about some nodes that were given as types."""
        return list(self._ask("SELECT text FROM typed WHERE subject", _TYPED, nodes))

    def saying_of_all(self, nodes: Set[bytes]) -> list[bytes]:
        """What is said of some nodes as of all articles: that they were used and fused."""
        return list(self._ask("SELECT text FROM of_all WHERE object", _SAID_OF_ALL, nodes))

    def text(self) -> bytes:
        """All lines but the types."""
        return b"".join(row[1] for row in self._rows())

    def _rows(self) -> Iterator[tuple[bytes, bytes]]:
        with explained_temporary():
            yield from self._file.execute(
                "SELECT subject, text FROM said UNION ALL SELECT subject, text FROM of_all ORDER BY subject"
            )

    def pieces(self, size: int) -> Iterator[tuple[Set[bytes], bytes]]:
        """Subjects, each in one piece, and all that is to be known to look at them.

        Args:
            size: bytes said of the subjects of a piece, about.
        """
        subjects: set[bytes] = set()
        texts: list[bytes] = []
        held = 0
        for subject, text in self._rows():
            if held >= size and subject not in subjects:
                yield subjects, self._with_neighbours(subjects, b"".join(texts))
                subjects, texts, held = set(), [], 0
            subjects.add(subject)
            texts.append(text)
            held += len(text)
        if subjects:
            yield subjects, self._with_neighbours(subjects, b"".join(texts))

    def _with_neighbours(self, subjects: set[bytes], own: bytes) -> bytes:
        far = {node for _, node, _ in _said_of_all(own)}
        edge = set(_NODE.findall(_apart(own) if far else own))
        near = subjects | edge
        edge |= set(self._ask("SELECT subject FROM back WHERE object", _LED_BACK, near))
        texts = [own, *self.saying_of_all(near)]
        for said in self._ask("SELECT text FROM said WHERE subject", _SAID, far):
            texts += _with(_TYPE, said)
        done, step = set(subjects), 0
        while edge := edge - done:
            done |= edge
            said, matters = self.said_of(edge, subjects)
            texts.append(matters)
            step += 1
            edge = set(_NODE.findall(said if step < _STEPS else b"".join(_with(_CHAIN, said))))
        return b"".join(texts)


def _with(predicate: bytes, text: bytes) -> Iterator[bytes]:
    return (line for line in text.splitlines(keepends=True) if predicate in line)


def _said_of_all(text: bytes) -> list[tuple[bytes, bytes, bytes]]:
    """Subject, object and line of what is said of all articles."""
    return [
        (subject, node, b"%b <%b> %b .\n" % (subject, predicate.encode(), node))
        for predicate in _OF_ALL
        for subject, node in said_with(text, predicate)
    ]


def _apart(text: bytes) -> bytes:
    """The lines but for what they say of all articles."""
    lines = {line for _, _, line in _said_of_all(text)}
    return b"".join([line for line in text.splitlines(keepends=True) if line not in lines])


def _subject(line: bytes) -> bytes:
    return line[: line.index(b" ")]
