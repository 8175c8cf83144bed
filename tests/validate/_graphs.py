"""Graphs and shapes that several tests of validation share."""

from pathlib import Path

from pyoxigraph import RdfFormat, parse

from kg.rdf.dataset import Dataset
from kg.validate import Shapes, shapes_of

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "tests" / "shapes" / "good.ttl"
BROKEN = sorted((ROOT / "tests" / "shapes" / "broken").rglob("*.ttl"))
GOLDEN = sorted((ROOT / "tests" / "golden").glob("*/expected.ttl"))
HEAD = """
@prefix ex: <http://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def graph(turtle: str) -> Dataset:
    return Dataset.from_quads(parse(HEAD + turtle, format=RdfFormat.TURTLE))


def shapes(turtle: str) -> Shapes:
    return shapes_of(graph(turtle).union())


def file(path: Path) -> Dataset:
    return Dataset.from_quads(parse(path=str(path), format=RdfFormat.TURTLE))


# One shape of every kind of core constraint, with and without a name, and queries with values in their messages.
EVERY = """
ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:targetSubjectsOf ex:q ; sh:targetObjectsOf ex:r ; sh:targetNode ex:n1 ;
  sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:maxCount 2 ; sh:message "count"@en, "nombre"@fr ],
    [ sh:path (ex:q [ sh:zeroOrMorePath ex:r ]) ; sh:datatype xsd:integer ],
    [ sh:path [ sh:alternativePath (ex:p [ sh:inversePath ex:r ]) ] ; sh:nodeKind sh:IRIOrLiteral ],
    [ sh:path ex:q ; sh:minInclusive 2 ; sh:maxExclusive 9 ; sh:severity sh:Warning ],
    [ sh:path ex:l ; sh:languageIn ("en" "fr") ; sh:uniqueLang true ; sh:minLength 2 ; sh:maxLength 6 ;
      sh:pattern "^[a-z]" ; sh:flags "i" ],
    [ sh:path ex:a ; sh:lessThan ex:b ], [ sh:path ex:a ; sh:disjoint ex:l ], [ sh:path ex:a ; sh:equals ex:q ],
    [ sh:path ex:r ; sh:class ex:D ; sh:node ex:T ],
    [ sh:path ex:r ; sh:qualifiedValueShape [ sh:class ex:D ] ; sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1 ] ;
  sh:or ( [ sh:class ex:C ] [ sh:property [ sh:path ex:p ; sh:hasValue ex:n2 ] ] ) ;
  sh:not [ sh:class ex:E ] ;
  sh:xone ( ex:T [ sh:nodeKind sh:BlankNode ] ) ;
  sh:sparql [ sh:select "SELECT $this ?value WHERE { $this <http://example.org/q> ?value FILTER (isLiteral(?value)) }" ;
    sh:message "bad {?value} of {$this}"@en, "mauvais {?value}"@fr ] .
ex:T a sh:NodeShape ; sh:property [ sh:path [ sh:oneOrMorePath ex:p ] ; sh:minCount 1 ; sh:severity sh:Info ] .
ex:U a sh:NodeShape ; sh:targetClass ex:E ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ;
  sh:property [ sh:path ex:p ; sh:in ( ex:n1 1 "x"@en ) ] .
"""
