"""What the words beside a mention say against a link: a region, a ship, a street, a longer name, a private person."""

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from kg.link._entry import Kind
from kg.link._fold import fold, is_acronym
from kg.link._query import Surroundings
from kg.link._titles import read_title

__all__ = [
    "countries_beside",
    "is_called_person",
    "is_national",
    "is_part",
    "occupation",
    "other_gloss",
    "region_country",
    "says_region",
    "subdivisions",
    "words_of",
]

type Lookup = Callable[[str], tuple[str, ...]]

# "Paris, Texas", "Valence, dans la Drôme"; "Plains, Georgia" for a name that a region shares with a country.
_WITHIN = re.compile(r"\s*,?\s*(?:in |dans |en )?(?:the |la |le |les |l['’])?"
                     r"(?P<region>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)")  # fmt: skip
_BEYOND = re.compile(r"[A-Z][\w'’-]+,\s*$")
_LIST = re.compile(r"^\s*(?:,\s*[A-Z]|and |et )")
_LAST = re.compile(r"(?P<word>[\w'’-]+)(?P<point>\.?) ?$")
_NEXT = re.compile(r" (?P<word>[^\W\d_][\w'’-]*)")
_OWNER = re.compile(r"^ (?:of|de|du|des|d['’]) ?(?:the |la |le |les |l['’])?(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)")
_SMALL = re.compile(r"\b[a-zà-ÿ]{4,}")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("kg.link") / "data" / "around.toml").read_text("utf-8"))


@cache
def words_of(name: str) -> frozenset[str]:
    """The folded forms of a list of `data/around.toml`."""
    return frozenset(map(fold, _data()["words"][name]))


@cache
def subdivisions() -> dict[str, str]:
    """Country codes by names, folded, of regions that tell a place from a better known one."""
    return {fold(form): country for country, listed in _data()["subdivisions"].items() for form in listed}


def _word_before(around: Surroundings) -> str:
    """The word right before a mention, folded; "" at the start of a sentence."""
    found = _LAST.search(around.before)
    if not found or (found["point"] and len(found["word"]) > 3):
        return ""
    return fold(found["word"])


def _word_after(around: Surroundings) -> str:
    """The word right after a mention, as written; "" when a mark comes first."""
    found = _NEXT.match(around.after)
    return found["word"] if found else ""


def is_part(around: Surroundings, kinds: frozenset[Kind], names: frozenset[str]) -> bool:
    """Whether a name is part of a longer one, or of a thing called after it ("avenue X", "X Hospital", "USS X").

    Args:
        around: the mention.
        kinds: what it may be. A street "de Paris" is no reason to doubt a city, but a capital letter after it is.
        names: of the entry, folded; a longer name that is one of them is no reason to doubt it.
    """
    before, after = _word_before(around), _word_after(around)
    longer = [f"{before} {around.mention}"] if before else []
    longer += [f"{around.mention} {after}"] if after else []
    if names & set(map(fold, longer)):
        return False
    if before in words_of("vehicles"):
        return True
    if before in words_of("new") and around.before.split()[-1][:1].isupper():
        return True
    if Kind.ORGANISATION in kinds:
        return False
    if after[:1].isupper() and fold(after) in words_of("named_things"):
        return True
    if Kind.PERSON in kinds:
        # "rue X", "le stade X"; "la rue de X" is no name.
        return before in words_of("things_named")
    if Kind.CITY in kinds and re.search(r"\bd(?:e |['’])$", around.before):
        # "la Tribune de Genève", "l'Écho d'Alger"
        words = fold(around.before).removesuffix(" de").split()
        return bool(words) and words[-1] in words_of("things_of")
    return (
        Kind.CITY in kinds
        and after[:1].isupper()
        and before not in words_of("prepositions")
        and fold(after) not in words_of("no_name")
        and not read_title(after, lambda form: ()).head
        and _SMALL.search(around.before + around.after) is not None
    )


def is_called_person(around: Surroundings) -> bool:
    """Whether the word before a place's name is one for people ("Queen Victoria", "M. Maurice")."""
    return _word_before(around) in words_of("called")


def is_national(around: Surroundings, codes: Lookup) -> bool:
    """Whether a body is one of a country ("Council of Ministers of Lebanon", "Croix-Rouge kényane")."""
    owner = _OWNER.match(around.after)
    beside = [owner["name"], owner["name"].split()[0]] if owner else []
    beside += [_word_before(around), _word_after(around)]
    return any(len(code) == 2 for word in beside if len(word) > 3 for code in codes(fold(word)))


def countries_beside(surroundings: Iterable[Surroundings], codes: Lookup) -> frozenset[str]:
    """Codes of the countries that the words beside some mentions name, by demonym or by region too."""
    found: set[str] = set()
    for around in surroundings:
        for part in (around.before, around.after):
            words = fold(part).split()
            forms = {" ".join(words[at : at + size]) for at in range(len(words)) for size in (1, 2)}
            found.update(subdivisions()[form] for form in forms & subdivisions().keys())
            found.update(code for form in forms if len(form) > 3 for code in codes(form) if len(code) == 2)
    return frozenset(found)


def says_region(around: Surroundings) -> bool:
    """Whether a name is that of a region, river or lake ("state of Washington", "Plains, Georgia")."""
    before, after = fold(around.before), fold(around.after[:40])
    if any(before == word or before.endswith(f" {word}") for word in words_of("regions")):
        return True
    if around.after[:1] == " " and any(after == word or after.startswith(f"{word} ") for word in words_of("quarters")):
        return True
    shared = fold(around.mention)
    if shared not in subdivisions():
        return False
    beyond = _BEYOND.search(around.before)
    return bool(beyond and not _LIST.search(around.after)) or _other_region(around, shared)


def _other_region(around: Surroundings, shared: str) -> bool:
    """Whether the words beside a name that a region shares with a country name another region of that state."""
    home = subdivisions()[shared]
    words = fold(around.text).split()
    names = {" ".join(words[at : at + size]) for at in range(len(words)) for size in (1, 2)}
    return any(subdivisions().get(name) == home for name in names - {shared})


def region_country(surroundings: Iterable[Surroundings]) -> str:
    """Code of the country whose region is named right after a place ("Paris, Texas"); "" when none is."""
    found = (_WITHIN.match(around.after) for around in surroundings)
    codes = (
        subdivisions().get(fold(match["region"])) or subdivisions().get(fold(match["region"].split()[0]), "")
        for match in found
        if match
    )
    return next(filter(None, codes), "")


def other_gloss(around: Surroundings, names: tuple[str, ...]) -> bool:
    """Whether letters are spelt out after them as something else ("CPI, l'indice …")."""
    after = around.after.strip()
    if not is_acronym(around.mention.split()[-1]) or after[:1] not in (",", "("):
        return False
    gloss = [word for word in fold(after[1:].split(".")[0].split(",")[0].split(")")[0]).split() if len(word) > 3]
    words = {word[:5] for own in names for word in fold(own).split() if len(word) > 3}
    starts = after[1:].lstrip().casefold()
    article = starts.startswith(("l'", "l’", "le ", "la ", "the ", "a ", "an "))
    return len(gloss) >= 2 and article and not any(word[:5] in words for word in gloss)


def occupation(around: Surroundings) -> float:
    """1 when the words beside a name tell what a private person does, 0.5 for "X, a …" that is no known office."""
    before = fold(around.before.rpartition(". ")[2]).split()[-4:]
    after = around.after.strip()
    said = after[1:].split(".")[0].split(",")[0].strip() if after[:1] in (",", "(") else ""
    phrase = fold(said).split()[:9]
    found = {" ".join(part[start:end]) for part in (before, phrase) for start in range(len(part))
             for end in range(start + 1, min(start + 4, len(part)) + 1)}  # fmt: skip
    if found & words_of("private"):
        return 1.0
    indefinite = said.casefold().startswith(("a ", "an ", "un ", "une "))
    return 0.5 if indefinite and not read_title(said, lambda form: ()).head else 0.0
