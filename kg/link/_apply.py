"""Fused facts → the same facts with a link decision on every person, place and body."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import batched, chain

from msgspec.structs import replace

from kg.link._around import countries_beside, is_national
from kg.link._base import Linker, iri_of
from kg.link._decisions import Decision, Decisions
from kg.link._entry import Entry, Kind
from kg.link._query import Interval, Query, Surroundings, interval
from kg.link._rank import Scored, choose
from kg.link._titles import Title, read_title
from kg.model import (
    ArticleFacts,
    Candidate,
    EntityType,
    FusedEntity,
    FusedFacts,
    FusedParticipation,
    Gender,
    Link,
    MentionKind,
    Name,
    PartialDate,
)
from kg.spill import Interned, columns, kept_like

__all__ = [
    "KINDS",
    "joins_nodes",
    "link",
    "link_offices",
    "link_titles",
    "linked_mentions",
    "queries_of",
    "same_by_link",
    "surroundings_of",
]

type Contexts = Mapping[tuple[str, str], Sequence[Surroundings]]
KINDS = {
    EntityType.PERSON: frozenset((Kind.PERSON,)),
    EntityType.COUNTRY: frozenset((Kind.COUNTRY,)),
    EntityType.CITY: frozenset((Kind.CITY,)),
    EntityType.PLACE: frozenset((Kind.CITY, Kind.COUNTRY)),
    EntityType.ORGANIZATION: frozenset((Kind.ORGANISATION,)),
    EntityType.GOVERNMENT: frozenset((Kind.ORGANISATION,)),
}
_BODY = KINDS[EntityType.ORGANIZATION]
_GENDERS = {Gender.MASCULINE: "M", Gender.FEMININE: "F", Gender.UNKNOWN: ""}
_ARTICLE = re.compile(r"^(?:the |les? |la |l['’])", re.IGNORECASE)
_KEPT = 5
_BATCH = 256
# What is told of somebody in so many articles tells enough.
_MOST = 64
_BEFORE, _AFTER, _MENTIONS = 80, 120, 3


def link(
    fused: FusedFacts, linker: Linker, decisions: Decisions | None = None, contexts: Contexts | None = None
) -> FusedFacts:
    """The facts with `FusedEntity.link` set on every entity an authority could have.

    Args:
        fused: everything concluded from the articles.
        linker: brings candidates.
        decisions: of people who reviewed; they come before every score.
        contexts: text around mentions by (article key, entity key), from `surroundings_of`; makes namesakes safer.

    Returns:
        The same facts; nothing but the links differs, keys least of all.

    Raises:
        LinkError: the authority could not be asked.
    """
    linked = _linked(queries_of(fused, linker, contexts or {}), linker)
    if decisions:
        linked = (_decided(each, decisions.of(each)) for each in linked)
    return replace(fused, entities=kept_like(fused.entities, linked))


def _linked(asked: Iterable[tuple[FusedEntity, Query | None]], linker: Linker) -> Iterator[FusedEntity]:
    """Each entity with its link; the authority is asked for some hundred at a time."""
    for batch in batched(asked, _BATCH):
        found = iter(linker.candidates([query for _, query in batch if query]))
        for entity, query in batch:
            yield replace(entity, link=_link(query, next(found), linker.authority)) if query else entity


def same_by_link(fused: FusedFacts) -> Mapping[tuple[str, str], str]:
    """(article key, entity key) → IRI for everything linked: what `fuse` needs to make one node of two spellings."""
    return dict(linked_mentions(fused))


def linked_mentions(fused: FusedFacts) -> Iterator[tuple[tuple[str, str], str]]:
    """(article key, entity key) and IRI of everything linked."""
    for entity in fused.entities:
        if entity.link and entity.link.iri:
            for mention in entity.mentioned_in:
                yield mention, entity.link.iri


def joins_nodes(fused: FusedFacts) -> bool:
    """Whether two nodes have one link, so that fusing again with `same_by_link` makes one of them."""
    linked = [link.iri for link, _ in columns(fused.entities, "link", "key") if link and link.iri]
    return len(set(linked)) < len(linked)


def link_titles(texts: Iterable[tuple[str, str]], linker: Linker) -> Mapping[tuple[str, str], Link]:
    """Links of offices by (words, country code): ("President of Iran", "") → Q838380."""
    asked = {
        (text, country): Query(text, frozenset((Kind.OFFICE,)), (text,), (read_title(text, linker.codes),), country)
        for text, country in sorted(set(texts))
    }
    links = {}
    found = linker.candidates(list(asked.values()))
    for (pair, query), entries in zip(asked.items(), found, strict=True):
        links[pair] = _link(query, entries, linker.authority)
    return links


def link_offices(fused: FusedFacts, linker: Linker) -> Callable[[FusedParticipation], str]:
    """What tells the IRI of the office that somebody took part in an event in, "" where it is not known."""
    capacities: dict[str, set[str]] = defaultdict(set)
    for parts, _ in columns(fused.events, "participations", "key"):
        for part in parts:
            if part.capacities:
                capacities[part.entity].update(name.text for name in part.capacities)
    country = {key: code for key, code in columns(fused.entities, "key", "country") if code and key in capacities}
    links = link_titles(((text, country.get(key, "")) for key, texts in capacities.items() for text in texts), linker)

    def asked(part: FusedParticipation) -> set[tuple[str, str]]:
        return {(name.text, country.get(part.entity, "")) for name in part.capacities}

    def office(part: FusedParticipation) -> str:
        found = {links[pair].iri for pair in asked(part)} - {None}
        return found.pop() or "" if len(found) == 1 else ""

    return office


def _link(query: Query, entries: Iterable[Entry], authority: str) -> Link:
    """The decision on one query."""
    entry, scored = choose(query, entries)
    labels = tuple(Name(language, text) for language, text in entry.labels) if entry and not entry.strict else ()
    # "und" and "mul" are no languages a name could be written in.
    labels = tuple(label for label in labels if label.language not in ("und", "mul"))
    score = scored[0].score if scored else 0.0
    return Link(iri_of(entry.id) if entry else None, score, authority, tuple(map(_candidate, scored[:_KEPT])), labels)


def _candidate(scored: Scored) -> Candidate:
    entry = scored.entry
    return Candidate(iri_of(entry.id) if entry.id else "", entry.label, scored.score, scored.features)


def _decided(entity: FusedEntity, decision: Decision | None) -> FusedEntity:
    if decision is None or entity.link is None:
        return entity
    old = entity.link
    labels = old.labels if old.iri == decision.iri else tuple(Name(lang, text) for lang, text in decision.labels)
    return replace(entity, link=replace(old, iri=decision.iri, score=1.0, labels=labels, reviewed=True))


def queries_of(fused: FusedFacts, linker: Linker, contexts: Contexts) -> Iterator[tuple[FusedEntity, Query | None]]:
    """Each entity and what to ask for it, None for those that no authority could have."""
    near = _Near(fused)
    for entity in fused.entities:
        if entity.type not in KINDS:
            yield entity, None
            continue
        dates, words = near.dates(entity), near.words(entity)
        yield entity, _query(entity, linker, words, dates, near.countries(entity), contexts)


class _Near:
    """What events and articles say of each entity, in few words: when, in which office, beside which countries."""

    def __init__(self, fused: FusedFacts) -> None:
        self._intervals = Interned[Interval]()
        self._own: dict[str, set[int]] = defaultdict(set)
        self._words: dict[str, dict[str, None]] = defaultdict(dict)
        texts, when = Interned[str](), dict[str, int]()
        for event, date, parts in columns(fused.events, "key", "date", "participations"):
            if date and isinstance(date.value, PartialDate):
                last = (date.end or date.value).iso
                when[event] = self._intervals.number(interval(date.value.iso, last))
            for part in parts:
                if event in when:
                    self._own[part.entity].add(when[event])
                self._words[part.entity].update((texts.one(name.text), None) for name in part.capacities)
        self._told: dict[str, tuple[int, ...]] = defaultdict(tuple)
        for article, key in chain(fused.about, fused.mentioned_events):
            if key in when:
                self._told[article] = (*self._told[article], when[key])
        # The one entity of a country that an article names, "" where there are several.
        self._spoken_of: dict[str, dict[str, str]] = defaultdict(dict)
        for key, type_, country, mentions in columns(fused.entities, "key", "type", "country", "mentioned_in"):
            if country and type_ in (EntityType.COUNTRY, EntityType.CITY, EntityType.PERSON):
                for article, _ in mentions:
                    known = self._spoken_of[article].setdefault(country, key)
                    if known != key:
                        self._spoken_of[article][country] = ""

    def dates(self, entity: FusedEntity) -> tuple[Interval, ...]:
        """When it took part in events; where no such day is known, when its articles' events were."""
        found = self._own.get(entity.key) or {
            number for article, _ in entity.mentioned_in for number in self._told.get(article, ())
        }
        return tuple(sorted(self._intervals[number] for number in found))

    def words(self, entity: FusedEntity) -> Iterable[str]:
        """The offices it took part in."""
        return self._words.get(entity.key, ())

    def countries(self, entity: FusedEntity) -> frozenset[str]:
        """The countries that others in its articles are of."""
        return frozenset(
            code
            for article, _ in entity.mentioned_in
            for code, key in self._spoken_of.get(article, {}).items()
            if key != entity.key
        )


def _query(
    entity: FusedEntity,
    linker: Linker,
    capacities: Iterable[str],
    dates: tuple[Interval, ...],
    around: frozenset[str],
    contexts: Contexts,
) -> Query:
    given = (*entity.names, *entity.alternate_names)
    names = [name.text for name in given]
    titles: list[Title] = []
    if entity.type is EntityType.PERSON:
        titles = [
            title
            for text in dict.fromkeys((*(name.text for name in entity.titles), *capacities))
            if (title := read_title(text, linker.codes)).head or title.gender
        ]
        names = []
        for name in given:
            title = read_title(name.text, linker.codes, named=True)
            if title.head or title.honorific:
                titles.append(title)
            rest = " ".join(title.rest) if title.head or title.honorific else name.text
            if rest and rest not in names:
                names.append(rest)
    else:
        names += [bare for name in names if (bare := _ARTICLE.sub("", name)) != name]
    around_mentions = tuple(each for pair in entity.mentioned_in[:_MOST] for each in contexts.get(pair, ()))
    if Kind.CITY in KINDS[entity.type]:
        around |= countries_beside(around_mentions, linker.codes)
    published = {interval(each.published, each.published) for each in around_mentions if each.published}
    return Query(
        entity.key,
        KINDS[entity.type],
        tuple(names),
        tuple(dict.fromkeys(_narrowed(title, entity.country, around) for title in titles)),
        entity.country,
        _GENDERS[entity.gender],
        dates or tuple(sorted(published)),
        around,
        around_mentions,
        tuple(dict.fromkeys(name.language for name in given)),
        KINDS[entity.type] == _BODY
        and bool(around_mentions)
        and all(is_national(each, linker.codes) for each in around_mentions),
    )


def _narrowed(title: Title, country: str, around: frozenset[str]) -> Title:
    """A title whose word for a country fits several ("congolais"), where the texts say which is meant."""
    meant = {country} & set(title.countries) or (around & set(title.countries) if len(title.countries) > 1 else set())
    return replace(title, countries=tuple(meant)) if len(meant) == 1 else title


def surroundings_of(
    articles: Iterable[ArticleFacts], mentions: int = _MENTIONS
) -> dict[tuple[str, str], tuple[Surroundings, ...]]:
    """Text around the first mentions by name of whoever and whatever can be linked, by (article key, entity key).

    About 200 characters a mention: with many articles, ask for one mention each and keep these instead of the facts.
    """
    found = {}
    for facts in articles:
        text, article = facts.article.text, facts.article.key
        published = facts.published.date.iso if facts.published else ""
        for entity in facts.entities:
            if entity.type not in KINDS:
                continue
            named = [each for each in entity.mentions if each.kind is MentionKind.NAME] or list(entity.mentions)
            around = []
            for mention in named[:mentions]:
                start, end = mention.span.start, mention.span.end
                before = text[max(0, start - _BEFORE) : start].rpartition("\n")[2]
                after = text[end : end + _AFTER].partition("\n")[0]
                around.append(Surroundings(before, text[start:end], after, published))
            found[article, entity.key] = tuple(around)
    return found
