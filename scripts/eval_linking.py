"""Measure linking on the gold: given type and country of each mention, and with `--texts` through a real build.

Prints precision, recall and F1 by type, language and part; with `--errors` what is wrong in the dev part.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from kg.link import Linker, Surroundings, gathering, get, link, link_titles
from kg.model import EntityType, FusedEntity, MentionKind, Name, PartialDate, Span
from kg.pipeline import build, settings
from kg.sources import ReadOptions

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "linking"
TYPES = {
    "person": EntityType.PERSON,
    "country": EntityType.COUNTRY,
    "city": EntityType.CITY,
    "organisation": EntityType.ORGANIZATION,
}


def predict(row: dict[str, str], linker: Linker) -> tuple[str, str]:
    """The Q id (or NIL) chosen for one gold mention, and how it came about."""
    before, _, after = row["context"].partition(row["mention"])
    around = Surroundings(before[-80:], row["mention"], after[:120])
    if row["type"] == "office":
        found = link_titles([(row["mention"], row["country"])], linker)[row["mention"], row["country"]]
    else:
        date = PartialDate.parse(row["event_date"]) if row["event_date"] else None
        entity = FusedEntity(
            "e", TYPES[row["type"]], (Name(row["language"], row["mention"]),), country=row["country"],
            mentioned_in=(("a", "e"),),
        )  # fmt: skip
        fused = gathering((entity,), date)
        found = link(fused, linker, contexts={("a", "e"): (around,)}).entities[0].link
    why = "; ".join(f"{c.label} {c.iri.rpartition('/')[2]} {c.score} {dict(c.features)}" for c in found.candidates[:3])
    return (found.iri or "NIL").rpartition("/")[2], why


def mentions(linker: Linker) -> Iterator[tuple[dict[str, Any], str, str]]:
    """(gold line, outcome, explanation) of every mention, given its type and country."""
    for line in (GOLD / "mentions.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        got, why = predict(row, linker)
        said = f"{row['mention']} [{row['type']}, {row['event_date']}, {row['country']}] gold {row['gold']} got {got}"
        yield row, outcome([row["gold"]], got), f"{said}\n    {row['context']}\n    {why}"


def texts(authority: str) -> Iterator[tuple[dict[str, Any], str, str]]:
    """(gold mention, outcome, explanation) of every mention of every text, and of every link not in the gold."""
    how = settings(validate=False, link=authority)
    with tempfile.TemporaryDirectory() as folder:
        for number, line in enumerate((GOLD / "passages.jsonl").read_text("utf-8").splitlines()):
            row = json.loads(line)
            path = Path(folder) / f"{number}.txt"
            path.write_text(row["text"], "utf-8")
            reading = ReadOptions(language=row["language"], published=PartialDate.parse(row["published"]))
            spans = linked_spans(path, replace(how, read=reading))
            seen = set()
            for gold in row["mentions"]:
                own = Span(gold["start"], gold["start"] + len(gold["mention"]))
                beside = [each for each in spans if each[0].start < own.end and own.start < each[0].end]
                # What an office is called is no mention of the body it is of.
                fitting = [each for each in beside if gold["type"] == "person" or each[1] is not MentionKind.TITLE]
                got = max(fitting, key=lambda each: overlap(each[0], own), default=(own, None, "NIL"))[2]
                seen.update(each[0] for each in beside)
                told = {**row, "type": gold["type"], "gold": gold["gold"]}
                yield (
                    told,
                    outcome(gold["gold"], got),
                    f"{gold['mention']} gold {gold['gold']} got {got}\n    {row['text']}",
                )
            known = {id for gold in row["mentions"] for id in gold["gold"]}
            for span, kind, got in spans:
                # Titles and demonyms stand for whoever and whatever they name elsewhere in the text.
                if span not in seen and got not in known | {"NIL"} and kind is MentionKind.NAME:
                    told = {**row, "type": "unmarked", "gold": ["NIL"]}
                    yield told, "wrong", f"{row['text'][span.start : span.end]} got {got}\n    {row['text']}"


def linked_spans(path: Path, how: Any) -> list[tuple[Span, MentionKind, str]]:
    """(where, how, Q id or NIL) of every mention but pronouns."""
    made = build([path], how)
    ids = {
        key: (entity.link.iri or "NIL").rpartition("/")[2] if entity.link else "NIL"
        for entity in made.fused.entities
        for _, key in entity.mentioned_in
    }
    return [
        (mention.name_span, mention.kind, ids.get(entity.key, "NIL"))
        for entity in made.facts[0].entities
        for mention in entity.mentions
        if mention.kind is not MentionKind.PRONOUN
    ]


def overlap(first: Span, second: Span) -> float:
    """Share of two ranges that is common to both."""
    common = min(first.end, second.end) - max(first.start, second.start)
    return common / (max(first.end, second.end) - min(first.start, second.start))


def outcome(gold: list[str], got: str) -> str:
    """What came of a mention; with NIL beside an id in the gold, either is right and neither is counted."""
    if got != "NIL":
        return "right" if gold == [got] or (got in gold and "NIL" not in gold) else "free" if got in gold else "wrong"
    return "missed" if "NIL" not in gold else "nil-right" if gold == ["NIL"] else "free"


def main() -> int:
    """Print the table; 1 when the held part misses a bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("dev", "held", "all"), default="all")
    parser.add_argument("--texts", action="store_true", help="whole texts, through annotation, extraction and fusion")
    parser.add_argument("--errors", action="store_true", help="print what is wrong in the dev part")
    parser.add_argument("--link", default="offline")
    options = parser.parse_args()
    counts: dict[str, Counter[str]] = {}
    for row, result, why in texts(options.link) if options.texts else mentions(get(options.link)):
        if options.split not in ("all", row["split"]):
            continue
        if options.errors and row["split"] == "dev" and result in ("wrong", "missed"):
            print(f"{result}: {why}")
        for group in ("all", row["split"], f"{row['split']} {row['type']}", f"{row['split']} {row['language']}"):
            counts.setdefault(group, Counter())[result] += 1
    print(f"{'':24}{'n':>5}{'links':>7}{'precision':>11}{'recall':>8}{'F1':>7}")
    for group, count in sorted(counts.items()):
        links, linkable = count["right"] + count["wrong"], count["right"] + count["missed"]
        # A mention with an id that was linked to another one is missed too.
        precision = count["right"] / links if links else 1.0
        recall = count["right"] / linkable if linkable else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        print(f"{group:24}{count.total():>5}{links:>7}{precision:>11.3f}{recall:>8.3f}{f1:>7.3f}")
    held = counts.get("held", Counter())
    links, linkable = held["right"] + held["wrong"], held["right"] + held["missed"]
    return 0 if held["right"] >= 0.97 * links and held["right"] >= 0.85 * linkable else 1


if __name__ == "__main__":
    sys.exit(main())
