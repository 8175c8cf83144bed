"""How far reading has come, in bytes of the files, and how many there are."""

import gzip
import json
from pathlib import Path

from kg.sources import Meter, read, size


def test_what_was_read_adds_up_to_what_there_is(tmp_path: Path) -> None:
    line = json.dumps({"text": "They met in Vienna. " * 4_000}) + "\n"
    (tmp_path / "a.jsonl").write_text(3 * line)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(line.encode()))
    (tmp_path / "c.txt").write_text("They met in Vienna.")
    (tmp_path / "d.txt").write_text("")
    (tmp_path / "image.png").write_bytes(b"no article")
    inputs = [tmp_path, tmp_path / "c.txt"]
    meter = Meter()
    positions = [meter.position for _ in read(inputs, meter=meter)]
    assert positions[:3] == [len(line), 2 * len(line), 3 * len(line)]
    assert positions == sorted(positions)
    assert meter.position == size(inputs)
    assert size(inputs) == sum((tmp_path / name).stat().st_size for name in ("a.jsonl", "b.jsonl.gz", "c.txt", "c.txt"))


def test_the_size_of_a_pipe_or_a_page_is_not_known(tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text("They met in Vienna.")
    assert size([tmp_path / "c.txt", "-"]) is None
    assert size(["https://example.org/"]) is None
