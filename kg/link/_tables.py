"""The reviewed tables of `data/tables/` → entries; what their README calls weak weighs less or is left out."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz import fuzz

from kg.link._entry import Entry, Kind, Term
from kg.link._fold import fold, is_acronym, tokens
from kg.link._titles import heads, read_title

__all__ = ["read_tables"]

type Row = dict[str, str]
# Former states have no ISO code now; the surroundings name the successor.
_FORMER = {"Q15180": ("SU", "RU"), "Q83286": ("YU", "RS")}
_TERM = re.compile(r"(?P<office>.+) \((?P<start>[\d-]*)–(?P<end>[\d-]*)\)")
_OFFICE_TRUST = {"source": 1.0, "inferred": 0.85, "": 0.9}
_FAR = 40.0


class _Tables(Struct, frozen=True):
    codes: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]
    offices: dict[str, list[Row]]

    def lookup(self, form: str) -> tuple[str, ...]:
        return self.words.get(form, ())


def read_tables(folder: Path) -> tuple[Entry, ...]:
    """Every entry of the tables, sorted by kind and id; rows that share an id with another kind stay apart."""
    rows = {
        name: _rows(folder / f"{name}.tsv") for name in ("countries", "cities", "offices", "organisations", "people")
    }
    codes = {row["qid"]: _country_codes(row) for row in rows["countries"]}
    words: dict[str, set[str]] = defaultdict(set)
    for row in rows["countries"]:
        for word in (*_country_names(row), *_list(row, "demonyms_en"), *_list(row, "demonyms_fr")):
            words[fold(word)].update(codes[row["qid"]])
    for row in rows["organisations"]:
        for word in _names(row, "name_en", "name_fr", "alt_en", "alt_fr"):
            if row["qid"]:
                words[fold(word)].add(row["qid"])
    offices: dict[str, list[Row]] = defaultdict(list)
    for row in rows["offices"]:
        for name in _names(row, "name_en", "alt"):
            offices[name].append(row)
    tables = _Tables(codes, {word: tuple(sorted(found)) for word, found in words.items()}, offices)
    made = [
        *map(partial(_country, codes), rows["countries"]),
        *map(partial(_city, codes), rows["cities"]),
        *map(partial(_office, tables), rows["offices"]),
        *map(_organisation, rows["organisations"]),
        *_close_terms([_person(tables, row) for row in rows["people"]]),
    ]
    return tuple(sorted(made, key=lambda entry: (entry.kind, int(entry.id[1:] or 0) if entry.id else 0, entry.label)))


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _list(row: Row, column: str) -> list[str]:
    return [item.strip() for item in row[column].split("|") if item.strip()]


def _names(row: Row, *columns: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for column in columns for item in _list(row, column)))


def _country_names(row: Row) -> tuple[str, ...]:
    return _names(row, "name_en", "name_fr", "alt_en", "alt_fr")


def _country_codes(row: Row) -> tuple[str, ...]:
    return (row["iso2"],) if row["iso2"] else _FORMER.get(row["qid"], (row["qid"],))


def _labels(row: Row) -> tuple[tuple[str, str], ...]:
    return (("en", row["name_en"]), ("fr", row["name_fr"]))


def _aliases(row: Row, *columns: str) -> tuple[str, ...]:
    names = {*_names(row, *columns), *map(_southern, (row["name_en"], row["name_fr"]))}
    return tuple(sorted(names - {row["name_en"], row["name_fr"]}))


def _southern(name: str) -> str:
    """A name with đ as newspapers without that letter write it: Tuđman, Tudjman."""
    return name.replace("Đ", "Dj").replace("đ", "dj")


def _trust(row: Row) -> float:
    sources = [source for source in row["sources"].split("|") if not source.startswith("geografia (label")]
    return {0: 0.7, 1: 0.7, 2: 0.9}.get(len(set(row["sources"].split("|"))), 1.0) if sources else 0.6


def _country(codes: dict[str, tuple[str, ...]], row: Row) -> Entry:
    demonyms = tuple(sorted({*_list(row, "demonyms_en"), *_list(row, "demonyms_fr")}))
    return Entry(
        row["qid"], Kind.COUNTRY, _labels(row), _aliases(row, "alt_en", "alt_fr"), codes[row["qid"]], trust=_trust(row),
        description="country", demonyms=demonyms,
    )  # fmt: skip


def _city(codes: dict[str, tuple[str, ...]], row: Row) -> Entry:
    return Entry(
        row["qid"], Kind.CITY, _labels(row), _aliases(row, "alt"), codes.get(row["country_qid"], ()), trust=_trust(row),
        capital=row["is_capital"] == "1", description="city",
    )  # fmt: skip


def _organisation(row: Row) -> Entry:
    english, french = {row["name_en"], *_list(row, "alt_en")}, {row["name_fr"], *_list(row, "alt_fr")}
    tagged = [(name, "en") for name in english - french] + [(name, "fr") for name in french - english]
    return Entry(
        row["qid"], Kind.ORGANISATION, _labels(row), _aliases(row, "alt_en", "alt_fr"), trust=1.0,
        description=row["kind"].replace("_", " "),
        tagged=tuple(sorted((name, language) for name, language in tagged if is_acronym(name))),
    )  # fmt: skip


def _office(tables: _Tables, row: Row) -> Entry:
    term = _term(tables, row["name_en"], "", "", row=row)
    labels = _labels(row) if row["fr_source"] != "same-as-en" else (("en", row["name_en"]),)
    return Entry(
        row["qid"], Kind.OFFICE, labels, _aliases(row, "alt"), (term.country,) if term.country else (), terms=(term,),
        trust=1.0, description=row["office_type"].replace("_", " "),
    )  # fmt: skip


def _term(tables: _Tables, name: str, start: str, end: str, *, row: Row | None = None, trust: float = 1.0) -> Term:
    """A term in the office of that name, by the table of offices, else by what the name says."""
    title = read_title(name, tables.lookup)
    if row is None:
        fitting = tables.offices.get(name, [])
        row = fitting[0] if len({each["qid"] for each in fitting}) == 1 else None
    if row is not None:
        country = (tables.codes.get(row["country_qid"]) or (row["org_qid"],))[0]
        return Term(title.head, row["office_type"], row["qid"], country, start, end, trust)
    types = heads()[title.head].types if title.head in heads() else ()
    return Term(
        title.head, types[0] if types else "", "", title.countries[0] if title.countries else "", start, end, trust
    )


def _person(tables: _Tables, row: Row) -> Entry:
    trust = _OFFICE_TRUST[row["office_source"]] * (0.7 if row["sources"] == "WLC" else 1.0)
    main = _term(tables, row["office"], row["start"], row["end"], trust=trust)
    own = (tables.codes.get(row["country_qid"]) or ("",))[0]
    main = replace(main, type=row["role"] if row["role"] else main.type, country=main.country or own)
    if not main.office and row["office_qid"]:
        main = replace(main, office=row["office_qid"])
    others = [
        _term(tables, found["office"], found["start"], found["end"])
        for found in map(_TERM.fullmatch, filter(None, row["other_offices"].split("; ")))
        if found
    ]
    far = {alias for alias in _list(row, "aliases") if _is_far(alias, row)}
    if far and others and main.country not in {term.country for term in others}:
        # Two people in one row: the label goes with the other offices, the far name with the main one.
        row, far, own = {**row, "aliases": "|".join(sorted({*_list(row, "aliases")} - far))}, set(), others[0].country
        terms = others
    else:
        terms = [main, *others]
    terms.sort(key=lambda term: (term.start, term.end, term.office))
    countries = dict.fromkeys(code for code in (own, *(term.country for term in terms)) if code)
    return Entry(
        row["qid"], Kind.PERSON, _labels(row), _aliases(row, "aliases"), tuple(countries), row["gender"],
        tuple(terms), _trust(row), strict=bool(far), description=row["office"],
    )  # fmt: skip


def _is_far(alias: str, row: Row) -> bool:
    """Whether an alias shares nothing with the label: perhaps it is another person's name."""
    if len(tokens(alias)) < 2:
        return False
    return all(fuzz.token_set_ratio(fold(alias), fold(row[column])) < _FAR for column in ("name_en", "name_fr"))


def _close_terms(people: list[Entry]) -> Iterator[Entry]:
    """People whose open terms end where the next holder's start: an open end may only mean that the source is old."""
    starts: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for entry in people:
        for term in filter(_has_one_holder, entry.terms):
            starts[term.country, term.head].append((term.start, entry.id))
    for entry in people:
        yield replace(entry, terms=tuple(_closed(term, entry.id, starts) for term in entry.terms))


def _has_one_holder(term: Term) -> bool:
    return bool(term.head in heads() and heads()[term.head].exclusive and term.country and term.start)


def _closed(term: Term, holder: str, starts: dict[tuple[str, str], list[tuple[str, str]]]) -> Term:
    if term.end or not _has_one_holder(term):
        return term
    known = ((start, other) for start, other in starts[term.country, term.head] if len(start) >= 7)
    later = sorted(start for start, other in known if other != holder and start > term.start)
    return replace(term, end=later[0], trust=term.trust * 0.9) if later else term
