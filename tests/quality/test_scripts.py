"""Every script says what it does when it is asked, instead of doing it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = [path.relative_to(ROOT).as_posix() for folder in ("bench", "scripts") for path in ROOT.glob(f"{folder}/*.py")]


@pytest.mark.slow
@pytest.mark.parametrize("script", sorted(SCRIPTS))
def test_help(script: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(ROOT / script), "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("usage: ")


def test_builds_are_measured_with_bytecode() -> None:
    asked = "import build; print(build.run('-c', 'import sys; print(sys.dont_write_bytecode)').output)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", asked]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env=environment, cwd=ROOT / "bench", timeout=60
    )
    assert done.stdout.split() == ["False"]
