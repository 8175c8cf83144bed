"""JSON Lines: one article a line, `text` and, when known, `id`, `url`, `published`, `lang`, `title`, `publisher`."""

import json
from array import array
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, BinaryIO

from msgspec.structs import replace

from kg.errors import SourceError
from kg.model import Article, PartialDate, PublicationDate, Skipped
from kg.sources._base import HALF_PAIR, Format, Place, ReadOptions, normal_lines, stated, too_large, web_address
from kg.sources._language import language_code
from kg.untrusted import json_fault, parse_json

__all__ = ["FORMAT", "read"]

_ALIASES = {"lang": ("language", "inLanguage"), "title": ("headline",), "published": ("datePublished",)}
_SHOWN = 80
_FIELDS = ("id", "url", "published", "lang", "title", "publisher")
_TYPES = {bool: "true or false", int: "a number", float: "a number", list: "an array", dict: "an object"}


def read(stream: BinaryIO, place: Place, options: ReadOptions) -> Iterator[Article | Skipped]:
    """The articles of a JSON Lines stream, one line held at a time; a bad line is skipped, blank lines are passed over.

    Only `text` is required; other keys are ignored, and so are null values. A value of another type is a bad line; a
    string that is no date, language code or address is left out, and the article has a note. `published` is ISO 8601,
    its date part is used. `id` names the article in messages, and only there: two with one `id` are two articles, of
    which the later one carries a note, unless their `url`, else their `text`, is the same. schema.org's names of these
    keys are understood too.
    """
    number = 0
    ids = _Ids()
    while line := stream.readline(options.max_bytes + 2):
        number += 1
        origin = f"{place.origin}:{number}"
        if len(line) > options.max_bytes and not line.endswith(b"\n"):
            _skip_line(stream)
            yield Skipped(origin, too_large(options.max_bytes))
        elif line.strip():
            try:
                record = _record(line)
                article = _article(record, origin, options)
            except SourceError as error:
                yield Skipped(origin, str(error))
                continue
            id_ = _string(record, "id")
            if id_ and (first := ids.line_of_another(id_, article, number)):
                note = f"its 'id' is that of another article too: line {first}; both are kept, give each its own"
                article = replace(article, notes=(*article.notes, note))
            yield article
    if not number:
        raise SourceError("the file is empty")


class _Ids:
    """Which article had an id first; some 130 bytes each, however long the id is."""

    def __init__(self) -> None:
        self._places: dict[int, int] = {}
        self._lines, self._keys = array("Q"), array("Q")

    def line_of_another(self, id_: str, article: Article, line: int) -> int:
        """The line of another article that had an id, 0 when there is none."""
        key = int(article.key, 16)
        hashed = int.from_bytes(blake2b(id_.encode(), digest_size=8).digest())
        place = self._places.setdefault(hashed, len(self._keys))
        if place == len(self._keys):
            self._lines.append(line)
            self._keys.append(key)
        return 0 if self._keys[place] == key else self._lines[place]


def _skip_line(stream: BinaryIO) -> None:
    while (block := stream.readline(1 << 16)) and not block.endswith(b"\n"):
        pass


def _article(record: dict[str, Any], origin: str, options: ReadOptions) -> Article:
    if record.get("text") is None:
        raise SourceError("no text: each line needs a key 'text' with a string")
    text = _checked(record["text"], "text")
    if not text.strip():
        raise SourceError("the text is empty")
    values = {field: _string(record, field) for field in _FIELDS}
    name = f" ({values['id'][:_SHOWN]})" if values["id"] else ""
    url, language, published = web_address(values["url"]), language_code(values["lang"]), _date(values["published"])
    notes = []
    if values["url"] and not url:
        notes.append(f"its 'url' is no absolute address and is left out: {values['url'][:_SHOWN]}")
    elif url and url != values["url"]:
        notes.append(f"its 'url' has characters that no address may have; it is taken for: {url[:_SHOWN]}")
    if language is None:
        notes.append(f"its 'lang' is no language code of BCP 47 and is left out: {values['lang'][:_SHOWN]}")
    if values["published"] and not published:
        notes.append(f"its 'published' is no date of ISO 8601 and is left out: {values['published'][:_SHOWN]}")
    return Article(
        normal_lines(text),
        origin + name,
        url=url,
        language=options.language or language or None,
        headline=values["title"] or None,
        published=stated(options) or (PublicationDate(published, "metadata") if published else None),
        publisher=values["publisher"] or None,
        notes=tuple(notes),
    )


def _string(record: dict[str, Any], field: str) -> str:
    """What a key of a record says, "" when it is not there; an id may be a whole number."""
    value = next((record[key] for key in (field, *_ALIASES.get(field, ())) if record.get(key) is not None), "")
    return _checked(str(value) if field == "id" and type(value) is int else value, field).strip()


def _checked(value: object, field: str) -> str:
    if not isinstance(value, str):
        raise SourceError(f"{field!r} must be a string, not {_TYPES[type(value)]}")
    if "\0" in value:
        raise SourceError(f"{field!r} holds NUL characters: remove them")
    if HALF_PAIR.search(value):
        raise SourceError(f"{field!r} holds half a surrogate pair, which no encoding can carry: repair it")
    return value


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = parse_json(line.decode("utf-8-sig").rstrip())
    except UnicodeDecodeError as error:
        raise SourceError(f"broken UTF-8 at byte {error.start} of the line: save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise SourceError(f"not JSON: {json_fault(error)}") from error
    except ValueError as error:
        raise SourceError(f"JSON that cannot be read: {error}") from error
    if not isinstance(record, dict):
        raise SourceError("not a JSON object")
    return record


def _date(value: str) -> PartialDate | None:
    """The date part of a time in ISO 8601, None when it is none."""
    try:
        return PartialDate.parse(value[:10].strip())
    except ValueError:
        return None


FORMAT = Format(
    suffixes=(".jsonl", ".ndjson"),
    media_types=("application/jsonl", "application/x-ndjson", "application/x-jsonlines", "application/jsonlines"),
    read=read,
    many=True,
)
