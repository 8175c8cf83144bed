"""Statements of one utterance, and utterances that two persons are said to have made."""

import pytest
from msgspec.structs import replace

from kg.fuse import fuse
from kg.fuse.content import segments
from kg.fuse.overlap import content_score
from kg.fuse.statements import THRESHOLD
from kg.model import ArticleDigest, FusedFacts, Span, StatementDigest
from kg.rdf._graph import quads_of
from kg.rdf.dataset import Dataset
from kg.rdf.fused_graph import fused_keys
from kg.rdf.iris import IRIs
from kg.vocab import KG
from tests.fuse.test_entities import article, person

WORDS = "Prices of bread will rise by forty percent before winter in every province"


def told(key: str, speaker: str, words: str = WORDS, language: str = "en") -> ArticleDigest:
    """An article about one meeting with one statement."""
    base = article(
        key, person("Ana Lopes", "PT", "ana"), person("Rui Dias", "PT", "rui"), day="2020-02-03", language=language
    )
    said = StatementDigest(Span(5, 60), True, speaker, "m", segments(words, language))
    return replace(base, statements=(said,))


def both(first: ArticleDigest, second: ArticleDigest) -> FusedFacts:
    return fuse([first, second])


def test_one_utterance_in_two_languages() -> None:
    french = "Le prix du pain augmentera de quarante pour cent avant l'hiver dans chaque province"
    fused = both(told("a", "ana"), told("b", "ana", french, "fr"))
    assert len(fused.alignments) == 1
    assert fused.disputed == ()


def test_another_claim_of_the_same_speaker_is_not_the_same() -> None:
    fused = both(told("a", "ana"), told("b", "ana", "The schools of the capital will open again in two weeks"))
    assert fused.alignments == ()


def test_an_unknown_speaker_may_be_anybody() -> None:
    assert len(both(told("a", "ana"), told("b", "")).alignments) == 1


def test_words_that_two_persons_are_said_to_have_spoken_are_disputed() -> None:
    fused = both(told("a", "ana"), told("b", "rui"))
    assert len(fused.alignments) == 1
    assert {ref.article: [claim.value for claim in each.claims] for ref, each in fused.disputed} == {
        "a": ["ana-lopes", "rui-dias"],
        "b": ["ana-lopes", "rui-dias"],
    }
    graph = Dataset.from_quads(quads_of(fused_keys(fused, IRIs())))
    claims = [quad for quad in graph if quad.predicate.value == KG.claimedValue]
    assert sorted(quad.object.value.rsplit("/", 1)[-1] for quad in claims) == ["ana-lopes"] * 2 + ["rui-dias"] * 2


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("no forest will be sold to foreign companies", "aucune forêt ne sera vendue à des sociétés étrangères"),
        ("we will open an embassy in the autumn", "nous ouvrirons une ambassade à l'automne"),
        ("the firefighters will send forty lorries", "les pompiers enverront quarante camions"),
    ],
)
def test_short_negations_and_futures(english: str, french: str) -> None:
    assert content_score(segments(english, "en"), segments(french, "fr")) >= 0.85


def test_words_inside_other_words_count_once() -> None:
    """What the office says that he said does not make the words common."""
    whole = segments("Prices of bread will rise by forty percent; schools will open again in two weeks", "en")
    inner = whole.split(" | ")
    spans = [Span(0, 300), Span(10, 300), Span(20, 100), Span(150, 300)]
    said = [
        StatementDigest(span, False, "", "m", each) for span, each in zip(spans, [whole, whole, *inner], strict=True)
    ]
    french = "Le prix du pain augmentera de quarante pour cent avant l'hiver"
    fused = both(replace(told("a", "ana"), statements=tuple(said)), told("b", "ana", french, "fr"))
    assert Span(20, 100) in [each.first.content for each in fused.alignments]


def test_like_words_of_two_persons_are_two_statements() -> None:
    other = "Prices of bread have not changed in the capital for years"
    assert both(told("a", "ana"), told("b", "rui", other)).alignments == ()


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("two billion cubic metres of water", "deux milliards de mètres cubes d'eau"),
        ("German engineers will build a bridge", "des ingénieurs allemands construiront un pont"),
        ("the embassy would reopen in September", "l'ambassade rouvrirait en septembre"),
        ("sanctions must be lifted", "les sanctions doivent être levées"),
    ],
)
def test_contents_across_languages(english: str, french: str) -> None:
    assert content_score(segments(english, "en"), segments(french, "fr")) > 2 * THRESHOLD * 0.9


@pytest.mark.parametrize(
    ("words", "language", "number"),
    [
        ("400,000 doses", "en", "#400000"),
        ("400 000 doses", "fr", "#400000"),
        ("1.200.000 euros", "fr", "#1200000"),
        ("1,8 million de tonnes", "fr", "#1800000"),
        ("1.8 million tonnes", "en", "#1800000"),
        ("less than 0.125 percent", "en", "#0.125"),
        ("quarante pour cent", "fr", "#40"),
    ],
)
def test_numbers_as_each_language_writes_them(words: str, language: str, number: str) -> None:
    assert number in segments(words, language).split()


def test_numbers_side_by_side_are_two() -> None:
    assert {"#2016", "#300"} <= set(segments("in 2016, 300 people", "en").split())


@pytest.mark.parametrize(
    ("english", "french"),
    [("crime has fallen", "la criminalité a baissé"), ("they lost the vote", "ils ont perdu le vote")],
)
def test_irregular_forms_have_the_meaning_of_their_verb(english: str, french: str) -> None:
    meanings = [
        {name for each in segments(words, language).split() if each[0] == "=" for name in each[1:].split("/")}
        for words, language in ((english, "en"), (french, "fr"))
    ]
    assert meanings[0] & meanings[1]


def test_a_listed_word_has_its_own_meanings_only() -> None:
    """Not those of another word of its stem: "fonds" is money, "fonder" is to create and "fondre" to melt."""
    assert segments("les fonds du projet", "fr").split()[0] == "=mon"


def test_other_numbers_are_another_claim() -> None:
    one, other = segments("the fund will get nine million dollars", "en"), "le fonds aura deux millions de dollars"
    assert content_score(one, segments(other, "fr")) < content_score(one, segments("neuf millions de dollars", "fr"))
