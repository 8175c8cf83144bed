"""Forms of a validation report, found by file name.

>>> for_path("findings.sarif").name
'sarif'
"""

import sys
from pathlib import Path

from kg import registry
from kg.errors import InputError
from kg.validate.reports._base import Form, Group, Page, message, shorten

__all__ = ["Form", "Group", "Page", "for_path", "get", "message", "names", "shorten"]


def names() -> tuple[str, ...]:
    """Names of all forms, sorted, without importing them."""
    return registry.names(sys.modules[__name__])


def get(name: str) -> Form:
    """The form of that name.

    Raises:
        UnknownNameError: there is none; the message lists the known names.
    """
    found = registry.load(sys.modules[__name__], "report form", name)
    form: Form = getattr(found, "FORM", found)
    return form


def for_path(path: str | Path) -> Form:
    """The form that a file's extension names.

    Raises:
        InputError: no form has that extension; the message lists the known ones.
    """
    forms = [get(name) for name in names()]
    for form in forms:
        if Path(path).suffix.lower() in form.extensions:
            return form
    known = ", ".join(f"{form.name} ({' '.join(form.extensions)})" for form in forms)
    raise InputError(f"{path}: no report form has that extension; name one of: {known}")
