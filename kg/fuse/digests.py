"""Facts of one article → what fusion needs of them."""

from kg.fuse.content import segments
from kg.fuse.copies import signature
from kg.model import (
    ArticleDigest,
    ArticleFacts,
    Capacity,
    Entity,
    EntityDigest,
    EntityType,
    EventReport,
    Evidence,
    Inferred,
    LocationDigest,
    MentionKind,
    OfficeDigest,
    ParticipationDigest,
    QuotationKind,
    ReportDigest,
    Span,
    Statement,
    StatementDigest,
)

__all__ = ["digest"]


def digest(facts: ArticleFacts) -> ArticleDigest:
    """Everything fusion needs of one article; depends on no other article and holds no text of it but names."""
    text, language = facts.article.text, facts.language
    return ArticleDigest(
        article=facts.article.key,
        language=language,
        published=facts.published.date if facts.published else None,
        signature=signature(text),
        entities=(*(_entity(entity) for entity in facts.entities), *_countries_implied(facts)),
        reports=tuple(_report(report) for report in facts.reports),
        statements=tuple(_statement(statement, text, language) for statement in facts.statements),
    )


def _entity(entity: Entity) -> EntityDigest:
    named = any(mention.kind in (MentionKind.NAME, MentionKind.DEMONYM) for mention in entity.mentions)
    return EntityDigest(
        key=entity.key,
        type=entity.type,
        name=entity.name,
        named=named or not entity.mentions,
        aliases=entity.aliases,
        offices=tuple(sorted({_office(capacity) for capacity in entity.capacities})),
        country=entity.country,
        gender=entity.gender,
        plural=entity.plural,
        members=entity.members,
    )


def _countries_implied(facts: ArticleFacts) -> list[EntityDigest]:
    """The countries that somebody takes part for and that no words of the article name, without a name."""
    named = {entity.country for entity in facts.entities if entity.type is EntityType.COUNTRY}
    keys = {entity.key for entity in facts.entities}
    sides = {part.on_behalf_of for report in facts.reports for part in report.participations}
    implied = sorted(sides - named - keys - {""})
    return [EntityDigest(code.lower(), EntityType.COUNTRY, "", named=False, country=code) for code in implied]


def _office(capacity: Capacity) -> OfficeDigest:
    return OfficeDigest(capacity.office, capacity.country, capacity.text, capacity.former)


def _words(evidence: Evidence) -> tuple[Span, ...]:
    return evidence.premises if isinstance(evidence, Inferred) else evidence.spans


def _report(report: EventReport) -> ReportDigest:
    place = report.location
    return ReportDigest(
        key=report.key,
        type=report.type,
        status=report.status,
        relation=report.relation,
        participations=tuple(
            ParticipationDigest(
                each.entity,
                each.role,
                _words(each.evidence),
                isinstance(each.evidence, Inferred),
                each.capacity.text if each.capacity else "",
                each.on_behalf_of,
            )
            for each in report.participations
        ),
        dates=report.dates,
        location=LocationDigest(
            place.entity, _words(place.evidence), isinstance(place.evidence, Inferred), place.evidence.rule
        )
        if place
        else None,
        topics=tuple((each.topic, each.weight, each.spans) for each in report.topics),
        triggers=report.triggers,
        status_words=report.status_words,
    )


def _statement(statement: Statement, text: str, language: str) -> StatementDigest:
    return StatementDigest(
        content=statement.content,
        spoken=statement.kind is not QuotationKind.REPORTED,
        speaker=statement.speaker,
        event=statement.event,
        features=segments(statement.content.of(text), language),
        addressee=statement.addressee_key,
        relayed_by=statement.relayed_by,
        topics=tuple(sorted(each.topic for each in statement.topics)),
    )
