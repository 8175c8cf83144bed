"""Folders with things in them that are no files."""

import os
import socket
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Article, Skipped
from kg.sources import read

PROSE = "The ministers met. They spoke of trade.\n"


def walked(folder: Path) -> tuple[list[str], dict[str, Skipped]]:
    """Names of what was read, in order, and what was skipped by its name."""
    found = list(read([folder]))
    read_ones = [Path(item.origin).relative_to(folder).as_posix() for item in found if isinstance(item, Article)]
    return read_ones, {Path(item.origin).name: item for item in found if isinstance(item, Skipped)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "m/n/b.txt", "z.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PROSE + name)
    return tmp_path


ALL = ["a.txt", "m/n/b.txt", "z.txt"]


@pytest.mark.parametrize(("name", "harmless"), [("loop", True), ("loop.txt", False)])
def test_a_link_to_itself(folder: Path, name: str, harmless: bool) -> None:
    (folder / name).symlink_to(name)
    names, skipped = walked(folder)
    assert names == ALL
    assert "symbolic links" in skipped[name].reason
    assert skipped[name].harmless is harmless


def test_links_in_a_circle(folder: Path) -> None:
    (folder / "one.txt").symlink_to("two.txt")
    (folder / "two.txt").symlink_to("one.txt")
    (folder / "m/up").symlink_to("..")
    (folder / "m/n/up.txt").symlink_to("../..")
    names, skipped = walked(folder)
    assert names == ALL
    assert sorted(skipped) == ["one.txt", "two.txt", "up", "up.txt"]
    assert {name for name, item in skipped.items() if item.harmless} == {"up", "up.txt"}
    assert "name the folder itself" in skipped["up"].reason


def test_a_link_to_nowhere_and_what_is_no_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "gone.txt").symlink_to("nowhere")
    (folder / "gone.jpg").symlink_to("nowhere")
    (folder / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
    names, skipped = walked(folder)
    assert names == ALL
    assert {name: item.reason for name, item in skipped.items()} == {
        "gone.txt": "a link that leads nowhere",
        "pipe.txt": "no regular file",
        "socket.txt": "no regular file",
        "zero.txt": "no regular file",
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read anything")
def test_what_may_not_be_read(folder: Path) -> None:
    (folder / "a.txt").chmod(0)
    (folder / "m").chmod(0)
    names, skipped = walked(folder)
    (folder / "m").chmod(0o700)
    assert names == ["z.txt"]
    assert sorted(skipped) == ["a.txt", "m"]


def test_a_folder_that_cannot_be_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refusing(path: str) -> object:
        if path.endswith(closed):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("os.scandir", refusing)
    closed = "/m"
    names, skipped = walked(folder)
    assert names == ["a.txt", "z.txt"]
    assert skipped["m"].reason == "cannot be opened (Permission denied): check its permissions"
    closed = ""
    with pytest.raises(SourceError, match=r"cannot be opened \(Permission denied\)"):
        list(read([folder]))


def test_a_file_below_a_folder_that_cannot_be_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(path: str) -> object:
        raise PermissionError(13, "Permission denied")

    with pytest.raises(SourceError, match=r"a\\x00b: no such file"):
        read(["a\0b"])
    monkeypatch.setattr("os.lstat", refusing)
    with pytest.raises(SourceError, match=r"cannot be opened \(Permission denied\)"):
        read([folder / "a.txt"])


def test_a_file_that_goes_away(folder: Path) -> None:
    stream = read([folder])
    next(stream)
    (folder / "z.txt").unlink()
    other, gone = stream
    assert isinstance(other, Article)
    assert isinstance(gone, Skipped)
    assert gone.reason == "cannot be opened (No such file or directory)"


def test_a_folder_that_goes_away(folder: Path) -> None:
    (folder / "b").mkdir()
    stream = read([folder])
    next(stream)
    (folder / "b").rmdir()
    assert [type(item) for item in stream] == [Skipped, Article, Article]


def test_a_name_that_is_no_utf_8(folder: Path) -> None:
    for name in (b"caf\xe9.txt", b"caf\xe9"):
        try:
            Path(os.fsdecode(folder / os.fsdecode(name))).write_text(PROSE + "more")
        except OSError:
            pytest.skip("this file system has UTF-8 names only")
    (folder / os.fsdecode(b"\xff.txt")).write_bytes(b"\0")
    found = list(read([folder]))
    assert [item.origin for item in found if isinstance(item, Article)][1] == rf"{folder}/caf\udce9.txt"
    assert [item.origin for item in found if isinstance(item, Skipped)] == [rf"{folder}/\udcff.txt"]


def test_a_name_that_a_terminal_would_obey(folder: Path) -> None:
    (folder / "b\n\x1b[2J.txt").write_text(PROSE + "more")
    assert rf"{folder}/b \x1b[2J.txt" in [item.origin for item in read([folder])]


def test_folders_in_folders_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(1500):
        os.mkdir("d")
        os.chdir("d")
    Path("a.txt").write_text(PROSE)
    try:
        assert [type(item) for item in read([tmp_path])] == [Article]
    finally:  # pytest could not remove it
        Path("a.txt").unlink()
        for _ in range(1500):
            os.chdir("..")
            os.rmdir("d")


def test_closed_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    path = tmp_path / "a.txt"
    path.write_text(PROSE)
    assert len(list(read([path]))) == 1
    with pytest.raises(SourceError, match="standard input is closed"):
        list(read(["-"]))
