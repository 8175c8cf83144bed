"""How long the authority takes to open, and how long 100,000 distinct mentions take to link on one core."""

import argparse
import itertools
import random
import time

from kg.link import get, link
from kg.link._store import Store
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, default=100_000)
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
        FusedEvent(
            f"v{start}", EventType.MEETING, EventStatus.HELD,
            FusedDate(PartialDate(1995 + start // 20 % 30, 4, 11), None, None, DateBasis.EXPLICIT, ()), None,
            tuple(FusedParticipation(each.key, Role.ATTENDEE, (), "", (), ()) for each in entities[start : start + 20]),
            (), (),
        )
        for start in range(0, len(entities), 20)
    )  # fmt: skip
    return FusedFacts((), entities, events, ())


if __name__ == "__main__":
    main()
