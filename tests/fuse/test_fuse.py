"""Fusion over the gold: the bars, and that nothing depends on order or grouping."""

import json
import random
from functools import cache
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.fuse import Archive, fuse, fuse_archive
from kg.model import ArticleDigest, DateBasis, FusedFacts
from kg.model.codec import decode, encode
from kg.rdf._graph import quads_of
from kg.rdf.dataset import Dataset
from kg.rdf.fused_graph import fused_keys
from kg.rdf.iris import IRIs
from tests.fuse import _gold as gold

ARTICLES = gold.load_articles()
REAL = {
    "_confusable",
    "asmara-2018",
    "geneva-2021",
    "lausanne-talks-2014",
    "meseberg-2018",
    "paris-normandy-2019",
    "singapore-2018",
}
DIGESTS = [each.digest for each in ARTICLES]


@cache
def whole() -> FusedFacts:
    return fuse(DIGESTS)


@pytest.fixture
def fused() -> FusedFacts:
    return whole()


@pytest.mark.parametrize("split", ["dev", "held"])
def test_events_are_clustered_as_in_the_gold(fused: FusedFacts, split: str) -> None:
    main = dict(fused.about)
    clusters = {each.file: each.cluster for each in ARTICLES if each.split == split}
    assert gold.b_cubed(clusters, {file: main[file] for file in clusters})[2] >= {"dev": 0.95, "held": 0.9}[split]


def test_confusable_pairs_stay_apart(fused: FusedFacts) -> None:
    main = dict(fused.about)
    pairs = gold.load_toml(gold.FUSION / "confusable.toml")["pair"]
    assert [(pair["a"], pair["b"]) for pair in pairs if main[pair["a"]] == main[pair["b"]]] == []


def test_planned_events_are_linked_to_the_held_ones(fused: FusedFacts) -> None:
    main = dict(fused.about)
    events = {event.key: event for event in fused.events}
    assert events[main["nairobi-locust-2019/b.en.txt"]].planned == (main["nairobi-locust-2019/a.fr.txt"],)
    assert events[main["tashkent-water-2023/b.fr.txt"]].planned == (main["tashkent-water-2023/a.en.txt"],)


def test_copies_of_one_text_are_found(fused: FusedFacts) -> None:
    assert ("dakar-defence-2021/a.en.txt", "dakar-defence-2021/b.en.txt") in fused.copies


def test_a_weekday_corroborates_a_date_of_another_article(fused: FusedFacts) -> None:
    main = dict(fused.about)
    events = {event.key: event for event in fused.events}
    date = events[main["asmara-2018/c.fr.txt"]].date
    assert date is not None
    assert date.basis is DateBasis.CORROBORATED
    assert {source.article for source in date.sources} >= {"asmara-2018/b.fr.txt", "asmara-2018/c.fr.txt"}


def test_a_conflict_of_roles_keeps_every_value_and_prefers_by_rule(fused: FusedFacts) -> None:
    main = dict(fused.about)
    events = {event.key: event for event in fused.events}
    conflicts = {each.subject: each for each in events[main["bogota-mining-2022/a.en.txt"]].conflicts}
    preferred = {key: [claim.value for claim in each.claims] for key, each in conflicts.items()}
    assert preferred == {"lee-yu-jin": ["Attendee", "Signatory"], "park-min-ho": ["Signatory", "Attendee"]}
    assert conflicts["park-min-ho"].rule == "MoreSources"


@settings(max_examples=15)
@given(st.integers(0, 1 << 32))
def test_any_order_gives_the_same(seed: int) -> None:
    shuffled = list(DIGESTS)
    random.Random(seed).shuffle(shuffled)
    assert fuse(shuffled) == whole()


def as_bytes(fused: FusedFacts) -> bytes:
    return Dataset.from_quads(quads_of(fused_keys(fused, IRIs()))).ntriples()


@settings(max_examples=5)
@given(st.integers(0, 1 << 32), st.integers(1, 9))
def test_any_grouping_gives_the_same_bytes(seed: int, groups: int) -> None:
    """Digests come in batches of any size and order, as workers hand them over."""
    rng = random.Random(seed)
    batches: list[list[ArticleDigest]] = [[] for _ in range(groups)]
    for each in DIGESTS:
        rng.choice(batches).append(each)
    given_back = (decode(ArticleDigest, encode(each)) for batch in batches for each in batch)
    assert as_bytes(fuse(given_back)) == as_bytes(whole())


def test_an_article_twice_counts_once(fused: FusedFacts) -> None:
    assert fuse([*DIGESTS, *reversed(DIGESTS)]) == fused


@settings(max_examples=10)
@given(st.integers(0, 1 << 32))
def test_unrelated_articles_change_no_key(seed: int) -> None:
    """The events of whole folders have the same keys whatever other folders are there."""
    invented = [each for each in ARTICLES if each.file.split("/")[0] not in REAL]
    folders = random.Random(seed).sample(sorted({each.file.split("/")[0] for each in invented}), 4)
    part = [each for each in invented if each.file.split("/")[0] in folders]
    main = dict(fuse([each.digest for each in part]).about)
    all_main = dict(fuse([each.digest for each in invented]).about)
    assert {each.file: main[each.file] for each in part} == {each.file: all_main[each.file] for each in part}


def test_a_key_that_changes_is_kept_as_former() -> None:
    """Every event key of one folder alone is a key or a former key when the other articles are there."""
    everything = whole()
    known = {event.key for event in everything.events} | {key for event in everything.events for key in event.former}
    main = dict(everything.about)
    for each in ARTICLES:
        alone = dict(fuse([each.digest]).about)[each.file]
        rival = sum(main[other.file] != main[each.file] and alone in _lone(other) for other in ARTICLES)
        assert alone in known or rival


@cache
def _lone(article: gold.GoldArticle) -> frozenset[str]:
    (event,) = fuse([article.digest]).events
    return frozenset((event.key, *event.former))


@settings(max_examples=4)
@given(st.integers(0, 1 << 32), st.sampled_from([0, 1, 1 << 12, 1 << 22]))
def test_what_lies_on_disk_gives_the_same_bytes(seed: int, memory: int) -> None:
    """However little stays in memory, and wherever a block ends."""
    shuffled = list(DIGESTS)
    random.Random(seed).shuffle(shuffled)
    with mock.patch.multiple("kg.spill", _IN_MEMORY=memory, _BLOCK=min(memory, 1 << 17)):
        spilled = fuse_archive(Archive.once(shuffled), {})
        assert as_bytes(spilled) == as_bytes(whole())
        assert spilled == whole()


@settings(max_examples=6)
@given(st.integers(0, 1 << 32), st.integers(1, 3))
def test_articles_that_come_and_go_leave_no_trace(seed: int, count: int) -> None:
    """What is concluded of some articles is the same bytes before others come and after they went."""
    rng = random.Random(seed)
    gone = set(rng.sample(range(len(DIGESTS)), count))
    kept = [each for at, each in enumerate(DIGESTS) if at not in gone]
    before = as_bytes(fuse(kept))
    with_others = as_bytes(fuse([*kept, *(DIGESTS[at] for at in gone)]))
    assert with_others == as_bytes(whole()) != before
    assert as_bytes(fuse(each for each in reversed(DIGESTS) if each in kept)) == before


def test_digests_survive_writing_and_reading() -> None:
    assert [decode(ArticleDigest, json.loads(json.dumps(encode(each)))) for each in DIGESTS] == DIGESTS
