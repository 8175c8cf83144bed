"""What shapes cannot see of other nodes may be left out."""

import pytest

from kg.validate import default_shapes
from kg.validate.reach import reach
from kg.vocab import KG, OA, RDF, SCHEMA
from tests.validate._graphs import shapes

EX = "http://example.org/"
QUERY = "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:sparql [ sh:select "


def names(turtle: str) -> set[str]:
    found = reach(shapes(turtle))
    assert found is not None
    return {each.removeprefix(EX) for each in found if each.startswith(EX)}


def test_of_our_own_shapes() -> None:
    found = reach(default_shapes())
    assert found
    assert {RDF.type, OA.exact, SCHEMA.isPartOf, SCHEMA.mentions, KG.fuses, KG.value, KG.participation} < found
    assert found.isdisjoint({SCHEMA.name, SCHEMA.jobTitle, KG.confidence, KG.role})


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("ex:p", set()),
        ("( ex:p ex:q ex:r )", {"q", "r"}),
        ("[ sh:inversePath ex:p ]", {"p"}),
        ("( [ sh:inversePath ex:p ] ex:q )", {"p", "q"}),
        ("[ sh:alternativePath ( ex:p ( ex:q ex:r ) ) ]", {"r"}),
        ("( [ sh:alternativePath ( ex:p [ sh:inversePath ex:q ] ) ] ex:r )", {"q", "r"}),
        ("[ sh:zeroOrMorePath ex:p ]", {"p"}),
    ],
)
def test_of_a_path_all_but_its_beginning(path: str, found: set[str]) -> None:
    assert (
        names(f"ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path {path} ; sh:minCount 1 ] .") == found
    )


def test_of_shapes_for_values_all() -> None:
    inner = "[ sh:property [ sh:path ex:q ; sh:lessThan ex:r ] ]"
    assert names(f"ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:or ( {inner} ) .") == set()
    for nested in (f"sh:node {inner}", f"sh:or ( {inner} [ sh:nodeKind sh:IRI ] )", f"sh:not [ sh:and ( {inner} ) ]"):
        outer = f"ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path ex:p ; {nested} ] ."
        assert names(outer) == {"q", "r"}


def test_of_a_query_every_iri() -> None:
    assert names(QUERY + '"SELECT $this WHERE { $this <http://example.org/p> ?x . $this ?q ?y }" ] .') == {"p"}


@pytest.mark.parametrize(
    "turtle",
    [
        QUERY + '"SELECT $this WHERE { $this <http://example.org/p> ?x . ?x ?q ?y }" ] .',
        "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:closed true .",
    ],
)
def test_who_looks_at_everything_has_no_reach(turtle: str) -> None:
    assert reach(shapes(turtle)) is None
