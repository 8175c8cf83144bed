"""Reads the stops of a journey: several places told in a row, and who travels where only a stop is told."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from kg.extract._views import Party, View
from kg.extract.events_drafts import Draft
from kg.extract.events_triggers import Trigger
from kg.extract.participants import Part
from kg.model import Entity, EntityType, EventType, Location, Observed, Role
from kg.model.language import EventWords

__all__ = ["stops_of", "traveller_of"]

_READ = 0.9
_NEAR = 60
_LATELY = 3
"""Sentences after a journey in which a stop without a traveller is one of it, at most."""
_TRAVELLERS = (EntityType.PERSON, EntityType.DELEGATION, EntityType.GROUP)


def stops_of(
    trigger: Trigger, parts: Sequence[Part], place: Location | None, entities: Mapping[str, Entity], words: EventWords
) -> list[Location]:
    """The further places of a journey that stand in a row with its first ("will visit Chile, Peru and Mali").

    Each is in another country; [] where only one is told.

    Args:
        trigger: words for a journey.
        parts: whose it is; nobody's has no stops.
        place: where they say it leads, None unknown.
        entities: by key.
        words: prepositions before places.
    """
    if trigger.type is not EventType.VISIT or place is None or not isinstance(place.evidence, Observed):
        return []
    if not any(part.party.entity.type in _TRAVELLERS for part in parts):
        return []
    view, first = trigger.view, place.evidence.spans[0]
    if not 0 <= first.start - trigger.span.end <= _NEAR or view.text(first.end, first.end + 1) in ("'", "’"):
        return []
    row: list[Party] = []
    ended = False
    for each in view.places:
        if each.span.start < first.start:
            continue
        joint = _joint(view, row[-1], each, words) if row else ","
        if not joint:
            break
        row.append(each)
        ended = ended or joint != ","
    seen = {entities[place.entity].country}
    stops: list[Location] = []
    for each in row[1:] if ended else ():
        if each.entity.type in (EntityType.COUNTRY, EntityType.CITY) and each.entity.country not in {*seen, ""}:
            seen.add(each.entity.country)
            stops.append(Location(each.entity.key, Observed((each.span,), "place-read", _READ)))
    return stops


def _joint(view: View, one: Party, two: Party, words: EventWords) -> str:
    """What joins two places in a row, a preposition or an article before the second or not: ",", "and", "" nothing."""
    said = view.text(one.span.end, two.span.start).replace(",", " , ").replace("'", "' ").split()
    left = [word for word in said if word not in words.to_place and word not in view.links.definite]
    if left == [","]:
        return ","
    joins = left[-1:] if left[:1] == [","] else left
    return joins[0] if len(joins) == 1 and view.links.joined.fullmatch(f" {joins[0]} ") else ""


def traveller_of(trigger: Trigger, parts: Sequence[Part], drafts: Sequence[Draft]) -> list[Part]:
    """The parts of a noun for a stop, where it names nobody those of the journey told last ("the stop in Mali")."""
    frame = trigger.frame
    if trigger.type is not EventType.VISIT or not frame.noun or not frame.place_needed:
        return list(parts)
    if any(part.party.entity.type in _TRAVELLERS for part in parts):
        return list(parts)
    journeys = (draft for draft in reversed(drafts) if draft.type is EventType.VISIT)
    journey = next(journeys, None)
    if journey is None or trigger.view.index - journey.triggers[-1].view.index > _LATELY:
        return list(parts)
    return [replace(part, trigger=trigger.span) for part in journey.parts if part.role is Role.GUEST]
