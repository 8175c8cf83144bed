"""Articles that tell one story although a date, a participant or the whole report is missing."""

import pytest
from msgspec.structs import replace

from kg.fuse import fuse
from kg.fuse.content import segments
from kg.model import (
    ArticleDigest,
    EntityDigest,
    EntityType,
    EventStatus,
    EventType,
    LocationDigest,
    PartialDate,
    ParticipationDigest,
    ReportDigest,
    ReportRelation,
    Role,
    Span,
    StatementDigest,
)
from tests.fuse.test_entities import article, person

ENGLISH = (
    "The new railway will carry two million tonnes of copper a year",
    "Forty villages along the river still have no school",
)
FRENCH = (
    "La nouvelle voie ferrée transportera deux millions de tonnes de cuivre par an",
    "Quarante villages au bord du fleuve n'ont toujours pas d'école",
)
OTHER = ("Hospitals need more nurses before the winter", "The tax on salt will be halved in three provinces")


def told(key: str, words: tuple[str, ...], language: str = "en", day: str = "") -> ArticleDigest:
    """An article about a meeting of the same two people, who say some things."""
    base = article(
        key,
        person("Ana Lopes", "PT", "ana"),
        person("Rui Dias", "AO", "rui"),
        day=day or "2000-01-01",
        language=language,
    )
    if not day:
        base = replace(base, reports=tuple(replace(each, dates=()) for each in base.reports))
    statements = tuple(
        StatementDigest(Span(100 * at, 100 * at + 50), True, speaker, "m", segments(each, language))
        for at, (speaker, each) in enumerate(zip(("ana", "rui"), words, strict=True), 1)
    )
    return replace(base, statements=statements)


def unreported(digest: ArticleDigest) -> ArticleDigest:
    """The same article, had nothing been found in it that reports an event."""
    return replace(digest, reports=(), statements=tuple(replace(each, event="") for each in digest.statements))


def test_what_both_tell_joins_reports_without_a_day() -> None:
    assert len(fuse([told("a", ENGLISH), told("b", FRENCH, "fr")]).events) == 1


def test_the_same_people_are_not_enough_where_no_day_is_known() -> None:
    assert len(fuse([told("a", ENGLISH), told("b", OTHER)]).events) == 2


def test_what_both_tell_joins_no_reports_of_different_years() -> None:
    fused = fuse([told("a", ENGLISH, day="2020-02-03"), told("b", FRENCH, "fr", day="2021-02-03")])
    assert len(fused.events) == 2
    assert fused.alignments == ()


def test_what_is_said_at_two_events_is_two_statements() -> None:
    """A third article that fits one of the events by its words does not bring the two together."""
    held = told("a", ENGLISH, day="2020-02-03")
    call = told("b", FRENCH, "fr", day="2020-02-03")
    call = replace(call, reports=(replace(call.reports[0], type=EventType.PHONE_CALL),))
    later = told("c", ENGLISH, day="2021-02-03")
    fused = fuse([held, call, later, unreported(told("d", ENGLISH))])
    assert len(fused.events) == 3
    assert fused.alignments == ()


def test_an_article_without_a_report_is_about_the_event_whose_statements_it_tells() -> None:
    fused = fuse([told("a", ENGLISH, day="2020-02-03"), unreported(told("b", FRENCH, "fr"))])
    (event,) = fused.events
    assert dict(fused.about) == {"a": event.key, "b": event.key}
    assert [each.article for each in event.reports] == ["a"]
    assert len(fused.alignments) == 2
    assert {each.event for each in fused.attributions if each.statement.article == "b"} == {""}


def test_an_article_without_a_report_that_says_other_things_is_about_nothing() -> None:
    fused = fuse([told("a", ENGLISH, day="2020-02-03"), unreported(told("b", OTHER))])
    assert dict(fused.about) == {"a": fused.events[0].key}
    assert fused.alignments == ()


def test_two_articles_without_a_report_still_share_their_statements() -> None:
    fused = fuse([unreported(told("a", ENGLISH)), unreported(told("b", FRENCH, "fr"))])
    assert fused.events == ()
    assert len(fused.alignments) == 2


@pytest.mark.parametrize("status", [EventStatus.SCHEDULED, EventStatus.HYPOTHETICAL])
def test_an_article_that_only_reports_a_plan_is_about_the_event_it_tells_of_too(status: EventStatus) -> None:
    later = told("b", FRENCH, "fr")
    later = replace(later, reports=(replace(later.reports[0], status=status),))
    fused = fuse([told("a", ENGLISH, day="2020-02-03"), later])
    held = next(each.key for each in fused.events if each.status is EventStatus.HELD)
    assert len(fused.events) == 2
    assert held in {event for key, event in fused.about if key == "b"}
    assert len(fused.alignments) == 2


def test_a_meeting_on_a_visit_is_a_part_of_it() -> None:
    base = told("a", ENGLISH)
    visit = ReportDigest(
        "v",
        EventType.VISIT,
        EventStatus.HELD,
        ReportRelation.MENTIONED,
        (ParticipationDigest("rui", Role.GUEST),),
        told("x", ENGLISH, day="2020-02-03").reports[0].dates,
    )
    fused = fuse([replace(base, reports=(*base.reports, visit))])
    events = {each.type: each for each in fused.events}
    assert events[EventType.MEETING].super_event == events[EventType.VISIT].key
    assert {event for _, event in fused.about} == {each.key for each in fused.events}


def on_a_visit(key: str, place: str = "lisbon") -> ArticleDigest:
    """An article about a dated visit, in which the guest was received; the meeting has no day of its own."""
    base = told(key, ENGLISH)
    at_place = LocationDigest("lisbon", (Span(1, 2),))
    visit = ReportDigest(
        "v",
        EventType.VISIT,
        EventStatus.HELD,
        ReportRelation.MAIN,
        (ParticipationDigest("rui", Role.GUEST),),
        told("x", ENGLISH, day="2020-02-03").reports[0].dates,
        at_place,
    )
    meeting = replace(base.reports[0], relation=ReportRelation.MENTIONED, location=replace(at_place, entity=place))
    cities = tuple(EntityDigest(each, EntityType.CITY, each.title()) for each in ("lisbon", "porto"))
    return replace(base, entities=(*base.entities, *cities), reports=(visit, meeting))


def test_a_meeting_that_is_mentioned_is_a_part_of_the_visit_and_one_in_all_articles() -> None:
    fused = fuse([on_a_visit("a"), on_a_visit("b")])
    visit, meeting = sorted(fused.events, key=lambda each: each.type != EventType.VISIT)
    assert meeting.super_event == visit.key
    assert [ref.article for ref in meeting.reports] == ["a", "b"]


def test_a_meeting_at_another_place_is_no_part_of_the_visit() -> None:
    fused = fuse([on_a_visit("a", "porto"), on_a_visit("b", "porto")])
    assert {each.super_event for each in fused.events} == {""}
    assert len(fused.events) == 3


def test_a_meeting_is_not_what_another_article_tells_apart_from_the_meeting() -> None:
    """What was signed some days later is not the meeting that another article has on that day."""
    first, other = told("a", ENGLISH, day="2020-02-01"), told("b", OTHER, day="2020-02-04")
    signing = replace(other.reports[0], key="s", type=EventType.SIGNING, relation=ReportRelation.SUB_EVENT)
    fused = fuse([replace(first, reports=(*first.reports, signing)), other])
    (signed,) = (each for each in fused.events if each.type is EventType.SIGNING)
    assert [ref.article for ref in signed.reports] == ["a"]
    alone = replace(first, reports=(replace(signing, relation=ReportRelation.MAIN),))
    assert len(fuse([alone, other]).events) == 1


def test_what_is_said_at_a_meeting_that_is_only_mentioned_counts() -> None:
    """Two days that lie near may be one event where much of what was said there is the same."""
    mentioned = told("a", ENGLISH, day="2020-02-03")
    mentioned = replace(mentioned, reports=(replace(mentioned.reports[0], relation=ReportRelation.MENTIONED),))
    same, other = (fuse([mentioned, told("b", words, day="2020-02-04")]) for words in (ENGLISH, OTHER))
    assert [each.kind for each in same.unsure] == ["event"]
    assert other.unsure == ()


def test_what_copies_of_one_text_mention_is_one_event() -> None:
    first, second = (replace(on_a_visit(key, "porto"), signature=bytes(range(128))) for key in "ab")
    other = replace(on_a_visit("c", "porto"), signature=bytes(128))
    assert len(fuse([first, second]).events) == 2
    assert len(fuse([first, second, other]).events) == 3


def test_a_visit_of_somebody_else_is_no_whole() -> None:
    base = told("a", ENGLISH)
    visit = ReportDigest(
        "v",
        EventType.VISIT,
        EventStatus.HELD,
        ReportRelation.MENTIONED,
        (ParticipationDigest("eva", Role.GUEST),),
        told("x", ENGLISH, day="2020-02-03").reports[0].dates,
    )
    fused = fuse(
        [replace(base, entities=(*base.entities, person("Eva Blom", "NO", "eva")), reports=(*base.reports, visit))]
    )
    assert {each.super_event for each in fused.events} == {""}


def test_an_event_of_many_articles_takes_time_in_proportion() -> None:
    """Each of many wordings of few utterances meets a few others, never all of them."""
    many = [told(f"{at:04}", (ENGLISH if at % 2 else OTHER), day="2020-02-03") for at in range(400)]
    fused = fuse(many)
    assert len(fused.events) == 1
    assert 2 * 398 <= len(fused.alignments) < 20 * len(many)


def test_what_is_told_with_a_plan_was_not_said_at_it() -> None:
    plan = told("a", ENGLISH, day="2020-02-03")
    plan = replace(plan, reports=(replace(plan.reports[0], status=EventStatus.SCHEDULED),))
    assert {each.event for each in fuse([plan]).attributions} == {""}


def test_a_denial_contests_what_another_tells_as_held() -> None:
    later = told("b", FRENCH, "fr", day="2020-02-03")
    later = replace(
        later,
        reports=(replace(later.reports[0], status=EventStatus.DENIED),),
        published=PartialDate(2020, 2, 9),
    )
    fused = fuse([replace(told("a", ENGLISH, day="2020-02-03"), published=PartialDate(2020, 2, 4)), later])
    (event,) = fused.events
    (conflict,) = [each for each in event.conflicts if each.property == "status"]
    assert event.status is EventStatus.HELD
    assert [claim.value for claim in conflict.claims] == ["held", "denied"]
    assert {each.statement.article: each.event for each in fused.attributions} == {"a": event.key, "b": ""}


def test_a_denial_joins_no_plan_to_what_was_held() -> None:
    plan, denial = (
        replace(article, reports=(replace(article.reports[0], status=status),))
        for article, status in (
            (told("p", ENGLISH, day="2020-02-03"), EventStatus.SCHEDULED),
            (told("d", FRENCH, "fr", day="2020-02-03"), EventStatus.DENIED),
        )
    )
    fused = fuse([told("h", ENGLISH, day="2020-02-03"), plan, denial])
    assert len(fused.events) == 2
