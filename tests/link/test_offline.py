"""Linking by the authority in the package."""

import pytest
from msgspec.structs import replace

from kg.errors import LinkError, UnknownNameError
from kg.link import Settings, Surroundings, get, joins_nodes, link, link_titles, names, same_by_link
from kg.link._store import Store
from kg.model import EntityType, Gender, Name
from tests._timing import least_seconds
from tests.link._make import entity, facts


@pytest.fixture(scope="module")
def linker():
    return get("offline")


def linked(linker, *entities, date="2016-04-11", contexts=None):
    found = link(facts(*entities, date=date), linker, contexts=contexts)
    return [(each.link.iri or "NIL").rpartition("/")[2] if each.link else None for each in found.entities]


def test_registry_lists_authorities_without_the_helpers():
    assert names() == ("offline", "reconcile", "wikidata")
    with pytest.raises(UnknownNameError):
        get("dbpedia")


@pytest.mark.parametrize(
    ("name", "date", "expected"),
    [
        ("Iran's president", "2016-04-11", "Q348144"),
        ("Iran's president", "2006-04-11", "Q34448"),
        ("le président iranien", "1999-03-09", "Q180795"),
        ("Iran's president", "2013-01", "Q34448"),
        ("Iran's president", "", "NIL"),
        ("the Atlantean president", "2016-04-11", "NIL"),
        ("Iran's ambassador", "2016-04-11", "NIL"),
        ("the UN secretary-general", "2014-09-23", "Q1253"),
        ("the former Iranian president", "2016-04-11", "NIL"),
        ("the Russian leader", "2019-04-11", "NIL"),
        ("the interim president of Iran", "2016-04-11", "NIL"),
        ("the president-elect of Iran", "2016-04-11", "NIL"),
        ("le président élu de l'Iran", "2016-04-11", "NIL"),
    ],
)
def test_a_title_is_its_holder_at_the_date(linker, name, date, expected):
    assert linked(linker, entity(name), date=date) == [expected]


@pytest.mark.parametrize(
    ("name", "country", "date"),
    [
        ("Jacques Chirac", "FR", "2003-02-01"),
        ("Recep Tayyip Erdogan", "TR", "2016-02-01"),
        ("Shavkat Mirziyoyev", "UZ", "2020-02-01"),
        ("Mahmoud Abbas", "PS", "2009-01-01"),
        ("Donald Trump", "US", "2018-06-12"),
        ("Dmitri Medvedev", "RU", "2010-04-08"),
    ],
)
def test_offices_beside_the_main_one_and_terms_closed_early_count(linker, name, country, date):
    assert linked(linker, entity(name, country=country), date=date) != ["NIL"]


def test_another_persons_name_in_a_row_is_dropped(linker):
    commission = entity("Ursula von der Leyen", titles=("President of the European Commission",), country="EU")
    hungary = entity("Viktor Orbán", country="HU", titles=("Prime Minister of Hungary",))
    assert linked(linker, commission, hungary, date="2022-05-01") == ["NIL", "Q57641"]


def test_a_row_whose_names_contradict_each_other_needs_country_and_office(linker):
    bare = entity("Bashar al-Assad")
    full = entity("Bachar el-Assad", country="SY", titles=("President of Syria",), key="assad-2")
    assert linked(linker, bare, full) == ["NIL", "Q44329"]
    assert not link(facts(full), linker).entities[0].link.labels


def test_spellings_meet(linker):
    for name, country, expected in (
        ("Boris Eltsine", "RU", "Q34453"),
        ("Viktor Ianoukovitch", "UA", "Q1459658"),
        ("Abdel-Fattah al-Sissi", "EG", "Q307871"),
        ("ERDOGAN", "TR", "Q39259"),
    ):
        date = {"RU": "1997-05-27", "UA": "2011-01-01"}.get(country, "2017-11-13")
        assert linked(linker, entity(name, country=country), date=date) == [expected]


def test_a_namesake_is_nobody(linker):
    around = Surroundings("", "Aminata Touré", ", a midwife in Kayes, asked the minister for an ambulance.")
    assert linked(linker, entity("Igor Lavrov"), entity("Mr Ali"), date="2019-02-14") == ["NIL", "NIL"]
    woman = entity("Aminata Touré", key="t")
    assert linked(linker, woman, date="2014-02-19", contexts={("a", "t"): (around,)}) == ["NIL"]


def test_another_country_or_gender_is_another_person(linker):
    wrong_country = entity("Hassan Rouhani", country="BR")
    wrong_gender = entity("Rouhani", key="r2", country="IR", gender=Gender.FEMININE)
    assert linked(linker, wrong_country, wrong_gender) == ["NIL", "NIL"]


def test_ambiguous_names_stay_open_with_their_candidates(linker):
    found = link(facts(entity("Congo", EntityType.COUNTRY)), linker).entities[0].link
    assert found.iri is None
    assert {each.iri.rpartition("/")[2] for each in found.candidates[:2]} == {"Q971", "Q974"}


def test_places_and_bodies(linker):
    assert linked(
        linker,
        entity("Guinée", EntityType.COUNTRY, country="GQ", language="fr"),
        entity("belge", EntityType.COUNTRY, country="BE", language="fr"),
        entity("Africa", EntityType.PLACE),
        entity("Cook", EntityType.PLACE),
        entity("Saint-Louis", EntityType.PLACE),
        entity("Etats-Unis", EntityType.COUNTRY, language="fr"),
        entity("Paris", EntityType.CITY, country="US"),
        entity("Genève", EntityType.CITY, country="CH", language="fr"),
        entity("OPEC", EntityType.ORGANIZATION),
        entity("Cédéao", EntityType.ORGANIZATION, language="fr"),
        entity("Who", EntityType.ORGANIZATION),
        entity("G7", EntityType.ORGANIZATION),
        entity("the delegation", EntityType.DELEGATION),
    ) == ["Q983", "Q31", "NIL", "NIL", "NIL", "Q30", "NIL", "Q71", "Q7795", "Q193272", "NIL", "NIL", None]


def test_offices(linker):
    found = link_titles([("President of Iran", ""), ("Supreme Leader", "IR"), ("chief falconer", "")], linker)
    assert [(each.iri or "NIL").rpartition("/")[2] for _, each in sorted(found.items())] == [
        "Q838380",
        "Q332486",
        "NIL",
    ]


def test_links_change_nothing_but_links_and_tell_two_spellings_are_one(linker):
    fused = facts(
        entity("Nursultan Nazarbayev", country="KZ"), entity("Noursoultan Nazarbaïev", country="KZ", article="b")
    )
    result = link(fused, linker)
    assert replace(result, entities=tuple(replace(each, link=None) for each in result.entities)) == fused
    same = same_by_link(result)
    assert set(same.values()) == {"http://www.wikidata.org/entity/Q57394"}
    assert set(same) == {("a", "nursultan-nazarbayev"), ("b", "noursoultan-nazarbaïev")}
    assert Name("fr", "Noursoultan Nazarbaïev") in result.entities[0].link.labels


def test_scores_are_made_of_named_features(linker):
    best = link(facts(entity("Hassan Rouhani", country="IR")), linker).entities[0].link.candidates[0]
    assert best.iri == "http://www.wikidata.org/entity/Q348144"
    assert dict(best.features) == {"name": 1.0, "country": 1.0, "active": 1.0}
    assert 0 < best.score <= 1


def test_opens_fast():
    assert least_seconds(lambda: Store().find("n:paris")) < 0.1


def test_a_missing_or_foreign_file_is_a_link_error(tmp_path):
    with pytest.raises(LinkError, match="no such authority file"):
        get("offline", Settings(authority=tmp_path / "none.sqlite"))
    (tmp_path / "text.sqlite").write_text("not a database, but long enough to be looked at\n" * 40)
    with pytest.raises(LinkError, match="not an authority file"):
        get("offline", Settings(authority=tmp_path / "text.sqlite"))


def test_letters_stand_for_a_body_in_their_own_language(linker):
    french = entity("BRI", EntityType.ORGANIZATION, language="fr", key="b")
    english = entity("BRI", EntityType.ORGANIZATION, key="b")
    bank = {("a", "b"): (Surroundings("À Bâle, la ", "BRI", " a réuni les règlements de vingt pays."),)}
    assert linked(linker, french, contexts=bank) == ["Q309195"]
    assert linked(linker, english, contexts=bank) == ["NIL"]
    # A police brigade has the same letters.
    assert linked(linker, french) == ["NIL"]


def test_a_namesake_of_another_century_is_nobody(linker):
    assert linked(linker, entity("Tony Blair", country="GB"), date="1902-05-01") == ["NIL"]


def test_an_indefinite_apposition_makes_a_bare_name_doubtful(linker):
    around = Surroundings("", "Tony Blair", ", a weaver of hats in Britain, was there.")
    man = entity("Tony Blair", key="t")
    britain = entity("Britain", EntityType.COUNTRY, country="GB")
    assert linked(linker, man, britain, date="2004-05-01")[0] == "Q9545"
    assert linked(linker, man, britain, date="2004-05-01", contexts={("a", "t"): (around,)})[0] == "NIL"


def test_joins_nodes(linker):
    two = facts(entity("Nursultan Nazarbayev", country="KZ"), entity("Noursoultan Nazarbaïev", country="KZ"))
    assert joins_nodes(link(two, linker))
    assert not joins_nodes(link(facts(entity("Nursultan Nazarbayev", country="KZ")), linker))


@pytest.mark.parametrize(
    ("type", "country", "before", "name", "after"),
    [
        (EntityType.CITY, "FR", "A parade was held in ", "Paris", ", Texas, where the consul was guest."),
        (EntityType.CITY, "ES", "Le préfet a reçu la délégation à ", "Valence", ", dans la Drôme."),
        (EntityType.CITY, "US", "The talks broke down in the state of ", "Washington", "."),
        (EntityType.COUNTRY, "GE", "in his house in Plains, ", "Georgia", ", two hours from Atlanta."),
    ],
)
def test_a_namesake_told_apart_by_its_region(linker, type, country, before, name, after):
    place = entity(name, type, key="p", country=country)
    assert linked(linker, place) != ["NIL"]
    assert linked(linker, place, contexts={("a", "p"): (Surroundings(before, name, after),)}) == ["NIL"]


def test_the_date_of_the_article_stands_in(linker):
    president = entity("Iran's president", key="p")
    around = Surroundings("", "Iran's president", " said so.", "2016-04-12")
    assert linked(linker, president, date="", contexts={("a", "p"): (around,)}) == ["Q348144"]


def test_a_country_spoken_of_nearby_tells_which_is_meant(linker):
    kinshasa = entity("Kinshasa", EntityType.CITY, country="CD")
    assert linked(linker, entity("Congo", EntityType.PLACE), kinshasa)[0] == "Q974"


def test_a_masculine_title_may_be_a_womans_in_french(linker):
    french = entity("le Premier ministre britannique", language="fr", gender=Gender.MASCULINE)
    assert linked(linker, french, date="2017-03-03") == ["Q264766"]
    assert linked(linker, entity("M. May", country="GB", language="fr"), date="2017-03-03") == ["NIL"]


def test_a_president_of_that_name_at_that_date_is_enough(linker):
    assert linked(linker, entity("President Bush"), date="2005-02-24") == ["Q207"]
    assert linked(linker, entity("Mr Bush"), date="2005-02-24") == ["NIL"]


def test_a_region_beats_the_country_a_gazetteer_gave(linker):
    around = Surroundings("Delegates stayed in ", "St. Petersburg", ", Florida, for a week.")
    city = entity("St. Petersburg", EntityType.CITY, key="p", country="RU")
    assert linked(linker, city) == ["Q656"]
    assert linked(linker, city, contexts={("a", "p"): (around,)}) == ["Q49236"]


def test_a_guessed_country_of_a_city_gives_way_to_what_is_spoken_of(linker):
    city = entity("Birmingham", EntityType.CITY, country="GB")
    america = entity("United States", EntityType.COUNTRY, country="US")
    britain = entity("Britain", EntityType.COUNTRY, country="GB")
    assert linked(linker, city)[0] == "Q2256"
    assert linked(linker, city, britain)[0] == "Q2256"
    assert linked(linker, city, america)[0] not in ("Q2256", "NIL")
    assert linked(linker, city, britain, america)[0] == "NIL"


def test_a_family_name_years_after_its_office_is_not_enough(linker):
    assert linked(linker, entity("President Bush", country="US"), date="2015-05-05") == ["NIL"]
    assert linked(linker, entity("Barack Obama", country="US"), date="2022-05-05") == ["Q76"]
