"""Gathers the triggers of one event."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kg.extract._views import View
from kg.extract.events_companions import add_people
from kg.extract.events_drafts import REMOTE, Draft, join
from kg.extract.events_encounters import one_by_one
from kg.extract.events_enough import enough
from kg.extract.events_following import at_close, crowned, followed, place_of_talks
from kg.extract.events_hosting import Hosting, with_hosts
from kg.extract.events_idle import is_idle, is_pointer
from kg.extract.events_journeys import (
    at_goal,
    days_at_goal,
    draft_there,
    gone_where,
    is_gone_on,
    journey_for,
    of_guest,
    place_during,
    place_of_stay,
    place_there,
    place_where,
    way_of_guest,
    who_went,
)
from kg.extract.events_kept import follow_up, kept, refers_to_plan
from kg.extract.events_people import resolved
from kg.extract.events_same import same_event
from kg.extract.events_saying import Saying, Scene
from kg.extract.events_stops import stops_of, traveller_of
from kg.extract.events_summaries import Series, first_of_kind, series_of, sums_up
from kg.extract.events_triggers import Trigger
from kg.extract.participants import Part, parts_of
from kg.extract.places import place_of, seat_of
from kg.model import Entity, EventStatus, EventType, Location, PartialDate, Span, TimeExpression
from kg.model.language import EventWords

__all__ = ["Draft", "gather"]


class _Days(Struct, frozen=True):
    """The times told so far that words without any may have: those of their sentence.

    Attributes:
        sentence: number of the sentence of the times told last, -1 none.
        told: those times.
        spare: those of the words right before in it, where these tell of no event.
    """

    sentence: int = -1
    told: Sequence[TimeExpression] = ()
    spare: Sequence[TimeExpression] = ()

    def own(self, trigger: Trigger, times: Sequence[TimeExpression]) -> Sequence[TimeExpression]:
        """The times of a trigger: its own, or those that words before it have no use for."""
        return times or (self.spare if trigger.type and trigger.view.index == self.sentence else ())

    def around(self, trigger: Trigger) -> Sequence[TimeExpression]:
        """The times of its sentence that a verb without any may have."""
        return self.told if trigger.view.index == self.sentence and not trigger.frame.noun else ()

    def after(self, trigger: Trigger, when: Sequence[TimeExpression]) -> "_Days":
        """What is told once the times of a trigger are."""
        if not when:
            return self
        return _Days(trigger.view.index, when, self.spare if trigger.view.index == self.sentence else ())


class _Telling(Struct, frozen=True):
    """One of the encounters that some words tell of: who takes part, when, and where."""

    parts: Sequence[Part]
    when: Sequence[TimeExpression]
    place: Location | None


def gather(
    triggers: Sequence[Trigger],
    times: Sequence[tuple[TimeExpression, ...]],
    views: Sequence[View],
    entities: Mapping[str, Entity],
    published: PartialDate | None,
    words: EventWords,
) -> list[Draft]:
    """Triggers of one event together, in the order of their first words.

    Args:
        triggers: in text order.
        times: of each trigger.
        views: of all sentences.
        entities: by key.
        published: a day after it is still to come; None unknown.
        words: of the language.
    """
    triggers, times, hosts = with_hosts(triggers, times, words)
    own = {trigger.span: when for trigger, when in zip(triggers, times, strict=True)}
    scene = Scene(own, hosts, _in_view(triggers, hosts, words), entities, published, words)
    drafts: list[Draft] = []
    days = _Days()
    series: Series | None = None
    read = 0
    for trigger in sorted(triggers, key=lambda each: (each.view.index, each.type is None)):
        follow_up(drafts, views[read : trigger.view.index], words)
        read = trigger.view.index + 1
        when = days.own(trigger, own[trigger.span])
        days = days.after(trigger, when)
        said = _read(trigger, when, when or days.around(trigger), scene, drafts)
        if said.trigger.type is None:
            add_people(drafts, said.trigger, said.parts, said.place, words)
            continue
        series = series_of(said.trigger, said.parts, said.when, said.place, words) or series
        if not enough(said.trigger, said.parts, words):
            days = replace(days, spare=said.when)
            continue
        days = replace(days, spare=())
        said = _on_journey(_placed(said, scene, drafts), scene, drafts)
        drafts = _with(drafts, said, series, scene)
    follow_up(drafts, views[read:], words)
    for draft in drafts:
        at_close(draft, drafts, words)
    return drafts


def _in_view(triggers: Sequence[Trigger], hosts: Mapping[Span, Hosting], words: EventWords) -> dict[int, list[Trigger]]:
    """The triggers of each sentence that have the parties they need, by its number."""
    in_view: dict[int, list[Trigger]] = {}
    for trigger in triggers:
        hosted = hosts[trigger.span].parts if trigger.span in hosts else ()
        if enough(trigger, (*parts_of(trigger, words), *hosted), words):
            in_view.setdefault(trigger.view.index, []).append(trigger)
    return in_view


def _read(
    found: Trigger,
    when: Sequence[TimeExpression],
    around: Sequence[TimeExpression],
    scene: Scene,
    drafts: Sequence[Draft],
) -> Saying:
    """What a trigger says by itself: its status, its people, its days, its place.

    Args:
        found: the trigger.
        when: its times.
        around: those of its sentence, where it has none.
        scene: of the article.
        drafts: the events told before.
    """
    words = scene.words
    gone = gone_where(found, scene.in_view, words)
    onward = found.onward or (around and is_gone_on(found, around[-1], words))
    if not onward and gone and not _is_behind(found, around, scene.published):
        when = around
    trigger = replace(found, status=_status(found, when, scene.published))
    parts = list(resolved(found, parts_of(found, words), drafts, scene.entities, words))
    if trigger.then and trigger.status is EventStatus.SCHEDULED:
        trigger = replace(trigger, status=kept(trigger, parts, gone, drafts, words))
    beside = scene.beside(found)
    others = [other for other in beside if other is not found]
    parts = [part for part in parts if not _is_event(part, (found, *beside)) and not _is_of_next(part, found, others)]
    hosting = scene.hosting(found)
    parts = [*of_guest(trigger, parts, others, words), *hosting.parts]
    return Saying(trigger, others, parts, when, around, place_of(trigger, words, others), hosting)


def _placed(said: Saying, scene: Scene, drafts: Sequence[Draft]) -> Saying:
    """Words with the place that others give them: the seat of a host, "there", the visit of their sentence."""
    trigger, words = said.trigger, scene.words
    seat = seat_of(said.hosting.seat) if said.parts or said.when else None
    place = said.place or seat or place_there(trigger, words)
    when = said.when
    if there := draft_there(trigger, drafts, words):
        place = place or there.places[0]
        alike = trigger.type is EventType.SIGNING and trigger.status is there.status
        when = when or (there.times if alike else ())
    place = place or place_where(trigger, scene.in_view, words) or place_during(trigger, said.others, drafts)
    return replace(said, place=place, when=when)


def _on_journey(said: Saying, scene: Scene, drafts: Sequence[Draft]) -> Saying:
    """Words with what the journey says that they are the purpose or a stop of."""
    trigger, words = said.trigger, scene.words
    if journey := journey_for(trigger, said.others, words):
        gone = scene.times[journey.span]
        when = days_at_goal(trigger, said.when, gone)
        said = replace(
            said,
            trigger=replace(trigger, status=at_goal(trigger, journey, when, scene.published)),
            parts=[*said.parts, *who_went(journey, trigger, words)],
            when=when or (gone if trigger.type is EventType.MEETING else ()),
            place=said.place or place_of(journey, words, ()),
        )
    return replace(said, parts=traveller_of(said.trigger, said.parts, drafts))


def _with(drafts: list[Draft], said: Saying, series: Series | None, scene: Scene) -> list[Draft]:
    """The events told so far, with what words tell of one of them or of new ones."""
    trigger, words = said.trigger, scene.words
    if is_idle(said, drafts, scene.entities, words):
        return drafts
    if first := first_of_kind(trigger, said.parts, drafts, words):
        first.type = trigger.type if trigger.type in REMOTE else first.type
        return drafts
    if trigger.side and trigger.frame.of_many and not said.place and not said.when:
        return drafts
    talks = followed(trigger, drafts, words)
    said = _after(talks or crowned(trigger, drafts, words), said)
    encounters = one_by_one(trigger, said.parts, words)
    several = len(encounters) > 1
    if several:
        drafts = [draft for draft in drafts if not sums_up(draft, said.parts, words)]
    for telling in _tellings(said, encounters, scene):
        known = [draft for draft in drafts if _is_among(draft, telling.parts)] if several else drafts
        if talks and not telling.parts:
            known, telling = [], replace(telling, parts=[replace(part, trigger=trigger.span) for part in talks.parts])
        _tell(drafts, [draft for draft in known if draft is not talks], said, telling, series, scene)
    return drafts


def _after(talks: Draft | None, said: Saying) -> Saying:
    """Words of what came right after talks, with their day and their place."""
    if talks is None or any(time.start or time.weekday is not None for time in said.when):
        return said
    place = said.place or place_of_talks(talks, said.trigger)
    return replace(said, when=talks.single_day(), place=place)


def _tellings(said: Saying, encounters: Sequence[Sequence[Part]], scene: Scene) -> Iterator[_Telling]:
    """Each encounter that words tell of, then each further stop of a journey."""
    for parts in encounters:
        yield _Telling(parts, said.when, said.place)
    days = [] if any(time.end for time in said.when) else said.when
    for stop in stops_of(said.trigger, said.parts, said.place, scene.entities, scene.words):
        yield _Telling(said.parts, days, stop)


def _tell(
    drafts: list[Draft],
    known: Sequence[Draft],
    said: Saying,
    telling: _Telling,
    series: Series | None,
    scene: Scene,
) -> None:
    """Adds an encounter to the event it is told of again, or as a new one.

    Args:
        drafts: all events told so far; one of them is changed, or one added.
        known: those that it can be.
        said: the words that tell of it.
        telling: the encounter.
        series: the encounters told at once before, None for none.
        scene: of the article.
    """
    trigger, parts, when, place = said.trigger, telling.parts, telling.when, telling.place
    mine = [part for part in parts if part not in said.hosting.parts] if trigger.definite else parts
    draft = same_event(known, trigger, mine, said.around, place, scene.entities)
    if draft is None:
        if trigger.type is None or is_pointer(said, parts, when, place):
            return
        draft = Draft(trigger.type, trigger.status)
        drafts.append(draft)
        if not when and series and series.holds(trigger, parts):
            when, place = series.when, place or series.place
    elif refers_to_plan(draft, trigger, parts, when):
        when = ()
    join(draft, trigger, parts, when, place)
    if place:
        return
    if way := way_of_guest(trigger, parts, said.others, scene.words, scene.entities):
        draft.ways.append(way)
    else:
        draft.ways += place_of_stay(trigger, parts, drafts)


def _is_event(part: Part, triggers: Sequence[Trigger]) -> bool:
    """Whether a party is an event by its name ("the Water Summit"), and takes part in nothing."""
    return any(trigger.frame.noun and part.party.span.overlaps(trigger.span) for trigger in triggers)


def _is_of_next(part: Part, trigger: Trigger, others: Sequence[Trigger]) -> bool:
    """Whether somebody behind a noun takes part in what dates it instead ("The call came after talks between …")."""
    dating = [other.span for other in others if other.around and other.type is not EventType.VISIT]
    at = part.party.span.start
    return trigger.frame.noun and any(trigger.span.end <= span.start < at for span in dating)


def _is_among(draft: Draft, parts: Sequence[Part]) -> bool:
    """Whether nobody else is known to have been at an event than some people."""
    return bool(draft.parts) and set(draft.people()) <= {part.party.entity.key for part in parts}


def _is_behind(trigger: Trigger, when: Sequence[TimeExpression], published: PartialDate | None) -> bool:
    """Whether a plan is for a day to come ("left on Monday for Male, where he will meet …"), and some days are over."""
    over = [time for time in when if published and time.start and time.start.iso < published.iso]
    return trigger.status is EventStatus.SCHEDULED and bool(over)


def _status(trigger: Trigger, when: Sequence[TimeExpression], published: PartialDate | None) -> EventStatus:
    """The status of a trigger; what has a day still to come is scheduled, a present tense with a weekday too."""
    if trigger.status is not EventStatus.HELD or trigger.firm:
        return trigger.status
    days = [time.start for time in when if time.start and time.start.month]
    if published and published.day and days and min(day.iso for day in days) > published.iso:
        return EventStatus.SCHEDULED
    if trigger.present and not trigger.view.headline and not days and any(time.weekday is not None for time in when):
        return EventStatus.SCHEDULED
    return trigger.status
