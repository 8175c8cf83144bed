"""Where an event is, where a sentence names more than one place."""

import pytest

from kg.model import Inferred, Location, Observed
from tests.extract._facts import facts_of


def place_of(code: str, text: str) -> tuple[str, Location | None]:
    facts = facts_of(text, code)
    location = facts.reports[0].location
    names = {entity.key: entity.name for entity in facts.entities}
    return (names[location.entity].title() if location else ""), location


@pytest.mark.parametrize(
    ("code", "text", "place"),
    [
        ("en", "BRUSSELS, March 12 - Minister Anna Berg met President Luis Vega, her office said in Oslo.", ""),
        (
            "fr",
            "BRUXELLES, 12 mars - Anna Berg a rencontré le président Luis Vega, ont indiqué ses services à Oslo.",
            "",
        ),
        ("fr", "QUITO, 12 mars - La ministre Anna Berg a rencontré à Lima Luis Vega.", "Lima"),
        ("fr", "QUITO, 12 mars - Le ministre Driss Alami a reçu à Rabat M. Paul Roy, porteur d'un message.", "Rabat"),
        ("en", "Minister Anna Berg met in Lima Luis Vega, the president of Peru.", "Lima"),
    ],
)
def test_the_place_of_the_event_alone(code: str, text: str, place: str) -> None:
    assert place_of(code, text)[0] == place


@pytest.mark.parametrize(
    ("code", "text", "place", "evidence"),
    [
        (
            "en",
            "TUNIS, March 12 - Omar Idris, on a visit to Algiers, was received by President Samir Nour.",
            "Algiers",
            Inferred,
        ),
        (
            "fr",
            "TUNIS, 12 mars - Omar Idris, en visite à Alger, a été reçu par le président Samir Nour.",
            "Alger",
            Observed,
        ),
    ],
)
def test_a_guest_is_received_where_they_are_visiting(code: str, text: str, place: str, evidence: type) -> None:
    name, location = place_of(code, text)
    assert name == place
    assert location is not None
    assert isinstance(location.evidence, evidence)
