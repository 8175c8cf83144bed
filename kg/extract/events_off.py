"""Whether what some words tell of was called off or put off."""

from functools import lru_cache

from kg.extract._told import Told
from kg.extract._words import last_words, words_in
from kg.model import EventStatus, EventType
from kg.model.language import EventWords

__all__ = ["called_off", "put_off", "took_place", "unkept"]


def put_off(told: Told) -> EventStatus | None:
    """Called off or moved, as said beside a noun or in its predicate."""
    frame, words, rest = told.frame, told.words, told.rest
    if (told.past and not frame.noun) or words_in(words.followed, rest):
        return None
    around = f"{told.near} {told.after if frame.noun else ''}"
    if words_in(words.cancelled, around) or _is_said(words.cancelled, rest, words):
        if frame.type == EventType.SUMMIT and _is_goal(told):
            return EventStatus.SCHEDULED
        return EventStatus.POSTPONED if _is_put_off_instead(rest, words) else EventStatus.CANCELLED
    if words_in(words.fallen_through, rest):
        return EventStatus.CANCELLED
    if words_in(words.unheld, rest):
        return EventStatus.CANCELLED if words_in(words.scheduled_after, rest) else EventStatus.HYPOTHETICAL
    moved = _is_moved(told) or _is_said(words.postponed, rest, words)
    if moved or (words_in(words.postponed, around) and not _took_place_late(rest, words)):
        return EventStatus.SCHEDULED if frame.type == EventType.SUMMIT and _is_goal(told) else EventStatus.POSTPONED
    return None


def _is_moved(told: Told) -> bool:
    """Whether what was planned once is to be at a time whose day is not told ("will finally take place in October")."""
    instead = words_in(told.words.held_instead, told.rest)
    if not instead:
        return False
    behind = told.span.end + instead[0].start
    later = [time for time in told.view.times if time.span.start >= behind]
    dated = any(time.weekday is not None or (time.start and time.start.day) for time in later)
    first = words_in(told.words.initially, told.rest)
    return bool(words_in(told.words.unfulfilled, told.rest) or (first and later and not dated))


def _is_goal(told: Told) -> bool:
    """Whether what was called off is only somebody's journey to a summit ("cancelled her trip to the summit")."""
    off = words_in((*told.words.cancelled, *told.words.postponed), told.before)
    return bool(off) and bool(words_in(_journeys(told.words), told.before[off[-1].end :]))


@lru_cache(maxsize=16)
def _journeys(words: EventWords) -> tuple[str, ...]:
    """The nouns for a journey."""
    return tuple(form for frame in words.frames if frame.noun and frame.type == EventType.VISIT for form in frame.forms)


def _is_put_off_instead(rest: str, words: EventWords) -> bool:
    """Whether what was called off is to be on another day ("was cancelled and will be rescheduled")."""
    off = words_in(words.cancelled, rest)
    return bool(off) and _is_said(words.postponed, rest[off[-1].end :], words)


def unkept(told: Told) -> EventStatus | None:
    """A plan told in the past that the rest of the sentence says was not kept."""
    planned = words_in(told.words.planned_then, told.view.text(told.clause.start, told.span.end))
    return EventStatus.CANCELLED if planned and words_in(told.words.unkept, told.sequel) else None


def called_off(rest: str, words: EventWords) -> EventStatus | None:
    """What became of a plan by the rest of its sentence ("were to meet on Friday, but it was postponed")."""
    if _is_said(words.cancelled, rest, words):
        return EventStatus.CANCELLED
    return EventStatus.POSTPONED if _is_said(words.postponed, rest, words) else None


def _is_said(what: tuple[str, ...], rest: str, words: EventWords) -> bool:
    """Whether some words are the predicate of what follows a noun ("…, planned for May, has been called off")."""
    return any(words_in(words.passive, last_words(rest[: found.start], 2)) for found in words_in(what, rest))


def took_place(rest: str, words: EventWords) -> bool:
    """Whether what follows a noun says that a plan was carried out ("planned for Monday, took place")."""
    return bool(words_in(words.took_place, rest) and words_in(words.scheduled_after, rest))


def _took_place_late(rest: str, words: EventWords) -> bool:
    """Whether what was put off took place after all ("delayed by a storm, took place", « reportée, s'est tenue »)."""
    late = words_in(words.postponed, rest)
    return any(told.start > (late[-1].end if late else 0) for told in words_in(words.took_place, rest))
