"""What people decided about uncertain links: data that the next run applies."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from kg.errors import InputError
from kg.files import explained, replacing
from kg.link._fold import fold
from kg.link._query import Surroundings
from kg.link._rank import REVIEW
from kg.model import FusedEntity, FusedFacts
from kg.untrusted import parse_json

__all__ = [
    "COLUMNS",
    "REVIEWS",
    "Decision",
    "Decisions",
    "ReviewItem",
    "decide",
    "read_items",
    "uncertain",
    "write_items",
]

COLUMNS = ("type", "key", "article", "entity", "mention", "context", "country", "candidates", "decision")
REVIEWS = (".tsv", ".jsonl", ".ndjson")
"""Extensions of review files: tab-separated, else JSON Lines."""
NONE = "none"


class Decision(Struct, frozen=True):
    """An entity and what a person said it is.

    Attributes:
        type: of the entity.
        key: of the entity.
        article: key of an article it is mentioned in; with `entity` it finds the entity again should its key change.
        entity: key of the entity in that article.
        mention: its name; the decision holds only while the entity still has it.
        iri: of the entry; None for "none of these".
        labels: (language, text) names of the entry, when known.
    """

    type: str
    key: str
    article: str
    entity: str
    mention: str
    iri: str | None
    labels: tuple[tuple[str, str], ...] = ()


class ReviewItem(Struct, frozen=True):
    """A line of a review file.

    Attributes:
        type: of the entity.
        key: of the entity.
        article: key of an article it is mentioned in.
        entity: key of the entity in that article.
        mention: its name.
        context: words around it.
        country: code the texts give it.
        candidates: (iri, label, score) of each, best first.
        decision: "" open, an IRI or Q id, or "none".
    """

    type: str
    key: str
    article: str
    entity: str
    mention: str
    context: str
    country: str
    candidates: tuple[tuple[str, str, float], ...]
    decision: str = ""


class Decisions:
    """Decisions, found by entity."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._by_key: dict[tuple[str, str], Decision] = {}
        self._by_mention: dict[tuple[str, str], Decision] = {}
        for each in decisions:
            if each.key:
                self._by_key[each.type, each.key] = each
            if each.article:
                self._by_mention[each.article, each.entity] = each

    def __len__(self) -> int:
        return len(self._by_key) + len(self._by_mention)

    def of(self, entity: FusedEntity) -> Decision | None:
        """The decision about an entity, None when nobody decided (or it no longer has the name decided about)."""
        found = self._by_key.get((entity.type.value, entity.key))
        for pair in entity.mentioned_in if found is None else ():
            found = self._by_mention.get(pair)
            if found:
                break
        names = {fold(name.text) for name in (*entity.names, *entity.alternate_names)}
        return found if found and found.type == entity.type.value and fold(found.mention) in names else None


def uncertain(
    fused: FusedFacts, contexts: Mapping[tuple[str, str], Sequence[Surroundings]] | None = None
) -> tuple[ReviewItem, ...]:
    """Entities whose candidates were close or nearly good enough, most likely first to be right."""
    items = []
    for entity in fused.entities:
        link = entity.link
        if link is None or link.iri or link.reviewed or not link.candidates or link.score < REVIEW:
            continue
        pair = entity.mentioned_in[0] if entity.mentioned_in else ("", "")
        around = next((each for mention in entity.mentioned_in for each in (contexts or {}).get(mention, ())), None)
        items.append(
            ReviewItem(
                entity.type.value,
                entity.key,
                *pair,
                entity.names[0].text if entity.names else entity.key,
                around.text if around else "",
                entity.country,
                tuple((each.iri, each.label, each.score) for each in link.candidates),
            )
        )
    return tuple(sorted(items, key=lambda item: (-item.candidates[0][2], item.type, item.key)))


def write_items(path: Path, items: Iterable[ReviewItem]) -> None:
    """Write a review file: JSON Lines when the name ends so, else tab-separated; whole or not at all."""
    lines = []
    if path.suffix in REVIEWS[1:]:
        lines = [json.dumps({name: getattr(item, name) for name in COLUMNS}, ensure_ascii=False) for item in items]
    else:
        lines = ["\t".join(COLUMNS)]
        for item in items:
            candidates = " | ".join(f"{iri} {_plain(label)} ({score:.2f})" for iri, label, score in item.candidates)
            cells = [_plain(str(getattr(item, name))) for name in COLUMNS]
            cells[COLUMNS.index("candidates")] = candidates
            lines.append("\t".join(cells))
    with replacing(path) as stream:
        stream.write("".join(line + "\n" for line in lines).encode())


def decide(item: ReviewItem, answer: str) -> ReviewItem | None:
    """The item decided as a person answered: number of a candidate, Q id, IRI, "n" or "none"; None: no such answer."""
    answer = answer.strip()
    if answer in ("n", NONE):
        return replace(item, decision=NONE)
    if answer.isdigit():
        choices = [iri for iri, _, _ in item.candidates]
        number = int(answer)
        good = 1 <= number <= len(choices) and choices[number - 1]
        return replace(item, decision=choices[number - 1]) if good else None
    good_id = answer[:1] == "Q" and answer[1:].isdigit()
    return replace(item, decision=answer) if good_id or answer.startswith(("http://", "https://")) else None


def _plain(text: str) -> str:
    return " ".join(text.replace("|", "/").split())


def read_items(path: Path) -> tuple[ReviewItem, ...]:
    """The lines of a review file, decided or not.

    Raises:
        InputError: it cannot be read, or a line is none of a review file; the message names the line.
    """
    try:
        with explained(str(path), "read"):
            text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: cannot be read as a review file: {error}") from error
    if path.suffix in REVIEWS[1:]:
        return tuple(_from_json(path, number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip())
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = {"type", "key", "mention", "decision"} - set(rows.fieldnames or ())
    if missing:
        raise InputError(f"{path}:1: a review file needs the column {sorted(missing)[0]!r}")
    return tuple(_from_row({name: value or "" for name, value in row.items() if name}) for row in rows)


def _from_json(path: Path, number: int, line: str) -> ReviewItem:
    try:
        row = parse_json(line)
        candidates = tuple((str(iri), str(label), float(score)) for iri, label, score in row.get("candidates", ()))
        texts = {name: str(row.get(name) or "") for name in COLUMNS if name != "candidates"}
    except (ValueError, TypeError, AttributeError) as error:
        raise InputError(f"{path}:{number}: not a line of a review file: {error}") from error
    return _checked(ReviewItem(candidates=candidates, **texts), f"{path}:{number}")


def _from_row(row: dict[str, str]) -> ReviewItem:
    candidates = []
    for part in row.get("candidates", "").split(" | "):
        iri, _, rest = part.strip().partition(" ")
        label, _, score = rest.rpartition(" (")
        if iri and score.endswith(")"):
            candidates.append((iri, label, float(score[:-1])))
    texts = {name: row.get(name, "").strip() for name in COLUMNS if name != "candidates"}
    return _checked(ReviewItem(candidates=tuple(candidates), **texts), texts["key"])


def _checked(item: ReviewItem, where: str) -> ReviewItem:
    choice = item.decision
    good = (
        choice in ("", NONE)
        or choice.startswith(("http://", "https://"))
        or (choice[:1] == "Q" and choice[1:].isdigit())
    )
    if not good:
        raise InputError(f"{where}: decision {choice!r} is no IRI, Q id or 'none'")
    return item
