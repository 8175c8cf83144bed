"""Finds who and what an article speaks of, and every mention of each."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set

from kg.annotate.coreference import Resolver
from kg.annotate.coreference_fit import Builder, abbreviated, settled
from kg.annotate.coreference_fold import fold, slug
from kg.annotate.coreference_people import cluster_people, name_parts
from kg.annotate.gazetteer import Known, find_known, given_names, in_datelines
from kg.annotate.names_counterparts import give_offices
from kg.annotate.names_growth import KnownWords
from kg.annotate.names_leaders import with_known_countries
from kg.annotate.names_lexicon import Lexicon, lexicon_of
from kg.annotate.names_native import with_native_countries, with_seats
from kg.annotate.names_own import with_own_names
from kg.annotate.names_phrases import find_phrases
from kg.annotate.names_scene import Phrase
from kg.annotate.names_words import Word, clauses_of, is_title_case
from kg.model import (
    Capacity,
    Entity,
    EntityType,
    Gender,
    Language,
    Mention,
    MentionKind,
    Sentence,
    Span,
    Zone,
    ZoneKind,
)

__all__ = ["find_entities"]

_NAME = re.compile(r"[^\W\d_][\w'’\-]*")
_FULL = 2
_MANY = 5


def find_entities(
    text: str, zones: Sequence[Zone], sentences: Sequence[Sentence], language: Language
) -> tuple[Entity, ...]:
    """The people, bodies, places and groups of an article, by first mention.

    Args:
        text: the article text.
        zones: what each part of it is.
        sentences: of headline and body, quotations masked.
        language: its names section is used.
    """
    if not sentences:
        return ()
    lexicon = lexicon_of(language.names)
    clauses = clauses_of(sentences, text)
    words = [line for _, _, _, line in clauses]
    known = find_known(text, [span for span, _, _, _ in clauses], language)
    capitals = {
        word.text for line in words if not is_title_case(line) for word in line[1:] if word.capital and not word.masked
    }
    lower_case = {word.lower for line in words for word in line if not word.capital}
    phrases, quoted = _phrases(text, clauses, known, lexicon, lower_case, capitals)
    builders: list[Builder] = []
    owner: dict[int, int] = {}
    _name_entities(phrases, lexicon, builders, owner)
    give_offices(phrases, builders, owner)
    heads = [zone.span for zone in zones if zone.kind is ZoneKind.HEADLINE]
    headline = frozenset(
        index for index, sentence in enumerate(sentences) if any(span.overlaps(sentence.span) for span in heads)
    )
    resolver = Resolver(
        *(phrases, builders, owner, lexicon.portfolios, language.names.roles),
        bodies_by_pronoun=bool(language.names.pronouns_plural_feminine),
    )
    resolver.resolve(headline)
    loose = [*in_datelines(text, zones, language), *quoted, *_gathered_in(text, phrases, language)]
    extra = _quoted_mentions(text, words, loose, phrases, builders, lexicon)
    entities = with_seats(_entities(phrases, builders, extra, resolver.certainty))
    entities = with_native_countries(entities, language.names)
    return with_own_names(with_known_countries(entities), language)


def _phrases(
    text: str,
    clauses: Sequence[tuple[Span, int, int, list[Word]]],
    known: Sequence[Known],
    lexicon: Lexicon,
    lower_case: set[str],
    capitals: set[str],
) -> tuple[list[Phrase], list[Known]]:
    """The phrases of all sentences, and the known names that are no words of their own or stand in quotations."""
    phrases: list[Phrase] = []
    loose: list[Known] = []
    position = 0
    for span, index, paragraph, line in clauses:
        here: list[Known] = []
        while position < len(known) and known[position].span.start < span.end:
            here.append(known[position])
            position += 1
        placed, rest = _placed(line, here)
        loose.extend(rest)
        phrases.extend(find_phrases(text, line, placed, lexicon, lower_case, capitals, index, paragraph))
    return phrases, loose


def _gathered_in(text: str, phrases: Sequence[Phrase], language: Language) -> Iterator[Known]:
    """The cities that conferences and the like are called by ("Munich Security Conference")."""
    for phrase in phrases:
        words = [word.span() for word in _NAME.finditer(text, phrase.span.start, phrase.span.end)]
        if phrase.kind is not MentionKind.NAME or len(words) < _FULL:
            continue
        first, last = (fold(text[start:end]) for start, end in (words[0], words[-1]))
        ranges = [Span(phrase.span.start, words[-1][0])] if last in language.names.gatherings else []
        ranges += [Span(words[0][1], phrase.span.end)] if first in language.names.gatherings else []
        for known in find_known(text, ranges, language):
            if known.type is EntityType.CITY and known.key and known.span != phrase.span:
                yield known


def _placed(words: Sequence[Word], known: Sequence[Known]) -> tuple[KnownWords, list[Known]]:
    starts: dict[int, tuple[int, Known]] = {}
    ends: dict[int, int] = {}
    rest = []
    if known:
        first = {word.start: index for index, word in enumerate(words) if not word.masked}
        last = {word.end: index + 1 for index, word in enumerate(words) if not word.masked}
        for entry in known:
            start, end = first.get(entry.span.start), last.get(entry.span.end)
            if start and end == start + 1 and _is_surname(words[start - 1], entry):
                continue
            if start is None or end is None:
                rest.append(entry)
            else:
                starts[start] = (end, entry)
                ends[end] = start
    return KnownWords(starts, ends), rest


def _is_surname(before: Word, entry: Known) -> bool:
    """Whether a country of one word is somebody's surname, behind a given name ("Michael Jordan")."""
    given = before.capital and not before.masked and fold(before.text) in given_names()
    return given and entry.type is EntityType.COUNTRY and not entry.demonym


def _name_entities(phrases: Sequence[Phrase], lexicon: Lexicon, builders: list[Builder], owner: dict[int, int]) -> None:
    """Makes an entity of every known name and every name that could be told what it is."""
    by_key: dict[str, int] = {}
    groups: dict[tuple[str, ...], list[int]] = {}
    loose: dict[int, tuple[str, ...]] = {}
    for index, phrase in enumerate(phrases):
        if phrase.known:
            parts = name_parts(phrase.name, lexicon.particles)
            if phrase.known.type is EntityType.CITY and len(parts) == 1 and not phrase.locative and phrase.subject:
                loose[index] = parts
            elif phrase.known.key:
                _own(index, by_key, phrase.known.key, phrase.known.type, phrase.country, builders, owner)
        elif phrase.kind is MentionKind.NAME and phrase.name.lower() not in lexicon.states:
            groups.setdefault(name_parts(phrase.name, lexicon.particles), []).append(index)
    labelled = any(phrase.type for phrase in phrases if phrase.kind is MentionKind.NAME and not phrase.known)
    institutions = lexicon.organization_words | lexicon.place_words
    types = {
        parts: _type(parts, [phrases[index] for index in group], labelled, institutions)
        for parts, group in groups.items()
    }
    alone = {parts[0] for parts, kind in types.items() if kind is EntityType.PERSON and len(parts) == 1}
    for parts in types:
        weak = types[parts] in (None, EntityType.PLACE, EntityType.ORGANIZATION)
        if weak and len(parts) >= _FULL and (parts[-1] in alone or parts[0] in alone):
            name = phrases[groups[parts][0]].name.lower().split()
            if not {name[0], name[-1]} & institutions:
                types[parts] = EntityType.PERSON
    people_named = [parts for parts, kind in types.items() if kind is EntityType.PERSON]
    bearers = {part for parts in people_named for part in parts}
    surnames = {parts[start:] for parts in people_named for start in range(1, len(parts) - 1)}
    people: list[int] = []
    borne = {part for parts in people_named if len(parts) >= _FULL for part in (parts[0], parts[-1])}
    for index, (part,) in loose.items():
        entry = phrases[index].known
        if part in borne:
            people.append(index)
        elif entry and entry.key:
            _own(index, by_key, entry.key, entry.type, phrases[index].country, builders, owner)
    for parts, group in groups.items():
        kind = types[parts]
        if kind is not EntityType.PERSON and (parts in surnames or (len(parts) == 1 and parts[0] in bearers)):
            kind = EntityType.PERSON
        if kind is EntityType.PERSON:
            people.extend(group)
        elif kind is not None and parts:
            for index in group:
                _own(index, by_key, f"{kind} {' '.join(parts)}", kind, "", builders, owner)
    for person in cluster_people(phrases, sorted(people), lexicon.particles):
        builder = Builder(EntityType.PERSON, person=person, gender=person.gender, ambiguous=person.ambiguous)
        builder.phrases = list(person.phrases)
        builder.hold(each for index in person.phrases for each in phrases[index].capacities)
        builder.capacities = settled(builder.capacities)
        builder.ranks = frozenset(word for index in person.phrases for word in phrases[index].rank.split())
        builder.styles = {phrases[index].style for index in person.phrases if phrases[index].style}
        told = [each.country for each in builder.capacities if each.country and not each.former]
        told += [phrases[index].country for index in person.phrases if phrases[index].country]
        builder.country = told[0] if told else ""
        builders.append(builder)
        owner.update(dict.fromkeys(person.phrases, len(builders) - 1))


def _own(
    index: int,
    by_key: dict[str, int],
    key: str,
    kind: EntityType,
    country: str,
    builders: list[Builder],
    owner: dict[int, int],
) -> None:
    if key not in by_key:
        by_key[key] = len(builders)
        builders.append(Builder(kind, key=key, country=country))
    owner[index] = by_key[key]
    builders[by_key[key]].phrases.append(index)


def _type(
    parts: tuple[str, ...], phrases: Sequence[Phrase], labelled: bool, institutions: Set[str]
) -> EntityType | None:
    """What a name is: by titles and honorifics anywhere in the article, else by the votes of its labels."""
    if any(phrase.honorific or phrase.capacities for phrase in phrases):
        return EntityType.PERSON
    votes = Counter(phrase.type for phrase in phrases if phrase.type)
    last = phrases[0].name.lower().split()[-1]
    if _FULL <= len(parts) < _MANY and parts[0] in given_names() and last not in institutions:
        return EntityType.PERSON
    if votes:
        return max(votes, key=lambda kind: (votes[kind], kind))
    if labelled:
        if any(phrase.other for phrase in phrases) or not any(phrase.subject for phrase in phrases):
            return None
        return EntityType.ORGANIZATION
    return EntityType.PERSON if _FULL <= len(parts) < _MANY else None


def _quoted_mentions(
    text: str,
    words: Sequence[Sequence[Word]],
    loose: Sequence[Known],
    phrases: Sequence[Phrase],
    builders: list[Builder],
    lexicon: Lexicon,
) -> dict[int, list[Mention]]:
    """Mentions inside quotations and inside compounds: known names, and the people of the article by name."""
    extra: dict[int, list[Mention]] = {}
    keys = {builder.key: index for index, builder in enumerate(builders) if builder.key}
    for entry in loose:
        if not entry.key:
            continue
        if entry.key not in keys:
            keys[entry.key] = len(builders)
            builders.append(Builder(entry.type, key=entry.key, country=entry.country))
        kind = MentionKind.DEMONYM if entry.demonym else MentionKind.NAME
        extra.setdefault(keys[entry.key], []).append(Mention(entry.span, kind, entry.span.of(text), entry.span))
    bearers: dict[str, set[int]] = {}
    for index, builder in enumerate(builders):
        if builder.person and not builder.ambiguous and len(builder.person.parts) >= _FULL:
            for phrase in (phrases[each] for each in builder.phrases if phrases[each].kind is MentionKind.NAME):
                for part in name_parts(phrase.name, lexicon.particles):
                    bearers.setdefault(part, set()).add(index)
    taken = {entry.span.start for entry in loose}
    for word in (word for line in words for word in line if word.masked):
        for index, span in _people_in(text, Span(word.start, word.end), bearers, builders, taken):
            extra.setdefault(index, []).append(Mention(span, MentionKind.NAME, span.of(text), span))
    return extra


def _people_in(
    text: str, part: Span, bearers: dict[str, set[int]], builders: Sequence[Builder], taken: set[int]
) -> Iterator[tuple[int, Span]]:
    """People of the article named in a range: their last name, with the parts before it that are theirs too."""
    run: list[tuple[Span, set[int]]] = []
    for match in _NAME.finditer(text, part.start, part.end):
        owners = bearers.get(fold(match.group()), set()) if match.group()[0].isupper() else set()
        span = Span(*match.span())
        if run and (not owners & run[-1][1] or text[run[-1][0].end : span.start].strip()):
            yield from _person_of(text, run, builders)
            run = []
        if owners and span.start not in taken:
            run.append((span, owners & run[-1][1] if run else owners))
    yield from _person_of(text, run, builders)


def _person_of(
    text: str, run: Sequence[tuple[Span, set[int]]], builders: Sequence[Builder]
) -> Iterator[tuple[int, Span]]:
    if run and len(run[-1][1]) == 1:
        (index,) = run[-1][1]
        person = builders[index].person
        last = fold(run[-1][0].of(text))
        if person and (len(run) > 1 or last == person.parts[-1]):
            yield index, Span(run[0][0].start, run[-1][0].end)


def _entities(
    phrases: Sequence[Phrase], builders: Sequence[Builder], extra: dict[int, list[Mention]], certainty: dict[int, float]
) -> tuple[Entity, ...]:
    found: list[tuple[tuple[int, int], int, list[Mention]]] = []
    for index, builder in enumerate(builders):
        own = (_mention(phrases[each], certainty.get(each, 1.0)) for each in builder.phrases)
        mentions = _disjoint([*own, *extra.get(index, ())])
        if mentions:
            found.append(((mentions[0].span.start, mentions[0].span.end), index, mentions))
    found.sort(key=lambda item: (item[0], item[1]))
    used: Counter[str] = Counter()
    keys: dict[int, str] = {}
    for _, index, mentions in found:
        keys[index] = _unique(_key(builders[index], mentions), used)
    return tuple(_entity(builders[index], mentions, keys, index, phrases) for _, index, mentions in found)


def _mention(phrase: Phrase, certainty: float) -> Mention:
    return Mention(phrase.span, phrase.kind, phrase.name, phrase.name_span, phrase.locative, certainty)


def _disjoint(mentions: Iterable[Mention]) -> list[Mention]:
    found: list[Mention] = []
    for mention in sorted(mentions, key=lambda each: (each.span.start, -each.span.end)):
        if not found or mention.span.start >= found[-1].span.end:
            found.append(mention)
    return found


def _names(mentions: Sequence[Mention]) -> list[str]:
    """Different names, the fullest first."""
    for kind in (MentionKind.NAME, MentionKind.TITLE, MentionKind.DEMONYM):
        names = list(dict.fromkeys(mention.name for mention in mentions if mention.kind is kind))
        if names:
            return sorted(names, key=lambda name: (-len(name.replace("-", " ").split()), name.isupper(), -len(name)))
    return [""]


def _key(builder: Builder, mentions: Sequence[Mention]) -> str:
    if builder.type in (EntityType.DELEGATION, EntityType.DOCUMENT, EntityType.GROUP):
        return f"{builder.type}-"
    if builder.type is EntityType.COUNTRY and builder.country:
        return builder.country.lower()
    if builder.key and " " not in builder.key:
        return builder.key
    return slug(_names(mentions)[0]) or builder.type.value


def _unique(key: str, used: Counter[str]) -> str:
    used[key] += 1
    if key.endswith("-"):
        return f"{key}{used[key]}"
    candidate = key if used[key] == 1 else f"{key}-{used[key]}"
    while used[candidate] and candidate != key:
        used[key] += 1
        candidate = f"{key}-{used[key]}"
    if candidate != key:
        used[candidate] += 1
    return candidate


def _repeats(phrase: Phrase) -> bool:
    """Whether a title only refers back ("the president") and says nothing new of an office."""
    if phrase.kind is not MentionKind.TITLE or phrase.same_as >= 0:
        return False
    return not phrase.country and not phrase.organization and phrase.name.casefold() == phrase.head


def _entity(
    builder: Builder, mentions: Sequence[Mention], keys: dict[int, str], index: int, phrases: Sequence[Phrase]
) -> Entity:
    names = _names(mentions)
    kept = {mention.span for mention in mentions}
    capacities: dict[Span, Capacity] = {}
    for each in builder.phrases:
        phrase = phrases[each]
        if phrase.span not in kept or (builder.named and _repeats(phrase)):
            continue
        for capacity in phrase.capacities:
            capacities.setdefault(capacity.span, capacity)
    for capacity in builder.capacities:
        if capacity.span in capacities:
            capacities[capacity.span] = capacity
    spelled = {each.office for each in capacities.values() if not abbreviated(each)}
    capacities = {span: each for span, each in capacities.items() if not (abbreviated(each) and each.office in spelled)}
    country = builder.country
    if not country:
        country = next((each.country for each in capacities.values() if each.country and not each.former), "")
    return Entity(
        key=keys[index],
        type=builder.type,
        name=names[0],
        mentions=tuple(mentions),
        aliases=tuple(sorted(names[1:])) if builder.type is not EntityType.GROUP else (),
        capacities=tuple(sorted(capacities.values(), key=lambda each: each.span)),
        country=country,
        gender=builder.gender if builder.type is EntityType.PERSON else Gender.UNKNOWN,
        plural=builder.plural,
        members=tuple(keys[each] for each in builder.members if each in keys),
    )
