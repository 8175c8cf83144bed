"""Looks whether a graph keeps the rules of some shapes."""

from collections.abc import Callable

from kg.model import Report
from kg.validate import engines
from kg.validate.engines import Data
from kg.validate.shapes import Shapes, default_shapes, shapes_of

__all__ = ["Data", "Shapes", "default_shapes", "engines", "shapes_of", "validate"]


def validate(
    data: Data, shapes: Shapes | None = None, engine: str | None = None, about: Callable[[str], bool] | None = None
) -> Report:
    """What the shapes find in a graph; the same whichever engine looks.

    Args:
        data: the graph; what it imports is never fetched.
        shapes: our own by default.
        engine: name; by default the fastest that is installed.
        about: which focus nodes matter, by their N-Triples terms; all by default.

    Raises:
        ShapesError: the shapes cannot be applied.
        UnknownNameError: there is no such engine.
        InputError: the engine is not installed.
    """
    shapes = shapes or default_shapes()
    name = engine or engines.default()
    report = engines.get(name).run(data, shapes)
    return Report(engines.findings_of(report, shapes, about), name, data.ntriples().count(b"\n"), len(shapes))
