"""Goes through the inputs: finds the files, opens each, and hands it to its format."""

import gzip
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import SourceError
from kg.model import Article, Skipped
from kg.sources._base import Format, Place, ReadOptions

__all__ = ["walk"]

_SNIFFED = 1024
_GZIP = b"\x1f\x8b"


def walk(
    inputs: Sequence[str], options: ReadOptions, formats: Mapping[str, Format], stdin: BinaryIO
) -> Iterator[Article | Skipped]:
    """What `kg.sources.read` says."""
    if not inputs:
        raise SourceError("nothing to read: name a file, a folder, a URL or - for standard input")
    for name in inputs:
        if not _is_url(name) and name != "-" and not os.path.lexists(name):
            raise SourceError(f"{name}: no such file or folder")
    return _walk(inputs, options, formats, stdin)


def _walk(
    inputs: Sequence[str], options: ReadOptions, formats: Mapping[str, Format], stdin: BinaryIO
) -> Iterator[Article | Skipped]:
    read = skipped = 0
    for name in inputs:
        try:
            for item in _input(name, options, formats, stdin):
                read, skipped = read + isinstance(item, Article), skipped + isinstance(item, Skipped)
                yield item
        except SourceError as error:
            if len(inputs) == 1:
                raise SourceError(f"{name}: {error}") from error
            skipped += 1
            yield Skipped(name, str(error))
    if not read:
        raise SourceError(f"not one article could be read, {skipped} skipped")


def _input(
    name: str, options: ReadOptions, formats: Mapping[str, Format], stdin: BinaryIO
) -> Iterator[Article | Skipped]:
    """The articles of one input; its errors do not name it."""
    if name == "-":
        yield from _stream(stdin, Place("-"), options, formats)
    elif _is_url(name):
        from kg.sources._fetch import fetch

        page = fetch(name, options)
        format_ = _by_media_type(page.media_type, formats) or _by_suffix(page.url.split("?")[0], formats)
        place = Place(name, page.url, page.charset)
        yield from _stream(io.BytesIO(page.body), place, options, formats, format_)
    elif os.path.isdir(name):
        yield from _folder(name, options, formats)
    else:
        yield from _file(name, options, formats)


def _folder(name: str, options: ReadOptions, formats: Mapping[str, Format]) -> Iterator[Article | Skipped]:
    found = False
    for item in _files(Path(name)):
        if isinstance(item, Skipped):
            yield item
            continue
        path = item.as_posix()
        if _by_suffix(path, formats) is None:
            continue
        found = True
        try:
            yield from _file(path, options, formats)
        except SourceError as error:
            yield Skipped(path, str(error))
    if not found:
        suffixes = sorted({suffix for each in formats.values() for suffix in each.suffixes})
        raise SourceError(f"no article in this folder; files ending in {', '.join(suffixes)} are read")


def _files(folder: Path) -> Iterator[Path | Skipped]:
    """The regular files below a folder, sorted by name in each folder, hidden ones left out, links to folders too."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Skipped(folder.as_posix(), f"cannot be opened ({error.strerror}): check its permissions")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(folder / entry.name)
        elif entry.is_file():
            yield folder / entry.name


def _file(path: str, options: ReadOptions, formats: Mapping[str, Format]) -> Iterator[Article | Skipped]:
    try:
        stream = open(path, "rb")  # noqa: SIM115
    except OSError as error:
        raise SourceError(f"cannot be opened ({error.strerror}): check its permissions") from error
    with stream:
        yield from _stream(stream, Place(path), options, formats, _by_suffix(path, formats))


def _stream(
    stream: BinaryIO,
    place: Place,
    options: ReadOptions,
    formats: Mapping[str, Format],
    format_: Format | None = None,
) -> Iterator[Article | Skipped]:
    """The articles of an open stream; the format is guessed from its beginning unless it is known."""
    buffered = stream if hasattr(stream, "peek") else io.BufferedReader(cast(io.RawIOBase, stream))
    source = cast(io.BufferedReader, buffered)
    try:
        if source.peek(2)[:2] == _GZIP and (format_ is None or format_ is not formats.get("warc")):
            source = io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=source)))
        chosen = format_ or _sniffed(source.peek(_SNIFFED)[:_SNIFFED], formats)
        yield from chosen.read(cast(BinaryIO, source), place, options)
    except (OSError, EOFError) as error:
        raise SourceError(f"cannot be read to its end ({error})") from error


def _sniffed(head: bytes, formats: Mapping[str, Format]) -> Format:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body")):
        return formats["html"]
    if start.startswith(b'{"'):
        return formats["jsonl"]
    if start.startswith(b"warc/") and "warc" in formats:
        return formats["warc"]
    return formats["text"]


def _by_suffix(path: str, formats: Mapping[str, Format]) -> Format | None:
    lowered = path.lower()
    for candidate in (lowered, lowered.removesuffix(".gz")):
        for each in formats.values():
            if candidate.endswith(each.suffixes):
                return each
    return None


def _by_media_type(media_type: str, formats: Mapping[str, Format]) -> Format | None:
    return next((each for each in formats.values() if media_type in each.media_types), None)


def _is_url(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))
