"""WARC: every HTML or text page of a web archive; needs the extra [warc]."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO

from kg.errors import SourceError
from kg.model import Article, Skipped
from kg.sources import html, text
from kg.sources._base import Format, Place, ReadOptions, read_limited

__all__ = ["FORMAT", "read"]


def read(stream: BinaryIO, place: Place, options: ReadOptions) -> Iterator[Article | Skipped]:
    """The articles of an archive, one record held at a time.

    Records of type response with status 200 and of type resource are read, if they are HTML or plain text; others
    (images, requests, redirects) are passed over in silence.

    Raises:
        SourceError: warcio is not installed, or the archive is broken.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise SourceError("reading WARC needs warcio: pip install 'kg-export[warc]'") from error
    number = 0
    try:
        for record in ArchiveIterator(stream):
            number += 1
            found = _read_record(record, f"{place.origin}:{number}", options)
            if found is not None:
                yield found
    except ArchiveLoadFailed as error:
        raise SourceError(f"broken after {number} records ({str(error).strip().splitlines()[0]})") from error


def _read_record(record: Any, origin: str, options: ReadOptions) -> Article | Skipped | None:
    if record.rec_type not in ("response", "resource"):
        return None
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != "200":
        return None
    content_type = (headers or record.rec_headers).get_header("Content-Type", "") or ""
    media_type, _, parameters = content_type.lower().partition(";")
    kind = next((each for each in (html.FORMAT, text.FORMAT) if media_type.strip() in each.media_types), None)
    if kind is None:
        return None
    url = record.rec_headers.get_header("WARC-Target-URI")
    charset = parameters.partition("charset=")[2].strip(" \"';") or None
    place = Place(f"{origin} ({url})" if url else origin, url if _is_web(url) else None, charset)
    try:
        body = read_limited(record.content_stream(), options.max_bytes)
        return next(iter(kind.read(BytesIO(body), place, options)))
    except SourceError as error:
        return Skipped(place.origin, str(error))


def _is_web(url: str | None) -> bool:
    return bool(url) and str(url).startswith(("http://", "https://"))


FORMAT = Format(
    suffixes=(".warc", ".warc.gz"), media_types=("application/warc", "application/warc+gzip"), read=read, many=True
)
