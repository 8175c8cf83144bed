"""The two seed articles, one meeting told twice: what must and must not come of them, read through the RDF contract."""

from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, Store

import kg
from kg.pipeline import Build
from kg.quality.compare import compare
from kg.vocab import PREFIXES

HEAD = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
ENGLISH, FRENCH = "000_da2bbe4b3ef124b2.txt", "001_bb68b1fc390179ef.txt"


@pytest.fixture(scope="module")
def built(seeds: Path) -> Build:
    return kg.build([seeds])


@pytest.fixture(scope="module")
def store(built: Build) -> Store:
    store = Store()
    store.bulk_extend(built.dataset.quads)
    return store


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    """Sorted rows of a query over the union; an unbound variable is ''."""
    solutions = store.query(HEAD + query, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    names = solutions.variables
    return sorted(tuple(row[name].value if row[name] is not None else "" for name in names) for row in solutions)


def test_the_graph_conforms(built: Build) -> None:
    assert built.report is not None
    assert built.report.conforms(), built.report.findings


def test_one_meeting_on_one_day(store: Store) -> None:
    found = rows(store, "SELECT ?class ?date { ?e a schema:Event, ?class ; schema:startDate ?date }")
    assert found == [
        ("http://schema.org/Event", "2016-04-11"),
        ("http://semanticweb.cs.vu.nl/2009/11/sem/Event", "2016-04-11"),
        ("https://w3id.org/kg-export/ns#Meeting", "2016-04-11"),
    ]


def test_the_date_is_explicit_in_one_source_and_corroborated_by_the_other(store: Store) -> None:
    query = """SELECT ?basis ?value ?words { ?e a schema:Event ; kg:dateAssertion ?d .
      ?d kg:basis ?basis ; kg:value ?value ; prov:wasDerivedFrom/oa:hasSelector/oa:exact ?words }"""
    basis = "https://w3id.org/kg-export/ns#Corroborated"
    assert rows(store, query) == [(basis, "2016-04-11", "11 avril 2016"), (basis, "2016-04-11", "Monday evening")]


def test_the_english_date_stays_a_monday_evening(store: Store) -> None:
    query = """SELECT ?stated ?basis ?day ?value { ?r a kg:EventReport ; schema:isPartOf/schema:inLanguage "en" ;
      kg:dateAssertion ?d . ?d kg:statedAs ?stated ; kg:basis ?basis ; time:dayOfWeek ?day .
      OPTIONAL { ?d kg:value ?value } }"""
    weekday = "https://w3id.org/kg-export/ns#WeekdayOnly"
    assert rows(store, query) == [("Monday evening", weekday, "http://www.w3.org/2006/time#Monday", "")]


@pytest.mark.parametrize(
    ("name", "role", "capacity", "languages"),
    [
        ("Ali Khamenei", "Host", "Guide de la Révolution islamique", {"en", "fr"}),
        ("Nursultan Nazarbayev", "Guest", "Président du Kazakhstan", {"en", "fr"}),
        ("Hassan Rouhani", "Attendee", "Président iranien", {"fr"}),
    ],
)
def test_a_person_takes_part(store: Store, name: str, role: str, capacity: str, languages: set[str]) -> None:
    query = f"""SELECT ?role ?capacity ?language {{ ?e a schema:Event ; kg:participation ?p ; schema:attendee ?person .
      ?p kg:participant ?person ; kg:role ?role ; kg:inCapacity ?capacity .
      ?person a schema:Person ; schema:name|schema:alternateName ?name . FILTER(STR(?name) = "{name}")
      ?p kg:reportedIn/schema:isPartOf/schema:inLanguage ?language }}"""
    found = rows(store, query)
    assert {row[0].rpartition("#")[2] for row in found} == {role}
    assert capacity in {row[1] for row in found}
    assert {row[2] for row in found} == languages


def test_the_delegation_is_known_from_the_english_article_alone(store: Store) -> None:
    query = """SELECT DISTINCT ?language { ?e a schema:Event ; kg:participation ?p . ?p kg:participant ?d .
      ?d a kg:Delegation . ?p kg:reportedIn/schema:isPartOf/schema:inLanguage ?language }"""
    assert rows(store, query) == [("en",)]


def test_nobody_else_takes_part(store: Store) -> None:
    query = "SELECT (COUNT(DISTINCT ?who) AS ?n) { ?e a schema:Event ; schema:attendee ?who }"
    assert rows(store, query) == [("4",)]


def test_every_direct_quote_with_its_speaker(store: Store) -> None:
    query = """SELECT ?language ?name (COUNT(DISTINCT ?q) AS ?n) { ?q a kg:DirectQuote ; kg:cue ?cue ; kg:speaker ?who ;
      schema:isPartOf/schema:inLanguage ?language ; schema:spokenByCharacter ?who . ?who schema:name ?name .
      FILTER(STR(?name) IN ("Ali Khamenei", "Nursultan Nazarbayev")) FILTER(LANG(?name) = "en") }
      GROUP BY ?language ?name"""
    assert rows(store, query) == [
        ("en", "Ali Khamenei", "5"),
        ("en", "Nursultan Nazarbayev", "2"),
        ("fr", "Ali Khamenei", "6"),
        ("fr", "Nursultan Nazarbayev", "3"),
    ]
    assert rows(store, "SELECT (COUNT(?q) AS ?n) { ?q a kg:DirectQuote }") == [("16",)]


def test_direct_quotes_are_verbatim_at_their_offsets(store: Store, seeds: Path) -> None:
    query = """SELECT ?language ?text ?start ?end { ?q a kg:DirectQuote ; schema:text ?text ;
      kg:span/oa:hasSelector ?s ; schema:isPartOf/schema:inLanguage ?language . ?s oa:start ?start ; oa:end ?end }"""
    texts = {"en": (seeds / ENGLISH).read_text("utf-8"), "fr": (seeds / FRENCH).read_text("utf-8")}
    found = rows(store, query)
    assert len(found) == 16
    for language, text, start, end in found:
        assert texts[language][int(start) : int(end)] == text
        assert text[0] not in "“« \u00a0"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_reported_statements(store: Store, language: str) -> None:
    query = f"""SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a kg:ReportedStatement ; kg:speaker ?who ;
      schema:isPartOf/schema:inLanguage "{language}" }}"""
    ((count,),) = rows(store, query)
    assert int(count) >= 5


@pytest.mark.parametrize(
    "topics",
    [
        {"terrorism"},
        {"international relations"},
        {"international trade", "trade agreements", "trade policy"},
        {"transport", "waterway and maritime transport"},
        {"tourism and leisure industry"},
        {"immigration", "refugees and internally displaced people", "immigration policy"},
    ],
)
def test_topics(store: Store, topics: set[str]) -> None:
    query = """SELECT DISTINCT ?label { ?e a schema:Event ; schema:about ?t .
      ?t a skos:Concept ; skos:prefLabel ?label . FILTER(LANG(?label) = "en") }"""
    assert topics & {label for (label,) in rows(store, query)}


@pytest.mark.parametrize("word", ["Raisi", "martyrdom-like", "Teymoori", "Analytics", "Reza", "required fields"])
def test_nothing_from_the_boilerplate(store: Store, word: str) -> None:
    query = f"""SELECT ?o {{ ?s ?p ?o . FILTER(isLiteral(?o) && CONTAINS(LCASE(STR(?o)), LCASE("{word}")))
      FILTER(?p NOT IN (oa:prefix, oa:suffix)) }}"""
    assert rows(store, query) == []


def test_the_place_is_inferred(store: Store) -> None:
    query = """SELECT ?name ?inferred { ?e a schema:Event ; schema:location ?place ; kg:placeAssertion ?a .
      ?a kg:place ?place ; kg:inferred ?inferred . ?place schema:name ?name . FILTER(LANG(?name) = "en") }"""
    assert rows(store, query) == [("Tehran", "true")]


def test_the_two_languages_tell_the_same_statements(store: Store) -> None:
    query = """SELECT ?a ?b { ?x kg:sameStatementAs ?y . ?x schema:isPartOf/schema:inLanguage "en" ; schema:text ?a .
      ?y schema:isPartOf/schema:inLanguage "fr" ; schema:text ?b }"""
    pairs = rows(store, query)
    assert any("migrant crisis" in a and "migration des réfugiés" in b for a, b in pairs)
    assert len(pairs) >= 3


def test_the_same_bytes_in_any_order(built: Build, seeds: Path) -> None:
    again = kg.build([seeds / FRENCH, seeds / ENGLISH], validate=False)
    assert again.dataset == built.dataset


def test_what_a_text_mentions_is_reported(root: Path) -> None:
    from typer.testing import CliRunner

    from kg.cli.main import app

    done = CliRunner().invoke(app, ["compare", *map(str, sorted((root / "seeds").glob("*.txt"))), "--json"])
    assert "la nationalité européenne" in done.stdout


@pytest.mark.parametrize(
    ("verdict", "kind", "value", "words"),
    [
        ("only in B", "date", "2016-04-11", "11 avril 2016"),
        ("only in B", "participant", "Attendee", "Hassan Rouhani"),
        ("only in A", "participant", "DelegationMember", "a delegation of"),
        ("only in B", "statement", "reported", "l'aide des États-Unis à Daech"),
        ("only in B", "statement", "direct", "des Américains, dans la lutte"),
        ("agreed", "statement", "direct / reported", "la nationalité européenne des auteurs"),
        ("agreed", "weekday", "Monday", "Monday evening"),
    ],
)
def test_what_the_comparison_shows(built: Build, verdict: str, kind: str, value: str, words: str) -> None:
    english, french = (
        next(each.article.key for each in built.facts if each.language == language) for language in ("en", "fr")
    )
    claims = compare(built.dataset, english, french).claims
    shown = [claim for claim in claims if any(words in each.text for each in (*claim.a, *claim.b))]
    assert (verdict, kind, value) in {(claim.verdict, claim.kind, claim.value) for claim in shown}
