"""The function words of a language as patterns over folded text."""

import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from kg.model.language import LinkWords

__all__ = ["Links", "links_of"]


class Links(Struct, frozen=True):
    """Patterns, for `fullmatch` of what lies between two names unless said otherwise.

    Attributes:
        joined: between two who act together ("and", ", as well as with the").
        of_several: between people and their states.
        next_of_list: a comma and a preposition repeated.
        of_at_end: searches the end of a text for what joins a part to its whole.
        article_at_end: searches it for an article, with the space behind.
        named_by_at_end: searches it for what stands between a preposition and a place.
        before_place_at_end: searches it for a preposition before a place, with an article or none.
        article_first: matches the beginning of a name.
        in_name: matches a word.
        definite: articles.
        articles: of both kinds, as they end a text.
    """

    joined: re.Pattern[str]
    of_several: re.Pattern[str]
    next_of_list: re.Pattern[str]
    of_at_end: re.Pattern[str]
    article_at_end: re.Pattern[str]
    named_by_at_end: re.Pattern[str]
    before_place_at_end: re.Pattern[str]
    article_first: re.Pattern[str]
    in_name: re.Pattern[str]
    definite: tuple[str, ...]
    articles: tuple[str, ...]


@cache
def links_of(words: LinkWords) -> Links:
    """The patterns of a language; made once."""
    article = _led(words.definite)
    named_by = _led((*words.definite, *words.named_by))
    return Links(
        joined=re.compile(
            rf"\s*[,;]?\s*(?:{_any([*words.conjunctions, '&'])})\s*(?:(?:{_any(words.repeated)})\s*)?{article}?"
        ),
        of_several=re.compile(rf"\s(?:{_any(words.of_several)})\s"),
        next_of_list=re.compile(rf"\s*[,;]\s*{_led(words.of_each)}"),
        of_at_end=re.compile(rf"(?:^|\s)(?:{_any(words.of)})$"),
        article_at_end=re.compile(rf"\b{article}$"),
        named_by_at_end=re.compile(rf"\b{named_by}$"),
        before_place_at_end=re.compile(rf"[\s'](?:{_any(words.before_place)})\s?{article}?$"),
        article_first=re.compile(article),
        in_name=re.compile(_any(words.in_names)),
        definite=words.definite,
        articles=tuple(f" {each}" for each in (*words.definite, *words.indefinite)),
    )


def _any(forms: Sequence[str]) -> str:
    """One of some forms, the longest first; what matches nothing when there are none."""
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)) or r"(?!)"


def _led(forms: Sequence[str]) -> str:
    """One of some forms with the space behind it, none behind an elided one."""
    return "(?:" + _any([form if form.endswith("'") else f"{form} " for form in forms]) + ")"
