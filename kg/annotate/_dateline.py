"""Finds the dateline a news text starts with: place, perhaps date and agency, then a dash."""

import re

from kg.annotate._calendar import calendar_of
from kg.model import Language

__all__ = ["dateline_end"]

_LONGEST = 110
_DASH = re.compile(
    r"\s?(?:--+|[–—―]|(?<=\))\s?[-:]|\s-|(?<=[A-ZÀ-Þ]):(?=\s[A-ZÀ-Þ«“\"]))(?=\s|[\"“«”]|[A-ZÀ-Þ]|$)\s?|(?<=[a-zà-ÿ])-\s|\)\s(?=[A-ZÀ-Þ«“\"])"
    r"|(?<=\])\s?[-:](?=\s)|(?<=[^\W\d_]/)\.?(?=\s[A-ZÀ-Þ«“\"])"
    r"|(?:(?<=\b\d{4})|(?<=[a-z.]\s\d\d)|(?<=[a-z.]\s\d))\s?:(?=\s[A-ZÀ-Þ«“\"])|(?<=[\d)])\.\s?[-–—](?=\s|$)"
)
_STOP = re.compile(r"(?<=\b\d{4})\.(?=\s+[A-ZÀ-Þ«“\"])")
_COLONS = re.compile(r"(?:[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+,?\s?){1,5}:\s+(?:[^\W\d]{2}\s)?([^:\n]{6,24}\b(?:19|20)\d\d)\s?:(?=\s)")
_DATED_NOTE = re.compile(r"\(([^()\n]{0,14}\b(?:19|20)\d\d)(?:\s[A-Z]{1,2})?\)")
_DATED_AGENCY = re.compile(r"\(([^()\n]{2,40}?) [-–—] ([^()\n]{4,16}\b(?:19|20)\d\d)\s?\)")
_PARTED = re.compile(r"\s*[,.;:]")
_AGENCY = re.compile(r"[(\[]([^()\[\]\n]{2,40})[)\]]|(?<![^\s.,])/([A-Z][^/\n]{1,20})/")
_RULES = ("-", "–", "—")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_SIGNED_LINE = re.compile(r"[A-ZÀ-Þ][^\d,]{1,30},\s[^,]{4,20},\s[A-Z]{2,10}")
_PIECE = re.compile(r"[^\s,./]+")


def dateline_end(text: str, language: Language) -> int:
    """How many characters of a paragraph are its dateline, dash and agency included; 0 when it has none.

    A place alone counts only when it is one to three capitalised words and a capital or a quotation mark follows the
    dash, so that an insertion between dashes is not taken for one.
    """
    head = _DATED_AGENCY.sub(lambda note: f", {note[2]} ({note[1]})".rjust(len(note[0])), text[:_LONGEST])
    head = _DATED_NOTE.sub(lambda note: f",{note[1]}".ljust(len(note[0])), head)
    bare = _bare_date_line(text, language)
    if bare:
        return bare
    colons = _COLONS.match(head)
    if colons and any(piece.lower() in calendar_of(language).months for piece in _PIECE.findall(colons[1])):
        return colons.end()
    stop = _STOP.search(head)
    if stop and _bare_date_line(head[: stop.start()], language):
        return stop.start() + 1
    for dash in _DASH.finditer(head):
        before, after = head[: dash.start()], text[dash.end() :]
        if dash.group().startswith(")"):
            before += ")"
        if _is_dateline(before, after, dash.group(), language):
            return len(head[: dash.end()].rstrip())
        if not _could_go_on(before, language):
            return 0
    return 0


def _is_dateline(before: str, after: str, dash: str, language: Language) -> bool:
    agency = _AGENCY.search(before)
    bare = _AGENCY.sub(" ", before)
    name = (agency[1] or agency[2]) if agency else ""
    if "(" in bare or ")" in bare:
        return False
    if not bare.strip(" ,."):
        return bool(name) and _is_agency(name) and all(word[0].isupper() for word in _places(name, language))
    if not _could_go_on(bare, language):
        return False
    pieces = _places(bare, language)
    dated = len(pieces) < len(_PIECE.findall(bare))
    if not pieces and _YEAR.search(bare):
        if name:
            return name.isupper()  # "July 3, 2014 (JUBA/KHARTOUM) –"
        full = any(piece.lower() in calendar_of(language).months for piece in _PIECE.findall(bare))
        return full and dash.strip() in _RULES and after[:1].isupper()  # "May 7, 2020 – The ministers …"
    if not pieces or len(pieces) > 6:
        return False
    if agency and (not _is_agency(name) or _is_short_for(name, pieces)):
        return False
    if dash.startswith(")"):
        return agency is not None and (name.isupper() or dated) and len(pieces) <= 3
    if dash.strip() == ":" and not agency and dated:
        return _ends_in_date(bare, pieces, language)
    if dash.strip() == ":" and not agency:
        return all(piece.isupper() for piece in pieces) and len(pieces) <= 3
    if agency or all(piece.isupper() for piece in pieces) or (dated and any(map(str.isdigit, bare))):
        return True
    return len(pieces) <= 3 and after[:1] != "" and (after[0].isupper() or after[0] in "\"“«'‘")


def _ends_in_date(bare: str, places: list[str], language: Language) -> bool:
    """Whether a full date stands after the places, with a mark between ("Gaborone, 6 November 2023")."""
    calendar = calendar_of(language)
    after = bare[bare.rfind(places[-1]) + len(places[-1]) :]
    named = any(piece.lower() in calendar.months for piece in _PIECE.findall(after))
    labelled = places[0].lower() in language.page.published
    return named and not labelled and len(places) <= 4 and _PARTED.match(after) is not None


def _could_go_on(before: str, language: Language) -> bool:
    """Whether all words so far are capitalised, numbers, particles, months or weekdays."""
    calendar = calendar_of(language)
    for piece in _PIECE.findall(_AGENCY.sub(" ", before).replace("(", " ")):
        word = piece.lower().strip("'’")
        known = (
            word.partition("-")[0] in language.page.small_words or word in calendar.months or word in calendar.weekdays
        )
        if not (known or piece[0].isupper() or piece[0].isdigit() or piece.startswith(("l'", "l’", "d'", "d’"))):
            return False
    return True


def _places(bare: str, language: Language) -> list[str]:
    calendar = calendar_of(language)
    return [
        piece
        for piece in _PIECE.findall(bare)
        if piece.lower() not in language.page.small_words
        and piece.lower() not in calendar.months
        and piece.lower() not in calendar.weekdays
        and not piece[0].isdigit()
    ]


def _is_agency(name: str) -> bool:
    return name[:1].isupper() and len(_PIECE.findall(name)) <= 5 and not any(mark in name for mark in '“”«»"')


def _is_short_for(name: str, words: list[str]) -> bool:
    """Whether a name in brackets is the initials of the words before it ("Department of Foreign Affairs (DFA)")."""
    return len(words) > 1 and name == "".join(word[0] for word in words)


def _bare_date_line(text: str, language: Language) -> int:
    """A line of its own with nothing but a place and a date ("Paris, le 12 mars 2019"), or an agency too."""
    if len(text) > 70 or ("," not in text and "." not in text):
        return 0
    if not _YEAR.search(text) and not _SIGNED_LINE.fullmatch(text):
        return 0
    if text.count("–") or not _could_go_on(text, language):
        return 0
    places = _places(text, language)
    calendar = calendar_of(language)
    dated = any(piece.lower() in calendar.months for piece in _PIECE.findall(text))
    return len(text) if dated and 1 <= len(places) <= 4 and text[0].isupper() else 0
