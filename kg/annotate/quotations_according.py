"""Reads "according to" and its like: which words they are, and the source they name."""

from kg.annotate.quotations_clauses import Paragraph
from kg.annotate.quotations_lexicon import Lexicon

__all__ = ["according_at", "according_phrase", "according_source"]


def according_source(paragraph: Paragraph, start: int, stop: int, words: Lexicon) -> tuple[int, int] | None:
    """The noun phrase that names the source after "according to": up to a comma, a verb or the end."""
    comma = next((place for place in range(start + 1, stop) if paragraph.words[place] == ","), None)
    if comma is not None:
        second = next(
            (place for place in range(comma + 1, min(stop, comma + 14)) if paragraph.words[place] == ","), None
        )
        shown = "PronType=Dem" in paragraph.tokens[comma + 1].morph if comma + 1 < stop else False
        apposition = (
            second is not None
            and not shown
            and not any(paragraph.tokens[place].pos in {"VERB", "AUX", "PRON"} for place in range(comma, second))
        )
        stop = second if second is not None and apposition else comma
    heads = [
        place
        for place in range(start, min(stop, start + 7))
        if paragraph.tokens[place].pos in {"NOUN", "PROPN", "PRON", "NUM"}
        and not start <= paragraph.heads[place] < place
    ]
    if not heads:
        return paragraph.phrase_from(start, stop, words.links)
    outer = [place for place in heads if not start <= paragraph.heads[place] < stop or paragraph.heads[place] == place]
    first, last = paragraph.noun_phrase((outer or heads)[0], start, stop)
    return (start, last) if first <= start + 3 else (first, last)


def according_at(paragraph: Paragraph, start: int, stop: int, words: Lexicon) -> tuple[int, int] | None:
    """The noun phrase after "according to" or its like that begins at a token."""
    phrase = according_phrase(paragraph, start, words)
    end = start + len(phrase)
    return according_source(paragraph, end, stop, words) if phrase and end < stop else None


def according_phrase(paragraph: Paragraph, place: int, words: Lexicon) -> tuple[str, ...]:
    """The longest of "according to" and its like that begins at a token; empty when none does."""
    told = paragraph.words
    among = words.according_to.get(told[place], ()) if place < len(told) else ()
    after = told[place + 1] if among and place + 1 < len(told) else ""
    for phrase in among:
        if phrase[1:2] in ((), (after,)) and told[place : place + len(phrase)] == phrase:
            return phrase
    return ()
