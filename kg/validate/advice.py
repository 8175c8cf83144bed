"""What a finding means and what to do about it, for constraints that say nothing themselves."""

import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["advice", "default_messages"]

_LANGUAGES = ("en", "fr")


@cache
def _table() -> dict[str, dict[str, str]]:
    text = (files("kg.validate") / "data" / "components.toml").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = tomllib.loads(text)
    return table


def _row(component: str) -> dict[str, str]:
    name = component.rpartition("#")[2].removesuffix("ConstraintComponent")
    return _table().get(name, _table()["Other"])


def default_messages(component: str) -> tuple[tuple[str, str], ...]:
    """What is wrong, as (language, text) pairs, sorted; for any constraint component.

    >>> default_messages("http://www.w3.org/ns/shacl#MinCountConstraintComponent")[0]
    ('en', 'A value is missing.')
    """
    row = _row(component)
    return tuple((language, row[language]) for language in _LANGUAGES)


def advice(component: str, language: str = "en") -> str:
    """What to do about a finding of that constraint component, one sentence.

    Args:
        component: IRI.
        language: "en" or "fr".
    """
    return _row(component)[f"advice_{language}"]
