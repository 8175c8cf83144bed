"""What `extract` concludes from one article, each with the words it rests on."""

from enum import StrEnum

from msgspec import Struct

from kg.model.annotations import Capacity, Entity, QuotationKind
from kg.model.dates import DateBasis, PartialDate, PublicationDate
from kg.model.text import Article, Span

__all__ = [
    "DOUBTED",
    "ArticleFacts",
    "DateAssertion",
    "EventReport",
    "EventStatus",
    "EventType",
    "Evidence",
    "Inferred",
    "Location",
    "Observed",
    "Participation",
    "ReportRelation",
    "Role",
    "Statement",
    "TopicAssignment",
]


class Observed(Struct, frozen=True, array_like=True):
    """Read in the text.

    Attributes:
        spans: the words, in text order, at least one.
        rule: name of the rule.
        confidence: share of development cases in which that rule was right, 0 to 1.
    """

    spans: tuple[Span, ...]
    rule: str
    confidence: float


class Inferred(Struct, frozen=True, array_like=True):
    """Not read, but concluded from what was read.

    Attributes:
        premises: the words it was concluded from.
        rule: name of the rule.
        confidence: share of development cases in which that rule was right, 0 to 1.
    """

    premises: tuple[Span, ...]
    rule: str
    confidence: float


type Evidence = Observed | Inferred


class EventType(StrEnum):
    """Kinds of diplomatic event; the values are local names of classes of the ontology."""

    MEETING = "Meeting"
    VISIT = "Visit"
    PHONE_CALL = "PhoneCall"
    VIDEO_CONFERENCE = "VideoConference"
    SUMMIT = "Summit"
    SIGNING = "Signing"
    JOINT_STATEMENT = "JointStatement"


class EventStatus(StrEnum):
    """Whether it took place, by the article."""

    HELD = "held"
    SCHEDULED = "scheduled"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


DOUBTED = frozenset((EventStatus.HYPOTHETICAL, EventStatus.DENIED))
"""Statuses of what nobody vouches for: no place, topic or visit is concluded from it."""


class Role(StrEnum):
    """Part taken in an event; the values are local names of `kg:` individuals."""

    HOST = "Host"
    GUEST = "Guest"
    ATTENDEE = "Attendee"
    MEDIATOR = "Mediator"
    SIGNATORY = "Signatory"
    DELEGATION_HEAD = "DelegationHead"
    DELEGATION_MEMBER = "DelegationMember"


class ReportRelation(StrEnum):
    """How an event stands to the main event of its article."""

    MAIN = "main"
    SUB_EVENT = "sub-event"
    MENTIONED = "mentioned"


class Participation(Struct, frozen=True, array_like=True):
    """Somebody's part in an event.

    Attributes:
        entity: key of the `Entity`.
        role: the part taken.
        evidence: the words.
        capacity: the office in which they took part, None when not said.
        on_behalf_of: ISO 3166 alpha-2 code of a country, or key of a body's `Entity`; said of them, or concluded for a
            national office of no country where somebody received or whence the article comes; "" when not known.
    """

    entity: str
    role: Role
    evidence: Evidence
    capacity: Capacity | None = None
    on_behalf_of: str = ""


class DateAssertion(Struct, frozen=True, array_like=True):
    """What the article says of when.

    Attributes:
        span: the words.
        stated_as: those words.
        basis: how the value is known.
        value: day, month or year; None when it stays unresolved.
        end: last day of a range, else None.
        weekday: Monday is 0; None when none is named.
        conflicting: whether weekday and date disagree.
    """

    span: Span
    stated_as: str
    basis: DateBasis
    value: PartialDate | None = None
    end: PartialDate | None = None
    weekday: int | None = None
    conflicting: bool = False


class Location(Struct, frozen=True, array_like=True):
    """Where an event was.

    Attributes:
        entity: key of a place, city or country `Entity`.
        evidence: `Observed` when read as the place of the event, else `Inferred`.
    """

    entity: str
    evidence: Evidence


class TopicAssignment(Struct, frozen=True, array_like=True):
    """A subject of an article, event or statement.

    Attributes:
        topic: IPTC Media Topic id ("20000638").
        spans: the words it was read from.
        weight: share of the topical words of the text that speak of it, 0 to 1.
    """

    topic: str
    spans: tuple[Span, ...]
    weight: float


class EventReport(Struct, frozen=True, array_like=True):
    """What one article says of one event.

    Attributes:
        key: unique in the article and readable ("meeting-1").
        type: kind of event.
        status: whether it took place.
        relation: how it stands to the main event of the article.
        triggers: the words that say that it is.
        participations: one per entity, by first mention.
        dates: what is said of its date, best first.
        location: None when neither read nor inferred.
        topics: heaviest first.
        confidence: share of development cases in which the rule was right.
        status_words: the words by which it was not simply held ("postponed"), in text order; () where none say so.
    """

    key: str
    type: EventType
    status: EventStatus
    relation: ReportRelation
    triggers: tuple[Span, ...]
    participations: tuple[Participation, ...] = ()
    dates: tuple[DateAssertion, ...] = ()
    location: Location | None = None
    topics: tuple[TopicAssignment, ...] = ()
    confidence: float = 1.0
    status_words: tuple[Span, ...] = ()


class Statement(Struct, frozen=True, array_like=True):
    """Something somebody said, as one article tells it; fields are those of `Quotation` and three more.

    Attributes:
        position: order in the article, from 1.
        event: key of the `EventReport` it is told with, "" unknown; it was made at that event if that was held.
        topics: heaviest first.
    """

    kind: QuotationKind
    content: Span
    quoted: tuple[Span, ...]
    speaker: str
    source: Span | None
    cue: Span | None
    cue_lemma: str
    cue_class: str
    addressee: Span | None
    addressee_key: str
    relayed_by: str
    continues: Span | None
    unclosed: bool
    rule: str
    confidence: float
    position: int
    event: str
    topics: tuple[TopicAssignment, ...]
    asserted: bool = True
    relay: Span | None = None


class ArticleFacts(Struct, frozen=True, array_like=True):
    """All that one article says; depends on no other article.

    Attributes:
        article: as read.
        language: BCP 47 code it was read in.
        published: from source or text; None unknown.
        entities: people, bodies, places and groups that facts or mentions need.
        reports: the events, main one first.
        statements: in text order.
        topics: of the whole article, heaviest first.
        headline: span of the headline in the text, None when there is none or it came with the source.
    """

    article: Article
    language: str
    published: PublicationDate | None
    entities: tuple[Entity, ...]
    reports: tuple[EventReport, ...]
    statements: tuple[Statement, ...]
    topics: tuple[TopicAssignment, ...]
    headline: Span | None = None
