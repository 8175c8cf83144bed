"""What a JSON-LD context makes of each predicate and each kind of value, decided once; texts are bytes (`_blocks`)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from kg.errors import InputError
from kg.rdf.formats._blocks import as_bytes
from kg.rdf.formats._context import Context, Term
from kg.vocab import OA, RDF_NS, SCHEMA, XSD

__all__ = ["FIRST", "NIL", "REST", "Rule", "Rules", "tag_of"]

FIRST, REST, NIL = (f"{RDF_NS}{name}" for name in ("first", "rest", "nil"))
# Values of these are only named: each of them is told in full in a better place of the same tree.
_ONLY_NAMED = frozenset((OA.hasSource, SCHEMA.attendee, SCHEMA.mentions))
_NATIVE = {XSD.integer: re.compile(r"(?:0|-?[1-9][0-9]{0,14})\Z"), XSD.boolean: re.compile(r"(?:true|false)\Z")}


@dataclass(frozen=True, slots=True)
class Rule:
    """How one kind of value of one predicate is written: under which key, between which two pieces of text.

    Attributes:
        key: the JSON key, quoted.
        before: text before the value.
        after: text after it.
        native: which lexical forms become JSON numbers or booleans, if any do.
        language: the key in a language map, quoted, if the values go there.
        array: whether a single value stands in an array too.
        vocab: whether references are written as class names.
        simple: whether a single value needs nothing but two pieces of text.
        head: the first of them: the key, the colon and the text before.
        tail: the second.
    """

    key: str
    before: str = '"'
    after: str = '"'
    native: re.Pattern[str] | None = None
    language: str = ""
    array: bool = False
    vocab: bool = False
    simple: bool = field(init=False)
    head: str = field(init=False)
    tail: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "simple", bool(self.language) or not (self.native or self.array or self.vocab))
        object.__setattr__(
            self, "head", f'{self.key}: {{{self.language}: "' if self.language else f"{self.key}: {self.before}"
        )
        object.__setattr__(self, "tail", '"}' if self.language else self.after)

    def typed(self, lexical: str) -> str:
        """A value that is in no language map."""
        native = self.native is not None and self.native.match(lexical)
        return lexical if native else f"{self.before}{lexical}{self.after}"


class Rules:
    """The rules of a context for one predicate, by kind of value; found when first asked for."""

    def __init__(self, iri: str, context: Context, iri_of: Callable[[str], str]) -> None:
        self.iri, self._context, self._iri_of = iri, context, iri_of
        self._terms = context.forward(iri)
        self._literal: dict[str, Rule] = {}
        self.reference = self._for_reference()
        self.lists = self._plain_key()
        self.only_named = iri in _ONLY_NAMED
        self.in_list = iri in (FIRST, REST)

    def _plain_key(self) -> str:
        """A key without any coercion."""
        for term in self._terms:
            if not (term.type or term.container or term.language):
                return _quoted(term.name)
        name = self._context.compact_iri(self.iri)
        return _quoted(self.iri if name in self._context.source else name)

    def _for_reference(self) -> Rule:
        usable = [term for term in self._terms if term.container != "@language"]
        for term in usable:
            if term.type in ("@id", "@vocab"):
                vocab = term.type == "@vocab"
                return Rule(_quoted(term.name), "", "", array=term.container == "@set", vocab=vocab)
        name, array = (_quoted(usable[0].name), usable[0].container == "@set") if usable else (self._plain_key(), False)
        return Rule(name, f"{{{_quoted(self._context.id_key)}: ", "}", array=array)

    def for_literal(self, kind: str) -> Rule:
        """The rule for literals that end in `kind`: "", "@tag" or "^^datatype"."""
        rule = self._literal.get(kind)
        if rule is None:
            rule = self._in_language(tag_of(kind)) if kind.startswith("@") else self._typed(kind)
            self._literal[kind] = rule
        return rule

    def _in_language(self, tag: str) -> Rule:
        for term in self._terms:
            if term.container == "@language" and not term.type:
                return Rule(_quoted(term.name), language=f'"{tag}"')
            if term.language == tag and not term.type:
                return Rule(_quoted(term.name), array=term.container == "@set")
        return self._expanded(f'{{"@language": "{tag}", "@value": "')

    def _typed(self, kind: str) -> Rule:
        datatype = self._iri_of(kind[2:]) if kind else XSD.string
        native = _NATIVE.get(datatype)
        for term in self._terms:
            plain = not term.type and not term.language and (not kind)
            if term.container != "@language" and (term.type == datatype or plain):
                return Rule(_quoted(term.name), native=native, array=term.container == "@set")
        if not kind:
            return self._expanded('{"@value": "') if self._terms else Rule(self._plain_key())
        return self._expanded(f'{{"@type": {_quoted(self._context.compact_class(datatype))}, "@value": "', native)

    def _expanded(self, before: str, native: re.Pattern[str] | None = None) -> Rule:
        """A value object, under the first term that takes one."""
        term: Term | None = next((term for term in self._terms if term.container != "@language"), None)
        if term is None:
            return Rule(self._plain_key(), before, '"}', native)
        free = native if not (term.type or term.language) else None
        return Rule(_quoted(term.name), before, '"}', free, array=term.container == "@set")


def _quoted(name: str) -> str:
    """A name of the context as it stands in the document."""
    return f'"{as_bytes(name)}"'


def tag_of(kind: str) -> str:
    """The language tag of a literal's ending.

    Raises:
        InputError: it has a base direction too.
    """
    if "--" in kind:
        raise InputError(f"jsonld cannot express the RDF 1.2 base direction in {kind!r}; use turtle, trig or ntriples")
    return kind[1:]
