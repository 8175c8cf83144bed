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

from kg.rdf.formats._blocks import Blocks, objects_of
from kg.rdf.formats._context import Context
from kg.rdf.formats._rules import FIRST, NIL, REST, Rules, tag_of
from kg.vocab import KG, RDF_NS, SCHEMA

__all__ = ["trees"]

_MAX_DEPTH = 12
_LINE_WIDTH = 100
_PADS = tuple("\n" + "  " * depth for depth in range(2 * _MAX_DEPTH + 4))
_DIGITS_OF_A_NUMBER = 15
_DIGITS = re.compile(r"([0-9]+)")


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
        self._rules: dict[str, Rules] = {}
        self._members: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._classes: dict[str, str] = {}
        self._nil = blocks.name(NIL)
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
        later = f" ;\n\t{start}"
        for subject, text in self._nodes.items():
            at = 0 if text.startswith(start) else text.find(later) + len(" ;\n\t")
            if text.startswith(start, at) and subject not in self._events:
                events = [
                    value
                    for value in objects_of(text[at + len(start) :].partition(" ;\n\t")[0])
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
        members = []
        uses = self._blank_uses[subject] if subject[0] == "_" else -1
        if uses < 0 or uses > 1 or (named and uses):
            members.append(f'"{self._context.id_key}": {self._names.get(subject) or self._name(subject)}')
        rules_of, members_of, names = self._rules, self._members, self._names
        for entry in sorted(self._nodes[subject].split(" ;\n\t")):
            known = members_of.get(entry)
            if known is not None:
                members.append(known)
                continue
            predicate, _, text = entry.partition(" ")
            rules = rules_of.get(predicate) or self._new_rules(predicate)
            start = text[0]
            if predicate == "a" and '"' not in text:
                member = next(self._entry(predicate, rules, objects_of(text), depth, inside))
                members.append(member)
                if "\n" not in member:
                    members_of[entry] = member
            elif start != '"' and " , " in text and (several := self._several(predicate, rules, text, depth)):
                members.append(several)
            elif " , " in text or start == "_" or predicate == "a":
                members.extend(self._entry(predicate, rules, objects_of(text), depth, inside))
            elif start == '"':
                end = text.rindex('"')
                kind = text[end + 1 :]
                rule = rules.literal.get(kind) or rules.for_literal(kind)
                if rule.simple:
                    members.append(f"{rule.head}{text[1:end]}{rule.tail}")
                else:
                    members.extend(self._entry(predicate, rules, [text], depth, inside))
            elif rules.number and text.isdecimal() and text[0] != "0" and len(text) <= _DIGITS_OF_A_NUMBER:
                members.append(rules.number + text)
            elif ":" not in text:
                member = members_of[entry] = next(self._entry(predicate, rules, objects_of(text), depth, inside))
                members.append(member)
            elif text == inside and predicate == self._stated_at:
                continue
            elif not rules.only_named and self._can_embed(text, depth):
                rule = rules.reference
                value = self._node(text, depth + 1, named=False)
                members.append(f"{rule.key}: [{value}]" if rule.array else f"{rule.key}: {value}")
            else:
                rule = rules.reference
                if rule.simple:
                    members.append(f"{rule.head}{names.get(text) or self._name(text)}{rule.tail}")
                else:
                    members.extend(self._entry(predicate, rules, [text], depth, inside))
        if subject in self._statements:
            members.extend(self._reversed(subject, depth))
        pad = _PADS[depth]
        return f"{{{pad}  {f',{pad}  '.join(members)}{pad}}}"

    def _several(self, predicate: str, rules: Rules, text: str, depth: int) -> str:
        """The member for several nodes; "" where it is not as simple as that."""
        rule = rules.reference
        if '"' in text or rule.vocab or self._blocks.blank or predicate in ("a", self._stated_at):
            return ""
        terms = sorted(text.split(" , "))
        if not all(":" in term for term in terms):
            return ""
        values = [
            self._node(term, depth + 1, named=False)
            if not rules.only_named and self._can_embed(term, depth)
            else f"{rule.before}{self._names.get(term) or self._name(term)}{rule.after}"
            for term in terms
        ]
        return f"{rule.key}: {_array(values, '  ' * (depth + 1), always=rule.array)}"

    def _entry(self, predicate: str, rules: Rules, terms: list[str], depth: int, inside: str) -> Iterator[str]:
        """The members for the objects of one predicate: one for each key that the context gives them."""
        values: dict[str, list[str]] = {}
        arrays: set[str] = set()
        languages: dict[str, dict[str, list[str]]] = {}
        pad = "  " * (depth + 1)
        if predicate == "a":
            classes = [self._class(term) for term in terms if term[0] != '"']
            terms = [term for term in terms if term[0] == '"']
            if classes:
                yield f'"{self._context.type_key}": {_array(classes, pad, always=False)}'
        for term in terms:
            if term[0] == '"':
                end = term.rindex('"')
                kind = term[end + 1 :]
                rule = rules.literal.get(kind) or rules.for_literal(kind)
                if rule.language:
                    values.setdefault(rule.key, [])
                    languages.setdefault(rule.key, {}).setdefault(rule.language, []).append(term[: end + 1])
                    continue
                lexical = term[1:end]
                native = rule.native is not None and rule.native.match(lexical)
                value = lexical if native else f"{rule.before}{lexical}{rule.after}"
            elif inside and term == inside and predicate == self._stated_at:
                continue
            else:
                rule = rules.reference
                items = self._list_items(term) if term[0] == "_" and not rules.in_list else None
                if items is not None:
                    values.setdefault(rules.lists, []).append(self._list(items, depth + 1))
                    continue
                if not rules.only_named and self._can_embed(term, depth):
                    value = self._node(term, depth + 1, named=False)
                elif rule.vocab:
                    value = self._class(term)
                else:
                    value = f"{rule.before}{self._name(term)}{rule.after}"
            values.setdefault(rule.key, []).append(value)
            if rule.array:
                arrays.add(rule.key)
        for key, found in languages.items():
            entries = (f"{tag}: {_array(texts, pad + '  ', always=False)}" for tag, texts in found.items())
            values[key] = [f"{{{', '.join(entries)}}}"]
        for key, found_values in values.items():
            yield f"{key}: {_array(found_values, pad, always=key in arrays)}"

    def _new_rules(self, predicate: str) -> Rules:
        iri = f"{RDF_NS}type" if predicate == "a" else self._blocks.iri(predicate)
        rules = self._rules[predicate] = Rules(iri, self._context, self._blocks)
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
            if self._blank_uses[cell] != 1 or cell in self._told or names != [FIRST, REST] or len(entries) != 2:
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
            return f'{{"@language": "{tag_of(kind)}", "@value": {literal[:end]}}}'
        if kind:
            return f'{{"@type": {self._class(kind[2:])}, "@value": {literal[:end]}}}'
        return literal


def _values(text: str) -> list[str]:
    """All objects of a node."""
    return [value for entry in text.split(" ;\n\t") for value in objects_of(entry.partition(" ")[2])]


def _classes_in(text: str) -> list[str]:
    return [value for entry in text.split(" ;\n\t") if entry.startswith("a ") for value in objects_of(entry[2:])]


def _natural(term: str) -> list[str | int]:
    """A sort key that puts 9 before 10: texts and numbers by turns."""
    parts: list[str | int] = list(_DIGITS.split(term))
    parts[1::2] = map(int, parts[1::2])
    return parts


def _array(values: list[str], pad: str, *, always: bool) -> str:
    """One value as it is, several as an array: on one line when short."""
    if len(values) == 1 and not always:
        return values[0]
    if values[0][0] == "{" or (sum(map(len, values)) < _LINE_WIDTH and not any("\n" in value for value in values)):
        return f"[{', '.join(values)}]"
    return f"[\n{pad}  " + f",\n{pad}  ".join(values) + f"\n{pad}]"
