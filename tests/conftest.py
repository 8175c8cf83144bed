"""Options and fixtures that several tests share."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


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
