"""Joins what many articles say: one node for each person, place, event and statement, every source kept apart.

`digest` takes what fusion needs from one article; `fuse` concludes from all digests. `fuse_archive` does
it for digests that lie on disk, and leaves what it concludes there.
"""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from kg.fuse.archive import Archive
from kg.fuse.build import fuse_archive
from kg.fuse.digests import digest
from kg.model import ArticleDigest, ArticleFacts, FusedFacts

__all__ = ["Archive", "digest", "fuse", "fuse_archive"]


def fuse(
    articles: Iterable[ArticleFacts | ArticleDigest], same: Mapping[tuple[str, str], str] | None = None
) -> FusedFacts:
    """Everything concluded from some articles; the same for any order of them.

    Args:
        articles: digests, or facts that are digested first.
        same: identifier an authority gave to an entity of an article, by (article key, entity key). Entities of one
            identifier become one, those of two never do.

    Returns:
        The fused facts, in memory. Of two digests with one article key the first in order of their content counts.
    """
    digests = (each if isinstance(each, ArticleDigest) else digest(each) for each in articles)
    fused = fuse_archive(Archive.once(digests), same or {})
    return replace(
        fused,
        entities=tuple(fused.entities),
        events=tuple(fused.events),
        attributions=tuple(fused.attributions),
        alignments=tuple(fused.alignments),
        mentions=tuple(fused.mentions),
    )
