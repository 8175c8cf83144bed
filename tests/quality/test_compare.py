"""Two sources side by side, and two graphs one after the other."""

import json

import pytest
from msgspec.structs import replace

from kg.errors import InputError
from kg.fuse import fuse
from kg.model import (
    ArticleFacts,
    DateBasis,
    Entity,
    EntityType,
    EventStatus,
    Gender,
    Location,
    Mention,
    MentionKind,
    Observed,
    QuotationKind,
    Span,
    Statement,
)
from kg.quality.compare import compare
from kg.quality.diff import changed_triples, diff
from tests.quality._two import english, french, graph_of


def verdicts(a: str = "Daily", b: str = "Journal") -> dict[tuple[str, str, str], str]:
    found = compare(graph_of(english(), french()), a, b)
    return {(claim.kind, claim.about, claim.value): claim.verdict for claim in found.claims}


def test_claims_of_two_outlets() -> None:
    assert verdicts() == {
        ("type", "", "Meeting"): "agreed",
        ("status", "", "EventHeld"): "agreed",
        ("date", "", "2019-03-04"): "only in B",
        ("weekday", "", "Monday"): "agreed",
        ("participant", "Mirna Solveig", "Host"): "agreed",
        ("participant", "Idris Okafor", "Guest"): "agreed",
        ("participant", "Paul Brandt", "Attendee"): "only in A",
        ("statement", "Mirna Solveig", "direct / reported"): "agreed",
        ("statement", "Idris Okafor", "direct"): "only in B",
    }


def test_each_claim_has_its_words() -> None:
    found = compare(graph_of(english(), french()), "Daily", "Journal")
    said = next(claim for claim in found.claims if claim.value == "direct / reported")
    assert [words.text for words in said.a] == ["We will build two bridges over the river"]
    assert [words.text for words in said.b] == ["deux ponts seraient construits sur la rivière"]
    assert json.loads(json.dumps(found.as_json()))["counts"]["agreed"] == 6


def test_an_unknown_speaker_contests_nothing() -> None:
    facts = french()
    unnamed = replace(facts, statements=(replace(facts.statements[0], speaker=""), *facts.statements[1:]))
    found = compare(graph_of(english(), unnamed), "Daily", "Journal")
    assert [claim.verdict for claim in found.claims if claim.value == "direct / reported"] == ["agreed"]
    assert [claim.about for claim in found.claims if claim.value == "direct / reported"] == ["Mirna Solveig"]


def test_two_speakers_of_one_utterance_are_contested() -> None:
    facts = english()
    other = replace(facts, statements=(replace(facts.statements[0], speaker="o"),))
    other = replace(other, article=replace(other.article, text=other.article.text + " ", publisher="Post"))
    found = compare(graph_of(facts, other), "Daily", "Post")
    (said,) = [claim for claim in found.claims if claim.kind == "statement"]
    assert (said.verdict, said.about) == ("contested", "Idris Okafor / Mirna Solveig")


def placed(facts: ArticleFacts, type_: EntityType, name: str) -> ArticleFacts:
    """An article that says where its only event was."""
    words = Span(0, 9)
    place = Entity("where", type_, name, (Mention(words, MentionKind.NAME, name, words),), (), (), "", Gender.UNKNOWN)
    report = replace(facts.reports[0], location=Location("where", Observed((words,), "place-read", 0.9)))
    return replace(facts, entities=(*facts.entities, place), reports=(report,))


@pytest.mark.parametrize(
    ("type_", "name", "verdicts"),
    [
        (EntityType.PLACE, "Lake Palace", ["only in A", "only in B"]),
        (EntityType.CITY, "Narvik", ["contested"]),
    ],
)
def test_a_palace_may_be_in_a_city_two_cities_differ(type_: EntityType, name: str, verdicts: list[str]) -> None:
    graph = graph_of(placed(english(), type_, name), placed(french(), EntityType.CITY, "Hammerfest"))
    found = compare(graph, "Daily", "Journal")
    assert sorted(claim.verdict for claim in found.claims if claim.kind == "place") == verdicts


def test_a_statement_that_fits_two_is_told_with_each() -> None:
    """A quotation and a report of the same words are two claims, each with how it is told."""
    facts = french()
    quoted = replace(facts.statements[0], kind=QuotationKind.DIRECT)
    again = replace(facts, statements=(quoted,), article=replace(facts.article, text=facts.article.text + " "))
    found = compare(graph_of(english(), facts, again), "Daily", "Journal")
    both = [claim for claim in found.claims if claim.kind == "statement" and claim.verdict == "agreed"]
    assert sorted(claim.value for claim in both) == ["direct / direct", "direct / reported"]
    assert len({claim.a for claim in both}) == 1


def said_without_a_report(*statements: Statement) -> list[tuple[str, str, str]]:
    """Event, speaker and verdict of each statement, where the French article reports no event and says only these."""
    loose = replace(french(), reports=(), statements=tuple(replace(each, event="") for each in statements))
    claims = compare(graph_of(english(), loose), "Daily", "Journal").claims
    return [
        (claim.event.partition(" ")[0], claim.about, claim.verdict) for claim in claims if claim.kind == "statement"
    ]


def test_what_an_article_without_a_report_says_stands_at_the_event_it_tells_of() -> None:
    assert said_without_a_report(*french().statements) == [
        ("undated", "Mirna Solveig", "agreed"),
        ("undated", "Idris Okafor", "only in B"),
    ]


def test_what_an_article_about_no_event_says_is_shown_too() -> None:
    assert said_without_a_report(french().statements[1]) == [
        ("undated", "Mirna Solveig", "only in A"),
        ("no", "Idris Okafor", "only in B"),
    ]


def test_articles_are_found_by_key() -> None:
    assert verdicts(english().article.key, french().article.key[:8]) == verdicts()


def test_an_unknown_source_is_an_error_that_names_the_known() -> None:
    with pytest.raises(InputError, match=english().article.key):
        verdicts("Nobody")


def test_the_weekday_of_one_and_the_date_of_the_other_corroborate() -> None:
    (event,) = fuse([english(), french()]).events
    assert event.date is not None
    assert (event.date.basis, len(event.date.sources)) == (DateBasis.CORROBORATED, 2)
    assert event.key == "2019-03-04-meeting-idriss-okafor-mirna-solveig"
    assert event.former == ("undated-meeting-idris-okafor-mirna-solveig", "undated-meeting-idriss-okafor-mirna-solveig")


def test_what_a_second_article_changes() -> None:
    changes = diff(graph_of(english()), graph_of(english(), french())).changes
    found = {(each.thing, each.change, each.what) for each in changes}
    assert ("article", "added", "") in found
    assert ("event", "changed", "date") in found
    assert ("statement", "added", "") in found
    assert ("event", "removed", "") not in found
    assert ("participant", "removed", "role") not in found


def test_changes_are_told_in_words() -> None:
    changes = diff(graph_of(english()), graph_of(english(), french())).changes
    (same,) = (each for each in changes if each.what == "same as")
    assert same.new == ("Mirna Solveig: deux ponts seraient construits sur la rivière",)
    assert not any("/" in value for each in changes for value in (*each.old, *each.new))


def test_an_attribution_that_a_second_article_disputes_is_a_change() -> None:
    facts = english()
    other = replace(facts, statements=(replace(facts.statements[0], speaker="o"),))
    other = replace(other, article=replace(other.article, text=other.article.text + " ", publisher="Post"))
    changes = diff(graph_of(facts), graph_of(facts, other)).changes
    (disputed,) = (each for each in changes if each.what == "said to be by")
    assert disputed.new == ("Idris Okafor", "Mirna Solveig")


def test_a_graph_does_not_differ_from_itself() -> None:
    graph = graph_of(english(), french())
    assert diff(graph, graph).changes == ()
    assert changed_triples(graph, graph) == ((), ())


def test_triples_that_come_and_go() -> None:
    gone, come = changed_triples(graph_of(english(), french()), graph_of(french()))
    assert any("Paul Brandt" in line for line in gone)
    assert not any("Paul Brandt" in line for line in come)


def with_status(facts: ArticleFacts, status: EventStatus) -> ArticleFacts:
    return replace(facts, reports=(replace(facts.reports[0], status=status), *facts.reports[1:]))


def test_statements_of_a_plan_are_compared_as_those_of_its_event() -> None:
    both = (with_status(each, EventStatus.SCHEDULED) for each in (english(), french()))
    graph = graph_of(*both)
    claims = compare(graph, "Daily", "Journal").claims
    said = [claim for claim in claims if claim.kind == "statement"]
    assert {claim.event for claim in said} == {claim.event for claim in claims if claim.kind == "type"}


def test_a_denial_is_contested() -> None:
    graph = graph_of(english(), with_status(french(), EventStatus.DENIED))
    status = [claim for claim in compare(graph, "Daily", "Journal").claims if claim.kind == "status"]
    assert {claim.verdict for claim in status} == {"contested"}
