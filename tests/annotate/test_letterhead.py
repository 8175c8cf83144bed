"""The country of the public body whose page a text is."""

import pytest

from kg import language
from kg.annotate import annotate
from kg.model import Article

_BODY = (
    "{} Semi Waqa spoke by telephone on Monday with Kari Lund of Norway about fisheries and the reef.\n\nThey agreed.\n"
)
CASES = (
    ("en", "Government of Fiji\nOffice of the Prime Minister\n\nWaqa speaks with Lund\n\n", "FJ"),
    ("en", "REPUBLIC OF BOTSWANA\nMINISTRY OF FOREIGN AFFAIRS\n\nPRESS RELEASE\n\nWaqa speaks with Lund\n\n", "BW"),
    ("en", "From: Prime Minister's Office, 10 Downing Street\n\nWaqa speaks with Lund\n\n", "GB"),
    ("en", "Government and rebels sign ceasefire in Mauritania\n\n", ""),
    ("en", "Waqa speaks with Lund\n\n", ""),
    ("fr", "RÉPUBLIQUE DU BÉNIN\nPrésidence de la République\n\nWaqa a parlé à Lund\n\n", "BJ"),
)


@pytest.mark.parametrize(("code", "head", "home"), CASES)
def test_the_letterhead_tells_whose_page_it_is(code: str, head: str, home: str) -> None:
    assert annotate(Article(head + _BODY.format("Mr"), "a.txt", language=code), language.get(code)).home == home
