"""Tells which language a text is in."""

import re
from functools import cache
from itertools import islice
from typing import Any

from kg.errors import InputError
from kg.files import explained_temporary
from kg.language import get, names
from kg.model import Article

__all__ = ["identify", "language_of"]

_LOOKED_AT = 20_000
_FEWEST_LETTERS = 12
_LIKELY = 0.5
_CERTAIN = 0.9
_GUESSED = 0.15
_AHEAD = 3.0
_SAMPLE = 800
_BEYOND_DOUBT = 0.99
_LONG_ENOUGH = 150
_FULL = 0.1
# What is not closed ends with the text, or with its line where the mark does not say whether it opens or closes.
_QUOTED = re.compile(r"«[^»]*»?|“[^”]*”?|\"[^\"\n]*\"?")


def language_of(article: Article) -> str:
    """The BCP 47 code an article is to be read in.

    What its source says holds, unless a text of at least 150 letters is in another language beyond doubt: pages often
    declare a language they are not written in. A caller who insists on a language passes it on without asking here.
    What an article quotes is not its own voice: words outside quotation marks decide, where there are enough of them.

    Raises:
        InputError: the source says nothing, and the text is too short or too mixed to tell.
    """
    stated = article.language
    if stated and not _has_letters(article.text, _LONG_ENOUGH):
        return stated
    found, probability = _classify(article.text) if _has_letters(article.text, _FEWEST_LETTERS) else ("", 0.0)
    if stated:
        differs = stated.lower().replace("_", "-").split("-")[0] != found
        return found if differs and probability >= _CERTAIN else stated
    if probability < _LIKELY:
        why = "by its words" if _has_letters(article.text, _LONG_ENOUGH) else "from so little text"
        raise InputError(f"its language cannot be told {why}: name it, for example --lang en")
    return found


def identify(text: str) -> str | None:
    """The ISO 639-1 code of the language of a text; None when the text is too short, too mixed or no words to tell.

    The answer may be a language there is no data for. Only the first 20,000 characters are looked at.

    >>> identify("Les ministres se sont rencontrés lundi à Genève."), identify("12 : 34")
    ('fr', None)
    """
    if not _has_letters(text, _FEWEST_LETTERS):
        return None
    code, probability = _classify(text)
    return code if probability >= _LIKELY else None


def _has_letters(text: str, count: int) -> bool:
    """Whether a text has so many letters."""
    return next(islice(filter(str.isalpha, text[:_LOOKED_AT]), count - 1, None), "") != ""


def _classify(text: str) -> tuple[str, float]:
    """The likeliest language of the words outside quotation marks where those tell it, else of all words."""
    looked_at = text[:_LOOKED_AT]
    own = _QUOTED.sub(" ", looked_at)
    if len(own) < len(looked_at) and _has_letters(own, _FEWEST_LETTERS):
        found, probability = _likeliest(own)
        if probability >= _CERTAIN:
            return found, probability
    return _likeliest(looked_at)


def _likeliest(text: str) -> tuple[str, float]:
    """The likeliest language; where names leave doubt, that of the words which are none.

    For too short a text it is one there is data for that is far ahead of the others.

    The middle of a long text is looked at first, since the time grows with the length; all of it when doubt is left.
    Where it is full of the short words of one language, or half full and the whole text full of them, the identifier,
    which takes much longer and half a second to load, is not asked.
    """
    if len(text) > 2 * _SAMPLE:
        start = (len(text) - _SAMPLE) // 2
        middle = text[start : start + _SAMPLE]
        if told := _told(middle, _FULL) or _told_by_all(text, middle):
            return told, 1.0
        found, probability = _identifier().classify(middle)
        if probability >= _BEYOND_DOUBT:
            return str(found), float(probability)
    ranked = _ranked(text)
    if ranked[0][1] < _CERTAIN:
        words = " ".join(word for word in text.split() if word[0].islower())
        without_names = _ranked(words) if _has_letters(words, _FEWEST_LETTERS) else ranked
        if without_names[0][1] >= _LIKELY:
            return without_names[0]
    first, *others = (each for each in ranked if each[0] in names())
    alone = first[1] >= max([_GUESSED, *(_AHEAD * other[1] for other in others)])
    return (first[0], _LIKELY) if alone and ranked[0][1] < _LIKELY else ranked[0]


def _ranked(text: str) -> list[tuple[str, float]]:
    """Languages and how likely each is, the likeliest first."""
    return [(str(code), float(probability)) for code, probability in _identifier().rank(text)]


def _told(text: str, share: float) -> str:
    """The only language whose short words are more than a share of a text's words, "" if there is none."""
    words = text.lower().split()
    found = [code for code, telltales in _telltales() if sum(map(telltales.__contains__, words)) > share * len(words)]
    return found[0] if len(found) == 1 else ""


def _told_by_all(text: str, middle: str) -> str:
    """The language whose short words a text is full of and its middle half full, "" if there is none."""
    told = _told(middle, _FULL / 2)
    return told if told and told == _told(text, _FULL) else ""


@cache
def _telltales() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((code, frozenset(get(code).telltales)) for code in names())


@cache
def _identifier() -> Any:
    """The model, loaded once a process."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    with explained_temporary():  # it is unpacked there
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
