"""What language a source says it is in."""

import re
from functools import cache

__all__ = ["language_code"]

_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|\d{3}))?(?![A-Za-z0-9])")
_NONE = frozenset({"und", "mul", "zxx"})


def language_code(value: str) -> str | None:
    """The language, script and region of a code; "" where it says that there is no one language, None for no code.

    >>> language_code("en_US"), language_code("und"), language_code("xx-klingon"), language_code("English")
    ('en-US', '', None, None)
    """
    match = _CODE.match(value.strip())
    code = match.group().replace("_", "-") if match else ""
    language = code.split("-")[0].lower()
    if language in _NONE or not value.strip():
        return ""
    return code if language in _languages() else None


@cache
def _languages() -> frozenset[str]:
    from babel import Locale

    return frozenset(Locale("en").languages)
