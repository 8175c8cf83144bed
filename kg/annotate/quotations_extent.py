"""Finds where a content that begins at a token ends, by word order."""

from kg.annotate.quotations_clauses import VERBAL, Paragraph
from kg.annotate.quotations_lexicon import Lexicon

__all__ = ["after_time", "infinitive_at", "is_deadline", "opens_adjunct", "opens_dispute", "phrase_end"]

# Tokens after « ce que » in which the verb of a dispute stands.
_DISPUTE = 9


def after_time(paragraph: Paragraph, start: int, stop: int, words: Lexicon) -> int:
    """The first token from `start` that is no adverb and no part of a date (« lundi 26 septembre », « le 3 mai »)."""
    place = start
    while place < stop and paragraph.inside[place] < 0:
        word, after = paragraph.words[place], paragraph.words[place + 1] if place + 1 < stop else ""
        if not (
            paragraph.tokens[place].pos == "ADV"
            or word in words.dates
            or (word[:1].isdigit() and place > start)
            or (word[:1].isdigit() and after in words.deadlines)
            or (place > start and word in words.deadlines and paragraph.words[place - 1][:1].isdigit())
            or (paragraph.tokens[place].pos == "DET" and (after[:1].isdigit() or after in words.dates))
        ):
            break
        place += 1
    return place


def infinitive_at(paragraph: Paragraph, start: int, last: int, words: Lexicon) -> int | None:
    """Index of an infinitive that begins at a token, after a preposition, a negation, clitics and marks."""
    for place in range(start, min(start + 7, last + 1)):
        token, word = paragraph.tokens[place], paragraph.words[place]
        if "VerbForm=Inf" in token.morph and token.pos in {"VERB", "AUX"}:
            return place
        light = (
            word in words.clitics
            or word in words.reflexives
            or word in words.negations
            or token.pos in {"PUNCT", "ADV"}
        )
        opens = word in words.infinitives and set(paragraph.words[start : place + 1]) == {word}
        if not light and not opens:
            return None
    return None


def phrase_end(paragraph: Paragraph, start: int, last: int, words: Lexicon, verbal: bool = False) -> int:
    """Last token of a phrase: on over words that only a phrase can go on with.

    Args:
        paragraph: where it is.
        start: its first token.
        last: last token of the sentence.
        words: words of reported speech.
        verbal: whether it is an infinitive, which times and places belong to.
    """
    end = start
    bracketed = False
    while end < last:
        place = end + 1
        token, word = paragraph.tokens[place], paragraph.words[place]
        if word in {"(", ")"}:
            bracketed = word == "("
        if bracketed or paragraph.inside[place] >= 0 or word in {")", "«", "»"}:
            end = place
            continue
        if word == ",":
            if not _comma_goes_on(paragraph, place, start, last, words):
                break
        elif (
            word in {":", ";", "–", "—"}
            or (
                opens_adjunct(paragraph, place, words)
                and not (verbal and word in words.times)
                and not is_deadline(paragraph, place, last, words)
            )
            or _opens_gerund(paragraph, place, last, words)
            or (token.pos == "CCONJ" and not _joined(paragraph, place, start, last))
        ):
            break
        end = place
    while (
        end > start
        and paragraph.inside[end] < 0
        and (paragraph.tokens[end].pos in {"ADP", "DET", "CCONJ", "SCONJ"} or paragraph.words[end] in words.relatives)
    ):
        end -= 1
    return end


def _opens_gerund(paragraph: Paragraph, place: int, last: int, words: Lexicon) -> bool:
    """Whether a word opens a participle that goes on with the main clause (« en se référant à … »)."""
    if paragraph.words[place] not in words.gerund_openers:
        return False
    after = place + 1
    while after < last and (paragraph.words[after] in words.reflexives or paragraph.words[after] in words.clitics):
        after += 1
    return after <= last and paragraph.words[after].endswith(words.gerunds)


def is_deadline(paragraph: Paragraph, place: int, last: int, words: Lexicon) -> bool:
    """Whether a word opens a time by or since which something is wished or goes on (« avant la fin du mois »)."""
    if paragraph.words[place] not in words.sequels | words.starts or place >= last:
        return False
    noun = place + 1 + (paragraph.tokens[place + 1].pos == "DET")
    return noun <= last and (paragraph.words[noun] in words.deadlines | words.dates or paragraph.words[noun].isdigit())


def opens_dispute(paragraph: Paragraph, place: int, words: Lexicon) -> bool:
    """Whether a word after a comma opens what somebody else says of all that precedes (« …, ce que Paris dément »)."""
    if place < 1 or paragraph.words[place - 1] != "," or paragraph.inside[place] >= 0:
        return False
    taken_up = paragraph.words[place] in words.pronouns or paragraph.tokens[place].pos == "DET"
    that = place + 1 if paragraph.words[place] in words.pronouns else place + 2
    if not taken_up or that + 1 >= len(paragraph.words) or paragraph.words[that] not in words.complementizers:
        return False
    ahead = range(that + 1, min(that + _DISPUTE, len(paragraph.words)))
    stop = next((each for each in ahead if paragraph.is_end(each) or paragraph.words[each] == ","), ahead.stop)
    return any(paragraph.words[each] in words.forms for each in range(that + 1, stop))


def opens_adjunct(paragraph: Paragraph, place: int, words: Lexicon) -> bool:
    """Whether a word, or it and the next, open a phrase of when or where something was said."""
    return paragraph.words[place] in words.adjuncts or " ".join(paragraph.words[place : place + 2]) in words.adjuncts


def _comma_goes_on(paragraph: Paragraph, comma: int, start: int, last: int, words: Lexicon) -> bool:
    """Whether a phrase goes on after a comma: a list, a participle or a quoted part of it."""
    if comma >= last:
        return False
    after = paragraph.tokens[comma + 1]
    if paragraph.words[comma + 1] in words.infinitives and infinitive_at(paragraph, comma + 1, last, words):
        listed = any("VerbForm=Inf" in paragraph.tokens[place].morph for place in range(start, comma))
        return listed or _closes_aside(paragraph, comma, start)
    if paragraph.words[comma + 1] in words.complementizers and paragraph.tokens[comma - 1].pos in {"NOUN", "ADJ"}:
        return True
    if paragraph.words[comma + 1] in words.wheres and not _holds_cue(paragraph, comma + 1, last, words):
        return any(paragraph.inside[place] >= 0 for place in range(comma + 1, last + 1))
    if paragraph.words[comma + 1] in words.relatives:
        close = (place for place in range(comma + 2, last) if paragraph.words[place] == ",")
        return not _holds_cue(paragraph, comma + 1, next(close, last), words)
    if after.pos == "CCONJ" and comma + 1 < last and "VerbForm=Inf" in paragraph.tokens[comma + 2].morph:
        return any("VerbForm=Inf" in paragraph.tokens[place].morph for place in range(start, comma))
    if paragraph.inside[comma + 1] >= 0:
        mark = paragraph.marks[paragraph.inside[comma + 1]]
        return not paragraph.text[mark.content.start].isupper()
    if after.pos == "ADJ" or (
        "VerbForm=Part" in after.morph and not paragraph.words[comma + 1].endswith(words.gerunds)
    ):
        return True
    if after.pos == "ADP" and _is_listed(paragraph, comma, start, last, words):
        return True
    if after.pos in {"NOUN", "PROPN", "DET", "ADP"} and not opens_adjunct(paragraph, comma + 1, words):
        head = paragraph.heads[comma + 1]
        return (
            after.pos != "ADP"
            and after.dep in {"conj", "appos", "det"}
            and start <= head
            and (after.dep != "det" or paragraph.tokens[head].dep in {"conj", "appos"})
        )
    return False


def _is_listed(paragraph: Paragraph, comma: int, start: int, last: int, words: Lexicon) -> bool:
    """Whether a phrase like one before the comma follows it in a list (« du sucre, du riz et de l’huile »)."""
    opener = paragraph.words[comma + 1]
    alike = words.links if opener in words.links else frozenset([opener])
    if alike.isdisjoint(paragraph.words[start:comma]):
        return False
    for place in range(comma + 2, last):
        token = paragraph.tokens[place]
        if token.pos in VERBAL or paragraph.words[place] in {":", ";"} or paragraph.inside[place] >= 0:
            return False
        if token.pos == "CCONJ" and paragraph.words[place + 1] in alike:
            return True
    return False


def _closes_aside(paragraph: Paragraph, comma: int, start: int) -> bool:
    """Whether a comma closes an aside of a participle (« sa volonté, partagée par Oslo, de rester »)."""
    opened = next((place for place in range(comma - 1, start, -1) if paragraph.words[place] == ","), None)
    return opened is not None and "VerbForm=Part" in paragraph.tokens[opened + 1].morph


def _holds_cue(paragraph: Paragraph, first: int, last: int, words: Lexicon) -> bool:
    """Whether a verb of speech stands outside passages in a stretch."""
    return any(
        paragraph.words[place] in words.forms and paragraph.inside[place] < 0 and paragraph.tokens[place].pos == "VERB"
        for place in range(first, last + 1)
    )


def _joined(paragraph: Paragraph, place: int, start: int, last: int) -> bool:
    """Whether a conjunction joins parts of one phrase rather than two verbs of the main clause."""
    following = paragraph.tokens[place + 1] if place < last else None
    if following is None:
        return False
    if following.pos in {"DET", "NOUN", "PROPN", "ADJ", "ADP", "NUM"} or paragraph.inside[place + 1] >= 0:
        return True
    head = paragraph.heads[place]
    if paragraph.words[place - 1] == "," and "VerbForm=Inf" in following.morph:
        return True
    return start <= paragraph.heads[head] and head > place and "VerbForm=Inf" in paragraph.tokens[head].morph
