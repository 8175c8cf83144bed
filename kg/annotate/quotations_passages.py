"""What the passages between quotation marks of a paragraph are by themselves."""

from collections.abc import Iterator

from msgspec import Struct

from kg.annotate.quotations_clauses import Paragraph
from kg.annotate.quotations_cues import CueFound

__all__ = ["Attribution", "alone", "is_title", "last_character", "opens_clause"]


class Attribution(Struct, frozen=True):
    """Whose a passage is.

    Attributes:
        mark: number of the passage in its paragraph.
        cue: the cue, None when only implied.
        cue_words: first and last token of other words that introduce it ("according to", a colon), if no verb does.
        source: first and last token of the words that name the speaker, None when implied or not found.
        rule: name of the rule.
        follows: number of the passage it goes on with, -1 for none.
        opens: first token of the content when words before the passage belong to it, -1 when none do.
    """

    mark: int
    cue: CueFound | None
    cue_words: tuple[int, int] | None
    source: tuple[int, int] | None
    rule: str
    follows: int = -1
    opens: int = -1


def is_title(paragraph: Paragraph, number: int) -> bool:
    """Whether a passage in the middle of a clause reads as the name of a work, a programme or a thing."""
    content = paragraph.marks[number].content.of(paragraph.text).split()
    left = paragraph.gap_before(number)
    if left and "Tense=Past|VerbForm=Part" in paragraph.tokens[left[-1]].morph:
        bare = not any(paragraph.tokens[child].pos == "AUX" for child in paragraph.children[left[-1]])
        if bare and content[0][:1].isupper():
            return True
    if len(content) > 8 or content[-1][-1] in ".?!":
        return False
    return (
        all(word[:1].isupper() or not word[:1].isalpha() or len(word) < 5 for word in content)
        and content[0][:1].isupper()
    )


def alone(paragraph: Paragraph) -> Iterator[int]:
    """Numbers of passages that nothing but other passages shares the paragraph with."""
    for number in range(len(paragraph.marks)):
        if not paragraph.gap_before(number) and not [
            place for place in paragraph.gap_after(number) if paragraph.tokens[place].pos != "PUNCT"
        ]:
            yield number


def opens_clause(paragraph: Paragraph, number: int) -> bool:
    """Whether a passage is the subject of a clause that goes on after it to another (“The wall” is “near”)."""
    right = paragraph.gap_after(number)
    if (
        not right
        or number + 1 >= len(paragraph.marks)
        or paragraph.before(paragraph.marks[number + 1].span.start) != right[-1]
    ):
        return False
    return "VerbForm=Fin" in paragraph.tokens[right[0]].morph and last_character(paragraph, number) not in ",.!?…"


def last_character(paragraph: Paragraph, number: int) -> str:
    """The last character inside the marks of a passage."""
    return paragraph.text[paragraph.marks[number].content.end - 1]
