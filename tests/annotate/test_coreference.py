"""Who is who over an article: names, spellings, titles, pronouns."""

import pytest

from kg.annotate.coreference_fold import fold, same_part
from kg.annotate.names import find_entities
from kg.annotate.parse import paragraphs_of, parse
from kg.language import get
from kg.model import Entity, Span, Zone, ZoneKind


def owner_of(text: str, code: str, words: str, occurrence: int = 1) -> Entity | None:
    language = get(code)
    sentences = parse(text, paragraphs_of(text, [Span(0, len(text))]), [], language)
    start = -1
    for _ in range(occurrence):
        start = text.index(words, start + 1)
    span = Span(start, start + len(words))
    for entity in find_entities(text, (Zone(Span(0, len(text)), ZoneKind.BODY),), sentences, language):
        if any(mention.span == span for mention in entity.mentions):
            return entity
    return None


TALKS = (
    "Peruvian President Marco Quispe received Norwegian Prime Minister Kari Lund in Lima.\n"
    "Quispe said trade had grown. He thanked his guest.\n"
    "The Norwegian leader praised the reforms. She left on Friday. The Peruvian president stayed.\n"
    "The two leaders signed a pact."
)
ENTRETIEN = (
    "Le Président péruvien Marco Quispe a reçu la Première ministre norvégienne, Kari Lund, à Lima.\n"
    "M. Quispe a salué cet accord. Il a remercié son hôte.\n"
    "La cheffe du gouvernement norvégien a salué les réformes. Elle est repartie vendredi.\n"
    "Le chef de l'État péruvien est resté."
)


@pytest.mark.parametrize(
    ("code", "text", "words", "name"),
    [
        ("en", TALKS, "Quispe said", "Marco Quispe"),
        ("en", TALKS, "He", "Marco Quispe"),
        ("en", TALKS, "The Norwegian leader", "Kari Lund"),
        ("en", TALKS, "She", "Kari Lund"),
        ("en", TALKS, "The Peruvian president", "Marco Quispe"),
        ("fr", ENTRETIEN, "M. Quispe", "Marco Quispe"),
        ("fr", ENTRETIEN, "Il", "Marco Quispe"),
        ("fr", ENTRETIEN, "La cheffe du gouvernement norvégien", "Kari Lund"),
        ("fr", ENTRETIEN, "Elle", "Kari Lund"),
        ("fr", ENTRETIEN, "Le chef de l'État péruvien", "Marco Quispe"),
    ],
)
def test_resolved(code: str, text: str, words: str, name: str) -> None:
    entity = owner_of(text, code, words.removesuffix(" said"), 2 if words.endswith(" said") else 1)
    assert entity is not None
    assert entity.name == name


def test_group_has_its_members() -> None:
    group = owner_of(TALKS, "en", "The two leaders")
    assert group is not None
    assert group.members == ("marco-quispe", "kari-lund")


def test_namesakes_stay_apart() -> None:
    text = "Marco Quispe met Elena Quispe. Quispe said nothing."
    assert owner_of(text, "en", "Marco Quispe") != owner_of(text, "en", "Elena Quispe")
    alone = owner_of(text, "en", "Quispe", 3)
    assert alone is not None
    assert alone.name == "Quispe"


def test_title_that_fits_nobody_stays_alone() -> None:
    text = "Peruvian President Marco Quispe arrived. The Chinese president was absent."
    entity = owner_of(text, "en", "The Chinese president")
    assert entity is not None
    assert (entity.name, entity.country) == ("Chinese president", "CN")


def test_spellings() -> None:
    assert same_part(fold("Saïdov"), fold("Saidov"))
    assert same_part(fold("Tokaïev"), fold("Tokayev"))
    assert not same_part(fold("Lund"), fold("Lind"))
