"""WARC: every HTML or text page of a web archive."""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from msgspec.structs import replace

from kg.errors import SourceError
from kg.model import Article, Skipped
from kg.sources import html, text
from kg.sources._archive import Answer, Record, answer_of, content_of, records
from kg.sources._base import Format, Place, ReadOptions

__all__ = ["FORMAT", "read"]


def read(stream: BinaryIO, place: Place, options: ReadOptions) -> Iterator[Article | Skipped]:
    """The articles of an archive, one record held at a time.

    Records of type response with status 200 and of type resource are read, if they are HTML or plain text; others
    (images, requests, redirects) are passed over in silence. A page that its archive says is cut carries a note.

    Raises:
        SourceError: it is no archive, or from some record on it is none.
        EOFError: it ends in the middle of a record.
    """
    for number, record in enumerate(records(stream), 1):
        if record.headers.get("warc-type") in ("response", "resource"):
            url = record.headers.get("warc-target-uri", "").removeprefix("<").removesuffix(">")  # as wget 1.19 writes
            origin = f"{place.origin}:{number} ({url})" if url else f"{place.origin}:{number}"
            try:
                found = _article(record, url, origin, options)
            except SourceError as error:
                yield Skipped(origin, str(error))
            else:
                if found is not None:
                    yield found


def _article(record: Record, url: str, origin: str, options: ReadOptions) -> Article | Skipped | None:
    """The article of a record; None when it holds something else."""
    is_web = url.lower().startswith(("http://", "https://"))
    answer = Answer("200", {})
    content_type = record.headers.get("content-type", "").lower()
    if record.headers["warc-type"] == "response" and (is_web or content_type.startswith("application/http")):
        answer = answer_of(record.block)
        content_type = answer.headers.get("content-type", "").lower()
    media_type, _, parameters = content_type.partition(";")
    kind = next((each for each in (html.FORMAT, text.FORMAT) if media_type.strip() in each.media_types), None)
    if kind is None or answer.status != "200":
        return None
    if record.headers.get("warc-segment-number"):
        raise SourceError("the page lies in several records, which are not joined")
    charset = parameters.partition("charset=")[2].partition(";")[0].strip(" \"'") or None
    body = content_of(record.block, answer.headers, options.max_bytes)
    found = next(iter(kind.read(BytesIO(body), Place(origin, url if is_web else None, charset), options)))
    cut = record.headers.get("warc-truncated")
    if cut and isinstance(found, Article):
        return replace(found, notes=(*found.notes, f"the page was cut off when it was archived: {cut}"))
    return found


FORMAT = Format(
    suffixes=(".warc", ".warc.gz"), media_types=("application/warc", "application/warc+gzip"), read=read, many=True
)
