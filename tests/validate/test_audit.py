"""Spans against the articles themselves."""

from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Severity
from kg.quality.audit import audit
from kg.vocab import KG, OA

TEXT = "He said “trade is a bridge” – l’été 😀, then left."
ARTICLE = "http://example.org/article/1"


def quads(start: int, end: int, exact: str, prefix: str = "", suffix: str = "", text: str = TEXT) -> list[Quad]:
    span, place, words = (NamedNode(f"{ARTICLE}#char=1{part}") for part in ("", ";position", ";quote"))
    rows = [
        (NamedNode(ARTICLE), KG.sha256, Literal(sha256(text.encode()).hexdigest())),
        (span, OA.hasSource, NamedNode(ARTICLE)),
        (span, OA.hasSelector, place),
        (span, OA.hasSelector, words),
        (place, OA.start, Literal(str(start))),
        (place, OA.end, Literal(str(end))),
        (words, OA.exact, Literal(exact)),
        (words, OA.prefix, Literal(prefix)),
        (words, OA.suffix, Literal(suffix)),
    ]
    return [Quad(subject, NamedNode(predicate), value) for subject, predicate, value in rows]


def check(*args: object, **kwargs: str) -> list[tuple[str, Severity]]:
    texts = {sha256(TEXT.encode()).hexdigest(): TEXT}
    found = audit(quads(*args, **kwargs), texts)  # type: ignore[arg-type]
    return [(each.path.rpartition("#")[2].rstrip(">"), each.severity) for each in found.findings]


def test_verbatim() -> None:
    start = TEXT.index("trade")
    assert check(start, start + 17, "trade is a bridge", "said “", "” –") == []
    assert check(TEXT.index("😀"), TEXT.index("😀") + 1, "😀") == []


def test_every_way_of_being_wrong() -> None:
    start = TEXT.index("trade")
    assert check(start, start + 17, "Trade is a bridge") == [("exact", Severity.VIOLATION)]
    assert check(start + 1, start + 18, "trade is a bridge") == [("exact", Severity.VIOLATION)]
    assert check(start, start + 17, "trade is a bridge", "told “") == [("prefix", Severity.VIOLATION)]
    assert check(start, start + 17, "trade is a bridge", "", "!") == [("suffix", Severity.VIOLATION)]
    assert check(900, 905, "") == [("exact", Severity.VIOLATION)]
    assert check(0, 2, "He", text="another text") == [("sha256", Severity.WARNING)]
