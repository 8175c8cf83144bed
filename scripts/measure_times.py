"""Measure time expressions of type DATE against the MEANTIME gold: strict span and ISO value, in the annotated part.

    python scripts/measure_times.py gold/out/meantime_en.jsonl [--errors]

The gold text is tokenised (a space before punctuation); the document date is given as the publication date.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from kg.annotate.published import find_published
from kg.annotate.times import find_times
from kg.annotate.zones import find_zones
from kg.language import get
from kg.model import Article, PartialDate, PublicationDate, Span

_LAST_LINE = 5


def main(path: str, errors: bool) -> None:
    """Print precision, recall and F1, inside `annotated_until` and in the lines that hold gold times at all."""
    documents = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]
    documents = [document for document in documents if document["topic"] in ("corpus_airbus", "corpus_apple")]
    measure("inside annotated_until", documents, [document["annotated_until"] for document in documents], errors)
    ends = [len("\n".join(document["text"].split("\n")[: _LAST_LINE + 1])) for document in documents]
    measure("headline, date line and four sentences (no gold time stands later)", documents, ends, False)


def measure(title: str, documents: list[dict[str, Any]], ends: list[int], errors: bool) -> None:
    """Print the figures for the part of each document before an offset."""
    right = gold = found = spans = 0
    for document, until in zip(documents, ends, strict=True):
        text, date = document["text"], document["date"]
        article = Article(text, document["doc_id"], published=_published(date))
        zones = find_zones(article, get("en"))
        published = find_published(article, zones, get("en"))
        expected = {
            (time["start"], time["end"]): time["value"]
            for time in document["timexes"]
            if time["type"] == "DATE" and time["end"] <= until
        }
        times = find_times(text, [Span(0, until)], get("en"), published)
        ours = {(time.span.start, time.span.end): time.value for time in times if time.type == "DATE"}
        good = {span for span, value in ours.items() if expected.get(span) == value}
        right, gold, found = right + len(good), gold + len(expected), found + len(ours)
        spans += len(expected.keys() & ours.keys())
        if errors:
            for span in sorted((expected.keys() | ours.keys()) - good):
                context = text[max(0, span[0] - 40) : span[1] + 30].replace("\n", "/")
                print(f"{date} gold={expected.get(span)} ours={ours.get(span)} [{text[slice(*span)]}] {context}")
    precision, recall = right / found, right / gold
    print(f"{title}: gold {gold}, found {found}, right {right}, same span {spans}")
    print(f"precision {precision:.3f} recall {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}")


def _published(date: str | None) -> PublicationDate | None:
    return PublicationDate(PartialDate.parse(date), "option") if date else None


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", help="JSON Lines")
    parser.add_argument("--errors", action="store_true", help="print each time that is wrong")
    arguments = parser.parse_args()
    main(arguments.gold, arguments.errors)
