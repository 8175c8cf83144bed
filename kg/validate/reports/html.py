"""One self-contained HTML page: no script, nothing fetched, readable on a phone and on paper."""

from functools import cache
from typing import Final

import jinja2
from markupsafe import Markup

from kg.validate.reports._base import Form, Page, shorten
from kg.version import __version__

__all__ = ["FORM", "environment", "style"]

_FIRST, _MOST = 5, 200
_WORDS: Final = {
    "en": {
        "title": "validation",
        "conforms": "The graph conforms.",
        "fails": "The graph does not conform.",
        "violation": "violation",
        "warning": "warning",
        "info": "info",
        "triples": "triples",
        "shapes": "shapes, by",
        "findings": "Findings",
        "nothing": "Nothing was found: every shape holds wherever it applies.",
        "more": "more",
        "elsewhere": "in the JSON report",
        "counted": "that were only counted",
    },
    "fr": {
        "title": "validation",
        "conforms": "Le graphe est conforme.",
        "fails": "Le graphe n'est pas conforme.",
        "violation": "violation",
        "warning": "avertissement",
        "info": "information",
        "triples": "triplets",
        "shapes": "formes, par",
        "findings": "Constats",
        "nothing": "Rien à signaler : chaque forme est respectée partout où elle s'applique.",
        "more": "de plus",
        "elsewhere": "dans le rapport JSON",
        "counted": "seulement comptés",
    },
}


@cache
def environment(package: str) -> jinja2.Environment:
    """Templates that lie beside the modules of a package; whatever they are given is escaped."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader(package, "."), autoescape=True, undefined=jinja2.StrictUndefined
    )


@cache
def style() -> Markup:
    """The style sheet that all pages share; it is ours, so it is not escaped."""
    loader = environment("kg.validate.reports").loader
    assert loader is not None  # noqa: S101 - it was given one
    source, _, _ = loader.get_source(environment("kg.validate.reports"), "_style.css")
    return Markup(source)  # noqa: S704


def _write(page: Page) -> str:
    template = environment("kg.validate.reports").get_template("_page.html.j2")
    return (
        template.render(
            page=page,
            groups=page.groups(),
            say=_WORDS.get(page.language, _WORDS["en"]),
            style=style(),
            shorten=shorten,
            first=_FIRST,
            most=_MOST,
            version=__version__,
        )
        + "\n"
    )


FORM = Form("html", "text/html", (".html", ".htm"), _write)
