"""Web archives become articles."""

import gzip
import tracemalloc
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Article, Skipped
from kg.sources import ReadOptions, read

PAGE = (
    "<html><body><article>" + "<p>The ministers met and spoke at length about trade and the sea.</p>" * 9 + "</article>"
)


def archive(path: Path, gz: bool) -> Path:
    pytest.importorskip("warcio", reason="an archive of another tool needs warcio")
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


def record(block: bytes, type_: str = "response", *more: str, url: str | None = "https://news.example/a") -> bytes:
    headers = [f"WARC-Type: {type_}", *((f"WARC-Target-URI: {url}",) if url else ()), *more]
    headers += [] if any("Content-Length" in each for each in more) else [f"Content-Length: {len(block)}"]
    return "\r\n".join(["WARC/1.0", *headers, "", ""]).encode() + block + b"\r\n\r\n"


def answer(body: bytes, *headers: str, kind: str = "text/plain", status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers, "", ""]).encode() + body


def found_in(path: Path, data: bytes, **options: int) -> list[Article | Skipped]:
    path.write_bytes(data)
    return list(read([path], ReadOptions(**options)))


def refusal(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        list(read([path]))
    return str(caught.value)


TEXTS = [f"The ministers met for the {number}th time.".encode() for number in range(12)]
RECORDS = [record(b"software: test\r\n", "warcinfo", url=None), *(record(answer(text)) for text in TEXTS)]


@pytest.mark.parametrize(
    "pack",
    [b"".join, lambda each: gzip.compress(b"".join(each)), lambda each: b"".join(map(gzip.compress, each))],
    ids=["plain", "one member", "a member a record"],
)
def test_an_archive_cut_anywhere_gives_what_is_whole_and_says_so(
    tmp_path: Path, pack: Callable[[list[bytes]], bytes]
) -> None:
    path, whole = tmp_path / "a.warc", pack(RECORDS)
    assert [type(each) for each in found_in(path, whole)] == [Article] * 12
    ends = {len(pack(RECORDS[:count])) - missing for count in range(14) for missing in range(5)}
    for size in range(len(pack(RECORDS[:3])), len(whole), 7):
        articles = [each for each in found_in(path, whole[:size]) if isinstance(each, Article)]
        assert [each.text.encode() for each in articles] == TEXTS[: len(articles)]
        skipped = [each for each in read([path]) if isinstance(each, Skipped)]
        assert len(skipped) == 1 or (size in ends and not skipped)
        for each in skipped:
            assert each.origin == str(path)
            assert each.reason.startswith("cannot be read to its end (")
            assert "is cut off" in each.reason


def test_a_page_that_is_cut_is_no_article(tmp_path: Path) -> None:
    assert "record 1 is cut off" in refusal(tmp_path / "a.warc", record(answer(TEXTS[0]))[:-10])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"\r\n\r\n", "the file is empty"),
        (b"not an archive at all\r\n\r\n", "it is no WARC file"),
        (b"\x1b[31m\xff\0\n", r"b'\x1b[31m\xff\x00\n'"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "its Content-Length is ''"),
        (record(b"", "response", "Content-Length: -5"), "its Content-Length is '-5'"),
        (record(b"", "response", "Content-Length: " + "9" * 5000), "its Content-Length is '999"),
        (record(b"", "response", "Content-Length: \u0663"), "its Content-Length is"),
        (b"WARC/1.0\r\n" + b"a: b\r\n" * 100_000, "record 1 is cut off"),
        (b"WARC/1.0" * 100_000, "record 1 is cut off"),
    ],
)
def test_a_broken_archive_is_said(tmp_path: Path, data: bytes, said: str) -> None:
    for content in (data, gzip.compress(data)):
        message = refusal(tmp_path / "a.warc", content)
        assert said in message
        assert message.isprintable()
        assert len(message) < len(str(tmp_path)) + 200


def test_what_stands_before_a_broken_record_is_kept(tmp_path: Path) -> None:
    good, bad = record(answer(TEXTS[0])), record(answer(TEXTS[1]), "response", "Content-Length: 9")
    article, odd, skipped = found_in(tmp_path / "a.warc", good + bad + good)
    assert isinstance(article, Article)
    assert isinstance(odd, Skipped)
    assert isinstance(skipped, Skipped)
    assert skipped.reason == "broken from record 3 on: no record begins with b'200 OK\\r\\n'"


def test_addresses_are_shown_and_not_obeyed(tmp_path: Path) -> None:
    (article,) = found_in(tmp_path / "a.warc", record(answer(TEXTS[0]), url="https://a.example/\x1b[2J"))
    assert article.origin == rf"{tmp_path}/a.warc:1 (https://a.example/\x1b[2J)"


def test_records_without_what_they_should_have(tmp_path: Path) -> None:
    good = record(answer(TEXTS[0]))
    for odd in (
        record(answer(TEXTS[1]), "response", "Content-Type: application/http; msgtype=response", url=None),
        record(answer(TEXTS[1]), url="<https://news.example/b>"),
        record(TEXTS[1], "resource", "content-type: text/plain", url="file:///a"),
    ):
        assert [type(each) for each in found_in(tmp_path / "a.warc", odd + good)] == [Article] * 2
    for odd in (record(b"", "resource"), record(b"", ""), record(answer(b"x", kind="")), record(b"", "response\r\n x")):
        assert [type(each) for each in found_in(tmp_path / "a.warc", odd + good)] == [Article]
    for odd in (record(TEXTS[1]), record(b""), record(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n")):
        skipped, article = found_in(tmp_path / "a.warc", odd + good)
        assert isinstance(skipped, Skipped)
        assert skipped.reason == "no HTTP answer is in it"
        assert isinstance(article, Article)


def chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(each), each) for each in chunks) + end


def packed(data: bytes) -> bytes:
    """With no time in it: tests are named by their data."""
    return gzip.compress(data, mtime=0)


def raw_deflate(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(data) + stream.flush()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(b"The ministers ", b"met."), ["Transfer-Encoding: chunked"]),
        (chunked(b"The ministers ", b"met.", end=b""), ["Transfer-Encoding: chunked"]),
        (b"The ministers met.", ["transfer-encoding: Chunked"]),
        (packed(b"The ministers met."), ["Content-Encoding: gzip"]),
        (packed(b"The ministers ") + packed(b"met."), ["Content-Encoding: x-gzip"]),
        (b"The ministers met.", ["Content-Encoding: gzip"]),
        (chunked(packed(b"The ministers met.")), ["Content-Encoding: gzip", "Transfer-Encoding: chunked"]),
        (zlib.compress(b"The ministers met."), ["Content-Encoding: deflate"]),
        (raw_deflate(b"The ministers met."), ["Content-Encoding: deflate"]),
        (b"The ministers met.", ["Content-Encoding: deflate"]),
        (b"The ministers met.", ["Content-Encoding: br"]),
        (packed(zlib.compress(b"The ministers met.")), ["Content-Encoding: deflate, gzip"]),
    ],
)
def test_pages_as_they_were_sent(tmp_path: Path, body: bytes, headers: list[str]) -> None:
    (article,) = found_in(tmp_path / "a.warc", record(answer(body, *headers)))
    assert isinstance(article, Article)
    assert article.text == "The ministers met."


@pytest.mark.parametrize(
    ("body", "header", "said"),
    [
        (chunked(b"The ministers met.")[:-12], "Transfer-Encoding: chunked", "cut off when it was archived"),
        (packed(b"The ministers met.")[:-5], "Content-Encoding: gzip", "cut off"),
        (packed(b"The ministers met.")[:-5] + b"12345", "Content-Encoding: gzip", "damaged"),
        (zlib.compress(b"The ministers met.")[:-1], "Content-Encoding: deflate", "damaged"),
        (b"\x0b\x05\x80\xff", "Content-Encoding: br", "encoded as 'br', which is not read"),
        (packed(b"a" * 100_000), "Content-Encoding: gzip", "larger than"),
        (zlib.compress(b"a" * 100_000), "Content-Encoding: deflate", "larger than"),
    ],
)
def test_pages_that_did_not_arrive_whole(tmp_path: Path, body: bytes, header: str, said: str) -> None:
    # The first chunk of what is cut has to be whole: one that is not may be no chunk at all.
    body = chunked(b"Then: ", end=b"") + body if header.startswith("Transfer") else body
    skipped, article = found_in(
        tmp_path / "a.warc", record(answer(body, header)) + record(answer(TEXTS[0])), max_bytes=90_000
    )
    assert isinstance(skipped, Skipped)
    assert said in skipped.reason
    assert isinstance(article, Article)


def test_a_page_that_its_crawler_cut_says_so(tmp_path: Path) -> None:
    (article,) = found_in(tmp_path / "a.warc", record(answer(TEXTS[0]), "response", "WARC-Truncated: length"))
    assert isinstance(article, Article)
    assert article.notes == ("the page was cut off when it was archived: length",)
    data = record(answer(TEXTS[0]), "response", "WARC-Segment-Number: 1") + record(answer(TEXTS[0]))
    assert [type(each) for each in found_in(tmp_path / "a.warc", data)] == [Skipped, Article]


def test_large_records_are_not_held(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    large = bytes(30_000_000)
    with gzip.open(path, "wb", compresslevel=1) as stream:
        for kind in ("video/mp4", "text/html"):
            stream.write(record(answer(large, kind=kind)))
            stream.write(record(answer(b"%x\r\n" % len(large) + large, "Transfer-Encoding: chunked", kind=kind)))
        stream.write(record(answer(TEXTS[0])))
    del large
    tracemalloc.start()
    found = list(read([path], ReadOptions(max_bytes=1_000_000)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [type(each) for each in found] == [Skipped, Skipped, Article]
    assert peak < 5_000_000


def test_nothing_is_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    packed = gzip.compress(b"".join(RECORDS))
    found_in(tmp_path / "a.warc.gz", packed[:300] + b"\xff" * 50 + packed[350:])
    assert capfd.readouterr() == ("", "")
