"""What offices say of those who hold them: of which a country has one, which are of a state, which says most."""

from collections.abc import Sequence, Set

from msgspec import Struct

from kg.extract._words import fold, words_in
from kg.model import Capacity, Entity, Language, Span

__all__ = ["COUNTERPART", "LEADERS", "NATIONAL", "Foremost", "offices_of"]

COUNTERPART = "counterpart"
_RANK, _COMMA = "minister", 2
_VAGUE = frozenset({"", "leader", COUNTERPART})

LEADERS = frozenset({"head_of_state", "head_of_government", "monarch", "foreign_minister", "defence_minister"})
"""Offices of which a country has one."""
NATIONAL = LEADERS | {
    *("crown_prince", "vice_president", "deputy_head_of_government", "deputy_foreign_minister"),
    *("interior_minister", "finance_minister", "minister", "deputy_minister", "parliament_speaker"),
    *("adviser", "central_bank_governor"),
}
"""Offices of a state."""


def offices_of(entity: Entity) -> set[str]:
    """Keys of the offices that somebody holds still."""
    return {capacity.office for capacity in entity.capacities if not capacity.former}


class Foremost(Struct, frozen=True):
    """Chooses the office that says best what somebody of an article is.

    Attributes:
        headlines: ranges of the headlines, whose words are short for those of the body.
        peers: words for a counterpart, in lower case.
    """

    headlines: tuple[Span, ...]
    peers: tuple[str, ...]

    @classmethod
    def of(cls, headlines: Sequence[Span], language: Language) -> "Foremost":
        """Chooses in an article with some headlines."""
        peers = (form for each in language.names.offices if each.key == COUNTERPART for form in each.forms)
        return cls(tuple(headlines), tuple(peers))

    def __call__(self, entity: Entity) -> Capacity | None:
        """The first office that the body names somebody by, a past one only where there is no other.

        Words that name none ("leader", "counterpart", « ministre d'État, ministre de … ») stand behind those that do.
        """
        starts = {capacity.span.start for capacity in entity.capacities}
        return min(entity.capacities, key=lambda each: self._order(each, starts), default=None)

    def _order(self, capacity: Capacity, starts: Set[int]) -> tuple[bool, bool, bool, int]:
        rank = capacity.office == _RANK and capacity.span.end + _COMMA in starts
        vague = rank or capacity.office in _VAGUE or bool(words_in(self.peers, fold(capacity.text)))
        short = any(headline.overlaps(capacity.span) for headline in self.headlines)
        return (capacity.former, vague, short, capacity.span.start)
