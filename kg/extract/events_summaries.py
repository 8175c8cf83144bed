"""Tells which words tell of no event of their own: they sum up others, say how rare one is, or that nobody may meet."""

from collections.abc import Sequence

from msgspec import Struct

from kg.extract._coordination import untitled
from kg.extract._words import last_words, words_in
from kg.extract.events_alike import is_named
from kg.extract.events_drafts import REMOTE, Draft, in_headline
from kg.extract.events_triggers import Trigger
from kg.extract.participants import Part
from kg.model import DOUBTED, EntityType, EventStatus, EventType, Location, TimeExpression
from kg.model.language import EventWords

__all__ = ["Series", "first_of_kind", "houses", "is_of_nobody", "series_of", "sums_up"]

_TALKS = (EventType.MEETING, *REMOTE)
_SEVERAL = 3
_NEAR = 2
_LATELY = 6
"""Sentences after several encounters told at once in which each of them is told, at most."""


class Series(Struct, frozen=True):
    """Several encounters of one person that words tell of at once, before they are told one by one.

    Attributes:
        person: key of whose they are.
        sentence: number of theirs.
        when: their day, where it is one.
        place: theirs, None unknown.
    """

    person: str
    sentence: int
    when: Sequence[TimeExpression]
    place: Location | None

    def holds(self, trigger: Trigger, parts: Sequence[Part]) -> bool:
        """Whether a verb tells of one of the encounters: in the past, without being put before or after the others."""
        near = 0 < trigger.view.index - self.sentence <= _LATELY
        plain = trigger.firm and not trigger.frame.noun and not (trigger.earlier or trigger.previous or trigger.then)
        people = {part.party.entity.key for part in parts}
        return near and plain and trigger.type is EventType.MEETING and self.person in people and len(people) > 1


def series_of(
    trigger: Trigger,
    parts: Sequence[Part],
    when: Sequence[TimeExpression],
    place: Location | None,
    words: EventWords,
) -> Series | None:
    """The encounters that a trigger tells of at once ("held a series of meetings in Lima on Monday"), None for none."""
    people = {part.party.entity.key for part in parts if is_named(part.party.entity)}
    held = trigger.status is EventStatus.HELD and trigger.type is EventType.MEETING
    if not held or len(people) != 1 or not _is_of_several(trigger, words):
        return None
    days = () if any(time.end or not time.start or not time.start.day for time in when) else when
    return Series(next(iter(people)), trigger.view.index, days, place)


def sums_up(draft: Draft, parts: Sequence[Part], words: EventWords) -> bool:
    """Whether words tell as one what the text tells as talks with one after another.

    A headline does with people of theirs ("Berg speaks with presidents of Chile and Peru" over "Berg spoke with the
    president of Chile, then with …") or with a crowd (« Berg reçoit des personnalités »), and a sentence that says only
    who had several ("Berg held telephone calls").

    Args:
        draft: an event told before.
        parts: of all the encounters of one trigger.
        words: of the language.
    """
    told, known = ({part.party.entity.key for part in each} for each in (parts, draft.parts))
    named = {part.party.entity.key for part in draft.parts if is_named(part.party.entity)}
    if draft.type not in _TALKS:
        return False
    if in_headline(draft) and len(known) >= _SEVERAL and known <= told:
        return True
    if len(named) != 1 or not named <= told:
        return False
    crowd = any(part.party.entity.type is EntityType.GROUP for part in draft.parts)
    if in_headline(draft) and crowd and len(told) > len(known):
        return True
    return all(_is_of_several(trigger, words) for trigger in draft.triggers)


def _is_of_several(trigger: Trigger, words: EventWords) -> bool:
    """Whether words tell of several encounters at once ("telephone calls", "held bilateral meetings with")."""
    return bool(words_in(words.separately, trigger.view.text(trigger.span.start, trigger.span.end)))


def first_of_kind(trigger: Trigger, parts: Sequence[Part], drafts: Sequence[Draft], words: EventWords) -> Draft | None:
    """The event told before of which a noun says that it was the first with somebody of an office, None if it does not.

    "It was the first visit by a Chilean president", « le premier entretien entre un dirigeant du Nord et M. Vega ».
    So does one that says which of several by somebody it was ("This is Vega's second trip abroad").
    """
    view, span = trigger.view, trigger.span
    before = view.text(view.start, span.start)
    numbered = words_in((*words.firsts, *words.ordinals), last_words(before, _NEAR))
    if not trigger.frame.noun or not numbered:
        return None
    anybody = any(untitled(part.party.entity) and not part.party.definite for part in parts)
    anybody = anybody and bool(words_in(words.firsts, last_words(before, _NEAR)))
    same = _is_identity(trigger, words)
    named = {part.party.entity.key for part in parts if is_named(part.party.entity)}
    kinds = (trigger.type, *(_TALKS if trigger.type in _TALKS else ()))
    told = [
        draft
        for draft in drafts
        if draft.type in kinds and draft.status is trigger.status and named <= set(draft.people())
    ]
    return told[-1] if told and (anybody or (same and named)) else None


def _is_identity(trigger: Trigger, words: EventWords) -> bool:
    """Whether a sentence says of what it points to that it is the event of a noun ("this is Vega's second trip")."""
    view, span = trigger.view, trigger.span
    said = words_in(words.identities, view.text(view.start, span.start))
    between = view.tokens_between(view.start + said[-1].end, span.start) if said else ()
    return bool(said) and all(token.pos not in ("VERB", "AUX") for token in between)


def is_of_nobody(trigger: Trigger, parts: Sequence[Part]) -> bool:
    """Whether a verb tells of a wish to receive somebody, and the words do not say whose wish it is."""
    frame = trigger.frame
    wished = trigger.status in DOUBTED and not frame.noun and frame.subject and frame.object not in ("", frame.subject)
    return bool(wished) and not trigger.passive and not any(part.role == frame.subject for part in parts)


def houses(parts: Sequence[Part], host: str, guest: str) -> bool:
    """Whether a country has the seat of a body, which is no meeting ("Belgium, which hosts the Alliance")."""
    hosts = {part.party.entity.type for part in parts if part.role == host}
    guests = {part.party.entity.type for part in parts if part.role == guest}
    return hosts == {EntityType.COUNTRY} and guests == {EntityType.ORGANIZATION}
