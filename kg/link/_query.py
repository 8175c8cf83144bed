"""What is asked of an authority: an entity with everything the texts say that could tell it from its namesakes."""

from collections.abc import Callable

from msgspec import Struct

from kg.link._entry import Kind, Term
from kg.link._titles import Title

__all__ = ["Query", "Surroundings", "holding", "interval"]

type Lookup = Callable[[str], tuple[str, ...]]
type Interval = tuple[str, str]


class Surroundings(Struct, frozen=True):
    """Text around a mention, for the judgement of namesakes and for people who review.

    Attributes:
        before: up to 80 characters before it, of its paragraph.
        mention: its words.
        after: up to 120 characters after it, of its paragraph.
        published: ISO date of the article, "" unknown; it stands in where no event has a date.
    """

    before: str
    mention: str
    after: str
    published: str = ""

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join(f"{self.before}{self.mention}{self.after}".split())


class Query(Struct, frozen=True):
    """One entity to be linked.

    Attributes:
        key: of the entity.
        kinds: what entries it may be; never empty.
        names: bare names, the best first; empty when only titles refer to it.
        titles: what its titles say.
        country: code the texts give it, "" unknown.
        gender: "M", "F" or "".
        dates: (first, last) ISO days of the events it has a part in; empty when none is known.
        around: codes of the countries that its events and articles also speak of.
        surroundings: of some mentions.
        languages: of the names, best first.
        national: whether the texts make a body one of a country ("Council of Ministers of Lebanon").
    """

    key: str
    kinds: frozenset[Kind]
    names: tuple[str, ...]
    titles: tuple[Title, ...] = ()
    country: str = ""
    gender: str = ""
    dates: tuple[Interval, ...] = ()
    around: frozenset[str] = frozenset()
    surroundings: tuple[Surroundings, ...] = ()
    languages: tuple[str, ...] = ("en",)
    national: bool = False

    @property
    def countries(self) -> frozenset[str]:
        """Codes the texts tie it to: its own and those of its offices."""
        found = {code for title in self.titles for code in title.countries}
        return frozenset(found | {self.country} if self.country else found)


def interval(start: str, end: str = "") -> Interval:
    """First and last day that ISO dates of any precision can mean; an open start or end reaches as far as it can.

    >>> interval("2016", "2016-04")
    ('2016-01-01', '2016-04-31')
    """
    first = (start + "-01-01"[len(start) - 4 :]) if len(start) >= 4 else "0000-01-01"
    last = (end + "-12-31"[len(end) - 4 :]) if len(end) >= 4 else "9999-12-31"
    if len(end) == 7:
        last = f"{end}-31"
    if len(start) == 7:
        first = f"{start}-01"
    return first, last


def holding(term: Term, day: Interval) -> float:
    """How surely an office was held: 1 yes, 0.8 by dates that are not known to the day, 0.4 close to it, 0 no.

    The end of a term is never a hard bound: sources close terms early.

    >>> holding(Term("president", "", "", "IR", "2013-08-03", "2021-08-03"), interval("2016-04-11", "2016-04-11"))
    1.0
    """
    if not term.start and not term.end:
        return 0.4
    first, last = interval(term.start, term.end)
    if first <= day[0] and day[1] <= last:
        sure = len(term.start) == 10 or first[:4] < day[0][:4]
        return 1.0 if sure and (len(term.end) == 10 or not term.end or day[1][:4] < last[:4]) else 0.8
    if first[:4] <= day[1][:4] and day[0] <= last:
        near = _days(day[1], first) if first > day[1] else 0
        return 0.4 if near <= 120 else 0.0
    if day[0] > last:
        return 0.4 if _days(last, day[0]) <= 400 else 0.0
    return 0.4 if _days(day[1], first) <= 120 else 0.0


def _days(earlier: str, later: str) -> int:
    """About how many days lie between two ISO days."""
    year, month, day = (int(b) - int(a) for a, b in zip(earlier.split("-"), later.split("-"), strict=True))
    return year * 365 + month * 30 + day
