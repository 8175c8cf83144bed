"""JSON Lines: one article a line, `text` and, when known, `id`, `url`, `published`, `lang`, `title`, `publisher`."""

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from kg.errors import SourceError
from kg.model import Article, PartialDate, PublicationDate, Skipped
from kg.sources._base import Format, Place, ReadOptions, normal_lines, stated, too_large, web_address

__all__ = ["FORMAT", "read"]

_ALIASES = {"lang": ("language", "inLanguage"), "title": ("headline",), "published": ("datePublished",)}
_FIELDS = ("id", "url", "published", "lang", "title", "publisher")
_SURROGATE = re.compile("[\ud800-\udfff]")


def read(stream: BinaryIO, place: Place, options: ReadOptions) -> Iterator[Article | Skipped]:
    """The articles of a JSON Lines stream, one line held at a time; a bad line is skipped, blank lines are passed over.

    Only `text` is required; other keys are ignored, and so are null values. `published` is ISO 8601, its date part
    is used. `id` names the article in messages. schema.org's names of these keys are understood too.
    """
    number = 0
    while line := stream.readline(options.max_bytes + 2):
        number += 1
        origin = f"{place.origin}:{number}"
        if len(line) > options.max_bytes and not line.endswith(b"\n"):
            _skip_line(stream)
            yield Skipped(origin, too_large(options.max_bytes))
        elif line.strip():
            try:
                yield _article(line, origin, options)
            except SourceError as error:
                yield Skipped(origin, str(error))
    if not number:
        raise SourceError("the file is empty")


def _skip_line(stream: BinaryIO) -> None:
    while (block := stream.readline(1 << 16)) and not block.endswith(b"\n"):
        pass


def _article(line: bytes, origin: str, options: ReadOptions) -> Article:
    record = _record(line)
    text = record.get("text")
    if not isinstance(text, str):
        raise SourceError("no text: each line needs a key 'text' with a string")
    if not text.strip():
        raise SourceError("the text is empty")
    if "\0" in text:
        raise SourceError("the text holds NUL characters: remove them")
    if _SURROGATE.search(text):
        raise SourceError("the text holds half a surrogate pair, which no encoding can carry: repair it")
    values = {}
    for field in _FIELDS:
        value = next((record[key] for key in (field, *_ALIASES.get(field, ())) if record.get(key) is not None), None)
        if value is not None and not isinstance(value, str | int):
            raise SourceError(f"{field!r} must be a string, not {type(value).__name__}")
        values[field] = str(value).strip() if value is not None else ""
    name = f" ({values['id']})" if values["id"] else ""
    url = web_address(values["url"])
    notes = (
        (f"its 'url' is no absolute address and is left out: {values['url'][:80]}",)
        if values["url"] and not url
        else ()
    )
    return Article(
        normal_lines(text),
        origin + name,
        url=url,
        language=options.language or values["lang"] or None,
        headline=values["title"] or None,
        published=stated(options) or _published(values["published"]),
        publisher=values["publisher"] or None,
        notes=notes,
    )


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SourceError(f"broken UTF-8 at byte {error.start} of the line: save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise SourceError(f"not JSON: {error.msg.removesuffix(' at')}, at column {error.colno}") from error
    except RecursionError as error:
        raise SourceError("JSON nested too deeply") from error
    if not isinstance(record, dict):
        raise SourceError("not a JSON object")
    return record


def _published(value: str) -> PublicationDate | None:
    if not value:
        return None
    try:
        return PublicationDate(PartialDate.parse(value[:10].strip()), "metadata")
    except ValueError as error:
        raise SourceError(f"'published' is not an ISO 8601 date: {value!r}") from error


FORMAT = Format(
    suffixes=(".jsonl", ".ndjson"),
    media_types=("application/jsonl", "application/x-ndjson", "application/x-jsonlines", "application/jsonlines"),
    read=read,
    many=True,
)
