"""The words beside a mention that speak against a link."""

import pytest

from kg.link import Surroundings, get, link
from kg.model import EntityType
from tests.link._make import entity, facts

PERSON, CITY, COUNTRY, BODY = EntityType.PERSON, EntityType.CITY, EntityType.COUNTRY, EntityType.ORGANIZATION


@pytest.fixture(scope="module")
def linker():
    return get("offline")


def linked(linker, type, name, before, after, *, date="2012-05-01", **rest):
    around = {("a", "x"): (Surroundings(before, name, after),)}
    fused = link(facts(entity(name, type, key="x", **rest), date=date), linker, contexts=around)
    return (fused.entities[0].link.iri or "NIL").rpartition("/")[2]


@pytest.mark.parametrize(
    ("type", "name", "rest", "free", "doubted"),
    [
        (PERSON, "Alassane Ouattara", {"language": "fr"}, ("Hier ", " a parlé."), ("sur le pont ", " rouvert.")),
        (PERSON, "Barack Obama", {"country": "US"}, ("Then ", " spoke."), ("Then the ", " Library opened.")),
        (CITY, "Sofia", {"country": "BG"}, ("They met in ", " on Friday."), ("He sailed on the tug ", " at dawn.")),
        (CITY, "Geneva", {"country": "CH"}, ("Talks in ", " were long."), ("They cited the ", " Conventions again.")),
        (CITY, "Geneva", {"country": "CH"}, ("Talks in ", " Monday were long."), ("He joined the ", " Quartet there.")),
        (CITY, "Sofia", {"country": "BG"}, ("Delegates left ", " early."), ("Queen ", " left early with them.")),
        (CITY, "Genève", {"country": "CH", "language": "fr"}, ("Il vit à ", "."), ("la Tribune de ", " dit.")),
        (CITY, "Alger", {"country": "DZ", "language": "fr"}, ("Il vit à ", "."), ("selon l'Écho d'", ", hier.")),
        (CITY, "Plymouth", {"country": "MS"}, ("In Montserrat, ", " lay buried."), ("The boats left ", " at noon.")),
        (COUNTRY, "Mexico", {"country": "MX"}, ("He went to ", " again."), ("the governor of New ", " said so.")),
        (COUNTRY, "Suisse", {"country": "CH"}, ("Il vit en ", " depuis peu."), ("Il vit en ", " romande depuis peu.")),
        (COUNTRY, "Peru", {"country": "PE"}, ("He went to ", " again."), ("a shop in ", ", Indiana, burned.")),
        (COUNTRY, "Georgia", {"country": "GE"}, ("He went to ", " again."), ("", " lost to Alabama by two points.")),
        (BODY, "Red Cross", {}, ("the ", " sent tents."), ("the ", " of Kenya sent tents.")),
        (BODY, "Croix-Rouge", {"language": "fr"}, ("la ", " est là."), ("la ", " kényane est là.")),
        (BODY, "Security Council", {}, ("the ", " met."), ("The Russian ", " met.")),
        (BODY, "General Assembly", {}, ("the United Nations ", " voted."), ("the ", " of shareholders voted.")),
        (BODY, "IOC", {}, ("Comoros joined the ", ", the Indian Ocean body."), ("The ", " chose a host of the games.")),
    ],
)  # fmt: skip
def test_doubts(linker, type, name, rest, free, doubted):
    assert linked(linker, type, name, *free, **rest) != "NIL"
    assert linked(linker, type, name, *doubted, **rest) == "NIL"


def test_one_mention_that_stands_free_is_enough(linker):
    both = {("a", "x"): (Surroundings("the ", "Geneva", " Conventions apply."), Surroundings("in ", "Geneva", "."))}
    city = entity("Geneva", CITY, key="x", country="CH")
    assert link(facts(city), linker, contexts=both).entities[0].link.iri


def test_a_longer_name_of_the_entry_is_no_doubt(linker):
    country = {"key": "x", "country": "NZ"}
    around = {("a", "x"): (Surroundings("He rang New ", "Zealand", " too."),)}
    assert link(facts(entity("Zealand", EntityType.PLACE, **country)), linker, contexts=around).entities[0].link.iri


def test_bodies_are_not_the_countries_of_their_officials(linker):
    michel = entity("Charles Michel", titles=("President of the European Council",))
    assert link(facts(michel, date="2020-07-13"), linker).entities[0].link.iri.endswith("/Q950958")


def test_an_initial_is_no_family_name(linker):
    names = ("Robert C.", "Charles G.", "King Albert")
    fused = link(facts(*(entity(name, country="US") for name in names), date="2019-09-10"), linker)
    assert [each.link.iri for each in fused.entities] == [None, None, None]


def test_a_family_name_more_is_somebody_else(linker):
    france = entity("France", EntityType.COUNTRY, country="FR")
    son = entity("Jacques Chirac Martin")
    assert link(facts(son, france, date="2003-02-01"), linker).entities[0].link.iri is None


def test_south_slav_letters(linker):
    found = link(facts(entity("Franjo Tudjman", country="HR"), date="1995-11-21"), linker).entities[0].link
    assert found.iri.endswith("/Q183703")
