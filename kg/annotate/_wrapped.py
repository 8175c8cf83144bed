"""Text whose paragraphs are wrapped at a fixed width, as in mail and old wire services."""

import itertools
import re

__all__ = ["is_wrapped", "paragraph_pieces"]

_WIDEST, _FEWEST, _RAGGED = 100, 4, 18
_SHARE = 0.8
_BLANK = re.compile(r"\n(?=[^\S\n]*\n)")


def is_wrapped(text: str) -> bool:
    r"""Whether line ends are only where a line was full.

    That is: no line is longer than 100 characters, and of the lines that have another right below them at least four,
    and four in five of them all, are nearly as long as the longest.

    >>> is_wrapped("One paragraph.\nAnother paragraph, which is somewhat longer.\n")
    False
    """
    lines = text.split("\n")
    longest = max(map(len, lines))
    if not _RAGGED * 2 < longest <= _WIDEST:
        return False
    inner = [len(line.rstrip()) for line, following in itertools.pairwise(lines) if line.strip() and following.strip()]
    full = sum(length >= longest - _RAGGED for length in inner)
    return full >= _FEWEST and full >= _SHARE * len(inner)


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
