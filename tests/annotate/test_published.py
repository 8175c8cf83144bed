"""When an article was published."""

import pytest

from kg.annotate.published import find_published
from kg.annotate.zones import find_zones
from kg.language import get
from kg.model import Article, PartialDate, PublicationDate

BODY = (
    "The ministers of both countries spoke on 3 May 2001 about trade, transport and the return of the students who had "
    "left the island in spring."
)


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
    ],
)
def test_dateline(line: str, date: str | None) -> None:
    assert published(f"Ministers meet on the island\n\n{line} {BODY}") == ((date, "dateline") if date else None)


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
