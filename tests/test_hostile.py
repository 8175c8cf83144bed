"""Texts made to take long: the time grows with the text, not with its square, and nothing recurses too deep."""

import pytest

from kg.annotate import annotate
from kg.annotate._near import Near
from kg.extract import extract
from kg.language import get
from kg.model import LONGEST, Article, ArticleFacts, Span
from tests._timing import least_seconds

SIZE = 5_000
ENDLESS = {
    "en": ["the minister of ", "met ", "who met "],
    "fr": ["le ministre de ", "a reçu ", "a déclaré "],
}
LINES = {"en": "Word word\n\n", "fr": "- Un mot\n"}
RUNS = ["(", '"', "=", "a", "12:", "'s", "http://a.b/", "\N{GRINNING FACE}"]
AGAIN = {
    "marks that nobody closes": "“He said that we will go to the sea. ",
    "one event told again": "John Smith met Jane Doe. ",
    "events in one sentence": "the president of France met the king of Spain and ",
}


def facts(text: str, code: str) -> ArticleFacts:
    language = get(code)
    return extract(annotate(Article(text, "a.txt", language=code), language), language)


def seconds(unit: str, code: str, size: int) -> float:
    return least_seconds(lambda: facts(unit * (size // len(unit)), code), repeat=2)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_one_sentence_without_end_is_read_in_linear_time(code: str) -> None:
    seconds(ENDLESS[code][0], code, 300)
    for unit in ENDLESS[code]:
        small, large = seconds(unit, code, SIZE), seconds(unit, code, 2 * SIZE)
        assert large < 2.6 * small + 0.5, unit


@pytest.mark.parametrize("code", ["en", "fr"])
def test_many_short_lines_are_read_in_linear_time(code: str) -> None:
    seconds(LINES[code], code, 300)
    assert seconds(LINES[code], code, 8 * SIZE) < 6


@pytest.mark.parametrize("unit", RUNS)
def test_a_run_without_a_space_costs_nothing_and_hides_nothing(unit: str) -> None:
    run = unit * (50_000 // len(unit))
    text = f"President Anna Berg met Prime Minister Paul Roth in Paris on Monday. {run} They will meet again in Rome."
    seconds("John Smith met Jane Doe. ", "en", 300)
    assert least_seconds(lambda: facts(text, "en"), repeat=1) < 2
    read = facts(text, "en")
    assert [report.type.value for report in read.reports][:1] == ["Meeting"]
    assert {"Anna Berg", "Paul Roth", "Rome"} <= {entity.name for entity in read.entities}


def test_a_line_of_day_and_hour_is_matched_in_linear_time() -> None:
    text = f"Talks in the Kremlin\n\nMarch 6, 2025 14:30 {'Ab' * 90}!\n\nAnna Berg met Paul Roth on Monday."
    assert least_seconds(lambda: facts(text, "en"), repeat=1) < 2


@pytest.mark.parametrize("kind", AGAIN)
def test_what_is_said_again_and_again_is_read_in_linear_time(kind: str) -> None:
    seconds(AGAIN[kind], "en", 300)
    small, large = seconds(AGAIN[kind], "en", 2 * SIZE), seconds(AGAIN[kind], "en", 6 * SIZE)
    assert large < 4.5 * small + 0.3


def test_a_sentence_is_cut_at_marks_and_no_longer_than_its_bound() -> None:
    language = get("en")
    text = "They came from the sea, " * 200
    sentences = annotate(Article(text, "a.txt", language="en"), language).sentences
    assert max(len(sentence.tokens) for sentence in sentences) <= LONGEST
    assert all(0 <= token.head < len(each.tokens) for each in sentences for token in each.tokens)
    assert all(each.tokens[-1].text == "," for each in sentences)


def test_near_finds_all_that_overlaps_in_the_order_taken_in() -> None:
    spans = [Span(0, 5000), Span(4000, 4010), Span(10, 20), Span(4005, 9000)]
    near = Near((span, span) for span in spans)
    assert [span for span in near.at(Span(4006, 4007)) if span.overlaps(Span(4006, 4007))] == [
        spans[0],
        spans[1],
        spans[3],
    ]
    assert spans[2] in near.at(Span(15, 15))
