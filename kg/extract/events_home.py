"""Whether what is told is done at home by people of one state, where an article tells of nothing else."""

from collections.abc import Mapping, Sequence

from kg.extract._bodies import is_body_of_states
from kg.extract._views import View
from kg.extract._words import fold, words_in
from kg.extract.events_drafts import Draft
from kg.extract.events_standing import Standing
from kg.extract.events_triggers import Trigger
from kg.model import Entity, EntityType, EventStatus, EventType, Role, Span
from kg.model.language import EventWords

__all__ = ["is_of_one_state", "is_of_organ"]

_PAIR = 2
_NEAR = 40
_AT_HOME = (EntityType.PERSON, EntityType.GROUP, EntityType.GOVERNMENT)
_ABROAD = {"foreign_minister", "deputy_foreign_minister", "ambassador", "envoy", "high_representative"}
_ABROAD |= {"secretary_general", "diplomat", "pope", "counterpart", "body_head"}
_TRAVELLERS = (Role.GUEST, Role.DELEGATION_MEMBER, Role.DELEGATION_HEAD)
_KNOWN = (EventStatus.HELD, EventStatus.SCHEDULED)
_TALKS = (EventType.MEETING, EventType.PHONE_CALL, EventType.VIDEO_CONFERENCE)


def is_of_one_state(
    draft: Draft, standings: Mapping[str, Standing], entities: Mapping[str, Entity], words: EventWords
) -> bool:
    """Whether nothing says that a journey or talks go beyond one state: no place, no office and nobody of another.

    Talks of one person are none where nothing says with whom, when and where they were.

    Args:
        draft: an event.
        standings: what `standings_of` says.
        entities: by key; those of countries tell which sentences name another.
        words: of the language.
    """
    if draft.status not in _KNOWN or any(words_in(words.abroad, each.view.folded) for each in draft.triggers):
        return False
    parties = {part.party.entity.key: part.party.entity for part in draft.everybody()}.values()
    public = [each for each in parties if _is_called(each) or standings[each.key] is not Standing.PRIVATE]
    if any(each.type not in _AT_HOME for each in public):
        return False
    if any(capacity.office in _ABROAD for each in parties for capacity in each.capacities):
        return False
    homes = {each.country for each in parties if each.country}
    where = [entities[place.entity] for place in (*draft.places, *draft.ways) if place.entity in entities]
    there = {place.country for place in where if place.type is not EntityType.PLACE}
    if len(homes) > 1 or not there - {""} <= homes:
        return False
    named = {state.country for state in entities.values() if _is_named_beside(state, draft)}
    if named - homes:
        return False
    noun = any(trigger.frame.noun for trigger in draft.triggers)
    if draft.type is EventType.VISIT:
        travels = all(part.role in _TRAVELLERS for part in draft.everybody())
        return travels and (bool(there & homes) or not (noun and homes))
    if draft.type not in _TALKS:
        return False
    if len(parties) < _PAIR:
        ministry = bool(public) and public[0].type is EntityType.GOVERNMENT
        return not there and (not draft.times or ministry)
    return len(public) < _PAIR or all(each.country for each in public)


def _is_named_beside(state: Entity, draft: Draft) -> bool:
    """Whether a sentence that tells of an event names a country."""
    if state.type is not EntityType.COUNTRY:
        return False
    sentences = [trigger.view.sentence.span for trigger in draft.triggers]
    return any(sentence.contains(mention.span) for mention in state.mentions for sentence in sentences)


def is_of_organ(draft: Draft, views: Sequence[View], words: EventWords) -> bool:
    """Whether an organ of one state sits, alone or with who leads it ("a cabinet meeting chaired by the president").

    Args:
        draft: an event.
        views: the sentences of the article.
        words: of the language.
    """
    parties = [part.party for part in draft.everybody()]
    if draft.type is not EventType.MEETING or len({each.entity.country for each in parties} - {""}) > 1:
        return False
    told = [trigger.view for trigger in draft.triggers]
    organs = [each.span for each in parties if words_in(words.organs, fold(each.entity.name))]
    sitting = [_text(view, each) for view in told for each in organs if view.sentence.span.contains(each)]
    if any(not is_body_of_states(each) for each in sitting) or any(_sits(each, words) for each in draft.triggers):
        return True
    return _follows_organ(draft.triggers[0], views, words)


def _follows_organ(trigger: Trigger, views: Sequence[View], words: EventWords) -> bool:
    """Whether "the meeting" is that of an organ which a sentence right before begins with ("The cabinet …")."""
    if not (trigger.frame.noun and trigger.definite and trigger.view.index):
        return False
    return any(_is_about_organ(view, words) for view in views[max(0, trigger.view.index - _PAIR) : trigger.view.index])


def _is_about_organ(view: View, words: EventWords) -> bool:
    """Whether an organ of one state stands at the beginning of a sentence."""
    organ = next(iter(words_in(words.organs, view.folded)), None)
    if organ is None or len(view.folded[: organ.start].split()) > 1:
        return False
    return not is_body_of_states(_text(view, Span(view.start, view.start + organ.end)))


def _sits(trigger: Trigger, words: EventWords) -> bool:
    """Whether a noun is the meeting of an organ of one state ("cabinet meeting", « réunion du conseil exécutif »)."""
    if not trigger.frame.noun:
        return False
    view, span = trigger.view, trigger.span
    before = view.text(span.start - _NEAR, span.start).rstrip()
    after = view.text(span.end, span.end + _NEAR)
    if is_body_of_states(_text(view, span)):
        return False
    whose = [after[: found.start] for found in words_in(words.organs, after)[:1]]
    behind = any(len(link.split()) <= _PAIR and words_in(words.owner, link) for link in whose)
    return behind or any(found.end == len(before) for found in words_in(words.organs, before))


def _is_called(entity: Entity) -> bool:
    """Whether an entity has a name of its own, which "the unions" have not."""
    return any(map(str.isupper, entity.name))


def _text(view: View, span: Span) -> str:
    """Some words and those right behind them, as they are written."""
    return " ".join(token.text for token in view.tokens_between(span.start, span.end + 2 * _NEAR))
