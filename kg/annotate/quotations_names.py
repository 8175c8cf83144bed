"""Finds the name after a comma that a subject is known by: « l’avocat de M. Roy, Jean Dubois »."""

from kg.annotate.quotations_clauses import Paragraph

__all__ = ["with_name"]


def with_name(paragraph: Paragraph, source: tuple[int, int], last: int) -> tuple[int, int]:
    """A subject with the name that stands after a comma (« son porte-parole, Cem Aydın »).

    Args:
        paragraph: where the subject is.
        source: its first and last token; a name by itself gets no second one.
        last: the last token that may belong to it.
    """
    comma = source[1] + 1
    if comma + 1 > last or paragraph.words[comma] != "," or not _is_described(paragraph, source):
        return source
    end = comma
    while end < last and _is_of_name(paragraph, end + 1):
        end += 1
    named = any(paragraph.tokens[place].pos == "PROPN" for place in range(comma + 1, end + 1))
    whole = named and (end == last or paragraph.tokens[end + 1].pos == "PUNCT")
    return (source[0], end) if whole else source


def _is_described(paragraph: Paragraph, source: tuple[int, int]) -> bool:
    """Whether a subject is a noun with its article or possessive, or no name."""
    if paragraph.tokens[source[1]].pos != "PROPN":
        return True
    return paragraph.tokens[source[0]].pos == "DET" and paragraph.tokens[source[0] + 1].pos in {"NOUN", "ADJ"}


def _is_of_name(paragraph: Paragraph, place: int) -> bool:
    """Whether a token is part of a name or of the honorific before it (« Me », « M. »)."""
    token = paragraph.tokens[place]
    return token.pos == "PROPN" or (token.pos in {"NOUN", "X"} and token.text[:1].isupper())
