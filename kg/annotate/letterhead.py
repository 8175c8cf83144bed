"""Tells the country of the public body whose page a text is, by its letterhead."""

import re
from collections.abc import Iterator, Sequence

from kg.annotate.gazetteer import find_known
from kg.model import EntityType, Language, Span, Zone, ZoneKind
from kg.resources import country_of_seat

__all__ = ["find_home"]

_LONG = 14
_LABEL = re.compile(r"^\w{2,6}\s?:\s*")
_WORD = re.compile(r"[\w’'-]+")


def find_home(text: str, zones: Sequence[Zone], language: Language) -> str:
    """The one country of the lines above a text that only name a public body or a state, "" where none is.

    As "Government of Fiji", « Présidence de la République du Bénin » and "10 Downing Street".

    Args:
        text: the article text.
        zones: what each part of it is.
        language: gives words for public bodies and states.
    """
    names = language.names
    openers = tuple(sorted({*names.governments, *names.states}))
    found = {country for line in _lines(text, zones) if (country := _country_of(line, openers, language))}
    return found.pop() if len(found) == 1 else ""


def _lines(text: str, zones: Sequence[Zone]) -> Iterator[str]:
    """Lines above the text that are neither headlines nor sentences, and those that say where it is from."""
    body = next((zone.span.start for zone in zones if zone.kind is ZoneKind.BODY), len(text))
    for zone in zones:
        if zone.kind is ZoneKind.BYLINE or (zone.kind is ZoneKind.BOILERPLATE and zone.span.start < body):
            for line in zone.span.of(text).splitlines():
                words = len(_WORD.findall(line))
                if 0 < words <= _LONG:
                    yield _LABEL.sub("", line.strip()).replace("’", "'")


def _country_of(line: str, openers: Sequence[str], language: Language) -> str:
    """The country of a public body or a state, where a line is its name."""
    if seat := country_of_seat(line):
        return seat
    line = line.title() if line.isupper() else line
    known = [each for each in find_known(line, [Span(0, len(line))], language) if each.type is EntityType.COUNTRY]
    countries = {each.country for each in known} - {""}
    if not countries:
        return ""
    first, last = known[0], known[-1]
    ends = not last.demonym and not line[last.span.end :].strip(" .,-–|") and _opens(line, openers)
    led = first.demonym and not first.span.start and _opens(line[first.span.end :].strip(), openers)
    return countries.pop() if len(countries) == 1 and (ends or led) else ""


def _opens(line: str, words: Sequence[str]) -> bool:
    """Whether a line opens with one of some words, or an office of one ("Office of the Prime Minister")."""
    low = line.lower()
    return any(low.startswith(word) and not low[len(word) : len(word) + 1].isalnum() for word in words)
