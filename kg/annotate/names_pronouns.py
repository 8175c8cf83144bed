"""Finds pronouns that stand for people and bodies."""

from collections.abc import Iterator, Sequence

from kg.annotate.names_scene import Phrase, Scene
from kg.annotate.names_words import Word
from kg.model import Gender, MentionKind, Span

__all__ = ["find_pronouns"]

_REACH = 4
_COUNTED = frozenset({"NOUN", "NUM", "PROPN"})


def find_pronouns(scene: Scene) -> Iterator[Phrase]:
    """The personal and relative subject pronouns of a sentence, and words like "the latter"."""
    lexicon = scene.lexicon
    lowers = {word.lower for word in scene.words}
    if not lowers.isdisjoint(lexicon.pronoun_words):
        yield from _subject_pronouns(scene)
    if not lowers.isdisjoint(lexicon.relatives):
        yield from _relatives(scene)
    if not lexicon.latter.keys().isdisjoint(lowers):
        yield from _latter(scene)


def _subject_pronouns(scene: Scene) -> Iterator[Phrase]:
    words, lexicon = scene.words, scene.lexicon
    for index, word in enumerate(words):
        if word.lower not in lexicon.pronoun_words:
            continue
        size, shown = 1, lexicon.pronouns.get(word.lower)
        if shown is None and word.lower in lexicon.pronouns_of_words:
            size, shown = _of_words(scene, index)
        if shown is None and index and words[index - 1].lower in lexicon.oblique_after:
            shown = lexicon.oblique.get(word.lower)
        if shown is None:
            continue
        if _abbreviated(words, index):
            continue
        gender, plural = shown
        if not plural and gender is Gender.MASCULINE and _impersonal(scene, index):
            continue
        skip = len(word.text) - len(word.text.lstrip("-"))
        if word.lower.startswith("-t-"):
            skip = _REACH - 1
        span = Span(word.start + skip, words[index + size - 1].end)
        yield Phrase(
            span=span,
            kind=MentionKind.PRONOUN,
            name="",
            name_span=span,
            type=None,
            sentence=scene.sentence,
            paragraph=scene.paragraph,
            subject=True,
            gender=gender,
            plural=plural,
        )


def _of_words(scene: Scene, index: int) -> tuple[int, tuple[Gender, bool] | None]:
    """Length and meaning of a pronoun of several words ("tous les deux"); one that ends in a noun is a subject."""
    words = scene.words
    for phrase in scene.lexicon.pronouns_of_words[words[index].lower]:
        end = index + len(phrase)
        if tuple([word.lower for word in words[index + 1 : end]]) == phrase[1:]:
            noun = words[end - 1].pos in _COUNTED and scene.words[index].lower in scene.lexicon.definite
            if not noun or words[end - 1].subject:
                return len(phrase), scene.lexicon.pronouns[" ".join(phrase)]
    return 1, None


def _abbreviated(words: Sequence[Word], index: int) -> bool:
    """Whether a word is "HE", His Excellency, before a name or title rather than a pronoun."""
    own = words[index].text
    after = words[index + 1].text if index + 1 < len(words) else ""
    return own.isupper() and len(own) > 1 and not after.isupper() and (after[:1].isupper() or after.lower() == "the")


def _latter(scene: Scene) -> Iterator[Phrase]:
    for index, word in enumerate(scene.words):
        found = scene.lexicon.latter_at(scene.words, index) if word.lower in scene.lexicon.latter else None
        if found:
            span = scene.span(index, index + found[0])
            yield Phrase(
                span=span,
                kind=MentionKind.PRONOUN,
                name="",
                name_span=span,
                type=None,
                sentence=scene.sentence,
                paragraph=scene.paragraph,
                subject=True,
                gender=found[1],
                latter=True,
            )


def _relatives(scene: Scene) -> Iterator[Phrase]:
    words = scene.words
    for index, word in enumerate(words):
        if index and word.lower in scene.lexicon.relatives and (not word.dep or word.subject):
            before = words[index - 1]
            if before.text == "," and index > 1:
                before = words[index - 2]
            span = Span(word.start, word.end)
            yield Phrase(
                span=span,
                kind=MentionKind.PRONOUN,
                name="",
                name_span=span,
                type=None,
                sentence=scene.sentence,
                paragraph=scene.paragraph,
                subject=True,
                after=before.end,
            )


def _impersonal(scene: Scene, index: int) -> bool:
    lowers = tuple(word.lower for word in scene.words[index + 1 : index + 1 + _REACH])
    return any(lowers[: len(phrase)] == phrase for phrase in scene.lexicon.impersonal)
