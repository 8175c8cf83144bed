"""On whose behalf people take part, where the text gives their office to nobody."""

import pytest

from tests.extract._facts import facts_of

CASES = {
    "en-host": (
        "President Anna Berg received Peruvian Foreign Minister Rosa Quispe in Oslo on Monday.",
        {"anna-berg": "NO", "rosa-quispe": "PE"},
    ),
    "fr-host": (
        "La présidente de la République, Anna Berg, a reçu lundi à Libreville le ministre péruvien Luis Vega.",
        {"anna-berg": "GA", "luis-vega": "PE"},
    ),
    "en-host-of-dateline": (
        "OSLO, 26 May — President Anna Berg received Peruvian Foreign Minister Rosa Quispe on Monday.",
        {"anna-berg": "NO", "rosa-quispe": "PE"},
    ),
    "en-host-elsewhere": (
        "OSLO, 26 May — President Anna Berg was received in Lima by President Rosa Quispe on Monday.",
        {"anna-berg": "NO", "rosa-quispe": "PE"},
    ),
    "en-side-of-dateline": (
        "OSLO, 26 May — Foreign Minister Anna Berg spoke by phone with Peruvian President Luis Vega on Monday.",
        {"anna-berg": "NO", "luis-vega": "PE"},
    ),
    "en-abroad": (
        "OSLO, 26 May — Foreign Minister Anna Berg met Peruvian President Luis Vega in Geneva on Monday.",
        {"anna-berg": "NO", "luis-vega": "PE"},
    ),
    "en-guest-of-dateline": (
        "LIMA, 26 May — President Anna Berg arrived on Monday and met Peruvian President Rosa Quispe.",
        {"anna-berg": "", "rosa-quispe": "PE"},
    ),
    "en-those-beside-a-host": (
        "President Anna Berg received Peruvian Foreign Minister Rosa Quispe in Oslo on Monday. Foreign Minister Lars"
        " Dahl and National Security Adviser Ida Moe were present.",
        {"anna-berg": "NO", "rosa-quispe": "PE", "lars-dahl": "NO", "ida-moe": "NO"},
    ),
    "fr-those-beside-a-host": (
        "La présidente Anna Berg a reçu lundi à Libreville le ministre péruvien Luis Vega, en présence du ministre des"
        " Affaires étrangères, Guy Ndong.",
        {"anna-berg": "GA", "luis-vega": "PE", "guy-ndong": "GA"},
    ),
    "en-sides": (
        "President Anna Berg met Peruvian President Rosa Quispe in Geneva on Monday. Minister Luis Vega and Ambassador"
        " Ana Rojas attended the meeting on the Peruvian side. From the Norwegian side, Minister Lars Dahl attended"
        " the talks.",
        {"anna-berg": "", "rosa-quispe": "PE", "luis-vega": "PE", "ana-rojas": "PE", "lars-dahl": "NO"},
    ),
    "fr-sides": (
        "Les entretiens ont réuni lundi à Genève, côté gabonais, le ministre Guy Ndong et la conseillère Marie Obame.",
        {"guy-ndong": "GA", "marie-obame": "GA"},
    ),
    "en-led-by": (
        "Norwegian President Anna Berg met a Peruvian delegation led by Luis Vega in Oslo on Monday.",
        {"anna-berg": "NO", "delegation-1": "PE", "luis-vega": "PE"},
    ),
    "en-accompanied": (
        "Norwegian President Anna Berg met Peruvian President Luis Vega in Geneva on Monday. Mr Vega was accompanied by"
        " Foreign Minister Rosa Quispe.",
        {"anna-berg": "NO", "luis-vega": "PE", "rosa-quispe": "PE"},
    ),
    "fr-accompagné": (
        "La présidente gabonaise Anna Berg, accompagnée du ministre Guy Ndong, a rencontré lundi à Lima le président"
        " péruvien Luis Vega.",
        {"anna-berg": "GA", "guy-ndong": "GA", "luis-vega": "PE"},
    ),
    "en-represented": (
        "Norwegian President Anna Berg opened a meeting of ministers in Oslo on Monday with Peruvian Foreign Minister"
        " Rosa Quispe. Chad was represented by its deputy minister, Ali Haroun.",
        {"anna-berg": "NO", "rosa-quispe": "PE", "ali-haroun": "TD"},
    ),
    "en-the-only-other-country": (
        "President Anna Berg spoke by phone with Peruvian President Luis Vega on Monday. She thanked Peru for joining"
        " Norway in the talks.",
        {"anna-berg": "NO", "luis-vega": "PE"},
    ),
    "en-joined-countries": (
        "Prime Minister Anna Berg spoke by phone with Peruvian President Luis Vega on Monday about the war in Sudan."
        " Relations between Norway and Peru are good.",
        {"anna-berg": "NO", "luis-vega": "PE"},
    ),
    "en-a-third-country": (
        "Prime Minister Anna Berg spoke by phone with Peruvian President Luis Vega on Monday about Sudan and Chad.",
        {"anna-berg": "", "luis-vega": "PE"},
    ),
    "en-offices-of-one-kind": (
        "OSLO, 26 May — Foreign Minister Anna Berg received Peruvian Foreign Minister Rosa Quispe in Oslo on Monday."
        " Minister of State Lars Dahl and Minister of State Ida Moe attended the meeting.",
        {"anna-berg": "NO", "rosa-quispe": "PE", "lars-dahl": "NO", "ida-moe": "NO"},
    ),
    "fr-beside-a-host-of-a-country-said": (
        "Le président gabonais Aimé Ndong a reçu lundi à Libreville le ministre péruvien Luis Vega, en présence du"
        " ministre de la Défense, Guy Obame.",
        {"aime-ndong": "GA", "luis-vega": "PE", "guy-obame": "GA"},
    ),
    "fr-ministers-of-one-kind": (
        "LIBREVILLE, 26 mai — Les ministres des Transports, Guy Ndong et Luis Vega, se sont rencontrés lundi au Pérou.",
        {"guy-ndong": "", "luis-vega": ""},
    ),
    "en-chairs": (
        "Foreign Minister Anna Berg and Peruvian Foreign Minister Luis Vega co-chaired the meeting in Oslo on Monday.",
        {"anna-berg": "", "luis-vega": "PE"},
    ),
    "fr-chairs": (
        "Le ministre des Affaires étrangères, Paul Durel, a coprésidé lundi à Rabat la réunion de la commission mixte.",
        {"paul-durel": ""},
    ),
    "en-body": (
        "The President of the African Development Bank, Paul Diallo, received Peruvian Foreign Minister Rosa Quispe in"
        " Abidjan on Monday.",
        {"paul-diallo": "african-development-bank", "rosa-quispe": "PE"},
    ),
    "en-native-office": (
        "Secretary of State Harold Finch met Peruvian Foreign Minister Rosa Quispe in Washington on Monday.",
        {"harold-finch": "US", "rosa-quispe": "PE"},
    ),
    "en-native-office-of-another": (
        "Cardinal Pietro Bassi, the Secretary of State, met President Carol Dunn at the Vatican on Monday, before his"
        " journey to the United States.",
        {"pietro-bassi": "", "carol-dunn": ""},
    ),
    "fr-field-is-no-body": (
        "La secrétaire d'État chargée de la Francophonie, Anna Berg, a rencontré lundi à Lima le ministre Luis Vega.",
        {"anna-berg": "", "luis-vega": ""},
    ),
    "fr-field-beside-another": (
        "Le ministre français de l'Europe et de la Francophonie, Paul Durel, a reçu lundi à Paris la ministre"
        " sénégalaise Awa Sarr.",
        {"paul-durel": "FR", "awa-sarr": "SN"},
    ),
    "en-deputy-of-field": (
        "Foreign Minister Anna Berg and Vietnam's deputy agriculture minister, Luong Van Tai, signed four agreements in"
        " Oslo on Monday.",
        {"anna-berg": "", "luong-van-tai": "VN"},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_on_whose_behalf(case: str) -> None:
    text, behalf = CASES[case]
    report, *_ = facts_of(text, case[:2], "2022-05-26").reports
    assert {part.entity: part.on_behalf_of for part in report.participations} == behalf
