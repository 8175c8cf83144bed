"""Write `kg/annotate/data/quotations.json`: how sure each kind of quotation is, learnt from gold articles.

usage: calibrate.py [--weights en=TRAIN.jsonl] [--check en=DEV.jsonl] [--out FILE]

Gold is JSON Lines: {"doc_id", "text", "quotes": [{"start", "end"}]}. A proposal of the rules is right when the words
it shares with a gold quotation are at least 0.8 of those either has. One of a quotation with `"speech": false`, an
attribution whose verb may be no speech (PolNeAR's "revealed", "demanded", "believes"), teaches nothing. A language
named with `--weights` gets a logistic model of the features of `kg.annotate.quotations_confidence` (ridge penalty,
Newton's method) and the share of right proposals by rule; articles for development of `tests/gold` in that language
count five times. A language without such a file gets the latter only, from our own articles, drawn towards the shares
of the language with a model. Without `--weights` the tables of languages with a model stay as they are. `--check`
prints how the shares hold on other gold.
"""

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

import kg.language
from kg.annotate.marks import find_marks, hidden_spans
from kg.annotate.parse import paragraphs_of, parse
from kg.annotate.quotations import draft_quotations
from kg.annotate.quotations_confidence import features_of
from kg.annotate.quotations_drafts import Draft
from kg.annotate.zones import find_zones
from kg.model import Article, Span, ZoneKind
from tests.gold import check

OUT = Path(__file__).parents[1] / "kg" / "annotate" / "data" / "quotations.json"
# The features of a proposal, and whether it is right.
Case = tuple[tuple[str, ...], bool]
WORD = re.compile(r"\w+")
LEAST = 6
PENALTY = 6.0
OWN = 5
PRIOR = 40
STEPS = 10


def proposals(path: Path, code: str) -> Iterator[tuple[Draft, bool]]:
    """The proposals of the rules for gold articles and whether each is right."""
    language = kg.language.get(code)
    for line in path.read_text("utf-8").splitlines():
        gold = json.loads(line)
        text = gold["text"]
        zones = find_zones(Article(text=text, origin=gold["doc_id"]), language)
        read = [zone.span for zone in zones if zone.kind in (ZoneKind.HEADLINE, ZoneKind.BODY)]
        paragraphs = paragraphs_of(text, read)
        marks = find_marks(text, paragraphs)
        sentences = parse(text, paragraphs, hidden_spans(marks), language)
        outer = [mark for mark in marks if mark.depth == 0]
        starts = [match.start() for match in WORD.finditer(text)]
        right: list[range] = []
        other: list[range] = []
        for quote in gold["quotes"]:
            (right if quote.get("speech", True) else other).append(words_in(starts, quote["start"], quote["end"]))
        for drafts in draft_quotations(text, paragraphs, outer, sentences, language):
            for draft in drafts:
                good = is_right(draft.quotation.content, starts, right)
                if good or not is_right(draft.quotation.content, starts, other):
                    yield draft, good


def own(code: str) -> Iterator[tuple[Draft, bool]]:
    """The proposals of the rules for our own articles for development in a language."""
    with tempfile.TemporaryDirectory() as folder:
        gold = Path(folder) / "gold.jsonl"
        check.main(gold, code, "dev")
        yield from proposals(gold, code)


def words_in(starts: list[int], start: int, end: int) -> range:
    """Numbers of the words that begin in a range."""
    return range(int(np.searchsorted(starts, start)), int(np.searchsorted(starts, end)))


def is_right(content: Span, starts: list[int], right: list[range]) -> bool:
    """Whether the words of a content are those of a gold quotation, to four fifths."""
    own = words_in(starts, content.start, content.end)
    for other in right:
        shared = min(own.stop, other.stop) - max(own.start, other.start)
        if shared > 0 and shared >= 0.8 * (len(own) + len(other) - shared):
            return True
    return False


def cases(found: Iterable[tuple[Draft, bool]]) -> list[Case]:
    """The features of proposals and whether each is right."""
    return [(features_of(draft.evidence), right) for draft, right in found]


def fit(found: list[Case], ours: list[Case]) -> dict[str, float]:
    """Weights of a logistic model of the features that occur often enough, by Newton's method.

    A proposal for our own articles counts several times in the model, but once among what occurs often enough: no
    article teaches a feature alone. Each step is solved by conjugate gradients, so that the features of all proposals
    are only kept as lists.
    """
    learnt = [*found, *ours]
    counts = Counter(feature for features, _ in learnt for feature in features)
    index = {name: number for number, name in enumerate(sorted(name for name in counts if counts[name] >= LEAST))}
    rows = [[index[each] for each in features if each in index] for features, _ in learnt]
    columns = np.array([column for row in rows for column in row])
    places = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    answers = np.array([float(right) for _, right in learnt])
    times = np.array([1.0] * len(found) + [float(OWN)] * len(ours))

    def scores(weights: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.bincount(places, weights[columns], len(rows))

    def by_feature(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.bincount(columns, (times * values)[places], len(index))

    weights: NDArray[np.float64] = np.zeros(len(index))
    for _ in range(STEPS):
        shares = 1.0 / (1.0 + np.exp(-np.clip(scores(weights), -30, 30)))
        curve = shares * (1.0 - shares)
        left = by_feature(answers - shares) - PENALTY * weights
        step, way, size = np.zeros(len(index)), left.copy(), float(left @ left)
        for _ in range(4 * STEPS):
            bent = by_feature(curve * scores(way)) + PENALTY * way
            length = size / float(way @ bent)
            step += length * way
            left = left - length * bent
            before, size = size, float(left @ left)
            if size < 1e-6:
                break
            way = left + (size / before) * way
        weights = weights + step
    return {name: round(float(weights[at]), 2) for name, at in index.items() if abs(weights[at]) >= 0.02}


def by_rule(found: list[tuple[Draft, bool]], prior: dict[str, float], weight: int = 4) -> dict[str, float]:
    """The share of right proposals by rule, drawn towards another language's share when there are few."""
    counts: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for draft, right in found:
        counts[draft.evidence.rule] += 1
        hits[draft.evidence.rule] += right
    rules = sorted(counts.keys() | prior.keys())
    return {rule: round((hits[rule] + weight * prior.get(rule, 0.75)) / (counts[rule] + weight), 2) for rule in rules}


def compare(found: list[tuple[Draft, bool]], weights: dict[str, float]) -> None:
    """Print the share of right proposals by confidence."""
    rows: dict[int, list[bool]] = {}
    for draft, right in found:
        total = sum(weights.get(feature, 0.0) for feature in features_of(draft.evidence))
        rows.setdefault(min(int(10 / (1 + np.exp(-total))), 9), []).append(right)
    for tenth, answers in sorted(rows.items()):
        print(f"confidence {tenth / 10:.1f}-{tenth / 10 + 0.1:.1f}  n {len(answers):5d}  right {np.mean(answers):.2f}")


def main() -> None:
    """Read the arguments, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--weights", action="append", default=[])
    parser.add_argument("--check", action="append", default=[])
    parser.add_argument("--threshold", type=float, default=0.4)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    tables: dict[str, dict[str, dict[str, float]]] = json.loads(arguments.out.read_text("utf-8"))
    for code, path in (entry.split("=", 1) for entry in arguments.weights):
        found = list(proposals(Path(path), code))
        weights = fit(cases(found), cases(own(code)))
        tables[code] = {"rules": by_rule(found, {}), "weights": weights, "settings": {"threshold": arguments.threshold}}
        print(code, len(found), "proposals,", len(weights), "weights")
    prior = next((table["rules"] for table in tables.values() if "weights" in table), {})
    for code in sorted({case.gold["language"] for case in check.load_cases()}):
        if "weights" not in tables.get(code, {}):
            found = list(own(code))
            tables[code] = {"rules": by_rule(found, prior, PRIOR)}
            print(code, len(found), "proposals")
    for code, path in (entry.split("=", 1) for entry in arguments.check):
        compare(list(proposals(Path(path), code)), tables[code]["weights"])
    text = json.dumps(tables, ensure_ascii=False, indent=0, sort_keys=True)
    arguments.out.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
