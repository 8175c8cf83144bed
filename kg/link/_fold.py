"""Keys under which two spellings of one name meet: case, accents, particles, and ways to write it in Latin letters."""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

__all__ = ["fold", "is_acronym", "skeleton", "sounds", "tokens"]

_ELISION = re.compile(r"\b[ldLD]'")
_POSSESSIVE = re.compile(r"'s\b")
_WORD = re.compile(r"[^\W_]+")
_PARTICLE = re.compile("al|el|ul|ad|as|at|an|ar|ed|es|ben|bin|ibn|bint|abu|abou")
# Applied in this order to folded text; each pair makes two customs of transliteration one.
_SOUNDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"tsch|tch|sch|tsh|ch|sh|cz|sz|cs", "S"),
        (r"kh|gh(?=[aeiouy])", "h"),
        (r"gu(?=[ei])", "g"),
        (r"dj|zh|dz|j(?=[aeiou])", "j"),
        (r"ts|tz|z", "s"),
        (r"ph", "f"),
        (r"ou|oo|w(?=[aeiou])", "u"),
        (r"ck|q|c(?![eiy])|x(?=$)", "k"),
        (r"c", "s"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"ff", "f"),
        (r"(?:ii|iy|yi|ij|ie|y|i|j)+(?=$|\s)", "i"),
        (r"ie|ye|je|ia|ya|iu|yu|io|yo", lambda match: "i" + match.group()[1]),
        (r"y", "i"),
        (r"(?<=[a-z])h", ""),
        (r"(.)\1+", r"\1"),
        (r"e\b(?<=[a-z]{3})", ""),
    )
)


@cache
def _letters() -> tuple[dict[int, str], dict[str, str]]:
    data = tomllib.loads((files("kg.link") / "data" / "letters.toml").read_text("utf-8"))
    return str.maketrans(data["latin"]), data["cyrillic"]


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower-case ASCII words of a text, joined by one space; Cyrillic is transliterated, possessives are dropped.

    >>> fold("L'Élysée, Iran's  Timofeïev")
    'elysee iran timofeiev'
    >>> fold("Путин")
    'putin'
    """
    latin, cyrillic = _letters()
    lowered = unicodedata.normalize("NFKC", text).casefold().translate(latin)
    lowered = _POSSESSIVE.sub("", _ELISION.sub("", lowered)).replace("'", "")
    if not lowered.isascii():
        lowered = "".join(cyrillic.get(char, char) for char in lowered)
        lowered = "".join(char for char in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(char))
    return " ".join(_WORD.findall(lowered.replace(".", "") if _dotted(lowered) else lowered))


def _dotted(text: str) -> bool:
    """Whether points stand inside an abbreviation ("u.n.", "d.r. congo")."""
    return re.search(r"\b\w\.\w", text) is not None


def tokens(text: str) -> tuple[str, ...]:
    """Words of a folded name, particles of Arabic names left out.

    >>> tokens("Abdel-Fattah al-Sissi")
    ('abdel', 'fattah', 'sissi')
    """
    words = fold(text).split()
    return tuple(word for word in words if not _PARTICLE.fullmatch(word)) or tuple(words)


@lru_cache(maxsize=65536)
def sounds(text: str) -> str:
    """A name as it sounds, roughly: differences of English, French and German transliteration are gone.

    >>> sounds("Chavkat"), sounds("Shavkat")
    ('Savkat', 'Savkat')
    """
    result = " ".join(tokens(text))
    for pattern, replacement in _SOUNDS:
        result = pattern.sub(replacement, result)
    return result


@lru_cache(maxsize=65536)
def skeleton(text: str) -> str:
    """Consonants of a name as it sounds; a key to look under, to be checked afterwards with `sounds`.

    >>> skeleton("Eltsine") == skeleton("Yeltsin") and skeleton("Ianoukovitch") == skeleton("Yanukovych")
    True
    """
    kept = re.sub(r"[aeiouyhj\s]", "", sounds(text))
    return re.sub(r"(.)\1+", r"\1", kept.replace("S", "s"))


def is_acronym(text: str) -> bool:
    """Whether a name is letters to be spelt out ("AIEA", "U.N."): then its case matters."""
    letters = [char for char in text if char.isalpha()]
    return 2 <= len(letters) <= 8 and all(char.isupper() for char in letters) and " " not in text
