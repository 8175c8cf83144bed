"""Items of Wikibase JSON, from a dump or from the API, with every oddity that real ones have → entries."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from kg.link._entry import Entry, Kind, Term
from kg.link._titles import heads, read_title

__all__ = [
    "Item",
    "Office",
    "aliases_of",
    "class_ids",
    "closed_classes",
    "entry_of",
    "is_public",
    "iso_time",
    "item_ids",
    "kind_of",
    "label_of",
    "read_item",
    "strings",
]

type Json = Mapping[str, Any]
_QID = re.compile(r"Q[1-9][0-9]{0,17}")
_GENDERS = {"Q6581097": "M", "Q2449503": "M", "Q6581072": "F", "Q1052281": "F"}


class Office(Struct, frozen=True):
    """What is known of an office that people hold.

    Attributes:
        labels: names of it, English first.
        countries: codes of the countries or bodies it is of.
    """

    labels: tuple[str, ...]
    countries: tuple[str, ...] = ()


class Item(Struct, frozen=True):
    """The parts of a Wikibase item that linking needs; ids are not resolved.

    Attributes:
        id: Q id (of the target where a redirect was asked for).
        labels: (language, text) pairs.
        aliases: of all languages asked for, sorted.
        description: English, else any.
        classes: P31.
        parents: P279.
        countries: P27 (citizenship) and P17 and P1001 (jurisdiction).
        codes: P297 (ISO 3166 alpha-2).
        genders: P21.
        terms: (office, start, end) of P39.
        occupations: P106.
        demonyms: P1549 in the languages asked for.
        capital: P36, "" none.
        capital_of: P1376.
        born: P569, ISO 8601.
        died: P570, ISO 8601.
    """

    id: str
    labels: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    description: str = ""
    classes: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    terms: tuple[tuple[str, str, str], ...] = ()
    occupations: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str = ""
    capital_of: tuple[str, ...] = ()
    born: str = ""
    died: str = ""


def read_item(entity: Json, languages: tuple[str, ...]) -> Item:
    """An item of its JSON; what is missing, broken or deprecated is left out."""
    countries = dict.fromkeys((*item_ids(entity, "P27"), *item_ids(entity, "P17"), *item_ids(entity, "P1001")))
    labels = tuple((code, text) for code in languages if (text := label_of(entity, code)))
    return Item(
        str(entity.get("id", "")),
        labels or tuple(_any_label(entity)),
        tuple(sorted({*aliases_of(entity, languages)} - {text for _, text in labels})),
        _text(_map(entity, "descriptions"), languages),
        item_ids(entity, "P31"),
        item_ids(entity, "P279"),
        tuple(countries),
        strings(entity, "P297"),
        item_ids(entity, "P21"),
        tuple(_terms(entity)),
        item_ids(entity, "P106"),
        tuple(sorted(_texts(entity, "P1549", languages))),
        next(iter(item_ids(entity, "P36")), ""),
        item_ids(entity, "P1376"),
        next(iter(_times(_claims(entity, "P569"))), ""),
        next(iter(_times(_claims(entity, "P570"))), ""),
    )


def _map(entity: Json, key: str) -> Json:
    """A map of an item; empty ones are written as `[]` by PHP."""
    found = entity.get(key)
    return found if isinstance(found, Mapping) else {}


def label_of(entity: Json, language: str) -> str:
    """The label in a language, "" when there is none."""
    found = _map(entity, "labels").get(language)
    return str(found.get("value") or "") if isinstance(found, Mapping) else ""


def _any_label(entity: Json) -> Iterator[tuple[str, str]]:
    """A label for all languages at once ("mul"), when there is none in those asked for."""
    text = label_of(entity, "mul")
    if text:
        yield "mul", text


def _text(texts: Json, languages: Iterable[str]) -> str:
    for language in languages:
        found = texts.get(language)
        if isinstance(found, Mapping) and found.get("value"):
            return str(found["value"])
    return ""


def aliases_of(entity: Json, languages: Iterable[str]) -> tuple[str, ...]:
    """Aliases in some languages and in all at once."""
    found = []
    for language in (*languages, "mul"):
        listed = _map(entity, "aliases").get(language)
        values = listed.values() if isinstance(listed, Mapping) else listed if isinstance(listed, list) else ()
        found += [str(each["value"]) for each in values if isinstance(each, Mapping) and each.get("value")]
    return tuple(dict.fromkeys(found))


def _claims(entity: Json, property: str) -> Iterator[Json]:
    """Main snaks with a value, of statements that are not deprecated; preferred ones first."""
    listed = _map(entity, "claims").get(property)
    statements = [each for each in listed if isinstance(each, Mapping)] if isinstance(listed, list) else []
    for statement in sorted(statements, key=lambda each: each.get("rank") != "preferred"):
        if statement.get("rank") != "deprecated":
            yield statement


def _value(snak: object) -> Any:
    """The value of a snak; None for "no value", "unknown value" and a missing data value."""
    if not isinstance(snak, Mapping) or snak.get("snaktype", "value") != "value":
        return None
    datavalue = snak.get("datavalue")
    return datavalue.get("value") if isinstance(datavalue, Mapping) else None


def _item_id(snak: object) -> str:
    value = _value(snak)
    if not isinstance(value, Mapping):
        return ""
    found = value.get("id")
    if not isinstance(found, str):
        found = f"Q{value.get('numeric-id')}" if value.get("entity-type", "item") == "item" else ""
    return found if is_qid(found) else ""


def is_qid(id: str) -> bool:
    """Whether this is the id of an item, with a number that a database can hold."""
    return bool(_QID.fullmatch(id))


def item_ids(entity: Json, property: str) -> tuple[str, ...]:
    """Q ids that are values of a property."""
    return tuple(dict.fromkeys(filter(None, (_item_id(each.get("mainsnak")) for each in _claims(entity, property)))))


def strings(entity: Json, property: str) -> tuple[str, ...]:
    """Strings that are values of a property."""
    values = (_value(each.get("mainsnak")) for each in _claims(entity, property))
    return tuple(dict.fromkeys(value for value in values if isinstance(value, str) and value))


def _texts(entity: Json, property: str, languages: Iterable[str]) -> set[str]:
    values = (_value(each.get("mainsnak")) for each in _claims(entity, property))
    wanted = set(languages)
    return {str(v["text"]) for v in values if isinstance(v, Mapping) and v.get("language") in wanted and v.get("text")}


def _times(statements: Iterable[Json]) -> Iterator[str]:
    for statement in statements:
        found = iso_time(_value(statement.get("mainsnak")))
        if found:
            yield found


def iso_time(value: object) -> str:
    """ISO 8601 date of a Wikibase time, to the precision it has; "" when that is coarser than a year, or BCE.

    >>> iso_time({"time": "+2016-00-00T00:00:00Z", "precision": 9})
    '2016'
    """
    if not isinstance(value, Mapping) or not isinstance(value.get("time"), str):
        return ""
    sign, rest = value["time"][:1], value["time"][1:].split("T")[0].split("-")
    precision = value.get("precision", 11)
    if sign != "+" or len(rest) != 3 or not all(part.isdigit() for part in rest) or precision < 9:
        return ""
    year, month, day = str(rest[0]).lstrip("0").rjust(4, "0"), str(rest[1]), str(rest[2])
    if len(year) != 4 or year == "0000":
        return ""
    if precision == 9 or not 1 <= int(month) <= 12:
        return year
    return f"{year}-{month}" if precision == 10 or not 1 <= int(day) <= 31 else f"{year}-{month}-{day}"


def _terms(entity: Json) -> Iterator[tuple[str, str, str]]:
    for statement in _claims(entity, "P39"):
        office = _item_id(statement.get("mainsnak"))
        if office:
            qualifiers = _map(statement, "qualifiers")
            yield office, _qualifier(qualifiers, "P580"), _qualifier(qualifiers, "P582")


def _qualifier(qualifiers: Json, property: str) -> str:
    listed = qualifiers.get(property)
    return next(filter(None, (iso_time(_value(each)) for each in listed)), "") if isinstance(listed, list) else ""


@cache
def _classes() -> dict[str, frozenset[str]]:
    data = tomllib.loads((files("kg.link") / "data" / "classes.toml").read_text("utf-8"))
    return {name: frozenset(ids) for name, ids in data.items()}


def class_ids() -> frozenset[str]:
    """Q ids of all classes and occupations that make an item worth a look."""
    return frozenset().union(*(ids for name, ids in _classes().items() if name != "person"))


def closed_classes() -> tuple[str, ...]:
    """Q ids of the classes whose subclasses count too, sorted."""
    return tuple(sorted(_classes()["below"]))


def kind_of(item: Item, more: Iterable[str] = ()) -> Kind:
    """What an item is, by its classes (and `more`: classes that those are below)."""
    known, classes = _classes(), {*item.classes, *more}
    if classes & known["person"]:
        return Kind.PERSON
    if item.codes or classes & known["country"]:
        return Kind.COUNTRY
    for kind in (Kind.CITY, Kind.ORGANISATION, Kind.OFFICE):
        if classes & known[kind.value]:
            return kind
    return Kind.OTHER


def is_public(item: Item) -> bool:
    """Whether a person held an office or is a politician."""
    return bool(item.terms or set(item.occupations) & _classes()["politician"])


def entry_of(
    item: Item,
    kind: Kind,
    codes: Callable[[str], tuple[str, ...]],
    office: Callable[[str], Office | None],
    lookup: Callable[[str], tuple[str, ...]],
) -> Entry:
    """The entry of an item.

    Args:
        item: read from its JSON.
        kind: what it is.
        codes: ISO codes of a country by Q id, () when it is none that is known.
        office: what is known of an office by Q id.
        lookup: codes for a folded name or demonym, for reading titles.
    """
    own = item.codes if kind is Kind.COUNTRY and item.codes else (item.id,) if kind is Kind.COUNTRY else ()
    countries = dict.fromkeys((*own, *(code for each in item.countries for code in (codes(each) or (each,)))))
    terms: tuple[Term, ...] = ()
    if kind is Kind.PERSON:
        terms = tuple(
            sorted((_term(each, office, lookup) for each in item.terms), key=lambda term: (term.start, term.office))
        )
        countries.update(dict.fromkeys(term.country for term in terms if term.country))
    elif kind is Kind.OFFICE:
        known = Office(tuple(text for _, text in item.labels), tuple(countries))
        terms = (_term((item.id, "", ""), lambda _: known, lookup),)
    trust = 1.0 if item.labels and (kind is not Kind.PERSON or terms) else 0.8
    return Entry(
        item.id, kind, item.labels, item.aliases, tuple(countries),
        next((_GENDERS[each] for each in item.genders if each in _GENDERS), ""), terms, trust,
        capital=any(codes(each) for each in item.capital_of), description=item.description, demonyms=item.demonyms,
        born=item.born, died=item.died,
    )  # fmt: skip


def _term(
    held: tuple[str, str, str], office: Callable[[str], Office | None], lookup: Callable[[str], tuple[str, ...]]
) -> Term:
    qid, start, end = held
    known = office(qid)
    if known is None:
        return Term("", "", qid, "", start, end)
    titles = [read_title(label, lookup) for label in known.labels]
    head = next((title.head for title in titles if title.head), "")
    country = next(iter(known.countries), "") or next((code for title in titles for code in title.countries), "")
    types = heads()[head].types if head in heads() else ()
    return Term(head, types[0] if types else "", qid, country, start, end)
