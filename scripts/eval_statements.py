"""Score the statements of gold articles as they come out in the graph, and check bars and calibration.

usage: eval_statements.py GOLD.jsonl [--bars F1,SPEAKERS,JOINT]

`kg build` is run over the articles, and everything is read back from its N-Quads: the article by kg:sha256, the span by
oa:start and oa:end, the speaker by the names of kg:speaker and the words of kg:speakerSpan, the confidence by
itsrdf:taConfidence. Bars are per cents. Exit code 1 when a bar is missed, or when fewer than 90 % of the statements
with a confidence of 0.9 or more are right.
"""

import argparse
import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.cli import render
from kg.quality.gold import GoldArticle, Quote, agreeing, read_gold, score, table

PREFIXES = """
PREFIX kg: <https://w3id.org/kg-export/ns#>
PREFIX schema: <http://schema.org/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX itsrdf: <http://www.w3.org/2005/11/its/rdf#>
"""
STATEMENTS = (
    PREFIXES
    + """
SELECT DISTINCT ?sha ?statement ?class ?start ?end ?confidence WHERE {
  ?statement a ?class ; schema:isPartOf/kg:sha256 ?sha ; itsrdf:taConfidence ?confidence ; kg:span/oa:hasSelector ?at .
  ?at oa:start ?start ; oa:end ?end .
  FILTER(?class IN (kg:DirectQuote, kg:MixedQuote, kg:ReportedStatement)) }"""
)
SPEAKERS = (
    PREFIXES
    + """
SELECT DISTINCT ?statement ?name WHERE {
  { ?statement kg:speaker/(schema:name|schema:alternateName) ?name }
  UNION { ?statement kg:speakerSpan/oa:hasSelector/oa:exact ?name } }"""
)
ENTITIES = (
    PREFIXES
    + """
SELECT DISTINCT ?statement ?entity ?name WHERE {
  ?statement kg:speaker/kg:member? ?entity . ?entity schema:name|schema:alternateName ?name }"""
)
KINDS = {"DirectQuote": "direct", "MixedQuote": "mixed", "ReportedStatement": "indirect"}
SURE, SHARE, ENOUGH = 0.9, 0.9, 20


@dataclass(frozen=True, slots=True)
class Bars:
    """What must be reached, in per cent."""

    f1: float
    speakers: float
    joint: float


def published(gold: Sequence[GoldArticle]) -> dict[str, list[tuple[Quote, float]]]:
    """The statements that a build of the articles publishes, each with its confidence, by key of the article."""
    with tempfile.TemporaryDirectory() as folder:
        articles, out = Path(folder) / "articles", Path(folder) / "out.nq"
        articles.mkdir()
        by_hash: dict[str, list[str]] = {}
        for number, article in enumerate(gold):
            (articles / f"{number:05d}.txt").write_text(article.text, "utf-8", newline="")
            by_hash.setdefault(hashlib.sha256(article.text.encode()).hexdigest(), []).append(article.key)
        command = [sys.executable, "-m", "kg", "build", str(articles), "-o", str(out), "--no-validate", "--quiet"]
        subprocess.run(command, check=True)
        store = ox.Store()
        store.bulk_load(path=str(out), format=ox.RdfFormat.N_QUADS)
    names: dict[str, list[str]] = {}
    for row in store.query(SPEAKERS, use_default_graph_as_union=True):
        names.setdefault(row["statement"].value, []).append(row["name"].value)
    known: dict[str, dict[str, str]] = {}
    for row in store.query(ENTITIES, use_default_graph_as_union=True):
        those, name = known.setdefault(row["statement"].value, {}), row["name"].value
        those[row["entity"].value] = max(name, those.get(row["entity"].value, ""), key=lambda each: (len(each), each))
    found: dict[str, list[tuple[Quote, float]]] = {article.key: [] for article in gold}
    for row in store.query(STATEMENTS, use_default_graph_as_union=True):
        kind = KINDS[row["class"].value.rsplit("#", 1)[1]]
        start, end = int(row["start"].value), int(row["end"].value)
        said = row["statement"].value
        entity = "; ".join(sorted(known.get(said, {}).values()))
        quote = Quote(start, end, kind, tuple(sorted(names.get(said, ()))), entity)
        for key in by_hash.get(row["sha"].value, ()):
            found[key].append((quote, float(row["confidence"].value)))
    return {key: sorted(quotes, key=lambda each: each[0].start) for key, quotes in found.items()}


def calibration(gold: Sequence[GoldArticle], found: Mapping[str, Sequence[tuple[Quote, float]]]) -> tuple[int, int]:
    """How many statements are told with a confidence of 0.9 or more, and how many of those are right."""
    told = right = 0
    for article in gold:
        quotes = found[article.key]
        matched = agreeing(article, [quote for quote, _ in quotes])
        for number, (_, confidence) in enumerate(quotes):
            if confidence >= SURE:
                told += 1
                right += number in matched
    return told, right


def measure(title: str, path: Path, bars: Bars | None) -> bool:
    """Print how right the published statements of a gold file are; whether bars and calibration hold."""
    gold = read_gold(path)
    found = published(gold)
    scores = score(gold, {key: [quote for quote, _ in quotes] for key, quotes in found.items()})
    print(f"\n== statements: {title}", flush=True)
    render.print_table(table(scores))
    told, right = calibration(gold, found)
    share = right / told if told else 1.0
    print(f"confidence of 0.9 or more: {told} statements, {100 * share:.1f} % right")
    missed = [f"calibration {100 * share:.1f} < {100 * SHARE:.0f}"] if told >= ENOUGH and share < SHARE else []
    if bars is not None:
        overall = scores[0]
        reached = (overall.f1, overall.speakers or 0.0, overall.joint_f1)
        wanted = {"F1": bars.f1, "speakers": bars.speakers, "joint F1": bars.joint}
        for (name, bar), value in zip(wanted.items(), reached, strict=True):
            if round(100 * value, 1) < bar:
                missed.append(f"{name} {100 * value:.1f} < {bar:g}")
        print(f"bars: F1 {bars.f1:g}, speakers {bars.speakers:g}, joint F1 {bars.joint:g}")
    print("missed: " + "; ".join(missed) if missed else "all bars hold", flush=True)
    return not missed


def main() -> int:
    """Read the arguments, measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("gold", type=Path)
    parser.add_argument("--bars", metavar="F1,SPEAKERS,JOINT")
    arguments = parser.parse_args()
    bars = Bars(*(float(each) for each in arguments.bars.split(","))) if arguments.bars else None
    return 0 if measure(str(arguments.gold), arguments.gold, bars) else 1


if __name__ == "__main__":
    sys.exit(main())
