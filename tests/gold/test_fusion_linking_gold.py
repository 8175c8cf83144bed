"""The fusion and linking gold is well formed: texts are slices, files exist, counts hold."""

import json
import re
import tomllib
from collections import Counter
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
FUSION = HERE / "fusion"
EVENTS = sorted(FUSION.glob("*/event.toml"))
SPLITS = {"dev", "held"}
TYPES = {"Meeting", "Visit", "PhoneCall", "VideoConference", "Summit", "Signing", "JointStatement"}
ROLES = {"Host", "Guest", "Attendee", "Mediator", "Signatory", "DelegationHead", "DelegationMember"}


def load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def text_of(relative: str) -> str:
    return (FUSION / relative).read_text(encoding="utf-8")


def mentions() -> list[dict[str, Any]]:
    lines = (HERE / "linking" / "mentions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def splits() -> dict[str, str]:
    found = {f"{path.parent.name}/{a['file']}": load(path)["split"] for path in EVENTS for a in load(path)["article"]}
    return found | {a["file"]: a["split"] for a in load(FUSION / "confusable.toml")["article"]}


@pytest.mark.parametrize("path", EVENTS, ids=lambda p: p.parent.name)
def test_event_is_grounded_in_its_articles(path: Path) -> None:
    event = load(path)
    files = [a["file"] for a in event["article"]]
    assert sorted(files) == sorted(p.name for p in path.parent.glob("*.txt"))
    assert 2 <= len(files) <= 4
    assert event["split"] in SPLITS
    assert event["type"] in TYPES
    assert (event["link"] == "planned-held") == (len({a["cluster"] for a in event["article"]}) == 2)
    if event["date"]:
        date.fromisoformat(event["date"])
    ids = {p["id"] for p in event["participant"]}
    for article in event["article"]:
        text = text_of(f"{path.parent.name}/{article['file']}")
        assert 80 <= len(text.split()) <= 200
        assert article["file"].endswith(f".{article['language']}.txt")
        assert article["says_date"] in text
        assert article["place"] in text
        assert article["basis"] in {"explicit", "relative", "weekday", "none"}
        assert (article["basis"] == "none") == (article["says_date"] == "")
        assert article["basis"] != "relative" or "published" in article
        assert (article["basis"] in {"weekday", "none"}) == (article["date"] == "")
        for participant in article["participants"]:
            assert participant["name"] in text
            assert participant["role"] in ROLES
        assert {p["id"] for p in article["participants"]} | set(article["silent_on"]) == ids
    for conflict in event.get("conflict", []):
        assert conflict["preferred"] in [v["value"] for v in conflict["values"]]
        assert len(conflict["values"]) >= 2
        assert all(f in files for v in conflict["values"] for f in v["articles"])
        assert conflict["property"] != "role" or conflict["of"] in ids
    for first, second in event["copies"]:
        texts = [text_of(f"{path.parent.name}/{f}") for f in (first, second)]
        assert texts[0] != texts[1]
        assert SequenceMatcher(None, *texts, autojunk=False).ratio() > 0.85


def test_events_cover_what_they_promise() -> None:
    events = [load(p) for p in EVENTS]
    assert len(events) >= 15
    assert sum({a["language"] for a in e["article"]} == {"en", "fr"} for e in events) >= 9
    assert sum(bool(e.get("conflict")) for e in events) >= 4
    assert sum(bool(e["copies"]) for e in events) >= 2
    assert sum(e["link"] == "planned-held" for e in events) >= 2
    assert set(Counter(e["split"] for e in events)) == SPLITS


def test_confusable_pairs_are_two_known_articles_of_one_split() -> None:
    gold = load(FUSION / "confusable.toml")
    known = splits()
    assert len(gold["pair"]) >= 12
    assert {a["file"] for a in gold["article"]} == {f"_confusable/{p.name}" for p in FUSION.glob("_confusable/*.txt")}
    for pair in gold["pair"]:
        assert pair["a"] != pair["b"]
        assert known[pair["a"]] == known[pair["b"]] == pair["split"]


def test_statement_pairs_are_slices() -> None:
    pairs = load(FUSION / "statements.toml")["pair"]
    known = splits()
    for pair in pairs:
        assert pair["text_a"] in text_of(pair["a"])
        assert pair["text_b"] in text_of(pair["b"])
        assert {pair["kind_a"], pair["kind_b"]} <= {"direct", "reported"}
        assert pair["label"] in {"same", "same-topic", "different"}
        assert known[pair["a"]] == known[pair["b"]] == pair["split"]
    same = [p for p in pairs if p["label"] == "same"]
    assert len(pairs) >= 70
    assert len(same) >= 30
    assert sum(p["a"][-6:] != p["b"][-6:] for p in same) >= 20
    assert any(p["kind_a"] != p["kind_b"] for p in same)


def test_mentions_are_well_formed() -> None:
    keys = {"mention", "type", "language", "context", "event_date", "country", "gold", "ambiguous", "split"}
    for m in mentions():
        assert set(m) == keys
        assert m["mention"] in m["context"]
        assert m["type"] in {"person", "country", "city", "office", "organisation"}
        assert m["language"] in {"en", "fr"}
        assert m["split"] in SPLITS
        assert re.fullmatch(r"NIL|Q[1-9][0-9]*", m["gold"])
        assert re.fullmatch(r"([A-Z]{2})?", m["country"])
        if m["event_date"]:
            date.fromisoformat(m["event_date"])


def test_mentions_cover_what_they_promise() -> None:
    gold = mentions()
    assert len(gold) >= 170
    assert len({(m["mention"], m["context"]) for m in gold}) == len(gold)
    assert sum(m["gold"] == "NIL" for m in gold) >= 30
    assert sum(m["ambiguous"] and m["gold"] != "NIL" for m in gold) >= 25
    assert {m["type"] for m in gold if m["split"] == "held"} == {m["type"] for m in gold}


def passages() -> list[dict[str, Any]]:
    lines = (HERE / "linking" / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_passages_are_well_formed() -> None:
    for passage in passages():
        assert set(passage) == {"language", "published", "split", "text", "mentions"}
        assert passage["language"] in {"en", "fr"}
        assert passage["split"] in SPLITS
        date.fromisoformat(passage["published"])
        for m in passage["mentions"]:
            assert set(m) == {"start", "mention", "type", "gold"}
            assert passage["text"][m["start"] : m["start"] + len(m["mention"])] == m["mention"]
            assert m["type"] in {"person", "country", "city", "organisation", "other"}
            assert m["gold"]
            assert all(re.fullmatch(r"NIL|Q[1-9][0-9]*", id) for id in m["gold"])


def test_passages_cover_what_they_promise() -> None:
    gold = [{**m, "split": p["split"], "language": p["language"]} for p in passages() for m in p["mentions"]]
    for split in SPLITS:
        for language in ("en", "fr"):
            own = [m for m in gold if (m["split"], m["language"]) == (split, language)]
            assert len(own) >= 60
            assert sum(m["gold"] == ["NIL"] for m in own) >= 15
