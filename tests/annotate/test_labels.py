"""Labels remembered for each combination are those that a pipeline's own attribute ruler gives."""

from typing import Any

import pytest

from kg import language as languages
from kg.annotate.labels import Labels
from kg.annotate.parse import load_pipeline

TEXTS = {
    "en": (
        "There were no talks. There's a plan, but it is late; they're there to say so.",
        "You said that I would go, and she herself had been asked what to do by whom.",
        'The 3 ministers met 1,200 people on Monday (the 5th) — "a first", he said, isn\'t it?',
    ),
    "fr": (
        "Il y a eu des entretiens, mais rien n'a été signé.",
        "Le président l'a reçue lundi ; elle s'est dite « confiante ».",
    ),
}


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_labels_are_those_of_the_ruler(code: str) -> None:
    parser = languages.get(code).coverage.parser
    whole, bare = load_pipeline(code, parser), load_pipeline(code, parser)
    labels = Labels(bare)
    assert not bare.has_pipe("attribute_ruler")
    for text in (*TEXTS[code], *TEXTS[code]):
        wanted = [(word.pos_, word.dep_, str(word.morph)) for word in whole(text)]
        assert labels.of(bare(text)) == wanted


def test_a_rule_about_more_than_the_word_before_is_asked_for_each_text() -> None:
    pipeline: Any = load_pipeline("en", languages.get("en").coverage.parser)
    ruler = pipeline.get_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "on"}, {"LOWER": "the"}, {"LOWER": "spot"}]], {"POS": "ADV"}, index=2)
    labels = Labels(pipeline)
    words = [
        (word.text, pos) for text in ("On the spot", "The spot") for word, (pos, _, _) in pairs(pipeline, labels, text)
    ]
    assert words[2] == ("spot", "ADV")
    assert words[-1] == ("spot", "NOUN")


def pairs(pipeline: Any, labels: Labels, text: str) -> list[tuple[Any, tuple[str, str, str]]]:
    doc = pipeline(text)
    return list(zip(doc, labels.of(doc), strict=True))
