"""A checkpoint that is damaged, forged, full, in use or somebody else's ends a build with one line, not wrong bytes."""

import io
import json
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from hashlib import blake2b
from pathlib import Path

import pytest

from kg.engines import local
from kg.engines._spool import Spool
from kg.engines.local import Options
from kg.errors import InputError
from kg.model.packed import packed
from kg.pipeline import Settings

TEXT = (
    "President {0} of Freedonia met Prime Minister John Roe of Sylvania in Vienna on {1} March 2019. “We agreed on "
    "trade and on transport,” {0} said. Roe added that the borders of the two countries would be open before long.\n"
)
NAMES = ("Jane Doe", "Mary Major", "Richard Miles")
FILE = "articles.sqlite"
COLUMNS = "key, fingerprint, reason, quads, digest, contexts, words, statements, lines, topics, language"


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six invented articles, one a line."""
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    lines = (json.dumps({"text": TEXT.format(NAMES[i % 3], i + 1), "lang": "en"}) + "\n" for i in range(6))
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def point(news: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint of them."""
    folder = tmp_path_factory.mktemp("point")
    built(news, folder)
    return folder


@pytest.fixture(scope="module")
def expected(news: Path) -> bytes:
    return built(news, None)


@pytest.fixture
def copy(point: Path, tmp_path: Path) -> Path:
    """A copy of the checkpoint that a test may spoil."""
    return Path(shutil.copytree(point, tmp_path / "copy"))


def built(news: Path, folder: Path | None) -> bytes:
    """The N-Quads of a build."""
    out = io.BytesIO()
    with Spool(folder) as spool:
        corpus = local.run([news], Settings(), Options(), spool, lambda done: None)
        corpus.write_nquads(out)
        assert set(corpus.languages().values()) == {"en"}
    return out.getvalue()


def one_line(news: Path, folder: Path, expected: bytes) -> str:
    """The error of a build from a damaged checkpoint, unless the damage does not matter."""
    try:
        assert built(news, folder) == expected
    except InputError as error:
        return str(error)
    return f"{folder}: damaged where nothing is kept, nothing to delete"


def command(news: Path, folder: Path, out: str | Path) -> list[str]:
    made = [sys.executable, "-m", "kg", "build", news, "-o", out, "-f", "nquads", "--checkpoint", folder]
    return [*map(str, made), "--lang", "en", "--no-validate", "-q"]


def failed(line: list[str]) -> str:
    """The one line of a command that fails with exit code 3."""
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (3, 1), done.stderr
    assert done.stderr.startswith("kg: ")
    return done.stderr


@pytest.mark.parametrize("seed", range(24))
def test_damaged_bytes(news: Path, copy: Path, expected: bytes, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray((copy / FILE).read_bytes())
    page = 4096 * chance.randrange(len(data) // 4096)
    if seed % 4 == 0:
        data[page : page + 4096] = chance.randbytes(4096)
    elif seed % 4 == 1:
        data[page : page + 4096] = bytes(4096)
    elif seed % 4 == 2:
        del data[chance.randrange(1, len(data)) :]
    else:
        for _ in range(40):
            data[chance.randrange(len(data))] = chance.randrange(256)
    (copy / FILE).write_bytes(data)
    line = one_line(news, copy, expected)
    assert line.startswith(f"{copy}: ")
    assert "delete" in line
    assert line.isprintable()


FORGED = [
    *((column, value) for column in ("quads", "digest", "contexts") for value in ("'text'", "7", "x'00'")),
    *((column, value) for column in ("words", "statements", "lines") for value in ("'many'", "1.5", "1", "x'31'")),
    *((column, value) for column in ("reason", "topics", "language") for value in ("'medtop:1'", "7", "x'31'")),
    ("seal", "x'00'"),
]


@pytest.mark.parametrize(("column", "value"), FORGED)
def test_forged_rows(news: Path, copy: Path, column: str, value: str) -> None:
    base = sqlite3.connect(copy / FILE)
    base.execute(f"UPDATE article SET {column} = {value}")
    base.commit()
    base.close()
    with pytest.raises(InputError, match="the checkpoint is damaged: delete it"):
        built(news, copy)


@pytest.mark.parametrize("column", ["quads", "digest", "words", "lines", "topics", "language"])
def test_a_wrong_type_under_a_right_seal(news: Path, copy: Path, column: str) -> None:
    base = sqlite3.connect(copy / FILE)
    base.create_function("sealed", -1, lambda *values: blake2b(packed(values), digest_size=16).digest())
    base.execute(
        f"UPDATE article SET {column} = x'00ff'"
        if column in ("topics", "language")
        else f"UPDATE article SET {column} = 1.5"
    )
    base.execute(f"UPDATE article SET seal = sealed({COLUMNS})")
    base.commit()
    base.close()
    with pytest.raises(InputError, match="the checkpoint is damaged: delete it"):
        built(news, copy)


def test_rows_that_changed_places(news: Path, copy: Path) -> None:
    base = sqlite3.connect(copy / FILE)
    base.execute("UPDATE article SET digest = (SELECT digest FROM article ORDER BY key LIMIT 1)")
    base.commit()
    base.close()
    with pytest.raises(InputError, match="the checkpoint is damaged: delete it"):
        built(news, copy)


@pytest.mark.parametrize("change", ["DROP TABLE article", "ALTER TABLE article DROP COLUMN words"])
def test_a_table_of_another_form(news: Path, copy: Path, expected: bytes, change: str) -> None:
    base = sqlite3.connect(copy / FILE)
    base.execute(change)
    base.commit()
    base.close()
    assert "damaged" in one_line(news, copy, expected)


def test_one_of_another_version_is_begun_anew(news: Path, copy: Path, expected: bytes) -> None:
    base = sqlite3.connect(copy / FILE)
    base.execute("PRAGMA user_version = 1")
    base.execute("UPDATE article SET digest = 'of another form'")
    base.commit()
    base.close()
    assert built(news, copy) == expected


@pytest.mark.parametrize("number", [0, 7])
def test_a_data_base_of_somebody_else_is_left_alone(tmp_path: Path, number: int) -> None:
    file = tmp_path / FILE
    base = sqlite3.connect(file)
    base.executescript(
        f"CREATE TABLE article (title); INSERT INTO article VALUES ('x'); PRAGMA user_version = {number}"
    )
    base.close()
    before = file.read_bytes()
    with pytest.raises(InputError, match=r"its articles\.sqlite is no checkpoint of this kg"):
        Spool(tmp_path)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_file_that_is_no_data_base_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"my notes " * 1000)
    with pytest.raises(InputError, match="no checkpoint of this kg"):
        Spool(tmp_path)
    assert (tmp_path / FILE).read_bytes() == b"my notes " * 1000


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "point").write_text("")
    with pytest.raises(InputError, match="cannot be used as a checkpoint: file exists"):
        Spool(tmp_path / "point")


def test_two_builds_do_not_share_a_checkpoint(news: Path, tmp_path: Path) -> None:
    with Spool(tmp_path):
        with pytest.raises(InputError, match="another build is using this checkpoint"):
            Spool(tmp_path)
        assert "another build is using" in failed(command(news, tmp_path, tmp_path / "out.nq"))
    with Spool(tmp_path):
        pass


def test_files_that_cannot_grow(
    news: Path, expected: bytes, tmp_path: Path, growing_to: Callable[[int], AbstractContextManager[None]]
) -> None:
    point, out = tmp_path / "point", tmp_path / "out.nq"
    for size in (0, 5_000, 30_000):
        with growing_to(size):
            line = failed(command(news, point, out))
        assert f"{point}: the checkpoint cannot be written" in line
        assert not out.exists()
    subprocess.run(command(news, point, out), check=True)
    assert out.read_bytes() == expected


def test_a_full_disk(news: Path, expected: bytes, tmp_path: Path, small: Callable[[str], Path]) -> None:
    disk, out = small("30k"), tmp_path / "out.nq"
    line = failed(command(news, disk / "point", out))
    assert f"{disk / 'point'}: the checkpoint cannot be written: database or disk is full; make room" in line
    assert not out.exists()
    subprocess.run(["mount", "-o", "remount,size=9m", str(disk)], check=True)
    subprocess.run(command(news, disk / "point", out), check=True)
    assert out.read_bytes() == expected
