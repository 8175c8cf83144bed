"""Tells what each part of a page is.

Plain text saved from a page holds menus, boxes and forms around and inside the article. Each line is first judged by
itself (`_lines`), then by its place: a heading about other articles takes the titles below it, a comment form takes
the rest of the page, short lines without a sentence before the first or after the last paragraph are no text.
In doubt a line of prose is BODY.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.annotate._dateline import dateline_end
from kg.annotate._fold import fold
from kg.annotate._lines import Label, Line, label_of, lines_of, opening
from kg.model import Article, Language, Span, Zone, ZoneKind

__all__ = ["find_zones"]

# Lines that may be the title, at most: menus of links stand above it.
_TITLES = 300
_KINDS = {
    Label.MENU: ZoneKind.BOILERPLATE,
    Label.RELATED: ZoneKind.BOILERPLATE,
    Label.COMMENTS: ZoneKind.BOILERPLATE,
    Label.FURNITURE: ZoneKind.BOILERPLATE,
    Label.AUTHOR_BOX: ZoneKind.BOILERPLATE,
    Label.TRAILER: ZoneKind.BOILERPLATE,
    Label.BYLINE: ZoneKind.BYLINE,
    Label.DATE: ZoneKind.BYLINE,
    Label.CAPTION: ZoneKind.CAPTION,
    Label.TEXT: ZoneKind.BODY,
}
_DATELINES_LOOKED_FOR = 2
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LONG_TAIL = 12
_LONG_TITLE = 25
_SHORT_CAPTION, _CREDIT = 4, 8
_FEW, _TITLE_WORDS = 3, 5
_RUN = re.compile(r"(?<!\S)\S{501,}")
_PLACED = re.compile(r"(?<=[\dm] [A-Z]{3})\s[-–—]\s(?=([A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,30})$)")
"""What stands between the time of a stamp and the place behind it ("09:15 pm IST - NEW DELHI")."""


def find_zones(article: Article, language: Language) -> tuple[Zone, ...]:
    """The zones of an article, in text order; they cover all its text but white space.

    Neighbouring lines of one kind are one zone, except that each line of a headline is its own. A title that the page
    repeats is HEADLINE once, where it stands nearest to the text, and BOILERPLATE elsewhere. A dateline is the start
    of its paragraph up to and with its dash; the rest of the paragraph is BODY. A run of more than 500 characters
    without white space (an image as text, a rule made of marks) is no word, and BOILERPLATE wherever it stands.
    """
    lines = lines_of(article.text)
    labels = [label_of(line, language) for line in lines]
    kinds = [_KINDS[label] for label in labels]
    _close_blocks(lines, labels, kinds)
    _mark_captions(lines, kinds)
    first = _first_paragraph(lines, labels, kinds)
    for at in range(first):
        if kinds[at] is ZoneKind.BODY and _is_dateline(lines[at], language):
            kinds[at] = ZoneKind.DATELINE
    heads = [at for at in range(first) if opening(lines[at].folded, language.page.letterhead)]
    _mark_top(lines, labels, kinds, first, heads, fold(article.headline or ""), language)
    _mark_tail(lines, kinds, language)
    return tuple(_without_runs(article.text, _zones(lines, kinds, language)))


def _close_blocks(lines: Sequence[Line], labels: Sequence[Label], kinds: list[ZoneKind]) -> None:
    """Give the lines below a heading to its block: teasers, comments, the note on an author, what follows the end."""
    seen_text = 0
    at = 0
    while at < len(lines):
        if labels[at] is Label.COMMENTS and seen_text:
            kinds[at:] = [ZoneKind.BOILERPLATE] * (len(lines) - at)
            return
        if labels[at] is Label.TRAILER and seen_text and not _prose_after(lines, labels, at):
            kinds[at:] = [ZoneKind.BOILERPLATE] * (len(lines) - at)
            return
        if labels[at] is Label.RELATED and _is_heading(lines[at]):
            after = _take_teasers(lines, labels, kinds, at)
            if _is_section(lines, labels, kinds, at, after):
                kinds[after - 1] = ZoneKind.BODY
            at = after
            continue
        if labels[at] is Label.AUTHOR_BOX:
            if not seen_text or len(_paragraphs(lines, labels, at)) > 2:
                kinds[at] = ZoneKind.BODY if _is_heading(lines[at]) else ZoneKind.BOILERPLATE
            else:
                at = _take_box(lines, labels, kinds, at)
                continue
        seen_text += labels[at] is Label.TEXT and lines[at].is_paragraph
        at += 1


def _mark_captions(lines: Sequence[Line], kinds: list[ZoneKind]) -> None:
    """Mark what is said of a picture twice in a row, by its two texts: no sentence, or the second with a credit.

    A title may be given twice: there is another above.
    """
    titled = False
    for at in range(1, len(lines)):
        above, below = lines[at - 1], lines[at]
        titled = titled or (at > 1 and kinds[at - 2] is ZoneKind.BODY and lines[at - 2].words >= _SHORT_CAPTION)
        if not titled or above.words < _SHORT_CAPTION or not below.folded.startswith(above.folded):
            continue
        more = len(below.folded[len(above.folded) :].split())
        if (not more and not above.ends_sentence) or (above.ends_sentence and 0 < more <= _CREDIT):
            for each in (at - 1, at):
                if kinds[each] is ZoneKind.BODY:
                    kinds[each] = ZoneKind.CAPTION


def _is_heading(line: Line) -> bool:
    """Whether a line opens a block rather than being all of it: a few words, or ending in a colon."""
    return line.words <= 5 or line.text.endswith(":")


def _is_section(lines: Sequence[Line], labels: Sequence[Label], kinds: Sequence[ZoneKind], at: int, after: int) -> bool:
    """Whether a heading names the section of a page ("Latest news"): the title of its text is all that follows it."""
    titled = any(kinds[each] is ZoneKind.BODY and lines[each].words >= _TITLE_WORDS for each in range(at))
    prose = after < len(lines) and labels[after] is Label.TEXT and lines[after].is_paragraph
    return not titled and prose and after == at + 2 and lines[after - 1].is_title


def _paragraphs(lines: Sequence[Line], labels: Sequence[Label], after: int) -> list[int]:
    """Paragraphs of prose between a line and the next one that closes the article."""
    found = []
    for at in range(after + 1, len(lines)):
        if labels[at] is Label.COMMENTS:
            break
        if labels[at] is Label.TEXT and lines[at].is_paragraph and not lines[at].trails_off:
            found.append(at)
    return found


def _prose_after(lines: Sequence[Line], labels: Sequence[Label], at: int) -> bool:
    return len(_paragraphs(lines, labels, at)) >= 2


def _take_teasers(lines: Sequence[Line], labels: Sequence[Label], kinds: list[ZoneKind], at: int) -> int:
    """Mark the titles and cut texts below a heading about other articles; the index of the first line after them."""
    titles = ""
    body = " ".join(lines[index].folded for index in range(at) if kinds[index] is ZoneKind.BODY)
    following = at + 1
    while following < len(lines):
        line = lines[following]
        if labels[following] in (Label.COMMENTS, Label.AUTHOR_BOX):
            break
        if labels[following] is Label.TEXT:
            if line.is_paragraph and not line.trails_off:
                summary = bool(titles) and line.words <= 60 and _speaks_of(line, titles, body)
                if not summary or _is_prose(lines, labels, following + 1):
                    break
                titles = ""
            elif line.ends_sentence and not line.trails_off and not titles and line.words >= 6:
                break
            else:
                titles += " " + line.text
        kinds[following] = ZoneKind.BOILERPLATE
        following += 1
    return following


def _is_prose(lines: Sequence[Line], labels: Sequence[Label], at: int) -> bool:
    """Whether there is a line at an index and it is a sentence: below the summary of a teaser stands none."""
    if at >= len(lines) or labels[at] is not Label.TEXT:
        return False
    return lines[at].ends_sentence and not lines[at].trails_off


def _speaks_of(line: Line, titles: str, body: str) -> bool:
    """Whether a paragraph below a teaser belongs to the teaser rather than to the article, by the names it shares."""
    names = {fold(word.strip('.,;:!?"“”«»()')) for word in line.text.split() if word[:1].isupper()}
    names = {name for name in names if len(name) > 3}
    title = fold(titles)
    fresh = sum(name in title and name not in body for name in names)
    known = sum(name in body for name in names)
    return fresh > known


def _take_box(lines: Sequence[Line], labels: Sequence[Label], kinds: list[ZoneKind], at: int) -> int:
    kinds[at] = ZoneKind.BOILERPLATE
    if not _is_heading(lines[at]):
        return at + 1
    following = at + 1
    while following < len(lines) and labels[following] in (Label.TEXT, Label.MENU, Label.FURNITURE):
        kinds[following] = ZoneKind.BOILERPLATE
        following += 1
    return following


def _first_paragraph(lines: Sequence[Line], labels: Sequence[Label], kinds: Sequence[ZoneKind]) -> int:
    """Index of the first line of prose; the number of lines if there is none.

    A line that ends in a quotation is a title when there is prose below it. Notices of the page stand above a title
    that the page repeats, with the day of publication below it.
    """
    titles: list[int] = []
    top = _stamped_title(lines, labels, kinds)
    for at, line in enumerate(lines):
        if at < top:
            continue
        if kinds[at] is ZoneKind.BODY and (line.is_paragraph or (line.words >= 6 and line.ends_sentence)):
            if not line.ends_quoting or line.words > _LONG_TITLE:
                return at
            titles.append(at)
    return titles[0] if titles else len(lines)


def _stamped_title(lines: Sequence[Line], labels: Sequence[Label], kinds: Sequence[ZoneKind]) -> int:
    """Index of the first title that the page gives twice, with a line of its day below the one; 0 when there is none.

    Titles of other texts, which have days too, are given once.
    """
    seen = Counter(line.folded for line in lines if line.is_title and line.words >= _TITLE_WORDS)
    for at in range(len(lines) - 1):
        if kinds[at] is ZoneKind.BODY and seen[lines[at].folded] > 1 and labels[at + 1] is Label.DATE:
            return at
    return 0


def _mark_top(
    lines: Sequence[Line],
    labels: Sequence[Label],
    kinds: list[ZoneKind],
    first: int,
    heads: Sequence[int],
    headline: str,
    language: Language,
) -> None:
    """Find the title among the lines above the first paragraph, and what is a menu or a byline there."""
    top = [at for at in range(first) if kinds[at] is ZoneKind.BODY and lines[at].is_title]
    if headline:
        top = (
            [at for at in top if lines[at].folded == headline]
            or [at for at in range(min(first + 1, len(lines))) if lines[at].folded == headline]
            or top
        )
    if not top:
        titled = False
        for at in range(first):
            if kinds[at] is ZoneKind.BODY and (titled or lines[at].words < 3):
                kinds[at] = ZoneKind.BOILERPLATE if lines[at].words < 6 else ZoneKind.BODY
            elif kinds[at] is ZoneKind.BODY:
                kinds[at], titled = ZoneKind.HEADLINE, True
        return
    every = "\n".join(line.folded for line in lines)
    long = [at for at in top if lines[at].words >= _TITLE_WORDS and at not in heads]
    last = long[0] if 0 < len(long) <= _FEW else first - 1
    title = max(top[:_TITLES], key=lambda at: (_title_score(lines, labels, every, at, last), -at))
    for at in range(first):
        if kinds[at] is not ZoneKind.BODY and at != title:
            continue
        line = lines[at]
        below = at > title and line.words >= 5 and not line.is_note and line.folded != lines[title].folded
        below = below and not _YEAR.search(line.text[: dateline_end(line.text, language)])
        if at == title or below:
            kinds[at] = ZoneKind.HEADLINE
        elif at < title or line.is_note or line.folded == lines[title].folded:
            kinds[at] = ZoneKind.BOILERPLATE
        elif _is_names(line):
            kinds[at] = ZoneKind.BYLINE
    for at, line in enumerate(lines):
        if at != title and kinds[at] in (ZoneKind.BODY, ZoneKind.HEADLINE) and line.folded == lines[title].folded:
            kinds[at] = ZoneKind.BOILERPLATE


def _title_score(lines: Sequence[Line], labels: Sequence[Label], every: str, at: int, likely: int) -> float:
    line = lines[at]
    score = min(line.words, 8) / 2
    score += 3 * (line.words >= 3 and every.find(line.folded, every.find(line.folded) + len(line.folded)) >= 0)
    signed = at + 1 < len(lines) and labels[at + 1] in (Label.BYLINE, Label.DATE)
    score += 2 * (signed or at == likely)
    score -= 2 * (line.text.isupper() and line.words <= 3)
    return score


def _is_names(line: Line) -> bool:
    """Whether a line is nothing but two to four capitalised words, as an author's name is."""
    words = line.text.replace(",", " ").split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() for word in words) and not line.ends_sentence


def _mark_tail(lines: Sequence[Line], kinds: list[ZoneKind], language: Language) -> None:
    """Mark the short lines without a sentence below the last paragraph; one with place and date is a dateline."""
    prose = [
        at
        for at, line in enumerate(lines)
        if kinds[at] is ZoneKind.BODY and line.ends_sentence and (line.words >= 4 or line.is_paragraph)
    ]
    if not prose:
        return
    for at in range(prose[-1] + 1, len(lines)):
        if kinds[at] is ZoneKind.BODY and lines[at].words <= _LONG_TAIL:
            kinds[at] = ZoneKind.DATELINE if _is_dateline(lines[at], language) else ZoneKind.BOILERPLATE


def _is_dateline(line: Line, language: Language) -> bool:
    """Whether a line is nothing but place and date."""
    return dateline_end(line.text, language) == len(line.text)


def _zones(lines: Sequence[Line], kinds: Sequence[ZoneKind], language: Language) -> list[Zone]:
    zones: list[Zone] = []
    looked = 0
    for line, kind in zip(lines, kinds, strict=True):
        start = line.span.start
        if kind is ZoneKind.BODY and looked < _DATELINES_LOOKED_FOR:
            end = dateline_end(line.text, language)
            looked += 1
            if end:
                zones.append(Zone(Span(start, start + end), ZoneKind.DATELINE))
                rest = line.text[end:]
                start += end + len(rest) - len(rest.lstrip())
                looked = _DATELINES_LOOKED_FOR
                kind = ZoneKind.BODY
                if not rest.strip():
                    continue
        if kind is ZoneKind.BYLINE and (place := _PLACED.search(line.text)):
            zones.append(Zone(Span(start, start + place.end() - 1), kind))
            start, kind = start + place.start(1), ZoneKind.DATELINE
        last = zones[-1] if zones else None
        if last and last.kind is kind and kind is not ZoneKind.HEADLINE:
            zones[-1] = Zone(Span(last.span.start, line.span.end), kind)
        else:
            zones.append(Zone(Span(start, line.span.end), kind))
    return zones


def _without_runs(text: str, zones: Sequence[Zone]) -> Iterator[Zone]:
    """The zones, those that hold long runs cut there; a tokenizer takes the square of the time for such a run."""
    for zone in zones:
        start = zone.span.start
        for run in _RUN.finditer(text, start, zone.span.end):
            if rest := _stripped(text, start, run.start()):
                yield Zone(rest, zone.kind)
            yield Zone(Span(*run.span()), ZoneKind.BOILERPLATE)
            start = run.end()
        if start == zone.span.start:
            yield zone
        elif rest := _stripped(text, start, zone.span.end):
            yield Zone(rest, zone.kind)


def _stripped(text: str, start: int, end: int) -> Span | None:
    """A range without white space at both ends, None when nothing is left."""
    inside = text[start:end]
    left = start + len(inside) - len(inside.lstrip())
    return Span(left, start + len(inside.rstrip())) if inside.strip() else None
