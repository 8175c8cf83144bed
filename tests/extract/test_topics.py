from pathlib import Path

import pytest

from kg import language
from kg.annotate.zones import find_zones
from kg.extract._words import WordFinder, expand, fold
from kg.extract.topics import find_topics
from kg.model import Article, Span, ZoneKind
from kg.resources import ontology_dir

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def topics(text: str, code: str) -> dict[str, list[str]]:
    found = find_topics(text, [Span(0, len(text))], language.get(code))
    return {topic.topic: [span.of(text) for span in topic.spans] for topic in found}


@pytest.mark.parametrize(
    ("code", "text", "topic", "words"),
    [
        ("en", "The ministers spoke of counter-terrorism.", "20000103", ["terrorism"]),
        ("en", "A free-trade agreement was ready.", "20000374", ["free-trade agreement"]),
        ("en", "They discussed the gas pipelines.", "20001243", ["gas pipelines"]),
        ("fr", "L’immigration a été au cœur des débats.", "20000771", ["immigration"]),
        ("fr", "Ils ont évoqué l'allègement de la dette.", "20000368", ["allègement de la dette"]),
        ("fr", "Les échanges commerciaux ont triplé.", "20000373", ["échanges commerciaux"]),
    ],
)
def test_words_and_phrases_of_a_topic(code: str, text: str, topic: str, words: list[str]) -> None:
    assert topics(text, code)[topic] == words


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The Islamic Republic of Iran sent its minister of agriculture."),
        ("en", "A tradesperson sat in an oilskin."),
        ("fr", "La République islamique de Mauritanie et la République populaire de Chine."),
        ("fr", "La ministre de la Santé est arrivée."),
    ],
)
def test_names_of_states_and_offices_are_no_topic(code: str, text: str) -> None:
    assert topics(text, code) == {}


def test_a_weak_word_needs_company() -> None:
    assert topics("He drank coffee.", "en") == {}
    assert "20000210" in topics("They signed an agreement on coffee.", "en")


def test_an_article_of_sport_is_about_sport_alone() -> None:
    text = "The striker beat the goalkeeper from the penalty spot in the second half; the ambassador of trade clapped."
    assert list(topics(text, "en")) == ["15000000"]


def test_weights_are_shares_of_the_topical_words() -> None:
    text = "Terrorism, terrorists and tourism."
    found = find_topics(text, [Span(0, len(text))], language.get("en"))
    assert [(topic.topic, topic.weight) for topic in found] == [("20000103", 0.6667), ("20000331", 0.3333)]


@pytest.mark.parametrize("code", ["en", "fr"])
def test_lexicon_covers_known_topics_only(code: str) -> None:
    known = {line.split("\t")[0] for line in (ontology_dir() / "mediatopics.tsv").read_text("utf-8").splitlines()[1:]}
    used = [term.topic for term in language.get(code).topics if term.topic not in ("", "+")]
    assert set(used) <= known
    assert len(used) == len(set(used)) >= 70
    assert all(form == form.lower() for term in language.get(code).topics for form in (*term.forms, *term.weak))


@pytest.mark.parametrize(("seed", "code"), list(zip(SEEDS, ["en", "fr"], strict=True)))
def test_topics_of_the_seeds(seed: Path, code: str) -> None:
    text = seed.read_text("utf-8")
    zones = find_zones(Article(text, seed.name, language=code), language.get(code))
    read = [zone.span for zone in zones if zone.kind is ZoneKind.BODY]
    found = {topic.topic for topic in find_topics(text, read, language.get(code))}
    assert {"20000103", "20000638", "20000373", "20000337", "20000771"} <= found
    assert ("20000331" if code == "en" else "20000645") in found


def test_finder_prefers_the_longest() -> None:
    finder = WordFinder([("war", 1), ("civil war(s)", 2), ("civil*", 3)])
    text = "civil wars, a war, civilians"
    assert [(span.of(text), values) for span, values in finder.find(text, [Span(0, len(text))])] == [
        ("civil wars", (2,)),
        ("war", (1,)),
        ("civilians", (3,)),
    ]


def test_forms() -> None:
    assert expand("a(b|c)d(e)") == ("abd", "abde", "acd", "acde")
    assert len(fold("İstanbul’da")) == len("İstanbul’da")
