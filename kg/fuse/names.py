"""Compares names across spellings and scripts: folding, a phonetic form, and how two names of persons relate."""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from itertools import combinations

from rapidfuzz.fuzz import ratio

from kg.fuse.data import read_toml

__all__ = [
    "FILLERS",
    "NameRelation",
    "block_keys",
    "fold",
    "name_relation",
    "name_tokens",
    "phonetic",
    "skeleton",
    "slug",
]

_LETTERS = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфыэіґў", "abvgdeziyklmnoprstufyeigu", strict=True)),
        **{
            "ё": "yo",
            "ж": "zh",
            "х": "kh",
            "ц": "ts",
            "ч": "ch",
            "ш": "sh",
            "щ": "sh",
            "ю": "yu",
            "я": "ya",
            "є": "ye",
        },
        **{
            "ъ": "",
            "ь": "",
            "ї": "i",
            "ђ": "dj",
            "ј": "y",
            "љ": "l",
            "њ": "n",
            "ћ": "ch",
            "џ": "j",
            "қ": "k",
            "ғ": "gh",
        },
        **{"ғ": "gh", "ң": "ng", "ү": "u", "ұ": "u", "һ": "h", "ө": "o", "ә": "a"},
        **dict(zip("αβγδεζηικλμνοπρσςτυφω", "avgdeziiklmnoprsstufo", strict=True)),
        **{"θ": "th", "ξ": "x", "χ": "ch", "ψ": "ps"},
        **{"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ə": "e", "ð": "d", "þ": "th"},
        **dict.fromkeys("'’‘ʼʿʾ`´", ""),
    }
)
_WORDS = {name: frozenset(words) for name, words in read_toml("names.toml").items()}
_PARTICLES, _HONORIFICS = _WORDS["particles"], _WORDS["honorifics"]
FILLERS = _WORDS["fillers"]
_SOUNDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"tsch|tch|sch|sh|ch", "x"),
        (r"dzh|dj|zh", "j"),
        (r"^kh|kh", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"ou|oo|w", "u"),
        (r"ee", "i"),
        (r"c(?=[eiy])", "s"),
        (r"c|q", "k"),
        (r"z", "s"),
        (r"ie$|iy$|yi$|ij$|y$", "i"),
        (r"y", "i"),
        (r"(.)\1+", r"\1"),
    )
)
_VOWELS = re.compile(r"(?<!^)[aeiou]+|^[aeiou]+")


class NameRelation(StrEnum):
    """How two names relate."""

    EXACT = "exact"
    VARIANT = "variant"
    SUBSET = "subset"
    SURNAME = "surname"
    DIFFERENT = "different"


@lru_cache(65536)
def fold(text: str) -> str:
    """Lower-case Latin letters without marks.

    >>> fold("Тимофеев"), fold("Timofeïev"), fold("Erdoğan")
    ('timofeev', 'timofeiev', 'erdogan')
    """
    letters = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    plain = "".join(char for char in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(char))
    return plain.translate(_LETTERS)


def slug(text: str) -> str:
    """Words of a name joined by hyphens, for keys.

    >>> slug("Salim al-Harthi")
    'salim-al-harthi'
    """
    return "-".join(re.findall(r"[^\W_]+", fold(text))) or "x"


@lru_cache(65536)
def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a person's name that tell people apart, folded; particles and honorifics left out.

    >>> name_tokens("Sidi Ould Cheikh"), name_tokens("Park Min-ho")
    (('sidi', 'cheikh'), ('park', 'min', 'ho'))
    """
    words = re.findall(r"[^\W\d_]+", fold(name))
    while len(words) > 1 and words[0] in _HONORIFICS:
        words = words[1:]
    kept = [word for word in words if word not in _PARTICLES]
    return tuple(kept or words)


@lru_cache(65536)
def phonetic(token: str) -> str:
    """One folded word as it sounds, across the habits of English and French.

    >>> phonetic("iouldachev"), phonetic("daouit"), phonetic("dawit")
    ('iuldaxev', 'dauit', 'dauit')
    """
    for pattern, replacement in _SOUNDS:
        token = pattern.sub(replacement, token)
    return token


@lru_cache(65536)
def skeleton(token: str) -> str:
    """The consonants of `phonetic`, or the whole when there are none."""
    sound = phonetic(token)
    return _VOWELS.sub("", sound) or sound


@lru_cache(262144)
def _similarity(first: str, second: str) -> float:
    """How far two folded words can be one name word, 0 to 1; 0.75 for an initial."""
    if first == second:
        return 1.0
    if len(first) == 1 or len(second) == 1:
        return 0.75 if first[0] == second[0] else 0.0
    one, other = phonetic(first), phonetic(second)
    if one == other:
        return 0.97
    if min(len(one), len(other)) <= 3:
        return 0.0
    alike = ratio(one, other) / 100
    if skeleton(first) == skeleton(second):
        return max(alike, 0.88) if alike >= 0.6 else 0.0
    return alike if alike >= 0.84 else 0.0


def block_keys(tokens: tuple[str, ...]) -> frozenset[str]:
    """Keys under which names that could be one person meet: pairs of words by sound, and first and last word.

    A single word gives its own key only.
    """
    sounds = sorted({skeleton(token) for token in tokens if len(token) > 1})
    pairs = {f"{one}+{other}" for one, other in combinations(sounds, 2)}
    ends = {skeleton(tokens[0]), skeleton(tokens[-1])} if tokens else set()
    return frozenset(pairs | ends)


@lru_cache(262144)
def name_relation(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[NameRelation, float]:
    """How two names of persons relate, and how alike the words are that they share (0 to 1).

    `SURNAME` when one is a single word that is the first or last word of the other. Names that both hold words the
    other lacks are `DIFFERENT`.

    >>> name_relation(("mamadou", "lamine", "sarr"), ("mamadou", "sarr"))
    (<NameRelation.SUBSET: 'subset'>, 1.0)
    >>> name_relation(("park", "min", "ho"), ("park", "soo", "yeon"))[0]
    <NameRelation.DIFFERENT: 'different'>
    """
    if len(first) > len(second) or (len(first) == len(second) and first > second):
        first, second = second, first
    if first == second or sorted(first) == sorted(second):
        return NameRelation.EXACT, 1.0
    if len(first) == 1 and len(second) > 1:
        best = max(_similarity(first[0], second[-1]), _similarity(first[0], second[0]) - 0.05)
        return (NameRelation.SURNAME, best) if best >= 0.8 else (NameRelation.DIFFERENT, 0.0)
    free = list(second)
    scores = []
    for token in first:
        best, which = max(((_similarity(token, other), other) for other in free), default=(0.0, ""))
        if best == 0.0:
            joined = ratio(phonetic("".join(first)), phonetic("".join(second))) / 100
            return (NameRelation.VARIANT, joined) if joined >= 0.93 else (NameRelation.DIFFERENT, 0.0)
        free.remove(which)
        scores.append(best)
    mean = sum(scores) / len(scores)
    if max(scores) < 0.8:
        return NameRelation.DIFFERENT, 0.0
    if free:
        return NameRelation.SUBSET, mean
    return NameRelation.VARIANT, mean
