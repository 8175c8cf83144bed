"""Files, folders and streams become articles."""

import gzip
import io
import json
import random
import tracemalloc
import zlib
from pathlib import Path

import pytest

from kg.errors import SourceError, UnknownNameError
from kg.model import Article, PartialDate, Skipped
from kg.sources import ReadOptions, get, names, read

PROSE = "The ministers met. They spoke of trade.\n"


def articles(*inputs: Path | str, options: ReadOptions | None = None, stdin: bytes = b"") -> list[Article]:
    found = list(read([str(each) for each in inputs], options or ReadOptions(), io.BytesIO(stdin)))
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def refusal(*inputs: Path | str, options: ReadOptions | None = None, stdin: bytes = b"") -> str:
    with pytest.raises(SourceError) as caught:
        list(read([str(each) for each in inputs], options or ReadOptions(), io.BytesIO(stdin)))
    message = str(caught.value)
    assert "\n" not in message
    return message


def write(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_formats_are_found_by_file_name() -> None:
    assert {"text", "jsonl"} <= set(names())
    assert get("text").suffixes == (".txt", ".text")
    with pytest.raises(UnknownNameError):
        get("papyrus")


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "cafe\u0301 \u202bשלום\u202c \u200e 👩🏽‍🚀 ﷺ «\u00a0oui\u202f»\n",
        "\n\n  spaces stay  \n\t\n",
        "a\x0bb\x0cc\u2028d\x85e",
        "no line end",
    ],
)
def test_text_is_unchanged(tmp_path: Path, text: str) -> None:
    assert articles(write(tmp_path / "a.txt", text))[0].text == text


def test_line_ends_and_byte_order_mark(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    assert articles(path)[0].text == "one\ntwo\nthree\n"
    assert articles(write(tmp_path / "b.txt", "one\nété".encode("utf-16")))[0].text == "one\nété"


@pytest.mark.parametrize(("encoding", "note"), [("latin-1", "windows-1252"), ("cp1252", "windows-1252"), ("utf-8", "")])
def test_encodings(tmp_path: Path, encoding: str, note: str) -> None:
    text = "Le président a été reçu à Genève."
    article = articles(write(tmp_path / "a.txt", text.encode(encoding)))[0]
    assert article.text == text
    assert (note in " ".join(article.notes)) if note else not article.notes


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\n", "white space"),
        (b"a\0b", "NUL"),
        (b"%PDF-1.7 \xe2\xe3", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (bytes(range(1, 32)) * 9, "binary"),
        ("été à Genève, déjà là".encode() + b"\xe9" + "où é".encode(), "broken UTF-8 at byte"),
        (b"x" * 1001, "larger than"),
    ],
)
def test_bad_file_is_one_clear_line(tmp_path: Path, data: bytes, reason: str) -> None:
    path = write(tmp_path / "bad.txt", data)
    options = ReadOptions(max_bytes=1000)
    message = refusal(path, options=options)
    assert reason in message
    assert str(path) in message
    good = write(tmp_path / "good.txt", PROSE)
    found = list(read([str(path), str(good)], options))
    assert isinstance(found[0], Skipped)
    assert reason in found[0].reason
    assert found[0].origin == str(path)
    assert isinstance(found[1], Article)


def test_a_large_file_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    assert "larger than 10 MB" in refusal(path)


def test_folder_is_walked_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c/a.TXT", "c/b.jpg", ".hidden.txt", ".git/x.txt"):
        write(tmp_path / name, PROSE + name)
    found = [Path(item.origin).relative_to(tmp_path).as_posix() for item in articles(tmp_path)]
    assert found == ["a.txt", "b.txt", "c/a.TXT"]


def test_folder_without_article_and_missing_file(tmp_path: Path) -> None:
    write(tmp_path / "a.jpg", b"x")
    assert "no article in this folder; files ending in .htm, .html, .jsonl" in refusal(tmp_path)
    assert ".warc, .xhtml, or these and .gz, are read" in refusal(tmp_path)
    assert "no such file" in refusal(tmp_path / "none.txt")
    with pytest.raises(SourceError, match="no such file"):
        read(["seeds", str(tmp_path / "none.txt")])
    assert "nothing to read" in refusal()


def test_one_bad_article_does_not_stop_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"\0")
    write(tmp_path / "b.txt", PROSE)
    kinds = [type(item) for item in read([tmp_path])]
    assert kinds == [Skipped, Article]
    write(tmp_path / "b.txt", b"")
    assert "not one article" in refusal(tmp_path)


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.txt", PROSE)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    assert "cannot be opened (Permission denied)" in refusal(path)


def test_a_link_in_a_circle_ends(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", PROSE)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    read_ones, left_out = read([tmp_path])
    assert isinstance(read_ones, Article)
    assert isinstance(left_out, Skipped)


def test_standard_input(tmp_path: Path) -> None:
    assert articles("-", stdin=PROSE.encode())[0].text == PROSE
    assert articles("-", stdin=json.dumps({"text": PROSE}).encode())[0].text == PROSE
    assert articles("-", stdin=gzip.compress(PROSE.encode()))[0].text == PROSE
    assert refusal("-") == "-: the file is empty"


def test_what_the_caller_says_wins(tmp_path: Path) -> None:
    options = ReadOptions(language="fr", published=PartialDate(2019, 3, 12))
    article = articles(
        write(tmp_path / "a.jsonl", '{"text": "x", "lang": "en", "published": "2001-01-01"}'), options=options
    )[0]
    assert article.language == "fr"
    assert article.published
    assert (article.published.date.iso, article.published.basis) == ("2019-03-12", "option")


def test_json_lines(tmp_path: Path) -> None:
    lines = [
        {
            "id": "x1",
            "text": "a\r\nb",
            "url": "https://example.org/1",
            "published": "2019-03-12T10:00:00Z",
            "lang": "fr",
        },
        {"text": "b", "title": "T", "publisher": "P", "other": [1], "url": None},
    ]
    data = "\n\n".join(json.dumps(line) for line in lines).encode()
    for path in (write(tmp_path / "a.jsonl", data), write(tmp_path / "b.jsonl.gz", gzip.compress(data))):
        first, second = articles(path)
        assert first.text == "a\nb"
        assert first.url == "https://example.org/1"
        assert first.origin == f"{path}:1 (x1)"
        assert first.published
        assert first.published.date.iso == "2019-03-12"
        assert (second.headline, second.publisher, second.origin) == ("T", "P", f"{path}:3")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON: it ends unexpectedly, at column 2"),
        ('{"text": "Ministers met', "not JSON: it ends unexpectedly, in a string that begins at column 10"),
        ('{"text": "a", "url"', "not JSON: it ends unexpectedly, at column 20"),
        ('{"text": "a" "url"', "not JSON: Expecting ',' delimiter, at column 14"),
        ('{"text": "a\tb"}', "not JSON: Invalid control character, at column 12"),
        ("[1]", "not a JSON object"),
        ("{}", "no text"),
        ('{"text": null}', "no text"),
        ('{"text": 3}', "'text' must be a string, not a number"),
        ('{"text": " "}', "empty"),
        ('{"text": "a\\u0000"}', "NUL"),
        ('{"text": "a\\ud800"}', "surrogate"),
        ('{"text": "a", "unused": ' + "1" * 4301 + "}", "a number of more than 4,300 digits"),
        ('{"text": "a", "unused": ' + "[" * 900 + "}", "not JSON"),
        ('{"text": "a", "id": NaN}', "'id' must be a string"),
        ('{"text": "a", "url": -Infinity}', "'url' must be a string"),
        ('{"text": "a", "title": "a\\ud800"}', "'title' holds half a surrogate pair"),
        ('{"text": "a", "url": "https://a.example/\\udfff"}', "'url' holds half a surrogate pair"),
        ('{"text": "a", "id": "\\ud800"}', "'id' holds half a surrogate pair"),
        ('{"text": "a", "publisher": "\\u0000"}', "'publisher' holds NUL"),
        ('{"text": "a", "title": {}}', "'title' must be a string, not an object"),
        ('{"text": "a", "headline": {}}', "'title' must be a string, not an object"),
        ('{"text": "a", "lang": ["en"]}', "'lang' must be a string, not an array"),
        ('{"text": "a", "publisher": 7}', "'publisher' must be a string, not a number"),
        ('{"text": "a", "published": 2019}', "'published' must be a string, not a number"),
        ('{"text": "a", "url": false}', "'url' must be a string, not true or false"),
        ('{"text": "a", "id": true}', "'id' must be a string, not true or false"),
        ('{"text": "a", "id": 7.5}', "'id' must be a string, not a number"),
        ('{"text": "' + "a" * 20_000 + '"}', "larger than"),
        ("[" * 100_000, "larger than"),
    ],
)
def test_bad_line_is_skipped(tmp_path: Path, line: str, reason: str) -> None:
    path = write(tmp_path / "a.jsonl", line + '\n{"text": "good"}\n')
    bad, good = list(read([path], ReadOptions(max_bytes=10_000)))
    assert isinstance(bad, Skipped)
    assert reason in bad.reason
    assert bad.origin == f"{path}:1"
    assert isinstance(good, Article)


@pytest.mark.parametrize("value", ["[" * 200_000, '{"a":' * 200_000])
def test_json_nested_beyond_measure_is_one_skipped_line(tmp_path: Path, value: str) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "a", "unused": ' + value + '\n{"text": "good"}\n')
    bad, good = list(read([path]))
    assert isinstance(bad, Skipped)
    assert "nested too deeply" in bad.reason
    assert isinstance(good, Article)


def test_numbers_that_are_no_use_do_no_harm(tmp_path: Path) -> None:
    (article,) = articles(
        write(tmp_path / "a.jsonl", '{"text": "a", "b": NaN, "c": 1e999, "d": "\\ud800", "id": ' + "1" * 4300 + "}")
    )
    assert len(article.origin) < len(str(tmp_path)) + 120


def test_an_id_says_where_and_not_what_a_terminal_should_do(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "a", "id": "\\u001b[2J\\nx\\u202e"}')
    assert articles(path)[0].origin == rf"{path}:1 (\x1b[2J x\u202e)"


def test_two_texts_with_one_id_are_two_articles_and_it_is_said(tmp_path: Path) -> None:
    rows = [
        {"id": "7", "text": "a"},
        {"id": "7", "text": "b"},
        {"id": "7", "text": "a"},
        {"text": "c"},
        {"text": "d"},
        {"id": 7, "text": "a", "url": "https://a.example/"},
        {"id": "8", "text": "a", "url": "https://a.example/"},
        {"id": "8", "text": "b", "url": "https://a.example/"},
    ]
    found = articles(write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows))))
    assert len(found) == len(rows)
    assert [number for number, each in enumerate(found, 1) if each.notes] == [2, 6]
    assert found[1].notes[0].startswith("its 'id' is that of another article too: line 1")


def test_reading_is_lazy(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "a"}\n' * 1000 + "{broken")
    stream = read([path])
    assert isinstance(next(stream), Article)


def test_a_cut_gzip_file(tmp_path: Path) -> None:
    packed = gzip.compress(PROSE.encode() * 100)
    for cut in (-20, -8, -1, 12, 5):
        message = refusal(write(tmp_path / "a.txt.gz", packed[:cut]))
        assert "cannot be read to its end (its compressed data is cut off)" in message
    assert "is damaged" in refusal(write(tmp_path / "a.txt.gz", packed[:-8] + b"12345678"))
    assert "is damaged" in refusal(write(tmp_path / "a.txt.gz", packed + b"and more"))
    assert articles(write(tmp_path / "a.txt.gz", packed + b"\0" * 99 + packed + b"\0"))[0].text == PROSE * 200


def lines(count: int) -> bytes:
    """Lines of JSON that compress badly, so that a cut in the middle of the file is one in the middle of the lines."""
    drawn = random.Random(1)
    rows = ({"text": f"{number} {drawn.randbytes(40).hex()}"} for number in range(count))
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize("cut", [True, False])
def test_a_cut_or_damaged_file_gives_what_stands_before(tmp_path: Path, alone: bool, cut: bool) -> None:
    data = lines(2000)
    packed = gzip.compress(data, mtime=0)
    half = len(packed) // 2
    path = write(tmp_path / "a.jsonl.gz", packed[:half] if cut else packed[:half] + b"\xff" * 99 + packed[half + 99 :])
    other = write(tmp_path / "other.txt", PROSE)
    found = list(read([path] if alone else [path, other]))
    read_whole = {json.loads(line)["text"] for line in data.splitlines()}
    read_now = {item.text for item in found if isinstance(item, Article)} - {PROSE}
    assert len(read_now) > 500
    assert read_now <= read_whole or not cut
    *_, last = (item for item in found if isinstance(item, Skipped))
    assert last.origin == str(path)
    assert last.reason.startswith("cannot be read to its end (its compressed data is")
    assert last.reason.endswith("what stands before that is kept")


def test_every_line_before_a_cut_is_read(tmp_path: Path) -> None:
    data = lines(300)
    packed = gzip.compress(data, mtime=0)
    for size in range(200, len(packed), 997):
        known = zlib.decompressobj(31).decompress(packed[:size])
        found = list(read([write(tmp_path / "a.jsonl.gz", packed[:size])])) if b"\n" in known else []
        assert sum(isinstance(item, Article) for item in found) == known.count(b"\n")


def test_what_unpacks_to_too_much_is_not_held(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=9) as stream:
        for _ in range(100):
            stream.write(b" " * 1_000_000)
        stream.write(b'\n{"text": "good"}\n')
    tracemalloc.start()
    large, good = read([path], ReadOptions(max_bytes=100_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(large, Skipped)
    assert isinstance(good, Article)
    assert peak < 5_000_000


def test_junk_is_counted_and_not_listed(tmp_path: Path) -> None:
    rows = [b"junk"] * 1000 + [b"\xff\xfe junk"] * 7 + [b'{"text": "good"}'] + [b'{"no": "text"}'] * 5
    path = write(tmp_path / "a.jsonl.gz", gzip.compress(b"\n".join(rows)))
    found = list(read([path]))
    skipped = [item for item in found if isinstance(item, Skipped)]
    assert len(found) - len(skipped) == 1
    assert sum(item.count for item in skipped) == 1012
    assert [item.count for item in skipped] == [1] * 15 + [995, 2]
    assert skipped[-2].origin == str(path)
    assert skipped[-2].reason == "… and 995 more, for the same reason: not JSON"
    assert skipped[-1].reason == "… and 2 more, for the same reason: broken UTF-8 at byte … of the line"


def test_junk_before_damage_is_counted_too(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl.gz", gzip.compress(b'{"text": "good"}\n' + b"junk\n" * 10_000)[:-9])
    reasons = [item.reason for item in read([path]) if isinstance(item, Skipped)]
    assert len(reasons) == 7
    assert "more, for the same reason: not JSON" in reasons[5]
    assert "cut off" in reasons[6]


def test_notes_of_a_kind_are_not_repeated_without_end(tmp_path: Path) -> None:
    rows = (json.dumps({"text": f"a{number}", "url": f"page{number}.html"}) for number in range(100))
    notes = [each.notes for each in articles(write(tmp_path / "a.jsonl", "\n".join(rows)))]
    assert sum(map(len, notes)) == 5
    assert notes[4][0].endswith("(others like this are not named)")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://example.org/a?b[]=1 2", "https://example.org/a?b%5B%5D=1%202"),
        ("https://example.org/d%C3%A9/é", "https://example.org/d%C3%A9/é"),
        ("page.html", None),
        ("not a url", None),
    ],
)
def test_an_address_is_an_iri_or_left_out_and_a_change_is_said(tmp_path: Path, given: str, kept: str | None) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "Ministers met.", "url": given}) + "\n")
    (article,) = read([path])
    assert isinstance(article, Article)
    assert article.url == kept
    said = "its 'url' has characters that no address may have" if kept else "its 'url' is no absolute address"
    assert [note.startswith(said) for note in article.notes] == ([] if kept == given else [True])


@pytest.mark.parametrize("stated", ["yesterday", "12/03/2019", "2019-02-30", "1552384800"])
def test_a_date_that_is_none_is_left_out_with_a_word(tmp_path: Path, stated: str) -> None:
    (article,) = articles(write(tmp_path / "a.jsonl", json.dumps({"text": PROSE, "published": stated})))
    assert article.published is None
    assert article.notes == (f"its 'published' is no date of ISO 8601 and is left out: {stated}",)


@pytest.mark.parametrize(
    ("stated", "language", "noted"),
    [
        ("fr_FR", "fr-FR", False),
        ("zh-Hant-TW", "zh-Hant-TW", False),
        ("en-x-private", "en", False),
        ("und", None, False),
        ("xx-klingon", None, True),
        ("English", None, True),
        ("eng", None, True),
    ],
)
def test_a_language_that_is_none_is_left_out_with_a_word(
    tmp_path: Path, stated: str, language: str | None, noted: bool
) -> None:
    (article,) = articles(write(tmp_path / "a.jsonl", json.dumps({"text": PROSE, "lang": stated})))
    assert article.language == language
    expected = f"its 'lang' is no language code of BCP 47 and is left out: {stated}"
    assert article.notes == ((expected,) if noted else ())
