"""Who was there beside those who met: delegations, lists, those present, chairs and witnesses."""

import pytest

from kg.model import EventReport
from tests.extract._facts import facts_of

MET = {
    "en": "Foreign Minister Anna Berg of Norway met Chilean Foreign Minister Luis Ortega in Oslo on Wednesday. ",
    "fr": "La ministre norvégienne Anna Berg a rencontré mercredi à Oslo le ministre chilien Luis Ortega. ",
}
TWO = {"anna-berg": "Host", "luis-ortega": "Guest"}


def reports_of(text: str, code: str = "en") -> tuple[EventReport, ...]:
    return facts_of(text, code, "2022-05-26").reports


def roles(report: EventReport) -> dict[str, str]:
    return {part.entity: str(part.role) for part in report.participations}


@pytest.mark.parametrize(
    "text",
    [
        "The Chilean delegation included Secretary Carla Rojas and Ambassador Pedro Silva.",
        "The Chilean delegation comprised Secretary Carla Rojas and Ambassador Pedro Silva.",
        "The delegation of Chile was made up of Secretary Carla Rojas and Ambassador Pedro Silva.",
        "Minister Ortega's delegation was composed of Secretary Carla Rojas and Ambassador Pedro Silva.",
        "Members of the Chilean delegation were Secretary Carla Rojas and Ambassador Pedro Silva.",
        "Minister Ortega was accompanied by Secretary Carla Rojas and Ambassador Pedro Silva.",
        "The guest's delegation consists of Secretary Carla Rojas and Ambassador Pedro Silva.",
        "Accompanying him were Secretary Carla Rojas and Ambassador Pedro Silva.",
    ],
)
def test_members_of_a_delegation(text: str) -> None:
    later = " Minister Ortega will travel to Helsinki on Friday."
    members = {"carla-rojas": "DelegationMember", "pedro-silva": "DelegationMember"}
    found = roles(reports_of(MET["en"] + text + later)[0])
    assert {key: role for key, role in found.items() if "delegation" not in key} == {**TWO, **members}


@pytest.mark.parametrize(
    "text",
    [
        "La délégation chilienne comprenait la secrétaire Carla Rojas et l'ambassadeur Pedro Silva.",
        "La délégation chilienne était composée de la secrétaire Carla Rojas et de l'ambassadeur Pedro Silva.",
        "La délégation du Chili se composait de la secrétaire Carla Rojas et de l'ambassadeur Pedro Silva.",
        "La délégation chilienne comptait dans ses rangs la secrétaire Carla Rojas et l'ambassadeur Pedro Silva.",
        "M. Ortega était accompagné de la secrétaire Carla Rojas et de l'ambassadeur Pedro Silva.",
        "M. Ortega était entouré de la secrétaire Carla Rojas et de l'ambassadeur Pedro Silva.",
        "Faisaient partie de la délégation chilienne la secrétaire Carla Rojas et l'ambassadeur Pedro Silva.",
    ],
)
def test_members_of_a_delegation_in_french(text: str) -> None:
    later = " M. Ortega se rendra vendredi à Helsinki."
    members = {"carla-rojas": "DelegationMember", "pedro-silva": "DelegationMember"}
    found = roles(reports_of(MET["fr"] + text + later, "fr")[0])
    assert {key: role for key, role in found.items() if "delegation" not in key} == {**TWO, **members}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Also present were Secretary Carla Rojas and Ambassador Pedro Silva."),
        ("en", "The meeting was also attended by Secretary Carla Rojas and Ambassador Pedro Silva."),
        ("en", "Secretary Carla Rojas and Ambassador Pedro Silva were present as well."),
        ("en", "Secretary Carla Rojas and Ambassador Pedro Silva sat in on the talks."),
        ("en", "The talks took place in the presence of Secretary Carla Rojas and Ambassador Pedro Silva."),
        ("en", "Among those present were Secretary Carla Rojas and Ambassador Pedro Silva."),
        ("en", "Those in attendance included Secretary Carla Rojas and Ambassador Pedro Silva."),
        ("en", "The participants included Secretary Carla Rojas and Ambassador Pedro Silva."),
        ("en", "They were joined by Secretary Carla Rojas and Ambassador Pedro Silva."),
        ("en", "Secretary Carla Rojas and Ambassador Pedro Silva also took part in the talks."),
        ("fr", "La rencontre s'est déroulée en présence de la secrétaire Carla Rojas et de l'ambassadeur Pedro Silva."),
        ("fr", "Étaient également présents la secrétaire Carla Rojas et l'ambassadeur Pedro Silva."),
        ("fr", "La secrétaire Carla Rojas et l'ambassadeur Pedro Silva étaient également présents."),
        ("fr", "Ont pris part à la rencontre la secrétaire Carla Rojas et l'ambassadeur Pedro Silva."),
        ("fr", "La secrétaire Carla Rojas et l'ambassadeur Pedro Silva ont pris part à l'entretien."),
        ("fr", "Ont également assisté à l'entretien la secrétaire Carla Rojas et l'ambassadeur Pedro Silva."),
        ("fr", "La secrétaire Carla Rojas et l'ambassadeur Pedro Silva ont assisté à la rencontre."),
        ("fr", "Parmi les personnes présentes figuraient la secrétaire Carla Rojas et l'ambassadeur Pedro Silva."),
        (
            "fr",
            "L'entretien a eu lieu en présence notamment de la secrétaire Carla Rojas et de l'ambassadeur Pedro Silva.",
        ),
    ],
)
def test_those_present_attend_what_was_told_last(code: str, text: str) -> None:
    present = {"carla-rojas": "Attendee", "pedro-silva": "Attendee"}
    assert roles(reports_of(MET[code] + text, code)[0]) == {**TWO, **present}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "The summit in Oslo brought together four leaders: President Anna Berg of Norway, President Luis Ortega of "
            "Chile, Prime Minister Carla Rojas of Peru and Prime Minister Pedro Silva of Portugal.",
        ),
        (
            "en",
            "Four leaders attended the summit in Oslo: President Anna Berg of Norway, President Luis Ortega of Chile, "
            "Prime Minister Carla Rojas of Peru and Prime Minister Pedro Silva of Portugal.",
        ),
        (
            "fr",
            "Le sommet d'Oslo a réuni quatre dirigeants : la présidente norvégienne Anna Berg, le président chilien "
            "Luis Ortega, la première ministre péruvienne Carla Rojas et le premier ministre portugais Pedro Silva.",
        ),
        (
            "fr",
            "Quatre dirigeants ont participé au sommet d'Oslo : la présidente norvégienne Anna Berg, le président "
            "chilien Luis Ortega, la première ministre péruvienne Carla Rojas et le premier ministre portugais Pedro "
            "Silva.",
        ),
    ],
)
def test_a_list_after_a_colon(code: str, text: str) -> None:
    assert set(roles(reports_of(text, code)[0])) == {"anna-berg", "luis-ortega", "carla-rojas", "pedro-silva"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "They witnessed the signing of a memorandum on fisheries, which was signed by Secretary Carla Rojas and "
            "Ambassador Pedro Silva.",
        ),
        (
            "en",
            "Anna Berg and Luis Ortega witnessed the signing of a memorandum on fisheries. The memorandum was signed "
            "by Secretary Carla Rojas and Ambassador Pedro Silva.",
        ),
        (
            "fr",
            "Anna Berg et Luis Ortega ont assisté à la signature d'un mémorandum sur la pêche. Le mémorandum a été "
            "signé par la secrétaire Carla Rojas et l'ambassadeur Pedro Silva.",
        ),
    ],
)
def test_who_witnesses_a_signing_does_not_sign(code: str, text: str) -> None:
    signed = [roles(report) for report in reports_of(MET[code] + text, code) if report.type == "Signing"]
    signatories = {"carla-rojas": "Signatory", "pedro-silva": "Signatory"}
    witnesses = {"anna-berg": "Attendee", "luis-ortega": "Attendee"}
    assert signed == [{**signatories, **witnesses}]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "The summit in Oslo, chaired by President Anna Berg, was attended by President Luis Ortega of Chile and "
            "President Carla Rojas of Peru.",
        ),
        (
            "en",
            "A summit will be held in Oslo under the chairmanship of President Anna Berg. President Luis Ortega of "
            "Chile and President Carla Rojas of Peru will attend the summit.",
        ),
        (
            "fr",
            "Le sommet d'Oslo, présidé par la présidente Anna Berg, a réuni le président chilien Luis Ortega et la "
            "présidente péruvienne Carla Rojas.",
        ),
    ],
)
def test_who_chairs_a_summit_is_its_host(code: str, text: str) -> None:
    assert roles(reports_of(text, code)[0])["anna-berg"] == "Host"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "Minister Anna Berg of Norway and Minister Luis Ortega of Chile co-chaired the third session of the joint "
            "commission by video conference on Wednesday.",
        ),
        (
            "en",
            "The third session of the joint commission, co-chaired by Minister Anna Berg of Norway and Minister Luis "
            "Ortega of Chile, was held by video conference on Wednesday.",
        ),
        (
            "fr",
            "La troisième session de la commission mixte, coprésidée par la ministre norvégienne Anna Berg et le "
            "ministre chilien Luis Ortega, s'est tenue mercredi par visioconférence.",
        ),
    ],
)
def test_those_who_chair_together_from_afar_are_both_hosts(code: str, text: str) -> None:
    assert roles(reports_of(text, code)[0]) == {"anna-berg": "Host", "luis-ortega": "Host"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "President Anna Berg of Norway met President Luis Ortega of Chile in Oslo.\n\n"
            "Culture Minister Carla Dahl and her Chilean counterpart signed a memorandum.",
        ),
        (
            "fr",
            "La présidente norvégienne Anna Berg a rencontré à Oslo le président chilien Luis Ortega.\n\n"
            "La ministre de la Culture, Carla Dahl, et son homologue chilien ont signé un mémorandum.",
        ),
    ],
)
def test_the_counterpart_of_a_minister_is_no_president(code: str, text: str) -> None:
    (signing,) = [roles(report) for report in reports_of(text, code) if report.type == "Signing"]
    assert signing == {"carla-dahl": "Signatory"}


def test_those_present_at_a_session_do_not_attend_the_signing_told_last() -> None:
    text = (
        "After the talks, Ms Berg and Mr Ortega signed an agreement on fisheries. "
        "Secretary Carla Rojas and Ambassador Pedro Silva sat in on the talks."
    )
    assert {"carla-rojas", "pedro-silva"} <= set(roles(reports_of(MET["en"] + text)[0]))
