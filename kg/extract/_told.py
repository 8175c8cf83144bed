"""The words that tell of an event, with what stands around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.extract._tense import is_infinitive, is_past
from kg.extract._views import View
from kg.extract._words import last_words, words_in
from kg.model import Frame, Span, Token
from kg.model.language import EventWords

__all__ = ["Told", "after_last", "timeless"]

_BEFORE, _AFTER, _PREDICATE = 90, 60, 260
_NEAR, _CLOSE = 30, 5


@dataclass(frozen=True)
class Told:
    """The words that tell of an event, and what stands around them; each is cut out when a rule asks for it."""

    view: View
    span: Span
    clause: Span
    frame: Frame
    tokens: Sequence[Token]
    words: EventWords

    @cached_property
    def own(self) -> str:
        """The words themselves."""
        return self.view.text(self.span.start, self.span.end)

    @cached_property
    def before(self) -> str:
        """What its clause says before them, without times and places."""
        start = max(self.clause.start, self.span.start - _BEFORE)
        return timeless(self.view, start, self.span.start, self.words)

    @cached_property
    def near(self) -> str:
        """The last of what its clause says before them."""
        near = self.view.text(max(self.clause.start, self.span.start - _NEAR), self.span.start)
        return max(near, last_words(self.before, _CLOSE), key=len)

    @cached_property
    def after(self) -> str:
        """What its clause says right after them, the names there not counted."""
        named = sum(len(party.span) for party in self.view.parties if 0 <= party.span.start - self.span.end < _AFTER)
        return self.view.text(self.span.end, min(self.clause.end, self.span.end + _AFTER + named))

    @cached_property
    def rest(self) -> str:
        """The predicate of a noun, "" after a verb."""
        end = min(self.clause.end, self.span.end + _PREDICATE)
        return self.view.text(self.span.end, end) if self.frame.noun else ""

    @cached_property
    def sequel(self) -> str:
        """What the sentence says after them, up to what it says of something else ("…, but a stop was called off")."""
        tokens = self.view.sentence.tokens
        others = [tokens[each.head].start for each in tokens if each.pos == "DET" and "Definite=Ind" in each.morph]
        subjects = [each.start for each in tokens if each.dep.startswith("nsubj") and each.dep.endswith("pass")]
        ends = [start for start in subjects if start in others and start >= self.span.end]
        return self.view.text(self.span.end, min([self.view.sentence.span.end, *ends]))

    @cached_property
    def past(self) -> bool:
        """Whether they are in the past tense."""
        return is_past(self.tokens, self.words)

    @cached_property
    def infinitive(self) -> bool:
        """Whether they are an infinitive, or joined to one with no subject of their own ("will meet A and greet B")."""
        if is_infinitive(self.tokens):
            return True
        tokens = self.view.sentence.tokens
        verb = next((token for token in self.tokens if token.pos == "VERB" and token.dep == "conj"), None)
        if verb is None or "Tense=Pres" not in verb.morph or "VerbForm=Inf" not in tokens[verb.head].morph:
            return False
        return not any(tokens[each.head] is verb and each.dep.startswith("nsubj") for each in tokens)


def after_last(words: tuple[str, ...], text: str) -> str:
    """What follows the last of some words ("called for calm after a brief"), all of a text that has none."""
    found = words_in(words, text)
    return text[found[-1].end :] if found else text


def timeless(view: View, start: int, end: int, words: EventWords) -> str:
    """The words of a range without its times, which may stand in a phrase ("agreed on Friday to meet"), and places."""
    kept, at = [], start
    times = {time.span for time in view.times}
    for gap in sorted(gap for gap in (*times, *(place.span for place in view.places)) if start <= gap.start < end):
        said = view.text(at, max(at, gap.start)).split()
        while gap in times and said and said[-1] in words.before_day:
            said.pop()
        kept.append(" ".join(said))
        at = max(at, gap.end)
    return " ".join((*kept, view.text(at, end).strip()))
