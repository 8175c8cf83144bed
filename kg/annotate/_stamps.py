"""Lines that say when a page was published, by themselves: dates with their labels, times, zones and short notes."""

import re
from functools import cache

from msgspec.structs import replace

from kg.annotate._fold import fold
from kg.annotate.times import find_times
from kg.model import DateBasis, Language, Span, TimeExpression
from kg.model.language import PageWords

__all__ = ["AGENCIES", "CHANGED", "PLAIN", "STATED", "dates_of_line", "is_stamp"]

STATED, PLAIN, CHANGED = range(3)
"""What a line says of a date: that of publication, nothing, that of a later change."""

_LONGEST_LINE = 200
_DAY = "■"
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(
    r"\b\d{1,2}\s?(?:[h:.]\s?\d{2}(?::\d{2})?(?:\s?(?:min|h)\b)?(?:\s?[aApP]\.?[mM]\b\.?)?|\s?[aApP]\.?[mM]\b\.?|h\b)"
    r"(?:\s?\(?[A-Z]{2,5}(?:\s?[+-]\d{1,2}(?::?\d{2})?)?\b\)?|\s?\(?[+-]\d{2}:?\d{2}\b\)?)?"
)
_STRONG, _WEAK = re.compile(r"[|·•]|\s/\s"), re.compile(r"\s[-–—]+\s|\s[-–—]+$|^[-–—]+\s")
_SIGNED = re.compile(r"/?(?:[\w.]{1,10}/)+\s?(?:[A-Z]{2,8}\s)?■(?:/\s*■)?")
_SOURCE = re.compile(
    r"\(?[A-Z][\w.]{1,14}\)\s?■|[A-Z]{2,8}\s+■|(?:[A-ZÀ-Þ][\w-]+\s+){1,2}■|[^\W\d_][^■|·:]{1,30}\s[-–—|·/]\s+(?:[^\W\d_]{2}\s)?■"
)
_READ = re.compile(r"(?:temps de )?lecture\s?:?\s?\d{1,3}\s?min(?:ute\(s\)|utes?|\b\.?)", re.IGNORECASE)
AGENCIES = "(?:AFP|AP|Reuters|REUTERS|EPA|Keystone|KEYSTONE|Xinhua|ANSA|EFE|TASS|SPA|Getty(?: Images)?)"
"""A pattern of agencies by the names that they sign with."""
_AGENCY = re.compile(rf"[A-Z]{{3,5}} ■|(?:{AGENCIES}|[A-Z]{{3,5}}),\s+■(?:\s+[A-Z]\w*(?:\s[a-z]+){{0,3}})?")
"""An agency or a channel by its short name and a day, perhaps the name of a button behind a comma and them."""
_NAMED = re.compile(r"(?:[A-ZÀ-Þ][\w'’-]+\s){2,4}[-–—]\s[A-ZÀ-Þ][^\W\d]*(?:\s[^\W\d]+){0,4}\s[-–—]\s")
"""Who speaks and their office, before the day ("Anna BERG - Prime Minister - ")."""
_CITY = re.compile(r"(?:[A-ZÀ-Þ][\w'’-]+\s?){1,3}")
_OFFICE = re.compile(r"[A-ZÀ-Þ][^.,:;!?()]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*")
_SITE = re.compile(r"(?:[Ss]ources?\s?:\s?)?(?:https?://|www\.)\S+")
_VIA = re.compile(r"\([^\W\d_]+ (?P<agency>[A-ZÀ-Þ]\w+)\)")
"""Whose report a text is made from ("(with Belga)")."""
_PUNCTUATION = " ,.:()[]■|-–—/"
_MOST_WORDS, _NOTE, _SHORT_NOTE = 10, 5, 2


def dates_of_line(text: str, span: Span, language: Language) -> list[tuple[int, TimeExpression]]:
    """The days that a line names by itself, each with `STATED`, `PLAIN` or `CHANGED` by the label before it.

    A day whose order of day and month is not sure is among them, with no `start`.
    """
    line = span.of(text)
    if not _DIGIT.search(line):
        return []
    labels = [(match.end(), match.group().lower()) for match in _labels(language.page).finditer(line)]
    found = []
    for time in find_times(line, [Span(0, len(line))], language, None):
        if is_day(time):
            before = [label for end, label in labels if end <= time.span.start]
            rank = PLAIN if not before else CHANGED if fold(before[-1]).strip() in language.page.updated else STATED
            found.append((rank, replace(time, span=Span(span.start + time.span.start, span.start + time.span.end))))
    return found


def is_day(time: TimeExpression) -> bool:
    """Whether words alone give one day, or a day whose order of day and month is not sure."""
    if time.basis is not DateBasis.EXPLICIT or time.end or time.type != "DATE":
        return False
    return not time.value if time.start is None else bool(time.start.day) and time.start.year >= 1900


def is_stamp(line: str, language: Language) -> bool:
    """Whether a line is a date with what pages print beside it: a label, a time and its zone, a section, a city.

    "7 May 2024 5:46 PM GMT+1 · Updated an hour ago" and "7 mai 2024 · Santé" are; a title that ends in a date is not.
    """
    if len(line) > _LONGEST_LINE or line.rstrip()[-1:] in "!?…»”":
        return False
    days = [time for time in find_times(line, [Span(0, len(line))], language, None) if time.type == "DATE"]
    if not any(is_day(time) for time in days):
        return False
    rest = line
    for time in reversed(days):
        rest = rest[: time.span.start] + _DAY + rest[time.span.end :]
    rest = _VIA.sub(r"\g<agency>", _SITE.sub("", _READ.sub("", rest)))
    rest, clocks = _CLOCK.subn(f" {_DAY} ", rest)
    rest, labels = _labels(language.page).subn(f" {_DAY} ", rest)
    rest = rest.strip(" ([*•·►>→-–—")
    sure = bool(clocks or labels)
    if _SIGNED.fullmatch(rest) or _AGENCY.fullmatch(rest.rstrip(" :")):
        return True
    if sure:
        rest = _bylines(language.page).sub(r" | \g<0>", rest)
    what, _, where = rest.partition(_DAY)
    where = where.strip(_PUNCTUATION)
    if fold(what).strip(_PUNCTUATION) in language.page.released and (_CITY.fullmatch(where) or _is_office(where)):
        return True
    if clocks and (_NAMED.fullmatch(what) or _is_signed(what)):
        return True
    if not where and _is_byline(what, language.page):
        return True
    if not rest.startswith(_DAY) and not (sure and _SOURCE.match(rest)):
        return False
    return ":" not in rest.replace(f"{_DAY}:", "").replace(f"{_DAY}  :", "") and _is_noted(
        rest, sure or _is_placed(rest), language
    )


def _is_signed(what: str) -> bool:
    """Whether a few words and a strong mark stand before a day ("Information by ANP • ")."""
    parts = _STRONG.split(what)
    return len(parts) == 2 and not parts[1].strip() and len(_WORD.findall(what)) <= _NOTE


def _is_office(name: str) -> bool:
    """Whether a few words without a mark can be those of who gave a text out ("Federal Department of Culture")."""
    return bool(_OFFICE.fullmatch(name)) and len(name.split()) <= _MOST_WORDS


def _is_placed(rest: str) -> bool:
    """Whether a place and who wrote there stand behind a day, dashes between ("… - Ottawa, Ontario - Ministry")."""
    parts = _WEAK.split(rest)
    names = [word for part in parts for word in _WORD.findall(part)]
    return rest.startswith(_DAY) and len(parts) > 2 and all(name[0].isupper() for name in names)


def _is_noted(rest: str, sure: bool, language: Language) -> bool:
    """Whether what stands beside the days of a line are notes: names, a section, who wrote it."""
    count = 0
    for part in _STRONG.split(rest):
        for index, piece in enumerate(_WEAK.split(part)):
            words = [word for word in _WORD.findall(piece) if word.lower() not in language.page.small_words]
            count += len(words)
            if not words or _opens_byline(piece, language.page):
                continue
            alone = _DAY not in piece and (index == 0 or sure)
            named = all(word[0].isupper() for word in words) and sure
            if len(words) > (_NOTE if alone or named else _SHORT_NOTE) or not words[0][0].isupper():
                return False
    return count <= _MOST_WORDS


def _opens_byline(piece: str, page: PageWords) -> bool:
    low = fold(piece).strip(_PUNCTUATION)
    return any(low.startswith(f"{phrase} ") for phrase in page.byline)


def _is_byline(what: str, page: PageWords) -> bool:
    """Whether what stands before a day is nothing but who wrote ("Staff writer, Island News English")."""
    low = fold(what)
    phrase = max(
        (each for each in page.byline if low.startswith(f"{each} ") or low.startswith(f"{each}, ")), key=len, default=""
    )
    names = _WORD.findall(what[len(phrase) :])
    return bool(phrase) and 0 < len(names) <= _NOTE and all(name[0].isupper() for name in names)


@cache
def _labels(page: PageWords) -> re.Pattern[str]:
    """The words that open a date of publication or of a change, the longest first."""
    phrases = sorted(page.published, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)" if phrases else r"(?!)", re.IGNORECASE)


@cache
def _bylines(page: PageWords) -> re.Pattern[str]:
    """The words that open the name of who wrote, behind a day or a time ("at 09:36 by Anna Berg")."""
    phrases = "|".join(map(re.escape, sorted(page.byline, key=len, reverse=True)))
    return re.compile(rf"(?<={_DAY}) +(?:{phrases}) (?=[A-ZÀ-Þ])" if phrases else r"(?!)", re.IGNORECASE)
