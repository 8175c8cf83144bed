"""A store stays equal to a build of the articles in it."""

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies
from pyoxigraph import Quad

from kg.errors import InputError, StoreError
from kg.fuse import digest
from kg.model import ArticleFacts
from kg.pipeline import conclude, dataset_of, read_facts
from kg.pipeline import settings as build_settings
from kg.rdf.dataset import Dataset
from kg.rdf.iris import IRIs
from kg.store import Store
from kg.store.embedded import EmbeddedStore
from kg.upkeep import facts_from_json, is_stale, load_dataset, load_facts, resolve_article, retract, stats
from kg.vocab import OWL, VOID

GOLD = Path(__file__).parent.parent / "gold" / "articles"
NAMES = ("en-ankara-mediation", "en-beijing-senegal", "fr-beijing-vanuatu", "en-tehran-tajik")
HOW = build_settings(link="none")


@pytest.fixture(scope="module")
def facts(seeds: Path) -> list[ArticleFacts]:
    inputs = [seeds, *(GOLD / name / "article.txt" for name in NAMES)]
    return [each for each in read_facts(inputs, HOW) if isinstance(each, ArticleFacts)]


def built(facts: list[ArticleFacts]) -> set[Quad]:
    return comparable(dataset_of(facts, conclude(map(digest, facts), HOW, {}), HOW)) if facts else set()


def comparable(quads: object) -> set[Quad]:
    """Without successors of old IRIs, and the count of triples that they change."""
    return {quad for quad in quads if quad.predicate.value not in (OWL.sameAs, VOID.triples)}  # type: ignore[attr-defined]


def iri(facts: ArticleFacts) -> str:
    return IRIs().article(facts.article.key)


def test_load_is_a_build(store: Store, facts: list[ArticleFacts]) -> None:
    changes = load_facts(store, facts[:2], link="none")
    assert len(changes.put) == 2
    assert Dataset.from_quads(store.quads()) == dataset_of(facts[:2], conclude(map(digest, facts[:2]), HOW, {}), HOW)
    again = load_facts(store, facts[:2], link="none")
    assert (again.put, len(again.same), again.fused) == ([], 2, False)
    retract(store, [resolve_article(store, facts[0].article.key)])
    assert comparable(store.quads()) == built(facts[1:2])
    retract(store, [iri(facts[1])])
    assert store.graphs() == ()
    assert not is_stale(store)


@pytest.mark.parametrize("line", ["{", "[" * 200_000, '{"article": ' + "1" * 5000 + "}"])
def test_a_line_that_is_no_json_is_named(line: str) -> None:
    with pytest.raises(InputError, match=r"facts\.jsonl:3: not JSON"):
        facts_from_json(line, "facts.jsonl:3")


@given(data=strategies.data())
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
def test_any_history(
    data: strategies.DataObject, facts: list[ArticleFacts], tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = EmbeddedStore(tmp_path_factory.mktemp("history") / "store", writable=True)
    held: dict[str, ArticleFacts] = {}
    steps = strategies.lists(
        strategies.tuples(strategies.booleans(), strategies.sampled_from(range(len(facts)))), max_size=6
    )
    for add, number in data.draw(steps):
        each = facts[number]
        if add or iri(each) not in held:
            load_facts(store, [each], link="none")
            held[iri(each)] = each
        else:
            retract(store, [iri(each)])
            del held[iri(each)]
        quads = list(store.quads())
        assert comparable(quads) == built(list(held.values()))
        subjects = {quad.subject.value for quad in quads}
        links = {quad.subject.value: quad.object.value for quad in quads if quad.predicate.value == OWL.sameAs}
        assert set(links.values()) <= subjects - set(links)
    store.close()


def test_an_old_iri_leads_to_its_successor(tmp_path: Path, facts: list[ArticleFacts]) -> None:
    for number, order in enumerate(permutations(facts[:2])):
        store = EmbeddedStore(tmp_path / str(number), writable=True)
        load_facts(store, order[:1], link="none")
        before = {q.subject.value for q in store.quads() if q.subject.value.startswith(IRIs().base + "event/")}
        load_facts(store, order[1:], link="none")
        now = {quad.subject.value for quad in store.quads()}
        tops = {each for each in before if "/" not in each.removeprefix(IRIs().base + "event/")}
        assert tops <= now
        store.close()


def test_a_graph_without_texts(tmp_path: Path, facts: list[ArticleFacts]) -> None:
    dataset = dataset_of(facts[:2], conclude(map(digest, facts[:2]), HOW, {}), HOW)
    for number, form in enumerate((dataset, dataset.flat())):
        store = EmbeddedStore(tmp_path / str(number), writable=True)
        load_dataset(store, form)
        assert Dataset.from_quads(store.quads()) == dataset
        with pytest.raises(InputError, match="digest"):
            retract(store, [iri(facts[0])])
        with pytest.raises(InputError, match="digest"):
            load_facts(store, facts[2:3])
        load_dataset(store, form, {each.article.key: each for each in facts[:2]}, link="none")
        assert store.ledger.text(iri(facts[0])) == facts[0].article.text
        retract(store, [iri(facts[0])])
        assert comparable(store.quads()) == built(facts[1:2])
        assert stats(store)["articles"] == 1
        store.close()


def test_one_writer(tmp_path: Path, facts: list[ArticleFacts]) -> None:
    with pytest.raises(StoreError, match="no store there"):
        EmbeddedStore(tmp_path / "none")
    store = EmbeddedStore(tmp_path / "store", writable=True)
    load_facts(store, facts[:1], link="none")
    store.raw.flush()
    with pytest.raises(StoreError, match="another process"):
        EmbeddedStore(tmp_path / "store", writable=True)
    reader = EmbeddedStore(tmp_path / "store")
    assert reader.count() == store.count()
    load_facts(store, facts[1:2], link="none")
    assert len(reader.graphs()) == 2
    reader.close()
    store.close()


def test_another_base(tmp_path: Path, facts: list[ArticleFacts]) -> None:
    store = EmbeddedStore(tmp_path / "store", writable=True)
    load_facts(store, facts[:1], link="none")
    with pytest.raises(StoreError, match="below"):
        load_facts(store, facts[1:2], "https://example.org/")
    with pytest.raises(InputError, match="no article"):
        resolve_article(store, "nothing")
    store.close()
