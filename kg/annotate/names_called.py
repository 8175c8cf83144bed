"""Tells words with capitals that name nothing, and those that the words before them call a place."""

from collections.abc import Sequence

from kg.annotate.names_lexicon import Lexicon
from kg.annotate.names_words import Word

__all__ = ["is_called_place", "is_capital_surname", "names_nothing"]

_CALLED = 2
_SIGNS = "()[]{}<>|@#=_"


def names_nothing(name: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether some words name nobody and nothing that acts: one letter, a law, something with a bracket in it.

    Args:
        name: one word at least.
        lexicon: of the language.
    """
    if any(sign in word.text for word in name for sign in _SIGNS):
        return True
    if len(name) > 1:
        return name[-1].lower in lexicon.laws
    lower = name[0].lower
    return lower in lexicon.no_names or (len(lower) == 1 and name[0].text not in lexicon.words.channels)


def is_capital_surname(given: Word, word: Word) -> bool:
    """Whether a word is a surname in capitals, behind a name that is not in them ("Ms. Amina SAID")."""
    return len(word.text) > _CALLED and word.text.isupper() and not given.text.isupper()


def is_called_place(words: Sequence[Word], start: int, lexicon: Lexicon) -> bool:
    """Whether the words before a name say that it is a place ("the port city of", « la ville portuaire de »).

    Args:
        words: of the sentence.
        start: index of the name's first word.
        lexicon: of the language.
    """
    called = words[max(0, start - 1 - _CALLED) : max(0, start - 1)]
    joined = bool(start) and words[start - 1].lower in lexicon.of
    return joined and any(word.lower in lexicon.towns and not word.capital for word in called)
