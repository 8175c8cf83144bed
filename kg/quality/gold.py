"""Scores statements against gold that a user brings: precision, recall, F1 and speakers, by language and kind.

Gold is JSON Lines, one article a line:

    {"doc_id": "a1", "lang": "en", "text": "…", "quotes": [{"start": 10, "end": 24, "kind": "direct",
     "speaker": "the minister", "reference": "Jane Doe"}]}

`start` and `end` are code points of `text`; `kind` is direct, mixed or indirect; `speaker` is the name at the spot and
`reference` that of who it is ("; " between several), either may be missing.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.model import ArticleFacts, Entity, QuotationKind
from kg.untrusted import json_fault, parse_json

__all__ = ["GoldArticle", "Quote", "Score", "agreeing", "quotes_of", "read_gold", "score", "table"]

KINDS = {QuotationKind.DIRECT: "direct", QuotationKind.MIXED: "mixed", QuotationKind.REPORTED: "indirect"}
_WORD = re.compile(r"\w+")
_TITLES = frozenset(
    """mr mrs ms miss dr sir lord lady dame president prime minister premier ministre senator sen rep gov governor
    secretary general gen col capt the a an le la les l un une des du de d m mme mlle me monsieur madame presidente his
    her its their former ancien ancienne""".split()  # noqa: SIM905 a list of words reads better than a list of strings
)
_STRICT, _LENIENT, _SHARED = 0.8, 0.3, 3


@dataclass(frozen=True, slots=True)
class Quote:
    """A statement of gold, or one that was found.

    Attributes:
        start: offset of its first character.
        end: offset after its last.
        kind: "direct", "mixed" or "indirect".
        names: whom it may be said to be from; empty when nobody is named.
        entity: the name of who that is, "; " between those of several; "" when it is not known.
    """

    start: int
    end: int
    kind: str = "direct"
    names: tuple[str, ...] = ()
    entity: str = ""


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its true statements.

    Attributes:
        key: its name in messages and results.
        language: BCP 47 code, "" when not said.
        text: what was annotated.
        quotes: its statements.
    """

    key: str
    language: str
    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How well statements were found.

    Attributes:
        language: BCP 47 code, "all" for every language.
        kind: "direct", "mixed", "indirect" or "all".
        gold: how many there are.
        found: how many were proposed.
        matched: how many of them agree, one to one.
        precision: matched of found, 0 to 1.
        recall: matched of gold.
        f1: their harmonic mean.
        lenient_f1: the same when one may contain the other.
        speakers: share of matched ones with a right speaker, None when no gold has one; the name at the spot will do.
        identified: the same of those alone whose gold says with other words who it is, when nothing but that is right.
        joint_f1: F1 when a wrong speaker is an error.
    """

    language: str
    kind: str
    gold: int
    found: int
    matched: int
    precision: float
    recall: float
    f1: float
    lenient_f1: float
    speakers: float | None
    identified: float | None
    joint_f1: float


@dataclass(slots=True)
class _Count:
    gold: int = 0
    found: int = 0
    matched: dict[str, int] = field(default_factory=lambda: {"strict": 0, "lenient": 0})
    named: int = 0
    right: int = 0
    joint: int = 0
    referred: int = 0
    identified: int = 0


def read_gold(path: Path) -> tuple[GoldArticle, ...]:
    """The articles of a gold file.

    Raises:
        InputError: the file cannot be read, has no article, or a line is not of the form above; the message names it.
    """
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}") from error
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or 'cannot be read'}") from error
    lines = text.split("\n")
    found = tuple(_article(line, f"{path}:{number}") for number, line in enumerate(lines, start=1) if line.strip())
    if not found:
        raise InputError(f'{path}: no gold in it; write one article a line as JSON, with "text" and "quotes"')
    return found


def _article(line: str, where: str) -> GoldArticle:
    try:
        row = parse_json(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: not JSON: {json_fault(error)}") from error
    except ValueError as error:
        raise InputError(f"{where}: JSON cannot be used: {error}") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not isinstance(row.get("quotes"), list):
        raise InputError(f'{where}: an article needs "text" and "quotes"')
    quotes = tuple(_quote(entry, row["text"], where) for entry in row["quotes"])
    return GoldArticle(str(row.get("doc_id", where)), str(row.get("lang", "")), row["text"], quotes)


def _quote(entry: Any, text: str, where: str) -> Quote:
    if not isinstance(entry, dict):
        raise InputError(f"{where}: a quote is an object with start and end")
    start, end, kind = entry.get("start"), entry.get("end"), entry.get("kind", "direct")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        raise InputError(f"{where}: start and end must be code points of the text, start before end")
    kind = "indirect" if kind == "reported" else kind
    if not isinstance(kind, str) or kind not in KINDS.values():
        raise InputError(f"{where}: no kind named {kind!r}; known: direct, indirect, mixed")
    names = tuple(str(entry[key]) for key in ("speaker", "reference") if entry.get(key))
    return Quote(start, end, kind, names, str(entry.get("reference") or ""))


def quotes_of(facts: ArticleFacts) -> tuple[Quote, ...]:
    """The statements of an article's facts, in the form they are scored in."""
    entities = {entity.key: entity for entity in facts.entities}
    quotes = []
    for statement in facts.statements:
        names = [statement.source.of(facts.article.text)] if statement.source else []
        entity = entities.get(statement.speaker)
        if entity:
            names.append(_full_name(entity))
        members = [entities[key] for key in entity.members if key in entities] if entity else []
        whole = "; ".join(_full_name(each) for each in members or ([entity] if entity else []))
        quotes.append(Quote(statement.content.start, statement.content.end, KINDS[statement.kind], tuple(names), whole))
    return tuple(quotes)


def score(gold: Sequence[GoldArticle], found: Mapping[str, Sequence[Quote]]) -> tuple[Score, ...]:
    """Scores over all articles, by language and kind; the first row is over everything.

    A found statement agrees with a gold one when the words both hold are at least 0.8 of those either holds; one to
    one, best first, inside one article. Leniently one may contain the other, if they share three words and 0.3 of all.

    Args:
        gold: the articles.
        found: statements found, by `GoldArticle.key`.
    """
    languages = sorted({article.language for article in gold})
    rows = [_score(gold, found, "all", "all")]
    rows += [_score(gold, found, "all", kind) for kind in ("direct", "mixed", "indirect")]
    if languages != [""]:
        for language in languages:
            some = [article for article in gold if article.language == language]
            rows += [_score(some, found, language, kind) for kind in ("all", "direct", "mixed", "indirect")]
    return tuple(rows)


def _score(gold: Iterable[GoldArticle], found: Mapping[str, Sequence[Quote]], language: str, kind: str) -> Score:
    count = _Count()
    for article in gold:
        _count(article, found.get(article.key, ()), kind, count)
    precision, recall = _share(count.matched["strict"], count.found), _share(count.matched["strict"], count.gold)
    lenient = _mean(_share(count.matched["lenient"], count.found), _share(count.matched["lenient"], count.gold))
    joint = _mean(_share(count.joint, count.found), _share(count.joint, count.gold))
    speakers = count.right / count.named if count.named else None
    identified = count.identified / count.referred if count.referred else None
    return Score(
        language=language,
        kind=kind,
        gold=count.gold,
        found=count.found,
        matched=count.matched["strict"],
        precision=precision,
        recall=recall,
        f1=_mean(precision, recall),
        lenient_f1=lenient,
        speakers=speakers,
        identified=identified,
        joint_f1=joint,
    )


def _count(article: GoldArticle, found: Sequence[Quote], kind: str, count: _Count) -> None:
    starts = [match.span() for match in _WORD.finditer(article.text)]
    true = [(quote, words) for quote in article.quotes if (words := _words(quote, starts))]
    wanted = [each for each in true if kind in ("all", each[0].kind)]
    proposed = [(quote, _words(quote, starts)) for quote in found]
    if kind != "all":
        proposed = [each for each in proposed if kind in _kinds(*each, true)]
    count.gold += len(wanted)
    count.found += len(proposed)
    pairs = sorted(
        ((_overlap(one[1], two[1]), i, j) for i, one in enumerate(proposed) for j, two in enumerate(wanted)),
        reverse=True,
    )
    for mode in ("strict", "lenient"):
        used: set[int] = set()
        done: set[int] = set()
        for overlap, i, j in pairs:
            if i in used or j in done or not _agree(mode, overlap, proposed[i][1], wanted[j][1]):
                continue
            used.add(i)
            done.add(j)
            count.matched[mode] += 1
            if mode == "strict":
                _count_speaker(proposed[i][0], wanted[j][0], count)


def _kinds(quote: Quote, words: frozenset[int], true: Sequence[tuple[Quote, frozenset[int]]]) -> frozenset[str]:
    """The kinds that a found statement counts for: those of gold it is about, its own where there is none."""
    met = {each.kind for each, others in true if _overlap(words, others) >= _LENIENT}
    return frozenset(met or {quote.kind})


def agreeing(article: GoldArticle, found: Sequence[Quote]) -> frozenset[int]:
    """Numbers of the found statements that agree with one of gold, one to one."""
    starts = [match.span() for match in _WORD.finditer(article.text)]
    true = [_words(quote, starts) for quote in article.quotes]
    proposed = [_words(quote, starts) for quote in found]
    pairs = sorted(
        ((_overlap(one, two), i, j) for i, one in enumerate(proposed) for j, two in enumerate(true)), reverse=True
    )
    used: set[int] = set()
    done: set[int] = set()
    for overlap, i, j in pairs:
        if overlap >= _STRICT and i not in used and j not in done:
            used.add(i)
            done.add(j)
    return frozenset(used)


def _count_speaker(quote: Quote, true: Quote, count: _Count) -> None:
    if not true.names:
        count.joint += 1
        return
    right = same_speaker(quote.names, true.names)
    count.named += 1
    count.right += right
    count.joint += right
    if true.entity and any(_name(name) != _name(true.entity) for name in true.names):
        count.referred += 1
        count.identified += _is_entity(quote, true)


def _is_entity(quote: Quote, true: Quote) -> bool:
    """Whether a speaker found is who gold says, all of them where there are several."""
    names = quote.entity.split("; ") if quote.entity else list(quote.names)
    theirs = true.entity.split("; ")
    return len(names) >= len(theirs) and all(same_speaker(names, [name]) for name in theirs)


def _agree(mode: str, overlap: float, one: frozenset[int], two: frozenset[int]) -> bool:
    if overlap >= _STRICT:
        return True
    return mode == "lenient" and overlap >= _LENIENT and len(one & two) >= _SHARED and (one <= two or two <= one)


def _full_name(entity: Entity) -> str:
    return max((entity.name, *entity.aliases), key=len)


def _words(quote: Quote, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    return frozenset(number for number, (start, end) in enumerate(spans) if quote.start <= start and end <= quote.end)


def _overlap(one: frozenset[int], two: frozenset[int]) -> float:
    return len(one & two) / len(one | two) if one and two else 0.0


def same_speaker(found: Iterable[str], true: Iterable[str]) -> bool:
    """Whether a name of one side is one of the other: equal, or the last word of one is a word of the other.

    >>> same_speaker(["President Doe"], ["Jane Doe"])
    True
    """
    ours = [words for name in found if (words := _name(name))]
    theirs = [words for name in true if (words := _name(name))]
    return any(one == two or one[-1] in two or two[-1] in one for one in ours for two in theirs)


def _name(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", name.replace("’", "'")).encode("ascii", "ignore").decode().lower()
    words = _WORD.findall(re.sub(r"'s\b", "", folded))
    return [word for word in words if word not in _TITLES] or words


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _mean(one: float, two: float) -> float:
    return 2 * one * two / (one + two) if one + two else 0.0


def table(scores: Sequence[Score]) -> list[dict[str, Any]]:
    """The scores as rows for a table or JSON, shares as per cents with one decimal."""
    return [
        {key: round(100 * value, 1) if isinstance(value, float) else value for key, value in asdict(row).items()}
        for row in scores
    ]
