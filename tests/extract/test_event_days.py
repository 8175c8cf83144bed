"""The day of an event told in a later sentence, or by words that point back to a day."""

import pytest

from kg.model import EventReport
from tests.extract._facts import days_of, facts_of

MET = {
    "en": "Foreign Minister Anna Berg held talks with Minister Luis Ortega in Oslo on Tuesday. ",
    "fr": "La ministre Anna Berg a rencontré mardi à Oslo le ministre Luis Ortega. ",
}


def reports_of(text: str, code: str) -> tuple[EventReport, ...]:
    return facts_of(text, code, "2023-05-17").reports


def days(text: str, code: str) -> list[str]:
    return [
        report.dates[0].value.iso if report.dates and report.dates[0].value else "" for report in reports_of(text, code)
    ]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The same afternoon, Ortega met Prime Minister Jan Kos."),
        ("en", "That same evening, Ortega was received by Prime Minister Jan Kos."),
        ("en", "Ortega met Prime Minister Jan Kos later the same day."),
        ("en", "In the afternoon of the same day, Ortega called on Prime Minister Jan Kos."),
        ("en", "Later that afternoon, Prime Minister Jan Kos received Ortega."),
        ("fr", "En fin d'après-midi, M. Ortega a été reçu par le Premier ministre Jan Kos."),
        ("fr", "Le soir même, M. Ortega s'est entretenu avec le Premier ministre Jan Kos."),
        ("fr", "Ce même jour, le Premier ministre Jan Kos a reçu M. Ortega."),
        ("fr", "En début de soirée, le Premier ministre Jan Kos a rencontré M. Ortega."),
        ("fr", "Dans la matinée, M. Ortega avait rencontré le Premier ministre Jan Kos."),
    ],
)
def test_words_that_point_back_to_a_day(code: str, text: str) -> None:
    assert days(MET[code] + text, code) == ["2023-05-16", "2023-05-16"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Later in the day, Ortega called on Prime Minister Jan Kos and met Defence Minister Olga Dahl."),
        ("en", "The same evening, Ortega met Prime Minister Jan Kos and visited Bergen."),
        ("fr", "Le même jour, M. Ortega a rencontré le Premier ministre Jan Kos et s'est rendu à Bergen."),
    ],
)
def test_a_day_before_joined_verbs_is_that_of_each(code: str, text: str) -> None:
    assert days(MET[code] + text, code) == ["2023-05-16"] * 3


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The same afternoon, Minister Luis Ortega met Prime Minister Jan Kos."),
        ("fr", "En fin d'après-midi, le ministre Luis Ortega a rencontré le Premier ministre Jan Kos."),
    ],
)
def test_nothing_told_before_is_pointed_back_to(code: str, text: str) -> None:
    assert days(text, code) == [""]


def test_a_weekday_is_told_from_the_day_of_the_dateline() -> None:
    text = (
        "Roe to see vice president\n\nPublished : Tuesday, 19 September, 2023\n\n"
        "NAIROBI, Sept 18: Kenyan President John Roe was due to meet Vice President Jane Doe of Chad on Monday."
    )
    assert [days_of(report) for report in facts_of(text, "en").reports] == [["2023-09-18"]]


def test_the_days_behind_a_visit_are_its_days_and_not_that_of_the_way_home() -> None:
    text = (
        "Le président tunisien, Jean Roux, a regagné Tunis dans la nuit de dimanche à lundi, au terme d’une visite "
        "officielle en Égypte du 9 au 11 avril. Il a été accueilli à l’aéroport de Tunis par le chef du gouvernement "
        "tunisien, Paul Sari."
    )
    visit, *others = facts_of(text, "fr", "2021-04-12").reports
    assert days_of(visit) == ["2021-04-09", "2021-04-11"]
    assert all("2021-04-09" not in days_of(report) for report in others)
