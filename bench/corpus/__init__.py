"""Invented news for measuring: any number of articles, English and French by turns, the same ones every time.

Two articles in a row tell of one event. Names, posts, places, dates, quotes and background vary; nobody in it exists.
"""

import json
import random
import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["article", "articles", "write"]

_SENTENCE = re.compile(r"(?:^|[“.] ?|« )\w")
_FIRST_DAY = date(2011, 1, 3)


@cache
def _data(language: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"{language}.toml").read_text("utf-8"))


def article(number: int, words: int) -> str:
    """The text of one article of about so many words; even numbers are English, odd ones French."""
    language = "fr" if number % 2 else "en"
    data = _data(language)
    event, style = random.Random(f"event {number // 2}"), random.Random(f"style {number}")
    slots = _slots(data, event)
    body = [_filled(style.choice(data["lead"]), data, slots, style)]
    count = len(body[0].split())
    while count < words:
        kind = style.choices(("quotes", "reported", "background", "events"), (4, 2, 4, 1))[0]
        sentences = [style.choice(data[kind]) for _ in range(1 if kind == "quotes" else 2)]
        paragraph = " ".join(_filled(each, data, slots, style) for each in sentences)
        body.append(paragraph)
        count += len(paragraph.split())
    headline = _filled(style.choice(data["headline"]), data, slots, style).rstrip(".")
    return "\n\n".join([headline, *body]) + "\n"


def _slots(data: dict[str, Any], event: random.Random) -> dict[str, str]:
    """What both articles of an event share, in the words of one language; the draws are the same for each language."""
    slots: dict[str, str] = {}
    countries = event.sample(range(len(data["countries"])), 2)
    day = _FIRST_DAY + timedelta(days=event.randrange(4_500))
    for number, country in zip("12", countries, strict=True):
        name, demonym, of, capital, at = data["countries"][country]
        first, last = event.choice(data["first"]), event.choice(data["last"]) + event.choice(data["endings"])
        office = event.randrange(len(data["offices"]))
        slots |= {
            f"country{number}": name,
            f"demonym{number}": demonym,
            f"of{number}": of,
            f"capital{number}": capital,
            f"at{number}": at,
            f"first{number}": first,
            f"last{number}": last,
            f"name{number}": f"{first} {last}",
            f"office{number}": data["offices"][office],
        }
    slots["weekday"] = data["weekdays"][day.weekday()]
    slots["day"], slots["month"], slots["year"] = str(day.day), data["months"][day.month - 1], str(day.year)
    slots["topic"], slots["topic2"] = (data["topics"][each] for each in event.sample(range(len(data["topics"])), 2))
    return slots


def _filled(template: str, data: dict[str, Any], slots: dict[str, str], style: random.Random) -> str:
    """A template with its slots filled; {clause}, {thing} … draw anew each time."""
    drawn = {
        "clause": style.choice(data["clauses"]),
        "clause2": style.choice(data["clauses"]),
        "say": style.choice(data["says"]),
        "thing": style.choice(data["things"]),
        "body": style.choice(data["bodies"]),
        "number": str(style.randrange(3, 90)),
        "past": str(int(slots["year"]) - style.randrange(1, 9)),
    }
    text = template
    while "{" in text:
        text = text.format_map({**slots, **drawn})
    return _SENTENCE.sub(lambda match: match[0].upper(), text)


def articles(count: int, words: int) -> Iterator[str]:
    """The texts of so many articles."""
    return (article(number, words) for number in range(count))


def write(path: Path, count: int, words: int) -> int:
    """Write JSON Lines; returns the number of words."""
    total = 0
    with path.open("w", encoding="utf-8") as stream:
        for text in articles(count, words):
            total += len(text.split())
            stream.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
    return total
