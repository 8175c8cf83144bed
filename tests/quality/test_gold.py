"""Scoring against gold: the rules of matching, kinds, languages, speakers, and what is wrong with a file."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.quality.gold import GoldArticle, Quote, read_gold, same_speaker, score, table

TEXT = "The minister said that one two three four five six seven eight nine ten. He left."


def quote(words: str, kind: str = "indirect", names: tuple[str, ...] = ()) -> Quote:
    start = TEXT.index(words)
    return Quote(start, start + len(words), kind, names)


def article(*quotes: Quote, language: str = "en") -> GoldArticle:
    return GoldArticle("a", language, TEXT, quotes)


def test_four_fifths_of_the_words_are_enough() -> None:
    gold = article(quote("one two three four five six seven eight nine ten", names=("The minister",)))
    found = {"a": [quote("one two three four five six seven eight", names=("minister",))]}
    row = score([gold], found)[0]
    assert (row.matched, row.f1, row.speakers, row.joint_f1) == (1, 1.0, 1.0, 1.0)


def test_less_counts_leniently_only() -> None:
    gold = article(quote("one two three four five six seven eight nine ten"))
    row = score([gold], {"a": [quote("one two three four five")]})[0]
    assert (row.matched, row.f1, row.lenient_f1) == (0, 0.0, 1.0)


def test_a_wrong_speaker_is_an_error_of_the_joint_score() -> None:
    gold = article(quote("one two three four", names=("Jane Doe",)))
    row = score([gold], {"a": [quote("one two three four", names=("He",))]})[0]
    assert (row.f1, row.speakers, row.joint_f1) == (1.0, 0.0, 0.0)


def test_one_gold_statement_is_matched_once() -> None:
    gold = article(quote("one two three four five"))
    row = score([gold], {"a": [quote("one two three four five"), quote("one two three four")]})[0]
    assert (row.matched, row.found, row.precision, row.recall) == (1, 2, 0.5, 1.0)


def test_another_kind_is_no_false_alarm() -> None:
    gold = article(quote("one two three"), quote("He left", kind="direct"))
    rows = {(row.language, row.kind): row for row in score([gold], {"a": [quote("one two three"), quote("He left")]})}
    assert rows["all", "direct"].found == 1
    assert rows["en", "indirect"].precision == 1.0


def test_a_false_alarm_counts_for_its_own_kind() -> None:
    gold = article(quote("one two three"), quote("The minister said", kind="direct"))
    found = {"a": [quote("one two three"), quote("The minister said", kind="mixed"), quote("He left")]}
    rows = {row.kind: row.found for row in score([gold], found) if row.language == "all"}
    assert rows == {"all": 3, "direct": 1, "mixed": 0, "indirect": 2}


@pytest.mark.parametrize(
    ("names", "entity", "right"),
    [
        (("the minister", "Jane Doe"), "Jane Doe", 1.0),
        (("the minister", "John Roe"), "John Roe", 0.0),
        (("the minister",), "", 0.0),
        (("Doe",), "", 1.0),
    ],
)
def test_who_a_speaker_is_matters_where_gold_says_it(names: tuple[str, ...], entity: str, right: float) -> None:
    words = quote("one two three four")
    gold = article(replace(words, names=("the minister", "Jane Doe"), entity="Jane Doe"))
    row = score([gold], {"a": [replace(words, names=names, entity=entity)]})[0]
    assert row.identified == right


def test_a_name_at_the_spot_is_a_right_speaker() -> None:
    words = quote("one two three four")
    gold = article(replace(words, names=("the minister", "Jane Doe"), entity="Jane Doe"))
    row = score([gold], {"a": [replace(words, names=("the minister", "John Roe"), entity="John Roe")]})[0]
    assert (row.speakers, row.joint_f1, row.identified) == (1.0, 1.0, 0.0)


@pytest.mark.parametrize(
    ("entity", "right"), [("Jane Doe; John Roe", 1.0), ("John Roe; Jane Doe", 1.0), ("Jane Doe", 0.0), ("", 0.0)]
)
def test_all_of_several_have_to_be_found(entity: str, right: float) -> None:
    words = quote("one two three four")
    gold = article(replace(words, names=("both", "Jane Doe; John Roe"), entity="Jane Doe; John Roe"))
    assert score([gold], {"a": [replace(words, names=("both",), entity=entity)]})[0].identified == right


def test_a_reference_that_only_repeats_the_name_is_a_name() -> None:
    words = quote("one two three four")
    gold = article(replace(words, names=("he", "He"), entity="He"))
    assert score([gold], {"a": [replace(words, names=("he", "John Roe"), entity="John Roe")]})[0].identified is None


def test_a_file_without_gold(tmp_path: Path) -> None:
    file = tmp_path / "empty.txt"
    file.write_text("\n\n", "utf-8")
    with pytest.raises(InputError, match=r"empty\.txt: no gold in it"):
        read_gold(file)


def test_nothing_found_and_nothing_there() -> None:
    row = score([article()], {})[0]
    assert (row.gold, row.found, row.f1, row.speakers) == (0, 0, 0.0, None)


def test_names_without_titles() -> None:
    assert same_speaker(["le président Émile Zola"], ["M. Zola"])
    assert not same_speaker(["he"], ["Jane Doe"])
    assert not same_speaker([], ["Jane Doe"])


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    entry = {"start": 0, "end": 12, "kind": "reported", "speaker": "She"}
    file.write_text(json.dumps({"doc_id": "a", "lang": "en", "text": TEXT, "quotes": [entry]}) + "\n\n", "utf-8")
    (gold,) = read_gold(file)
    assert gold.quotes == (Quote(0, 12, "indirect", ("She",)),)
    assert table(score([gold], {"a": gold.quotes}))[0]["f1"] == 100.0


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "gold.jsonl:1: not JSON"),
        ('{"text": ' + "1" * 5000 + "}", "gold.jsonl:1: JSON cannot be used: a number of more than 4,300 digits"),
        ("[" * 200_000, "gold.jsonl:1: JSON cannot be used: nested too deeply"),
        ('{"text": "a"}', 'needs "text" and "quotes"'),
        ('{"text": "a", "quotes": [{"start": 0, "end": 2}]}', "code points"),
        ('{"text": "a", "quotes": [{"start": 0, "end": 1, "kind": "loud"}]}', "no kind named 'loud'"),
        ('{"text": "a", "quotes": [1]}', "object"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, line: str, message: str) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(line, "utf-8")
    with pytest.raises(InputError, match=message):
        read_gold(file)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.jsonl"):
        read_gold(tmp_path / "none.jsonl")
