"""Makes the cues of a language out of its groups of verbs."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.model import Cue, Language
from kg.model.language import CueGroup

__all__ = ["with_cues"]


def with_cues(language: Language, verb_forms: Callable[[str], tuple[str, ...]]) -> Language:
    """The language with `speech.cues` filled from `speech.groups`.

    Args:
        language: as loaded.
        verb_forms: gives the forms of a regular verb.
    """
    speech = language.speech
    listed = {entry.lemma: entry.forms for entry in speech.irregular}
    made = [cue for group in speech.groups for cue in _cues(group, language, listed, verb_forms)]
    nouns = [
        Cue(noun, group.kind, (noun, f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"), ("noun",))
        for group in speech.groups
        for noun in group.nouns
    ]
    return replace(language, speech=replace(speech, cues=(*speech.cues, *made), nouns=tuple(nouns)))


def _cues(
    group: CueGroup,
    language: Language,
    listed: dict[str, tuple[str, ...]],
    verb_forms: Callable[[str], tuple[str, ...]],
) -> Iterator[Cue]:
    for lemma in group.lemmas:
        words = lemma.replace("s'", "s' ").split()
        reflexive = words[0] in language.speech.reflexives
        words = words[1:] if reflexive else words
        before = words[0] if words[0] in language.speech.clitics else ""
        verb, *after = words[1:] if before else words
        forms = listed.get(verb) or verb_forms(verb)
        yield Cue(lemma, group.kind, (verb, *forms), group.takes, " ".join(after), reflexive, group.links, before)
