"""Rough parts of speech for a language without a parser, from the closed classes of its data."""

from functools import cache

from kg.model import Language, Sentence

__all__ = ["with_word_classes"]


def with_word_classes(sentence: Sentence, language: Language) -> Sentence:
    """The sentence with a part of speech for each token: punctuation, numbers, words of the data, names, else nouns."""
    known = _classes(language)
    tokens = tuple(token._replace(pos=_class(token.text, known)) for token in sentence.tokens)
    return Sentence(sentence.span, tokens, sentence.paragraph)


def _class(word: str, known: dict[str, str]) -> str:
    low = word.lower()
    if not any(character.isalnum() for character in word):
        return "PUNCT"
    if low in known:
        return known[low]
    if word.isdigit():
        return "NUM"
    return "PROPN" if word[:1].isupper() else "NOUN"


@cache
def _classes(language: Language) -> dict[str, str]:
    names, speech, times, events = language.names, language.speech, language.times, language.events
    lists = (
        ("VERB", [form for cue in speech.cues for form in cue.forms]),
        (
            "ADP",
            [*names.of, *names.of_some, *names.locative, *events.companion, *events.agent, *times.future_prepositions],
        ),
        ("DET", [*names.definite, *names.indefinite, *names.possessive]),
        ("PRON", [*names.pronouns_masculine, *names.pronouns_feminine, *names.pronouns_plural, *speech.clitics]),
        ("CCONJ", names.conjunctions),
        ("SCONJ", speech.complementizers),
        ("AUX", [*speech.auxiliaries, *speech.copulas]),
    )
    known: dict[str, str] = {}
    for kind, words in lists:
        for word in words:
            known.setdefault(word, kind)
    known.update(dict.fromkeys(names.definite, "DET"))
    return known
