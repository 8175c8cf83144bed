"""Which language a text is in."""

import tomllib
from pathlib import Path

import pytest

import kg.language.identify as module
from kg.errors import InputError
from kg.language.identify import identify, language_of
from kg.model import Article
from tests._timing import least_seconds

SHORT = tomllib.loads((Path(__file__).parent / "short_texts.toml").read_text("utf-8"))
ENGLISH = (
    "The ministers of both countries spoke about trade, transport and the return of the students who had left the "
    "island in spring. They agreed to meet again in the capital before the end of the year, their spokesman said."
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        ("Les deux ministres ont parlé du commerce et du retour des étudiants.", "fr"),
        ("Die Minister trafen sich am Montag in Berlin und sprachen.", "de"),
        ("الرئيس يستقبل وزير الخارجية في القصر", "ar"),
        ("", None),
        ("ok", None),
        ("12 : 34 — 56 %", None),
        ("👩🏽‍🚀 «»", None),
    ],
)
def test_identify(text: str, code: str | None) -> None:
    assert identify(text) == code


def test_seeds() -> None:
    seeds = Path(__file__).parents[2] / "seeds"
    assert [identify(path.read_text("utf-8")) for path in sorted(seeds.glob("*.txt"))] == ["en", "fr"]


def test_what_the_source_says_holds_unless_it_cannot_be() -> None:
    assert language_of(Article("Bon", "x", language="fr")) == "fr"
    assert language_of(Article(ENGLISH, "x", language="en-GB")) == "en-GB"
    assert language_of(Article(ENGLISH, "x", language="fr")) == "en"
    assert language_of(Article(ENGLISH, "x")) == "en"


@pytest.mark.parametrize(
    ("stated", "text", "code"),
    [
        (
            "fr",
            "Els ministres de les dues ciutats van parlar del comerç i dels estudiants que havien deixat les illes "
            "durant les vacances. Es tornaran a trobar a la capital abans de final d'any, segons la seva portaveu.",
            "ca",
        ),
        (
            "fr",
            "Los ministres de las doas vilas parlèron del comèrci e dels estudiants qu'avián quitat l'illa a la prima. "
            "Se tornaràn encontrar dins la capitala abans la fin de l'an, segon lor pòrtaparaula, que parlava dimars.",
            "oc",
        ),
        (
            "en",
            "De ministers van beide landen spraken over handel, vervoer en de terugkeer van de studenten "
            "die het eiland in het voorjaar hadden verlaten. Ze zien elkaar voor het einde van het jaar weer in Gent.",
            "nl",
        ),
    ],
)
def test_a_language_near_the_one_stated_is_told_from_it(stated: str, text: str, code: str) -> None:
    assert language_of(Article(text, "x", language=stated)) == code
    assert language_of(Article(f"{text}\n" * 10, "x", language=stated)) == code


def test_a_long_text_full_of_the_short_words_of_a_language_is_in_it() -> None:
    assert language_of(Article(f"{ENGLISH}\n" * 10, "x", language="fr")) == "en"
    french = "Les ministres des deux pays ont parlé du commerce et du retour des étudiants qui ont quitté l'île."
    assert language_of(Article(f"{french}\n" * 20, "x", language="en")) == "fr"


def test_names_in_the_middle_of_a_long_text_do_not_load_the_identifier(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked() -> None:
        raise AssertionError("the identifier was asked")

    monkeypatch.setattr(module, "_identifier", asked)
    names = "The minister met Anna Berg, Tom Lee, Awa Sow, Li Na, Ana Lima, Ali Noor, Jo Brun and Eva Weiss there. " * 9
    text = f"{ENGLISH}\n" * 4 + names + f"{ENGLISH}\n" * 4
    assert language_of(Article(text, "x")) == "en"


@pytest.mark.parametrize("text", ["ok", "12 34", "Anna Berg, Tom Lee, Li Na"])
def test_too_little_text_is_said(text: str) -> None:
    with pytest.raises(InputError, match="--lang"):
        language_of(Article(text, "x"))


def test_local_names_do_not_make_a_creole_of_english() -> None:
    text = (
        "Kenyan President William Ruto hosted South African President Cyril Ramaphosa for talks in Nairobi on Monday. "
        "The two leaders signed no agreement."
    )
    assert identify(text) == "en"


@pytest.mark.parametrize("code", SHORT)
def test_short_texts_are_in_their_language_or_in_none_that_is_read(code: str) -> None:
    told = [identify(text) for text in SHORT[code]]
    assert all(each == code if code in ("en", "fr") else each not in ("en", "fr") for each in told), told


@pytest.mark.parametrize("share", [1, 2, 4])
@pytest.mark.parametrize(("opening", "closing"), [("« ", " »"), ("“", "”"), ('"', '"'), ("« ", "")])
def test_what_an_article_quotes_is_not_its_own_voice(opening: str, closing: str, share: int) -> None:
    own = "The talks lasted three hours, the minister's spokesman said after a dinner that nobody else could attend. "
    said = (
        "Nous avons parlé longuement de la pêche et des routes aériennes, et nous sommes convenus de nous revoir au "
        "printemps, après les élections dans leur pays."
    )
    quoted = f"{opening}{' '.join([said] * share)}{closing}\n"
    for text in (own + quoted, own * 4 + quoted * 3, own * 20 + quoted * 15):
        assert identify(text) == "en"
        assert language_of(Article(text, "x", language="en")) == "en"
    assert identify(f"He said: {quoted}") == "fr"


def test_a_long_text_that_cannot_be_told_is_not_called_little() -> None:
    with pytest.raises(InputError, match="by its words: name it"):
        language_of(Article("a, " * 300_000, "x"))


def test_marks_that_nothing_closes_take_no_long_time() -> None:
    for mark in '«“"':
        assert least_seconds(lambda text=mark * 20_000 + ENGLISH: identify(text), repeat=2) < 1
