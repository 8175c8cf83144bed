"""Compile news articles and official readouts into validated linked data.

>>> import kg
>>> built = kg.build(["seeds"], validate=False)
>>> [event.type.value for event in built.fused.events]
['Meeting']
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.pipeline import Build

__all__ = ["build"]


def build(
    inputs: Sequence[str | Path],
    *,
    base: str | None = None,
    language: str | None = None,
    published: str | None = None,
    validate: bool = True,
) -> "Build":
    """Build the graph of some articles; the same for any order of them.

    Args:
        inputs: article files, folders, http(s) URLs, or "-" for standard input.
        base: IRI below which events, people … get theirs; by default the tool's own.
        language: BCP 47 code of the articles; by default it is identified.
        published: publication date of the articles, ISO 8601; it beats the page's own.
        validate: whether to look at the shapes; the result is then in `Build.report`.

    Returns:
        `dataset` (all quads, one graph an article and the fused graph), `facts` (of each article), `fused` (what is
        concluded from all of them), `skipped` (inputs that could not be read) and `report`.

    Raises:
        InputError: nothing could be read, or an argument is wrong.
        ShapesError: the shapes cannot be applied.
    """
    from kg.pipeline import build as run
    from kg.pipeline import settings

    return run(inputs, settings(base=base, language=language, published=published, validate=validate))
