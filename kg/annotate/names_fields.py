"""Tells how what an office is held for goes on, and where it ends."""

from collections.abc import Sequence

from kg.annotate.names_lexicon import Lexicon, TermKind
from kg.annotate.names_words import Word

__all__ = ["POSSESSIVE", "addresses", "closes", "is_of_first", "lists", "of_many", "office_at", "past_house"]

POSSESSIVE = frozenset({"'s", "'"})
_HOUSE = 12


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


def of_many(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Whether a sign of possession stands inside a name ("of the Workers' Party", "for Women's Affairs")."""
    if index + 1 >= len(words) or words[index].lower not in POSSESSIVE:
        return False
    before, after = words[index - 1], words[index + 1]
    if not before.capital or not after.capital:
        return False
    many = words[index].lower == "'" and before.lower.endswith("s")
    return many or after.lower in lexicon.organization_words or after.lower in lexicon.portfolios


def office_at(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """Index after an office in capitals at a word ("adviser to the Peru President"), else the same index."""
    if index >= len(words) or not words[index].capital:
        return index
    offices = (each for each in lexicon.terms_at(words, index) if each.kind is TermKind.OFFICE)
    return index + max((len(each.words) for each in offices), default=0)


def past_house(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """Index after where an office is ("director, at the Ministry of Trade, …"), else the same index."""
    if index + 2 >= len(words) or words[index].lower not in lexicon.locative:
        return index
    if words[index + 1].lower not in lexicon.definite or not lexicon.terms_at(words, index + 2):
        return index
    for end in range(index + 2, min(len(words), index + _HOUSE)):
        word = words[end]
        small = word.lower in lexicon.conjunctions or bool(lexicon.preposition_at(words, end))
        if not word.capital and not small:
            return end if word.text in {",", ".", ";"} else index
    return index


def is_of_first(words: Sequence[Word], lexicon: Lexicon, first: int, start: int) -> bool:
    """Whether a name with an honorific behind an office that has an article is of who holds the office before it.

    As in "Adviser to the King Sheikh Yusuf bin Ali"; "the King" has a name of his own without one.
    """
    title = lexicon.words.modifiers_first and words[first].capital and words[first].pos != "DET"
    if not title or words[start - 1].lower not in lexicon.definite:
        return False
    ends = [start + len(term.words) for term in lexicon.terms_at(words, start) if term.kind is TermKind.OFFICE]
    return any(end < len(words) and lexicon.honorific_at(words, end) is not None for end in ends[:1])
