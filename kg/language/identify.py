"""Tells the language of a text."""

from functools import cache
from typing import Any

__all__ = ["identify"]

_SURE = 0.9
_WORDS = 4000


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def identify(text: str) -> str | None:
    """The BCP 47 code of the language of a text; None when the text does not show it clearly."""
    code, probability = _identifier().classify(text[:_WORDS])
    return str(code) if probability >= _SURE else None
