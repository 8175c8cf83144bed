"""What several sources say of one property: which value is preferred, and by which rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from msgspec import Struct

from kg.model import Claim, Conflict, EventStatus, PartialDate, Source

__all__ = ["Weighed", "World", "conflict_of", "weigh"]


class World(Struct, frozen=True):
    """What the weighing of sources needs to know of the articles.

    Attributes:
        published: publication date of each article that has one.
        original: for each article that shares its text with others, the one that counts.
    """

    published: Mapping[str, PartialDate]
    original: Mapping[str, str]

    def independent(self, articles: Iterable[str]) -> int:
        """How many sources there are once copies of one text are counted as one."""
        return len({self.original.get(article, article) for article in articles})


@dataclass(slots=True)
class Weighed:
    """A value with all that speaks for it."""

    value: str
    articles: set[str] = field(default_factory=set)
    sources: set[Source] = field(default_factory=set)
    explicit: bool = False

    def add(self, article: str, sources: Iterable[Source], explicit: bool) -> None:
        """Another source that gives this value."""
        self.articles.add(article)
        self.sources.update(sources)
        self.explicit = self.explicit or explicit


def weigh(values: Iterable[Weighed], world: World) -> tuple[tuple[Weighed, ...], str]:
    """The values, preferred one first, and the rule that put it there.

    Read in full before reckoned or inferred; then more independent sources; then the earlier publication, where each
    value has one; then the smallest value, a denial last.
    """
    known = list(values)
    dates = {each.value: [world.published[a] for a in each.articles if a in world.published] for each in known}
    all_dated = all(dates.values())

    def rank(each: Weighed) -> tuple[bool, int, str, tuple[bool, str]]:
        earliest = min(date.iso for date in dates[each.value]) if all_dated else ""
        return (
            not each.explicit,
            -world.independent(each.articles),
            earliest,
            (each.value == EventStatus.DENIED, each.value),
        )

    ranked = sorted(known, key=rank)
    rules = ("ExplicitFirst", "MoreSources", "EarlierPublication", "SmallestValue")
    rule = "SmallestValue"
    if len(ranked) > 1:
        first, second = rank(ranked[0]), rank(ranked[1])
        rule = next(name for name, one, other in zip(rules, first, second, strict=True) if one != other)
    return tuple(ranked), rule


def conflict_of(property_name: str, subject: str, values: Iterable[Weighed], world: World) -> Conflict:
    """A conflict of at least two values."""
    ranked, rule = weigh(values, world)
    claims = tuple(Claim(each.value, tuple(sorted(each.sources)), world.independent(each.articles)) for each in ranked)
    return Conflict(property_name, subject, claims, rule)
