from pathlib import Path

import pytest

from kg.model import ArticleFacts, EventStatus, EventType, PartialDate, Role
from tests.extract._facts import facts_of

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def roles(facts: ArticleFacts, at: int = 0) -> dict[str, Role]:
    return {part.entity: part.role for part in facts.reports[at].participations}


@pytest.mark.parametrize(
    ("code", "text", "kind", "status"),
    [
        ("en", "President Anna Berg received Prime Minister Luis Ortega in Oslo.", "Meeting", "held"),
        ("en", "President Anna Berg will meet Prime Minister Luis Ortega in Oslo.", "Meeting", "scheduled"),
        ("en", "President Anna Berg spoke by phone with Prime Minister Luis Ortega.", "PhoneCall", "held"),
        ("en", "President Anna Berg has cancelled a visit to Bolivia.", "Visit", "cancelled"),
        ("en", "President Anna Berg and Prime Minister Luis Ortega signed an agreement on trade.", "Signing", "held"),
        ("fr", "La présidente Anna Berg a reçu le Premier ministre Luis Ortega à Oslo.", "Meeting", "held"),
        ("fr", "La présidente Anna Berg recevra le Premier ministre Luis Ortega à Oslo.", "Meeting", "scheduled"),
        ("fr", "La présidente Anna Berg s'est rendue à Lima.", "Visit", "held"),
        ("fr", "La présidente Anna Berg et le Premier ministre Luis Ortega ont signé un accord.", "Signing", "held"),
    ],
)
def test_type_and_status(code: str, text: str, kind: str, status: str) -> None:
    report = facts_of(text, code).reports[0]
    assert (report.type, report.status) == (EventType(kind), EventStatus(status))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "President Anna Berg received President Luis Ortega in Oslo."),
        ("en", "President Luis Ortega was received by President Anna Berg in Oslo."),
        ("fr", "La présidente Anna Berg a reçu le président Luis Ortega à Oslo."),
        ("fr", "Le président Luis Ortega a été reçu par la présidente Anna Berg à Oslo."),
    ],
)
def test_host_and_guest(code: str, text: str) -> None:
    assert roles(facts_of(text, code)) == {"anna-berg": Role.HOST, "luis-ortega": Role.GUEST}


@pytest.mark.parametrize(
    "text",
    [
        "The striker received the ball from the goalkeeper in the second half and scored a penalty in the stadium.",
        "The government received a letter.",
        "Shares rose in Oslo.",
    ],
)
def test_no_event(text: str) -> None:
    assert facts_of(text, "en").reports == ()


def test_the_english_seed() -> None:
    facts = facts_of(SEEDS[0].read_text("utf-8"), "en")
    (report,) = facts.reports
    assert (report.type, report.status) == (EventType.MEETING, EventStatus.HELD)
    found = {role: key for key, role in roles(facts).items()}
    assert "khamenei" in found[Role.HOST]
    assert "nazarbayev" in found[Role.GUEST]
    assert found[Role.DELEGATION_MEMBER].startswith("delegation")
    topics = {topic.topic for topic in report.topics}
    assert {"20000103", "20000638", "20000373", "20000337", "20000331", "20000771"} <= topics


def test_the_french_seed() -> None:
    facts = facts_of(SEEDS[1].read_text("utf-8"), "fr")
    (report,) = facts.reports
    assert (report.type, report.status) == (EventType.MEETING, EventStatus.HELD)
    assert [role for key, role in roles(facts).items() if "rouhani" in key] == [Role.ATTENDEE]
    assert len(report.participations) == 3


def test_the_day_of_an_announcement_is_not_that_of_the_visit() -> None:
    text = (
        "La présidence a annoncé mardi le report de la visite que le président Jan Kos devait effectuer à Lima en mai."
    )
    assert all(
        date.stated_as != "mardi" for report in facts_of(text, "fr", "2016-02-03").reports for date in report.dates
    )


def test_a_month_after_a_verb_in_the_future_is_to_come() -> None:
    report = facts_of("The next ordinary summit will be held in Abuja in December.", "en", "2021-06-12").reports[0]
    assert report.status is EventStatus.SCHEDULED
    assert report.dates[0].value == PartialDate.parse("2021-12")


def test_a_call_has_the_date_under_the_headline_unless_that_is_of_publication() -> None:
    story = (
        "Call with Luis Ortega\n\n{}May 4, 2021, 16:45\n\nPresident Anna Berg spoke by phone with Luis Ortega of Chile."
    )
    assert facts_of(story.format(""), "en").reports[0].dates[0].value == PartialDate.parse("2021-05-04")
    assert not facts_of(story.format("Published "), "en").reports[0].dates


def test_where_a_crisis_is_nothing_else_happens() -> None:
    text = "President Anna Berg met Prime Minister Luis Ortega to discuss the crisis in Guinea."
    assert facts_of(text, "en").reports[0].location is None


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "President Anna Berg and Prime Minister Luis Ortega signed no agreement."),
        ("en", "President Anna Berg and Prime Minister Luis Ortega held no talks in Oslo."),
        ("en", "President Anna Berg met nobody in Oslo."),
        ("fr", "La présidente Anna Berg et le Premier ministre Luis Ortega n'ont signé aucun accord."),
    ],
)
def test_what_an_object_denies_was_not_held(code: str, text: str) -> None:
    assert [report for report in facts_of(text, code).reports if report.status is EventStatus.HELD] == []


def test_whoever_is_received_for_a_visit_makes_it() -> None:
    text = "Le ministre péruvien Luis Vega a accueilli à Lima la ministre Anna Berg pour une visite officielle."
    reports = facts_of(text, "fr").reports
    assert {(part.role, part.entity) for part in reports[0].participations} == {
        (Role.HOST, "luis-vega"),
        (Role.GUEST, "anna-berg"),
    }
    visits = [report for report in reports if report.type is EventType.VISIT]
    assert all(part.entity == "anna-berg" for report in visits for part in report.participations)


def test_ministers_are_nobody_else_where_two_are_named() -> None:
    text = (
        "Minister Anna Berg hosted Minister Luis Vega and Minister Jan Kowal for a meeting in Oslo on 28 May 2024.\n\n"
        "Ministers held the meeting in a friendly spirit."
    )
    assert "ministers" not in {part.entity for part in facts_of(text, "en").reports[0].participations}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "President Anna Berg allegedly met Prime Minister Luis Ortega in Oslo in January."),
        ("en", "The opposition accuses President Anna Berg of secretly meeting Prime Minister Luis Ortega in January."),
        ("en", "President Anna Berg is said to have met Prime Minister Luis Ortega in Oslo."),
        ("fr", "La présidente Anna Berg aurait rencontré en secret le Premier ministre Luis Ortega en janvier."),
        ("fr", "L'opposition accuse la présidente Anna Berg d'avoir rencontré en secret le ministre Luis Ortega."),
        ("fr", "La présidente Anna Berg se serait entretenue avec le Premier ministre Luis Ortega à Oslo."),
    ],
)
def test_hearsay_is_no_event_that_was_held(code: str, text: str) -> None:
    reports = facts_of(text, code, "2025-03-05").reports
    assert all(report.status is EventStatus.HYPOTHETICAL for report in reports)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "President Anna Berg met Prime Minister Luis Ortega in Oslo on Monday, accusing him of delays."),
        ("en", "President Anna Berg, accused of fraud, met Prime Minister Luis Ortega in Oslo on Monday."),
        ("en", "President Anna Berg, who reportedly has a cold, met Prime Minister Luis Ortega in Oslo on Monday."),
        ("fr", "La présidente Anna Berg, accusée de fraude, a rencontré le Premier ministre Luis Ortega à Oslo lundi."),
    ],
)
def test_what_is_said_beside_a_meeting_is_no_hearsay_of_it(code: str, text: str) -> None:
    assert facts_of(text, code, "2025-03-05").reports[0].status is EventStatus.HELD


@pytest.mark.parametrize(
    ("code", "text", "status"),
    [
        ("en", "The palace announced a visit by President Anna Berg to Oslo.", "scheduled"),
        ("en", "Foreign Minister Anna Berg is preparing a visit to Oslo.", "scheduled"),
        ("en", "Foreign Minister Anna Berg requested a call with Prime Minister Luis Ortega.", "hypothetical"),
        ("en", "Foreign Minister Anna Berg held a call with Prime Minister Luis Ortega.", "held"),
        ("fr", "Le palais a annoncé une visite de la présidente Anna Berg à Oslo.", "scheduled"),
        ("fr", "La ministre Anna Berg prépare une visite à Oslo.", "scheduled"),
        ("fr", "La ministre Anna Berg a demandé un entretien avec le Premier ministre Luis Ortega.", "hypothetical"),
        ("fr", "La ministre Anna Berg a eu un entretien avec le Premier ministre Luis Ortega.", "held"),
    ],
)
def test_what_is_announced_or_asked_for_was_not_held(code: str, text: str, status: str) -> None:
    assert [report.status for report in facts_of(text, code).reports] == [EventStatus(status)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Foreign Minister Jane Doe announced a summit of African leaders in Nairobi."),
        ("fr", "La ministre Jane Doe a annoncé un sommet des dirigeants africains à Nairobi."),
    ],
)
def test_whoever_announces_a_summit_need_not_be_there(code: str, text: str) -> None:
    assert all("jane-doe" not in roles(facts_of(text, code), at) for at in range(len(facts_of(text, code).reports)))


def test_a_meeting_that_was_announced_is_on_the_weekday_to_come() -> None:
    text = "The Kremlin announced a meeting between President Ivan Petrov and President Karim Toure on Friday."
    (report,) = facts_of(text, "en", "2026-03-12").reports
    assert [date.value for date in report.dates] == [PartialDate.parse("2026-03-13")]


def test_this_evening_in_the_present_is_no_evening_told_before() -> None:
    text = (
        "Le président tchadien Brahim Saleh s'était entretenu par téléphone avec la ministre danoise Lone Krag le 30"
        " avril."
        " Brahim Saleh quitte Nairobi dans la soirée pour Le Caire."
    )
    _, visit = facts_of(text, "fr", "2024-05-08").reports
    assert [date.value.iso for date in visit.dates if date.value] == ["2024-05-08"]
