"""Resolves titles, pronouns and groups of an article to the entities that its names gave."""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from kg.annotate.coreference_people import EXCLUSIVE, Person
from kg.annotate.names_phrases import Phrase
from kg.model import Capacity, EntityType, Gender, MentionKind

__all__ = ["Builder", "Resolver"]

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
    ),
    "envoy": frozenset({"envoy", "ambassador"}),
    "head_of_state": frozenset({"head_of_state"}),
    "body_head": frozenset({"body_head", "secretary_general"}),
}
_RANKS = frozenset({"religious_leader", "military_chief", "monarch", "judge"})
_BY_HEAD = frozenset({"body_head", "religious_leader", "military_chief", "judge", "adviser", "official", "legislator"})
_LEADER_OFFICES = {
    "head_of_state": frozenset({"head_of_state", "supreme_leader", "leader"}),
    "monarch": frozenset({"monarch", "leader"}),
    "head_of_government": frozenset({"head_of_government", "leader"}),
    "foreign_minister": frozenset({"foreign_minister", "minister", "diplomat"}),
    "minister": frozenset({"minister"}),
    "io_head": frozenset({"secretary_general"}),
}
_BODIES = frozenset({EntityType.ORGANIZATION, EntityType.GOVERNMENT})
_SEVERAL = frozenset({EntityType.GROUP, EntityType.DELEGATION})
_PAIR = 2
_SURE = 3
_WEAK = 7.0
_SENTENCES = 8
_PARAGRAPHS = 3


@dataclass(slots=True)
class Builder:
    """An entity while its mentions are collected; local to the annotation of one article."""

    type: EntityType
    phrases: list[int] = field(default_factory=list)
    key: str = ""
    gender: Gender = Gender.UNKNOWN
    country: str = ""
    plural: bool = False
    person: Person | None = None
    capacities: list[Capacity] = field(default_factory=list)
    members: tuple[int, ...] = ()
    ambiguous: bool = False
    called: Counter[Gender] = field(default_factory=Counter)

    @property
    def named(self) -> bool:
        """Whether it has a name, not only titles."""
        return self.person is not None or bool(self.key)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A mention that later words may refer to."""

    entity: int
    phrase: Phrase
    nested: bool


def _offices_fit(wanted: str, held: str) -> bool:
    return bool(wanted) and (wanted == held or held in _WIDER.get(wanted, ()))


def _takes_part(phrase: Phrase, capacity: Capacity) -> bool:
    """Whether somebody of an office is one of those that a plural title names."""
    if capacity.former:
        return False
    return capacity.office in EXCLUSIVE if phrase.parties else _offices_fit(phrase.office, capacity.office)


class Resolver:
    """Goes through the phrases of an article in text order and gives each an entity.

    Args:
        phrases: of the article, in text order.
        builders: entities found by name; grows.
        owner: index of a phrase → index of its entity; grows.
        portfolios: words for what ministers look after.
        bodies_by_pronoun: whether "he" and "she" of the language may stand for a body (French "il").
    """

    def __init__(
        self,
        phrases: Sequence[Phrase],
        builders: list[Builder],
        owner: dict[int, int],
        portfolios: Set[str],
        *,
        bodies_by_pronoun: bool,
    ) -> None:
        self.portfolios = portfolios
        self.places = Counter(phrase.country for phrase in phrases if phrase.known and phrase.country)
        self.phrases = phrases
        self.builders = builders
        self.owner = owner
        self.bodies_by_pronoun = bodies_by_pronoun
        self.history: list[_Seen] = []
        self.last_seen: dict[int, int] = {}
        self.by_sentence: dict[int, list[int]] = {}
        for index, phrase in enumerate(phrases):
            self.by_sentence.setdefault(phrase.sentence, []).append(index)
        self.by_start = {
            phrase.name_span.start: index for index, phrase in enumerate(phrases) if phrase.kind is MentionKind.NAME
        }

        self.bodies: dict[str, int | str] = {
            phrase.name: owner[index]
            for index, phrase in enumerate(phrases)
            if phrase.type is EntityType.ORGANIZATION and index in owner
        }
        self.by_end: dict[int, int] = {}
        for index, phrase in enumerate(phrases):
            if phrase.kind is MentionKind.PRONOUN or phrase.kind is MentionKind.DEMONYM:
                continue
            longest = self.by_end.get(phrase.span.end)
            if longest is None or len(phrases[longest].span) < len(phrase.span):
                self.by_end[phrase.span.end] = index

    def resolve(self, headline: frozenset[int]) -> None:
        """Resolves every phrase; those of the sentences in `headline` last, without order.

        Args:
            headline: indexes of sentences.
        """
        border = -1
        later = []
        for index, phrase in enumerate(self.phrases):
            if phrase.sentence in headline:
                if index not in self.owner:
                    later.append(index)
                continue
            nested = phrase.span.end <= border
            border = max(border, phrase.span.end)
            self._one(index, phrase)
            entity = self.owner.get(index)
            if entity is not None:
                self.history.append(_Seen(entity, phrase, nested))
                self.last_seen[entity] = len(self.history)
        for index in later:
            if self.phrases[index].kind is MentionKind.TITLE:
                self._one(index, self.phrases[index])

    def _one(self, index: int, phrase: Phrase) -> None:
        if index in self.owner:
            return
        if phrase.kind is MentionKind.PRONOUN:
            if phrase.after >= 0:
                found = self.owner.get(self.by_end.get(phrase.after, -1))
            else:
                found = self._latter(phrase) if phrase.latter else self._pronoun(phrase)
            if found is not None:
                self._give(index, found)
            return
        if phrase.kind is not MentionKind.TITLE or phrase.type is None:
            return
        if phrase.same_as >= 0:
            other = self.owner.get(self.by_start.get(phrase.same_as, -1))
            if other is not None:
                self._give(index, other)
                return
        if phrase.type is EntityType.PERSON:
            found = self._title(phrase)
            if found is not None:
                self._give(index, found)
        elif phrase.type is EntityType.GROUP:
            self._give(index, self._group(phrase))
        else:
            self._give(index, self._body(phrase))

    def _give(self, index: int, entity: int) -> None:
        phrase, builder = self.phrases[index], self.builders[entity]
        self.owner[index] = entity
        builder.phrases.append(index)
        if builder.gender is Gender.UNKNOWN and phrase.kind is MentionKind.TITLE:
            builder.gender = phrase.gender
        if phrase.kind is MentionKind.PRONOUN and phrase.gender is not Gender.UNKNOWN:
            builder.called[phrase.gender] += 1
        if phrase.kind is MentionKind.TITLE and len(builder.phrases) > 1:
            builder.capacities.extend(phrase.capacities)

    def _new(self, phrase: Phrase) -> int:
        assert phrase.type is not None  # noqa: S101
        self.builders.append(
            Builder(
                phrase.type,
                gender=phrase.gender,
                country=phrase.country,
                plural=phrase.plural,
                capacities=list(phrase.capacities),
            )
        )
        return len(self.builders) - 1

    def _recency(self, entity: int) -> int:
        return self.last_seen.get(entity, 0)

    # titles

    def _title(self, phrase: Phrase) -> int | None:
        if not phrase.definite:
            return self._new(phrase)
        best: tuple[int, int] | None = None
        chosen = -1
        beside = self._named_beside(phrase)
        for entity, builder in enumerate(self.builders):
            if entity in beside:
                continue
            if (
                builder.type is not EntityType.PERSON
                or builder.ambiguous
                or (not builder.capacities and not builder.person)
            ):
                continue
            strength = self._fit(phrase, builder)
            if not strength or (strength < _SURE and entity not in self.last_seen):
                continue
            rank = (strength, self._recency(entity))
            if best is None or rank > best:
                best, chosen = rank, entity
        if chosen >= 0:
            return chosen
        return self._new(phrase) if phrase.head else None

    def _named_beside(self, phrase: Phrase) -> set[int]:
        """People with a name in the sentence of a title: a writer does not call one person by both there."""
        return {
            self.owner[index]
            for index in self.by_sentence.get(phrase.sentence, ())
            if index in self.owner and self.phrases[index].kind is MentionKind.NAME
        }

    def _fit(self, phrase: Phrase, builder: Builder) -> int:
        """How well a person fits a title: 0 not at all, 5 when it is their own title word for word."""
        if Gender.UNKNOWN not in (phrase.gender, builder.gender) and phrase.gender is not builder.gender:
            return 0
        if phrase.country and phrase.country == builder.country and builder.named and not phrase.former:
            if not phrase.head:
                return 2
            if phrase.office == "counterpart":
                return _SURE
        if phrase.office in _RANKS and self._ranked(phrase, builder):
            return 2
        if not phrase.head:
            return 0
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
            strength = max(strength, fit + (phrase.head in capacity.text.casefold()))
        if strength or builder.person is None or phrase.former or not phrase.office:
            return strength
        return self._known_fit(phrase, builder)

    def _ranked(self, phrase: Phrase, builder: Builder) -> bool:
        """Whether a person bears as honorific the rank that a title is ("the general")."""
        return phrase.name.lower() == phrase.head and any(
            phrase.head in self.phrases[index].rank.split() for index in builder.phrases
        )

    def _at_home(self, phrase: Phrase) -> bool:
        """Whether the country of a title is named elsewhere too, so that somebody of unsaid country may be from it."""
        return self.places.get(phrase.country, 0) > 1

    def _other_portfolio(self, one: str, other: str) -> bool:
        """Whether two titles name different portfolios ("health minister", "minister of trade")."""
        mine = self.portfolios & set(one.lower().replace("'", " ").replace("’", " ").split())
        theirs = self.portfolios & set(other.lower().replace("'", " ").replace("’", " ").split())
        return bool(mine and theirs) and not mine & theirs

    def _same_body(self, one: str, other: str) -> bool:
        return bool(one and other) and self.bodies.get(one, one) == self.bodies.get(other, other)

    def _known_fit(self, phrase: Phrase, builder: Builder) -> int:
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

    # bodies, documents, delegations

    def _body(self, phrase: Phrase) -> int:
        if phrase.definite:
            for seen in reversed(self.history):
                builder = self.builders[seen.entity]
                if builder.type is not phrase.type or builder.named:
                    continue
                first = self.phrases[builder.phrases[0]]
                if first.head != phrase.head:
                    continue
                if phrase.country and builder.country and phrase.country != builder.country:
                    continue
                if phrase.country and not builder.country:
                    continue
                same = phrase.name.casefold() == first.name.casefold()
                if same or len(phrase.name) <= len(phrase.head) + 1:
                    return seen.entity
        named = self.bodies.get(phrase.name)
        return named if isinstance(named, int) else self._new(phrase)

    # groups

    def _group(self, phrase: Phrase) -> int:
        members = self._members(phrase)
        if phrase.definite:
            for entity, builder in enumerate(self.builders):
                if builder.type is not EntityType.GROUP or not builder.phrases:
                    continue
                if members and builder.members == members:
                    return entity
                first = self.phrases[builder.phrases[0]]
                if not members and not builder.members and first.name.casefold() == phrase.name.casefold():
                    return entity
        entity = self._new(phrase)
        self.builders[entity].members = members
        return entity

    def _members(self, phrase: Phrase) -> tuple[int, ...]:
        """The people a counted plural title stands for, when exactly so many fit."""
        if not phrase.counted or not (phrase.office or phrase.parties):
            return ()
        fitting = [
            entity
            for entity, builder in enumerate(self.builders)
            if builder.type is EntityType.PERSON
            and entity in self.last_seen
            and not builder.ambiguous
            and any(_takes_part(phrase, each) for each in builder.capacities)
        ]
        if len(fitting) > phrase.counted:
            near = {seen.entity for seen in self.history if seen.phrase.paragraph == phrase.paragraph}
            here = [entity for entity in fitting if entity in near]
            fitting = here if len(here) == phrase.counted else self._heaviest(fitting, phrase.counted)
        if len(fitting) == phrase.counted - 1:
            others = [
                entity
                for entity, builder in enumerate(self.builders)
                if builder.person and not builder.capacities and entity in self.last_seen and self._weight(entity) > 1
            ]
            fitting = sorted(fitting + others) if len(others) == 1 else fitting
        return tuple(fitting) if len(fitting) == phrase.counted else ()

    def _heaviest(self, entities: list[int], count: int) -> list[int]:
        """The most mentioned of some entities, all of them when others are mentioned as often."""
        ranked = sorted(entities, key=lambda entity: -self._weight(entity))
        clear = self._weight(ranked[count - 1]) > self._weight(ranked[count])
        return sorted(ranked[:count]) if clear else entities

    def _weight(self, entity: int) -> int:
        return len(self.builders[entity].phrases)

    # pronouns

    def _latter(self, phrase: Phrase) -> int | None:
        for seen in reversed(self.history):
            builder = self.builders[seen.entity]
            if phrase.sentence - seen.phrase.sentence > 1:
                return None
            if builder.type is not EntityType.PERSON or seen.phrase.kind is MentionKind.PRONOUN:
                continue
            if Gender.UNKNOWN in (phrase.gender, builder.gender) or phrase.gender is builder.gender:
                return seen.entity
        return None

    def _pair(self, phrase: Phrase) -> int | None:
        """The two people of the last sentence before a plural pronoun that has just two, as a group."""
        people: list[int] = []
        sentence = -1
        for seen in reversed(self.history):
            if phrase.paragraph - seen.phrase.paragraph > 1 or (people and seen.phrase.sentence != sentence):
                break
            if self.builders[seen.entity].type is EntityType.PERSON and not seen.nested:
                sentence = seen.phrase.sentence
                if seen.entity not in people:
                    people.append(seen.entity)
        if len(people) != _PAIR or phrase.sentence - sentence > 1:
            return None
        members = tuple(sorted(people))
        for entity, builder in enumerate(self.builders):
            if builder.type is EntityType.GROUP and builder.members == members:
                return entity
        self.builders.append(Builder(EntityType.GROUP, plural=True, members=members))
        return len(self.builders) - 1

    def _pronoun(self, phrase: Phrase) -> int | None:
        best: tuple[float, int] | None = None
        chosen = None
        counts: dict[int, int] = {}
        tried = set()
        for position in range(len(self.history) - 1, -1, -1):
            seen = self.history[position]
            distance = phrase.sentence - seen.phrase.sentence
            paragraphs = phrase.paragraph - seen.phrase.paragraph
            if distance > _SENTENCES or paragraphs > _PARAGRAPHS:
                break
            counts[seen.entity] = counts.get(seen.entity, 0) + 1
            if (seen.entity, seen.phrase.sentence) in tried and not seen.phrase.subject:
                continue
            score = self._salience(phrase, seen, distance, paragraphs)
            if score is None:
                continue
            tried.add((seen.entity, seen.phrase.sentence))
            rank = (score, position)
            if best is None or rank > best:
                best, chosen = rank, seen.entity
        if phrase.plural and (best is None or best[0] < _WEAK):
            return self._pair(phrase) or chosen
        return chosen

    def _salience(self, phrase: Phrase, seen: _Seen, distance: int, paragraphs: int) -> float | None:
        builder = self.builders[seen.entity]
        if phrase.plural != (builder.plural or builder.type in _SEVERAL):
            return None
        body = builder.type in _BODIES and self.bodies_by_pronoun and seen.phrase.subject and distance <= 1
        if not phrase.plural and builder.type is not EntityType.PERSON and not body:
            return None
        if Gender.UNKNOWN not in (phrase.gender, builder.gender) and phrase.gender is not builder.gender:
            return None
        score = 10.0 - 3.0 * distance - 2.0 * paragraphs
        if seen.phrase.subject:
            score += 5
        if not seen.phrase.definite and seen.phrase.plural:
            score -= 6
        if seen.nested:
            score -= 5
        if builder.type in _BODIES:
            score -= 6
        if phrase.gender is not Gender.UNKNOWN and builder.gender is phrase.gender:
            score += 3
        elif phrase.gender is not Gender.UNKNOWN and builder.called:
            score += 2 if builder.called[phrase.gender] >= max(builder.called.values()) else -4
        if builder.named:
            score += 1
        return score
