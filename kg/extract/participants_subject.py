"""Finds the subject of the words that tell of an event: by the parse, else by what stands beside them."""

import re
from collections.abc import Sequence, Set

from kg.extract._coordination import group_of
from kg.extract._tense import verb_before
from kg.extract._views import Party, View
from kg.extract._words import ends_with, last_words, words_in
from kg.extract.events_triggers import Trigger
from kg.model import EntityType, EventStatus, EventType, MentionKind, Token
from kg.model.language import EventWords

__all__ = ["animate", "climb", "is_turned", "link_before", "of_two_sides", "subject_of", "wanted"]

_FAR = 160
_GAP = 24
_LED = 5
_CLIMB = 6
_FAR_UP = 8
_HANDED = 7
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubjpass")
_DUMMY = "expl:subj"
"""What a parser may call a pronoun that is somebody (« Il s'y est entretenu »)."""
_UP = {"conj", "xcomp", "advcl", "aux", "auxpass", "aux:pass", "dep", "parataxis", "ccomp"}
_VERB_UP = _UP | {"prep", "pcomp", "acl"}
_NOUN_UP = _UP | {
    "dobj",
    "obj",
    "pobj",
    "prep",
    "obl",
    "obl:arg",
    "obl:mod",
    "nmod",
    "obl:agent",
    "compound",
    "pcomp",
    "acl",
    "ROOT",
}
_OWNED_BY = (EventType.VISIT, EventType.PHONE_CALL, EventType.MEETING)
_RELATIVE = ("relcl", "acl:relcl")


def animate(party: Party) -> bool:
    """Whether a party is people or a body, no country."""
    return party.entity.type is not EntityType.COUNTRY


def of_two_sides(trigger: Trigger) -> bool:
    """Whether a noun tells who came from who received ("the presentation of her credentials to")."""
    frame = trigger.frame
    return frame.noun and bool(frame.subject and frame.oblique) and frame.subject != frame.oblique


def is_turned(trigger: Trigger, words: EventWords) -> bool:
    """Whether the object stands before a verb and the subject behind it (« où l'avait reçue le président »)."""
    before = trigger.view.text(trigger.span.start - _GAP, trigger.span.start).rstrip()
    him = next((word for word in words.him_before if not trigger.frame.noun and ends_with(before, (word,))), "")
    return bool(him) and ends_with(before.removesuffix(him).rstrip(), words.where)


def wanted(party: Party, words: EventWords) -> bool:
    """Whether a party can take part: no reporters, no press or spokespeople but ministers; but delegations of any."""
    entity = party.entity
    offices = [capacity.office for capacity in entity.capacities]
    if "spokesperson" in offices and not any(office.endswith("minister") for office in offices):
        return False
    sent = entity.type is EntityType.DELEGATION or (entity.type is EntityType.PERSON and any(offices))
    return sent or not words_in(words.outsiders, entity.name.lower())


_AFTER_COMMA = re.compile(r",\s+(?:[^\W\d]{1,4}['\s]\s?)?$")
_OWNED = re.compile(r"['’]s?\s(?:[\w-]+\s){0,2}")


def link_before(view: View, start: int, default: str) -> str:
    """The preposition before an offset, "" when the word there is none."""
    before = view.tokens_between(start - _GAP, start)
    for token in reversed(before):
        if token.pos == "DET":
            continue
        return token.text if token.pos == "ADP" and token.text.islower() else default
    return default


def subject_of(trigger: Trigger, words: EventWords) -> list[Party]:
    """Those whom the words of a trigger are said of, with all coordinated with them; [] none."""
    view = trigger.view
    ways = (_possessor, _beside, _speaker_during, _grammatical_subject, _nearest_left, _after_comma)
    party = _invited(trigger, words)
    if party is None and _is_handed(trigger, words):
        return _handed_to(trigger, words)
    if party is None and not (trigger.type == EventType.SUMMIT and _asked(trigger, words)):
        party = next((found for way in ways if (found := way(trigger)) and _may_be_subject(found, trigger)), None)
    party = _bidden(trigger, party, words)
    if party is None or not wanted(party, words) or _is_of_noun(trigger) or _has_no_part(trigger, party, words):
        return []
    start = trigger.span.start
    others = [each for each in _conjoined(trigger.view, party) if each.span.end <= start]
    last = trigger.view.sentence.span.end if _may_follow(trigger) else start
    return [
        each
        for each in _without_twins(
            [*group_of(view, party), *(each for other in others for each in group_of(view, other, forward=True))]
        )
        if wanted(each, words) and (each.span.end <= start or trigger.span.end <= each.span.start < last)
    ]


def _bidden(trigger: Trigger, party: Party | None, words: EventWords) -> Party | None:
    """The next one named in place of who invites ("At the invitation of King A, the president, B, paid a visit")."""
    view, start = trigger.view, trigger.span.start
    ends = [view.start + found.end for found in words_in(words.bidden, view.text(view.start, start))]
    inviters = {each.entity.key for each in view.parties if any(0 <= each.span.start - end <= _LED for end in ends)}
    if party is None or party.entity.key not in inviters or party.span.end > start:
        return party
    others = [each for each in view.parties if party.span.end <= each.span.start and each.span.end <= start]
    return next((each for each in others if each.entity.key not in inviters and animate(each)), party)


def _is_of_noun(trigger: Trigger) -> bool:
    """Whether a participle says what others do, who are no party ("Travellers arriving in …, the minister said")."""
    view = trigger.view
    tokens = view.sentence.tokens
    verb = next(
        (each for each in view.tokens_between(trigger.span.start, trigger.span.end) if each.pos == "VERB"), None
    )
    if trigger.frame.noun or verb is None or verb.dep != "acl":
        return False
    head = tokens[verb.head]
    return head.pos == "NOUN" and head.end + 1 == trigger.span.start and view.party_at(head.start) is None


def _has_no_part(trigger: Trigger, party: Party, words: EventWords) -> bool:
    """Whether somebody is said to have no part in what a noun tells ("was not associated with the talks")."""
    told = trigger.frame.noun and trigger.status is EventStatus.HELD and party.span.end <= trigger.span.start
    return told and bool(words_in(words.negations, trigger.view.text(party.span.end, trigger.span.start)))


def _may_be_subject(party: Party, trigger: Trigger) -> bool:
    """Whether a party stands where a subject can; behind a verb with an object a parser takes that for it."""
    if party.span.contains(trigger.span) and party.span != trigger.span:
        return False  # The name of the gathering itself.
    return party.span.start < trigger.span.end or _may_follow(trigger)


def _without_twins(parties: Sequence[Party]) -> list[Party]:
    return list({party.entity.key: party for party in reversed(parties)}.values())[::-1]


def _conjoined(view: View, party: Party) -> list[Party]:
    """The parties that the parse joins to one by "and", whatever stands between ("A, who leads X, and B")."""
    tokens = view.sentence.tokens
    inside = {index for index, token in enumerate(tokens) if party.span.start <= token.start < party.span.end}
    found = [
        view.party_at(token.start)
        for index, token in enumerate(tokens)
        if token.dep == "conj" and token.head in inside and index not in inside
    ]
    return [each for each in found if each is not None and each.entity.type is EntityType.PERSON and each is not party]


def _invited(trigger: Trigger, words: EventWords) -> Party | None:
    """The one asked to make a visit ("invited him to visit"), the last one named after the asking."""
    if trigger.type != EventType.SUMMIT and (trigger.type != EventType.VISIT or trigger.frame.noun):
        return None
    view, asked = trigger.view, _asked(trigger, words)
    if not asked:
        return None
    between = [
        party for party in view.parties if asked[-1] <= party.span.start and party.span.end <= trigger.span.start
    ]
    between = [party for party in between if party.entity.type is not EntityType.COUNTRY]
    return between[-1] if between else None


def _asked(trigger: Trigger, words: EventWords) -> list[int]:
    """Where the words of asking end that stand not far before a trigger."""
    view = trigger.view
    before = view.text(view.start, trigger.span.start)
    asked = [view.start + found.end for found in words_in(words.invites, before)]
    return asked if asked and trigger.span.start - asked[-1] <= _FAR else []


def _is_handed(trigger: Trigger, words: EventWords) -> bool:
    """Whether somebody only hands over the invitation to a visit."""
    asked = _asked(trigger, words)
    before = last_words(trigger.view.text(trigger.view.start, asked[-1]), _HANDED) if asked else ""
    return trigger.type == EventType.VISIT and bool(words_in(words.hands, before))


def _handed_to(trigger: Trigger, words: EventWords) -> list[Party]:
    """Whom an invitation is handed to: the one other person of the sentence; [] where there are several."""
    left = [each for each in trigger.view.parties if each.span.end <= trigger.span.start]
    people = [each for each in left if each.entity.type is EntityType.PERSON and wanted(each, words)]
    giver = _nearest_left(trigger)
    others = {each.entity.key: each for each in people if giver is None or each.entity.key != giver.entity.key}
    return list(others.values()) if len(others) == 1 else []


def _possessor(trigger: Trigger) -> Party | None:
    """The one whose visit, call or meeting a noun is ("Anna Berg's visit", "her official visit" left out)."""
    if not trigger.frame.noun or not (trigger.type in _OWNED_BY or of_two_sides(trigger)):
        return None
    left = [party for party in trigger.view.parties if party.span.end <= trigger.span.start]
    gap = trigger.view.text(left[-1].span.end, trigger.span.start) if left else ""
    return left[-1] if left and animate(left[-1]) and _OWNED.fullmatch(gap) else None


def _after_comma(trigger: Trigger) -> Party | None:
    """The first party right after a comma behind words that open a sentence ("In a call on Monday, Anna Berg …")."""
    if not _may_follow(trigger):
        return None
    view = trigger.view
    after = [party for party in view.parties if party.span.start >= trigger.span.end]
    return next(
        (party for party in after if _AFTER_COMMA.search(view.text(party.span.start - 8, party.span.start))), None
    )


def _may_follow(trigger: Trigger) -> bool:
    """Whether the subject may stand behind a trigger: that opens a sentence, or says when it did something else.

    As in "During a call, Anna Berg …" and "After talks with Luis Vega, Anna Berg …".
    """
    when = trigger.frame.noun and trigger.around and (trigger.own or not trigger.definite)
    return trigger.during or _opens(trigger) or (when and not _is_led_by_party(trigger))


def _is_led_by_party(trigger: Trigger) -> bool:
    """Whether somebody is named before a trigger in its clause."""
    clause = trigger.view.clause(trigger.span)
    return any(clause.start <= party.span.start < trigger.span.start for party in trigger.view.parties)


def _opens(trigger: Trigger) -> bool:
    """Whether nobody is named before a trigger, as in a sentence that opens with it ("En visite au Gabon, …")."""
    visit = trigger.type == "Visit" and not trigger.definite
    return (not trigger.frame.noun or trigger.frame.figure or visit or of_two_sides(trigger)) and not _is_led_by_party(
        trigger
    )


def _beside(trigger: Trigger) -> Party | None:
    """The party that a trigger follows at once: without a comma a verb, after one words like "en visite"."""
    view = trigger.view
    found = [party for party in view.parties if party.span.end <= trigger.span.start]
    if not found or (trigger.frame.noun and trigger.type != "Visit"):
        return None
    gap = view.text(found[-1].span.end, trigger.span.start).strip()
    tokens = view.tokens_between(trigger.span.start, trigger.span.end)
    finite = any("VerbForm=Fin" in token.morph or not token.dep for token in tokens)
    if gap == "," and not finite and not trigger.own:
        return found[-1]
    named = found[-1].kind is MentionKind.NAME and found[-1].entity.type is EntityType.PERSON
    linked = link_before(view, found[-1].span.start, "")
    return found[-1] if not gap and finite and named and not linked else None


def _speaker_during(trigger: Trigger) -> Party | None:
    """Who said or did at talks what a clause inside tells ("A, after B said that it was late during a call with")."""
    view, tokens = trigger.view, trigger.view.sentence.tokens
    at = next((index for index, token in enumerate(tokens) if token.start >= trigger.span.start), None)
    if not (trigger.frame.noun and trigger.during) or at is None:
        return None
    for _ in range(_FAR_UP):
        if tokens[at].head == at:
            return None
        at = tokens[at].head
        if tokens[at].pos not in ("VERB", "AUX"):
            continue
        subjects = [
            token for token in tokens if token.head == at and token.dep in _SUBJECTS and token is not tokens[at]
        ]
        party = view.party_at(subjects[0].start) if subjects else None
        if party is not None and party.entity.type is EntityType.PERSON:
            return party
    return None


def _nearest_left(trigger: Trigger) -> Party | None:
    """The last party of the clause before a trigger, not after a linking preposition if there is another."""
    view, clause = trigger.view, trigger.view.clause(trigger.span)
    parsed = any(token.dep for token in view.sentence.tokens)
    if (
        trigger.frame.noun
        and trigger.type == "Visit"
        and parsed
        and not (trigger.own or trigger.during or view.headline)
    ):
        return None
    left = [
        party for party in view.parties if clause.start <= party.span.start and party.span.end <= trigger.span.start
    ]
    free = [party for party in left if not link_before(view, party.span.start, "")]
    while len(free) > 1 and _in_aside(view, *free[-2:]):
        free.pop()
    return free[-1] if free else None


def _in_aside(view: View, first: Party, second: Party) -> bool:
    """Whether words set apart behind somebody name another (« Kofi Mensah, représentant le roi Edmond, a … »)."""
    before = view.tokens_between(first.span.end, second.span.start)
    after = view.text(second.span.end, second.span.end + 2).lstrip()
    return len(before) > 1 and before[0].text == "," and after.startswith(",") and before[1].pos in ("NOUN", "VERB")


def _grammatical_subject(trigger: Trigger) -> Party | None:
    view = trigger.view
    tokens = view.sentence.tokens
    inside = [index for index, token in enumerate(tokens) if trigger.span.start <= token.start < trigger.span.end]
    if not inside or not any(token.dep for token in tokens):
        return None
    verbs = [index for index in inside if tokens[index].pos == "VERB"] or inside
    made = verb_before(view, trigger.span) if trigger.frame.noun else None
    if made is not None and (found := climb(view, tokens, made, _VERB_UP)):
        return found
    verbal = any(tokens[index].pos == "VERB" for index in inside)
    up = _VERB_UP if verbal and not trigger.frame.noun else _NOUN_UP
    for start in reversed(verbs):
        found = climb(view, tokens, start, up)
        if found:
            return found
    return None


def climb(view: View, tokens: Sequence[Token], start: int, up: Set[str]) -> Party | None:
    """The subject of a verb or of those it hangs on.

    Args:
        view: the sentence.
        tokens: of it.
        start: index of the verb.
        up: relations by which a verb has the subject of the one above it.
    """
    at = start
    infinitive = "VerbForm=Inf" in tokens[start].morph
    for _ in range(_CLIMB):
        token = tokens[at]
        children = [each for each in tokens if each.head == at and each is not token]
        for child in children:
            if token.pos == "NOUN" and child.dep == "poss" and infinitive:  # "her plan to visit".
                return view.party_at(child.start)
            if child.dep in _SUBJECTS or (child.dep == _DUMMY and token.pos == "VERB" and view.party_at(child.start)):
                if "PronType=Rel" in child.morph and token.dep in _RELATIVE:
                    return view.party_at(child.start) or _antecedent(view, tokens, token.head)
                subjects = (view.party_at(each.start) for each in children if each.dep in (*_SUBJECTS, _DUMMY))
                return next((each for each in subjects if each), None)  # "Twelve countries, among them Japan, signed"
        if token.dep in _RELATIVE:
            return _antecedent(view, tokens, token.head)
        if token.dep not in up or token.head == at:
            return None
        at = token.head
    return None


def _antecedent(view: View, tokens: Sequence[Token], at: int) -> Party | None:
    """What a relative clause is of, or for a thing the subject of its clause ("A met B on a tour that began …")."""
    party = view.party_at(tokens[at].start)
    thing = tokens[at].pos == "NOUN" and tokens[at].dep in _NOUN_UP
    return party or (climb(view, tokens, tokens[at].head, _NOUN_UP) if thing and tokens[at].head != at else None)
