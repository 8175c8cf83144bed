"""Loading N-Quads into the embedded store, beside pyoxigraph's own bulk load: seconds and memory, each in a process.

Usage: python bench/store.py [TRIPLES]
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 3


def make(path: Path, triples: int) -> None:
    """Articles of 1,000 triples, each a graph, with words of the length that statements have."""
    words = ("the", "two", "sides", "agreed", "to", "widen", "their", "work", "on", "trade", "and", "transport")
    with path.open("w", encoding="utf-8") as out:
        for number in range(triples):
            graph = f"https://example.org/id/article/{number // 1000:016x}"
            subject = f"{graph}/statement/{number % 1000}"
            text = " ".join(words[(number * 7 + i) % len(words)] for i in range(4 + number % 9))
            kind = number % 4
            value = f'"{text} {number}"@en' if kind == 0 else f"<https://example.org/id/person/{number % 5000}>"
            if kind == 1:
                value = f'"{number % 100000}"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>'
            out.write(f"<{subject}> <https://example.org/ns#p{kind}> {value} <{graph}> .\n")


def run(how: str, source: str, target: str) -> None:
    """One load in this process; prints seconds and the peak of memory."""
    start = time.perf_counter()
    if how == "pyoxigraph":
        import pyoxigraph

        store = pyoxigraph.Store(target)
        store.bulk_load(path=source, format=pyoxigraph.RdfFormat.N_QUADS)
        store.flush()
    else:
        from kg.store.embedded import EmbeddedStore
        from kg.upkeep import load_lines

        start = time.perf_counter()
        opened = EmbeddedStore(target, writable=True)
        load_lines(opened, source)
        opened.close()
    seconds = time.perf_counter() - start
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("triples", type=int, nargs="?", default=1_000_000)
    triples: int = parser.parse_args().triples
    found: dict[str, list[list[float]]] = {"pyoxigraph": [], "kg load": []}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "data.nq"
        make(source, triples)
        for number in range(ROUNDS):
            for how in found:
                target = str(Path(folder) / f"{how}-{number}")
                command = [sys.executable, __file__, "--one", how, str(source), target]
                done = subprocess.run(command, check=True, capture_output=True, text=True)
                found[how].append(json.loads(done.stdout))
    best = {how: (min(x[0] for x in runs), max(x[1] for x in runs)) for how, runs in found.items()}
    for how, (seconds, memory) in best.items():
        print(f"{how:12} {seconds:6.2f} s  {triples / seconds:10,.0f} triples/s  {memory:7.0f} MB")
    speed = best["pyoxigraph"][0] / best["kg load"][0]
    memory = best["kg load"][1] / best["pyoxigraph"][1]
    print(f"speed {speed:.0%} of pyoxigraph's bulk load (bar: 60 %), memory {memory:.2f} × (bar: 2 ×)")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        run(*sys.argv[2:5])
    else:
        main()
