"""Links persons, places and bodies to an authority: a file on this machine, Wikidata's API, or a W3C service."""

import sys
from pathlib import Path
from typing import cast

from msgspec.structs import replace

from kg import registry
from kg.link._apply import (
    joins_nodes,
    link,
    link_offices,
    link_titles,
    linked_mentions,
    same_by_link,
    surroundings_of,
)
from kg.link._base import Linker, Settings, iri_of
from kg.link._decisions import REVIEWS, Decision, Decisions, ReviewItem, decide, read_items, uncertain, write_items
from kg.link._dump import DumpProgress, build_from_dump
from kg.link._query import Surroundings
from kg.link._store import describe_authority
from kg.link._trial import gathering, link_names

__all__ = [
    "REVIEWS",
    "Decision",
    "Decisions",
    "DumpProgress",
    "Linker",
    "ReviewItem",
    "Settings",
    "Surroundings",
    "build_from_dump",
    "decide",
    "describe_authority",
    "gathering",
    "get",
    "joins_nodes",
    "link",
    "link_names",
    "link_offices",
    "link_titles",
    "linked_mentions",
    "names",
    "read_decisions",
    "read_items",
    "same_by_link",
    "surroundings_of",
    "uncertain",
    "write_items",
]


def names() -> tuple[str, ...]:
    """Names of the authorities that can be asked."""
    return registry.names(sys.modules[__name__])


def get(name: str, settings: Settings | None = None) -> Linker:
    """The linker of that name; "reconcile:URL" names its service at once.

    Raises:
        UnknownNameError: there is none.
        LinkError: it lacks something it needs, such as an operator contact.
    """
    name, _, url = name.partition(":")
    settings = settings or Settings()
    if url:
        settings = replace(settings, url=url)
    module = registry.load(sys.modules[__name__], "authority", name)
    return cast(Linker, module.linker(settings))


def read_decisions(*paths: Path) -> Decisions:
    """The decisions of review files; the later file wins.

    Raises:
        InputError: a file cannot be read.
    """
    return Decisions(
        Decision(
            item.type,
            item.key,
            item.article,
            item.entity,
            item.mention,
            None if item.decision == "none" else item.decision if "://" in item.decision else iri_of(item.decision),
            tuple(("en", label) for iri, label, _ in item.candidates if item.decision in (iri, iri.rpartition("/")[2])),
        )
        for path in paths
        for item in read_items(path)
        if item.decision
    )
