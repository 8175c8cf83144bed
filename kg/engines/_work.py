"""What is done to one article, wherever it is done: facts, then its quads and its digest as bytes."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain

from msgspec.structs import replace

from kg.engines._spool import Entry, compressed
from kg.errors import fault
from kg.fuse import digest
from kg.link import surroundings_of
from kg.model import Article, ArticleFacts
from kg.model.codec import encode
from kg.model.packed import packed
from kg.pipeline import Settings, facts_in, versions
from kg.rdf.article_graph import article_quads
from kg.rdf.iris import IRIs

__all__ = ["Job", "fingerprint", "work"]


@dataclass(frozen=True, slots=True)
class Job:
    """An article to work on.

    Attributes:
        article: as read.
        fingerprint: what its entry gets.
        language: BCP 47 code it is to be read in.
    """

    article: Article
    fingerprint: str
    language: str


def fingerprint(article: Article, settings: Settings) -> str:
    """What an entry depends on: the article with its metadata, the options, the versions of the tool and its models."""
    insisted = settings.read.language is not None
    parts = (encode(replace(article, origin="", notes=())), insisted, settings.base, versions())
    return sha256(json.dumps(parts, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()


def work(jobs: Sequence[Job], settings: Settings) -> list[Entry]:
    """The entries of some articles; one that fails is an entry with a reason."""
    return [_entry(job, settings) for job in jobs]


def _entry(job: Job, settings: Settings) -> Entry:
    article = job.article
    try:
        facts = facts_in(article, job.language)
        graph = article_graph(facts, settings)
        summary, contexts = article_summary(facts)
        return Entry(
            article.key,
            job.fingerprint,
            quads=compressed(graph),
            digest=compressed(summary),
            contexts=compressed(contexts),
            words=len(article.text.split()),
            statements=len(facts.statements),
            lines=graph.count(b"\n") - 1,
            topics=" ".join(sorted(_topics(facts))),
            language=facts.language,
        )
    except Exception as error:  # noqa: BLE001 - one article must not stop the others, whatever it meets
        return Entry(article.key, job.fingerprint, fault(error))


def _topics(facts: ArticleFacts) -> set[str]:
    """The Media Topics that the graph of an article names."""
    of_reports = chain.from_iterable(report.topics for report in facts.reports)
    of_statements = chain.from_iterable(statement.topics for statement in facts.statements)
    return {each.topic for each in chain(facts.topics, of_reports, of_statements)}


def article_graph(facts: ArticleFacts, settings: Settings) -> bytes:
    """The graph of an article, compact."""
    return article_quads(facts, IRIs(settings.base)).compact()


def article_summary(facts: ArticleFacts) -> tuple[bytes, bytes]:
    """What fusion and linking need of an article, packed: its digest, and the text around its mentions."""
    around = tuple((key, packed(texts)) for (_, key), texts in surroundings_of([facts]).items())
    return packed(digest(facts)), packed(around)
