"""What is known of a language: plain data, loaded from `kg/language/data/<code>.toml` and checked field by field.

Each section has one reader: `speech` the quotation annotator, `names` the name annotator, `times` the date grammar,
`events` the event extractor, `topics` the topic extractor, `page` the zones.
"""

from dataclasses import dataclass

__all__ = [
    "Coverage",
    "Cue",
    "CueGroup",
    "EventWords",
    "Frame",
    "Language",
    "NameWords",
    "Office",
    "PageWords",
    "SpeechWords",
    "TimeWords",
    "TopicTerm",
    "VerbForms",
]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What works for a language; `kg languages` prints it.

    Attributes:
        parser: package that holds the spaCy pipeline, "" for a blank tokenizer and no parse.
        reported_speech: whether speech without marks is found.
        coreference: whether titles and pronouns are resolved.
        notes: what a user should know, one sentence.
    """

    parser: str = ""
    reported_speech: bool = False
    coreference: bool = False
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb, or a verb with a fixed word, that reports speech.

    Attributes:
        lemma: base form ("déclarer"); for a verb with a fixed word both ("point out", "faire savoir", "se féliciter").
        kind: class of the speech act ("say", "ask", "warn" …).
        forms: inflected forms of the verb as they occur in text, lower case.
        takes: what may follow it: "quote", "clause" (that/que), "infinitive", "order" (somebody to do something),
            "noun" (a nominal content), "as" (something as something).
        after: fixed words that must stand after the verb ("out", "savoir"), "" none.
        reflexive: whether a reflexive pronoun must stand before the verb.
        links: prepositions that may open a nominal content.
    """

    lemma: str
    kind: str
    forms: tuple[str, ...] = ()
    takes: tuple[str, ...] = ("quote", "clause")
    after: str = ""
    reflexive: bool = False
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CueGroup:
    """Verbs of one speech act that take the same contents; the loader makes a `Cue` of each lemma.

    Attributes:
        kind: class of the speech act.
        lemmas: base forms, with a reflexive pronoun before or a fixed word after the verb where there is one.
        takes: as in `Cue`.
        links: as in `Cue`.
    """

    kind: str
    lemmas: tuple[str, ...]
    takes: tuple[str, ...] = ("quote", "clause")
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VerbForms:
    """Forms of a verb that the paradigms of its language do not give."""

    lemma: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """Words of reported speech.

    Attributes:
        cues: verbs that report speech; the loader fills it from `groups`.
        groups: verbs by speech act.
        irregular: verbs whose forms are listed.
        according_to: words that make the noun after them the source ("according to", "selon").
        nouns: nouns whose clause is their content ("claim", "annonce").
        complementizers: words that open a content clause and are no part of it ("that", "que").
        negations: words that deny the verb beside them.
        unasserted: verbs and adjectives whose infinitive tells speech that did not happen ("refuse", "decline").
        reflexives: reflexive pronouns.
        relatives: relative pronouns that stand for the noun before them.
        copulas: forms of "be" that link a speaker to a passage.
    """

    cues: tuple[Cue, ...] = ()
    groups: tuple[CueGroup, ...] = ()
    irregular: tuple[VerbForms, ...] = ()
    according_to: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    complementizers: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    unasserted: tuple[str, ...] = ()
    reflexives: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    copulas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """An office or function people hold.

    Attributes:
        key: "head_of_state", "head_of_government", "foreign_minister" …; shared by all languages.
        forms: the words for it, lower case, every gender and number that occurs.
    """

    key: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words around and instead of names."""

    honorifics: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Words of dates that CLDR does not hold; months and weekdays come from CLDR by the language's code."""

    today: tuple[str, ...] = ()
    yesterday: tuple[str, ...] = ()
    tomorrow: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    next: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """A way to say that an event takes place.

    Attributes:
        type: local name of the event class ("Meeting").
        forms: lemmas or fixed phrases that trigger it.
        subject: role of the grammatical subject ("" none).
        object: role of the object.
        oblique: role of the noun after a linking preposition ("with", "avec").
    """

    type: str
    forms: tuple[str, ...]
    subject: str = ""
    object: str = ""
    oblique: str = ""


@dataclass(frozen=True, slots=True)
class EventWords:
    """Words that tell of diplomatic events.

    Attributes:
        frames: ways to say that an event takes place.
        sport: words of sport; an article with several of them reports no diplomatic event and has no topic.
    """

    frames: tuple[Frame, ...] = ()
    sport: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicTerm:
    """Words that speak of an IPTC Media Topic.

    In a form "(a|b)" is either, "(s)" is "s" or nothing, a final "*" is any ending.

    Attributes:
        topic: its id ("20000638"); "" for words that are passed over (names of states and bodies, turns of phrase),
            "+" for words of an agenda ("cooperation", "discussed"): in their sentence one weak word is enough.
        forms: words and phrases, lower case; one is enough.
        weak: words and phrases that say less; two are needed.
    """

    topic: str
    forms: tuple[str, ...]
    weak: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageWords:
    """Words that betray boilerplate, bylines and captions; all lower case, with straight apostrophes.

    Attributes:
        home: first step of a breadcrumb.
        related: what opens a line or a block about other articles.
        comments: what opens the comments, after which nothing of the article follows.
        furniture: phrases no article sentence holds (newsletter, cookies, copyright …).
        share: words that sharing buttons and menus are made of; a line of nothing else is no text.
        author_box: what opens a box about the author.
        byline: what opens a line with the author's name.
        published: what opens a line with the date of publication.
        caption: what opens a caption.
        credit: words in the credit at the end of a caption.
        tags: what opens a list of keywords.
        small_words: words besides names and numbers in a dateline or in a line with a date and a time.
    """

    home: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    share: tuple[str, ...] = ()
    author_box: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    small_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """All that is known of one language.

    Attributes:
        code: BCP 47 code.
        name: English name.
        endonym: its own name.
    """

    code: str
    name: str
    endonym: str
    coverage: Coverage = Coverage()
    speech: SpeechWords = SpeechWords()
    names: NameWords = NameWords()
    times: TimeWords = TimeWords()
    events: EventWords = EventWords()
    topics: tuple[TopicTerm, ...] = ()
    page: PageWords = PageWords()
