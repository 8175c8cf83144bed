"""Quotation marks of every habit, apostrophes, what is not closed, and any text at all in linear time."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.marks import Mark, find_marks, hidden_spans
from kg.annotate.parse import paragraphs_of
from kg.model import Span
from tests._timing import least_seconds

SIGNS = "\"“”„‟«»‹›'‘’‚‛＂` \u00a0\u202f\na.s,;B[]…"


def marks_of(text: str) -> tuple[Mark, ...]:
    return find_marks(text, paragraphs_of(text, [Span(0, len(text))]))


def contents(text: str) -> list[str]:
    return [mark.content.of(text) for mark in marks_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il a dit « non ».", ["non"]),
        ("Il a dit «\u00a0non\u00a0».", ["non"]),
        ("Il a dit «\u202fnon\u202f».", ["non"]),
        ("“Yes,” she said.", ["Yes,"]),
        ('"Yes," she said.', ["Yes,"]),
        ("''Yes,'' she said.", ["Yes,"]),
        ("``Yes,'' she said.", ["Yes,"]),
        ("„Ja“, sagte er.", ["Ja"]),
        ("»Ja«, sagte sie.", ["Ja"]),
        ("”Ja”, sa han.", ["Ja"]),
        ("‹oui›, dit-il", ["oui"]),
        ("‘Yes,’ he said.", ["Yes,"]),
        ("'Yes,' he said.", ["Yes,"]),
        ("'The workers' rights are here,' he said.", ["The workers' rights are here,"]),
        ("l'homme, l’eau, it's, rock n' roll, the '90s", []),
        ("L'« Accord » et d'\"état\"", ["Accord", "état"]),
        ("Il a répondu : « Elle a dit “jamais” hier ».", ["Elle a dit “jamais” hier", "jamais"]),
        ("“It's 'fine', really,” he said.", ["It's 'fine', really,", "fine"]),
        ('("one") ["two"]', ["one", "two"]),
        ('A 12" disc and a 5\'10" man', []),
        ('" spaced " end', ["spaced"]),
        ("« la zone [de la mer] … »", ["la zone [de la mer] …"]),
        ('“” "" «»', []),
    ],
)
def test_habits(text: str, expected: list[str]) -> None:
    assert contents(text) == expected


def test_depth() -> None:
    assert [mark.depth for mark in marks_of("« a “b ‘c d’ e” f »")] == [0, 1, 2]


def test_an_unclosed_passage_ends_with_its_paragraph() -> None:
    (mark,) = marks_of("He said: “We go\nThey left.")
    assert (mark.closed, mark.content.of("He said: “We go\nThey left.")) == (False, "We go")


def test_a_passage_that_each_paragraph_opens_again() -> None:
    text = "“One.\n“Two.\n“Three,” he said."
    assert [(mark.closed, mark.continues) for mark in marks_of(text)] == [(True, False), (True, True), (True, True)]


def test_a_passage_that_the_next_paragraph_closes() -> None:
    assert contents("« Un.\nDeux », dit-il.") == ["Un.", "Deux"]


def test_a_woven_passage_is_left_to_the_parser() -> None:
    text = "He called it a “grave threat” and said, “We will act.”"
    assert [span.of(text) for span in hidden_spans(marks_of(text))] == ["We will act."]


@pytest.mark.parametrize("space", ["", " ", "\u00a0", "\u202f"])
def test_spaces_beside_guillemets_change_nothing(space: str) -> None:
    text = f"Il a dit : «{space}Nous irons{space}»."
    assert contents(text) == ["Nous irons"]


@given(st.text(alphabet=SIGNS, max_size=80) | st.text(max_size=80))
def test_any_text(text: str) -> None:
    paragraphs = paragraphs_of(text, [Span(0, len(text))])
    found = find_marks(text, paragraphs)
    assert list(found) == sorted(found, key=lambda mark: (mark.span.start, -mark.span.end))
    for mark in found:
        assert mark.span.contains(mark.content)
        assert mark.content.of(text).strip() == mark.content.of(text) != ""
        assert any(paragraph.contains(mark.span) for paragraph in paragraphs)
    outer = [mark for mark in found if mark.depth == 0]
    assert all(one.span.end <= two.span.start for one, two in itertools.pairwise(outer))


@pytest.mark.slow
@pytest.mark.parametrize("unit", ['"', "“", "«", "'", ' "a', "«»", " ' ", "“'"])
def test_time_is_linear_in_the_marks(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        return least_seconds(lambda: find_marks(text, [Span(0, len(text))]))

    assert seconds(1_000_000) < 4 * 3 * max(seconds(250_000), 0.05)


def test_a_passage_that_a_later_paragraph_closes() -> None:
    text = 'He said:\n\n"One.\n\nTwo.\n\nThree."\n\nAfter.'
    found = marks_of(text)
    assert [mark.content.of(text) for mark in found] == ["One.", "Two.", "Three."]
    assert [mark.continues for mark in found] == [False, True, True]
    assert all(mark.closed for mark in found)
    left = '"One.\n\nTwo.\n\n"Three."'
    assert [mark.continues for mark in marks_of(left)] == [False, False]


def test_a_text_that_is_quoted_whole_is_read() -> None:
    text = 'Here is the statement:\n\n"The minister met her guest.\n\nThey spoke of trade.\n\nBoth left."'
    assert hidden_spans(marks_of(text)) == []
    spoken = 'She said: "We met."'
    assert [span.of(spoken) for span in hidden_spans(marks_of(spoken))] == ["We met."]
