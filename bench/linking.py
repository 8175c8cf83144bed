"""What linking costs: opening the authority, 100,000 distinct mentions on one core, and its share of a build."""

import argparse
import itertools
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from kg.fuse import digest
from kg.link import gathering, get, link, surroundings_of
from kg.link._store import Store
from kg.model import ArticleFacts, EntityType, FusedEntity, FusedFacts, Name, PartialDate
from kg.pipeline import conclude, dataset_of, read_facts, settings

sys.path.insert(0, str(Path(__file__).parent))

import corpus


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=200, help="for the share of a build")
    options = parser.parse_args()
    started = time.perf_counter()
    store = Store()
    print(f"open: {(time.perf_counter() - started) * 1000:.1f} ms ({store.name})")
    rows, number = [], 1
    while (entry := entry_or_none(store, number)) is not None:
        rows.append(entry)
        number += 1
    fused = facts(rows, options.mentions)
    linker = get("offline")
    cpu, started = time.process_time(), time.perf_counter()
    linked = link(fused, linker)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - started
    count = sum(1 for each in linked.entities if each.link and each.link.iri)
    print(f"{len(fused.entities)} distinct mentions: {cpu:.1f} s CPU, {wall:.1f} s, {count} linked")
    share(options.articles)


def share(articles):
    """What linking adds to the processor time of a build of invented articles, in one run, validation left out."""
    with tempfile.TemporaryDirectory() as folder:
        corpus.write(Path(folder) / "articles.jsonl", articles, 500)
        without, linked = settings(link="none", validate=False), settings(validate=False)
        # The first article loads the models.
        list(itertools.islice(read_facts([folder], without), 2))
        reading, facts = timed(
            lambda: [each for each in read_facts([folder], without) if isinstance(each, ArticleFacts)]
        )
    added, concluding = [], []
    for _ in range(3):
        digests, made = timed(lambda: [digest(each) for each in facts])
        plain, fused = timed(lambda made=made: conclude(made, without, {}))
        writing, _ = timed(lambda fused=fused: dataset_of(facts, fused, without))
        around, contexts = timed(lambda: surroundings_of(facts))
        with_links, linked_facts = timed(lambda made=made, contexts=contexts: conclude(made, linked, contexts))
        more, _ = timed(lambda fused=linked_facts: dataset_of(facts, fused, linked))
        concluding.append(reading + digests + plain + writing)
        added.append(around + with_links - plain + more - writing)
    whole, extra = statistics.median(concluding), statistics.median(added)
    print(f"{len(facts)} articles: {whole:.1f} s CPU without links, {extra:.2f} s for links: {extra / whole:.1%}")


def timed(task):
    started = time.process_time()
    found = task()
    return time.process_time() - started, found


def entry_or_none(store, number):
    row = store._connection.execute("SELECT number FROM entry WHERE number = ?", (number,)).fetchone()
    return store.entry(number) if row else None


def facts(rows, count):
    """Names of the authority, spelling variants of them, and names that nobody has; all distinct."""
    luck = random.Random(7)
    kinds = {"person": EntityType.PERSON, "country": EntityType.COUNTRY, "city": EntityType.CITY}
    kinds["organisation"] = EntityType.ORGANIZATION
    known = [(name, entry) for entry in rows if entry.kind.value in kinds for name in entry.names]
    words = sorted({word for name, entry in known if entry.kind.value == "person" for word in name.split()})
    made = {name: (kinds[entry.kind.value], (entry.countries or ("",))[0]) for name, entry in known}
    for name, entry in known:
        for old, new in (("ou", "u"), ("v", "w"), ("i", "y"), ("k", "kh"), ("sh", "ch")):
            made.setdefault(name.replace(old, new), (kinds[entry.kind.value], (entry.countries or ("",))[0]))
    countries = sorted({country for _, country in made.values()})
    while len(made) < count:
        made.setdefault(f"{luck.choice(words)} {luck.choice(words)}", (EntityType.PERSON, luck.choice(countries)))
    entities = tuple(
        FusedEntity(f"e{index}", type_, (Name("en", name),), country=country if luck.random() < 0.6 else "",
                    mentioned_in=((f"a{index // 20}", f"e{index}"),))
        for index, (name, (type_, country)) in enumerate(itertools.islice(made.items(), count))
    )  # fmt: skip
    events = tuple(
        gathering(entities[start : start + 20], PartialDate(1995 + start // 20 % 30, 4, 11), key=f"v{start}").events[0]
        for start in range(0, len(entities), 20)
    )
    return FusedFacts((), entities, events, ())


if __name__ == "__main__":
    main()
