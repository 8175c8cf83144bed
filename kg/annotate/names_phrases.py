"""Joins titles and names of a sentence into phrases, each of which refers to somebody or something."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from kg.annotate.gazetteer import Known
from kg.annotate.names_heads import PEOPLE, Head, KnownWords, find_heads
from kg.annotate.names_lexicon import Lexicon, TermKind
from kg.annotate.names_runs import Run, find_runs
from kg.annotate.names_words import Word
from kg.model import Capacity, EntityType, Gender, MentionKind, Span

__all__ = ["Phrase", "find_phrases"]

_CLOSING = frozenset({",", ".", ";", ":", ")", "-", "–", "—", "!", "?"})
_NOUNS = frozenset({"NOUN", "ADJ", "PROPN"})
_PREDICATES = frozenset({"attr", "appos", "oprd", "acomp"})
_REACH = 4
_FULL = 2


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of one sentence that refer to somebody or something.

    Attributes:
        span: all of it, titles and honorifics included.
        kind: name, title, pronoun or demonym.
        name: the bare name, or the words of a title without its article.
        name_span: where that is.
        type: what it could be, None unknown.
        sentence: index of its sentence.
        paragraph: index of its paragraph.
        subject: whether it is the subject of a clause.
        gender: as far as its words show it.
        plural: whether it is several.
        definite: whether it is one the reader should know.
        counted: the number named in it, 0 for none.
        honorific: whether an honorific stands before the name.
        head: the head words of a title ("foreign minister"), "" for a name.
        office: key of the office, "" for none.
        country: of a title or a known name, "" unknown.
        organization: of a title, "" none.
        former: whether the office is past.
        rank: the honorifics before a name, in lower case.
        capacities: offices the words give it.
        known: what the gazetteer knows of it.
        same_as: start of the phrase of the same sentence that it explains ("X, president of Y"), -1 none.
        locative: whether a preposition of place stands before it.
        other: whether the model says that it is no person, body or place.
        after: end of the phrase that a relative pronoun follows, -1 none.
        latter: whether it takes up the one mentioned last.
        parties: whether it stands for the people on all sides of an event.
    """

    span: Span
    kind: MentionKind
    name: str
    name_span: Span
    type: EntityType | None
    sentence: int
    paragraph: int
    subject: bool = False
    gender: Gender = Gender.UNKNOWN
    plural: bool = False
    definite: bool = False
    counted: int = 0
    honorific: bool = False
    head: str = ""
    office: str = ""
    country: str = ""
    organization: str = ""
    former: bool = False
    rank: str = ""
    capacities: tuple[Capacity, ...] = ()
    known: Known | None = None
    same_as: int = -1
    locative: bool = False
    other: bool = False
    after: int = -1
    latter: bool = False
    parties: bool = False


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


@dataclass(frozen=True, slots=True)
class _Scene:
    """One sentence while its phrases are made."""

    text: str
    words: Sequence[Word]
    lexicon: Lexicon
    sentence: int
    paragraph: int

    def span(self, first: int, last: int) -> Span:
        return Span(self.words[first].start, self.words[last - 1].end)

    def subject(self, first: int, last: int) -> bool:
        return any(word.subject for word in self.words[first:last])

    def locative(self, first: int) -> bool:
        for index in (first - 1, first - 2):
            if index >= 0:
                lower = self.words[index].lower
                if lower in self.lexicon.locative:
                    return True
                if lower not in self.lexicon.definite:
                    return False
        return False


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
    scene = _Scene(text, words, lexicon, sentence, paragraph)
    heads = find_heads(words, known, lexicon)
    runs = find_runs(words, heads, known, lexicon, lower_case, capitals)
    found = [*_titled(scene, heads, runs), *_pronouns(scene), *_relatives(scene), *_latter(scene)]
    return sorted(found, key=lambda phrase: (phrase.span.start, -phrase.span.end))


def _capacity(scene: _Scene, head: Head, country: str = "", *, paired: bool = False) -> Capacity:
    span = scene.span(head.start, head.last)
    body = scene.span(*head.organization).of(scene.text) if head.organization else ""
    return Capacity(
        span.of(scene.text), span, head.office, (country if paired else head.country or country), body, head.former
    )


def _could_be_person(run: Run) -> bool:
    if run.known:
        return False
    return (
        run.honorific or run.label is EntityType.PERSON or (run.label is not EntityType.ORGANIZATION and not run.other)
    )


def _titled(scene: _Scene, heads: Sequence[Head], runs: Sequence[Run]) -> Iterator[Phrase]:
    starts = {run.first: position for position, run in enumerate(runs)}
    ends = {run.last: position for position, run in enumerate(runs)}
    capacities: dict[int, list[Capacity]] = {}
    opening: dict[int, int] = {}
    titles: list[tuple[Head, int]] = []
    gender: dict[int, Gender] = {}
    countries = {
        position: country for position, run in enumerate(runs) if (country := _country_after(scene, run, runs, starts))
    }
    for position, run in enumerate(runs):
        nationality = _nationality(scene, run, runs, ends)
        if nationality is not None:
            opening[position], countries[position] = nationality
    people = [head for head in heads if head.term.kind in PEOPLE]
    titles.extend((head, -1) for head in heads if head.term.kind not in PEOPLE)
    held = {head.first: _holders(scene, head, runs, starts) for head in people}
    explained = _bearers(scene, people, held, runs, starts, ends)
    for head in people:
        holders = held[head.first]
        if holders:
            paired = head.plural and len(head.countries) == len(holders)
            for order, position in enumerate(holders):
                country = head.countries[order] if paired else countries.get(position, "")
                capacities.setdefault(position, []).append(_capacity(scene, head, country, paired=paired))
                gender[position] = head.gender
            if runs[holders[0]].first == head.last:
                opening[holders[0]] = head.first
            elif not head.plural or len(holders) > 1:
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


def _bearers(
    scene: _Scene,
    people: Sequence[Head],
    held: dict[int, list[int]],
    runs: Sequence[Run],
    starts: dict[int, int],
    ends: dict[int, int],
) -> dict[int, int]:
    """The runs that titles beside a comma explain, by first word of the title; titles in a row share their run."""
    found: dict[int, int] = {}
    for before, head in zip((None, *people), people, strict=False):
        if held[head.first]:
            continue
        bearer = _explained(scene, head, runs, starts, ends)
        if bearer is None and before and _follows(scene, before, head) and before.first in found:
            earlier = found[before.first]
            bearer = earlier if runs[earlier].last <= before.first else None
        if bearer is not None and _could_be_person(runs[bearer]):
            found[head.first] = bearer
    for head, after in reversed(list(pairwise(people))):
        if head.first in found or held[head.first] or not _follows(scene, head, after):
            continue
        bearer = found.get(after.first, next(iter(held[after.first]), None))
        if bearer is not None and runs[bearer].first >= after.last:
            found[head.first] = bearer
    return found


def _follows(scene: _Scene, before: Head, after: Head) -> bool:
    """Whether two titles of one person stand in a row ("ministre d'État, ministre de la Défense")."""
    if before.plural or after.plural or before.last + 1 != after.first or after.first != after.core:
        return False
    return scene.words[before.last].text == ","


def _holders(scene: _Scene, head: Head, runs: Sequence[Run], starts: dict[int, int]) -> list[int]:
    """Runs that follow a title and bear it: "President X", "Presidents X and Y"."""
    position = starts.get(head.last)
    if position is None and head.plural and head.last < len(scene.words) and scene.words[head.last].text == ",":
        position = starts.get(head.last + 1)
    if position is None or not _could_be_person(runs[position]):
        return []
    run = runs[position]
    if head.term.kind is TermKind.PERSON and run.label is not EntityType.PERSON and run.last - run.start < _FULL:
        return []
    holders = [position]
    if head.plural:
        index = runs[position].last
        while index + 1 < len(scene.words):
            word = scene.words[index]
            if word.text != "," and word.lower not in scene.lexicon.conjunctions:
                break
            step = 2 if scene.words[index + 1].lower in scene.lexicon.conjunctions else 1
            after = starts.get(index + step)
            if after is None or not _could_be_person(runs[after]):
                break
            holders.append(after)
            index = runs[after].last
    return holders


def _country_after(scene: _Scene, run: Run, runs: Sequence[Run], starts: dict[int, int]) -> str:
    """Country of "President X of Y" and of "X, of Y"."""
    words = scene.words
    if run.known or run.last + 1 >= len(words):
        return ""
    begin = run.last + (words[run.last].text == ",")
    length = scene.lexicon.preposition_at(words, begin)
    if not length:
        return ""
    index = begin + length
    if index < len(scene.words) and scene.words[index].lower in scene.lexicon.definite:
        index += 1
    position = starts.get(index)
    known = runs[position].known if position is not None else None
    return known.country if known and known.type is EntityType.COUNTRY and not known.demonym else ""


def _nationality(scene: _Scene, run: Run, runs: Sequence[Run], ends: dict[int, int]) -> tuple[int, str] | None:
    """First word and country of a person named after their nationality ("l'Australien X", "Russian X")."""
    position = ends.get(run.first)
    known = runs[position].known if position is not None else None
    if known is None or not known.demonym or not known.country or run.known:
        return None
    if not run.honorific and run.label is not EntityType.PERSON:
        return None
    assert position is not None  # noqa: S101
    first = runs[position].first
    if first and scene.words[first - 1].lower in scene.lexicon.definite:
        first -= 1
    return first, known.country


def _explained(
    scene: _Scene, head: Head, runs: Sequence[Run], starts: dict[int, int], ends: dict[int, int]
) -> int | None:
    """The run that a title stands in apposition to: "X, president of Y," or "the president of Y, X,"."""
    words = scene.words
    if head.plural:
        return None
    count = len(words)
    if head.last + 1 < count and words[head.last].text == ",":
        position = starts.get(head.last + 1)
        if position is None and words[head.last + 1].lower in scene.lexicon.definite:
            position = starts.get(head.last + 2)
        if position is not None:
            run = runs[position]
            known_person = run.honorific or run.label is EntityType.PERSON
            sure = head.definite and run.last - run.start > 1
            closed = run.last >= count or words[run.last].text in _CLOSING or not words[run.last].capital
            if _could_be_person(run) and (known_person or sure) and closed and not _listed(scene, run):
                return position
    last = head.last
    if last + 3 < count and words[last].text == "(" and words[last + 2].text == ")":
        last += 3
    closed = last >= count or words[last].text in _CLOSING or words[last].masked
    if not closed and words[head.last].lower not in scene.lexicon.conjunctions:
        return None
    index = head.first - 1
    conjoined = index > 0 and words[index].lower in scene.lexicon.conjunctions
    if index > 0 and words[index].text in {",", "(", "–", "—", "-"}:
        return ends.get(index)
    if conjoined:
        return _conjoined(scene, index, ends)
    return None


def _listed(scene: _Scene, run: Run) -> bool:
    """Whether a name goes on as a list ("the president, X and Y") rather than closing an apposition."""
    return run.last < len(scene.words) and scene.words[run.last].lower in scene.lexicon.conjunctions


def _conjoined(scene: _Scene, index: int, ends: dict[int, int]) -> int | None:
    """The run before "X, president of Y and chairman of Z": back over one title to the comma."""
    for back in range(index - 1, max(0, index - 12), -1):
        if scene.words[back].text == ",":
            inside = scene.words[back + 1 : index]
            if any(scene.lexicon.terms_at(inside, step) for step in range(len(inside))):
                return ends.get(back)
            return None
    return None


def _leading(scene: _Scene, run: Run) -> Iterator[Capacity]:
    """Capacity of "X, who heads Y"."""
    words = scene.words
    index = run.last
    if not _could_be_person(run) or index + 2 >= len(words) or words[index].text != ",":
        return
    if words[index + 1].lower not in scene.lexicon.relatives or words[index + 2].lower not in scene.lexicon.heads:
        return
    end = index + 3
    while end < len(words) and words[end].text not in _CLOSING and not words[end].masked:
        end += 1
    if end > index + 3:
        span = scene.span(index + 2, end)
        yield Capacity(span.of(scene.text), span, "body_head")


def _title(scene: _Scene, head: Head, same_as: int) -> Phrase | None:
    words = scene.words
    last_core = words[head.core_end - 1]
    bare = head.first == head.core and not head.plural and not head.fields
    if head.term.kind is TermKind.PERSON and same_as < 0 and (bare or head.first == head.core == 0) and not head.plural:
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
    if (plural and head.term.kind is TermKind.OFFICE) or (plural and head.term.kind is TermKind.PERSON):
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
        capacities=(_capacity(scene, head),) if kind is EntityType.PERSON and head.office else (),
        same_as=same_as,
        locative=scene.locative(head.first),
        parties=head.term.kind is TermKind.SIDE,
    )


def _name(
    scene: _Scene, run: Run, first: int, capacities: tuple[Capacity, ...], gender: Gender, country: str
) -> Phrase:
    name_span = scene.span(run.start, run.last)
    kind = run.label
    if run.known:
        kind = run.known.type
    elif capacities or run.honorific:
        kind = EntityType.PERSON
    demonym = bool(run.known and run.known.demonym)
    return Phrase(
        span=scene.span(first, run.last),
        kind=MentionKind.DEMONYM if demonym else MentionKind.NAME,
        name=name_span.of(scene.text),
        name_span=name_span,
        type=kind,
        sentence=scene.sentence,
        paragraph=scene.paragraph,
        subject=scene.subject(run.start, run.last),
        gender=run.gender if run.gender is not Gender.UNKNOWN else gender,
        honorific=run.honorific,
        rank=scene.span(run.first, run.start).of(scene.text).lower() if run.start > run.first else "",
        definite=True,
        country=run.known.country if run.known else country,
        capacities=capacities,
        known=run.known,
        locative=scene.locative(first),
        other=run.other,
    )


def _citizen(scene: _Scene, run: Run) -> Phrase | None:
    """One person called by nationality alone ("la Britannique")."""
    words = scene.words
    word = words[run.first]
    if not run.first or not word.capital or run.last != run.first + 1 or not run.known or not run.known.country:
        return None
    article = words[run.first - 1]
    after = words[run.last] if run.last < len(words) else None
    if article.lower not in scene.lexicon.definite or (after and (after.capital or after.pos in _NOUNS)):
        return None
    if "Number=Plur" in word.morph + article.morph or (not article.morph and not word.morph) or word.pos == "ADJ":
        return None
    shown = article.morph + word.morph
    gender = (
        Gender.FEMININE if "Gender=Fem" in shown else Gender.MASCULINE if "Gender=Masc" in shown else Gender.UNKNOWN
    )
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


def _latter(scene: _Scene) -> Iterator[Phrase]:
    for index in range(len(scene.words)):
        found = scene.lexicon.latter_at(scene.words, index)
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


def _relatives(scene: _Scene) -> Iterator[Phrase]:
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


def _pronouns(scene: _Scene) -> Iterator[Phrase]:
    words, lexicon = scene.words, scene.lexicon
    for index, word in enumerate(words):
        shown = lexicon.pronouns.get(word.lower)
        if shown is None and index and words[index - 1].lower in lexicon.oblique_after:
            shown = lexicon.oblique.get(word.lower)
        if shown is None or (word.dep.startswith("expl") and not word.text.startswith("-")):
            continue
        gender, plural = shown
        if not plural and gender is Gender.MASCULINE and _impersonal(scene, index):
            continue
        skip = len(word.text) - len(word.text.lstrip("-"))
        if word.lower.startswith("-t-"):
            skip = _REACH - 1
        span = Span(word.start + skip, word.end)
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


def _impersonal(scene: _Scene, index: int) -> bool:
    lowers = tuple(word.lower for word in scene.words[index + 1 : index + 1 + _REACH])
    return any(lowers[: len(phrase)] == phrase for phrase in scene.lexicon.impersonal)
