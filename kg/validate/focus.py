"""Shapes that look at given nodes alone, though their graph tells the class of other nodes too.

What is said of a node's neighbours is there because rules ask for it; validated as well, the neighbours would give
results that nobody wants, since of them not all is said. So each `sh:targetClass` becomes `sh:targetSubjectsOf` a
property of ours, and only the nodes that matter get that property. All that is asked of a node stays as it was.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import lru_cache

from kg.validate.shapes import Shapes
from kg.vocab import RDFS_NS, SH_NS

__all__ = ["focused", "marks"]

_MARK = "urn:kg:is-focus:"
_TARGET = re.compile(rf"<{re.escape(SH_NS)}targetClass> <([^>\n]*)>")
_IMPLICIT = f"<{RDFS_NS}Class>"


@lru_cache(maxsize=8)
def focused(shapes: Shapes) -> Shapes | None:
    """The shapes with targets that only `marks` gives; None when a shape is a class and so looks at its instances."""
    if _IMPLICIT in shapes.text:
        return None
    text = _TARGET.sub(lambda match: f"<{SH_NS}targetSubjectsOf> <{_MARK}{match[1]}>", shapes.text)
    return replace(shapes, text=text)


def marks(typed: Iterable[tuple[bytes, bytes]], nodes: Collection[bytes]) -> bytes:
    """N-Triples that let focused shapes look at some nodes.

    Args:
        typed: nodes and their classes, as terms, of a graph that puts no class below another.
        nodes: those to look at, as terms.
    """
    mark = _MARK.encode()
    return b"".join(
        [b'%b <%b%b "" .\n' % (node, mark, kind[1:]) for node, kind in typed if node in nodes and kind[:1] == b"<"]
    )
