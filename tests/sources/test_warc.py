"""Web archives become articles."""

import gzip
from io import BytesIO
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Article, Skipped
from kg.sources import ReadOptions, read

warcio = pytest.importorskip("warcio", reason="needs the extra [warc]")

PAGE = (
    "<html><body><article>" + "<p>The ministers met and spoke at length about trade and the sea.</p>" * 9 + "</article>"
)


def archive(path: Path, gz: bool) -> Path:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    def answer(status: str, kind: str) -> StatusAndHeaders:
        return StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")

    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=gz)
        for number, (status, kind, body) in enumerate(
            [
                ("200 OK", "text/html; charset=utf-8", PAGE.encode()),
                ("404 Not Found", "text/html", PAGE.encode()),
                ("200 OK", "image/png", b"\x89PNG"),
                ("200 OK", "text/plain; charset=iso-8859-1", "Il a été reçu.".encode("latin-1")),
                ("200 OK", "text/plain", b""),
                ("200 OK", "text/plain", b"x" * 20_000),
            ]
        ):
            url = f"https://news.example/{number}"
            writer.write_record(
                writer.create_warc_record(url, "response", payload=BytesIO(body), http_headers=answer(status, kind))
            )
    return path


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the writer of the fixture
@pytest.mark.parametrize("gz", [False, True])
def test_pages_of_an_archive(tmp_path: Path, gz: bool) -> None:
    path = archive(tmp_path / ("a.warc.gz" if gz else "a.warc"), gz)
    page, text, empty, large = read([path], ReadOptions(max_bytes=10_000))
    assert isinstance(page, Article)
    assert page.url == "https://news.example/0"
    assert "trade and the sea" in page.text
    assert isinstance(text, Article)
    assert text.text == "Il a été reçu."
    assert isinstance(empty, Skipped)
    assert "empty" in empty.reason
    assert "https://news.example/4" in empty.origin
    assert isinstance(large, Skipped)
    assert "larger than" in large.reason


def test_a_broken_archive_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(gzip.compress(b"not an archive at all\r\n\r\n"))
    with pytest.raises(SourceError):
        list(read([path]))
