"""What an authority knows of one thing: the record every linker brings its candidates as."""

import json
from enum import StrEnum

from msgspec import Struct

__all__ = ["Entry", "Kind", "Term", "decode_entry", "encode_entry"]


class Kind(StrEnum):
    """What an entry is."""

    PERSON = "person"
    COUNTRY = "country"
    CITY = "city"
    ORGANISATION = "organisation"
    OFFICE = "office"
    OTHER = "other"


class Term(Struct, frozen=True):
    """A time in an office.

    Attributes:
        head: key of the office's title in `data/titles.toml` ("president"), "" when it has no known one.
        type: kind of office ("head_of_state", …), "" unknown.
        office: Q id of the office, "" unknown.
        country: ISO 3166 alpha-2 code it is held for, or Q id of a country without one or of a body; "" unknown.
        start: ISO 8601 date of any precision, "" unknown.
        end: likewise; "" also when still in office, or when the source was older than the end.
        trust: 0 to 1: how far the source is to be believed.
    """

    head: str
    type: str
    office: str
    country: str
    start: str
    end: str
    trust: float = 1.0


class Entry(Struct, frozen=True):
    """One thing of an authority.

    Attributes:
        id: Q id (or whole IRI for another authority); "" for a thing known to exist without an id, which stops
            a namesake from taking its mentions.
        kind: what it is.
        labels: (language, text) pairs, by language.
        aliases: other names, sorted.
        countries: ISO 3166 alpha-2 codes (or Q ids) it belongs to; a country's own.
        gender: "M", "F" or "".
        terms: of a person, by start; of an office, one without dates.
        trust: 0 to 1: how well the record is supported.
        strict: whether its names contradict each other, so that a name alone proves nothing.
        capital: whether it is the capital of its country.
        description: one line, for people who review.
        demonyms: of a country: words that stand for it in titles and are not its name.
        tagged: (alias, language) of letters that stand for it in one language only ("BRI" is a bank in French).
        born: of a person: ISO 8601 date of any precision, "" unknown.
        died: likewise.
    """

    id: str
    kind: Kind
    labels: tuple[tuple[str, str], ...]
    aliases: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    gender: str = ""
    terms: tuple[Term, ...] = ()
    trust: float = 1.0
    strict: bool = False
    capital: bool = False
    description: str = ""
    demonyms: tuple[str, ...] = ()
    tagged: tuple[tuple[str, str], ...] = ()
    born: str = ""
    died: str = ""

    @property
    def label(self) -> str:
        """English label, else the first."""
        return dict(self.labels).get("en") or (self.labels[0][1] if self.labels else self.id)

    @property
    def names(self) -> tuple[str, ...]:
        """Labels, then aliases, each once."""
        return tuple(dict.fromkeys([text for _, text in self.labels] + list(self.aliases)))


def encode_entry(entry: Entry) -> str:
    """An entry as one compact line of JSON.

    >>> decode_entry(encode_entry(Entry("Q1", Kind.CITY, (("en", "Rome"),)))).label
    'Rome'
    """
    terms = [
        [each.head, each.type, each.office, each.country, each.start, each.end, each.trust] for each in entry.terms
    ]
    row = [
        entry.id, entry.kind.value, entry.labels, entry.aliases, entry.countries, entry.gender, terms, entry.trust,
        int(entry.strict), int(entry.capital), entry.description, entry.demonyms, entry.tagged, entry.born,
        entry.died,
    ]  # fmt: skip
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def decode_entry(line: str) -> Entry:
    """The entry of a line that `encode_entry` wrote."""
    (
        id_, kind, labels, aliases, countries, gender, terms, trust, strict, capital, description, demonyms, tagged,
        born, died,
    ) = json.loads(line)  # fmt: skip
    return Entry(
        id_,
        Kind(kind),
        tuple((language, text) for language, text in labels),
        tuple(aliases),
        tuple(countries),
        gender,
        tuple(Term(*term) for term in terms),
        trust,
        bool(strict),
        bool(capital),
        description,
        tuple(demonyms),
        tuple((alias, language) for alias, language in tagged),
        born,
        died,
    )
