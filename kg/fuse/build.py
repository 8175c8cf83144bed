"""The steps of fusion in order: copies, entities, events, entities again by event, merging, statements."""

import gc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from kg.fuse.claims import World
from kg.fuse.copies import copy_groups
from kg.fuse.disputes import disputed_speakers
from kg.fuse.entities import Entities, join_entities
from kg.fuse.events import EventClusters, join_events
from kg.fuse.keys import Seniority, former_keys, unique_keys
from kg.fuse.merge_entities import FusedEntities, merge_entities
from kg.fuse.merge_events import Told, event_key, lone_keys, merge_event
from kg.fuse.persons import Node
from kg.fuse.scopes import join_within_events
from kg.fuse.statements import align_statements
from kg.fuse.stories import Stories, tell_stories
from kg.fuse.trips import parts_and_wholes
from kg.model import (
    ArticleDigest,
    Attribution,
    FusedEvent,
    FusedFacts,
    ReportRef,
    ReportRelation,
    StatementRef,
    UnsurePair,
)

__all__ = ["fuse_digests"]


def fuse_digests(given: Iterable[ArticleDigest], same: Mapping[Node, str]) -> FusedFacts:
    """Everything concluded from some digests; the same for any order of them."""
    digests = _once(given)
    with _uncollected():
        return _fuse(digests, same)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles meanwhile: there are none, and its time would grow faster than the archive."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _fuse(digests: Sequence[ArticleDigest], same: Mapping[Node, str]) -> FusedFacts:
    copies = copy_groups({each.article: each.signature for each in digests})
    seniority: dict[str, Seniority] = {
        each.article: (each.published.iso if each.published else "9", each.article) for each in digests
    }
    world = World(
        {each.article: each.published for each in digests if each.published},
        {article: group[0] for group in copies for article in group},
    )
    entities = join_entities(digests, same)
    clusters = join_events(digests, entities)
    join_within_events(digests, clusters.groups, entities)
    fused = merge_entities(digests, entities, seniority)
    events, event_of = _events(digests, clusters, fused, entities, world, seniority)
    attributions = _attributions(digests, fused, event_of)
    named = _named_persons(entities, fused)
    wholes = {each.key: each.super_event for each in events if each.super_event}
    stories = tell_stories(digests, event_of, wholes, entities)
    alignments = align_statements(digests, attributions, stories, named)
    return FusedFacts(
        articles=tuple(each.article for each in digests),
        entities=fused.entities,
        events=events,
        attributions=attributions,
        alignments=alignments,
        disputed=disputed_speakers(alignments, attributions, named, world),
        about=_all_about(_about(digests, event_of, main=True), wholes, stories),
        mentioned_events=_about(digests, event_of, main=False),
        mentions=tuple(
            sorted(
                {(each.article, fused.key(each.article, entity.key)) for each in digests for entity in each.entities}
            )
        ),
        copies=copies,
        unsure=_unsure(entities, fused, clusters, event_of),
    )


def _once(given: Iterable[ArticleDigest]) -> Sequence[ArticleDigest]:
    """The digests by article key, each article once."""
    found: dict[str, ArticleDigest] = {}
    for each in given:
        other = found.get(each.article)
        if other is None or (each != other and repr(each) < repr(other)):
            found[each.article] = each
    return [found[article] for article in sorted(found)]


def _events(
    digests: Sequence[ArticleDigest],
    clusters: EventClusters,
    fused: FusedEntities,
    entities: Entities,
    world: World,
    seniority: Mapping[str, Seniority],
) -> tuple[tuple[FusedEvent, ...], dict[ReportRef, str]]:
    told = {
        ReportRef(each.article, report.key): Told(ReportRef(each.article, report.key), report, each.language)
        for each in digests
        for report in each.reports
    }
    groups = [
        sorted((told[ref] for ref in group), key=lambda each: _rank(each, seniority)) for group in clusters.groups
    ]
    groups.sort(key=lambda group: _rank(group[0], seniority))
    keys = unique_keys(
        (event_key(group, fused, entities, world), (*seniority[group[0].ref.article], group[0].ref.report))
        for group in groups
    )
    former = former_keys(keys, [lone_keys(group, fused, entities) for group in groups])
    key_of = {each.ref: key for key, group in zip(keys, groups, strict=True) for each in group}
    planned: dict[str, set[str]] = defaultdict(set)
    for held, plan in clusters.planned:
        planned[key_of[held]].add(key_of[plan])
    above = _super_events(digests, key_of)
    events = [
        replace(
            merge_event(key, group, fused, entities, world),
            planned=tuple(sorted(planned[key])),
            super_event=above.get(key, ""),
            former=before,
        )
        for key, group, before in zip(keys, groups, former, strict=True)
    ]
    return tuple(sorted(events, key=lambda each: each.key)), key_of


def _rank(told: Told, seniority: Mapping[str, Seniority]) -> tuple[bool, Seniority, str]:
    """Reports of main events first, then by the age of their articles."""
    return (told.report.relation is not ReportRelation.MAIN, seniority[told.ref.article], told.ref.report)


def _super_events(digests: Sequence[ArticleDigest], event_of: Mapping[ReportRef, str]) -> dict[str, str]:
    """The event that each part belongs to, by most articles; never in a circle."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for each in digests:
        for report, above in parts_and_wholes(each):
            part, whole = event_of[ReportRef(each.article, report.key)], event_of[ReportRef(each.article, above.key)]
            if part != whole:
                votes[part][whole] += 1
    wholes: dict[str, str] = {}
    for part in sorted(votes):
        whole = min(votes[part], key=lambda each: (-votes[part][each], each))
        seen, top = {part}, whole
        while top not in seen and top in wholes:
            seen.add(top)
            top = wholes[top]
        if top not in seen:
            wholes[part] = whole
    return wholes


def _attributions(
    digests: Sequence[ArticleDigest], fused: FusedEntities, event_of: Mapping[ReportRef, str]
) -> tuple[Attribution, ...]:
    return tuple(
        sorted(
            Attribution(
                StatementRef(each.article, statement.content),
                fused.key(each.article, statement.speaker),
                event_of.get(ReportRef(each.article, statement.event), ""),
                fused.key(each.article, statement.addressee),
                fused.key(each.article, statement.relayed_by),
                statement.spoken,
            )
            for each in digests
            for statement in each.statements
        )
    )


def _about(
    digests: Sequence[ArticleDigest], event_of: Mapping[ReportRef, str], *, main: bool
) -> tuple[tuple[str, str], ...]:
    found: dict[bool, set[tuple[str, str]]] = {True: set(), False: set()}
    for each in digests:
        for report in each.reports:
            relation = report.relation is ReportRelation.MAIN
            found[relation].add((each.article, event_of[ReportRef(each.article, report.key)]))
    return tuple(sorted(found[True] if main else found[False] - found[True]))


def _all_about(
    main: Iterable[tuple[str, str]], wholes: Mapping[str, str], stories: Stories
) -> tuple[tuple[str, str], ...]:
    """The main event of each article, what that is a part of, and the event whose statements it tells."""
    found = {*main, *stories.about.items()}
    found |= {(article, wholes[event]) for article, event in found if event in wholes}
    return tuple(sorted(found))


def _named_persons(entities: Entities, fused: FusedEntities) -> frozenset[str]:
    return frozenset(fused.key(*node) for node, profile in entities.profiles.items() if profile.names)


def _mentions(digests: Sequence[ArticleDigest], fused: FusedEntities) -> tuple[tuple[str, str], ...]:
    found = {(each.article, fused.key(each.article, entity.key)) for each in digests for entity in each.entities}
    return tuple(sorted(found))


def _unsure(
    entities: Entities, fused: FusedEntities, clusters: EventClusters, event_of: Mapping[ReportRef, str]
) -> tuple[UnsurePair, ...]:
    found: dict[tuple[str, str, str], float] = {}
    pairs = [("entity", fused.key(*one), fused.key(*other), score) for one, other, score in entities.unsure]
    pairs += [("event", event_of[one], event_of[other], score) for one, other, score in clusters.unsure]
    for kind, one, other, score in pairs:
        first, second = sorted((one, other))
        if first != second:
            found[kind, first, second] = max(round(score, 3), found.get((kind, first, second), 0.0))
    return tuple(sorted(UnsurePair(*key, score) for key, score in found.items()))
