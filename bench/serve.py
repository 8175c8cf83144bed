"""`kg serve` under 50 clients at once: errors, and the slowest answers beside the unloaded median of an event page.

Usage: python bench/serve.py [SECONDS [CLIENTS]]

The store holds 200 made-up events. One client asks for each event page twice on a server that was just started, so
that every page is made once and then is one that is kept. Then many clients ask for event pages at random, in two ways:
on a server just started, one page after the other as fast as answers come; and on one that has made every page, ten a
second each, which is more than people do. Clients that never pause keep a processor busy whatever the server does, so
each waits for all others, as many times the time of one answer as there are clients: therefore their slowest answers
are set beside a page made, and those of clients that pause beside a page kept.
"""

import argparse
import asyncio
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import uvloop
from pyoxigraph import Literal, NamedNode, Triple

from kg.store.embedded import EmbeddedStore
from kg.vocab import BASE, KG, RDF, SCHEMA, SEM, XSD

EVENTS, PORT = 200, 18_765


def make(path: Path) -> None:
    rows, article_rows = [], {}
    n = NamedNode
    for number in range(EVENTS):
        event = f"{BASE}event/2020-01-{number:04}"
        for kind in (SCHEMA.Event, SEM.Event, KG.Meeting):
            rows.append(Triple(n(event), n(RDF.type), n(kind)))
        date = Literal(f"2020-{1 + number % 12:02}-{1 + number % 28:02}", datatype=n(XSD.date))
        rows.append(Triple(n(event), n(SCHEMA.startDate), date))
        for person in {number % 40, (number * 7 + 1) % 40, (number * 3 + 2) % 40}:
            iri, part = f"{BASE}person/p{person}", f"{event}/participant/p{person}"
            rows += [
                Triple(n(event), n(SCHEMA.attendee), n(iri)),
                Triple(n(event), n(KG.participation), n(part)),
                Triple(n(part), n(KG.participant), n(iri)),
                Triple(n(part), n(KG.role), n(KG.Attendee)),
                Triple(n(iri), n(RDF.type), n(SCHEMA.Person)),
                Triple(n(iri), n(SCHEMA.name), Literal(f"Person {person}", language="en")),
            ]
        for source in range(2):
            article = f"{BASE}article/{number:08x}{source:08x}"
            rows.append(Triple(n(event), n(KG.reportedIn), n(f"{article}/event/meeting-1")))
            found = article_rows.setdefault(article, [])
            found += [
                Triple(n(article), n(RDF.type), n(SCHEMA.NewsArticle)),
                Triple(n(article), n(SCHEMA.headline), Literal(f"Headline {number}", language="en")),
                Triple(n(f"{article}/event/meeting-1"), n(SCHEMA.isPartOf), n(article)),
            ]
            for position in range(8):
                said = n(f"{article}/statement/{position}-{position + 9}")
                found += [
                    Triple(said, n(RDF.type), n(KG.DirectQuote)),
                    Triple(said, n(SCHEMA.text), Literal(f"Statement {position} of {number}", language="en")),
                    Triple(said, n(SCHEMA.isPartOf), n(article)),
                ]
                rows.append(Triple(said, n(KG.statedAt), n(event)))
                rows.append(Triple(said, n(KG.speaker), n(f"{BASE}person/p{number % 40}")))
    store = EmbeddedStore(path, writable=True)
    store.put_new({f"{BASE}graph/fused": rows, **article_rows})
    store.ledger.set_note("base", BASE)
    store.ledger.set_note("generation", "1")
    store.close()


@contextmanager
def serving(path: Path, port: int) -> Iterator[str]:
    process = subprocess.Popen([sys.executable, "-m", "kg", "serve", "-s", str(path), "--port", str(port), "-q"])
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                urlopen(url + "/static/style.css").close()
                break
            except OSError:
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait()


async def client(port: int, until: float, pause: float, seed: int, times: list[float], errors: list[str]) -> None:
    chance = random.Random(seed)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.sleep(chance.random() * pause)
    while time.perf_counter() < until:
        path = f"/id/event/2020-01-{chance.randrange(EVENTS):04}"
        start = time.perf_counter()
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(next(x for x in head.split(b"\r\n") if x.lower().startswith(b"content-length")).split(b":")[1])
        await reader.readexactly(length)
        took = time.perf_counter() - start
        times.append(took)
        if b" 200 " not in head[:20]:
            errors.append(head[:40].decode())
        if pause > took:
            await asyncio.sleep(pause - took)
    writer.close()


async def load(port: int, seconds: float, clients: int, pause: float) -> tuple[list[float], list[str]]:
    times: list[float] = []
    errors: list[str] = []
    until = time.perf_counter() + seconds
    await asyncio.gather(*(client(port, until, pause, seed, times, errors) for seed in range(clients)))
    return sorted(times), errors


def unloaded(url: str) -> float:
    from urllib.request import Request

    times = []
    for number in range(EVENTS):
        request = Request(f"{url}/id/event/2020-01-{number:04}", headers={"Accept": "text/html"})
        start = time.perf_counter()
        urlopen(request).read()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", type=float, nargs="?", default=60.0)
    parser.add_argument("clients", type=int, nargs="?", default=50)
    arguments = parser.parse_args()
    seconds, clients = arguments.seconds, arguments.clients
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        make(path)
        with serving(path, PORT) as url:
            median = unloaded(url)
            kept = unloaded(url)
        print(f"unloaded median: {median * 1000:.1f} ms a page made, {kept * 1000:.1f} ms a page kept")
        for number, (how, pause, base, what) in enumerate(
            (("without a pause", 0.0, median, "made"), ("ten pages a second each", 0.1, kept, "kept")), 1
        ):
            with serving(path, PORT + number) as url:
                if what == "kept":
                    unloaded(url)
                times, errors = uvloop.run(load(PORT + number, seconds, clients, pause))
            p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
            print(
                f"{clients} clients {how}, {seconds:.0f} s: {len(times) / seconds:,.0f} pages/s, {len(errors)} errors"
            )
            print(f"  median {p50 * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms, worst {times[-1] * 1000:.0f} ms")
            print(f"  p99 is {p99 / base:.1f} × the unloaded median of a page {what} (bar: 10)")


if __name__ == "__main__":
    main()
