"""Two invented articles about one meeting, as facts, and graphs of them."""

from kg.fuse import fuse
from kg.model import (
    Article,
    ArticleFacts,
    Capacity,
    DateAssertion,
    DateBasis,
    Entity,
    EntityType,
    EventReport,
    EventStatus,
    EventType,
    Gender,
    Mention,
    MentionKind,
    Observed,
    PartialDate,
    Participation,
    QuotationKind,
    ReportRelation,
    Role,
    Span,
    Statement,
)
from kg.rdf._graph import quads_of
from kg.rdf.article_graph import article_quads
from kg.rdf.dataset import Dataset
from kg.rdf.fused_graph import fused_keys
from kg.rdf.iris import IRIs

ENGLISH = (
    "President Mirna Solveig received Prime Minister Idris Okafor on Monday. Trade envoy Paul Brandt was there. "
    "“We will build two bridges over the river”, Solveig said."
)
FRENCH = (
    "La présidente Mirna Solveig a reçu le 4 mars 2019 le Premier ministre Idriss Okafor. Elle a annoncé que deux "
    "ponts seraient construits sur la rivière. « Le vin sera taxé », a dit M. Okafor."
)


def span(text: str, words: str) -> Span:
    """Where some words stand."""
    at = text.index(words)
    return Span(at, at + len(words))


def person(text: str, key: str, name: str, country: str, office: str) -> Entity:
    """A person who is named once."""
    where = span(text, name)
    capacities = (Capacity(office, where, office, country),) if office else ()
    mentions = (Mention(where, MentionKind.NAME, name, where),)
    return Entity(key, EntityType.PERSON, name, mentions, (), capacities, country, Gender.UNKNOWN)


def statement(text: str, words: str, kind: QuotationKind, speaker: str, position: int) -> Statement:
    """Something said at the only event."""
    return Statement(
        kind,
        span(text, words),
        (),
        speaker,
        None,
        None,
        "",
        "",
        None,
        "",
        "",
        None,
        False,
        "test",
        1.0,
        position,
        "m",
        (),
    )


def part(text: str, key: str, name: str, role: Role) -> Participation:
    """A part that is read at the name."""
    return Participation(key, role, Observed((span(text, name),), "test", 1.0))


def english() -> ArticleFacts:
    """The English article: a weekday only, and the envoy."""
    report = EventReport(
        "m",
        EventType.MEETING,
        EventStatus.HELD,
        ReportRelation.MAIN,
        (span(ENGLISH, "received"),),
        (
            part(ENGLISH, "s", "Mirna Solveig", Role.HOST),
            part(ENGLISH, "o", "Idris Okafor", Role.GUEST),
            part(ENGLISH, "b", "Paul Brandt", Role.ATTENDEE),
        ),
        (DateAssertion(span(ENGLISH, "Monday"), "Monday", DateBasis.WEEKDAY_ONLY, weekday=0),),
    )
    entities = (
        person(ENGLISH, "s", "Mirna Solveig", "NO", "head_of_state"),
        person(ENGLISH, "o", "Idris Okafor", "NG", "head_of_government"),
        person(ENGLISH, "b", "Paul Brandt", "NO", ""),
    )
    said = statement(ENGLISH, "We will build two bridges over the river", QuotationKind.DIRECT, "s", 1)
    return ArticleFacts(Article(ENGLISH, "a", publisher="Daily"), "en", None, entities, (report,), (said,), ())


def french() -> ArticleFacts:
    """The French article: a full date, and a statement of the guest."""
    report = EventReport(
        "m",
        EventType.MEETING,
        EventStatus.HELD,
        ReportRelation.MAIN,
        (span(FRENCH, "reçu"),),
        (part(FRENCH, "s", "Mirna Solveig", Role.HOST), part(FRENCH, "o", "Idriss Okafor", Role.GUEST)),
        (DateAssertion(span(FRENCH, "4 mars 2019"), "4 mars 2019", DateBasis.EXPLICIT, PartialDate(2019, 3, 4)),),
    )
    entities = (
        person(FRENCH, "s", "Mirna Solveig", "NO", "head_of_state"),
        person(FRENCH, "o", "Idriss Okafor", "NG", "head_of_government"),
    )
    statements = (
        statement(FRENCH, "deux ponts seraient construits sur la rivière", QuotationKind.REPORTED, "s", 1),
        statement(FRENCH, "Le vin sera taxé", QuotationKind.DIRECT, "o", 2),
    )
    return ArticleFacts(Article(FRENCH, "b", publisher="Journal"), "fr", None, entities, (report,), statements, ())


def graph_of(*articles: ArticleFacts) -> Dataset:
    """The article graphs and the fused graph."""
    iris = IRIs()
    quads = [quad for each in articles for quad in article_quads(each, iris)]
    return Dataset.from_quads([*quads, *quads_of(fused_keys(fuse(articles), iris))])
