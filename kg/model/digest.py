"""What fusion needs of one article and nothing more: small enough to keep for a hundred thousand articles."""

from msgspec import Struct

from kg.model.annotations import EntityType, Gender
from kg.model.dates import PartialDate
from kg.model.facts import DateAssertion, EventStatus, EventType, ReportRelation, Role
from kg.model.text import Span

__all__ = [
    "ArticleDigest",
    "EntityDigest",
    "LocationDigest",
    "OfficeDigest",
    "ParticipationDigest",
    "ReportDigest",
    "StatementDigest",
]


class OfficeDigest(Struct, frozen=True, array_like=True, order=True):
    """An office an article gives somebody.

    Attributes:
        office: key of the office, "" when none fits.
        country: ISO 3166 alpha-2, "" unknown.
        text: the words.
        former: whether it is past.
    """

    office: str
    country: str
    text: str
    former: bool = False


class EntityDigest(Struct, frozen=True, array_like=True):
    """Somebody or something one article speaks of.

    Attributes:
        key: its key in the article.
        type: what it is.
        name: its fullest name there; the words of its title when it has no name; "" for a country that somebody took
            part for and that no words name.
        named: whether the article names it.
        aliases: other names, sorted.
        offices: sorted.
        country: ISO 3166 alpha-2, "" unknown.
        gender: as far as shown.
        plural: whether it is several people.
        members: keys of its members.
    """

    key: str
    type: EntityType
    name: str
    named: bool = True
    aliases: tuple[str, ...] = ()
    offices: tuple[OfficeDigest, ...] = ()
    country: str = ""
    gender: Gender = Gender.UNKNOWN
    plural: bool = False
    members: tuple[str, ...] = ()


class ParticipationDigest(Struct, frozen=True, array_like=True):
    """Somebody's part in an event, by one article."""

    entity: str
    role: Role
    spans: tuple[Span, ...] = ()
    inferred: bool = False
    capacity: str = ""
    on_behalf_of: str = ""


class LocationDigest(Struct, frozen=True, array_like=True):
    """Where an event was, by one article."""

    entity: str
    spans: tuple[Span, ...] = ()
    inferred: bool = False
    rule: str = ""


class ReportDigest(Struct, frozen=True, array_like=True):
    """What one article says of one event; fields are those of `EventReport`, shortened."""

    key: str
    type: EventType
    status: EventStatus
    relation: ReportRelation
    participations: tuple[ParticipationDigest, ...] = ()
    dates: tuple[DateAssertion, ...] = ()
    location: LocationDigest | None = None
    topics: tuple[tuple[str, float, tuple[Span, ...]], ...] = ()
    triggers: tuple[Span, ...] = ()
    status_words: tuple[Span, ...] = ()


class StatementDigest(Struct, frozen=True, array_like=True):
    """A statement, with what its content is compared by.

    Attributes:
        content: where it is.
        spoken: whether it holds the speaker's own words.
        speaker: key of an entity of the article, "" unknown.
        event: key of the report it stands in, "" unknown.
        addressee: key of an entity, "" none.
        relayed_by: key of an entity, "" none.
        features: what it says, as language-neutral features separated by spaces, its parts separated by " | ".
        topics: Media Topic ids.
    """

    content: Span
    spoken: bool
    speaker: str
    event: str
    features: str
    addressee: str = ""
    relayed_by: str = ""
    topics: tuple[str, ...] = ()


class ArticleDigest(Struct, frozen=True, array_like=True):
    """What one article adds to the fused facts.

    Attributes:
        article: `Article.key`.
        language: BCP 47 code.
        published: publication date, None unknown.
        signature: one-permutation MinHash of the text's word shingles; near-duplicates share most of it.
        entities: of the article.
        reports: main one first.
        statements: in text order.
    """

    article: str
    language: str
    published: PartialDate | None
    signature: bytes
    entities: tuple[EntityDigest, ...]
    reports: tuple[ReportDigest, ...]
    statements: tuple[StatementDigest, ...]
