"""A day in the sentence of an event that is the day of something else: no date is better than a wrong one."""

import pytest

from kg.model import EventReport, PartialDate
from tests.extract._facts import facts_of


def reports_of(code: str, text: str) -> tuple[EventReport, ...]:
    return facts_of(text, code, "2026-03-12").reports


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Foreign Minister Anna Berg condemned the attack of 8 March during a call with Luis Vega."),
        ("en", "Ten days after the ceasefire of 1 March, Anna Berg met Luis Vega in Doha."),
        ("en", "The ministers of Norway and Peru met in Lima on the 40th anniversary of the treaty of 11 March 1986."),
        ("en", "In a statement issued on Wednesday, the ministry said Anna Berg had met Luis Vega in Lima."),
        ("en", "Anna Berg, who was re-elected on Sunday, met Luis Vega in Lima."),
        ("en", "Anna Berg met Luis Vega, elected on 5 March, in Lima."),
        ("en", "President Anna Berg visited Lima, her first visit to Peru since January 2025."),
        ("en", "Anna Berg and Luis Vega agreed at a meeting in Lima to hold elections on 4 October 2026."),
        (
            "fr",
            "Anna Berg et Luis Vega sont convenus, lors d'une rencontre, d'organiser des élections le 4 octobre 2026.",
        ),
        ("en", "Since the two restored ties on 3 May 2024, Anna Berg and Luis Vega have met four times."),
        ("en", "Anna Berg and Luis Vega spoke by phone hours after a missile hit Odesa on Sunday night."),
        ("en", "Minister Anna Berg will meet Luis Vega ahead of the 15 March deadline."),
        ("en", "In a tweet on Wednesday, Minister Anna Berg said she had met Luis Vega."),
        (
            "fr",
            "Depuis le rétablissement des liens le 3 mai 2024, Anna Berg et Luis Vega se sont rencontrés quatre fois.",
        ),
        ("fr", "Anna Berg et Luis Vega se sont parlé au téléphone après la frappe de dimanche soir sur Odessa."),
        ("fr", "La ministre Anna Berg a condamné l'attaque du 8 mars lors d'un entretien téléphonique avec Luis Vega."),
        ("fr", "Anna Berg a condamné l'attaque terroriste du 8 mars lors d'un entretien avec Luis Vega à Oslo."),
        ("fr", "Dix jours après le cessez-le-feu du 1er mars, Anna Berg a rencontré Luis Vega à Doha."),
        ("fr", "Dans un communiqué publié mercredi, le ministère indique qu'Anna Berg a rencontré Luis Vega à Lima."),
        ("fr", "La ministre Anna Berg a rencontré à Quito Luis Vega, entré en fonction le 5 janvier."),
    ],
)
def test_the_day_of_something_else_is_not_that_of_the_event(code: str, text: str) -> None:
    reports = reports_of(code, text)
    assert reports
    assert [date.value for report in reports for date in report.dates] == []


@pytest.mark.parametrize(
    ("code", "text", "day"),
    [
        ("en", "Anna Berg met Luis Vega in Oslo on the evening of 8 March.", "2026-03-08"),
        ("en", "Anna Berg met Luis Vega during the session of 8 March.", "2026-03-08"),
        ("en", "The talks, which were held in Oslo on 8 March, were chaired by Anna Berg and Luis Vega.", "2026-03-08"),
        ("en", "Anna Berg, speaking after she met Luis Vega in Oslo on 8 March, urged calm.", "2026-03-08"),
        ("en", "The agreement, signed by Anna Berg and Luis Vega on 8 March, replaces one of 1974.", "2026-03-08"),
        ("en", "The 8 March talks between Anna Berg and Luis Vega lasted an hour.", "2026-03-08"),
        ("fr", "Après un entretien à Oslo le 8 mars avec Luis Vega, Anna Berg s'est dite confiante.", "2026-03-08"),
        ("fr", "Anna Berg a rencontré Luis Vega à Oslo dans la soirée du 8 mars.", "2026-03-08"),
        ("fr", "Anna Berg a rencontré Luis Vega lors de la session du 8 mars.", "2026-03-08"),
        ("fr", "L'entretien bilatéral du 8 mars entre Anna Berg et Luis Vega a duré une heure.", "2026-03-08"),
        (
            "fr",
            "Le Kremlin a indiqué qu'Ivan Petrov et Karim Touré se rencontreraient le 25 mars à Sotchi.",
            "2026-03-25",
        ),
    ],
)
def test_the_day_of_the_event_stays(code: str, text: str, day: str) -> None:
    assert [date.value for date in reports_of(code, text)[0].dates] == [PartialDate.parse(day)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The foreign ministers of Norway and Peru met in Lima."),
        ("fr", "Les ministres des Affaires étrangères de Norvège et du Pérou se sont rencontrés à Lima."),
    ],
)
def test_ministers_of_two_countries_meet_without_names_or_a_day(code: str, text: str) -> None:
    assert [report.type.value for report in reports_of(code, text)] == ["Meeting"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Minister Anna Berg will vote on Monday before travelling to Lima on 20 March.", "2026-03-20"),
        ("Minister Anna Berg of Peru prepared on Monday the Oslo summit of 20 March 2026.", "2026-03-20"),
    ],
)
def test_a_plan_with_a_day_behind_it_has_not_the_one_before_it(text: str, day: str) -> None:
    (report,) = reports_of("en", text)
    assert [date.value.iso for date in report.dates if date.value] == [day]
