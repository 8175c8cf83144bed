"""A graph as JSON-LD trees: one for each event with all that belongs to it, then one for each node not yet told.

A node is embedded where it is first met and named by its IRI everywhere else. Events are never embedded. A statement is
embedded in its event (through the reverse of `kg:statedAt`), the other nodes where the walk meets them: event →
participations → participants, event → reports → article, event → statements → spans.

It works on N-Triples text (see `triple_lines`): the escapes of a canonical N-Triples literal are escapes of JSON too,
so a literal goes over as it is. What a predicate and a kind of literal become is decided once and kept.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import InputError
from kg.rdf.formats._context import Context, Term
from kg.rdf.formats._ntext import refuse_triple_term
from kg.vocab import KG, OA, RDF_NS, SCHEMA, XSD

__all__ = ["trees"]

_TYPE, _FIRST, _REST, _NIL = (f"<{RDF_NS}{name}>" for name in ("type", "first", "rest", "nil"))
_EVENT = f"<{SCHEMA.Event}>"
_STATED_AT = f"<{KG.statedAt}>"
# Values of these are only named: each of them is told in full in a better place of the same tree.
_ONLY_NAMED = frozenset(f"<{iri}>" for iri in (OA.hasSource, SCHEMA.attendee, SCHEMA.mentions))
_MAX_DEPTH = 12
_LINE_WIDTH = 100
_NATIVE = {
    f"^^<{XSD.integer}>": re.compile(r"(?:0|-?[1-9][0-9]{0,14})\Z"),
    f"^^<{XSD.boolean}>": re.compile(r"(?:true|false)\Z"),
}

type Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Rule:
    """How one kind of value of one predicate is written: under which key, between which two pieces of text.

    Attributes:
        key: the JSON key, quoted.
        before: text before the value.
        after: text after it.
        native: which lexical forms become JSON numbers or booleans, if any do.
        language: the key in a language map, quoted, if the values go there.
        array: whether a single value stands in an array too.
        vocab: whether references are written as class names.
    """

    key: str
    before: str = '"'
    after: str = '"'
    native: re.Pattern[str] | None = None
    language: str = ""
    array: bool = False
    vocab: bool = False


class _Rules:
    """The rules of a context for one predicate, by kind of value; found when first asked for."""

    def __init__(self, predicate: str, context: Context) -> None:
        self._iri, self._context = predicate[1:-1], context
        self._terms = context.forward(self._iri)
        self.literal: dict[str, _Rule] = {}
        self.reference = self._for_reference()
        self.lists = self._plain_key()

    def _plain_key(self) -> str:
        """A key without any coercion."""
        bare = (t for t in self._terms if not (t.type or t.container or t.language))
        return f'"{next((t.name for t in bare), None) or self._context.compact_iri(self._iri)}"'

    def _for_reference(self) -> _Rule:
        usable = [term for term in self._terms if term.container != "@language"]
        for term in usable:
            if term.type in ("@id", "@vocab"):
                vocab = term.type == "@vocab"
                return _Rule(f'"{term.name}"', "", "", array=term.container == "@set", vocab=vocab)
        name, array = (f'"{usable[0].name}"', usable[0].container == "@set") if usable else (self._plain_key(), False)
        return _Rule(name, f'{{"{self._context.id_key}": ', "}", array=array)

    def for_literal(self, kind: str) -> _Rule:
        """The rule for literals that end in `kind`: "", "@tag" or "^^<datatype>"."""
        rule = self.literal[kind] = self._in_language(_tag(kind)) if kind.startswith("@") else self._typed(kind)
        return rule

    def _in_language(self, tag: str) -> _Rule:
        for term in self._terms:
            if term.container == "@language" and not term.type:
                return _Rule(f'"{term.name}"', language=f'"{tag}"')
            if term.language == tag and not term.type:
                return _Rule(f'"{term.name}"', array=term.container == "@set")
        return self._expanded(f'{{"@language": "{tag}", "@value": "')

    def _typed(self, kind: str) -> _Rule:
        datatype = kind[3:-1] or XSD.string
        for term in self._terms:
            plain = not kind and not term.type and not term.language
            if term.container != "@language" and (term.type == datatype or plain):
                return _Rule(f'"{term.name}"', native=_NATIVE.get(kind), array=term.container == "@set")
        if not kind:
            return self._expanded('{"@value": "') if self._terms else _Rule(self._plain_key())
        return self._expanded(f'{{"@type": "{self._context.compact_class(datatype)}", "@value": "', _NATIVE.get(kind))

    def _expanded(self, before: str, native: re.Pattern[str] | None = None) -> _Rule:
        """A value object, under the first term that takes one."""
        term: Term | None = next((term for term in self._terms if term.container != "@language"), None)
        if term is None:
            return _Rule(self._plain_key(), before, '"}', native)
        free = native if not (term.type or term.language) else None
        return _Rule(f'"{term.name}"', before, '"}', free, array=term.container == "@set")


def trees(lines: list[str], context: Context) -> Iterator[str]:
    """The JSON text of each top-level node, indented for a place inside `@graph`.

    Args:
        lines: the graph as `triple_lines` gives it, in order.
        context: how IRIs and values are shortened.

    Raises:
        InputError: the graph holds what JSON-LD with this context cannot say.
    """
    return _Trees(lines, context).roots()


class _Trees:
    """One walk over one graph."""

    def __init__(self, lines: list[str], context: Context) -> None:
        self._context = context
        self._nodes: dict[str, Pairs] = defaultdict(list)
        self._blank_uses: Counter[str] = Counter()
        self._statements: dict[str, list[str]] = defaultdict(list)
        self._told: set[str] = set()
        self._rules: dict[str, _Rules] = {}
        self._names: dict[str, str] = {}
        self._classes: dict[str, str] = {}
        self._stated: dict[str, str] = {}  # statement → the event that it is embedded in
        self._read(lines)

    def _read(self, lines: list[str]) -> None:
        nodes = self._nodes
        objects: set[str] = set()
        events: set[str] = set()
        for line in lines:
            subject, predicate, term = line.split(" ", 2)
            nodes[subject].append((predicate, term))
            start = term[0]
            if start == '"':
                continue
            if term == _EVENT and predicate == _TYPE:
                events.add(subject)
            elif start == "_":
                self._blank_uses[term] += 1
            elif predicate == _STATED_AT:
                self._stated.setdefault(subject, term)
            if term.startswith("<<") or subject.startswith("<<"):
                raise refuse_triple_term(line, "jsonld")
            objects.add(term)
        self._events = [subject for subject in nodes if subject in events]
        self._stated = {node: event for node, event in self._stated.items() if event in events and node not in events}
        for node, event in self._stated.items():
            self._statements[event].append(node)
        self._kept_apart = events | self._stated.keys()
        self._order = (
            *self._events,
            *(subject for subject in nodes if subject not in objects),
            *(subject for subject in nodes if subject in objects),
        )

    def roots(self) -> Iterator[str]:
        for subject in self._order:
            if subject not in self._told:
                yield self._node(subject, 1)

    def _name(self, term: str) -> str:
        """The JSON string that names a node."""
        name = self._names.get(term)
        if name is None:
            text = term if term.startswith("_:") else self._context.compact_iri(term[1:-1])
            name = self._names[term] = f'"{text}"'
        return name

    def _class(self, term: str) -> str:
        """The JSON string that names a class."""
        name = self._classes.get(term)
        if name is None:
            text = term if term.startswith("_:") else self._context.compact_class(term[1:-1])
            name = self._classes[term] = f'"{text}"'
        return name

    def _node(self, subject: str, depth: int, *, named: bool = True, inside: str = "") -> str:
        """A node object.

        Args:
            subject: the node.
            depth: its level of indentation.
            named: false where it stands as the object of a triple, so that a blank node needs no label for that.
            inside: the event in which a statement is embedded.
        """
        self._told.add(subject)
        values: dict[str, list[str]] = {}
        arrays: set[str] = set()
        languages: dict[str, dict[str, list[str]]] = {}
        classes: list[str] = []
        rules_of, nodes = self._rules, self._nodes
        for predicate, term in nodes[subject]:
            rules = rules_of.get(predicate)
            if rules is None:
                rules = rules_of[predicate] = _Rules(predicate, self._context)
            if term[0] == '"':
                end = term.rindex('"')
                kind = term[end + 1 :]
                rule = rules.literal.get(kind) or rules.for_literal(kind)
                if rule.language:
                    if rule.key not in languages:
                        languages[rule.key] = {}
                        values[rule.key] = []
                    languages[rule.key].setdefault(rule.language, []).append(term[: end + 1])
                    continue
                text = term[1:end]
                native = rule.native is not None and rule.native.match(text)
                value = text if native else f"{rule.before}{text}{rule.after}"
            elif predicate == _TYPE:
                classes.append(self._class(term))
                continue
            elif inside and term == inside and predicate == _STATED_AT:
                continue
            else:
                rule = rules.reference
                items = self._list_items(predicate, term)
                if items is not None:
                    values.setdefault(rules.lists, []).append(self._list(items, depth + 1))
                    continue
                if predicate not in _ONLY_NAMED and self._can_embed(term, depth):
                    value = self._node(term, depth + 1, named=False)
                elif rule.vocab:
                    value = self._class(term)
                else:
                    value = f"{rule.before}{self._name(term)}{rule.after}"
            values.setdefault(rule.key, []).append(value)
            if rule.array:
                arrays.add(rule.key)
        for key, found in languages.items():
            pad = "  " * (depth + 2)
            entries = (f"{tag}: {_array(texts, pad, always=False)}" for tag, texts in found.items())
            values[key] = [f"{{{', '.join(entries)}}}"]
        members = []
        uses = self._blank_uses[subject] if subject[0] == "_" else -1
        if uses < 0 or uses > 1 or (named and uses):
            members.append(f'"{self._context.id_key}": {self._name(subject)}')
        pad = "  " * (depth + 1)
        if classes:
            members.append(f'"{self._context.type_key}": {_array(classes, pad, always=False)}')
        members += [f"{key}: {_array(found, pad, always=key in arrays)}" for key, found in values.items()]
        if subject in self._statements:
            members.extend(self._reversed(subject, depth))
        return "{\n" + pad + f",\n{pad}".join(members) + "\n" + "  " * depth + "}"

    def _can_embed(self, term: str, depth: int) -> bool:
        return depth < _MAX_DEPTH and term in self._nodes and term not in self._told and term not in self._kept_apart

    def _reversed(self, event: str, depth: int) -> Iterator[str]:
        """The member that holds the statements of an event."""
        term = self._context.backward(_STATED_AT[1:-1])
        key = term.name if term else self._context.compact_iri(_STATED_AT[1:-1])
        inner = depth + 1 if term else depth + 2
        found = [self._node(node, inner, inside=event) for node in self._statements[event] if node not in self._told]
        if not found:
            return
        member = f'"{key}": {_array(found, "  " * inner, always=True)}'
        pad = "  " * (depth + 1)
        yield member if term else f'"@reverse": {{\n{pad}  {member}\n{pad}}}'

    def _list_items(self, predicate: str, head: str) -> list[str] | None:
        """The items of a well-formed RDF list of blank nodes that nothing else refers to; None when it is not one."""
        if head[0] != "_" or predicate in (_FIRST, _REST):
            return None
        items, cells = [], []
        cell = head
        while cell != _NIL:
            pairs = self._nodes.get(cell, [])
            if self._blank_uses[cell] != 1 or cell in self._told or [pair[0] for pair in pairs] != [_FIRST, _REST]:
                return None
            items.append(pairs[0][1])
            cells.append(cell)
            cell = pairs[1][1]
            if cell[0] == '"':
                return None
        self._told.update(cells)
        return items

    def _list(self, items: list[str], depth: int) -> str:
        return f'{{"@list": {_array([self._item(item, depth) for item in items], "  " * depth, always=True)}}}'

    def _item(self, term: str, depth: int) -> str:
        """A member of a list, where no term coerces values."""
        if term[0] == '"':
            return self._value_object(term)
        if self._can_embed(term, depth):
            return self._node(term, depth + 1, named=False)
        return f'{{"{self._context.id_key}": {self._name(term)}}}'

    def _value_object(self, literal: str) -> str:
        end = literal.rindex('"') + 1
        kind = literal[end:]
        if kind.startswith("@"):
            return f'{{"@language": "{_tag(kind)}", "@value": {literal[:end]}}}'
        if kind:
            return f'{{"@type": {self._class(kind[2:])}, "@value": {literal[:end]}}}'
        return literal


def _tag(kind: str) -> str:
    """The language tag of a literal's ending.

    Raises:
        InputError: it has a base direction too.
    """
    if "--" in kind:
        raise InputError(f"jsonld cannot express the RDF 1.2 base direction in {kind!r}; use turtle, trig or ntriples")
    return kind[1:]


def _array(values: list[str], pad: str, *, always: bool) -> str:
    """One value as it is, several as an array: on one line when short."""
    if len(values) == 1 and not always:
        return values[0]
    if sum(map(len, values)) < _LINE_WIDTH and not any("\n" in value for value in values):
        return f"[{', '.join(values)}]"
    if values[0][0] == "{":
        return f"[{', '.join(values)}]"
    return f"[\n{pad}  " + f",\n{pad}  ".join(values) + f"\n{pad}]"
