"""Attributes passages between quotation marks to the cue and the speaker beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.annotate.quotations_clauses import Paragraph
from kg.annotate.quotations_cues import CueFound, Lexicon, find_source, is_subject, main_source
from kg.model import Cue

__all__ = ["Attribution", "attribute_marks"]

_LIGHT = frozenset(["ADV", "AUX", "PUNCT", "PART", "ADP", "SCONJ"])
_APART = frozenset([",", ";", "—", "–", "-", "...", "…", "(", ")"])
_LEADS_NOUN = frozenset(["ADP", "DET", "PART", "ADJ", "CCONJ", "NUM"])


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose a passage is.

    Attributes:
        mark: number of the passage in its paragraph.
        cue: the cue, None when only implied.
        cue_words: first and last token of other words that introduce it ("according to", a colon), if no verb does.
        source: first and last token of the words that name the speaker, None when implied or not found.
        rule: name of the rule.
        follows: number of the passage it goes on with, -1 for none.
        opens: first token of the content when words before the passage belong to it, -1 when none do.
    """

    mark: int
    cue: CueFound | None
    cue_words: tuple[int, int] | None
    source: tuple[int, int] | None
    rule: str
    follows: int = -1
    opens: int = -1


def attribute_marks(paragraph: Paragraph, found: Sequence[CueFound], words: Lexicon) -> tuple[Attribution, ...]:
    """The passages of a paragraph that a cue beside them makes speech, in text order.

    A passage is first tried with the clause after it ("…", he said), then with the one before it (he said: "…"),
    then as going on with the passage before it.
    """
    by_verb = {cue.verb: cue for cue in found}
    done: list[Attribution] = []
    for number in range(len(paragraph.marks)):
        before = done[-1] if done else None
        attribution = _attribute(paragraph, number, by_verb, words, before)
        if attribution is not None:
            done.append(attribution)
    return tuple(done)


def _attribute(
    paragraph: Paragraph, number: int, cues: dict[int, CueFound], words: Lexicon, before: Attribution | None
) -> Attribution | None:
    mark = paragraph.marks[number]
    if not mark.closed:
        return None
    left, right = paragraph.gap_before(number), paragraph.gap_after(number)
    colon = bool(left) and paragraph.words[left[-1]] == ":"
    after = _tag_after(paragraph, number, right, cues, words)
    if after is not None and not colon:
        if not left or paragraph.words[left[-1]] in _APART:
            return after
        return (
            None
            if _is_title(paragraph, number) or not _ends_clause(paragraph, number, left, right, after, cues)
            else replace(after, rule="woven quote, cue", opens=_lead(paragraph, number))
        )
    if before is not None and left and before.mark == number - 1 and paragraph.inside[left[0] - 1] == number - 1:
        shared = _goes_on(paragraph, number, left, before, colon)
        if shared is not None:
            return shared
    introduced = _tag_before(paragraph, number, left, cues, words)
    if introduced is not None:
        return introduced
    if before is not None and not left and not mark.woven and _stands_alone(paragraph, number, right):
        return Attribution(number, None, None, before.source, "continued", follows=-1)
    return None


def _stands_alone(paragraph: Paragraph, number: int, right: range) -> bool:
    """Whether a passage is a sentence of its own: nothing follows, or a new sentence."""
    if not right:
        return True
    return _last_character(paragraph, number) in ".!?…" and paragraph.tokens[right[0]].text[:1].isupper()


def _is_title(paragraph: Paragraph, number: int) -> bool:
    """Whether a passage in the middle of a clause reads as the name of a work, a programme or a thing."""
    content = paragraph.marks[number].content.of(paragraph.text).split()
    left = paragraph.gap_before(number)
    if left and "Tense=Past|VerbForm=Part" in paragraph.tokens[left[-1]].morph:
        bare = not any(paragraph.tokens[child].pos == "AUX" for child in paragraph.children[left[-1]])
        if bare and content[0][:1].isupper():
            return True
    if len(content) > 8 or content[-1][-1] in ".?!":
        return False
    return (
        all(word[:1].isupper() or not word[:1].isalpha() or len(word) < 5 for word in content)
        and content[0][:1].isupper()
    )


def _ends_clause(
    paragraph: Paragraph, number: int, left: range, right: range, after: Attribution, cues: dict[int, CueFound]
) -> bool:
    """Whether the clause that a woven passage ends is itself what the words after it report."""
    comma = paragraph.words[right[0]] in {",", "—", "–"} or _last_character(paragraph, number) in ",?!"
    lead = range(_lead(paragraph, number), left.stop)
    if not comma or any(place in cues and cues[place].takes("clause") for place in lead):
        return False
    if after.cue is None:
        return True
    token = paragraph.tokens[after.cue.verb]
    return (
        token.dep not in {"relcl", "acl", "acl:relcl", "xcomp"}
        and "VerbForm=Inf" not in token.morph
        and after.rule != "quote, any verb"
    )


def _lead(paragraph: Paragraph, number: int) -> int:
    """First token of the clause that a passage woven into it ends."""
    first = paragraph.gap_before(number).start
    while first > 0 and paragraph.inside[first - 1] >= 0 and paragraph.marks[paragraph.inside[first - 1]].woven:
        first = paragraph.gap_before(paragraph.inside[first - 1]).start
    return first


def _tag_after(
    paragraph: Paragraph, number: int, gap: range, cues: dict[int, CueFound], words: Lexicon
) -> Attribution | None:
    """A clause after the passage that holds no content of its own: "…", said X; "…", X said; « … », a-t-il dit."""
    start = next((place for place in gap if paragraph.tokens[place].pos != "PUNCT"), None)
    if start is None:
        return None
    comma = start > gap[0] and paragraph.words[gap[0]] in {",", "-", "–", "—"}
    ending = _last_character(paragraph, number)
    if not comma and ending in ".;:" and paragraph.tokens[start].text[:1].isupper():
        return None
    if paragraph.tokens[start].pos == "CCONJ" or paragraph.words[start] in words.relatives:
        return None
    according = _according(paragraph, start, gap.stop, words)
    if according is not None:
        return Attribution(number, None, (start, according[0] - 1), according, "quote according")
    for place in gap:
        found = cues.get(place)
        if found is None or found.takes("quote") is None or found.negated:
            token = paragraph.tokens[place]
            if token.pos == "VERB" and token.dep not in {"relcl", "acl", "acl:relcl", "amod"}:
                return _any_verb(paragraph, number, place, start, gap, words) if comma or ending in ",?!" else None
            continue
        source = _tag_source(paragraph, found, start, gap, words)
        if source is None:
            return None
        if _has_own_content(paragraph, found, source, gap):
            return None
        inverted = source[0] > found.verb or (found.first <= source[0] <= found.verb)
        return Attribution(number, found, None, source, "quote, cue subject" if inverted else "quote, subject cue")
    return None


def _any_verb(
    paragraph: Paragraph, number: int, verb: int, start: int, gap: range, words: Lexicon
) -> Attribution | None:
    """A short clause of subject and verb alone after the passage, whatever the verb ("…", he barked)."""
    if len(gap) > 14 or any(
        paragraph.tokens[child].dep in {"dobj", "obj", "ccomp", "attr", "neg", "cop"} and paragraph.inside[child] < 0
        for child in paragraph.children[verb]
    ):
        return None
    found = CueFound(verb, verb, verb, (Cue(paragraph.words[verb], "say"),), False, False)
    source = _tag_source(paragraph, found, start, gap, words)
    if source is None or not (source[1] >= verb - 2 or start == verb):
        return None
    return Attribution(number, found, None, source, "quote, any verb")


def _tag_source(
    paragraph: Paragraph, found: CueFound, start: int, gap: range, words: Lexicon
) -> tuple[int, int] | None:
    clitic = next(
        (place for place in range(start, min(found.last + 3, gap.stop)) if _is_clitic(paragraph, place, found, words)),
        None,
    )
    if clitic is not None:
        return clitic, clitic
    if all(
        paragraph.tokens[place].pos in _LIGHT or found.first <= place <= found.last
        for place in range(start, found.verb)
    ):
        begin = found.last + 1
        while begin < gap.stop and paragraph.tokens[begin].pos in {"ADV", "PUNCT"}:
            begin += 1
        subject = find_source(paragraph, found, words, begin, gap.stop)
        if subject is None or subject[0] > begin + 1:
            phrase = paragraph.phrase_from(begin, gap.stop) or _after_complement(paragraph, begin, gap.stop)
            subject = phrase if phrase is not None else subject
        if subject is not None:
            return subject
        return None
    if any(is_subject(paragraph, child) and child < gap.start for child in paragraph.children[found.verb]):
        return None
    subject = find_source(paragraph, found, words, start, found.verb)
    if subject is not None and subject[0] <= start + 3:
        return subject
    phrase = paragraph.phrase_from(start, found.first)
    return phrase


def _after_complement(paragraph: Paragraph, begin: int, stop: int) -> tuple[int, int] | None:
    """The noun phrase after a prepositional phrase (« a dit devant la presse le ministre »)."""
    if begin >= stop or paragraph.tokens[begin].pos != "ADP":
        return None
    for place in range(begin + 2, min(begin + 8, stop)):
        before, token = paragraph.tokens[place - 1], paragraph.tokens[place]
        if token.pos == "DET" and before.pos in {"NOUN", "PROPN", "ADJ"}:
            return paragraph.phrase_from(place, stop)
        if token.pos in {"VERB", "AUX", "PUNCT"}:
            return None
    return None


def _is_clitic(paragraph: Paragraph, place: int, found: CueFound, words: Lexicon) -> bool:
    """Whether a token is a subject pronoun hung on the verb or its auxiliary ("a-t-il", "dit-elle")."""
    text = paragraph.words[place]
    return len(text) > 1 and text[0] in "-‑" and text[1:] in {"il", "elle", "ils", "elles", "on", "je", "nous"}


def _has_own_content(paragraph: Paragraph, found: CueFound, source: tuple[int, int], gap: range) -> bool:
    """Whether the clause goes on to say something else ("and he said that …")."""
    after = max(found.last, source[1]) + 1
    return any(
        paragraph.tokens[child].dep == "ccomp"
        and child >= after
        and child in gap
        and paragraph.inside[child] < 0
        and any(paragraph.tokens[each].dep == "mark" for each in paragraph.children[child])
        for child in paragraph.children[found.verb]
    )


def _goes_on(paragraph: Paragraph, number: int, left: range, before: Attribution, colon: bool) -> Attribution | None:
    """The passage after its interruption: "…", he said, "…"; also two passages joined by "and"."""
    if colon or (before.cue is None and before.cue_words is None):
        return None
    last = left[-1]
    inside_tag = before.cue is not None and before.cue.verb in left
    if inside_tag and paragraph.words[last] in {",", "—", "–", "-", ";"}:
        return Attribution(number, before.cue, None, before.source, "quote resumed", follows=number - 1)
    if len(left) <= 3 and all(paragraph.tokens[place].pos in {"CCONJ", "PUNCT"} for place in left):
        return Attribution(number, before.cue, before.cue_words, before.source, "quote joined", follows=number - 1)
    return None


def _tag_before(
    paragraph: Paragraph, number: int, gap: range, cues: dict[int, CueFound], words: Lexicon
) -> Attribution | None:
    """A clause before the passage: X said: "…"; X a déclaré …, ajoutant : « … »."""
    if not gap:
        return None
    last = gap[-1]
    ending = paragraph.words[last]
    colon = ending == ":"
    if words.by_order and not colon and _goes_on_after(paragraph, number, words):
        return None
    if not colon and last not in cues and (paragraph.tokens[last].pos in _LEADS_NOUN or _is_title(paragraph, number)):
        return None
    if not colon and ending != "," and last not in cues and not _near_cue(paragraph, gap, cues):
        return None
    for place in reversed(gap):
        found = cues.get(place)
        if found is None or (found.takes("quote") is None and not (colon and place >= last - 2)):
            continue
        if found.negated:
            return None
        if colon and _resumes(paragraph, found):
            return Attribution(number, found, None, None, "and to add: quote")
        if not colon and not _adjacent(paragraph, found, last, words):
            break
        source = (
            main_source(paragraph, found, cues, words, gap.start)
            or find_source(paragraph, found, words, gap.start, gap.stop)
            or _left_source(paragraph, found, gap, cues, words)
        )
        if source is not None:
            return Attribution(number, found, None, source, "cue: quote" if colon else "cue quote")
        if colon:
            return Attribution(number, found, None, None, "cue: quote")
    according = next(
        (phrase for place in gap if (phrase := _according(paragraph, place, gap.stop, words)) is not None), None
    )
    if according is not None and (colon or ending == ","):
        return Attribution(number, None, (according[0], according[0]), according, "according: quote")
    if colon:
        return _colon_source(paragraph, number, gap, words)
    return None


def _goes_on_after(paragraph: Paragraph, number: int, words: Lexicon) -> bool:
    """Whether the clause that a passage is part of goes on after it (« des actes » de la part de …)."""
    right = paragraph.gap_after(number)
    if not right:
        return False
    following = paragraph.words[right[0]]
    return (
        paragraph.tokens[right[0]].pos in {"ADP", "ADJ", "NOUN", "PROPN", "DET", "VERB", "AUX"}
        or following in words.negations
        or following in words.clitics
        or following in words.reflexives
    )


def _near_cue(paragraph: Paragraph, gap: range, cues: dict[int, CueFound]) -> bool:
    return any(place in cues for place in range(max(gap.start, gap[-1] - 6), gap[-1] + 1))


def _adjacent(paragraph: Paragraph, found: CueFound, last: int, words: Lexicon) -> bool:
    """Whether only an addressee, a time or a place stands between a cue and the passage."""
    between = range(found.last + 1, last + 1)
    if len(between) > 9 or any(
        paragraph.tokens[place].pos in {"VERB", "SCONJ", "CCONJ", "AUX"}
        and paragraph.words[place] not in words.complementizers
        for place in between
    ):
        return False
    opened = [place for place in between if paragraph.words[place] in words.complementizers]
    if opened and opened != [last]:
        return False
    if paragraph.words[last] == ",":
        return any(cue.kind == "tell" for cue in found.cues) or not any(
            child in between and paragraph.tokens[child].dep in {"obj", "dobj", "ccomp"}
            for child in paragraph.children[found.verb]
        )
    if words.by_order and len(between) <= 3:
        return all(paragraph.tokens[place].pos in {"ADV", "ADP", "PRON", "PUNCT", "SCONJ"} for place in between)
    return all(
        paragraph.tokens[place].pos in {"ADV", "PUNCT"} or paragraph.words[place] in words.complementizers
        for place in between
    ) or any(cue.kind == "tell" for cue in found.cues)


def _left_source(
    paragraph: Paragraph, found: CueFound, gap: range, cues: dict[int, CueFound], words: Lexicon
) -> tuple[int, int] | None:
    """The subject of an earlier verb of the sentence, for a participle or a coordinated verb hung elsewhere."""
    for place in reversed(range(gap.start, found.first)):
        token = paragraph.tokens[place]
        if token.pos not in {"VERB", "AUX"} or token.dep in {
            "relcl",
            "acl",
            "acl:relcl",
            "aux",
            "aux:tense",
            "aux:pass",
            "auxpass",
            "amod",
        }:
            continue
        for child in paragraph.children[place]:
            if (
                is_subject(paragraph, child)
                and child < place
                and paragraph.words[child] not in words.relatives
                and place in cues
            ):
                return paragraph.noun_phrase(child, gap.start, place)
    for place in gap:
        if place >= found.first:
            break
        if is_subject(paragraph, place) and paragraph.words[place] not in words.relatives:
            return paragraph.noun_phrase(place, gap.start, found.first)
    return None


def _resumes(paragraph: Paragraph, found: CueFound) -> bool:
    """Whether a cue is a narrative infinitive that goes on with the last speaker (« et d'ajouter : »)."""
    place = found.first - 1
    return (
        place > 0
        and "VerbForm=Inf" in paragraph.tokens[found.verb].morph
        and paragraph.tokens[place].pos == "ADP"
        and paragraph.tokens[place - 1].pos == "CCONJ"
    )


def _colon_source(paragraph: Paragraph, number: int, gap: range, words: Lexicon) -> Attribution | None:
    """No verb of speech before the colon: a bare name ("X : « … »"), else the subject of the clause."""
    phrase = paragraph.phrase_from(gap.start, gap[-1])
    if phrase is not None and phrase[1] >= gap[-1] - 1:
        return Attribution(number, None, (gap[-1], gap[-1]), phrase, "name: quote")
    for place in gap:
        token = paragraph.tokens[place]
        if (
            token.dep in {"nsubj", "nsubj:pass", "nsubjpass"}
            and token.pos in {"PROPN", "PRON", "NOUN"}
            and paragraph.words[place] not in words.relatives
        ):
            first, end = paragraph.noun_phrase(place, gap.start, gap[-1])
            possessive = words.by_order and "Poss=Yes" in paragraph.tokens[first].morph and token.pos == "NOUN"
            source = None if possessive else (first, end)
            return Attribution(number, None, (gap[-1], gap[-1]), source, "clause: quote")
    if phrase is not None and words.by_order:
        return Attribution(number, None, (gap[-1], gap[-1]), phrase, "clause: quote")
    return None


def _according(paragraph: Paragraph, start: int, stop: int, words: Lexicon) -> tuple[int, int] | None:
    """The noun phrase after "according to" or its like that begins at a token."""
    for phrase in words.according_to:
        end = start + len(phrase)
        if end < stop and paragraph.words[start:end] == phrase:
            return according_source(paragraph, end, stop)
    return None


def according_source(paragraph: Paragraph, start: int, stop: int) -> tuple[int, int] | None:
    """The noun phrase that names the source after "according to": up to a comma, a verb or the end."""
    comma = next((place for place in range(start + 1, stop) if paragraph.words[place] == ","), None)
    if comma is not None:
        second = next(
            (place for place in range(comma + 1, min(stop, comma + 14)) if paragraph.words[place] == ","), None
        )
        apposition = second is not None and not any(
            paragraph.tokens[place].pos in {"VERB", "AUX", "PRON"} for place in range(comma, second)
        )
        stop = second if second is not None and apposition else comma
    heads = [
        place
        for place in range(start, min(stop, start + 7))
        if paragraph.tokens[place].pos in {"NOUN", "PROPN", "PRON", "NUM"}
        and not start <= paragraph.heads[place] < place
    ]
    if not heads:
        return paragraph.phrase_from(start, stop)
    outer = [place for place in heads if not start <= paragraph.heads[place] < stop or paragraph.heads[place] == place]
    first, last = paragraph.noun_phrase((outer or heads)[0], start, stop)
    return (start, last) if first <= start + 3 else (first, last)


def _last_character(paragraph: Paragraph, number: int) -> str:
    return paragraph.text[paragraph.marks[number].content.end - 1]


def alone(paragraph: Paragraph) -> Iterator[int]:
    """Numbers of passages that nothing but other passages shares the paragraph with."""
    for number in range(len(paragraph.marks)):
        if not paragraph.gap_before(number) and not [
            place for place in paragraph.gap_after(number) if paragraph.tokens[place].pos != "PUNCT"
        ]:
            yield number
