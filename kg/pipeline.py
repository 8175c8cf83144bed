"""The order of the stages, and nothing else: article file → Article → annotations → facts → fused facts → graph."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from kg import language as languages
from kg.annotate import annotate
from kg.errors import InputError
from kg.extract import extract
from kg.fuse import fuse
from kg.language.identify import identify
from kg.model import Article, ArticleFacts, FusedFacts, PartialDate, Report, Skipped
from kg.rdf.article_graph import article_quads
from kg.rdf.dataset import Dataset
from kg.rdf.fused_graph import fused_quads
from kg.rdf.iris import IRIs
from kg.rdf.run_graph import Run, count_quads, run_quads
from kg.sources import ReadOptions, read
from kg.validate import validate
from kg.version import __version__
from kg.vocab import BASE

__all__ = ["Build", "Settings", "build", "facts_of", "read_facts", "settings"]

_BASE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>\"{}|\\^`#?]+[/:]")


@dataclass(frozen=True, slots=True)
class Settings:
    """How to build; read once by the caller.

    Attributes:
        base: IRI below which our instances are.
        read: how to read articles.
        validate: whether to look at the shapes.
    """

    base: str = BASE
    validate: bool = True
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
    base: str | None = None, language: str | None = None, published: str | None = None, validate: bool = True
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
    return Settings(base or BASE, validate, ReadOptions(language=language, published=date))


def facts_of(article: Article) -> ArticleFacts | Skipped:
    """The facts of one article, or why its language cannot be read."""
    language = article.language or identify(article.text)
    if language is None or language.split("-")[0].lower() not in languages.names():
        known = ", ".join(languages.names())
        said = f"its language is {language!r}" if language else "its language cannot be told"
        return Skipped(article.origin, f"{said}; known: {known}; name one with --lang")
    known_language = languages.get(language)
    return extract(annotate(article, known_language), known_language)


def read_facts(inputs: Sequence[str | Path], settings: Settings) -> Iterator[ArticleFacts | Skipped]:
    """The facts of every article of some inputs, in the order read; one article is held at a time.

    An article that was there already (same URL or same text) is yielded as skipped.
    """
    seen: dict[str, str] = {}
    for each in read(inputs, settings.read):
        if isinstance(each, Skipped):
            yield each
        elif (first := seen.setdefault(each.key, each.origin)) != each.origin:
            yield Skipped(each.origin, f"the same article as {first}", harmless=True)
        else:
            yield facts_of(each)


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
    fused = fuse(facts)
    dataset = dataset_of(facts, fused, settings.base)
    report = validate(dataset) if settings.validate else None
    return Build(dataset, tuple(facts), fused, tuple(skipped), report)


def dataset_of(facts: Iterable[ArticleFacts], fused: FusedFacts, base: str) -> Dataset:
    """The quads of articles and of what was concluded from them."""
    iris = IRIs(base)
    quads = [quad for each in facts for quad in article_quads(each, iris)]
    quads.extend(fused_quads(fused, iris))
    quads.extend(run_quads(Run(versions(), fused.articles), iris))
    unique = set(quads)
    unique.update(count_quads(len(unique) + 1, iris))
    return Dataset.from_quads(unique)


def versions() -> tuple[tuple[str, str], ...]:
    """(part, version) of the tool and of each language's model, sorted."""
    models = {languages.get(code).coverage.parser.replace("_", "-") for code in languages.names()} - {""}
    return tuple(sorted([("kg-export", __version__), *((model, version(model)) for model in models)]))
