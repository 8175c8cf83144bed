"""Who is who across articles, without any authority."""

import pytest
from msgspec.structs import replace

from kg.fuse import digest, fuse
from kg.model import (
    ArticleDigest,
    DateAssertion,
    DateBasis,
    EntityDigest,
    EntityType,
    EventStatus,
    EventType,
    FusedFacts,
    Gender,
    Name,
    OfficeDigest,
    PartialDate,
    ParticipationDigest,
    ReportDigest,
    ReportRelation,
    Role,
    Span,
)
from tests.extract._facts import facts_of


def person(name: str, country: str = "", key: str = "p", **more: object) -> EntityDigest:
    return replace(EntityDigest(key, EntityType.PERSON, name, country=country), **more)  # type: ignore[arg-type]


def article(key: str, *entities: EntityDigest, language: str = "en", day: str = "") -> ArticleDigest:
    """An article whose persons met on a day, or that only names them."""
    reports = ()
    if day:
        reports = (
            ReportDigest(
                "m",
                EventType.MEETING,
                EventStatus.HELD,
                ReportRelation.MAIN,
                tuple(ParticipationDigest(each.key, Role.ATTENDEE) for each in entities),
                (DateAssertion(Span(0, 1), "", DateBasis.EXPLICIT, PartialDate.parse(day)),),
            ),
        )
    return ArticleDigest(key, language, None, b"", entities, reports, ())


def names(fused: FusedFacts) -> set[tuple[str, ...]]:
    """The names of each person."""
    return {
        tuple(sorted({name.text for name in (*each.names, *each.alternate_names)}))
        for each in fused.entities
        if each.type is EntityType.PERSON
    }


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Nursultan Nazarbayev", "Noursoultan Nazarbaïev"),
        ("Nursultan Nazarbayev", "Нурсултан Назарбаев"),
        ("Mohammed bin Salman", "Mohamed ben Salman"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("Sergei Lavrov", "Sergueï Lavrov"),
        ("Abdel Fattah al-Sisi", "Abdel Fattah Al-Sissi"),
        ("Kim Jong Un", "Kim Jong-un"),
        ("Park Min-ho", "Min-ho Park"),
        ("Volodymyr Zelenskiy", "Volodymyr Zelensky"),
    ],
)
def test_one_person_in_two_spellings(first: str, second: str) -> None:
    fused = fuse([article("a", person(first, "XX")), article("b", person(second, "XX"), language="fr")])
    assert len(names(fused)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Mamadou Sarr", "Ousmane Sarr"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Hassan Rouhani", "Hassan Nasrallah"),
        ("Angela Merkel", "Anna Merkel"),
        ("Mario Rossi", "Marco Rossi"),
    ],
)
def test_two_persons_of_one_surname_or_given_name(first: str, second: str) -> None:
    fused = fuse([article("a", person(first, "XX")), article("b", person(second, "XX"))])
    assert len(names(fused)) == 2


def test_one_name_in_two_countries_is_left_open() -> None:
    fused = fuse([article("a", person("John Smith", "US")), article("b", person("John Smith", "GB"))])
    assert len(fused.entities) == 2
    ((kind, score),) = {(each.kind, each.score) for each in fused.unsure}
    assert (kind, score) == ("entity", 0.5)
    keys = sorted(each.key for each in fused.entities)
    assert keys[0] == "john-smith"
    assert keys[1].startswith("john-smith-")


def test_man_and_woman_of_one_name_are_left_open() -> None:
    first = person("Andrea Rossi", "IT", gender=Gender.MASCULINE)
    second = person("Andrea Rossi", "IT", gender=Gender.FEMININE)
    fused = fuse([article("a", first), article("b", second)])
    assert len(fused.entities) == 2
    assert len(fused.unsure) == 1


def test_a_surname_alone_joins_the_only_one_who_has_it() -> None:
    fused = fuse([article("a", person("Emmanuel Macron", "FR")), article("b", person("Macron", "FR"))])
    assert names(fused) == {("Emmanuel Macron", "Macron")}


def test_a_surname_alone_joins_nobody_when_two_have_it() -> None:
    two = (person("Jean Dupont", "FR"), person("Luc Dupont", "FR", "q"))
    fused = fuse([article("a", *two), article("b", person("Dupont", "FR"))])
    assert names(fused) == {("Jean Dupont",), ("Luc Dupont",), ("Dupont",)}
    assert len(fused.unsure) == 2


def test_a_surname_without_a_country_is_left_open() -> None:
    fused = fuse([article("a", person("Emmanuel Macron", "FR")), article("b", person("Macron"))])
    assert len(names(fused)) == 2
    assert len(fused.unsure) == 1


def test_a_shared_event_makes_a_surname_sure() -> None:
    other = person("Olaf Scholz", "DE", "q")
    fused = fuse(
        [
            article("a", person("Emmanuel Macron"), other, day="2022-05-09"),
            article("b", person("Macron"), other, day="2022-05-09"),
        ]
    )
    assert len(fused.events) == 1
    assert len(names(fused)) == 2


def test_a_title_joins_the_holder_of_office_and_country() -> None:
    office = (OfficeDigest("head_of_state", "KZ", "President of Kazakhstan"),)
    leader = person("the Kazakh leader", "KZ", named=False, offices=office)
    other = person("Hassan Rouhani", "IR", "q")
    fused = fuse(
        [
            article("a", person("Nursultan Nazarbayev", "KZ", offices=office), other, day="2016-04-11"),
            article("b", leader, other, day="2016-04-11"),
        ]
    )
    assert len(fused.events) == 1
    assert [each.key for each in fused.entities] == ["hassan-rouhani", "nursultan-nazarbayev"]


def test_a_title_of_another_country_joins_nobody() -> None:
    holder = (OfficeDigest("head_of_state", "KZ", "President of Kazakhstan"),)
    wanted = (OfficeDigest("head_of_state", "TJ", "President of Tajikistan"),)
    other = person("Hassan Rouhani", "IR", "q")
    fused = fuse(
        [
            article("a", person("Nursultan Nazarbayev", "KZ", offices=holder), other, day="2016-04-11"),
            article("b", person("the Tajik leader", "TJ", named=False, offices=wanted), other, day="2016-04-11"),
        ]
    )
    assert len(fused.entities) == 3


def test_an_authority_joins_and_parts() -> None:
    digests = [
        article("a", person("Bombay Duck")),
        article("b", person("Mumbai Fish")),
        article("c", person("Mumbai Fish")),
    ]
    same = {("a", "p"): "wd:1", ("b", "p"): "wd:1", ("c", "p"): "wd:2"}
    assert names(fuse(digests, same)) == {("Bombay Duck", "Mumbai Fish"), ("Mumbai Fish",)}


def test_a_city_in_two_languages() -> None:
    cities = [EntityDigest("p", EntityType.CITY, name) for name in ("London", "Londres", "Tashkent", "Tachkent")]
    fused = fuse([article(str(at), city) for at, city in enumerate(cities)])
    assert sorted(each.key for each in fused.entities) == ["london", "tashkent"]


def test_names_are_the_best_of_each_language() -> None:
    fused = fuse(
        [
            article("a", person("Nazarbayev", "KZ")),
            article("b", person("Nursultan Nazarbayev", "KZ")),
            article("c", person("Noursoultan Nazarbaïev", "KZ"), language="fr"),
        ]
    )
    (entity,) = fused.entities
    assert [(name.language, name.text) for name in entity.names] == [
        ("en", "Nursultan Nazarbayev"),
        ("fr", "Noursoultan Nazarbaïev"),
    ]
    assert [name.text for name in entity.alternate_names] == ["Nazarbayev"]


def test_a_country_that_no_words_name_is_there_for_whom_it_took_part() -> None:
    text = "MADRID, March 5 (Reuters) - Foreign Minister Eva Lind received Kenyan Foreign Minister Peter Otieno here."
    told = digest(facts_of(text, "en", "2025-03-05"))
    other = digest(facts_of("The minister of Spain spoke about fishing.", "en", "2025-03-06"))
    alone, both = fuse([told]), fuse([told, other])
    for fused in (alone, both):
        sides = {part.entity: part.on_behalf_of for event in fused.events for part in event.participations}
        assert sides == {"eva-lind": "es", "peter-otieno": "ke"}
    names = {each.key: each.names for each in alone.entities}
    assert names["es"] == (Name("en", "Spain"), Name("fr", "Espagne"))
    assert {key for _, key in alone.mentions} == {"eva-lind", "peter-otieno", "ke", "madrid"}
    assert {each.key: each.names for each in both.entities}["es"] == (Name("en", "Spain"),)
    assert (other.article, "es") in both.mentions
