"""What `annotate` finds in one article: spans with a meaning, no conclusions about the world."""

from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from kg.model.dates import DateBasis, PartialDate, PublicationDate
from kg.model.text import Article, Span, Zone

__all__ = [
    "LONGEST",
    "Annotations",
    "Capacity",
    "Entity",
    "EntityType",
    "Gender",
    "Mention",
    "MentionKind",
    "Quotation",
    "QuotationKind",
    "Sentence",
    "TimeExpression",
    "Token",
]

LONGEST = 400
"""Words of a sentence, at most: a longer one is cut, since rules look at each pair of its words."""


class Token(NamedTuple):
    """A word of a parsed sentence. A named tuple, not a dataclass: an archive has millions.

    Attributes:
        start: offset of its first character in the article.
        end: offset after its last.
        text: its characters (those of the article, except inside a masked quotation).
        pos: universal part of speech ("NOUN", "PROPN", "VERB" …).
        dep: dependency label of the model (English: ClearNLP labels, French: Universal Dependencies).
        head: index of its head in `Sentence.tokens`; its own index for the root.
        morph: features as "Number=Sing|Person=3" ("" if none).
        ent: named-entity type of the model ("PERSON", "PER", "GPE" …; "" if none).
        ent_start: whether it opens a named entity.
    """

    start: int
    end: int
    text: str
    pos: str
    dep: str
    head: int
    morph: str
    ent: str
    ent_start: bool


class Sentence(Struct, frozen=True, array_like=True):
    """A sentence, with its tokens if its language has a parser (else `tokens` is words with empty labels).

    Attributes:
        span: where it is.
        tokens: its words in order, at most `LONGEST`; spaces are no tokens. A masked quotation is one token of pos "X"
            and text "QUOTE".
        paragraph: index of its paragraph, counted from 0 over the whole article.
    """

    span: Span
    tokens: tuple[Token, ...]
    paragraph: int


class Gender(StrEnum):
    """Grammatical or social gender as far as the words show it."""

    MASCULINE = "masculine"
    FEMININE = "feminine"
    UNKNOWN = ""


class EntityType(StrEnum):
    """What an entity is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GOVERNMENT = "government"
    DELEGATION = "delegation"
    GROUP = "group"
    COUNTRY = "country"
    CITY = "city"
    PLACE = "place"
    DOCUMENT = "document"


class MentionKind(StrEnum):
    """How an entity is referred to."""

    NAME = "name"
    TITLE = "title"
    PRONOUN = "pronoun"
    DEMONYM = "demonym"


class Mention(Struct, frozen=True, array_like=True, order=True):
    """A range of text that refers to an entity.

    Attributes:
        span: the whole noun phrase that refers: title and name ("Malian President Awa Diarra").
        kind: name, title (a description by office or role, without a name), pronoun or demonym.
        name: the bare name inside it, honorifics and titles left out; for a title its own words; "" for a pronoun.
        name_span: where `name` is.
        locative: whether a preposition of place stands before it ("in Geneva"): the place itself, not its government.
        certainty: how sure it is that it means the entity; below 1 for a title that could mean somebody else.
    """

    span: Span
    kind: MentionKind
    name: str
    name_span: Span
    locative: bool = False
    certainty: float = 1.0


class Capacity(Struct, frozen=True, array_like=True):
    """An office or function a text gives somebody.

    Attributes:
        text: the words ("President of Mali", "Malian President").
        span: where they are.
        office: key of an `Office` of the language ("head_of_state", …), "" when none fits.
        country: ISO 3166 alpha-2 code of the country it is held for, "" when not said.
        organization: name of the body it is held for, "" when none.
        former: whether the text says that it is past ("former", "ancien").
    """

    text: str
    span: Span
    office: str = ""
    country: str = ""
    organization: str = ""
    former: bool = False


class Entity(Struct, frozen=True, array_like=True):
    """Somebody or something one article speaks of, with every mention of it.

    Attributes:
        key: unique in the article and readable ("awa-diarra", "ml", "delegation-1").
        type: what it is.
        name: its fullest name in the article, titles left out.
        mentions: in text order; never overlapping for one entity.
        aliases: other names it has in the article, sorted.
        capacities: in text order.
        country: ISO 3166 alpha-2 of a country itself, or of the country a person or body belongs to, "" unknown.
        gender: as far as shown.
        plural: whether it is several people ("the two leaders").
        members: keys of the entities a group or delegation is made of, when known.
    """

    key: str
    type: EntityType
    name: str
    mentions: tuple[Mention, ...]
    aliases: tuple[str, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    country: str = ""
    gender: Gender = Gender.UNKNOWN
    plural: bool = False
    members: tuple[str, ...] = ()


class TimeExpression(Struct, frozen=True, array_like=True, order=True):
    """Words that say when.

    Attributes:
        span: the words, preposition left out ("Monday evening", "le 11 avril 2016" without "le").
        basis: how a value is or could be known; None for words that cannot give a calendar date.
        start: first or only day, month or year; None when unresolved.
        end: last day of a range (inclusive), else None.
        weekday: Monday is 0; None when no weekday is named.
        type: TimeML type: "DATE", "TIME", "DURATION" or "SET".
        conflicting: whether the weekday named is not that of the date named.
        value: TimeML value where there is one ("2016-04-11", "2016-W15", "2016-Q2", "P3D", "XXXX-WXX-1"), else "";
            for a "DATE" a number of days ("P2D", "-P2D") is how far it is from the day told before.
    """

    span: Span
    basis: DateBasis | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    weekday: int | None = None
    type: str = "DATE"
    conflicting: bool = False
    value: str = ""


class QuotationKind(StrEnum):
    """How far the words are the speaker's own."""

    DIRECT = "direct"
    MIXED = "mixed"
    REPORTED = "reported"


class Quotation(Struct, frozen=True, array_like=True):
    """Reported speech: who (source), how (cue), what (content).

    Attributes:
        kind: direct, mixed or reported.
        content: direct: the words between the marks; else the whole content clause.
        quoted: mixed: the ranges inside marks (without them) in `content`; else ().
        source: words that name the speaker at the attribution site; None when only implied or unknown.
        speaker: key of the `Entity` that spoke; "" unknown.
        cue: the words that report ("a-t-il dit", "said", "according to"); None for an implied one.
        cue_lemma: base form of the cue's verb or noun.
        cue_class: class of the cue in the language's data ("say", "ask", "warn" …).
        addressee: words that name whom it was said to, or None.
        addressee_key: key of that entity, "" unknown.
        relayed_by: key of the entity that passes it on (a spokeswoman quoting the president), "" if none.
        continues: content span of the quotation that this one goes on with (interrupted by its cue), or None.
        unclosed: whether the closing mark was missing.
        asserted: whether the text vouches for it; not for hearsay (« aurait dit », "reportedly said").
        relay: words that name who passes it on, or None.
        rule: name of the rule that found it.
        confidence: share of development cases in which that rule was right.
    """

    kind: QuotationKind
    content: Span
    source: Span | None
    speaker: str
    cue: Span | None
    cue_lemma: str
    cue_class: str
    rule: str
    confidence: float
    quoted: tuple[Span, ...] = ()
    addressee: Span | None = None
    addressee_key: str = ""
    relayed_by: str = ""
    continues: Span | None = None
    unclosed: bool = False
    asserted: bool = True
    relay: Span | None = None


class Annotations(Struct, frozen=True, array_like=True):
    """All that `annotate` found in one article, every tuple in text order.

    Attributes:
        article: as read.
        language: BCP 47 code it was read in.
        published: from the source, else read from the text (dateline); None unknown.
        zones: what each part of the page is.
        sentences: of headline and body, in the order of the text.
        entities: people, bodies, places and groups, by first mention.
        times: of headline, dateline and body.
        quotations: never in boilerplate, never across zones.
        home: ISO 3166 alpha-2 code of the country whose public body the page is of, "" unknown.
    """

    article: Article
    language: str
    published: PublicationDate | None
    zones: tuple[Zone, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    times: tuple[TimeExpression, ...]
    quotations: tuple[Quotation, ...]
    home: str = ""
