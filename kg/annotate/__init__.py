"""Finds zones, sentences, names, times and quotations in an article, as spans."""

from kg.annotate.letterhead import find_home
from kg.annotate.marks import find_marks, hidden_spans
from kg.annotate.names import find_entities
from kg.annotate.parse import forget_models, paragraphs_of, parse
from kg.annotate.published import find_published, written_on
from kg.annotate.quotations import find_quotations
from kg.annotate.times import find_times
from kg.annotate.zones import find_zones
from kg.model import Annotations, Article, Language, ZoneKind

__all__ = ["annotate", "forget_models"]

_READ = (ZoneKind.HEADLINE, ZoneKind.BODY)


def annotate(article: Article, language: Language) -> Annotations:
    """All annotations of one article; a pure function of its arguments."""
    text = article.text
    zones = find_zones(article, language)
    published = find_published(article, zones, language)
    paragraphs = paragraphs_of(text, [zone.span for zone in zones if zone.kind in _READ])
    marks = find_marks(text, paragraphs)
    sentences = parse(text, paragraphs, hidden_spans(marks), language)
    entities = find_entities(text, zones, sentences, language)
    dated = [zone.span for zone in zones if zone.kind in (*_READ, ZoneKind.DATELINE, ZoneKind.BYLINE)]
    times = find_times(text, dated, language, written_on(article, zones, language, published))
    told = any(zone.kind is ZoneKind.BODY for zone in zones)
    headlines = [zone.span for zone in zones if told and zone.kind is ZoneKind.HEADLINE]
    found = find_quotations(text, paragraphs, marks, sentences, entities, language)
    # A headline says again, in fewer words, what the body tells; taken for a statement it would count twice.
    quotations = tuple(each for each in found if not any(line.contains(each.content) for line in headlines))
    home = find_home(text, zones, language)
    return Annotations(article, language.code, published, zones, sentences, entities, times, quotations, home)
