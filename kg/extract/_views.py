"""A sentence as the event extractor looks at it: its parties, places and times, and what lies between them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from kg.extract._clauses import clauses_of
from kg.extract._links import Links, links_of
from kg.extract._words import fold
from kg.model import (
    LONGEST,
    Annotations,
    Entity,
    EntityType,
    Language,
    MentionKind,
    Sentence,
    Span,
    TimeExpression,
    Token,
    ZoneKind,
)

__all__ = ["Party", "View", "between", "views_of"]

# Characters of a pronoun, at most.
_PRONOUN = 12
_PARTIES = {
    EntityType.PERSON,
    EntityType.ORGANIZATION,
    EntityType.GOVERNMENT,
    EntityType.DELEGATION,
    EntityType.GROUP,
    EntityType.COUNTRY,
}
_PLACES = {EntityType.COUNTRY, EntityType.CITY, EntityType.PLACE}
_MASK = "QUOTE"
_CLAUSES = ("relcl", "advcl", "ccomp", "conj")
_DEPTH = 8
_OFFICIAL, _ADJECTIVES = 60, 4
_ENDED = re.compile(r"[.!?…][»”\"')\]]?$|[»”]$")
_OWNER = re.compile(r"['’]s?\s+")
_BEGIN = itemgetter(0)
"""Where a token begins."""


class Party(Struct, frozen=True):
    """A mention of somebody who could take part, or of a place.

    Attributes:
        span: the mention.
        entity: whom it means.
        kind: how they are mentioned.
        definite: whether the mention begins with an article or demonstrative that points back.
    """

    span: Span
    entity: Entity
    kind: MentionKind
    definite: bool = False


class View(Struct, frozen=True):
    """One sentence.

    Attributes:
        index: its number among all sentences.
        sentence: with its tokens.
        folded: its text, folded; offsets count from the sentence start.
        headline: whether it belongs to the headline.
        parties: mentions of people, bodies, groups and countries, in order, quotations left out.
        places: mentions of places by name, in order, none inside a party's mention.
        times: in order, quotations left out.
        masked: quotations, in order.
        clauses: the sentence as `clauses_of` cuts it, quotations never cut.
        links: the function words of its language.
    """

    index: int
    sentence: Sentence
    folded: str
    headline: bool
    parties: tuple[Party, ...]
    places: tuple[Party, ...]
    times: tuple[TimeExpression, ...]
    masked: tuple[Span, ...]
    clauses: tuple[Span, ...]
    links: Links

    @property
    def start(self) -> int:
        """Offset of the sentence in the article."""
        return self.sentence.span.start

    def text(self, start: int, end: int) -> str:
        """The folded characters of a range of article offsets inside the sentence."""
        first = self.sentence.span.start
        return self.folded[start - first if start > first else 0 : end - first if end > first else 0]

    def clause(self, span: Span) -> Span:
        """The clause that holds the beginning of a range."""
        return next((clause for clause in self.clauses if clause.start <= span.start < clause.end), self.sentence.span)

    def party_at(self, offset: int) -> Party | None:
        """The party whose mention holds an offset."""
        return next((party for party in self.parties if party.span.start <= offset < party.span.end), None)

    def tokens_between(self, start: int, end: int) -> Sequence[Token]:
        """The tokens that begin in a range."""
        tokens = self.sentence.tokens
        return tokens[bisect_left(tokens, start, key=_BEGIN) : bisect_left(tokens, end, key=_BEGIN)]

    def verb_above(self, offset: int) -> int | None:
        """Index of the verb that the word at an offset is or hangs on; None without a parse."""
        tokens = self.sentence.tokens
        at = bisect_left(tokens, offset, key=_BEGIN)
        for _ in range(_DEPTH):
            if at >= len(tokens) or not tokens[at].dep:
                return None
            if tokens[at].pos == "VERB" or tokens[at].head == at or _rules(tokens[at]):
                return at
            at = tokens[at].head
        return None

    def told_aside(self, offset: int) -> bool:
        """Whether the verb that the word at an offset is or hangs on is that of a relative clause or a participle."""
        at = self.verb_above(offset)
        return at is not None and self.sentence.tokens[at].dep.rpartition(":")[2] in ("relcl", "acl")

    def hidden(self, span: Span) -> bool:
        """Whether a range lies in a quotation."""
        return any(mask.overlaps(span) for mask in self.masked)


def _rules(token: Token) -> bool:
    """Whether an auxiliary is the verb of a clause of its own ("who was in Lima on Monday")."""
    return token.pos == "AUX" and token.dep in _CLAUSES


def views_of(annotations: Annotations, language: Language) -> tuple[View, ...]:
    """The sentences of headline and body with what they mention; linear in the text but for sorting."""
    definite, counts = (*language.events.the, *language.names.both), language.names.numbers
    text = annotations.article.text
    parties: list[Party] = []
    places: list[Party] = []
    for entity in annotations.entities:
        for mention in entity.mentions:
            first = fold(mention.span.of(text)).replace("'", "' ").split(" ")[0]
            pointing = first in definite or (first in counts and _is_led(text, mention.span, definite))
            span = mention.span
            if entity.type is EntityType.COUNTRY and mention.kind is MentionKind.NAME:
                span = _with_state(text, span, language)
            party = Party(span, entity, mention.kind, pointing)
            joined = entity.members and mention.kind is MentionKind.PRONOUN and len(mention.span) > _PRONOUN
            if joined:  # "Moreau and Berg": both are there by name.
                continue
            if entity.type in _PARTIES and mention.kind is not MentionKind.DEMONYM:
                parties.append(party)
            titled = mention.kind is MentionKind.TITLE and entity.type is EntityType.PLACE
            if entity.type in _PLACES and (mention.kind is MentionKind.NAME or titled):
                places.append(party)
    parties.sort(key=lambda party: (party.span.start, -party.span.end))
    places.sort(key=lambda party: (party.span.start, -party.span.end))
    headlines = [zone.span for zone in annotations.zones if zone.kind is ZoneKind.HEADLINE]
    return tuple(_views(text, annotations, parties, places, headlines, language))


def _with_state(text: str, span: Span, language: Language) -> Span:
    """The name of a country with what it calls itself before it ("the Kingdom of Cambodia"), if anything."""
    words = fold(text[max(0, span.start - _OFFICIAL) : span.start]).replace("'", "' ").split(" ")
    of = {each.split(" ")[0] for each in language.names.of} | {"la", "l'"}
    at = len(words) - 1
    while at >= 0 and (not words[at] or words[at] in of):
        at -= 1
    linked = len(words) - 1 - at
    first = next((n for n in range(at, max(-1, at - _ADJECTIVES), -1) if words[n] in language.names.states), None)
    if first is None or not linked or not any(words[at + 1 :]):
        return span
    start = text.lower().rfind(words[first], max(0, span.start - _OFFICIAL), span.start)
    return Span(start, span.end) if start >= 0 and text[start].isupper() else span


def _is_led(text: str, span: Span, definite: Sequence[str]) -> bool:
    """Whether an article stands before a mention that begins with a number (« des deux hommes »)."""
    return fold(text[max(0, span.start - _PRONOUN) : span.start]).rpartition(" ")[0].rpartition(" ")[2] in definite


def _views(
    text: str,
    annotations: Annotations,
    parties: Sequence[Party],
    places: Sequence[Party],
    headlines: Sequence[Span],
    language: Language,
) -> Iterator[View]:
    links = links_of(language.links)
    sentences = list(_whole(annotations.sentences, text, parties))
    for index, sentence in enumerate(sentences):
        span = sentence.span
        masked = tuple(
            Span(token.start, token.end)
            for token in sentence.tokens
            if token.text == _MASK and text[token.start : token.end] != _MASK
        )
        inside = [party for party in _slice(parties, span) if not any(mask.contains(party.span) for mask in masked)]
        outer = _with_countries(_outermost(inside), text, language.names.of)
        owners = [party for party in outer if party.entity.type is not EntityType.COUNTRY]
        owners = [party for party in owners if not _gathers(party.span.of(text), language)]
        folded = fold(span.of(text))
        headline = any(zone.contains(span) for zone in headlines) or (not index and _is_heading(sentences))
        people = [party.span for party in outer]
        yield View(
            index=index,
            sentence=sentence,
            folded=folded,
            headline=headline,
            parties=outer,
            places=tuple(
                place
                for place in _outermost(_slice(places, span))
                if not any(mask.contains(place.span) for mask in masked)
                and not any(owner.span.contains(place.span) and owner.span != place.span for owner in owners)
            ),
            times=tuple(
                time for time in _slice(annotations.times, span) if not any(mask.overlaps(time.span) for mask in masked)
            ),
            masked=masked,
            clauses=clauses_of(sentence, text, folded, masked, people, headline, language.events),
            links=links,
        )


def _gathers(name: str, language: Language) -> bool:
    """Whether a name is that of a conference, which is where the city in it is ("the Munich Security Conference")."""
    words = fold(name).split()
    return len(words) > 1 and (words[0] in language.names.gatherings or words[-1] in language.names.gatherings)


def _whole(sentences: Sequence[Sentence], text: str, parties: Sequence[Party]) -> Iterator[Sentence]:
    """The sentences, those that a parser broke off before an end mark or inside a name joined again."""
    pending: Sentence | None = None
    for sentence in sentences:
        if pending is None:
            pending = sentence
        elif (
            pending.paragraph != sentence.paragraph
            or len(pending.tokens) + len(sentence.tokens) > LONGEST
            or (_ENDED.search(text, *_last(pending.span)) and not _crossed(parties, pending.span.end))
        ):
            yield pending
            pending = sentence
        else:
            shift = len(pending.tokens)
            moved = tuple(token._replace(head=token.head + shift) for token in sentence.tokens)
            span = Span(pending.span.start, sentence.span.end)
            pending = Sentence(span, (*pending.tokens, *moved), pending.paragraph)
    if pending:
        yield pending


def _is_heading(sentences: Sequence[Sentence]) -> bool:
    """Whether a text begins with a line of its own that has no verb, whatever mark it ends with."""
    first = sentences[0]
    alone = len(sentences) > 1 and sentences[1].paragraph != first.paragraph
    parsed = any(token.dep for token in first.tokens)
    return alone and parsed and not any(token.pos in ("VERB", "AUX") for token in first.tokens)


def _crossed(parties: Sequence[Party], offset: int) -> bool:
    """Whether the last mention that begins before an offset goes on after it."""
    at = bisect_left(parties, offset, key=lambda party: party.span.start)
    return at > 0 and parties[at - 1].span.end > offset


def _last(span: Span) -> tuple[int, int]:
    return max(span.start, span.end - 2), span.end


def _start(found: Party | TimeExpression) -> int:
    return found.span.start


def _slice[Found: (Party, TimeExpression)](found: Sequence[Found], span: Span) -> Sequence[Found]:
    """What begins in a range, of things in order."""
    start = bisect_left(found, span.start, key=_start)
    return found[start : bisect_left(found, span.end, start, key=_start)]


def _outermost(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Mentions that lie in no other; a person before the country or body that shares the words."""
    kept: list[Party] = []
    for party in parties:
        if kept and kept[-1].span.contains(party.span):
            continue
        kept.append(party)
    return tuple(kept)


def _with_countries(parties: Sequence[Party], text: str, of: Sequence[str]) -> tuple[Party, ...]:
    """Mentions of people with the country they are said to be of ("Gabon's Anna Berg", "Anna Berg of Gabon")."""
    kept: list[Party] = []
    for party in parties:
        last = kept[-1] if kept else None
        if last and last.entity.type is EntityType.COUNTRY and party.entity.type is EntityType.PERSON:
            if _OWNER.fullmatch(text, last.span.end, party.span.start):
                kept[-1] = replace(party, span=Span(last.span.start, party.span.end))
                continue
        elif last and last.entity.type is EntityType.PERSON and party.entity.type is EntityType.COUNTRY:
            link = fold(text[last.span.end : party.span.start]).replace("'", "' ").strip()
            if link == "(" and text.startswith(")", party.span.end):
                kept[-1] = replace(last, span=Span(last.span.start, party.span.end + 1))
                continue
            if link and link in of and last.kind is MentionKind.NAME:
                kept[-1] = replace(last, span=Span(last.span.start, party.span.end))
                continue
        kept.append(party)
    return tuple(kept)


def between(first: Span, second: Span) -> Span:
    """The range between two ranges, empty when they touch or overlap."""
    if first.start > second.start:
        first, second = second, first
    return Span(min(first.end, second.start), second.start)
