"""Tells how well a title fits a person."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from kg.annotate.coreference_people import EXCLUSIVE, Person
from kg.annotate.names_scene import Phrase
from kg.model import Capacity, EntityType, Gender

__all__ = ["ANY", "DEPUTY", "SURE", "Builder", "Fitter", "Seen", "abbreviated", "holds", "settled", "takes_part"]

SURE = 3
DEPUTY = "deputy_"
_INITIALS = 3
_WIDER = {
    "leader": frozenset(
        {"head_of_state", "supreme_leader", "monarch", "head_of_government", "party_leader", "crown_prince", "leader"}
    ),
    "minister": frozenset(
        {"minister", "foreign_minister", "defence_minister", "interior_minister", "finance_minister"}
        | {"deputy_minister", "deputy_foreign_minister"}
    ),
    "deputy_minister": frozenset({"deputy_minister", "deputy_foreign_minister"}),
    "diplomat": frozenset(
        {"diplomat", "ambassador", "envoy", "foreign_minister", "deputy_foreign_minister", "spokesperson"}
        | {"high_representative"}
    ),
    "envoy": frozenset({"envoy", "ambassador"}),
    "head_of_state": frozenset({"head_of_state"}),
    "body_head": frozenset({"body_head", "secretary_general"}),
}
ANY = frozenset({"official"})
_ANY_RANK = ("diplomat",)
_RANKS = frozenset({"religious_leader", "military_chief", "monarch", "judge", "royal", "pope"})
_NO_OFFICIALS = frozenset({"head_of_state", "supreme_leader", "monarch", "crown_prince", "pope", "royal"})
_REIGNING = frozenset({"monarch", "pope"})
_BY_HEAD = frozenset({"body_head", "religious_leader", "military_chief", "judge", "adviser", "official", "legislator"})
_LEADER_OFFICES = {
    "head_of_state": frozenset({"head_of_state", "supreme_leader", "leader"}),
    "monarch": frozenset({"monarch", "leader"}),
    "head_of_government": frozenset({"head_of_government", "leader"}),
    "foreign_minister": frozenset({"foreign_minister", "minister", "diplomat"}),
    "minister": frozenset({"minister"}),
    "io_head": frozenset({"secretary_general"}),
}


@dataclass(slots=True)
class Builder:
    """An entity while its mentions are collected; local to the annotation of one article.

    Attributes:
        type: what it is.
        phrases: indexes of its phrases.
        key: of a known name, else "".
        gender: as far as shown.
        country: as `Entity.country`.
        plural: whether it is several.
        person: its names, for a person with a name.
        capacities: different offices it holds.
        members: indexes of the entities it is made of.
        ambiguous: whether it is a surname that fits several people.
        ranks: words of the honorifics before its name.
        styles: keys of the words of respect before its names and titles.
        called: how often it was "he" and "she".
    """

    type: EntityType
    phrases: list[int] = field(default_factory=list)
    key: str = ""
    gender: Gender = Gender.UNKNOWN
    country: str = ""
    plural: bool = False
    person: Person | None = None
    capacities: list[Capacity] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)
    members: tuple[int, ...] = ()
    ambiguous: bool = False
    ranks: frozenset[str] = frozenset()
    styles: set[str] = field(default_factory=set)
    called: Counter[Gender] = field(default_factory=Counter)

    def hold(self, capacities: Iterable[Capacity]) -> None:
        """Takes in offices that it does not have in the same words yet."""
        for capacity in capacities:
            if capacity.text not in self.texts:
                self.texts.add(capacity.text)
                self.capacities.append(capacity)

    @property
    def named(self) -> bool:
        """Whether it has a name, not only titles."""
        return self.person is not None or bool(self.key)


class Seen(Struct, frozen=True):
    """A mention that later words may refer to."""

    entity: int
    phrase: Phrase
    nested: bool


def _offices_fit(wanted: str, held: str) -> bool:
    return bool(wanted) and (wanted == held or held in _WIDER.get(wanted, ()))


def takes_part(phrase: Phrase, capacity: Capacity) -> bool:
    """Whether somebody of an office is one of those that a plural title names."""
    if capacity.former:
        return False
    return capacity.office in EXCLUSIVE if phrase.parties else _offices_fit(phrase.office, capacity.office)


def settled(capacities: Sequence[Capacity]) -> list[Capacity]:
    """Offices with those in few words read by the fuller ones ("président" by "président du Sénat")."""
    found = []
    for each in capacities:
        start = f"{each.text.casefold()} "
        fuller = [other for other in capacities if other.text.casefold().startswith(start)]
        same = any(other.office == each.office for other in fuller)
        found.append(replace(each, office=fuller[0].office) if fuller and not same else each)
    return found


def abbreviated(capacity: Capacity) -> bool:
    """Whether an office is only given by its initials ("PM")."""
    return capacity.text.isupper() and len(capacity.text) <= _INITIALS


def holds(phrase: Phrase, builder: Builder) -> bool:
    """Whether a title can mean nobody else than a person named before it in its own sentence.

    That is an office one person holds: for the same country, or of a monarch when no country is named.
    """
    if phrase.former or phrase.office not in EXCLUSIVE or phrase.plural:
        return False
    for capacity in builder.capacities:
        if capacity.office != phrase.office or capacity.former:
            continue
        if phrase.country:
            return phrase.country == (capacity.country or builder.country)
        return phrase.office in _REIGNING and capacity.text.casefold() != phrase.name.casefold()
    return False


def _ranked(phrase: Phrase, builder: Builder) -> bool:
    """Whether a person bears as honorific the rank that a title is ("the general")."""
    return phrase.name.lower() == phrase.head and phrase.head in builder.ranks


def _introduced_as(builder: Builder, nouns: Sequence[str]) -> bool:
    """Whether somebody has one of some nouns as honorific or at the beginning of an office they hold now."""
    held = [capacity.text.casefold() for capacity in builder.capacities if not capacity.former]
    return any(noun in builder.ranks or any(f"{text} ".startswith(f"{noun} ") for text in held) for noun in nouns)


def _known_fit(phrase: Phrase, builder: Builder) -> int:
    """Whether one of the leaders of that name held such an office, for people without an office in the text."""
    assert builder.person is not None  # noqa: S101
    if builder.person.offices:
        return 0
    for leader in builder.person.known:
        if phrase.office not in _LEADER_OFFICES.get(leader.office, ()):
            continue
        if phrase.country in ("", leader.country):
            return 1
    return 0


class Fitter(Struct, frozen=True):
    """What an article says that tells titles apart.

    Attributes:
        bodies: names of organisations → what they name.
        places: countries → how often they are named.
        portfolios: words for what ministers look after.
        roles: rows of a noun for a person and the narrower ones, or honorifics, that it may take up.
    """

    bodies: Mapping[str, int]
    places: Mapping[str, int]
    portfolios: Set[str]
    roles: Sequence[Sequence[str]] = ()

    def introduced(self, phrase: Phrase, people: Iterable[tuple[int, Builder]]) -> int:
        """The one of some people that a bare noun of a role means, -1 when none or several could be.

        « L’avocat » means who was introduced by that word; when nobody was, by one that it takes up (« Me Roy »).
        """
        wide = next((row[1:] for row in self.roles if row[0] == phrase.head), ())
        if phrase.name.casefold() != phrase.head or phrase.plural or phrase.former or (phrase.office and not wide):
            return -1
        met = [
            (entity, builder)
            for entity, builder in people
            if builder.person is not None
            and not builder.ambiguous
            and (Gender.UNKNOWN in (phrase.gender, builder.gender) or phrase.gender is builder.gender)
        ]
        for nouns in ((phrase.head,), wide):
            fitting = [entity for entity, builder in met if _introduced_as(builder, nouns)]
            if fitting:
                return fitting[0] if len(fitting) == 1 else -1
        return -1

    def fit(self, phrase: Phrase, builder: Builder) -> int:
        """How well a person fits a title: 0 not at all, 5 when it is their own title word for word."""
        if Gender.UNKNOWN not in (phrase.gender, builder.gender) and phrase.gender is not builder.gender:
            return 0
        if phrase.country and phrase.country == builder.country and builder.named and not phrase.former:
            if not phrase.head:
                return 2
            if phrase.office == "counterpart":
                return SURE
            now = {each.office for each in builder.capacities if not each.former}
            if phrase.office in ANY and now and not now & _NO_OFFICIALS:
                return 2
        if phrase.office in _RANKS and _ranked(phrase, builder):
            return 2
        if not phrase.head:
            return 0
        if phrase.style and not phrase.office and phrase.style in builder.styles:
            return SURE
        strength = 0
        same = phrase.name.casefold()
        for capacity in builder.capacities:
            if capacity.former is not phrase.former:
                continue
            if capacity.text.casefold() == same and (not builder.named or same != phrase.head):
                strength = 5
                continue
            if not phrase.office or not _offices_fit(phrase.office, capacity.office):
                continue
            held = capacity.country or builder.country
            if phrase.country and held and phrase.country != held:
                continue
            body = self._same_body(phrase.organization, capacity.organization)
            if phrase.organization and not body and phrase.organization.casefold() not in capacity.text.casefold():
                continue
            if phrase.office in _BY_HEAD and not body and phrase.head not in capacity.text.casefold():
                continue
            exact = phrase.country == held
            if phrase.country and not exact and not (phrase.office == capacity.office and self._at_home(phrase)):
                continue
            if self._other_portfolio(phrase.name, capacity.text):
                continue
            fit = 3 if exact else 2 if not phrase.country else 1
            below = capacity.office.startswith(DEPUTY) and not phrase.office.startswith((DEPUTY, *_ANY_RANK))
            strength = max(strength, fit + (phrase.head in capacity.text.casefold()) - below)
        if strength or builder.person is None or phrase.former or not phrase.office:
            return strength + bool(strength and phrase.style and phrase.style in builder.styles)
        return _known_fit(phrase, builder)

    def _at_home(self, phrase: Phrase) -> bool:
        """Whether the country of a title is named elsewhere too, so that somebody of unsaid country may be from it."""
        return self.places.get(phrase.country, 0) > 1

    def _other_portfolio(self, one: str, other: str) -> bool:
        """Whether two titles name different portfolios ("health minister", "minister of trade")."""
        mine = self.portfolios & set(one.lower().replace("'", " ").replace("’", " ").split())
        theirs = self.portfolios & set(other.lower().replace("'", " ").replace("’", " ").split())
        return bool(mine and theirs) and not mine & theirs

    def _same_body(self, one: str, other: str) -> bool:
        return bool(one and other) and (
            one == other or (one in self.bodies and self.bodies[one] == self.bodies.get(other))
        )
