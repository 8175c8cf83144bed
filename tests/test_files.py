"""Files appear whole or not at all."""

import gzip
import os

import pytest

from kg.errors import InputError
from kg.files import replacing, replacing_path


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
