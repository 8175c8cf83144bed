"""Finds the diplomatic events an article reports."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.extract._views import Party, View, views_of
from kg.extract.events_dates import date_assertions, times_of
from kg.extract.events_triggers import Trigger, find_triggers, words_in
from kg.extract.participants import Part, capacity_of, parts_of
from kg.extract.places import place_of
from kg.extract.topics import find_topics, speaks_of_sport
from kg.model import (
    Annotations,
    Entity,
    EntityType,
    EventReport,
    EventStatus,
    EventType,
    Inferred,
    Language,
    Location,
    MentionKind,
    Observed,
    Participation,
    ReportRelation,
    Role,
    Span,
    TimeExpression,
    ZoneKind,
)
from kg.model.language import EventWords

__all__ = ["extract_reports"]

_CONFIDENCE = {True: 0.9, False: 0.75}
_TOP = 400
_TALKS = {EventType.MEETING, EventType.SUMMIT}
_REMOTE = {EventType.PHONE_CALL, EventType.VIDEO_CONFERENCE}
_OFF = {EventStatus.CANCELLED, EventStatus.POSTPONED}


@dataclass(slots=True)
class _Draft:
    """An event while its triggers are gathered."""

    type: EventType
    status: EventStatus
    triggers: list[Trigger] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    places: list[Location] = field(default_factory=list)

    def people(self) -> dict[str, Party]:
        """The parties by key of entity."""
        return {part.party.entity.key: part.party for part in self.parts}


def extract_reports(annotations: Annotations, language: Language) -> tuple[EventReport, ...]:
    """The events of an article, the main one first; none when it reports no diplomatic event."""
    words = language.events
    text = annotations.article.text
    read = [zone.span for zone in annotations.zones if zone.kind in (ZoneKind.HEADLINE, ZoneKind.BODY)]
    if not words.frames or speaks_of_sport(text, read, language) or _is_opinion(text, read, words):
        return ()
    views = views_of(annotations)
    triggers = find_triggers(views, words)
    cues = sorted(quotation.cue for quotation in annotations.quotations if quotation.cue)
    drafts = _gather(triggers, times_of(triggers, cues), words)
    drafts = [draft for draft in drafts if _stands(draft)]
    if not drafts:
        return ()
    drafts.sort(key=_rank)
    return tuple(_reports(drafts, annotations, views, language, read))


def _is_opinion(text: str, read: Sequence[Span], words: EventWords) -> bool:
    """Whether the top of a text says that it is a column, a biography or a market report."""
    top = text[: read[0].start + _TOP] if read else ""
    return bool(words_in(words.opinion, top))


def _gather(triggers: Sequence[Trigger], times: Sequence[Sequence[TimeExpression]], words: EventWords) -> list[_Draft]:
    """Triggers of one event together, in the order of their first words."""
    drafts: list[_Draft] = []
    in_view: dict[int, list[Trigger]] = {}
    for trigger in triggers:
        in_view.setdefault(trigger.view.index, []).append(trigger)
    for trigger, when in zip(triggers, times, strict=True):
        parts = list(parts_of(trigger, words))
        others = [other for other in in_view[trigger.view.index] if other is not trigger]
        if trigger.type is None:
            _add_people(drafts, trigger, parts)
            continue
        frame = trigger.frame
        if frame.object_needed and not _enough(trigger, parts):
            continue
        place = place_of(trigger, words, others)
        draft = _same(drafts, trigger, parts, when, place)
        if draft is None:
            if trigger.definite and not parts and not when and trigger.type is not EventType.JOINT_STATEMENT:
                continue
            draft = _Draft(trigger.type, trigger.status)
            drafts.append(draft)
        _join(draft, trigger, parts, when, place)
    return drafts


def _enough(trigger: Trigger, parts: Sequence[Part]) -> bool:
    """Whether a verb that needs two parties has them: an object, or several subjects."""
    frame = trigger.frame
    people = {part.party.entity.key for part in parts}
    if frame.object == frame.subject or not frame.object:
        return len(people) > 1 or any(part.party.entity.plural for part in parts)
    return any(part.role == frame.object for part in parts)


def _same(
    drafts: Sequence[_Draft],
    trigger: Trigger,
    parts: Sequence[Part],
    when: Sequence[TimeExpression],
    place: Location | None,
) -> _Draft | None:
    """The event told before that a trigger speaks of again, the latest that fits."""
    for draft in reversed(drafts):
        if not _kindred(draft, trigger):
            continue
        if trigger.definite and not parts and not _other_day(draft, when):
            return draft
        if trigger.status is not draft.status and not _settles(draft, trigger):
            continue
        if _other_day(draft, when) or _other_place(draft, place) or not _same_people(draft, parts):
            continue
        return draft
    return None


def _kindred(draft: _Draft, trigger: Trigger) -> bool:
    if draft.type is trigger.type:
        return True
    if draft.type in _TALKS and trigger.type in _TALKS:
        return True
    return draft.type in _REMOTE and (trigger.type in _REMOTE or (trigger.definite and trigger.type in _TALKS))


def _settles(draft: _Draft, trigger: Trigger) -> bool:
    """Whether one of two statuses says what came of the other: a plan is called off, a denied event was cancelled."""
    return draft.status in _OFF or trigger.status in _OFF or trigger.view.headline or draft.triggers[0].view.headline


def _other_day(draft: _Draft, when: Sequence[TimeExpression]) -> bool:
    """Whether both have dates and none agree."""
    known = [time for time in draft.times if time.start or time.weekday is not None]
    new = [time for time in when if time.start or time.weekday is not None]
    if not known or not new:
        return False
    return not any(_agree(first, second) for first in known for second in new)


def _agree(first: TimeExpression, second: TimeExpression) -> bool:
    if first.start and second.start:
        one, two = sorted((first, second), key=lambda time: time.start.iso if time.start else "")
        if one.start and two.start and two.start.iso.startswith(one.start.iso):
            return True
        return bool(one.start and one.end and two.start and one.start.iso <= two.start.iso <= one.end.iso)
    return first.weekday is None or second.weekday is None or first.weekday == second.weekday


def _other_place(draft: _Draft, place: Location | None) -> bool:
    """Whether both have cities and they differ."""
    return bool(place and draft.places and draft.type is EventType.VISIT and place.entity != draft.places[0].entity)


def _same_people(draft: _Draft, parts: Sequence[Part]) -> bool:
    """Whether the parties of a trigger can be those of an event: all known, or described without a name."""
    known = draft.people()
    if not known or not parts:
        return not parts or not known
    new = {part.party.entity.key: part.party for part in parts}
    shared = [key for key in new if key in known or _described(new[key], known)]
    back = [key for key in known if key in new or _described(known[key], new)]
    return len(shared) == len(new) or len(back) == len(known) or len(set(new) & set(known)) > 1


def _described(party: Party, others: dict[str, Party]) -> bool:
    """Whether a party without a name could be one of some others: a group, a country, a title of the same country."""
    entity = party.entity
    if entity.type in (EntityType.GROUP, EntityType.COUNTRY, EntityType.ORGANIZATION, EntityType.GOVERNMENT):
        return entity.type is not EntityType.ORGANIZATION or entity.key not in others
    if any(mention.kind is MentionKind.NAME for mention in entity.mentions):
        return any(
            other.entity.type is EntityType.COUNTRY or (_untitled(other.entity) and _alike(entity, other.entity))
            for other in others.values()
        )
    return any(_alike(entity, other.entity) for other in others.values())


def _untitled(entity: Entity) -> bool:
    return entity.type is EntityType.PERSON and not any(m.kind is MentionKind.NAME for m in entity.mentions)


def _alike(first: Entity, second: Entity) -> bool:
    return not first.country or not second.country or first.country == second.country


def _join(
    draft: _Draft, trigger: Trigger, parts: Sequence[Part], when: Sequence[TimeExpression], place: Location | None
) -> None:
    if trigger.status in _OFF or (draft.status is not EventStatus.HELD and trigger.firm and draft.status not in _OFF):
        draft.status = trigger.status
    if trigger.type is EventType.SUMMIT and draft.type is EventType.MEETING:
        draft.type = EventType.SUMMIT
    draft.triggers.append(trigger)
    draft.parts += parts
    draft.times += [time for time in when if time not in draft.times]
    if place:
        draft.places.append(place)


def _add_people(drafts: Sequence[_Draft], trigger: Trigger, parts: Sequence[Part]) -> None:
    """Adds those who were there to the latest event that people attend."""
    held = [draft for draft in drafts if draft.type is not EventType.JOINT_STATEMENT]
    same = [draft for draft in held if draft.triggers[-1].view.index == trigger.view.index]
    if held and parts:
        (same or held)[-1].parts.extend(parts)


def _stands(draft: _Draft) -> bool:
    """Whether there is enough to call it an event: somebody who takes part, or a summit or joint text with a name."""
    if draft.type in (EventType.SUMMIT, EventType.JOINT_STATEMENT, EventType.SIGNING):
        return True
    people = [part for part in draft.parts if part.party.entity.type is not EntityType.COUNTRY]
    return bool(people or (draft.parts and (draft.times or draft.places)))


def _rank(draft: _Draft) -> tuple[int, int]:
    """Events that take place before wishes; then in the order of the text."""
    return (int(draft.status is EventStatus.HYPOTHETICAL), draft.triggers[0].span.start)


def _reports(
    drafts: Sequence[_Draft],
    annotations: Annotations,
    views: Sequence[View],
    language: Language,
    read: Sequence[Span],
) -> list[EventReport]:
    text = annotations.article.text
    counts: dict[EventType, int] = {}
    reports: list[EventReport] = []
    for draft in drafts:
        counts[draft.type] = counts.get(draft.type, 0) + 1
        main = not reports
        where = read if main else [view.sentence.span for view in _views_of(draft)]
        report = EventReport(
            key=f"{_slug(draft.type)}-{counts[draft.type]}",
            type=draft.type,
            status=draft.status,
            relation=ReportRelation.MAIN if main else ReportRelation.MENTIONED,
            triggers=tuple(sorted({trigger.span for trigger in draft.triggers})),
            participations=_participations(draft),
            dates=date_assertions(draft.type, draft.times, text, annotations),
            location=_location(draft, annotations),
            topics=find_topics(text, where, language),
            confidence=_CONFIDENCE[main],
        )
        if not main and _is_part(report, reports[0]):
            report = replace(report, relation=ReportRelation.SUB_EVENT)
        reports.append(report)
    return reports


def _slug(type_: EventType) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in type_).strip("-")


def _views_of(draft: _Draft) -> list[View]:
    return list({trigger.view.index: trigger.view for trigger in draft.triggers}.values())


def _is_part(report: EventReport, main: EventReport) -> bool:
    """Whether an event is part of the main one: held on its day with one of its people."""
    if report.status is not main.status or not report.dates or not main.dates:
        return False
    first, second = report.dates[0].value, main.dates[0].value
    people = {each.entity for each in report.participations} & {each.entity for each in main.participations}
    return bool(first and second and people) and first == second


_ROLE_ORDER = (Role.MEDIATOR, Role.HOST, Role.GUEST, Role.SIGNATORY, Role.DELEGATION_HEAD, Role.DELEGATION_MEMBER)


def _participations(draft: _Draft) -> tuple[Participation, ...]:
    """One for each entity, by first mention; countries only when nobody else is named."""
    people = [part for part in draft.parts if part.party.entity.type is not EntityType.COUNTRY]
    chosen: dict[str, Part] = {}
    for part in people:
        key = part.party.entity.key
        if key not in chosen or _order(part.role) < _order(chosen[key].role):
            chosen[key] = part
    named = {part.party.entity.key for part in chosen.values() if not _untitled(part.party.entity)}
    result = []
    for key, part in chosen.items():
        entity = part.party.entity
        if entity.type is EntityType.GROUP and (entity.members or len(named) > 1):
            continue
        if _untitled(entity) and any(
            _alike(entity, chosen[other].party.entity) for other in named if chosen[other].role is part.role
        ):
            continue
        capacity = capacity_of(part.party, part.party.span)
        result.append(
            Participation(
                entity=key,
                role=part.role,
                evidence=Observed((part.party.span,), "trigger-argument", 0.9),
                capacity=capacity,
                on_behalf_of=entity.country or (capacity.country if capacity else ""),
            )
        )
    return tuple(sorted(result, key=lambda each: chosen[each.entity].party.span))


def _order(role: Role) -> int:
    return _ROLE_ORDER.index(role) if role in _ROLE_ORDER else len(_ROLE_ORDER)


def _location(draft: _Draft, annotations: Annotations) -> Location | None:
    """The place that was read, the most exact one; else that of a host who received at home."""
    if draft.places:
        return draft.places[0]
    if draft.type not in _TALKS:
        return None
    for part in draft.parts:
        country = part.party.entity.country
        if part.role is Role.HOST and country:
            home = next(
                (e for e in annotations.entities if e.type is EntityType.COUNTRY and e.country == country), None
            )
            if home:
                premises = (part.party.span, draft.triggers[0].span)
                return Location(home.key, Inferred(tuple(sorted(premises)), "host-at-home", 0.8))
    return None
