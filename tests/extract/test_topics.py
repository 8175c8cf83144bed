import csv
import tomllib
from pathlib import Path

import pytest

from kg import language
from kg.annotate import annotate
from kg.annotate.zones import find_zones
from kg.extract import extract
from kg.extract._words import WordFinder, expand, fold
from kg.extract.topics import find_topics
from kg.model import Article, Span, ZoneKind
from kg.resources import ontology_dir

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def topics(text: str, code: str) -> dict[str, list[str]]:
    found = find_topics(text, [Span(0, len(text))], language.get(code))
    return {topic.topic: [span.of(text) for span in topic.spans] for topic in found}


@pytest.mark.parametrize(
    ("code", "text", "topic", "words"),
    [
        ("en", "The ministers spoke of counter-terrorism.", "20000103", ["terrorism"]),
        ("en", "A free-trade agreement was ready.", "20000374", ["free-trade agreement"]),
        ("en", "They discussed the gas pipelines.", "20001243", ["gas pipelines"]),
        ("fr", "L’immigration a été au cœur des débats.", "20000771", ["immigration"]),
        ("fr", "Ils ont évoqué l'allègement de la dette.", "20000368", ["allègement de la dette"]),
        ("fr", "Les échanges commerciaux ont triplé.", "20000373", ["échanges commerciaux"]),
    ],
)
def test_words_and_phrases_of_a_topic(code: str, text: str, topic: str, words: list[str]) -> None:
    assert topics(text, code)[topic] == words


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The Islamic Republic of Iran sent its minister of agriculture."),
        ("en", "A tradesperson sat in an oilskin."),
        ("fr", "La République islamique de Mauritanie et la République populaire de Chine."),
        ("fr", "La ministre de la Santé est arrivée."),
    ],
)
def test_names_of_states_and_offices_are_no_topic(code: str, text: str) -> None:
    assert topics(text, code) == {}


def test_a_weak_word_needs_company() -> None:
    assert topics("He drank coffee.", "en") == {}
    assert "20000210" in topics("They signed an agreement on coffee.", "en")


def test_what_a_foreign_minister_looks_after_besides_is_no_topic() -> None:
    text = (
        "Le ministre des Affaires étrangères, de la Migration et des Tunisiens à l'étranger, Hichem Trabelsi, a reçu "
        "mardi à Tunis son homologue algérien, Farid Amrouche."
    )
    article = Article(text, "test", language="fr")
    told = extract(annotate(article, language.get("fr")), language.get("fr")).topics
    assert {topic.topic for topic in told} == {"20000638", "20000639"}


def test_a_cup_of_nations_is_sport() -> None:
    text = "Le sélectionneur a salué la qualification pour la Coupe d'Afrique des nations, au terme des éliminatoires."
    assert list(topics(text, "fr")) == ["15000000"]


def test_an_article_of_sport_is_about_sport_alone() -> None:
    text = "The striker beat the goalkeeper from the penalty spot in the second half; the ambassador of trade clapped."
    assert list(topics(text, "en")) == ["15000000"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "Kenyan Sports Minister Amos Kiprotich met his Saudi counterpart, Faisal Al Harbi, in Nairobi on Friday. "
            "Their athletes will train in each other's stadium before the Olympic Games and the football World Cup.",
        ),
        (
            "fr",
            "La ministre française des Sports, Delphine Garrigou, a reçu vendredi à Paris son homologue japonais, "
            "Kenji Morishita. Leurs athlètes s'entraîneront ensemble pour les Jeux olympiques, la Coupe du monde de "
            "football et les championnats de judo ; un stade et des médailles porteront leurs noms.",
        ),
    ],
)
def test_talks_on_sport_are_no_report_of_a_match(code: str, text: str) -> None:
    assert {"15000000", "20000638", "20000639"} <= set(about(text, code))


def test_weights_are_shares_of_the_topical_words() -> None:
    text = "Terrorism, terrorists and tourism."
    found = find_topics(text, [Span(0, len(text))], language.get("en"))
    assert [(topic.topic, topic.weight) for topic in found] == [("20000103", 0.6667), ("20000331", 0.3333)]


@pytest.mark.parametrize("code", ["en", "fr"])
def test_lexicon_covers_known_topics_only(code: str) -> None:
    known = {line.split("\t")[0] for line in (ontology_dir() / "mediatopics.tsv").read_text("utf-8").splitlines()[1:]}
    used = [term.topic for term in language.get(code).topics if term.topic not in ("", "+")]
    assert set(used) <= known
    assert len(used) == len(set(used)) >= 70
    assert all(form == form.lower() for term in language.get(code).topics for form in (*term.forms, *term.weak))


@pytest.mark.parametrize(("seed", "code"), list(zip(SEEDS, ["en", "fr"], strict=True)))
def test_topics_of_the_seeds(seed: Path, code: str) -> None:
    text = seed.read_text("utf-8")
    zones = find_zones(Article(text, seed.name, language=code), language.get(code))
    read = [zone.span for zone in zones if zone.kind is ZoneKind.BODY]
    found = {topic.topic for topic in find_topics(text, read, language.get(code))}
    assert {"20000103", "20000638", "20000373", "20000337", "20000771"} <= found
    assert ("20000331" if code == "en" else "20000645") in found


def test_finder_prefers_the_longest() -> None:
    finder = WordFinder([("war", 1), ("civil war(s)", 2), ("civil*", 3)])
    text = "civil wars, a war, civilians"
    assert [(span.of(text), values) for span, values in finder.find(text, [Span(0, len(text))])] == [
        ("civil wars", (2,)),
        ("war", (1,)),
        ("civilians", (3,)),
    ]


def test_forms() -> None:
    assert expand("a(b|c)d(e)") == ("abd", "abde", "acd", "acde")
    assert expand("a((b|c)d)e") == ("ae", "abde", "acde")
    assert len(fold("İstanbul’da")) == len("İstanbul’da")


def test_the_words_of_a_form_share_their_values() -> None:
    finder = WordFinder([("a (b|c)", "x")])
    (_, _, first), (_, _, second) = finder.words("a b, a c")
    assert first is second


def about(text: str, code: str) -> dict[str, float]:
    article = Article(text, "article", language=code)
    facts = extract(annotate(article, language.get(code)), language.get(code))
    return {topic.topic: topic.weight for topic in facts.topics}


FILLER = "The delegations walked through the old town for most of the afternoon and went home late in the evening.\n\n"


def test_what_the_headline_speaks_of_weighs_more() -> None:
    found = about(
        f"Tourism in the valley\n\n{FILLER}Nobody asked about terrorism in those days, people there say.", "en"
    )
    assert list(found)[:2] == ["20000331", "20000103"]
    assert found["20000331"] > found["20000103"]


def test_a_weak_word_said_again_is_no_subject() -> None:
    assert "20000210" not in about(
        f"{FILLER}They drank coffee. Then they drank more coffee, and then coffee again.", "en"
    )
    assert "20000210" in about(f"{FILLER}The farm grew wheat and cotton. The harvest was good.", "en")


def test_the_longer_a_text_the_less_one_word_says() -> None:
    text = "He wrote on tourism. He wrote on desertification. He wrote on terrorism. He wrote on cholera."
    assert set(about(FILLER + text, "en")) == {"20000331", "06000000", "20000103", "20000449"}
    long = f"{FILLER}{text}\n\n{9 * FILLER}"
    assert set(about(long, "en")) == {"20000331", "06000000"}
    assert "20000449" in about(long.replace("cholera.", "cholera. Ebola, he added, was no better."), "en")


def test_what_is_said_once_near_the_end_of_a_long_text_is_no_subject() -> None:
    text = "He wrote on tourism."
    assert "20000331" in about(f"{FILLER}{text}\n\n{9 * FILLER}", "en")
    assert "20000331" not in about(f"{10 * FILLER}{text}", "en")


def test_names_of_places_are_no_topic() -> None:
    assert "20000343" not in about(f"{FILLER}Ships of the Ivory Coast left the South China Sea for Port Sudan.", "en")


@pytest.mark.parametrize(
    ("code", "text", "narrow", "broad"),
    [
        ("en", "They spoke of transport. The railway will reach the frontier.", "20000340", "20000337"),
        ("fr", "Ils ont parlé d'énergie et d'électricité. Le gazoduc atteindra la côte.", "20001243", "20000256"),
    ],
)
def test_no_broader_topic_beside_a_narrower_one(code: str, text: str, narrow: str, broad: str) -> None:
    assert broad in topics(text, code)
    found = about(FILLER + text, code)
    assert narrow in found
    assert broad not in found


def test_no_subject_of_the_words_of_a_heavier_one() -> None:
    found = about(f"{FILLER}The denuclearization of the peninsula and arms control took years.", "en")
    assert "20000078" in found
    assert "20000635" not in found


def test_a_summit_is_one_of_summits_and_not_of_diplomacy_at_large() -> None:
    text = (
        "LUANDA, 3 May 2024 - President Joana Mbeki of Angola hosted a summit with President Karl Odu of Zambia and "
        "President Lina Tau of Namibia in Luanda on Friday. Diplomats said that the negotiations had been long.\n"
    )
    found = about(text, "en")
    assert {"20000638", "20000640"} <= set(found)
    assert "20000639" not in found


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "OSLO, 3 May 2024 - President Joana Mbeki of Angola met President Lina Tau of Namibia in Oslo on Friday. "
            "The two presidents signed a treaty on the river after the meeting. The treaty and its protocol are short.",
        ),
        (
            "fr",
            "OSLO, 3 mai 2024 - La présidente angolaise Joana Mbeki a rencontré la présidente namibienne Lina Tau à "
            "Oslo vendredi. Les deux présidentes ont signé un traité sur le fleuve après la rencontre. Le traité et "
            "son protocole sont courts.",
        ),
    ],
)
def test_a_treaty_that_is_a_subject_and_was_signed_is_one_topic(code: str, text: str) -> None:
    article = Article(text, "article", language=code)
    found = [each.topic for each in extract(annotate(article, language.get(code)), language.get(code)).topics]
    assert found.count("20000641") == 1


def test_talks_in_a_text_that_names_two_countries_are_a_matter_of_both() -> None:
    met = "Energy Minister Sherwin Baptiste met Vice President Yuleima Carrizo for two hours on Monday to speak of gas"
    assert {"20000638", "20000639"} <= set(about(f"{met} that Venezuela would sell to Grenada.", "en"))
    assert not {"20000638", "20000639"} & set(about(f"{met}.", "en"))


def test_what_is_signed_at_talks_is_diplomacy_too() -> None:
    signed = (
        "Swedish Energy Minister Karin Oskarsson and her Moroccan counterpart, Driss Alami, signed an accord on Monday."
    )
    assert "20000639" not in about(signed, "en")
    assert "20000639" in about(
        f"{signed}\n\nMs. Oskarsson held talks with Mr. Alami in Stockholm before the signing.", "en"
    )


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The climber reached the summit on Monday. Two mountaineers died near the summit a week ago."),
        ("fr", "Les alpinistes ont atteint le sommet lundi. L'alpinisme attire du monde vers le sommet enneigé."),
    ],
)
def test_the_summit_of_a_mountain(code: str, text: str) -> None:
    found = topics(text, code)
    assert "15000000" in found
    assert "20000640" not in found


@pytest.mark.parametrize(
    ("code", "text", "topic"),
    [
        ("en", "The Prime Cabinet Secretary and the Cabinet Secretary for Roads left.", "20000593"),
        ("en", "The coral shore of Ivory Coast, or Côte d'Ivoire.", "06000000"),
        ("fr", "L'ambassadeur de Côte d’Ivoire et celui de COTE D'IVOIRE ont parlé avec le ministre.", "06000000"),
        ("fr", "Cela se décide au sommet de l'État. Au sommet de l'Etat, on se tait.", "20000640"),
        ("fr", "L'Organisation internationale pour les migrations ouvre un bureau.", "20000771"),
    ],
)
def test_names_and_turns_of_phrase_that_sound_like_a_topic(code: str, text: str, topic: str) -> None:
    assert topic not in topics(text, code)


@pytest.mark.parametrize(
    ("code", "text", "topic"),
    [
        ("en", "They renewed the fisheries accord.", "20000213"),
        ("en", "The convoy eased the humanitarian crisis.", "20000643"),
        ("en", "Climate finance was short.", "20000418"),
        ("en", "Access to clean water was at stake.", "20000270"),
        ("en", "Rights violations went on.", "20000592"),
        ("en", "A defence pact was signed.", "20000598"),
        ("en", "They opened a line for mining licences.", "20000256"),
        ("fr", "La surpêche inquiète les riverains.", "20000213"),
        ("fr", "La crise humanitaire s'aggrave.", "20000643"),
        ("fr", "Le financement climatique manque.", "20000418"),
        ("fr", "L’accès à l’eau est en jeu.", "20000270"),
        ("fr", "Les échanges culturels reprennent.", "20000038"),
        ("fr", "La commission électorale a tranché.", "20000574"),
    ],
)
def test_subjects_that_news_of_diplomacy_has(code: str, text: str, topic: str) -> None:
    assert topic in topics(text, code)


@pytest.mark.parametrize(
    ("code", "text", "topic"),
    [
        ("en", "The bloc froze the assets of thirty officers.", "20000642"),
        ("en", "Courts will extradite suspects sooner.", "20000121"),
        ("en", "A plan for the recruitment of nurses abroad.", "20000771"),
        ("en", "The two armies agreed to halt the fighting.", "16000000"),
        ("en", "Indirect negotiations went on for three days.", "20000076"),
        ("en", "Sacred objects went home.", "20000044"),
        ("en", "The satellite was put into orbit.", "20000739"),
        ("en", "Fuel smuggling and counterfeit pills.", "20000101"),
        ("en", "The army seized power at dawn.", "20000070"),
        ("fr", "L’Union a gelé les avoirs de trente officiers.", "20000642"),
        ("fr", "Le détenu sera extradé.", "20000121"),
        ("fr", "Les travailleurs saisonniers arrivent.", "20000771"),
        ("fr", "Une trêve de sept jours.", "16000000"),
        ("fr", "Les pourparlers indirects ont repris.", "20000076"),
        ("fr", "Des objets sacrés ont été rendus.", "20000044"),
        ("fr", "La mise en orbite a réussi.", "20000739"),
        ("fr", "Les lâchers d’eau ont noyé le village.", "20000270"),
        ("fr", "L’armée a pris le pouvoir.", "20000070"),
        ("en", "They paid for the clearing of landmines.", "20000078"),
        ("en", "Families escaped the fighting.", "20000645"),
        ("en", "The bondholders were patient.", "20000368"),
        ("fr", "Ils ont fui les combats.", "20000645"),
        ("fr", "Le pays est en défaut de paiement.", "20000368"),
    ],
)
def test_words_of_subjects_besides_diplomacy(code: str, text: str, topic: str) -> None:
    assert topic in topics(text, code)


@pytest.mark.parametrize(
    ("code", "text", "topic"),
    [
        ("en", "A direct flight may open.", "20000338"),
        ("en", "The peaceful settlement of disputes is a rule.", "20000073"),
        ("en", "Better health was wished to all.", "07000000"),
        ("en", "The International Court of Justice sits.", "20000126"),
        ("en", "Security depends on infrastructure.", "20001245"),
        ("en", "A debt of gratitude was paid.", "20000368"),
        ("fr", "Un vol direct pourrait ouvrir.", "20000338"),
        ("fr", "Une solution politique est souhaitable.", "20000073"),
        ("fr", "Il s’est enquis de la santé du roi.", "07000000"),
        ("fr", "Le président du Parlement était là.", "20000615"),
        ("fr", "Il a déposé les armes.", "20000602"),
        ("fr", "L’intégrité territoriale est sacrée.", "20001316"),
        ("fr", "El Hadj Sow est allé à la mosquée.", "12000000"),
        ("en", "The fighting in the north stopped.", "16000000"),
        ("en", "Territorial integrity is sacred.", "20001316"),
        ("fr", "La Secrétaire générale de la Francophonie est là.", "20000042"),
        ("fr", "Le ministre de l’Enseignement supérieur et de la Recherche scientifique est là.", "20000735"),
    ],
)
def test_one_word_said_in_passing_is_no_topic(code: str, text: str, topic: str) -> None:
    assert topic not in topics(text, code)


def test_what_the_two_sides_sign_is_a_treaty() -> None:
    text = (
        "OSLO, 3 May 2024 - President Joana Mbeki of Angola met President Lina Tau of Namibia in Oslo on Friday. The "
        "two sides signed a memorandum on the training of divers.\n"
    )
    assert "20000641" in about(text, "en")


NEWS = tomllib.loads((Path(__file__).parent / "topics.toml").read_text("utf-8"))["article"]


@pytest.mark.parametrize(("code", "precision", "recall"), [("en", 0.89, 0.86), ("fr", 0.93, 0.80)])
def test_topics_of_news_over_the_whole_range_of_diplomacy(code: str, precision: float, recall: float) -> None:
    with (ontology_dir() / "mediatopics.tsv").open(encoding="utf-8", newline="") as file:
        ids = {row["en"]: row["id"] for row in csv.DictReader(file, delimiter="\t")}
    right = found = gold = 0
    for article in (each for each in NEWS if each["language"] == code):
        mine, theirs = set(about(article["text"].strip(), code)), {ids[name] for name in article["topics"]}
        right, found, gold = right + len(mine & theirs), found + len(mine), gold + len(theirs)
    assert right / found >= precision
    assert right / gold >= recall


def test_what_a_long_readout_touches_on_is_no_topic_of_it() -> None:
    text = (
        "Norwegian Foreign Minister Anna Berg met her Peruvian counterpart Luis Vega in Lima on Monday. The ministers "
        "recalled that both countries opened their first legations a century ago, and that their peoples have known "
        "each other for longer. They praised those who keep the archives of both services, and the teachers of the two "
        "languages. Ms Berg thanked her host for the warm welcome that she and those who came with her had found.\n\n"
        "They spoke of the way ahead, of what each could learn from the other, and of how often they should see each "
        "other. They touched on the preparations for the summit of Pacific leaders, and on human rights. Mr Vega said "
        "that his country would open a second consulate in the north before the end of next year, and that the young "
        "would be the first to gain from it. He gave his guest a woven cloth from the valley where he was born.\n\n"
        "Ms Berg answered that she had seldom been so well received. She recalled the sailors who came here in the "
        "days of her grandparents, of whom some stayed and have children here. Both said that such ties are worth "
        "more than what is written on paper. They will see each other again in the autumn, when Mr Vega is expected "
        "in Oslo, and they asked those who work for them to have everything ready by then, down to the smallest thing."
    )
    facts = extract(annotate(Article(text, "a", language="en"), language.get("en")), language.get("en"))
    assert {topic.topic for topic in facts.topics} == {"20000638", "20000639"}


def test_an_alliance_is_no_matter_of_national_security_by_its_name() -> None:
    text = (
        "NATO Secretary-General Piet Bos met Foreign Minister Anna Berg at NATO headquarters on Monday. They spoke of "
        "the summit of NATO in June, and of what Norway gives to NATO's budget.\n"
    )
    assert "20000598" not in about(text, "en")


def test_what_weighs_little_in_a_text_of_some_length_is_no_subject() -> None:
    text = (
        "Le ministre norvégien Piet Berg a rencontré lundi à Lima son homologue péruvien, Luis Vega. Les deux hommes "
        "ont rappelé que leurs pays se connaissent et se sont félicités de la chaleur de leur accueil.\n\n"
        "M. Vega a salué l'essor des échanges commerciaux. Il a souhaité, ce soir-là, que toutes les "
        "visites se fassent plus fréquentes, car rien ne remplace selon lui la conversation "
        "entre gens qui se connaissent. Il a remercié son hôte d'avoir fait un si long chemin et lui a offert un châle "
        "tissé dans la vallée où il est né. Son invité lui a remis un livre de gravures anciennes.\n\n"
        "M. Berg a répondu qu'il avait rarement été si bien reçu. Il a évoqué le souvenir de ceux qui avaient ouvert "
        "la première légation il y a un siècle, dont quelques-uns sont restés et ont ici des enfants. Il a parlé "
        "des gens de la côte, de leurs chants et de leurs bateaux, avant de lever son verre "
        "à l'amitié de deux peuples que tout sépare, dit-il, hormis le goût du large et des histoires que l'on se "
        "raconte le soir. Les convives ont ensuite écouté un chœur d'enfants de la vallée, venu tout exprès avec ses "
        "maîtres, qui a chanté dans les deux langues et que l'on a prié de recommencer. On s'est "
        "séparé tard, sous une pluie fine, non sans avoir promis de s'écrire, et les plus jeunes ont raccompagné leurs "
        "invités jusqu'au bout de l'allée où attendaient les voitures, lampions à la main.\n\n"
        "Ils se reverront à l'automne et ont demandé à ceux qui travaillent pour eux que tout soit prêt d'ici là, "
        "jusqu'au moindre détail. D'autres rendez-vous suivront au printemps, selon un porte-parole, qui n'a pas voulu "
        "en dire plus à ce stade.\n"
    )
    assert set(about(text, "fr")) == {"20000638", "20000639"}
