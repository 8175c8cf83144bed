"""Keeps a store equal to a build of the articles in it: load, replace, retract, fuse again.

Each article's graph is put whole, then its record is written to the ledger; at the end the fused graph is put whole.
Whatever moment a process dies at, running the same command again finishes the work, because each step looks at what is
there. The ledger notes of which articles the fused graph was made, so a stale one is noticed.
"""

from kg.upkeep._fused import is_stale
from kg.upkeep._load import Changes, facts_from_json, load_dataset, load_facts, load_lines, retract
from kg.upkeep._views import resolve_article, resolve_graph, stats

__all__ = [
    "Changes",
    "facts_from_json",
    "is_stale",
    "load_dataset",
    "load_facts",
    "load_lines",
    "resolve_article",
    "resolve_graph",
    "retract",
    "stats",
]
