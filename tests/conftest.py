"""Options and fixtures that several tests share."""

import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
# No example is too slow on a machine that is busy with other things.
settings.register_profile("kg", deadline=None)
settings.load_profile("kg")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--rewrite-golden`, which `make golden` uses."""
    parser.addoption("--rewrite-golden", action="store_true", help="write what golden cases give as what they expect")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def seeds(root: Path) -> Path:
    """The folder of the two seed articles."""
    return root / "seeds"


@contextmanager
def _growing_to(size: int) -> Iterator[None]:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.fixture
def growing_to() -> Callable[[int], AbstractContextManager[None]]:
    """A block in which no file of this process or its children grows beyond a size."""
    return _growing_to


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a file system of a size, such as "300k"; the test is skipped where that is not allowed."""
    mounts: list[Path] = []

    def mounted(size: str) -> Path:
        place = tmp_path / f"small-{len(mounts)}"
        place.mkdir()
        line = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
        try:
            subprocess.run(line, capture_output=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("a small file system cannot be mounted here (needs root)")
        mounts.append(place)
        return place

    yield mounted
    for place in mounts:
        subprocess.run(["umount", "-l", str(place)], check=False)
