"""Reads what a title says: which office, of which country or body, held or formerly held, by a man or a woman."""

import re
import tomllib
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files

from msgspec import Struct, field

from kg.link._fold import fold

__all__ = ["Head", "Title", "heads", "read_title"]

type Lookup = Callable[[str], tuple[str, ...]]
_LONGEST = 9
_FEMININE = re.compile(
    "presidente|chanceliere|reine|queen|imperatrice|empress|duchesse|duchess|cheffe|dirigeante|directrice|generale|"
    "haute|premiere|representante|ambassadrice|chairwoman"
)


class Head(Struct, frozen=True):
    """An office as titles name it.

    Attributes:
        key: of `data/titles.toml`.
        types: kinds of office of the authority that it can be.
        exclusive: whether a country has one holder at a time.
        country: code it implies, "" none.
    """

    key: str
    types: tuple[str, ...]
    exclusive: bool = False
    country: str = ""


class Title(Struct, frozen=True):
    """What a title says.

    Attributes:
        head: key of a `Head`; "minister_defence" and the like for ministers of something; "" when it names no office.
        countries: codes of the countries (Q ids of the bodies) it names; several when a word fits several.
        former: whether the office is past.
        incoming: whether the office is to come, or somebody stands in for its holder.
        gender: "M", "F" or "".
        honorific: whether it holds a form of address or rank.
        rest: words that are part of neither office nor country, folded.
    """

    head: str = ""
    countries: tuple[str, ...] = ()
    former: bool = False
    incoming: bool = False
    gender: str = ""
    honorific: bool = False
    rest: tuple[str, ...] = ()


class _Words(Struct, frozen=True):
    heads: dict[str, Head] = field(default_factory=dict)
    forms: dict[tuple[str, ...], str] = field(default_factory=dict)
    portfolios: dict[str, str] = field(default_factory=dict)
    honorifics: dict[tuple[str, ...], str] = field(default_factory=dict)
    former: frozenset[tuple[str, ...]] = frozenset()
    incoming: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()


def _split(form: str) -> tuple[str, ...]:
    return tuple(word for word in fold(form).split() if word not in ("d", "l"))


@cache
def _words() -> _Words:
    data = tomllib.loads((files("kg.link") / "data" / "titles.toml").read_text("utf-8"))
    heads: dict[str, Head] = {}
    forms: dict[tuple[str, ...], str] = {}
    for key, table in data["heads"].items():
        heads[key] = Head(key, tuple(table["types"]), table.get("exclusive", False), table.get("country", ""))
        forms.update(dict.fromkeys(map(_split, table["forms"]), key))
    for key in data["portfolios"]:
        heads[f"minister_{key}"] = Head(f"minister_{key}", ("minister",))
    honorifics = {
        _split(form): {"masculine": "M", "feminine": "F"}.get(gender, "")
        for gender, listed in data["honorifics"].items()
        for form in listed
    }
    return _Words(
        heads,
        forms,
        {word: key for key, listed in data["portfolios"].items() for form in listed for word in _split(form)},
        honorifics,
        frozenset(map(_split, data["former"]["forms"])),
        frozenset(word for form in data["incoming"]["forms"] for word in _split(form)),
        frozenset(word for form in data["fillers"]["forms"] for word in fold(form).split()),
    )


def heads() -> dict[str, Head]:
    """All heads by key."""
    return _words().heads


@lru_cache(maxsize=65536)
def _read(text: str, named: bool, lookup: Lookup) -> Title:
    words = [word for word in fold(text).split() if word not in ("d", "l")]
    free = [True] * len(words)
    table = _words()
    head, head_at = _head(words, free, table)
    countries = _countries(words, free, text, lookup) if head else ()
    if head == "minister" and countries:
        # "ministre iranien des Affaires étrangères": the country stands inside the office.
        kept = [at for at in range(len(words)) if free[at] or head_at[0] <= at < head_at[1]]
        again = [True] * len(kept)
        whole, _ = _head([words[at] for at in kept], again, table)
        if whole != head:
            head = whole
            for index, left in zip(kept, again, strict=True):
                free[index] = left
    former = _cover(words, free, table.former)
    incoming = any(word in table.incoming for word in words)
    gender, honorific = _honorific(words, free, table)
    if any(_FEMININE.fullmatch(word) for word in words[head_at[0] : head_at[1]]):
        gender = "F"
    for index, word in enumerate(words):
        if free[index] and (
            (word in table.fillers and (head or honorific or len(words) == 1)) or word in table.incoming
        ):
            free[index] = False
    if head == "minister":
        head = _minister(words, free, table, named)
    if head and not countries and table.heads.get(head, Head("", ())).country:
        countries = (table.heads[head].country,)
    rest = tuple(word for word, left in zip(words, free, strict=True) if left)
    return Title(head, countries, former, incoming, gender, honorific, rest)


def read_title(text: str, lookup: Lookup, *, named: bool = False) -> Title:
    """What a title or a mention with a title says.

    Args:
        text: "Malian President", "President of Mali", or with `named` "President Diarra".
        lookup: codes of the countries or bodies that a folded name or demonym stands for.
        named: whether the words left over are a person's name.

    >>> read_title("le président iranien", lambda word: ("IR",) if word == "iranien" else ())
    Title(head='president', countries=('IR',), former=False, incoming=False, gender='', honorific=False, rest=())
    """
    return _read(text, named, lookup)


def _head(words: list[str], free: list[bool], table: _Words) -> tuple[str, tuple[int, int]]:
    """The first office named, longest form first; its words are covered."""
    for start in range(len(words)):
        for length in range(min(_LONGEST, len(words) - start), 0, -1):
            # "minister of foreign affairs" is written with and without its small words.
            key = table.forms.get(tuple(words[start : start + length]))
            if key:
                free[start : start + length] = [False] * length
                return key, (start, start + length)
    return "", (0, 0)


def _minister(words: list[str], free: list[bool], table: _Words, named: bool) -> str:
    for index, word in enumerate(words):
        if word in table.portfolios:
            free[index] = False
            for other, each in enumerate(words):
                if table.portfolios.get(each) == table.portfolios[word]:
                    free[other] = False
            return f"minister_{table.portfolios[word]}"
    return "minister" if named or not any(free) else "minister_other"


def _countries(words: list[str], free: list[bool], text: str, lookup: Lookup) -> tuple[str, ...]:
    found: list[str] = []
    index = 0
    while index < len(words):
        for length in range(min(6, len(words) - index), 0, -1):
            if not all(free[index : index + length]):
                continue
            form = " ".join(words[index : index + length])
            codes = lookup(form) if length > 1 or len(form) > 3 or _spelt_out(form, text) else ()
            if codes:
                found.extend(code for code in codes if code not in found)
                free[index : index + length] = [False] * length
                index += length - 1
                break
        index += 1
    return tuple(found)


def _spelt_out(form: str, text: str) -> bool:
    """Whether a short form stands in capitals ("UN", "U.S.", not the article "un")."""
    pattern = r"\.?".join(map(re.escape, form.upper()))
    return re.search(rf"\b{pattern}\b", text) is not None


def _cover(words: list[str], free: list[bool], forms: frozenset[tuple[str, ...]]) -> bool:
    found = False
    for form in forms:
        for start in range(len(words) - len(form) + 1):
            span = slice(start, start + len(form))
            if tuple(words[span]) == form and all(free[span]):
                free[span] = [False] * len(form)
                found = True
    return found


def _honorific(words: list[str], free: list[bool], table: _Words) -> tuple[str, bool]:
    gender, found = "", False
    start = 0
    while start < len(words):
        for length in range(min(4, len(words) - start), 0, -1):
            form = tuple(words[start : start + length])
            # The last word of a name is no form of address ("Major", "Prince").
            if form in table.honorifics and all(free[start : start + length]) and start + length < len(words):
                gender, found = table.honorifics[form] or gender, True
                free[start : start + length] = [False] * length
                start += length - 1
                break
        else:
            if free[start] and words[start] not in table.fillers:
                break
        start += 1
    return gender, found
