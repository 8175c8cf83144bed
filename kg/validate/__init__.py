"""Looks whether a graph keeps the rules of some shapes."""

from kg.model import Report
from kg.validate import engines
from kg.validate.engines import Data
from kg.validate.shapes import Shapes, default_shapes, shapes_of

__all__ = ["Data", "Shapes", "default_shapes", "engines", "shapes_of", "validate"]


def validate(data: Data, shapes: Shapes | None = None, engine: str | None = None) -> Report:
    """What the shapes find in a graph; the same whichever engine looks.

    Args:
        data: the graph; what it imports is never fetched.
        shapes: our own by default.
        engine: name; by default the fastest that is installed.

    Raises:
        ShapesError: the shapes cannot be applied.
        UnknownNameError: there is no such engine.
        InputError: the engine is not installed.
    """
    shapes = shapes or default_shapes()
    name = engine or engines.default()
    triples = data.union()
    report = engines.get(name).run(data, triples, shapes)
    return Report(engines.findings_of(report, shapes), name, len(triples), len(shapes))
