"""What several sentences together tell of events: which is the main one, days by another, hosts, guests and places."""

from datetime import timedelta

import pytest

from kg import language
from kg.annotate import annotate
from kg.extract import extract
from kg.extract._gaps import closed
from kg.model import (
    Article,
    ArticleFacts,
    EventStatus,
    EventType,
    PartialDate,
    ReportRelation,
    Role,
    Span,
)
from tests.extract._facts import days_of as days
from tests.extract._facts import facts_of as read


def facts_of(text: str, code: str, published: str = "2024-04-18") -> ArticleFacts:
    return read(text, code, published)


def test_words_between_the_parts_of_a_phrase_are_in_its_span() -> None:
    text = "elle a eu, hier, des entretiens"
    assert closed(text, [Span(11, 15)]).span(5, 24) == Span(5, 31)


@pytest.mark.parametrize(
    ("code", "text", "second"),
    [
        (
            "en",
            "President Anna Berg of Norway received Kenyan President Amos Otieno in Oslo on Wednesday. The day before, "
            "Otieno met Foreign Minister Jon Lie.",
            "2024-04-16",
        ),
        (
            "fr",
            "La présidente norvégienne Anna Berg a reçu mercredi à Oslo le président kényan Amos Otieno. La veille, "
            "M. Otieno avait rencontré le ministre Jon Lie.",
            "2024-04-16",
        ),
        (
            "fr",
            "La présidente norvégienne Anna Berg a reçu mercredi à Oslo le président kényan Amos Otieno. Dans la "
            "soirée, M. Otieno a rencontré le ministre Jon Lie.",
            "2024-04-17",
        ),
        (
            "fr",
            "La présidente norvégienne Anna Berg a reçu mercredi à Oslo le président kényan Amos Otieno. En fin de "
            "journée, M. Otieno a rencontré le ministre Jon Lie.",
            "2024-04-17",
        ),
        (
            "en",
            "President Anna Berg of Norway received Kenyan President Amos Otieno in Oslo on Wednesday. The same "
            "afternoon, Otieno met Foreign Minister Jon Lie.",
            "2024-04-17",
        ),
        (
            "fr",
            "La présidente norvégienne Anna Berg a reçu mercredi à Oslo le président kényan Amos Otieno. M. Otieno a "
            "rencontré lundi en fin de journée le ministre Jon Lie.",
            "2024-04-15",
        ),
    ],
)
def test_a_day_told_by_the_event_before(code: str, text: str, second: str) -> None:
    first, other = facts_of(text, code).reports
    assert (days(first), days(other)) == (["2024-04-17"], [second])
    assert first.relation is ReportRelation.MAIN


def test_a_day_told_aside_is_not_the_day_that_goes_on() -> None:
    text = (
        "President Anna Berg of Norway received Kenyan President Amos Otieno in Oslo on Wednesday. Mr Otieno, who "
        "arrived in Oslo on Tuesday, thanked her. Later in the day, he met Foreign Minister Jon Lie."
    )
    reports = facts_of(text, "en").reports
    assert [days(report) for report in reports if "jon-lie" in str(report.participations)] == [["2024-04-17"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "On Monday, President Anna Berg of Norway met Kenyan President Amos Otieno in Oslo and received Malawian "
            "Minister Chisomo Banda.",
            [["2024-04-15"], ["2024-04-15"]],
        ),
        (
            "President Anna Berg of Norway met Kenyan President Amos Otieno in Oslo on Monday and will receive "
            "Malawian Minister Chisomo Banda.",
            [["2024-04-15"], []],
        ),
        (
            "President Anna Berg of Norway will travel to Nairobi on Tuesday to meet Kenyan President Amos Otieno.",
            [["2024-04-23"], ["2024-04-23"]],
        ),
    ],
)
def test_a_day_of_two_verbs(text: str, expected: list[list[str]]) -> None:
    assert sorted(map(days, facts_of(text, "en").reports), reverse=True) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "A visit to Oslo by the Kenyan president was agreed on for the month of May."),
        ("fr", "Une visite du président kényan à Oslo a été arrêtée pour le mois de mai."),
    ],
)
def test_a_month_that_something_is_for_is_not_the_last_one(code: str, text: str) -> None:
    assert all("2023" not in day for report in facts_of(text, code).reports for day in days(report))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "MAY 3, 2023\n\nSecretary Ann Lee met today in Washington with Malawian Minister Chisomo Banda.",
            "2023-05-03",
        ),
        ("LIMA, May 3 (Agency) - President Ana Rojas met Chilean President Luis Soto today in Lima.", "2023-05-03"),
        ("LIMA, March 3 (Agency) - President Ana Rojas met Chilean President Luis Soto today in Lima.", "2023-05-05"),
    ],
)
def test_today_is_the_day_of_the_texts_own_date_line(text: str, day: str) -> None:
    assert days(facts_of(f"Leaders speak of trade\n\n{text}", "en", "2023-05-05").reports[0]) == [day]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("May 7, 2024", ["2024-05-07"]),
        ("Oslo, 7 May 2024", ["2024-05-07"]),
        ("May 7, 2024 | Statements and Releases", ["2024-05-07"]),
        ("Published May 7, 2024", []),
        ("May 7, 2024 5:46 PM GMT+1 · Updated an hour ago", []),
    ],
)
def test_the_day_of_a_call_by_the_line_under_the_title(line: str, expected: list[str]) -> None:
    said = "President Anna Berg of Norway spoke by phone with Kenyan President Amos Otieno about the new ferry line."
    text = f"Call with the President of Kenya\n\n{line}\n\n{said}"
    spoken = language.get("en")
    report = extract(annotate(Article(text, "test", language="en"), spoken), spoken).reports[0]
    assert (report.type, days(report)) == (EventType.PHONE_CALL, expected)


@pytest.mark.parametrize(
    ("code", "sentence", "shift"),
    [
        ("en", "Ana Rojas and Luis Soto agreed to meet on Monday in Lima.", 4),
        ("en", "In a phone call on Monday, Ana Rojas and Luis Soto agreed to keep the port open.", -3),
        ("fr", "Ana Rojas et Luis Soto doivent se rencontrer lundi à Lima.", 4),
        ("fr", "Lors d'un appel lundi, Ana Rojas et Luis Soto ont convenu de garder le port ouvert.", -3),
    ],
)
def test_a_weekday_by_the_tense_of_its_event(code: str, sentence: str, shift: int) -> None:
    published = PartialDate.parse("2024-04-18").date
    assert published is not None
    assert days(facts_of(sentence, code).reports[0]) == [(published + timedelta(days=shift)).isoformat()]


@pytest.mark.parametrize(("weekday", "expected"), [("vendredi", ["2024-04-19"]), ("lundi", []), ("mercredi", [])])
def test_a_weekday_of_a_plan_that_was_called_off_is_the_next_or_may_be_either(
    weekday: str, expected: list[str]
) -> None:
    report = facts_of(f"Ana Rojas et Luis Soto devaient se rencontrer {weekday}, mais l'entretien a été annulé.", "fr")
    assert report.reports[0].status is EventStatus.CANCELLED
    assert days(report.reports[0]) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Anna Berg was greeted at the airport on her arrival by Foreign Minister Jon Lie."),
        ("en", "The committee called on President Anna Berg to release the report."),
        ("en", "Prime Minister Anna Berg welcomed Botswana's plans for solar power."),
        ("fr", "Le ministre Jon Lie a accordé un entretien exclusif à la chaîne lundi."),
        ("fr", "Anna Berg a été accueillie à l'aéroport par le ministre Jon Lie."),
    ],
)
def test_words_of_meeting_that_tell_of_none(code: str, text: str) -> None:
    assert facts_of(text, code).reports == ()


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("Chinese Vice Premier Wei Min met with visiting Norwegian Foreign Minister Jon Lie on Wednesday.", "wei-min"),
        ("Norwegian Foreign Minister Jon Lie and his Chinese counterpart Wei Min held talks in Beijing.", "wei-min"),
        ("BEIJING, April 17 - Chinese Vice Premier Wei Min met Norwegian Foreign Minister Jon Lie here.", "wei-min"),
        ("On the sidelines of a forum in Beijing, Wei Min, China's vice premier, met Norway's Jon Lie.", ""),
    ],
)
def test_who_is_at_home(text: str, host: str) -> None:
    roles = {part.entity: part.role for part in facts_of(text, "en").reports[0].participations}
    assert [key for key, role in roles.items() if role is Role.HOST] == [host] * bool(host)


def test_here_is_the_place_of_the_dateline() -> None:
    text = (
        "DHAKA, April 18 (BNA) - Foreign Minister Karim Chowdhury met Bulgarian Minister Ana Petrova here on Wednesday."
    )
    location = facts_of(text, "en").reports[0].location
    assert location is not None
    assert location.entity == "dhaka"


def test_a_summit_and_what_is_beside_it_are_two() -> None:
    text = (
        "Le sommet de l'Union africaine s'est ouvert mercredi à Niamey. En marge du sommet, le président malien "
        "Adama Sy s'est entretenu avec la ministre tchadienne Fatima Haroun."
    )
    assert {report.type for report in facts_of(text, "fr").reports} == {EventType.SUMMIT, EventType.MEETING}


def test_a_country_known_by_its_people_only_has_its_own_name() -> None:
    names = {each.key: each.name for each in facts_of("Swedish Minister Jon Lie spoke on Monday.", "en").entities}
    assert names["se"] == "Sweden"


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Norwegian President Anna Berg received Kenyan Minister Amos Otieno.", {"20000638", "20000639"}),
        ("Norwegian President Anna Berg hosted a summit with Kenyan President Amos Otieno.", {"20000638", "20000640"}),
    ],
)
def test_topics_of_an_article_by_the_kind_of_its_event(text: str, topics: set[str]) -> None:
    found = facts_of(text, "en").topics
    assert topics <= {topic.topic for topic in found}
    assert all(topic.spans and 0 < topic.weight <= 1 for topic in found)
