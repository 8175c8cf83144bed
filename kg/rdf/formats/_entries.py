"""Entries of a block one by one: what shapes leave over, such as several texts, lists and blank nodes."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from kg.rdf.formats._blocks import END, objects_of
from kg.rdf.formats._rules import FIRST, NIL, REST, tag_of
from kg.rdf.formats._shapes import array
from kg.rdf.formats._terms import Terms, term_of
from kg.vocab import KG

__all__ = ["Entries", "Nodes", "values_of"]


class Nodes(Protocol):
    """The nodes of the document, as far as the walk has come; each is given by the word or IRI for it."""

    def embedded(self, word: str, depth: int) -> str:
        """The node, if it may be told at this level of indentation; then it is told from now on."""

    def untold(self, word: str) -> str:
        """The block of a node without its subject, if the node may still be told in another."""

    def tell(self, word: str) -> object:
        """From now on the node is told."""


class Entries:
    """The members that entries become.

    Attributes:
        uses: how often each blank node is an object.
    """

    def __init__(self, terms: Terms, nodes: Nodes, uses: Mapping[str, int]) -> None:
        self._terms, self._nodes = terms, nodes
        self.uses = uses
        self._nil, self._stated_at = terms.word(NIL), terms.word(KG.statedAt)

    def all_of(self, text: str, depth: int, inside: str) -> Iterator[str]:
        """The members of a block, given without its subject."""
        for entry in sorted(text.split(END)):
            predicate, _, objects = entry.partition(" ")
            yield from self.one(predicate, objects, depth, inside)

    def one(self, predicate: str, objects: str, depth: int, inside: str) -> Iterator[str]:
        """The members for the objects of one predicate: one for each key that the context gives them.

        Args:
            predicate: its word.
            objects: the objects, as Turtle lists them.
            depth: the node's level of indentation.
            inside: the event in which a statement is told.
        """
        values: dict[str, list[str]] = {}
        arrays: set[str] = set()
        languages: dict[str, dict[str, list[str]]] = {}
        pad = "  " * (depth + 1)
        rules = self._terms.rules(predicate)
        words = objects_of(objects)
        if predicate == "a":
            classes = [self._terms.class_(word) for word in words if word[0] != '"']
            words = [word for word in words if word[0] == '"']
            if classes:
                yield f"{self._terms.type_key}: {array(classes, pad, always=False)}"
        for word in words:
            if word[0] == '"':
                end = word.rindex('"')
                rule = rules.for_literal(word[end + 1 :])
                if rule.language:
                    values.setdefault(rule.key, [])
                    languages.setdefault(rule.key, {}).setdefault(rule.language, []).append(word[: end + 1])
                    continue
                value = rule.typed(word[1:end])
            elif inside and predicate == self._stated_at and term_of(word) == inside:
                continue
            else:
                rule = rules.reference
                items = self._items(word) if word[0] == "_" and not rules.in_list else None
                if items is not None:
                    values.setdefault(rules.lists, []).append(self._list(items, depth + 1))
                    continue
                value = "" if rules.only_named else self._nodes.embedded(term_of(word), depth)
                if not value and rule.vocab:
                    value = self._terms.class_(word)
                elif not value:
                    value = f"{rule.before}{self._terms.node(word)}{rule.after}"
            values.setdefault(rule.key, []).append(value)
            if rule.array:
                arrays.add(rule.key)
        for key, found in languages.items():
            entries = (f"{tag}: {array(texts, pad + '  ', always=False)}" for tag, texts in found.items())
            values[key] = [f"{{{', '.join(entries)}}}"]
        for key, found_values in values.items():
            yield f"{key}: {array(found_values, pad, always=key in arrays)}"

    def _items(self, head: str) -> list[str] | None:
        """The items of a well-formed RDF list of blank nodes that nothing else refers to; None when it is not one."""
        items, cells = [], []
        cell = head
        while cell != self._nil:
            entries = [entry.partition(" ") for entry in sorted(self._nodes.untold(cell).split(END))]
            names = [self._terms.iri(entry[0]) for entry in entries if entry[0] not in ("", "a")]
            if self.uses.get(cell) != 1 or names != [FIRST, REST] or len(entries) != 2:
                return None
            first, rest = (objects_of(entry[2]) for entry in entries)
            if len(first) != 1 or len(rest) != 1 or rest[0][0] == '"':
                return None
            items.append(first[0])
            cells.append(cell)
            cell = rest[0]
        for cell in cells:
            self._nodes.tell(cell)
        return items

    def _list(self, items: list[str], depth: int) -> str:
        return f'{{"@list": {array([self._item(item, depth) for item in items], "  " * depth, always=True)}}}'

    def _item(self, word: str, depth: int) -> str:
        """A member of a list, where no term coerces values."""
        if word[0] == '"':
            return self._value_object(word)
        return self._nodes.embedded(term_of(word), depth) or f"{{{self._terms.id_key}: {self._terms.node(word)}}}"

    def _value_object(self, literal: str) -> str:
        end = literal.rindex('"') + 1
        kind = literal[end:]
        if kind.startswith("@"):
            return f'{{"@language": "{tag_of(kind)}", "@value": {literal[:end]}}}'
        if kind:
            return f'{{"@type": {self._terms.class_(kind[2:])}, "@value": {literal[:end]}}}'
        return literal


def values_of(text: str) -> list[str]:
    """All objects of a block, given without its subject."""
    return [value for entry in text.split(END) for value in objects_of(entry.partition(" ")[2])]
