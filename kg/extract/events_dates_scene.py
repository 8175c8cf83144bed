"""Tells what was on the day of the talks told before it: what followed them, came out of them or came in turn."""

from msgspec import Struct
from msgspec.structs import replace

from kg.extract._words import words_in
from kg.extract.events_triggers import Trigger
from kg.model import EntityType, EventStatus, EventType, Span, TimeExpression
from kg.model.language import EventWords

__all__ = ["Scene", "is_of_scene"]

_SENTENCES, _NEXT, _IN_TURN = 8, 2, 4
_OPENING, _BESIDE, _NAMED, _PLACED = 80, 14, 8, 60
_TEXTS = (EventType.JOINT_STATEMENT, EventType.SIGNING)
_TOWNS = (EntityType.CITY, EntityType.COUNTRY)


class Scene(Struct, frozen=True):
    """Talks, or a signing, that were on one day, or talks of several.

    Attributes:
        time: the words that tell the day.
        index: of the sentence.
        type: what they were.
    """

    time: TimeExpression
    index: int
    type: EventType

    @property
    def last_day(self) -> TimeExpression:
        """The day on which they were over."""
        return replace(self.time, start=self.time.end, end=None, value="") if self.time.end else self.time


def is_of_scene(trigger: Trigger, scene: Scene, words: EventWords) -> bool:
    """Whether what has no day of its own was on that of a scene told some sentences before, at most.

    Args:
        trigger: without a day.
        scene: the one told last.
        words: of the language.
    """
    view = trigger.view
    if trigger.type in (EventType.VISIT, EventType.SUMMIT, None) or view.index - scene.index > _SENTENCES:
        return False
    text = trigger.type in _TEXTS and trigger.status is EventStatus.HELD
    if text and not _is_dated(trigger) and (after := words_in(words.after_talks, view.folded)):
        end = view.start + after[-1].end
        if not any(0 <= place.span.start - end <= _NAMED for place in view.places):  # "after the talks in Lima"
            return True
    if scene.time.end or (not trigger.firm and not (trigger.earlier and trigger.status is EventStatus.HELD)):
        return False
    if _follows(trigger, words):
        return True
    if trigger.earlier or trigger.then or _is_dated(trigger) or _has_place(trigger):
        return False
    signed = trigger.type is EventType.SIGNING and scene.type is not EventType.SIGNING
    near = view.text(trigger.span.start - _BESIDE, trigger.span.end + _BESIDE)
    later = view.index - scene.index
    in_turn = bool(words_in(words.in_turn, near))
    return 0 < later <= (_IN_TURN if in_turn else _NEXT if signed else 0)


def _follows(trigger: Trigger, words: EventWords) -> bool:
    """Whether a clause opens by saying that something came after talks ("After the ceremony, she met …")."""
    view = trigger.view
    said = view.text(view.start, min(view.start + _OPENING, trigger.span.start))
    opening = words_in(words.after_talks, said)
    dated = bool(view.times) and view.times[0].span < trigger.span
    return bool(opening) and not opening[0].start and said[opening[0].end :].startswith(",") and not dated


def _is_dated(trigger: Trigger) -> bool:
    """Whether its sentence tells a day, which may be its own; a month beside another event is none."""
    return any(time.type == "DATE" and not (time.start and not time.start.day) for time in trigger.view.times)


def _has_place(trigger: Trigger) -> bool:
    """Whether its clause names a town or a country as a place, where people may have come on another day."""
    clause = trigger.view.clause(trigger.span)
    near = Span(clause.start, min(clause.end, trigger.span.end + _PLACED))
    return any(place.entity.type in _TOWNS and near.contains(place.span) for place in trigger.view.places)
