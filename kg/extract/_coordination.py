"""Who stands beside whom: people joined by "and", by commas, or by a title and the name it belongs to."""

import re
from collections.abc import Sequence

from kg.extract._views import Party, View
from kg.extract._words import words_in
from kg.model import Entity, EntityType, MentionKind, Span

__all__ = ["alike", "examples_after", "group_of", "listed_after", "untitled"]

_OWNER = re.compile(r"[^\W\d]+['’]s?\s$")
_AGENT = 12
_AFTER_COLON = 4
_EXAMPLES, _LED_TO = 100, 5
_APOSTROPHES = frozenset("'’")
_DASH = re.compile(r"\s(?:[—–-]|--)\s")
_COMMA = re.compile(r"\s*[,;]\s*")


def group_of(view: View, party: Party, forward: bool = False) -> list[Party]:
    """A party with those coordinated with it; appositions of one entity count once."""
    parties = view.parties
    at = parties.index(party)
    first = at
    while not forward and first and _joins(view, parties, first - 1) and not _after_agent(view, parties[first - 1]):
        first -= 1
    last = at
    while last + 1 < len(parties) and _joins(view, parties, last):
        last += 1
    group: dict[str, Party] = {}
    for each in parties[first : last + 1]:
        known = group.get(each.entity.key)
        if known is None or (known.kind is not MentionKind.NAME and each.kind is MentionKind.NAME):
            group[each.entity.key] = each
    found = list(group.values())
    found = [
        each for each, after in zip(found, [*found[1:], None], strict=True) if not (after and _apposed(each, after))
    ]
    people = [each for each in found if each.entity.type is EntityType.PERSON]
    while len(people) > 1 and found[0].entity.type is EntityType.GROUP and not found[0].entity.members:
        found = found[1:]
    return found


def listed_after(view: View, party: Party) -> list[Party]:
    """The people listed behind the next colon, where a party is a group of nobody known ("four leaders: A, B")."""
    entity = party.entity
    if entity.type is not EntityType.GROUP or entity.members:
        return []
    rest = view.text(party.span.end, view.sentence.span.end)
    colon = rest.find(":")
    if colon < 0:
        return []
    start = party.span.end + colon
    people = [each for each in view.parties if each.span.start > start]
    between = [each for each in view.parties if party.span.end <= each.span.start < start]
    if not people or between or people[0].span.start - start > _AFTER_COLON:
        return []
    return [each for each in group_of(view, people[0], forward=True) if each.entity.type is EntityType.PERSON]


def examples_after(view: View, party: Party, words: tuple[str, ...]) -> list[Party]:
    """The people named as examples of a group ("leaders of five states, including A and B, met"); [] none.

    Args:
        view: the sentence.
        party: the group.
        words: what leads to examples ("including").
    """
    if party.entity.type is not EntityType.GROUP or party.entity.members:
        return []
    rest = Span(party.span.end, min(party.span.end + _EXAMPLES, view.sentence.span.end))
    for found in words_in(words, view.text(rest.start, rest.end)):
        start, end = rest.start + found.start, rest.start + found.end
        led = [each for each in view.parties if 0 <= each.span.start - end <= _LED_TO]
        between = any("VerbForm=Fin" in token.morph for token in view.tokens_between(rest.start, start))
        own = not any(
            rest.start <= each.span.start < start and each.entity.type is EntityType.PERSON for each in view.parties
        )
        owner = bool(led) and view.text(led[0].span.end, led[0].span.end + 1) in _APOSTROPHES
        if led and own and not between and not owner and led[0].entity.type is EntityType.PERSON:
            group = group_of(view, led[0], forward=True)
            return [each for each in group if each.entity.type is EntityType.PERSON]
    return []


def _after_agent(view: View, party: Party) -> bool:
    """Whether a body is only who did something to somebody, or in a phrase before the list, no member of it.

    As in "named by the Union, A and B …" and "on the sidelines of the Council, A and B …".
    """
    start = party.span.start
    led = any(token.pos == "ADP" for token in view.tokens_between(start - _AGENT, start))
    if party.entity.type is EntityType.PERSON or not led:
        return False
    verbs = [token for token in view.tokens_between(view.start, start) if token.pos == "VERB"]
    return not verbs or start - verbs[-1].end < _AGENT


def _joins(view: View, parties: Sequence[Party], at: int) -> bool:
    """Whether a party and the next are coordinated, or two mentions of one."""
    first, second = parties[at], parties[at + 1]
    gap = _OWNER.sub("", view.text(first.span.end, second.span.start))
    if view.links.joined.fullmatch(gap):
        return True
    if first.entity.type is second.entity.type is EntityType.GROUP and view.links.of_several.fullmatch(gap):
        return _are_named_next(view, parties, at + 1)
    if first.entity.type is EntityType.GROUP and _DASH.fullmatch(gap):
        return True
    if view.links.next_of_list.fullmatch(gap):  # "en présence de A, de B et de C"
        return at + 2 < len(parties) and _later_joined(view, parties, at + 1)
    if not _is_comma(view, gap, second):
        return False
    if first.entity.key == second.entity.key or first.entity.type is EntityType.GROUP or _apposed(first, second):
        return True
    if second.entity.type is EntityType.GROUP:
        return False
    if ";" in gap:
        return True
    if view.headline and at + 2 == len(parties) and _opens(view, parties, at):
        return True
    return at + 2 < len(parties) and _later_joined(view, parties, at + 1)


def _are_named_next(view: View, parties: Sequence[Party], at: int) -> bool:
    """Whether people with names follow the nations of a group (« les ministres des deux pays, A et B »)."""
    named = parties[at + 1 : at + 3]
    people = all(each.entity.type is EntityType.PERSON and each.kind is MentionKind.NAME for each in named)
    return len(named) > 1 and people and bool(_COMMA.fullmatch(view.text(parties[at].span.end, named[0].span.start)))


def _opens(view: View, parties: Sequence[Party], at: int) -> bool:
    """Whether a headline begins with two people and a comma between, as English ones do for "and"."""
    both = parties[at : at + 2]
    people = all(each.entity.type is EntityType.PERSON for each in both)
    return (
        at == 0
        and people
        and both[0].span.start == view.start
        and view.text(both[1].span.end, both[1].span.end + 1) != ","
    )


def _apposed(first: Party, second: Party) -> bool:
    """Whether a title without a name stands beside the name it may belong to ("her counterpart, …")."""
    if not (untitled(first.entity) and first.kind is MentionKind.TITLE and second.kind is MentionKind.NAME):
        return False
    one, two = first.entity.country, second.entity.country
    named = second.entity.type in (EntityType.PERSON, EntityType.ORGANIZATION)
    return named and (not one or not two or one == two)


def _later_joined(view: View, parties: Sequence[Party], at: int) -> bool:
    """Whether a list that goes on by commas ends with a conjunction."""
    while at + 1 < len(parties):
        gap = view.text(parties[at].span.end, parties[at + 1].span.start)
        if view.links.joined.fullmatch(gap):
            return True
        if not _is_comma(view, gap, parties[at + 1]) and not view.links.next_of_list.fullmatch(gap):
            return False
        at += 1
    return False


def _is_comma(view: View, gap: str, party: Party) -> bool:
    """Whether a comma alone stands before a party, an article too before a country ("Chad, the Gambia and Mali").

    So does a semicolon where the party is listed, no subject of a clause.
    """
    bare = view.links.article_at_end.sub("", gap) if party.entity.type is EntityType.COUNTRY else gap
    return bool(_COMMA.fullmatch(bare)) and not (";" in bare and _begins_clause(view, party))


def _begins_clause(view: View, party: Party) -> bool:
    return any(clause.start > view.start and 0 <= party.span.start - clause.start <= _LED_TO for clause in view.clauses)


def untitled(entity: Entity) -> bool:
    """Whether somebody is only described, never named."""
    return entity.type is EntityType.PERSON and not any(m.kind is MentionKind.NAME for m in entity.mentions)


def alike(first: Entity, second: Entity) -> bool:
    """Whether two people can be one by country and office."""
    if first.country and second.country and first.country != second.country:
        return False
    offices = [{capacity.office for capacity in entity.capacities if capacity.office} for entity in (first, second)]
    return not all(offices) or bool(offices[0] & offices[1])
