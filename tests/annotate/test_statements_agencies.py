"""Statements as news agencies and newspapers word them: dates beside the verb, relative clauses, asides."""

import pytest

from tests.annotate.test_statements import EN_LEAD, FR_LEAD, contents, found, speakers, words

AFTER_A_DATE = [
    ("« Nous resterons », a déclaré lundi 26 septembre à Lorvan le ministre Paul Bertin.", "le ministre Paul Bertin"),
    (
        "« Nous resterons », a déclaré lundi 26 septembre à Lorvan, cette source sous couvert d’anonymat.",
        "cette source",
    ),
    ("« Nous resterons », a affirmé le 3 mai 2021 à Lorvan la ministre Claire Dumas.", "la ministre Claire Dumas"),
]


@pytest.mark.parametrize(("text", "speaker"), AFTER_A_DATE)
def test_speaker_stands_after_the_date_and_place_of_the_saying(text: str, speaker: str) -> None:
    text = FR_LEAD + text
    assert [words(each.source, text) for each in found("fr", text)] == [speaker]


WHOLE = [
    (
        "Paul Bertin s’est engagé à réduire la dette annuelle, qui avoisine un milliard.",
        ["à réduire la dette annuelle, qui avoisine un milliard"],
    ),
    (
        "Paul Bertin a indiqué vouloir rassurer les familles, qui sont sans nouvelle, mais a recommandé la prudence.",
        ["vouloir rassurer les familles, qui sont sans nouvelle", "la prudence"],
    ),
    (
        "Paul Bertin a affirmé s’être entretenu avec des chefs du lac, et rechercher « les meilleurs contacts ».",
        ["s’être entretenu avec des chefs du lac, et rechercher « les meilleurs contacts »"],
    ),
    (
        "Paul Bertin a exprimé sa volonté, partagée par les deux gouvernements, de voir ces liens « se poursuivre ».",
        ["sa volonté, partagée par les deux gouvernements, de voir ces liens « se poursuivre »"],
    ),
    (
        "Selon une source lorvane, proche des négociations, les marins seraient tous vivants.",
        ["les marins seraient tous vivants"],
    ),
    (
        "Selon une source lorvane, qui se dit « bien placée », les marins seraient tous vivants.",
        ["bien placée", "les marins seraient tous vivants"],
    ),
    ("Paul Bertin ne cessait de répéter que les pilotes étaient mal payés.", ["les pilotes étaient mal payés"]),
    (
        "Paul Bertin ne donne plus ce chiffre, préférant dire que les pilotes gagneront moins.",
        ["les pilotes gagneront moins"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_content_is_whole(text: str, expected: list[str]) -> None:
    assert contents("fr", FR_LEAD + text) == expected


def test_a_feast_that_marks_a_day_says_nothing() -> None:
    text = FR_LEAD + "Paul Bertin est parti après les célébrations marquant le début du mandat de Luc Arland."
    assert contents("fr", text) == []


AFTER_A_REPORT = [
    ("en", EN_LEAD + "Ana Torv said that Lorvan wants peace. “We believe that others must end the war.”", 2),
    ("en", EN_LEAD + "Ana Torv praised the fishermen. “They have done what we could not do.” Talks go on in June.", 2),
    ("fr", FR_LEAD + "Anne Torval a salué un accord « historique ». « Nous pensons que la guerre doit finir. »", 2),
]


@pytest.mark.parametrize(("code", "text", "count"), AFTER_A_REPORT)
def test_a_quoted_sentence_after_a_report_goes_on_with_its_speaker(code: str, text: str, count: int) -> None:
    assert [name.split()[-1][:5] for name in speakers(code, text)] == ["Torv" if code == "en" else "Torva"] * count


@pytest.mark.parametrize(
    "text",
    [
        "Ana Torv said that Lorvan wants peace. “The sea gives and takes back” is carved above the door.",
        "Ana Torv did not say when she would leave. “The sea gives and takes back in the end.”",
    ],
)
def test_a_passage_after_a_report_is_not_always_its_speakers(text: str) -> None:
    assert not [each for each in contents("en", EN_LEAD + text) if each.startswith("The sea")]


@pytest.mark.parametrize("place", ["LORVAN", "New Lorvan"])
def test_a_dateline_with_a_day_and_a_colon_is_no_speaker(place: str) -> None:
    text = f"{place}, July 20: Foreign Minister Anita Rao accused Norland of unilaterally changing the border."
    assert speakers("en", text) == ["Anita Rao"]


def test_whose_view_a_relative_clause_gives_is_not_its_noun() -> None:
    text = (
        FR_LEAD
        + "Le ministre Paul Bertin a dit « compter » sur le président Luc Arland, qui, selon lui, « tient parole »."
    )
    assert speakers("fr", text) == ["Paul Bertin", "Paul Bertin"]
