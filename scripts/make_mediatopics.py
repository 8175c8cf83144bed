"""Write `ontology/mediatopics.ttl` from `ontology/mediatopics.tsv`.

A broader concept that the table does not hold keeps its link, since it is IPTC's statement and its IRI resolves; it
gets no label and no type of ours. A Wikidata id that the table gives to two concepts cannot match both exactly and is
left out.
"""

import argparse
import csv
from collections import Counter
from pathlib import Path
from typing import NamedTuple

ONTOLOGY = Path(__file__).parent.parent / "ontology"
HEAD = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix medtop: <http://cv.iptc.org/newscodes/mediatopic/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .

# Made from mediatopics.tsv by scripts/make_mediatopics.py: do not edit.
# A selection of the IPTC NewsCodes Media Topics, copyright International Press Telecommunications Council (IPTC),
# https://iptc.org/standards/media-topics/, licensed under CC BY 4.0, https://creativecommons.org/licenses/by/4.0/.
# English labels and hierarchy as released 2025-10-09, French labels as of 2022-02-03 with two corrected.

medtop: a skos:ConceptScheme ;
    dcterms:title "IPTC Media Topics (selection)"@en, "Sujets médias de l'IPTC (sélection)"@fr ;
    dcterms:creator "International Press Telecommunications Council (IPTC)" ;
    dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
    dcterms:source <https://iptc.org/standards/media-topics/> .
"""


class Topic(NamedTuple):
    """One row of the table."""

    id: str
    en: str
    fr: str
    broader: str
    wikidata: str


def read_topics(path: Path) -> list[Topic]:
    """The rows of the table, by id."""
    with path.open(encoding="utf-8", newline="") as file:
        return sorted(Topic(**row) for row in csv.DictReader(file, delimiter="\t"))


def literal(text: str, language: str) -> str:
    """A Turtle literal with its language."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@{language}'


def concept(topic: Topic, *, matched: bool) -> str:
    """The Turtle of one concept; `matched` says whether its Wikidata id is its alone."""
    lines = [f"medtop:{topic.id} a skos:Concept"]
    if topic.broader:
        lines.append(f"skos:broader medtop:{topic.broader}")
    if topic.wikidata and matched:
        lines.append(f"skos:exactMatch wd:{topic.wikidata}")
    lines.append("skos:inScheme medtop:")
    lines.append(f'skos:notation "medtop:{topic.id}"')
    lines.append(f"skos:prefLabel {literal(topic.en, 'en')}, {literal(topic.fr, 'fr')}")
    return " ;\n    ".join(lines) + " .\n"


def turtle(topics: list[Topic]) -> str:
    """The whole file."""
    uses = Counter(topic.wikidata for topic in topics)
    return "\n".join([HEAD, *(concept(topic, matched=uses[topic.wikidata] == 1) for topic in topics)])


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    (ONTOLOGY / "mediatopics.ttl").write_text(turtle(read_topics(ONTOLOGY / "mediatopics.tsv")), encoding="utf-8")
