"""Goes through the inputs: finds the files, opens each, and hands it to its format."""

import io
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import BinaryIO, cast

from msgspec.structs import replace

from kg.errors import SourceError
from kg.model import Article, Skipped
from kg.sources._base import Format, Place, ReadOptions
from kg.sources._few import named_few
from kg.sources._folder import files_below, unopened
from kg.sources._gzip import is_gzip, unpacked
from kg.sources._meter import Meter, size_on_disk
from kg.untrusted import one_line

__all__ = ["size_of", "walk"]

_SNIFFED = 1024


def size_of(inputs: Sequence[str], formats: Mapping[str, Format]) -> int | None:
    """Bytes that there are to read in some files and folders; None when an input does not say so (a pipe, a URL)."""
    total = 0
    for name in inputs:
        if os.path.isdir(name):
            found = files_below(name, lambda path: _by_suffix(path, formats) is not None)
            with suppress(SourceError):  # which reading it says
                total += sum(size_on_disk(path) for path in found if isinstance(path, str))
        elif os.path.isfile(name):
            total += size_on_disk(name)
        else:
            return None
    return total


def walk(
    inputs: Sequence[str], options: ReadOptions, formats: Mapping[str, Format], stdin: BinaryIO | None, meter: Meter
) -> Iterator[Article | Skipped]:
    """What `kg.sources.read` says."""
    if not inputs:
        raise SourceError("nothing to read: name a file, a folder, a URL or - for standard input")
    for name in inputs:
        if not _is_url(name) and name != "-":
            _must_exist(name)
    return _walk(inputs, options, formats, stdin, meter)


def _must_exist(name: str) -> None:
    try:
        os.lstat(name)
    except PermissionError as error:
        raise SourceError(one_line(f"{name}: {unopened(error)}")) from error
    except (OSError, ValueError) as error:
        raise SourceError(one_line(f"{name}: no such file or folder")) from error


def _walk(
    inputs: Sequence[str], options: ReadOptions, formats: Mapping[str, Format], stdin: BinaryIO | None, meter: Meter
) -> Iterator[Article | Skipped]:
    read = skipped = 0
    for name in inputs:
        try:
            for item in _input(name, options, formats, stdin, meter):
                if isinstance(item, Skipped):
                    skipped += item.count
                else:
                    read += 1
                yield _printable(item)
        except SourceError as error:
            if len(inputs) == 1 and not read:
                raise SourceError(one_line(f"{name}: {error}")) from error
            skipped += 1
            yield _printable(Skipped(name, str(error)))
    if not read:
        raise SourceError(f"not one article could be read, {skipped} skipped")


def _printable(item: Article | Skipped) -> Article | Skipped:
    """The item with its place and what is said of it as one line that can be printed."""
    if isinstance(item, Skipped):
        return replace(item, origin=one_line(item.origin), reason=one_line(item.reason))
    if item.notes or not item.origin.isprintable():
        return replace(item, origin=one_line(item.origin), notes=tuple(map(one_line, item.notes)))
    return item


def _input(
    name: str, options: ReadOptions, formats: Mapping[str, Format], stdin: BinaryIO | None, meter: Meter
) -> Iterator[Article | Skipped]:
    """The articles of one input; its errors do not name it."""
    if name == "-":
        if stdin is None:
            raise SourceError("standard input is closed")
        yield from _stream(stdin, Place("-"), options, formats)
    elif _is_url(name):
        from kg.sources._fetch import fetch

        page = fetch(name, options)
        format_ = _by_media_type(page.media_type, formats) or _by_suffix(page.url.split("?")[0], formats)
        place = Place(name, page.url, page.charset)
        yield from _stream(io.BytesIO(page.body), place, options, formats, format_)
    elif os.path.isdir(name):
        yield from _folder(name, options, formats, meter)
    else:
        yield from _file(name, options, formats, meter)


def _folder(
    name: str, options: ReadOptions, formats: Mapping[str, Format], meter: Meter
) -> Iterator[Article | Skipped]:
    found = False
    for item in files_below(name, lambda path: _by_suffix(path, formats) is not None):
        found = True
        if isinstance(item, Skipped):
            yield item
            continue
        try:
            yield from _file(item, options, formats, meter)
        except SourceError as error:
            yield Skipped(item, str(error))
    if not found:
        suffixes = sorted({suffix.removesuffix(".gz") for each in formats.values() for suffix in each.suffixes})
        raise SourceError(
            f"no article in this folder; files ending in {', '.join(suffixes)}, or these and .gz, are read"
        )


def _file(path: str, options: ReadOptions, formats: Mapping[str, Format], meter: Meter) -> Iterator[Article | Skipped]:
    try:
        stream = open(path, "rb")  # noqa: SIM115
    except OSError as error:
        raise SourceError(unopened(error)) from error
    with stream, meter.measured(stream):
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
        if is_gzip(source.peek(2)[:2]):
            source = unpacked(source)
        chosen = format_ or _sniffed(source.peek(_SNIFFED)[:_SNIFFED], formats)
        yield from named_few(_to_its_end(chosen, source, place, options), place.origin)
    except (OSError, EOFError) as error:
        raise SourceError(_cut(error)) from error


def _to_its_end(
    chosen: Format, source: io.BufferedReader, place: Place, options: ReadOptions
) -> Iterator[Article | Skipped]:
    read = False
    try:
        for item in chosen.read(cast(BinaryIO, source), place, options):
            read = True
            yield item
    except (OSError, EOFError) as error:
        raise SourceError(_cut(error) + ("; what stands before that is kept" if read else "")) from error


def _cut(error: OSError | EOFError) -> str:
    return f"cannot be read to its end ({getattr(error, 'strerror', None) or error})"


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
