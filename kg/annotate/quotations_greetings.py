"""Takes out who is greeted as if that were said, and tells lines of dialogue after a dash from reports."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from kg.annotate.quotations_lexicon import Lexicon
from kg.model import Entity, EntityType, MentionKind, Quotation, QuotationKind

__all__ = ["without_greetings"]

_DASHES = ("— ", "– ", "—\u00a0", "–\u00a0")


def without_greetings(
    text: str, quotations: Iterable[Quotation], entities: Sequence[Entity], words: Lexicon
) -> Iterator[Quotation]:
    """The quotations but those whose content is only whom somebody welcomes; dialogue after a dash is direct.

    What somebody is welcomed or praised for is said (« a salué le maire pour son courage »), and so is what they own
    ("welcomed the mayor's decision").

    Args:
        text: the article text.
        quotations: with their cues.
        entities: of the article.
        words: of reported speech.
    """
    people: dict[int, int] | None = None
    for quotation in quotations:
        if quotation.cue_lemma in words.welcomes and quotation.kind is QuotationKind.REPORTED:
            if people is None:
                people = _people(entities)
            end = people.get(quotation.content.start, -1)
            rest = text[end : quotation.content.end] if end >= 0 else ""
            owned = rest.startswith(("'", "’"))
            praised = words.by_order and not words.viewpoints.isdisjoint(rest.lower().split())
            if end >= 0 and not owned and not praised:
                continue
        yield replace(quotation, kind=QuotationKind.DIRECT) if _is_dialogue(text, quotation) else quotation


def _people(entities: Sequence[Entity]) -> dict[int, int]:
    """Where a mention of a person begins → where the longest that begins there ends."""
    found: dict[int, int] = {}
    for entity in entities:
        if entity.type is EntityType.PERSON:
            for mention in entity.mentions:
                if mention.kind in (MentionKind.NAME, MentionKind.TITLE):
                    at = mention.span
                    found[at.start] = max(at.end, found.get(at.start, 0))
    return found


def _is_dialogue(text: str, quotation: Quotation) -> bool:
    """Whether a report is a line of dialogue: a paragraph that opens with a dash."""
    start = quotation.content.start
    if quotation.rule != "parenthesis" or quotation.kind is not QuotationKind.REPORTED:
        return False
    return text[max(start - 2, 0) : start] in _DASHES and text[max(start - 3, 0) : start - 2] in ("", "\n")
