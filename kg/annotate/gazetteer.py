"""Finds countries, demonyms, cities, bodies and regions by their known names, and knows the names of leaders."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import ahocorasick
from babel import Locale, UnknownLocaleError
from msgspec import Struct
from msgspec.structs import replace

from kg.annotate.coreference_fold import fold, slug
from kg.model import EntityType, Gender, Language, Span, Zone, ZoneKind
from kg.resources import gazetteer, known_bodies

__all__ = [
    "Known",
    "Leader",
    "city_name",
    "country_name",
    "find_known",
    "given_names",
    "in_datelines",
    "leaders",
    "leaders_named",
]

_SHORT = 2
_LONG = 3
_SEVERAL = 2
_FULL = 2
_FAMILY_FIRST = frozenset({"CN", "TW", "KR", "KP", "VN", "HU", "KH", "JP", "MN", "HK", "MO"})


class Known(Struct, frozen=True):
    """A known name in a text.

    Attributes:
        span: where it is.
        type: what it names; a demonym has the type of its country.
        key: key of the entity, "" when the words fit two countries.
        country: ISO 3166 alpha-2 code of it, or of the country it lies in, "" unknown.
        demonym: whether it is a word for the people or things of a country.
    """

    span: Span
    type: EntityType
    key: str
    country: str
    demonym: bool


class Leader(Struct, frozen=True):
    """Somebody who held a high office since 1990: evidence for joining titles to names, never a fact of its own."""

    tokens: frozenset[str]
    gender: Gender
    country: str
    office: str


def _listed(*cells: str) -> list[str]:
    return [name for cell in cells for name in cell.split("|") if name]


def _cldr(code: str) -> dict[str, str]:
    try:
        return dict(Locale.parse(code).territories)
    except (UnknownLocaleError, ValueError):
        return {}


def country_name(iso: str, language: Language) -> str:
    """The short name of a country in a language, "" unknown.

    >>> from kg import language
    >>> country_name("SE", language.get("fr"))
    'Suède'
    """
    code = language.code.split("-")[0]
    listed = _short_names(code)
    return listed.get(iso) or _cldr(code).get(iso, "")


@cache
def _short_names(code: str) -> dict[str, str]:
    column = {"en": 1, "fr": 2}.get(code)
    return {row[0]: row[column].split("|")[0] for row in gazetteer("countries")} if column else {}


type _Entry = tuple[str, EntityType, str, str, bool]


def _entries(language: Language) -> Iterator[_Entry]:
    """Names with what they name; where one name has several, the first counts."""
    code = language.code.split("-")[0]
    names = _cldr(code)
    column = {"en": 0, "fr": 1}.get(code)
    common = frozenset(language.names.common)
    for iso, name_en, name_fr, alt_en, alt_fr, demonyms_en, demonyms_fr in gazetteer("countries"):
        own = [_listed(name_en, alt_en), _listed(name_fr, alt_fr)]
        known = own[column] if column is not None else []
        kind = EntityType.ORGANIZATION if iso == "EU" else EntityType.COUNTRY
        for name in [*known, *([names[iso]] if iso in names else [])]:
            if name.lower() not in common and not name.islower():
                yield name, kind, iso.lower(), iso, False
        if column is not None and kind is EntityType.COUNTRY:
            for word in _listed((demonyms_en, demonyms_fr)[column]):
                yield word, kind, iso.lower(), iso, True
                yield word[0].upper() + word[1:], kind, iso.lower(), iso, True
    for demonym in language.names.demonyms:
        for word in demonym.forms:
            yield word, EntityType.COUNTRY, demonym.country.lower(), demonym.country, True
            yield word[0].upper() + word[1:], EntityType.COUNTRY, demonym.country.lower(), demonym.country, True
    for name_en, name_fr, alt, country, _ in gazetteer("cities"):
        for name in [(name_en, name_fr)[column or 0], name_en, name_fr, *_listed(alt)]:
            if name.lower() not in common:
                yield name, EntityType.CITY, slug(name_en), country, False
    for name_en, name_fr, alt_en, alt_fr, sort in known_bodies():
        own = [_listed(name_en, alt_en), _listed(name_fr, alt_fr)]
        for name in own[column] if column is not None else own[0] + own[1]:
            if name.lower() not in common and (len(name) > _SHORT or sort == "intergovernmental"):
                yield name, EntityType.ORGANIZATION, slug(name_en), "", False
                capitals = " ".join(word[0].upper() + word[1:] if len(word) > _LONG else word for word in name.split())
                head, space, last = name.rpartition(" ")
                for form in (capitals, head + space + last[0].upper() + last[1:]):
                    yield form, EntityType.ORGANIZATION, slug(name_en), "", False
    for name in language.names.regions:
        yield name, EntityType.PLACE, slug(name), "", False


@cache
def _automaton(language: Language) -> ahocorasick.Automaton:
    found: dict[str, tuple[EntityType, str, str, bool]] = {}
    for name, kind, key, country, demonym in _entries(language):
        if len(name) < _SHORT:
            continue
        plain = "E" + name[1:] if name[0] == "É" else name
        for form in {name, plain, name.replace("'", "’"), name.upper() if len(name) > _SHORT + 1 else name}:
            earlier = found.setdefault(form, (kind, key, country, demonym))
            if earlier[0] is kind is EntityType.COUNTRY and demonym == earlier[3] and earlier[2] != country:
                found[form] = (kind, "", " ".join((*earlier[2].split(), country)), demonym)
    automaton = ahocorasick.Automaton()
    for form, entry in found.items():
        automaton.add_word(form, (len(form), *entry))
    automaton.make_automaton()
    return automaton


def _word(char: str) -> bool:
    return char.isalnum() or char == "_"


def find_known(text: str, ranges: Iterable[Span], language: Language) -> list[Known]:
    """The known names in some ranges of a text: whole words, the longest that starts first, never overlapping.

    Args:
        text: the article text.
        ranges: where to look, in order.
        language: decides the names; a language without its own gives those of CLDR.
    """
    automaton = _automaton(language)
    found: list[Known] = []
    for part in ranges:
        hits = []
        for last, (length, kind, key, country, demonym) in automaton.iter(text, part.start, part.end):
            start, end = last - length + 1, last + 1
            if start > part.start and _word(text[start - 1]) and text[start].isalnum():
                continue
            if end < part.end and _word(text[end]):
                continue
            hits.append((start, -end, kind, key, country, demonym))
        hits.sort(key=lambda hit: hit[:2])
        border = part.start
        for start, end, kind, key, country, demonym in hits:
            if start >= border:
                border = -end
                found.append(Known(Span(start, border), kind, key, country, demonym))
    named = {known.country for known in found if not known.demonym and known.key}
    settled = [each for known in found if (each := _settled(known, named))]
    return [_capital_at(text, known, language) for known in settled]


def in_datelines(text: str, zones: Sequence[Zone], language: Language) -> list[Known]:
    """The cities and countries of the datelines, which belong to no sentence."""
    datelines = [zone.span for zone in zones if zone.kind is ZoneKind.DATELINE]
    found = find_known(text, datelines, language)
    return [entry for entry in found if entry.type in (EntityType.CITY, EntityType.COUNTRY) and not entry.demonym]


def _capital_at(text: str, known: Known, language: Language) -> Known:
    """The capital of a country where a word for it stands beside a demonym ("the Gabonese capital"), else the same."""
    capital = _capitals().get(known.country)
    if not known.demonym or capital is None:
        return known
    for word in language.names.capitals:
        start, end = known.span.start - len(word) - 1, known.span.end + len(word) + 1
        if text[known.span.end : end].lower() == f" {word}" and not _word(text[end : end + 1] or " "):
            return Known(Span(known.span.start, end), EntityType.CITY, capital, known.country, False)
        if text[max(0, start) : known.span.start].lower() == f"{word} " and not _word(text[start - 1 : start] or " "):
            return Known(Span(start, known.span.end), EntityType.CITY, capital, known.country, False)
    return known


@cache
def _capitals() -> dict[str, str]:
    """Key of the capital of each country that has just one."""
    found: dict[str, list[str]] = {}
    for name, _, _, country, capital in gazetteer("cities"):
        if capital == "1":
            found.setdefault(country, []).append(slug(name))
    return {country: keys[0] for country, keys in found.items() if len(keys) == 1}


def city_name(key: str, language: Language) -> str:
    """The name of a known city in a language, "" unknown."""
    return _city_names(language.code.split("-")[0]).get(key, "")


@cache
def _city_names(code: str) -> dict[str, str]:
    return {slug(name_en): name_fr if code == "fr" else name_en for name_en, name_fr, *_ in gazetteer("cities")}


def _settled(known: Known, named: set[str]) -> Known | None:
    """A name of one of several countries: that which the text names by another word, if it names just one of them.

    Otherwise a demonym is of no country, and a name is none.
    """
    countries = known.country.split()
    if len(countries) < _SEVERAL:
        return known
    fitting = [country for country in countries if country in named]
    if len(fitting) == 1:
        return replace(known, key=fitting[0].lower(), country=fitting[0])
    return replace(known, country="") if known.demonym else None


@cache
def leaders() -> dict[str, tuple[Leader, ...]]:
    """Leaders by each folded part of each of their names."""
    index: dict[str, list[Leader]] = {}
    for name_en, name_fr, alt, gender, country, office in gazetteer("leaders"):
        kind = {"M": Gender.MASCULINE, "F": Gender.FEMININE}.get(gender, Gender.UNKNOWN)
        for name in dict.fromkeys([name_en, name_fr, *_listed(alt)]):
            leader = Leader(frozenset(fold(part) for part in name.replace("-", " ").split()), kind, country, office)
            for part in leader.tokens:
                index.setdefault(part, []).append(leader)
    return {part: tuple(found) for part, found in index.items()}


def leaders_named(parts: Sequence[str]) -> tuple[Leader, ...]:
    """The leaders of whose names all parts are among the folded ones of a full name."""
    index, own = leaders(), set(parts)
    candidates = [*index.get(parts[-1], ()), *index.get(parts[0], ())]
    return tuple(dict.fromkeys(each for each in candidates if len(each.tokens) >= _FULL and each.tokens <= own))


@cache
def given_names() -> dict[str, Gender]:
    """Gender of folded given names that only men or only women among the known leaders bear; UNKNOWN for both."""
    found: dict[str, set[Gender]] = {}
    for name, _, _, gender, country, _ in gazetteer("leaders"):
        parts = name.split()
        if country not in _FAMILY_FIRST and len(parts) > 1 and len(parts[0].strip(".")) > _SHORT:
            kind = {"M": Gender.MASCULINE, "F": Gender.FEMININE}.get(gender, Gender.UNKNOWN)
            found.setdefault(fold(parts[0]), set()).add(kind)
    return {name: _agreed(kinds) for name, kinds in found.items()}


def _agreed(kinds: set[Gender]) -> Gender:
    known: Sequence[Gender] = sorted(kinds - {Gender.UNKNOWN})
    return known[0] if len(known) == 1 else Gender.UNKNOWN
