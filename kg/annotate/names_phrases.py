"""Joins titles and names of a sentence into phrases, each of which refers to somebody or something."""

import re
from collections.abc import Iterator, Sequence, Set

from msgspec.structs import replace

from kg.annotate.names_bearers import (
    CLOSING,
    could_be_person,
    country_after,
    country_before,
    find_bearers,
    find_holders,
    nationality_before,
    owner_before,
)
from kg.annotate.names_growth import KnownWords
from kg.annotate.names_heads import Head, find_heads
from kg.annotate.names_lexicon import PEOPLE, Lexicon, TermKind
from kg.annotate.names_pairs import find_pairs
from kg.annotate.names_pronouns import find_pronouns
from kg.annotate.names_runs import Run, find_runs
from kg.annotate.names_scene import Phrase, Scene
from kg.annotate.names_words import Word
from kg.model import Capacity, EntityType, Gender, MentionKind

__all__ = ["find_phrases"]

# A title holds no quotation mark; an apostrophe stands between letters.
_QUOTED = re.compile(r"[‘“”«»\"]|’(?!\w)|(?<!\w)’")

_NOUNS = frozenset({"NOUN", "ADJ", "PROPN"})
_BRACKETED = 3
_HOLDERS = frozenset({EntityType.PERSON, EntityType.GROUP})
_PREDICATES = frozenset({"attr", "appos", "oprd", "acomp"})


_TYPES = {
    TermKind.OFFICE: EntityType.PERSON,
    TermKind.PERSON: EntityType.PERSON,
    TermKind.BODY: EntityType.ORGANIZATION,
    TermKind.GOVERNMENT: EntityType.GOVERNMENT,
    TermKind.DOCUMENT: EntityType.DOCUMENT,
    TermKind.DELEGATION: EntityType.DELEGATION,
    TermKind.VENUE: EntityType.PLACE,
    TermKind.SIDE: EntityType.GROUP,
    TermKind.NATION: EntityType.GROUP,
}


def find_phrases(
    text: str,
    words: Sequence[Word],
    known: KnownWords,
    lexicon: Lexicon,
    lower_case: Set[str],
    capitals: Set[str],
    sentence: int,
    paragraph: int,
) -> list[Phrase]:
    """The phrases of one sentence in order of their first character, longer ones first.

    Args:
        text: the article text.
        words: of the sentence.
        known: its known names.
        lexicon: of the language.
        lower_case: words that the article has in lower case.
        capitals: words that the article has with a capital inside sentences of ordinary case.
        sentence: its index.
        paragraph: index of its paragraph.
    """
    scene = Scene(text, words, lexicon, sentence, paragraph)
    heads = [head for head in find_heads(words, known, lexicon) if not _QUOTED.search(_words_of(scene, head))]
    heads = list(_with_houses(scene, heads))
    runs = find_runs(words, heads, known, lexicon, lower_case, capitals)
    found = [*_titled(scene, heads, runs), *find_pronouns(scene)]
    found.sort(key=lambda phrase: (phrase.span.start, -phrase.span.end))
    pairs = list(find_pairs(scene, found))
    return sorted([*found, *pairs], key=lambda phrase: (phrase.span.start, -phrase.span.end)) if pairs else found


def _with_houses(scene: Scene, heads: Sequence[Head]) -> Iterator[Head]:
    """The heads, an office right behind its house as one of them ("National Assembly (NA) Chairman X")."""
    house: Head | None = None
    for head in heads:
        whole = _in_house(scene, house, head) if house else None
        if house and not whole:
            yield house
        house = head if whole is None and head.term.kind is TermKind.GOVERNMENT else None
        if house is None:
            yield whole or head
    if house:
        yield house


def _in_house(scene: Scene, house: Head, head: Head) -> Head | None:
    """An office with the body before it, perhaps with its short name in brackets, where a name follows; else None."""
    words, gap = scene.words, scene.words[house.last : head.first]
    short = len(gap) == _BRACKETED and (gap[0].text, gap[2].text) == ("(", ")") and gap[1].text.isupper()
    named = head.last < len(words) and words[head.last].capital and words[head.core].capital
    bare = head.first == head.start and head.term.kind is TermKind.OFFICE and not head.plural
    if not named or not bare or (gap and not short):
        return None
    return replace(head, first=house.first, start=house.start, country=head.country or house.country, definite=True)


def _words_of(scene: Scene, head: Head) -> str:
    return scene.span(head.start, head.last).of(scene.text)


def _capacity(scene: Scene, head: Head, country: str = "", *, paired: bool = False, apart: bool = False) -> Capacity:
    """The office of a head without its number; of one set apart by another country than its own ("and of Peru, X")."""
    counted = head.plural and scene.words[head.start].lower in scene.lexicon.numbers
    start = head.start + (counted and head.start < head.core)
    span = scene.span(head.core, head.core_end) if apart else scene.span(start, head.last)
    body = scene.span(*head.organization).of(scene.text) if head.organization else ""
    return Capacity(
        span.of(scene.text), span, head.office, (country if paired else head.country or country), body, head.former
    )


def _titled(scene: Scene, heads: Sequence[Head], runs: Sequence[Run]) -> Iterator[Phrase]:
    starts = {run.first: position for position, run in enumerate(runs)}
    ends = {run.last: position for position, run in enumerate(runs)}
    capacities: dict[int, list[Capacity]] = {}
    opening: dict[int, int] = {}
    titles: list[tuple[Head, int]] = []
    gender: dict[int, Gender] = {}
    countries = {
        position: country for position, run in enumerate(runs) if (country := country_after(scene, run, runs, starts))
    }
    for position, run in enumerate(runs):
        nationality = nationality_before(scene, run, runs, ends)
        if nationality is not None:
            opening[position], countries[position] = nationality
        elif position not in countries and (owner := owner_before(scene, run, runs, ends)):
            countries[position] = owner
    people = [head for head in heads if head.term.kind in PEOPLE]
    titles.extend((head, -1) for head in heads if head.term.kind not in PEOPLE)
    held = {head.first: find_holders(scene, head, runs, starts) for head in people}
    explained = find_bearers(scene, people, heads, held, runs, starts, ends)
    for head in people:
        holders = held[head.first]
        if holders:
            if head.former and countries.get(holders[0]) == head.country:
                del countries[holders[0]]
            paired = head.plural and len(head.countries) == len(holders)
            several = len(holders) > 1
            for order, position in enumerate(holders):
                apart = country_before(scene, runs[position], runs, ends) if order and not paired else None
                if apart:
                    (opening[position], countries[position]), several = apart, False
                country = head.countries[order] if paired else countries.get(position, "")
                own = paired or bool(order and country)
                capacity = _capacity(scene, head, country, paired=own, apart=bool(apart))
                capacities.setdefault(position, []).append(capacity)
                gender[position] = head.gender
            if runs[holders[0]].first == head.last:
                opening[holders[0]] = head.first
            elif not head.plural or several:
                titles.append((head, -1))
            continue
        bearer = explained.get(head.first)
        if bearer is None:
            titles.append((head, -1))
            continue
        capacities.setdefault(bearer, []).append(_capacity(scene, head))
        if head.gender is not Gender.UNKNOWN:
            gender.setdefault(bearer, head.gender)
        titles.append((head, scene.words[runs[bearer].start].start))
    for head, begin in titles:
        phrase = _title(scene, head, begin)
        if phrase:
            yield phrase
    for position, run in enumerate(runs):
        if run.known and run.known.demonym:
            citizen = _citizen(scene, run)
            if citizen:
                yield citizen
        told = [*capacities.get(position, ()), *_leading(scene, run)]
        yield _name(
            scene,
            run,
            opening.get(position, run.first),
            tuple(told),
            gender.get(position, Gender.UNKNOWN),
            countries.get(position, ""),
        )


def _leading(scene: Scene, run: Run) -> Iterator[Capacity]:
    """Capacity of "X, who heads Y"."""
    words = scene.words
    index = run.last
    if not could_be_person(run) or index + 2 >= len(words) or words[index].text != ",":
        return
    if words[index + 1].lower not in scene.lexicon.relatives or words[index + 2].lower not in scene.lexicon.heads:
        return
    end = index + 3
    while end < len(words) and words[end].text not in CLOSING and not words[end].masked:
        end += 1
    if end > index + 3:
        span = scene.span(index + 2, end)
        yield Capacity(span.of(scene.text), span, "body_head")


def _title(scene: Scene, head: Head, same_as: int) -> Phrase | None:
    words = scene.words
    last_core = words[head.core_end - 1]
    bare = head.first == head.core and not head.plural and not head.fields
    if (
        head.term.kind is TermKind.PERSON
        and not head.style
        and same_as < 0
        and (bare or head.first == head.core == 0)
        and not head.plural
    ):
        return None
    if not head.definite and same_as < 0 and last_core.dep in _PREDICATES:
        return None
    if head.term.kind in (TermKind.SIDE, TermKind.NATION) and not head.counted:
        return None
    if head.term.kind is TermKind.VENUE and head.last - head.start == len(head.term.words):
        return None
    name_span = scene.span(head.start, head.last)
    kind = _TYPES[head.term.kind]
    plural = head.plural
    if plural and (head.term.kind in (TermKind.OFFICE, TermKind.PERSON) or len(set(head.countries)) > 1):
        kind = EntityType.GROUP
    span = scene.span(head.first, head.last)
    return Phrase(
        span=span,
        kind=MentionKind.TITLE,
        name=name_span.of(scene.text),
        name_span=name_span,
        type=kind,
        sentence=scene.sentence,
        paragraph=scene.paragraph,
        subject=scene.subject(head.core, head.core_end),
        gender=head.gender,
        plural=plural,
        definite=head.definite,
        counted=head.counted,
        head=" ".join(head.term.words),
        office=head.office,
        country=head.country,
        organization=scene.span(*head.organization).of(scene.text) if head.organization else "",
        former=head.former,
        capacities=(_capacity(scene, head),) if kind in _HOLDERS and head.office else (),
        same_as=same_as,
        locative=scene.locative(head.first),
        parties=head.term.kind is TermKind.SIDE,
        style=head.style,
        joined=scene.joined(head.first),
        countries=head.countries,
        visit=scene.visit(head.first, head.core),
        owner=scene.lexicon.owners.get(scene.words[head.first].lower, Gender.UNKNOWN),
        agent=scene.agent(head.first),
    )


def _name(scene: Scene, run: Run, first: int, capacities: tuple[Capacity, ...], gender: Gender, country: str) -> Phrase:
    name_span = scene.span(run.start, run.last)
    kind = run.label
    if run.known:
        kind = run.known.type
    elif capacities or run.honorific or (country and first < run.first):
        kind = EntityType.PERSON
    demonym = bool(run.known and run.known.demonym)
    if kind is EntityType.COUNTRY and first > 0:
        gender = _shown(scene.words[first - 1].morph)
    return Phrase(
        span=scene.span(first, run.last),
        kind=MentionKind.DEMONYM if demonym else MentionKind.NAME,
        name=name_span.of(scene.text),
        name_span=name_span,
        type=kind,
        sentence=scene.sentence,
        paragraph=scene.paragraph,
        subject=scene.subject(first, run.last),
        gender=run.gender if run.gender is not Gender.UNKNOWN else gender,
        honorific=run.honorific,
        rank=scene.span(run.first, run.start).of(scene.text).lower() if run.start > run.first else "",
        definite=True,
        country=run.known.country if run.known else country,
        capacities=capacities,
        known=run.known,
        locative=scene.locative(first),
        other=run.other,
        style=_style(scene, first) or _style(scene, run.first),
        agent=scene.agent(first) or scene.agent(first - 1),
    )


def _shown(morph: str) -> Gender:
    """The gender that morphological features show."""
    return Gender.FEMININE if "Gender=Fem" in morph else Gender.MASCULINE if "Gender=Masc" in morph else Gender.UNKNOWN


def _style(scene: Scene, first: int) -> str:
    term = scene.lexicon.style_at(scene.words, first)
    return term.key if term else ""


def _citizen(scene: Scene, run: Run) -> Phrase | None:
    """One person called by nationality alone ("la Britannique")."""
    words = scene.words
    word = words[run.first]
    if not run.first or not word.capital or run.last != run.first + 1 or not run.known or not run.known.country:
        return None
    article = words[run.first - 1]
    after = words[run.last] if run.last < len(words) else None
    if article.lower not in scene.lexicon.definite or (after and (after.capital or after.pos in _NOUNS)):
        return None
    if (
        "Number=Plur" in word.morph + article.morph
        or (not article.morph and not word.morph)
        or (word.pos == "ADJ" and scene.lexicon.words.modifiers_first)
    ):
        return None
    gender = _shown(article.morph + word.morph)
    return Phrase(
        span=scene.span(run.first - 1, run.last),
        kind=MentionKind.TITLE,
        name=word.text,
        name_span=scene.span(run.first, run.last),
        type=EntityType.PERSON,
        sentence=scene.sentence,
        paragraph=scene.paragraph,
        subject=scene.subject(run.first, run.last),
        gender=gender,
        definite=True,
        country=run.known.country,
    )
