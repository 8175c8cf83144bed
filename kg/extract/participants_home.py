"""Tells of which country those are whom an article gives to none: the one it is written in, or speaks of as theirs."""

from collections.abc import Mapping, Sequence, Set
from itertools import pairwise

from kg.extract._links import links_of
from kg.extract._words import fold
from kg.model import Annotations, EntityType, EventReport, Language, Role

__all__ = ["home_beside"]

_SIDES = 2


def home_beside(
    reports: Sequence[EventReport],
    bare: Set[str],
    countries: Mapping[str, str],
    annotations: Annotations,
    language: Language,
) -> str:
    """The one country named beside that of those whom people of no country met or visited; "" where there is none.

    It is the only other one that the article names, or stands joined to theirs ("Canada and the Bahamas").

    Args:
        reports: of an article.
        bare: keys of the people of no country said.
        countries: of others, by key.
        annotations: of the article.
        language: of it.
    """
    partners = {country for report in reports for country in _partners(report, bare, countries, annotations)}
    states = [entity for entity in annotations.entities if entity.type is EntityType.COUNTRY]
    named = sorted((mention.span, state.country) for state in states for mention in state.mentions)
    found = {country for _, country in named}
    if len(found) == _SIDES and found & partners:
        others = found - partners
    else:
        joined = links_of(language.links).joined
        text = fold(annotations.article.text)
        pairs = [
            {one, two}
            for (left, one), (right, two) in pairwise(named)
            if joined.fullmatch(text[left.end : right.start])
        ]
        others = {country for pair in pairs if pair & partners for country in pair - partners}
    return others.pop() if len(others) == 1 else ""


def _partners(report: EventReport, bare: Set[str], countries: Mapping[str, str], annotations: Annotations) -> Set[str]:
    """The countries of those whom people of no country met, and where those were guests."""
    people = {part.entity for part in report.participations}
    if not people & bare:
        return set()
    met = {countries[key] for key in people - bare if key in countries}
    if report.location and any(part.role is Role.GUEST and part.entity in bare for part in report.participations):
        met |= {entity.country for entity in annotations.entities if entity.key == report.location.entity}
    return met - {""}
