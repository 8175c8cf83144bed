"""A dump that the test writes, with every oddity of the real one."""

import bz2
import gzip
import json
import tracemalloc

import pytest

from kg.errors import InputError
from kg.link import Settings, get, link
from kg.link import _dump as dump_module
from kg.link._dump import build_from_dump
from kg.link._store import Store
from kg.link._wikibase import iso_time
from kg.model import EntityType
from tests.link._make import entity, facts


def snak(id, *, bare=False):
    value = {"entity-type": "item", "numeric-id": int(id[1:])}
    if not bare:
        value["id"] = id
    return {"snaktype": "value", "datavalue": {"value": value, "type": "wikibase-entityid"}}


def item(id, en, fr="", *, aliases=(), rank="normal", **claims):
    labels = {"en": {"language": "en", "value": en}} if en else []
    if fr:
        labels["fr"] = {"language": "fr", "value": fr}
    return {
        "type": "item",
        "id": id,
        "labels": labels,
        "descriptions": [],
        "aliases": {"en": [{"language": "en", "value": each} for each in aliases]} if aliases else [],
        "claims": {
            property: [each if "mainsnak" in each else {"mainsnak": each, "rank": rank} for each in values]
            for property, values in claims.items()
        }
        or [],
        "sitelinks": [],
    }


def moment(text, precision=11):
    return [{"snaktype": "value", "datavalue": {"value": {"time": text, "precision": precision}, "type": "time"}}]


def text(value, language):
    return {
        "snaktype": "value",
        "datavalue": {"value": {"text": value, "language": language}, "type": "monolingualtext"},
    }


def held(office, start=None, end=None, **rest):
    qualifiers = {key: value for key, value in (("P580", start), ("P582", end)) if value}
    return {"mainsnak": snak(office), "rank": "normal", "qualifiers": qualifiers or [], **rest}


ISO = {"snaktype": "value", "datavalue": {"value": "XQ", "type": "string"}}
ITEMS = [
    item("Q900001", "Examplia", "Exemplie", aliases=("Republic of Examplia",), P31=[snak("Q6256")], P297=[ISO],
         P36=[snak("Q900002")], P1549=[text("Examplian", "en"), text("exemplien", "fr"), text("x", "de")]),
    item("Q900002", "Sampleville", "Sampleville", P31=[snak("Q515", bare=True)], P17=[snak("Q900001")],
         P1376=[snak("Q900001")]),
    item("Q900003", "President of Examplia", "président d'Exemplie", P31=[snak("Q294414")], P1001=[snak("Q900001")]),
    item("Q900004", "Ada Placeholder", "", P31=[snak("Q5")], P27=[snak("Q900001")], P21=[snak("Q6581072")],
         P569=moment("+1960-00-00T00:00:00Z", 9),
         P39=[held("Q900013", moment("+2010-05-00T00:00:00Z", 10), moment("+2015-05-31T00:00:00Z"))]),
    item("Q900005", "Bo Placeholder", P31=[snak("Q5")], P27=[snak("Q900001")],
         P39=[held("Q900003", moment("+2015-06-01T00:00:00Z"), [{"snaktype": "somevalue"}]),
              held("Q900003", rank="deprecated"), {"mainsnak": {"snaktype": "value"}, "rank": "normal"},
              {"mainsnak": {"snaktype": "novalue"}, "rank": "normal"}]),
    item("Q900006", "A Baker", P31=[snak("Q5")], P106=[snak("Q900099")]),
    item("Q900007", "A Politician", P31=[snak("Q5")], P106=[snak("Q82955")]),
    item("Q900008", "A Film", P31=[snak("Q11424")]),
    item("Q900009", "", P31=[snak("Q515")]),
    item("Q900010", "Body of Examples", P31=[snak("Q484652")]),
    {"type": "property", "id": "P39", "labels": {}, "claims": {"P297": []}},
    {"entity": "Q900013", "redirect": "Q900003"},
    {"type": "lexeme", "id": "L1", "claims": {"P39": []}},
    {"id": "Q900014", "type": "item", "labels": {"en": {"value": "Broken"}}, "claims": {"P297": "?", "P39": [3, None]}},
]  # fmt: skip


def lines(items=ITEMS):
    return "[\n" + ",\n".join(json.dumps(each) for each in items) + ',\n{"broken": "P39"\n]\n'


@pytest.fixture(params=["json", "json.gz", "json.bz2"])
def dump(request, tmp_path):
    path = tmp_path / f"latest-all.{request.param}"
    opener = {"json": open, "json.gz": gzip.open, "json.bz2": bz2.open}[request.param]
    with opener(path, "wt", encoding="utf-8") as stream:
        stream.write(lines())
    return path


def test_lines_that_no_wikidata_wrote_are_counted(tmp_path):
    good = "[\n" + ",\n".join(json.dumps(each) for each in ITEMS)
    head = '{"id": "Q7", "type": "item", "labels": {"en": {"value": "x"}}, "claims": {"P39": [], '
    broken = (
        head + '"n": ' + "1" * 5000 + "}}",
        head + "[" * 200_000,
        json.dumps(item("Q7", "\ud800", P31=[snak("Q6256")], P297=[ISO])),
        json.dumps(item("Q7", "x", P31=[snak("Q6256")], P297=[ISO], P569=moment("+2010-01-01T00:00:00Z", "day"))),
    )
    odd = [
        item("Q" + "9" * 5000, "Too far", P31=[snak("Q6256")], P297=[ISO]),
        item("Q900020", "Odd", P31=[{"datavalue": {"value": {"id": "Qx"}}}, snak("Q6256")], P297=[ISO],
             P279=[{"datavalue": {"value": {"numeric-id": "x"}}}, {"datavalue": {"value": {"id": "Q" + "9" * 30}}}],
             P36=[{"datavalue": {"value": {"id": "Q"}}}]),
        {"entity": "Q900021", "redirect": "Qx"},
    ]  # fmt: skip
    path = tmp_path / "dump.json"
    path.write_text(",\n".join((good, *broken, *map(json.dumps, odd))) + "\n]\n", "utf-8")
    done = build_from_dump(path, tmp_path / "world.sqlite")
    assert (done.kept, done.broken) == (8, 4)


def test_a_dump_becomes_an_authority(dump, tmp_path):
    done = build_from_dump(dump, tmp_path / "world.sqlite")
    assert (done.kept, done.broken) == (7, 1)
    assert not (tmp_path / "world.sqlite.work").exists()
    linker = get("offline", Settings(authority=tmp_path / "world.sqlite"))
    asked = (
        ("Examplia's president", EntityType.PERSON, "2012-01-01", "Q900004"),
        ("le président exemplien", EntityType.PERSON, "2016-04-11", "Q900005"),
        ("Ms Placeholder", EntityType.PERSON, "2016-04-11", "NIL"),
        ("Bo Placeholder", EntityType.PERSON, "2016-04-11", "Q900005"),
        ("Exemplie", EntityType.COUNTRY, "", "Q900001"),
        ("Sampleville", EntityType.CITY, "", "Q900002"),
        ("Body of Examples", EntityType.ORGANIZATION, "", "Q900010"),
        ("A Baker", EntityType.PERSON, "", "NIL"),
        ("A Film", EntityType.PLACE, "", "NIL"),
    )
    for name, type_, date, expected in asked:
        fused = link(facts(entity(name, type_, language="fr"), date=date), linker)
        assert (fused.entities[0].link.iri or "NIL").rpartition("/")[2] == expected, name


def test_the_entries_hold_what_the_dump_says(dump, tmp_path):
    build_from_dump(dump, tmp_path / "world.sqlite")
    store = Store(tmp_path / "world.sqlite")
    ada = store.by_id("Q900004")
    assert (ada.gender, ada.countries) == ("F", ("XQ",))
    assert [(term.head, term.country, term.start, term.end) for term in ada.terms] == [
        ("president", "XQ", "2010-05", "2015-05-31")
    ]
    assert store.by_id("Q900002").capital
    assert store.by_id("Q900001").demonyms == ("Examplian", "exemplien")
    assert store.by_id("Q900014") is None


def test_a_second_run_goes_on_where_the_first_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(dump_module, "_EVERY", 2)
    whole = gzip.compress(lines().encode(), mtime=0)
    path, target = tmp_path / "dump.json.gz", tmp_path / "world.sqlite"
    path.write_bytes(whole)

    class StopError(Exception):
        pass

    def stop(progress):
        if progress.lines >= 6:
            raise StopError

    with pytest.raises(StopError):
        build_from_dump(path, target, progress=stop)
    assert not target.exists()
    seen = []
    done = build_from_dump(path, target, progress=lambda each: seen.append(each.lines))
    assert min(seen) > 6
    assert done.kept == 7
    again = tmp_path / "again.sqlite"
    build_from_dump(path, again)
    rows = [list(Store(each)._connection.execute("SELECT * FROM posting")) for each in (target, again)]
    assert rows[0] == rows[1]


def test_a_dump_that_ends_early_says_so(tmp_path):
    path = tmp_path / "dump.json.gz"
    path.write_bytes(gzip.compress(lines().encode())[:-200])
    with pytest.raises(InputError, match="run again"):
        build_from_dump(path, tmp_path / "world.sqlite")
    assert not (tmp_path / "world.sqlite").exists()
    with pytest.raises(InputError, match="cannot read"):
        build_from_dump(tmp_path / "none.json", tmp_path / "world.sqlite")


@pytest.mark.parametrize("size", [0, 5_000, 30_000])
def test_a_full_disk_is_one_line_and_nothing_half_written(tmp_path, growing_to, size):
    path, target = tmp_path / "dump.json", tmp_path / "world.sqlite"
    path.write_text(lines())
    with growing_to(size), pytest.raises(InputError, match=r"world\.sqlite: cannot write: disk i/o error"):
        build_from_dump(path, target)
    assert not target.exists()
    assert build_from_dump(path, target).kept == 7


def test_memory_does_not_grow_with_the_dump(tmp_path):
    def peak(count):
        path = tmp_path / f"{count}.json.gz"
        with gzip.open(path, "wt") as stream:
            for number in range(1, count):
                stream.write(json.dumps(item(f"Q{number}", f"Town {number}", P31=[snak("Q515")])) + ",\n")
        tracemalloc.start()
        build_from_dump(path, tmp_path / f"{count}.sqlite")
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    # The caches of names are bounded; the first run fills them, so that the others show what a dump itself costs.
    peak(6000)
    assert peak(6000) < peak(1500) * 1.5 + 500_000


def test_subclasses_count_wherever_they_stand_in_the_dump(tmp_path):
    """Real items are instances of hundreds of subclasses, and classes come after their items, in circles too."""
    items = [
        ITEMS[0],
        item("Q900020", "Lower Sampleton", P31=[snak("Q900031")], P17=[snak("Q900001")]),
        item("Q900021", "Chancellor of Examplia", P279=[snak("Q900033")], P1001=[snak("Q900001")]),
        item("Q900022", "Cy Placeholder", P31=[snak("Q5")], P27=[snak("Q900001")],
             P39=[held("Q900021", moment("+2010-01-01T00:00:00Z"))]),
        item("Q900023", "Examplian Bridge", P31=[snak("Q900034")], P17=[snak("Q900001")]),
        item("Q900024", "Examplian Reform Party", P31=[snak("Q900035")], P17=[snak("Q900001")]),
        item("Q900030", "market town of Examplia", P279=[snak("Q3957"), snak("Q900031")]),
        item("Q900031", "old market town of Examplia", P279=[snak("Q900030")], P17=[snak("Q900001")]),
        item("Q900033", "head of government", P279=[snak("Q294414")]),
        item("Q900034", "road bridge", P279=[snak("Q900036")]),
        item("Q900035", "reform party", P279=[snak("Q7278")]),
    ]  # fmt: skip
    (tmp_path / "dump.json").write_text(lines(items))
    done = build_from_dump(tmp_path / "dump.json", tmp_path / "world.sqlite")
    store = Store(tmp_path / "world.sqlite")
    kinds = {id: entry and entry.kind.value for id in ("Q900020", "Q900021", "Q900022", "Q900024")
             for entry in [store.by_id(id)]}  # fmt: skip
    assert list(kinds.values()) == ["city", "office", "person", "organisation"]
    assert done.kept == len(store) == 5
    assert [(term.head, term.country) for term in store.by_id("Q900022").terms] == [("chancellor", "XQ")]
    # Neither a bridge nor a class of towns is a town.
    assert store.by_id("Q900023") is None
    assert store.by_id("Q900031") is None


def test_a_life_tells_namesakes_apart(tmp_path):
    born, died = moment("+1900-00-00T00:00:00Z", 9), moment("+1950-03-04T00:00:00Z")
    dead = item("Q900040", "Dee Placeholder", P31=[snak("Q5")], P27=[snak("Q900001")], P569=born, P570=died,
                P39=[held("Q900003", moment("+1940-01-01T00:00:00Z"))])  # fmt: skip
    (tmp_path / "dump.json").write_text(lines([*ITEMS[:3], dead]))
    build_from_dump(tmp_path / "dump.json", tmp_path / "world.sqlite")
    assert [getattr(Store(tmp_path / "world.sqlite").by_id("Q900040"), name) for name in ("born", "died")] == [
        "1900",
        "1950-03-04",
    ]
    linker = get("offline", Settings(authority=tmp_path / "world.sqlite"))
    for name, date, expected in (
        ("Dee Placeholder", "1941-05-05", "Q900040"),
        ("Dee Placeholder", "1905-05-05", "NIL"),
        ("Placeholder", "1941-05-05", "Q900040"),
        ("Placeholder", "1951-05-05", "NIL"),
    ):
        found = link(facts(entity(name, country="XQ"), date=date), linker).entities[0].link
        assert (found.iri or "NIL").rpartition("/")[2] == expected, (name, date)


def test_the_capital_by_its_country(tmp_path):
    town = item("Q900002", "Sampleville", P31=[snak("Q515")], P17=[snak("Q900001")])
    (tmp_path / "dump.json").write_text(lines([ITEMS[0], town]))
    build_from_dump(tmp_path / "dump.json", tmp_path / "world.sqlite")
    assert Store(tmp_path / "world.sqlite").by_id("Q900002").capital


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"time": "+2016-00-00T00:00:00Z", "precision": 11}, "2016"),
        ({"time": "+2016-04-00T00:00:00Z", "precision": 11}, "2016-04"),
        ({"time": "+2016-04-11T00:00:00Z", "precision": 11}, "2016-04-11"),
        ({"time": "+2016-04-11T00:00:00Z", "precision": 10}, "2016-04"),
        ({"time": "+00000002016-04-11T00:00:00Z", "precision": 11}, "2016-04-11"),
        ({"time": "-0044-03-15T00:00:00Z", "precision": 11}, ""),
        ({"time": "+1900-00-00T00:00:00Z", "precision": 7}, ""),
        ({"time": "+13798000000-00-00T00:00:00Z", "precision": 9}, ""),
        ({"time": 5}, ""),
        (None, ""),
    ],
)
def test_times(value, expected):
    assert iso_time(value) == expected
