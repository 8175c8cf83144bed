"""What a record keeps of an article beside its graph: all that concluding needs, and no more of the text."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.errors import KgError, StoreError
from kg.fuse import digest
from kg.link import Surroundings, surroundings_of
from kg.model import ArticleDigest, ArticleFacts
from kg.model.codec import decode, encode
from kg.untrusted import parse_json

__all__ = ["Memo", "memo_of", "read_memo"]


@dataclass(frozen=True, slots=True)
class Memo:
    """What concluding needs of one article."""

    digest: ArticleDigest
    around: Mapping[tuple[str, str], tuple[Surroundings, ...]]
    topics: tuple[str, ...]


def memo_of(facts: ArticleFacts, topics: Iterable[str]) -> str:
    """The digest of an article, its topics, and the words around its names that tell namesakes apart, as JSON."""
    around = {entity: encode(texts) for (_, entity), texts in surroundings_of([facts]).items()}
    found = {"digest": encode(digest(facts)), "around": around, "topics": sorted(topics)}
    return json.dumps(found, separators=(",", ":"))


def read_memo(memo: str, article: str) -> Memo:
    """What `memo_of` wrote.

    Raises:
        StoreError: another version of the tool wrote it otherwise.
    """
    try:
        data = parse_json(memo)
        kept = decode(ArticleDigest, data["digest"], article)
        around = {
            (kept.article, entity): tuple(decode(Surroundings, each, article) for each in texts)
            for entity, texts in data["around"].items()
        }
    except (ValueError, KeyError, TypeError, KgError) as error:
        raise StoreError(f"{article}: another version of kg loaded it; load it again: {error}") from error
    return Memo(kept, around, tuple(data["topics"]))
