"""What a run keeps of every article it has read stays small."""

import tracemalloc
from collections.abc import Callable

from kg.model import Article
from kg.pipeline import Repeats
from kg.sources.jsonl import _Ids

MANY = 100_000


def megabytes(keep: Callable[[int], object]) -> float:
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    for number in range(MANY):
        keep(number)
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (after - before) / 1e6


def article(number: int, text: str = "x") -> Article:
    return Article(text, f"/data/corpus/2024/news.jsonl:{number} (a-{number})", url=f"https://example.org/{number}")


def test_what_tells_repeated_articles_is_small() -> None:
    repeats = Repeats()
    assert megabytes(lambda number: repeats.of(article(number))) < 20
    again, other = repeats.of(article(7)), repeats.of(article(8, "y"))
    assert again and again.harmless and again.reason == f"the same article as {article(7).origin}"  # noqa: PT018
    assert other and not other.harmless and article(8).origin in other.reason  # noqa: PT018
    repeats.forget(article(7))
    assert repeats.of(article(7, "y")) is None


def test_what_tells_repeated_ids_is_small() -> None:
    ids = _Ids()
    assert megabytes(lambda number: ids.line_of_another(f"{number}" * 20, article(number), number)) < 20
    assert ids.line_of_another("7" * 20, article(7), MANY) == 0
    assert ids.line_of_another("7" * 20, article(8), MANY) == 7
