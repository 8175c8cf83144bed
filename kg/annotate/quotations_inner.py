"""Finds the reporting clause inside the marks of a passage: « Si tout va bien, a dit le ministre, nous irons. »."""

import re
from collections.abc import Iterator, Sequence

from kg.annotate.marks import Mark
from kg.annotate.quotations_lexicon import Lexicon
from kg.model import Cue, Quotation, QuotationKind, Span

__all__ = ["inner_quotation"]

_PIECE = re.compile(r"[^\W\d_]+['’]|-t-\w+|-\w+|[A-Z]\w{0,2}\.(?=\s)|\w+|[^\w\s]")
_COMMAS = frozenset([",", "?", "!", "…"])
_LONGEST = 14


def inner_quotation(text: str, mark: Mark, words: Lexicon) -> Quotation | None:
    """A passage with its reporting clause inside its marks, None when it holds none.

    The clause stands after a comma and before another, or before a full stop: a verb with a subject pronoun hung on it
    ("poursuit-il", "a-t-elle dit"), or with the noun phrase that names the speaker after it ("assure M. Diallo").

    Args:
        text: the article text.
        mark: a passage whose marks are closed.
        words: words of reported speech.
    """
    if not words.subject_clitics:
        return None
    pieces = [match.span() for match in _PIECE.finditer(text, mark.content.start, mark.content.end)]
    lower = [text[start:end].lower() for start, end in pieces]
    for number, piece in enumerate(lower):
        if piece in _COMMAS and 0 < number < len(lower) - 2:
            for found in _clauses_at(text, pieces, lower, number + 1, words):
                cue, at, source = found
                rule = "quote, inner cue"
                return Quotation(QuotationKind.DIRECT, mark.content, source, "", at, cue.lemma, cue.kind, rule, 0.0)
    return None


def _clauses_at(
    text: str, pieces: Sequence[tuple[int, int]], lower: Sequence[str], start: int, words: Lexicon
) -> Iterator[tuple[Cue, Span, Span]]:
    """The reporting clause that begins at a piece: its cue, the words of the cue and those of its subject."""
    place = start
    while place < len(lower) and (lower[place] in words.reflexives or lower[place] in words.clitics):
        place += 1
    if place >= len(lower):
        return
    verb, subject = place, place + 1
    hung = _hung(lower, subject, words)
    if lower[place] in words.auxiliaries:
        verb = place + 1 + hung
        subject = verb + 1 - hung if hung else verb + 1
    if verb >= len(lower):
        return
    if subject < len(lower) and lower[subject] in words.connectives:
        subject += 1
    cue = next((each for each in words.forms.get(lower[verb], ()) if "quote" in each.takes and not each.after), None)
    if cue is None:
        return
    ahead = range(verb + 1, min(verb + _LONGEST, len(lower)))
    close = next((each for each in ahead if lower[each] in {",", "."}), None)
    if close is None:
        return
    named = subject < close and (text[pieces[subject][0]].isupper() or lower[subject] in words.determiners)
    if hung:
        name = subject if verb == place else place + 1
        begin, end = pieces[name]
        yield cue, Span(pieces[start][0], pieces[max(verb, name)][1]), Span(text.rindex("-", begin, end) + 1, end)
    elif named and (lower[close] == "," or close + 1 == len(lower) or text[pieces[close + 1][0]].isupper()):
        yield cue, Span(pieces[start][0], pieces[verb][1]), Span(pieces[subject][0], pieces[close - 1][1])


def _hung(lower: Sequence[str], place: int, words: Lexicon) -> int:
    """1 when a subject pronoun is hung on the word before a piece, else 0."""
    piece = lower[place] if place < len(lower) else ""
    return int(piece.startswith("-") and piece.rpartition("-")[2] in words.subject_clitics)
