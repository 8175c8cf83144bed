"""What a language knows of reported speech."""

from dataclasses import dataclass

__all__ = ["Cue", "CueGroup", "SpeechWords", "VerbForms"]


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A verb, or a verb with a fixed word, that reports speech.

    Attributes:
        lemma: base form ("déclarer"); for a verb with a fixed word both ("point out", "faire savoir", "se féliciter").
        kind: class of the speech act ("say", "ask", "warn" …).
        forms: inflected forms of the verb as they occur in text, lower case.
        takes: what may follow it: "quote", "clause" (that/que), "infinitive", "order" (somebody to do something),
            "noun" (a nominal content), "bare" (one without its preposition), "as" (something as something),
            "state" (an adjective), "quoted" (a noun with quoted words), "told" (a noun but one of `matters`),
            "that" (a clause after that/que, no quote).
        after: fixed words that must stand after the verb ("out", "savoir"), "" none.
        reflexive: whether a reflexive pronoun must stand before the verb.
        links: prepositions that may open a nominal content.
        before: pronoun that must stand before the verb (« en » in « s’en prendre à »), "" none.
    """

    lemma: str
    kind: str
    forms: tuple[str, ...] = ()
    takes: tuple[str, ...] = ("quote", "clause")
    after: str = ""
    reflexive: bool = False
    links: tuple[str, ...] = ()
    before: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class CueGroup:
    """Verbs of one speech act that take the same contents; the loader makes a `Cue` of each lemma.

    Attributes:
        kind: class of the speech act.
        lemmas: base forms, with a reflexive pronoun before or a fixed word after the verb where there is one.
        takes: as in `Cue`.
        links: as in `Cue`.
        nouns: nouns of the same act, singular, with a regular plural ("claim").
    """

    kind: str
    lemmas: tuple[str, ...] = ()
    takes: tuple[str, ...] = ("quote", "clause")
    links: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class VerbForms:
    """Forms of a verb that the paradigms of its language do not give."""

    lemma: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class SpeechWords:
    """Words of reported speech.

    Attributes:
        cues: verbs that report speech; the loader fills it from `groups`.
        groups: verbs by speech act.
        irregular: verbs whose forms are listed.
        according_to: words that make the noun after them the source ("according to", "selon").
        contractions: forms of one word, the first of which stands for all at the end of `according_to` ("de", "du").
        nouns: nouns of speech, whose clause or phrase is their content ("claim"); the loader fills it from `groups`.
        complementizers: words that open a content clause and are no part of it ("that", "que").
        negations: words that deny the verb beside them.
        unasserted: verbs and adjectives whose infinitive tells speech that did not happen ("refuse", "decline").
        truths: adjectives that, denied, deny the clause after them ("not true that …").
        untruths: adjectives that deny the clause after them ("false that …").
        reflexives: reflexive pronouns.
        relatives: relative pronouns that stand for the noun before them.
        litotes: verbs that report speech only when they are denied (« ne pas cacher son inquiétude »).
        wishes: verbs whose conditional is a wish and no hearsay (« aurait souhaité que »).
        concessions: verbs that report speech denied or not (« ne pas exclure un report »).
        persistent: forms of carriers that tell of speech although they are denied (« n’a pas manqué de saluer »).
        summons: verbs that, with a person as object, call that person (« rappeler son ambassadeur »).
        showings: subjects that stand for all that precedes, which shows something and says nothing (« ce qui »).
        shows: verbs that things can be the subject of, too, which then show something (« l’entretien marque … »).
        asked_of_readers: forms of verbs that open what a writer asks of readers ("note", « rappelons »).
        expletives: subjects that stand for a clause (« c’ » in « c’est ainsi que … »).
        clefts: what such a clause may say of words beside it (« en ces termes »).
        indefinites: determiners of what or who is not only named (« des aveux », "a source").
        belonging: prepositions between somebody who is not named and where they are ("a source at the ministry").
        namers: verbs that give a thing a name, without which they say nothing of it ("call").
        doubled: words that undo a negation right after them (« non sans rappeler »).
        conditionals: endings of verbs that, said of nobody in particular, report nothing (« on dirait que »).
        suppositions: words that open a condition ("if").
        modals: verbs of what a condition would bring about ("would").
        outcomes: endings of such verbs (« elle signerait »).
        hearsay: adverbs that keep a distance from what is told ("allegedly").
        rumours: participles after which one is said to have said something ("is reported to have said").
        despites: words that set something against what is said ("despite").
        accounts: nouns for what others told; after such a word they are the journalist's ("despite earlier reports").
        necessities: verb forms that with a pronoun tell what ought to be done (« il convient de »).
        conjunctions: words that make a complementizer after them another conjunction (« tandis que »).
        oppositions: what opens the clause of somebody else's contrary word ("while", « alors que »).
        deadlines: nouns of a time by which something is wished or promised (« avant la fin du mois »).
        copulas: forms of "be" that link a speaker to a passage.
        clitics: object pronouns that stand before their verb.
        auxiliaries: forms that make a compound tense with a participle.
        intransitive: participles that "be" makes active, not passive ("convenu").
        passives: auxiliaries that make a passive, whatever stands before them ("été").
        prepositions: those that belong to a nominal content which they open ("de"), among all `Cue.links`.
        owners: signs of possession after a name ("'s").
        takers: rows of a pronoun for a country or body that spoke and the articles it agrees with, none for any.
        links: prepositions that keep the words of a source together ("of", "de").
        asides: words of an aside between auxiliary and participle, besides small ones ("côté").
        subject_clitics: subject pronouns that are hung on a verb ("il" in « a-t-il dit »).
        gerunds: endings of participles that go on with the main clause ("ing", "ant").
        speakers: nouns of who or what says things besides the names, offices and bodies of the article.
        doers: endings of nouns of persons ("eur").
        speechless: nouns with such an ending that mean things ("secteur").
        participles: endings that only past participles have ("é").
        gerund_openers: words that open such a participle ("en").
        sequels: words before an infinitive of speech that did happen ("avant" in « avant d’ajouter »).
        starts: prepositions before a time from which something goes on (« depuis »).
        adjuncts: words after which a phrase tells when or where something was said, no longer what.
        contrasts: words that open an aside on the speaker after the verb ("quant" in « quant à lui »).
        addressees: prepositions before the person something is said to ("to", "devant").
        reasons: prepositions before what somebody is praised or blamed for ("for").
        predicates: words before what something is called ("as", « de », « comme »).
        infinitives: prepositions before an infinitive ("de", "à").
        requests: prepositions before what somebody is asked for ("à" in « appeler les parties à la retenue »).
        tidings: prepositions before what somebody is told of ("de" in « assurer son hôte de son soutien »).
        pronouns: pronouns that open a nominal content ("ce", "tout").
        dates: nouns of time, which are no object of a verb of speech ("jour", "mois").
        greetings: words after a verb of welcome that make it a welcome to a place ("to").
        welcomes: verbs that do so ("welcome").
        viewpoints: words before a person whose view the clause gives ("pour").
        labels: letters and words that mark question and answer ("Q", "réponse"), which name nobody.
        times: those of `adjuncts` that belong to an infinitive they follow.
        carriers: forms of verbs whose infinitive of speech did happen ("tenu" in « a tenu à souligner »).
        determiners: articles and possessives that open a noun phrase.
        agents: prepositions before the doer of a passive ("par").
        questions: words that open an indirect question ("si").
        questioners: those of `labels` that mark a question.
        circumstances: what opens a phrase of where or to whom something was said ("dans un communiqué").
        margins: those of `circumstances` that belong to an infinitive right before them (« en marge de »).
        afterthoughts: what opens such a phrase, or what others do meanwhile, after a comma (« à la veille de »).
        likes: words that open a clause of comparison ("comme", "que" in « ainsi que »).
        adverbs: what may stand before those ("ainsi").
        connectives: phrases between a verb and its content that are no part of it (« en revanche »).
        subordinators: words that open a clause before the main one, which ends with its comma (« quand »).
        hollow: nouns that tell nothing as what is asked for or wished (« l’anonymat », « la bienvenue »).
        matters: nouns that only name what was talked about (« la situation »), after verbs that take "told".
        impersonal: subject pronouns that stand for nobody in particular (« lit-on dans le communiqué »).
        settings: prepositions that open where or when something was said, and end the words of a source (« devant »).
        manners: nouns of how something is done, which say nothing after `according_to` (« selon la règle »).
        purposes: prepositions before an infinitive of what something is done for (« pour »).
        occasions: nouns before those when the infinitive of speech did happen (« a saisi l’occasion pour saluer »).
        sites: prepositions before where such words are to be found (« dans »).
        utterances: nouns before whose words follow a colon (« Réponse du ministre : »).
        wheres: words that open a relative clause of place or time ("où", "where").
        by_order: whether contents end where word order says, because the parser is not to be relied on.
    """

    cues: tuple[Cue, ...] = ()
    groups: tuple[CueGroup, ...] = ()
    irregular: tuple[VerbForms, ...] = ()
    according_to: tuple[str, ...] = ()
    contractions: tuple[tuple[str, ...], ...] = ()
    nouns: tuple[Cue, ...] = ()
    complementizers: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    unasserted: tuple[str, ...] = ()
    truths: tuple[str, ...] = ()
    untruths: tuple[str, ...] = ()
    reflexives: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    litotes: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    concessions: tuple[str, ...] = ()
    persistent: tuple[str, ...] = ()
    summons: tuple[str, ...] = ()
    showings: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    asked_of_readers: tuple[str, ...] = ()
    expletives: tuple[str, ...] = ()
    clefts: tuple[str, ...] = ()
    indefinites: tuple[str, ...] = ()
    belonging: tuple[str, ...] = ()
    namers: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    conditionals: tuple[str, ...] = ()
    suppositions: tuple[str, ...] = ()
    modals: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    hearsay: tuple[str, ...] = ()
    rumours: tuple[str, ...] = ()
    despites: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    necessities: tuple[str, ...] = ()
    conjunctions: tuple[str, ...] = ()
    oppositions: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    copulas: tuple[str, ...] = ()
    clitics: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    intransitive: tuple[str, ...] = ()
    passives: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    takers: tuple[tuple[str, ...], ...] = ()
    links: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    subject_clitics: tuple[str, ...] = ()
    gerunds: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    doers: tuple[str, ...] = ()
    speechless: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    gerund_openers: tuple[str, ...] = ()
    sequels: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    adjuncts: tuple[str, ...] = ()
    contrasts: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    infinitives: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    tidings: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    greetings: tuple[str, ...] = ()
    welcomes: tuple[str, ...] = ()
    viewpoints: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    determiners: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    questioners: tuple[str, ...] = ()
    circumstances: tuple[str, ...] = ()
    margins: tuple[str, ...] = ()
    afterthoughts: tuple[str, ...] = ()
    likes: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()
    connectives: tuple[str, ...] = ()
    subordinators: tuple[str, ...] = ()
    hollow: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    impersonal: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    manners: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    utterances: tuple[str, ...] = ()
    wheres: tuple[str, ...] = ()
    by_order: bool = False
