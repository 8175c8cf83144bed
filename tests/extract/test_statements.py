"""Statements of quotations: order, topics, and the event they were made at."""

import pytest

import kg.language
from kg.annotate import annotate
from kg.extract import extract
from kg.model import Article, ArticleFacts

TEXTS = {
    "en": "President Ana Lima received Prime Minister Jan Maes in Lisbon on 3 May 2021.\n\n"
    "“Trade between our countries must grow,” Mr Maes said. He added that a new treaty would be signed in June.",
    "fr": "La présidente Ana Lima a reçu le Premier ministre Jan Maes à Lisbonne le 3 mai 2021.\n\n"
    "« Le commerce entre nos pays doit croître », a déclaré M. Maes. Il a ajouté qu'un traité serait signé en juin.",
}


def facts(code: str) -> ArticleFacts:
    language = kg.language.get(code)
    return extract(annotate(Article(text=TEXTS[code], origin="test"), language), language)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_every_quotation_is_a_statement_in_text_order(code: str) -> None:
    statements = facts(code).statements
    assert [each.position for each in statements] == [1, 2]
    assert [each.kind.value for each in statements] == ["direct", "reported"]
    assert statements[0].content.start < statements[1].content.start


@pytest.mark.parametrize("code", ["en", "fr"])
def test_a_statement_has_the_event_it_was_made_at(code: str) -> None:
    found = facts(code)
    assert found.reports
    assert {each.event for each in found.statements} == {found.reports[0].key}


@pytest.mark.parametrize("code", ["en", "fr"])
def test_topics_are_read_inside_the_statement(code: str) -> None:
    for statement in facts(code).statements:
        for topic in statement.topics:
            assert all(statement.content.contains(span) for span in topic.spans)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_speaker_is_an_entity(code: str) -> None:
    found = facts(code)
    names = {entity.key: entity.name for entity in found.entities}
    assert [names[each.speaker] for each in found.statements] == ["Jan Maes", "Jan Maes"]
