"""Tells how what an office is held for goes on, and where it ends."""

from collections.abc import Sequence

from kg.annotate.names_lexicon import Lexicon
from kg.annotate.names_words import Word

__all__ = ["addresses", "closes", "lists"]


def lists(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Whether fields of an office go on after a comma and end with "and" and one more ("…, Industry and Trade")."""
    while words[index].lower == "," and index + 2 < len(words) and words[index + 1].lower in lexicon.portfolios:
        index += 2
        while index < len(words) and words[index].lower in lexicon.portfolios:
            index += 1
        if index + 1 >= len(words):
            return False
        if words[index].lower in lexicon.conjunctions:
            return words[index + 1].lower in lexicon.portfolios
    return False


def closes(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Whether a noun in lower case ends a phrase ("l'Union des arts et métiers, …")."""
    word = words[index]
    if word.capital or word.pos != "NOUN" or lexicon.terms_at(words, index) or index + 1 >= len(words):
        return False
    return words[index + 1].text in {",", ".", "("}


def addresses(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Whether an honorific before a name begins at a word ("à l'Élysée M. Diallo")."""
    if not words[index].capital:
        return False
    term = lexicon.honorific_at(words, index)
    after = index + len(term.words) if term else len(words)
    return after < len(words) and words[after].capital
