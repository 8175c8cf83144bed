"""Scores entries by named features and decides: one of them, or NIL. A wrong link is worse than none."""

from collections.abc import Callable, Iterable

from msgspec import Struct
from msgspec.structs import replace

from kg.link._around import (
    is_called_person,
    is_part,
    occupation,
    other_gloss,
    region_country,
    says_region,
    words_of,
)
from kg.link._entry import Entry, Kind, Term
from kg.link._fold import fold
from kg.link._names import name_fit
from kg.link._query import Query, Surroundings, holding
from kg.link._titles import Title, heads

__all__ = ["ACCEPT", "MARGIN", "REVIEW", "Scored", "choose", "score"]

ACCEPT = 0.565
MARGIN = 0.06
REVIEW = 0.45
_HELD = 0.3
_LIFE = 45
_GROWN = 14
_SURE = 0.5
_NAMESAKE = 0.9
_WHOLE = 0.6
_WHOLE_NAME = 0.9

# What each feature is worth; features lie between -1 and 1, a score between 0 and 1. Set on the dev part of the gold.
_PERSON = {
    "name": 0.55,
    "country": 0.25,
    "office": 0.2,
    "active": 0.1,
    "gender": 0.5,
    "private": -0.5,
    "strict": -0.3,
    "stale": -0.15,
    "part": -0.5,
}
_DESCRIBED = {"country": 0.35, "office": 0.5, "latest": 0.1, "trust": 0.05, "gender": 0.5}
_COUNTRY = {"name": 0.7, "country": 0.25, "around": 0.15, "trust": 0.05, "region": -0.6, "part": -0.6}
_CITY = {"name": 0.5, "country": 0.25, "around": 0.15, "capital": 0.08, "trust": 0.05, "region": -0.6, "part": -0.6}
_BODY = {"name": 0.7, "context": 0.15, "trust": 0.1, "gloss": -0.5, "shared": -0.4, "part": -0.6}
_OFFICE = {"name": 0.4, "office": 0.35, "country": 0.25}
_GENERIC = frozenset(("", "head_of_state", "head_of_government", "leader", "chairperson"))
_KINDRED = {("prime_minister", "chancellor"): 0.8, ("chancellor", "prime_minister"): 0.5}


class Scored(Struct, frozen=True):
    """An entry with its score and what it was made of."""

    entry: Entry
    score: float
    features: tuple[tuple[str, float], ...]


def choose(query: Query, entries: Iterable[Entry]) -> tuple[Entry | None, tuple[Scored, ...]]:
    """The entry that is meant (None for NIL), and all that were considered, best first.

    NIL when the best scores below `ACCEPT`, when the second comes closer than `MARGIN`, or when the best has no id.
    """
    unique = {(entry.id, entry.label): entry for entry in entries if entry.kind in query.kinds}
    query = _doubted(query, unique.values())
    scored = [each for each in (score(query, entry) for entry in unique.values()) if each.score > 0]
    if not query.names and Kind.PERSON in query.kinds:
        scored = _latest(query, scored)
    scored.sort(key=lambda each: (-each.score, each.entry.id, each.entry.label))
    if not scored or scored[0].score < ACCEPT or not scored[0].entry.id:
        return None, tuple(scored)
    rivals = [each for each in scored[1:] if each.entry.id != scored[0].entry.id]
    if rivals and scored[0].score - rivals[0].score < MARGIN:
        return None, tuple(scored)
    # Who leads a country with two offices is no question that an authority answers.
    leads = not query.names and any(title.head == "leader" for title in query.titles)
    if leads and any(dict(rival.features).get("office", 0.0) >= _HELD for rival in rivals):
        return None, tuple(scored)
    return scored[0].entry, tuple(scored)


def _doubted(query: Query, entries: Iterable[Entry]) -> Query:
    """The query without its country where that may only be a gazetteer's guess: the better known of two cities.

    The texts speak of the other one's country, so that they have to tell which is meant.
    """
    if Kind.CITY not in query.kinds or not query.country or region_country(query.surroundings):
        return query
    namesakes = [entry for entry in entries if entry.kind is Kind.CITY and name_fit(query.names, entry) >= _NAMESAKE]
    countries = {code for entry in namesakes for code in entry.countries} - {query.country}
    return replace(query, country="") if countries & query.around else query


def score(query: Query, entry: Entry) -> Scored:
    """The score of one entry; 0 when its label or its country cannot be meant."""
    if entry.kind is Kind.PERSON:
        features, weights = (_person(query, entry), _PERSON) if query.names else (_described(query, entry), _DESCRIBED)
    elif entry.kind is Kind.COUNTRY:
        features, weights = _country(query, entry), _COUNTRY
    elif entry.kind is Kind.CITY:
        features, weights = _city(query, entry), _CITY
    elif entry.kind is Kind.OFFICE:
        features, weights = _office(query, entry), _OFFICE
    else:
        features, weights = _body(query, entry), _BODY
    total = sum(weights[name] * value for name, value in features.items())
    kept = tuple(sorted((name, round(value, 3)) for name, value in features.items() if value))
    return Scored(entry, round(min(1.0, max(0.0, total)), 4), kept if features else ())


def _person(query: Query, entry: Entry) -> dict[str, float]:
    name = name_fit(query.names, entry)
    if not name or _too_early(query, entry):
        return {}
    country = _tie(query, entry)
    office = max((_holds(title, entry, query) for title in query.titles), default=0.0)
    features = {
        "name": name,
        "country": country,
        "office": office or _other_office(query, entry, name),
        "active": _active(query, entry),
        "gender": _gender(query, entry),
        "private": _is_private(query),
        "part": _is_part(query, entry),
    }
    if entry.died and query.dates and all(day[0][:4] > entry.died[:4] for day in query.dates):
        # The dead are spoken of, by their whole names, and take no part.
        features["active"] = -1.0
    if name < _WHOLE and query.dates and features["active"] <= 0 and office < _HELD:
        # A family name alone, years away from every office: a namesake as likely as not.
        features["stale"] = 1.0
    if entry.strict and not (country == 1 and office > 0):
        features["strict"] = 1.0
    return features


def _other_office(query: Query, entry: Entry, name: float) -> float:
    """Below 0 when its titles name offices that the entry never had; those of bodies are not all on record."""
    unknown = _bodies(query) - set(entry.countries)
    if all(not title.head or set(title.countries) & unknown for title in query.titles):
        return 0.0
    return -0.5 if name < _WHOLE_NAME else -0.25


def _tie(query: Query, entry: Entry) -> float:
    """1 when the texts tie it to a country of the entry, -1 to another only, 0.5 when one is spoken of nearby."""
    known = query.countries
    if known & set(entry.countries):
        return 1.0
    if known - _bodies(query):
        return -1.0
    return 0.5 if query.around & set(entry.countries) else 0.0


def _bodies(query: Query) -> frozenset[str]:
    """Q ids of the bodies whose offices the texts give it: people of any country hold them."""
    return frozenset(
        code for title in query.titles for code in title.countries if code[:1] == "Q" and code[1:].isdigit()
    )


def _holds(title: Title, entry: Entry, query: Query) -> float:
    best = 0.0
    for term in entry.terms:
        match = _same_office(title, term)
        if not match:
            continue
        if query.dates:
            held = max(holding(term, day) for day in query.dates)
            if title.former:
                held = 1.0 if any(term.end and term.end <= day[1] for day in query.dates) else held
            elif title.incoming:
                held = max(held, 0.4)
            held = max(held, 0.2)
        else:
            held = 0.6
        best = max(best, match * held * term.trust)
    return best


def _same_office(title: Title, term: Term) -> float:
    """1 the same office, less for offices of one kind, 0 another one."""
    if title.countries and term.country not in title.countries:
        return 0.0
    head = heads().get(title.head)
    if head is None:
        return 0.0
    if title.head == term.head or {title.head, term.head} == {"foreign_minister", "secretary_of_state"}:
        return 1.0
    if (title.head, term.head) in _KINDRED:
        return _KINDRED[title.head, term.head]
    if title.head in _GENERIC or term.head in _GENERIC:
        return 0.9 if term.type in head.types else 0.0
    return 0.7 if title.head == "minister" and (term.type in head.types or term.head.startswith("minister")) else 0.0


def _too_early(query: Query, entry: Entry) -> bool:
    """Whether all the events were before the person was grown up, or two generations before the first office."""
    if entry.born and query.dates and all(int(day[1][:4]) < int(entry.born[:4]) + _GROWN for day in query.dates):
        return True
    first = min((term.start[:4] for term in entry.terms if term.start), default="")
    return bool(first and query.dates) and all(int(day[1][:4]) < int(first) - _LIFE for day in query.dates)


def _active(query: Query, entry: Entry) -> float:
    """1 when it held some office then, -1 when it was out of the public eye for long before or after."""
    if not query.dates or not entry.terms:
        return 0.0
    held = max(holding(term, day) for term in entry.terms for day in query.dates)
    if held:
        return held
    first = min((term.start[:4] for term in entry.terms if term.start), default="")
    if first and all(int(day[1][:4]) < int(first) - 12 for day in query.dates):
        return -1.0
    return 0.0


def _gender(query: Query, entry: Entry) -> float:
    """-1 when the texts say another gender. French titles are masculine for women too: then only "M." says so."""
    said = query.gender or next((title.gender for title in query.titles if title.gender), "")
    if said == "M" and "fr" in query.languages and not any(title.gender == "M" for title in query.titles):
        return 0.0
    return -1.0 if said and entry.gender and said != entry.gender else 0.0


def _all(query: Query, says: Callable[[Surroundings], bool]) -> bool:
    return bool(query.surroundings) and all(map(says, query.surroundings))


def _is_part(query: Query, entry: Entry) -> float:
    """1 when every mention is a part of a longer name, or of a thing called after somebody."""
    names = frozenset(map(fold, entry.names))
    part = _all(query, lambda each: is_part(each, query.kinds, names))
    person = Kind.PERSON not in query.kinds and _all(query, is_called_person)
    return 1.0 if part or person else 0.0


def _is_shared_city(name: str) -> bool:
    return fold(name) in words_of("shared_cities")


def _is_private(query: Query) -> float:
    if any(title.head for title in query.titles):
        return 0.0
    return max(map(occupation, query.surroundings), default=0.0)


def _described(query: Query, entry: Entry) -> dict[str, float]:
    # "The former president" without a name is one of many, "the president-elect" not the one who holds the office;
    # "the president" is that of the country known otherwise.
    known = tuple(sorted(query.countries))
    present = [each for each in query.titles if not (each.former or each.incoming)]
    titles = [replace(each, countries=each.countries or known) for each in present]
    office = max((_holds(title, entry, query) for title in titles), default=0.0)
    if not office or not query.dates or not query.countries & set(entry.countries):
        return {}
    # Somebody who left office some months ago may be meant, but is not the one a title without a name stands for.
    sure = 1.0 if office >= _SURE else 0.5
    return {"country": sure, "office": office, "trust": entry.trust, "gender": _gender(query, entry)}


def _latest(query: Query, scored: list[Scored]) -> list[Scored]:
    """Of two holders of one office whose terms overlap by the source, the one that came later is meant.

    Holders of different offices stay as they are: "the Russian leader" may be the president or the prime minister.
    """
    if not query.dates:
        return scored
    last = max(day[1] for day in query.dates)

    def started(each: Scored) -> dict[str, str]:
        terms = [term for term in each.entry.terms if term.start <= last]
        fitting = (term for term in terms if any(_same_office(title, term) for title in query.titles))
        return {term.head: term.start for term in sorted(fitting, key=lambda term: term.start)}

    newest: dict[str, str] = {}
    holders = [each for each in scored if dict(each.features).get("office", 0.0) >= _SURE]
    for each in holders:
        for head, start in started(each).items():
            newest[head] = max(newest.get(head, ""), start)
    return [
        Scored(each.entry, round(min(1.0, each.score + _DESCRIBED["latest"]), 4), (*each.features, ("latest", 1.0)))
        if each in holders and any(newest[head] == start for head, start in started(each).items())
        else each
        for each in scored
    ]


def _country(query: Query, entry: Entry) -> dict[str, float]:
    own = query.country
    if own and own not in entry.countries:
        return {}
    name = name_fit(query.names, entry, loose=bool(own))
    if not name:
        return {}
    return {
        "name": name,
        "country": 1.0 if own else 0.0,
        "around": 1.0 if not own and query.around & set(entry.countries) else 0.0,
        "trust": entry.trust,
        "region": 1.0 if _all(query, lambda each: says_region(each) or bool(region_country((each,)))) else 0.0,
        "part": _is_part(query, entry),
    }


def _city(query: Query, entry: Entry) -> dict[str, float]:
    within = region_country(query.surroundings)
    known = within or query.country
    if known and known not in entry.countries:
        return {}
    shared = not within and not query.around & set(entry.countries) and any(map(_is_shared_city, query.names))
    name = name_fit(query.names, entry, loose=bool(known or query.around & set(entry.countries)))
    if not name:
        return {}
    return {
        "name": name,
        "country": 1.0 if known and not shared else 0.0,
        "around": 1.0 if not known and query.around & set(entry.countries) else 0.0,
        "capital": 1.0 if entry.capital and not shared else 0.0,
        "trust": entry.trust,
        "region": 1.0 if any(map(says_region, query.surroundings)) else 0.0,
        "part": _is_part(query, entry),
    }


def _body(query: Query, entry: Entry) -> dict[str, float]:
    name = name_fit(query.names, entry, languages=query.languages)
    if not name:
        return {}
    words = {word[:6] for own in entry.names for word in fold(own).split() if len(word) >= 5}
    mine = {word for own in query.names for word in fold(own).split()}
    near = {
        word[:6]
        for each in query.surroundings
        for word in fold(each.text).split()
        if len(word) >= 5 and word not in mine
    }
    return {
        "name": name,
        "context": 1.0 if words & near else 0.0,
        "trust": entry.trust,
        "gloss": 1.0 if any(other_gloss(each, entry.names) for each in query.surroundings) else 0.0,
        "shared": _is_shared_body(query, bool(words & near)),
        "part": _is_part(query, entry),
    }


def _is_shared_body(query: Query, has_context: bool) -> float:
    """1 when other bodies have all its names too: those of one country, or for want of a word of the full name."""
    names = [fold(name) for name in query.names]
    national = query.national and all(set(name.split()) <= words_of("body_words") for name in names)
    unsaid = not has_context and all(name in words_of("shared_bodies") for name in names)
    return 1.0 if national or unsaid else 0.0


def _office(query: Query, entry: Entry) -> dict[str, float]:
    name = name_fit(query.names, entry)
    office = max((_same_office(title, term) for title in query.titles for term in entry.terms), default=0.0)
    known = query.countries
    if known and not known & set(entry.countries):
        return {}
    if not (name >= 0.9 or (office and known)):
        return {}
    return {
        "name": max(name, 0.6 if office == 1 and known else 0.0),
        "office": office,
        "country": 1.0 if known else 0.3,
    }
