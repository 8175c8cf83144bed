"""What is no meeting, what is denied, and where a meeting told in another sentence was."""

from pathlib import Path

import pytest

from kg.model import ArticleFacts
from tests.extract._facts import facts_of, rows_of

DAY = "2022-05-26"


def place(facts: ArticleFacts, at: int) -> str:
    location = facts.reports[at].location
    return next(each.name for each in facts.entities if location and each.key == location.entity)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "President Anna Berg spoke to Al Jazeera on Wednesday."),
        ("fr", "Dans un entretien à la RTS, la présidente Anna Berg a salué le président Luis Ortega."),
        ("fr", "Dans un entretien avec le quotidien Nordlys, la présidente Anna Berg a salué Luis Ortega."),
        ("fr", "L'audience de l'ancien ministre Luis Ortega devant la Cour d'appel a été renvoyée à mardi."),
        ("fr", "Le tribunal a tenu mercredi une audience sur la demande de l'ancien ministre Luis Ortega."),
    ],
)
def test_interviews_and_hearings_are_no_meetings(code: str, text: str) -> None:
    assert facts_of(text, code, DAY).reports == ()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "President Anna Berg met Luis Ortega in Oslo. They agreed to intensify political consultations."),
        ("en", "President Anna Berg met Luis Ortega in Oslo. Both want to step up talks on trade."),
        (
            "fr",
            "La présidente Anna Berg a rencontré Luis Ortega à Oslo. Ils ont convenu d'intensifier les consultations.",
        ),
        ("fr", "La présidente Anna Berg a rencontré Luis Ortega à Oslo. Tous deux veulent relancer les négociations."),
    ],
)
def test_what_they_agree_to_do_more_of_is_no_event(code: str, text: str) -> None:
    (report,) = facts_of(text, code, DAY).reports
    assert len(report.triggers) == 1


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "President Anna Berg denied having met rebel leader Luis Ortega in Oslo."),
        ("en", "President Anna Berg denied that she had met rebel leader Luis Ortega in Oslo."),
        ("fr", "La présidente Anna Berg a démenti avoir rencontré le chef rebelle Luis Ortega à Oslo."),
        ("fr", "La présidente Anna Berg a nié avoir rencontré le chef rebelle Luis Ortega à Oslo."),
    ],
)
def test_what_is_denied_was_not_held(code: str, text: str) -> None:
    (report,) = facts_of(text, code, DAY).reports
    assert report.status == "denied"
    assert {part.entity for part in report.participations} == {"anna-berg", "luis-ortega"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Minister Anna Berg will travel to Lima on 3 June. She will meet there her counterpart Luis Ortega."),
        ("fr", "La ministre Anna Berg se rendra à Lima le 3 juin. Elle y rencontrera son homologue Luis Ortega."),
        (
            "fr",
            "La ministre Anna Berg s'est rendue mardi à Lima. Elle s'y est entretenue avec le ministre Luis Ortega.",
        ),
    ],
)
def test_there_is_where_the_journey_went(code: str, text: str) -> None:
    assert place(facts_of(text, code, DAY), 1) == "Lima"


@pytest.mark.parametrize(
    ("code", "text", "status"),
    [
        ("en", "President Anna Berg will attend the Commonwealth Heads of Government Meeting in Apia.", "scheduled"),
        ("en", "Leaders of six countries attended the Kazan summit on Wednesday.", "held"),
        ("fr", "La présidente Anna Berg participera à la conférence des chefs d'État à Apia.", "scheduled"),
        ("fr", "Dix dirigeants ont participé mercredi au sommet de Kazan.", "held"),
    ],
)
def test_summits_by_other_names(code: str, text: str, status: str) -> None:
    facts = facts_of(text, code, DAY)
    assert (facts.reports[0].type, facts.reports[0].status) == ("Summit", status)
    assert place(facts, 0) in ("Apia", "Kazan")


def test_the_guest_of_an_invitation_is_the_one_invited() -> None:
    text = (
        "La présidente Anna Berg a transmis une invitation à son homologue Luis Ortega à effectuer une visite à Oslo."
    )
    (report,) = facts_of(text, "fr", DAY).reports
    assert {part.entity: str(part.role) for part in report.participations} == {"luis-ortega": "Guest"}


def test_a_sea_is_no_place_of_a_joint_statement() -> None:
    text = "President Anna Berg met President Luis Ortega. A joint statement on fisheries in the East Sea was issued."
    assert facts_of(text, "en", DAY).reports[1].location is None


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Leaders of six countries called for a ceasefire after a one-day summit in Apia on Wednesday."),
        ("en", "The two presidents proposed a new border crossing during a meeting in Apia on Wednesday."),
        ("fr", "Six dirigeants ont souhaité une trêve à l'issue d'un sommet mercredi à Apia."),
    ],
)
def test_what_is_wished_at_an_event_does_not_make_it_a_wish(code: str, text: str) -> None:
    assert [report.status for report in facts_of(text, code, DAY).reports] == ["held"]


def test_the_two_are_not_those_of_a_meeting_denied() -> None:
    text = (
        "President Anna Berg met President Luis Ortega in Oslo on Wednesday. President Anna Berg denied having met "
        "rebel leader Jan Kos. The two presidents will meet again in Lima in September."
    )
    (planned,) = [report for report in facts_of(text, "en", DAY).reports if report.status == "scheduled"]
    assert {part.entity for part in planned.participations} == {"anna-berg", "luis-ortega"}


NO_EVENTS = [line.split("\t") for line in (Path(__file__).parent / "no_events.tsv").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("code", "text"), NO_EVENTS, ids=[row[1][:50] for row in NO_EVENTS])
def test_what_is_no_affair_of_states_is_no_event(code: str, text: str) -> None:
    assert facts_of(text.replace("\\n", "\n"), code, DAY).reports == ()


@pytest.mark.parametrize("row", rows_of("near_events.tsv"), ids=lambda row: row["text"][:50])
def test_what_is_an_affair_of_states_is_an_event(row: dict[str, str]) -> None:
    report = facts_of(row["text"], row["language"], DAY).reports[0]
    assert f"{report.type} {report.status}" == row["event"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "President Anna Berg received singer Luis Ortega in Oslo on Monday."),
        ("en", "Foreign Minister Anna Berg visited a hospital in Lima on Monday and met patients."),
        ("fr", "La présidente Anna Berg a reçu lundi à Oslo le chanteur Luis Ortega."),
    ],
)
def test_who_holds_an_office_may_meet_anybody(code: str, text: str) -> None:
    assert facts_of(text, code, DAY).reports
