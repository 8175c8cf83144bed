"""Finds passages between quotation marks, of every habit, in time linear in the text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from kg.model import Span

__all__ = ["Mark", "find_marks", "hidden_spans"]

_MARK = re.compile("''|``|[\"＂“”„‟«»‹›'‘’‚‛]")
_FAMILY = {
    **dict.fromkeys("“”„‟", "curly"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "angle"),
    **dict.fromkeys(['"', "＂", "''", "``"], "straight"),
    **dict.fromkeys("'‘’‚‛", "single"),
}
_OPENERS = frozenset(["“", "„", "‟", "«", "‹", "``", "‘", "‚", "‛"])
_CLOSERS = frozenset(["”", "»", "›"])
_BEFORE_OPENING = frozenset("([{—–-/:;,=…>*_\"＂“„‟«‹'‘‚‛’")
_AFTER_OPENING = frozenset("([{—–-…¿¡$€£@#_*\"＂“„‟«‹'‘‚‛’`")
_WOVEN_LIMIT = 200
# Paragraphs that one passage can run over without a mark.
_SILENT = 9


class Mark(Struct, frozen=True, order=True):
    """A passage between quotation marks.

    Attributes:
        span: the passage with its marks.
        content: the passage without marks and the spaces beside them.
        closed: whether the closing mark was there, or the next paragraph opens the passage again.
        depth: 0 for an outermost passage, 1 for one inside it …
        continues: whether it goes on with the passage of the paragraph before, which was not closed.
        woven: whether its words are part of the clause around it, so that the parser should read them.
        long: whether it is part of a passage over paragraphs that have no marks, as a text that is quoted whole.
    """

    span: Span
    content: Span
    closed: bool = True
    depth: int = 0
    continues: bool = False
    woven: bool = False
    long: bool = False


@dataclass(slots=True)
class _Open:
    family: str
    symbol: str
    start: int
    end: int


@dataclass(slots=True)
class _Paragraph:
    """Marks found in one paragraph: closed passages, and what was left open or came first without an opening."""

    found: list[Mark] = field(default_factory=list)
    left: list[_Open] = field(default_factory=list)
    stray: tuple[str, int, int] | None = None
    first: tuple[str, int] | None = None


def find_marks(text: str, paragraphs: Sequence[Span]) -> tuple[Mark, ...]:
    """The quoted passages of some paragraphs, in text order, in time linear in the text.

    A passage that is open at the end of its paragraph ends there; it counts as closed when the next paragraph opens
    with a mark of the same family, or closes it, or when a later one closes what opened a paragraph. An apostrophe is
    told from a single mark by the letters beside it, and a single mark that is never closed is an apostrophe.

    >>> [mark.content.of("Il a dit « non ».") for mark in find_marks("Il a dit « non ».", [Span(0, 17)])]
    ['non']
    """
    scanned = [_scan(text, span) for span in paragraphs]
    marks: list[Mark] = []
    until, long = -1, False
    for index, (span, part) in enumerate(zip(paragraphs, scanned, strict=True)):
        carried = index <= until
        if index < until:
            marks.append(replace(_mark(text, span.start, span.end, 0, 0), continues=True, long=True))
            continue
        ends_long, until = carried and long, _carried_to(index, scanned, paragraphs)
        goes_on, long = until > index, until > index + 1
        found = part.found + list(_unclosed(text, span, part, closed=goes_on))
        if carried and part.stray is not None and part.stray[1] > span.start:
            found.append(_mark(text, span.start, part.stray[2], 0, len(text[part.stray[1] : part.stray[2]])))
        kept = sorted((mark for mark in found if len(mark.content)), key=lambda mark: (mark.span.start, -mark.span.end))
        for mark in _with_depth(kept):
            first = carried and mark.span.start == span.start
            runs_on = (ends_long and first) or (long and mark.span.end == span.end)
            woven = not first and _is_woven(text, span, mark)
            marks.append(replace(mark, continues=first, woven=woven, long=runs_on))
    return tuple(marks)


def hidden_spans(marks: Iterable[Mark]) -> list[Span]:
    """The passages to hide from the parser: outermost ones whose words stand apart from the clause around them.

    A text that is quoted whole is read like any other.
    """
    return [mark.content for mark in marks if mark.depth == 0 and mark.closed and not mark.woven and not mark.long]


def _scan(text: str, span: Span) -> _Paragraph:
    """Match the marks of one paragraph with a stack; every mark is pushed and popped at most once."""
    part = _Paragraph()
    stack: list[_Open] = []
    count = dict.fromkeys(("curly", "guillemet", "angle", "straight", "single"), 0)
    matches = list(_MARK.finditer(text, span.start, span.end))
    closing_next = _next_single_closes(text, span, matches)

    def pop_to(wanted: str) -> _Open:
        while True:
            top = stack.pop()
            count[top.family] -= 1
            if top.family == wanted:
                return top

    for index, match in enumerate(matches):
        symbol, start, end = match.group(), match.start(), match.end()
        family = _FAMILY[symbol]
        opens, closes = _contexts(text, span, start, end)
        if part.first is None and family != "single":
            part.first = (family, start)
        if family == "single":
            if _is_apostrophe(text, span, start, end):
                continue
            if closes and count["single"] and not (_possessive(text, span, start, end) and closing_next[index]):
                opener = pop_to("single")
                part.found.append(_mark(text, opener.start, end, opener.end - opener.start, end - start))
            elif symbol in _OPENERS or (opens and symbol != "’"):
                stack.append(_Open(family, symbol, start, end))
                count[family] += 1
            continue
        wanted = _closes_family(symbol, family, opens, closes, count, stack)
        if wanted:
            opener = pop_to(wanted)
            part.found.append(_mark(text, opener.start, end, opener.end - opener.start, end - start))
        elif symbol in _OPENERS or opens:
            stack.append(_Open(family, symbol, start, end))
            count[family] += 1
        elif part.stray is None and (symbol in _CLOSERS or family == "straight") and not part.found and not stack:
            part.stray = (family, start, end)
    part.left = [opener for opener in stack if opener.family != "single"]
    return part


def _closes_family(
    symbol: str, family: str, opens: bool, closes: bool, count: dict[str, int], stack: Sequence[_Open]
) -> str:
    """The family of the open passage that this mark closes, "" if it closes none."""
    if family == "straight":
        if symbol == "``":
            return ""
        if count["straight"]:
            return "straight" if closes or not opens else ""
    elif symbol in _CLOSERS:
        if count[family]:
            return family
        if opens:
            return ""
    elif count[family] and closes and not opens:
        return family
    elif symbol in _OPENERS:
        return ""
    if not closes or opens:
        return ""
    innermost = next((opener for opener in reversed(stack) if opener.family != "single"), None)
    return innermost.family if innermost is not None else ""


def _contexts(text: str, span: Span, start: int, end: int) -> tuple[bool, bool]:
    """Whether the characters beside a mark let it open, and let it close."""
    before = text[start - 1] if start > span.start else " "
    after = text[end] if end < span.end else " "
    free_before = before.isspace() or before in _BEFORE_OPENING
    begins = after.isalnum() or after in _AFTER_OPENING or (after.isspace() and before.isspace())
    opens = free_before and end < span.end and (begins or text[end : end + 2] == "..")
    closes = start > span.start and not (before.isspace() and not after.isspace() and after.isalnum())
    if opens and closes and not before.isspace() and not after.isalnum():
        opens = before in "([{"
    if opens and closes and before.isspace() and after.isspace():
        return True, True
    if opens and closes:
        closes = not after.isalnum()
    return opens, closes


def _is_apostrophe(text: str, span: Span, start: int, end: int) -> bool:
    before = text[start - 1] if start > span.start else " "
    after = text[end] if end < span.end else " "
    if not before.isalnum():
        return after.isspace() and before.isspace()
    return after.isalnum() or (after in '«“„"' and text[end : end + 2].strip() != after + ".")


def _possessive(text: str, span: Span, start: int, end: int) -> bool:
    """Whether the mark follows an s and a lower-case word goes on after it ("the workers' rights")."""
    return (
        start > span.start
        and text[start - 1] in "sS"
        and end + 1 < span.end
        and text[end] == " "
        and text[end + 1].islower()
    )


def _next_single_closes(text: str, span: Span, matches: Sequence[re.Match[str]]) -> list[bool]:
    """For each mark, whether the next single mark after it that is no apostrophe could close."""
    answers = [False] * len(matches)
    closes = False
    for index in range(len(matches) - 1, -1, -1):
        answers[index] = closes
        match = matches[index]
        if _FAMILY[match.group()] == "single" and not _is_apostrophe(text, span, match.start(), match.end()):
            before = text[match.start() - 1] if match.start() > span.start else " "
            closes = not before.isspace() and match.group() not in _OPENERS
    return answers


def _mark(text: str, start: int, end: int, opening: int, closing: int, closed: bool = True) -> Mark:
    left, right = start + opening, end - closing
    while left < right and text[left].isspace():
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    return Mark(Span(start, end), Span(left, right), closed)


def _unclosed(text: str, span: Span, part: _Paragraph, closed: bool) -> Iterator[Mark]:
    """Passages left open: up to the next passage of the same family, else to the end of the paragraph."""
    starts: dict[str, list[int]] = {}
    for mark in part.found:
        starts.setdefault(_FAMILY[_MARK.match(text, mark.span.start).group()], []).append(mark.span.start)  # type: ignore[union-attr]
    for number, opener in enumerate(part.left):
        if number:
            starts.setdefault(opener.family, []).append(opener.start)
    later = {family: iter(sorted(places)) for family, places in starts.items()}
    ahead: dict[str, int | None] = {family: next(places, None) for family, places in later.items()}
    for number, opener in enumerate(part.left):
        place = ahead.get(opener.family)
        while place is not None and place <= opener.start:
            place = next(later[opener.family], None)
        ahead[opener.family] = place
        goes_on = closed and number == 0
        end = span.end if goes_on or place is None else place
        if goes_on:
            yield _mark(text, opener.start, end, opener.end - opener.start, 0)
            return
        yield _mark(text, opener.start, end, opener.end - opener.start, 0, closed=False)


def _carried_to(index: int, scanned: Sequence[_Paragraph], paragraphs: Sequence[Span]) -> int:
    """The paragraph that goes on with the passage left open in one, -1 for none.

    It is the next, or, where the passage opened its paragraph, the one that closes it after some without a mark.
    """
    if not scanned[index].left:
        return -1
    opener = scanned[index].left[0]
    for later in range(index + 1, min(index + _SILENT, len(scanned))):
        following = scanned[later]
        if later == index + 1 and _continues(opener, following, paragraphs[later].start):
            return later
        if following.first is not None:
            closed = following.stray is not None and following.stray[0] == opener.family
            return later if closed and opener.start == paragraphs[index].start else -1
    return -1


def _continues(opener: _Open, following: _Paragraph, start: int) -> bool:
    """Whether the next paragraph, which begins at `start`, opens the passage again there, or closes it."""
    if following.stray is not None and following.stray[0] == opener.family:
        return True
    if following.first != (opener.family, start):
        return False
    inside = [mark.span.start for mark in following.found] + [left.start for left in following.left]
    return min(inside, default=-1) == following.first[1]


def _with_depth(marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks with their depth; one that would cross another is left out."""
    ends: list[int] = []
    for mark in marks:
        while ends and ends[-1] <= mark.span.start:
            ends.pop()
        if ends and mark.span.end > ends[-1]:
            continue
        yield replace(mark, depth=len(ends))
        ends.append(mark.span.end)


def _is_woven(text: str, span: Span, mark: Mark) -> bool:
    """Whether a passage is part of the clause around it: a word stands before it and it opens in lower case."""
    if mark.depth or not mark.closed or len(mark.content) > _WOVEN_LIMIT:
        return False
    place = mark.span.start - 1
    while place >= span.start and text[place].isspace():
        place -= 1
    if place < span.start or not (text[place].isalnum() or text[place] in "'’"):
        return False
    start = mark.content.start
    alone = start + 1 >= mark.content.end or not text[start + 1].isalpha()
    return alone or not text[start].isupper()
