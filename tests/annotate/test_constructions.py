"""Sentences with what is said between square brackets and who says it between braces, construction by construction."""

import pytest

import kg.language
from kg.annotate import annotate
from kg.model import Article, Span

FRENCH = [
    # What somebody denies is not what they say.
    "{Le ministère} a démenti [les informations] selon lesquelles le préfet aurait reçu une délégation.",
    "{Le ministre} a publié une note selon laquelle [le pont est sûr].",
    # What a thing shows, or what the writer asks of readers, nobody says.
    "L'entretien marque leur première rencontre depuis l'élection.",
    "Les échanges ont doublé, ce qui traduit la vitalité du partenariat.",
    "Rappelons que la ministre s'était rendue à Metz samedi.",
    "Pour ce match contre la Suisse, l'entraîneur alignait trois débutants.",
    # What opens the sentence ends before the main clause.
    "Après avoir rappelé que [le traité avait quatre siècles], {le président} a salué [l'amitié des deux pays].",
    # Lists and second verbs go on with a content; so does an occasion without a comma before it.
    "{Le ministre} a souligné [la nécessité d'un pacte fondé sur le respect, de l'égalité et de la confiance].",
    "{La ministre} a indiqué que [la visite conforte les liens et confirme la volonté des deux pays].",
    "{Le porte-parole} a affirmé que [le pays n'avait pas demandé de rencontre en marge du sommet].",
    # What is told of a source, and the adverb before "according to", belong to neither.
    "Selon {le ministère de la Santé}, dirigé par Paul Durand, [le bilan s’élevait déjà à plus de 50 blessés].",
    "[Sept mineurs sont morts], toujours selon {le préfet}.",
    "[Parmi les blessés se trouvaient, toujours selon {le préfet}, sept des mineurs remontés lundi].",
    # Words that were left out end no sentence.
    "[Il faut repenser ce cadre au vu des défis de la région (...) et de leurs suites], a souligné {le ministre}.",
    # The state that somebody says to be in.
    "{Le maire} s'est dit [inquiet de la hausse des loyers].",
    "{Les deux ministres} se sont dits [confiants quant à la conclusion d'un accord].",
    "{Le premier ministre} s'est déclaré [convaincu que les pourparlers aboutiront].",
    # Whose view it is.
    "Aux yeux de {l'ambassadeur}, [le texte ne va pas assez loin].",
    "De l'avis de {plusieurs experts}, [le barrage présente des fissures].",
    "À en croire {le ministère}, [les stocks suffiront pour six mois].",
    "Pour {l'économiste Lise Brunet}, [la hausse des taux va peser sur l'emploi].",
    # Participles that go on with the main clause, open it, or follow « après ».
    "{Le gouverneur} a annoncé [la fermeture des écoles], précisant que [la mesure durerait une semaine].",
    "{Le maire} a défendu [son projet], faisant valoir que [la ville manquait de logements].",
    "{La ministre} a quitté la salle, estimant que [le débat n'avait plus de sens].",
    "Après avoir déploré [le manque de moyens], {la juge} a appelé [à une réforme d'ensemble].",
    "En affirmant que « [rien n'est décidé] », {le ministre} a relancé les spéculations.",
    # Several verbs with one subject.
    "{Le ministre} a rappelé que [le délai expirait en mai], déploré [l'absence de réponse] et réclamé [une enquête].",
    "{Le chef de l'État} a condamné [les violences], exhorté [les parties à la retenue] et proposé [une médiation].",
    # Nouns of speech and feeling.
    "{Le directeur} n'a pas caché [son inquiétude].",
    "{Le Parlement} a fait savoir [son opposition à la vente].",
    "{L'ambassadeur} a protesté auprès du ministère [contre l'expulsion de son adjoint].",
    "{Les évêques} ont lancé [un appel à la paix].",
    "{Le ministre} a donné l'assurance que [les salaires seraient versés].",
    "{Le ministre} n'a pas manqué de saluer [le travail des enquêteurs].",
    # A colon.
    "Commentaire du {sénateur Paul Vidal} : « [C'est un aveu de faiblesse.] »",
    "{Le maire} est catégorique : « [Il n'y aura pas de deuxième chance.] »",
    "{Le ministre} le répète sur tous les plateaux : [« le mur » est « à trois ans »].",
    "Et {la présidente} d'ajouter que [le budget serait doublé].",
    # The subject after the verb.
    "[Le pont rouvrira en juin], a précisé {la préfecture}.",
    "Ainsi que l'a souligné {la commissaire}, [le marché unique est une chance].",
    "« [Rien n'est signé, rappelle toutefois {un négociateur}. Il reste des points délicats.] »",
    "« [Honte à eux !] », a lancé {une députée} depuis les bancs de la gauche.",
    # Infinitives, orders, names for things.
    "{Il} a assuré [ne rien savoir de l'affaire].",
    "{L'ONU} presse [les belligérants de cesser le feu].",
    "{Le syndicat} menace [de faire grève].",
    "{Le maire} juge [la mesure absurde].",
    "{Il} a qualifié [d'« historique » la visite du pape].",
    "{Il} a expliqué [comment l'eau serait acheminée].",
    "{Le Premier ministre} a promis jeudi, lors d'une visite à Lyon, [la construction de trois hôpitaux].",
    "{Le porte-parole} a indiqué que [le texte serait présenté lundi], sans préciser l'heure.",
    # What one says is passed on by another.
    "[{M. Demir} a promis [de rouvrir le centre culturel]], a fait savoir {son porte-parole, Cem Aydın}.",
    "[{Le juge} a estimé que [les preuves étaient « accablantes »]], a rapporté {la radio publique}.",
    # Nouns with an owner, verbs with irregular forms.
    "{Le Premier ministre} a affirmé [son attachement à la paix].",
    "{Le ministre sénégalais} a, à cette occasion, transmis [les félicitations du Président Diop].",
    "Pour {ce syndiqué de la métallurgie}, « [la chute des commandes explique tout] ».",
    "{Le maire} a salué [l'œuvre du fondateur de la fabrique (1822-1862)].",
    "{Le Chef de l'État} a saisi l'occasion pour réitérer [sa gratitude au peuple qatari].",
    "{Le diplomate} n'a pas tari d'éloges [sur son hôte].",
    "{Le ministre} a défendu mercredi devant les sénateurs [un budget « responsable »].",
    "{Un diplomate européen} juge [« peu probable » un accord cette semaine].",
    "{Le texte}, adopté à l'unanimité, demande [« le retrait immédiat » des troupes].",
    "{L'opposition} invite [à la prudence].",
    "{Les analystes} tablent [sur une baisse des taux].",
    "[Le projet a été qualifié d'« aberration écologique »] par {les riverains}.",
    "{Le Conseil} se dit [profondément préoccupé par la situation].",
    "{Les bénéficiaires} ont témoigné [leur gratitude au maire] et lui ont promis [de faire bon usage des semences].",
    "{Le ministre} a assuré que [la trêve tenait], à la veille de la visite du médiateur.",
    # A colon and a passage behind what is reported already.
    "{Un négociateur} confie [ne pas s'attendre à un accord] : « [Les positions restent figées.] »",
    "{La directrice} reconnaît que [l'usine a pris du retard] : « [Nous avons sous-estimé les travaux] ».",
    "{Le préfet} a annoncé [la réouverture du col] : « [La route est sûre.] »",
    # Participles and infinitives that govern the verb of speech.
    "{Le ministre} a refusé de commenter, se bornant à rappeler que [l'enquête suivait son cours].",
    "{Le directeur} s'est contenté de rappeler [les faits].",
    "{Le porte-parole} est resté vague, se contentant de dire que [les discussions étaient « franches »].",
    "{La maire} a défendu [son budget], tout en rappelant que [les dotations avaient baissé].",
    "« [C'est un bon texte] », a estimé {la rapporteure}, avant d'ajouter que [deux points restaient à préciser].",
    "{Le président} a salué [le travail des sauveteurs], non sans rappeler que [les secours manquaient de moyens].",
    # Those for whom it is so.
    "{Les riverains}, pour qui [le chantier « n'a que trop duré »], ont saisi le tribunal.",
    "{Les commerçants}, pour qui [la rocade « condamne » leur métier], ont manifesté.",
    "« [Rien n'a changé] », tranche {Amine Daoud}, pour qui [l'État « a abandonné les quartiers »].",
    "[La procédure est nulle], pour {le bâtonnier}.",
    "[C'est « une erreur historique »], pour {le député Henri Valmont}.",
    "Aux yeux des {défenseurs du fleuve}, [le barrage est un désastre].",
    "[Le projet est mort-né], aux yeux de {l'opposition}.",
    "Les enfants, pour qui la fête a été préparée, ont chanté.",
    # The verb itself in marks.
    "{Le pape} a « condamné » [l'attaque contre l'hôpital].",
    "{L'ONU} « déplore » [le départ des observateurs].",
    "{Le chef de la junte} a « fermement rejeté » [les conclusions de la commission].",
    # A second clause with a verb and a speaker of its own.
    "{Le roi} plaide [pour un impôt européen], tandis que {sa ministre} met en garde [contre « une usine à gaz »].",
    "{Paris} réclame [un embargo], alors que {Berlin} souhaite [le maintien des échanges].",
    "{Le maire} juge que [le pont est sûr], alors que {l'ingénieur Paul Vidal} affirme que [les piles sont fissurées].",
    "Si {le Kenya} se félicite [de l'accord], {l'Ouganda} déplore [l'absence de calendrier].",
    "{Le syndicat} dénonce [un « passage en force »], et presse [Ottawa d'ouvrir des négociations].",
    "{Son homologue belge} abonde dans son sens et promet [une loi].",
    # The antecedent of a relative pronoun.
    "Elle a été refoulée par {les gardes}, qui lui ont dit [de « revenir demain »].",
    "Il a rencontré {le directeur}, qui lui a promis [une réponse avant lundi].",
    "Le dossier est suivi par {la médiatrice}, qui assure que [le dialogue se poursuit].",
    "Il a été reçu par {le sous-préfet}, lequel a demandé [un délai].",
    # By when.
    "{Le ministre} a exprimé [l'espoir de voir les travaux reprendre avant la fin du mois].",
    "{Le pays} promet [une réforme avant l'automne].",
    "{Les syndicats} exigent [l'ouverture de négociations dès lundi].",
    "{Le maire} a salué [le travail des pompiers] avant de quitter les lieux.",
    # One complement of several clauses.
    "{Le maire} a demandé que [les familles soient relogées, que l'immeuble soit rasé et que l'État paie].",
    "{Le juge} a estimé que [les faits étaient établis et que l'accusé devait répondre de ses actes].",
    # Words with a sense of their own.
    "{Le député} s'en prend [à la direction du groupe].",
    "{La candidate} s'en est prise [à ses rivaux].",
    "{Le porte-parole} n'a pas exclu [une prolongation de la trêve].",
    "{L'ONG} évoque [des aveux « arrachés par la force »].",
    "{La commission} évoque « [un climat de peur] ».",
    "C'est en ces termes que {le pape} s'est adressé aux fidèles : « [N'ayez pas peur.] »",
    "« [Le temps presse] » : c'est en ces termes que {la ministre} a ouvert la séance.",
    "« [Rien ne sera plus comme avant] », c'est par ces mots que {le roi} a commencé son allocution.",
    "{L'avocat de M. Roy, Me Paul Roy}, a demandé [un ajournement], ce que la magistrate a refusé.",
    # Insertions, relative clauses with words in marks, object pronouns.
    "[L'organisation est, d'après {lui}, « cliniquement morte » depuis mai].",
    "[La trêve tient, selon {l'ONU}, malgré des tirs isolés].",
    "Selon {elle}, [les deux équipes, très fatiguées, « avaient besoin de repos »].",
    "{Le ministère} a fustigé [une réunion « sans objet », dont les conclusions seront « nulles »].",
    "{Il} lui a fait part [de son étonnement] et lui a redit que [la sécurité n'était « pas négociable »].",
    "{Les associations} crient [à la trahison].",
    "{Le pays voisin} a apporté [son plein soutien au plan de paix].",
    "{L'agence} a chiffré [ses besoins à dix millions d'euros].",
    "{Le cabinet} estime [à dix millions d'euros le coût des travaux].",
    "{Il} l'a assuré [du plein appui de son pays].",
    "{Les deux présidents} sont convenus [de se revoir en marge du sommet].",
    "{Il} s'est même dit [certain que l'équipe gagnerait].",
    "« [Nous avons craqué] », racontait, les yeux rougis, {le gardien Hamza Laroussi}.",
    "{Les deux ministres} ont passé en revue les projets engagés et se sont réjouis [de la signature d'un protocole].",
    # Locutions of the press.
    "{Le ministre} martèle que [rien ne changera].",
    "{L'avocat} plaide [la légitime défense].",
    "{La direction} a balayé [ces accusations].",
    "{Le général} a brandi [la menace d'une intervention].",
    "{Le sénateur} a enfoncé le clou : « [C'est un échec.] »",
    "Interrogé, {le ministre} a botté en touche : « [Nous verrons.] »",
    "{Le diplomate} se veut rassurant : « [Les discussions avancent.] »",
    "{L'entraîneur} ne décolère pas : « [C'est indigne.] »",
    "{La ministre} s'est voulue rassurante, assurant que [les vaccins arriveraient].",
    "{L'émissaire} a fait état [de progrès].",
    "À la suspension, {Me Ferrand} s'est félicité [d'un témoignage utile].",
    "{Les autorités congolaises} ont de nouveau dénoncé [l'attitude de leur voisin].",
    "Une offre rejetée par {l'intersyndicale}, qui la juge « [insultante] ».",
    "{Une source} glisse que [la rencontre tient toujours].",
    "{Il} a brossé [le portrait d'un homme « obsédé par l'argent »].",
    "{Il} a raconté [comment les enveloppes circulaient].",
    "{Le préfet}, lui, n'écarte pas [une réquisition].",
    "Pour {elle}, [l'armée « se cache derrière les civils »].",
    "Pour {Tom Ash, de la maison Pell}, [le marché « joue à se faire peur »].",
    "[La visite que le ministre devait effectuer à Lima a été reportée], a annoncé mercredi {son cabinet}.",
    # Passives of naming.
    "[La rumeur selon laquelle un putsch se préparerait a été qualifiée d'« absurde »] par {le gouvernement}.",
    "[La proposition a été jugée « inacceptable »] par {Moscou}.",
    "Ils ont voté [un budget qualifié d'« irréaliste »] par {le syndicat}.",
    "{Le maire} n'a pas éludé sa responsabilité : « [Les choix, c'est moi.] »",
    "{Le club} évoque dans un communiqué « [des rumeurs infondées] ».",
    "{Le parti} a d'ores et déjà annoncé [un recours].",
    "{La France} a toujours plaidé [en faveur d'une solution négociée].",
    "{Les populations} n'ont pas manqué de dire [leur joie].",
    "{La France} condamne [les frappes]. {Elle} présente [ses condoléances aux familles].",
    # Somebody else's word on what was said.
    "Selon {le syndicaliste}, [80 % des agents ont cessé le travail], un chiffre que conteste la mairie.",
    "{Le témoin} affirme que [le ministre était présent], ce que l'intéressé dément.",
    # The speaker after the verb, and who goes on.
    "[La visite pourrait être reportée], a annoncé mercredi {son cabinet}, confirmant que [le roi était souffrant].",
    "[L'accord tient], a laissé entendre {le porte-parole, Jean Roy}, selon qui [le roi « a apprécié » l'accueil].",
    "L'entourage du général dément : « [C'est une invention] », a protesté {son conseiller}.",
    "{Il} a, en outre, fait observer que [tout a doublé], relevant que [cela « profite aux deux rives »].",
    "Ce que confirme {un expert}, sous réserve d'anonymat : « [Les pigments sont d'époque.] »",
    "« [L'Histoire nous regarde] », a conclu, pour sa part, {M. Lahlou}.",
    "Un confrère se fait plus disert : d'après {le vendeur}, [l'acquéreur serait « un collectionneur »].",
    "« [Nous avons appliqué les règles] », fait valoir {le commissaire-priseur Alexis Daumier}.",
    "{Le ministre} s'est félicité [de l'accord], formant [le vœu de le voir étendu].",
    "« [La paix est proche] », peut-on lire dans {le communiqué}.",
    "{L'ex-ministre}, qui dément [toute malversation], a été placé en garde à vue.",
    # What is not said.
    "Contrairement à ce qu'annonçaient les producteurs, la récolte a été bonne.",
    "Le bâtiment a été construit selon les plans de l'architecte.",
    "Le ministre n'a pas dit si l'accord serait signé.",
    "Le ministre a refusé de commenter.",
    "Le directeur a caché son inquiétude.",
    "Le ministre a évoqué la situation au Soudan.",
    "Lima a rappelé son ambassadeur.",
    "Évoquant la francophonie, le président a ouvert la séance.",
    "La mesure a été jugée utile.",
    "Pour sa part, le maire a quitté la salle.",
    "Sans citer de chiffres, le ministre a quitté la salle.",
    "Il convient de rappeler que le pont s'était effondré.",
    "Démenti immédiat de l'intéressé, qui a quitté la salle.",
    "On dirait que personne n'a lu le texte.",
    "L'étudiant a demandé un visa.",
    "Les voyageurs doivent demander un visa.",
    "Les deux ministres ont évoqué la lutte contre la piraterie.",
    "Il est faux que le ministre Paul Moreau ait promis d'annuler la dette.",
    "Il n'est pas vrai que la direction ait menacé de fermer l'usine.",
    "{Le maire} nie [avoir dit que le pont était dangereux].",
    # What a question asks after, or a condition supposes.
    "Avait-il dit « jamais » ? Non.",
    "Le ministre a-t-il dit « jamais » ? Non.",
    "Qui a dit « jamais » ? Personne.",
    "Est-ce le maire qui a dit « le pont est sûr » ? Non.",
    "Pourquoi le maire dit-il que « tout va bien » ?",
    "« Jamais » : l'a-t-il vraiment dit ?",
    "Quand le ministre a-t-il dit « jamais » ?",
    "« Nous avons gagné » : est-ce bien ce qu'a dit le ministre ?",
    "[La trêve tenait], ont dit {des responsables}, malgré des informations contraires.",
    "Le maire avait-il promis : « Je partirai » ? Il élude.",
    "Si le ministre disait « non », les pourparlers cesseraient.",
    "Si le ministre promet une réforme, les syndicats signeront.",
    "Si {le ministre} promet [une réforme], il refuse d'en donner la date.",
    "« [Qui paiera ?] », a-t{-il} demandé.",
    "{Le juge} a demandé « [qui paiera] » ?",
    "Que voulait dire le ministre lorsqu'{il} a dit « [le mur est mort] » ?",
    "Aussi a-t{-il} déclaré que « [la trêve tient] ».",
]
ENGLISH = [
    # A name in marks inside the subject is not what it says.
    "{Two traders of the town}, nicknamed “little Lima,” said [they had waited for hours].",
    # Verbs of other senses, and such as a model learnt from one people's politics might drop.
    "Chad recalled its ambassador over the closure of the crossing.",
    "{The minister} recalled [the long friendship of the two peoples].",
    "On Thursday, {he} revealed that [two agencies were involved in the attack].",
    # What is told of a source belongs to neither, words that were left out end no sentence.
    "According to {the health ministry}, controlled by the movement, [the toll had risen to 50].",
    "{The minister} told reporters that [the deal (...) would be signed and that his country backed it].",
    "{The minister} said that [the talks would go on].",
    "In the eyes of {the union}, [the plan is dead].",
    "{The pope} “condemned” [the attack on the hospital].",
    "{The mayor} says [the bridge is safe], whereas {the engineer} insists [that it is cracked].",
    "{The minister} declined to comment, saying only that [the inquiry was under way].",
    "{The envoy} left the room after adding [that two points were open].",
    "{The mayor} defended the plan while noting [that funds had been cut].",
    "Neither side commented on whether the talks would go on.",
    "No official said that the talks would go on.",
    "It is not true that Eva Brandl threatened to cut aid.",
    "It is false that the bank promised to cancel the debt.",
    "{The mayor} denied [having said “France must go now”].",
    # What a question asks after, or a condition supposes.
    'Had he said "never"? No.',
    "Had the minister said “the talks are over”? No.",
    "Did the minister say “never”? He did not.",
    "[The agreement, {Pranoto} said, was a bad deal].",
    "[The minister, {she} added, had been told twice].",
    "[The talks failed], {she} said, and the minister left.",
    "Was it the mayor who said “the bridge is safe”? No.",
    "When did the minister say “never”?",
    "Who would say “the war is over”?",
    "Did the minister criticise “the lack of money”?",
    "Had the minister promised reform, the unions would have agreed.",
    "If the minister says that the truce is dead, the talks will end.",
    "What did the minister mean when {he} said “[the wall is dead]”?",
    "“[Why did you leave?]” asked {the judge}.",
    "“Never”: did he really say that?",
    "“We won”: is that what the minister said?",
    "“[Never]”: {the minister} said that twice.",
    "“[Why now?]” {the minister} asked.",
    # Who is rung up, and the title of an article, are not said.
    "The prime minister waited while the mayor called the leaders of three towns.",
    "Her article, “The heart of the trade,” reminds us of the harbour.",
    "Thank you for sharing your thoughts with the bank.",
    # What a journalist sets against what was said.
    "[Talks broke down overnight], {officials} said, despite earlier reports of a breakthrough.",
    "[The deal was close], {the spokesman} said, contrary to previous claims.",
    "[The deal was close], {the spokesman} said, [despite the objections of two parties].",
    "{The minister}, who asked “[why now?]”, left.",
]


def read(marked: str) -> tuple[str, list[str], list[str]]:
    """The text without brackets and braces, what is between brackets, and what is between braces."""
    text = ""
    said: list[Span] = []
    sayers: list[str] = []
    opened: list[tuple[str, int]] = []
    for character in marked:
        if character in "[{":
            opened.append((character, len(text)))
        elif character in "]}":
            kind, start = opened.pop()
            if kind == "[":
                said.append(Span(start, len(text)))
            else:
                sayers.append(text[start:])
        else:
            text += character
    inside_last = sorted(said, key=lambda span: (span.start, -span.end))
    return text, [span.of(text) for span in inside_last], sayers


@pytest.mark.parametrize(("code", "marked"), [*(("fr", each) for each in FRENCH), *(("en", each) for each in ENGLISH)])
def test_construction(code: str, marked: str) -> None:
    text, said, sayers = read(marked)
    found = annotate(Article(text=text, origin="test"), kg.language.get(code)).quotations
    assert [each.content.of(text) for each in found] == said
    assert {each.source.of(text) if each.source else "" for each in found} <= set(sayers)
