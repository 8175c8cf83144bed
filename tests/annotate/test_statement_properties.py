"""What must hold of the statements of any article: verbatim spans, zones, habits of typing, linear time."""

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg.language
from kg.annotate import annotate
from kg.annotate.marks import find_marks
from kg.annotate.quotations import find_quotations
from kg.model import Annotations, Article, Span, ZoneKind
from tests._timing import least_seconds

BOTH = ("en", "fr")
SENTENCES = {
    "en": (
        "“We will sign the treaty in May,” President Amina Otieno said in the capital on Monday.",
        "The minister said that the two countries would open a new border post.",
        "“The talks were long,” the envoy told reporters, “but they were useful.”",
        "According to the ministry, the delegation will leave the country on Tuesday.",
        "She called the attack a “grave threat” and urged both sides to end the fighting.",
        "The two delegations met for three hours in the palace.",
        "The spokesman warned: “There will be no second chance for anybody.”",
    ),
    "fr": (
        "« Nous signerons le traité en mai », a déclaré lundi dans la capitale la présidente Amina Otieno.",
        "Le ministre a indiqué que les deux pays ouvriraient un nouveau poste frontière.",
        "« Les discussions ont été longues », a dit l'envoyé à la presse, « mais elles ont été utiles. »",
        "Selon le ministère, la délégation quittera le pays mardi.",
        "Elle a qualifié l'attaque de « menace grave » et appelé les deux parties à la retenue.",
        "Les deux délégations se sont entretenues trois heures durant au palais.",
        "Le porte-parole a averti : « Il n'y aura de seconde chance pour personne. »",
    ),
}
FURNITURE = {
    "en": ("Share this article", "Read also: Ten facts about the summit", "© 2024 All rights reserved"),
    "fr": ("Partager cet article", "Lire aussi : Dix questions sur le sommet", "© 2024 Tous droits réservés"),
}
LEAD = {
    "en": "The heads of the two delegations met in the capital on Monday to talk about the border.",
    "fr": "Les chefs des deux délégations se sont réunis lundi dans la capitale pour parler de la frontière.",
}


@cache
def read(code: str, text: str) -> Annotations:
    return annotate(Article(text=text, origin="test"), kg.language.get(code))


def told(code: str, text: str) -> list[tuple[str, str, str]]:
    """Kind, content and source of each statement, with one kind of marks and spaces."""
    plain = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "’": "'", "\u00a0": " ", "\u202f": " "})

    def shown(span: Span | None) -> str:
        return " ".join(span.of(text).translate(plain).replace('" ', '"').replace(' "', '"').split()) if span else ""

    return [(each.kind.value, shown(each.content), shown(each.source)) for each in read(code, text).quotations]


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A language, and the paragraphs of an article in it."""
    code = draw(st.sampled_from(BOTH))
    paragraphs = draw(st.lists(st.sampled_from(SENTENCES[code]), min_size=2, max_size=4, unique=True))
    return code, [LEAD[code], *paragraphs]


few = settings(max_examples=12, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@few
@given(articles(), st.data())
def test_boilerplate_changes_no_statement(article: tuple[str, list[str]], data: st.DataObject) -> None:
    code, paragraphs = article
    lines = data.draw(st.lists(st.sampled_from(FURNITURE[code]), min_size=1, max_size=3, unique=True))
    alone = "\n\n".join(paragraphs)
    assert told(code, "\n\n".join([*paragraphs, *lines])) == told(code, alone)


@few
@given(articles(), st.sampled_from([" ", "\u00a0", "\u202f"]))
def test_the_space_beside_guillemets_changes_no_statement(article: tuple[str, list[str]], space: str) -> None:
    code, paragraphs = article
    text = "\n\n".join(paragraphs)
    spaced = text.replace("« ", f"«{space}").replace(" »", f"{space}»").replace(" :", f"{space}:")
    assert told(code, spaced) == told(code, text)


@few
@given(articles())
def test_straight_marks_change_no_statement(article: tuple[str, list[str]]) -> None:
    code, paragraphs = article
    text = "\n\n".join(paragraphs)
    straight = text.replace("« ", '"').replace(" »", '"').replace("“", '"').replace("”", '"')
    assert told(code, straight) == told(code, text)


@few
@given(articles(), st.data())
def test_no_statement_leaves_its_zone(article: tuple[str, list[str]], data: st.DataObject) -> None:
    code, paragraphs = article
    lines = [data.draw(st.sampled_from(FURNITURE[code])), "“Open and never closed", "« Ouvert"]
    text = "\n\n".join(data.draw(st.permutations([*paragraphs, *lines])))
    annotations = read(code, text)
    zones = [zone.span for zone in annotations.zones if zone.kind is ZoneKind.BODY]
    for each in annotations.quotations:
        assert any(zone.contains(each.content) for zone in zones)


@settings(max_examples=25, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300), st.sampled_from(BOTH))
def test_any_text_at_all(text: str, code: str) -> None:
    text = text.replace("\r", "\n")
    for each in read(code, text).quotations:
        for span in (each.content, each.source, each.cue, each.addressee, *each.quoted):
            assert span is None or span.of(text)


@pytest.mark.parametrize("piece", ["“", "«", '"', "“a” ", "« a » ", '"a" ', "'", "“a\n", '"a" said b. '])
def test_marks_take_time_linear_in_their_number(piece: str) -> None:
    """Eight times the text takes at most 24 times as long, from marks to statements, whatever is in it."""
    language = kg.language.get("en")

    def seconds(count: int) -> float:
        text = piece * count
        paragraphs, start = [], 0
        for line in text.split("\n"):
            if line.strip():
                paragraphs.append(Span(start, start + len(line.rstrip())))
            start += len(line) + 1
        return least_seconds(lambda: find_quotations(text, paragraphs, find_marks(text, paragraphs), (), (), language))

    seconds(1_000)
    assert seconds(80_000) <= 24 * max(seconds(10_000), 0.004)
