"""Figures of the whole example, and the three forms they are told in."""

import json

import pytest
from pyoxigraph import RdfFormat, parse, serialize

from kg.quality.dashboard import Figures, figures_of, measures, page
from kg.rdf.dataset import Dataset
from kg.validate import default_shapes, validate
from kg.vocab import DQV
from tests.validate._graphs import GOOD, file


@pytest.fixture(scope="module")
def figures() -> Figures:
    data, own = file(GOOD), default_shapes()
    return figures_of(data, validate(data, own), own)


def test_figures(figures: Figures) -> None:
    classes = dict(figures.classes)
    assert figures.triples == len(file(GOOD))
    assert classes["schema:NewsArticle"] == sum(count for _, count in figures.languages) == 2
    assert sum(row.total for row in figures.speakers) == figures.speaker_resolved.of == sum(figures.confidence)
    assert sum(count for _, count in figures.months) + figures.undated == classes["schema:Event"]
    assert len(figures.meetings) == len(figures.people)
    for row, name in enumerate(figures.people):
        assert figures.meetings[row][row] == 0, name
        assert [line[row] for line in figures.meetings] == list(figures.meetings[row])
    assert all(0 <= row.share.count <= row.share.of for row in figures.completeness)
    assert {name for name, count in figures.coverage if count} >= {"Article", "Span", "Event"}


def test_json_and_triples_say_the_same(figures: Figures) -> None:
    data = json.loads(json.dumps(figures.as_json()))
    graph = measures(figures, "http://example.org/set")
    values = {q.subject.value.rpartition("/")[2]: q.object.value for q in graph if q.predicate.value == DQV.value}
    share = data["speaker_resolved"]
    assert float(values["speakerResolved"]) == pytest.approx(share["count"] / share["of"], abs=1e-4)
    assert int(values["undatedEvents"]) == data["undated"]
    assert validate(graph).conforms()


def test_same_bytes(figures: Figures) -> None:
    assert page(figures, "x.ttl") == page(figures, "x.ttl")
    assert serialize(measures(figures), format=RdfFormat.N_TRIPLES) == serialize(
        measures(figures), format=RdfFormat.N_TRIPLES
    )


def test_page_holds_charts_and_no_script(figures: Figures) -> None:
    text = page(figures, "a <script> graph.ttl")
    assert text.count("<svg") >= 6
    assert "<script" not in text
    assert "var(--series-1)" in text
    ids = [part.partition('"')[0] for part in text.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_an_empty_graph() -> None:
    own = default_shapes()
    empty = figures_of(Dataset(), validate(Dataset(), own), own)
    assert empty.triples == 0
    assert "Shape coverage" in page(empty, "empty.ttl")
    assert empty.as_json()["unused_shapes"]


def test_a_graph_of_other_classes_is_told_apart_from_one_without_faults() -> None:
    turtle = """@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix ex: <http://example.org/a/very/long/namespace/> .
    ex:a a foaf:Person ; foaf:knows ex:b . ex:b a ex:Collaborator ."""
    data, own = Dataset.from_quads(parse(turtle, format=RdfFormat.TURTLE)), default_shapes()
    figures = figures_of(data, validate(data, own), own)
    text = page(figures, "other.ttl")
    assert dict(figures.predicates)["<http://xmlns.com/foaf/0.1/knows>"] == 1
    assert "No shape looked at any node" in text
    assert "Nothing in this graph to draw: events over time" in text
    assert "Collaborator" in text.partition("</svg>")[0]


def test_the_matrix_shows_those_who_met_most_often() -> None:
    event = "ex:{0} a schema:Event ; schema:attendee {1} . "
    often = "".join(event.format(f"o{number}", "ex:Zoe, ex:Yan") for number in range(3))
    alone = "".join(event.format(f"a{number}", f"ex:Ann, ex:Guest{number}") for number in range(30))
    head = "@prefix ex: <http://example.org/> . @prefix schema: <http://schema.org/> . "
    data, own = Dataset.from_quads(parse(head + alone + often, format=RdfFormat.TURTLE)), default_shapes()
    figures = figures_of(data, validate(data, own), own)
    assert figures.meetings[0][1] == figures.meetings[1][0] == 3


def test_many_months_are_shown_as_years() -> None:
    head = "@prefix ex: <http://example.org/> . @prefix schema: <http://schema.org/> . "
    event = 'ex:{0} a schema:Event ; schema:startDate "{0}-05-01"^^<http://www.w3.org/2001/XMLSchema#date> . '
    text = head + "".join(event.format(year) for year in range(2001, 2012))
    data, own = Dataset.from_quads(parse(text, format=RdfFormat.TURTLE)), default_shapes()
    figures = figures_of(data, validate(data, own), own)
    assert len(figures.months) == 121
    assert "by year of their start" in page(figures, "x.ttl")
