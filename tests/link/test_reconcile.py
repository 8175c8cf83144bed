"""The reconciliation client, 0.2 and the 1.0 draft."""

import json

import pytest

from kg.errors import LinkError
from kg.link import Settings, get, link
from kg.model import EntityType
from tests.link._make import entity, facts
from tests.link._server import Server, as_json, sample

PEOPLE = sample("reconciliation-0.2-response")["q0"]["result"]


def service(manifest, candidates):
    def reply(request):
        if request.method == "GET":
            return as_json(manifest)
        if request.path.endswith("/reconcile"):
            return as_json(
                {"results": [{"candidates": candidates(each)} for each in json.loads(request.body)["queries"]]}
            )
        queries = json.loads(request.params["queries"])
        return as_json({key: {"result": candidates(each)} for key, each in queries.items()})

    return reply


@pytest.fixture
def server():
    running = Server(service(sample("reconciliation-0.2-manifest"), lambda query: PEOPLE))
    yield running
    running.close()


def asker(server):
    return get(f"reconcile:{server.url}", Settings(contact="tests@example.org"))


def ids(fused):
    return [each.link.iri or "NIL" for each in fused.entities]


def test_version_0_2(server):
    fused = facts(entity("Noursoultan Nazarbaïev", country="KZ", language="fr"), entity("Iran's president"))
    assert ids(link(fused, asker(server))) == ["http://www.wikidata.org/entity/Q57394", "NIL"]
    sent = json.loads(server.log[1].params["queries"])
    assert sent == {
        "q0": {
            "query": "Noursoultan Nazarbaïev",
            "limit": 6,
            "type": "Q5",
            "type_strict": "should",
            "properties": [{"pid": "P27", "v": {"id": "Q232", "name": "Kazakhstan"}}],
        }
    }


def test_a_match_that_does_not_fit_is_rejected(server):
    assert ids(link(facts(entity("Angela Merkel", country="DE")), asker(server))) == ["NIL"]
    assert ids(link(facts(entity("Nursultan Nazarbayev", EntityType.CITY, key="c")), asker(server))) == ["NIL"]


def test_the_draft_where_the_manifest_says_so(server):
    manifest = {"versions": ["1.0-draft"], "name": "Draft", "view": {"url": "https://example.org/id/{id}"}}
    candidates = [{"id": "a/1", "name": [{"str": "Lima", "lang": "en"}], "type": [{"id": "t", "name": "City"}]}]
    server.reply = service(manifest, lambda query: candidates)
    found = link(facts(entity("Lima", EntityType.CITY)), asker(server)).entities[0].link
    assert [each.iri for each in found.candidates] == ["https://example.org/id/a%2F1"]
    sent = server.log[-1]
    assert (sent.method, sent.path.endswith("/reconcile")) == ("POST", True)
    assert json.loads(sent.body)["queries"][0]["conditions"] == [{"matchType": "name", "propertyValue": "Lima"}]


@pytest.mark.parametrize("answer", [{}, {"q0": {}}, [], {"error": "x"}, {"q0": {"result": [{}, 3, {"id": 5}]}}])
def test_odd_answers(server, answer):
    manifest = sample("reconciliation-0.2-manifest")
    server.reply = lambda request: as_json(manifest if request.method == "GET" else answer)
    fused = facts(entity("Nursultan Nazarbayev"))
    if isinstance(answer, dict) and "q0" in answer:
        assert ids(link(fused, asker(server))) == ["NIL"]
    else:
        with pytest.raises(LinkError):
            link(fused, asker(server))


def test_not_a_service(server):
    server.reply = lambda request: as_json({"hello": 1})
    with pytest.raises(LinkError, match="manifest"):
        link(facts(entity("Nursultan Nazarbayev")), asker(server))
