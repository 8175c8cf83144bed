import pytest

from kg.model import EventReport, Inferred, PartialDate
from tests.extract._facts import facts_of, rows_of


def report_of(text: str, code: str = "en") -> EventReport:
    return facts_of(text, code, "2022-05-26").reports[0]


@pytest.mark.parametrize(
    ("code", "text", "roles"),
    [
        (
            "en",
            "Talks between Foreign Minister Ana Lopez and her Turkish counterpart Mehmet Aydin were held in Ankara.",
            {"ana-lopez": "Guest", "mehmet-aydin": "Host"},
        ),
        (
            "fr",
            "Sous la médiation du président Paul Diallo, les ministres Adama Koné et Jean Mbala se sont réunis.",
            {"paul-diallo": "Mediator", "adama-kone": "Attendee", "jean-mbala": "Attendee"},
        ),
        (
            "fr",
            "Le président Karim Belaïd a reçu à Alger une délégation conduite par la ministre Anna Berg.",
            {"karim-belaid": "Host", "delegation-1": "DelegationMember", "anna-berg": "DelegationHead"},
        ),
        (
            "fr",
            "Kofi Mensah, représentant le président Karim Touré, a rencontré la ministre Anna Berg à Oslo.",
            {"kofi-mensah": "Attendee", "anna-berg": "Attendee"},
        ),
        (
            "en",
            "Minister Anna Berg attended the signing of the accord in Lima by Rosa Quispe and Karim Toure.",
            {"anna-berg": "Attendee", "rosa-quispe": "Signatory", "karim-toure": "Signatory"},
        ),
        (
            "fr",
            "La ministre Anna Berg a assisté à la signature de l'accord à Lima par Rosa Quispe et Karim Touré.",
            {"anna-berg": "Attendee", "rosa-quispe": "Signatory", "karim-toure": "Signatory"},
        ),
    ],
)
def test_roles(code: str, text: str, roles: dict[str, str]) -> None:
    assert {part.entity: part.role for part in report_of(text, code).participations} == roles


def test_reporters_and_spokespeople_take_no_part() -> None:
    text = "President Anna Berg met Prime Minister Luis Ortega in Oslo, spokesman Carl Dahl told reporters."
    assert {part.entity for part in report_of(text).participations} == {"anna-berg", "luis-ortega"}


def test_the_capacity_as_the_text_gives_it() -> None:
    (host, guest) = report_of("Zambian President Joseph Banda received Prime Minister Luis Ortega.").participations
    assert host.capacity is not None
    assert host.capacity.text == "Zambian President"
    assert host.on_behalf_of == "ZM"
    assert guest.on_behalf_of == ""


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "The summit between President Paul Diallo and President Jean Mbala has been called off.",
            "cancelled",
        ),
        ("The visit of Prime Minister Luis Ortega to Oslo, due on Monday, was postponed.", "postponed"),
        ("It is not clear whether President Anna Berg met Prime Minister Luis Ortega.", "hypothetical"),
    ],
)
def test_status(text: str, status: str) -> None:
    assert report_of(text).status == status


def test_a_visit_of_three_days_ends_on_the_third() -> None:
    (date,) = report_of("President Joseph Banda arrived in Maputo on Monday for a three-day state visit.").dates
    assert (date.value, date.end) == (PartialDate(2022, 5, 23), PartialDate(2022, 5, 25))


def test_a_host_receives_at_home() -> None:
    location = report_of("Norway's President Anna Berg received Prime Minister Luis Ortega.").location
    assert location is not None
    assert location.entity == "no"
    assert isinstance(location.evidence, Inferred)


@pytest.mark.parametrize(
    ("code", "text", "kind"),
    [
        ("en", "Erik Lund congratulated President Luis Vega on his election in a phone call.", "PhoneCall"),
        ("en", "Minister Anna Berg thanked President Luis Vega during talks in Lima.", "Meeting"),
        ("en", "Prime Minister Anna Berg will host President Luis Vega in Oslo.", "Meeting"),
        ("fr", "Le Premier ministre Erik Lund a félicité mardi par téléphone le président Luis Vega.", "PhoneCall"),
        ("fr", "La ministre Anna Berg a remercié Luis Vega lors d'un entretien à Lima.", "Meeting"),
        ("fr", "La ministre Anna Berg accueillera la semaine prochaine à Oslo le président Luis Vega.", "Meeting"),
    ],
)
def test_both_sides_of_an_encounter_are_found(code: str, text: str, kind: str) -> None:
    report = report_of(text, code)
    assert report.type.value == kind
    assert len(report.participations) == 2


def test_an_office_of_a_country_makes_the_name_after_it_a_person() -> None:
    text = "Sous la médiation du Premier ministre qatari Hamad Al Kuwari, Omar Idris a rencontré Abebe Tola à Doha."
    report = report_of(text, "fr")
    assert {(part.entity, part.role.value) for part in report.participations} == {
        ("hamad-al-kuwari", "Mediator"),
        ("omar-idris", "Attendee"),
        ("abebe-tola", "Attendee"),
    }


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "A summit between Anna Berg and President Luis Vega is unlikely."),
        ("fr", "Une rencontre entre Anna Berg et le président Luis Vega paraît improbable."),
    ],
)
def test_an_improbable_event_is_hypothetical(code: str, text: str) -> None:
    assert report_of(text, code).status.value == "hypothetical"


def test_a_town_nobody_knows_makes_no_host_of_the_dateline() -> None:
    text = "PARIS, 12 mars 2026 - La ministre Léa Kerguidu rencontrera le président du Burundi, Luc Nkunda, à Gitega."
    assert {part.role.value for part in report_of(text, "fr").participations} == {"Attendee"}


@pytest.mark.parametrize("row", rows_of("capacities.tsv"), ids=lambda row: row["text"][:40])
def test_the_capacity_that_says_best_what_somebody_is(row: dict[str, str]) -> None:
    facts = facts_of(row["text"], row["language"], "2025-03-05")
    names = {entity.key: entity.name for entity in facts.entities}
    parts = facts.reports[0].participations
    told = (f"{names[part.entity]}: {part.capacity.text if part.capacity else '-'}" for part in parts)
    assert "; ".join(told) == row["capacities"]
