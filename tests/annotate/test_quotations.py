"""Who said what: direct, mixed and reported, cue and speaker, what is no statement, and any text at all."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg.language
from kg.annotate import annotate, quotations_confidence
from kg.model import Article, EntityType, Quotation


def found(code: str, text: str) -> list[Quotation]:
    return list(annotate(Article(text=text, origin="test"), kg.language.get(code)).quotations)


def told(code: str, text: str) -> list[tuple[str, str, str, str]]:
    """Kind, content, source and cue of each quotation."""
    return [
        (
            each.kind.value,
            each.content.of(text),
            each.source.of(text) if each.source else "",
            each.cue.of(text) if each.cue else "",
        )
        for each in found(code, text)
    ]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "“We will act,” said the minister.", ("direct", "We will act,", "the minister", "said")),
        ("en", "“We will act,” the minister said on Monday.", ("direct", "We will act,", "the minister", "said")),
        ("en", "The minister said: “We will act.”", ("direct", "We will act.", "The minister", "said")),
        ("en", "“We will act,” he barked.", ("direct", "We will act,", "he", "barked")),
        ("en", "The minister said that they would act.", ("reported", "that they would act", "The minister", "said")),
        ("en", "They would act, the minister said.", ("reported", "They would act", "the minister", "said")),
        (
            "en",
            "The minister said they were “ready to act”.",
            ("mixed", "they were “ready to act”", "The minister", "said"),
        ),
        ("fr", "« Nous irons », a-t-il dit.", ("direct", "Nous irons", "-il", "a-t-il dit")),
        ("fr", "« Nous irons », a déclaré le ministre.", ("direct", "Nous irons", "le ministre", "a déclaré")),
        ("fr", "Le ministre a déclaré : « Nous irons ».", ("direct", "Nous irons", "Le ministre", "a déclaré")),
        (
            "fr",
            "« Si tu viens, poursuit-il, nous irons. »",
            ("direct", "Si tu viens, poursuit-il, nous irons.", "il", "poursuit-il"),
        ),
        ("fr", "Le ministre a dit que tout irait bien.", ("reported", "tout irait bien", "Le ministre", "a dit")),
        ("fr", "Selon le ministre, tout ira bien.", ("reported", "tout ira bien", "le ministre", "Selon")),
        (
            "fr",
            "Le ministre a souligné la nécessité de coopérer.",
            ("reported", "la nécessité de coopérer", "Le ministre", "a souligné"),
        ),
        (
            "fr",
            "Le ministre a estimé que « la paix est proche ».",
            ("direct", "la paix est proche", "Le ministre", "a estimé"),
        ),
        (
            "fr",
            "Bamako exige un dialogue direct, ce que Paris refuse.",
            ("reported", "un dialogue direct", "Bamako", "exige"),
        ),
        (
            "fr",
            "Selon une source ayant requis l'anonymat, « la paix est proche ».",
            ("direct", "la paix est proche", "une source", "Selon"),
        ),
        (
            "fr",
            "« C'est un jour historique », s'est réjoui M. Ba, cité par l'agence.",
            ("direct", "C'est un jour historique", "M. Ba", "s'est réjoui"),
        ),
        (
            "fr",
            "Le maire a assuré M. Ba de « la solidarité entière » de la ville.",
            ("mixed", "M. Ba de « la solidarité entière » de la ville", "Le maire", "a assuré"),
        ),
        (
            "fr",
            "La présidence, elle, dément cette rencontre.",
            ("reported", "cette rencontre", "La présidence", "dément"),
        ),
        (
            "fr",
            "M. Ba se rendra à Lomé, a annoncé son porte-parole.",
            ("reported", "M. Ba se rendra à Lomé", "son porte-parole", "a annoncé"),
        ),
        (
            "fr",
            "Mme Ba, qui dirige un dispensaire, a remercié la France de son aide.",
            ("reported", "la France de son aide", "Mme Ba", "a remercié"),
        ),
        (
            "fr",
            "Quand le maire soutient que tout ira bien, les habitants rient.",
            ("reported", "tout ira bien", "le maire", "soutient"),
        ),
        (
            "fr",
            "« La paix est proche », lit-on dans le communiqué.",
            ("direct", "La paix est proche", "le communiqué", "lit"),
        ),
        (
            "fr",
            "La ministre a estimé qu'« un compromis » restait possible.",
            ("mixed", "« un compromis » restait possible", "La ministre", "a estimé"),
        ),
        (
            "en",
            "OSLO, May 2. /ABC/. The premier will visit Lima, spokeswoman Anna Berg told a briefing.",
            ("reported", "The premier will visit Lima", "spokeswoman Anna Berg", "told"),
        ),
        (
            "en",
            "Asked if Oslo would sign it, the minister said: “We are not there yet.”",
            ("direct", "We are not there yet.", "the minister", "said"),
        ),
    ],
)
def test_one_statement(code: str, text: str, expected: tuple[str, str, str, str]) -> None:
    assert told(code, text) == [expected]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The minister did not say whether they would act."),
        ("en", "The minister refused to say that they would act."),
        ("en", "She read the novel “The Long Road” on the train."),
        ("fr", "Le ministre n'a pas précisé si la vente était conclue."),
        ("fr", "Le ministre n'a jamais dit que la vente était conclue."),
        ("fr", "Elle a soutenu une thèse intitulée « La Parole donnée »."),
        ("fr", "Les deux dirigeants ont évoqué la situation en Méditerranée."),
        ("fr", "Les ministres ont évoqué les perspectives de coopération."),
        ("fr", "Le maire a souhaité la bienvenue à son hôte."),
        ("en", "The two leaders discussed the situation and reviewed preparations for the visit."),
    ],
)
def test_no_statement(code: str, text: str) -> None:
    assert told(code, text) == []


def test_a_participle_has_the_speaker_of_the_main_clause() -> None:
    text = "Le ministre a indiqué que la loi serait votée, ajoutant : « Nous irons vite »."
    assert [source for _, _, source, _ in told("fr", text)] == ["Le ministre", "Le ministre"]


def test_a_coordinated_verb_has_the_speaker_of_the_main_clause() -> None:
    text = "Le ministre a rappelé que des mesures ont été prises et ajouté : « Nous irons vite »."
    assert [(content, source) for _, content, source, _ in told("fr", text)] == [
        ("des mesures ont été prises", "Le ministre"),
        ("Nous irons vite", "Le ministre"),
    ]


def test_an_interrupted_quotation_is_two_with_a_link() -> None:
    first, second = found("en", "“We will act,” the minister said, “and we will win.”")
    assert second.continues == first.content
    assert first.source == second.source


def test_a_quotation_of_several_paragraphs_is_one() -> None:
    text = "The two sides met in the capital on Tuesday.\n\n“We will act.\n\n“We will win,” the minister said."
    (quotation,) = found("en", text)
    assert quotation.content.of(text) == "We will act.\n\n“We will win,"


def test_the_next_sentence_goes_on() -> None:
    text = "“We will act,” the minister said. “We will win.”"
    assert [each.rule for each in found("en", text)] == ["quote, subject cue", "continued"]


def test_an_unclosed_quotation_is_flagged() -> None:
    (quotation,) = found("en", "The minister said: “We will never go there.")
    assert quotation.unclosed


def test_the_addressee() -> None:
    text = "“We will act,” the minister told reporters."
    (quotation,) = found("en", text)
    assert quotation.addressee is not None
    assert quotation.addressee.of(text) == "reporters"


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "''{}''", "« {} »", "«\u00a0{}\u00a0»", "‘{}’"])
def test_the_habit_of_marks_changes_nothing(marks: str) -> None:
    text = f"{marks.format('We will act,')} said the minister."
    assert [(kind, content, source) for kind, content, source, _ in told("en", text)] == [
        ("direct", "We will act,", "the minister")
    ]


def test_a_confidence_is_a_share() -> None:
    assert all(0 <= each.confidence <= 1 for each in found("en", "“We will act,” said the minister."))


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            [
                "He said",
                "that",
                "“",
                "”",
                '"',
                "«",
                "»",
                ",",
                ".",
                ":",
                "\n",
                "added",
                "the minister",
                "we go",
                "'",
                "é",
            ]
        ),
        max_size=30,
    )
)
def test_any_text(words: list[str]) -> None:
    text = " ".join(words)
    for code in ("en", "fr"):
        for quotation in found(code, text):
            assert 0 <= quotation.content.start < quotation.content.end <= len(text)
            for span in (quotation.source, quotation.cue, quotation.addressee):
                assert span is None or (0 <= span.start < span.end <= len(text))
            assert all(quotation.content.contains(span) for span in quotation.quoted)


def test_no_features_are_made_where_nothing_weighs_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(evidence: quotations_confidence.Evidence) -> tuple[str, ...]:
        raise AssertionError("the features were asked for")

    monkeypatch.setattr(quotations_confidence, "features_of", asked)
    assert found("fr", "« Nous agirons », a dit la ministre. Elle a ajouté que le projet avançait.")


@pytest.mark.parametrize(
    ("code", "text", "speaks"),
    [
        ("en", "“We agree,” a source from the Ministry of Defence said.", False),
        ("en", "“We agree,” a statement from the Ministry of Defence said.", True),
        ("fr", "« C'est fini », raconte un diplomate de l'Union africaine.", False),
    ],
)
def test_somebody_unnamed_at_a_body_is_not_the_body(code: str, text: str, speaks: bool) -> None:
    found = annotate(Article(text=text, origin="test"), kg.language.get(code))
    bodies = {each.key for each in found.entities if each.type is not EntityType.PERSON}
    (quotation,) = found.quotations
    assert (quotation.speaker in bodies) is speaks
