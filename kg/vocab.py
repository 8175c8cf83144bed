"""IRIs of the terms that the tool reads and writes, as plain strings, with the prefix map; no logic.

Write `KG.DirectQuote`, `SCHEMA.Event`, `OA.exact`. `ontology/kg.ttl` is the source of truth for `KG`: a test compares
them both ways.
"""

from typing import Final

__all__ = [
    "BASE",
    "DCAT",
    "DCAT_NS",
    "DCTERMS",
    "DCTERMS_NS",
    "DQV",
    "DQV_NS",
    "ITSRDF",
    "ITSRDF_NS",
    "KG",
    "KG_NS",
    "MEDTOP_NS",
    "OA",
    "OA_NS",
    "OWL",
    "OWL_NS",
    "PREFIXES",
    "PROV",
    "PROV_NS",
    "RDF",
    "RDFS",
    "RDFS_NS",
    "RDF_NS",
    "SCHEMA",
    "SCHEMA_NS",
    "SEM",
    "SEM_NS",
    "SH",
    "SH_NS",
    "SKOS",
    "SKOS_NS",
    "TIME",
    "TIME_NS",
    "VOID",
    "VOID_NS",
    "WD_NS",
    "XSD",
    "XSD_NS",
]

BASE: Final = "https://w3id.org/kg-export/id/"
DCAT_NS: Final = "http://www.w3.org/ns/dcat#"
DCTERMS_NS: Final = "http://purl.org/dc/terms/"
DQV_NS: Final = "http://www.w3.org/ns/dqv#"
ITSRDF_NS: Final = "http://www.w3.org/2005/11/its/rdf#"
KG_NS: Final = "https://w3id.org/kg-export/ns#"
MEDTOP_NS: Final = "http://cv.iptc.org/newscodes/mediatopic/"
OA_NS: Final = "http://www.w3.org/ns/oa#"
OWL_NS: Final = "http://www.w3.org/2002/07/owl#"
PROV_NS: Final = "http://www.w3.org/ns/prov#"
RDF_NS: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS_NS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA_NS: Final = "http://schema.org/"
SEM_NS: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/"
SH_NS: Final = "http://www.w3.org/ns/shacl#"
SKOS_NS: Final = "http://www.w3.org/2004/02/skos/core#"
TIME_NS: Final = "http://www.w3.org/2006/time#"
VOID_NS: Final = "http://rdfs.org/ns/void#"
WD_NS: Final = "http://www.wikidata.org/entity/"
XSD_NS: Final = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: Final[dict[str, str]] = {
    "dcat": DCAT_NS,
    "dcterms": DCTERMS_NS,
    "dqv": DQV_NS,
    "itsrdf": ITSRDF_NS,
    "kg": KG_NS,
    "medtop": MEDTOP_NS,
    "oa": OA_NS,
    "owl": OWL_NS,
    "prov": PROV_NS,
    "rdf": RDF_NS,
    "rdfs": RDFS_NS,
    "schema": SCHEMA_NS,
    "sem": SEM_NS,
    "sh": SH_NS,
    "skos": SKOS_NS,
    "time": TIME_NS,
    "void": VOID_NS,
    "wd": WD_NS,
    "xsd": XSD_NS,
}
"""Prefix to namespace, sorted by prefix: the order in which Turtle declares them."""


class DCAT:
    """Data Catalog Vocabulary."""

    Dataset: Final = DCAT_NS + "Dataset"
    theme: Final = DCAT_NS + "theme"
    keyword: Final = DCAT_NS + "keyword"
    distribution: Final = DCAT_NS + "distribution"


class DCTERMS:
    """Dublin Core terms."""

    title: Final = DCTERMS_NS + "title"
    description: Final = DCTERMS_NS + "description"
    creator: Final = DCTERMS_NS + "creator"
    license: Final = DCTERMS_NS + "license"
    issued: Final = DCTERMS_NS + "issued"
    modified: Final = DCTERMS_NS + "modified"
    isReplacedBy: Final = DCTERMS_NS + "isReplacedBy"
    replaces: Final = DCTERMS_NS + "replaces"
    source: Final = DCTERMS_NS + "source"
    conformsTo: Final = DCTERMS_NS + "conformsTo"
    hasPart: Final = DCTERMS_NS + "hasPart"
    isPartOf: Final = DCTERMS_NS + "isPartOf"


class DQV:
    """Data Quality Vocabulary."""

    QualityMeasurement: Final = DQV_NS + "QualityMeasurement"
    Metric: Final = DQV_NS + "Metric"
    Dimension: Final = DQV_NS + "Dimension"
    hasQualityMeasurement: Final = DQV_NS + "hasQualityMeasurement"
    isMeasurementOf: Final = DQV_NS + "isMeasurementOf"
    computedOn: Final = DQV_NS + "computedOn"
    value: Final = DQV_NS + "value"
    inDimension: Final = DQV_NS + "inDimension"
    expectedDataType: Final = DQV_NS + "expectedDataType"


class ITSRDF:
    """Internationalization Tag Set."""

    taConfidence: Final = ITSRDF_NS + "taConfidence"


class KG:
    """Our own terms; `ontology/kg.ttl` defines each."""

    # classes
    DiplomaticEvent: Final = KG_NS + "DiplomaticEvent"
    Meeting: Final = KG_NS + "Meeting"
    Visit: Final = KG_NS + "Visit"
    PhoneCall: Final = KG_NS + "PhoneCall"
    VideoConference: Final = KG_NS + "VideoConference"
    Summit: Final = KG_NS + "Summit"
    Signing: Final = KG_NS + "Signing"
    JointStatement: Final = KG_NS + "JointStatement"
    EventReport: Final = KG_NS + "EventReport"
    DateAssertion: Final = KG_NS + "DateAssertion"
    PlaceAssertion: Final = KG_NS + "PlaceAssertion"
    Participation: Final = KG_NS + "Participation"
    Delegation: Final = KG_NS + "Delegation"
    Group: Final = KG_NS + "Group"
    Statement: Final = KG_NS + "Statement"
    DirectQuote: Final = KG_NS + "DirectQuote"
    ReportedStatement: Final = KG_NS + "ReportedStatement"
    MixedQuote: Final = KG_NS + "MixedQuote"
    Mention: Final = KG_NS + "Mention"
    TopicAssignment: Final = KG_NS + "TopicAssignment"
    ConflictingClaim: Final = KG_NS + "ConflictingClaim"
    StatementAlignment: Final = KG_NS + "StatementAlignment"
    Judgement: Final = KG_NS + "Judgement"
    LinkDecision: Final = KG_NS + "LinkDecision"
    LinkCandidate: Final = KG_NS + "LinkCandidate"
    FusedGraph: Final = KG_NS + "FusedGraph"
    ParticipantRole: Final = KG_NS + "ParticipantRole"
    DateBasis: Final = KG_NS + "DateBasis"
    CueClass: Final = KG_NS + "CueClass"
    Verdict: Final = KG_NS + "Verdict"
    PreferenceReason: Final = KG_NS + "PreferenceReason"
    # individuals
    Host: Final = KG_NS + "Host"
    Guest: Final = KG_NS + "Guest"
    Attendee: Final = KG_NS + "Attendee"
    DelegationHead: Final = KG_NS + "DelegationHead"
    DelegationMember: Final = KG_NS + "DelegationMember"
    Signatory: Final = KG_NS + "Signatory"
    Mediator: Final = KG_NS + "Mediator"
    Explicit: Final = KG_NS + "Explicit"
    RelativeToPublication: Final = KG_NS + "RelativeToPublication"
    WeekdayOnly: Final = KG_NS + "WeekdayOnly"
    Corroborated: Final = KG_NS + "Corroborated"
    Unresolved: Final = KG_NS + "Unresolved"
    EventHeld: Final = KG_NS + "EventHeld"
    EventHypothetical: Final = KG_NS + "EventHypothetical"
    EventDenied: Final = KG_NS + "EventDenied"
    UnknownSpeaker: Final = KG_NS + "UnknownSpeaker"
    NIL: Final = KG_NS + "NIL"
    JudgementSame: Final = KG_NS + "JudgementSame"
    JudgementDifferent: Final = KG_NS + "JudgementDifferent"
    JudgementUnsure: Final = KG_NS + "JudgementUnsure"
    ExplicitFirst: Final = KG_NS + "ExplicitFirst"
    MoreSources: Final = KG_NS + "MoreSources"
    EarlierPublication: Final = KG_NS + "EarlierPublication"
    SmallestValue: Final = KG_NS + "SmallestValue"
    CueSay: Final = KG_NS + "CueSay"
    CueAdd: Final = KG_NS + "CueAdd"
    CueAsk: Final = KG_NS + "CueAsk"
    CueAnswer: Final = KG_NS + "CueAnswer"
    CueStress: Final = KG_NS + "CueStress"
    CueExplain: Final = KG_NS + "CueExplain"
    CueAnnounce: Final = KG_NS + "CueAnnounce"
    CueBelieve: Final = KG_NS + "CueBelieve"
    CueHope: Final = KG_NS + "CueHope"
    CueWarn: Final = KG_NS + "CueWarn"
    CueThreaten: Final = KG_NS + "CueThreaten"
    CuePraise: Final = KG_NS + "CuePraise"
    CueThank: Final = KG_NS + "CueThank"
    CueCriticise: Final = KG_NS + "CueCriticise"
    CueUrge: Final = KG_NS + "CueUrge"
    CuePropose: Final = KG_NS + "CuePropose"
    CuePromise: Final = KG_NS + "CuePromise"
    CueAgree: Final = KG_NS + "CueAgree"
    CueDeny: Final = KG_NS + "CueDeny"
    CueClaim: Final = KG_NS + "CueClaim"
    CueConclude: Final = KG_NS + "CueConclude"
    CueAdmit: Final = KG_NS + "CueAdmit"
    CueDemand: Final = KG_NS + "CueDemand"
    CueDescribe: Final = KG_NS + "CueDescribe"
    CueExpress: Final = KG_NS + "CueExpress"
    CueShout: Final = KG_NS + "CueShout"
    CueTell: Final = KG_NS + "CueTell"
    CueWrite: Final = KG_NS + "CueWrite"
    # concept schemes
    Roles: Final = KG_NS + "Roles"
    DateBases: Final = KG_NS + "DateBases"
    Verdicts: Final = KG_NS + "Verdicts"
    PreferenceReasons: Final = KG_NS + "PreferenceReasons"
    CueClasses: Final = KG_NS + "CueClasses"
    # properties
    participation: Final = KG_NS + "participation"
    participant: Final = KG_NS + "participant"
    role: Final = KG_NS + "role"
    inCapacity: Final = KG_NS + "inCapacity"
    office: Final = KG_NS + "office"
    onBehalfOf: Final = KG_NS + "onBehalfOf"
    dateAssertion: Final = KG_NS + "dateAssertion"
    placeAssertion: Final = KG_NS + "placeAssertion"
    place: Final = KG_NS + "place"
    reportedIn: Final = KG_NS + "reportedIn"
    mainReport: Final = KG_NS + "mainReport"
    mentionsEvent: Final = KG_NS + "mentionsEvent"
    superEvent: Final = KG_NS + "superEvent"
    plannedAs: Final = KG_NS + "plannedAs"
    reportedType: Final = KG_NS + "reportedType"
    reportedStatus: Final = KG_NS + "reportedStatus"
    span: Final = KG_NS + "span"
    speakerSpan: Final = KG_NS + "speakerSpan"
    cueSpan: Final = KG_NS + "cueSpan"
    statusSpan: Final = KG_NS + "statusSpan"
    quotedSpan: Final = KG_NS + "quotedSpan"
    addresseeSpan: Final = KG_NS + "addresseeSpan"
    relaySpan: Final = KG_NS + "relaySpan"
    speaker: Final = KG_NS + "speaker"
    relayedBy: Final = KG_NS + "relayedBy"
    addressee: Final = KG_NS + "addressee"
    inReport: Final = KG_NS + "inReport"
    member: Final = KG_NS + "member"
    statedAt: Final = KG_NS + "statedAt"
    cue: Final = KG_NS + "cue"
    cueLemma: Final = KG_NS + "cueLemma"
    cueClass: Final = KG_NS + "cueClass"
    position: Final = KG_NS + "position"
    unclosed: Final = KG_NS + "unclosed"
    continues: Final = KG_NS + "continues"
    asserted: Final = KG_NS + "asserted"
    sameStatementAs: Final = KG_NS + "sameStatementAs"
    alignedStatement: Final = KG_NS + "alignedStatement"
    sameEventUnsure: Final = KG_NS + "sameEventUnsure"
    sameAgentUnsure: Final = KG_NS + "sameAgentUnsure"
    judged: Final = KG_NS + "judged"
    verdict: Final = KG_NS + "verdict"
    statedAs: Final = KG_NS + "statedAs"
    value: Final = KG_NS + "value"
    valueEnd: Final = KG_NS + "valueEnd"
    anchor: Final = KG_NS + "anchor"
    basis: Final = KG_NS + "basis"
    inferred: Final = KG_NS + "inferred"
    inferredFrom: Final = KG_NS + "inferredFrom"
    topicAssignment: Final = KG_NS + "topicAssignment"
    topic: Final = KG_NS + "topic"
    weight: Final = KG_NS + "weight"
    confidence: Final = KG_NS + "confidence"
    score: Final = KG_NS + "score"
    rule: Final = KG_NS + "rule"
    onSubject: Final = KG_NS + "onSubject"
    onProperty: Final = KG_NS + "onProperty"
    claimedValue: Final = KG_NS + "claimedValue"
    claimedIn: Final = KG_NS + "claimedIn"
    preferred: Final = KG_NS + "preferred"
    preferredBecause: Final = KG_NS + "preferredBecause"
    linkOf: Final = KG_NS + "linkOf"
    candidate: Final = KG_NS + "candidate"
    candidateEntity: Final = KG_NS + "candidateEntity"
    rank: Final = KG_NS + "rank"
    chosen: Final = KG_NS + "chosen"
    reviewed: Final = KG_NS + "reviewed"
    refersTo: Final = KG_NS + "refersTo"
    sha256: Final = KG_NS + "sha256"
    textLength: Final = KG_NS + "textLength"
    nearDuplicateOf: Final = KG_NS + "nearDuplicateOf"
    fuses: Final = KG_NS + "fuses"
    ploverCode: Final = KG_NS + "ploverCode"
    cameoCode: Final = KG_NS + "cameoCode"


class OA:
    """Web Annotation vocabulary."""

    SpecificResource: Final = OA_NS + "SpecificResource"
    TextPositionSelector: Final = OA_NS + "TextPositionSelector"
    TextQuoteSelector: Final = OA_NS + "TextQuoteSelector"
    hasSource: Final = OA_NS + "hasSource"
    hasSelector: Final = OA_NS + "hasSelector"
    start: Final = OA_NS + "start"
    end: Final = OA_NS + "end"
    exact: Final = OA_NS + "exact"
    prefix: Final = OA_NS + "prefix"
    suffix: Final = OA_NS + "suffix"


class OWL:
    """Web Ontology Language."""

    sameAs: Final = OWL_NS + "sameAs"


class PROV:
    """Provenance ontology."""

    Activity: Final = PROV_NS + "Activity"
    Entity: Final = PROV_NS + "Entity"
    SoftwareAgent: Final = PROV_NS + "SoftwareAgent"
    used: Final = PROV_NS + "used"
    wasAssociatedWith: Final = PROV_NS + "wasAssociatedWith"
    wasAttributedTo: Final = PROV_NS + "wasAttributedTo"
    wasDerivedFrom: Final = PROV_NS + "wasDerivedFrom"
    wasGeneratedBy: Final = PROV_NS + "wasGeneratedBy"
    startedAtTime: Final = PROV_NS + "startedAtTime"
    endedAtTime: Final = PROV_NS + "endedAtTime"


class RDF:
    """RDF itself."""

    type: Final = RDF_NS + "type"
    langString: Final = RDF_NS + "langString"
    Property: Final = RDF_NS + "Property"
    first: Final = RDF_NS + "first"
    rest: Final = RDF_NS + "rest"
    nil: Final = RDF_NS + "nil"


class RDFS:
    """RDF Schema."""

    label: Final = RDFS_NS + "label"
    comment: Final = RDFS_NS + "comment"
    seeAlso: Final = RDFS_NS + "seeAlso"
    isDefinedBy: Final = RDFS_NS + "isDefinedBy"
    subClassOf: Final = RDFS_NS + "subClassOf"
    subPropertyOf: Final = RDFS_NS + "subPropertyOf"


class SCHEMA:
    """schema.org, with http as the contract says."""

    Event: Final = SCHEMA_NS + "Event"
    NewsArticle: Final = SCHEMA_NS + "NewsArticle"
    Quotation: Final = SCHEMA_NS + "Quotation"
    CreativeWork: Final = SCHEMA_NS + "CreativeWork"
    Person: Final = SCHEMA_NS + "Person"
    Organization: Final = SCHEMA_NS + "Organization"
    GovernmentOrganization: Final = SCHEMA_NS + "GovernmentOrganization"
    Country: Final = SCHEMA_NS + "Country"
    City: Final = SCHEMA_NS + "City"
    Place: Final = SCHEMA_NS + "Place"
    Thing: Final = SCHEMA_NS + "Thing"
    EventStatusType: Final = SCHEMA_NS + "EventStatusType"
    EventScheduled: Final = SCHEMA_NS + "EventScheduled"
    EventCancelled: Final = SCHEMA_NS + "EventCancelled"
    EventPostponed: Final = SCHEMA_NS + "EventPostponed"
    EventRescheduled: Final = SCHEMA_NS + "EventRescheduled"
    headline: Final = SCHEMA_NS + "headline"
    inLanguage: Final = SCHEMA_NS + "inLanguage"
    datePublished: Final = SCHEMA_NS + "datePublished"
    dateModified: Final = SCHEMA_NS + "dateModified"
    url: Final = SCHEMA_NS + "url"
    publisher: Final = SCHEMA_NS + "publisher"
    author: Final = SCHEMA_NS + "author"
    about: Final = SCHEMA_NS + "about"
    mentions: Final = SCHEMA_NS + "mentions"
    isPartOf: Final = SCHEMA_NS + "isPartOf"
    hasPart: Final = SCHEMA_NS + "hasPart"
    text: Final = SCHEMA_NS + "text"
    name: Final = SCHEMA_NS + "name"
    alternateName: Final = SCHEMA_NS + "alternateName"
    jobTitle: Final = SCHEMA_NS + "jobTitle"
    gender: Final = SCHEMA_NS + "gender"
    nationality: Final = SCHEMA_NS + "nationality"
    sameAs: Final = SCHEMA_NS + "sameAs"
    startDate: Final = SCHEMA_NS + "startDate"
    endDate: Final = SCHEMA_NS + "endDate"
    previousStartDate: Final = SCHEMA_NS + "previousStartDate"
    eventStatus: Final = SCHEMA_NS + "eventStatus"
    location: Final = SCHEMA_NS + "location"
    attendee: Final = SCHEMA_NS + "attendee"
    organizer: Final = SCHEMA_NS + "organizer"
    spokenByCharacter: Final = SCHEMA_NS + "spokenByCharacter"
    containedInPlace: Final = SCHEMA_NS + "containedInPlace"
    softwareVersion: Final = SCHEMA_NS + "softwareVersion"
    description: Final = SCHEMA_NS + "description"
    domainIncludes: Final = SCHEMA_NS + "domainIncludes"
    rangeIncludes: Final = SCHEMA_NS + "rangeIncludes"


class SEM:
    """Simple Event Model."""

    Event: Final = SEM_NS + "Event"
    Actor: Final = SEM_NS + "Actor"
    Place: Final = SEM_NS + "Place"
    Time: Final = SEM_NS + "Time"
    hasActor: Final = SEM_NS + "hasActor"
    hasPlace: Final = SEM_NS + "hasPlace"
    hasTimeStamp: Final = SEM_NS + "hasTimeStamp"
    hasBeginTimeStamp: Final = SEM_NS + "hasBeginTimeStamp"
    hasEndTimeStamp: Final = SEM_NS + "hasEndTimeStamp"
    subEventOf: Final = SEM_NS + "subEventOf"


class SH:
    """SHACL: what reports and severities need."""

    ValidationReport: Final = SH_NS + "ValidationReport"
    ValidationResult: Final = SH_NS + "ValidationResult"
    NodeShape: Final = SH_NS + "NodeShape"
    PropertyShape: Final = SH_NS + "PropertyShape"
    Violation: Final = SH_NS + "Violation"
    Warning: Final = SH_NS + "Warning"
    Info: Final = SH_NS + "Info"
    conforms: Final = SH_NS + "conforms"
    result: Final = SH_NS + "result"
    focusNode: Final = SH_NS + "focusNode"
    resultPath: Final = SH_NS + "resultPath"
    resultSeverity: Final = SH_NS + "resultSeverity"
    resultMessage: Final = SH_NS + "resultMessage"
    sourceShape: Final = SH_NS + "sourceShape"
    sourceConstraint: Final = SH_NS + "sourceConstraint"
    sourceConstraintComponent: Final = SH_NS + "sourceConstraintComponent"
    value: Final = SH_NS + "value"
    severity: Final = SH_NS + "severity"
    message: Final = SH_NS + "message"
    path: Final = SH_NS + "path"
    targetClass: Final = SH_NS + "targetClass"
    property: Final = SH_NS + "property"
    sparql: Final = SH_NS + "sparql"


class SKOS:
    """Simple Knowledge Organization System."""

    Concept: Final = SKOS_NS + "Concept"
    ConceptScheme: Final = SKOS_NS + "ConceptScheme"
    prefLabel: Final = SKOS_NS + "prefLabel"
    altLabel: Final = SKOS_NS + "altLabel"
    notation: Final = SKOS_NS + "notation"
    broader: Final = SKOS_NS + "broader"
    narrower: Final = SKOS_NS + "narrower"
    inScheme: Final = SKOS_NS + "inScheme"
    hasTopConcept: Final = SKOS_NS + "hasTopConcept"
    topConceptOf: Final = SKOS_NS + "topConceptOf"
    exactMatch: Final = SKOS_NS + "exactMatch"


class TIME:
    """OWL-Time."""

    dayOfWeek: Final = TIME_NS + "dayOfWeek"
    Monday: Final = TIME_NS + "Monday"
    Tuesday: Final = TIME_NS + "Tuesday"
    Wednesday: Final = TIME_NS + "Wednesday"
    Thursday: Final = TIME_NS + "Thursday"
    Friday: Final = TIME_NS + "Friday"
    Saturday: Final = TIME_NS + "Saturday"
    Sunday: Final = TIME_NS + "Sunday"


class VOID:
    """Vocabulary of Interlinked Datasets."""

    Dataset: Final = VOID_NS + "Dataset"
    triples: Final = VOID_NS + "triples"
    entities: Final = VOID_NS + "entities"
    distinctSubjects: Final = VOID_NS + "distinctSubjects"
    distinctObjects: Final = VOID_NS + "distinctObjects"
    properties: Final = VOID_NS + "properties"
    classes: Final = VOID_NS + "classes"
    vocabulary: Final = VOID_NS + "vocabulary"
    classPartition: Final = VOID_NS + "classPartition"
    propertyPartition: Final = VOID_NS + "propertyPartition"
    dataDump: Final = VOID_NS + "dataDump"
    uriSpace: Final = VOID_NS + "uriSpace"
    exampleResource: Final = VOID_NS + "exampleResource"


class XSD:
    """Datatypes."""

    anyURI: Final = XSD_NS + "anyURI"
    boolean: Final = XSD_NS + "boolean"
    date: Final = XSD_NS + "date"
    dateTime: Final = XSD_NS + "dateTime"
    decimal: Final = XSD_NS + "decimal"
    double: Final = XSD_NS + "double"
    gYear: Final = XSD_NS + "gYear"
    gYearMonth: Final = XSD_NS + "gYearMonth"
    integer: Final = XSD_NS + "integer"
    nonNegativeInteger: Final = XSD_NS + "nonNegativeInteger"
    string: Final = XSD_NS + "string"
