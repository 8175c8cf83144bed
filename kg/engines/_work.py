"""What is done to one article, wherever it is done: facts, then its quads and its digest as bytes."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from pyoxigraph import RdfFormat, serialize

from kg.engines._spool import Entry
from kg.fuse import digest
from kg.link import surroundings_of
from kg.model import Article, Skipped
from kg.model.codec import encode
from kg.pipeline import Settings, facts_of, versions
from kg.rdf.article_graph import article_quads
from kg.rdf.dataset import Dataset
from kg.rdf.iris import IRIs

__all__ = ["Job", "fingerprint", "work"]


@dataclass(frozen=True, slots=True)
class Job:
    """An article to work on, and the fingerprint its entry gets."""

    article: Article
    fingerprint: str


def fingerprint(article: Article, settings: Settings) -> str:
    """What an entry depends on: the article with its metadata, the options, the versions of the tool and its models."""
    parts = (encode(replace(article, origin="", notes=())), settings.base, versions())
    return sha256(json.dumps(parts, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()


def work(jobs: Sequence[Job], settings: Settings) -> list[Entry]:
    """The entries of some articles; one that fails is an entry with a reason."""
    return [_entry(job, settings) for job in jobs]


def _entry(job: Job, settings: Settings) -> Entry:
    article = job.article
    try:
        facts = facts_of(article)
        if isinstance(facts, Skipped):
            return Entry(article.key, job.fingerprint, article.origin, facts.reason)
        quads = Dataset.from_quads(article_quads(facts, IRIs(settings.base))).quads
        lines = serialize(quads, format=RdfFormat.N_QUADS) or b""
        summary = json.dumps(encode(digest(facts)), ensure_ascii=False).encode("utf-8", "surrogatepass")
        around = {key: encode(texts) for (_, key), texts in surroundings_of([facts]).items()}
        contexts = json.dumps(around, ensure_ascii=False).encode("utf-8", "surrogatepass")
        words, found = len(article.text.split()), len(facts.statements)
        return Entry(article.key, job.fingerprint, article.origin, "", lines, summary, contexts, words, found)
    except Exception as error:  # noqa: BLE001 - one article must not stop the others, whatever it meets
        reason = f"could not be read, which is a fault of kg: {type(error).__name__}: {error}; please report it"
        return Entry(article.key, job.fingerprint, article.origin, reason)
