"""Finds the content of a reporting verb by word order, for languages whose parses cannot be relied on."""

from collections.abc import Mapping

from kg.annotate.quotations_clauses import SUBJECTS, Paragraph
from kg.annotate.quotations_cues import CueFound
from kg.annotate.quotations_extent import infinitive_at, phrase_end
from kg.annotate.quotations_lexicon import Lexicon
from kg.model import Cue

__all__ = ["content_by_order"]

# Classes of cues whose object is never somebody.
_OF_MATTERS = frozenset(["add", "explain", "stress"])
_SKIPPED = frozenset(["ADV", "INTJ"])


def content_by_order(
    paragraph: Paragraph, found: CueFound, cues: Mapping[int, CueFound], words: Lexicon, last: int
) -> tuple[str, int, int] | None:
    """The rule, first and last token of what follows a cue, None when nothing that it takes does.

    Args:
        paragraph: where the cue is.
        found: the cue.
        cues: all cues of the paragraph by verb.
        words: words of reported speech.
        last: last token of the sentence.
    """
    start = _after_asides(paragraph, found.last + 1, last, words)
    if start is None:
        return None
    if paragraph.tokens[start].pos == "ADP" and found.takes("infinitive") is not None:
        start = _infinitive_after_manner(paragraph, start, last) or start
    if found.takes("state") is not None and found.last < start - 1 and _is_degree(paragraph, start - 1, words):
        start -= 1
    gerund = paragraph.words[found.verb].endswith(words.gerunds)
    reduced = found.first == found.verb and "VerbForm=Part" in paragraph.tokens[found.verb].morph and not gerund
    if (found.passive or reduced) and any(cue.kind == "describe" for cue in found.cues):
        called = _called_passively(paragraph, found, start, last, words)
        if called is not None or found.passive:
            return called
    infinitive = infinitive_at(paragraph, start, last, words)
    if infinitive is not None:
        if found.takes("infinitive") is None and found.takes("order") is None:
            return None
        return "infinitive", start, phrase_end(paragraph, infinitive, last, words, verbal=True)
    if paragraph.words[start] in words.addressees - words.requests:
        start = _after_manner(paragraph, start, last) or start
    seen = next((cue for cue in found.cues if "quoted" in cue.takes), None)
    if seen is not None:
        end = phrase_end(paragraph, start, last, words)
        if _holds_speech(paragraph, start, end):
            return "noun", start, end
        if found.takes("noun") is None:
            return None
    linked = _linked_at(paragraph, found, start, last, words) if not found.passive else None
    if linked is not None:
        return "noun", linked, phrase_end(paragraph, linked, last, words)
    if found.takes("order") is not None:
        ordered = _order_at(paragraph, start, last, words)
        if ordered is not None:
            return "order", start, phrase_end(paragraph, ordered, last, words, verbal=True)
        asked = _asked_for(paragraph, found, start, last, words)
        if asked is not None:
            return "order", start, asked
    if found.takes("as") is not None and _predicate_first(paragraph, start, last, words):
        return "as", start, phrase_end(paragraph, start, last, words)
    if paragraph.tokens[start].pos == "ADP" and (found.takes("noun") or found.takes("told")):
        start = _after_manner(paragraph, start, last) or start
    return _nominal_at(paragraph, found, start, last, words)


def _is_degree(paragraph: Paragraph, place: int, words: Lexicon) -> bool:
    """Whether a word tells how far a state goes (« vivement préoccupé »), not joins sentences (« également »)."""
    return paragraph.tokens[place].pos == "ADV" and paragraph.words[place] not in words.connectives | words.dates


def _called_passively(
    paragraph: Paragraph, found: CueFound, start: int, last: int, words: Lexicon
) -> tuple[str, int, int] | None:
    """The clause of a passive of naming, up to its agent (« Le sommet a été qualifié de “succès” par X »)."""
    end = phrase_end(paragraph, start, last, words)
    agent = next((place for place in range(start, end + 1) if paragraph.words[place] in words.agents), None)
    named = paragraph.words[start] in words.predicates or paragraph.inside[start] >= 0
    if agent is None or not (named or paragraph.tokens[start].pos == "ADJ"):
        return None
    if not found.passive:
        head = paragraph.heads[found.verb]
        noun = paragraph.tokens[head].pos in {"NOUN", "PROPN"} and head < found.verb and paragraph.inside[head] < 0
        return ("as", paragraph.noun_phrase(head, 0, found.verb)[0], agent - 1) if noun else None
    subject = next((child for child in paragraph.children[found.verb] if paragraph.tokens[child].dep in SUBJECTS), None)
    first = paragraph.sentence_bounds(found.verb)[0]
    opened = paragraph.tokens[first].pos in {"DET", "PROPN"}
    if subject is None:
        return ("as", first, agent - 1) if opened else None
    return "as", paragraph.left[subject], agent - 1


def _linked_at(paragraph: Paragraph, found: CueFound, start: int, last: int, words: Lexicon) -> int | None:
    """First token of what a link of the cue opens, right there or after whom it is said to; None when none does."""
    links = {link: cue for cue in found.cues for link in cue.links}
    opened = next((link for link in links if _links(paragraph, start, link)), None)
    if opened is None:
        against = _turned_on(paragraph, found, links, start, last, words)
        if against is not None:
            return against
        if found.last == found.verb or paragraph.words[start] not in words.requests:
            return None
        told = _told_of(paragraph, start, last, words)
        return told if told is not None and paragraph.words[told] in links else None
    whole = " " in opened or opened in words.prepositions | words.determiners
    cut = " " not in opened and paragraph.words[start + 1] == opened
    return start if whole and "bare" not in links[opened].takes else start + 1 + cut


def _turned_on(
    paragraph: Paragraph, found: CueFound, links: Mapping[str, Cue], start: int, last: int, words: Lexicon
) -> int | None:
    """The link after whom a protest or warning is addressed to (« proteste auprès de Pékin contre … »)."""
    warned = found.last > found.verb and paragraph.tokens[start].pos in {"DET", "PROPN"}
    if not warned and paragraph.words[start] not in words.sites:
        return None
    for place in range(start + 1, min(start + 9, last)):
        if paragraph.inside[place] >= 0 or paragraph.tokens[place].pos in {"VERB", "AUX", "PUNCT"}:
            return None
        if paragraph.words[place] in links and paragraph.words[place] not in words.tidings | words.requests:
            return start if warned else place
    return None


def _told_of(paragraph: Paragraph, start: int, last: int, words: Lexicon) -> int | None:
    """The preposition that opens what somebody is told (« a fait part à son hôte de sa joie »), None without one."""
    for place in range(start + 2, min(start + 12, last)):
        if paragraph.inside[place] >= 0 or paragraph.tokens[place].pos in {"VERB", "AUX", "PUNCT"}:
            return None
        after = paragraph.tokens[place + 1]
        opens = "Poss=Yes" in after.morph or paragraph.inside[place + 1] >= 0
        if paragraph.words[place] in words.tidings and opens:
            return place
    return None


def _links(paragraph: Paragraph, start: int, link: str) -> bool:
    """Whether the word or words of a link begin at a token."""
    wanted = link.split()
    return list(paragraph.words[start : start + len(wanted)]) == wanted


def _holds_speech(paragraph: Paragraph, start: int, end: int) -> bool:
    """Whether a phrase holds a quoted passage that opens in lower case, as a name or a title does not."""
    numbers = {paragraph.inside[place] for place in range(start, end + 1)} - {-1}
    return any(paragraph.text[paragraph.marks[number].content.start].islower() for number in numbers)


def _asked_for(paragraph: Paragraph, found: CueFound, start: int, last: int, words: Lexicon) -> int | None:
    """Last token of "somebody to something": « les acteurs à la retenue », « le pays de son soutien »; None if none."""
    titled = start < last and (
        paragraph.tokens[start + 1].pos == "PROPN" or paragraph.tokens[start + 1].dep == "flat:name"
    )
    told = any(cue.kind == "tell" for cue in found.cues)
    cliticized = not words.clitics.isdisjoint(paragraph.words[found.first : found.verb])
    if told and cliticized and paragraph.words[start] in words.tidings | words.links:
        return phrase_end(paragraph, start, last, words)
    if paragraph.tokens[start].pos not in {"DET", "PROPN", "ADJ"} and not titled:
        return None
    end = phrase_end(paragraph, start, last, words)
    wanted = words.tidings if told else words.requests
    linked = next((place for place in range(start + 1, end) if paragraph.words[place] in wanted), None)
    if linked is None:
        return None
    short = paragraph.words[linked] in words.predicates
    after = paragraph.tokens[linked + 1]
    quoted = paragraph.inside[linked + 1] >= 0
    loose = linked + 1 < end and not quoted and after.pos != "DET" and "Poss=Yes" not in after.morph
    return None if told and short and loose else end


def _after_manner(paragraph: Paragraph, start: int, last: int) -> int | None:
    """The object after a phrase of manner or place (« a condamné dans les termes les plus fermes l'attaque »)."""
    for place in range(start + 2, min(start + 9, last)):
        before, token, after = (paragraph.tokens[each] for each in (place - 1, place, place + 1))
        if paragraph.inside[place] >= 0:
            return place if before.pos in {"NOUN", "PROPN", "ADJ"} else None
        if token.pos in {"VERB", "AUX", "PUNCT"}:
            return None
        if token.pos == "DET" and before.pos in {"NOUN", "PROPN", "ADJ"} and after.pos != "ADV":
            return place
    return None


def _nominal_at(
    paragraph: Paragraph, found: CueFound, start: int, last: int, words: Lexicon
) -> tuple[str, int, int] | None:
    inverted = found.first > 0 and paragraph.words[found.first - 1] in words.complementizers
    if found.passive or inverted:
        return None
    token = paragraph.tokens[start]
    quoted = paragraph.inside[start] >= 0
    state = found.takes("state") is not None and (token.pos in {"ADJ", "VERB", "NOUN", "ADV"} or quoted)
    nominal = (
        token.pos in {"DET", "NOUN", "PROPN", "NUM", "ADJ", "PRON"}
        or quoted
        or paragraph.words[start] in words.pronouns
        or paragraph.words[start] in words.questions
    )
    if token.pos == "PRON" and paragraph.words[start] not in words.pronouns:
        nominal = False
    if "VerbForm=Part" in token.morph and found.takes("as") is not None:
        nominal = not paragraph.words[start].endswith(words.gerunds)
    if state:
        return "state", start, phrase_end(paragraph, start, last, words)
    if not nominal:
        return None
    if found.takes("as") is not None:
        end = phrase_end(paragraph, start, last, words)
        link = next(
            (place for place in range(start + 1, end + 1) if paragraph.words[place] in words.predicates),
            None,
        )
        named = any(cue.kind == "describe" for cue in found.cues) and link is not None
        judged = "VerbForm=Part" in token.morph or any(
            paragraph.tokens[place].pos == "ADJ" or paragraph.inside[place] >= 0 for place in range(start, end + 1)
        )
        temporal = paragraph.tokens[start].dep.startswith("obl:mod") or paragraph.tokens[
            paragraph.heads[start]
        ].dep in {"obl:mod", "obl:agent"}
        if (named or judged) and not temporal and end > start:
            return "as", start, end
        return None
    if paragraph.words[start] in words.questions and not paragraph.inside[start] >= 0 and found.takes("clause"):
        return "noun", start, phrase_end(paragraph, start, last, words, verbal=True)
    if token.pos == "PROPN" and any(cue.kind in _OF_MATTERS for cue in found.cues):
        return None
    told = found.takes("told") is not None
    if told or any("noun" in cue.takes and not cue.links for cue in found.cues):
        noun = next(
            (place for place in range(start, last + 1) if paragraph.tokens[place].pos in {"NOUN", "PROPN"}), start
        )
        end = phrase_end(paragraph, start, last, words)
        several = any("Number=Plur" in paragraph.tokens[at].morph for at in range(found.first, found.verb + 1))
        several = several or paragraph.words[found.verb].endswith(words.gerunds)
        brought = paragraph.words[start] in words.indefinites if several else True
        brought = brought and paragraph.words[noun] not in words.matters
        named = told and not brought and not _holds_speech(paragraph, start, end)
        called = words.can_speak(paragraph.words[noun]) and any(cue.lemma in words.summons for cue in found.cues)
        return None if named or called or paragraph.words[noun] in words.hollow else ("noun", start, end)
    return None


def _after_asides(paragraph: Paragraph, start: int, last: int, words: Lexicon) -> int | None:
    """The first token after a cue that is no adverb and no aside between commas; None at the end of the sentence."""
    place = start + 3 if start <= last and paragraph.words[start] in words.contrasts else start
    while place <= last:
        size = _connective(paragraph, place, words)
        light = (
            paragraph.tokens[place].pos in _SKIPPED
            and paragraph.words[place] not in words.pronouns | words.sites | words.questions
        )
        if not size and not _is_date(paragraph, place, words) and (not light or _denies(paragraph, place, last, words)):
            break
        place += max(size, 1)
    if place < last and paragraph.tokens[place].pos == "NOUN" and paragraph.tokens[place + 1].pos == "DET":
        place += 1
    if place <= last and paragraph.words[place] == ",":
        close = next((each for each in range(place + 1, min(place + 11, last)) if paragraph.words[each] == ","), None)
        aside = close is not None and not any(
            paragraph.tokens[each].pos in {"VERB", "AUX"} for each in range(place, close)
        )
        place = close + 1 if close is not None and aside else last + 1
    return place if place <= last and paragraph.words[place] not in {":", ";", ".", ","} else None


def _connective(paragraph: Paragraph, place: int, words: Lexicon) -> int:
    """How many tokens of a phrase that is no part of the content begin at a token (« en revanche »), 0 for none."""
    if paragraph.inside[place] >= 0:
        return 0
    sizes = (size for size in (4, 3, 2) if " ".join(paragraph.words[place : place + size]) in words.connectives)
    return next(sizes, 0)


def _denies(paragraph: Paragraph, place: int, last: int, words: Lexicon) -> bool:
    """Whether a negation belongs to an infinitive that follows (« dit ne plus croire … »)."""
    if paragraph.words[place] not in words.negations or paragraph.inside[place] >= 0:
        return False
    return infinitive_at(paragraph, place, last, words) is not None


def _is_date(paragraph: Paragraph, place: int, words: Lexicon) -> bool:
    """Whether a token is a day or a word beside one (« a plaidé mardi matin pour … », « le 3 mai »)."""
    if paragraph.inside[place] >= 0:
        return False
    if paragraph.words[place] in words.dates:
        return True
    after = paragraph.words[place + 1] if place + 1 < len(paragraph.words) else ""
    before = paragraph.words[place - 1] in words.dates and paragraph.tokens[place].pos in {"ADJ", "NUM"}
    before = before or (paragraph.words[place] in words.deadlines and paragraph.words[place - 1][:1].isdigit())
    return before or (paragraph.tokens[place].pos == "DET" and after in words.dates)


def _infinitive_after_manner(paragraph: Paragraph, start: int, last: int) -> int | None:
    """An infinitive after a phrase of place or manner (« a indiqué dans un communiqué avoir convoqué … »)."""
    for place in range(start + 2, min(start + 9, last)):
        token = paragraph.tokens[place]
        if "VerbForm=Inf" in token.morph:
            return place if paragraph.tokens[place - 1].pos in {"NOUN", "PROPN", "ADJ"} else None
        if token.pos in {"VERB", "AUX", "PUNCT", "SCONJ"}:
            return None
    return None


def _predicate_first(paragraph: Paragraph, start: int, last: int, words: Lexicon) -> bool:
    """Whether what something is called stands before it (« a qualifié de “fructueux” ses entretiens »)."""
    if paragraph.words[start] not in words.predicates or start + 2 > last:
        return False
    after = start + 1 + (paragraph.words[start + 1] == paragraph.words[start])
    return paragraph.inside[after] >= 0 or paragraph.tokens[after].pos == "ADJ"


def _order_at(paragraph: Paragraph, start: int, last: int, words: Lexicon) -> int | None:
    """Index of the infinitive of "somebody to do something" that begins at a token (« les Etats à agir »)."""
    opened = paragraph.tokens[start].pos in {"DET", "NOUN", "PROPN", "ADP", "PRON", "ADJ"}
    if not opened and paragraph.inside[start] < 0:
        return None
    for place in range(start + 1, min(start + 16, last)):
        if paragraph.inside[place] >= 0:
            continue
        if paragraph.tokens[place].pos in {"AUX", "SCONJ"} or paragraph.words[place] in {";", ":"}:
            return None
        if paragraph.words[place] in words.infinitives:
            infinitive = infinitive_at(paragraph, place, last, words)
            if infinitive is not None:
                return infinitive
    return None
