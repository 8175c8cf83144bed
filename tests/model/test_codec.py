"""What is encoded comes back the same; what is wrong is said with its place."""

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.fuse import digest
from kg.model import ArticleDigest, ArticleFacts, Skipped
from kg.model.codec import decode, encode
from kg.pipeline import Settings, read_facts


def test_facts_and_digests_come_back_from_json(seeds: Path) -> None:
    for facts in read_facts([seeds], Settings()):
        assert not isinstance(facts, Skipped)
        again = decode(ArticleFacts, json.loads(json.dumps(encode(facts, facts.article.text))))
        assert again == facts
        summary = digest(facts)
        assert decode(ArticleDigest, json.loads(json.dumps(encode(summary)))) == summary


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([], "expected an object"),
        ({"article": 3}, "ArticleFacts.article: expected an object"),
        ({"nonsense": 1}, "unknown key 'nonsense'"),
        ({"language": "en", "statements": [{"content": {"start": "a", "end": 2}}]}, r"statements\[0\].content.start"),
        ({"language": True}, "ArticleFacts.language: expected str, not bool"),
        ({"entities": [{"type": "wizard"}]}, "wizard"),
    ],
)
def test_what_is_wrong_is_named(data: object, words: str) -> None:
    with pytest.raises(InputError, match=words):
        decode(ArticleFacts, data)
