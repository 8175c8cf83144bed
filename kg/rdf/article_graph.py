"""Facts of one article → the quads of its own graph, which depends on no other article."""

from bisect import bisect_left
from functools import cache

from kg.model import (
    ArticleFacts,
    DateAssertion,
    DateBasis,
    Entity,
    EventReport,
    EventStatus,
    Inferred,
    Location,
    Observed,
    PartialDate,
    Participation,
    QuotationKind,
    ReportRef,
    ReportRelation,
    Span,
    Statement,
    StatementRef,
    TopicAssignment,
)
from kg.rdf._graph import OWN, Graph, escaped, special_places
from kg.rdf.iris import IRIs
from kg.vocab import ITSRDF, KG, KG_NS, MEDTOP_NS, OA, PROV, SCHEMA, TIME, XSD

__all__ = ["STATUS", "WEEKDAYS", "article_quads", "basis_of"]

_CONTEXT = 32
_SPAN = OWN + "span"
_CLASSES = {
    QuotationKind.DIRECT: (KG.DirectQuote, SCHEMA.Quotation),
    QuotationKind.MIXED: (KG.MixedQuote, SCHEMA.Quotation, SCHEMA.CreativeWork),
    QuotationKind.REPORTED: (KG.ReportedStatement, SCHEMA.CreativeWork),
}
STATUS = {
    EventStatus.HELD: KG.EventHeld,
    EventStatus.SCHEDULED: SCHEMA.EventScheduled,
    EventStatus.POSTPONED: SCHEMA.EventPostponed,
    EventStatus.CANCELLED: SCHEMA.EventCancelled,
    EventStatus.HYPOTHETICAL: KG.EventHypothetical,
    EventStatus.DENIED: KG.EventDenied,
}
WEEKDAYS = (TIME.Monday, TIME.Tuesday, TIME.Wednesday, TIME.Thursday, TIME.Friday, TIME.Saturday, TIME.Sunday)


def basis_of(basis: DateBasis, value: PartialDate | None) -> str:
    """IRI of the basis of a date; words that name a date which cannot be told ("in spring") are unresolved."""
    return KG.Unresolved if basis is DateBasis.EXPLICIT and value is None else KG_NS + basis


def article_quads(facts: ArticleFacts, iris: IRIs) -> Graph:
    """The article, its spans, its reports and its statements, in its own graph."""
    return _ArticleGraph(facts, iris).build()


class _OwnIRIs(IRIs):
    """What one article says has IRIs below its own, which names the graph."""

    def article(self, key: str) -> str:
        """What stands for the article."""
        return OWN


class _ArticleGraph:
    """Builds one article's graph; spans are written once each, at the end."""

    def __init__(self, facts: ArticleFacts, iris: IRIs) -> None:
        self._facts = facts
        self._iris = _OwnIRIs()
        self._key = facts.article.key
        self._iri = OWN
        self._graph = Graph(iris.article(self._key), short=True)
        self._entities: dict[str, Entity] = {entity.key: entity for entity in facts.entities}
        self._spans: set[Span] = set()
        self._special = special_places(facts.article.text)

    def build(self) -> Graph:
        self._article()
        for report in self._facts.reports:
            self._report(report)
        for statement in self._facts.statements:
            self._statement(statement)
        for span in sorted(self._spans):
            self._span(span)
        return self._graph

    def _at(self, span: Span) -> str:
        """The IRI of a span, which is then written too."""
        self._spans.add(span)
        return self._iris.span(self._key, span)

    def _article(self) -> None:
        article, graph, iri = self._facts.article, self._graph, self._iri
        language = self._facts.language
        headline = article.headline or (self._facts.headline.of(article.text) if self._facts.headline else None)
        graph.type(iri, SCHEMA.NewsArticle)
        graph.text(iri, SCHEMA.headline, headline, language)
        graph.text(iri, SCHEMA.inLanguage, language)
        graph.date(iri, SCHEMA.datePublished, self._facts.published.date if self._facts.published else None)
        graph.link(iri, SCHEMA.url, article.url)
        graph.text(iri, SCHEMA.publisher, article.publisher)
        for author in article.authors:
            graph.text(iri, SCHEMA.author, author)
        graph.text(iri, KG.sha256, article.sha256)
        graph.integer(iri, KG.textLength, len(article.text))
        for assignment in self._facts.topics:
            self._topic(iri, assignment)

    def _topic(self, owner: str, assignment: TopicAssignment) -> None:
        graph, iri = self._graph, self._iris.topic_assignment(owner, assignment.topic)
        graph.link(owner, KG.topicAssignment, iri)
        graph.type(iri, KG.TopicAssignment)
        graph.link(iri, KG.topic, MEDTOP_NS + assignment.topic)
        graph.decimal(iri, KG.weight, assignment.weight)
        for span in assignment.spans:
            graph.link(iri, KG.span, self._at(span))

    def _report(self, report: EventReport) -> None:
        graph, ref = self._graph, ReportRef(self._key, report.key)
        iri = self._iris.report(ref)
        graph.type(iri, KG.EventReport)
        graph.link(iri, SCHEMA.isPartOf, self._iri)
        graph.link(iri, KG.reportedType, KG_NS + report.type)
        graph.link(iri, KG.reportedStatus, STATUS[report.status])
        graph.decimal(iri, ITSRDF.taConfidence, report.confidence)
        if report.relation is ReportRelation.MAIN:
            graph.link(self._iri, KG.mainReport, iri)
        for span in report.triggers:
            graph.link(iri, KG.span, self._at(span))
        for span in report.status_words:
            graph.link(iri, KG.statusSpan, self._at(span))
        for participation in report.participations:
            self._participation(iri, ref, participation)
        for date in report.dates:
            self._date(iri, ref, date)
        if report.location:
            self._place(iri, ref, report.location)
        for assignment in report.topics:
            self._topic(iri, assignment)

    def _participation(self, report: str, ref: ReportRef, participation: Participation) -> None:
        graph, entity = self._graph, self._entities[participation.entity]
        iri = self._iris.reported_participation(ref, entity.key)
        graph.link(report, KG.participation, iri)
        graph.type(iri, KG.Participation)
        graph.text(iri, SCHEMA.name, entity.name, self._facts.language)
        graph.link(iri, KG.role, KG_NS + participation.role)
        if participation.capacity:
            graph.text(iri, KG.inCapacity, participation.capacity.text, self._facts.language)
            graph.link(iri, KG.span, self._at(participation.capacity.span))
        self._evidence(iri, participation.evidence)

    def _evidence(self, iri: str, evidence: Observed | Inferred) -> None:
        graph = self._graph
        graph.boolean(iri, KG.inferred, isinstance(evidence, Inferred))
        if isinstance(evidence, Observed):
            for span in evidence.spans:
                graph.link(iri, KG.span, self._at(span))
        else:
            for span in evidence.premises:
                graph.link(iri, KG.inferredFrom, self._at(span))
        graph.text(iri, KG.rule, evidence.rule)
        graph.decimal(iri, ITSRDF.taConfidence, evidence.confidence)

    def _date(self, report: str, ref: ReportRef, date: DateAssertion) -> None:
        graph, iri = self._graph, self._iris.date_assertion(ref, date.span)
        graph.link(report, KG.dateAssertion, iri)
        graph.type(iri, KG.DateAssertion)
        graph.text(iri, KG.statedAs, date.stated_as, self._facts.language)
        graph.date(iri, KG.value, date.value)
        graph.date(iri, KG.valueEnd, date.end)
        if date.weekday is not None:
            graph.link(iri, TIME.dayOfWeek, WEEKDAYS[date.weekday])
        graph.link(iri, KG.basis, basis_of(date.basis, date.value))
        graph.link(iri, PROV.wasDerivedFrom, self._at(date.span))

    def _place(self, report: str, ref: ReportRef, location: Location) -> None:
        graph, iri = self._graph, self._iris.place_assertion(ref)
        graph.link(report, KG.placeAssertion, iri)
        graph.type(iri, KG.PlaceAssertion)
        graph.text(iri, SCHEMA.name, self._entities[location.entity].name, self._facts.language)
        self._evidence(iri, location.evidence)

    def _statement(self, statement: Statement) -> None:
        graph, article, language = self._graph, self._facts.article, self._facts.language
        iri = self._iris.statement(StatementRef(self._key, statement.content))
        graph.type(iri, *_CLASSES[statement.kind])
        graph.text(iri, SCHEMA.text, statement.content.of(article.text), language)
        graph.link(iri, SCHEMA.isPartOf, self._iri)
        graph.link(iri, KG.span, self._at(statement.content))
        graph.integer(iri, KG.position, statement.position)
        graph.decimal(iri, ITSRDF.taConfidence, statement.confidence)
        graph.text(iri, KG.rule, statement.rule)
        for span in statement.quoted:
            graph.link(iri, KG.quotedSpan, self._at(span))
        if statement.cue:
            graph.text(iri, KG.cue, statement.cue.of(article.text), language)
            graph.link(iri, KG.cueSpan, self._at(statement.cue))
            graph.text(iri, KG.cueLemma, statement.cue_lemma, language)
        if statement.cue_class:
            graph.link(iri, KG.cueClass, f"{KG_NS}Cue{statement.cue_class.capitalize()}")
        if statement.source:
            graph.link(iri, KG.speakerSpan, self._at(statement.source))
        if statement.addressee:
            graph.link(iri, KG.addresseeSpan, self._at(statement.addressee))
        if statement.event:
            graph.link(iri, KG.inReport, self._iris.report(ReportRef(self._key, statement.event)))
        if statement.continues:
            graph.link(iri, KG.continues, self._iris.statement(StatementRef(self._key, statement.continues)))
        if statement.unclosed:
            graph.boolean(iri, KG.unclosed, True)
        if statement.relay:
            graph.link(iri, KG.relaySpan, self._at(statement.relay))
        if not statement.asserted:
            graph.boolean(iri, KG.asserted, False)
        for assignment in statement.topics:
            graph.link(iri, SCHEMA.about, MEDTOP_NS + assignment.topic)

    def _span(self, span: Span) -> None:
        text, start, end = self._facts.article.text, span.start, span.end
        before, after = max(0, start - _CONTEXT), end + _CONTEXT
        words = text[start:end], text[before:start], text[end:after]
        if bisect_left(self._special, before) != bisect_left(self._special, after):
            words = escaped(words[0]), escaped(words[1]), escaped(words[2])
        iri, (node, position, quote) = self._iris.span(self._key, span), _span_keys()
        exact, prefix, suffix = words
        said = quote % (iri, iri, exact, iri, prefix, iri, suffix)
        if not all(words):
            said = "\n".join(key for key in said.split("\n") if '\x02"" ' not in key)
        self._graph.add_nodes((node % (iri, iri, iri, iri, iri, iri), position % (iri, iri, end, iri, start), said))


@cache
def _span_keys() -> list[str]:
    """The sorted keys of a span, its position and its quote.

    There are places for the span's IRI in each key, and for its end, its start, its words and those around.
    """
    graph, iri = Graph("x:", short=True), _SPAN
    position, quote = f"{iri};position", f"{iri};quote"
    graph.type(iri, OA.SpecificResource)
    graph.link(iri, OA.hasSource, OWN)
    graph.link(iri, OA.hasSelector, position)
    graph.link(iri, OA.hasSelector, quote)
    graph.type(position, OA.TextPositionSelector)
    graph.typed(position, OA.start, "%s", XSD.nonNegativeInteger)
    graph.typed(position, OA.end, "%s", XSD.nonNegativeInteger)
    graph.type(quote, OA.TextQuoteSelector)
    graph.text(quote, OA.exact, "%s")
    graph.text(quote, OA.prefix, "%s")
    graph.text(quote, OA.suffix, "%s")
    keys = sorted(graph.taken())
    nodes = ["\n".join(key for key in keys if key.startswith(f"<{node}\x02")) for node in (iri, position, quote)]
    return [keys.replace(iri, "%s") for keys in nodes]
