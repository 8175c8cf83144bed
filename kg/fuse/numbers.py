"""Numbers in words or digits, in English and French."""

import re
from collections.abc import Sequence
from functools import cache

from kg.fuse.data import read_toml

__all__ = ["read_numbers"]

_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")


@cache
def _words() -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    data = read_toml("numbers.toml")
    return data["units"], data["ones"], data["multipliers"]


def read_numbers(words: Sequence[str]) -> list[tuple[int, int, str]]:
    """The numbers among folded words: (first word, word after the last, value) of each.

    "Two" and "deux" by themselves count; "one" and "un" only inside a longer number. A number after an ordinal or of
    a year is a number like any other. "mille" alone is left out, since it may be a mile.

    >>> read_numbers("the two billion cubic metres".split()), read_numbers("huit cents personnes".split())
    ([(1, 3, '2000000000')], [(0, 2, '800')])
    >>> read_numbers("quatre vingt dix ans en 2016".split())
    [(0, 3, '90'), (5, 6, '2016')]
    """
    units, ones, multipliers = _words()
    found = []
    at = 0
    while at < len(words):
        if not (words[at] in units or words[at] in multipliers or words[at][:1].isdecimal()):
            at += 1
            continue
        start, total, current, seen = at, 0.0, 0.0, False
        while at < len(words):
            word = words[at]
            if word in units:
                fours = word.startswith("vingt") and current == 4
                if seen and not fours and current % 10 and units[word] < 10:
                    break
                current = current * 20 if fours else current + units[word]
            elif word in ones and seen:
                current += 1
            elif _DIGITS.fullmatch(word) and not seen:
                current = float(word.replace(",", "."))
            elif word in multipliers and (seen or _followed(words, at, multipliers)):
                factor = multipliers[word]
                if factor == 100:
                    current = max(current, 1) * factor
                else:
                    total, current = total + max(current, 1) * factor, 0.0
            elif not (word in ("and", "et") and seen and _followed(words, at, units | ones)):
                break
            seen = True
            at += 1
        if seen:
            value = total + current
            found.append((start, at, str(int(value)) if value == int(value) else str(value)))
        else:
            at += 1
    return found


def _followed(words: Sequence[str], at: int, by: dict[str, int]) -> bool:
    return at + 1 < len(words) and words[at + 1] in by
