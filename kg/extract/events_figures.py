"""Leaves out turns of phrase for an encounter ("got round a table") where plainer words tell of it."""

from collections.abc import Sequence

from kg.extract.events_drafts import REMOTE
from kg.extract.events_triggers import Trigger
from kg.extract.participants import parts_of
from kg.model import EventType
from kg.model.language import EventWords

__all__ = ["told_plainly"]

_TALKS = (EventType.MEETING, *REMOTE)
_PAIR = 2


def told_plainly(triggers: Sequence[Trigger], words: EventWords) -> tuple[Trigger, ...]:
    """The triggers without turns of phrase in whose clause a plainer word of their kind tells who met.

    Args:
        triggers: of an article, in text order.
        words: of the language.
    """
    plain: dict[int, list[Trigger]] = {}
    for trigger in triggers:
        if trigger.type and not (trigger.frame.figure or trigger.side):
            plain.setdefault(trigger.view.index, []).append(trigger)
    return tuple(
        each
        for each in triggers
        if not each.frame.figure or not any(_tells_of(other, each, words) for other in plain.get(each.view.index, ()))
    )


def _tells_of(plain: Trigger, figure: Trigger, words: EventWords) -> bool:
    """Whether a word tells who met in the clause of a turn of phrase for the same ("held talks by video link")."""
    alike = plain.type is figure.type or {plain.type, figure.type} <= {*_TALKS}
    here = plain.view.clause(plain.span) == figure.view.clause(figure.span)
    return alike and here and len(parts_of(plain, words)) >= _PAIR
