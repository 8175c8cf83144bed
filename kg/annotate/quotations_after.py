"""Attributes a passage between quotation marks to the words after it: "…", said X; "…", X said; « … », a-t-il dit."""

from kg.annotate.quotations_according import according_at
from kg.annotate.quotations_clauses import Paragraph
from kg.annotate.quotations_cues import CueFound
from kg.annotate.quotations_extent import after_time, opens_adjunct
from kg.annotate.quotations_lexicon import Lexicon
from kg.annotate.quotations_names import with_name
from kg.annotate.quotations_passages import Attribution, last_character
from kg.annotate.quotations_questions import is_asked_after
from kg.annotate.quotations_sources import find_source, is_subject
from kg.model import Cue

__all__ = ["tag_after"]

_DASHES = frozenset(["—", "–", "―", "-", "--"])
_LONGEST_SIGNATURE = 14
_LONGEST_ASIDE = 10
# Tokens between a passage and what a clause after it says of it.
_LATEST_CLEFT = 6
_LIGHT = frozenset(["ADV", "AUX", "PUNCT", "PART", "ADP", "SCONJ"])


def tag_after(
    paragraph: Paragraph, number: int, gap: range, cues: dict[int, CueFound], words: Lexicon
) -> Attribution | None:
    """A clause after the passage that holds no content of its own: "…", said X; "…", X said; « … », a-t-il dit."""
    start = next((place for place in gap if paragraph.tokens[place].pos != "PUNCT"), None)
    if start is None:
        return None
    signature = _signature(paragraph, gap, words)
    if signature is not None:
        return Attribution(number, None, (gap[0], gap[0]), signature, "quote, signature")
    cleft = _cleft_subject(paragraph, gap, words)
    if cleft is not None:
        return Attribution(number, None, (start, cleft[0] - 1), cleft, "quote, signature")
    comma = start > gap[0] and paragraph.words[gap[0]] in {",", "-", "–", "—"}
    ending = last_character(paragraph, number)
    if not comma and ending in ".;:" and paragraph.tokens[start].text[:1].isupper():
        return None
    if paragraph.tokens[start].pos == "CCONJ" or paragraph.words[start] in words.relatives:
        return None
    according = according_at(paragraph, start, gap.stop, words)
    if according is not None:
        return Attribution(number, None, (start, according[0] - 1), according, "quote according")
    if words.by_order and opens_adjunct(paragraph, start, words):
        return None
    for place in gap:
        found = cues.get(place)
        if found is None or found.takes("quote") is None or found.negated:
            token = paragraph.tokens[place]
            hung = _has_hung(paragraph, place, gap, words)
            if hung or (token.pos == "VERB" and token.dep not in {"relcl", "acl", "acl:relcl", "amod"}):
                return _any_verb(paragraph, number, place, start, gap, words) if comma or ending in ",?!" else None
            continue
        if is_asked_after(paragraph, found, words, gap):
            return None
        source = _tag_source(paragraph, found, start, gap, words)
        if source is None:
            return None
        if _has_own_content(paragraph, found, source, gap):
            return None
        inverted = source[0] > found.verb or (found.first <= source[0] <= found.verb)
        return Attribution(number, found, None, source, "quote, cue subject" if inverted else "quote, subject cue")
    return None


def _cleft_subject(paragraph: Paragraph, gap: range, words: Lexicon) -> tuple[int, int] | None:
    """Whose words a passage is said to be after it (« … » : c’est en ces termes que X a ouvert la séance)."""
    for place in range(gap.start, min(gap.start + _LATEST_CLEFT, gap.stop)):
        size = next((n for n in (2, 3) if " ".join(paragraph.words[place : place + n]) in words.clefts), 0)
        that = place + size
        if not size or that + 1 >= gap.stop or paragraph.words[that] not in words.complementizers:
            continue
        if words.expletives.isdisjoint(paragraph.words[gap.start : place]):
            return None
        subject = next((each for each in range(that + 1, gap.stop) if is_subject(paragraph, each)), None)
        if subject is not None:
            return paragraph.noun_phrase(subject, that + 1, gap.stop)
        return paragraph.phrase_from(that + 1, gap.stop, words.links)
    return None


def _signature(paragraph: Paragraph, gap: range, words: Lexicon) -> tuple[int, int] | None:
    """A name after a dash that ends the paragraph or the line ("…" — Jane Doe, senator), None when there is none."""
    if paragraph.words[gap[0]] not in _DASHES or len(gap) > _LONGEST_SIGNATURE or len(gap) < 2:
        return None
    tokens = [paragraph.tokens[place] for place in gap]
    whole = gap.stop >= len(paragraph.tokens) or paragraph.inside[gap.stop] >= 0 or paragraph.is_end(gap.stop)
    if not whole or any(token.pos in {"VERB", "AUX"} for token in tokens) or tokens[1].pos not in {"PROPN", "NOUN"}:
        return None
    return paragraph.phrase_from(gap[1], gap.stop, words.links) if tokens[1].text[:1].isupper() else None


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
        (place for place in range(start, min(found.last + 3, gap.stop)) if _is_clitic(paragraph, place, words)),
        None,
    )
    if clitic is not None:
        return _read_in(paragraph, clitic, gap.stop, words) or (clitic, clitic)
    if all(
        paragraph.tokens[place].pos in _LIGHT or found.first <= place <= found.last
        for place in range(start, found.verb)
    ):
        begin = _after_aside(paragraph, found.last + 1, gap.stop)
        while begin < gap.stop and paragraph.tokens[begin].pos == "PUNCT":
            begin += 1
        begin = after_time(paragraph, begin, gap.stop, words)
        while begin < gap.stop and paragraph.tokens[begin].pos == "PUNCT":
            begin += 1
        subject = find_source(paragraph, found, words, begin, gap.stop)
        if subject is None or subject[0] > begin + 1:
            phrase = paragraph.phrase_from(begin, gap.stop, words.links)
            phrase = phrase or _after_complement(paragraph, begin, gap.stop, words)
            subject = phrase if phrase is not None else subject
        if subject is None or "Case=Acc" in paragraph.tokens[subject[0]].morph:
            return None
        subject = _with_names(paragraph, subject, gap.stop, words)
        return with_name(paragraph, subject, gap.stop - 1) if words.by_order else subject
    if any(is_subject(paragraph, child) and child < gap.start for child in paragraph.children[found.verb]):
        return None
    subject = find_source(paragraph, found, words, start, found.verb)
    if subject is not None and subject[0] <= start + 3:
        return subject
    phrase = paragraph.phrase_from(start, found.first, words.links)
    return phrase


def _with_names(paragraph: Paragraph, subject: tuple[int, int], stop: int, words: Lexicon) -> tuple[int, int]:
    """A subject with the name that the parser cut off (« accuse le dirigeant shuar Tsenkush Wampash »)."""
    whole = paragraph.phrase_from(subject[0], stop, words.links)
    if whole is None or whole[1] <= subject[1]:
        return subject
    rest = [paragraph.tokens[place].pos for place in range(subject[1] + 1, whole[1] + 1)]
    compound = paragraph.words[subject[1] + 1] == "-"
    return whole if rest[-1] == "PROPN" and (compound or set(rest) <= {"ADJ", "PROPN"}) else subject


def _after_aside(paragraph: Paragraph, begin: int, stop: int) -> int:
    """The token after an aside between commas that begins at a token (« raconte, les yeux rougis, le gardien »)."""
    if begin >= stop or paragraph.words[begin] != ",":
        return begin
    ahead = range(begin + 1, min(begin + _LONGEST_ASIDE, stop - 1))
    close = next((place for place in ahead if paragraph.words[place] == ","), None)
    if close is None or any(paragraph.tokens[place].pos in {"AUX", "PRON"} for place in range(begin, close)):
        return begin
    return close + 1 if paragraph.tokens[close + 1].pos in {"DET", "NOUN", "PROPN"} else begin


def _read_in(paragraph: Paragraph, clitic: int, stop: int, words: Lexicon) -> tuple[int, int] | None:
    """What nobody in particular is said to read or hear something in (« lit-on dans le communiqué »)."""
    site = clitic + 1
    site += site < stop and "VerbForm=Inf" in paragraph.tokens[site].morph
    if (
        paragraph.words[clitic][1:] not in words.impersonal
        or site + 1 >= stop
        or paragraph.words[site] not in words.sites
    ):
        return None
    return paragraph.phrase_from(site + 1, stop, words.links)


def _after_complement(paragraph: Paragraph, begin: int, stop: int, words: Lexicon) -> tuple[int, int] | None:
    """The noun phrase after a prepositional phrase (« a dit devant la presse le ministre »)."""
    if begin >= stop or paragraph.tokens[begin].pos != "ADP":
        return None
    for place in range(begin + 2, min(begin + 8, stop)):
        before, token = paragraph.tokens[place - 1], paragraph.tokens[place]
        if token.pos == "DET" and before.pos in {"NOUN", "PROPN", "ADJ"}:
            return paragraph.phrase_from(place, stop, words.links)
        if paragraph.words[place] == "," and before.pos in {"NOUN", "PROPN"} and place + 1 < stop:
            opens = paragraph.tokens[place + 1].pos in {"DET", "PROPN"}
            return paragraph.phrase_from(place + 1, stop, words.links) if opens else None
        if token.pos in {"VERB", "AUX", "PUNCT"}:
            return None
    return None


def _has_hung(paragraph: Paragraph, place: int, gap: range, words: Lexicon) -> bool:
    """Whether a subject pronoun is hung right on a word that is no auxiliary ("tacle-t-elle")."""
    token = paragraph.tokens[place]
    if token.pos in {"AUX", "PUNCT"} or token.text[0] == "-":
        return False
    after = place + 1
    if after < gap.stop and paragraph.words[after].strip("-‑") == "t":
        after += 1
    return after < gap.stop and _is_clitic(paragraph, after, words)


def _is_clitic(paragraph: Paragraph, place: int, words: Lexicon) -> bool:
    """Whether a token is a subject pronoun hung on the verb or its auxiliary ("a-t-il", "dit-elle")."""
    text = paragraph.words[place]
    return len(text) > 1 and text[0] in "-‑" and text[1:] in words.subject_clitics


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
