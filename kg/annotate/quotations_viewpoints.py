"""Finds clauses whose view somebody else's is: "according to X, …", « Pour le chercheur X, … », « X, pour qui … »."""

from collections.abc import Iterator

from kg.annotate.quotations_according import according_phrase, according_source
from kg.annotate.quotations_clauses import SUBJECTS, VERBAL, Paragraph, trimmed
from kg.annotate.quotations_extent import opens_dispute
from kg.annotate.quotations_lexicon import Lexicon
from kg.annotate.quotations_subjects import nominal_before

__all__ = ["Viewed", "viewpoints"]

_LONGEST_HOUSE = 12
# First and last token of a content, of the words that introduce its source, and of that source; name of the rule.
Viewed = tuple[tuple[int, int], tuple[int, int], tuple[int, int], str]


def viewpoints(paragraph: Paragraph, words: Lexicon) -> Iterator[Viewed]:
    """The clauses whose source words like "according to" name, without a verb of speech."""
    yield from _according(paragraph, words)
    yield from _viewpoints(paragraph, words)
    if words.by_order:
        yield from _views_beside(paragraph, words)


def _according(paragraph: Paragraph, words: Lexicon) -> Iterator[Viewed]:
    """The clause that "according to X" or « selon X » stands in."""
    for place, word in enumerate(paragraph.words):
        if word not in words.according_to or paragraph.inside[place] >= 0:
            continue
        phrase = according_phrase(paragraph, place, words)
        if not phrase:
            continue
        first, last = paragraph.sentence_bounds(place)
        after = place + len(phrase)
        if after > last:
            continue
        if paragraph.words[after] in words.relatives:
            content = trimmed(paragraph, after + 1, last)
            apart = paragraph.words[place - 1] == "," and place > first
            source = (
                nominal_before(paragraph, place - 1, words, first)
                if apart
                else _announcer(paragraph, first, place, words)
            )
            if content is not None and source is not None:
                yield content, (place, after), source, "according"
            continue
        source = according_source(paragraph, after, last + 1, words)
        if source is None or _is_manner(paragraph, source, words):
            continue
        begins = place - _is_again(paragraph, first, place)
        content = _clause_beside(paragraph, first, begins, source[1], last, words)
        if content is not None:
            yield content, (place, after - 1), source, "according"


def _is_again(paragraph: Paragraph, first: int, place: int) -> bool:
    """Whether the word before "according to" belongs to it (« Le bilan, toujours selon le ministère, … »)."""
    adverb = place > first and paragraph.tokens[place - 1].pos == "ADV"
    return adverb and (place - 1 == first or paragraph.words[place - 2] == ",")


def _is_manner(paragraph: Paragraph, source: tuple[int, int], words: Lexicon) -> bool:
    """Whether what follows "according to" is how something is done, or no noun phrase at all."""
    if paragraph.tokens[source[0]].pos == "PUNCT":
        return True
    noun = next((place for place in range(source[0], source[1] + 1) if paragraph.tokens[place].pos == "NOUN"), None)
    return noun is not None and paragraph.words[noun] in words.manners


def _before_hung(paragraph: Paragraph, first: int, place: int, words: Lexicon) -> int:
    """The place, or that of the comma before a clause with nobody as its subject (« …, a-t-on appris de source … »)."""
    comma = next((each for each in range(place - 1, max(place - 7, first), -1) if paragraph.words[each] == ","), place)
    hung = any(word[:1] in {"-", "‑"} and word[1:] in words.impersonal for word in paragraph.words[comma + 1 : place])
    return comma if hung else place


def _clause_beside(
    paragraph: Paragraph, first: int, place: int, end: int, last: int, words: Lexicon
) -> tuple[int, int] | None:
    """The clause after or before "according to X", which stands from `place` to `end`; None when none is there."""
    colon = (
        each for each in range(place - 1, first, -1) if paragraph.words[each] == ":" and paragraph.inside[each] < 0
    )
    first = next(colon, first - 1) + 1
    comma = next((each for each in range(end + 1, last + 1) if paragraph.words[each] == ","), None)
    if comma is not None and "," not in paragraph.words[place:end]:
        comma = _after_aside(paragraph, comma, last, words)
    after_comma = paragraph.words[place - 1] == "," and _opens_clause(paragraph, place - 2)
    if comma is not None and (place - first <= 1 or after_comma):
        content = trimmed(paragraph, comma + 1, last)
    elif (
        comma is not None
        and paragraph.words[place - 1] == ","
        and (_is_split(paragraph, first, place, comma, last) or _is_inserted(paragraph, first, place, comma, last))
    ):
        content = trimmed(paragraph, first, last)
    elif place - first >= 3:
        content = trimmed(paragraph, first, _before_hung(paragraph, first, place, words) - 1)
    else:
        return None
    dispute = (
        next((each for each in range(content[0] + 2, content[1]) if opens_dispute(paragraph, each, words)), None)
        if content is not None and words.by_order
        else None
    )
    if content is not None and dispute is not None:
        content = trimmed(paragraph, content[0], dispute - 1)
    if content is None or not any(
        paragraph.tokens[each].pos in VERBAL or paragraph.inside[each] >= 0
        for each in range(content[0], content[1] + 1)
    ):
        return None
    return content


def _after_aside(paragraph: Paragraph, comma: int, last: int, words: Lexicon) -> int:
    """The comma that closes what is told of a source after it (« selon X, contrôlé par Y, … »), else that before."""
    if comma == last:
        return comma
    after = paragraph.tokens[comma + 1]
    told = after.pos == "ADJ" or (after.pos == "VERB" and "Tense=Past|VerbForm=Part" in after.morph)
    described = told or paragraph.words[comma + 1] in words.relatives
    close = next((each for each in range(comma + 2, last) if paragraph.words[each] == ","), None)
    if not described or close is None or paragraph.inside[comma + 1] >= 0:
        return comma
    goes_on = any("VerbForm=Fin" in paragraph.tokens[each].morph for each in range(close + 1, last + 1))
    return close if goes_on else comma


def _is_split(paragraph: Paragraph, first: int, place: int, comma: int, last: int) -> bool:
    """Whether "according to X" stands between commas before the verb of its clause."""
    before = any(paragraph.tokens[each].pos in VERBAL for each in range(first, place))
    return not before and any(paragraph.tokens[each].pos in VERBAL for each in range(comma, last + 1))


def _is_inserted(paragraph: Paragraph, first: int, place: int, comma: int, last: int) -> bool:
    """Whether "according to X" stands between commas after the verb, what follows being no clause of its own."""
    before = any(paragraph.tokens[each].pos in VERBAL for each in range(first, place))
    tokens = (paragraph.tokens[each] for each in range(comma, last + 1) if paragraph.inside[each] < 0)
    return before and not any("VerbForm=Fin" in token.morph or token.pos in {"CCONJ", "SCONJ"} for token in tokens)


def _viewpoints(paragraph: Paragraph, words: Lexicon) -> Iterator[Viewed]:
    """The clause after the one whose view it is (« Pour le chercheur X, la trêve est fragile »)."""
    for place in range(len(paragraph.words) - 3):
        if paragraph.words[place] not in words.viewpoints or paragraph.inside[place] >= 0:
            continue
        first, last = paragraph.sentence_bounds(place)
        source = according_source(paragraph, place + 1, last + 1, words) if place == first else None
        if source is None or source[0] > place + 1:
            continue
        kinds = {paragraph.tokens[each].pos for each in source}
        if kinds.isdisjoint({"DET", "PROPN", "PRON"}) or _is_thing(paragraph, source, words):
            continue
        comma = _with_house(paragraph, source[1], last, words) + 1
        alone = source[0] == source[1] and paragraph.tokens[source[0]].pos == "PRON"
        if (paragraph.words[source[1]] in words.asides and not alone) or not set(
            paragraph.words[place + 1 : comma]
        ).isdisjoint(words.dates):
            continue
        if comma < last and paragraph.words[comma] == ",":
            content = _clause_beside(paragraph, first, place, comma - 1, last, words)
            if content is not None and not (alone and not _is_judged(paragraph, *content, words)):
                yield content, (place, place), source, "viewpoint"


def _is_thing(paragraph: Paragraph, source: tuple[int, int], words: Lexicon) -> bool:
    """Whether the noun after "for" is a thing that goes on after it (« Pour ce match contre la Suisse, … »)."""
    noun = next((place for place in range(source[0], source[1]) if paragraph.tokens[place].pos == "NOUN"), None)
    if noun is None or not words.by_order or words.can_speak(paragraph.words[noun]):
        return False
    return paragraph.tokens[noun + 1].pos == "ADP"


def _announcer(paragraph: Paragraph, first: int, stop: int, words: Lexicon) -> tuple[int, int] | None:
    """The subject of the clause that tells of a declaration « selon laquelle … », None when it shows none or denies."""
    verbs = (cue for word in paragraph.words[first:stop] for cue in words.forms.get(word, ()))
    if any(cue.kind == "deny" for cue in verbs):
        return None
    for place in range(first, stop):
        token = paragraph.tokens[place]
        if token.dep in SUBJECTS and token.pos in {"NOUN", "PROPN", "PRON"} and paragraph.inside[place] < 0:
            verb = paragraph.heads[place]
            return paragraph.noun_phrase(place, first, verb) if place < verb < stop else None
    return None


def _opens_clause(paragraph: Paragraph, place: int) -> bool:
    """Whether a word opens a subordinate clause ("where, according to X, …")."""
    token = paragraph.tokens[place]
    return token.pos == "SCONJ" or "PronType=Rel" in token.morph or "PronType=Int" in token.morph


def _with_house(paragraph: Paragraph, end: int, last: int, words: Lexicon) -> int:
    """Last token of a viewer and where they belong, between commas (« Pour Tom Ash, de la maison Pell, … »)."""
    comma = end + 1
    if comma + 2 > last or paragraph.words[comma] != "," or paragraph.words[comma + 1] not in words.links:
        return end
    for place in range(comma + 1, min(comma + _LONGEST_HOUSE, last)):
        if paragraph.tokens[place].pos in VERBAL or paragraph.inside[place] >= 0:
            return end
        if paragraph.words[place] == ",":
            return place - 1
    return end


def _views_beside(paragraph: Paragraph, words: Lexicon) -> Iterator[Viewed]:
    """The clause in which or after which somebody is named whose view it is.

    « X, pour qui le texte « va trop loin », … » and « Le texte est inutile, pour le bâtonnier. ».
    """
    for comma in range(1, len(paragraph.words) - 2):
        place = comma + 1
        outside = paragraph.inside[comma] < 0 and paragraph.inside[place] < 0
        if not outside or paragraph.words[comma] != "," or paragraph.words[place] not in words.viewpoints:
            continue
        first, last = paragraph.sentence_bounds(place)
        if paragraph.words[place + 1] in words.relatives:
            source = nominal_before(paragraph, comma, words, first)
            content = trimmed(paragraph, place + 2, _relative_end(paragraph, place + 2, last))
            at = (place, place + 1)
        else:
            source = _last_viewer(paragraph, place, last, words)
            content = trimmed(paragraph, first, comma - 1)
            at = (place, place)
        if source is not None and content is not None and _is_judged(paragraph, *content, words):
            yield content, at, source, "viewpoint"


def _relative_end(paragraph: Paragraph, start: int, last: int) -> int:
    """Last token of a relative clause: before a comma after its verb, after which the main verb goes on."""
    verb = next((place for place in range(start, last) if paragraph.tokens[place].pos in VERBAL), last)
    for place in range(verb + 1, last):
        after = paragraph.tokens[place + 1]
        if paragraph.words[place] == "," and paragraph.inside[place] < 0 and after.pos in {*VERBAL, "PRON", "ADV"}:
            return place - 1
    return last


def _last_viewer(paragraph: Paragraph, place: int, last: int, words: Lexicon) -> tuple[int, int] | None:
    """Who is named between "for" and the end of the sentence: a person or a body with its article, or a name."""
    phrase = paragraph.phrase_from(place + 1, last + 1, words.links)
    if phrase is None or phrase[1] < last - 1 or paragraph.tokens[phrase[0]].pos not in {"DET", "PROPN"}:
        return None
    noun = next((each for each in range(phrase[0], phrase[1] + 1) if paragraph.tokens[each].pos == "NOUN"), None)
    return phrase if noun is None or words.can_speak(paragraph.words[noun]) else None


def _is_judged(paragraph: Paragraph, first: int, last: int, words: Lexicon) -> bool:
    """Whether a clause says what something is, or holds words in marks, as a view does and an aim does not."""
    quoted = {paragraph.inside[place] for place in range(first, last + 1)} - {-1}
    if any(len(paragraph.marks[number].content.of(paragraph.text).split()) > 1 for number in quoted):
        return True
    if any(paragraph.inside[place] >= 0 and paragraph.tokens[place].pos in VERBAL for place in range(first, last + 1)):
        return True
    finite = next((at for at in range(first, last) if "VerbForm=Fin" in paragraph.tokens[at].morph), None)
    copula = finite is not None and paragraph.words[finite] in words.copulas
    return copula and finite is not None and "Voice=Pass" not in paragraph.tokens[paragraph.heads[finite]].morph
