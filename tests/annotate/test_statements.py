"""What a statement is and whose it is, construction by construction, in English and French."""

import pytest

import kg.language
from kg.annotate import annotate
from kg.model import Annotations, Article, Entity, Quotation, QuotationKind, Span

NBSP, NNBSP = "\u00a0", "\u202f"
EN_LEAD = "The two sides met in the capital on Tuesday.\n\n"
FR_LEAD = "Les deux parties se sont réunies mardi dans la capitale.\n\n"


def read(code: str, text: str) -> Annotations:
    return annotate(Article(text=text, origin="test"), kg.language.get(code))


def found(code: str, text: str) -> list[Quotation]:
    return list(read(code, text).quotations)


def contents(code: str, text: str) -> list[str]:
    return [each.content.of(text) for each in found(code, text)]


def words(span: Span | None, text: str) -> str:
    return span.of(text) if span is not None else ""


def speakers(code: str, text: str) -> list[str]:
    """The name of each speaker; its surface when the article names it nowhere, "" when nobody is named."""
    annotations = read(code, text)
    names = {entity.key: entity.name for entity in annotations.entities}
    return [names.get(each.speaker) or (each.source.of(text) if each.source else "") for each in annotations.quotations]


def entity(code: str, text: str, key: str) -> Entity:
    return next(each for each in read(code, text).entities if each.key == key)


# Quotation marks of every habit.


@pytest.mark.parametrize(
    "marks",
    [
        *("“{}”", '"{}"', "«{}»", "« {} »", f"«{NBSP}{{}}{NBSP}»", f"«{NNBSP}{{}}{NNBSP}»", "‹{}›", "„{}“"),
        *(
            "„{}”",
            "‘{}’",
            "'{}'",
            "''{}''",
            "“{}“",
            "”{}”",
        ),
    ],
)
@pytest.mark.parametrize(
    ("code", "before", "words", "after"),
    [
        ("en", "", "We will act at once,", " the minister said."),
        ("en", "The minister said: ", "We will act at once.", ""),
        ("fr", "", "Nous agirons tout de suite", ", a déclaré le ministre."),
        ("fr", "Le ministre a déclaré : ", "Nous agirons tout de suite.", ""),
    ],
)
def test_marks(code: str, before: str, words: str, after: str, marks: str) -> None:
    text = before + marks.format(words) + after
    assert contents(code, text) == [words]


@pytest.mark.parametrize(
    ("code", "text", "content"),
    [
        ("en", "“He told me ‘never again’ and left,” the envoy said.", "He told me ‘never again’ and left,"),
        ("en", "‘It is the ministers’ plan,’ the envoy said.", "It is the ministers’ plan,"),
        ("en", "'It's not the workers' fault,' the envoy said.", "It's not the workers' fault,"),
        ("en", "“They [the rebels] must … stop,” the envoy said.", "They [the rebels] must … stop,"),
        ("en", "“We came; we saw; we agreed,” the envoy said.", "We came; we saw; we agreed,"),
        (
            "fr",
            "« Il m’a dit “plus jamais” et il est parti », a dit l’envoyé.",
            "Il m’a dit “plus jamais” et il est parti",
        ),
        ("fr", "« Ils [les rebelles] doivent (…) cesser », a dit l’envoyé.", "Ils [les rebelles] doivent (…) cesser"),
        ("fr", "« Nous avons vu ; nous avons compris », a dit l’envoyé.", "Nous avons vu ; nous avons compris"),
    ],
)
def test_what_stands_inside_belongs_to_the_quote(code: str, text: str, content: str) -> None:
    assert contents(code, text) == [content]


@pytest.mark.parametrize(
    ("code", "text", "parts"),
    [
        ("en", "“We will act,” the minister said, “and we will win.”", ["We will act,", "and we will win."]),
        ("fr", "« Nous agirons », a dit le ministre, « et nous gagnerons. »", ["Nous agirons", "et nous gagnerons."]),
    ],
)
def test_an_interrupted_quote_is_two_with_a_link(code: str, text: str, parts: list[str]) -> None:
    first, second = found(code, text)
    assert [first.content.of(text), second.content.of(text)] == parts
    assert second.continues == first.content
    assert second.speaker == first.speaker


@pytest.mark.parametrize(
    ("code", "text", "content"),
    [
        ("en", "The minister said: “We will never yield.\n\nShe left on Monday.", "We will never yield."),
        ("en", "“We will never yield, the minister said on Monday.", "We will never yield"),
        ("fr", "Le ministre a dit : « Nous ne céderons jamais.\n\nIl est parti lundi.", "Nous ne céderons jamais."),
        ("fr", "« Nous ne céderons jamais, a dit le ministre lundi.", "Nous ne céderons jamais"),
    ],
)
def test_an_unclosed_quote_ends_with_its_paragraph_or_cue(code: str, text: str, content: str) -> None:
    (quotation,) = found(code, text)
    assert quotation.content.of(text) == content
    assert quotation.unclosed


@pytest.mark.parametrize(
    ("code", "text", "content"),
    [
        (
            "en",
            f"{EN_LEAD}The minister said: “We will act.\n\n“We will win, and nothing will stop us.”",
            "We will act.\n\n“We will win, and nothing will stop us.",
        ),
        (
            "fr",
            f"{FR_LEAD}Le ministre a dit : « Nous agirons.\n\n« Nous gagnerons ce vote et rien ne nous arrêtera. »",
            "Nous agirons.\n\n« Nous gagnerons ce vote et rien ne nous arrêtera.",
        ),
    ],
)
def test_a_quote_of_several_paragraphs_is_one(code: str, text: str, content: str) -> None:
    (quotation,) = found(code, text)
    assert quotation.content.of(text) == content
    assert not quotation.unclosed


# What is no statement.


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "She was reading the novel “The Long Road” when the train left."),
        ("en", "The so-called “peace camp” lost the vote in the capital on Sunday."),
        ("en", "Robert “Bobby” Hale arrived in the capital on Monday."),
        ("en", "The operation “Desert Wind” began at dawn in the north."),
        ("en", "The minister did not say whether they would act."),
        ("en", "The minister refused to say that they would act."),
        ("en", "The minister never claimed that they would act."),
        ("en", "Did the minister say that they would act?"),
        ("fr", "Elle lisait le roman « La Longue Route » quand le train est parti."),
        ("fr", "Le prétendu « camp de la paix » a perdu le vote dimanche dans la capitale."),
        ("fr", "Robert « Bob » Hale est arrivé lundi dans la capitale."),
        ("fr", "L’opération « Vent du désert » a commencé à l’aube dans le nord."),
        ("fr", "Le ministre n’a pas dit si la loi serait votée."),
        ("fr", "Le ministre a refusé de dire que la loi serait votée."),
        ("fr", "Le ministre n’a jamais prétendu que la loi serait votée."),
        ("fr", "Le ministre a-t-il dit que la loi serait votée ?"),
        ("fr", "Le président annoncera demain que la loi sera votée."),
        ("fr", "L’entretien a permis d’évoquer les moyens de renforcer la coopération."),
    ],
)
def test_no_statement(code: str, text: str) -> None:
    assert contents(code, text) == []


# Mixed quotes and reported speech.


@pytest.mark.parametrize(
    ("code", "text", "content", "quoted"),
    [
        ("en", "The minister called it a “grave threat”.", "it a “grave threat”", ["grave threat"]),
        (
            "en",
            "The minister said the plan was “dead” and “buried”.",
            "the plan was “dead” and “buried”",
            ["dead", "buried"],
        ),
        (
            "fr",
            "Le ministre a qualifié la hausse de « menace grave ».",
            "la hausse de « menace grave »",
            ["menace grave"],
        ),
        (
            "fr",
            "Le ministre a jugé « inacceptable » l’attitude de Kigali.",
            "« inacceptable » l’attitude de Kigali",
            ["inacceptable"],
        ),
        (
            "fr",
            "Le ministre a dit souhaiter « tourner la page ».",
            "souhaiter « tourner la page »",
            ["tourner la page"],
        ),
    ],
)
def test_a_mixed_quote(code: str, text: str, content: str, quoted: list[str]) -> None:
    (quotation,) = found(code, text)
    assert quotation.content.of(text) == content
    assert [span.of(text) for span in quotation.quoted] == quoted


@pytest.mark.parametrize(
    ("code", "text", "content", "source", "lemma", "kind"),
    [
        ("en", "The minister said that the law would pass.", "the law would pass", "The minister", "say", "say"),
        ("en", "The law would pass, the minister said.", "The law would pass", "the minister", "say", "say"),
        (
            "en",
            "According to the minister, the law would pass.",
            "the law would pass",
            "the minister",
            "according to",
            "say",
        ),
        ("en", "The minister warned that the law would fail.", "the law would fail", "The minister", "warn", "warn"),
        ("en", "The minister denied that the law would fail.", "the law would fail", "The minister", "deny", "deny"),
        (
            "en",
            "The minister stressed the need to act together.",
            "the need to act together",
            "The minister",
            "stress",
            "stress",
        ),
        (
            "en",
            "The minister promised to sign the treaty in May.",
            "to sign the treaty in May",
            "The minister",
            "promise",
            "promise",
        ),
        (
            "en",
            "The minister urged both sides to end the fighting.",
            "both sides to end the fighting",
            "The minister",
            "urge",
            "demand",
        ),
        (
            "en",
            "The minister praised the talks as a success.",
            "the talks as a success",
            "The minister",
            "praise",
            "praise",
        ),
        ("fr", "Le ministre a dit que la loi serait votée.", "la loi serait votée", "Le ministre", "dire", "say"),
        ("fr", "La loi sera votée, a dit le ministre.", "La loi sera votée", "le ministre", "dire", "say"),
        (
            "fr",
            "La loi, a dit le ministre, sera votée.",
            "La loi, a dit le ministre, sera votée",
            "le ministre",
            "dire",
            "say",
        ),
        ("fr", "Selon le ministre, la loi sera votée.", "la loi sera votée", "le ministre", "selon", "say"),
        ("fr", "De l’aveu du ministre, la loi est morte.", "la loi est morte", "ministre", "de l’aveu du", "say"),
        ("fr", "Pour le ministre, la loi est morte.", "la loi est morte", "le ministre", "pour", "say"),
        ("fr", "Comme l’a dit le ministre, la loi est morte.", "la loi est morte", "le ministre", "dire", "say"),
        (
            "fr",
            "Le ministre a souligné la nécessité de coopérer.",
            "la nécessité de coopérer",
            "Le ministre",
            "souligner",
            "stress",
        ),
        (
            "fr",
            "Le ministre a affirmé avoir signé le traité.",
            "avoir signé le traité",
            "Le ministre",
            "affirmer",
            "say",
        ),
        (
            "fr",
            "Le ministre a appelé les parties à la retenue.",
            "les parties à la retenue",
            "Le ministre",
            "appeler",
            "demand",
        ),
        ("fr", "Le ministre s’est dit prêt à signer.", "prêt à signer", "Le ministre", "se dire", "say"),
        (
            "fr",
            "Le ministre aurait déclaré que la loi serait votée.",
            "la loi serait votée",
            "Le ministre",
            "déclarer",
            "say",
        ),
        ("fr", "Le ministre a démenti toute ingérence.", "toute ingérence", "Le ministre", "démentir", "deny"),
        ("fr", "Le ministre a plaidé lundi pour une trêve.", "pour une trêve", "Le ministre", "plaider", "demand"),
        (
            "fr",
            "Le ministre l’a promis : la loi sera votée.",
            "la loi sera votée",
            "Le ministre",
            "promettre",
            "promise",
        ),
    ],
)
def test_reported_speech(code: str, text: str, content: str, source: str, lemma: str, kind: str) -> None:
    (quotation,) = found(code, text)
    told = quotation.content.of(text).removeprefix("that ")
    assert (told, words(quotation.source, text)) == (content, source)
    assert (quotation.cue_lemma, quotation.cue_class) == (lemma, kind)


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        (
            "fr",
            "Le ministre a dit que la loi serait votée, ajoutant que « le pays attend ».",
            ["la loi serait votée", "le pays attend"],
        ),
        (
            "fr",
            "Le ministre a salué l’accord et appelé les parties au calme, avant de rappeler que rien n’était acquis.",
            ["l’accord", "les parties au calme", "rien n’était acquis"],
        ),
        (
            "fr",
            "Le ministre a indiqué que la loi était prête dans un communiqué publié lundi.",
            ["la loi était prête"],
        ),
        (
            "en",
            "The minister said the law was ready, adding that work would begin.",
            ["the law was ready", "work would begin"],
        ),
    ],
)
def test_one_speaker_says_several_things(code: str, text: str, told: list[str]) -> None:
    assert [each.removeprefix("that ") for each in contents(code, text)] == told
    assert len(set(speakers(code, text))) == 1


# Speakers.


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "“We agree,” said Jane Doe.", "Jane Doe"),
        ("en", "“We agree,” said the Kenyan foreign minister, Amina Otieno.", "Amina Otieno"),
        ("en", "“We agree,” the two leaders said.", "two leaders"),
        ("en", "“We agree,” a statement from the ministry said.", "ministry"),
        ("en", "“We agree,” Luanda said.", "Luanda"),
        ("en", "The minister was quoted as saying that the law would pass.", "minister"),
        ("fr", "« Nous sommes d’accord », a dit Jeanne Dupont.", "Jeanne Dupont"),
        ("fr", "« Nous sommes d’accord », a dit la ministre kényane, Amina Otieno.", "Amina Otieno"),
        ("fr", "« Nous sommes d’accord », ont dit les deux dirigeants.", "deux dirigeants"),
        ("fr", "« Nous sommes d’accord », indique un communiqué du ministère.", "communiqué"),
        ("fr", "« Nous sommes d’accord », a réagi Luanda.", "Luanda"),
        (
            "fr",
            "« C’est une chance », a martelé lundi devant le Parlement le ministre, Karim Belhadj.",
            "Karim Belhadj",
        ),
    ],
)
def test_a_speaker(code: str, text: str, expected: str) -> None:
    (speaker,) = speakers(code, text)
    assert expected.lower() in speaker.lower()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "President Amina Otieno arrived on Monday. “We agree,” she said. Otieno later said: “We will sign.”"),
        (
            "fr",
            "La présidente Amina Otieno est arrivée. « Oui », a-t-elle dit. « Nous signerons », a dit Mme Otieno.",
        ),
    ],
)
def test_pronoun_and_surname_lead_to_one_person(code: str, text: str) -> None:
    assert set(speakers(code, text)) == {"Amina Otieno"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "John Adeyemi met Grace Adeyemi on Monday. “Yes,” John Adeyemi said. “No,” Grace Adeyemi said.",
        ),
        (
            "fr",
            "Jean Adeyemi a vu Grace Adeyemi lundi. « Oui », a dit Jean Adeyemi. « Non », a dit Grace Adeyemi.",
        ),
    ],
)
def test_two_people_of_one_surname_stay_apart(code: str, text: str) -> None:
    assert len(set(speakers(code, text))) == 2


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "“We will act,” the minister said. “We will win.”", ["We will act,", "We will win."]),
        ("fr", "« Nous agirons », a dit le ministre. « Nous gagnerons. »", ["Nous agirons", "Nous gagnerons."]),
    ],
)
def test_the_next_sentence_goes_on(code: str, text: str, expected: list[str]) -> None:
    first, second = found(code, text)
    assert [first.content.of(text), second.content.of(text)] == expected
    assert second.cue is None
    assert second.source == first.source


@pytest.mark.parametrize(
    ("code", "text", "addressee"),
    [
        ("en", "“We will act,” the minister told reporters.", "reporters"),
        ("fr", "« Nous agirons », a dit le ministre à la presse.", "la presse"),
        ("fr", "Le ministre a prévenu son homologue que rien n’était acquis.", "son homologue"),
    ],
)
def test_an_addressee(code: str, text: str, addressee: str) -> None:
    (quotation,) = found(code, text)
    assert words(quotation.addressee, text) == addressee


def test_relayed_speech_keeps_both() -> None:
    text = "The spokeswoman said the president had warned that the war must end."
    outer, inner = found("en", text)
    assert (words(outer.source, text), words(inner.source, text)) == ("The spokeswoman", "the president")
    assert entity("en", text, inner.relayed_by).name.lower().endswith("spokeswoman")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Le président Paul Moreau aurait menacé de quitter la table, selon un diplomate."),
        ("fr", "Selon un diplomate, le président Paul Moreau menacerait de quitter la table."),
        ("en", "President Paul Moreau allegedly threatened to leave the table, according to a diplomat."),
        ("en", "President Paul Moreau reportedly threatened to leave the table, according to a diplomat."),
    ],
)
def test_hearsay_is_relayed_and_not_asserted(code: str, text: str) -> None:
    outer, inner = found(code, text)
    assert (outer.asserted, inner.asserted) == (True, False)
    assert entity(code, text, inner.speaker).name == "Paul Moreau"
    assert words(inner.relay, text) == words(outer.source, text)
    assert inner.relayed_by == outer.speaker != ""


@pytest.mark.parametrize(
    ("code", "text", "asserted"),
    [
        ("fr", "« Jamais », aurait répondu le ministre.", False),
        ("fr", "Le ministre ferait valoir que la trêve tient.", False),
        ("fr", "Il se serait dit « inquiet ».", False),
        ("fr", "Le ministre assurerait que la trêve tient.", False),
        ("fr", "Le ministre assurait que la trêve tenait.", True),
        ("fr", "Le ministre espérait que la trêve tienne.", True),
        ("fr", "Le ministre a dit que la trêve serait prolongée.", True),
        ("fr", "Le ministre aurait souhaité que la rencontre eût lieu.", True),
        ("en", "“Never,” the minister allegedly replied.", False),
        ("en", "The minister is said to have threatened to leave the talks.", False),
        ("en", "The minister is reported to have said that the truce was “dead”.", False),
        ("en", "The minister reportedly said that the truce was dead.", False),
        ("en", "The minister said that the truce was reportedly dead.", True),
    ],
)
def test_whether_the_text_vouches_for_it(code: str, text: str, asserted: bool) -> None:
    assert [each.asserted for each in found(code, text)] == [asserted]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The minister would have said that the truce was dead had he been asked."),
        ("fr", "Si on le lui avait demandé, le ministre aurait dit que la trêve tenait."),
    ],
)
def test_what_would_have_been_said_was_not(code: str, text: str) -> None:
    assert not found(code, text)


@pytest.mark.parametrize(
    ("code", "text", "source", "speaker"),
    [
        ("en", "Norway's foreign minister, Jane Doe, warned that the truce was at risk.", "", "Jane Doe"),
        ("en", "“We are ready,” said Norway’s foreign minister, Jane Doe, on Monday.", "", "Jane Doe"),
        ("en", "The ministry's spokesman, John Roe, said that the truce was at risk.", "", "John Roe"),
        ("en", "The head of Norway's central bank, Jane Doe, said that rates would rise.", "", "Jane Doe"),
        ("en", "UN envoy to Mali, Jane Doe, said the talks would go on.", "", "Jane Doe"),
        ("en", "“We are ready,” said Moreau's lawyer, Jane Doe.", "Moreau's lawyer, Jane Doe", "Jane Doe"),
        ("en", "Jane Doe, of the Reka institute, said the talks would go on.", "", "Jane Doe"),
        ("en", "According to a diplomat, President Paul Moreau will resign.", "a diplomat", "diplomat"),
        ("en", "According to a spokesman, Paul Moreau will resign.", "a spokesman", "spokesman"),
        ("en", "According to the foreign minister, Jane Doe, the talks will go on.", "", "Jane Doe"),
        (
            "fr",
            "« Nous sommes prêts », a déclaré la ministre des Affaires étrangères, Jeanne Dubois.",
            "la ministre des Affaires étrangères, Jeanne Dubois",
            "Jeanne Dubois",
        ),
        (
            "fr",
            "« Nous sommes prêts », a assuré la cheffe de la mission, Anna Berg, à la presse.",
            "la cheffe de la mission, Anna Berg",
            "Anna Berg",
        ),
        ("fr", "« Nous sommes prêts », a dit son avocat, Me Jean Dubois.", "son avocat, Me Jean Dubois", "Jean Dubois"),
        (
            "fr",
            "« Nous sommes prêts », a prévenu l'avocat de M. Roy, Jean Dubois.",
            "l'avocat de M. Roy, Jean Dubois",
            "Jean Dubois",
        ),
        ("fr", "« Nous sommes prêts », a dit le ministre, Paris restant muet.", "le ministre", "ministre"),
        ("fr", "« Nous sommes prêts », a dit le ministre, M. Dubois ayant refusé.", "le ministre", "ministre"),
        ("fr", "D'après un proche, Paul Moreau partira.", "un proche", "proche"),
        ("fr", "D'après le ministre, Paul Moreau, la trêve tient.", "le ministre, Paul Moreau", "Paul Moreau"),
    ],
)
def test_the_name_after_a_title_and_not_before_it(code: str, text: str, source: str, speaker: str) -> None:
    (quotation,) = found(code, text)
    assert speakers(code, text) == [speaker]
    assert words(quotation.source, text) == source or (not source and speaker in words(quotation.source, text))


MET = "President Paul Moreau met Prime Minister Anna Berg on Monday. "
VU = "Le président Paul Moreau a reçu la ministre Anna Berg lundi. "


@pytest.mark.parametrize(
    ("code", "text", "name", "members"),
    [
        ("en", f"{MET}Both stressed the need for peace.", "Paul Moreau and Anna Berg", 2),
        ("en", f"{MET}They both stressed the need for peace.", "Paul Moreau and Anna Berg", 2),
        ("en", f"{MET}The pair stressed the need for peace.", "Paul Moreau and Anna Berg", 2),
        ("en", f"{MET}The two said that the talks would go on.", "Paul Moreau and Anna Berg", 2),
        ("en", f"{MET}Both leaders stressed the need for peace.", "Both leaders", 2),
        ("en", "France and Germany signed a pact. Both stressed the need for peace.", "France and Germany", 2),
        ("fr", f"{VU}Tous deux ont souligné l'importance de la paix.", "Paul Moreau et Anna Berg", 2),
        ("fr", f"{VU}Tous les deux ont souligné l'importance de la paix.", "Paul Moreau et Anna Berg", 2),
        ("fr", f"{VU}Ils ont tous deux souligné l'importance de la paix.", "Paul Moreau et Anna Berg", 2),
        ("fr", f"{VU}Les deux responsables ont souligné l'importance de la paix.", "deux responsables", 2),
        ("en", "Both Paul Moreau and Anna Berg stressed the need for peace.", "Paul Moreau and Anna Berg", 2),
        ("fr", "Paul Moreau et Anna Berg ont souligné l'importance de la paix.", "Paul Moreau et Anna Berg", 2),
        (
            "fr",
            "La France et l'Allemagne se sont rencontrées en Suisse. Toutes deux ont souligné l'urgence d'un accord.",
            "France et Allemagne",
            2,
        ),
    ],
)
def test_two_who_speak_together_have_a_name_and_members(code: str, text: str, name: str, members: int) -> None:
    (quotation,) = found(code, text)
    speaker = entity(code, text, quotation.speaker)
    assert (speaker.name, len(speaker.members)) == (name, members)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Both stressed the need for peace."),
        ("en", "Paul Moreau left. Both said that the talks would go on."),
        ("fr", "Le ministre Paul Moreau a vu Jean Roy et Anna Berg. Tous deux se sont félicités de l'accord."),
    ],
)
def test_two_of_whom_nothing_is_said_stay_unknown(code: str, text: str) -> None:
    assert [each.speaker for each in found(code, text)] == [""]


@pytest.mark.parametrize(
    ("code", "before", "named", "speaker"),
    [
        ("en", "Finance Minister Paul Moreau met the unions.\n\n", "Finance Minister Paul Moreau", "Paul Moreau"),
        ("fr", "Le ministre Paul Moreau a vu les syndicats.\n\n", "Le ministre Paul Moreau", "Paul Moreau"),
        ("en", "Health Minister Paul Moreau met Labour Minister John Roy.\n\n", "", "minister"),
        ("fr", "Le ministre de la Santé Paul Moreau a vu le ministre du Travail Jean Roy.\n\n", "", "ministre"),
        ("en", "Ambassador Paul Moreau left on Monday.\n\n", "", "minister"),
        ("fr", "L'ancien ministre Paul Moreau est parti lundi.\n\n", "", "ministre"),
    ],
)
def test_a_bare_title_of_another_paragraph_is_less_sure(code: str, before: str, named: str, speaker: str) -> None:
    said = {"en": "“We will act,” {} said.", "fr": "« Nous agirons », a dit {}."}[code]
    bare = {"en": "the minister", "fr": "le ministre"}[code]
    text = before + said.format(bare)
    (quotation,) = found(code, text)
    assert entity(code, text, quotation.speaker).name == speaker
    (full,) = found(code, before + said.format(named or bare))
    assert (quotation.confidence < full.confidence) is bool(named)


def test_an_office_before_a_name_is_that_persons() -> None:
    text = (
        "Secretary of State John Holl spoke with Foreign Minister Lucía Yánez Topa.\n\nForeign Minister Yánez said no."
    )
    annotations = read("en", text)
    (person,) = (each for each in annotations.entities if each.name == "Lucía Yánez Topa")
    assert [each.span.of(text) for each in person.mentions][-1] == "Foreign Minister Yánez"


@pytest.mark.parametrize(
    ("code", "text", "speaker"),
    [
        ("en", "Norway condemned the strikes. It called for restraint.", "Norway"),
        ("en", "“We are ready,” Norway said. “We are waiting,” it added.", "Norway"),
        ("en", "The ministry condemned the strikes. It said that the truce was at risk.", "ministry"),
        ("en", "Norway condemned the strikes. It was raining. It said the truce was dead.", "It"),
        ("en", "Minister Anna Berg left. Norway condemned the strikes. “We are waiting,” she added.", "Anna Berg"),
        ("fr", "« Nous sommes prêts », a déclaré la France. « Nous attendons », a-t-elle ajouté.", "France"),
        (
            "fr",
            "La ministre Anna Berg est à Paris. La France a condamné les frappes. Elle a appelé au calme.",
            "France",
        ),
        (
            "fr",
            "La ministre Anna Berg est à Paris. Le Mali a condamné les frappes. Elle a appelé au calme.",
            "Anna Berg",
        ),
        ("fr", "La France a condamné les frappes. La ministre Anna Berg est là. Elle a appelé au calme.", "Anna Berg"),
        ("fr", "La France, dans un communiqué, condamne les frappes. Nous appelons à la retenue.", "France"),
        ("fr", "Nous condamnons les frappes.", "Nous"),
    ],
)
def test_a_pronoun_for_a_country_or_body_that_spoke(code: str, text: str, speaker: str) -> None:
    assert speakers(code, text)[-1] == speaker


def test_an_unknown_speaker_stays_unknown() -> None:
    text = "The talks ended late on Tuesday.\n\n“It could have been worse,” was heard in the corridor."
    assert all(not each.speaker for each in found("en", text))


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "“We will act.” — Jane Doe, minister of trade", "Jane Doe"),
        ("fr", "« Nous agirons. » — Jeanne Dupont, ministre du Commerce", "Jeanne Dupont"),
    ],
)
def test_a_signature_after_a_dash(code: str, text: str, expected: str) -> None:
    (speaker,) = speakers(code, text)
    assert expected in speaker


def test_a_question_of_an_interview_asserts_nothing() -> None:
    text = "Q : Le ministre a dit que la loi serait votée. Est-ce vrai ?\n\nR : « Je vous le confirme sans réserve. »"
    assert contents("fr", text) == ["Je vous le confirme sans réserve."]
    assert speakers("fr", text) == [""]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Le président Paul Moreau est arrivé. Il s’est engagé à doubler le budget de la santé."),
        ("fr", "Le président Paul Moreau est arrivé. Il a demandé que les soldats soient jugés."),
        ("fr", "L’envoyé de la Ligue, l’ancien ministre Paul Moreau, a dit que la trêve tenait."),
        ("en", "The envoy of the League, the former minister Paul Moreau, said that the truce held."),
        ("en", "Zambia’s transport minister, Paul Moreau, arrived. The Zambian politician said that the truce held."),
        ("fr", "Le ministre zambien, Paul Moreau, est arrivé. L’homme politique zambien a dit que la trêve tenait."),
    ],
)
def test_who_is_named_before_speaks(code: str, text: str) -> None:
    assert speakers(code, text) == ["Paul Moreau"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "La presse belge a rapporté que le pont fermerait."),
        ("en", "Belgian newspapers reported that the bridge would close."),
    ],
)
def test_a_nationality_beside_a_noun_does_not_speak_for_the_country(code: str, text: str) -> None:
    assert all(entity(code, text, each.speaker).country == "" for each in found(code, text) if each.speaker)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The Sultan welcomed King Osman II at the palace on Monday."),
        ("en", "The Danish president welcomed Prime Minister Lena Borg in Oslo."),
        ("fr", "La présidente a salué le Premier ministre Léo Borg à son arrivée."),
    ],
)
def test_who_is_greeted_is_not_what_is_said(code: str, text: str) -> None:
    assert contents(code, text) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The minister welcomed President Moreau's decision to sign."),
        ("fr", "La présidente a salué le Premier ministre Léo Borg pour son courage."),
        ("fr", "La présidente a salué la décision du Premier ministre."),
    ],
)
def test_what_is_welcomed_is_said(code: str, text: str) -> None:
    assert len(contents(code, text)) == 1


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        (
            "Le ministre Paul Moreau a vu la maire Anna Berg.",
            "Anna Berg",
        ),
        ("La ministre Eva Moreau a vu la maire Anna Berg.", ""),
    ],
)
def test_a_pronoun_inside_the_marks(before: str, speaker: str) -> None:
    text = f"{before}\n\n« Il faut du temps, a-t-elle expliqué, c’est long. »"
    (quotation,) = found("fr", text)
    assert (entity("fr", text, quotation.speaker).name if quotation.speaker else "") == speaker


def test_a_line_of_dialogue_is_direct() -> None:
    text = "— La trêve tiendra jusqu’au soir, a répondu le ministre."
    (quotation,) = found("fr", text)
    assert (quotation.kind, quotation.content.of(text)) == (QuotationKind.DIRECT, "La trêve tiendra jusqu’au soir")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Paul Moreau a vu Anna Berg à Oslo. Moreau et Berg ont souligné la nécessité d’un accord."),
        ("fr", "Paul Moreau a vu Anna Berg à Oslo. Moreau et Berg ont affirmé que la paix était proche."),
        ("en", "Paul Moreau met Anna Berg in Oslo. Both Moreau and Berg stressed that peace was near."),
    ],
)
def test_two_surnames_speak_together(code: str, text: str) -> None:
    (quotation,) = found(code, text)
    assert entity(code, text, quotation.speaker).members == ("paul-moreau", "anna-berg")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", '😀 "We are here," Jane Doe said.'),
        ("fr", "★ « Nous sommes là », a dit Jeanne Dubois."),
    ],
)
def test_a_sign_before_a_quotation_is_no_part_of_it(code: str, text: str) -> None:
    (quotation,) = found(code, text)
    assert quotation.kind is QuotationKind.DIRECT
    assert quotation.content.of(text).strip(" ,") in ("We are here", "Nous sommes là")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The summit, minister Nina Roth assured, will take place in May."),
        ("fr", "Le sommet, a assuré la conseillère Nina Roth, aura bien lieu en mai."),
    ],
)
def test_nobody_speaks_to_themselves(code: str, text: str) -> None:
    (quotation,) = found(code, text)
    assert quotation.speaker == "nina-roth"
    assert (quotation.addressee, quotation.addressee_key) == (None, "")


def test_two_surnames_that_look_like_bodies_are_the_people_named_before() -> None:
    text = "Governor Ruth Wambui met Mayor Jane Lelei on Monday. Wambui and Lelei said they would meet next week."
    (quotation,) = found("en", text)
    assert entity("en", text, quotation.speaker).members == ("ruth-wambui", "jane-lelei")


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("en", "A spokeswoman for President Ruth Keter said that the talks would resume.", "spokeswoman"),
        ("en", "An adviser to Turkish Prime Minister Erik Lund told reporters that all was ready.", "adviser"),
        ("en", "“We will go,” a senior aide to Foreign Minister Paul Okello said.", "senior aide"),
        ("en", "A source close to President Keter confirmed that talks were held.", "source"),
        ("en", "A spokesman for the Foreign Ministry said that it was false.", "spokesman for the Foreign Ministry"),
        ("en", "Norway's ambassador in Kampala, Lise Brunet, said that the road was open.", "Lise Brunet"),
        ("fr", "Un porte-parole du président Jean Kéter a déclaré que les pourparlers reprendraient.", "porte-parole"),
        ("fr", "Une conseillère du Premier ministre turc Erik Lund a indiqué que tout était prêt.", "conseillère"),
        ("fr", "« Nous irons », a dit un proche du ministre des Affaires étrangères Paul Okello.", "proche"),
        ("en", "A spokesperson for Ben Okello said that the road was open.", "spokesperson for Ben Okello"),
        ("fr", "Le porte-parole du gouvernement Paul Okello a dit que la route était ouverte.", "Paul Okello"),
    ],
)
def test_an_aide_does_not_bear_the_name_of_whom_they_serve(code: str, text: str, name: str) -> None:
    assert speakers(code, text) == [name]
