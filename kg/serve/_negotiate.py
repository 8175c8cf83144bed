"""Which media type an Accept header asks for."""

from collections.abc import Sequence

__all__ = ["choose"]


def choose(accept: str, offered: Sequence[str]) -> str | None:
    """The media type that fits best, None when none does; of equal ones the first offered.

    >>> choose("text/html;q=0.5, text/*", ["text/html", "text/turtle"])
    'text/turtle'
    >>> choose("", ["text/html", "text/turtle"])
    'text/html'
    """
    if not accept.strip():
        return offered[0]
    wanted: dict[str, float] = {}
    for part in accept[:4096].split(","):
        name, *params = (each.strip().lower() for each in part.split(";"))
        if name:
            wanted[name] = max(wanted.get(name, 0.0), _quality(params))
    scored = [(_score(each, wanted), -index, each) for index, each in enumerate(offered)]
    best = max(scored)
    return best[2] if best[0] > 0 else None


def _quality(params: Sequence[str]) -> float:
    for param in params:
        name, _, value = param.partition("=")
        if name.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0


def _score(media_type: str, wanted: dict[str, float]) -> float:
    for name in (media_type, media_type.partition("/")[0] + "/*", "*/*"):
        if name in wanted:
            return wanted[name]
    return 0.0
