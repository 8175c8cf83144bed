"""What the page of an event says of its sources: agreed, contested, in time, side by side."""

from typing import Any

import pytest

from kg.model import ArticleFacts
from kg.pipeline import read_facts, settings
from kg.serve._event import event_page
from kg.serve._reader import Library, Reader
from kg.serve._timeline import Point, day_of, ticks
from kg.store.embedded import EmbeddedStore
from kg.upkeep import load_facts
from kg.vocab import RDF, SCHEMA

from .conftest import ONE

OTHER = """Talks of Owusu and Holm in Kumasi

Kumasi, 4 March 2021 - President Ama Owusu received Prime Minister Lars Holm of Norway in Kumasi on 3 March 2021.

"Our two countries will build three new ports together," President Owusu said. "It rained," Prime Minister Holm said.
"""


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    folder = tmp_path_factory.mktemp("conflict")
    for name, text in (("one", ONE), ("other", OTHER)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    store = EmbeddedStore(folder / "store", writable=True)
    read = read_facts(sorted(folder.glob("*.txt")), settings())
    load_facts(store, [each for each in read if isinstance(each, ArticleFacts)], keep_texts=True, link="none")
    store.close()
    return Library(folder / "store").reader()


@pytest.fixture(scope="module")
def page(reader: Reader) -> dict[str, Any]:
    (iri,) = [each for each in reader.users(RDF.type, SCHEMA.Event) if len(reader.nodes(each, SCHEMA.attendee)) > 1]
    return event_page(reader, iri)


def test_contested(page: dict[str, Any]) -> None:
    (claim,) = [each for each in page["claims"] if each["property"] == "location"]
    assert sorted(each["value"] for each in claim["values"]) == ["Accra", "Kumasi"]
    assert [each["preferred"] for each in claim["values"]] == [True, False]
    for each in claim["values"]:
        assert len(each["articles"]) == 1
        assert {passage["exact"] for passage in each["passages"]} == {each["value"]}
        assert {passage["article"] for passage in each["passages"]} == set(each["articles"])


def test_agreed(page: dict[str, Any]) -> None:
    both = [each["iri"] for each in page["sources"]]
    assert len(both) == 2
    said = {each["text"]: each["articles"] for each in page["agreed"]}
    assert said["Ama Owusu took part"] == both
    assert said["Lars Holm took part"] == both
    assert said["the date, 2021-03-03"] == both


def test_side_by_side(page: dict[str, Any]) -> None:
    together = [row for row in page["rows"] if all(row)]
    assert [[cell[0]["text"].rstrip(",") for cell in row] for row in together] == [
        ["Our two countries will build three new ports together"] * 2
    ]
    assert page["alike"] == 1
    alone = [quote["text"].rstrip(",") for row in page["rows"] if not all(row) for cell in row for quote in cell]
    assert "It rained" in alone


def test_in_time(page: dict[str, Any]) -> None:
    points = [point for _, point in page["timeline"]["points"]]
    assert [(point.shown, point.kind) for point in points] == [
        ("2021-03-03", "this"),
        ("2021-03-03", "report"),
        ("2021-03-04", "report"),
    ]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("2021-03-03", "2021-03-09"), ["2021-03-03", "2021-03-09"]),
        (("2021-03-03", "2021-04-12"), ["2021-03-03", "2021-03-23", "2021-04-12"]),
        (("2021-03-03", "2021-07-12"), ["2021-04", "2021-05", "2021-06", "2021-07"]),
        (("2019-06-03", "2022-07-12"), ["2020", "2021", "2022"]),
        (("1950-06-03", "2022-07-12"), ["1951", "1963", "1975", "1987", "1999", "2011"]),
    ],
)
def test_axis(days: tuple[str, str], expected: list[str]) -> None:
    found = ticks([Point(day_of(day), day, "event", "", "") for day in days])
    assert [text for _, text in found["axis"]] == expected
    places = [place for place, _ in [*found["axis"], *found["points"]]]
    assert all(4 <= place <= 96 for place in places)
