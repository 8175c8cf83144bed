"""The names section of a language, made ready for matching word by word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from msgspec import Struct, field

from kg.annotate.names_words import Word
from kg.model import Gender
from kg.model.language import NameWords

__all__ = ["HEADS", "PEOPLE", "Lexicon", "Term", "TermKind", "lexicon_of", "split_form"]


class TermKind(StrEnum):
    """What a word or phrase of the language data does."""

    OFFICE = "office"
    PERSON = "person"
    BODY = "body"
    GOVERNMENT = "government"
    DOCUMENT = "document"
    DELEGATION = "delegation"
    SIDE = "side"
    NATION = "nation"
    VENUE = "venue"
    HONORIFIC = "honorific"


HEADS = frozenset(TermKind) - {TermKind.HONORIFIC}
PEOPLE = frozenset({TermKind.OFFICE, TermKind.PERSON})


class Term(Struct, frozen=True):
    """A phrase of the language data.

    Attributes:
        kind: what it does.
        words: its words in lower case.
        key: key of the office or, for words of respect, of the style; else "".
        gender: as far as shown.
        plural: whether it is for several.
        former: whether it opens with "ex-".
    """

    kind: TermKind
    words: tuple[str, ...]
    key: str = ""
    gender: Gender = Gender.UNKNOWN
    plural: bool = False
    former: bool = False


_TWO = 2
_INITIALS = 3
_TITLE = 3
_PIECES = re.compile(r"\S+?'(?=\S)(?!s\b)|'s|[^\s']+(?:'(?!s\b)[^\s']*)*\.?")


def split_form(form: str) -> tuple[str, ...]:
    """The words of a phrase of the language data, apart as the tokenizers part them.

    >>> split_form("chef de l'état"), split_form("prime minister's office")
    (('chef', 'de', "l'", 'état'), ('prime', 'minister', "'s", 'office'))
    """
    return tuple(_PIECES.findall(form.lower().replace("’", "'")))


class _Terms(NamedTuple):
    """Phrases that begin with one word, the longest first.

    Attributes:
        alone: those of that word alone.
        longer: the others by their second word.
    """

    alone: tuple[Term, ...]
    longer: dict[str, tuple[Term, ...]]


class Lexicon(Struct, frozen=True):
    """Words of a language by their use.

    Attributes:
        words: the language data itself.
        terms: by first word.
        honorifics: those of them that are honorifics.
        pronouns_of_words: those of `pronouns` that have several, by their first.
        pronoun_words: first words of `pronouns`, and those of `oblique`.
    """

    words: NameWords
    terms: dict[str, _Terms]
    honorifics: dict[str, _Terms]
    particles: frozenset[str] = frozenset()
    former: frozenset[str] = frozenset()
    deputy: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    portfolios: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    organization_words: frozenset[str] = frozenset()
    place_words: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    numbers: dict[str, int] = field(default_factory=dict)
    definite: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()
    possessive: frozenset[str] = frozenset()
    owners: dict[str, Gender] = field(default_factory=dict)
    hosts: frozenset[str] = frozenset()
    guests: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    locative: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    laws: frozenset[str] = frozenset()
    no_names: frozenset[str] = frozenset()
    of: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    of_some: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    suffixes: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    impersonal: tuple[tuple[str, ...], ...] = ()
    oblique: dict[str, tuple[Gender, bool]] = field(default_factory=dict)
    oblique_after: frozenset[str] = frozenset()
    pronouns: dict[str, tuple[Gender, bool]] = field(default_factory=dict)
    pronoun_words: frozenset[str] = frozenset()
    pronouns_of_words: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    latter: dict[str, tuple[tuple[tuple[str, ...], Gender], ...]] = field(default_factory=dict)

    def is_given(self, words: Sequence[Word], index: int) -> bool:
        """Whether a title is a given name: behind another, before a patronymic or if it often is ("Prince Sultan")."""
        if not index or index + 1 >= len(words) or not words[index].capital:
            return False
        if self.is_patronymic(words[index + 1].lower) and self.honorific_at(words, index - 1) is not None:
            return True
        often = words[index].lower in self.words.given_too and words[index + 1].capital
        often = often and self.honorific_at(words, index + 1) is None
        return often and self._closes_title(words, index - 1 - (words[index - 1].text == ","))

    def _closes_title(self, words: Sequence[Word], index: int) -> bool:
        """Whether a word is the last of an office ("Foreign Minister", "Minister of Energy")."""
        if index < 0 or words[index].lower in self.deputy:
            return False
        if words[index].lower in self.portfolios:
            return True
        starts = range(max(0, index - _TITLE), index + 1)
        terms = ((start, term) for start in starts for term in self.terms_at(words, start))
        return any(term.kind is TermKind.OFFICE and start + len(term.words) == index + 1 for start, term in terms)

    def is_patronymic(self, lower: str) -> bool:
        """Whether a particle is no other word of the language, so that it can only join parts of a name ("oglu")."""
        return (
            len(lower) > 1
            and lower in self.particles
            and not (lower in self.definite or lower in self.common or lower in self.locative or lower in self.of)
        )

    def terms_at(self, words: Sequence[Word], index: int) -> tuple[Term, ...]:
        """The phrases that begin at a word, the longest first."""
        candidates = self.terms.get(words[index].lower)
        return _matching(candidates, words, index) if candidates else ()

    def honorific_at(self, words: Sequence[Word], index: int) -> Term | None:
        """The longest honorific that begins at a word; short ones without a full stop need capitals ("HM", "SM")."""
        candidates = self.honorifics.get(words[index].lower)
        for term in _matching(candidates, words, index) if candidates else ():
            if term.key and len(term.words) == 1 and term.words[0].isalpha() and len(term.words[0]) <= _INITIALS:
                after = words[index + 1].text if index + 1 < len(words) else ""
                if not words[index].text.isupper() or (after.isupper() and len(after) > 1):
                    continue
            return term
        return None

    def style_at(self, words: Sequence[Word], index: int) -> Term | None:
        """The words of respect that begin at a word ("his majesty")."""
        term = self.honorific_at(words, index)
        return term if term and term.key else None

    def in_building(self, words: Sequence[Word], index: int, limit: int) -> bool:
        """Whether a building whose name ends with a word is where somebody is ("received in the Kremlin …")."""
        while index > limit and words[index - 1].capital:
            index -= 1
        index -= index > limit and words[index - 1].lower in self.definite
        return index > 0 and words[index - 1].lower in self.words.inside

    def preposition_at(self, words: Sequence[Word], index: int) -> int:
        """How many words a preposition that joins any office to its field takes at a word; 0 if there is none."""
        return _longest(self.of, words, index)

    def rare_preposition_at(self, words: Sequence[Word], index: int) -> int:
        """The same for the prepositions that only some offices take."""
        return _longest(self.of_some, words, index)

    def latter_at(self, words: Sequence[Word], index: int) -> tuple[int, Gender] | None:
        """How many words that take up the one mentioned last begin at a word, and their gender."""
        for phrase, gender in self.latter.get(words[index].lower, ()):
            if _follows(phrase, words, index):
                return len(phrase), gender
        return None

    def suffix_at(self, words: Sequence[Word], index: int) -> int:
        """The same for phrases that go on with an office ("par intérim")."""
        return _longest(self.suffixes, words, index)


def _matching(terms: _Terms, words: Sequence[Word], index: int) -> tuple[Term, ...]:
    """Those of some terms, whose first word stands at an index, that go on with the words after it."""
    longer = terms.longer.get(words[index + 1].lower) if terms.longer and index + 1 < len(words) else None
    if not longer:
        return terms.alone
    return (*[term for term in longer if _follows(term.words, words, index)], *terms.alone)


def _longest(phrases: dict[str, tuple[tuple[str, ...], ...]], words: Sequence[Word], index: int) -> int:
    for phrase in phrases.get(words[index].lower, ()):
        if _follows(phrase, words, index):
            return len(phrase)
    return 0


def _follows(phrase: tuple[str, ...], words: Sequence[Word], index: int) -> bool:
    length = len(phrase)
    if length == 1:
        return index < len(words)
    if index + length > len(words) or words[index + 1].lower != phrase[1]:
        return False
    return length == 2 or all(words[index + step].lower == phrase[step] for step in range(2, length))


def _spellings(form: str) -> Iterator[tuple[str, ...]]:
    """A phrase as it is, with an elided word joined to the next, and without an accent often lost ("Etat")."""
    pieces = split_form(form)
    yield pieces
    if any(piece.endswith("'") for piece in pieces):  # "charge d'affaires", as an English tokenizer leaves it.
        yield tuple(form.lower().replace("’", "'").split())
    plain = tuple("e" + piece[1:] if piece[0] == "é" else piece for piece in pieces)
    if plain != pieces:
        yield plain


def _terms(words: NameWords) -> Iterator[Term]:
    for office in words.offices:
        for forms, gender, plural in (
            (office.forms, Gender.UNKNOWN, False),
            (office.feminine, Gender.FEMININE, False),
            (office.plural, Gender.UNKNOWN, True),
        ):
            for form in forms:
                both = form in office.forms and form in office.feminine
                shown = Gender.UNKNOWN if both else gender
                if both and gender is Gender.FEMININE:
                    continue
                for pieces in _spellings(form):
                    yield Term(TermKind.OFFICE, pieces, office.key, shown, plural)
                    late = ("ex-" + pieces[0], *pieces[1:])
                    yield Term(TermKind.OFFICE, late, office.key, shown, plural, former=True)
    for kind, forms, gender, plural in (
        (TermKind.PERSON, words.people, Gender.UNKNOWN, False),
        (TermKind.PERSON, words.people_feminine, Gender.FEMININE, False),
        (TermKind.PERSON, words.people_plural, Gender.UNKNOWN, True),
        (TermKind.GOVERNMENT, words.governments, Gender.UNKNOWN, False),
        (TermKind.BODY, words.bodies, Gender.UNKNOWN, False),
        (TermKind.DOCUMENT, words.documents, Gender.UNKNOWN, False),
        (TermKind.DELEGATION, words.delegations, Gender.UNKNOWN, False),
        (TermKind.DELEGATION, words.delegations_plural, Gender.UNKNOWN, True),
        (TermKind.SIDE, words.sides, Gender.UNKNOWN, True),
        (TermKind.NATION, words.nations, Gender.UNKNOWN, True),
        (TermKind.VENUE, words.venues, Gender.UNKNOWN, False),
        (TermKind.HONORIFIC, words.honorifics, Gender.UNKNOWN, False),
        (TermKind.HONORIFIC, words.honorifics_masculine, Gender.MASCULINE, False),
        (TermKind.HONORIFIC, words.honorifics_feminine, Gender.FEMININE, False),
    ):
        for form in forms:
            for pieces in _spellings(form):
                yield Term(kind, pieces, "", gender, plural)
    for style in words.styles:
        for forms, gender in (
            (style.forms, Gender.UNKNOWN),
            (style.masculine, Gender.MASCULINE),
            (style.feminine, Gender.FEMININE),
        ):
            for form in forms:
                yield Term(TermKind.HONORIFIC, split_form(form), style.key, gender)


def _by_first[T](phrases: Iterable[tuple[str, T, int]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[tuple[int, T]]] = {}
    for first, phrase, length in phrases:
        found.setdefault(first, []).append((-length, phrase))
    return {first: tuple(item for _, item in sorted(each, key=lambda it: it[0])) for first, each in found.items()}


def _by_words(terms: Iterable[Term]) -> dict[str, _Terms]:
    found: dict[str, list[Term]] = {}
    for term in terms:
        found.setdefault(term.words[0], []).append(term)
    return {
        first: _Terms(
            tuple(term for term in some if len(term.words) == 1),
            _by_first((term.words[1], term, len(term.words)) for term in some if len(term.words) > 1),
        )
        for first, some in found.items()
    }


def _phrases(forms: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    return _by_first((phrase[0], phrase, len(phrase)) for phrase in map(split_form, forms))


@cache
def lexicon_of(words: NameWords) -> Lexicon:
    """The lexicon of a language's name words."""
    pronouns: dict[str, tuple[Gender, bool]] = {}
    for forms, gender, plural in (
        (words.pronouns_masculine, Gender.MASCULINE, False),
        (words.pronouns_feminine, Gender.FEMININE, False),
        (words.pronouns_plural, Gender.UNKNOWN, True),
        (words.pronouns_plural_feminine, Gender.FEMININE, True),
    ):
        for form in forms:
            for joined in ("", "-", "-t-"):
                pronouns[joined + form] = (gender, plural)
    found = list(dict.fromkeys(_terms(words)))
    honorifics = (term for term in found if term.kind is TermKind.HONORIFIC)
    return Lexicon(
        words=words,
        terms=_by_words(found),
        honorifics=_by_words(honorifics),
        particles=frozenset(words.particles),
        former=frozenset(words.former),
        deputy=frozenset(words.deputy),
        modifiers=frozenset(words.modifiers),
        portfolios=frozenset(words.portfolios),
        topics=frozenset(words.topics),
        organization_words=frozenset(words.organization_words),
        place_words=frozenset(words.place_words),
        towns=frozenset(words.towns),
        states=frozenset(words.states),
        numbers={
            **{word: value for value, word in enumerate(words.numbers, _TWO)},
            **dict.fromkeys(words.both, _TWO),
        },
        latter=_by_first(
            (split_form(form)[0], (split_form(form), gender), len(form))
            for forms, gender in (
                (words.latter_masculine, Gender.MASCULINE),
                (words.latter_feminine, Gender.FEMININE),
                (words.latter, Gender.UNKNOWN),
            )
            for form in forms
        ),
        definite=frozenset(words.definite),
        indefinite=frozenset(words.indefinite),
        possessive=frozenset(words.possessive),
        owners={
            **dict.fromkeys(words.possessive_masculine, Gender.MASCULINE),
            **dict.fromkeys(words.possessive_feminine, Gender.FEMININE),
        },
        hosts=frozenset(words.hosts),
        guests=frozenset(words.guests),
        agents=frozenset(words.agents),
        conjunctions=frozenset(words.conjunctions),
        heads=frozenset(words.heads),
        relatives=frozenset(words.relatives),
        locative=frozenset(words.locative),
        common=frozenset(words.common),
        acts=frozenset(words.acts),
        laws=frozenset(words.laws),
        no_names=frozenset(words.no_names),
        of=_phrases(words.of),
        of_some=_phrases(words.of_some),
        suffixes=_phrases(form for form in words.modifiers if " " in form),
        impersonal=tuple(split_form(form) for form in words.impersonal),
        pronouns=pronouns,
        pronoun_words=frozenset(form.partition(" ")[0] for form in pronouns).union(
            words.oblique_masculine, words.oblique_feminine, words.oblique_plural
        ),
        pronouns_of_words=_phrases(form for form in pronouns if " " in form and form[0] != "-"),
        oblique={
            form: shown
            for forms, shown in (
                (words.oblique_masculine, (Gender.MASCULINE, False)),
                (words.oblique_feminine, (Gender.FEMININE, False)),
                (words.oblique_plural, (Gender.UNKNOWN, True)),
            )
            for form in forms
        },
        oblique_after=frozenset(words.oblique_after),
    )
