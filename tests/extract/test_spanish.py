"""Spanish is data alone: no parser, and what its data promises works."""

import pytest

from kg import language
from kg.annotate import annotate
from kg.extract import extract
from kg.extract.topics import find_topics
from kg.model import Article, ArticleFacts, EventStatus, EventType, PartialDate, PublicationDate, Role, Span

TEXT = """El presidente chileno recibe a su homóloga peruana en Santiago

Santiago, 14 de mayo de 2019 (Agencia) - El presidente de Chile, Mateo Ibarra Fuentes, recibió a la presidenta del \
Perú, Lucía Quispe Rojas, en el Palacio de La Moneda el martes 14 de mayo de 2019.

«Nuestros dos países comparten una frontera y un futuro», dijo el presidente Ibarra. «Queremos más comercio y más \
turismo», añadió Lucía Quispe Rojas.

Los dos mandatarios firmaron un acuerdo de cooperación en materia de migración.

La ministra de Relaciones Exteriores, Elena Duarte, viajará a Lima el próximo lunes.
"""


def facts() -> ArticleFacts:
    spanish = language.get("es")
    return extract(annotate(Article(TEXT, "test", language="es"), spanish), spanish)


def test_it_has_no_parser() -> None:
    assert language.get("es").coverage.parser == ""


def test_events_dates_and_places() -> None:
    meeting, signing, visit = facts().reports
    assert (meeting.type, meeting.status) == (EventType.MEETING, EventStatus.HELD)
    assert {part.entity: part.role for part in meeting.participations} == {
        "mateo-ibarra-fuentes": Role.HOST,
        "lucia-quispe-rojas": Role.GUEST,
    }
    assert {part.on_behalf_of for part in meeting.participations} == {"CL", "PE"}
    assert [date.value.iso for date in meeting.dates if date.value] == ["2019-05-14"]
    assert meeting.location is not None
    assert "moneda" in meeting.location.entity
    assert signing.type is EventType.SIGNING
    assert (visit.type, visit.status) == (EventType.VISIT, EventStatus.SCHEDULED)
    assert visit.dates[0].value is not None
    assert visit.dates[0].value.iso == "2019-05-20"


def test_quotes_with_marks_and_named_speakers() -> None:
    assert [(each.content.of(TEXT), each.speaker) for each in facts().statements] == [
        ("Nuestros dos países comparten una frontera y un futuro", "mateo-ibarra-fuentes"),
        ("Queremos más comercio y más turismo", "lucia-quispe-rojas"),
    ]


def test_topics() -> None:
    assert {"20000373", "20000331", "20000771", "20000638"} <= {topic.topic for topic in facts().topics}


OTHERS = [
    (
        "El presidente del Gobierno español, Pedro Salgado, se reunió este miércoles en Madrid con la ministra "
        "uruguaya Ana Duarte. «La pesca nos une», afirmó Pedro Salgado.",
        ("Meeting held", ["2024-04-17"], "Madrid", {"pedro-salgado", "ana-duarte"}),
        [("La pesca nos une", "pedro-salgado")],
    ),
    (
        "La ministra Elena Duarte viajará a Bogotá el 22 de abril. «Volveremos con un acuerdo», dijo Elena Duarte.",
        ("Visit scheduled", ["2024-04-22"], "Bogotá", {"elena-duarte"}),
        [("Volveremos con un acuerdo", "elena-duarte")],
    ),
    (
        "Elena Duarte y Mateo Paredes firmaron el miércoles en Lima un acuerdo de pesca.",
        ("Signing held", ["2024-04-17"], "Lima", {"elena-duarte", "mateo-paredes"}),
        [],
    ),
]


@pytest.mark.parametrize(("text", "event", "quotes"), OTHERS)
def test_other_articles(text: str, event: tuple[str, list[str], str, set[str]], quotes: list[tuple[str, str]]) -> None:
    spanish = language.get("es")
    day = PublicationDate(PartialDate.parse("2024-04-18"), "option")
    found = extract(annotate(Article(text, "test", language="es", published=day), spanish), spanish)
    report = found.reports[0]
    names = {entity.key: entity.name for entity in found.entities}
    assert report.location is not None
    assert (
        f"{report.type} {report.status}",
        [date.value.iso for date in report.dates if date.value],
        names[report.location.entity],
        {part.entity for part in report.participations},
    ) == event
    assert [(each.content.of(text), each.speaker) for each in found.statements] == quotes


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Acordaron restituir el patrimonio cultural.", "20000044"),
        ("El ferrocarril cruzará la frontera.", "20000340"),
        ("Hablaron de la energía nuclear.", "20000265"),
        ("Ofrecieron ayuda humanitaria a los damnificados.", "20000643"),
    ],
)
def test_topics_that_news_of_diplomacy_has(text: str, topic: str) -> None:
    assert topic in {each.topic for each in find_topics(text, [Span(0, len(text))], language.get("es"))}
