"""A graph as JSON-LD trees: one for each event with all that belongs to it, then one for each node not yet told.

A node is embedded where it is first met and named by its IRI everywhere else. Events are never embedded. A statement is
embedded in its event (through the reverse of `kg:statedAt`), the other nodes where the walk meets them: event →
participations → participants, event → reports → article, event → statements → spans.

It works on the text that pyoxigraph writes as TriG (`_blocks`): it is grouped by subject, its names are already short
and its escapes in literals are escapes of JSON too, so a literal goes over as it is. Most blocks are like many others
(`_shapes`), so a node is a template filled in; the rest is written entry by entry (`_entries`).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain
from operator import attrgetter

from kg.rdf.formats._blocks import END, IRI, LITERAL, Blocks, as_bytes, filled, objects_of
from kg.rdf.formats._context import Context
from kg.rdf.formats._entries import Entries, values_of
from kg.rdf.formats._shapes import BARE, NAME, NODE, NODES, PADS, SEVERAL, Op, array, shapes_of
from kg.rdf.formats._terms import Terms, term_of
from kg.vocab import KG, SCHEMA

__all__ = ["trees"]

_MAX_DEPTH = 12
_DIGITS = re.compile(r"([0-9]+)")
_bracketed = "<{}>".format


def trees(blocks: Blocks, context: Context) -> Iterator[str]:
    """The JSON of each top-level node, indented for a place inside `@graph`, as bytes of UTF-8, one a character.

    Args:
        blocks: the graph.
        context: how IRIs and values are shortened.

    Raises:
        InputError: the graph holds what JSON-LD with this context cannot say.
    """
    return _Trees(blocks, context).roots()


class _Trees:
    """One walk over one graph; a node has the number of its block, and is found by its word or IRI."""

    def __init__(self, blocks: Blocks, context: Context) -> None:
        self._blocks, self._literals, self._iris = blocks.blocks, blocks.literals, blocks.iris
        self._terms = terms = Terms(context, blocks.prefixes)
        self._event, self._stated_at = terms.word(SCHEMA.Event), terms.word(KG.statedAt)
        self._shapes = shapes_of(blocks, terms, self._event, self._stated_at)
        self._literal_at = list(accumulate(map(attrgetter("literals"), self._shapes), initial=0))
        self._iri_at = list(accumulate(map(attrgetter("iris"), self._shapes), initial=0))
        self._subjects = [
            blocks.iris[at] if block[0] == IRI else block.partition(" ")[0]
            for block, at in zip(blocks.blocks, self._iri_at, strict=False)
        ]
        self._shorter = terms.shortened(blocks.iris)
        self._names = [self._shorter.get(iri, iri) for iri in blocks.iris] if self._shorter else blocks.iris
        # The nodes that may still be told in others.
        self._untold = dict(zip(self._subjects, range(len(self._subjects)), strict=True))
        self._events = self._find_events()
        self._statements = self._find_statements()
        self._entries = Entries(terms, self, self._uses() if blocks.blank else {})

    def _find_events(self) -> dict[str, int]:
        events = {
            self._subjects[i]: i
            for i, shape in enumerate(self._shapes)
            if shape.event or (shape.loose and self._event in _classes_in(self._text(i)))
        }
        for event in events:
            del self._untold[event]
        return events

    def _find_statements(self) -> dict[int, list[int]]:
        """The statements of each event, in the order of the numbers in their IRIs; each under one event."""
        found: dict[int, list[int]] = defaultdict(list)
        for i, shape in enumerate(self._shapes):
            if shape.stated >= 0:
                event = self._events.get(self._iris[self._iri_at[i] + shape.stated])
            elif shape.loose or shape.stated == SEVERAL:
                events = [self._events[word] for word in self._stated(i) if word in self._events and word[0] != "_"]
                event = min(events, key=self._word, default=None)
            else:
                continue
            if event is not None and self._subjects[i] not in self._events:
                found[event].append(i)
                del self._untold[self._subjects[i]]
        for statements in found.values():
            if len(statements) > 1:
                statements.sort(key=lambda i: _natural(self._word(i)))
        return found

    def _stated(self, i: int) -> list[str]:
        """What a node is stated at."""
        start = f"{self._stated_at} "
        entries = [entry for entry in self._text(i).split(END) if entry.startswith(start)]
        return [term_of(value) for entry in entries for value in objects_of(entry.removeprefix(start))]

    def _text(self, i: int) -> str:
        """A block as Turtle, without its subject."""
        return self._filled(self._blocks[i], self._literal_at[i], self._iri_at[i]).partition(" ")[2]

    def _filled(self, text: str, literal: int, iri: int) -> str:
        """A part of a block as Turtle; where its texts and IRIs begin."""
        literals = self._literals[literal : literal + text.count(LITERAL)]
        return filled(text, literals, self._iris[iri : iri + text.count(IRI)])

    def _word(self, i: int) -> str:
        """The subject of a block as Turtle, in whose order nodes are told."""
        subject = self._subjects[i]
        return f"<{subject}>" if self._blocks[i][0] == IRI else subject

    def _uses(self) -> Counter[str]:
        """How often each blank node is an object."""
        found = (value for i in range(len(self._shapes)) for value in values_of(self._text(i)))
        return Counter(value for value in found if value.startswith("_:"))

    def roots(self) -> Iterator[str]:
        """The top-level nodes: events, then nodes that no other untold node refers to, then the rest."""
        for event in sorted(self._events.values(), key=self._word):
            yield self._node(event, 1)
        left = sorted(self._untold.values(), key=self._word)
        used = {value for i in left for value in self._values(i) if value != self._subjects[i]}
        for nodes in ([i for i in left if self._subjects[i] not in used], left):
            for i in nodes:
                if self._untold.pop(self._subjects[i], None) is not None:
                    yield self._node(i, 1)

    def _values(self, i: int) -> Iterable[str]:
        """What a node refers to, and some texts that are no node."""
        shape, block, start = self._shapes[i], self._blocks[i], self._iri_at[i]
        if shape.loose:
            return map(term_of, values_of(self._text(i)))
        entries = block.partition(" ")[2].split(END)
        words = (word for entry in entries for word in entry.split(" ")[1:])
        return chain(self._iris[start + (block[0] == IRI) : start + shape.iris], words)

    def embedded(self, word: str, depth: int) -> str:
        """A node if it may be told in another at this level of indentation; then it is told from now on."""
        i = self._untold.pop(word, None) if depth < _MAX_DEPTH else None
        return "" if i is None else self._node(i, depth + 1, named=False)

    def untold(self, word: str) -> str:
        """The block of a node without its subject, if the node may still be told in another."""
        i = self._untold.get(word)
        return "" if i is None else self._text(i)

    def tell(self, word: str) -> None:
        """From now on the node is told."""
        self._untold.pop(word, None)

    def _node(self, i: int, depth: int, *, named: bool = True, inside: str = "") -> str:
        """A node object.

        Args:
            i: the node.
            depth: its level of indentation.
            named: false where it stands as the object of a triple, so that a blank node needs no label for that.
            inside: the event in which a statement is told.
        """
        shape = self._shapes[i]
        if shape.loose:
            text = self._loose(i, depth, named, inside)
        else:
            if inside and shape.within:
                shape = shape.within
            literal, iri = self._literal_at[i], self._iri_at[i]
            values = self._literals[literal : literal + shape.literals]
            values += self._names[iri : iri + shape.iris]
            for op in shape.ops:
                if op[0] == NODE:
                    at = iri + op[2]
                    k = self._untold.pop(self._iris[at], None) if depth < _MAX_DEPTH else None
                    if k is None:
                        before, after = op[4]
                        values.append(f'{before}"{self._names[at]}"{after}')
                    else:
                        values.append(self._node(k, depth + 1))
                elif op[0] == BARE:
                    length, rule = op[4]
                    values.append(rule.typed(self._blocks[i][op[3] : op[3] + length]))
                else:
                    values.append(self._value(i, op, depth, inside))
            text = str((shape.templates[depth] or shape.template(depth)) % shape.pick(values))
            if not shape.event:
                return text
        if i in self._statements:
            pad = PADS[depth]
            text = f"{text[: -len(pad) - 1]},{pad}  {self._reversed(i, depth)}{pad}}}"
        return text

    def _value(self, i: int, op: Op, depth: int, inside: str) -> str:
        """What an op other than `NODE` gives."""
        kind, literal, iri, start, needs = op
        iri += self._iri_at[i]
        if kind == NODES:
            count, before, after, only_named = needs
            words = sorted(self._iris[iri : iri + count], key=_bracketed)
            values = []
            for word in words:
                k = None if only_named or depth >= _MAX_DEPTH else self._untold.pop(word, None)
                name = self._shorter.get(word, word)
                values.append(f'{before}"{name}"{after}' if k is None else self._node(k, depth + 1))
            return array(values, "  " * (depth + 1), always=False)
        if kind == NAME:
            length, before, after, only_named = needs
            word = self._blocks[i][start : start + length]
            value = "" if only_named else self.embedded(word, depth)
            return value or f"{before}{self._terms.node(word)}{after}"
        predicate, length = needs
        text = self._filled(self._blocks[i][start : start + length], self._literal_at[i] + literal, iri)
        return f",{PADS[depth]}  ".join(self._entries.one(predicate, text, depth, inside))

    def _loose(self, i: int, depth: int, named: bool, inside: str) -> str:
        """A node, entry by entry."""
        subject = self._subjects[i]
        uses = self._entries.uses.get(subject, 0) if subject[0] == "_" else -1
        members = list(self._entries.all_of(self._text(i), depth, inside))
        if uses < 0 or uses > 1 or (named and uses):
            members.insert(0, f"{self._terms.id_key}: {self._terms.node(self._word(i))}")
        pad = PADS[depth]
        return f"{{{pad}  {f',{pad}  '.join(members)}{pad}}}"

    def _reversed(self, event: int, depth: int) -> str:
        """The member that holds the statements of an event."""
        term = self._terms.context.backward(KG.statedAt)
        key = as_bytes(term.name if term else self._terms.context.compact_iri(KG.statedAt))
        inner = depth + 1 if term else depth + 2
        inside = self._subjects[event]
        found = [self._node(node, inner, inside=inside) for node in self._statements[event]]
        member = f'"{key}": {array(found, "  " * inner, always=True)}'
        pad = "  " * (depth + 1)
        return member if term else f'"@reverse": {{\n{pad}  {member}\n{pad}}}'


def _classes_in(text: str) -> list[str]:
    return [value for entry in text.split(END) if entry.startswith("a ") for value in objects_of(entry[2:])]


def _natural(word: str) -> list[str | int]:
    """A sort key that puts 9 before 10: texts and numbers by turns."""
    parts: list[str | int] = list(_DIGITS.split(word))
    parts[1::2] = map(int, parts[1::2])
    return parts
