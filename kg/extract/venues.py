"""Finds palaces, halls and offices that have a name, as places where something can be."""

import re
import unicodedata
from collections.abc import Sequence

from kg.extract._views import View
from kg.extract._words import fold, words_in
from kg.extract.places import prepared
from kg.model import Annotations, Entity, EntityType, Language, Mention, MentionKind, Span
from kg.model.language import EventWords
from kg.resources import country_of_seat

__all__ = ["find_venues"]

_FAR = 40
_NAME = 6
_PLACES = (EntityType.PLACE, EntityType.CITY, EntityType.COUNTRY)


def find_venues(annotations: Annotations, views: Sequence[View], language: Language) -> tuple[Entity, ...]:
    """The palaces, halls and offices where something is said to be, as places; those already known left out.

    A venue is a word for a building with a name before ("Green Palace") or after it ("palace of the Lake").
    """
    words = language.events
    text = annotations.article.text
    places = [entity for entity in annotations.entities if entity.type in _PLACES]
    known = [mention.span for entity in places for mention in entity.mentions]
    ends = {span.start: span.end for span in known}
    starts = {span.end: span.start for span in known}
    found: dict[str, list[Mention]] = {}
    for view in views:
        for venue in words_in(words.venues, view.folded):
            span = _venue_span(view, text, Span(view.start + venue.start, view.start + venue.end))
            if span is None or view.hidden(span):
                continue
            word, after = view.folded[venue.start : venue.end], view.folded[venue.end :].lstrip()
            if after.startswith(words.owner) and words_in(words.cities, word):
                continue  # "the resort of Batumi"
            if ends.get(span.start, 0) >= span.end or starts.get(span.end, span.end) <= span.start:
                continue
            if not prepared(view.text(span.start - _FAR, span.start), (*words.at_place, *words.to_place), view.links):
                continue
            found.setdefault(span.of(text), []).append(Mention(span, MentionKind.NAME, span.of(text), span))
        for span in _halls(view, text, words):
            led = view.links.article_first.match(view.text(span.start, span.end))
            bare = Span(span.start + (led.end() if led else 0), span.end)
            found.setdefault(bare.of(text), []).append(Mention(span, MentionKind.NAME, bare.of(text), bare))
    taken = {entity.key for entity in annotations.entities}
    return tuple(
        Entity(_key(name, taken), EntityType.PLACE, name, tuple(mentions), country=country_of_seat(name))
        for name, mentions in found.items()
    )


def _halls(view: View, text: str, words: EventWords) -> list[Span]:
    """Where a body is said to be where something was, its article taken in (« reçue à l'Assemblée nationale »)."""
    halls: list[Span] = []
    for hall in words_in(words.halls, view.folded):
        start, end = view.start + hall.start, view.start + hall.end
        led = view.links.article_at_end.search(view.text(start - _FAR, start))
        first = start - len(led[0]) if led else start
        here = prepared(view.text(first - _FAR, first), words.at_place, view.links)
        if text[start].isupper() and here and not view.hidden(Span(start, end)):
            halls.append(Span(first, end))
    return halls


def _venue_span(view: View, text: str, venue: Span) -> Span | None:
    """The words of a venue with its name; None when it has none."""
    tokens = view.tokens_between(venue.start, view.sentence.span.end)
    inside = [token for token in tokens if token.start < venue.end]
    end = inside[-1].end if inside else venue.end
    named = len(inside) > 1 and inside[-1].text[:1].isupper()
    for token in tokens[len(inside) : len(inside) + _NAME]:
        party = view.party_at(token.start)
        if party is not None and party.entity.type is EntityType.PERSON:
            break
        if token.text[:1].isupper() and token.pos in ("PROPN", "NOUN", "ADJ", ""):
            end, named = token.end, True
        elif not view.links.in_name.fullmatch(fold(token.text)):
            break
    start = venue.start
    for token in reversed(view.tokens_between(max(view.start, venue.start - _FAR), venue.start)):
        if not token.text[:1].isupper() or token.pos == "DET" or start - token.end > 1:
            break
        start, named = token.start, True
    return Span(start, end) if named else None


def _key(name: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", name.lower())
    key = re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-") or "venue"
    while key in taken:
        key += "-venue"
    taken.add(key)
    return key
