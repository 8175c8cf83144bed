"""JSON of others fails in one way, and their words are shown and never obeyed."""

import json

import pytest

from kg.untrusted import one_line, parse_json


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("1" * 4301, "more than 4,300 digits"),
        ("-" + "1" * 4301, "more than 4,300 digits"),
        ('{"a": [' + "1" * 100_000 + "]}", "more than 4,300 digits"),
        ("[" * 200_000, "nested too deeply"),
        ('{"a":' * 200_000, "nested too deeply"),
        (b"\xff\xfe\xfa", "decode"),
        (b'"\xe9"', "decode"),
        ("{", "Expecting"),
        ("", "Expecting"),
        ('"\x01"', "control character"),
    ],
)
def test_json_fails_in_one_way(data: str | bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_json(data)


@pytest.mark.parametrize("data", ["NaN", "-Infinity", "1e99999", '"\\ud800"', "1" * 4300, '{"a": 1, "a": 2}'])
def test_what_python_takes_is_taken(data: str) -> None:
    assert repr(parse_json(data)) == repr(json.loads(data))


def test_words_of_others_on_one_line() -> None:
    assert one_line("a\r\nb\tc\x85d\u2028e  f ") == "a b c d e f"
    assert one_line("\x1b]0;title\x07 \x9b31m") == r"\x1b]0;title\x07 \x9b31m"
    assert one_line("\u202egnp.exe \udce9 \0") == r"\u202egnp.exe \udce9 \x00"
    assert one_line("« été »\u00a0: Κύπρος 中国") == "« été » : Κύπρος 中国"
