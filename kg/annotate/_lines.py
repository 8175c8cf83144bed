"""Lines of a page and what each shows by itself, without its neighbours."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache, lru_cache

import ahocorasick
from msgspec import Struct

from kg.annotate._calendar import calendar_of
from kg.annotate._dateline import dateline_end
from kg.annotate._fold import fold
from kg.annotate._stamps import AGENCIES, is_stamp
from kg.annotate._wrapped import is_wrapped, paragraph_pieces
from kg.model import Language, Span
from kg.model.language import PageWords

__all__ = ["Label", "Line", "label_of", "lines_of", "opening"]

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TERMINAL = re.compile(r"[.!?…։。][\"'”’»)\]\s]*$|[»”\"]\s*$")
_QUOTED = re.compile(r"[^.!?…։。\s][»”\"’›\s]*[»”\"’›]$")
_ELLIPSIS = re.compile(r"(?:\.{3,}|…|\[(?:…|\.\.\.)\])[\"'”’»)\]\s]*$")
_SEPARATOR = re.compile(r"\s[|›>/→·•–—]\s|\s»\s|\s{3,}|\t|>>")
_TRAILER = re.compile(
    r"[-–—*#=/_.\s]*|/?[\w.]{1,8}(?:/[\w.]{1,8})+/?|[-–—#*(\[/]+\s?\w{1,10}\s?[-–—#*)\]/]+|\(?END\)?|\(?FIN\)?|/[A-Z]{2,6}"
)
_BULLETS = " \t\u00a0\u202f*•·>►▶»→–—-([{«“\"'#+"
_CLOCK = re.compile(r"\d{1,2}\s?(?:h|:)\s?(?:\d{2})?(?::\d{2})?", re.IGNORECASE)
_BEFORE_CREDIT = ("(", "[", "/ ", "| ", ". ", "– ", "- ")
_OPENING = re.compile(r"[\s:：,.;|–—\-»>…!?)\]]|$")
_LABELLED = re.compile(r"(?:^|[|·•–—-])([^|·•:–—-]{3,40}):\s?(?=[^|:]{0,30}\d)")
_LAST_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,90})[)\]]\W{0,3}$")
_AGENCY_END = re.compile(rf"[(\[/|]\s?{AGENCIES}\s?[)\]]?$")
_AGENCY_CREDIT = re.compile(rf"[(\[]\s?{AGENCIES}\s?/[^()\[\]]{{2,60}}[)\]]$")
_NAME = r"[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){1,3}(?<!\.)"
_PHOTOGRAPHER = re.compile(rf"(?:(?<=[\s.)]){AGENCIES}\s?/\s?|(?<=\b(?:19|20)\d\d\.)\s?){_NAME}(?:/[\w ]{{2,20}})?$")
_COUNTED = re.compile(r"^\d{1,5} (?=[^\W\d_])")
_FIGURES = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_DAY_AND_MONTH = re.compile(r"(?<![\d/.:])\d{1,2}/\d{1,2}(?![\d/])")
_AGENCY_START = re.compile(r"[A-Z]{2,8}\s?[:/|–—-]\s+(?=\S*\d|[^\W\d_]+\s\d)")
_LONGEST_CAPTION, _LONGEST_CREDITED = 30, 60
_CREDITED = re.compile(r"(?:^|[\s(\[|/])©")
_CELLS = re.compile(r"[|\s]+")
_COPYRIGHT = re.compile(r"^\W{0,3}(?:©|\(c\)\s|copyright\b)", re.IGNORECASE)


class Label(StrEnum):
    """What a line shows by itself."""

    TEXT = "text"
    MENU = "menu"
    RELATED = "related"
    COMMENTS = "comments"
    FURNITURE = "furniture"
    AUTHOR_BOX = "author box"
    BYLINE = "byline"
    DATE = "date"
    CAPTION = "caption"
    TRAILER = "trailer"


class Line(Struct, frozen=True):
    """A line that is not blank, white space at both ends left out.

    Attributes:
        span: where it is.
        text: its characters.
        folded: lower case, with straight apostrophes and plain spaces.
        words: how many words it has.
    """

    span: Span
    text: str
    folded: str
    words: int

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as sentences do, not as titles do."""
        return bool(_TERMINAL.search(self.text[-12:]))

    @property
    def ends_quoting(self) -> bool:
        """Whether it ends in a closing mark with no full stop beside it, as titles that quote somebody do."""
        return bool(_QUOTED.search(self.text[-12:]))

    @property
    def trails_off(self) -> bool:
        """Whether it ends in an ellipsis, as cut texts do."""
        return bool(_ELLIPSIS.search(self.text[-12:]))

    @property
    def is_paragraph(self) -> bool:
        """Whether it looks like a whole paragraph of prose."""
        return self.words >= 40 or (self.words >= 12 and self.ends_sentence)

    @property
    def is_note(self) -> bool:
        """Whether all of it stands in brackets, as notes of editors do."""
        return self.text[0] in "([" and self.text[-1] in ")]"

    @property
    def is_title(self) -> bool:
        """Whether it could be a title: some words, no full stop, not all of it in brackets."""
        last = self.text.rstrip("\"'”’» \u00a0")[-1:]
        return (
            2 <= self.words <= 35
            and not self.is_note
            and last not in ".;:,"
            and not self.text.endswith((":", ";", ","))
        )


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a text that are not blank, in order; in a text wrapped at a fixed width, its paragraphs."""
    return tuple(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for line in paragraph_pieces(text, is_wrapped(text)):
        stripped = line.strip()
        if stripped:
            left = start + len(line) - len(line.lstrip())
            words = len(_WORD.findall(stripped))
            yield Line(Span(left, left + len(stripped)), stripped, fold(stripped), words)
        start += len(line) + 1


def opening(folded: str, phrases: Iterable[str]) -> str | None:
    """The longest of some phrases a folded line starts with, as whole words, after bullets and brackets."""
    start = folded.lstrip(_BULLETS)
    for phrase in _by_first_letter(tuple(phrases)).get(start[:1], ()):
        if start.startswith(phrase) and (phrase.endswith("'") or _OPENING.match(start, len(phrase))):
            return phrase
    return None


@lru_cache(maxsize=256)
def _by_first_letter(phrases: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The phrases that begin with each letter, the longest first."""
    table: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        table.setdefault(phrase[:1], []).append(phrase)
    return {letter: tuple(found) for letter, found in table.items()}


@cache
def _share_words(page: PageWords) -> frozenset[str]:
    return frozenset(part for word in (*page.share, *page.home) for part in (word, *word.split()))


def label_of(line: Line, language: Language) -> Label:
    """What a line shows by itself; TEXT when nothing."""
    page = language.page
    if _TRAILER.fullmatch(line.text):
        return Label.TRAILER
    if _CELLS.fullmatch(line.text) or (_COPYRIGHT.match(line.text) and line.words <= 40):
        return Label.FURNITURE
    if _opens_block(line, page.comments, alone=True):
        return Label.COMMENTS
    if _is_date(line, language):
        return Label.DATE
    if _is_menu(line, page):
        return Label.MENU
    if _is_related(line, page):
        return Label.RELATED
    if _is_author_box(line, page):
        return Label.AUTHOR_BOX
    if _is_caption(line, language):
        return Label.CAPTION
    if _is_furniture(line, page):
        return Label.FURNITURE
    if _is_byline(line, page):
        return Label.BYLINE
    return Label.TEXT


def _opens_block(line: Line, phrases: Iterable[str], alone: bool) -> bool:
    folded = line.folded
    phrase = opening(folded, phrases)
    if not phrase:
        folded = _COUNTED.sub("", folded)
        phrase = opening(folded, phrases) if folded != line.folded else None
    if not phrase:
        return False
    rest = folded.lstrip(_BULLETS)[len(phrase) :]
    return not alone or len(_WORD.findall(rest)) <= (6 if len(phrase.split()) > 2 else 1)


def _is_related(line: Line, page: PageWords) -> bool:
    """A heading such as "Related articles", or a line such as "Read also: …"."""
    phrase = opening(line.folded, page.related)
    if not phrase:
        return False
    rest = line.folded.lstrip(_BULLETS)[len(phrase) :].strip()
    if not _WORD.search(rest):
        return True
    if rest[0] in ":|>»–—-→…":
        return line.words <= 45
    return " " in phrase and not line.ends_sentence and line.words <= 30


def _is_author_box(line: Line, page: PageWords) -> bool:
    phrase = opening(line.folded, page.author_box)
    if not phrase:
        return False
    start = line.text.lstrip(_BULLETS)
    rest = start[len(phrase) :].strip()
    if rest[:1] in (":", "|") or not rest:
        return " " in phrase or "'" in phrase
    names = rest.split()
    return len(names) <= 5 and not line.ends_sentence and all(name[0].isupper() for name in names)


def _is_menu(line: Line, page: PageWords) -> bool:
    """A breadcrumb, a menu or a row of buttons: several short chunks, or nothing but the words of such rows."""
    if line.ends_sentence:
        if not line.trails_off:
            return False
    else:
        words = _WORD.findall(line.folded)
        share = _share_words(page)
        if words and len(words) <= 40 and all(word in share for word in words):
            return True
        if opening(line.folded, page.tags):
            rest = line.text.lstrip(_BULLETS)
            if ":" in rest[:30] or "," in rest or line.words <= 2:
                return True
    chunks = [chunk for chunk in _SEPARATOR.split(line.text) if chunk.strip(_BULLETS)]
    if len(chunks) < 2:
        return False
    if opening(line.folded, page.home) and len(chunks[0].split()) <= 4:
        return True
    strong = re.search(r"\s[|›>→]\s|\s»\s|\s/\s", line.text) is not None
    return all(len(chunk.split()) <= 5 for chunk in chunks) and (len(chunks) >= 3 or (strong and line.words <= 8))


def _is_furniture(line: Line, page: PageWords) -> bool:
    """A line with the words of a button or a notice, a long one only where it begins with them."""
    furniture, longest = _furniture(page)
    whole = line.words <= 30
    part = line.folded if whole else line.folded[: 40 + longest]
    return any(whole or at + 1 - size <= 40 for at, size in furniture.iter(part)) if longest else False


@cache
def _furniture(page: PageWords) -> tuple[ahocorasick.Automaton, int]:
    """Finds phrases of furniture: the index of their last letter, and their length; how long the longest is."""
    found = ahocorasick.Automaton()
    for phrase in page.furniture:
        found.add_word(phrase, len(phrase))
    found.make_automaton()
    return found, max(map(len, page.furniture), default=0)


def _is_caption(line: Line, language: Language) -> bool:
    page = language.page
    if line.words > 90:
        return False
    phrase = opening(line.folded, page.caption) if line.text[0] not in "\"'“‘«" else None
    if phrase:
        rest = line.folded.lstrip(_BULLETS)[len(phrase) :].lstrip()
        if rest[:1] in (":", "/", "|", "©", "–") or line.text[0] in "([" or phrase in line.folded[-1:]:
            return True
    if _CREDITED.search(line.text[-100:]):
        return True
    bracket = _LAST_BRACKET.search(line.folded)
    if bracket and any(word in page.credit for word in _WORD.findall(bracket.group(1))[:4]):
        return True
    tail = fold(line.text[-60:])
    marks = [mark for mark in _BEFORE_CREDIT if mark in tail]
    for word in page.credit if marks else ():
        for mark in marks:
            at = tail.rfind(mark + word)
            if at >= 0 and re.match(r"\s?[:/©|]|\s?by\b|\s?\)|\s?\]", tail[at + len(mark) + len(word) :]):
                return True
    if line.words <= _LONGEST_CREDITED and _PHOTOGRAPHER.search(line.text[-80:]):
        return True
    return (
        line.words <= _LONGEST_CAPTION
        and (_AGENCY_END.search(line.text) or _AGENCY_CREDIT.search(line.text)) is not None
        and dateline_end(line.text, language) < len(line.text)
    )


def _is_byline(line: Line, page: PageWords) -> bool:
    phrase = opening(line.folded, page.byline)
    if not phrase or line.words > 16:
        return False
    rest = line.text.lstrip(_BULLETS)[len(phrase) :].lstrip(" :–—-|")
    first, _, other = rest.partition(" ")
    if " " in phrase and first in page.small_words:  # "from our correspondent in Lima"
        rest = other
    return not rest or (rest[0].isupper() and (not line.ends_sentence or line.words <= 5))


def _is_date(line: Line, language: Language) -> bool:
    """A line of nothing but a date, perhaps with a time, a word such as "Published" and notes."""
    if not _NUMBER.search(line.text) or line.words > 20:
        return False
    if _YEAR.search(line.text) and is_stamp(line.text, language):
        return True
    if line.words > 14:
        return False
    calendar = calendar_of(language)
    phrase = opening(line.folded, language.page.published)
    if not phrase and not line.ends_sentence and _LABELLED.search(line.folded):
        labels = {part.strip() for part in _LABELLED.findall(line.folded)}
        if any(label.endswith(phrase) for label in labels for phrase in language.page.published):
            return True
    rest = line.folded.lstrip(_BULLETS)[len(phrase or "") :]
    if not phrase and (agency := _AGENCY_START.match(line.text)):
        rest = line.folded[agency.end() :]
    dated = False
    for word in _WORD.findall(_CLOCK.sub(" ", rest)):
        if word in calendar.months or word in calendar.weekdays:
            dated = True
        elif word not in language.page.small_words and not (phrase and opening(word, language.page.published)):
            return bool(phrase) and dated and line.words <= 14 and not line.ends_sentence
    return dated or bool(_FIGURES.search(rest) or (phrase and _DAY_AND_MONTH.search(rest)))
