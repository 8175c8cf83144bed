"""What is known of each language: one TOML file a language, plus rules in a module only where data cannot say it."""

import tomllib
from functools import cache
from importlib.resources import files

from kg.errors import UnknownNameError
from kg.language import _cues, en, fr
from kg.language._load import build
from kg.model import Language

__all__ = ["get", "names"]

_DATA = files("kg.language") / "data"
_VERB_FORMS = {"en": en.verb_forms, "fr": fr.verb_forms}


@cache
def names() -> tuple[str, ...]:
    """BCP 47 codes of the languages there is data for, sorted."""
    return tuple(sorted(file.name[:-5] for file in _DATA.iterdir() if file.name.endswith(".toml")))


@cache
def get(name: str) -> Language:
    """The language of that BCP 47 code; "fr-CA" finds "fr".

    Raises:
        UnknownNameError: there is no data for it.
    """
    code = name.lower().split("-")[0]
    if code not in names():
        raise UnknownNameError("language", name, names())
    table = tomllib.loads((_DATA / f"{code}.toml").read_text("utf-8"))
    language = build(Language, table, f"{code}.toml")
    return _cues.with_cues(language, _VERB_FORMS.get(code, lambda lemma: (lemma,)))
