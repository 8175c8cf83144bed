"""When an article was published."""

import pytest

from kg.annotate import annotate
from kg.annotate.published import find_published
from kg.annotate.zones import find_zones
from kg.language import get
from kg.model import Article, PartialDate, PublicationDate, ZoneKind
from tests._timing import least_seconds

TITLES = {
    "en": "Ministers meet on the island to talk of trade",
    "fr": "Les ministres se retrouvent sur l'île pour parler commerce",
    "es": "Los ministros se reúnen en la isla para hablar de comercio",
}
BODY = (
    "The ministers of both countries spoke on 3 May 2001 about trade, transport and the return of the students who had "
    "left the island in spring."
)

BODIES = {
    "en": BODY,
    "fr": (
        "Les ministres des deux pays ont parlé le 3 mai 2001 du commerce, des transports et du retour des étudiants "
        "qui avaient quitté l'île au printemps."
    ),
    "es": (
        "Los ministros de los dos países hablaron el 3 de mayo de 2001 del comercio, del transporte y del regreso de "
        "los estudiantes que habían dejado la isla en primavera."
    ),
}


def published(text: str, language: str = "en", url: str | None = None) -> tuple[str, str] | None:
    article = Article(text, "test", url=url)
    found = find_published(article, find_zones(article, get(language)), get(language))
    if found is None:
        return None
    assert (found.start < 0) == (found.basis == "url")
    return found.date.iso, found.basis


@pytest.mark.parametrize(
    ("line", "language", "date"),
    [
        ("Published 12 March 2019", "en", "2019-03-12"),
        ("Published on March 12, 2019 at 10:15 GMT", "en", "2019-03-12"),
        ("12 March 2019", "en", "2019-03-12"),
        ("Tuesday, March 12, 2019", "en", "2019-03-12"),
        ("2019-03-12", "en", "2019-03-12"),
        ("March 12, 2019   20:10", "en", "2019-03-12"),
        ("Publié le 12 mars 2019 à 10h15", "fr", "2019-03-12"),
        ("Publié le 12/03/2019 à 10:15", "fr", "2019-03-12"),
        ("mardi 12 mars 2019", "fr", "2019-03-12"),
        ("Publié le mardi 12 fevrier 2019 | Agence de l'Île", "fr", "2019-02-12"),
        ("Updated 13 March 2019\n\nPublished 12 March 2019", "en", "2019-03-12"),
        ("News ID: 123 | Category: Politics | 12 March 2019 - 17:42", "en", "2019-03-12"),
    ],
)
def test_lines_with_a_date(line: str, language: str, date: str) -> None:
    assert published(f"Ministers meet on the island\n\n{line}\n\n{BODY}", language) == (date, "text")


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("LONDON, March 12, 2019 (Agency) --", "2019-03-12"),
        ("Paris, 12 March 2019 –", "2019-03-12"),
        ("LONDON, March 12 (Agency) --", None),
        ("LONDON (Agency) --", None),
        ("LONDON, (Channel / Island News / ILN - 12th March, 2019 )", "2019-03-12"),
    ],
)
def test_dateline(line: str, date: str | None) -> None:
    assert published(f"Ministers meet on the island\n\n{line} {BODY}") == ((date, "dateline") if date else None)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "May 7, 2024 09:15 pm | Updated 10:02 pm IST - NEW DELHI"),
        ("en", "May 7, 2024 5:46 PM GMT+1 · Updated an hour ago"),
        ("en", "May 7, 2024 at 6:45 p.m. EDT"),
        ("en", "May 7, 2024 / 6:45 PM EDT / Island News"),
        ("en", "7 May 2024, 6:45 pm AEST"),
        ("en", "18:45 EAT, Tuesday 7 May 2024"),
        ("en", "Tue 7 May 2024 18.45 BST\nLast modified on Wed 8 May 2024 10.12 BST"),
        ("en", "Updated 3:05 PM GMT, May 7, 2024"),
        ("en", "Updated 3:05 PM GMT, May 8, 2024\nPublished 1:05 PM GMT, May 7, 2024"),
        ("en", "Updated: May 8, 2024 | Published: May 7, 2024"),
        ("en", "Last updated on 08 May 2024, first published 07 May 2024"),
        ("en", "Published : May 07, 2024 - 18:45"),
        ("en", "(Agency) 2024-05-07 21:30:15"),
        ("en", "Source: Agency| 2024-05-07 21:30:15|Editor: wang"),
        ("en", "2024/05/07 18:45"),
        ("en", "07.05.2024 - Update : 08.05.2024"),
        ("en", "Posted 07/05/2024\nUpdated 8 May 2024"),
        ("en", "Tuesday, 07/05/2024"),
        ("en", "May 7, 2024 18:45 Moscow"),
        ("en", "May 7, 2024 • Statements and Releases"),
        ("en", "7 May 2024 | Peace and Security"),
        ("en", "7 May 2024 Peace and Security"),
        ("en", "PRESS RELEASE | 7 May 2024"),
        ("en", "By Ann Lee | Tuesday, May 7, 2024"),
        ("en", "Last Updated: May 8, 2024 10:02 AM IST\nFirst Published: May 07, 2024, 18:45 IST"),
        ("en", "Updated : May 08, 2024 10:02 am IST Published : May 07, 2024 09:15 pm IST - New Delhi"),
        ("en", "07 MAY 2024 6:45PM by PIB Delhi"),
        ("en", "Politics 07 May 2024 18:45 (UTC +04:00)"),
        ("en", "Published:\n7 May 2024\nLast updated:\n8 May 2024"),
        ("en", "Tuesday 1445/10/28 - 2024/05/07"),
        ("fr", "Actualité - Publié le 7 mai 2024"),
        ("fr", "Réservé aux abonnés 7 mai 2024 à 18:45 Par Jean Dupont Mis à jour le 8 mai 2024 à 8:00"),
        ("fr", "À la Une, Politique / 7 mai 2024 / Par Jean Dupont"),
        ("es", "07 de mayo de 2024 a las 18:45 hs"),
        ("en", "Tuesday May 07 2024 - By Ann Lee"),
        ("en", "Ann Lee · May 7, 2024 · 3 min read"),
        ("fr", "Publié le : 07/05/2024 - 18:45 Modifié le : 08/05/2024 - 10:10"),
        ("fr", "Mis à jour le 8 mai 2024, publié le 7 mai 2024"),
        ("fr", "Publié le 7 mai 2024 à 06h15, modifié à 09h40 · Temps de Lecture 4 min. · Article réservé aux abonnés"),
        ("fr", "Publié le 2024-05-07 à 16:20"),
        ("fr", "Publié le : mardi, 07 mai 2024 18:45"),
        ("fr", "Par Jean Dupont, le 07/05/2024 à 18h45"),
        ("fr", "7 mai 2024 à 6 h 45 min"),
        ("fr", "7 mai 2024 · Aide humanitaire"),
        ("fr", "7 mai 2024 Aide humanitaire"),
        ("fr", "7 mai 2024 - Communiqué"),
        ("fr", "Politique - 7 mai 2024 18:45"),
        ("fr", "AGE 07 mai 2024 18:45"),
        ("fr", "Le Matin / le 7 mai 2024 à 18h45"),
        ("en", "Xinhua, May 7, 2024 Adjust font size:"),
        ("en", "Published on 7 May 2024 at 09:36 by Island Post"),
        ("fr", "RFI, 07/05/2024"),
        ("fr", "Publié le 07.05.2024 à 09h36 par Journal de l'Île"),
        ("fr", "Ici Lima 2024-05-07 19:58 - Lecture : 2 minute(s)"),
        ("es", "Publicado el 7 de mayo de 2024 a las 18:45"),
        ("es", "Actualizado a 8 de mayo de 2024 - 10:00 | Publicado: 7 de mayo de 2024"),
        ("es", "07 MAY 2024 - 18:45 CEST"),
        ("en", "Staff writer, Island News English Tuesday, 7 May 2024"),
        ("fr", "mar 07/05/2024 - 18:45  J.Du. (avec Belga)"),
        ("fr", "Mar, 7 Mai 2024  Source: www.journal-ile.example"),
    ],
)
def test_lines_as_outlets_print_them(language: str, line: str) -> None:
    body = BODIES[language]
    for page in (f"{TITLES[language]}\n\n{line}\n\n{body}\n\n{body}", f"{TITLES[language]}\n{line}\n{body}\n{body}"):
        found = published(page, language)
        assert found is not None
        assert found[0] == "2024-05-07"
        article = Article(page, "test")
        headlines = [z.span.of(page) for z in find_zones(article, get(language)) if z.kind is ZoneKind.HEADLINE]
        assert headlines == [TITLES[language]]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Gaborone, 7 May 2024:"),
        ("en", "GENEVA, 7 May 2024:"),
        ("en", "Nairobi, Tuesday, May 7, 2024:"),
        ("en", "Geneva (7 May 2024) –"),
        ("en", "ABU DHABI, 7th May, 2024 (AGE) --"),
        ("en", "Abuja, Nigeria; 7 May 2024 -"),
        ("en", "May 7, 2024 (JUBA) –"),
        ("en", "May 7, 2024 (ABUJA/LAGOS) -"),
        ("en", "May 7, 2024 –"),
        ("fr", "7 mai 2024 -"),
        ("fr", "Dakar, le 7 mai 2024 :"),
        ("fr", "Dakar, le 7 mai 2024 –"),
        ("fr", "Riyad, 28 Chawwal 1445 H (7 mai 2024 G), AGE --"),
        ("fr", "Koweït, 28 Joumada al-oula 1445 H (7 mai 2024), AGE --"),
        ("es", "Lima, 7 de mayo de 2024.-"),
        ("es", "Madrid, 7 may 2024 (AGE).-"),
    ],
)
def test_datelines_with_a_full_date(language: str, line: str) -> None:
    body = BODIES[language]
    assert published(f"{TITLES[language]}\n\n{line} {body}\n\n{body}", language) == ("2024-05-07", "dateline")


def test_a_short_line_below_the_title_may_open_with_a_dateline() -> None:
    line = "Dakar, 07/05/2024 (AGE)- Voici un communiqué du ministère de la Pêche:"
    page = f"Communiqué du ministère\n\n{line}\n\n{BODIES['fr']}\n\n{BODIES['fr']}"
    assert published(page, "fr") == ("2024-05-07", "dateline")


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["7 May 2024"]),
        ("en", ["Published on 7 May 2024"]),
        ("en", ["Ministry of Foreign Affairs", "Nairobi", "7 May 2024"]),
        ("en", ["Posted by admin on May 7, 2024"]),
        ("fr", ["Fait à Dakar, le 7 mai 2024"]),
        ("fr", ["Dakar, le 7 mai 2024", "Le porte-parole"]),
        ("fr", ["ab/cd/AGE 07/05/2024"]),
        ("fr", ["AGE/7 mai 2024"]),
        ("fr", ["AGE 7 mai 2024"]),
        ("fr", ["/AGE/07.05.2024/18h45"]),
    ],
)
def test_lines_below_the_text(language: str, lines: list[str]) -> None:
    found = published("\n\n".join([TITLES[language], BODIES[language], BODIES[language], *lines]), language)
    assert found is not None
    assert found[0] == "2024-05-07"


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Press briefing of 7 May 2024"),
        ("en", "Department Press Briefing – May 7, 2024"),
        ("en", "Readout of the call with President Osei - May 7, 2024"),
        ("en", "Spokesperson Anna Berg's Regular Press Conference on May 7, 2024"),
        ("fr", "Déclarations de la porte-parole - Point de presse du 7 mai 2024"),
        ("fr", "Compte rendu du Conseil des ministres du 7 mai 2024"),
    ],
)
def test_titles_of_what_is_given_out_on_a_day(language: str, title: str) -> None:
    assert published(f"{title}\n\n{BODIES[language]}\n\n{BODIES[language]}", language) == ("2024-05-07", "text")


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "The island remembers the attack of 11 September 2001"),
        ("en", "11 September 2001: the island remembers"),
        ("en", "Ten years after the press conference of 7 May 2024"),
        ("fr", "Le procès des attentats du 13 novembre 2015"),
        ("fr", "Déclaration universelle du 10 décembre 1948"),
    ],
)
def test_titles_with_the_date_of_something_else(language: str, title: str) -> None:
    assert published(f"{title}\n\n{BODIES[language]}\n\n{BODIES[language]}", language) is None


@pytest.mark.parametrize(
    ("deck", "day"),
    [
        ("Les ministres ont visité l'île pour parler de pêche... 07.05.2024, Agence Île", ("2024-05-07", "text")),
        ("Les ministres ont visité l'île. Un accord du 7 mai 2024, Lima Accord", None),
    ],
)
def test_the_line_below_a_title_may_end_in_the_day_and_who_published(deck: str, day: tuple[str, str] | None) -> None:
    assert published(f"{TITLES['fr']}\n\n{deck}\n\n{BODIES['fr']}\n\n{BODIES['fr']}", "fr") == day


@pytest.mark.parametrize("line", ["2 hours ago", "Today, 18:45", "Updated an hour ago", "May 7", "04/03/2019", "2024"])
def test_lines_that_do_not_tell_the_day(line: str) -> None:
    assert published(f"{TITLES['en']}\n\n{line}\n\n{BODY}\n\n{BODY}") is None


def test_a_short_line_about_a_day_is_not_the_day_of_publication() -> None:
    assert published(f"{TITLES['fr']}\n\nAttentats du 7 mai 2024\n\n{BODIES['fr']}\n\n{BODIES['fr']}", "fr") is None


def test_subheads_with_dates_are_not_the_day_of_publication() -> None:
    text = "\n\n".join([TITLES["en"], BODY, "7 May 2024", BODY, "8 May 2024", BODY])
    assert published(text) is None
    assert published("\n\n".join([TITLES["en"], BODY, BODY, "7 May 2024", BODY])) is None


def test_a_dateline_settles_an_order_of_day_and_month() -> None:
    text = f"{TITLES['en']}\n\n07/05/2024\n\nNAIROBI, May 7 (Agency) -- {BODY}"
    assert published(text) == ("2024-05-07", "text")
    assert published(f"{TITLES['en']}\n\n07/05/2024\n\n{BODY}", url="https://x.org/2024/05/08/a") == (
        "2024-05-07",
        "text",
    )


def test_the_day_shown_above_the_title_comes_after_the_line_below_it() -> None:
    text = f"Friday, 10 May 2024\n\n{TITLES['en']}\n\nTuesday, 7 May 2024\n\n{BODY}\n\n{BODY}"
    assert published(text) == ("2024-05-07", "text")


@pytest.mark.parametrize(
    ("url", "date"),
    [
        ("https://example.org/2019/03/12/meeting", "2019-03-12"),
        ("https://example.org/world/2019-03-12-meeting.html", "2019-03-12"),
        ("https://example.org/20190312/a", "2019-03-12"),
        ("https://example.org/a-1234567890", None),
        ("https://example.org/2019/02/31/a", None),
        ("https://example.org/2019/03/meeting", None),
    ],
)
def test_url(url: str, date: str | None) -> None:
    assert published(BODY, url=url) == ((date, "url") if date else None)


def test_nothing_is_known() -> None:
    assert published(BODY) is None
    assert published("Ministers meet on the island\n\n04/03/2019\n\n" + BODY) is None


def test_what_the_source_says_wins() -> None:
    stated = PublicationDate(PartialDate(2018), "metadata")
    article = Article("Published 12 March 2019\n\n" + BODY, "test", published=stated)
    assert find_published(article, find_zones(article, get("en")), get("en")) is stated


@pytest.mark.parametrize(
    "line",
    ["Posted 07/0{0}/20{1:02}", "7 May 20{1:02} | Updated", "Published", "1/2/3/4/5/ 07/05/2024", "x/" * 90 + " 2024"],
)
def test_time_is_linear_in_the_lines_with_dates(line: str) -> None:
    def seconds(size: int) -> float:
        text = "\n\n".join(line.format(at % 9 + 1, at % 99) for at in range(size)) + f"\n\n{BODY}"
        article = Article(text, "test")
        return least_seconds(lambda: find_published(article, find_zones(article, get("en")), get("en")))

    seconds(50)
    small, large = seconds(200), seconds(2000)
    assert large < 30 * max(small, 0.01)


@pytest.mark.parametrize(
    ("language", "dateline"),
    [
        ("en", "KAMPALA, UGANDA: May 7, 2024: "),
        ("en", "KAMPALA: 7 May 2024: "),
        ("fr", "CONAKRY, GUINÉE : le 7 mai 2024 : "),
    ],
)
def test_a_dateline_whose_parts_end_in_colons(language: str, dateline: str) -> None:
    text = f"{TITLES[language]}\n\n{dateline}{BODIES[language]}"
    assert published(text, language) == ("2024-05-07", "dateline")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "May 7, 20245:46 PM"),
        ("en", "Published May 7, 20245:46 PM UTC Updated May 8, 20241:02 AM UTC"),
        ("en", "May 7/2024"),
        ("en", "By AL - May 7,2024 - Last updated at May 08,2024"),
        ("en", "Press release 7 May 2024 Brussels"),
        ("fr", "Publié le 7 mai 202417h46"),
        ("fr", "Communiqué de presse 7 mai 2024 Bruxelles"),
    ],
)
def test_a_date_with_a_time_or_a_year_stuck_to_it_or_a_city_behind(language: str, line: str) -> None:
    assert published(f"{TITLES[language]}\n\n{line}\n\n{BODIES[language]}", language) == ("2024-05-07", "text")


def test_a_day_with_a_full_stop_in_a_menu_above_the_title() -> None:
    text = f"calendar>>May 7. 2024 Page 2 |\n{TITLES['en']}\n|\n{BODY}"
    assert published(text) == ("2024-05-07", "text")


@pytest.mark.parametrize("year", [1, 9998, 9999])
def test_a_year_at_the_end_of_the_calendar_anchors_nothing(year: int) -> None:
    stated = PublicationDate(PartialDate(year, 12, 31), "option")
    text = "President John Harding met Maria Kovac in Oslo next week. He will return tomorrow. They met on Friday."
    annotations = annotate(Article(text, "test", language="en", published=stated), get("en"))
    assert annotations.published is None
    assert not any(time.start for time in annotations.times)


@pytest.mark.parametrize(
    ("stated", "basis", "day"),
    [
        ("2024-05-09", "metadata", "2024-05-08"),  # Late in the evening in Chicago, tomorrow in UTC.
        ("2024-05-07", "metadata", "2024-05-08"),  # Early in the morning in Seoul, yesterday in UTC.
        ("2024-05-09", "option", "2024-05-09"),
        ("2024-05-12", "metadata", "2024-05-12"),
    ],
)
def test_today_is_the_day_of_the_address_where_metadata_are_a_day_off(stated: str, basis: str, day: str) -> None:
    published = PublicationDate(PartialDate.parse(stated), basis)
    article = Article(
        "President Anna Berg met President Luis Ortega in Lima today.",
        "test",
        url="https://x.org/2024/05/08/a",
        language="en",
        published=published,
    )
    annotations = annotate(article, get("en"))
    assert annotations.published == published
    assert [time.start.iso for time in annotations.times if time.start] == [day]


def test_a_line_that_says_when_it_was_published_is_no_dateline() -> None:
    line = "The Newspaper's Staff Reporter    Published November 7, 2025"
    assert published(f"{TITLES['en']}\n\n{line}\n\nISLAMABAD: {BODY}") == ("2025-11-07", "text")
    assert published(f"{TITLES['en']}\n\nISLAMABAD, November 7, 2025 - {BODY}") == ("2025-11-07", "dateline")
