"""Finds noun phrases by their head: offices, people, bodies, documents, delegations, the sides of a meeting."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from kg.annotate.names_fields import POSSESSIVE, past_house
from kg.annotate.names_growth import Growing, KnownWords, grow_left, grow_right, introduces
from kg.annotate.names_lexicon import HEADS, PEOPLE, Lexicon, Term, TermKind
from kg.annotate.names_words import PERSON_LABELS, Word
from kg.model import EntityType, Gender

__all__ = ["Head", "find_heads"]

_BODIES = frozenset({TermKind.GOVERNMENT, TermKind.BODY})
_NOT_NOUNS = frozenset({"VERB", "AUX", "ADV", "ADP", "PRON", "DET", "SCONJ", "CCONJ", "PART", "INTJ"})
_DEPUTIES = {
    "head_of_state": "vice_president",
    "head_of_government": "deputy_head_of_government",
    "foreign_minister": "deputy_foreign_minister",
    "minister": "deputy_minister",
    "defence_minister": "deputy_minister",
    "interior_minister": "deputy_minister",
    "finance_minister": "deputy_minister",
}
_CLERIC = frozenset({"religious_leader", "pope"})
_LETTERS = 2
_NAME_WORDS = 8
_RANKS = frozenset({"religious_leader", "military_chief", "royal"})
_OF_A_COUNTRY = frozenset({"head_of_state"})
_OF_A_GOVERNMENT = frozenset({"minister", "deputy_minister", "deputy_foreign_minister"})
_MODIFIERS = frozenset({"compound", "amod"})


class Head(Struct, frozen=True):
    """A noun phrase found by its head; indexes are of words.

    Attributes:
        first: its first word, determiner included.
        last: index after its last.
        start: its first word after the determiner.
        core: first word of the head.
        core_end: index after the head.
        term: the head as the language data has it.
        office: key of the office, "" for none.
        gender: as far as the words show it.
        plural: whether it is several.
        counted: the number it names ("the two leaders"), 0 for none.
        former: whether it says that the office is past.
        country: ISO 3166 alpha-2 code of the country it is held for, "" when not said.
        organization: words of the body it is held for, as an index range; None when not said.
        definite: whether it is one the reader should know.
        fields: index ranges of what follows the prepositions.
        countries: every country named in it, in order.
        style: key of the words of respect before it ("majesty"), "" none.
    """

    first: int
    last: int
    start: int
    core: int
    core_end: int
    term: Term
    office: str
    gender: Gender
    plural: bool
    counted: int
    former: bool
    country: str
    organization: tuple[int, int] | None
    definite: bool
    fields: tuple[tuple[int, int], ...]
    countries: tuple[str, ...]
    style: str = ""


def find_heads(words: Sequence[Word], known: KnownWords, lexicon: Lexicon) -> list[Head]:
    """The noun phrases of a sentence whose head is in the language data, in order, not overlapping."""
    found: list[Head] = []
    skipped: set[int] = set()
    styles: dict[int, tuple[int, str]] = {}
    limit = index = 0
    count = len(words)
    while index < count:
        if words[index].lower not in lexicon.terms:
            index += 1
            continue
        style = lexicon.style_at(words, index)
        if style and index >= limit:
            behind = index + len(style.words)
            follows = behind + (behind < count and words[behind].lower in lexicon.definite)
            named = follows < count and (words[follows].capital or _is_honorific(words, follows, 1, lexicon))
            if named or (follows < count and _head_at(words, follows, lexicon, known)):
                styles[behind] = index, style.key
                limit, index = behind, follows
                continue
            if words[index].capital and not any(
                term.kind is TermKind.OFFICE for term in lexicon.terms_at(words, behind - 1)
            ):
                found.append(_alone(index, behind, style))
                limit = index = behind
                continue
        term = _head_at(words, index, lexicon, known)
        if term is None or index < limit:
            index += 1
            continue
        if index in known.starts and known.starts[index][0] > index + len(term.words):
            index = known.starts[index][0]
            continue
        end = index + len(term.words)
        if term.kind in _BODIES and _inside_known(known, index, end):
            index = end
            continue
        if _is_of_later(words, index, end, lexicon) or (
            end < count and lexicon.words.modifiers_first and _head_at(words, end, lexicon, known)
        ):
            skipped.update(range(index, end))
            index = end
            continue
        if _part_of_name(words, index, end, lexicon):
            index = end
            continue
        head = _grow(words, known, lexicon, skipped, term, index, limit)
        if head.term.kind in _BODIES and head.first and words[head.first - 1].lower in lexicon.acts:
            index = end
            continue
        if head.first in styles:
            first, key = styles[head.first]
            head = replace(head, first=first, style=key, definite=True)
        if head.term.kind is TermKind.VENUE and _named_after(words, head.first, limit, lexicon):
            head = replace(head, first=head.first - 1, start=head.first - 1)
        found.append(head)
        limit = index = head.last
    return found


def _inside_known(known: KnownWords, index: int, end: int) -> bool:
    """Whether a word for a body is a later word of the name of a known one ("European Council")."""
    return any(
        start in known.starts
        and known.starts[start][0] >= end
        and known.starts[start][1].type is EntityType.ORGANIZATION
        for start in range(max(0, index - _NAME_WORDS), index)
    )


def _is_of_later(words: Sequence[Word], index: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a word for a deputy stands before the office that it modifies ("deputy agriculture minister")."""
    if end - index > 1 or words[index].lower not in lexicon.deputy or not lexicon.words.modifiers_first:
        return False
    if not words[index].capital:
        return words[index].dep in _MODIFIERS and end < len(words)
    at = next((each for each in range(end, len(words)) if words[each].lower not in lexicon.portfolios), end)
    return at > end and any(each.kind is TermKind.OFFICE for each in lexicon.terms_at(words, at))


def _named_after(words: Sequence[Word], first: int, limit: int, lexicon: Lexicon) -> bool:
    """Whether an honorific begins the name of a building ("King Faisal Airport")."""
    before = first - 1
    titled = before >= limit and words[before].capital and words[first].capital
    return titled and lexicon.honorific_at(words, before) is not None


def _alone(first: int, last: int, style: Term) -> Head:
    """Words of respect that stand for a person by themselves ("His Highness thanked …")."""
    term = Term(TermKind.PERSON, style.words, style.key, style.gender)
    return Head(
        first=first,
        last=last,
        start=first,
        core=first,
        core_end=last,
        term=term,
        office="",
        gender=style.gender,
        plural=False,
        counted=0,
        former=False,
        country="",
        organization=None,
        definite=True,
        fields=(),
        countries=(),
        style=style.key,
    )


def _head_at(words: Sequence[Word], index: int, lexicon: Lexicon, known: KnownWords) -> Term | None:
    for term in () if lexicon.is_given(words, index) else lexicon.terms_at(words, index):
        if term.kind not in HEADS or _cuts(term, index, known):
            continue
        last = words[index + len(term.words) - 1]
        if last.pos in _NOT_NOUNS and not last.capital and len(term.words) == 1 and "-" not in last.lower:
            continue
        if term.kind is TermKind.OFFICE and _short(words, index, len(term.words)):
            continue
        if term.kind in PEOPLE and _is_participle(words, index, index + len(term.words), lexicon):
            continue
        if term.kind in _BODIES and words[index].capital and index and lexicon.honorific_at(words, index - 1):
            continue
        if term.kind is TermKind.PERSON and _in_name(words, index, len(term.words)):
            continue
        if words[index].capital and term.key in _CLERIC and (not index or not introduces(words[index - 1], lexicon)):
            continue
        rank = term.kind is TermKind.PERSON or term.key in _RANKS
        if rank and _is_honorific(words, index, len(term.words), lexicon):
            continue
        apposed = term.kind is TermKind.OFFICE and len(term.words) > 1 and index and words[index - 1].text == ","
        led = apposed or (index and introduces(words[index - 1], lexicon))  # « X, envoyé spécial de … »
        if last.pos == "ADJ" and not last.capital and not led:
            continue
        if (
            term.kind in (TermKind.DOCUMENT, TermKind.SIDE, TermKind.NATION)
            and words[index].capital
            and index
            and words[index - 1].capital
        ):
            continue
        return term
    return None


def _is_participle(words: Sequence[Word], index: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a noun without an article has an object, where adjectives follow nouns (« X, représentant le roi »)."""
    bare = index > 0 and words[index - 1].text == "," and not words[index].capital
    if not bare or lexicon.words.modifiers_first or end >= len(words):
        return False
    return words[end].lower in lexicon.definite and not lexicon.preposition_at(words, end)


def _short(words: Sequence[Word], index: int, length: int) -> bool:
    """Whether two letters that could be an office are another word or an hour ("5 pm" and "103 FM" beside "PM")."""
    word = words[index]
    if length > 1 or len(word.text) != _LETTERS:
        return False
    return not word.text.isupper() or (index > 0 and words[index - 1].text[-1].isdigit())


def _in_name(words: Sequence[Word], index: int, length: int) -> bool:
    """Whether a noun with a capital is the last part of a person's name ("Bui Thanh Son")."""
    word, before = words[index], words[index - 1] if index else None
    if length > 1 or before is None or not word.capital or word.pos != "PROPN":
        return False
    if before.capital:
        return word.ent in PERSON_LABELS and before.ent in PERSON_LABELS
    named = index + 1 >= len(words) or not words[index + 1].capital
    return before.pos != "DET" and (word.ent in PERSON_LABELS or (before.text[0].isalpha() and named))


def _cuts(term: Term, index: int, known: KnownWords) -> bool:
    """Whether a phrase ends inside a known name that begins inside it ("président du Conseil" européen)."""
    end = index + len(term.words)
    return any(step in known.starts and known.starts[step][0] > end for step in range(index + 1, end))


def _is_honorific(words: Sequence[Word], index: int, length: int, lexicon: Lexicon) -> bool:
    """Whether a rank stands before a name, which makes it an honorific."""
    for term in lexicon.terms_at(words, index):
        end = index + len(term.words)
        if term.kind is TermKind.HONORIFIC and len(term.words) >= length and end < len(words) and words[end].capital:
            return True
    return False


def _part_of_name(words: Sequence[Word], index: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a capitalised head is a piece of another name ("General Motors", "Abdulaziz bin Sultan")."""
    if end - index > 1 or not words[index].capital:
        return False
    if index > 1 and words[index - 2].capital and lexicon.is_patronymic(words[index - 1].lower):
        return True
    if end >= len(words):
        return False
    after = words[end]
    return after.capital and after.lower in lexicon.organization_words and not lexicon.terms_at(words, end)


def _grow(
    words: Sequence[Word],
    known: KnownWords,
    lexicon: Lexicon,
    skipped: set[int],
    term: Term,
    index: int,
    limit: int,
) -> Head:
    end = index + len(term.words)
    growing = Growing(index, end, former=term.former)
    grow_left(words, known, lexicon, skipped, growing, limit, plural=term.plural)
    start = growing.first
    gender = term.gender
    indefinite = False
    if start > limit:
        before = words[start - 1]
        if introduces(before, lexicon) and not before.masked:
            indefinite = before.lower in lexicon.indefinite
            growing.definite = growing.definite or not indefinite
            if not lexicon.preposition_at(words, start - 1) and before.lower not in lexicon.locative:
                growing.first = start - 1
            if gender is Gender.UNKNOWN and not term.plural and before.lower not in lexicon.possessive:
                gender = _shown(before)
    for step in range(index, end):
        if step in known.starts and known.starts[step][0] <= end:
            growing.take(step, *known.starts[step])
    grow_right(words, known, lexicon, growing, term)
    apposed = growing.first and words[growing.first].capital and words[growing.first - 1].text == ","
    if apposed and term.kind is TermKind.OFFICE:
        growing.last = past_house(words, growing.last, lexicon)
    office = _office(words, known, lexicon, growing, term, index)
    if office in _OF_A_COUNTRY and growing.fields and not growing.country:
        office = "body_head" if _matched(words, lexicon, index, growing.last) < growing.last else office
    elif office in _OF_A_COUNTRY and (growing.organization or _is_of_body(words, growing, lexicon, index, end)):
        office = "body_head"
    aside = (*words[growing.first : index], *words[end : growing.last])
    if not term.plural and any(word.lower in lexicon.deputy for word in aside):
        office = _DEPUTIES.get(office, office)
    return Head(
        first=growing.first,
        last=growing.last,
        start=start,
        core=index,
        core_end=end,
        term=term,
        office=office,
        gender=gender,
        plural=term.plural,
        counted=growing.counted,
        former=growing.former,
        country="" if _is_of_none(words[index : growing.last], growing, term, lexicon) else growing.country,
        organization=None if _looks_after(words, lexicon, growing, office, end) else growing.organization,
        definite=growing.definite
        or (not (indefinite and not term.plural) and (bool(growing.country) or words[index].capital)),
        fields=tuple(growing.fields),
        countries=tuple(growing.countries),
    )


def _is_of_body(words: Sequence[Word], growing: Growing, lexicon: Lexicon, index: int, end: int) -> bool:
    """Whether a body stands beside an office, whose head is meant ("club president", « président du club »)."""
    bodies, first = lexicon.words.bodies, growing.first
    if not lexicon.words.modifiers_first:
        return any(word.lower in bodies for word in words[end : growing.last])
    if growing.country:
        return index > first and words[index - 1].lower in bodies  # "Kenya's football federation president"
    owned = first > 1 and words[first - 1].lower in POSSESSIVE and words[first - 2].lower in bodies
    return owned or any(word.ent == "ORG" or word.lower in bodies for word in words[first:index])


def _is_of_none(words: Sequence[Word], growing: Growing, term: Term, lexicon: Lexicon) -> bool:
    """Whether those named are of several countries, or of another than that whose guest they are."""
    visits = any(word.lower in lexicon.hosts or word.lower in lexicon.guests for word in words[: len(term.words)])
    return visits or (term.plural and len(set(growing.countries)) > 1)


def _looks_after(words: Sequence[Word], lexicon: Lexicon, growing: Growing, office: str, end: int) -> bool:
    """Whether a body is what a minister looks after ("minister for the Commonwealth"), not who appointed them."""
    if office in _OF_A_GOVERNMENT:
        return True
    if office not in _DEPUTIES or not growing.organization:
        return False
    return any(word.lower in lexicon.conjunctions for word in words[end : growing.organization[0]])


def _shown(word: Word) -> Gender:
    if "Gender=Fem" in word.morph:
        return Gender.FEMININE
    return Gender.MASCULINE if "Gender=Masc" in word.morph else Gender.UNKNOWN


def _matched(words: Sequence[Word], lexicon: Lexicon, index: int, last: int) -> int:
    """Index after the longest office that begins at a word."""
    ends = [index + len(term.words) for term in lexicon.terms_at(words, index) if term.kind is TermKind.OFFICE]
    return max((end for end in ends if end <= last), default=index)


def _office(
    words: Sequence[Word], known: KnownWords, lexicon: Lexicon, growing: Growing, term: Term, index: int
) -> str:
    """Key of the office a whole phrase names: "ministre iranien des Affaires étrangères" is a foreign minister."""
    if term.kind is not TermKind.OFFICE:
        return ""
    covered = _matched(words, lexicon, index, growing.last)
    if covered > index + len(term.words):
        return next(each.key for each in lexicon.terms_at(words, index) if each.kind is TermKind.OFFICE)
    core = []
    position = index
    while position < growing.last:
        entry = known.starts.get(position)
        if entry and entry[1].demonym:
            position = entry[0]
            continue
        if position >= index + len(term.words) and words[position].lower in lexicon.modifiers:
            position += 1
            continue
        core.append(words[position])
        position += 1
    for candidate in lexicon.terms_at(core, 0) if core else ():
        if candidate.kind is TermKind.OFFICE and len(candidate.words) > len(term.words):
            return candidate.key
    return term.key
