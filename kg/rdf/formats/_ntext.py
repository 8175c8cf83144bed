"""Reading the parts of canonical N-Triples text: the quick way to terms for the writers of RDF/XML and JSON-LD.

A term stays text: `<iri>`, `_:label`, `"lexical"`, `"lexical"@tag` or `"lexical"^^<iri>`.
"""

import re

from kg.errors import InputError

__all__ = ["literal_parts", "refuse_triple_term", "unescaped"]

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_SHORT = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _SHORT.get(match[3], match[3])


def unescaped(text: str) -> str:
    r"""The characters that N-Triples text stands for.

    >>> unescaped(r"a\tb \"c\" \u00E9 \\n")
    'a\tb "c" é \\n'
    """
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def literal_parts(term: str) -> tuple[str, str]:
    """The lexical form, still escaped and without its quotes, and what follows it: "", "@tag" or "^^<iri>".

    >>> literal_parts('"Ann"@en')
    ('Ann', '@en')
    """
    end = term.rindex('"')
    return term[1:end], term[end + 1 :]


def refuse_triple_term(line: str, form: str) -> InputError:
    """The error for an RDF 1.2 triple term in a format that has no way to write it."""
    return InputError(f"{form} cannot express the RDF 1.2 triple term in: {line}; use turtle, trig, ntriples or nquads")
