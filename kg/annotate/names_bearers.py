"""Tells which name a title belongs to: "President X", "X, president of Y,", "the president of Y, X,"."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from kg.annotate.coreference_fold import fold
from kg.annotate.gazetteer import given_names
from kg.annotate.names_fields import POSSESSIVE
from kg.annotate.names_heads import Head
from kg.annotate.names_lexicon import TermKind
from kg.annotate.names_runs import Run
from kg.annotate.names_scene import Scene
from kg.annotate.names_words import Word
from kg.model import EntityType

__all__ = [
    "CLOSING",
    "could_be_person",
    "country_after",
    "country_before",
    "find_bearers",
    "find_holders",
    "nationality_before",
    "owner_before",
]

CLOSING = frozenset({",", ".", ";", ":", ")", "-", "–", "—", "!", "?"})
_FULL = 2
_ACTING = 4
_ASIDE = 10
_GOES_ON = ("ADP", "VERB")
_STATE_WORDS = 4
"""The full name of a country opens with so many words at most ("Socialist Republic of")."""


def could_be_person(run: Run) -> bool:
    """Whether nothing speaks against a name being that of a person."""
    if run.known:
        return False
    return (
        run.honorific or run.label is EntityType.PERSON or (run.label is not EntityType.ORGANIZATION and not run.other)
    )


def find_holders(scene: Scene, head: Head, runs: Sequence[Run], starts: dict[int, int]) -> list[int]:
    """Runs that follow a title and bear it: "President X", "Presidents X and Y"."""
    position = starts.get(head.last)
    if position is None and head.plural and head.last < len(scene.words) and scene.words[head.last].text == ",":
        position = starts.get(head.last + 1)
    if position is None or not (could_be_person(runs[position]) or _is_addressed(scene, head, runs[position])):
        return []
    run = runs[position]
    if head.term.kind is TermKind.PERSON and run.label is not EntityType.PERSON and run.last - run.start < _FULL:
        return []
    holders = [position]
    if head.plural:
        index = _past_country(scene, runs, starts, runs[position].last)
        while index + 1 < len(scene.words):
            word = scene.words[index]
            if word.text != "," and word.lower not in scene.lexicon.conjunctions:
                break
            step = 2 if scene.words[index + 1].lower in scene.lexicon.conjunctions else 1
            after = _next_name(scene, runs, starts, index + step)
            if after is None or not could_be_person(runs[after]):
                break
            holders.append(after)
            index = _past_country(scene, runs, starts, runs[after].last)
    return holders


def _past_acronym(words: Sequence[Word], index: int) -> int:
    """Index after the short name in brackets of a body named before ("secretary general of the … (OIC), X")."""
    bracketed = index + 2 < len(words) and words[index].text == "(" and words[index + 2].text == ")"
    return index + 3 if bracketed and words[index + 1].text[:2].isupper() else index


def _is_addressed(scene: Scene, head: Head, run: Run) -> bool:
    """Whether an office in capitals without an article, or of a country, makes a name a person's."""
    words = scene.words
    office = head.term.kind is TermKind.OFFICE and not head.plural and not run.known and head.last == run.first
    bare = head.first == head.start and all(word.capital for word in words[head.core : head.core_end])
    full = run.last - run.start >= _FULL
    peer = any(  # "her counterpart President X"
        term.key == "counterpart" for at in range(head.start, head.core) for term in scene.lexicon.terms_at(words, at)
    )
    if not office or not (bare or (full and (head.country or peer))):
        return False
    institutions = scene.lexicon.organization_words | scene.lexicon.place_words
    return institutions.isdisjoint(word.lower for word in words[run.first : run.last]) and not run.other


def _is_apposed(scene: Scene, head: Head, run: Run) -> bool:
    """Whether commas set a full name and an office apart, whatever the parser takes the name for."""
    words = scene.words
    if head.term.kind is not TermKind.OFFICE or head.plural or run.known or run.other or run.last - run.start < _FULL:
        return False
    behind = run.first >= head.last
    end = run.last if behind else head.last
    between = words[head.last if behind else run.last : run.first if behind else head.first]
    bare = behind or (head.first == head.start and all(word.capital for word in words[head.core : head.core_end]))
    closed = end >= len(words) or words[end].text in CLOSING
    institutions = scene.lexicon.organization_words | scene.lexicon.place_words
    person = institutions.isdisjoint(word.lower for word in words[run.first : run.last])
    return bare and closed and person and [word.text for word in between] == [","]


def _next_name(scene: Scene, runs: Sequence[Run], starts: dict[int, int], index: int) -> int | None:
    """The run of a name at a word, its own country passed over ("mauritanien X", "of Peru, X")."""
    words = scene.words
    begin = index + scene.lexicon.preposition_at(words, index)
    begin += begin > index and begin < len(words) and words[begin].lower in scene.lexicon.definite
    position = starts.get(begin)
    known = runs[position].known if position is not None else None
    if position is None or known is None or not (known.demonym or known.type is EntityType.COUNTRY):
        return starts.get(index)
    behind = runs[position].last
    return starts.get(behind + (behind < len(words) and words[behind].text == ","))


def country_before(scene: Scene, run: Run, runs: Sequence[Run], ends: dict[int, int]) -> tuple[int, str] | None:
    """First word and country that set one of several holders of an office apart ("and of Peru, X")."""
    comma = run.first > 0 and scene.words[run.first - 1].text == ","
    position = ends.get(run.first - comma)
    known = runs[position].known if position is not None else None
    if position is None or known is None or not known.country:
        return None
    return (runs[position].first, known.country) if known.type is EntityType.COUNTRY else None


def _past_country(scene: Scene, runs: Sequence[Run], starts: dict[int, int], index: int) -> int:
    """Index after the country that a holder of an office is of ("X of Kenya and Y of Uganda")."""
    words = scene.words
    length = scene.lexicon.preposition_at(words, index) if index < len(words) else 0
    begin = index + length
    if not length or begin >= len(words):
        return index
    begin += words[begin].lower in scene.lexicon.definite
    position = starts.get(begin)
    known = runs[position].known if position is not None else None
    if position is None or known is None or known.type is not EntityType.COUNTRY or known.demonym:
        return index
    return runs[position].last


def find_bearers(
    scene: Scene,
    people: Sequence[Head],
    heads: Sequence[Head],
    held: dict[int, list[int]],
    runs: Sequence[Run],
    starts: dict[int, int],
    ends: dict[int, int],
) -> dict[int, int]:
    """The runs that titles beside a comma explain, by first word of the title; titles in a row share their run.

    A name inside another phrase of `heads` bears none ("at the palace of X, the president and …").
    """
    found: dict[int, int] = {}
    inside = {index for head in heads for index in range(head.core_end, head.last)}
    ends = {last: position for last, position in ends.items() if runs[position].first not in inside}
    for before, head in zip((None, *people), people, strict=False):
        if held[head.first]:
            continue
        known = before is not None and before.definite and _follows(scene, before, head)
        bearer = _explained(scene, replace(head, definite=head.definite or known), runs, starts, ends)
        if bearer is None:
            bearer = _acting(scene, head, runs, starts)
        if bearer is None and before and _follows(scene, before, head) and before.first in found:
            earlier = found[before.first]
            bearer = earlier if runs[earlier].last <= before.first else None
        if bearer is not None and (could_be_person(runs[bearer]) or _is_apposed(scene, head, runs[bearer])):
            found[head.first] = bearer
    for head, after in reversed(list(pairwise(people))):
        if head.first in found or held[head.first]:
            continue
        if not _follows(scene, head, after) and not _is_set_apart(scene, head, after, held[after.first], runs):
            continue
        bearer = found.get(after.first, next(iter(held[after.first]), None))
        if bearer is not None and runs[bearer].first >= after.last and not _is_led(scene, head, runs[bearer]):
            found[head.first] = bearer
    return found


def _acting(scene: Scene, head: Head, runs: Sequence[Run], starts: dict[int, int]) -> int | None:
    """The run of whom an office is said to act in it: behind a comma, else the subject before ("as chair, X said")."""
    words, first = scene.words, head.first
    said = " ".join(word.lower for word in words[max(0, first - _ACTING) : first])
    led = [each for each in scene.lexicon.words.acting_as if f" {said}".endswith(f" {each}")]
    if head.plural or not led or not (" " in led[0] or first == 1):
        return None
    behind = starts.get(head.last + 1) if head.last < len(words) and words[head.last].text == "," else None
    if behind is not None and could_be_person(runs[behind]):
        return behind
    before = (at for at in range(len(runs) - 1, -1, -1) if runs[at].last <= first and could_be_person(runs[at]))
    return next((at for at in before if scene.subject(runs[at].first, runs[at].last)), None)


def _is_set_apart(scene: Scene, head: Head, after: Head, holders: Sequence[int], runs: Sequence[Run]) -> bool:
    """Whether a titled name between commas tells whose a title is ("the envoy, the former mayor X, said")."""
    if len(holders) != 1 or head.plural or not (head.definite and after.definite) or head.last + 1 != after.first:
        return False
    end = runs[holders[0]].last
    return scene.words[head.last].text == "," and end < len(scene.words) and scene.words[end].text == ","


def _follows(scene: Scene, before: Head, after: Head) -> bool:
    """Whether two titles of one person stand in a row ("ministre d'État, ministre de la Défense")."""
    if before.plural or after.plural or before.last + 1 != after.first or after.first != after.start:
        return False
    between = scene.words[before.last]
    if between.text != "," and before.definite and _is_mere(before):
        return False  # "the Minister and Prime Secretary X" are two.
    if between.text != "," and before.definite and not before.country and after.country and after.core > after.start:
        return False  # "the Secretary and Gabonese Foreign Minister X" are two.
    return between.text == "," or between.lower in scene.lexicon.conjunctions


def _is_mere(head: Head) -> bool:
    """Whether a title says nothing but "the minister", as one of somebody told before does."""
    return head.office == "minister" and not head.country and (head.start, head.last) == (head.core, head.core_end)


def _explained(
    scene: Scene, head: Head, runs: Sequence[Run], starts: dict[int, int], ends: dict[int, int]
) -> int | None:
    """The run that a title stands in apposition to: "X, president of Y," or "the president of Y, X,"."""
    words = scene.words
    if head.plural:
        return None
    count = len(words)
    behind = _past_acronym(words, head.last)
    begin = behind + (behind < count and words[behind].text == ",")
    if head.last < begin < count:
        position = starts.get(begin)
        if position is None and words[begin].lower in scene.lexicon.definite:
            position = starts.get(begin + 1)
        if position is not None:
            run = runs[position]
            known_person = run.honorific or run.label is EntityType.PERSON
            sure = head.definite and run.last - run.start > 1
            closed = run.last >= count or words[run.last].text in CLOSING or not _goes_on(scene, head, run)
            told = could_be_person(run) or (sure and _is_apposed(scene, head, run))
            mine = told and (known_person or sure) and closed and not _listed(scene, run)
            if mine and not _is_listed_behind(scene, head, runs, ends):
                return position
    last = head.last
    if last + 3 < count and words[last].text == "(" and words[last + 2].text == ")":
        last += 3
    closed = last >= count or words[last].text in CLOSING or words[last].masked or _is_aside(scene, head, ends)
    if not closed and words[head.last].lower not in scene.lexicon.conjunctions:
        return None
    index = head.first - 1
    conjoined = index > 0 and words[index].lower in scene.lexicon.conjunctions
    if index > 0 and words[index].text in {",", "(", "–", "—", "-"}:
        return ends.get(index)
    if conjoined:
        return _conjoined(scene, index, ends)
    return None


def _is_aside(scene: Scene, head: Head, ends: dict[int, int]) -> bool:
    """Whether a title without an article goes on between commas ("X, special envoy of Y in the Lakes, was …")."""
    words, last = scene.words, head.last
    if head.first != head.start or words[last].pos not in _GOES_ON or ends.get(head.first - 1) is None:
        return False
    for word in words[last : last + _ASIDE]:
        if word.text in CLOSING or word.masked:
            return True
        if word.pos in ("VERB", "AUX") and "VerbForm=Part" not in word.morph:
            return False
    return last + _ASIDE > len(words)


def _is_listed_behind(scene: Scene, head: Head, runs: Sequence[Run], ends: dict[int, int]) -> bool:
    """Whether a title without an article stands behind a name, as each in a list does ("X, Minister of Y, Z, …")."""
    words = scene.words
    before = ends.get(head.first - 1)
    if before is None or head.first != head.start or words[head.first - 1].text != "," or words[head.last].text != ",":
        return False
    run = runs[before]
    return run.honorific or (run.label is EntityType.PERSON and run.last - run.start >= _FULL)


def _goes_on(scene: Scene, head: Head, run: Run) -> bool:
    """Whether a name after a title and a comma opens another clause ("According to a diplomat, X will resign")."""
    after = scene.words[run.last]
    gerund = after.pos in {"VERB", "AUX"} and "VerbForm=Part" in after.morph and "Tense=Pres" in after.morph
    return after.capital or gerund or _is_led(scene, head, run)


def _is_led(scene: Scene, head: Head, run: Run) -> bool:
    """Whether a preposition leads to a title, and a verb follows the name after it."""
    led = head.first > 0 and scene.words[head.first - 1].pos in {"ADP", "SCONJ"}
    return led and run.last < len(scene.words) and scene.words[run.last].pos in {"VERB", "AUX"}


def _listed(scene: Scene, run: Run) -> bool:
    """Whether a name goes on as a list ("the president, X and Y") rather than closing an apposition."""
    return run.last < len(scene.words) and scene.words[run.last].lower in scene.lexicon.conjunctions


def _conjoined(scene: Scene, index: int, ends: dict[int, int]) -> int | None:
    """The run before "X, president of Y and chairman of Z": back over one title to the comma."""
    for back in range(index - 1, max(0, index - 12), -1):
        if scene.words[back].text == ",":
            inside = scene.words[back + 1 : index]
            if any(scene.lexicon.terms_at(inside, step) for step in range(len(inside))):
                return ends.get(back)
            return None
    return None


def country_after(scene: Scene, run: Run, runs: Sequence[Run], starts: dict[int, int]) -> str:
    """Country of "President X of Y", of "X, of Y" and of "X (Y)"."""
    words = scene.words
    if run.known or run.last + 1 >= len(words):
        return ""
    if words[run.last].text == "(" and run.last + 2 < len(words) and words[run.last + 2].text == ")":
        return _country_at(runs, starts.get(run.last + 1))
    begin = run.last + (words[run.last].text == ",")
    length = scene.lexicon.preposition_at(words, begin)
    if not length:
        return ""
    index = begin + length
    return _country_from(scene, runs, starts, index) or _country_from(scene, runs, starts, _past_state(scene, index))


def _country_from(scene: Scene, runs: Sequence[Run], starts: dict[int, int], index: int) -> str:
    """The country that a word or the one after an article begins, "" for none."""
    country = _country_at(runs, starts.get(index))
    article = 0 <= index < len(scene.words) and scene.words[index].lower in scene.lexicon.definite
    return country or (_country_at(runs, starts.get(index + 1)) if article else "")


def _past_state(scene: Scene, index: int) -> int:
    """Index of the country that a full name ends with ("Federal Republic of X"), -1 for none."""
    words = scene.words
    index += index < len(words) and words[index].lower in scene.lexicon.definite
    for position in range(index, min(index + _STATE_WORDS, len(words) - 1)):
        if not words[position].capital:
            break
        length = scene.lexicon.preposition_at(words, position + 1)
        if length and words[position].lower in scene.lexicon.states:
            return position + 1 + length
    return -1


def _country_at(runs: Sequence[Run], position: int | None) -> str:
    """The country that a run names, "" where it is no country."""
    known = runs[position].known if position is not None else None
    return known.country if known and known.type is EntityType.COUNTRY and not known.demonym else ""


def _given(scene: Scene, run: Run) -> bool:
    """Whether a name could be that of a person: not labelled a body, or it opens with a given name."""
    return run.label is not EntityType.ORGANIZATION or fold(scene.words[run.start].text) in given_names()


def nationality_before(scene: Scene, run: Run, runs: Sequence[Run], ends: dict[int, int]) -> tuple[int, str] | None:
    """First word and country of a person named after their nationality ("l'Australien X", "Russian X")."""
    before = runs[ends[run.first]] if run.first in ends else None
    known = before.known if before else None
    if before is None or known is None or not known.demonym or not known.country or run.known:
        return None
    first = before.first
    article = first > 0 and scene.words[first - 1].lower in scene.lexicon.definite
    named = article and scene.words[first].capital and not scene.lexicon.words.modifiers_first
    sure = run.honorific or run.label is EntityType.PERSON
    if not sure and not (named and run.last - run.start >= _FULL and _given(scene, run)):
        return None
    first -= article
    return first, known.country


def owner_before(scene: Scene, run: Run, runs: Sequence[Run], ends: dict[int, int]) -> str:
    """Country of a person named as its own ("Gabon's Anna Berg"), "" for others."""
    words = scene.words
    if not run.first or words[run.first - 1].lower not in POSSESSIVE or run.known or run.last - run.start < _FULL:
        return ""
    position = ends.get(run.first - 1)
    known = runs[position].known if position is not None else None
    if known is None or known.type is not EntityType.COUNTRY or known.demonym:
        return ""
    return known.country if run.honorific or run.label is EntityType.PERSON else ""
