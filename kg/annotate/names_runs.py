"""Finds names: runs of capitalised words, their honorifics, and what kind of thing each could name."""

from collections.abc import Sequence, Set

from msgspec import Struct
from msgspec.structs import replace

from kg.annotate.coreference_fold import fold
from kg.annotate.gazetteer import Known, given_names
from kg.annotate.names_called import is_called_place, is_capital_surname, names_nothing
from kg.annotate.names_growth import KnownWords
from kg.annotate.names_heads import Head
from kg.annotate.names_lexicon import Lexicon, TermKind
from kg.annotate.names_words import PERSON_LABELS, Word, is_title_case
from kg.model import EntityType, Gender

__all__ = ["Run", "find_runs"]


class _View(Struct, frozen=True):
    """What the rules for one sentence look at; `taken` marks words that are no part of a name."""

    words: Sequence[Word]
    lexicon: Lexicon
    known: KnownWords
    taken: bytearray
    borders: Set[int]
    lower_case: Set[str]
    capitals: Set[str]
    title_case: bool


_BODIES = frozenset({TermKind.GOVERNMENT, TermKind.BODY})
_LABELS = {
    "PERSON": EntityType.PERSON,
    "PER": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
}
_OTHER = frozenset(
    {"EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE", "DATE", "TIME", "NORP", "ORDINAL", "CARDINAL"}
)
_NEVER = frozenset({"VERB", "AUX", "ADP", "DET", "PRON", "CCONJ", "SCONJ", "ADV", "PART", "INTJ", "NUM"})
_OPENERS = frozenset({":", ".", "-", "–", "—", "•"})
_NO_NAMES = frozenset({"DATE", "TIME", "EVENT", "LAW", "ORDINAL", "CARDINAL", "PERCENT", "MONEY"})
_INITIAL = 2


class Run(Struct, frozen=True):
    """A name; indexes are of words.

    Attributes:
        first: its first word, honorifics included.
        start: its first word without honorifics.
        last: index after its last.
        known: what the gazetteer knows of it, else None.
        honorific: whether an honorific stands before it.
        gender: of the honorific.
        label: what the model's label or a word inside says it is, None unknown.
        other: whether the model says that it is no person, body or place.
    """

    first: int
    start: int
    last: int
    known: Known | None = None
    honorific: bool = False
    gender: Gender = Gender.UNKNOWN
    label: EntityType | None = None
    other: bool = False


def find_runs(
    words: Sequence[Word],
    heads: Sequence[Head],
    known: KnownWords,
    lexicon: Lexicon,
    lower_case: Set[str],
    capitals: Set[str],
) -> list[Run]:
    """The names of a sentence in order, not overlapping, those inside titles too.

    Args:
        words: of the sentence.
        heads: its noun phrases by head; their head words are no part of a name.
        known: its known names.
        lexicon: of the language.
        lower_case: words that the article has in lower case too.
        capitals: words that the article has with a capital inside sentences of ordinary case.
    """
    taken = bytearray(len(words) + 1)
    borders = set()
    names = {step for start, (end, _) in known.starts.items() for step in range(start, end)}
    long = {step for start, (end, _) in known.starts.items() if end - start > 1 for step in range(start, end)}
    for head in heads:
        for index in range(head.core, head.core_end):
            taken[index] = 1
        for index in range(head.core, head.last):
            if words[index].lower in lexicon.portfolios and index not in long:
                taken[index] = 1
            if any(term.kind is TermKind.OFFICE for term in lexicon.terms_at(words, index)):
                taken[index] = 1
        for index in range(head.start, head.core):
            if (words[index].lower in lexicon.modifiers or words[index].lower in lexicon.former) and index not in names:
                taken[index] = 1
        for index in range(head.first, head.start if head.style else head.first):
            taken[index] = 1
        if head.term.kind in _BODIES:
            for index in range(head.core, head.start, -1):
                if words[index].opens or not words[index].ent:
                    break
                taken[index - 1] = 1
        borders.add(head.last)
        borders.add(head.core)
        borders.add(head.start)
    inside = {index for head in heads for index in range(head.core_end, head.last)}
    view = _View(words, lexicon, known, taken, borders, lower_case, capitals, is_title_case(words))
    found: list[Run] = []
    index = 0
    count = len(words)
    while index < count:
        if taken[index] or (not words[index].capital and not lexicon.terms.get(words[index].lower)):
            entry = known.starts.get(index)
            if entry and not taken[index]:
                found.append(Run(index, index, entry[0], entry[1]))
                index = entry[0]
            else:
                index += 1
            continue
        start, gender, honorific = _honorifics(words, index, lexicon, taken)
        if honorific and not known.starts.get(index, (0,))[0] > start and not _is_of_country(view, start):
            end = _run_end(view, start, sure=True)
            if end > start:
                found.append(Run(index, start, end, None, True, gender, EntityType.PERSON))
                index = end
                continue
        style = lexicon.style_at(words, index)
        if style:
            index += len(style.words)
            continue
        entry = known.starts.get(index)
        closes = entry is not None and index in inside and entry[0] in borders
        if entry and (closes or not _absorbed(words, index, entry[0], lexicon, taken, demonym=entry[1].demonym)):
            found.append(Run(index, index, entry[0], entry[1]))
            index = entry[0]
            continue
        end = _run_end(view, index, sure=False)
        if end > index and names_nothing(words[index:end], lexicon):
            index = end
            continue
        small = index and not taken[index - 1] and lexicon.is_patronymic(words[index - 1].lower)
        if small and end > index and not words[index - 1].capital:
            index -= 1
        if (
            end == index + 1
            and index in inside
            and (_common_noun(words[index], lexicon) or _of_country(words, index, known, lexicon))
        ):
            end = index
        if end > index:
            found.append(
                _labelled(words, Run(index, index, end), lexicon, cut=index in borders and index - 1 in inside)
            )
            index = end
        else:
            index += 1
    return found


def _is_of_country(view: _View, start: int) -> bool:
    """Whether what follows an honorific is the country it is of (« le grand rabbin de France Jean Bloch »)."""
    small = view.words[start].lower in view.lexicon.particles and start + 1 in view.known.starts
    return small and view.known.starts[start + 1][1].type is EntityType.COUNTRY


def _common_noun(word: Word, lexicon: Lexicon) -> bool:
    """Whether a capital inside a title is only that of a noun ("le Palais royal", "l'Organisation mondiale")."""
    return word.pos == "NOUN" or word.lower in lexicon.organization_words or word.lower in lexicon.place_words


def _of_country(words: Sequence[Word], index: int, known: KnownWords, lexicon: Lexicon) -> bool:
    """Whether a word is the first of a country's full name ("Republic of Gabon")."""
    after = index + 1 + (lexicon.preposition_at(words, index + 1) if index + 1 < len(words) else 0)
    return after > index + 1 and after in known.starts and known.starts[after][1].type is EntityType.COUNTRY


def _honorifics(words: Sequence[Word], index: int, lexicon: Lexicon, taken: bytearray) -> tuple[int, Gender, bool]:
    """Index after the honorifics that begin at a word, their gender, and whether there are any before a name."""
    position, gender, found = index, Gender.UNKNOWN, False
    count = len(words)
    while position < count and not taken[position]:
        term = lexicon.honorific_at(words, position)
        if term is None or position + len(term.words) >= count or lexicon.is_given(words, position):
            break
        behind = position + len(term.words)
        if term.key and words[behind].lower in lexicon.definite and _titled(words, behind + 1, lexicon, taken):
            gender = term.gender if term.gender is not Gender.UNKNOWN else gender
            position = behind + 1
            continue
        after = words[position + len(term.words)]
        if after.text in ".'’" and position + len(term.words) + 1 < count:
            step = len(term.words) + 1
            after = words[position + step]
        else:
            step = len(term.words)
        if fold(words[position].text) in given_names() and lexicon.is_patronymic(after.lower):
            break  # "Sidi ould Bah"
        behind = position + step
        while behind < count and words[behind].lower in lexicon.particles:
            behind += 1
        small = position + step < behind < count and words[behind].capital
        if not (after.capital or small) or after.masked or taken[position + step]:
            break
        if small and after.lower in lexicon.definite:
            break
        if not words[position].capital and len(words[position].text) == 1:
            break
        gender = term.gender if term.gender is not Gender.UNKNOWN else gender
        position += step
        found = True
    return position, gender, found


def _titled(words: Sequence[Word], index: int, lexicon: Lexicon, taken: bytearray) -> bool:
    """Whether an honorific and a name begin at a word ("Prince Ali" in "His Highness the Prince Ali")."""
    if index >= len(words) or taken[index]:
        return False
    term = lexicon.honorific_at(words, index)
    after = index + len(term.words) if term else len(words)
    return after < len(words) and words[after].capital and not taken[after]


def _absorbed(
    words: Sequence[Word], index: int, end: int, lexicon: Lexicon, taken: bytearray, *, demonym: bool
) -> bool:
    """Whether a known name begins a longer one ("Jordan Smith", "Washington Post")."""
    if end >= len(words) or not words[end].capital or taken[end] or words[end].lower in lexicon.common:
        return False
    after = words[end]
    if after.lower in lexicon.organization_words:
        return True
    if demonym and not lexicon.words.modifiers_first:
        return False
    named = end + 1 < len(words) and words[end + 1].capital and not taken[end + 1]
    person = named and (after.ent in PERSON_LABELS or fold(after.text) in given_names())
    if person and index and words[index - 1].lower in lexicon.locative:
        return False  # "met in Lima Luis Vega"
    return bool(after.ent) and not after.opens and words[index].ent == after.ent and after.ent in _LABELS


def _run_end(view: _View, index: int, *, sure: bool) -> int:
    """Index after the name that begins at a word, the word's own index if none does."""
    words, lexicon, known, taken, borders = view.words, view.lexicon, view.known, view.taken, view.borders
    if not _opens(view, index, sure=sure):
        return index
    end = index + 1
    count = len(words)
    while end < count and not taken[end]:
        word = words[end]
        if end in borders and not (word.ent and not word.opens):
            break
        if word.capital and _addresses(view, index, end):
            break
        entry = known.starts.get(end)
        inside = entry is not None and _inside(view, index, end, entry)
        if entry and not inside:
            break
        titled = index in borders and word.pos == "PROPN" and word.ent not in _NO_NAMES
        if word.capital and (inside or _continues(view, end, titled=titled)):
            end += 1
            continue
        reach = end
        while reach < count and words[reach].lower in lexicon.particles and not taken[reach]:
            reach += 1
        if (
            reach > end
            and reach < count
            and words[reach].capital
            and not taken[reach]
            and reach not in known.starts
            and words[reach].lower not in lexicon.common
            and reach not in borders
            and not (words[reach].opens and words[reach].ent and not lexicon.is_patronymic(words[end].lower))
        ):
            end = reach + 1
            continue
        break
    return end


def _addresses(view: _View, first: int, index: int) -> bool:
    """Whether an honorific before another name begins inside a run ("Élysée M. Bah"), no initial ("Ann M. Berg")."""
    term = view.lexicon.honorific_at(view.words, index)
    if term is None or (not term.words[-1].endswith(".") and not term.key):
        return False
    after = index + len(term.words)
    if after >= len(view.words) or not view.words[after].capital:
        return False
    initial = len(view.words[index].text) == _INITIAL and index == first + 1
    return not (initial and fold(view.words[first].text) in given_names())


def _inside(view: _View, first: int, index: int, entry: tuple[int, Known]) -> bool:
    """Whether a known name is a piece of a name that began before it ("Michael Jordan")."""
    word = view.words[index]
    if word.ent and not word.opens and word.ent == view.words[first].ent:
        return True
    if entry[1].demonym or entry[0] != index + 1:
        return False
    return fold(view.words[index - 1].text) in given_names()


def _continues(view: _View, end: int, *, titled: bool) -> bool:
    """Whether a name goes on with a word; behind a title also where the model sees another person begin."""
    word, before = view.words[end], view.words[end - 1]
    if word.opens and word.ent and before.ent and word.ent != before.ent and not titled:
        return False
    if word.lower in view.lexicon.common and word.pos != "PROPN" and not _is_surname(view, end):
        return not view.title_case and is_capital_surname(before, word)
    return not view.title_case or _stays(word, view)


def _is_surname(view: _View, index: int) -> bool:
    """Whether a name that is a verb too stands before the verb of its clause ("Badr Said met")."""
    after = view.words[index + 1] if index + 1 < len(view.words) else None
    return view.words[index].pos == "VERB" and not view.title_case and bool(after and after.pos in ("VERB", "AUX"))


def _stays(word: Word, view: "_View") -> bool:
    """Whether a word of a headline in title case is likely a name: the article's body has it as one."""
    if view.capitals:
        return word.text in view.capitals or word.text.capitalize() in view.capitals
    return word.pos in ("", "PROPN") and word.lower not in view.lower_case


def _opens(view: _View, index: int, *, sure: bool) -> bool:
    words = view.words
    if index >= len(words):
        return False
    word = words[index]
    if sure and not word.masked:
        return True
    if not word.capital or word.masked:
        return False
    if word.lower in view.lexicon.common and _titled_name(view, index):
        return True
    if word.lower in view.lexicon.common or not word.text[0].isalpha():
        return word.pos == "PROPN" and index > 0 and bool(word.ent) and word.ent not in _OTHER
    if view.title_case:
        return _stays(word, view)
    if word.ent in _LABELS:
        return True
    if word.pos in _NEVER:
        return False
    if index == 0 or words[index - 1].text in _OPENERS or words[index - 1].masked:
        if word.lower in view.lower_case:
            return word.pos == "PROPN" and word.text in view.capitals
        if word.text in view.capitals:
            return True
        after = words[index + 1] if index + 1 < len(words) else None
        return word.pos == "PROPN" or bool(after and after.capital) or not word.pos
    return True


def _titled_name(view: _View, index: int) -> bool:
    """Whether a common word with a capital opens a name behind a title ("Vice President Do Thi Ha")."""
    if view.title_case or index not in view.borders or not index or not view.taken[index - 1]:
        return False
    if index + 1 in view.known.starts:
        return False
    after = view.words[index + 1] if index + 1 < len(view.words) else None
    return bool(after and after.capital and after.lower not in view.lexicon.common and after.pos == "PROPN")


def _labelled(words: Sequence[Word], run: Run, lexicon: Lexicon, *, cut: bool) -> Run:
    """A name with what the model's label says it is, unless the label is that of the title it is `cut` off."""
    votes: dict[EntityType, int] = {}
    other = 0
    for word in words[run.start : run.last]:
        label = _LABELS.get(word.ent)
        if label:
            votes[label] = votes.get(label, 0) + 1
        elif word.ent in _OTHER:
            other += 1
    lowers = [word.lower for word in words[run.start : run.last]]
    if lowers[-1] in lexicon.organization_words or lowers[0] in lexicon.organization_words:
        return replace(run, label=EntityType.ORGANIZATION)
    if len(lowers) > 1 and (lowers[-1] in lexicon.place_words or lowers[0] in lexicon.place_words):
        return replace(run, label=EntityType.PLACE)
    if is_called_place(words, run.start, lexicon):
        return replace(run, label=EntityType.PLACE)
    if cut and words[run.start].ent and not words[run.start].opens:
        return run
    best = max(votes, key=lambda label: (votes[label], label)) if votes else None
    return replace(run, label=best, other=other > sum(votes.values()))
