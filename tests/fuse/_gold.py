"""The fusion gold as digests, so that fusion is measured apart from extraction."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kg.fuse.content import segments
from kg.fuse.copies import signature
from kg.model import (
    ArticleDigest,
    DateAssertion,
    DateBasis,
    EntityDigest,
    EntityType,
    EventStatus,
    EventType,
    LocationDigest,
    PartialDate,
    ParticipationDigest,
    ReportDigest,
    ReportRelation,
    Role,
    Span,
    StatementDigest,
)

FUSION = Path(__file__).parent.parent / "gold" / "fusion"
_BASES = {
    "explicit": DateBasis.EXPLICIT,
    "relative": DateBasis.RELATIVE,
    "weekday": DateBasis.WEEKDAY_ONLY,
}
_DAYS = (
    "monday lundi",
    "tuesday mardi",
    "wednesday mercredi",
    "thursday jeudi",
    "friday vendredi",
    "saturday samedi",
    "sunday dimanche",
)
_TYPES = (
    (r"phone|téléphon|\bcall\b|\bappel\b", EventType.PHONE_CALL),
    (r"video|vidéo|visio", EventType.VIDEO_CONFERENCE),
    (r"summit|sommet", EventType.SUMMIT),
    (r"\bsign", EventType.SIGNING),
    (r"visit", EventType.VISIT),
)
_NAME = re.compile(r"(?<![.!?»”\n] )\b[A-ZÀ-Þ][\w'’-]+(?: (?:al-|ould |[A-ZÀ-Þ])[\w'’-]+)+")
_CITY = re.compile(r"\b(?:in|at|to|à|au) ([A-ZÀ-Þ][\w'’-]+)")


@dataclass(frozen=True)
class GoldArticle:
    """An article of the gold: its digest, the cluster it belongs to and its split."""

    file: str
    digest: ArticleDigest
    cluster: str
    split: str


def load_toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _statements() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, dict[str, str]] = {}
    for pair in load_toml(FUSION / "statements.toml")["pair"]:
        for side in "ab":
            found.setdefault(pair[side], {})[pair[f"text_{side}"]] = pair[f"kind_{side}"]
    return {file: sorted(texts.items()) for file, texts in found.items()}


def load_articles(split: str | None = None) -> list[GoldArticle]:
    """Every article of the gold, or of one split."""
    statements = _statements()
    found = []
    for path in sorted(FUSION.glob("*/event.toml")):
        event = load_toml(path)
        sides = {each["id"]: each["on_behalf_of"] for each in event["participant"]}
        for article in event["article"]:
            file = f"{path.parent.name}/{article['file']}"
            digest = _digest(file, article, event, sides, statements.get(file, []))
            found.append(GoldArticle(file, digest, f"{path.parent.name}/{article['cluster']}", event["split"]))
    for article in load_toml(FUSION / "confusable.toml")["article"]:
        file = article["file"]
        digest = _confusable(file, article, statements.get(file, []))
        found.append(GoldArticle(file, digest, file, article["split"]))
    return [each for each in found if split in (None, each.split)]


def find(text: str, words: str) -> Span:
    at = text.find(words)
    return Span(at, at + len(words))


def _published(article: dict[str, Any]) -> PartialDate | None:
    day = article.get("published")
    return PartialDate.of(day if isinstance(day, date) else date.fromisoformat(day)) if day else None


def _weekday(words: str) -> int | None:
    return next((at for at, names in enumerate(_DAYS) if any(name in words.lower() for name in names.split())), None)


def _digest(
    file: str, article: dict[str, Any], event: dict[str, Any], sides: dict[str, str], said: list[tuple[str, str]]
) -> ArticleDigest:
    text = (FUSION / file).read_text(encoding="utf-8")
    entities = [
        EntityDigest(key=each["id"], type=EntityType.PERSON, name=each["name"], country=sides[each["id"]])
        for each in article["participants"]
    ]
    if article["place"]:
        entities.append(EntityDigest("place", EntityType.CITY, article["place"].title()))
    dates = ()
    if article["says_date"]:
        value = PartialDate.parse(article["date"]) if article["date"] else None
        words = article["says_date"]
        dates = (DateAssertion(find(text, words), words, _BASES[article["basis"]], value, None, _weekday(words)),)
    report = ReportDigest(
        "event-1",
        EventType(event["type"]),
        EventStatus(article["status"]),
        ReportRelation.MAIN,
        tuple(
            ParticipationDigest(
                each["id"], Role(each["role"]), (find(text, each["name"]),), False, "", sides[each["id"]]
            )
            for each in article["participants"]
        ),
        dates,
        LocationDigest("place", (find(text, article["place"]),)) if article["place"] else None,
    )
    return _article(file, article, text, entities, report, said)


def _confusable(file: str, article: dict[str, Any], said: list[tuple[str, str]]) -> ArticleDigest:
    text = (FUSION / file).read_text(encoding="utf-8")
    body = text.split("\n", 1)[1]
    names = sorted({name for name in _NAME.findall(body) if len(name.split()) <= 3})
    entities = [EntityDigest(f"p{at}", EntityType.PERSON, name) for at, name in enumerate(names)]
    city = _CITY.search(body)
    if city:
        entities.append(EntityDigest("place", EntityType.CITY, city[1]))
    kind = next((kind for pattern, kind in _TYPES if re.search(pattern, text.lower())), EventType.MEETING)
    status = EventStatus.CANCELLED if re.search(r"annul|cancel", text) else EventStatus.HELD
    value = PartialDate.parse(article["date"]) if article["date"] else None
    report = ReportDigest(
        "event-1",
        kind,
        status,
        ReportRelation.MAIN,
        tuple(ParticipationDigest(f"p{at}", Role.ATTENDEE) for at in range(len(names))),
        (DateAssertion(Span(0, 1), "", DateBasis.EXPLICIT, value),) if value else (),
        LocationDigest("place") if city else None,
    )
    return _article(file, article, text, entities, report, said)


def _article(
    file: str,
    article: dict[str, Any],
    text: str,
    entities: list[EntityDigest],
    report: ReportDigest,
    said: list[tuple[str, str]],
) -> ArticleDigest:
    language = article["language"]
    return ArticleDigest(
        article=file,
        language=language,
        published=_published(article),
        signature=signature(text),
        entities=tuple(entities),
        reports=(report,),
        statements=tuple(
            StatementDigest(find(text, words), kind == "direct", "", "event-1", segments(words, language))
            for words, kind in said
        ),
    )


def b_cubed(gold: dict[str, str], found: dict[str, str]) -> tuple[float, float, float]:
    """B³ precision, recall and F1 of a clustering, each item with the name of its cluster."""
    precision = recall = 0.0
    for item in gold:
        ours = {other for other in gold if found[other] == found[item]}
        theirs = {other for other in gold if gold[other] == gold[item]}
        precision += len(ours & theirs) / len(ours)
        recall += len(ours & theirs) / len(theirs)
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def extracted_digests() -> dict[str, ArticleDigest]:
    """The digest of each file of the gold, read and extracted as in a build."""
    from kg import language as languages
    from kg.annotate import annotate
    from kg.extract import extract
    from kg.fuse import digest
    from kg.model import Article, PublicationDate

    found = {}
    for path in sorted(FUSION.glob("*/event.toml")):
        for article in load_toml(path)["article"]:
            found[f"{path.parent.name}/{article['file']}"] = article
    for article in load_toml(FUSION / "confusable.toml")["article"]:
        found[article["file"]] = article
    digests = {}
    for file, article in found.items():
        known = languages.get(article["language"])
        day = _published(article)
        text = (FUSION / file).read_text(encoding="utf-8")
        read = Article(
            text, file, language=article["language"], published=PublicationDate(day, "option") if day else None
        )
        digests[file] = digest(extract(annotate(read, known), known))
    return digests
