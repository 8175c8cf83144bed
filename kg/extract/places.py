"""Reads where an event is beside the words that tell it."""

from collections.abc import Collection, Mapping, Sequence

from kg.extract._beside import in_margins, leads_to
from kg.extract._links import Links
from kg.extract._views import Party, View
from kg.extract._words import last_words, words_in
from kg.extract.events_dates_reach import reach_of
from kg.extract.events_triggers import Trigger
from kg.extract.places_of_verbs import of_other_verb
from kg.model import (
    Entity,
    EntityType,
    EventType,
    Location,
    Observed,
    Role,
    Span,
)
from kg.model.language import EventWords

__all__ = ["best_place", "place_of", "prepared", "seat_of"]

_FAR = 190
_AT_ONCE = 5
_APART = 9
_LISTING = ("PUNCT", "CCONJ", "ADP", "DET")
_ATTRIBUTES = 3  # "in the southern Peruvian port city of"
_READ, _INFERRED = 0.9, 0.8
_ORDER = {EntityType.PLACE: 0, EntityType.CITY: 1, EntityType.COUNTRY: 2}
_REGION = 3


def place_of(trigger: Trigger, words: EventWords, others: Sequence[Trigger]) -> Location | None:
    """The place that the sentence of a trigger gives it, or None; never one that speaks or is part of a title.

    Args:
        trigger: of the event.
        words: prepositions before places.
        others: the triggers of the same sentence; a place nearer to one of them is theirs.
    """
    if trigger.type in (EventType.PHONE_CALL, EventType.VIDEO_CONFERENCE):
        return None
    view = trigger.view
    clause = view.clause(trigger.span)
    goal = leads_to(view, trigger.span, words.to_place) if trigger.type is EventType.VISIT else None
    found: list[tuple[int, int, Party]] = []
    for place in view.places:
        if goal and place is not goal and place.entity.type is EntityType.PLACE:
            continue  # "a visit to China, at the Great Hall", "a visit to Apia, the first to the Pacific".
        if not (clause.start <= place.span.start < clause.end):
            continue
        gap = reach_of(trigger, place.span)
        if trigger.type is EventType.JOINT_STATEMENT and _is_region(place, words):
            continue
        if of_other_verb(trigger, place, others) or _is_addressed(view, trigger, place):
            continue
        if _is_past_here(view, trigger, place, words) or _is_of_joined_verb(view, trigger, place, words):
            continue
        if _is_of_what_began(view, trigger, place, words):
            continue
        if goal and place is not goal and _is_abroad(place.entity, goal.entity):
            continue
        if trigger.around and place.span.end <= trigger.span.start and not _where(view, place, words):
            continue  # "was sent to Peru after the summit"
        if gap > _FAR or any(other.span.overlaps(place.span) for other in others):
            continue
        if _tells_where(view, place, words):
            continue
        rivals = [other for other in others if other.type and not other.side and not _is_next(view, place, other)]
        rivals = [other for other in rivals if not _is_aside(view, place, other, words)]
        if not _where(view, place, words) and any(reach_of(other, place.span) < gap for other in rivals):
            continue
        rank = None if _is_topic(view, trigger, place, words) else _rank(view, trigger, place, words)
        if rank is not None:
            found.append((rank + _ORDER[place.entity.type], gap, place))
    if not found:
        return None
    _, _, place = min(found, key=lambda each: (each[0], each[1]))
    place = _town_of(view, place) or place
    return Location(place.entity.key, Observed((place.span,), "place-read", _READ))


def _town_of(view: View, country: Party) -> Party | None:
    """The town that stands before its country, set apart by a comma (« à Doha, au Qatar, où »)."""
    for town in view.places:
        apart = (
            0 < country.span.start - town.span.end <= _APART and view.text(town.span.end, country.span.start)[0] == ","
        )
        same = town.entity.type is EntityType.CITY and town.entity.country == country.entity.country
        if apart and same and country.entity.type is EntityType.COUNTRY:
            return town
    return None


def seat_of(seat: Party | None) -> Location | None:
    """The place that is said to host an event."""
    return Location(seat.entity.key, Observed((seat.span,), "place-hosts", _READ)) if seat else None


def _tells_where(view: View, place: Party, words: EventWords) -> bool:
    """Whether a place only says where a town lies that is named behind it ("at the Black Sea resort of Batumi")."""
    after = view.text(place.span.end, place.span.end + _FAR).lstrip().lower()
    town = next((found for found in words_in(words.cities, after) if found.start == 0), None)
    return town is not None and after[town.end :].lstrip().startswith(words.owner)


def _is_addressed(view: View, trigger: Trigger, place: Party) -> bool:
    """Whether a place is a body too, to which another verb does something ("met Berg, who asked the Senate to …")."""
    party = view.party_at(place.span.start)
    return (
        party is not None
        and party.span == place.span
        and party.entity.type in (EntityType.GOVERNMENT, EntityType.ORGANIZATION)
        and view.verb_above(place.span.start) != view.verb_above(trigger.span.start)
    )


def _is_past_here(view: View, trigger: Trigger, place: Party, words: EventWords) -> bool:
    """Whether an event is said to be here before a place that another noun leads to ("met here to open a gate at")."""
    here = words_in(words.here, view.text(trigger.span.end, place.span.start))
    between = view.tokens_between(trigger.span.end + here[-1].end, place.span.start) if here else ()
    return any(token.pos in ("NOUN", "VERB") for token in between)


def _is_of_joined_verb(view: View, trigger: Trigger, place: Party, words: EventWords) -> bool:
    """Whether a place that is no hall is where something else was done ("laid flowers at a monument and met")."""
    if trigger.frame.noun or place.span.end > trigger.span.start or not _is_region(place, words):
        return False
    gap = view.tokens_between(place.span.end, trigger.span.start)
    return bool(gap) and gap[-1].pos == "CCONJ"


def _is_of_what_began(view: View, trigger: Trigger, place: Party, words: EventWords) -> bool:
    """Whether a place is that of what has gone on since ("the first talks since war broke out in Juba")."""
    between = view.tokens_between(trigger.span.end, place.span.start)
    for at, token in enumerate(between):
        clausal = any(each.pos == "SCONJ" for each in between[at : at + 2])
        if clausal and token.text.lower() in words.since:
            return any("VerbForm=Fin" in each.morph for each in between[at + 1 :])
    return False


def _is_abroad(place: Entity, goal: Entity) -> bool:
    """Whether a place is in another country than that which a journey leads to."""
    return goal.type is EntityType.COUNTRY and bool(place.country) and place.country != goal.country


def _is_next(view: View, place: Party, other: Trigger) -> bool:
    """Whether "and" joins a verb behind a place, which is then of what stands before ("met in Bern and flew")."""
    if other.frame.noun or other.span.start < place.span.end:
        return False
    tokens = view.tokens_between(place.span.end, other.span.start)
    return any(token.pos == "CCONJ" for token in tokens) and not any(token.pos == "VERB" for token in tokens)


def _is_aside(view: View, place: Party, other: Trigger, words: EventWords) -> bool:
    """Whether a journey leads elsewhere before a comma and a place ("Berg, who is on a visit to Peru, in")."""
    goal = leads_to(view, other.span, words.to_place) if other.type is EventType.VISIT else None
    apart = goal is not None and view.text(goal.span.end, place.span.start).startswith(",")
    return goal is not None and goal.span < place.span and apart


def _rank(view: View, trigger: Trigger, place: Party, words: EventWords) -> int | None:
    """0 for a place after the right preposition, None for one that is not where the event is."""
    before = view.text(place.span.start - 40, place.span.start)
    travel = trigger.type in (EventType.VISIT, None)
    if _where(view, place, words) and place.span.end <= trigger.span.start:
        onward = travel and any(0 <= each.span.start - trigger.span.end <= _AT_ONCE for each in view.places)
        return 3 if onward else 0
    if trigger.type is EventType.SUMMIT and _names_summit(view, trigger, place, words):
        return 0
    if _names_gathering(view, place, words):
        return 0
    links = view.links
    before = _without_venue(_without_city(before, words.cities, links), words.venues, links)
    after_trigger = place.span.start >= trigger.span.start
    if last_words(view.text(place.span.start - 40, place.span.start), 1) in words.leaves:
        return None
    if travel and after_trigger:
        direct = before.strip() in ("", *links.definite) or place.span.start - trigger.span.end <= _AT_ONCE
        if direct or prepared(before, words.to_place, links):
            return 0
    if prepared(before, words.at_place, links):
        return 0 if after_trigger else 3
    received = trigger.frame.subject == Role.HOST and not prepared(before, words.owner, links)
    if (travel or received) and prepared(before, words.to_place, links):
        return 0 if after_trigger else 4
    return None


def _is_region(place: Party, words: EventWords) -> bool:
    """Whether a place is neither city nor country nor building, as what a text is about often is ("the East Sea")."""
    return place.entity.type is EntityType.PLACE and not words_in(words.venues, place.entity.name.lower())


def _names_summit(view: View, trigger: Trigger, place: Party, words: EventWords) -> bool:
    """Whether a city is part of how a summit is called ("the Kazan summit", « le sommet du Caire »)."""
    if place.entity.type is not EntityType.CITY:
        return False
    if place.span.end <= trigger.span.start:
        return view.text(place.span.end, trigger.span.start) == " "
    body = next((each for each in view.parties if _is_of(view, trigger.span, each.span, words)), None)
    return _is_of(view, trigger.span, place.span, words) or (
        body is not None and body.entity.type is EntityType.ORGANIZATION and _is_of(view, body.span, place.span, words)
    )  # « le sommet de l'OTAN de Varsovie »


def _names_gathering(view: View, place: Party, words: EventWords) -> bool:
    """Whether a city is part of how that is called at or beside which something was ("at the Munich Forum")."""
    if place.entity.type is not EntityType.CITY:
        return False
    name = view.party_at(place.span.start)
    if name is not None and name.entity.type is EntityType.ORGANIZATION:
        before = view.text(view.start, name.span.start)
        return prepared(before, (*words.at_place, *words.during), view.links) or in_margins(view, place.span, words)
    before = view.text(view.start, place.span.start).rstrip()
    whole = view.links.of_at_end.sub("", before)
    noun = view.tokens_between(view.start, view.start + len(whole))[-1:] if len(whole) < len(before) else ()
    return bool(noun) and noun[0].pos in ("NOUN", "PROPN") and in_margins(view, place.span, words)


def _is_of(view: View, span: Span, other: Span, words: EventWords) -> bool:
    """Whether nothing but "of" and an article stands between some words and others."""
    between = view.text(span.end, other.start)
    return between.strip() in words.owner or view.links.of_at_end.sub("", between).strip() == "" != between.strip()


def _is_topic(view: View, trigger: Trigger, place: Party, words: EventWords) -> bool:
    """Whether a place is only talked about ("the crisis in"), or is that of the clause after "before the talks,"."""
    if words_in(words.announces, view.text(trigger.span.end, place.span.start)):
        return True  # "met the king, her office said in Oslo"
    listed = next((each for each in view.places if _are_listed(view, each, place)), None)
    if listed and _is_topic(view, trigger, listed, words):
        return True  # "the situation in Mali, in Chad and in Niger"
    before = view.text(place.span.start - 60, place.span.start)
    tail = view.links.before_place_at_end.sub("", before)
    if trigger.frame.party_needed and _after_subject(view, trigger, place, words):
        return True
    own = place.span.start - len(before) + len(tail.rstrip()) == trigger.span.end
    if (
        tail != before
        and not own
        and any(found.end >= len(tail.rstrip()) for found in words_in(words.topical, tail.rstrip() or " "))
        and not _names_body(view, place.span.start - len(before) + len(tail.rstrip()))
    ):
        return True
    gap = Span(trigger.span.end, place.span.start)
    crossed = any(gap.start <= party.span.start < gap.end for party in view.parties) or any(
        token.pos == "VERB" for token in view.tokens_between(gap.start, gap.end)
    )
    return (trigger.type is None or trigger.around) and crossed and "," in view.text(gap.start, gap.end)


def _are_listed(view: View, first: Party, place: Party) -> bool:
    """Whether nothing but marks, "and" and prepositions stands between two places of one kind, the first before."""
    between = view.tokens_between(first.span.end, place.span.start)
    alike = first.entity.type is place.entity.type is EntityType.COUNTRY
    return alike and bool(between) and all(token.pos in _LISTING for token in between)


def _names_body(view: View, end: int) -> bool:
    """Whether a word that ends somewhere is part of a body's name ("a summit of the Caribbean Community in")."""
    party = view.party_at(end - 1)
    return party is not None and party.entity.type is EntityType.ORGANIZATION and party.span.end == end


def _after_subject(view: View, trigger: Trigger, place: Party, words: EventWords) -> bool:
    """Whether a noun that names no day stands between a verb of talking and a place: what was talked about."""
    start, end = trigger.span.end, place.span.start
    with_whom = [start + found.end for found in words_in(words.companion, view.text(start, end))]
    nouns = view.tokens_between(max([start, *with_whom]), end)
    named = [*(time.span for time in view.times), *(party.span for party in view.parties)]
    return any(
        token.pos == "NOUN" and not any(span.start <= token.start < span.end for span in named) for token in nouns
    )


def _where(view: View, place: Party, words: EventWords) -> bool:
    """Whether "where" follows a place, so that it is the place of the verb after."""
    return view.text(place.span.end, place.span.end + 10).lstrip(" ,").split(" ")[0] in words.where


def _without_venue(before: str, venues: tuple[str, ...], links: Links) -> str:
    """The words before a place without a kind of building that it names ("au palais de la")."""
    tail = links.of_at_end.sub("", before.rstrip())
    found = [venue for venue in words_in(venues, tail) if venue.end >= len(tail.rstrip())]
    return tail[: found[-1].start] if found else before


def _without_city(before: str, cities: tuple[str, ...], links: Links) -> str:
    """The words before a place without what they call it ("in the capital", « dans la capitale turque »)."""
    tail = before.rstrip(" ,")
    for kind in (tail, tail.rpartition(" ")[0], links.of_at_end.sub("", tail)):
        found = [city for city in words_in(cities, kind) if city.end >= len(kind)]
        if found:
            rest = kind[: found[-1].start].rstrip()
            for _ in range(_ATTRIBUTES):
                rest = rest if rest.endswith(links.articles) else rest.rpartition(" ")[0]
            return rest
    return before


def prepared(before: str, prepositions: tuple[str, ...], links: Links) -> bool:
    """Whether the words before a place end with one of some prepositions, an article between or not."""
    tail = links.named_by_at_end.sub("", f"{before.rstrip()} ")
    return any(found.end >= len(tail.rstrip()) for found in words_in(prepositions, tail.rstrip() or " "))


def best_place(places: Sequence[Location], entities: Mapping[str, Entity], regions: Collection[str]) -> Location | None:
    """The most exact of the places read for an event, the first where several are alike; regions of the world last."""

    def width(place: Location) -> int:
        entity = entities[place.entity]
        return _REGION if entity.name in regions else _ORDER[entity.type]

    return min(places, key=width, default=None)
