"""Finds those whom the words of an event lead to: its object, or those behind a preposition."""

import re
from collections.abc import Iterator, Sequence

from kg.extract._coordination import group_of
from kg.extract._gaps import adverbs_of
from kg.extract._views import Party, View
from kg.extract._words import fold, words_in
from kg.extract.events_triggers import Trigger
from kg.extract.participants_subject import link_before, wanted
from kg.extract.participants_turns import in_turn
from kg.model import EntityType, MentionKind, Role, Span, Token
from kg.model.language import EventWords

__all__ = [
    "FAR",
    "after_words",
    "all_after",
    "between_before",
    "capitals_of",
    "is_council",
    "object_of",
    "of_another",
    "pair_before",
    "relative_object",
]

_PEOPLE = (EntityType.PERSON, EntityType.DELEGATION, EntityType.GROUP)
_NOMINAL = ("PRON", "PROPN", "NOUN", "DET")
_CLAUSE = 5
FAR = 160
"""Characters between words of an event and somebody they lead to, at most."""
_GAP = 24
_LINK = 14
_PAIR = 2
_NEAR = 20


def object_of(trigger: Trigger, words: EventWords) -> list[Party]:
    """The parties right after a trigger, with no verb and no linking preposition between."""
    view, end = trigger.view, trigger.view.clause(trigger.span).end
    first = _past_aside(trigger, words)
    for party in view.parties:
        if party.span.start < first:
            continue
        gap = Span(first, party.span.start)
        between = view.text(gap.start, gap.end)
        comma = between.count(",") == 1 and (trigger.frame.type or between.strip() != ",")
        if comma and not _is_after_day(trigger, gap, party) and not _are_announced(view, first, party):
            return []
        if party.span.start >= end or len(gap) > FAR or _verbs(view, gap) or _conjunctions(view, gap):
            return []
        own = view.text(trigger.span.start, trigger.span.end).split()[-1]
        linked = link_before(view, party.span.start, own if len(gap) <= 1 else "")
        inside = any(token.pos == "ADP" for token in view.tokens_between(gap.start, gap.end))
        article = linked in words.articles and _timeless(view, gap) == linked
        done_by = trigger.passive or between.strip().split(" ")[0] in words.agent
        linking = (*words.companion, *words.agent) if done_by else words.companion
        if linked and linked not in linking and inside and not article:
            continue
        if first > trigger.span.end and len(gap) > _LINK and not _are_announced(view, first, party):
            return []
        if party.kind is MentionKind.PRONOUN and party.span.start - trigger.span.end > 2:
            continue
        if not wanted(party, words) or _POSSESSED.match(view.text(party.span.end, party.span.end + 4)):
            return []
        return [each for each in in_turn(view, party, words) if wanted(each, words)]
    return []


def _is_after_day(trigger: Trigger, gap: Span, party: Party) -> bool:
    """Whether a comma too many parts a verb and its day from its object (« a reçu mercredi, le ministre »).

    No verb that is told of them may follow.
    """
    view = trigger.view
    rest = view.tokens_between(party.span.end, view.sentence.span.end)
    acts = any(token.pos in ("VERB", "AUX") and "VerbForm=Fin" in token.morph for token in rest)
    return not trigger.frame.noun and not acts and _timeless(view, gap) == ","


def relative_object(trigger: Trigger, words: EventWords) -> list[Party]:
    """Whom a relative clause is about that somebody else is the subject of (« le ministre, qu'elle a reçu »)."""
    view = trigger.view
    before = list(view.tokens_between(view.start, trigger.span.start))[-_CLAUSE:]
    at = next((number for number, token in enumerate(before) if token.text.lower() in words.relatives), None)
    if at is None or at + 1 == len(before) or any(token.pos not in _NOMINAL for token in before[at + 1 :]):
        return []
    if not trigger.frame.object_needed or before[at].dep.partition(":")[0] == "nsubj":
        return []
    ahead = [each for each in view.parties if each.span.end <= before[at].start and each.entity.type in _PEOPLE]
    return [each for each in ahead[-1:] if view.text(each.span.end, before[at].start).strip() in ("", ",")]


def _past_aside(trigger: Trigger, words: EventWords) -> int:
    """Where the words after a verb go on behind an aside (« a rencontré lundi, en marge du sommet, son homologue »).

    Adverbs and a day may stand before it, in it, or be all of it (« rencontrera ensuite, séparément, le ministre »).
    """
    view, start = trigger.view, trigger.span.end
    if trigger.frame.noun:
        return start
    rest = view.tokens_between(start, min(view.clause(trigger.span).end, start + FAR))
    light = [*(time.span for time in view.times), *adverbs_of(view, words)]
    at = commas = 0
    while at < len(rest) and (rest[at].text == "," or _is_light(rest[at : at + _PAIR], light)):
        commas += rest[at].text == ","
        at += 1
    if not commas or at == len(rest):
        return start
    if rest[at].pos != "ADP":
        return rest[at - 1].end if commas > 1 and rest[at - 1].text == "," else start
    named = [each.span for each in view.parties]
    closing = next(
        (
            token
            for token in rest[at + 1 :]
            if token.text == "," or (token.pos == "VERB" and not any(n.start <= token.start < n.end for n in named))
        ),
        None,
    )
    return closing.end if closing is not None and closing.text == "," else start


def _is_light(tokens: Sequence[Token], light: Sequence[Span]) -> bool:
    """Whether the first of some tokens lies in one of some spans, or is a preposition before one."""
    inside = [any(span.contains(_span(token)) for span in light) for token in tokens]
    return inside[0] or (tokens[0].pos == "ADP" and inside[-1])


def _span(token: Token) -> Span:
    return Span(token.start, token.end)


def _timeless(view: View, gap: Span) -> str:
    """The words of a gap without the times in it."""
    within = [time.span for time in view.times if gap.overlaps(time.span)]
    starts = [gap.start, *(span.end for span in within)]
    ends = [*(span.start for span in within), gap.end]
    return " ".join(view.text(start, end).strip() for start, end in zip(starts, ends, strict=True)).strip()


_POSSESSED = re.compile(r"['’]s?\s")


def after_words(
    trigger: Trigger, prepositions: Sequence[str], words: EventWords, far: int = FAR, verbs: int = 0
) -> list[Party]:
    """The parties after the first of some prepositions that has one, in the clause of the trigger and not far."""
    return next(_behind(trigger, prepositions, words, far, verbs), [])


def all_after(trigger: Trigger, prepositions: Sequence[str], words: EventWords) -> list[Party]:
    """The parties after each of some prepositions (« côté A, par X, et, côté B, par Y »), in the clause."""
    return [party for group in _behind(trigger, prepositions, words, FAR, 0) for party in group]


def _behind(
    trigger: Trigger, prepositions: Sequence[str], words: EventWords, far: int, verbs: int
) -> Iterator[list[Party]]:
    view, end = trigger.view, trigger.view.clause(trigger.span).end
    own = view.text(trigger.span.start, trigger.span.end)
    tail = view.text(trigger.span.end, min(end, trigger.span.end + far))
    starts = (
        [(trigger.span.end, trigger.span.end)]
        if any(own.endswith((f" {word}", f"'{word}")) or own == word for word in prepositions)
        else []
    )
    starts += [
        (trigger.span.end + found.start, trigger.span.end + found.end) for found in words_in(tuple(prepositions), tail)
    ]
    for link, start in starts:
        near = 0 if trigger.side else _LINK
        if _verbs(view, Span(trigger.span.end, max(trigger.span.end, start - near))) > (
            verbs if trigger.frame.noun else 1
        ):
            break
        party = next((each for each in view.parties if each.span.end > start), None)
        if party is None or not link <= party.span.start < end or _is_of_other_verb(trigger, link):
            continue
        if party.span.start > start + _GAP and not _are_announced(view, start, party):
            continue
        if far < FAR and "," in view.text(start, party.span.start):
            continue
        if party.span.start > start and _verbs(view, Span(start, party.span.start)):
            continue
        if party.entity.type is EntityType.COUNTRY and trigger.frame.subject == Role.GUEST:
            continue
        if party.entity.type not in _PEOPLE and trigger.frame.subject in (Role.HOST, Role.GUEST):
            continue
        yield [each for each in in_turn(view, party, words) if wanted(each, words)]


def _is_of_other_verb(trigger: Trigger, link: int) -> bool:
    """Whether a gerund stands right before a preposition, which is its own ("discuss how to go on dealing with")."""
    before = trigger.view.tokens_between(trigger.span.end, link)[-2:]
    gerund = bool(before) and before[-1].pos == "VERB" and "Tense=Pres|VerbForm=Part" in before[-1].morph
    return gerund and not any(token.pos == "CCONJ" for token in before)


def _are_announced(view: View, start: int, party: Party) -> bool:
    """Whether a noun alone stands between a preposition and the first of those it announces (« avec ses homologues »).

    As in « avec ses homologues sénégalais, A, et malien, B » and « ses homologues du Sénégal, A, et du Mali, B ».
    """
    between = view.tokens_between(start, party.span.start)
    led = [index for index, token in enumerate(between) if token.pos == "DET"]
    between = between[led[-1] if led else 0 :]
    lands = [each.span for each in view.parties if each.entity.type is EntityType.COUNTRY]
    of_land = [token for token in between if any(land.contains(_span(token)) for land in lands)]
    if of_land:
        between = [token for token in between if token not in of_land and token.pos != "ADP"]
    kinds = [token.pos for token in between]
    nouns, commas = kinds.count("NOUN"), kinds.count("PUNCT")
    plural = any(token.pos == "NOUN" and "Number=Plur" in token.morph for token in between)
    person = party.entity.type is EntityType.PERSON and party.kind is MentionKind.NAME
    return person and plural and nouns == 1 and commas <= 1 and set(kinds) <= {"DET", "NOUN", "ADJ", "PUNCT", "PRON"}


def between_before(trigger: Trigger, words: EventWords) -> list[Party]:
    """The sides of a text that was signed, named before it was ("an accord between A and B was signed")."""
    view, start = trigger.view, trigger.view.clause(trigger.span).start
    links = words_in(words.among, view.text(start, trigger.span.start))
    if not links:
        return []
    first = start + links[-1].end
    party = next(
        (each for each in view.parties if first <= each.span.start < min(first + _LINK, trigger.span.start)), None
    )
    return [each for each in group_of(view, party, forward=True) if wanted(each, words)] if party else []


def capitals_of(trigger: Trigger, words: EventWords) -> list[Party]:
    """The two cities that stand for the sides of a noun ("talks between Lima and Quito"), [] where it has none."""
    view, start = trigger.view, trigger.span.end
    cities = [each for each in view.places if each.span.start >= start and each.entity.type is EntityType.CITY][:_PAIR]
    if len(cities) < _PAIR or not cities[0].entity.country or cities[0].entity.country == cities[1].entity.country:
        return []
    before = view.text(start, cities[0].span.start)
    joined = view.tokens_between(cities[0].span.end, cities[1].span.start)
    near = len(before) <= _GAP and any(found.end >= len(before.rstrip()) for found in words_in(words.among, before))
    return cities if near and len(joined) == 1 and joined[0].pos == "CCONJ" else []


def is_council(party: Party, words: EventWords) -> bool:
    """Whether a party is a body whose session is where others meet ("the third session of the joint commission")."""
    return bool(words_in(words.councils, fold(party.entity.name)))


def pair_before(trigger: Trigger, words: EventWords) -> list[Party]:
    """The two people named before a noun with a possessive of several ("A congratulated B after their meeting")."""
    view = trigger.view
    if not words_in(words.theirs, view.text(trigger.span.start - _NEAR, trigger.span.start)):
        return []
    before = [each for each in view.parties if each.span.end <= trigger.span.start]
    people = {each.entity.key: each for each in before if each.entity.type is EntityType.PERSON and wanted(each, words)}
    return list(people.values()) if len(people) == _PAIR else []


def _verbs(view: View, gap: Span) -> int:
    """How many verbs there are in a gap, participles and infinitives too; a name is none, whatever the parser says."""
    return sum(1 for each in view.tokens_between(gap.start, gap.end) if each.pos == "VERB" and each.text[:1].islower())


def _conjunctions(view: View, gap: Span) -> bool:
    return any(token.pos == "CCONJ" for token in view.tokens_between(gap.start, gap.end))


def of_another(trigger: Trigger, party: Party) -> bool:
    """Whether "of" joins a party to a noun of another phrase ("After the meeting, the training of diplomats")."""
    view = trigger.view
    between = view.tokens_between(trigger.span.end, party.span.start)
    if any("PronType=Rel" in token.morph for token in between):
        return False
    comma = next((token.end for token in between if token.text == ","), party.span.start)
    times = [time.span for time in view.times]
    return any(
        token.pos == "NOUN"
        and token.start >= comma
        and not any(span.contains(Span(token.start, token.end)) for span in times)
        for token in between
    )
