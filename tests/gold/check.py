"""Load the gold articles, check that each is true to its own text, and write their statements as JSON Lines.

`python tests/gold/check.py OUT.jsonl [--language fr] [--split dev]` writes the form that `kg eval` reads;
`--articles FOLDER` takes articles of your own, one folder each, and `--only` those whose folder names begin so.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

ARTICLES = Path(__file__).parent / "articles"
KINDS = {"direct": "direct", "mixed": "mixed", "reported": "indirect"}
TYPES = {"Meeting", "Visit", "PhoneCall", "VideoConference", "Summit", "Signing", "JointStatement"}
STATUSES = {"held", "scheduled", "postponed", "cancelled", "hypothetical"}
BASES = {"explicit", "relative", "weekday", "none"}
ROLES = {"Host", "Guest", "Attendee", "Mediator", "Signatory", "DelegationHead", "DelegationMember"}
CASE_KEYS = {
    *("language", "source", "licence", "split", "published", "expect_published"),
    *("topics", "mentions", "not_statements", "statement", "event"),
}
STATEMENT_KEYS = {"text", "occurrence", "kind", "quoted", "cue", "speaker", "reference", "addressee"}
EVENT_KEYS = {
    *("main", "type", "status", "trigger", "date", "date_end", "stated", "basis"),
    *("place", "place_inferred", "participants"),
}
PARTICIPANT_KEYS = {"name", "role", "capacity", "on_behalf_of"}
ISO_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")


@dataclass(frozen=True, slots=True)
class Case:
    """One gold article: its folder name, its text, and what `gold.toml` says of it."""

    name: str
    text: str
    gold: dict[str, Any]


def load_case(folder: Path) -> Case:
    """Read one case folder; line ends become LF, as a reader of articles would make them."""
    text = (folder / "article.txt").read_text(encoding="utf-8")
    return Case(folder.name, text, tomllib.loads((folder / "gold.toml").read_text(encoding="utf-8")))


def load_cases(articles: Path = ARTICLES) -> tuple[Case, ...]:
    """Read every case, in order of folder names."""
    return tuple(load_case(path.parent) for path in sorted(articles.glob("*/gold.toml")))


def find_nth(text: str, part: str, occurrence: int = 1) -> int:
    """Offset of the n-th occurrence (from 1, overlapping ones count) of a part, or -1."""
    start = -1
    for _ in range(occurrence):
        start = text.find(part, start + 1)
        if start < 0:
            break
    return start


def occurrences(text: str, part: str) -> list[int]:
    """Offsets of a part where it is not a piece of a longer word."""
    pattern = (r"(?<!\w)" if part[:1].isalnum() else "") + re.escape(part) + (r"(?!\w)" if part[-1:].isalnum() else "")
    return [found.start() for found in re.finditer(pattern, text)]


def nearest(text: str, part: str, start: int, end: int) -> int:
    """Offset of the occurrence of a part nearest to a span, one outside the span if there is any; -1 for none."""
    found = occurrences(text, part)
    outside = [at for at in found if at + len(part) <= start or at >= end]
    return min(outside or found, key=lambda at: max(start - at - len(part), at - end, 0), default=-1)


def statement_problems(case: Case) -> list[str]:
    """What is wrong with the statements of a case: one line each, none when all is well."""
    problems: list[str] = []
    last = -1
    for number, statement in enumerate(case.gold.get("statement", []), 1):
        where = f"statement {number}"
        problems += [f"{where}: unknown key {key}" for key in statement.keys() - STATEMENT_KEYS]
        problems += [
            f"{where}: no {key}" for key in ("text", "kind", "cue", "speaker", "reference") if key not in statement
        ]
        content = statement.get("text", "")
        start = find_nth(case.text, content, statement.get("occurrence", 1)) if content else -1
        if start < 0:
            problems.append(f"{where}: text is not in the article: {content!r}")
        if content != content.strip():
            problems.append(f"{where}: text begins or ends with white space")
        if not occurrences(case.text, content):
            problems.append(f"{where}: text begins or ends inside a word")
        if case.text.count(content) > 1 and "occurrence" not in statement:
            problems.append(f"{where}: text occurs several times and no occurrence is given")
        if start < last:
            problems.append(f"{where}: out of text order")
        last = max(last, start)
        if statement.get("kind") not in KINDS:
            problems.append(f"{where}: unknown kind {statement.get('kind')!r}")
        if (statement.get("kind") == "mixed") != bool(statement.get("quoted")):
            problems.append(f"{where}: quoted words belong to a mixed statement, and to no other")
        problems += [
            f"{where}: quoted words not in its text: {q!r}" for q in statement.get("quoted", []) if q not in content
        ]
        for key in ("cue", "speaker", "addressee"):
            if statement.get(key) and not occurrences(case.text, statement[key]):
                problems.append(f"{where}: {key} is not in the article: {statement[key]!r}")
        for name in filter(None, statement.get("reference", "").split("; ")):
            if not occurrences(case.text, name):
                problems.append(f"{where}: reference is not in the article: {name!r}")
    return problems


def event_problems(case: Case) -> list[str]:
    """What is wrong with the events of a case: one line each, none when all is well."""
    problems: list[str] = []
    events = case.gold.get("event", [])
    if events and [bool(event.get("main")) for event in events] != [True] + [False] * (len(events) - 1):
        problems.append("the first event, and no other, must be the main one")
    for number, event in enumerate(events, 1):
        where = f"event {number}"
        problems += [f"{where}: unknown key {key}" for key in event.keys() - EVENT_KEYS]
        for key, known in (("type", TYPES), ("status", STATUSES), ("basis", BASES)):
            if event.get(key) not in known:
                problems.append(f"{where}: unknown {key} {event.get(key)!r}")
        verbatim = ["trigger", "stated"] + ([] if event.get("place_inferred") else ["place"])
        for key in verbatim:
            if event.get(key) and not occurrences(case.text, event[key]):
                problems.append(f"{where}: {key} is not in the article: {event[key]!r}")
        if not event.get("trigger"):
            problems.append(f"{where}: no trigger")
        for key in ("date", "date_end"):
            if event.get(key) and not ISO_DATE.fullmatch(event[key]):
                problems.append(f"{where}: {key} is not ISO 8601: {event[key]!r}")
        if event.get("basis") in {"weekday", "none"} and event.get("date"):
            problems.append(f"{where}: a date without a basis for it")
        if (event.get("basis") == "none") == bool(event.get("stated")):
            problems.append(f"{where}: basis none is for events without date words, and for no others")
        for participant in event.get("participants", []):
            problems += [f"{where}: participant without {key}" for key in PARTICIPANT_KEYS - participant.keys()]
            problems += [f"{where}: unknown key {key}" for key in participant.keys() - PARTICIPANT_KEYS]
            if participant.get("role") not in ROLES:
                problems.append(f"{where}: unknown role {participant.get('role')!r}")
            for key in ("name", "capacity"):
                if participant.get(key) and not occurrences(case.text, participant[key]):
                    problems.append(f"{where}: {key} of a participant is not in the article: {participant[key]!r}")
    return problems


def problems(case: Case) -> list[str]:
    """Everything that is wrong with a case: one line each, none when all is well."""
    gold = case.gold
    found = [f"unknown key {key}" for key in gold.keys() - CASE_KEYS]
    if gold.get("language") != case.name.split("-")[0]:
        found.append(f"language {gold.get('language')!r} is not that of the folder name")
    if gold.get("split") not in {"dev", "held"}:
        found.append(f"unknown split {gold.get('split')!r}")
    found += [f"no {key}" for key in ("source", "licence") if not gold.get(key)]
    found += [
        f"{key} is not a date"
        for key in ("published", "expect_published")
        if not isinstance(gold.get(key, date.min), date)
    ]
    found += [f"topic is not an id: {topic!r}" for topic in gold.get("topics", []) if not re.fullmatch(r"\d{8}", topic)]
    for key in ("mentions", "not_statements"):
        found += [
            f"{key}: not in the article: {part!r}" for part in gold.get(key, []) if not occurrences(case.text, part)
        ]
    people = {person["name"] for event in gold.get("event", []) for person in event.get("participants", [])}
    found += [f"mentioned only, and yet a participant: {name!r}" for name in gold.get("mentions", []) if name in people]
    return found + statement_problems(case) + event_problems(case)


def quote_records(case: Case) -> list[dict[str, Any]]:
    """The statements of a case with their offsets (code points, half-open) into its text."""
    records = []
    for statement in case.gold.get("statement", []):
        content, speaker = statement["text"], statement["speaker"]
        start = find_nth(case.text, content, statement.get("occurrence", 1))
        end = start + len(content)
        at = nearest(case.text, speaker, start, end) if speaker else -1
        records.append(
            {
                "start": start,
                "end": end,
                "text": content,
                "kind": KINDS[statement["kind"]],
                "speaker": speaker,
                "speaker_start": at if at >= 0 else None,
                "speaker_end": at + len(speaker) if at >= 0 else None,
                "reference": statement["reference"],
                "cue": statement["cue"],
            }
        )
    return records


def main(
    out: Path, language: str | None = None, split: str | None = None, articles: Path = ARTICLES, only: str = ""
) -> int:
    """Write the statements of the cases wanted, one article a line; return how many articles were written."""
    wanted = [
        case
        for case in load_cases(articles)
        if language in (None, case.gold["language"])
        and split in (None, case.gold["split"])
        and case.name.startswith(only)
    ]
    with out.open("w", encoding="utf-8") as file:
        for case in wanted:
            record = {
                "doc_id": case.name,
                "lang": case.gold["language"],
                "split": case.gold["split"],
                "text": case.text,
                "quotes": quote_records(case),
            }
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return len(wanted)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--language")
    parser.add_argument("--split", choices=["dev", "held"])
    parser.add_argument("--articles", type=Path, default=ARTICLES)
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    print(main(arguments.out, arguments.language, arguments.split, arguments.articles, arguments.only), "articles")
