"""One form for words that are written in several ways, for comparing."""

from unicodedata import normalize

__all__ = ["fold"]


def fold(text: str) -> str:
    """Lower case, composed (NFC), straight apostrophes, plain spaces; for comparing only, the length may change."""
    return normalize("NFC", text.lower()).replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")
