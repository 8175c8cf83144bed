"""Measure fusion against its gold: events, confusable pairs, statements, conflicts, dates.

    python scripts/eval_fusion.py [--end-to-end] [--split dev|held] [--json]

By itself it takes what the gold says of each article, so that it measures fusion alone. With --end-to-end each article
is read, annotated and extracted first. Exit code 1 when a bar is missed.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from kg.fuse import fuse
from kg.model import ArticleDigest, FusedEvent, FusedFacts
from tests.fuse import _gold as gold

_BARS = {"event_b3_f1": 0.95, "statement_precision": 0.9, "statement_recall": 0.7}


def digests(end_to_end: bool) -> dict[str, ArticleDigest]:
    """The digest of each file of the gold."""
    if not end_to_end:
        return {each.file: each.digest for each in gold.load_articles()}
    return gold.extracted_digests()


def measure(fused: FusedFacts, key_of: dict[str, str], split: str) -> dict[str, Any]:
    """The figures of one split.

    Args:
        fused: of all articles of the gold.
        key_of: article key of each file.
        split: "dev" or "held".
    """
    main = dict(reversed(fused.about))
    of_file = {file: main.get(key, f"none-{key}") for file, key in key_of.items()}
    clusters = {each.file: each.cluster for each in gold.load_articles(split)}
    precision, recall, f1 = gold.b_cubed(clusters, {file: of_file[file] for file in clusters})
    pairs = [each for each in gold.load_toml(gold.FUSION / "confusable.toml")["pair"] if each["split"] == split]
    figures: dict[str, Any] = {
        "articles": len(clusters),
        "with_event": sum(not of_file[file].startswith("none-") for file in clusters),
        "event_b3_precision": round(precision, 4),
        "event_b3_recall": round(recall, 4),
        "event_b3_f1": round(f1, 4),
        "confusable_pairs": len(pairs),
        "confusable_merged": sum(of_file[each["a"]] == of_file[each["b"]] for each in pairs),
    }
    figures |= _statements(fused, key_of, split)
    figures |= _events(fused, of_file, key_of, split)
    return figures


def _statements(fused: FusedFacts, key_of: dict[str, str], split: str) -> dict[str, Any]:
    """Aligned pairs whose spans are those of a pair of the gold, nearly; what extraction lost is missed."""
    aligned: dict[tuple[str, str], list[tuple[Any, Any]]] = {}
    for each in fused.alignments:
        aligned.setdefault((each.first.article, each.second.article), []).append(
            (each.first.content, each.second.content)
        )
    spans: dict[str, list[Any]] = {}
    for attribution in fused.attributions:
        spans.setdefault(attribution.statement.article, []).append(attribution.statement.content)
    right = wrong = missed = unseen = 0
    for pair in gold.load_toml(gold.FUSION / "statements.toml")["pair"]:
        if pair["split"] != split:
            continue
        ends = []
        for side in "ab":
            text = (gold.FUSION / pair[side]).read_text(encoding="utf-8")
            wanted = gold.find(text, pair[f"text_{side}"])
            ends.append([span for span in spans.get(key_of[pair[side]], []) if _same_words(span, wanted)])
        if not all(ends):
            unseen += pair["label"] == "same"
            missed += pair["label"] == "same"
            continue
        keys = key_of[pair["a"]], key_of[pair["b"]]
        known = [*aligned.get(keys, []), *((two, one) for one, two in aligned.get((keys[1], keys[0]), []))]
        found = any(one in ends[0] and two in ends[1] for one, two in known)
        same = pair["label"] == "same"
        right, wrong, missed = right + (found and same), wrong + (found and not same), missed + (same and not found)
    return {
        "statement_precision": round(right / max(1, right + wrong), 4),
        "statement_recall": round(right / max(1, right + missed), 4),
        "statement_pairs_not_extracted": unseen,
    }


def _same_words(span: Any, wanted: Any) -> bool:
    """Whether an extracted span and that of the gold share most of their characters."""
    shared = min(span.end, wanted.end) - max(span.start, wanted.start)
    return shared >= 0.7 * max(len(span), len(wanted))


def _events(fused: FusedFacts, of_file: dict[str, str], key_of: dict[str, str], split: str) -> dict[str, Any]:
    events = {event.key: event for event in fused.events}
    dates = [0, 0]
    planned = [0, 0]
    conflicts = [0, 0, 0]
    copies = [0, 0]
    for path in sorted(gold.FUSION.glob("*/event.toml")):
        wanted = gold.load_toml(path)
        if wanted["split"] != split:
            continue
        files = [f"{path.parent.name}/{each['file']}" for each in wanted["article"] if each["cluster"] != "planned"]
        found: list[FusedEvent] = [events[of_file[file]] for file in files if of_file[file] in events]
        date = found[0].date.value.iso if found and found[0].date and found[0].date.value else ""
        dates = [dates[0] + (date == wanted["date"]), dates[1] + 1]
        if wanted["link"]:
            planned = [planned[0] + any(event.planned for event in found), planned[1] + 1]
        for conflict in wanted.get("conflict", []):
            told = [each for event in found for each in event.conflicts if each.property == conflict["property"]]
            claimed = [each.claims[0].value for each in told]
            conflicts = [conflicts[0] + bool(told), conflicts[1], conflicts[2] + 1]
            conflicts[1] += any(_equal(value, conflict["preferred"], fused) for value in claimed)
        for group in wanted["copies"]:
            keys = sorted(key_of[f"{path.parent.name}/{file}"] for file in group)
            copies = [copies[0] + any(set(keys) <= set(each) for each in fused.copies), copies[1] + 1]
    return {
        "dates_right": f"{dates[0]}/{dates[1]}",
        "planned_linked": f"{planned[0]}/{planned[1]}",
        "conflicts_found": f"{conflicts[0]}/{conflicts[2]}",
        "conflicts_preferred_right": f"{conflicts[1]}/{conflicts[2]}",
        "copies_found": f"{copies[0]}/{copies[1]}",
    }


def _equal(value: str, wanted: str, fused: FusedFacts) -> bool:
    names = [name.text for each in fused.entities if each.key == value for name in (*each.names, *each.alternate_names)]
    return wanted.casefold() in map(str.casefold, [value, *names])


def main() -> None:
    """Print the figures of the splits and whether the bars hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--end-to-end", action="store_true")
    parser.add_argument("--split", choices=["dev", "held"])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    by_file = digests(options.end_to_end)
    fused = fuse(by_file.values())
    key_of = {file: each.article for file, each in by_file.items()}
    splits = [options.split] if options.split else ["dev", "held"]
    figures = {split: measure(fused, key_of, split) for split in splits}
    if options.json:
        print(json.dumps(figures, indent=2))
    else:
        for name in next(iter(figures.values())):
            print(f"{name:28}" + "".join(f"{split:>6} {each[name]!s:>8}" for split, each in figures.items()))
    missed = [
        f"{split} {name}" for split, each in figures.items() for name, bar in _BARS.items() if each[name] < bar
    ] + [f"{split} confusable_merged" for split, each in figures.items() if each["confusable_merged"]]
    print("bars: " + ("all hold" if not missed else f"missed: {', '.join(missed)}"))
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
