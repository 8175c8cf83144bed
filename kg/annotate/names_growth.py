"""Grows a noun phrase from its head: what stands before it, and what it is held for behind it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from kg.annotate.gazetteer import Known
from kg.annotate.names_fields import POSSESSIVE, addresses, closes, is_of_first, lists, of_many, office_at
from kg.annotate.names_lexicon import PEOPLE, Lexicon, Term, TermKind
from kg.annotate.names_words import PERSON_LABELS, Word
from kg.model import EntityType

__all__ = ["Growing", "KnownWords", "grow_left", "grow_right", "introduces"]

_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
_CLAUSAL = ("VerbForm=Inf", "Tense=Pres|VerbForm=Fin")
_NAMES = frozenset({"", "NOUN", "PROPN", "ADJ"})
_BEFORE = frozenset({"compound", "amod", "nmod"})
_SENT = frozenset({"ambassador", "envoy"})
_TAKES_RARE = frozenset({"ambassador", "envoy", "adviser", "spokesperson", "high_representative"})
_BODY_WORDS = 4
_TIMES = frozenset({"DATE", "TIME"})
_OWNERS = frozenset({EntityType.COUNTRY, EntityType.ORGANIZATION})
_MINISTERS = frozenset(
    f"{field}minister" for field in ("", "deputy_", "foreign_", "deputy_foreign_", "defence_", "interior_", "finance_")
)


class KnownWords(msgspec.Struct, frozen=True):
    """Known names of a sentence by word index.

    Attributes:
        starts: index of the first word → index after the last and the name.
        ends: index after the last word → index of the first.
        titled: index → whether somebody with title and name begins there, as far as asked.
    """

    starts: dict[int, tuple[int, Known]]
    ends: dict[int, int]
    titled: dict[int, bool] = msgspec.field(default_factory=dict)


@dataclass(slots=True)
class Growing:
    """What is collected while a phrase grows.

    Attributes:
        first: its first word so far, the determiner left out.
        last: index after its last so far.
        country: first country found in it, "" none.
        organization: words of the first body found in it.
        former: whether a word says that the office is past.
        definite: whether a word shows that the reader should know it.
        counted: the number it names, 0 none.
        fields: index ranges behind prepositions.
        countries: every country found in it.
    """

    first: int
    last: int
    country: str = ""
    organization: tuple[int, int] | None = None
    former: bool = False
    definite: bool = False
    counted: int = 0
    fields: list[tuple[int, int]] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)

    def take(self, start: int, end: int, known: Known, *, left: bool = False) -> None:
        """Takes in a known name that stands in the phrase, to its left or else after what is there."""
        if known.type is EntityType.COUNTRY or (known.type is EntityType.CITY and known.demonym):
            self.country = self.country or known.country
            self.countries.insert(0 if left else len(self.countries), known.country)
        elif known.type is EntityType.ORGANIZATION and not self.organization:
            self.organization = (start, end)


def introduces(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word is an article or another determiner."""
    lower = word.lower
    return lower in lexicon.definite or lower in lexicon.indefinite or lower in lexicon.possessive


def grow_left(
    words: Sequence[Word],
    known: KnownWords,
    lexicon: Lexicon,
    skipped: set[int],
    growing: Growing,
    limit: int,
    *,
    plural: bool,
) -> None:
    """Takes in what stands before a head: nationality, possessor, other nouns, "former", numbers; not the article."""
    first_nouns = lexicon.words.modifiers_first
    index = growing.first
    while index > limit:
        word = words[index - 1]
        lower = word.lower
        if lower in lexicon.words.buildings and lexicon.in_building(words, index - 1, limit):
            break
        if index in known.ends and known.ends[index] >= limit:
            start = known.ends[index]
            entry = known.starts[start][1]
            placed = start and words[start - 1].lower in lexicon.locative and not entry.demonym
            if not first_nouns or placed:
                break
            growing.take(start, index, entry, left=True)
            index = start
        elif (
            first_nouns
            and plural
            and growing.country
            and (lower in lexicon.conjunctions or lower == ",")
            and index - 1 in known.ends
            and known.ends[index - 1] >= limit
            and (known.starts[known.ends[index - 1]][1].demonym or known.ends[index - 1] == 0)
        ):
            index -= 1
        elif lower in POSSESSIVE and index - 1 > limit:
            index = _possessor(words, known, growing, index - 1, limit)
            growing.definite = True
        elif lower in lexicon.former:
            if _is_next(words, lexicon, index - 1):
                break
            growing.former = True
            index -= 1
        elif (lower in lexicon.modifiers and not _rules(word)) or index - 1 in skipped:
            index -= 1
        elif lower in lexicon.numbers and plural:
            growing.counted = lexicon.numbers[lower]
            growing.definite = True
            index -= 1
        elif first_nouns and (
            (word.capital and lower not in lexicon.common and word.pos in ("", "PROPN", "ADJ", "NOUN"))
            or (word.pos in _NOUNS and word.dep in _BEFORE)
            or (lower == "-" and index - 1 > limit)
        ):
            index -= 1
        else:
            break
    growing.first = index


def _is_next(words: Sequence[Word], lexicon: Lexicon, index: int) -> bool:
    """Whether a word for what is past is an adverb that goes on with a list ("met A and then Minister B")."""
    before = words[index - 1].lower if index else ""
    return words[index].pos == "ADV" and (before == "," or before in lexicon.conjunctions)


def _rules(word: Word) -> bool:
    """Whether a word that could be an adjective is the verb of a clause ("will host President X")."""
    return word.pos == "VERB" and word.dep not in _BEFORE and any(form in word.morph for form in _CLAUSAL)


def _possessor(words: Sequence[Word], known: KnownWords, growing: Growing, index: int, limit: int) -> int:
    """First word of the possessor that ends before the sign of possession at `index`."""
    if index in known.ends and known.ends[index] >= limit:
        start = known.ends[index]
        growing.take(start, index, known.starts[start][1])
        return start
    start = index - 1
    while start > limit and words[start].capital and words[start - 1].capital:
        start -= 1
    return start


def grow_right(words: Sequence[Word], known: KnownWords, lexicon: Lexicon, growing: Growing, term: Term) -> None:
    """Takes in what stands behind a head: adjectives, nationality, and what the office is held for."""
    first_nouns = lexicon.words.modifiers_first
    index = growing.last
    count = len(words)
    while index < count:
        word = words[index]
        lower = word.lower
        entry = known.starts.get(index)
        if entry and entry[1].demonym and not word.capital:
            growing.take(index, *entry)
            index = entry[0]
            continue
        if not first_nouns:
            taken = lexicon.suffix_at(words, index) or (lower in lexicon.modifiers and not word.capital)
            if taken:
                index += int(taken)
                continue
            if lower in lexicon.former and not word.capital:
                growing.former = True
                index += 1
                continue
            if word.pos == "ADJ" and not word.capital and word.dep == "amod":
                index += 1
                continue
        following = index
        joins = lower in lexicon.conjunctions or lower == ","
        if term.plural and growing.countries and joins and index + 1 < count:
            behind = index + 1 + (words[index + 1].lower in lexicon.definite)
            if behind in known.starts:
                growing.take(behind, *known.starts[behind])
                index = known.starts[behind][0]
                continue
        long = len(term.words) > 1
        fielded = growing.fields or (long and (term.key in _MINISTERS or term.kind is TermKind.GOVERNMENT))
        if fielded and (lower in lexicon.conjunctions or lower == ","):
            if (
                lower in lexicon.conjunctions
                and index + 1 < count
                and words[index + 1].lower in lexicon.portfolios
                and index + 1 not in known.starts
            ):
                end = _field(words, known, lexicon, growing, index + 1)
                growing.fields.append((index + 1, end))
                index = end
                continue
            if (
                term.kind is TermKind.DELEGATION
                and lower in lexicon.conjunctions
                and index + 1 < count
                and words[index + 1].pos in ("NOUN", "ADJ")
            ):
                end = _field(words, known, lexicon, growing, index + 1)
                growing.fields.append((index + 1, end))
                index = end
                continue
            following = index + 1
            if term.plural and lower in lexicon.conjunctions and following in known.starts:
                growing.take(following, *known.starts[following])
                index = known.starts[following][0]
                continue
            if following >= count or not lexicon.preposition_at(words, following):
                break
        if lower in lexicon.words.origins and (end := _origin(words, known, lexicon, growing, index + 1)):
            index = end
            continue
        start = _after_preposition(words, lexicon, term, following)
        if start is None or start >= count or words[start].ent in _TIMES:
            growing.last = _posting(words, known, lexicon, growing, following)
            return
        country = term.plural and start in known.starts
        if following > index and words[start].capital and start - following > 1 and term.key in _MINISTERS:
            country = True
        citizens = term.key in _MINISTERS and start in known.starts and known.starts[start][1].demonym
        if following > index and words[start].lower not in lexicon.portfolios and not country and not citizens:
            break
        if term.kind in PEOPLE:
            if start not in known.titled:
                known.titled[start] = _titled_after(words, known, lexicon, start)
            if known.titled[start] and not is_of_first(words, lexicon, growing.first, start):
                break
        if term.kind is TermKind.DOCUMENT and any(each.kind in PEOPLE for each in lexicon.terms_at(words, start)):
            break
        countries = growing.country, list(growing.countries)
        end = _field(words, known, lexicon, growing, start)
        if end == start:
            break
        if term.key in _SENT and not lexicon.preposition_at(words, following):
            growing.country, growing.countries = countries  # Where somebody is sent is not who sends them.
        growing.fields.append((start, end))
        index = end
    growing.last = index


def _origin(words: Sequence[Word], known: KnownWords, lexicon: Lexicon, growing: Growing, start: int) -> int:
    """Index after the country or body that people are from ("a delegation from Norway"), 0 for another place."""
    start += start < len(words) and words[start].lower in lexicon.definite
    end, entry = known.starts.get(start, (0, None))
    if entry is None or entry.demonym or entry.type not in _OWNERS:
        return 0
    growing.take(start, end, entry)
    return end


def _posting(words: Sequence[Word], known: KnownWords, lexicon: Lexicon, growing: Growing, index: int) -> int:
    """Index after the country that the head of a body is for, where a name follows ("for Lebanon, Ms Berg")."""
    length = lexicon.rare_preposition_at(words, index)
    if not growing.organization or not length:
        return index
    start = index + length
    while start < len(words) and words[start].lower in lexicon.definite:
        start += 1
    end = known.starts[start][0] if start in known.starts else start
    named = end + 1 < len(words) and words[end].text == "," and words[end + 1].capital
    return end if end > start and named else index


def _titled_after(words: Sequence[Word], known: KnownWords, lexicon: Lexicon, start: int) -> bool:
    """Whether somebody else with title and name follows a preposition ("a spokeswoman for President X")."""
    index, count = start, len(words)
    while index < count and not words[index].masked:
        entry = known.starts.get(index)
        term = next((each for each in lexicon.terms_at(words, index) if each.kind is TermKind.OFFICE), None)
        if term is not None:
            inner = Growing(index, index + len(term.words))
            grow_right(words, known, lexicon, inner, term)
            return _opens_name(words, known, lexicon, inner.last) and not is_of_first(words, lexicon, start, inner.last)
        if not lexicon.words.modifiers_first:
            return False
        if entry and (entry[1].demonym or entry[1].type is EntityType.COUNTRY):
            index = entry[0]
        elif words[index].lower in POSSESSIVE or words[index].lower in lexicon.former | lexicon.modifiers:
            index += 1
        else:
            return False
    return False


def _opens_name(words: Sequence[Word], known: KnownWords, lexicon: Lexicon, index: int) -> bool:
    """Whether the name of a person could begin at a word."""
    if index >= len(words) or index in known.starts or not words[index].capital or words[index].masked:
        return False
    lower = words[index].lower
    return words[index].pos in _NAMES and lower not in lexicon.organization_words and lower not in lexicon.portfolios


def _after_preposition(words: Sequence[Word], lexicon: Lexicon, term: Term, index: int) -> int | None:
    """Index after a preposition that the office takes and the article after it, None if there is none."""
    length = lexicon.preposition_at(words, index)
    start = index + length
    if not length:
        length = lexicon.rare_preposition_at(words, index)
        start = index + length
        if not length or start >= len(words):
            return None
        if words[start].lower in lexicon.definite:
            start += 1
        if term.key not in _TAKES_RARE and (start >= len(words) or words[start].lower not in lexicon.portfolios):
            return None
        return start
    if start < len(words) and lexicon.style_at(words, start):
        return start
    if start < len(words) and (words[start].lower in lexicon.definite or words[start].lower in lexicon.possessive):
        start += 1
    return start


def _field(words: Sequence[Word], known: KnownWords, lexicon: Lexicon, growing: Growing, start: int) -> int:
    """Index after what stands behind a preposition: what an office is held for, without a name that follows it."""
    index = start
    count = len(words)
    portfolio = False
    while index < count:
        word = words[index]
        lower = word.lower
        entry = known.starts.get(index)
        looked_after = portfolio and lower in lexicon.portfolios  # « Coopération, Francophonie et Diaspora »
        if entry and (entry[1].demonym or entry[0] > index + 1 or not looked_after):
            if portfolio and word.capital and not entry[1].demonym:
                break
            growing.take(index, *entry)
            index = entry[0]
            if entry[1].type in _OWNERS and not entry[1].demonym:
                index = office_at(words, _body_of(words, index, lexicon), lexicon)
                break
            continue
        if word.masked or (index > start and addresses(words, index, lexicon)):
            break
        style = lexicon.style_at(words, index) if index == start else None
        if style:
            index += len(style.words)
            index += index < count and words[index].lower in lexicon.definite
            index += index < count and words[index].capital
            continue
        if lower in lexicon.portfolios:
            portfolio = True
            index += 1
        elif word.capital:
            body = lower in lexicon.organization_words or of_many(words, index + 1, lexicon)
            if index > start and ((portfolio and not body) or (word.opens and word.ent in PERSON_LABELS)):
                break
            if lower in lexicon.organization_words:
                growing.organization = growing.organization or (start, index + 1)
            index += 1
        elif (word.pos in _NOUNS and lower not in lexicon.common) or (not word.pos and index == start):
            if not word.text[0].isalpha():
                break
            index += 1
        elif (lower == "," and portfolio and lists(words, index, lexicon)) or of_many(words, index, lexicon):
            index += 1
        elif lower in lexicon.conjunctions and index > start and index + 1 < count:
            after = words[index + 1]
            if not (portfolio and after.lower in lexicon.portfolios) and not closes(words, index + 1, lexicon):
                break
            index += 1
        else:
            break
    return index


def _body_of(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """Index after the body that a country names ("of Chad Central Committee", "of Chad's Council"), else the same."""
    begin = index + (index < len(words) and words[index].lower in POSSESSIVE)
    for step in range(begin, min(begin + _BODY_WORDS, len(words))):
        if not words[step].capital:
            break
        if words[step].lower in lexicon.organization_words:
            return step + 1
    return index
