"""The function words between names come from the data of a language, in every language that has any."""

import pytest

from kg.extract._links import links_of
from kg.language import get
from kg.model.language import LinkWords


@pytest.mark.parametrize(
    ("code", "gap"),
    [
        ("en", " and "), ("en", ", and with the "), ("en", " as well as "), ("en", " & "),
        ("fr", " et "), ("fr", " et l'"), ("fr", ", ainsi que "), ("fr", " et d'"), ("fr", " et avec le "),
        ("es", " y "), ("es", " y con el "), ("es", " e "),
    ],
)  # fmt: skip
def test_joined(code: str, gap: str) -> None:
    assert links_of(get(code).links).joined.fullmatch(gap)


@pytest.mark.parametrize(
    ("code", "gap"), [("en", ", "), ("en", " with "), ("fr", " de "), ("fr", " est "), ("es", " yo "), ("es", " con ")]
)
def test_not_joined(code: str, gap: str) -> None:
    assert not links_of(get(code).links).joined.fullmatch(gap)


@pytest.mark.parametrize(("code", "gap"), [("fr", ", d'"), ("fr", ", de l'"), ("fr", ", du "), ("fr", " , de ")])
def test_next_of_list(code: str, gap: str) -> None:
    assert links_of(get(code).links).next_of_list.fullmatch(gap)
    assert not links_of(get("en").links).next_of_list.fullmatch(", of ")


@pytest.mark.parametrize(
    ("code", "before", "left"),
    [
        ("en", "met in the city of ", "met in "), ("en", "in its ", "in "), ("en", "in breathe ", "in breathe "),
        ("fr", "reçu à l'", "reçu à "), ("fr", "dans la ", "dans "), ("fr", "au festival ", "au festival "),
        ("es", "en las ", "en "), ("es", "en hotel ", "en hotel "),
    ],
)  # fmt: skip
def test_what_stands_between_a_preposition_and_a_place(code: str, before: str, left: str) -> None:
    assert links_of(get(code).links).named_by_at_end.sub("", before) == left


def test_a_language_without_function_words_joins_by_the_sign_alone() -> None:
    links = links_of(LinkWords())
    assert links.joined.fullmatch(" & ")
    assert not links.joined.fullmatch(" ")
    assert not links.next_of_list.fullmatch(", ")
    assert links.named_by_at_end.sub("", "in the ") == "in the "
