"""Joins what many articles say: one node for each person, place, event and statement, every source kept apart."""

from collections.abc import Iterable

from kg.model import (
    ArticleFacts,
    Attribution,
    FusedDate,
    FusedEntity,
    FusedEvent,
    FusedFacts,
    FusedLocation,
    FusedParticipation,
    FusedTopic,
    Inferred,
    Name,
    QuotationKind,
    ReportRef,
    ReportRelation,
    Source,
    StatementRef,
)

__all__ = ["fuse"]


def fuse(articles: Iterable[ArticleFacts]) -> FusedFacts:
    """Everything concluded from some articles; the same for any order of them."""
    entities: list[FusedEntity] = []
    events: list[FusedEvent] = []
    attributions: list[Attribution] = []
    about: list[tuple[str, str]] = []
    mentions: list[tuple[str, str]] = []
    keys: list[str] = []
    for facts in sorted(articles, key=lambda each: each.article.key):
        article, language = facts.article.key, facts.language
        keys.append(article)

        def local(key: str, article: str = article) -> str:
            return f"{key}-{article[:6]}" if key else ""

        for entity in facts.entities:
            entities.append(
                FusedEntity(
                    key=local(entity.key),
                    type=entity.type,
                    names=(Name(language, entity.name),),
                    alternate_names=tuple(Name(language, alias) for alias in entity.aliases),
                    titles=tuple(sorted({Name(language, each.text) for each in entity.capacities})),
                    country=entity.country,
                    gender=entity.gender,
                    mentioned_in=((article, entity.key),),
                )
            )
            mentions.append((article, local(entity.key)))
        for report in facts.reports:
            if report.relation is ReportRelation.MAIN:
                about.append((article, local(report.key)))
            first = report.dates[0] if report.dates else None
            place = report.location
            events.append(
                FusedEvent(
                    key=local(report.key),
                    type=report.type,
                    status=report.status,
                    date=FusedDate(first.value, first.end, first.weekday, first.basis, (Source(article, first.span),))
                    if first
                    else None,
                    location=FusedLocation(local(place.entity), isinstance(place.evidence, Inferred), ())
                    if place
                    else None,
                    participations=tuple(
                        FusedParticipation(
                            local(each.entity),
                            each.role,
                            (Name(language, each.capacity.text),) if each.capacity else (),
                            "",
                            (),
                            (ReportRef(article, report.key),),
                        )
                        for each in report.participations
                    ),
                    topics=tuple(FusedTopic(each.topic, each.weight, ()) for each in report.topics),
                    reports=(ReportRef(article, report.key),),
                )
            )
        for statement in facts.statements:
            attributions.append(
                Attribution(
                    StatementRef(article, statement.content),
                    local(statement.speaker),
                    local(statement.event),
                    local(statement.addressee_key),
                    local(statement.relayed_by),
                    statement.kind is not QuotationKind.REPORTED,
                )
            )
    return FusedFacts(
        tuple(keys), tuple(entities), tuple(events), tuple(attributions), (), tuple(about), (), tuple(mentions)
    )
