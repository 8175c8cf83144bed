"""Looks whether a graph keeps the rules of some shapes."""

from collections.abc import Callable

from kg.model import Report
from kg.validate import engines
from kg.validate.engines import Data
from kg.validate.shapes import Shapes, default_shapes, shapes_of

__all__ = ["Data", "Shapes", "default_shapes", "engines", "shapes_of", "validate"]


def validate(
    data: Data,
    shapes: Shapes | None = None,
    engine: str | None = None,
    about: Callable[[str], bool] | None = None,
    timeout: float | None = None,
) -> Report:
    """What the shapes find in a graph; the same whichever engine looks.

    Args:
        data: the graph; what it imports is never fetched.
        shapes: our own by default.
        engine: name; by default the fastest that is installed.
        about: which focus nodes matter, by their N-Triples terms; all by default.
        timeout: seconds after which pyshacl is ended, for shapes one does not trust; it then runs in a process of its
            own. The engine shacl is linear in what is looked at and needs none.

    Raises:
        ShapesError: the shapes cannot be applied, or not in that time.
        UnknownNameError: there is no such engine.
        InputError: the engine is not installed.
    """
    shapes = shapes or default_shapes()
    name = engine or engines.default()
    if timeout is not None and name == "pyshacl":
        report = engines.run_limited(data, shapes, timeout)
    else:
        report = engines.get(name).run(data, shapes, about)
    return Report(engines.findings_of(report, shapes, about), name, data.ntriples().count(b"\n"), len(shapes))
