"""What each part of a page is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.parse import paragraphs_of
from kg.annotate.times import find_times
from kg.annotate.zones import find_zones
from kg.language import get
from kg.model import Article, Zone, ZoneKind

SEEDS = Path(__file__).parents[2] / "seeds"
BODY = (
    "The ministers of both countries spoke about trade, transport and the return of the students who had left the "
    "island in spring."
)
CORPS = (
    "Les ministres des deux pays ont parlé du commerce, des transports et du retour des étudiants qui avaient quitté "
    "l'île au printemps."
)


def zones(text: str, language: str = "en", headline: str | None = None) -> tuple[Zone, ...]:
    return find_zones(Article(text, "test", headline=headline), get(language))


def of_kind(text: str, kind: ZoneKind, language: str = "en", headline: str | None = None) -> list[str]:
    return [zone.span.of(text) for zone in zones(text, language, headline) if zone.kind is kind]


def page(*lines: str) -> str:
    return "\n\n".join(lines)


def seed(prefix: str) -> str:
    return next(SEEDS.glob(f"{prefix}_*.txt")).read_text("utf-8")


def test_english_seed_has_no_boilerplate_in_its_body() -> None:
    text = seed("000")
    body = "\n".join(of_kind(text, ZoneKind.BODY))
    assert "Raisi" not in body
    assert "martyrdom" not in body
    assert "email" not in body
    assert "Analytics" not in body
    assert body.startswith("Grand Ayatollah")
    assert body.endswith("he concluded.")
    assert len(of_kind(text, ZoneKind.HEADLINE)) == 1


def test_french_seed_is_all_body() -> None:
    text = seed("001")
    assert of_kind(text, ZoneKind.BODY, "fr") == [text.strip()]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("JEDDAH, March 3 (Xinhua) --", "en"),
        ("BEIJING –", "en"),
        ("(Reuters) -", "en"),
        ("WASHINGTON, D.C., May 4, 2019 —", "en"),
        ("NEW YORK (AP) —", "en"),
        ("Riyadh, 12 March 2019 (SPA) --", "en"),
        ("Moscow, TASS –", "en"),
        ("ISLAMABAD:", "en"),
        ("NEW DELHI:", "en"),
        ("Riyadh, Jumada II 20, 1440, Feb 25, 2019, SPA --", "en"),
        ("Astana. 12 March. Kazinform –", "en"),
        ("SANA'A, March 12 (Saba)-", "en"),
        ("Bruxelles, le 3 mars 2019 (AFP) -", "fr"),
        ("LIBREVILLE (Gabon) –", "fr"),
        ("ALGER, 12 mars (APS) —", "fr"),
        ("Paris, le 12 mars 2019 –", "fr"),
        ("Berne (ATS)", "fr"),
        ("Rabat -", "fr"),
        ("LOMÉ, 18 février 2024 (AFB) –", "fr"),
        ("SUVA (Fidji), 15 juil. (AGO) —", "fr"),
    ],
)
def test_dateline(line: str, language: str) -> None:
    body = CORPS if language == "fr" else BODY
    text = page("A title of some words for this page", f"{line} {body}", body)
    assert of_kind(text, ZoneKind.DATELINE, language) == [line]
    assert of_kind(text, ZoneKind.BODY, language) == [page(body, body)]


@pytest.mark.parametrize(
    ("paragraph", "language"),
    [
        (
            "President Brandt – who arrived on Monday – said that the talks were the first of their kind in ten years.",
            "en",
        ),
        (
            "Le président – arrivé lundi – a déclaré que ces entretiens étaient les premiers depuis plus de dix ans.",
            "fr",
        ),
        (
            "Department of Public Works (DPW) Secretary Anna Berg told reporters that the bridges would be ready soon.",
            "en",
        ),
        ("The EU-China dialogue opened in the morning with a long speech by the president of the commission.", "en"),
        (
            "M. Diallo (Parti du peuple) a demandé que la séance soit levée avant le vote du texte par les députés.",
            "fr",
        ),
        (
            "Mr Tan (left) - a former banker - told the assembly that the budget would be passed before the summer.",
            "en",
        ),
    ],
)
def test_no_dateline(paragraph: str, language: str) -> None:
    assert of_kind(paragraph, ZoneKind.DATELINE, language) == []
    assert of_kind(paragraph, ZoneKind.BODY, language) == [paragraph]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Read also: Two presidents to meet in Nairobi", "en"),
        ("READ MORE | “We will not yield”, says the minister", "en"),
        ("Lire aussi : « Nous ne céderons pas », affirme la ministre", "fr"),
        ("À lire aussi Le président reçoit son homologue du Chili", "fr"),
        ("Sign up for our newsletter to get the best of the week.", "en"),
        ("Partager sur Facebook  Partager sur X  Imprimer", "fr"),
        ("Advertisement", "en"),
        ("| |", "en"),
        ("Tags: diplomacy, trade, Kenya", "en"),
        ("Mots-clés : diplomatie, commerce", "fr"),
        ("© 2021 News of the Gulf. All rights reserved.", "en"),
        ("We use cookies to improve your visit. By going on you accept our privacy policy.", "en"),
    ],
)
def test_boilerplate_line_between_paragraphs(line: str, language: str) -> None:
    body = CORPS if language == "fr" else BODY
    text = page("A title of some words for this page", body, line, body)
    assert of_kind(text, ZoneKind.BOILERPLATE, language) == [line]
    assert of_kind(text, ZoneKind.BODY, language) == [body, body]


def test_block_of_teasers_in_the_middle() -> None:
    text = page(
        "The ministers meet on the island", BODY, "Related articles", "President Osei flies to Lagos", BODY, BODY
    )
    assert of_kind(text, ZoneKind.BODY) == [BODY, page(BODY, BODY)]


def test_paragraph_below_teasers_is_kept() -> None:
    again = "The two leaders also discussed a railway line from the coast to Lagos, first proposed a decade ago."
    text = page("Ministers meet", BODY, "Related Stories", "Traders march in Lagos", again, '"Yes," the minister said.')
    assert again in of_kind(text, ZoneKind.BODY)[-1]


def test_teaser_with_summary() -> None:
    summary = "President Osei flew to Lagos on Friday, where Governor Adebayo showed him the new harbour of the city."
    text = page(
        "The ministers meet", BODY, "Check also", "President Osei flies to Lagos", summary, "Leave a Reply", "x"
    )
    assert of_kind(text, ZoneKind.BODY) == [BODY]


def test_comments_close_the_page() -> None:
    text = page("Ministers meet on the island", BODY, "Comments", "Ann", BODY, "Bob", BODY)
    assert of_kind(text, ZoneKind.BODY) == [BODY]


def test_link_to_comments_above_the_text_closes_nothing() -> None:
    text = page("Ministers meet on the island", "Leave a comment", BODY, BODY)
    assert of_kind(text, ZoneKind.BODY) == [page(BODY, BODY)]


def test_caption_and_byline() -> None:
    text = page(
        "Ministers meet on the island", "By Ann Lee", "12 March 2019", "Photo: The ministers at lunch. (Lee/Pool)", BODY
    )
    assert of_kind(text, ZoneKind.BYLINE) == ["By Ann Lee\n\n12 March 2019"]
    assert of_kind(text, ZoneKind.CAPTION) == ["Photo: The ministers at lunch. (Lee/Pool)"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Ann Lee | Nairobi | Published: March 4, 2021 10:32 | Updated: March 5, 2021", ZoneKind.BYLINE),
        ("1 of 5 | The president leaves the palace, Monday, May 3, 2021. (AP Photo/Jan Berg)", ZoneKind.CAPTION),
        ("The president at lunch in Oslo. © Jan Berg / AFP", ZoneKind.CAPTION),
    ],
)
def test_lines_above_the_text(line: str, kind: ZoneKind) -> None:
    assert of_kind(page("Ministers meet on the island", line, BODY), kind) == [line]


@pytest.mark.parametrize(
    "paragraph",
    [
        BODY.replace("trade", "clichÃ©s of trade"),
        '"Video: it told them nothing at all, and they knew it," the minister said to the press in the evening.',
        BODY + " Nobody else was there when the doors were closed for the last part of the long evening. [Reuters]",
    ],
)
def test_no_caption(paragraph: str) -> None:
    assert of_kind(page("Ministers meet on the island", paragraph, BODY), ZoneKind.CAPTION) == []


def test_a_title_that_ends_in_a_full_stop() -> None:
    text = page("Talks are at an end.", BODY, BODY)
    assert of_kind(text, ZoneKind.HEADLINE) == ["Talks are at an end."]


def test_place_and_date_below_the_text() -> None:
    text = page("Ministers meet on the island", BODY, "Done at Oslo, 4 May 2018")
    assert of_kind(text, ZoneKind.DATELINE) == ["Done at Oslo, 4 May 2018"]


@given(st.text(max_size=300), st.sampled_from(["en", "fr"]))
def test_any_text_has_zones(text: str, language: str) -> None:
    covered = 0
    for zone in zones(text, language):
        assert not text[covered : zone.span.start].strip()
        covered = zone.span.end
    assert not text[covered:].strip()


def test_a_title_given_twice_is_read_once() -> None:
    text = page("Home / World / Ministers meet on the island", "Ministers meet on the island", BODY)
    assert of_kind(text, ZoneKind.HEADLINE) == ["Ministers meet on the island"]
    text = page("Ministers meet on the island", "Ministers meet on the island", BODY)
    assert of_kind(text, ZoneKind.HEADLINE) == ["Ministers meet on the island"]


def test_stated_headline_wins() -> None:
    text = page("Long kicker of the whole section", "Ministers meet", BODY)
    assert of_kind(text, ZoneKind.HEADLINE, headline="Ministers meet") == ["Ministers meet"]


WRAPPED = """\
Ministers meet on the island

OSLO, March 3 (Agency) - The ministers of both countries spoke on Monday,
11 April 2016, about trade, transport and the return of the students who
had left the island in spring. They will meet again in the capital before
the end of the year, their spokesman said in Oslo.

"We have never been closer to an agreement," the minister said after the
talks, which had lasted for three hours.
"""


def test_text_wrapped_at_a_fixed_width() -> None:
    assert of_kind(WRAPPED, ZoneKind.HEADLINE) == ["Ministers meet on the island"]
    assert of_kind(WRAPPED, ZoneKind.DATELINE) == ["OSLO, March 3 (Agency) -"]
    (body,) = (zone.span for zone in zones(WRAPPED) if zone.kind is ZoneKind.BODY)
    first, second = (span.of(WRAPPED) for span in paragraphs_of(WRAPPED, [body]))
    assert first.startswith("The ministers")
    assert first.endswith("said in Oslo.")
    assert second.startswith('"We have')
    assert second.endswith("three hours.")
    assert "Monday,\n11 April 2016" in [time.span.of(WRAPPED) for time in find_times(WRAPPED, [body], get("en"), None)]


def test_short_paragraphs_one_a_line_are_not_wrapped_text() -> None:
    line = "The ministers of both countries spoke about trade, transport and the islands."
    text = "Ministers meet on the island\n" + "\n".join([line] * 8)
    (body,) = (zone.span for zone in zones(text) if zone.kind is ZoneKind.BODY)
    assert len(paragraphs_of(text, [body])) == 8


def test_only_a_headline_or_one_paragraph() -> None:
    assert of_kind("Ministers meet on the island", ZoneKind.HEADLINE) == ["Ministers meet on the island"]
    assert of_kind(BODY, ZoneKind.BODY) == [BODY]
    assert zones(" \n ") == ()


def test_subheads_stay_in_the_body() -> None:
    text = page("Ministers meet on the island", BODY, "A long way to go", BODY)
    assert of_kind(text, ZoneKind.BODY) == [page(BODY, "A long way to go", BODY)]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_zones_cover_all_but_white_space_and_never_overlap(language: str) -> None:
    for text in (seed("000"), seed("001"), "\n\n a \n b", BODY + "\n" * 3 + "…", "—" * 200, "(((((\n)))"):
        covered = 0
        for zone in zones(text, language):
            assert not text[covered : zone.span.start].strip()
            assert len(zone.span) > 0
            covered = zone.span.end
        assert not text[covered:].strip()


@pytest.mark.parametrize(
    ("line", "body", "language"),
    [
        ("Lima, 14 March 2025 (AFP)", BODY, "en"),
        ("Lomé, 14 mars 2025 (Xinhua)", CORPS, "fr"),
        ("Lomé, le 3 mai 2024", CORPS, "fr"),
    ],
)
def test_a_dateline_may_have_a_line_of_its_own(line: str, body: str, language: str) -> None:
    assert of_kind(page(line, body), ZoneKind.DATELINE, language) == [line]
    title = "A title without a verb" if language == "en" else "Un titre sans verbe"
    assert of_kind(page(title, line, body), ZoneKind.DATELINE, language) == [line]
    assert of_kind(page(title, line, body), ZoneKind.HEADLINE, language) == [title]


@pytest.mark.parametrize(
    ("title", "body", "language"),
    [
        ("Trial of the miners: defence speaks of “a farce”", BODY, "en"),
        ("Mines : la défense dénonce « une mascarade »", CORPS, "fr"),
        ("« Nous ne céderons rien sur les salaires »", CORPS, "fr"),
    ],
)
def test_a_title_may_end_in_a_quotation(title: str, body: str, language: str) -> None:
    assert of_kind(page(title, body), ZoneKind.HEADLINE, language) == [title]
    said = "« Nous ne voulons plus attendre », a dit la ministre."
    assert of_kind(page(said, body), ZoneKind.HEADLINE, language) == []


def test_a_note_in_brackets_is_no_title() -> None:
    note, title = "(ATTN: UPDATES with details in paras 4-6; ADDS photo)", "Talks on the ferry line put off for a week"
    assert of_kind(page(title, note, BODY), ZoneKind.HEADLINE) == [title]
    assert of_kind(page(note, title, BODY), ZoneKind.HEADLINE) == [title]
    assert note not in " ".join(of_kind(page(title, note, BODY), ZoneKind.BODY))


def test_a_long_run_without_a_space_is_no_text() -> None:
    run, short = "data:image/png;base64," + "iVBOR" * 100, "x" * 500
    text = page(BODY, f"{run} {BODY} {run} {short} {BODY}")
    assert of_kind(text, ZoneKind.BOILERPLATE) == [run, run]
    assert of_kind(text, ZoneKind.BODY) == [BODY, BODY, f"{short} {BODY}"]


TITLE = "Les deux ministres se retrouvent sur l'île"


def test_a_line_about_the_picture_below_the_title_is_not_the_title() -> None:
    picture = "La salle du palais où les ministres ont parlé du retour des étudiants"
    assert of_kind(page(TITLE, picture, CORPS), ZoneKind.HEADLINE, "fr") == [TITLE, picture]
    credited = "La salle du palais, où ils ont parlé ( AFP / JEAN DURAND )"
    text = page(TITLE, "information fournie par ANP • 23/09/2025 à 10:24", credited, CORPS)
    assert of_kind(text, ZoneKind.HEADLINE, "fr") == [TITLE]
    assert of_kind(text, ZoneKind.CAPTION, "fr") == [credited]


def test_a_picture_with_two_texts() -> None:
    shown = "Accueil de la ministre Anna Berg par le président de la République"
    assert of_kind(page(TITLE, CORPS, shown, shown, CORPS), ZoneKind.BODY, "fr") == [CORPS, CORPS]
    told = "Le président a reçu la ministre Anna Berg au palais."
    text = page(TITLE, told, f"{told} Jean Durand / Palais", CORPS)
    assert of_kind(text, ZoneKind.BODY, "fr") == [CORPS]


def test_a_section_of_news_above_the_title() -> None:
    assert of_kind(page("Rechercher", "Dernières infos", TITLE, CORPS), ZoneKind.HEADLINE, "fr") == [TITLE]
    teased = page(TITLE, "Dernières infos", "Un autre titre de quelques mots", CORPS, CORPS)
    assert of_kind(teased, ZoneKind.HEADLINE, "fr") == [TITLE]


def test_notices_above_a_title_with_its_day_that_the_page_repeats() -> None:
    notice = "Vous pouvez couper cet outil pour ce site, parce que les annonces font vivre nos journaux."
    text = page("Votre avis compte", notice, TITLE, "Publié le 16/10/2019 à 20:00", TITLE, CORPS)
    assert of_kind(text, ZoneKind.HEADLINE, "fr") == [TITLE]
    assert of_kind(text, ZoneKind.BODY, "fr") == [CORPS]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Dernière mise à jour à 08h35 le 12/01", ZoneKind.BYLINE),
        ("Page d'accueil>>Pérou", ZoneKind.BOILERPLATE),
        ("Anna BERG - Première ministre - 20/09/2017 16:26:54", ZoneKind.BYLINE),
        ("Lima, 5 juillet, ANDINA", ZoneKind.DATELINE),
    ],
)
def test_french_lines_above_the_text(line: str, kind: ZoneKind) -> None:
    assert of_kind(page(TITLE, line, CORPS), kind, "fr") == [line]


def test_no_comments_close_the_page() -> None:
    text = page(TITLE, CORPS, "0 commentaire", "Vous devez être membre pour ajouter un commentaire.")
    assert of_kind(text, ZoneKind.BODY, "fr") == [CORPS]
    assert of_kind(page(TITLE, CORPS, "12 commentaires", CORPS), ZoneKind.BODY, "fr") == [CORPS]


def test_a_line_that_says_who_stands_where_is_a_caption() -> None:
    line = "(From left) Minister Anna Berg and President Luis Vega (AFB)"
    text = page("A title of some words for this page", BODY, line, BODY)
    assert of_kind(text, ZoneKind.CAPTION, "en") == [line]
    assert of_kind(text, ZoneKind.DATELINE, "en") == []


@pytest.mark.parametrize(
    ("letterhead", "title", "body", "language"),
    [
        ("Ministry of Foreign Affairs, Norland", "Minister Berg concludes her visit to Peru", BODY, "en"),
        ("Ministère des Affaires étrangères du Norland", "La ministre achève sa visite au Pérou", CORPS, "fr"),
    ],
)
def test_the_name_of_a_ministry_above_a_title_is_none(letterhead: str, title: str, body: str, language: str) -> None:
    text = page(letterhead, title, body)
    assert title in of_kind(text, ZoneKind.HEADLINE, language)
    assert letterhead not in of_kind(text, ZoneKind.HEADLINE, language)


@pytest.mark.parametrize(
    ("line", "is_caption"),
    [
        ("Minister Anna Berg speaks after talks at the port in Lima, Peru, March 14, 2024. REUTERS/Jan Kowal", True),
        ("Minister Anna Berg speaks after talks in Lima, Peru, March 14, 2024. REUTERS/Jan Kowal/File Photo", True),
        ("Minister Anna Berg speaks after talks at the port in Lima, Peru, March 14, 2024.Jan Kowal", True),
        ("The talks opened at the port in Lima on March 14, 2024. They will be held again.", False),
        ("The talks at the port in Lima opened on March 14, 2024. Minister Anna Berg spoke first.", False),
    ],
)
def test_who_took_a_picture_ends_its_caption(line: str, is_caption: bool) -> None:
    text = page("Berg goes home early", line, BODY, BODY)
    assert (line in "\n".join(of_kind(text, ZoneKind.CAPTION))) is is_caption
    assert of_kind(text, ZoneKind.HEADLINE) == ["Berg goes home early"] or not is_caption
