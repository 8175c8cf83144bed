"""What `fuse` and `link` conclude about the world from many articles; every conclusion names its sources."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from kg.model.annotations import EntityType, Gender
from kg.model.dates import DateBasis, PartialDate
from kg.model.facts import EventStatus, EventType, Role
from kg.model.text import Span

__all__ = [
    "Attribution",
    "Candidate",
    "Claim",
    "Conflict",
    "FusedDate",
    "FusedEntity",
    "FusedEvent",
    "FusedFacts",
    "FusedLocation",
    "FusedParticipation",
    "FusedTopic",
    "Judgement",
    "Link",
    "Name",
    "ReportRef",
    "Source",
    "StatementAlignment",
    "StatementRef",
    "UnsurePair",
]


class Name(Struct, frozen=True, array_like=True, order=True):
    """A name in a language.

    Attributes:
        language: BCP 47 code of the article it was read in.
        text: the name.
    """

    language: str
    text: str


class Source(Struct, frozen=True, array_like=True, order=True):
    """Words of one article that a conclusion rests on.

    Attributes:
        article: `Article.key`.
        span: where they are.
    """

    article: str
    span: Span


class ReportRef(Struct, frozen=True, array_like=True, order=True):
    """An `EventReport`: article key and report key."""

    article: str
    report: str


class StatementRef(Struct, frozen=True, array_like=True, order=True):
    """A `Statement`: article key and content span."""

    article: str
    content: Span


class Judgement(StrEnum):
    """Whether two things are one; unsure is a value, kept as data."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Candidate(Struct, frozen=True, array_like=True):
    """An entry of an authority that an entity could be.

    Attributes:
        iri: of the entry ("http://www.wikidata.org/entity/Q…").
        label: its label.
        score: 0 to 1.
        features: (name, value) pairs the score was made of, sorted.
    """

    iri: str
    label: str
    score: float
    features: tuple[tuple[str, float], ...] = ()


class Link(Struct, frozen=True, array_like=True):
    """A decision about an entity and an authority.

    Attributes:
        iri: of the entry chosen; None is NIL: looked for, and nothing fits well enough.
        score: of the choice (of the best candidate when NIL), 0 to 1.
        authority: name and version of the authority.
        candidates: best first.
        labels: names the authority gives the entry.
        reviewed: whether a person decided.
    """

    iri: str | None
    score: float
    authority: str
    candidates: tuple[Candidate, ...] = ()
    labels: tuple[Name, ...] = ()
    reviewed: bool = False


class FusedEntity(Struct, frozen=True, array_like=True):
    """A person, body, place or group over all articles.

    Attributes:
        key: local name of its IRI below "person/", "body/" or "place/"; unique over all types.
        type: what it is.
        names: the best name of each language, by language.
        alternate_names: all other names, sorted.
        titles: offices the texts give it, sorted.
        country: ISO 3166 alpha-2, "" unknown.
        gender: as far as shown.
        members: keys of the entities a group is made of.
        mentioned_in: (article key, entity key) pairs it was made of, sorted.
        former: keys that some of its sources alone would give it and nothing else has, sorted.
        link: decision of the linker; None when it was not asked.
    """

    key: str
    type: EntityType
    names: tuple[Name, ...]
    alternate_names: tuple[Name, ...] = ()
    titles: tuple[Name, ...] = ()
    country: str = ""
    gender: Gender = Gender.UNKNOWN
    members: tuple[str, ...] = ()
    mentioned_in: tuple[tuple[str, str], ...] = ()
    former: tuple[str, ...] = ()
    link: Link | None = None


class FusedParticipation(Struct, frozen=True, array_like=True):
    """Somebody's part in an event, by all articles that tell of it.

    Attributes:
        entity: key of a `FusedEntity`.
        role: the part; where sources disagree the preferred one, and a `Conflict` holds the others.
        capacities: offices in which they took part, as each language says it.
        on_behalf_of: key of a country or body, "" when not said.
        sources: the words, by article.
        reports: the reports that name them, sorted.
        inferred: whether no source says it outright.
        office: IRI of the authority's record of the office; "" when not linked.
    """

    entity: str
    role: Role
    capacities: tuple[Name, ...]
    on_behalf_of: str
    sources: tuple[Source, ...]
    reports: tuple[ReportRef, ...]
    inferred: bool = False
    office: str = ""


class FusedDate(Struct, frozen=True, array_like=True):
    """What is concluded of when.

    Attributes:
        value: first or only day (month, year); None when unresolved.
        end: last day of a range, else None.
        weekday: named by a source, Monday is 0.
        basis: `CORROBORATED` when sources of two articles carry it together.
        sources: the words, by article.
    """

    value: PartialDate | None
    end: PartialDate | None
    weekday: int | None
    basis: DateBasis
    sources: tuple[Source, ...]


class FusedLocation(Struct, frozen=True, array_like=True):
    """Where an event was.

    Attributes:
        entity: key of a place.
        inferred: whether no source says it outright.
        sources: the words it was read or inferred from.
        rule: of the inference, "" when read.
    """

    entity: str
    inferred: bool
    sources: tuple[Source, ...]
    rule: str = ""


class FusedTopic(Struct, frozen=True, array_like=True):
    """A subject of an event.

    Attributes:
        topic: IPTC Media Topic id.
        weight: mean over the articles, 0 to 1.
        sources: the words.
    """

    topic: str
    weight: float
    sources: tuple[Source, ...]


class Claim(Struct, frozen=True, array_like=True):
    """One value that some sources give for a property of an event.

    Attributes:
        value: entity key, ISO date, role or type name, as the property has it.
        sources: the words, by article.
        independent: how many sources count once copies of one text are counted as one.
    """

    value: str
    sources: tuple[Source, ...]
    independent: int


class Conflict(Struct, frozen=True, array_like=True):
    """Values of one property of an event that cannot all be true.

    Attributes:
        property: "date", "place", "type", "status", "role", "weekday" …
        subject: key of the entity whose role it is, "" for the event itself.
        claims: the preferred one first, then by number of independent sources.
        rule: why the first is preferred: "ExplicitFirst", "MoreSources", "EarlierPublication" or "SmallestValue".
    """

    property: str
    subject: str
    claims: tuple[Claim, ...]
    rule: str


class FusedEvent(Struct, frozen=True, array_like=True):
    """One event of the world.

    Attributes:
        key: local name of its IRI below "event/", readable and unique.
        type: kind of event.
        status: whether it took place.
        date: what is concluded of when; None when no source says anything.
        location: where, or None.
        participations: by role, then key.
        topics: heaviest first.
        reports: what it was made of, sorted.
        conflicts: what its sources disagree on.
        super_event: key of the event it is part of, "" none.
        planned: keys of scheduled events that this held one fulfils.
        former: keys that some of its sources alone would give it and nothing else has, sorted.
    """

    key: str
    type: EventType
    status: EventStatus
    date: FusedDate | None
    location: FusedLocation | None
    participations: tuple[FusedParticipation, ...]
    topics: tuple[FusedTopic, ...]
    reports: tuple[ReportRef, ...]
    conflicts: tuple[Conflict, ...] = ()
    super_event: str = ""
    planned: tuple[str, ...] = ()
    former: tuple[str, ...] = ()


class Attribution(Struct, frozen=True, array_like=True, order=True):
    """Who a statement of an article comes from, in the world.

    Attributes:
        statement: which.
        speaker: key of a `FusedEntity`, "" unknown.
        event: key of the `FusedEvent` it was made at, which was held; "" unknown.
        addressee: key of a `FusedEntity`, "" none or unknown.
        relayed_by: key of a `FusedEntity`, "" none.
        spoken: whether the statement holds the speaker's own words (direct and mixed quotes).
    """

    statement: StatementRef
    speaker: str
    event: str
    addressee: str = ""
    relayed_by: str = ""
    spoken: bool = False


class StatementAlignment(Struct, frozen=True, array_like=True, order=True):
    """Two statements of different articles that report one utterance.

    Attributes:
        first: the smaller reference.
        second: the other.
        confidence: share of development pairs with such a score that were the same, 0 to 1.
    """

    first: StatementRef
    second: StatementRef
    confidence: float


class UnsurePair(Struct, frozen=True, array_like=True, order=True):
    """Two things that may be one; nobody merged them.

    Attributes:
        kind: "entity" or "event".
        first: smaller key.
        second: other key.
        score: 0 to 1.
    """

    kind: str
    first: str
    second: str
    score: float


class FusedFacts(Struct, frozen=True, array_like=True):
    """All that is concluded from a set of articles; the same for any order of them. Sequences may lie on disk.

    Attributes:
        articles: `Article.key` of each, sorted.
        entities: by type and key.
        events: by key.
        attributions: one a statement, sorted.
        alignments: sorted.
        disputed: statements that another source gives to another speaker, with who says what.
        about: (article key, event key): the main event of each article.
        mentioned_events: (article key, event key): other events each article speaks of.
        mentions: (article key, entity key): who and what each article speaks of.
        copies: groups of articles that carry one text, each sorted, at least two.
        unsure: pairs left open.
    """

    articles: tuple[str, ...]
    entities: Sequence[FusedEntity]
    events: Sequence[FusedEvent]
    attributions: Sequence[Attribution]
    alignments: Sequence[StatementAlignment] = ()
    disputed: tuple[tuple[StatementRef, Conflict], ...] = ()
    about: tuple[tuple[str, str], ...] = ()
    mentioned_events: tuple[tuple[str, str], ...] = ()
    mentions: Sequence[tuple[str, str]] = ()
    copies: tuple[tuple[str, ...], ...] = ()
    unsure: tuple[UnsurePair, ...] = ()
