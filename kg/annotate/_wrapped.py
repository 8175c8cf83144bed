"""Text whose paragraphs are wrapped at a fixed width, as in mail and old wire services."""

import re
from itertools import pairwise

__all__ = ["is_wrapped", "paragraph_pieces"]

_WIDEST, _FEWEST, _RAGGED = 100, 4, 18
_SHARE = 0.8
_ENDS = tuple('.!?…»”":;')
_BLANK = re.compile(r"\n(?=[^\S\n]*\n)")


def is_wrapped(text: str) -> bool:
    r"""Whether line ends are only where a line was full.

    That is: no line is longer than 100 characters, and of the lines that have another right below them at least four,
    and four in five of them all, are nearly as long as the longest, and few of them end a sentence.

    >>> is_wrapped("One paragraph.\nAnother paragraph, which is somewhat longer.\n")
    False
    """
    lines = text.split("\n")
    longest = max(map(len, lines))
    if not _RAGGED * 2 < longest <= _WIDEST:
        return False
    inner = [line.rstrip() for line, following in pairwise(lines) if line.strip() and following.strip()]
    full = sum(len(line) >= longest - _RAGGED for line in inner)
    ended = sum(line.endswith(_ENDS) for line in inner)
    return full >= _FEWEST and full >= _SHARE * len(inner) and ended <= len(inner) / 3


def paragraph_pieces(text: str, wrapped: bool) -> list[str]:
    r"""The text cut at one character each: at its line ends, or at the first line end before a blank line.

    >>> paragraph_pieces("a\nb\n\nc", wrapped=True), paragraph_pieces("a\nb\n\nc", wrapped=False)
    (['a\nb', '\nc'], ['a', 'b', '', 'c'])
    """
    if not wrapped:
        return text.split("\n")
    pieces, start = [], 0
    for match in _BLANK.finditer(text):
        pieces.append(text[start : match.start()])
        start = match.start() + 1
    return [*pieces, text[start:]]
