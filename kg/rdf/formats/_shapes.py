"""What blocks of one shape become in JSON: a template, worked out once for all that differ in texts, IRIs and digits.

The shape of a block is the block with each digit as 0. Its template has a place for each text and IRI; what depends on
more than the block, such as whether a node is told here or only named, is an `Op` for the walk (`_tree`).
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter, itemgetter
from typing import Any, Final, NamedTuple

from kg.rdf.formats._blocks import END, IRI, LITERAL, Blocks, native_type
from kg.rdf.formats._rules import Rule
from kg.rdf.formats._terms import Terms

__all__ = ["BARE", "ENTRY", "NAME", "NODE", "NODES", "PADS", "SEVERAL", "Op", "Shape", "array", "shapes_of"]

PADS: Final = tuple("\n" + "  " * depth for depth in range(32))
_LINE_WIDTH = 100
_MOST_SHAPES = 5000
_ZEROS = bytes.maketrans(b"123456789", b"000000000")
_DIGIT = re.compile("[0-9]")

SEVERAL: Final = -2
NODE, NODES, NAME, BARE, ENTRY = range(5)
type Op = tuple[int, int, int, int, Any]
"""A kind; where its texts, IRIs and characters begin, counted from those of the block; and what else it needs.

`NODE`: one IRI; the text before and after its name. `NODES`: several; how many, the text before and after each, whether
they are only named. `NAME`: one word; its length, the text before and after, whether it is only named. `BARE`: a
number; its length and rule. `ENTRY`: anything else; the predicate, and how long its objects are.
"""


def array(values: Sequence[str], pad: str, *, always: bool) -> str:
    """One value as it is, several as an array: on one line when short."""
    if len(values) == 1 and not always:
        return values[0]
    if values[0][0] == "{" or (_width(values) < _LINE_WIDTH and not any("\n" in value for value in values)):
        return f"[{', '.join(values)}]"
    return f"[\n{pad}  " + f",\n{pad}  ".join(values) + f"\n{pad}]"


def _width(values: Sequence[str]) -> int:
    width = sum(map(len, values))
    return width if width < _LINE_WIDTH else sum(len(value.encode("latin-1").decode()) for value in values)


@dataclass(frozen=True, slots=True)
class _Member:
    """What one entry of a block becomes.

    Attributes:
        text: the template, as at the left margin, with at most one place.
        place: what comes there: `LITERAL`, `IRI`, the kind of an op, or nothing.
        needs: what else the op needs.
        literals: how many texts the entry has.
        iris: how many IRIs.
        fixed: the entry itself if it has digits that the template depends on.
        event: whether it says that the subject is an event.
        loose: whether its place among the others is not known.
    """

    text: str = ""
    place: str | int | None = None
    needs: Any = None
    literals: int = 0
    iris: int = 0
    fixed: str = ""
    event: bool = False
    loose: bool = False


@dataclass(slots=True)
class Shape:
    """What blocks of one shape become.

    Attributes:
        literals: how many texts a block has.
        iris: how many IRIs.
        members: the templates, in the order of the document.
        picks: for each place where its value is among the texts, then the IRIs, then the results of the ops.
        ops: what has to be asked for each block, in the order of the document.
        fixed: what a block must have besides, with where it begins.
        event: whether it is an event.
        stated: which IRI is the event of a statement, `SEVERAL` where it is not one IRI, -1 without one.
        within: the shape of a statement that is told in its event.
        loose: whether a block has to be looked at entry by entry instead.
    """

    literals: int
    iris: int
    members: tuple[str, ...] = ()
    picks: tuple[int, ...] = ()
    ops: tuple[Op, ...] = ()
    fixed: tuple[tuple[int, str], ...] = ()
    event: bool = False
    stated: int = -1
    within: "Shape | None" = None
    loose: bool = False
    templates: list[str] = field(default_factory=lambda: [""] * len(PADS))
    pick: Callable[[list[str]], Any] = field(init=False)

    def __post_init__(self) -> None:
        self.pick = itemgetter(*self.picks) if self.picks else lambda _: ()

    def template(self, depth: int) -> str:
        """The template at a level of indentation."""
        pad = PADS[depth]
        inner = f"{pad}  "
        members = f",{inner}".join(member.replace("\n", inner) for member in self.members)
        text = self.templates[depth] = f"{{{inner}{members}{pad}}}"
        return text


def shapes_of(blocks: Blocks, terms: Terms, event: str, stated_at: str) -> list[Shape]:
    """The shape of each block.

    Args:
        blocks: the graph.
        terms: its words under the context.
        event: the word for the class of events.
        stated_at: the word for what leads from a statement to its event.
    """
    keys = _zeros("\n\n".join(blocks.blocks)).split("\n\n") if blocks.blocks else []
    told = {block.partition(" ")[0] for block in blocks.blocks if block[0] != IRI}
    maker = _Maker(terms, told, event, stated_at)
    known: dict[str, Shape] = {}
    for key, block in dict(zip(keys, blocks.blocks, strict=True)).items():
        small = len(known) < _MOST_SHAPES and not blocks.blank
        known[key] = maker.shape(block, key) if small else _loose(block)
    found = [known[key] for key in keys]
    if any(shape.fixed for shape in known.values()):
        for i, (shape, block) in enumerate(zip(found, blocks.blocks, strict=True)):
            if shape.fixed and not all(block.startswith(text, start) for start, text in shape.fixed):
                found[i] = _loose(block)
    return found


def _zeros(text: str) -> str:
    """A text with each digit as 0."""
    return text.encode("latin-1").translate(_ZEROS).decode("latin-1")


def _loose(block: str) -> Shape:
    return Shape(block.count(LITERAL), block.count(IRI), loose=True)


class _Placed(NamedTuple):
    """A member and where its entry, its objects, their texts and IRIs begin, counted from those of the block."""

    entry: str
    member: _Member
    start: int = 0
    objects: int = 0
    literals: int = 0
    iris: int = 0


class _Maker:
    """Makes shapes of blocks, from members that are kept."""

    def __init__(self, terms: Terms, told: Collection[str], event: str, stated_at: str) -> None:
        self._terms, self._told, self._event, self._stated_at = terms, told, event, stated_at
        self._members: dict[str, _Member] = {}

    def shape(self, block: str, key: str) -> Shape:
        """The shape of a block; `key` is the block with each digit as 0."""
        subject, _, rest = block.partition(" ")
        literals, iris, start = 0, int(subject == IRI), len(subject) + 1
        placed: list[_Placed] = []
        for entry, known_as in zip(rest.split(END), key[start:].split(END), strict=True):
            member = self._members.get(known_as)
            if member is None:
                member = self._members[known_as] = self._member(entry)
            objects = start + entry.index(" ") + 1
            placed.append(_Placed(entry, member, start, objects, literals, iris))
            literals, iris, start = literals + member.literals, iris + member.iris, start + len(entry) + len(END)
        if any(one.member.loose for one in placed):
            return _loose(block)
        placed.sort(key=attrgetter("entry"))
        placed.insert(0, self._subject(subject))
        shape = _joined(placed, literals, iris)
        for one in placed:
            predicate, _, events = one.entry.partition(" ")
            if predicate == self._stated_at:
                others = [other for other in placed if other is not one or " , " in events]
                shape.stated = one.iris if events == IRI else SEVERAL
                shape.within = _joined(others, literals, iris)
        return shape

    def _subject(self, word: str) -> _Placed:
        key = _escaped(self._terms.id_key)
        if word == IRI:
            return _Placed("", _Member(f'{key}: "%s"', IRI))
        return _Placed("", _Member(f"{key}: %s", NAME, (len(word), "", "", True)))

    def _member(self, entry: str) -> _Member:
        """What an entry becomes."""
        predicate, _, objects = entry.partition(" ")
        words = objects.split(" , ")
        if predicate == IRI or any(word[0] == LITERAL and IRI in word for word in words):
            return _Member(loose=True)
        if predicate == "a":
            member = self._classes(words)
        elif len(words) == 1:
            member = self._single(predicate, objects)
        else:
            member = self._several(predicate, words)
        if member is None:
            member = _Member("%s", ENTRY, (predicate, len(objects)))
        own = predicate if member.place in (NAME, BARE, ENTRY) else entry
        fixed = own if _DIGIT.search(own) else ""
        return replace(member, literals=entry.count(LITERAL), iris=entry.count(IRI), fixed=fixed)

    def _classes(self, words: list[str]) -> _Member | None:
        if any(word[0] == LITERAL or ":" not in word for word in words):
            return _Member(loose=True)
        classes = [self._terms.class_(word) for word in sorted(words)]
        key, text = self._terms.type_key, array(classes, "", always=False)
        return _Member(_escaped(f"{key}: {text}"), event=self._event in words)

    def _single(self, predicate: str, value: str) -> _Member | None:
        """What one object becomes; None where that is not as simple as here."""
        rules = self._terms.rules(predicate)
        if value[0] == LITERAL:
            rule = rules.for_literal(value[1:])
            return _Member(f"{_escaped(rule.head)}%s{_escaped(rule.tail)}", LITERAL) if rule.simple else None
        if value != IRI and ":" not in value:
            return self._bare(rules.for_literal(native_type(value)), value)
        rule = rules.reference
        if rule.array or (rule.vocab and (value == IRI or value in self._told)):
            return None
        if value == IRI and rules.only_named:
            return _Member(f'{_escaped(rule.head)}"%s"{_escaped(rule.tail)}', IRI)
        if value == IRI:
            return _Member(f"{_escaped(rule.key)}: %s", NODE, (rule.before, rule.after))
        if rule.vocab:
            return _Member(_escaped(f"{rule.key}: {self._terms.class_(value)}"))
        if not _DIGIT.search(value) and (rules.only_named or value not in self._told):
            return _Member(_escaped(f"{rule.head}{self._terms.node(value)}{rule.tail}"))
        return _Member(f"{_escaped(rule.key)}: %s", NAME, (len(value), rule.before, rule.after, rules.only_named))

    @staticmethod
    def _bare(rule: Rule, value: str) -> _Member | None:
        if rule.array:
            return None
        if _DIGIT.search(value):
            return _Member(f"{_escaped(rule.key)}: %s", BARE, (len(value), rule))
        return _Member(_escaped(f"{rule.key}: {rule.typed(value)}"))

    def _several(self, predicate: str, words: list[str]) -> _Member | None:
        rules = self._terms.rules(predicate)
        rule = rules.reference
        if rule.array or rule.vocab or predicate == self._stated_at or any(word != IRI for word in words):
            return None
        needs = len(words), rule.before, rule.after, rules.only_named
        return _Member(f"{_escaped(rule.key)}: %s", NODES, needs)


def _escaped(text: str) -> str:
    """A text as it stands in a template."""
    return text.replace("%", "%%")


def _joined(placed: Sequence[_Placed], literals: int, iris: int) -> Shape:
    """The shape of a block of these members."""
    picks: list[int] = []
    ops: list[Op] = []
    for one in placed:
        place = one.member.place
        if place == LITERAL:
            picks.append(one.literals)
        elif place == IRI:
            picks.append(literals + one.iris)
        elif isinstance(place, int):
            picks.append(literals + iris + len(ops))
            ops.append((place, one.literals, one.iris, one.objects, one.member.needs))
    return Shape(
        literals=literals,
        iris=iris,
        members=tuple(one.member.text for one in placed),
        picks=tuple(picks),
        ops=tuple(ops),
        fixed=tuple((one.start, one.member.fixed) for one in placed if one.member.fixed),
        event=any(one.member.event for one in placed),
    )
