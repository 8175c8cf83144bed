"""Annotating and extracting beside bare spaCy, in one process: `python bench/reading.py [ARTICLES]`.

Both sides read the same invented articles (`bench/corpus`), English and French by turns, a few of each at a time by
turns, so that whatever slows the machine slows both. Processor time without loading. The bare side is `nlp.pipe` of the
same two models with all their components, as spaCy loads them.
"""

import argparse
import sys
import tempfile
import time
from importlib import import_module
from itertools import batched
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

AT_ONCE = 20
BAR = 1.0


def model(name: str) -> Any:
    import spacy

    package = import_module(name)
    return spacy.load(package.model_path() if hasattr(package, "model_path") else name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=int, nargs="?", default=500)
    count: int = parser.parse_args().articles
    # It tells numpy to multiply in one thread, which counts only before numpy is imported.
    from kg.pipeline import facts_of
    from kg.sources import read

    corpus = import_module("corpus")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        words = corpus.write(path, count, 500)
        articles: list[Any] = list(read([path]))
    bare = [model(name) for name in import_module("build").MODELS]
    for article in articles[:2]:  # What is loaded with the first article of a language is no part of reading.
        facts_of(article)
    ours = theirs = 0.0
    for some in batched(articles, AT_ONCE):
        start = time.process_time()
        for number, pipeline in enumerate(bare):
            for _ in pipeline.pipe([article.text for article in some[number::2]]):
                pass
        between = time.process_time()
        for article in some:
            facts_of(article)
        theirs += between - start
        ours += time.process_time() - between
    verdict = "met" if ours / theirs <= BAR else "NOT MET"
    ratio = f"{ours:.1f} s ÷ {theirs:.1f} s = {ours / theirs:.2f}"
    print(f"{count} articles, {words} words: {ratio}, bar ≤ {BAR}: {verdict}")


if __name__ == "__main__":
    main()
