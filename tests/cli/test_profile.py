"""`kg build --profile`: every stage that it times is there, and a build tells what it took."""

import json
from importlib import import_module
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.annotate.parse import forget_models, parse
from kg.cli._profile import _COMPONENT, _STAGES, Profile
from kg.cli.main import app
from kg.language import get
from kg.model import Span


@pytest.mark.parametrize(("module", "name"), sorted({(stage[1], stage[2]) for stage in _STAGES} | {_COMPONENT}))
def test_every_stage_names_a_function(module: str, name: str) -> None:
    assert callable(getattr(import_module(module), name))


def test_a_profiled_build_tells_what_it_took(seeds: Path, tmp_path: Path) -> None:
    stats = tmp_path / "stats.json"
    arguments = ["build", str(seeds), "-o", str(tmp_path / "out.nq"), "--profile", "--stats", str(stats), "-q"]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    profile = json.loads(stats.read_text("utf-8"))["profile"]
    seconds = {row["stage"]: row["seconds"] for row in profile["stages"]}
    assert {"read", "facts", "quads", "fuse", "link", "validate", "write"} <= set(seconds)
    assert 0 < profile["share_outside_spacy"] < 1


def test_models_are_given_back_inside_a_profile() -> None:
    forget_models()
    with Profile() as profile:
        parse("She left.", [Span(0, 9)], [], get("en"))
        forget_models()
        parse("She left.", [Span(0, 9)], [], get("en"))
    assert "spaCy: load" in {row["stage"] for row in profile.rows()}
