"""Words that say when."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.times import find_times
from kg.language import get
from kg.model import DateBasis, PartialDate, PublicationDate, Span, TimeExpression
from tests._timing import least_seconds

TUESDAY = "2019-03-12"


def times(text: str, language: str = "en", published: str | None = None) -> tuple[TimeExpression, ...]:
    date = PublicationDate(PartialDate.parse(published), "option") if published else None
    return find_times(text, [Span(0, len(text))], get(language), date)


def only(text: str, language: str = "en", published: str | None = None) -> TimeExpression:
    found = times(text, language, published)
    assert len(found) == 1, [time.span.of(text) for time in found]
    return found[0]


def iso(time: TimeExpression) -> str:
    return "/".join(date.iso for date in (time.start, time.end) if date)


@pytest.mark.parametrize(
    ("text", "language", "words", "date"),
    [
        ("They met on 11 April 2016.", "en", "11 April 2016", "2016-04-11"),
        ("They met on April 11, 2016.", "en", "April 11, 2016", "2016-04-11"),
        ("Du lundi 4 au mercredi 6 mars 2019.", "fr", "lundi 4 au mercredi 6 mars 2019", "2019-03-04/2019-03-06"),
        (
            "Du lundi 4 mars au mercredi 6 mars 2019.",
            "fr",
            "lundi 4 mars au mercredi 6 mars 2019",
            "2019-03-04/2019-03-06",
        ),
        (
            "From Monday, 4 March to Friday, 8 March 2019.",
            "en",
            "Monday, 4 March to Friday, 8 March 2019",
            "2019-03-04/2019-03-08",
        ),
        ("They met on April 11 2016.", "en", "April 11 2016", "2016-04-11"),
        ("They met on the 2nd of May 2016.", "en", "2nd of May 2016", "2016-05-02"),
        ("They met on Sept. 3, 2016.", "en", "Sept. 3, 2016", "2016-09-03"),
        ("They met on April 11,2016.", "en", "April 11,2016", "2016-04-11"),
        ("They met on 11 Apr,2016 at noon.", "en", "11 Apr,2016", "2016-04-11"),
        ("Sept. 3. 2016 Page 4", "en", "Sept. 3. 2016", "2016-09-03"),
        ("They met on 2016-04-11.", "en", "2016-04-11", "2016-04-11"),
        ("They met on 13/04/2016.", "en", "13/04/2016", "2016-04-13"),
        ("They met on 04/13/2016.", "en", "04/13/2016", "2016-04-13"),
        ("They met on Monday, 11 April 2016, in Bern.", "en", "Monday, 11 April 2016", "2016-04-11"),
        ("They met on Monday, April 11, 2016, in Bern.", "en", "Monday, April 11, 2016", "2016-04-11"),
        ("Le 3 fe\u0301vrier\u00a02016.", "fr", "3 fe\u0301vrier\u00a02016", "2016-02-03"),
        ("Dated 13-Mar-2019", "en", "13-Mar-2019", "2019-03-13"),
        ("JULY 30, 2024", "en", "JULY 30, 2024", "2024-07-30"),
        ("They met in April 2016.", "en", "April 2016", "2016-04"),
        ("They have met since 2016.", "en", "2016", "2016"),
        ("They held talks from 3 to 5 March 2019.", "en", "3 to 5 March 2019", "2019-03-03/2019-03-05"),
        ("The summit is on March 3-5, 2019.", "en", "March 3-5, 2019", "2019-03-03/2019-03-05"),
        ("The summit is on 3–5 March 2019.", "en", "3–5 March 2019", "2019-03-03/2019-03-05"),
        ("The summit is on March 3 and 4, 2019.", "en", "March 3 and 4, 2019", "2019-03-03/2019-03-04"),
        ("From 28 February to 2 March 2019 they met.", "en", "28 February to 2 March 2019", "2019-02-28/2019-03-02"),
        (
            "From 30 December to 2 January 2019 they met.",
            "en",
            "30 December to 2 January 2019",
            "2018-12-30/2019-01-02",
        ),
        ("Ils se sont vus le 11 avril 2016.", "fr", "11 avril 2016", "2016-04-11"),
        ("Ils se sont vus le 1er mars 2016.", "fr", "1er mars 2016", "2016-03-01"),
        ("Ils se sont vus le lundi 11 avril 2016.", "fr", "lundi 11 avril 2016", "2016-04-11"),
        ("Ils se sont vus le 11/04/2016.", "fr", "11/04/2016", "2016-04-11"),
        ("Ils se sont vus le 11.04.2016.", "fr", "11.04.2016", "2016-04-11"),
        ("Ils se sont vus le 20 févr. 2016.", "fr", "20 févr. 2016", "2016-02-20"),
        ("Ils se verront du 3 au 5 mars 2019.", "fr", "3 au 5 mars 2019", "2019-03-03/2019-03-05"),
        ("Ils se verront les 3 et 4 mars 2019.", "fr", "3 et 4 mars 2019", "2019-03-03/2019-03-04"),
        ("Ils se verront du 28 février au 2 mars 2019.", "fr", "28 février au 2 mars 2019", "2019-02-28/2019-03-02"),
        ("Ils se verront en avril 2016.", "fr", "avril 2016", "2016-04"),
        ("Depuis 1998, rien.", "fr", "1998", "1998"),
    ],
)
def test_explicit_dates(text: str, language: str, words: str, date: str) -> None:
    time = only(text, language)
    assert time.span.of(text) == words
    assert time.basis is DateBasis.EXPLICIT
    assert iso(time) == date
    assert not time.conflicting


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("They met on Monday.", "en", "2019-03-11"),
        ("They met on Monday evening.", "en", "2019-03-11"),
        ("They met on Tuesday.", "en", "2019-03-12"),
        ("They met on Wednesday.", "en", "2019-03-06"),
        ("They will meet on Wednesday.", "en", "2019-03-13"),
        ("On Wednesday, they will meet in Bern.", "en", "2019-03-13"),
        ("They will meet in Bern, he said on Friday.", "en", "2019-03-08"),
        ("They met last Friday.", "en", "2019-03-08"),
        ("They met last Tuesday.", "en", "2019-03-05"),
        ("They will meet next Tuesday.", "en", "2019-03-19"),
        ("They met on Tuesday last week.", "en", "2019-03-05"),
        ("They met on Tuesday (5).", "en", "2019-03-05"),
        ("They met yesterday.", "en", "2019-03-11"),
        ("They met today.", "en", "2019-03-12"),
        ("They meet tomorrow.", "en", "2019-03-13"),
        ("They met the day before yesterday.", "en", "2019-03-10"),
        ("They met last night.", "en", "2019-03-11"),
        ("They met this morning.", "en", "2019-03-12"),
        ("They met two days ago.", "en", "2019-03-10"),
        ("They met on March 3.", "en", "2019-03-03"),
        ("They met on December 30.", "en", "2018-12-30"),
        ("They will meet on March 21.", "en", "2019-03-21"),
        ("They will meet on the 26th of this month.", "en", "2019-03-26"),
        ("They will meet on the 3rd of next month.", "en", "2019-04-03"),
        ("They met on the 28th of last month.", "en", "2019-02-28"),
        ("Ils se verront le 26 de ce mois.", "fr", "2019-03-26"),
        ("Ils se verront le 3 du mois prochain.", "fr", "2019-04-03"),
        ("They met in October.", "en", "2018-10"),
        ("They will meet in October.", "en", "2019-10"),
        ("They met in September last year.", "en", "2018-09"),
        ("They met last October.", "en", "2018-10"),
        ("They met last month.", "en", "2019-02"),
        ("They will meet next month.", "en", "2019-04"),
        ("They met last year.", "en", "2018"),
        ("They met earlier this year.", "en", "2019"),
        ("They met last week.", "en", "2019-03"),
        ("Ils se sont vus lundi soir.", "fr", "2019-03-11"),
        ("Ils se sont vus mardi dernier.", "fr", "2019-03-05"),
        ("Ils se verront mercredi.", "fr", "2019-03-13"),
        ("Mercredi, ils doivent se rendre à Berne.", "fr", "2019-03-13"),
        ("Ils se verront lundi prochain.", "fr", "2019-03-18"),
        ("Ils se sont vus lundi 11.", "fr", "2019-03-11"),
        ("Ils se sont vus hier.", "fr", "2019-03-11"),
        ("Ils se sont vus hier soir.", "fr", "2019-03-11"),
        ("Ils se sont vus avant-hier.", "fr", "2019-03-10"),
        ("Ils se sont vus aujourd’hui.", "fr", "2019-03-12"),
        ("Ils se voient demain.", "fr", "2019-03-13"),
        ("Ils se sont vus il y a deux jours.", "fr", "2019-03-10"),
        ("Ils se verront dans trois jours.", "fr", "2019-03-15"),
        ("Ils se sont vus le 3 mars.", "fr", "2019-03-03"),
        ("Ils se sont vus en octobre.", "fr", "2018-10"),
        ("Ils se sont vus le mois dernier.", "fr", "2019-02"),
        ("Ils se sont vus la semaine dernière.", "fr", "2019-03"),
        ("Ils se sont vus l'an dernier.", "fr", "2018"),
        ("Ils se verront l’année prochaine.", "fr", "2020"),
        ("Ils se sont vus en septembre dernier.", "fr", "2018-09"),
        ("La réunion se tiendra du 20 au 22 mars.", "fr", "2019-03-20/2019-03-22"),
        ("Ils se sont vus lundi de la semaine dernière.", "fr", "2019-03-04"),
        ("The talks ran from Monday to Wednesday.", "en", "2019-03-11/2019-03-13"),
        ("They met on March 5 (Tuesday).", "en", "2019-03-05"),
        ("They met on 5 March, Tuesday.", "en", "2019-03-05"),
        ("Closed until Sunday", "en", "2019-03-17"),
        ("Ils se sont vus du lundi 4 au mercredi 6 mars.", "fr", "2019-03-04/2019-03-06"),
        ("Ils se sont vus du mercredi 27 février au vendredi 1er mars.", "fr", "2019-02-27/2019-03-01"),
        ("Ils se sont vus du 4 mars au mercredi 6 mars.", "fr", "2019-03-04/2019-03-06"),
        ("Ils se sont vus le 20 mars dernier.", "fr", "2018-03-20"),
        ("Ils se verront le 3 avril prochain.", "fr", "2019-04-03"),
    ],
)
def test_relative_dates_are_anchored_on_publication_only(text: str, language: str, date: str) -> None:
    time = only(text, language, TUESDAY)
    assert iso(time) == date
    assert time.basis is DateBasis.RELATIVE
    unresolved = only(text, language)
    assert unresolved.start is None
    assert unresolved.end is None
    assert unresolved.basis in (DateBasis.RELATIVE, DateBasis.WEEKDAY_ONLY)


def test_a_weekday_alone_keeps_its_weekday() -> None:
    time = only("They met on Monday evening.")
    assert (time.basis, time.weekday, time.value) == (DateBasis.WEEKDAY_ONLY, 0, "XXXX-WXX-1")


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("They met on Tuesday, 11 April 2016.", None),
        ("They met on Tuesday, March 11.", "2019-03-12"),
        ("They met on Tuesday (11).", "2019-03-12"),
    ],
)
def test_weekday_and_date_that_disagree(text: str, published: str | None) -> None:
    time = only(text, published=published)
    assert time.conflicting
    assert time.weekday == 1
    assert time.start is not None
    assert time.start.day == 11


@pytest.mark.parametrize("text", ["On Tuesday, 07/05/2024, they met.", "They met on 05/07/2024 (Tuesday)."])
def test_a_weekday_settles_the_order_of_day_and_month(text: str) -> None:
    assert iso(only(text)) == "2024-05-07"


def test_a_weekday_that_fits_both_orders_settles_nothing() -> None:
    assert only("They met on Saturday, 03-02-2024.").start is None


def test_a_month_before_a_name_is_a_first_name() -> None:
    assert times("He met his counterpart January Otieno and April Berg.") == ()
    assert iso(only("They met in October President Otieno said.", published=TUESDAY)) == "2018-10"


def test_an_order_of_day_and_month_that_is_not_sure_stays_open() -> None:
    time = only("They met on 11/04/2016.", published=TUESDAY)
    assert (time.start, time.basis) == (None, DateBasis.EXPLICIT)


def test_of_two_orders_of_day_and_month_the_one_by_publication_is_meant() -> None:
    assert iso(only("They met on 11/04/2016.", published="2016-04-12")) == "2016-04-11"
    assert iso(only("They met on 11/04/2016.", published="2016-11-02")) == "2016-11-04"
    assert only("They met on 11/04/2016.", published="2016-05-12").start is None


@pytest.mark.parametrize(
    ("text", "language", "kind", "value"),
    [
        ("It took three days.", "en", "DURATION", "P3D"),
        ("It was a two-day visit.", "en", "DURATION", "P2D"),
        ("It will last for a week.", "en", "DURATION", "P1W"),
        ("It will take the next four years.", "en", "DURATION", "P4Y"),
        ("They talked for 45 minutes.", "en", "DURATION", "PT45M"),
        ("They meet every Monday.", "en", "SET", "XXXX-WXX-1"),
        ("They meet every year.", "en", "SET", "P1Y"),
        ("It rose in the first quarter of 2019.", "en", "DATE", "2019-Q1"),
        ("It rose in the 1990s.", "en", "DATE", "199"),
        ("It began at 18:00 GMT.", "en", "TIME", "T18:00"),
        ("Cela a duré trois jours.", "fr", "DURATION", "P3D"),
        ("C'était ces dix dernières années.", "fr", "DURATION", "P10Y"),
        ("Ils se voient chaque lundi.", "fr", "SET", "XXXX-WXX-1"),
        ("Ils se voient tous les ans.", "fr", "SET", "P1Y"),
        ("Au premier trimestre 2019.", "fr", "DATE", "2019-Q1"),
        ("Elle débutera à 18h30.", "fr", "TIME", "T18:30"),
        ("C'était dans les années 1990.", "fr", "DATE", "199"),
    ],
)
def test_types_and_values(text: str, language: str, kind: str, value: str) -> None:
    time = only(text, language)
    assert (time.type, time.value) == (kind, value)
    assert kind == "DATE" or time.start is None


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("Il l'avait vu l'avant-veille.", "fr", "-P2D"),
        ("Il l'avait vu la veille.", "fr", "-P1D"),
        ("They met later in the day.", "en", "P0D"),
        ("They met the next day.", "en", "P1D"),
        ("Ils se sont vus le surlendemain.", "fr", "P2D"),
        ("Se vieron al día siguiente.", "es", "P1D"),
    ],
)
def test_how_far_a_day_is_from_the_one_told_before(text: str, language: str, value: str) -> None:
    assert only(text, language).value == value


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("They met the day before the vote.", "en"),
        ("They met the day before she left.", "en"),
        ("Ils se sont vus à la veille du sommet.", "fr"),
        ("Ils se sont vus le lendemain de la signature.", "fr"),
    ],
)
def test_a_day_counted_from_what_follows_it_is_not_counted_from_the_one_before(text: str, language: str) -> None:
    assert [time.value for time in times(text, language)] in ([], [""])


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("They met on Christmas Day.", "en", "2018-12-25"),
        ("They met on New Year's Eve 2016.", "en", "2016-12-31"),
        ("Ils se sont vus le jour de l'An.", "fr", "2019-01-01"),
        ("They will meet in three days.", "en", "2019-03-15"),
        ("They spoke over the weekend.", "en", "2019-03-09/2019-03-10"),
        ("They will meet over the weekend.", "en", "2019-03-16/2019-03-17"),
        ("Ils se sont vus le week-end dernier.", "fr", "2019-03-09/2019-03-10"),
        ("Ils se verront ce week-end.", "fr", "2019-03-16/2019-03-17"),
        ("The talks have been moved to 10 June.", "en", "2019-06-10"),
    ],
)
def test_days_with_a_name_and_days_ahead(text: str, language: str, day: str) -> None:
    assert iso(only(text, language, TUESDAY)) == day


@pytest.mark.parametrize(
    "text",
    [
        "They met twice in three days.",
        "They will visit five towns in three days.",
        "They will meet in 3 days of talks.",
    ],
)
def test_days_that_something_takes_are_no_day(text: str) -> None:
    assert [time.start for time in times(text, "en", TUESDAY)] == [None]


@pytest.mark.parametrize("text", ["la veille", "le lendemain", "le même jour"])
def test_days_told_by_another_event_stay_open(text: str) -> None:
    time = only(f"Il l'avait vu {text}.", "fr", TUESDAY)
    assert (time.start, time.basis) == (None, None)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("They may meet again.", "en"),
        ("CAPITAL TODAY learnt of it.", "en"),
        ("Theresa May said so.", "en"),
        ("May said so.", "en"),
        ("The march went on for peace.", "en"),
        ("April Jones and June Smith sat there.", "en"),
        ("The sun sat low over the sea.", "en"),
        ("He came second and has a second home.", "en"),
        ("They won 2-1 and 11-9.", "en"),
        ("He is 45 and paid $ 2000 for it, or 2,016 euros.", "en"),
        ("He paid 2016 euros and 1998 people came.", "en"),
        ("Resolution 1929 and Article 1905 apply.", "en"),
        ("On 11 Ramadan 1443 they met.", "en"),
        ("It is dated 1403/02/15 and 25 Farvardin 1395.", "en"),
        ("Version 3.11.2016.4 and 10.0.0.1 of it.", "en"),
        ("Call +33 1 40 11 20 19 or 2016-04-11-22.", "en"),
        ("On 31/02/2016 and 30 February 2016 nothing was.", "en"),
        ("La sonde vole vers Mars.", "fr"),
        ("Un homme de 45 ans, marié et père.", "fr"),
        ("Ils ont gagné 2-1.", "fr"),
        ("La résolution 1929 du Conseil.", "fr"),
        ("Il a été le premier à parler.", "fr"),
        ("Il a été reçu et a été remercié.", "fr"),
        ("Il est dans l'an 1443 de l'hégire.", "fr"),
        ("Quelque 2016 personnes et 1998 euros.", "fr"),
        ("On le dit second ou premier.", "fr"),
        ("The yen rose 28,2017 points.", "en"),
    ],
)
def test_no_date(text: str, language: str) -> None:
    dates = [time.span.of(text) for time in times(text, language, TUESDAY) if time.type == "DATE"]
    assert dates == []


def test_a_month_in_a_story_of_long_ago_stays_open() -> None:
    found = times("In 1942, he fled. In July he was caught.\nThey met in January.", published=TUESDAY)
    assert [iso(time) for time in found] == ["1942", "", "2019-01"]


@pytest.mark.parametrize(
    ("text", "language"),
    [("The September 11 attacks were told.", "en"), ("Les attentats du 11 septembre sont loin.", "fr")],
)
def test_the_day_of_a_well_known_event_has_no_year(text: str, language: str) -> None:
    assert only(text, language, TUESDAY).start is None


@pytest.mark.parametrize(
    ("text", "language"), [("They voted on Super Tuesday.", "en"), ("Ils prient le vendredi saint.", "fr")]
)
def test_a_day_with_a_name_is_no_weekday(text: str, language: str) -> None:
    assert times(text, language, TUESDAY) == ()


def test_a_line_end_parts_two_times() -> None:
    assert len(times("on 11 April\n2016 was a year", published=TUESDAY)) <= 2
    assert times("on 11\nApril 2016")[-1].value == "2016-04"


def test_ranges_limit_where_to_look() -> None:
    text = "On Monday. On Tuesday."
    found = find_times(text, [Span(11, 22)], get("en"), None)
    assert [time.span.of(text) for time in found] == ["Tuesday"]


PIECES = [
    "on",
    "Monday",
    "lundi",
    "11",
    "avril",
    "April",
    "March",
    "may",
    "2016",
    ",",
    "2016-04-11",
    "(",
    "23",
    ")",
    "last",
    "next",
    "this",
    "week",
    "year",
    "ago",
    "il",
    "y",
    "a",
    "deux",
    "two",
    "jours",
    "days",
    "to",
    "au",
    "-",
    "–",
    "from",
    "the",
    "of",
    "early",
    "mid",
    "evening",
    "soir",
    "«",
    "»",
    ".",
    "31",
    "February",
    "0",
    "00",
    "9999",
    "٣",
    "²",
    "é",
    "İ",
    "1er",
    "first",
    "quarter",
    "Q1",
    "h",
    "18:30",
    "every",
]
WORDS = st.lists(st.sampled_from([*PIECES, "\n"]), max_size=30)


@given(WORDS, st.sampled_from(["en", "fr"]), st.sampled_from([None, "2019-03-12", "2020-02-29", "2019-03", "2019"]))
def test_every_span_slices_its_text(words: list[str], language: str, published: str | None) -> None:
    text = " ".join(words)
    end = 0
    for time in times(text, language, published):
        assert end <= time.span.start < time.span.end <= len(text)
        assert time.span.of(text) == time.span.of(text).strip()
        assert time.end is None or (time.start is not None and time.start < time.end)
        end = time.span.end


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for time in times(text, "en", TUESDAY):
        assert time.span.of(text)


@pytest.mark.parametrize(
    "piece", ["1", "11 ", "April ", "11 April ", "2016-", "Monday, ", "last ", "the first ", "(", "1 and "]
)
def test_time_is_linear(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        return least_seconds(lambda: times(text, "en", TUESDAY))

    seconds(1000)
    small, large = seconds(20_000), seconds(200_000)
    assert large < 30 * max(small, 0.01)


def test_seeds() -> None:
    seeds = Path(__file__).parents[2] / "seeds"
    english = next(seeds.glob("000_*")).read_text("utf-8")
    french = next(seeds.glob("001_*")).read_text("utf-8")
    found = [time for time in times(english) if time.type == "DATE"]
    assert [(time.span.of(english), time.weekday) for time in found] == [("Monday evening", 0)]
    assert "2016-04-11" in [iso(time) for time in times(french, "fr")]
