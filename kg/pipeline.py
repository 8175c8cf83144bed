"""The order of the stages, and nothing else: article file → Article → annotations → facts → fused facts → graph."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

from msgspec.structs import replace
from pyoxigraph import Quad

from kg import language as languages
from kg.annotate import annotate
from kg.errors import InputError, KgError, SourceError, fault
from kg.extract import extract
from kg.fuse import Archive, digest, fuse_archive
from kg.language.identify import language_of
from kg.link import Decisions, Surroundings, joins_nodes, link, link_offices, linked_mentions, surroundings_of
from kg.link import Settings as LinkSettings
from kg.link import get as linker
from kg.model import (
    Article,
    ArticleDigest,
    ArticleFacts,
    FusedEvent,
    FusedFacts,
    FusedParticipation,
    PartialDate,
    Report,
    Skipped,
)
from kg.rdf._graph import quads_of
from kg.rdf.article_graph import article_quads
from kg.rdf.dataset import Dataset
from kg.rdf.fused_graph import fused_keys
from kg.rdf.iris import IRIs
from kg.rdf.link_graph import link_keys
from kg.rdf.run_graph import Run, count_graph, run_graph
from kg.rdf.topics import topic_graph, topics_of
from kg.sources import ReadOptions, read
from kg.spill import Rows, changed
from kg.validate import validate
from kg.version import __version__
from kg.vocab import BASE

__all__ = [
    "Build",
    "Repeats",
    "Settings",
    "build",
    "conclude",
    "concluded_keys",
    "concluded_quads",
    "dataset_of",
    "facts_in",
    "facts_of",
    "read_facts",
    "settings",
    "spoken",
    "versions",
]

_BASE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>\"{}|\\^`#?]+[/:]")


@dataclass(frozen=True, slots=True)
class Settings:
    """How to build; read once by the caller.

    Attributes:
        base: IRI below which our instances are.
        read: how to read articles.
        validate: whether to look at the shapes.
        link: authority that people, places and bodies are linked to: "offline", "wikidata", "reconcile:URL" or "none".
        linking: how the authority is asked.
        decisions: what people who reviewed links decided.
        explain_links: whether the candidates of each link are written too.
    """

    base: str = BASE
    validate: bool = True
    link: str = "offline"
    linking: LinkSettings = field(default_factory=LinkSettings)
    decisions: Decisions | None = None
    explain_links: bool = False
    read: ReadOptions = field(default_factory=ReadOptions)


@dataclass(frozen=True, slots=True)
class Build:
    """What came of a build.

    Attributes:
        dataset: all quads: one graph an article, and the fused graph.
        facts: of each article, in the order they were read.
        fused: conclusions from all of them.
        skipped: inputs that could not be read, with the reason.
        report: what the shapes found; None when nobody looked.
    """

    dataset: Dataset
    facts: tuple[ArticleFacts, ...]
    fused: FusedFacts
    skipped: tuple[Skipped, ...]
    report: Report | None = None


def settings(
    base: str | None = None,
    language: str | None = None,
    published: str | None = None,
    validate: bool = True,
    link: str = "offline",
) -> Settings:
    """Settings from what a user writes; None is the default.

    Raises:
        InputError: a value is not what it should be; the message says what to write.
        UnknownNameError: there is no such language.
    """
    if base is not None and not _BASE.fullmatch(base):
        raise InputError(
            f"base {base!r}: not an absolute IRI that ends in /; write one such as https://example.org/id/"
        )
    if language is not None:
        languages.get(language)
    try:
        date = PartialDate.parse(published) if published else None
    except ValueError as error:
        raise InputError(f"publication date: {error}; write YYYY-MM-DD") from error
    return Settings(base or BASE, validate, link, read=ReadOptions(language=language, published=date))


def spoken(article: Article, insisted: bool = False) -> str | Skipped:
    """The BCP 47 code of the language an article is to be read in, or why it cannot be.

    Args:
        article: as read.
        insisted: whether the article's language is what the caller named, which holds whatever the text looks like.
    """
    try:
        language = article.language if insisted and article.language else language_of(article)
    except InputError as error:
        return Skipped(article.origin, str(error))
    if language.split("-")[0].lower() not in languages.names():
        known = ", ".join(languages.names())
        return Skipped(article.origin, f"its language is {language!r}; known: {known}; name one with --lang")
    return language


def facts_of(article: Article, insisted: bool = False) -> ArticleFacts | Skipped:
    """The facts of one article, or why its language cannot be read; see `spoken`."""
    language = spoken(article, insisted)
    return language if isinstance(language, Skipped) else facts_in(article, language)


def facts_in(article: Article, language: str) -> ArticleFacts:
    """The facts of an article in a language that `spoken` told."""
    known_language = languages.get(language)
    return extract(annotate(article, known_language), known_language)


class Repeats:
    """Tells articles that were there already, by their URL, else by their text; where they were lies on disk."""

    def __init__(self) -> None:
        self._places: dict[int, int] = {}
        self._seen = Rows(tuple[str, str])

    def of(self, article: Article) -> Skipped | None:
        """Why an article is left out; another text at the same URL is, too, which is no harmless loss."""
        place = self._places.setdefault(int(article.key, 16), len(self._seen))
        if place == len(self._seen):
            self._seen.append((article.origin, article.sha256))
            return None
        origin, text = self._seen[place]
        if text == article.sha256:
            return Skipped(article.origin, f"the same article as {origin}", harmless=True)
        return Skipped(article.origin, f"the URL of {origin}, but another text, which is left out: keep one of them")

    def forget(self, article: Article) -> None:
        """Take back one that cannot be read after all, and so hides no other."""
        del self._places[int(article.key, 16)]


def read_facts(inputs: Sequence[str | Path], settings: Settings) -> Iterator[ArticleFacts | Skipped]:
    """The facts of every article of some inputs, in the order read; one article is held at a time.

    An article that was there already (see `Repeats`) is yielded as skipped.
    """
    repeats = Repeats()
    for each in read(inputs, settings.read):
        if isinstance(each, Skipped):
            yield each
        elif repeated := repeats.of(each):
            yield repeated
        else:
            try:
                facts = facts_of(each, settings.read.language is not None)
            except KgError:
                raise
            except Exception as error:  # noqa: BLE001 - one article must not stop the others, whatever it meets
                facts = Skipped(each.origin, fault(error))
            if isinstance(facts, Skipped):
                repeats.forget(each)
            yield facts


def build(
    inputs: Sequence[str | Path], settings: Settings, progress: Callable[[ArticleFacts | Skipped], None] | None = None
) -> Build:
    """Build the graph of some articles; the same for any order of them.

    Args:
        inputs: files, folders, URLs or "-".
        settings: how.
        progress: called after each article.

    Raises:
        SourceError: nothing could be read at all.
        ShapesError: the shapes cannot be applied.
    """
    facts: list[ArticleFacts] = []
    skipped: list[Skipped] = []
    for each in read_facts(inputs, settings):
        if isinstance(each, Skipped):
            skipped.append(each)
        else:
            facts.append(each)
        if progress:
            progress(each)
    if not facts:
        raise SourceError("there is nothing to build: not one article could be read")
    fused = conclude(map(digest, facts), settings, surroundings_of(facts))
    dataset = dataset_of(facts, fused, settings)
    report = validate(dataset) if settings.validate else None
    return Build(dataset, tuple(facts), fused, tuple(skipped), report)


def conclude(
    digests: Archive | Iterable[ArticleDigest],
    settings: Settings,
    contexts: Mapping[tuple[str, str], Sequence[Surroundings]],
) -> FusedFacts:
    """Fuse and link: what an authority knows to be one thing is fused again as one.

    Args:
        digests: of all articles; an `Archive` is not copied.
        settings: which authority.
        contexts: text around mentions by (article key, entity key).

    Returns:
        The fused facts; what grows with the articles lies on disk.
    """
    archive = digests if isinstance(digests, Archive) else Archive.once(digests)
    fused = fuse_archive(archive, {})
    if settings.link == "none":
        return fused
    authority = linker(settings.link, settings.linking)
    linked = link(fused, authority, settings.decisions, contexts)
    if joins_nodes(linked):
        same = archive.column(linked_mentions(linked))
        linked = link(fuse_archive(archive, same), authority, settings.decisions, contexts)
    return _with_offices(linked, link_offices(linked, authority))


def _with_offices(fused: FusedFacts, office: Callable[[FusedParticipation], str]) -> FusedFacts:
    """The facts with the authority's record of each office that somebody took part in an event in."""

    def held(event: FusedEvent) -> FusedEvent:
        if not any(part.capacities for part in event.participations):
            return event
        parts = tuple(replace(part, office=office(part)) for part in event.participations)
        return replace(event, participations=parts)

    return replace(fused, events=changed(fused.events, held))


def dataset_of(facts: Iterable[ArticleFacts], fused: FusedFacts, settings: Settings) -> Dataset:
    """The quads of articles and of what was concluded from them."""
    iris = IRIs(settings.base)
    quads = {quad for each in facts for quad in article_quads(each, iris)}
    quads.update(concluded_quads(fused, topics_of(quads), iris, settings.explain_links))
    quads.update(count_graph(len(quads) + 1, iris))
    return Dataset.from_quads(quads)


def concluded_quads(
    fused: FusedFacts, topics: Iterable[str], iris: IRIs, explain_links: bool = False
) -> Iterator[Quad]:
    """The quads of the fused graph but for the count of triples; not sorted, some perhaps twice."""
    return quads_of(concluded_keys(fused, topics, iris, explain_links))


def concluded_keys(fused: FusedFacts, topics: Iterable[str], iris: IRIs, explain_links: bool = False) -> Iterator[str]:
    """The fused graph but for the count of triples, as keys of lines; not sorted, some perhaps twice.

    Args:
        fused: what was concluded.
        topics: Media Topic ids that the articles' graphs name.
        iris: mints.
        explain_links: whether the candidates of each link are written too.
    """
    yield from fused_keys(fused, iris)
    if explain_links:
        yield from link_keys(fused, iris)
    yield from topic_graph(topics, iris).taken()
    yield from run_graph(Run(versions(), fused.articles), iris).taken()


@cache
def versions() -> tuple[tuple[str, str], ...]:
    """(part, version) of the tool and of each language's model, sorted."""
    models = {languages.get(code).coverage.parser.replace("_", "-") for code in languages.names()} - {""}
    return tuple(sorted([("kg-export", __version__), *((model, version(model)) for model in models)]))
