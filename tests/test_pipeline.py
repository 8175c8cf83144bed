"""What a run keeps of every article it has read stays small, and one that fails stops no other."""

import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

import kg.pipeline
from kg.model import Annotations, Article, ArticleFacts, Language, Skipped
from kg.pipeline import Repeats, Settings, read_facts
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


def test_an_article_that_meets_a_fault_of_ours_is_left_out_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = kg.pipeline.extract

    def faulty(annotations: Annotations, language: Language) -> ArticleFacts:
        if "Oslo" in annotations.article.text:
            raise OverflowError("date value out\nof range")
        return real(annotations, language)

    monkeypatch.setattr(kg.pipeline, "extract", faulty)
    news = tmp_path / "news.jsonl"
    texts = [
        f"The president met the minister in {city} on Monday, and they spoke." for city in ("Lima", "Oslo", "Rome")
    ]
    news.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    first, second, third = read_facts([news], Settings())
    assert isinstance(first, ArticleFacts)
    assert isinstance(third, ArticleFacts)
    assert isinstance(second, Skipped)
    assert second.reason.startswith("could not be read, which is a fault of kg: OverflowError: date value out of range")
    assert not second.harmless
