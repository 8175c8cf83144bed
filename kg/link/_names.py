"""How well a name of a text fits the names of an entry."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from kg.link._entry import Entry, Kind
from kg.link._fold import fold, is_acronym, skeleton, sounds, tokens

__all__ = ["name_fit"]

# Where the family name comes first, or where people go by their first name.
_FIRST_NAMES = re.compile("CN|KP|KR|VN|TW|HK|MO|SG|KH|LA|MN|HU|JP|ET|ER|IS|TH|MM|ID")

# Words of many countries' names, which stand for none of them.
_COMMON = re.compile(
    "republic|republique|kingdom|royaume|states?|etats?|federati(?:on|ve)|confederation|islands?|iles|united|unis?|union|"
    "democratic|democratique|people|peoples|populaire|north|south|nord|africa|afrique|america|saint|sainte"
)


def name_fit(names: tuple[str, ...], entry: Entry, *, loose: bool = False, languages: tuple[str, ...] = ()) -> float:
    """The best fit of any name, 0 to 1.

    1 a label, 0.97 an alias, 0.9 another transliteration, 0.8 to 0.85 some of at least two words, 0.5 one word of a
    person's name, 0 none. Of a place some of the words, or nearly the same sound, are 0.8 to 0.9 when `loose` (its
    country is known from elsewhere), else 0.6: worth a person's look, never a link.
    """
    return max((_fit(name, entry, loose, languages) for name in names), default=0.0)


def _fit(name: str, entry: Entry, loose: bool, languages: tuple[str, ...]) -> float:
    best, wanted = 0.0, fold(name)
    if loose and entry.kind is Kind.COUNTRY and wanted in map(fold, entry.demonyms):
        best = 0.85
    labels = {text for _, text in entry.labels}
    acronym = entry.kind is not Kind.PERSON and is_acronym(name)
    foreign = {alias for alias, language in entry.tagged if languages and language not in languages}
    for own in entry.names:
        if own in foreign:
            continue
        folded = fold(own)
        if wanted == folded:
            if entry.kind is not Kind.PERSON and is_acronym(own) and not (acronym or _shouted(name, own)):
                continue
            value = 1.0 if own in labels else 0.97
        elif entry.kind is Kind.PERSON:
            value = _person_fit(name, own, entry)
        elif (acronym and len(name) < 6) or is_acronym(own):
            continue
        else:
            value = _sound_fit(name, own) * (1.0 if entry.kind is Kind.CITY else 0.97)
            if value < 0.9 * 0.97 and sounds(name)[:1] != sounds(own)[:1]:
                value = 0.0
            if value < 0.9 and not loose:
                # Near in sound is enough only where the country is known: Saint-Louis is not Saint Lucia.
                value = min(value, 0.6)
            if value < 0.8 and set(wanted.split()) & _content(folded) and set(wanted.split()) <= set(folded.split()):
                value = 0.8 if loose else 0.6
        best = max(best, value)
    return best


def _shouted(name: str, own: str) -> bool:
    """Whether letters to be spelt out are long enough to be written as a word ("Opep")."""
    return len(own) > 3 and name[:1].isupper()


def _content(folded: str) -> set[str]:
    return {word for word in folded.split() if len(word) > 3 and not _COMMON.fullmatch(word)}


def _sound_fit(name: str, own: str) -> float:
    mine, other = sounds(name), sounds(own)
    if len(mine) < 4 or len(other) < 4:
        return 0.0
    if mine == other:
        return 0.93
    if skeleton(name) == skeleton(own) and len(skeleton(name)) >= 3:
        ratio = fuzz.ratio(mine, other)
        return 0.9 if ratio >= 88 else 0.85 if ratio >= 80 and len(mine) >= 7 else 0.0
    return 0.0


@lru_cache(maxsize=65536)
def _same_word(mine: str, other: str) -> bool:
    """Whether two words of names are one: equal, an initial, or as they sound."""
    if mine == other or (len(mine) == 1 and other.startswith(mine)):
        return True
    if min(len(mine), len(other)) < 4 or skeleton(mine) != skeleton(other):
        return False
    return fuzz.ratio(sounds(mine), sounds(other)) >= 75


def _person_fit(name: str, own: str, entry: Entry) -> float:
    whole = _sound_fit(name, own)
    mine, other = tokens(name), tokens(own)
    spelt = tuple(word for word in mine if len(word) > 1)
    if len(mine) == 1 or (len(spelt) == 1 and not _same_word(spelt[0], other[-1])):
        # "Robert C." says no more than "Robert".
        given = len(tokens(own.split()[0])) if len(own.split()) > 1 else 1
        return max(_word_fit((spelt or mine)[0], other, entry, given), whole if len(other) == 1 == len(mine) else 0.0)
    if whole:
        return whole
    shorter, longer = (mine, other) if len(mine) <= len(other) else (other, mine)
    if len(shorter) < 2 or not _in_order(shorter, longer):
        return 0.0
    starts = _same_word(shorter[0], longer[0]) or _same_word(longer[0], shorter[0])
    if shorter is mine:
        return 0.85 if starts else 0.75
    if not starts:
        return 0.6
    # A family name more at the end is often somebody else's: a son, a cousin, a street.
    return 0.8 if _same_word(shorter[-1], longer[-1]) else 0.55


def _in_order(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether every word is found, each after the one before; the order may be turned round once."""
    for start in (shorter, shorter[1:] + shorter[:1] if len(shorter) == len(longer) else ()):
        position, found = 0, 0
        for word in start:
            while position < len(longer) and not (
                _same_word(word, longer[position]) or _same_word(longer[position], word)
            ):
                position += 1
            if position == len(longer):
                break
            position, found = position + 1, found + 1
        if start and found == len(start):
            return True
    return False


def _word_fit(word: str, own: tuple[str, ...], entry: Entry, given: int) -> float:
    """How well one word fits a name whose first `given` words are one given name ("Jean-Yves")."""
    if len(word) < 2:
        return 0.0
    for index, each in enumerate(own):
        if _same_word(word, each):
            exact = 1.0 if word == each else 0.93
            if index == len(own) - 1 or (index == 0 and entry.countries and _FIRST_NAMES.fullmatch(entry.countries[0])):
                return 0.5 * exact
            if index == 0 and any(term.head in ("monarch", "pope") or term.type == "monarch" for term in entry.terms):
                return 0.5 * exact
            return (0.45 if index >= given else 0.3) * exact
    return 0.0
