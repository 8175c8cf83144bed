"""What is known of a language: plain data, loaded from `kg/language/data/<code>.toml` and checked field by field.

Each section has one reader: `speech` the quotation annotator, `names` the name annotator, `times` the date grammar,
`events` the event extractor, `topics` the topic extractor, `page` the zones.
"""

from dataclasses import dataclass

__all__ = [
    "Coverage",
    "Cue",
    "CueGroup",
    "DayParts",
    "Demonym",
    "EventWords",
    "Frame",
    "Language",
    "NameWords",
    "Office",
    "PageWords",
    "SpeechWords",
    "TimeUnits",
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
        clitics: object pronouns that stand before their verb.
        auxiliaries: forms that make a compound tense with a participle.
        intransitive: participles that "be" makes active, not passive ("convenu").
        prepositions: those that belong to a nominal content which they open ("de"), among all `Cue.links`.
        by_order: whether contents end where word order says, because the parser is not to be relied on.
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
    clitics: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    intransitive: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    by_order: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """An office or function people hold, every form in lower case.

    Attributes:
        key: "head_of_state", "head_of_government", "foreign_minister" …; shared by all languages.
        forms: the words for one holder, masculine or of no gender.
        feminine: the words for one woman.
        plural: the words for several holders.
    """

    key: str
    forms: tuple[str, ...]
    feminine: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Demonym:
    """Words for the people and things of a country, for a language that the gazetteer has no column for.

    Attributes:
        country: ISO 3166 alpha-2 code.
        forms: as written inside a sentence.
    """

    country: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words around and instead of names; lower case unless said otherwise.

    Attributes:
        honorifics: before a name, of no gender ("dr.").
        honorifics_masculine: before a man's name ("mr.").
        honorifics_feminine: before a woman's name ("mrs.").
        particles: inside a name ("de", "bin").
        offices: offices and functions.
        former: says that an office is past.
        deputy: says that it is the office of a deputy.
        modifiers: other words that may stand before an office ("visiting", "senior").
        portfolios: what ministers look after ("defence", "intérieur"); ends a title before a name without a comma.
        people: nouns for one person ("expert"), besides offices.
        people_feminine: nouns for one woman.
        people_plural: nouns for several people.
        governments: nouns for a public body ("ministry", "parliament").
        bodies: nouns for any other body ("company", "party").
        organization_words: words that make a capitalised name that of a body ("university").
        place_words: words that make a capitalised name that of a place ("river").
        venues: nouns for a place where people meet ("palace").
        documents: nouns for something that can be quoted ("statement").
        delegations: nouns for people sent together ("delegation").
        sides: plural nouns for the parties to an event, whose people they stand for ("sides").
        nations: plural nouns for the countries of an event ("countries").
        numbers: number words, in order from two ("two", "three").
        both: words for two ("both").
        definite: definite articles and demonstratives.
        indefinite: indefinite articles.
        possessive: possessive determiners.
        of: prepositions that join any office to what it is held for ("of").
        of_some: those that do so for envoys, spokespeople and portfolios only ("to").
        modifiers_first: whether nouns and nationalities stand before the office ("Kazakh President").
        conjunctions: words for "and".
        heads: verb forms after a relative pronoun that give an office ("who heads").
        relatives: relative pronouns for people.
        pronouns_masculine: subject pronouns for a man.
        pronouns_feminine: subject pronouns for a woman.
        pronouns_plural: subject pronouns for several.
        pronouns_plural_feminine: subject pronouns for several women.
        oblique_masculine: pronouns for a man after `oblique_after`.
        oblique_feminine: pronouns for a woman there.
        oblique_plural: pronouns for several there.
        oblique_after: words after which those count as mentions ("selon", "to" in "according to").
        latter_masculine: words that take up the man mentioned last ("ce dernier").
        latter_feminine: words that take up the woman mentioned last.
        latter: words that take up the one mentioned last.
        impersonal: what follows a pronoun that stands for nobody ("faut").
        locative: prepositions that make a country or city a place.
        common: words that are no name though a sentence may open with a capital on them.
        regions: places known by name ("Middle East"), as written.
        demonyms: for countries the gazetteer gives none for.
        elided: short forms that an apostrophe joins to the next word ("l'").
    """

    honorifics: tuple[str, ...] = ()
    honorifics_masculine: tuple[str, ...] = ()
    honorifics_feminine: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    former: tuple[str, ...] = ()
    deputy: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    portfolios: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    people_feminine: tuple[str, ...] = ()
    people_plural: tuple[str, ...] = ()
    governments: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    organization_words: tuple[str, ...] = ()
    place_words: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    delegations: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    nations: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    definite: tuple[str, ...] = ()
    indefinite: tuple[str, ...] = ()
    possessive: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    of_some: tuple[str, ...] = ()
    modifiers_first: bool = False
    conjunctions: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    pronouns_masculine: tuple[str, ...] = ()
    pronouns_feminine: tuple[str, ...] = ()
    pronouns_plural: tuple[str, ...] = ()
    pronouns_plural_feminine: tuple[str, ...] = ()
    oblique_masculine: tuple[str, ...] = ()
    oblique_feminine: tuple[str, ...] = ()
    oblique_plural: tuple[str, ...] = ()
    oblique_after: tuple[str, ...] = ()
    latter_masculine: tuple[str, ...] = ()
    latter_feminine: tuple[str, ...] = ()
    latter: tuple[str, ...] = ()
    impersonal: tuple[str, ...] = ()
    locative: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    demonyms: tuple[Demonym, ...] = ()
    elided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeUnits:
    """Forms of the units of time."""

    hour: tuple[str, ...] = ()
    minute: tuple[str, ...] = ()
    day: tuple[str, ...] = ()
    week: tuple[str, ...] = ()
    weekend: tuple[str, ...] = ()
    month: tuple[str, ...] = ()
    quarter: tuple[str, ...] = ()
    half: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    decade: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayParts:
    """Words for a part of a day, said after a day or after "this"."""

    morning: tuple[str, ...] = ()
    afternoon: tuple[str, ...] = ()
    evening: tuple[str, ...] = ()
    night: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Words of dates that CLDR does not hold; months and weekdays come from CLDR by the language's code.

    All lower case with straight apostrophes; a phrase is written as in the text.

    Attributes:
        today: also other words for the day of publication.
        tonight: the evening of that day.
        before_yesterday: two days ago.
        after_tomorrow: in two days.
        last: words before a unit or weekday; `last_after` those after it; likewise `next` and `this`.
        articles: words taken into a phrase such as "the last month".
        units: day, week, month …
        parts: parts of a day.
        numbers: words for 1, 2, 3 …, each with its variants.
        ordinals: words for first, second … up to fourth.
        several: words for an unknown small number.
        about: words before a number that soften it.
        ago_after: after a duration, counts back from publication; `ago_before` stands before it.
        ahead_before: before a duration, counts on from publication.
        edges: parts of a longer time: "early", "end of"; they change no value.
        of: words between day, month and year, and between a part and its whole.
        to: words between the two ends of a range.
        before_range: what opens a range ("from", "between").
        and_: word between two days of one range or list.
        month_forms: abbreviations of the twelve months that CLDR does not have, without full stops.
        suffixes: ordinal endings right after a day number.
        numeric_order: what 11/04/2016 means: "dmy", "mdy", or "" when writers differ.
        capital_names: whether months and weekdays are written with a capital.
        ambiguous: names of months or weekdays that are other words or people's names too.
        before_month: prepositions that make an ambiguous month a month.
        before_year: words that make a number of four digits a year.
        determiners: words after which a lone year can stand as an attribute ("the 1991 treaty").
        counted: words after a number that make it a count, not a day or a year.
        other_eras: words after a year that belong to another calendar.
        every: words before a unit or weekday that make a repetition.
        per: words before a unit after a count.
        duration_before: words before "a week" that make it a duration.
        decades: words of "the 1990s" before or after the number.
        seasons: spring, summer, autumn, winter, each with its variants.
        anchored: days told by another event, which publication does not resolve.
        clock: words around a clock time (am, GMT, h).
        future_prepositions: words right before a day that is still to come when no verb tells.
        afternoon_clock: those of `clock` that mean the second half of the day.
        named_before: words before a weekday that make it a name ("Super Tuesday"); `named_after` those after it.
        remembered: words before or after a day and month that make it the name of an event ("September 11 attacks").
        future_hints: words that put what follows in the future.
        future_endings: endings of verbs in the future.
        past_hints: words that put what follows in the past.
        past_endings: endings of verbs in the past.
    """

    today: tuple[str, ...] = ()
    tonight: tuple[str, ...] = ()
    yesterday: tuple[str, ...] = ()
    before_yesterday: tuple[str, ...] = ()
    tomorrow: tuple[str, ...] = ()
    after_tomorrow: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    last_after: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    next_after: tuple[str, ...] = ()
    this: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    units: TimeUnits = TimeUnits()
    parts: DayParts = DayParts()
    numbers: tuple[tuple[str, ...], ...] = ()
    ordinals: tuple[tuple[str, ...], ...] = ()
    several: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    ago_after: tuple[str, ...] = ()
    ago_before: tuple[str, ...] = ()
    ahead_before: tuple[str, ...] = ()
    edges: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    before_range: tuple[str, ...] = ()
    and_: tuple[str, ...] = ()
    month_forms: tuple[tuple[str, ...], ...] = ()
    suffixes: tuple[str, ...] = ()
    numeric_order: str = ""
    capital_names: bool = False
    ambiguous: tuple[str, ...] = ()
    before_month: tuple[str, ...] = ()
    before_year: tuple[str, ...] = ()
    determiners: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    other_eras: tuple[str, ...] = ()
    every: tuple[str, ...] = ()
    per: tuple[str, ...] = ()
    duration_before: tuple[str, ...] = ()
    decades: tuple[str, ...] = ()
    seasons: tuple[tuple[str, ...], ...] = ()
    anchored: tuple[str, ...] = ()
    clock: tuple[str, ...] = ()
    future_prepositions: tuple[str, ...] = ()
    afternoon_clock: tuple[str, ...] = ()
    named_before: tuple[str, ...] = ()
    named_after: tuple[str, ...] = ()
    remembered: tuple[str, ...] = ()
    future_hints: tuple[str, ...] = ()
    future_endings: tuple[str, ...] = ()
    past_hints: tuple[str, ...] = ()
    past_endings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """A way to say that an event takes place.

    In a form "(a|b)" is either, "(s)" is "s" or nothing.

    Attributes:
        type: local name of the event class ("Meeting"); "" for words that add somebody to an event told before.
        forms: words or fixed phrases that trigger it, lower case.
        subject: role of the grammatical subject ("" none).
        object: role of the object; of the subject when the form is passive.
        oblique: role of the noun after a linking preposition ("with", "avec").
        prepositions: what links that noun; empty for the language's `companion` words.
        noun: whether the forms are nouns ("meeting"), whose parties follow `companion`, `between` or `owner` words.
        object_needed: whether it is no event without a person, body or delegation as object or after the preposition.
        needs: words of which one must follow in the clause ("signed" needs "agreement"); empty for none.
    """

    type: str
    forms: tuple[str, ...]
    subject: str = ""
    object: str = ""
    oblique: str = ""
    prepositions: tuple[str, ...] = ()
    noun: bool = False
    object_needed: bool = False
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventWords:
    """Words that tell of diplomatic events.

    Attributes:
        frames: ways to say that an event takes place.
        sport: words of sport; an article with several of them reports no diplomatic event and has no topic.
        opinion: words at the top of a column, a biography, an encyclopedia or a market report: no event either.
        scheduled: words before an event, in its clause, that put it in the future.
        scheduled_after: words after it that do ("is planned for").
        postponed: words beside it that put it off.
        cancelled: words beside it that call it off.
        hypothetical: words before it that leave it open, wish, ask or deny it.
        hypothetical_after: words after it that do ("might take place", "was false").
        negations: words right before it that deny it.
        by_phone: words in the clause that make a conversation a phone call.
        by_video: words in the clause that make it a video conference.
        companion: prepositions before the other party ("with").
        between: prepositions before both ("between").
        owner: prepositions before the one whose visit or call it is ("of", "by").
        agent: prepositions before the doer of a passive ("by").
        passive: words that make a participle passive ("was").
        at_place: prepositions before a place where something is ("in").
        to_place: prepositions before a place somebody goes to ("to").
        venues: words that name a kind of building or room where people meet ("palace").
        beside: words before an event at or beside which another is ("on the sidelines of").
        where: words that join a place to what happens there ("where").
        the: articles and demonstratives that point back ("the", "this").
        together: words for those who take part in an event told before ("leaders", "sides").
        no_date: words before a time that is no date of an event ("since", "by").
        outsiders: words for people who are told of an event and take no part ("reporters").
        topical: nouns after which a place is what is talked about, not where ("the crisis in").
        around: words before an event that only say when something else was ("before the talks").
        purpose: prepositions between a journey and the talks it is for ("for").
        during: words before an event at which something is said ("during").
        announces: verbs of announcing whose day is not that of the event ("announced").
    """

    frames: tuple[Frame, ...] = ()
    sport: tuple[str, ...] = ()
    opinion: tuple[str, ...] = ()
    scheduled: tuple[str, ...] = ()
    scheduled_after: tuple[str, ...] = ()
    postponed: tuple[str, ...] = ()
    cancelled: tuple[str, ...] = ()
    hypothetical: tuple[str, ...] = ()
    hypothetical_after: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    by_phone: tuple[str, ...] = ()
    by_video: tuple[str, ...] = ()
    companion: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    agent: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    at_place: tuple[str, ...] = ()
    to_place: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    the: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    no_date: tuple[str, ...] = ()
    outsiders: tuple[str, ...] = ()
    topical: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    purpose: tuple[str, ...] = ()
    during: tuple[str, ...] = ()
    announces: tuple[str, ...] = ()


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
        updated: those of `published` that speak of a later change.
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
    updated: tuple[str, ...] = ()
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
