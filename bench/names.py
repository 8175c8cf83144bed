"""Measures names and coreference: `python bench/names.py gold|speech|mentions [FILE] [--split dev] [-v]`.

gold: the articles of tests/gold: whether the speaker's words lead to the right entity, and participants are found
with office and country. speech: JSON Lines with quotes, whether each speaker's words are covered by a mention.
mentions: JSON Lines with entities, recall of people and places.
"""

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "gold"))

from kg.annotate.coreference_fold import fold
from kg.annotate.marks import find_marks
from kg.annotate.names import find_entities
from kg.annotate.parse import paragraphs_of, parse
from kg.annotate.zones import find_zones
from kg.language import get
from kg.model import Article, Entity, EntityType, Span, ZoneKind

PEOPLE = {EntityType.PERSON}
PLACES = {EntityType.COUNTRY, EntityType.CITY, EntityType.PLACE}
seconds: Counter[str] = Counter()


def read(text: str, code: str) -> tuple[Entity, ...]:
    language = get(code)
    zones = find_zones(Article(text, "bench"), language)
    paragraphs = paragraphs_of(text, [z.span for z in zones if z.kind in (ZoneKind.HEADLINE, ZoneKind.BODY)])
    marks = find_marks(text, paragraphs)
    start = time.process_time()
    sentences = parse(text, paragraphs, [mark.content for mark in marks if mark.depth == 0], language)
    middle = time.process_time()
    entities = find_entities(text, zones, sentences, language)
    seconds["parse"] += middle - start
    seconds["names"] += time.process_time() - middle
    return entities


def same_name(one: str, entity: Entity) -> bool:
    first, _, rest = one.partition(" ")
    if first.lower() in {"the", "a", "an", "le", "la", "les", "une", "un", "des"} and rest:
        one = rest
    wanted = {fold(part) for part in one.replace("-", " ").split()}
    for name in (entity.name, *entity.aliases):
        own = {fold(part) for part in name.replace("-", " ").split()}
        if own and (own == wanted or (min(len(own), len(wanted)) > 1 and (own <= wanted or wanted <= own))):
            return True
    return False


def shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def covering(entities: tuple[Entity, ...], span: Span) -> list[tuple[Entity, Span]]:
    found = [(m.span, e) for e in entities for m in e.mentions if m.span.overlaps(span)]
    found.sort(key=lambda item: (-shared(item[0], span), abs(len(item[0]) - len(span)), item[0].start))
    return [(entity, where) for where, entity in found]


def gold(args: argparse.Namespace) -> None:
    import check

    counts: Counter[str] = Counter()
    for found_case in check.load_cases():
        case, text = found_case.gold, found_case.text
        if (args.split and case["split"] != args.split) or (args.language and case["language"] != args.language):
            continue
        entities = read(text, case["language"])
        shown = args.verbose and case["split"] == "dev"
        keys = {entity.key: entity for entity in entities}
        for quote in check.quote_records(found_case):
            if not quote["speaker"] or quote["speaker_start"] is None:
                continue
            span = Span(quote["speaker_start"], quote["speaker_end"])
            hits = covering(entities, span)
            counts["speakers"] += 1
            if not hits:
                if shown:
                    print(found_case.name, "UNCOVERED", repr(quote["speaker"]), "→", quote["reference"])
                continue
            counts["covered"] += 1
            entity = hits[0][0]
            if not quote["reference"]:
                continue
            counts["referring"] += 1
            names = [name.strip() for name in quote["reference"].split(";")]
            members = [keys[key] for key in entity.members if key in keys]
            if len(names) == 1:
                right = same_name(names[0], entity)
            else:
                each = all(any(same_name(name, member) for member in members) for name in names)
                right = each and len(members) == len(names)
            counts["right"] += right
            if not right:
                at = next(m.kind.value for m in entity.mentions if m.span == hits[0][1])
                there = all(any(same_name(name, each) for each in entities) for name in names)
                counts[f"wrong {at}, {len(names)}, {'known' if there else 'not found'}"] += 1
            if shown and not right:
                together = [member.name for member in members]
                print(found_case.name, "WRONG", quote["speaker"], "→", entity.name, together, "not", quote["reference"])
        for event in case.get("event", ()):
            for person in event.get("participants", ()):
                counts["participants"] += 1
                bearers = [entity for entity in entities if same_name(person["name"], entity)]
                if not bearers:
                    if shown:
                        print(found_case.name, "NO PARTICIPANT", person["name"])
                    continue
                counts["participants found"] += 1
                entity = bearers[0]
                if person.get("capacity"):
                    counts["capacities"] += 1
                    wanted = {fold(w) for w in person["capacity"].split()}
                    told = [{fold(w) for w in each.text.split()} for each in entity.capacities]
                    if any(len(wanted & each) * 2 > len(wanted) for each in told):
                        counts["capacities found"] += 1
                    elif shown:
                        print(found_case.name, "CAPACITY", person["name"], "|", person["capacity"], "|", told)
                country = person.get("on_behalf_of", "")
                if len(country) == 2:
                    counts["countries"] += 1
                    counts["countries found"] += entity.country == country
                    if shown and entity.country != country:
                        print(found_case.name, "COUNTRY", person["name"], country, entity.country)
        for name in case.get("mentions", ()):
            counts["mentions"] += 1
            found = any(same_name(name, entity) for entity in entities)
            counts["mentions found"] += found
            if shown and not found:
                print(found_case.name, "NO MENTION", name)
    print(dict(counts))


def speech(args: argparse.Namespace) -> None:
    counts: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for line in args.file.read_text("utf-8").splitlines()[: args.limit]:
        doc = json.loads(line)
        entities = read(doc["text"], doc["lang"])
        spans = [(m.span, m.kind) for e in entities for m in e.mentions]
        for quote in doc["quotes"]:
            if quote.get("speaker_start") is None or not quote["speaker"]:
                continue
            span = Span(quote["speaker_start"], quote["speaker_end"])
            counts["speakers"] += 1
            overlap = [where for where, _ in spans if where.overlaps(span)]
            counts["touched"] += bool(overlap)
            counts["same span"] += any(where == span for where in overlap)
            if not overlap:
                missed[quote["speaker"]] += 1
    print(dict(counts))
    if args.verbose:
        print(missed.most_common(150))


def mentions(args: argparse.Namespace) -> None:
    counts: Counter[str] = Counter()
    for line in args.file.read_text("utf-8").splitlines():
        doc = json.loads(line)
        if args.topics and doc["topic"] not in args.topics:
            continue
        entities = read(doc["text"], doc["lang"])
        for wanted in doc["entities"]:
            if not wanted["type"]:
                continue
            kinds = {"PER": PEOPLE | {EntityType.GROUP}, "LOC": PLACES}.get(wanted["type"][:3])
            if kinds is None or not wanted["text"][:1].isupper():
                continue
            label = wanted["type"][:3]
            span = Span(wanted["start"], wanted["end"])
            counts[label] += 1
            hits = [e for e in entities if any(m.span.overlaps(span) for m in e.mentions)]
            counts[label + " found"] += bool(hits)
            right = any(e.type in kinds for e in hits)
            counts[label + " typed"] += right
            if args.verbose and not right:
                print(doc["doc_id"][:30], label, wanted["text"], "→", [(e.type.value, e.name) for e in hits])
    print(dict(counts))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["gold", "speech", "mentions"])
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--split")
    parser.add_argument("--language")
    parser.add_argument("--topics", nargs="*")
    parser.add_argument("--limit", type=int)
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args()
    {"gold": gold, "speech": speech, "mentions": mentions}[args.what](args)
    print({name: round(value, 2) for name, value in seconds.items()})


if __name__ == "__main__":
    main()
