"""What a language knows of names, offices and the words that stand for them."""

from dataclasses import dataclass

__all__ = ["Demonym", "NameWords", "NativeOffice", "Office", "Style"]


@dataclass(frozen=True, slots=True, eq=False)
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


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """Words of respect that stand before a title or a name, every form in lower case.

    Attributes:
        key: "majesty", "highness", "excellency" …; tells which words mean the same.
        forms: the words, of no gender ("h.e.").
        masculine: those for a man ("his excellency").
        feminine: those for a woman.
    """

    key: str
    forms: tuple[str, ...] = ()
    masculine: tuple[str, ...] = ()
    feminine: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Demonym:
    """Words for the people and things of a country, for a language that the gazetteer has no column for.

    Attributes:
        country: ISO 3166 alpha-2 code.
        forms: as written inside a sentence.
    """

    country: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class NativeOffice:
    """Offices that only one country calls so, in an article that names this country.

    Attributes:
        country: ISO 3166 alpha-2 code.
        forms: the whole title, in lower case ("chancellor of the exchequer").
        unless: codes of countries that have the title too, where the article names one of them.
    """

    country: str
    forms: tuple[str, ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class NameWords:
    """Words around and instead of names; lower case unless said otherwise.

    Attributes:
        honorifics: before a name, of no gender ("dr.").
        honorifics_masculine: before a man's name ("mr.").
        honorifics_feminine: before a woman's name ("mrs.").
        styles: words of respect before a title or a name ("his majesty" in "His Majesty the King").
        abbreviations: words that end in a full stop and end no sentence, as written ("Hon.").
        channels: names of one letter, which before a full stop are no initials ("X" in "wrote on X.").
        particles: inside a name ("de", "bin").
        offices: offices and functions.
        former: says that an office is past.
        deputy: says that it is the office of a deputy.
        modifiers: other words that may stand before an office ("visiting", "senior").
        given_too: titles that are given names too ("sultan"), which they are right behind another title.
        portfolios: what ministers look after ("defence", "intérieur"); ends a title before a name without a comma.
        topics: words that set before a clause whom it is about ("quant à", "as for").
        roles: rows of a noun for a person and the narrower ones, or honorifics, that it may take up ("lawyer").
        people: nouns for one person ("expert"), besides offices.
        people_feminine: nouns for one woman.
        people_plural: nouns for several people.
        governments: nouns for a public body ("ministry", "parliament").
        bodies: nouns for any other body ("company", "party").
        gatherings: words for conferences that may be called by their city ("the Munich Security Conference").
        organization_words: words that make a capitalised name that of a body ("university").
        towns: nouns for a town or a region, whose name follows them ("the port city of").
        place_words: words that make a capitalised name that of a place ("river").
        states: nouns for a state, which a capital alone makes no name ("the Kingdom").
        capitals: nouns for the city from which a country is governed ("capital").
        venues: nouns for a place where people meet ("palace").
        laws: last words in the name of a law, which does nothing ("the Companies Act").
        no_names: words with a capital by which nobody is called, each by itself ("Brexit").
        acts: prepositions that make a body's name an act of somebody ("under" in "under the presidency of X").
        documents: nouns for something that can be quoted ("statement").
        delegations: nouns for people sent together ("delegation").
        delegations_plural: the same of several such groups ("delegations").
        sides: plural nouns for the parties to an event, whose people they stand for ("sides").
        nations: plural nouns for the countries of an event ("countries").
        numbers: number words, in order from two ("two", "three").
        both: words for two ("both").
        definite: definite articles and demonstratives.
        indefinite: indefinite articles.
        possessive: possessive determiners.
        possessive_masculine: those of a man ("his").
        possessive_feminine: those of a woman ("her").
        hosts: nouns for who receives somebody, after a possessive ("his host").
        guests: nouns for who is received.
        agents: prepositions before who receives, after a passive ("by").
        of: prepositions that join any office to what it is held for ("of").
        of_some: those that do so for envoys, spokespeople and portfolios only ("to").
        origins: prepositions between people and the country or body they are of ("from").
        modifiers_first: whether nouns and nationalities stand before the office ("Kenyan President").
        conjunctions: words for "and".
        heads: verb forms after a relative pronoun that give an office ("who heads").
        acting_as: words before an office in which somebody acts ("as", « en tant que »).
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
        inside: those of `locative` that say where somebody is.
        buildings: words that end the name of one, which is no part of a title behind it ("in the Kremlin King X").
        common: words that are no name though a sentence may open with a capital on them.
        regions: places known by name ("Middle East"), as written.
        demonyms: for countries the gazetteer gives none for.
        native_offices: those that say by themselves of which country they are.
    """

    honorifics: tuple[str, ...] = ()
    honorifics_masculine: tuple[str, ...] = ()
    honorifics_feminine: tuple[str, ...] = ()
    styles: tuple[Style, ...] = ()
    abbreviations: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    former: tuple[str, ...] = ()
    deputy: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    given_too: tuple[str, ...] = ()
    portfolios: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    roles: tuple[tuple[str, ...], ...] = ()
    people: tuple[str, ...] = ()
    people_feminine: tuple[str, ...] = ()
    people_plural: tuple[str, ...] = ()
    governments: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    gatherings: tuple[str, ...] = ()
    organization_words: tuple[str, ...] = ()
    place_words: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    no_names: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    delegations: tuple[str, ...] = ()
    delegations_plural: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    nations: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    definite: tuple[str, ...] = ()
    indefinite: tuple[str, ...] = ()
    possessive: tuple[str, ...] = ()
    possessive_masculine: tuple[str, ...] = ()
    possessive_feminine: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    of_some: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    modifiers_first: bool = False
    conjunctions: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    acting_as: tuple[str, ...] = ()
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
    inside: tuple[str, ...] = ()
    buildings: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    demonyms: tuple[Demonym, ...] = ()
    native_offices: tuple[NativeOffice, ...] = ()
