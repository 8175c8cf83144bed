"""HTML pages become articles."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import SourceError
from kg.model import Article
from kg.sources import ReadOptions, read
from kg.sources._base import Place
from kg.sources._page import read_page

PARAGRAPHS = (
    "The ministers of both countries spoke on Monday about trade, transport and the return of the students who had "
    "left the island in spring.",
    "“We have never been closer to an agreement,” the minister said after the talks, which had lasted for three hours "
    "and were followed by a dinner.",
    "Both sides agreed that their experts would meet again in the capital before the end of the year on a text.",
)
TITLE = "Ministers meet on the island"


def page(head: str = "", title: str = TITLE, heading: str = "", lang: str = "en") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html lang='{lang}'><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
        "<body>"
        f"<nav><a href='/'>Home</a> <a href='/world'>World</a></nav><main><article>{heading}{body}</article></main>"
        "<section id='comments'><h3>Leave a Reply</h3><p>Your email address will not be published.</p></section>"
        "<footer>© 2021 News. All rights reserved.</footer></body></html>"
    )


def article(html: str | bytes, url: str | None = None, charset: str | None = None, **options: Any) -> Article:
    data = html if isinstance(html, bytes) else html.encode()
    return read_page(data, Place("test.html", url, charset), ReadOptions(**options))


def linked(**claims: Any) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **claims})}</script>"


def test_main_text_with_its_title() -> None:
    found = article(page())
    assert found.text.split("\n")[0] == TITLE
    assert all(paragraph in found.text for paragraph in PARAGRAPHS)
    assert "email address" not in found.text
    assert "All rights" not in found.text
    assert found.headline == TITLE
    assert found.published is None


@pytest.mark.parametrize(
    "attributes",
    [
        "hidden",
        'hidden=""',
        'style="display:none"',
        "style='color: red; DISPLAY : None !important;'",
        'style="display:block;display:none"',
        'style="visibility: hidden"',
    ],
)
def test_hidden_text_is_not_read(attributes: str) -> None:
    secret = "The ministers never met, and whoever says so was paid for it by one of the two sides last year."
    html = page().replace("<article>", f"<article><div {attributes}><p>{secret}</p></div>After it. ")
    found = article(html)
    assert secret not in found.text
    assert all(paragraph in found.text for paragraph in PARAGRAPHS)


@pytest.mark.parametrize(
    "attributes", ['style="display:none;display:block"', 'hidden="until-found"', 'data-hidden style="overflow:hidden"']
)
def test_text_that_can_be_seen_is_read(attributes: str) -> None:
    html = page().replace("<article>", f"<article {attributes}>")
    assert all(paragraph in article(html).text for paragraph in PARAGRAPHS)


def test_a_page_that_a_script_shows_later_is_read() -> None:
    html = page().replace("<body>", '<body style="display:none">')
    assert all(paragraph in article(html).text for paragraph in PARAGRAPHS)


def test_claims_in_hidden_elements_count() -> None:
    html = page().replace("<nav>", f"<div hidden>{linked(headline=TITLE, datePublished='2021-03-04')}</div><nav>")
    found = article(html)
    assert found.headline == TITLE
    assert found.published == article(page(head=linked(datePublished="2021-03-04"))).published
    assert found.published is not None


def test_title_is_not_said_twice() -> None:
    assert article(page(heading=f"<h1>{TITLE}</h1>")).text.count(TITLE) == 1


def test_json_ld() -> None:
    head = linked(
        headline="Talks on the island",
        datePublished="2019-03-12T09:00:00+01:00",
        author=[{"@type": "Person", "name": "Ann Lee"}, {"name": "Bo Li"}],
        publisher={"name": "Island News"},
        inLanguage="en-GB",
        url="https://news.example/talks",
    )
    found = article(page(head, lang="fr"))
    assert found.headline == "Talks on the island"
    assert found.published
    assert (found.published.date.iso, found.published.basis) == ("2019-03-12", "metadata")
    assert found.authors == ("Ann Lee", "Bo Li")
    assert (found.publisher, found.language, found.url) == ("Island News", "en-GB", "https://news.example/talks")


def test_json_ld_in_a_graph_and_broken_json_ld() -> None:
    graph = "<script type='application/ld+json'>" + json.dumps(
        {"@graph": [{"@type": "WebPage"}, {"@type": ["Article"], "headline": "In a graph"}]}
    )
    head = "<script type='application/ld+json'>{broken</script>" + graph + "</script>"
    assert article(page(head)).headline == "In a graph"
    assert article(page("<script type='application/ld+json'>" + "[" * 5000 + "</script>")).headline == TITLE


@pytest.mark.parametrize("value", ["1" * 5000, "[" * 200_000, "\\ud800", "NaN}"])
def test_json_ld_that_nobody_can_read_is_passed_over(value: str) -> None:
    script = f'<script type=\'application/ld+json\'>{{"@type": "NewsArticle", "n": {value}}}</script>'
    assert article(page(script)).headline == TITLE


def test_half_a_surrogate_pair_in_json_ld_is_replaced() -> None:
    found = article(
        page(
            linked(headline="a\ud800b", url="https://a.example/\udc00", publisher={"name": "\ud800"}, author=["\udfff"])
        ),
        "https://a.example/x",
    )
    assert found.headline == "a\N{REPLACEMENT CHARACTER}b"
    for text in (found.text, found.url or "", found.publisher or "", *found.authors):
        assert text.encode()


@pytest.mark.parametrize("name", ["undefined", "unicode_escape", "utf-7", "idna", "hex", "rot13", "no such", "\0"])
def test_a_charset_that_is_none_is_not_believed(name: str) -> None:
    data = page().replace("</body>", r"\ud800 été</body>").encode("cp1252")
    assert "not UTF-8: read as windows-1252" in article(data, charset=name).notes


@pytest.mark.parametrize("code", ["0", "1", "x01", "X1b", "xD800", "57343", "xfffe", "65535", "x110000", "99999999999"])
def test_a_reference_to_no_character_costs_no_page(code: str) -> None:
    text = article(page().replace("spoke on", f"spoke&#{code}; on")).text
    assert "spoke\N{REPLACEMENT CHARACTER} on" in text
    assert PARAGRAPHS[1] in text


@pytest.mark.parametrize(("code", "character"), [("233", "é"), ("xE9", "é"), ("146", "’"), ("x1F54A", "🕊")])
def test_a_reference_to_a_character_is_that_character(code: str, character: str) -> None:
    assert f"spoke{character} on" in article(page().replace("spoke on", f"spoke&#{code}; on")).text


def test_open_graph_and_meta() -> None:
    head = (
        "<meta property='og:title' content='Talks on the island'><meta property='og:site_name' content='Island News'>"
        "<meta property='article:published_time' content='2019-03-12T09:00:00Z'><meta name='author' content='Ann Lee'>"
        "<meta property='og:locale' content='en_GB'><link rel='canonical' href='https://news.example/talks'>"
    )
    found = article(page(head))
    assert (found.headline, found.publisher, found.authors) == ("Talks on the island", "Island News", ("Ann Lee",))
    assert (found.language, found.url) == ("en-GB", "https://news.example/talks")
    assert found.published
    assert found.published.date.iso == "2019-03-12"


def test_site_name_is_no_part_of_the_title() -> None:
    assert article(page(title=f"{TITLE} | Island News")).headline == TITLE
    head = (
        "<meta property='og:title' content='Talks - Island News'><meta property='og:site_name' content='Island News'>"
    )
    assert article(page(head)).headline == "Talks"


def test_canonical_address_on_another_host_is_not_believed() -> None:
    head = "<link rel='canonical' href='https://other.example/talks'>"
    assert article(page(head), url="https://news.example/a?x=1").url == "https://news.example/a?x=1"
    head = "<link rel='canonical' href='/talks'>"
    assert article(page(head), url="https://www.news.example/a").url == "https://www.news.example/talks"
    assert article(page("<link rel='canonical' href='javascript:alert(1)'>")).url is None
    assert article(page("<link rel='canonical' href='http://[bad'>")).url is None


def test_date_is_never_today() -> None:
    assert article(page("<meta name='date' content='2999-99-99'>")).published is None
    assert article(page(linked(datePublished="soon"))).published is None


def test_what_the_caller_says_wins() -> None:
    assert article(page(), language="fr").language == "fr"


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252"])
def test_encodings(encoding: str) -> None:
    html = page(title="Le président reçu à Genève").replace("utf-8", encoding).replace("“", "«").replace("”", "»")
    assert article(html.encode(encoding)).headline == "Le président reçu à Genève"


def test_header_says_the_encoding() -> None:
    html = page(title="Встреча министров").replace("<meta charset='utf-8'>", "").replace("“", '"').replace("”", '"')
    assert article(html.encode("koi8-r"), charset="koi8-r").headline == "Встреча министров"


@pytest.mark.parametrize(
    "html",
    ["<html><body></body></html>", "<html></html>", "<p></p>", "<!-- -->", "<html><body><img src='x'></body></html>"],
)
def test_a_page_without_article_is_said(html: str) -> None:
    with pytest.raises(SourceError, match=r"no article text|not HTML"):
        article(html)


def test_xml_declaration() -> None:
    assert article('<?xml version="1.0" encoding="utf-8"?>' + page()).headline == TITLE


def test_a_file_and_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(page(), "utf-8")
    (from_file,) = read([path])
    (from_stdin,) = read(["-"], ReadOptions(), io.BytesIO(page().encode()))
    assert isinstance(from_file, Article)
    assert isinstance(from_stdin, Article)
    assert from_file.text == from_stdin.text


def test_a_page_with_broken_utf_8_is_read_as_in_a_browser() -> None:
    data = page().replace("trade", "très intérêt étudié").encode().replace("è".encode(), b"\xc3", 1)
    found = article(data)
    assert "tr\N{REPLACEMENT CHARACTER}s intérêt" in found.text
    assert [note for note in found.notes if note.startswith("broken UTF-8 at byte")]
