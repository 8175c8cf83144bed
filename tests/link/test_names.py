"""Folding, sounds and titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link._entry import Term
from kg.link._fold import fold, is_acronym, skeleton, sounds
from kg.link._query import holding, interval
from kg.link._store import Store
from kg.link._titles import heads, read_title


@given(st.text(max_size=60))
def test_folding_never_fails_and_is_stable(text):
    once = fold(text)
    assert fold(once) == once
    assert sounds(text) is not None
    assert skeleton(text) is not None


@given(st.text(max_size=60))
def test_reading_a_title_never_fails(text):
    title = read_title(text, lambda form: (), named=True)
    assert not title.head or title.head in heads() or title.head == "minister_other"


def test_acronyms():
    assert is_acronym("AIEA")
    assert is_acronym("U.N.")
    assert not is_acronym("Opep")


@pytest.mark.parametrize(
    ("text", "head", "countries"),
    [
        ("President of Kazakhstan", "president", ("KZ",)),
        ("Kazakh President", "president", ("KZ",)),
        ("Leader of the Islamic Revolution", "supreme_leader", ()),
        ("président de la République du Kazakhstan", "president", ("KZ",)),
        ("chef de l'État", "head_of_state", ()),
        ("US Secretary of State", "secretary_of_state", ("US",)),
        ("UN Secretary-General", "secretary_general", ("Q1065",)),
        ("ministre iranien des Affaires étrangères", "foreign_minister", ("IR",)),
        ("Russian Foreign Minister", "foreign_minister", ("RU",)),
        ("Minister of Defence of Japan", "minister_defence", ("JP",)),
        ("ministre de l'Agriculture", "minister_other", ()),
        ("carpenter", "", ()),
    ],
)
def test_titles(text, head, countries):
    title = read_title(text, Store().codes)
    assert (title.head, title.countries) == (head, countries)


def test_a_term_held():
    term = Term("president", "head_of_state", "", "IR", "2013-08-03", "2021-08-03")
    assert holding(term, interval("2016-04-11", "2016-04-11")) == 1.0
    assert holding(term, interval("2021-12-01", "2021-12-01")) == 0.4
    assert holding(term, interval("2001", "2001")) == 0.0
    assert holding(Term("", "", "", "", "2013", ""), interval("2013-02-01", "2013-02-01")) == 0.8
