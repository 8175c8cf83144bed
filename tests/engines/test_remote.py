"""Articles from, and a graph to, file systems that fsspec knows: one in memory stands for a bucket."""

import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from kg.engines._remote import local_output, read_any
from kg.errors import DiskError, InputError, SourceError
from kg.model import Article, Skipped
from kg.sources import ReadOptions

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed")


@pytest.fixture
def bucket() -> Iterator[str]:
    system = fsspec.filesystem("memory")
    system.pipe("/bucket/news/a.txt", "Le président a reçu une délégation à Lomé.\n".encode())
    line = json.dumps({"text": "The two presidents met in Vienna on Monday.", "lang": "en"})
    system.pipe("/bucket/news/2024/b.jsonl.gz", gzip.compress(f"{line}\n".encode()))
    system.pipe("/bucket/news/2024/c.txt", b"\x00\x01\x02")
    yield "memory://bucket"
    system.rm("/bucket", recursive=True)


def test_a_folder_is_read_with_all_below_it(bucket: str) -> None:
    found = list(read_any([f"{bucket}/news"], ReadOptions()))
    articles = [each for each in found if isinstance(each, Article)]
    assert sorted(each.origin.removeprefix("memory://").lstrip("/") for each in articles) == [
        "bucket/news/2024/b.jsonl.gz:1",
        "bucket/news/a.txt",
    ]
    (skipped,) = [each for each in found if isinstance(each, Skipped)]
    assert "c.txt" in skipped.origin
    assert "/tmp" not in skipped.origin + skipped.reason


def test_one_file_and_a_local_one(bucket: str, tmp_path: Path) -> None:
    near = tmp_path / "near.txt"
    near.write_text("The ministers signed an agreement in Geneva.\n", encoding="utf-8")
    found = list(read_any([f"{bucket}/news/a.txt", str(near), f"file://{near}"], ReadOptions()))
    assert [each.origin.rpartition("/")[2] for each in found] == ["near.txt", "a.txt", "near.txt"]
    assert len({each.key for each in found if isinstance(each, Article)}) == 2


def test_what_is_not_there(bucket: str) -> None:
    (found,) = read_any([f"{bucket}/none.txt"], ReadOptions())
    assert isinstance(found, Skipped)
    with pytest.raises(InputError, match="nosuch"):
        list(read_any(["nosuch://bucket/a.txt"], ReadOptions()))


def test_no_room_for_a_copy_is_no_fault_of_the_article(
    bucket: str, growing_to: Callable[[int], AbstractContextManager[None]]
) -> None:
    with growing_to(10), pytest.raises(DiskError, match="temporary files in"):
        list(read_any([f"{bucket}/news/a.txt"], ReadOptions()))


def stopped(output: str) -> None:
    with local_output(output) as near:
        Path(near).write_bytes(b"li")
        raise SourceError("stopped")


def test_output_is_sent_whole_or_not_at_all(bucket: str) -> None:
    system = fsspec.filesystem("memory")
    with local_output(f"{bucket}/out/graph.nq") as near:
        Path(near).write_bytes(b"lines")
        assert not system.exists("/bucket/out/graph.nq")
    assert system.cat("/bucket/out/graph.nq") == b"lines"
    with pytest.raises(SourceError, match="stopped"):
        stopped(f"{bucket}/out/half.nq")
    assert not system.exists("/bucket/out/half.nq")


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/x.txt", "webhdfs://127.0.0.1/x", "memory://a::ftp://127.0.0.1/x"])
def test_no_server_is_asked_for_files(address: str) -> None:
    with pytest.raises(InputError, match="is not read"):
        list(read_any([address], ReadOptions()))
