"""What a language knows of diplomatic events."""

from dataclasses import dataclass

__all__ = ["EventWords", "Frame"]


@dataclass(frozen=True, slots=True, eq=False)
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
        needs: words of which one must follow in the clause ("signed" needs "agreement"), or stand before when the
            frame has no subject ("was signed"); empty for none.
        preceded: words of which one must stand before in the clause; empty for none.
        unless: words of which none may follow in the clause ("called on" is no visit before "to").
        nowhere: words of which none may stand in the clause ("welcomed" is no meeting "at the airport").
        party_needed: whether it is no event without a party after the preposition ("discussed it with").
        council_needed: whether it is one of a council of states, or with a party after the preposition ("se réunira").
        any_medium: whether the words may tell of talks or of a call ("s'est entretenu").
        place_needed: whether it is no event without a place right after it ("went to Lima").
        stands_in: whether its object took the place of its subject ("was represented by").
        of_many: whether it is a gathering by itself ("donor conference"), never the talks of two told before.
        figure: whether it is a turn of phrase ("shared a table"), which tells of an encounter only where those who take
            part act for several states, and no plainer word of its clause tells of one.
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
    preceded: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    nowhere: tuple[str, ...] = ()
    party_needed: bool = False
    council_needed: bool = False
    any_medium: bool = False
    place_needed: bool = False
    stands_in: bool = False
    of_many: bool = False
    figure: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class EventWords:
    """Words that tell of diplomatic events.

    Attributes:
        frames: ways to say that an event takes place.
        sport: words of sport; an article with several of them reports no diplomatic event and has no topic.
        opinion: words at the top of a column, a biography, an encyclopedia or a market report: no event either.
        columns: names of such pieces, which say so where they stand by themselves ("Opinion | …").
        scheduled: words before an event, in its clause, that put it in the future.
        scheduled_after: words after it that do ("is planned for").
        postponed: words beside it that put it off.
        cancelled: words beside it that call it off.
        held_instead: predicates by which what was planned for one day will be on another ("will now take place").
        fallen_through: predicates by which what was planned does not happen ("will not take place").
        unheld: predicates by which something did not happen: what was planned is off, else it is denied.
        unkept: predicates by which somebody did not keep a plan told in the past ("failed to turn up").
        unfulfilled: words before a verb by which what was planned did not happen then ("was to have").
        sources: prepositions before one who says something and takes no part ("according to").
        previous: adjectives before an event that make it another than the one told ("their previous talks").
        last_time: adverbs right before a verb by which it tells of an earlier event ("last met").
        unconfirmed: words before it in its clause by which nobody vouches for it ("did not confirm").
        planned_then: words by which a plan is told in the past, kept or not ("was to").
        took_place: predicates by which what was planned did happen ("took place").
        hypothetical: words before it that leave it open, wish, ask or deny it.
        hypothetical_after: words after it that do ("might take place", "was false").
        denials: words before it by which it did not or will not take place ("denied", "ruled out").
        denials_after: words after it that say so ("was false").
        doubts: words that leave open what a denial beside them denies ("whether").
        not_only: negations after which it did take place ("not only met").
        only: words behind a negated verb by which it did take place (« ne … que »).
        such: words beside a noun by which it is what was told before ("no such meeting").
        negations: words right before it that deny it.
        negated_by: words of which one has to stand beside such a word for it to deny (« ne … pas »); empty for none.
        by_phone: words in the clause that make a conversation a phone call.
        by_video: words in the clause that make it a video conference.
        companion: prepositions before the other party ("with").
        between: prepositions before both ("between").
        among: those of `between` that a verb may part from the noun ("was held between").
        owner: prepositions before the one whose visit or call it is ("of", "by").
        agent: prepositions before the doer of a passive ("by").
        passive: words that make a participle passive ("was").
        at_place: prepositions before a place where something is ("in").
        to_place: prepositions before a place somebody goes to ("to").
        cities: words that say what kind of place a name is of ("in the capital", « dans la ville de »).
        venues: words that name a kind of building or room where people meet ("palace").
        beside: words before an event at or beside which another is ("on the sidelines of").
        contrasts: conjunctions between two events that one sentence tells ("…, while …").
        where: words that join a place to what happens there ("where").
        the: articles and demonstratives that point back ("the", "this").
        sides: words for states and bodies in the plural, for which nobody known may have acted ("the two sides").
        side_before: words for a side right before its nationality (« côté malien »).
        side_after: the same right behind it ("on the Malian side"), where one of side_on stands before.
        side_on: words before a nationality that side_after follows ("on the").
        together: words for those who take part in an event told before ("leaders", "sides").
        no_date: words before a time that is no date of an event ("since", "by").
        bounds: words between an event and a summit on another day ("ahead of the summit on Thursday").
        councils: names of bodies in which states sit, whose meeting is one by itself ("Security Council").
        articles: articles before an object that may be taken for prepositions (« a reçu des ministres »).
        private: names for people, firms and crowds whose encounters are no affairs of states ("singer", "hospital").
        crowds: the same of several, who travel or are taken in by themselves ("refugees").
        bodies: words in the name of a body by which it may be one of public affairs, no firm ("movement").
        abroad: words by which a journey or talks go beyond one state ("state visit", "counterpart").
        organs: names of bodies of one state in which those who govern it sit ("cabinet").
        contests: words of matches and games by which those who meet play ("in the final").
        executives: titles of those who lead firms ("chief executive").
        contracts: what firms sign, with states too ("contract", "supply agreement").
        shows: words of talks before a public ("podcast", "televised debate").
        retrospects: words that look back on an anniversary ("on this day in").
        first_person: pronouns by which an author speaks, whose text is a column if no quotation holds them ("I").
        outsiders: words for people who are told of an event and take no part ("reporters").
        topical: nouns after which a place is what is talked about, not where ("the crisis in").
        added_to: words before an event told already, to which others are added ("aside from her meeting with").
        attends: words for being at something, where others may be met the same day ("attended today …, where he met").
        like: words for another event of the kind just told ("the one made by").
        around: words before an event that only say when something else was ("before the talks").
        purpose: prepositions between a journey and the talks it is for ("for").
        present: prepositions before a summit at which somebody did something ("clashed at the summit").
        attending: infinitives of taking part in an event ("attend", "take part").
        purpose_of_acts: words between a journey and what somebody is to do there ("to", "afin de").
        during: words before an event at which something is said ("during").
        announces: verbs of announcing whose day is not that of the event ("announced").
        decided: verbs of deciding, whose day is not that of what was decided ("decided on Monday to visit").
        inserted: adverbs that may stand inside a phrase ("a également reçu").
        month_of: what may stand between a preposition and the name of a month ("for the month of May").
        before_day: prepositions and determiners that may stand before a day there ("met on Monday with").
        moved_to: prepositions between words of putting off and the new day ("postponed to").
        moved_from: prepositions before the old day and the new ("postponed from 3 to 10 June").
        put_off_for: those of `moved_to` right after words of putting off only ("rescheduled for").
        moved: verbs that give a plan another day without putting it off ("brought forward to").
        planned_for: words before the day of a plan ("scheduled for").
        initially: adverbs with `planned_for` of a plan given up ("initially").
        instead_of: words before the day of a plan given up ("instead of").
        own: possessives that make the subject the one whose event it is ("postponed his visit").
        visiting: words right before or after somebody who is a guest ("visiting", "en visite").
        margins: words before an event beside which another is, with nobody at home ("on the sidelines").
        here: words that mean the place of the dateline ("here").
        there: words beside a verb that mean the place told before ("y", "there").
        accepted: words by which an invitation is a plan ("accepted").
        since: words before the day on which something began that goes on ("since").
        very: words in a time by which it is on the day told last, whatever was on it (« le matin même »).
        theirs: possessives of several people ("their").
        apart: words by which an event of some is another than the one with more people ("a separate meeting").
        arrived: participles of an arrival, at the beginning of a sentence ("arrived on Monday, she …").
        stays: words between a journey and the day it ends on ("is due to leave on", "until").
        when: words that join a time to what happened then ("in May, when they met").
        they: pronouns for several people before a verb.
        him: pronouns right behind a verb for somebody it is done to ("met him"), `him_before` those right before it.
        him_before: see `him`.
        perfect: auxiliaries of the perfect that are no other verb in the frames, whatever the parser says (« a »).
        had: auxiliaries of the pluperfect ("had").
        guests: nouns for the guest of the event told last ("the guest").
        emerges: verbs by which people come out of talks ("emerged from").
        crowned: words between talks or a visit and what they ended with ("ended by signing").
        followed: words between talks and the encounter right after them ("were followed by").
        relatives: words that begin a relative clause about an event ("a summit that X will host").
        separately: words by which somebody met several people one after another ("separate talks with").
        including: words between a group and people named as examples of it ("including").
        one_by_one: the same right after them ("met A and B separately").
        pairwise: words by which somebody met people of several states one after another ("bilateral talks with").
        jointly: words by which several people met all together ("a trilateral meeting").
        turns: words between people whom somebody met one after another ("met A, then B"), commas left out.
        ordinals: numbers of an event in a row, which tells it from those before ("the third meeting").
        firsts: words before an event of which there was none before ("the first visit by a …").
        on_arrival: words of where or when who has just come is received ("at the airport").
        also: words by which something is told beside what a text is telling, perhaps of another day ("also").
        lately: words by which something is told without its day, as one of some time before ("recently").
        after: words by which something came after talks ("signed after their talks").
        until: words before the last day of what goes on.
        just: words before a verb that say that something was right before what was said ("had just met").
        identities: words at the beginning of a sentence that says what the event told before is ("this is").
        remarked: words that point to what was said before ("made the remarks").
        at_events: those of `during` that say nothing else ("during", not "in").
        leaves: verbs before the place that a journey starts from.
        invites: verbs whose object is the guest of the visit that follows ("invited him to visit").
        opens: verbs before what begins ("opened a two-day summit").
        closes: verbs before the last day of what goes on for days ("which closes on Friday").
        dismissing: verbs that deny what `accounts` before an event tell ("rejected reports that he had met").
        accounts: what is told without being vouched for ("report").
        after_talks: words that put an event on the day of what was told before it ("after the ceremony").
        in_turn: adverbs by which an encounter came right after the one told before it ("then").
        unvouched: words of hearsay with an event ("allegedly met", « aurait rencontré »).
        bidden: words by which somebody is a guest ("at the invitation of"), no invitation still open.
        again: verbs of meeting once more, which is another event than the one told ("meet again", « se revoir »).
        onward: words by which a journey follows what stands before them ("before", « puis »).
        accusing: verbs of what somebody may have done, before its verb ("accused of meeting").
        support: verbs that say with a noun that an event took place ("held").
        dated: prepositions between a noun and its own day ("the attack of 8 March").
        hours: nouns whose day is that of anything ("the evening of 8 March").
        occasions: words before what happened besides ("after the strike on Sunday").
        utterances: nouns for what is said or written, with its own day ("in a tweet on Monday").
        within: words before what something takes place at ("during the session of 8 March").
        asking: words that open a clause which asks whether.
        announcing: verbs whose object is an encounter to come, not their subject's own ("announced a visit").
        reacting: verbs with which others take up what somebody declared ("welcomed", "condemned").
        foretelling: the same of verbs whose subject may take part ("prepared a visit").
        done: words before an infinitive that say that it was done too ("managed to"); () where the others are listed.
        led_by: words right before an infinitive that hangs on those before them (« à », « de »).
        seeking: verbs whose object is an encounter that may never come ("requested a call"), not one known already.
        hands: verbs of passing on an invitation, which is not to their subject (« remettre »).
        halls: bodies that are the building where they sit too (« à l'Assemblée nationale »).
        brings: words between an event and what it led to, which then took place (« sanctionnée par »).
        future_endings: endings of the verbs of frames that put them in the future, whatever the parser says.
        conditional_endings: endings of the verbs of frames that put them in the conditional.
    """

    frames: tuple[Frame, ...] = ()
    sport: tuple[str, ...] = ()
    opinion: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    scheduled: tuple[str, ...] = ()
    scheduled_after: tuple[str, ...] = ()
    postponed: tuple[str, ...] = ()
    cancelled: tuple[str, ...] = ()
    held_instead: tuple[str, ...] = ()
    fallen_through: tuple[str, ...] = ()
    unheld: tuple[str, ...] = ()
    unkept: tuple[str, ...] = ()
    unfulfilled: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    last_time: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    planned_then: tuple[str, ...] = ()
    took_place: tuple[str, ...] = ()
    hypothetical: tuple[str, ...] = ()
    hypothetical_after: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    denials_after: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    not_only: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    such: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    negated_by: tuple[str, ...] = ()
    by_phone: tuple[str, ...] = ()
    by_video: tuple[str, ...] = ()
    companion: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    agent: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    at_place: tuple[str, ...] = ()
    to_place: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    contrasts: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    the: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    side_before: tuple[str, ...] = ()
    side_after: tuple[str, ...] = ()
    side_on: tuple[str, ...] = ()
    no_date: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()
    councils: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    crowds: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    abroad: tuple[str, ...] = ()
    organs: tuple[str, ...] = ()
    contests: tuple[str, ...] = ()
    executives: tuple[str, ...] = ()
    contracts: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    retrospects: tuple[str, ...] = ()
    first_person: tuple[str, ...] = ()
    outsiders: tuple[str, ...] = ()
    topical: tuple[str, ...] = ()
    added_to: tuple[str, ...] = ()
    attends: tuple[str, ...] = ()
    asking: tuple[str, ...] = ()
    like: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    purpose: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    attending: tuple[str, ...] = ()
    purpose_of_acts: tuple[str, ...] = ()
    during: tuple[str, ...] = ()
    announces: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    inserted: tuple[str, ...] = ()
    month_of: tuple[str, ...] = ()
    before_day: tuple[str, ...] = ()
    moved_to: tuple[str, ...] = ()
    moved_from: tuple[str, ...] = ()
    put_off_for: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    planned_for: tuple[str, ...] = ()
    initially: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    visiting: tuple[str, ...] = ()
    margins: tuple[str, ...] = ()
    here: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    very: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    arrived: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    they: tuple[str, ...] = ()
    him: tuple[str, ...] = ()
    him_before: tuple[str, ...] = ()
    perfect: tuple[str, ...] = ()
    had: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    emerges: tuple[str, ...] = ()
    crowned: tuple[str, ...] = ()
    followed: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    separately: tuple[str, ...] = ()
    including: tuple[str, ...] = ()
    one_by_one: tuple[str, ...] = ()
    pairwise: tuple[str, ...] = ()
    jointly: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    firsts: tuple[str, ...] = ()
    on_arrival: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    lately: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    just: tuple[str, ...] = ()
    identities: tuple[str, ...] = ()
    remarked: tuple[str, ...] = ()
    at_events: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    invites: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    dismissing: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    after_talks: tuple[str, ...] = ()
    in_turn: tuple[str, ...] = ()
    unvouched: tuple[str, ...] = ()
    bidden: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    onward: tuple[str, ...] = ()
    accusing: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    hands: tuple[str, ...] = ()
    halls: tuple[str, ...] = ()
    brings: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    utterances: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    announcing: tuple[str, ...] = ()
    reacting: tuple[str, ...] = ()
    foretelling: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    led_by: tuple[str, ...] = ()
    seeking: tuple[str, ...] = ()
    future_endings: tuple[str, ...] = ()
    conditional_endings: tuple[str, ...] = ()
