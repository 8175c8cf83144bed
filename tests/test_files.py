"""Files appear whole or not at all; a full disk below temporary ones is one line."""

import gzip
import os
from tempfile import gettempdir

import pytest

import kg.spill
from kg.errors import DiskError, InputError
from kg.files import Scratch, replacing, replacing_path
from kg.quality._beside import Beside


def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")

    def broken(context, write):
        with context(path) as place:
            write(place)
            raise ZeroDivisionError

    for context, write in (
        (replacing, lambda stream: stream.write(b"new")),
        (replacing_path, lambda place: place.write_text("new")),
    ):
        with pytest.raises(ZeroDivisionError):
            broken(context, write)
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_text() == "old"


def test_the_new_content_takes_the_place_and_keeps_the_permissions(tmp_path):
    path = tmp_path / "below" / "a.gz"
    with replacing(path) as stream:
        stream.write(b"one")
    path.chmod(0o640)
    with replacing(path) as stream:
        stream.write(b"two")
    assert gzip.decompress(path.read_bytes()) == b"two"
    assert path.stat().st_mode & 0o777 == 0o640
    link = tmp_path / "link"
    link.symlink_to(path)
    with replacing_path(link) as place:
        place.write_bytes(b"three")
    assert link.is_symlink()
    assert path.read_bytes() == b"three"


def test_what_is_no_file(tmp_path):
    with pytest.raises(InputError, match="folder"), replacing(tmp_path):
        pass
    with pytest.raises(InputError, match="no regular file"), replacing_path(os.devnull):
        pass
    with replacing(os.devnull) as stream:
        stream.write(b"gone")
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot write"), replacing(tmp_path / "file" / "below"):
        pass


def filled(append, values):
    """How many values were taken before the disk was full."""
    for count, value in enumerate(values):
        try:
            append(value)
        except DiskError as error:
            return count, str(error)
    raise AssertionError("the disk was not full")


@pytest.mark.parametrize("in_memory", [0, 25_000])
def test_what_a_full_disk_takes_in_part_is_not_taken(growing_to, in_memory):
    scratch = Scratch(in_memory)
    with growing_to(100_000):
        count, line = filled(scratch.append, (bytes([n]) * 3_000 for n in range(100)))
    assert count == 33
    assert scratch.read(0, 99_000) == b"".join(bytes([n]) * 3_000 for n in range(33))
    assert line == f"temporary files in {gettempdir()}: cannot write: file too large; TMPDIR names another folder"


def test_rows_on_a_full_disk(growing_to, monkeypatch):
    monkeypatch.setattr(kg.spill, "_IN_MEMORY", 1_000)
    with growing_to(200_000):
        assert filled(kg.spill.Rows(str).append, (str(number) * 1_000 for number in range(1_000)))


def test_what_is_said_of_many_nodes_on_a_full_disk(growing_to, monkeypatch, tmp_path):
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    lines = (b"<http://x/%d> <http://x/p> <http://x/%d> .\n" % (n, n) * 100 for n in range(20_000))
    with growing_to(100_000), pytest.raises(DiskError, match="temporary files: cannot write"):
        Beside(lines)
