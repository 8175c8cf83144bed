"""Resolves the sources and addressees of quotations to the entities of the article."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from kg.annotate._near import Near
from kg.annotate.quotations_masked import CERTAINTY, masked_speaker
from kg.model import Entity, EntityType, Gender, Mention, MentionKind, Quotation, Span

__all__ = ["Unnamed", "resolved"]

type _Named = tuple[Entity, Mention]


class Unnamed(NamedTuple):
    """Words that tell of somebody unnamed who belongs to a body, which is not the one that speaks.

    Attributes:
        determiners: those before such a noun ("a source …").
        prepositions: those before the body ("… at the ministry").
        documents: nouns of texts, whose body does speak ("a statement from the ministry").
    """

    determiners: frozenset[str]
    prepositions: frozenset[str]
    documents: frozenset[str]


_NOBODY = Unnamed(frozenset(), frozenset(), frozenset())
# Words before the name of a body, at least: a determiner, a noun and a preposition.
_SOMEBODY_OF = 3

_ACTORS = frozenset([EntityType.COUNTRY, EntityType.GOVERNMENT, EntityType.ORGANIZATION])
_INNER = "quote, inner cue"
# Letters of a noun, at least.
_NOUN = 4
# Characters of a pronoun, at most.
_PRONOUN = 12
_LINK = 16
_LINKED = re.compile(r" ([^\W\d_]+'?)(?: [^\W\d_]{2,3})?[ '’]?")
_WORD_BEFORE = re.compile(r"([^\W\d_]+), $")
_WORD_AFTER = re.compile(r" ([^\W\d_]+'?)")
_WORDS = re.compile(r"[^\W\d_]+['’]?")
_APART = frozenset(["", ",", "(", ".", ";", ":"])


def resolved(
    text: str,
    quotations: Iterable[Quotation],
    entities: Sequence[Entity],
    owners: tuple[str, ...] = (),
    takers: Sequence[Sequence[str]] = (),
    genders: Mapping[str, Gender] | None = None,
    links: Collection[str] = (),
    relatives: Collection[str] = (),
    some: Unnamed = _NOBODY,
) -> Iterator[Quotation]:
    """The quotations with the entities that speak, are spoken to, and pass on what another says.

    A pronoun beside a passage means whoever spoke last in the paragraph, if that agrees with it; else, like any other
    source, the entity of the mention it shares most characters with. A passage without a source goes on with the last
    speaker.

    Args:
        text: the article text.
        quotations: in text order.
        entities: of the article.
        owners: signs of possession, after which a name is not who speaks ("Norway's minister").
        takers: as in `SpeechWords`.
        genders: pronouns for one person → whom they mean.
        links: prepositions that join a title to somebody else ("an aide to President X").
        some: words of somebody unnamed who belongs to a body.
        relatives: relative pronouns, whose noun is not whom a pronoun after them means ("X, who, according to him, …").
    """
    articles = {row[0]: row[1:] for row in takers}
    by_key = {entity.key: entity for entity in entities}
    previous: Quotation | None = None
    outer: Quotation | None = None
    titles = {
        mention.span.end: mention.span
        for entity in entities
        if entity.type is EntityType.PERSON
        for mention in entity.mentions
        if mention.kind is MentionKind.TITLE
    }
    near = Near((mention.span, (entity, mention)) for entity in entities for mention in entity.mentions)
    for quotation in quotations:
        quotation = replace(quotation, source=_with_title(text, quotation.source, titles, near, links))
        follows = previous is not None and "\n" not in text[previous.content.end : quotation.content.start]
        speaker = previous.speaker if quotation.source is None and previous is not None and quotation.asserted else ""
        certainty = 1.0
        if quotation.source is not None:
            speaker, mention = _entity_at(text, quotation.source, near, owners, links, some)
            before = by_key.get(previous.speaker) if previous is not None and follows else None
            certainty = mention.certainty if mention is not None else 1.0
            if (
                mention is not None
                and mention.kind is MentionKind.PRONOUN
                and before is not None
                and _agree(before, by_key.get(speaker))
                and not _embedded(previous, quotation)
                and (
                    not _named_before(text, quotation.source, by_key.get(speaker))
                    or _is_told_of(text, quotation, relatives)
                )
            ):
                speaker = before.key
            elif before is not None and before.type in _ACTORS and previous is not None and speaker != before.key:
                bodies = _takes_up(text, quotation, previous, by_key.get(speaker), articles)
                speaker = before.key if bodies else speaker
            if not speaker and quotation.rule == _INNER:
                speaker = masked_speaker(text, quotation.source, entities, genders or {})
                certainty = CERTAINTY
        told = quotation.addressee
        if told is not None and quotation.source is not None and told.overlaps(quotation.source):
            told = None
        addressee = _entity_at(text, told, near, owners, links, some)[0] if told is not None else ""
        relayed = outer is not None and _embedded(outer, quotation)
        quotation = replace(
            quotation,
            speaker=speaker,
            confidence=round(quotation.confidence * certainty, 2),
            addressee=told,
            addressee_key=addressee,
            relayed_by=outer.speaker if outer is not None and relayed and outer.speaker != speaker else "",
            relay=outer.source if outer is not None and relayed and outer.source != quotation.source else None,
        )
        yield quotation
        if not relayed:
            outer = previous = quotation


def _with_title(
    text: str, source: Span | None, titles: Mapping[int, Span], mentions: Near[_Named], links: Collection[str]
) -> Span | None:
    """A source with the title before it that it only belongs to (« une conseillère du ministre [X] »).

    Args:
        text: the article text.
        source: where a name was taken for the speaker, whatever stands before it.
        titles: mentions by their end.
        mentions: of the article.
        links: as in `resolved`.
    """
    if source is None:
        return None
    for _, mention in mentions.at(source):
        if mention.kind is MentionKind.NAME and mention.span.start < source.start <= mention.name_span.start:
            start = mention.span.start
            end = next((end for end in range(start - 1, start - _LINK, -1) if end in titles), start)
            link = _LINKED.fullmatch(text, end, start)
            joined = link is not None and link[1].lower() in links
            return Span(titles[end].start, source.end) if joined else source
    return source


def _takes_up(
    text: str, quotation: Quotation, previous: Quotation, other: Entity | None, articles: Mapping[str, Sequence[str]]
) -> bool:
    """Whether the source is a pronoun that takes up the country or body that spoke in the sentence before.

    Args:
        text: the article text.
        quotation: with a source.
        previous: the last quotation, in the same paragraph.
        other: whom the pronoun was taken for.
        articles: pronouns for a body → articles before nouns that they agree with, none for any.
    """
    pronoun = quotation.source
    fitting = articles.get(pronoun.of(text).lower().strip("-‑")) if pronoun is not None else None
    if pronoun is None or fitting is None or previous.source is None:
        return False
    between = text[max(previous.content.end, previous.source.end) : min(quotation.content.start, pronoun.start)]
    if between.count(". ") > 1:
        return False
    since = Span(previous.source.start, pronoun.start) if previous.source.start < pronoun.start else pronoun
    if other is not None and any(
        mention.kind is not MentionKind.PRONOUN and since.contains(mention.span) for mention in other.mentions
    ):
        return False
    return not fitting or previous.source.of(text).lower().startswith(tuple(fitting))


def _is_told_of(text: str, quotation: Quotation, relatives: Collection[str]) -> bool:
    """Whether the cue stands right after a relative pronoun, so that another says something of its noun."""
    if quotation.cue is None:
        return False
    before = _WORD_BEFORE.search(text, max(quotation.cue.start - _LINK, 0), quotation.cue.start)
    return before is not None and before[1].lower() in relatives


def _named_before(text: str, pronoun: Span, entity: Entity | None) -> bool:
    """Whether a pronoun takes up a name or title before it in its sentence (« Quant au ministre, il … »)."""
    return entity is not None and any(
        mention.kind is not MentionKind.PRONOUN
        and mention.span.end <= pronoun.start
        and "." not in text[mention.span.end : pronoun.start]
        and "\n" not in text[mention.span.end : pronoun.start]
        for mention in entity.mentions
    )


def _embedded(outer: Quotation | None, inner: Quotation) -> bool:
    return outer is not None and outer.content.contains(inner.content)


def _agree(speaker: Entity, pronoun: Entity | None) -> bool:
    """Whether the last speaker can be whom a pronoun means, by kind, number and gender."""
    if speaker.type is not EntityType.PERSON or speaker.plural:
        return False
    if pronoun is None or pronoun.key == speaker.key:
        return True
    if pronoun.plural or pronoun.type is not EntityType.PERSON:
        return False
    return Gender.UNKNOWN in (speaker.gender, pronoun.gender) or speaker.gender is pronoun.gender


def _entity_at(
    text: str,
    span: Span,
    mentions: Near[_Named],
    owners: tuple[str, ...],
    links: Collection[str],
    some: Unnamed,
) -> tuple[str, Mention | None]:
    """Key of the entity with the mention that shares most characters with a span, and that mention; "" without one.

    A name that opens the span and is set apart there goes before all others (« Lise Brunet, de l’institut Reka »), then
    one set apart at its end ("Norway's minister, Jane Doe"). What owns something is not who speaks.
    """
    best, key, chosen = (0, 0), "", None
    for entity, mention in mentions.at(span):
        at = mention.span
        if at.end <= span.start or at.start >= span.end or (at.end < span.end and text.startswith(owners, at.end)):
            continue
        if mention.kind is MentionKind.DEMONYM and _has_noun(text, span, at):
            continue
        if entity.type is not EntityType.PERSON and _is_of(text[span.start : at.start], some):
            continue
        shared = min(at.end, span.end) - max(at.start, span.start)
        rank = (_place(text, span, mention, entity, links), shared)
        if rank > best:
            best, key, chosen = rank, entity.key, mention
    return key, chosen


def _is_of(before: str, some: Unnamed) -> bool:
    """Whether words before a name tell of somebody unnamed who belongs to it (« un diplomate de l’Union … »)."""
    words = _WORDS.findall(before.lower())
    if len(words) < _SOMEBODY_OF or words[0] not in some.determiners or not some.documents.isdisjoint(words):
        return False
    return not some.prepositions.isdisjoint(words[-2:])


def _has_noun(text: str, span: Span, demonym: Span) -> bool:
    """Whether a nationality tells whose some other noun is (« la presse belge »)."""
    rest = f"{text[span.start : demonym.start]} {text[demonym.end : span.end]}"
    return any(len(word) >= _NOUN and word.isalpha() for word in rest.split())


def _place(text: str, span: Span, mention: Mention, entity: Entity, links: Collection[str]) -> int:
    """How well a mention answers who a span is.

    5 for two people named together, 4 for a name that opens the span, 3 for one after a comma that ends it, 2 for a
    title that is the span or opens it and is joined to somebody else ("an aide to President X"), 1 for a person's name
    that ends it.
    """
    at = mention.span
    person = entity.type is EntityType.PERSON
    if entity.members and mention.kind is MentionKind.PRONOUN and len(at) > _PRONOUN and at.end == span.end:
        return 5
    if mention.kind is MentionKind.TITLE and person and at.start <= span.start:
        after = _WORD_AFTER.match(text, at.end)
        return 2 if at.end >= span.end or (after is not None and after[1].lower() in links) else 0
    if mention.kind is not MentionKind.NAME:
        return 0
    if at.start <= span.start and (person or text[at.end : at.end + 1] in _APART):
        return 4
    if not person or at.end != span.end:
        return 0
    return 3 if text[span.start : mention.name_span.start].rstrip().endswith(",") else 1
