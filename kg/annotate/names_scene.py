"""A phrase of an article, and the sentence it is made from."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from kg.annotate.gazetteer import Known
from kg.annotate.names_lexicon import Lexicon
from kg.annotate.names_words import Word
from kg.model import Capacity, EntityType, Gender, MentionKind, Span

__all__ = ["Phrase", "Scene"]

# Words before a phrase that may set it out as a topic (« quant à la ministre »).
_TOPIC = 3


class Phrase(Struct, frozen=True):
    """Words of one sentence that refer to somebody or something.

    Attributes:
        span: all of it, titles and honorifics included.
        kind: name, title, pronoun or demonym.
        name: the bare name, or the words of a title without its article.
        name_span: where that is.
        type: what it could be, None unknown.
        sentence: index of its sentence.
        paragraph: index of its paragraph.
        subject: whether it is the subject of a clause.
        gender: as far as its words show it.
        plural: whether it is several.
        definite: whether it is one the reader should know.
        counted: the number named in it, 0 for none.
        honorific: whether an honorific stands before the name.
        head: the head words of a title ("foreign minister"), "" for a name.
        office: key of the office, "" for none.
        country: of a title or a known name, "" unknown.
        organization: of a title, "" none.
        former: whether the office is past.
        rank: the honorifics before a name, in lower case.
        capacities: offices the words give it.
        known: what the gazetteer knows of it.
        same_as: start of the phrase of the same sentence that it explains ("X, president of Y"), -1 none.
        locative: whether a preposition of place stands before it.
        other: whether the model says that it is no person, body or place.
        after: end of the phrase that a relative pronoun follows, -1 none.
        latter: whether it takes up the one mentioned last.
        parties: whether it stands for the people on all sides of an event.
        style: key of the words of respect before it, "" none.
        joined: whether a conjunction joins it to the phrase right before it.
        countries: every country that a title names, in order.
        visit: whether it is who receives (1) or is received (-1) by a possessive before it ("his host"), 0 neither.
        owner: gender of that possessive.
        agent: whether a preposition of the doer of a passive stands before it.
        both: where the names of the two begin that it joins, empty for other phrases.
    """

    span: Span
    kind: MentionKind
    name: str
    name_span: Span
    type: EntityType | None
    sentence: int
    paragraph: int
    subject: bool = False
    gender: Gender = Gender.UNKNOWN
    plural: bool = False
    definite: bool = False
    counted: int = 0
    honorific: bool = False
    head: str = ""
    office: str = ""
    country: str = ""
    organization: str = ""
    former: bool = False
    rank: str = ""
    capacities: tuple[Capacity, ...] = ()
    known: Known | None = None
    same_as: int = -1
    locative: bool = False
    other: bool = False
    after: int = -1
    latter: bool = False
    parties: bool = False
    style: str = ""
    joined: bool = False
    countries: tuple[str, ...] = ()
    visit: int = 0
    owner: Gender = Gender.UNKNOWN
    agent: bool = False
    both: tuple[int, ...] = ()


class Scene(Struct, frozen=True):
    """One sentence while its phrases are made."""

    text: str
    words: Sequence[Word]
    lexicon: Lexicon
    sentence: int
    paragraph: int

    def span(self, first: int, last: int) -> Span:
        """The range of some words."""
        return Span(self.words[first].start, self.words[last - 1].end)

    def subject(self, first: int, last: int) -> bool:
        """Whether one of some words is the subject of a clause, or what it is set out to be about."""
        for word in self.words[first:last]:
            if word.subject:
                return True
        before = [word.lower for word in self.words[max(first - _TOPIC, 0) : first + 1]]
        topics = self.lexicon.topics
        return bool(topics) and not topics.isdisjoint([f"{one} {two}" for one, two in pairwise(before)])

    def joined(self, first: int) -> bool:
        """Whether a conjunction stands before a word."""
        return first > 0 and self.words[first - 1].lower in self.lexicon.conjunctions

    def visit(self, first: int, core: int) -> int:
        """1 for a possessive and who receives ("his host"), -1 for one and who is received, 0 for other words."""
        noun = self.words[core].lower
        meant = (noun in self.lexicon.hosts) - (noun in self.lexicon.guests)
        return meant if self.words[first].lower in self.lexicon.possessive else 0

    def agent(self, first: int) -> bool:
        """Whether a preposition of the doer of a passive stands before a word."""
        return first > 0 and self.words[first - 1].lower in self.lexicon.agents

    def locative(self, first: int) -> bool:
        """Whether a preposition of place stands before a word."""
        for index in (first - 1, first - 2):
            if index >= 0:
                lower = self.words[index].lower
                if lower in self.lexicon.locative:
                    return True
                if lower not in self.lexicon.definite:
                    return False
        return False
