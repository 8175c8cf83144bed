"""The statements of all articles as columns of numbers: who, where and at which event, some thirty bytes each.

A statement's number is its place when the articles are in order, and in each article its statements by where they are.
So two numbers are in the order of their `StatementRef`.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping

from kg.fuse.nodes import NodeIndex
from kg.model import Attribution, ReportRef, Span, StatementAlignment, StatementDigest, StatementRef
from kg.spill import Interned, Listed

__all__ = ["NOBODY", "Alignments", "Attributions", "Said"]

NOBODY = -1
_THOUSAND = 1000
_HALF = 32
_LOWER = (1 << _HALF) - 1


class Said:
    """What is known of each statement but its content.

    Args:
        index: numbers of the entities; those of an article are there before its statements are added.

    Attributes:
        speakers: number of the entity that speaks, -1 for none.
    """

    def __init__(self, index: NodeIndex) -> None:
        self.speakers = array("i")
        self._index = index
        self._articles: list[str] = []
        self._starts = array("I", [0])
        self._first, self._last = array("I"), array("I")
        self._spoken = bytearray()
        self._addressees, self._relays = array("i"), array("i")
        self._events = array("I")
        self._reports = Interned[str]()

    def add(self, article: str, statements: Iterable[StatementDigest]) -> None:
        """The statements of the next article, by where they are."""
        for each in statements:
            self._first.append(each.content.start)
            self._last.append(each.content.end)
            self._spoken.append(each.spoken)
            self.speakers.append(self._number(article, each.speaker))
            self._addressees.append(self._number(article, each.addressee))
            self._relays.append(self._number(article, each.relayed_by))
            self._events.append(self._reports.number(each.event))
        self._articles.append(article)
        self._starts.append(len(self._first))

    def _number(self, article: str, key: str) -> int:
        number = self._index.number((article, key)) if key else None
        return NOBODY if number is None else number

    def of_article(self, place: int) -> range:
        """The numbers of the statements of the article at a place."""
        return range(self._starts[place], self._starts[place + 1])

    def ref(self, number: int) -> StatementRef:
        """Which statement it is."""
        article = self._articles[bisect_right(self._starts, number) - 1]
        return StatementRef(article, Span(self._first[number], self._last[number]))

    def first_like(self, number: int, place: int) -> int:
        """The first statement of the article at a place that is the same words; most often the statement itself."""
        first = self._starts[place]
        while number > first and (self._first[number], self._last[number]) == (
            self._first[number - 1],
            self._last[number - 1],
        ):
            number -= 1
        return number

    def holds_another(self, number: int, place: int) -> bool:
        """Whether another statement of the article at a place lies inside it: what somebody says that somebody said."""
        start, end = self._first[number], self._last[number]
        return any(
            start <= self._first[other]
            and self._last[other] <= end
            and (self._first[other], self._last[other]) != (start, end)
            for other in self.of_article(place)
        )

    def report(self, number: int) -> str:
        """Key of the report it stands in, in its article; "" unknown."""
        return self._reports[self._events[number]]

    def event(self, number: int, article: str, event_of: Mapping[ReportRef, str]) -> str:
        """Key of the event of the report it stands in, by that of each report; "" for one that has none there."""
        return event_of.get(ReportRef(article, self.report(number)), "")

    def attribution(self, number: int, key_at: Callable[[int], str], event_of: Mapping[ReportRef, str]) -> Attribution:
        """Who it comes from, by the key of the entity of each number and that of the event held of each report."""
        ref = self.ref(number)
        speaker, addressee, relay = self.speakers[number], self._addressees[number], self._relays[number]
        return Attribution(
            ref,
            "" if speaker == NOBODY else key_at(speaker),
            self.event(number, ref.article, event_of),
            "" if addressee == NOBODY else key_at(addressee),
            "" if relay == NOBODY else key_at(relay),
            bool(self._spoken[number]),
        )

    def __len__(self) -> int:
        return len(self._first)


class Attributions(Listed[Attribution]):
    """Who each statement comes from, by its number; made when it is asked for."""

    def __init__(self, said: Said, key_at: Callable[[int], str], event_of: Mapping[ReportRef, str]) -> None:
        self._said, self._key_at, self._event_of = said, key_at, event_of

    def __len__(self) -> int:
        return len(self._said)

    def at(self, place: int) -> Attribution:
        """That of the statement of a number."""
        return self._said.attribution(place, self._key_at, self._event_of)


class Alignments(Listed[StatementAlignment]):
    """Pairs of statements that report one utterance, each once, sorted; ten bytes each.

    Args:
        said: the statements.
        found: pairs of numbers, the smaller first, with the confidence in thousandths; of one pair the surest counts.
    """

    def __init__(self, said: Said, found: Iterable[tuple[int, int, int]]) -> None:
        pairs, sure = array("Q"), array("H")
        for one, other, thousandths in found:
            pairs.append(one << _HALF | other)
            sure.append(thousandths)
        self._said = said
        self._pairs, self._sure = array("Q"), array("H")
        for at in sorted(range(len(pairs)), key=lambda at: (pairs[at], -sure[at])):
            if not (self._pairs and self._pairs[-1] == pairs[at]):
                self._pairs.append(pairs[at])
                self._sure.append(sure[at])

    def __len__(self) -> int:
        return len(self._pairs)

    def at(self, place: int) -> StatementAlignment:
        """The pair at a place."""
        pair = self._pairs[place]
        refs = self._said.ref(pair >> _HALF), self._said.ref(pair & _LOWER)
        return StatementAlignment(*refs, self._sure[place] / _THOUSAND)

    def of(self, one: int, other: int) -> StatementAlignment:
        """That of two statements given by their numbers."""
        return self.at(bisect_left(self._pairs, one << _HALF | other))
