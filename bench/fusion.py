"""How long fusion takes and how much memory it needs as the archive grows.

    python bench/fusion.py [--sizes 1000 10000 100000] [--rounds 5 2 2] [--json FILE]

The digests are generated: two leaders meet, four articles a meeting tell of it, in two languages, some without a date,
some as copies. Persons and days grow with the archive (ten articles a day), and a few persons are met far more often
than the rest. All that is concluded is read once, as a build does. Each round runs in a process of its own, so that its
peak memory is its own, and the least processor time of a size counts: beside other work a second is mostly noise.

Exit code 1 when time grows faster than n log n, or memory faster than n; the digests, which a build has on disk, do not
count.
"""

import argparse
import gc
import itertools
import json
import math
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec.structs import fields

from kg.fuse import Archive, fuse_archive
from kg.model import (
    ArticleDigest,
    DateAssertion,
    DateBasis,
    EntityDigest,
    EntityType,
    EventStatus,
    EventType,
    LocationDigest,
    OfficeDigest,
    PartialDate,
    ParticipationDigest,
    ReportDigest,
    ReportRelation,
    Role,
    Span,
    StatementDigest,
)

_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeio"
_SYLLABLES = [consonant + vowel for consonant in _CONSONANTS for vowel in _VOWELS]
_COUNTRIES = [first + second for first in "ABCDEFG" for second in "KLMNRT"]
_TYPES = (EventType.MEETING, EventType.VISIT, EventType.PHONE_CALL, EventType.SIGNING)
_TOPICS = [f"=topic{number}" for number in range(600)]


def _name(rng: random.Random) -> str:
    return " ".join("".join(rng.choices(_SYLLABLES, k=rng.choice((3, 4)))).title() for _ in range(2))


def _variant(name: str, rng: random.Random) -> str:
    """The name as the other language may write it."""
    return name.replace("k", "c").replace("i", "y") if rng.random() < 0.3 else name


def generate(size: int, seed: int = 7) -> Iterator[ArticleDigest]:
    """Digests of `size` articles: four of each event."""
    rng = random.Random(seed)
    persons = [(_name(rng), rng.choice(_COUNTRIES)) for _ in range(max(20, size // 20))]
    number = 0
    while number < size:
        (host, ours), (guest, theirs) = (persons[int(len(persons) * rng.random() ** 2)] for _ in range(2))
        if host == guest:
            continue
        day = date(2000, 1, 1) + timedelta(days=rng.randrange(max(365, size // 10)))
        kind = rng.choice(_TYPES)
        said = [rng.sample(_TOPICS, 8) for _ in range(6)]
        signature = rng.randbytes(128)
        for part in range(min(4, size - number)):
            language = "en" if part % 2 == 0 else "fr"
            weekday_only = rng.random() < 0.15
            value = None if weekday_only else PartialDate.of(day)
            yield ArticleDigest(
                article=f"{rng.getrandbits(64):016x}",
                language=language,
                published=None if weekday_only else PartialDate.of(day + timedelta(days=1)),
                signature=signature if rng.random() < 0.2 else rng.randbytes(128),
                entities=(
                    _person("host", _variant(host, rng), ours),
                    _person("guest", _variant(guest, rng), theirs),
                    EntityDigest("place", EntityType.COUNTRY, ours, country=ours),
                ),
                reports=(
                    ReportDigest(
                        "event-1",
                        kind,
                        EventStatus.HELD,
                        ReportRelation.MAIN,
                        (
                            ParticipationDigest("host", Role.HOST, (Span(10, 20),)),
                            ParticipationDigest("guest", Role.GUEST, (Span(30, 40),)),
                        ),
                        (
                            DateAssertion(
                                Span(50, 60),
                                "",
                                DateBasis.WEEKDAY_ONLY if weekday_only else DateBasis.EXPLICIT,
                                value,
                                None,
                                day.weekday(),
                            ),
                        ),
                        LocationDigest("place", (Span(70, 80),)),
                    ),
                ),
                statements=tuple(_statement(at, rng.sample(words, 6)) for at, words in enumerate(said, 1)),
            )
            number += 1


def _person(key: str, name: str, country: str) -> EntityDigest:
    return EntityDigest(key, EntityType.PERSON, name, offices=(OfficeDigest("head_of_state", country, "president"),))


def _statement(at: int, words: list[str]) -> StatementDigest:
    return StatementDigest(Span(100 * at, 100 * at + 50), at % 2 == 0, "host", "event-1", " ".join(sorted(words)))


def measure(size: int) -> dict[str, float]:
    """Seconds and megabytes of one size; the memory that the digests take is told apart."""
    digests = list(generate(size))
    gc.collect()
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    wall, processor = time.perf_counter(), time.process_time()
    fused = fuse_archive(Archive.once(digests), {})
    read = {field.name: sum(1 for _ in getattr(fused, field.name)) for field in fields(fused)}
    return {
        "articles": size,
        "wall_seconds": round(time.perf_counter() - wall, 2),
        "processor_seconds": round(time.process_time() - processor, 2),
        "fusion_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - held),
        "digests_mb": round(held),
        "expected_events": math.ceil(size / 4),
        **{name: read[name] for name in ("events", "entities", "attributions", "alignments", "copies")},
    }


def verdicts(rows: Sequence[dict[str, float]]) -> Iterator[tuple[str, bool]]:
    """What each step from one size to the next says, and whether it may be so."""
    for small, large in itertools.pairwise(rows):
        n, m = small["articles"], large["articles"]
        for what, unit, law, allowed in (
            ("time", "processor_seconds", "n log n", m * math.log(m) / (n * math.log(n))),
            ("memory", "fusion_mb", "n", m / n),
        ):
            grown = large[unit] / max(small[unit], 0.01)
            verdict = "ok" if grown <= allowed else "TOO MUCH"
            ratio = grown / allowed
            yield f"{n} -> {m}: {what} x {grown:.1f}, {law} allows x {allowed:.1f} ({ratio:.2f}): {verdict}", ratio <= 1


def main() -> None:
    """Measure each size in processes of their own and compare growth with n log n."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10000, 100000])
    parser.add_argument("--rounds", type=int, nargs="+", default=[5, 2, 2], help="of each size, the last for the rest")
    parser.add_argument("--json")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one)))
        return
    rows = []
    for at, size in enumerate(options.sizes):
        rounds = [_in_own_process(size) for _ in range(options.rounds[min(at, len(options.rounds) - 1)])]
        rows.append(min(rounds, key=lambda each: each["processor_seconds"]))
        print(rows[-1], flush=True)
    found = list(verdicts(rows))
    print("\n".join(text for text, _ in found))
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(rows, file, indent=2)
    sys.exit(not all(right for _, right in found))


def _in_own_process(size: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--one", str(size)]
    found: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found


if __name__ == "__main__":
    main()
