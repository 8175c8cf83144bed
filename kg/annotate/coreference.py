"""Resolves titles, pronouns and groups of an article to the entities that its names gave."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import islice

from kg.annotate.coreference_fit import ANY, SURE, Builder, Fitter, Seen, holds, takes_part
from kg.annotate.coreference_fold import fold
from kg.annotate.coreference_pairs import across, heaviest, last_two, of_countries, people_of, without_deputies
from kg.annotate.coreference_titles import FAR, best_fit, called_so, certainty
from kg.annotate.names_scene import Phrase
from kg.model import EntityType, Gender, MentionKind

__all__ = ["Resolver"]

_BODIES = frozenset({EntityType.ORGANIZATION, EntityType.GOVERNMENT})
_ACTORS = _BODIES | {EntityType.COUNTRY}
_SEVERAL = frozenset({EntityType.GROUP, EntityType.DELEGATION})
_PAIR = 2
_WEAK = 7.0
_MANY = 150
_FEW = 40
_SENTENCES = 8
_PARAGRAPHS = 3
_JOINT = 6
_OF = 8


class Resolver:
    """Goes through the phrases of an article in text order and gives each an entity.

    `certainty` is how sure that is, by index of the phrase, where it may be somebody else.

    Args:
        phrases: of the article, in text order.
        builders: entities found by name; grows.
        owner: index of a phrase → index of its entity; grows.
        portfolios: words for what ministers look after.
        roles: `NameWords.roles` of the language.
        bodies_by_pronoun: whether "he" and "she" of the language may stand for a body (French "il").
    """

    def __init__(
        self,
        phrases: Sequence[Phrase],
        builders: list[Builder],
        owner: dict[int, int],
        portfolios: Set[str],
        roles: Sequence[Sequence[str]],
        *,
        bodies_by_pronoun: bool,
    ) -> None:
        self.phrases = phrases
        self.builders = builders
        self.owner = owner
        self.bodies_by_pronoun = bodies_by_pronoun
        self.history: list[Seen] = []
        self.last_seen: dict[int, int] = {}
        self.by_sentence: dict[int, list[int]] = {}
        for index, phrase in enumerate(phrases):
            self.by_sentence.setdefault(phrase.sentence, []).append(index)
        self.by_start = {
            phrase.name_span.start: index for index, phrase in enumerate(phrases) if phrase.kind is MentionKind.NAME
        }
        bodies = {
            phrase.name: owner[index]
            for index, phrase in enumerate(phrases)
            if phrase.type is EntityType.ORGANIZATION and index in owner
        }
        places = Counter(phrase.country for phrase in phrases if phrase.known and phrase.country)
        self.fitter = Fitter(bodies, places, portfolios, roles)
        self.unseen = [index for index, builder in enumerate(builders) if builder.type is EntityType.PERSON]
        self.unseen.sort(key=lambda index: -builders[index].phrases[0])
        self.recent: dict[int, None] = {}
        self.groups: list[int] = []
        self.certainty: dict[int, float] = {}
        self.unnamed: dict[tuple[EntityType, str], list[int]] = {}
        self.beside: dict[int, dict[int, int]] = {}
        self.by_end: dict[int, int] = {}
        self.headline: frozenset[int] = frozenset()
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
        self.headline = headline
        border = -1
        later = []
        for index, phrase in enumerate(self.phrases):
            if phrase.sentence in headline:
                if index not in self.owner:
                    later.append(index)
                continue
            nested = phrase.span.end <= border
            self._one(index, phrase)
            if phrase.both:
                continue
            border = max(border, phrase.span.end)
            entity = self.owner.get(index)
            if entity is not None:
                self.history.append(Seen(entity, phrase, nested))
                self.last_seen[entity] = len(self.history)
                if self.builders[entity].type is EntityType.PERSON:
                    self.recent.pop(entity, None)
                    self.recent[entity] = None
        for index in later:
            if self.phrases[index].kind is MentionKind.TITLE:
                self._one(index, self.phrases[index])

    def _one(self, index: int, phrase: Phrase) -> None:
        if index in self.owner:
            return
        if phrase.kind is MentionKind.PRONOUN:
            if phrase.after >= 0:
                found = self._whom(phrase)
            else:
                find = self._pair if phrase.both else self._latter if phrase.latter else self._pronoun
                found = find(phrase)
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
            found = self._title(index, phrase)
            if found is not None:
                self._give(index, found)
        elif phrase.type is EntityType.GROUP:
            self._give(index, self._group(phrase))
        else:
            self._give(index, self._body(phrase))

    def _whom(self, phrase: Phrase) -> int | None:
        """Whom a relative pronoun follows; of "Anna Berg of Gabon, who" not the country."""
        index = self.by_end.get(phrase.after, -1)
        found = self.owner.get(index)
        if found is None or self.bodies_by_pronoun or self.builders[found].type is not EntityType.COUNTRY:
            return found
        start = self.phrases[index].span.start
        near = (seen for seen in islice(reversed(self.history), _FEW) if 0 < start - seen.phrase.span.end <= _OF)
        return next((seen.entity for seen in near if self.builders[seen.entity].type is EntityType.PERSON), found)

    def _give(self, index: int, entity: int) -> None:
        phrase, builder = self.phrases[index], self.builders[entity]
        self.owner[index] = entity
        builder.phrases.append(index)
        if builder.gender is Gender.UNKNOWN and phrase.kind is MentionKind.TITLE:
            builder.gender = phrase.gender
        if phrase.kind is MentionKind.PRONOUN and phrase.gender is not Gender.UNKNOWN:
            builder.called[phrase.gender] += 1
        if phrase.style:
            builder.styles.add(phrase.style)
        if phrase.kind is MentionKind.TITLE and len(builder.phrases) > 1:
            builder.hold(phrase.capacities)

    def _new(self, phrase: Phrase) -> int:
        assert phrase.type is not None  # noqa: S101
        builder = Builder(phrase.type, gender=phrase.gender, country=phrase.country, plural=phrase.plural)
        builder.hold(phrase.capacities)
        self.builders.append(builder)
        entity = len(self.builders) - 1
        if phrase.type is EntityType.GROUP:
            self.groups.append(entity)
        else:
            self.unnamed.setdefault((phrase.type, phrase.head), []).append(entity)
        return entity

    def _people(self) -> Iterator[int]:
        """People a title may mean: those seen last, and those named first from here on."""
        yield from islice(reversed(self.recent), _MANY)
        while self.unseen and self.unseen[-1] in self.last_seen:
            self.unseen.pop()
        yield from (entity for entity in islice(reversed(self.unseen), _MANY) if entity not in self.last_seen)

    # titles

    def _title(self, index: int, phrase: Phrase) -> int | None:
        opposite = across(self.history, self.builders, phrase) if phrase.visit else -1
        if opposite >= 0:
            self.certainty[index] = FAR
            return opposite
        if not phrase.definite:
            return self._new(phrase)
        fits: dict[int, int] = {}
        beside = self._named_beside(phrase)
        other = self._joined_to(phrase)
        for entity in self._people():
            builder = self.builders[entity]
            if entity == other or builder.ambiguous or (not builder.capacities and not builder.person):
                continue
            if entity in beside and not (beside[entity] < phrase.span.start and holds(phrase, builder)):
                continue
            strength = self.fitter.fit(phrase, builder)
            if not strength or (strength < SURE and entity not in self.last_seen):
                continue
            fits[entity] = strength
        nearest = self._first if phrase.sentence in self.headline else self._last
        chosen = best_fit(called_so(phrase, fits, self.builders), nearest, phrase.span.start)
        if chosen < 0 and not fits and phrase.head:
            met = [entity for entity in self._people() if entity in self.last_seen and entity not in {*beside, other}]
            chosen = self.fitter.introduced(phrase, [(entity, self.builders[entity]) for entity in met])
        if chosen < 0:
            return self._new(phrase) if phrase.head else None
        if self.builders[chosen].named:
            self.certainty[index] = certainty(phrase, chosen, fits, self._last(chosen))
        return chosen

    def _first(self, entity: int) -> Seen | None:
        return next((seen for seen in self.history if seen.entity == entity), None)

    def _last(self, entity: int) -> Seen | None:
        return self.history[self.last_seen[entity] - 1] if entity in self.last_seen else None

    def _named_beside(self, phrase: Phrase) -> dict[int, int]:
        """People with a name in the sentence of a title, with its end: seldom is one person called by both there."""
        if phrase.sentence not in self.beside:
            named: dict[int, int] = {}
            for index in self.by_sentence.get(phrase.sentence, ()):
                if index in self.owner and self.phrases[index].kind is MentionKind.NAME:
                    named.setdefault(self.owner[index], self.phrases[index].span.end)
            self.beside[phrase.sentence] = named
        return self.beside[phrase.sentence]

    def _joined_to(self, phrase: Phrase) -> int:
        """Whom a conjunction joins to a title ("the Secretary and the Minister"): somebody else; -1 nobody."""
        if not phrase.joined or not self.history:
            return -1
        last = self.history[-1]
        return last.entity if 0 < phrase.span.start - last.phrase.span.end <= _JOINT else -1

    # bodies, documents, delegations

    def _body(self, phrase: Phrase) -> int:
        assert phrase.type is not None  # noqa: S101
        if phrase.definite:
            for entity in islice(reversed(self.unnamed.get((phrase.type, phrase.head), ())), _FEW):
                builder = self.builders[entity]
                if phrase.country and phrase.country != builder.country:
                    continue
                known = self.phrases[builder.phrases[0]].name
                same = phrase.name.casefold() == known.casefold()
                other = phrase.name[:1].isupper() > known[:1].isupper()
                if same or (not other and len(phrase.name) <= len(phrase.head) + 1):
                    return entity
        named = self.fitter.bodies.get(phrase.name)
        if named is None and phrase.definite and not phrase.country and phrase.name.casefold() == phrase.head:
            named = self._called(phrase)
        return self._new(phrase) if named is None else named

    def _called(self, phrase: Phrase) -> int | None:
        """The body named last whose name has the noun that it is taken up by ("the directorate")."""
        for seen in islice(reversed(self.history), _MANY):
            builder = self.builders[seen.entity]
            if builder.type not in (phrase.type, EntityType.ORGANIZATION) or seen.phrase.kind is MentionKind.PRONOUN:
                continue
            if seen.phrase.definite and fold(phrase.head) in map(fold, seen.phrase.name.split()):
                return seen.entity
        return None

    # groups

    def _group(self, phrase: Phrase) -> int:
        members = self._members(phrase)
        if phrase.definite:
            for entity in islice(reversed(self.groups), _FEW):
                builder = self.builders[entity]
                if not builder.phrases:
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
        """The people a plural title stands for: one of each country in it, or when exactly so many fit as it counts."""
        if len(phrase.countries) > 1 and phrase.office:
            return of_countries(phrase, self.builders)
        if not phrase.counted or not (phrase.office or phrase.parties):
            return ()
        people = [(entity, self.builders[entity]) for entity in sorted(islice(reversed(self.recent), _MANY))]
        fitting = [
            entity
            for entity, builder in people
            if not builder.ambiguous and any(takes_part(phrase, each) for each in builder.capacities)
        ]
        if len(fitting) > phrase.counted:
            fitting = without_deputies(phrase, fitting, self.builders)
        if len(fitting) > phrase.counted:
            last = islice(reversed(self.history), _MANY)
            near = {seen.entity for seen in last if seen.phrase.paragraph == phrase.paragraph}
            here = [entity for entity in fitting if entity in near]
            fitting = here if len(here) == phrase.counted else list(heaviest(fitting, self.builders, phrase.counted))
        if len(fitting) == phrase.counted - 1:
            others = [
                entity
                for entity, builder in people
                if builder.person and not builder.capacities and len(builder.phrases) > 1
            ]
            fitting = sorted(fitting + others) if len(others) == 1 else fitting
        if len(fitting) == phrase.counted:
            return tuple(fitting)
        anybody = phrase.counted == _PAIR and (phrase.parties or phrase.office in ANY)
        two = last_two(self.history, self.builders, phrase) if anybody else ()
        return two if all(self.builders[each].type is EntityType.PERSON for each in two) else ()

    # pronouns

    def _latter(self, phrase: Phrase) -> int | None:
        for seen in islice(reversed(self.history), _MANY):
            builder = self.builders[seen.entity]
            if phrase.sentence - seen.phrase.sentence > 1:
                return None
            if builder.type is not EntityType.PERSON or seen.phrase.kind is MentionKind.PRONOUN:
                continue
            if Gender.UNKNOWN in (phrase.gender, builder.gender) or phrase.gender is builder.gender:
                return seen.entity
        return None

    def _pair(self, phrase: Phrase) -> int | None:
        """The two that a plural pronoun takes up, or that are named side by side, as a group."""
        named = [self.owner.get(self.by_start.get(each, -1), -1) for each in phrase.both]
        members = people_of(named, self.builders) if named else last_two(self.history, self.builders, phrase)
        if not members:
            return None
        for entity in islice(reversed(self.groups), _FEW):
            if self.builders[entity].members == members:
                return entity
        self.builders.append(Builder(EntityType.GROUP, plural=True, members=members))
        self.groups.append(len(self.builders) - 1)
        return len(self.builders) - 1

    def _pronoun(self, phrase: Phrase) -> int | None:
        best: tuple[float, int] | None = None
        chosen = None
        tried = set()
        for position in range(len(self.history) - 1, max(-1, len(self.history) - 1 - _MANY), -1):
            seen = self.history[position]
            distance = phrase.sentence - seen.phrase.sentence
            paragraphs = phrase.paragraph - seen.phrase.paragraph
            if distance > _SENTENCES or paragraphs > _PARAGRAPHS:
                break
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

    def _salience(self, phrase: Phrase, seen: Seen, distance: int, paragraphs: int) -> float | None:
        builder = self.builders[seen.entity]
        if phrase.plural != (builder.plural or builder.type in _SEVERAL):
            return None
        if builder.type is EntityType.DELEGATION and paragraphs:
            return None  # "They" in a new paragraph is seldom those who came along.
        body = builder.type in _ACTORS and self.bodies_by_pronoun and seen.phrase.subject and distance <= 1
        if not phrase.plural and builder.type is not EntityType.PERSON and not body:
            return None
        shown = builder.gender if builder.gender is not Gender.UNKNOWN or not body else seen.phrase.gender
        if Gender.UNKNOWN not in (phrase.gender, shown) and phrase.gender is not shown:
            return None
        score = 10.0 - 3.0 * distance - 2.0 * paragraphs
        if seen.phrase.subject:
            score += 5
        if not seen.phrase.definite and seen.phrase.plural:
            score -= 6
        if seen.nested:
            score -= 5
        if builder.type in _ACTORS:
            score -= 6
        if phrase.gender is not Gender.UNKNOWN and builder.gender is phrase.gender:
            score += 3
        elif phrase.gender is not Gender.UNKNOWN and builder.called:
            score += 2 if builder.called[phrase.gender] >= max(builder.called.values()) else -4
        if builder.named:
            score += 1
        return score
