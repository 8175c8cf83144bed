"""The words of reported speech of a language, ready for look-up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import fields

from kg.model.language import Cue, SpeechWords

__all__ = ["Lexicon", "lexicon"]


class Lexicon(Struct, frozen=True):
    """Words of reported speech ready for look-up; sets are described at the fields of `SpeechWords` of the same name.

    Attributes:
        forms: cues by each of their forms.
        nouns: nouns of speech by each of their forms.
        according_to: phrases as rows of tokens by their first, longest first.
        gerunds: endings, for `str.endswith`.
        conditionals, doers, outcomes, participles: endings, likewise.
        by_order: as in `SpeechWords`.
    """

    forms: dict[str, tuple[Cue, ...]]
    nouns: dict[str, Cue]
    according_to: Mapping[str, tuple[tuple[str, ...], ...]]
    gerunds: tuple[str, ...]
    doers: tuple[str, ...]
    participles: tuple[str, ...]
    by_order: bool
    speakers: frozenset[str]
    speechless: frozenset[str]
    complementizers: frozenset[str]
    negations: frozenset[str]
    unasserted: frozenset[str]
    truths: frozenset[str]
    untruths: frozenset[str]
    reflexives: frozenset[str]
    relatives: frozenset[str]
    litotes: frozenset[str]
    wishes: frozenset[str]
    concessions: frozenset[str]
    persistent: frozenset[str]
    summons: frozenset[str]
    showings: frozenset[str]
    shows: frozenset[str]
    asked_of_readers: frozenset[str]
    expletives: frozenset[str]
    clefts: frozenset[str]
    indefinites: frozenset[str]
    belonging: frozenset[str]
    namers: frozenset[str]
    doubled: frozenset[str]
    conditionals: tuple[str, ...]
    suppositions: frozenset[str]
    modals: frozenset[str]
    outcomes: tuple[str, ...]
    hearsay: frozenset[str]
    rumours: frozenset[str]
    despites: frozenset[str]
    accounts: frozenset[str]
    necessities: frozenset[str]
    conjunctions: frozenset[str]
    oppositions: frozenset[str]
    deadlines: frozenset[str]
    copulas: frozenset[str]
    clitics: frozenset[str]
    auxiliaries: frozenset[str]
    intransitive: frozenset[str]
    passives: frozenset[str]
    prepositions: frozenset[str]
    links: frozenset[str]
    asides: frozenset[str]
    subject_clitics: frozenset[str]
    gerund_openers: frozenset[str]
    sequels: frozenset[str]
    starts: frozenset[str]
    adjuncts: frozenset[str]
    contrasts: frozenset[str]
    addressees: frozenset[str]
    reasons: frozenset[str]
    predicates: frozenset[str]
    infinitives: frozenset[str]
    requests: frozenset[str]
    tidings: frozenset[str]
    pronouns: frozenset[str]
    dates: frozenset[str]
    greetings: frozenset[str]
    welcomes: frozenset[str]
    viewpoints: frozenset[str]
    labels: frozenset[str]
    utterances: frozenset[str]
    wheres: frozenset[str]
    times: frozenset[str]
    carriers: frozenset[str]
    margins: frozenset[str]
    afterthoughts: frozenset[str]
    likes: frozenset[str]
    adverbs: frozenset[str]
    connectives: frozenset[str]
    subordinators: frozenset[str]
    hollow: frozenset[str]
    matters: frozenset[str]
    impersonal: frozenset[str]
    settings: frozenset[str]
    manners: frozenset[str]
    purposes: frozenset[str]
    occasions: frozenset[str]
    sites: frozenset[str]
    determiners: frozenset[str]
    agents: frozenset[str]
    questions: frozenset[str]
    questioners: frozenset[str]
    circumstances: frozenset[str]

    def can_speak(self, noun: str) -> bool:
        """Whether a noun means somebody or something that says things: a person, a body, a document."""
        singular = noun.removesuffix("s").removesuffix("x")
        if noun in self.speakers or singular in self.speakers:
            return True
        return singular.endswith(self.doers) and singular not in self.speechless


_OWN = frozenset(
    ["forms", "nouns", "according_to", "gerunds", "doers", "participles", "conditionals", "outcomes", "by_order"]
)


def _contracted(words: str, contractions: Sequence[Sequence[str]]) -> Iterator[str]:
    """A phrase with straight and curly apostrophes, and with every form of its last word."""
    start, space, last = words.rpartition(" ")
    endings = next((forms for forms in contractions if last == forms[0]), (last,))
    for ending in endings:
        yield (phrase := f"{start}{space}{ending}")
        yield phrase.replace("'", "’")


def _by_first(phrases: Iterable[tuple[str, ...]]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(each) for first, each in found.items()}


@lru_cache(maxsize=8)
def lexicon(speech: SpeechWords) -> Lexicon:
    """The words of a language's speech section ready for look-up."""
    forms: dict[str, list[Cue]] = {}
    for cue in speech.cues:
        for form in dict.fromkeys(cue.forms):
            forms.setdefault(form, []).append(cue)
    phrases = {
        tuple(each.replace("'", "' ").replace("’", "’ ").split())
        for words in speech.according_to
        for each in _contracted(words, speech.contractions)
    }
    sets = {field.name: frozenset(getattr(speech, field.name)) for field in fields(Lexicon) if field.name not in _OWN}
    return Lexicon(
        forms={form: tuple(cues) for form, cues in forms.items()},
        nouns={form: noun for noun in speech.nouns for form in noun.forms},
        according_to=_by_first(sorted(phrases, key=lambda phrase: (-len(phrase), phrase))),
        gerunds=speech.gerunds,
        doers=speech.doers,
        participles=speech.participles,
        by_order=speech.by_order,
        conditionals=speech.conditionals,
        outcomes=speech.outcomes,
        **sets,
    )
