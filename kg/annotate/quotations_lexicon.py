"""The words of reported speech of a language, ready for look-up."""

from dataclasses import dataclass
from functools import lru_cache

from kg.model.language import Cue, SpeechWords

__all__ = ["Lexicon", "lexicon"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of reported speech ready for look-up."""

    forms: dict[str, tuple[Cue, ...]]
    complementizers: frozenset[str]
    negations: frozenset[str]
    unasserted: frozenset[str]
    reflexives: frozenset[str]
    relatives: frozenset[str]
    copulas: frozenset[str]
    nouns: frozenset[str]
    clitics: frozenset[str]
    intransitive: frozenset[str]
    auxiliaries: frozenset[str]
    prepositions: frozenset[str]
    by_order: bool
    according_to: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=8)
def lexicon(speech: SpeechWords) -> Lexicon:
    """The words of a language's speech section ready for look-up."""
    forms: dict[str, list[Cue]] = {}
    for cue in speech.cues:
        for form in dict.fromkeys(cue.forms):
            forms.setdefault(form, []).append(cue)
    return Lexicon(
        {form: tuple(cues) for form, cues in forms.items()},
        frozenset(speech.complementizers),
        frozenset(speech.negations),
        frozenset(speech.unasserted),
        frozenset(speech.reflexives),
        frozenset(speech.relatives),
        frozenset(speech.copulas),
        frozenset(speech.nouns),
        frozenset(speech.clitics),
        frozenset(speech.intransitive),
        frozenset(speech.auxiliaries),
        frozenset(speech.prepositions),
        speech.by_order,
        tuple(
            sorted(
                (tuple(words.replace("'", "' ").replace("’", "’ ").split()) for words in speech.according_to),
                key=len,
                reverse=True,
            )
        ),
    )
