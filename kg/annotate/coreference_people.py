"""Sorts the names of an article into people: full names, surnames, spellings; namesakes stay apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.annotate.coreference_bearers import Bearers, similar
from kg.annotate.coreference_fold import fold, same_part
from kg.annotate.gazetteer import Leader, given_names, leaders_named
from kg.annotate.names_scene import Phrase
from kg.model import Gender

__all__ = ["EXCLUSIVE", "Person", "cluster_people", "name_parts"]

EXCLUSIVE = frozenset(
    {
        "head_of_state",
        "supreme_leader",
        "monarch",
        "crown_prince",
        "vice_president",
        "head_of_government",
        "foreign_minister",
        "defence_minister",
        "interior_minister",
        "finance_minister",
        "first_lady",
        "parliament_speaker",
    }
)
_BY_MARRIAGE = frozenset({"first_lady"})
_FULL = 2


@dataclass(slots=True)
class Person:
    """A person while names are being sorted; local to the annotation of one article.

    Attributes:
        parts: folded parts of the fullest name.
        phrases: indexes of the phrases that name them.
        introduced: start of the first full name, -1 for none.
        gender: as far as shown.
        offices: exclusive offices held now.
        ambiguous: whether it is a surname that fits several.
        ranks: words of the honorifics before their names.
        titles: their offices as the text has them, in lower case.
    """

    parts: tuple[str, ...]
    phrases: list[int] = field(default_factory=list)
    introduced: int = -1
    gender: Gender = Gender.UNKNOWN
    offices: set[str] = field(default_factory=set)
    ambiguous: bool = False
    known: tuple[Leader, ...] = ()
    ranks: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)

    def add(self, index: int, phrase: Phrase) -> None:
        """Takes in one more phrase."""
        self.phrases.append(index)
        self.ranks.update(phrase.rank.split())
        self.titles.update(each.text.casefold() for each in phrase.capacities if not each.former)
        if self.gender is Gender.UNKNOWN:
            self.gender = phrase.gender
        self.offices.update(each.office for each in phrase.capacities if each.office in EXCLUSIVE and not each.former)

    def bears(self, titles: Iterable[str]) -> bool:
        """Whether one of some titles is short for one of theirs ("président" for "président du Sénat")."""
        return any(own.startswith(f"{title} ") for title in titles for own in self.titles)


def name_parts(name: str, particles: Iterable[str]) -> tuple[str, ...]:
    """The folded parts of a name, particles left out when others remain; hyphens part.

    >>> name_parts("Jean-Yves Le Drian", ["le"])
    ('jean', 'ives', 'drian')
    """
    pieces = name.replace("-", " ").replace("‑", " ").split()
    kept = [piece for piece in pieces if piece.lower() not in particles] or pieces
    return tuple(part for part in map(fold, kept) if part)


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether all parts of a full name occur in another in that order, or all turned round (surname first)."""
    rest = iter(long)
    if all(any(similar(part, other) for other in rest) for part in short):
        return any(len(part) > 1 for part in short) and (similar(short[-1], long[-1]) or similar(short[0], long[0]))
    return len(short) == len(long) == _FULL and same_part(short[0], long[1]) and same_part(short[1], long[0])


def cluster_people(phrases: Sequence[Phrase], indexes: Sequence[int], particles: Iterable[str]) -> list[Person]:
    """The people some name phrases name, each phrase with exactly one.

    A full name joins the person whose fullest name holds all its parts. A single part joins the one person introduced
    before it whose name has that part; if several fit and neither gender nor office tells them apart, it is a person
    of its own, ambiguous.

    Args:
        phrases: of the whole article.
        indexes: of those that name people, in text order.
        particles: parts that do not count.
    """
    parts = {index: name_parts(phrases[index].name, particles) for index in indexes}
    bearers = Bearers[Person]()
    full = [index for index in indexes if len(parts[index]) >= _FULL]
    for index in sorted(full, key=lambda each: (-len(parts[each]), each)):
        own = parts[index]
        near = bearers.sharing(own)
        fitting = [each for each in near if _within(own, each.parts) and _agree(each, phrases[index])]
        if len(fitting) != 1:
            fitting = [person for person in fitting if person.parts == own]
        if not fitting:
            fitting = [Person(own)]
            bearers.add(fitting[0])
        person = fitting[0]
        person.add(index, phrases[index])
        start = phrases[index].span.start
        person.introduced = start if person.introduced < 0 else min(person.introduced, start)
    for person in bearers.people:
        _look_up(person)
    singles = [index for index in indexes if len(parts[index]) < _FULL]
    for index in singles:
        _join_single(bearers, phrases, index, parts[index])
    for person in bearers.people:
        person.phrases.sort()
    return bearers.people


def _look_up(person: Person) -> None:
    """Adds what is known of a full name: the leaders of that name, and its gender."""
    person.known = leaders_named(person.parts)
    if person.gender is Gender.UNKNOWN:
        genders = {leader.gender for leader in person.known} - {Gender.UNKNOWN}
        person.gender = genders.pop() if len(genders) == 1 else given_names().get(person.parts[0], Gender.UNKNOWN)


def _agree(person: Person, phrase: Phrase) -> bool:
    return phrase.gender is Gender.UNKNOWN or person.gender is Gender.UNKNOWN or phrase.gender is person.gender


def _join_single(bearers: Bearers[Person], phrases: Sequence[Phrase], index: int, parts: tuple[str, ...]) -> None:
    phrase = phrases[index]
    if not parts:
        return
    fitting = [person for person in bearers.bearing(parts[0]) if _agree(person, phrase)]
    now = {each.office for each in phrase.capacities if each.office in EXCLUSIVE and not each.former}
    if now:
        said = [each.text.casefold() for each in phrase.capacities]
        sharing = [person for person in fitting if person.offices & now or person.bears(said)]
        fitting = sharing or [person for person in fitting if not person.offices]
    introduced = [person for person in fitting if 0 <= person.introduced <= phrase.span.start]
    fitting = introduced or fitting
    if len(fitting) > 1 and phrase.rank:
        ranked = [person for person in fitting if person.ranks & set(phrase.rank.split())]
        fitting = ranked if len(ranked) == 1 else fitting
    if len(fitting) > 1:
        alone = [person for person in fitting if len(person.parts) == 1]
        fitting = alone if len(alone) == 1 else fitting
    if len(fitting) > 1:
        officials = [person for person in fitting if person.offices - _BY_MARRIAGE]
        fitting = officials if len(officials) == 1 else fitting
    if len(fitting) == 1:
        fitting[0].add(index, phrase)
        return
    person = Person(parts, ambiguous=len(fitting) > 1)
    person.add(index, phrase)
    bearers.add(person)
