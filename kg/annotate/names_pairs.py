"""Finds two people named side by side as the subject of a clause: "Moreau and Berg said", « Moreau et Berg ont »."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.annotate.names_scene import Phrase, Scene
from kg.model import EntityType, MentionKind, Span

__all__ = ["find_pairs"]

# Characters of a conjunction with its spaces, at most.
_BETWEEN = 6


def find_pairs(scene: Scene, phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    """A phrase for each two people that a conjunction makes one subject; a list of three has none.

    Args:
        scene: the sentence.
        phrases: of the sentence, in order of their first character.
    """
    if scene.lexicon.conjunctions.isdisjoint(word.lower for word in scene.words):
        return
    names = [each for each in phrases if each.kind is MentionKind.NAME and _may_be_person(each)]
    for one, other in pairwise(names):
        between = scene.text[one.span.end : other.span.start] if other.span.start > one.span.end else ""
        if len(between) > _BETWEEN or between.strip().lower() not in scene.lexicon.conjunctions:
            continue
        if not one.subject and not (other.subject and one.span.start == scene.words[0].start):
            continue
        if scene.text[: one.span.start].rstrip(" ")[-1:] == "," and names[0] is not one:
            continue
        span = Span(one.span.start, other.span.end)
        yield Phrase(
            span=span,
            kind=MentionKind.PRONOUN,
            name="",
            name_span=span,
            type=None,
            sentence=scene.sentence,
            paragraph=scene.paragraph,
            subject=True,
            plural=True,
            both=(one.name_span.start, other.name_span.start),
        )


def _may_be_person(phrase: Phrase) -> bool:
    """Whether a name is a person's; of one word alone that shows only when the whole article is known."""
    return phrase.type is EntityType.PERSON or (phrase.type is EntityType.ORGANIZATION and " " not in phrase.name)
