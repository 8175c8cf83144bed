"""The Wikidata client against a server that is slow, busy, broken, huge or a liar."""

import email.utils
import json
import socket
import time

import pytest

from kg.errors import LinkError
from kg.link import Settings, link
from kg.link._http import Client
from kg.link.wikidata import Wikidata, linker
from kg.model import EntityType
from tests.link._make import entity, facts
from tests.link._server import Answer, Server, as_json, sample, wikibase, wrapped

CONTACT = "tests@example.org"


@pytest.fixture
def server():
    running = Server(wikibase)
    yield running
    running.close()


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self):
        self.now = 1000.0
        self.slept = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += max(0.0, seconds)


def client(server, clock=None, **rest):
    clock = clock or Clock()
    settings = Settings(url=server.url, contact=CONTACT, **rest)
    return Client(settings, server.url, clock, clock.sleep, lambda: 1_700_000_000.0)


def asker(server, clock=None, **rest):
    return Wikidata(Settings(url=server.url, contact=CONTACT, **rest), client(server, clock, **rest))


def ids(fused):
    return [(each.link.iri or "NIL").rpartition("/")[2] for each in fused.entities]


def test_links_through_search_and_items(server):
    fused = facts(
        entity("Nursultan Nazarbayev", country="KZ", titles=("President of Kazakhstan",)),
        entity("Noursoultan Nazarbaïev", language="fr", country="KZ"),
        entity("Nobody Anybody"),
    )
    assert ids(link(fused, asker(server))) == ["Q57394", "Q57394", "NIL"]


def test_says_who_asks_and_takes_gzip_and_maxlag(server):
    link(facts(entity("Nazarbayev")), asker(server))
    for request in server.log:
        assert CONTACT in request.headers["User-Agent"]
        assert request.headers["User-Agent"].startswith("kg-export/")
        assert request.headers["Accept-Encoding"] == "gzip"
        assert request.params["maxlag"] == "5"
        assert request.params["format"] == "json"


def test_no_contact_no_request(server):
    with pytest.raises(LinkError, match="contact"):
        linker(Settings(url=server.url))
    with pytest.raises(LinkError, match="ASCII"):
        Client(Settings(contact="a\r\nX-Evil: 1"), server.url)
    assert server.log == []


def test_offline_sends_nothing(server, monkeypatch, tmp_path):
    fused = facts(entity("Nursultan Nazarbayev", country="KZ"))
    assert ids(link(fused, asker(server, cache=tmp_path))) == ["Q57394"]
    asked = len(server.log)

    def broken(*args, **kwargs):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", broken)
    monkeypatch.setattr(socket, "create_connection", broken)
    monkeypatch.setattr(socket, "getaddrinfo", broken)
    offline = linker(Settings(url=server.url, offline=True, cache=tmp_path))
    assert ids(link(fused, offline)) == ["Q57394"]
    with pytest.raises(LinkError, match="--offline"):
        link(facts(entity("Somebody Else")), offline)
    assert len(server.log) == asked


def test_batches_of_fifty(server):
    def reply(request):
        if request.params["action"] == "wbsearchentities":
            number = int(request.params["search"].rpartition(" ")[2])
            hits = [{"id": f"Q{900000000 + number * 10 + each}"} for each in range(10)]
            return as_json({"search": hits, "success": 1})
        assert len(request.params["ids"].split("|")) <= 50
        return as_json({"entities": {id: {"id": id, "missing": ""} for id in request.params["ids"].split("|")}})

    server.reply = reply
    link(facts(*(entity(f"Name {number}") for number in range(12))), asker(server))
    asked = [request for request in server.log if request.params["action"] == "wbgetentities"]
    assert sorted(len(request.params["ids"].split("|")) for request in asked) == [20, 50, 50]


def test_three_at_a_time(server):
    server.reply = lambda request: as_json({"search": [], "success": 1}, delay=0.05)
    settings = Settings(url=server.url, contact=CONTACT, per_minute=1000)
    link(facts(*(entity(f"Name Number{number}") for number in range(12))), Wikidata(settings))
    assert max(request.beside for request in server.log) <= 3
    assert len(server.log) == 12


def test_limit_a_minute(server):
    server.clock = clock = Clock()
    asking = client(server, clock, per_minute=5)
    for number in range(12):
        asking.get({"search": str(number)})
    times = [request.at for request in server.log]
    assert len(times) == 12
    assert all(later - earlier >= 60 for earlier, later in zip(times, times[5:], strict=False))


@pytest.mark.parametrize(
    ("busy", "wait"), [("http-maxlag", 5), ("http-429", 60), ("http-503", 30), ("http-ratelimited-200", 1)]
)
def test_waits_as_long_as_asked(server, busy, wait):
    clock = Clock()
    server.plan = [wrapped(busy)]
    fused = link(facts(entity("Nursultan Nazarbayev", country="KZ")), asker(server, clock))
    assert ids(fused) == ["Q57394"]
    assert clock.now - 1000.0 >= wait


def test_the_servers_log_shows_the_wait(server):
    server.plan = [Answer(429, b"", {"Retry-After": "1"})]
    server.reply = lambda request: as_json({"search": [], "success": 1}, delay=0.3)
    settings = Settings(url=server.url, contact=CONTACT)
    link(facts(*(entity(f"Name Number{number}") for number in range(4))), Wikidata(settings))
    refused = server.log[0].at
    # Two more were under way beside the refused one; everything else waits.
    assert all(request.at - refused >= 0.99 for request in server.log[3:])
    assert len(server.log) == 5


def test_retry_after_as_a_date(server):
    clock = Clock()
    when = email.utils.formatdate(1_700_000_000 + 40, usegmt=True)
    server.plan = [Answer(503, b"", {"Retry-After": when})]
    client(server, clock).get({"a": "b"})
    assert 39 <= clock.now - 1000.0 <= 42


def test_gives_up_in_time_and_says_so(server):
    server.plan = [Answer(429, b"", {"Retry-After": "86400"})]
    with pytest.raises(LinkError, match="gave up at once"):
        client(server).get({"a": "b"})
    assert len(server.log) == 1
    server.plan = [Answer(500)] * 20
    with pytest.raises(LinkError, match="gave up after 6 tries"):
        client(server).get({"a": "b"})


@pytest.mark.parametrize(
    "broken",
    [
        Answer(200, b'{"search": [', {}),
        Answer(200, b"<html>", {}),
        Answer(200, b"[" * 200_000, {}),
        Answer(200, b'{"search": ' + b"1" * 5000 + b"}", {}),
        Answer(200, b'{"search": []}', {}, length=5000),
        Answer(502),
        Answer(504),
    ],
)
def test_broken_answers_are_asked_for_again_and_never_cached(server, broken, tmp_path):
    server.plan = [broken]
    assert ids(link(facts(entity("Nursultan Nazarbayev", country="KZ")), asker(server, cache=tmp_path))) == ["Q57394"]
    for path in tmp_path.rglob("*.json"):
        assert "error" not in json.loads(path.read_text("utf-8"))["answer"]


def test_failures_are_not_cached(server, tmp_path):
    server.plan = [as_json(sample("http-maxlag")["body"])] * 6
    with pytest.raises(LinkError):
        client(server, cache=tmp_path).get({"a": "b"}, lambda answer: 0.0 if "error" in answer else None)
    assert not list(tmp_path.rglob("*.json"))


def test_cache_has_an_age(server, tmp_path):
    settings = Settings(url=server.url, contact=CONTACT, cache=tmp_path, max_age=100)
    now = [0.0]
    asking = Client(settings, server.url, now=lambda: now[0])
    server.reply = lambda request: as_json({"search": []})
    for moment, expected in ((0.0, 1), (99.0, 1), (101.0, 2), (150.0, 2)):
        now[0] = moment
        asking.get({"a": "b"})
        assert len(server.log) == expected
    for path in tmp_path.rglob("*.json"):
        path.write_text("{broken")
    asking.get({"a": "b"})
    assert len(server.log) == 3


def test_nobody_there_is_one_plain_line():
    settings = Settings(url="http://127.0.0.1:9/", contact=CONTACT, retries=1)
    with pytest.raises(LinkError, match=r"^127\.0\.0\.1:9: gave up after 2 tries: cannot be reached; try again later$"):
        Client(settings, settings.url, sleep=lambda seconds: None).get({"a": "b"})


def test_slow_answers_end(server):
    server.reply = lambda request: as_json({}, delay=1.0)
    settings = Settings(url=server.url, contact=CONTACT, timeout=0.1, retries=1, deadline=5)
    with pytest.raises(LinkError, match=r"no answer within 0\.1 seconds"):
        Client(settings, server.url, sleep=lambda seconds: None).get({"a": "b"})


def test_dripping_answers_end(server):
    server.reply = lambda request: as_json({"a": "x" * 400}, drip=0.02)
    settings = Settings(url=server.url, contact=CONTACT, timeout=10, retries=0, deadline=0.4)
    started = time.monotonic()
    with pytest.raises(LinkError, match="longer than"):
        Client(settings, server.url).get({"a": "b"})
    assert time.monotonic() - started < 8  # what the whole answer takes


@pytest.mark.parametrize("gzipped", [False, True])
def test_huge_answers_are_cut(server, gzipped):
    server.reply = lambda request: as_json({"a": "x" * 3_000_000}, gzipped=gzipped)
    with pytest.raises(LinkError, match="longer than 1000000 bytes"):
        client(server, max_bytes=1_000_000).get({"a": "b"})


def test_gzip_is_unpacked(server):
    server.reply = lambda request: as_json({"search": []}, gzipped=True)
    assert client(server).get({"a": "b"}) == {"search": []}


def test_redirects_stay_on_the_host_and_keep_the_method(server):
    server.plan = [Answer(308, b"", {"Location": "/w/api2.php"}), Answer(301, b"", {"Location": "/w/api3.php"})]
    client(server).post({"queries": "{}"})
    assert [(each.method, each.path, each.body) for each in server.log][1:] == [
        ("POST", "/w/api2.php", "queries=%7B%7D"),
        ("POST", "/w/api3.php", "queries=%7B%7D"),
    ]
    server.plan = [Answer(302, b"", {"Location": "http://127.0.0.1:1/steal"})]
    with pytest.raises(LinkError, match="not the service configured"):
        client(server).get({"a": "b"})
    server.plan = [Answer(302, b"", {"Location": "/w/api.php"})] * 9
    with pytest.raises(LinkError, match="circle"):
        client(server).get({"a": "b"})


def test_names_from_articles_are_escaped(server):
    name = 'A&action=delete|Q1#x?"ids=Q2\u202e%00'
    link(facts(entity(name)), asker(server))
    (request,) = (each for each in server.log if each.params.get("search"))
    assert request.params["action"] == "wbsearchentities"
    assert request.params["search"] == 'A&action=delete|Q1#x?"ids=Q2%00'
    link(facts(entity("x" * 5000)), asker(server))
    assert all(len(each.params.get("search", "")) <= 200 for each in server.log)


@pytest.mark.parametrize("name", ["redirect-key-requested", "redirect-key-target"])
def test_redirected_items_have_the_target_id(server, name):
    def reply(request):
        if request.params["action"] == "wbsearchentities":
            return as_json({"search": [{"id": "Q900000001"}], "success": 1})
        return as_json(sample(f"wbgetentities-{name}"))

    server.reply = reply
    assert ids(link(facts(entity("Astana", EntityType.CITY)), asker(server)))[0] in ("Q1520", "NIL")
    found = link(facts(entity("Astana", EntityType.CITY)), asker(server)).entities[0].link
    assert [each.iri.rpartition("/")[2] for each in found.candidates] == ["Q1520"]


def test_an_unknown_id_costs_only_itself(server):
    refused = sample("wbgetentities-no-such-entity-error")

    def reply(request):
        if request.params["action"] == "wbsearchentities":
            return as_json({"search": [{"id": "Q0"}, {"id": "Q57394"}], "success": 1})
        return as_json(refused) if "Q0" in request.params["ids"].split("|") else wikibase(request)

    server.reply = reply
    assert ids(link(facts(entity("Nursultan Nazarbayev", country="KZ")), asker(server))) == ["Q57394"]


def test_a_service_that_insists_is_not_believed(server):
    def reply(request):
        if request.params["action"] == "wbsearchentities":
            return as_json({"search": [{"id": "Q57394", "label": request.params["search"]}], "success": 1})
        return wikibase(request)

    server.reply = reply
    asked = facts(entity("Angela Merkel", country="DE"), entity("Nursultan Nazarbayev", EntityType.CITY, key="c"))
    assert ids(link(asked, asker(server))) == ["NIL", "NIL"]


def test_classes_are_followed_some_steps_up(server):
    def reply(request):
        if request.params["action"] == "wbsearchentities":
            return as_json({"search": [{"id": "Q900050"}, {"id": "Q900060"}], "success": 1})
        asked = request.params["ids"].split("|")
        return as_json({"entities": {id: known.get(id, {"id": id, "missing": ""}) for id in asked}, "success": 1})

    def of(id, label, **classes):
        claims = {
            name: [{"mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": each}}}}] for name, each in
            classes.items()
        }  # fmt: skip
        return {"id": id, "labels": {"en": {"value": label}}, "claims": claims}

    listed = (
        of("Q900050", "Sampleton", P31="Q900051"),
        of("Q900051", "commune of Examplia", P279="Q900052"),
        of("Q900052", "small municipality", P279="Q15284"),
        of("Q900060", "Sampleton", P31="Q900061"),
        of("Q900061", "comedy film", P279="Q11424"),
    )
    known = {each["id"]: each for each in listed}
    server.reply = reply
    found = link(facts(entity("Sampleton", EntityType.CITY)), asker(server)).entities[0].link
    assert [each.iri.rpartition("/")[2] for each in found.candidates] == ["Q900050"]


def test_a_refusal_is_an_error_not_nothing(server):
    server.reply = lambda request: as_json({"error": {"code": "badvalue", "info": "no"}})
    with pytest.raises(LinkError, match="badvalue"):
        link(facts(entity("Nazarbayev")), asker(server))
    server.reply = lambda request: as_json([])
    with pytest.raises(LinkError, match="list"):
        link(facts(entity("Nazarbayev")), asker(server))


def test_a_title_without_a_name_comes_from_the_file(server):
    assert ids(link(facts(entity("Iran's president")), asker(server))) == ["Q348144"]
    assert server.log == []
