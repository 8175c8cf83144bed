"""Measure linking on the gold: precision, recall and F1 by type and language; with `--errors` the wrong dev lines."""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from kg.link import Linker, Surroundings, get, link, link_titles
from kg.model import (
    DateBasis,
    EntityType,
    EventStatus,
    EventType,
    FusedDate,
    FusedEntity,
    FusedEvent,
    FusedFacts,
    FusedParticipation,
    Name,
    PartialDate,
    Role,
)

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "linking" / "mentions.jsonl"
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
        event = FusedEvent(
            "v", EventType.MEETING, EventStatus.HELD, FusedDate(date, None, None, DateBasis.EXPLICIT, ()), None,
            (FusedParticipation("e", Role.ATTENDEE, (), "", (), ()),), (), (),
        )  # fmt: skip
        fused = FusedFacts(("a",), (entity,), (event,), ())
        found = link(fused, linker, contexts={("a", "e"): (around,)}).entities[0].link
    why = "; ".join(f"{c.label} {c.iri.rpartition('/')[2]} {c.score} {dict(c.features)}" for c in found.candidates[:3])
    return (found.iri or "NIL").rpartition("/")[2], why


def main() -> int:
    """Print the table; 1 when the held part misses a bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("dev", "held", "all"), default="all")
    parser.add_argument("--errors", action="store_true", help="print the wrong lines of the dev part")
    parser.add_argument("--link", default="offline")
    options = parser.parse_args()
    linker = get(options.link)
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines() if line]
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        if options.split not in ("all", row["split"]):
            continue
        got, why = predict(row, linker)
        outcome = "right" if got == row["gold"] else "wrong" if got != "NIL" else "missed"
        if row["gold"] == "NIL":
            outcome = "nil-right" if got == "NIL" else "wrong"
        if options.errors and row["split"] == "dev" and outcome in ("wrong", "missed"):
            print(f"{outcome}: {row['mention']} [{row['type']}, {row['event_date']}, {row['country']}] "
                  f"gold {row['gold']} got {got}\n    {row['context']}\n    {why}")  # fmt: skip
        for group in ("all", row["split"], f"{row['split']} {row['type']}", f"{row['split']} {row['language']}"):
            counts.setdefault(group, Counter())[outcome] += 1
            counts[group]["linkable"] += row["gold"] != "NIL"
    print(f"{'':24}{'n':>5}{'links':>7}{'precision':>11}{'recall':>8}{'F1':>7}")
    for group, count in sorted(counts.items()):
        links = count["right"] + count["wrong"]
        precision = count["right"] / links if links else 1.0
        recall = count["right"] / count["linkable"] if count["linkable"] else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        total = sum(count[each] for each in ("right", "wrong", "missed", "nil-right"))
        print(f"{group:24}{total:>5}{links:>7}{precision:>11.3f}{recall:>8.3f}{f1:>7.3f}")
    held = counts.get("held")
    if held is None:
        return 0
    links = held["right"] + held["wrong"]
    return 0 if held["right"] >= 0.97 * links and held["right"] >= 0.85 * held["linkable"] else 1


if __name__ == "__main__":
    sys.exit(main())
