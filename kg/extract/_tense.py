"""Reads the tense of the verbs of a sentence, and which verb rules a word."""

from bisect import bisect_left
from collections.abc import Sequence

from kg.extract._views import View
from kg.extract._words import ends_with, words_in
from kg.model import Span, Token
from kg.model.language import EventWords

__all__ = [
    *(
        "complemented",
        "governing",
        "hangs_on_past",
        "is_aside",
        "is_before_then",
        "is_conditional",
        "is_future",
        "is_infinitive",
        "is_past_participle",
    ),
    *("is_past", "is_perfect", "made_by", "ruling", "verb_before", "word_before", "words_before"),
]

_CLOSE = 5
_SMALL = ("DET", "ADJ", "NUM")


def is_perfect(view: View, tokens: Sequence[Token]) -> bool:
    """Whether a past participle has a past auxiliary beside it ("had also met")."""
    verbs = [token for token in tokens if token.pos == "VERB"]
    if len(verbs) != 1 or not is_past_participle(verbs[0]):
        return False
    at = view.verb_above(verbs[0].start)
    helpers = [each for each in view.sentence.tokens if each.pos == "AUX" and each.head == at]
    return any("Tense=Past" in each.morph and "VerbForm=Fin" in each.morph for each in helpers)


def is_before_then(view: View, tokens: Sequence[Token], words: EventWords) -> bool:
    """Whether the pluperfect tells of a time before what else is told ("had met him"), not what somebody said."""
    verb = next((token for token in tokens if token.pos == "VERB"), None)
    at = view.verb_above(verb.start) if verb else None
    if verb is None or at is None:
        return False
    every = view.sentence.tokens
    helpers = [each for each in every if each.pos == "AUX" and (each.head == at or each in tokens)]
    had = any(words_in(words.had, view.text(each.start - _CLOSE, each.end)) for each in helpers)
    above = every[at].head
    while had and above != at:
        if every[above].pos in ("VERB", "AUX") and every[above].start < verb.start:
            return False
        at, above = above, every[above].head
    return had


def hangs_on_past(view: View, span: Span, words: EventWords) -> bool:
    """Whether a noun hangs on a verb in the past, or on a participle by itself (« Ont assisté à cette rencontre »)."""
    verbs = governing(view, span)
    return is_past(verbs, words) or (len(verbs) == 1 and is_past_participle(verbs[0]))


def is_past_participle(token: Token) -> bool:
    """Whether a word is a past participle."""
    return "VerbForm=Part" in token.morph and "Tense=Past" in token.morph


def is_aside(tokens: Sequence[Token]) -> bool:
    """Whether the only verb is a past participle by itself ("Anna Berg, arrived on Sunday, …")."""
    verbs = [token for token in tokens if token.pos in ("VERB", "AUX")]
    return len(verbs) == 1 and verbs[0].dep in ("acl", "advcl") and is_past_participle(verbs[0])


def is_future(tokens: Sequence[Token], words: EventWords) -> bool:
    """Whether a verb is in the future: by its ending where the language has such endings, by the parser elsewhere."""
    endings = words.future_endings
    verbs = [token for token in tokens if token.pos in ("VERB", "AUX") or not token.dep]
    return any(token.text.endswith(endings) if endings else "Tense=Fut" in token.morph for token in verbs)


def is_conditional(tokens: Sequence[Token], words: EventWords) -> bool:
    """Whether a verb is in the conditional, by its ending."""
    verbs = [token for token in tokens if token.pos in ("VERB", "AUX")]
    return bool(words.conditional_endings) and any(token.text.endswith(words.conditional_endings) for token in verbs)


def is_past(tokens: Sequence[Token], words: EventWords) -> bool:
    """Whether a finite verb is in the past, or a present auxiliary makes a perfect of it ("has met", « a reçu »)."""
    if is_future(tokens, words):
        return False
    if any("Aspect=Prog" in token.morph for token in tokens[-1:]):
        return any(token.pos == "AUX" and "Tense=Past" in token.morph for token in tokens[:-1])  # "was meeting"
    finite = [token for token in tokens if "VerbForm=Fin" in token.morph and "Mood=Sub" not in token.morph]
    return any("Tense=Past" in token.morph for token in finite) or any(
        (token.pos == "AUX" or token.text.lower() in words.perfect)
        and "Tense=Pres" in token.morph
        and token is not tokens[-1]
        for token in finite
    )


def governing(view: View, span: Span) -> Sequence[Token]:
    """The verb that a noun hangs on, with its auxiliaries and itself last; () without a parse."""
    at = verb_before(view, span)
    at = view.verb_above(span.start) if at is None else at
    if at is None or view.sentence.tokens[at].pos != "VERB":
        return ()
    return _with_helpers(view, at)


def _with_helpers(view: View, at: int) -> Sequence[Token]:
    tokens = view.sentence.tokens
    helpers = [token for token in tokens if token.pos == "AUX" and token.head == at and token is not tokens[at]]
    return (*helpers, tokens[at])


def verb_before(view: View, span: Span) -> int | None:
    """Index of the verb that a noun follows, with nothing but times and small words between; None another word.

    A time between commas ("effectuera, le 24 août, une visite") leads a parser astray.
    """
    at = len(words_before(view, span)) - 1
    return at if at >= 0 and view.sentence.tokens[at].pos == "VERB" else None


def words_before(view: View, span: Span) -> Sequence[Token]:
    """The words of a sentence before a noun, without the times and small words right before it."""
    tokens = view.sentence.tokens
    at = bisect_left(tokens, span.start, key=lambda token: token.start) - 1
    while at >= 0 and (tokens[at].pos in _SMALL or tokens[at].text == "," or _in_time(view, tokens[at])):
        at -= 1
    return tokens[: at + 1]


def word_before(view: View, span: Span) -> str:
    """The last of those words in lower case, "" for none."""
    return "".join(token.text.lower() for token in words_before(view, span)[-1:])


def _in_time(view: View, token: Token) -> bool:
    return any(time.span.start <= token.start < time.span.end for time in view.times)


def made_by(view: View, span: Span, words: EventWords) -> Sequence[Token]:
    """The verb of which a noun that does not point back is the object ("effectuera une visite"), () if none."""
    at = verb_before(view, span)
    pointing = at is None or ends_with(view.text(view.sentence.tokens[at].end, span.start), words.the)
    return () if at is None or pointing else (view.sentence.tokens[at],)


def is_infinitive(tokens: Sequence[Token]) -> bool:
    """Whether the last verb of a trigger is an infinitive or a gerund, which may stand in a list far from its verb."""
    verbs = [token for token in tokens if token.pos in ("VERB", "AUX")]
    return any("VerbForm=Inf" in token.morph or "Aspect=Prog" in token.morph for token in (*tokens[-2:], *verbs[-1:]))


def complemented(view: View, own: Sequence[Token]) -> Sequence[Token]:
    """The verb that a clause is the object of ("denied that he met"), with its auxiliaries and itself last; () none."""
    verb = next((token for token in reversed(own) if token.pos == "VERB"), None)
    if verb is None or verb.dep != "ccomp" or view.sentence.tokens[verb.head].pos != "VERB":
        return ()
    return _with_helpers(view, verb.head)


def ruling(view: View, own: Sequence[Token]) -> Sequence[Token]:
    """The verb that the infinitive among some words hangs on ("se rendra à Lima afin de rencontrer"), () if none.

    With its auxiliaries, and itself last.
    """
    tokens = view.sentence.tokens
    infinitive = next((token for token in reversed(own) if token.pos == "VERB"), own[-1])
    at = infinitive.head
    for _ in range(_CLOSE):
        if tokens[at].pos == "VERB" or tokens[at].head == at:
            break
        at = tokens[at].head
    return _with_helpers(view, at) if tokens[at].pos == "VERB" and tokens[at] is not infinitive else ()
