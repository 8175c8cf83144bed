"""What a statement says, as features that can be compared across languages.

A feature is one string: `#9000000` a number, `@KE` a country, `^nouadhibou` a name, `=begin` a meaning of the lexicon
(`=clos/end` when a word has several), `:reservoir` any other word by its stem, `!` a negation. A light meaning ends
in `~`.
"""

import re
from collections.abc import Collection
from functools import cache, lru_cache

from kg.fuse.data import read_text, read_toml
from kg.fuse.names import fold
from kg.fuse.numbers import read_numbers
from kg.fuse.places import country_code, country_openers

__all__ = ["features", "segments", "stem"]

# "400,000", "400 000" and "400.000" are one number; "1,8" and "0.125" are decimals.
_WORD = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:[ ,.\u00a0\u202f]\d{3})+(?![\d]|[.,]\d)|\d+(?:[.,]\d+)?|[^\W\d_]+")
_GROUPS = re.compile(r"[ ,.\u00a0\u202f](?=\d{3})")
_ENGLISH = re.compile(r"(?:ingly|edly|ings|ing|ies|ied|ed|es|ly|s|e|y)$")
_FRENCH = re.compile(
    r"(?:eraient|iraient|erait|irait|erais|eront|iront|erons?|irons?|erez|irez|aient|issent|issant|issait|assent|ait|ant|ent|ees|ee|"
    r"era|ira|er|ir|ez|ons|ues|ue|us|u|es|is|it|ra|re|s|x|e|a|i)$"
)
_ENDINGS = {"en": _ENGLISH, "fr": _FRENCH}
_FEMININE = tuple(
    (re.compile(rf"(?<=\w\w\w){feminine}$"), masculine)
    for feminine, masculine in (("iere", "ier"), ("euse", "eur"), ("trice", "teur"), ("ive", "if"), ("ienne", "ien"))
)
_SHORT = 3
# Their adjectives are those of a union in the gazetteer.
_CONTINENTS = {"europe": "EU"}
_PART = re.compile(r"[;.!?…]\s+")
_LEAST = 2
_AND = re.compile(r",? (?:and|but|et|mais) ")
_ENOUGH = 4


@cache
def _irregular() -> dict[str, dict[str, str]]:
    """The base of each irregular form, by language."""
    return {
        language: {form: base for base, forms in bases.items() for form in forms.split()}
        for language, bases in read_toml("irregular.toml").items()
    }


@lru_cache(65536)
def stem(word: str, language: str) -> str:
    """A folded word without its commonest endings; at least three letters stay.

    >>> stem("communities", "en"), stem("livrerait", "fr"), stem("livrer", "fr")
    ('communit', 'livr', 'livr')
    """
    code = language.partition("-")[0]
    endings = _ENDINGS.get(code)
    word = _irregular().get(code, {}).get(word, word)
    if endings is None or len(word) <= _SHORT:
        return word
    if code == "fr":
        word = re.sub(r"(?<=\w\w\w)s$", "", word)
        word = re.sub(r"(?<=\w\w)aux$", "al", word)
        for pattern, masculine in _FEMININE:
            word = pattern.sub(masculine, word)
    cut = word
    for _ in range(2):
        found = endings.search(cut, _SHORT)
        cut = cut[: found.start()] if found else cut
    return cut[:-1] if len(cut) > 4 and cut[-1] == cut[-2] and cut[-1] not in "aeiou" else cut


class _Lexicon:
    """Meanings of each language by word as it is listed and by stem, and words without any."""

    def __init__(self, text: str) -> None:
        self.words: dict[str, dict[str, set[str]]] = {"en": {}, "fr": {}}
        self.stems: dict[str, dict[str, set[str]]] = {"en": {}, "fr": {}}
        self.stop: set[str] = set()
        for line in text.splitlines():
            if line.startswith("- "):
                self.stop.update(map(fold, line[2:].split()))
            elif "=" in line and not line.startswith("#"):
                self._meaning(line)

    def _meaning(self, line: str) -> None:
        mark = line[0] if line[0] in "~!" else ""
        sides = [[word.strip() for word in side.split(",")] for side in line.lstrip("~! ").split("=")]
        name = stem(fold(sides[0][0].partition(" ")[0]), "en") + ("~" if mark == "~" else "")
        for language, words in zip(("en", "fr"), sides, strict=True):
            for word in words:
                if " " not in word and "-" not in word:
                    meaning = "!" if mark == "!" else name
                    self.words[language].setdefault(fold(word), set()).add(meaning)
                    self.stems[language].setdefault(stem(fold(word), language), set()).add(meaning)

    def meanings(self, word: str, language: str) -> Collection[str]:
        """Those of a word that is listed itself, else of all listed words of its stem."""
        listed: Collection[str] = self.words.get(language, {}).get(word, ())
        return listed or self.stems.get(language, {}).get(stem(word, language), ())


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon(read_text("lexicon.txt"))


def segments(text: str, language: str) -> str:
    """The features of each part of a statement, parts separated by " | ".

    A part ends at a semicolon or full stop, and before an "and" or "but" if enough is said on both sides of it.

    >>> segments("Prices rose; nobody paid for the water.", "en")
    '=cost =mor~/ris | ! =financ/pay =water'
    """
    found = [features(piece, language) for part in _PART.split(text) for piece in _halves(part, language)]
    parts: list[set[str]] = []
    for each in found:
        if parts and (len(each) < _LEAST or len(parts[-1]) < _LEAST):
            parts[-1].update(each)
        elif each:
            parts.append(set(each))
    return " | ".join(" ".join(sorted(part)) for part in parts)


def _halves(part: str, language: str) -> list[str]:
    """A part cut at each conjunction that has enough features on both sides."""
    for found in _AND.finditer(part):
        before, after = part[: found.start()], part[found.end() :]
        if len(features(before, language)) >= _ENOUGH and len(features(after, language)) >= _ENOUGH:
            return [before, *_halves(after, language)]
    return [part]


@lru_cache(64)  # A part that is cut in halves is asked for again.
def features(text: str, language: str) -> tuple[str, ...]:
    """Features of a statement's content, sorted.

    >>> features("The fund will start with nine million dollars", "en")
    ('#9000000', '=begin', '=dollar', '=mon')
    >>> features("le fonds serait doté de neuf millions de dollars au départ", "fr")
    ('#9000000', ':dot', '=dollar', '=leav', '=mon')
    """
    code = language.partition("-")[0]
    raw = [_GROUPS.sub("", word) if word[0] in "123456789" and len(word) > 4 else word for word in _WORD.findall(text)]
    words = list(map(fold, raw))
    found: set[str] = set()
    used: set[int] = set()
    for first, after, value in read_numbers(words):
        found.add(f"#{value}")
        used.update(range(first, after))
    openers = _openers()
    for at in [at for at, word in enumerate(words) if word in openers]:
        if at in used:
            continue
        for length in (3, 2, 1):
            part = words[at : at + length]
            name = " ".join(part)
            country = (_CONTINENTS.get(name) or country_code(name)) if len(part) == length else ""
            if country and (length > 1 or len(words[at]) > 3):
                found.add(f"@{country}")
                used.update(range(at, at + length))
                break
    for at, word in enumerate(words):
        feature = "" if at in used else _feature(word, code)
        if feature:
            named = at and feature[0] == ":" and raw[at][0].isupper()
            found.add(f"^{word}" if named else feature)
    return tuple(sorted(found))


@lru_cache(65536)
def _feature(word: str, language: str) -> str:
    """The feature of a folded word that is no number, country or name, "" if it says nothing."""
    lexicon = _lexicon()
    if word in lexicon.stop:
        return ""
    meanings = lexicon.meanings(word, language)
    if "!" in meanings:
        return "!"
    if len(word) < _SHORT:
        return ""
    return "=" + "/".join(sorted(meanings)) if meanings else f":{stem(word, language)}"


@cache
def _openers() -> frozenset[str]:
    return frozenset(country_openers()).union(_CONTINENTS)
