"""A graph as JSON-LD trees: one for each event with all that belongs to it, then one for each node not yet told.

A node is embedded where it is first met and named by its IRI everywhere else. Events are never embedded. A statement is
embedded in its event (through the reverse of `kg:statedAt`), the other nodes where the walk meets them: event →
participations → participants, event → reports → article, event → statements → spans.

It works on the text that pyoxigraph writes as TriG: that is grouped by subject, its names are already short, and its
escapes in literals are escapes of JSON too, so a literal goes over as it is. This is several times faster than asking
for each term from Python. What a predicate and a kind of literal become is decided once and kept.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.errors import InputError
from kg.rdf.formats._blocks import Blocks, objects_of
from kg.rdf.formats._context import Context, Term
from kg.vocab import KG, OA, RDF_NS, SCHEMA, XSD

__all__ = ["trees"]

_FIRST, _REST, _NIL = (f"{RDF_NS}{name}" for name in ("first", "rest", "nil"))
# Values of these are only named: each of them is told in full in a better place of the same tree.
_ONLY_NAMED = frozenset((OA.hasSource, SCHEMA.attendee, SCHEMA.mentions))
_MAX_DEPTH = 12
_LINE_WIDTH = 100
_NATIVE = {XSD.integer: re.compile(r"(?:0|-?[1-9][0-9]{0,14})\Z"), XSD.boolean: re.compile(r"(?:true|false)\Z")}
_DIGITS = re.compile(r"([0-9]+)")


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

    def __init__(self, iri: str, context: Context, blocks: Blocks) -> None:
        self.iri, self._context, self._blocks = iri, context, blocks
        self._terms = context.forward(iri)
        self.literal: dict[str, _Rule] = {}
        self.reference = self._for_reference()
        self.lists = self._plain_key()
        self.only_named = iri in _ONLY_NAMED
        self.in_list = iri in (_FIRST, _REST)

    def _plain_key(self) -> str:
        """A key without any coercion."""
        bare = (t for t in self._terms if not (t.type or t.container or t.language))
        return f'"{next((t.name for t in bare), None) or self._context.compact_iri(self.iri)}"'

    def _for_reference(self) -> _Rule:
        usable = [term for term in self._terms if term.container != "@language"]
        for term in usable:
            if term.type in ("@id", "@vocab"):
                vocab = term.type == "@vocab"
                return _Rule(f'"{term.name}"', "", "", array=term.container == "@set", vocab=vocab)
        name, array = (f'"{usable[0].name}"', usable[0].container == "@set") if usable else (self._plain_key(), False)
        return _Rule(name, f'{{"{self._context.id_key}": ', "}", array=array)

    def for_literal(self, kind: str) -> _Rule:
        """The rule for literals that end in `kind`: "", "@tag" or "^^datatype"."""
        rule = self._in_language(_tag(kind)) if kind.startswith("@") else self._typed(kind)
        self.literal[kind] = rule
        return rule

    def _in_language(self, tag: str) -> _Rule:
        for term in self._terms:
            if term.container == "@language" and not term.type:
                return _Rule(f'"{term.name}"', language=f'"{tag}"')
            if term.language == tag and not term.type:
                return _Rule(f'"{term.name}"', array=term.container == "@set")
        return self._expanded(f'{{"@language": "{tag}", "@value": "')

    def _typed(self, kind: str) -> _Rule:
        datatype = self._blocks.iri(kind[2:]) if kind else XSD.string
        native = _NATIVE.get(datatype)
        for term in self._terms:
            plain = not term.type and not term.language and (not kind)
            if term.container != "@language" and (term.type == datatype or plain):
                return _Rule(f'"{term.name}"', native=native, array=term.container == "@set")
        if not kind:
            return self._expanded('{"@value": "') if self._terms else _Rule(self._plain_key())
        return self._expanded(f'{{"@type": "{self._context.compact_class(datatype)}", "@value": "', native)

    def _expanded(self, before: str, native: re.Pattern[str] | None = None) -> _Rule:
        """A value object, under the first term that takes one."""
        term: Term | None = next((term for term in self._terms if term.container != "@language"), None)
        if term is None:
            return _Rule(self._plain_key(), before, '"}', native)
        free = native if not (term.type or term.language) else None
        return _Rule(f'"{term.name}"', before, '"}', free, array=term.container == "@set")


def trees(blocks: Blocks, context: Context) -> Iterator[str]:
    """The JSON text of each top-level node, indented for a place inside `@graph`.

    Args:
        blocks: the graph.
        context: how IRIs and values are shortened.

    Raises:
        InputError: the graph holds what JSON-LD with this context cannot say.
    """
    return _Trees(blocks, context).roots()


class _Trees:
    """One walk over one graph."""

    def __init__(self, blocks: Blocks, context: Context) -> None:
        self._blocks, self._context = blocks, context
        self._nodes = blocks.nodes
        self._told: set[str] = set()
        self._rules: dict[str, _Rules] = {}
        self._names: dict[str, str] = {}
        self._classes: dict[str, str] = {}
        self._nil = blocks.name(_NIL)
        self._stated_at = blocks.name(KG.statedAt)
        self._events = self._find_events()
        self._statements = self._find_statements()
        self._kept_apart = self._events.union(*self._statements.values())
        uses = (value for values in self._nodes.values() for value in _values(values)) if blocks.blank else ()
        self._blank_uses = Counter(value for value in uses if value.startswith("_:"))

    def _find_events(self) -> frozenset[str]:
        event = self._blocks.name(SCHEMA.Event)
        return frozenset(
            subject for subject, text in self._nodes.items() if event in text and event in _classes_in(text)
        )

    def _find_statements(self) -> dict[str, list[str]]:
        """The statements of each event, in the order of the numbers in their IRIs; each under one event."""
        found: dict[str, list[str]] = defaultdict(list)
        start = f"{self._stated_at} "
        for subject, text in self._nodes.items():
            if start in text and subject not in self._events:
                events = [
                    value
                    for entry in text.split(" ;\n\t")
                    if entry.startswith(start)
                    for value in objects_of(entry[len(start) :])
                    if value in self._events and value[0] != "_"
                ]
                if events:
                    found[min(events)].append(subject)
        for statements in found.values():
            statements.sort(key=_natural)
        return found

    def roots(self) -> Iterator[str]:
        """The top-level nodes: events, then nodes that no other untold node refers to, then the rest."""
        yield from self._untold(sorted(self._events))
        left = sorted(subject for subject in self._nodes if subject not in self._told)
        used = {value for subject in left for value in _values(self._nodes[subject]) if value != subject}
        yield from self._untold(subject for subject in left if subject not in used)
        yield from self._untold(left)

    def _untold(self, subjects: Iterable[str]) -> Iterator[str]:
        for subject in subjects:
            if subject not in self._told:
                yield self._node(subject, 1)

    def _name(self, term: str) -> str:
        """The JSON string that names a node."""
        name = self._names.get(term)
        if name is None:
            text = term if term.startswith("_:") else self._context.compact_iri(self._blocks.iri(term))
            name = self._names[term] = f'"{text}"'
        return name

    def _class(self, term: str) -> str:
        """The JSON string that names a class."""
        name = self._classes.get(term)
        if name is None:
            text = term if term.startswith("_:") else self._context.compact_class(self._blocks.iri(term))
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
        for entry in sorted(self._nodes[subject].split(" ;\n\t")):
            predicate, _, text = entry.partition(" ")
            if predicate == "a":
                classes = [self._class(term) for term in objects_of(text) if term[0] != '"']
                if text[0] != '"' and '"' not in text:
                    continue
            rules = self._rules.get(predicate) or self._new_rules(predicate)
            for term in objects_of(text):
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
                    lexical = term[1:end]
                    native = rule.native is not None and rule.native.match(lexical)
                    value = lexical if native else f"{rule.before}{lexical}{rule.after}"
                elif predicate == "a" or (inside and term == inside and predicate == self._stated_at):
                    continue
                else:
                    rule = rules.reference
                    if term[0] == "_" and not rules.in_list:
                        items = self._list_items(term)
                        if items is not None:
                            values.setdefault(rules.lists, []).append(self._list(items, depth + 1))
                            continue
                    if not rules.only_named and self._can_embed(term, depth):
                        value = self._node(term, depth + 1, named=False)
                    elif rule.vocab:
                        value = self._class(term)
                    else:
                        value = f"{rule.before}{self._names.get(term) or self._name(term)}{rule.after}"
                if rule.key in values:
                    values[rule.key].append(value)
                else:
                    values[rule.key] = [value]
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

    def _new_rules(self, predicate: str) -> _Rules:
        iri = f"{RDF_NS}type" if predicate == "a" else self._blocks.iri(predicate)
        rules = self._rules[predicate] = _Rules(iri, self._context, self._blocks)
        return rules

    def _can_embed(self, term: str, depth: int) -> bool:
        return depth < _MAX_DEPTH and term in self._nodes and term not in self._told and term not in self._kept_apart

    def _reversed(self, event: str, depth: int) -> Iterator[str]:
        """The member that holds the statements of an event."""
        term = self._context.backward(KG.statedAt)
        key = term.name if term else self._context.compact_iri(KG.statedAt)
        inner = depth + 1 if term else depth + 2
        found = [self._node(node, inner, inside=event) for node in self._statements[event] if node not in self._told]
        if not found:
            return
        member = f'"{key}": {_array(found, "  " * inner, always=True)}'
        pad = "  " * (depth + 1)
        yield member if term else f'"@reverse": {{\n{pad}  {member}\n{pad}}}'

    def _list_items(self, head: str) -> list[str] | None:
        """The items of a well-formed RDF list of blank nodes that nothing else refers to; None when it is not one."""
        items, cells = [], []
        cell = head
        while cell != self._nil:
            entries = [entry.partition(" ") for entry in sorted(self._nodes.get(cell, "").split(" ;\n\t"))]
            names = [self._blocks.iri(entry[0]) for entry in entries if entry[0] not in ("", "a")]
            if self._blank_uses[cell] != 1 or cell in self._told or names != [_FIRST, _REST] or len(entries) != 2:
                return None
            first, rest = (objects_of(entry[2]) for entry in entries)
            if len(first) != 1 or len(rest) != 1 or rest[0][0] == '"':
                return None
            items.append(first[0])
            cells.append(cell)
            cell = rest[0]
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


def _values(text: str) -> list[str]:
    """All objects of a node."""
    return [value for entry in text.split(" ;\n\t") for value in objects_of(entry.partition(" ")[2])]


def _classes_in(text: str) -> list[str]:
    return [value for entry in text.split(" ;\n\t") if entry.startswith("a ") for value in objects_of(entry[2:])]


def _natural(term: str) -> list[tuple[int, str]]:
    """A sort key that puts 9 before 10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in _DIGITS.split(term)]


def _array(values: list[str], pad: str, *, always: bool) -> str:
    """One value as it is, several as an array: on one line when short."""
    if len(values) == 1 and not always:
        return values[0]
    if sum(map(len, values)) < _LINE_WIDTH and not any("\n" in value for value in values):
        return f"[{', '.join(values)}]"
    if values[0][0] == "{":
        return f"[{', '.join(values)}]"
    return f"[\n{pad}  " + f",\n{pad}  ".join(values) + f"\n{pad}]"
