"""Bad input: one clear line, the right exit code, nothing half-written."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli.main import app

NEWS = (
    "President Jane Doe of Freedonia met Prime Minister John Roe in Vienna on 3 March 2019. "
    "The talks lasted two hours and dealt with the things that both sides had wanted to speak about. "
    "“We agreed on trade,” Doe said.\n"
)


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments], input=stdin)


def one_line(result: Result) -> str:
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith("kg: ")
    return line


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"  \n\n ", "white space"),
        (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 8, "program"),
        (b"%PDF-1.7 whatever", "PDF"),
        (b"A text with a NUL \x00 in it", "NUL"),
        (b"word " * 10_000_000, "MB"),
    ],
)
def test_a_file_that_is_no_article(tmp_path: Path, content: bytes, words: str) -> None:
    bad, out = tmp_path / "bad.txt", tmp_path / "out.ttl"
    bad.write_bytes(content)
    result = run("build", bad, "-o", out)
    assert result.exit_code == 3
    assert words in one_line(result)
    assert "bad.txt" in one_line(result)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.txt"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = run("build", tmp_path / "none.txt")
    assert result.exit_code == 3
    assert "none.txt" in one_line(result)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read anything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(NEWS)
    secret.chmod(0)
    result = run("build", secret)
    assert result.exit_code == 3
    assert "secret.txt" in one_line(result)


def test_a_folder_without_articles(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    result = run("build", tmp_path)
    assert result.exit_code == 3
    assert "no article" in one_line(result)


def test_an_unsupported_language(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(
        "Der Bundespräsident empfing am Montag in Berlin den Präsidenten von Kasachstan zu einem Gespräch.\n" * 3
    )
    result = run("build", article)
    assert result.exit_code == 3
    assert "'de'" in result.stderr
    assert "--lang" in result.stderr
    assert run("build", article, "--lang", "xx").exit_code == 2


def test_one_bad_article_stops_nobody(tmp_path: Path) -> None:
    news, out = tmp_path / "news", tmp_path / "out.nq"
    news.mkdir()
    (news / "good.txt").write_text(NEWS * 3)
    (news / "bad.txt").write_bytes(b"\x00\x01\x02")
    result = run("build", news, "-o", out, "--no-validate", "--quiet")
    assert result.exit_code == 3
    assert "bad.txt" in one_line(result)
    assert out.stat().st_size


def test_one_is_said_as_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    result = run("build", tmp_path / "a.txt", "-o", tmp_path / "out.nq", "--no-validate", "--link", "none")
    assert "1 article read; " in result.stderr
    assert "(s)" not in result.stderr


def test_half_a_file_is_read_to_where_it_is_cut(tmp_path: Path) -> None:
    news, out = tmp_path / "news.jsonl.gz", tmp_path / "out.nq"
    rows = [{"text": f"{NEWS}It was the {number}th time."} for number in range(4)]
    lines = [json.dumps(row) for row in rows] + ['{"text": "a", "unused": ' + "1" * 5000 + "}"]
    news.write_bytes(gzip.compress("\n".join(lines).encode() + b"\njunk" * 2000)[:-20])
    result = run("build", news, "-o", out, "--no-validate", "--link", "none", "--stats", tmp_path / "stats.json")
    assert result.exit_code == 3
    assert "4 articles read, " in result.stderr
    said = [line for line in result.stderr.splitlines() if line.startswith("kg: ")]
    assert len(said) == 8
    assert "a number of more than 4,300 digits" in said[0]
    assert "more, for the same reason: not JSON" in said[6]
    assert "cut off); what stands before that is kept" in said[7]
    stats = json.loads((tmp_path / "stats.json").read_text())
    assert stats["articles"] == 4
    assert stats["skipped"] == stats["lost"] > 1000


def test_a_name_that_is_no_utf_8_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    try:
        (tmp_path / "news" / os.fsdecode(b"caf\xe9.txt")).write_text(NEWS)
    except OSError:
        pytest.skip("this file system has UTF-8 names only")
    (tmp_path / "news" / os.fsdecode(b"\xff.txt")).write_bytes(b"\0")
    result = run("build", tmp_path / "news", "-o", tmp_path / "out.nq", "--no-validate", "--link", "none", "--json")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["skipped"][0]["origin"].endswith(r"news/\udcff.txt")


def test_one_url_with_two_texts_is_one_article_and_a_loss(tmp_path: Path) -> None:
    def said(first: str, second: str) -> Result:
        rows = ({"text": NEWS + each, "url": "https://news.example/1"} for each in (first, second))
        (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
        return run("extract", tmp_path / "a.jsonl", "-o", tmp_path / "facts.jsonl")

    same, other = said("x", "x"), said("x", "y")
    assert (same.exit_code, other.exit_code) == (0, 3)
    assert "the same article as" in one_line(same)
    assert "another text, which is left out" in one_line(other)


def test_latin_1_is_read_and_said(tmp_path: Path) -> None:
    article, out = tmp_path / "a.txt", tmp_path / "facts.jsonl"
    text = (
        "Le président français a reçu mardi à Paris son homologue sénégalais. « C'est un succès », a-t-il déclaré.\n"
        * 2
    )
    article.write_bytes(text.encode("latin-1", "replace").replace(b"?", b"\xab", 1))
    result = run("extract", article, "-o", out)
    assert result.exit_code == 0
    assert "windows-1252" in result.stderr
    assert "français" in json.loads(out.read_text("utf-8"))["article"]["text"]


def test_offsets_stay_right_with_odd_characters(tmp_path: Path) -> None:
    article, out = tmp_path / "a.txt", tmp_path / "facts.jsonl"
    text = "\u202bنص\u202c 🇫🇷👩‍👩‍👧 e\u0301te\u0301. " + NEWS
    article.write_text(text, encoding="utf-8")
    assert run("extract", article, "-o", out, "--lang", "en").exit_code == 0
    facts = json.loads(out.read_text("utf-8"))
    spans = [each["content"] for each in facts.get("statements", ())]
    assert spans
    for span in spans:
        assert text[span["start"] : span["end"]] == span["text"]


def test_an_unclosed_mark_loses_nothing(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("“We agreed on trade, Jane Doe said in Vienna.\n\n" + NEWS)
    assert run("build", article, "-o", tmp_path / "o.ttl", "--quiet").exit_code == 0


@pytest.mark.parametrize("base", ["not an iri", "https://example.org/x?q=", "https://example.org/<>/", "example.org/"])
def test_a_bad_base(tmp_path: Path, base: str) -> None:
    article = tmp_path / "a.txt"
    article.write_text(NEWS)
    result = run("build", article, "--base", base)
    assert result.exit_code == 2
    assert "base" in one_line(result)


def test_a_bad_publication_date(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(NEWS)
    result = run("build", article, "--published", "2019-02-30")
    assert result.exit_code == 2
    assert "YYYY-MM-DD" in one_line(result)


def test_an_unknown_format_names_the_known_ones(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(NEWS)
    result = run("build", article, "-f", "n5")
    assert result.exit_code == 2
    assert "turtle" in one_line(result)


@pytest.mark.parametrize("command", ["build", "convert", "dump", "validate", "report"])
def test_an_output_that_cannot_be_is_said_before_anything_else(tmp_path: Path, command: str) -> None:
    taken, blocked = tmp_path / "taken.ttl", tmp_path / "file" / "out.ttl"
    taken.mkdir()
    blocked.parent.write_text("")
    source = ["--store", tmp_path / "none"] if command == "dump" else [tmp_path / "none.ttl"]
    for output, code, words in (
        (tmp_path / "out.xyz", 2, "name one of: "),
        (tmp_path / "out", 2, "name one of: "),
        (taken, 3, "taken.ttl: is a folder; name a file in it"),
        (tmp_path, 3, "is a folder; name a file in it"),
        (blocked, 3, "file is no folder"),
    ):
        result = run(command, *source, "-o", output)
        assert result.exit_code == code, output
        assert words in one_line(result)


def test_files_beside_the_graph_are_looked_at_before_anything_is_read(tmp_path: Path) -> None:
    for option, place, code in (("--stats", tmp_path, 3), ("--review", tmp_path, 3), ("--review", "links.doc", 2)):
        result = run("build", tmp_path / "none.txt", "-o", tmp_path / "out.nq", option, place)
        assert result.exit_code == code
        assert ("folder" if code == 3 else ".tsv, .jsonl") in one_line(result)


def test_the_folder_of_an_output_is_made(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(NEWS)
    out, stats = tmp_path / "new" / "out.nq", tmp_path / "other" / "new" / "stats.json"
    result = run("build", article, "-o", out, "--stats", stats, "--link", "none", "--no-validate", "-q")
    assert (result.exit_code, result.stderr) == (0, "")
    assert out.exists()
    assert stats.exists()


@pytest.mark.parametrize("command", ["convert", "dump"])
def test_what_prints_nothing_may_be_told_to_be_quiet(command: str) -> None:
    assert "--quiet" in run(command, "--help").stdout


@pytest.mark.parametrize("command", ["build", "extract", "convert"])
def test_two_outputs_are_one_error(tmp_path: Path, command: str) -> None:
    source = tmp_path / ("a.ttl" if command == "convert" else "a.txt")
    source.write_text("" if command == "convert" else NEWS)
    first, second = tmp_path / "first.nt", tmp_path / "second.nt"
    result = run(command, source, "-o", first, "--output", second)
    assert result.exit_code == 2
    assert "--output was given 2 times" in one_line(result)
    assert not first.exists()
    assert not second.exists()


def test_values_that_options_cannot_have(tmp_path: Path) -> None:
    article, graph = tmp_path / "a.txt", tmp_path / "g.ttl"
    article.write_text(NEWS)
    graph.write_text("")
    for arguments in (
        ["build", article, "--engine", "steam"],
        ["build", article, "--link", "nowhere"],
        ["extract", article, "--lang", "xx"],
        ["convert", graph, "--from", "n5"],
        ["validate", graph, "--messages", "xx"],
        ["validate", graph, "--format", "pdf"],
    ):
        result = run(*arguments)
        assert result.exit_code == 2, arguments
        assert "known: " in one_line(result)


def test_a_syntax_error_has_a_place(tmp_path: Path) -> None:
    graph = tmp_path / "g.ttl"
    graph.write_text("<http://a> <http://b> .\n")
    result = run("convert", graph)
    assert result.exit_code == 3
    assert "g.ttl:1:" in one_line(result)


def test_usage_is_exit_2() -> None:
    assert run("build").exit_code == 2
    for arguments in (["nonsense"], ["build", "--jobs", "many", "x"], ["build", "--nonsense", "x"]):
        done = run(*arguments)
        assert done.exit_code == 2
        assert len(done.stderr.splitlines()) == 1
        assert "--help shows how" in done.stderr


def test_the_real_command_agrees_with_the_test_runner(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "build", str(tmp_path / "none.txt")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert not done.stdout


@pytest.mark.parametrize(
    ("command", "one"),
    [
        (("build", "--format", "nq", "--no-validate"), "rdf-syntax-ns#type> <http://schema.org/NewsArticle>"),
        (("extract",), '"article":'),
    ],
)
@pytest.mark.parametrize(
    ("first", "why"),
    [
        ({"text": "Hello there."}, "its language cannot be told"),
        ({"text": "Hello there.", "lang": "sv"}, "its language"),
    ],
)
def test_an_article_whose_language_cannot_be_read_hides_no_other(
    tmp_path: Path, command: tuple[str, ...], one: str, first: dict[str, str], why: str
) -> None:
    news, out = tmp_path / "news.jsonl", tmp_path / "out"
    url = "https://example.org/a"
    records = (first, {**first, "lang": "en"}, {"text": "Hi.", "url": url}, {"text": NEWS, "url": url})
    news.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    name, *options = command
    result = run(name, news, "-o", out, *options)
    assert result.exit_code == 3
    left_out = [line for line in result.stderr.splitlines() if "news.jsonl:" in line]
    assert [line.split()[1].rstrip(":").rpartition(":")[2] for line in left_out] == ["1", "3"]
    assert all(why in line for line in left_out[:1])
    assert out.read_text(encoding="utf-8").count(one) == 2


def test_the_language_of_gold_holds_and_is_one_that_is_read(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"doc_id": "a", "lang": "xx", "text": NEWS, "quotes": []}), encoding="utf-8")
    assert run("eval", gold, "--lang", "xx").exit_code == 2
    assert "its language is 'xx'; known: " in one_line(run("eval", gold))
    assert not run("eval", gold, "--lang", "en").stderr


def test_a_graph_and_json_do_not_share_standard_output(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(NEWS)
    result = run("build", article, "--json")
    assert result.exit_code == 2
    assert "name a file for the graph with -o" in one_line(result)
    assert not result.stdout


@pytest.mark.parametrize("name", ["facts.ttl", "facts.nq.gz", "FACTS.TTL"])
def test_facts_are_no_graph(tmp_path: Path, name: str) -> None:
    article, out = tmp_path / "a.txt", tmp_path / name
    article.write_text(NEWS, "utf-8")
    result = run("extract", article, "-o", out)
    assert result.exit_code == 2
    assert "JSON Lines" in one_line(result)
    assert "kg build" in one_line(result)
    assert not out.exists()


@pytest.mark.parametrize("command", [("link", "review"), ("authority", "build")])
def test_what_is_not_there_is_told_without_the_name_of_an_error(tmp_path: Path, command: tuple[str, str]) -> None:
    result = run(*command, tmp_path / "none.tsv")
    assert result.exit_code == 3
    assert one_line(result) == f"kg: {tmp_path / 'none.tsv'}: cannot read: no such file or directory"


def test_an_engine_that_is_not_there_is_an_error_of_usage(tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    graph.write_text("<urn:a> <urn:b> <urn:c> .", "utf-8")
    result = run("validate", graph, "--engine", "turbo")
    assert result.exit_code == 2
    assert one_line(result) == "kg: no engine named 'turbo'; known: pyshacl, shacl"
