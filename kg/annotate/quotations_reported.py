"""Finds the content of reporting verbs that stands without quotation marks, or only partly in them."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from kg.annotate.quotations_clauses import SUBJECTS, Paragraph
from kg.annotate.quotations_cues import CueFound, Lexicon, find_source, listed_participle, main_source
from kg.annotate.quotations_direct import according_source
from kg.annotate.quotations_order import content_by_order

__all__ = ["Reported", "find_reported"]

_OBJECTS = frozenset(["dobj", "obj", "iobj", "obl:arg", "dative"])
_DIRECT_OBJECTS = frozenset(["dobj", "obj"])
_EDGE_WORDS = frozenset([",", ".", ";", ":", "-", "–", "—", "!", "…", "...", ")", "]"])
_REASONS = frozenset(["for", "of", "over", "on"])
_ADDRESSED = frozenset(["clause", "infinitive", "adjacent"])
_COMMAS = frozenset([",", "—", "–", "-"])
_VERBAL = frozenset(["VERB", "AUX"])


@dataclass(frozen=True, slots=True)
class Reported:
    """A content clause or phrase and whose it is.

    Attributes:
        first: index of its first token.
        last: index of its last token.
        cue: the verb, None for words like "according to".
        cue_words: first and last token of those words, None for a verb.
        source: first and last token of the words that name the speaker, None when not shown.
        rule: name of the rule.
        addressee: first and last token of the words that name the addressee.
        resumes: whether it goes on with the part before an interruption.
    """

    first: int
    last: int
    cue: CueFound | None
    cue_words: tuple[int, int] | None
    source: tuple[int, int] | None
    rule: str
    addressee: tuple[int, int] | None = None
    resumes: bool = False


def find_reported(
    paragraph: Paragraph, found: Sequence[CueFound], used: Set[int], taken: Set[int], words: Lexicon
) -> tuple[Reported, ...]:
    """The contents of the cues of a paragraph and of words like "according to"; they may overlap.

    Args:
        paragraph: where to look.
        found: its cues.
        used: verbs whose content is already known.
        taken: numbers of passages whose speaker is already known.
        words: words of reported speech.
    """
    cues = {cue.verb: cue for cue in found}
    contents: list[Reported] = []
    for cue in found:
        if cue.negated or _is_purpose(paragraph, cue.verb):
            continue
        if cue.verb in used:
            contents.extend(_around_used(paragraph, cue, taken, words))
        else:
            contents.extend(_contents(paragraph, cue, cues, used, taken, words))
    contents.extend(_according(paragraph, cues, words))
    return tuple(contents)


def _contents(
    paragraph: Paragraph, found: CueFound, cues: dict[int, CueFound], used: Set[int], taken: Set[int], words: Lexicon
) -> Iterator[Reported]:
    first, last = paragraph.sentence_bounds(found.verb)
    question = paragraph.words[last] == "?" and paragraph.inside[last] < 0
    source = main_source(paragraph, found, cues, words, first) or find_source(paragraph, found, words, first, last + 1)
    if source is None and not found.passive:
        source = _nearest_subject(paragraph, found, cues, words, first)
    addressee = find_addressee(paragraph, found, last)
    that = _that_clause(paragraph, found, cues, words, last)
    opened = that is not None and paragraph.words[that[0] - 1] in words.complementizers
    if not opened:
        parts = [
            content
            for span in _parenthesis(paragraph, found, source, words, first, last)
            if (content := _trimmed(paragraph, *span)) is not None
            and not any(paragraph.inside[place] in taken for place in range(content[0], content[1] + 1))
        ]
        inverted = paragraph.phrase_from(found.last + 1, last + 1) if words.by_order else None
        if parts and inverted is not None and paragraph.words[found.first - 1] == ",":
            source = inverted
        for number, content in enumerate(parts):
            yield Reported(*content, found, None, source, "parenthesis", addressee, resumes=number > 0)
        if parts:
            return
    if question:
        return
    for rule, span in _spans(paragraph, found, cues, that, words, last):
        if span is None:
            continue
        end = _cut(paragraph, found, cues, span[0], span[1], used, words)
        stop = next((place for place in range(span[0], end + 1) if paragraph.inside[place] in taken), end + 1)
        end = min(end, stop - 1)
        content = _trimmed(paragraph, span[0], end)
        if content is not None:
            yield Reported(*content, found, None, source, rule, addressee if rule in _ADDRESSED else None)
        return


def _around_used(paragraph: Paragraph, found: CueFound, taken: Set[int], words: Lexicon) -> Iterator[Reported]:
    """What stands before or after the clause of a cue whose passage is known (Now is the time, he said, "…")."""
    first, last = paragraph.sentence_bounds(found.verb)
    source = find_source(paragraph, found, words, first, last + 1)
    for number, span in enumerate(_parenthesis(paragraph, found, source, words, first, last)):
        content = _trimmed(paragraph, *span)
        if content is None or any(paragraph.inside[place] in taken for place in range(content[0], content[1] + 1)):
            continue
        if words.by_order and content[0] > found.verb and paragraph.tokens[content[0]].pos == "ADP":
            continue
        if any(paragraph.tokens[place].pos in _VERBAL for place in range(content[0], content[1] + 1)):
            yield Reported(*content, found, None, source, "beside quote", resumes=number > 0)


def _spans(
    paragraph: Paragraph,
    found: CueFound,
    cues: Mapping[int, CueFound],
    that: tuple[int, int] | None,
    words: Lexicon,
    last: int,
) -> Iterator[tuple[str, tuple[int, int] | None]]:
    """What the grammar of a cue offers as its content, best first."""
    yield "clause", that
    if found.takes("that") is not None and that is None:
        return
    if words.by_order:
        ordered = content_by_order(paragraph, found, cues, words, last)
        if ordered is not None:
            yield ordered[0], ordered[1:]
        yield "adjacent", _adjacent_mark(paragraph, found, last)
        return
    if found.takes("as") is not None:
        yield "adjacent", _adjacent_mark(paragraph, found, last)
    yield "order", _order(paragraph, found, last)
    if found.takes("as") is not None:
        yield "as", _called(paragraph, found, last)
    yield "infinitive", _infinitive(paragraph, found, last)
    yield "as", _small_clause(paragraph, found, words, last)
    yield "noun", _nominal(paragraph, found, words, last)


def _adjacent_mark(paragraph: Paragraph, found: CueFound, last: int) -> tuple[int, int] | None:
    """A passage that begins right after a cue ("a plan he called “dead on arrival”")."""
    start = found.last + 1
    while start <= last and paragraph.tokens[start].pos == "ADV":
        start += 1
    if start > last or paragraph.inside[start] < 0 or paragraph.words[found.first - 1] == "-":
        return None
    end = start
    while end < last and paragraph.inside[end + 1] == paragraph.inside[start]:
        end += 1
    return start, end


def _is_purpose(paragraph: Paragraph, verb: int) -> bool:
    """Whether a verb is an infinitive of purpose or of a noun ("efforts to present …"), which tells of no speech."""
    token = paragraph.tokens[verb]
    if verb > 1 and paragraph.words[verb - 2] == "avant":
        return False
    return "VerbForm=Inf" in token.morph and token.dep in {"advcl", "acl", "relcl", "obl:mod", "nmod"}


def _nearest_subject(
    paragraph: Paragraph, found: CueFound, cues: dict[int, CueFound], words: Lexicon, first: int
) -> tuple[int, int] | None:
    """The subject of an earlier cue of the sentence, for a participle or coordinated verb hung elsewhere."""
    for place in reversed(range(first, found.first)):
        if place not in cues:
            continue
        for child in paragraph.children[place]:
            if (
                paragraph.tokens[child].dep in SUBJECTS
                and child < place
                and paragraph.words[child] not in words.relatives
            ):
                return paragraph.noun_phrase(child, first, place)
    return None


def _that_clause(
    paragraph: Paragraph, found: CueFound, cues: dict[int, CueFound], words: Lexicon, last: int
) -> tuple[int, int] | None:
    opening = _complementizer(paragraph, found, words, last)
    if found.takes("clause") is None and (opening is None or found.takes("that") is None):
        return None
    clause = next(
        (
            child
            for child in paragraph.children[found.verb]
            if paragraph.tokens[child].dep == "ccomp" and child > found.verb and paragraph.right[child] > found.last
        ),
        None,
    )
    if opening is not None:
        start = opening + 1
        end = last if clause is None else max(paragraph.right[clause], start)
        if words.by_order:
            end = last
    elif clause is not None and not words.by_order:
        start = max(paragraph.left[clause], found.last + 1)
        end = paragraph.right[clause]
        if not any(paragraph.tokens[child].dep in SUBJECTS for child in paragraph.children[clause]):
            objects = [
                child
                for child in paragraph.children[found.verb]
                if found.last < child < start and paragraph.tokens[child].dep == "dobj"
            ]
            start = min([start, *(paragraph.left[child] for child in objects)])
        if start < clause and any(
            paragraph.tokens[place].pos == "PUNCT" and paragraph.words[place] == ":" for place in range(start, clause)
        ):
            return None
    else:
        return None
    return (start, min(end, last))


def _complementizer(paragraph: Paragraph, found: CueFound, words: Lexicon, last: int) -> int | None:
    """Index of the "that" of a cue: beside it, or after an addressee, a time or a place."""
    commas = 0
    for place in range(found.last + 1, min(found.last + 14, last)):
        token = paragraph.tokens[place]
        commas += paragraph.words[place] == ","
        if paragraph.words[place] in words.complementizers and paragraph.inside[place] < 0:
            if words.by_order and (
                (commas == 1 and paragraph.words[place - 1] == ",") or _has_object(paragraph, found, place)
            ):
                return None
            marks = token.pos == "SCONJ" or token.dep == "mark"
            if marks or (token.pos in {"PRON", "ADP", "DET"} and place <= found.last + 2):
                return place
            return None
        aside = words.by_order and commas == 1 and "VerbForm=Part" in token.morph and token.dep != "conj"
        if token.pos in _VERBAL and token.dep not in {"amod", "acl"} and not aside:
            return None
        if paragraph.words[place] in {":", ";"}:
            return None
    return None


def _has_object(paragraph: Paragraph, found: CueFound, that: int) -> bool:
    """Whether the object of a cue ends right before « que », which is then a relative pronoun."""
    if that < found.last + 3 or found.takes("noun") is None or any(cue.kind == "tell" for cue in found.cues):
        return False
    opened = paragraph.tokens[found.last + 1].pos == "DET" and not paragraph.words[found.last + 1].startswith("ce")
    return opened and paragraph.tokens[that - 1].pos in {"NOUN", "ADJ"} and paragraph.words[that - 1] != "jour"


def _cut(
    paragraph: Paragraph,
    found: CueFound,
    cues: dict[int, CueFound],
    start: int,
    end: int,
    used: Set[int],
    words: Lexicon,
) -> int:
    """Last token of a content that begins at `start`, before another verb of the same speaker goes on."""
    for place in range(start + 1, end + 1):
        if paragraph.inside[place] >= 0 and paragraph.inside[place] == paragraph.inside[start]:
            continue
        other = cues.get(place)
        if other is not None and place in used and place != found.verb:
            return _clause_before(paragraph, other, start)
        if other is not None and other.verb != found.verb:
            before = other.first - 1
            while before > start and paragraph.tokens[before].pos == "ADV":
                before -= 1
            joined = paragraph.tokens[before].pos == "CCONJ" or paragraph.words[before] == ","
            form = paragraph.words[place]
            participle = form.endswith(("ant", "ing")) and paragraph.words[before] in {",", "en"}
            if before > start and (
                participle
                or (words.by_order and listed_participle(paragraph, other) and found.first < found.verb)
                or (
                    joined and paragraph.tokens[before].pos == "CCONJ" and _same_speaker(paragraph, found, other, words)
                )
            ):
                return before - 1
        if paragraph.words[place] == "," and _opens_according(paragraph, place + 1, words):
            return place - 1
    return end


def _clause_before(paragraph: Paragraph, other: CueFound, start: int) -> int:
    """Last token before the clause of another cue: before its subject, a conjunction and a comma."""
    subjects = [
        paragraph.left[child]
        for child in paragraph.children[other.verb]
        if paragraph.tokens[child].dep in SUBJECTS and start < child < other.first
    ]
    place = min([other.first, *subjects]) - 1
    while place > start and paragraph.tokens[place].pos in {"CCONJ", "PUNCT", "ADV"}:
        place -= 1
    return place


def _same_speaker(paragraph: Paragraph, found: CueFound, other: CueFound, words: Lexicon) -> bool:
    """Whether a coordinated verb without a subject of its own goes on with the verb of the cue."""
    if any(paragraph.tokens[child].dep in SUBJECTS and child < other.verb for child in paragraph.children[other.verb]):
        return False
    if paragraph.heads[other.verb] == found.verb:
        return True
    if not words.by_order:
        return "VerbForm=Fin" in paragraph.tokens[other.verb].morph and _same_form(paragraph, found.verb, other.verb)
    morph = paragraph.tokens[other.first].morph if other.first < other.verb else paragraph.tokens[other.verb].morph
    return "VerbForm=Inf" not in morph


def _same_form(paragraph: Paragraph, one: int, other: int) -> bool:
    """Whether two verbs have the same tense and person."""
    return paragraph.tokens[one].morph == paragraph.tokens[other].morph


def _opens_according(paragraph: Paragraph, place: int, words: Lexicon) -> bool:
    return any(paragraph.words[place : place + len(phrase)] == phrase for phrase in words.according_to)


def _parenthesis(
    paragraph: Paragraph, found: CueFound, source: tuple[int, int] | None, words: Lexicon, first: int, last: int
) -> Iterator[tuple[int, int]]:
    """The parts of a sentence around "…, he said, …": what stands before it, and what after."""
    if found.takes("quote") is None or found.takes("clause") is None or found.verb - first < 2 or found.passive:
        return
    if (
        any(
            paragraph.tokens[child].dep in {"dobj", "obj"} and child > found.last
            for child in paragraph.children[found.verb]
        )
        and not any(cue.kind == "tell" for cue in found.cues)
        and not words.by_order
    ):
        return
    if paragraph.tokens[found.verb].dep in {"relcl", "acl:relcl"} or paragraph.words[found.verb].endswith(
        ("ant", "ing")
    ):
        return
    begin, end = found.first, found.last
    for child in paragraph.children[found.verb]:
        if paragraph.tokens[child].dep in SUBJECTS and paragraph.inside[child] < 0:
            begin = min(begin, paragraph.left[child] if child < found.verb else begin)
            if child > found.verb:
                end = max(end, paragraph.noun_phrase(child, found.last, last + 1)[1])
    if begin - 1 <= first or paragraph.words[begin - 1] not in _COMMAS or paragraph.inside[begin - 1] >= 0:
        after_comma = _after_comma(paragraph, found, first)
        if after_comma is None:
            return
        begin = after_comma
    after = next(
        (place for place in range(end + 1, min(end + 12, last + 1)) if paragraph.words[place] in _COMMAS), None
    )
    clause = any(
        paragraph.tokens[child].dep in {"ccomp", "parataxis"} and child < begin
        for child in paragraph.children[found.verb]
    )
    hung = paragraph.tokens[found.verb].dep in {"parataxis", "dep", "ccomp"} and (
        first <= paragraph.heads[found.verb] < begin or paragraph.heads[found.verb] > end
    )
    phrase = paragraph.phrase_from(found.last + 1, last + 1)
    clitic = any(
        paragraph.words[place][:1] == "-" and len(paragraph.words[place]) > 1
        for place in range(found.first, min(found.last + 3, last + 1))
    )
    inverted = begin == found.first and (
        phrase is not None or clitic or (source is not None and source[0] > found.verb)
    )
    closing = not any(paragraph.tokens[place].pos == "VERB" for place in range(end + 1, last + 1))
    if not (clause or hung or (closing and (inverted or begin < found.first <= begin + 6))):
        return
    if any(paragraph.tokens[child].dep == "mark" for child in paragraph.children[found.verb]):
        return
    if after != end + 1 and not clause and _clause_after(paragraph, found, end):
        return
    if begin == found.first and not inverted:
        return
    if (after is None or after >= last) and not any(
        paragraph.tokens[place].pos in _VERBAL for place in range(first, begin - 1)
    ):
        return
    if begin - first < 4 and after != end + 1:
        return
    if words.by_order and not any(paragraph.tokens[place].pos in _VERBAL for place in range(first, begin - 1)):
        return
    yield first, begin - 2
    if after is not None and after < last and (not closing or after == end + 1):
        yield after + 1, last


def _clause_after(paragraph: Paragraph, found: CueFound, end: int) -> bool:
    """Whether a clause with a subject follows a cue as its content."""
    return any(
        child > end
        and paragraph.tokens[child].dep == "ccomp"
        and any(paragraph.tokens[each].dep in SUBJECTS for each in paragraph.children[child])
        for child in paragraph.children[found.verb]
    )


def _after_comma(paragraph: Paragraph, found: CueFound, first: int) -> int | None:
    """First token of a noun phrase between a comma and a cue that ends the sentence, whatever the parser made of it."""
    for place in range(found.first - 1, max(found.first - 9, first + 2), -1):
        token = paragraph.tokens[place]
        if paragraph.inside[place] >= 0 or token.pos in {"VERB", "AUX", "SCONJ", "ADP"}:
            return None
        if paragraph.words[place] == ",":
            return place + 1 if place + 1 < found.first else None
    return None


def _order(paragraph: Paragraph, found: CueFound, last: int) -> tuple[int, int] | None:
    if found.takes("order") is None:
        return None
    for child in paragraph.children[found.verb]:
        token = paragraph.tokens[child]
        if child > found.verb and token.dep in {"xcomp", "ccomp"} and token.pos in _VERBAL:
            objects = [
                each
                for each in (*paragraph.children[found.verb], *paragraph.children[child])
                if found.last < each < child and paragraph.tokens[each].dep in _OBJECTS | SUBJECTS
            ]
            start = min([paragraph.left[child], *(paragraph.left[each] for each in objects)])
            return _trimmed(paragraph, max(start, found.last + 1), min(paragraph.right[child], last))
    return None


def _infinitive(paragraph: Paragraph, found: CueFound, last: int) -> tuple[int, int] | None:
    if found.takes("infinitive") is None:
        return None
    for child in paragraph.children[found.verb]:
        token = paragraph.tokens[child]
        if child > found.verb and token.dep == "xcomp" and token.pos in _VERBAL:
            return _trimmed(paragraph, max(paragraph.left[child], found.last + 1), min(paragraph.right[child], last))
    return None


def _small_clause(paragraph: Paragraph, found: CueFound, words: Lexicon, last: int) -> tuple[int, int] | None:
    """Something and what it is called: "called the deal a mistake", « a qualifié la hausse de menace »."""
    if found.takes("as") is None:
        return None
    children = [
        child
        for child in paragraph.children[found.verb]
        if child > found.last
        and paragraph.tokens[child].dep not in {"punct", "advcl", "conj", "cc", "npadvmod", "advmod"}
    ]
    objects = [
        child
        for child in children
        if paragraph.tokens[child].dep in _DIRECT_OBJECTS
        or (paragraph.tokens[child].dep == "ccomp" and paragraph.tokens[child].pos in {"NOUN", "PROPN", "ADJ", "X"})
    ]
    predicates = [
        child
        for child in children
        if paragraph.tokens[child].dep
        in {"oprd", "attr", "xcomp", "obl:arg", "obl:mod", "prep", "acomp", "obj", "dobj"}
        and child not in objects[:1]
    ]
    predicates = [
        child for child in predicates if paragraph.tokens[child].dep != "prep" or paragraph.words[child] == "as"
    ]
    if objects and (
        predicates or paragraph.tokens[objects[0]].dep == "ccomp" or paragraph.tokens[objects[0]].dep in _DIRECT_OBJECTS
    ):
        end = _extended(paragraph, max(paragraph.right[child] for child in (objects[0], *predicates[:1])), last, words)
        start = max(paragraph.left[objects[0]], found.last + 1)
        if end - start >= (1 if predicates else 2):
            return _trimmed(paragraph, start, min(end, last))
    return None


def _called(paragraph: Paragraph, found: CueFound, last: int) -> tuple[int, int] | None:
    """Something and a quoted name for it after a verb of naming ("called the plan a “disgrace”")."""
    for place in range(found.last + 1, min(found.last + 22, last + 1)):
        if paragraph.inside[place] >= 0:
            if place < found.last + 2 or not paragraph.marks[paragraph.inside[place]].woven:
                return None
            end = place
            while end < last and paragraph.inside[end + 1] == paragraph.inside[place]:
                end += 1
            return found.last + 1, end
        if paragraph.tokens[place].pos in {"VERB", "AUX", "SCONJ"} or paragraph.words[place] in {";", ":"}:
            return None
    return None


def _nominal(paragraph: Paragraph, found: CueFound, words: Lexicon, last: int) -> tuple[int, int] | None:
    cue = next((each for each in found.cues if "noun" in each.takes and not each.links), None)
    linked = next((each for each in found.cues if "noun" in each.takes and each.links), None)
    for child in paragraph.children[found.verb]:
        token = paragraph.tokens[child]
        if child <= found.last or (paragraph.inside[child] >= 0 and not token.text):
            continue
        if cue is not None and token.dep in _DIRECT_OBJECTS:
            if cue.lemma == "welcome" and any(paragraph.words[each] == "to" for each in paragraph.children[found.verb]):
                return None
            start = max(paragraph.left[child], found.last + 1)
            reason = _reason(paragraph, found, child, last) if cue.kind in {"praise", "criticise"} else None
            if reason is not None:
                return (start, reason)
            if token.pos == "PRON":
                continue
            return (start, _extended(paragraph, min(paragraph.right[child], last), last, words))
        if (
            linked is not None
            and paragraph.words[paragraph.left[child]] in linked.links
            and paragraph.left[child] == found.last + 1
        ):
            start = paragraph.left[child]
            if paragraph.words[start] not in {"de", "d'", "d’", "du", "des", "à", "au"}:
                start += 1
            return (start, _extended(paragraph, min(paragraph.right[child], last), last, words))
    return None


_EXTENDS = frozenset(["ADJ", "ADP", "NOUN", "PROPN", "DET", "NUM"])


def _extended(paragraph: Paragraph, end: int, last: int, words: Lexicon) -> int:
    """Last token of a phrase with the adjectives and prepositional phrases that the parser hung elsewhere."""
    if not words.by_order:
        return end
    while end < last:
        pos = paragraph.tokens[end + 1].pos
        adjective = end + 2 <= last and paragraph.tokens[end + 2].pos == "ADJ"
        if paragraph.inside[end + 1] < 0 and pos not in _EXTENDS and not (adjective and pos in {"CCONJ", "PUNCT"}):
            break
        end += 1
    return end


def _reason(paragraph: Paragraph, found: CueFound, thing: int, last: int) -> int | None:
    """Last token of "for …", "of …" after whom somebody praises, blames or accuses; None when there is none."""
    for child in paragraph.children[found.verb]:
        if child > thing and paragraph.tokens[child].dep == "prep" and paragraph.words[child] in _REASONS:
            return min(paragraph.right[child], last)
    return None


def find_addressee(paragraph: Paragraph, found: CueFound, last: int) -> tuple[int, int] | None:
    """The words that name whom something was said to: an object of "tell", a noun after "to" or « à »."""
    teller = next((cue for cue in found.cues if cue.kind == "tell"), None)
    for child in paragraph.children[found.verb]:
        token = paragraph.tokens[child]
        if not found.last < child <= last or token.pos not in {"NOUN", "PROPN", "PRON", "ADP"}:
            continue
        if teller is not None and token.dep in {"dobj", "obj", "dative"}:
            return paragraph.noun_phrase(child, found.last + 1, last + 1)
        if token.dep in {"prep", "dative"} and paragraph.words[child] == "to":
            target = next(iter(paragraph.children[child]), None)
            if target is not None:
                return paragraph.noun_phrase(target, child + 1, last + 1)
        if token.dep in {"obl:arg", "iobj", "obl:mod"} and paragraph.words[paragraph.left[child]] in {
            "à",
            "au",
            "aux",
            "devant",
        }:
            first, end = paragraph.noun_phrase(child, paragraph.left[child] + 1, last + 1)
            return first, end
    return None


def _according(paragraph: Paragraph, cues: dict[int, CueFound], words: Lexicon) -> Iterator[Reported]:
    """The clause that "according to X" or « selon X » stands in."""
    for place in range(len(paragraph.words)):
        if paragraph.inside[place] >= 0:
            continue
        phrase = next((each for each in words.according_to if paragraph.words[place : place + len(each)] == each), None)
        if phrase is None:
            continue
        first, last = paragraph.sentence_bounds(place)
        after = place + len(phrase)
        if after > last:
            continue
        if paragraph.words[after] in words.relatives:
            content = _trimmed(paragraph, after + 1, last)
            source = _announcer(paragraph, first, place)
            if content is not None and source is not None:
                yield Reported(*content, None, (place, after), source, "according")
            continue
        source = according_source(paragraph, after, last + 1)
        if source is None:
            continue
        comma = next((each for each in range(source[1] + 1, last + 1) if paragraph.words[each] == ","), None)
        if (place - first <= 1 and comma is not None) or (
            comma is not None and paragraph.words[place - 1] == "," and _opens_clause(paragraph, place - 2)
        ):
            content = _trimmed(paragraph, comma + 1, last)
        elif place - first >= 3:
            content = _trimmed(paragraph, first, place - 1)
        else:
            content = None
        if content is not None:
            yield Reported(*content, None, (place, after - 1), source, "according")


def _announcer(paragraph: Paragraph, first: int, stop: int) -> tuple[int, int] | None:
    """The subject of the clause that tells of a declaration « selon laquelle … », None when it shows none."""
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


def _trimmed(paragraph: Paragraph, first: int, last: int) -> tuple[int, int] | None:
    """The range without punctuation at its ends; None when nothing is left."""
    while first <= last and paragraph.inside[first] < 0 and paragraph.words[first] in _EDGE_WORDS:
        first += 1
    while last >= first and paragraph.inside[last] < 0 and paragraph.words[last] in _EDGE_WORDS:
        last -= 1
    return (first, last) if first <= last else None
