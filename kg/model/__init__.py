"""Every type that crosses a stage: frozen, made of tuples and other frozen types.

- `text`: `Span`, `Article`, its zones and publication date
- `language`: what is known of a language, loaded from its data file
- `annotations`: what `annotate` finds in one article, as spans
- `facts`: what `extract` concludes from one article, with evidence
- `fused`: what `fuse` and `link` conclude from many articles
- `report`: what `validate` says of a graph
"""

from kg.model.annotations import (
    Annotations,
    Capacity,
    Entity,
    EntityType,
    Gender,
    Mention,
    MentionKind,
    Quotation,
    QuotationKind,
    Sentence,
    TimeExpression,
    Token,
)
from kg.model.dates import DateBasis, PartialDate, PublicationDate
from kg.model.facts import (
    ArticleFacts,
    DateAssertion,
    EventReport,
    EventStatus,
    EventType,
    Evidence,
    Inferred,
    Location,
    Observed,
    Participation,
    ReportRelation,
    Role,
    Statement,
    TopicAssignment,
)
from kg.model.language import Coverage, Cue, Frame, Language, Office, TopicTerm
from kg.model.report import Finding, Report, Severity
from kg.model.text import Article, Span, Zone, ZoneKind

__all__ = [
    "Annotations",
    "Article",
    "ArticleFacts",
    "Capacity",
    "Coverage",
    "Cue",
    "DateAssertion",
    "DateBasis",
    "Entity",
    "EntityType",
    "EventReport",
    "EventStatus",
    "EventType",
    "Evidence",
    "Finding",
    "Frame",
    "Gender",
    "Inferred",
    "Language",
    "Location",
    "Mention",
    "MentionKind",
    "Observed",
    "Office",
    "PartialDate",
    "Participation",
    "PublicationDate",
    "Quotation",
    "QuotationKind",
    "Report",
    "ReportRelation",
    "Role",
    "Sentence",
    "Severity",
    "Span",
    "Statement",
    "TimeExpression",
    "Token",
    "TopicAssignment",
    "TopicTerm",
    "Zone",
    "ZoneKind",
]
