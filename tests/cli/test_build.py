"""The main job from the command line: what it writes, what it prints where, and that it is the same every time."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.main import COMMANDS, app
from kg.rdf import formats


def kg(*arguments: str | Path, seed: str = "0") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PYTHONHASHSEED": seed})


def test_the_same_bytes_for_any_hash_seed_and_order_of_files(seeds: Path, tmp_path: Path) -> None:
    files = sorted(seeds.glob("*.txt"))
    first, second = tmp_path / "first.nq", tmp_path / "second.nq"
    assert kg("build", *files, "-o", first, "--no-validate", "-q", seed="1").returncode == 0
    assert kg("build", *reversed(files), "-o", second, "--no-validate", "-q", seed="2").returncode == 0
    assert first.read_bytes() == second.read_bytes()
    for name in formats.names():
        form = formats.get(name)
        one, other = (tmp_path / f"{stem}{form.extensions[0]}" for stem in ("one", "other"))
        assert kg("convert", first, "-o", one, seed="3").returncode == 0
        assert kg("convert", second, "-o", other, seed="4").returncode == 0
        assert one.read_bytes() == other.read_bytes(), name
        back = formats.read_file(one, form)
        whole = formats.read_file(first, formats.get("nquads"))
        assert back == (whole if form.supports_graphs else whole.flat()), name


def test_data_on_standard_output_and_everything_else_on_standard_error(seeds: Path) -> None:
    done = kg("build", seeds, "-f", "nquads", "--no-validate")
    assert done.returncode == 0
    assert done.stdout.startswith(b"<https://")
    assert all(line.endswith(b" .") for line in done.stdout.splitlines())
    assert b"2 articles read" in done.stderr


def test_a_summary_as_json_and_counts_in_a_file(seeds: Path, tmp_path: Path) -> None:
    out, stats = tmp_path / "out" / "deep" / "meeting.trig", tmp_path / "stats.json"
    done = CliRunner().invoke(app, ["build", str(seeds), "-o", str(out), "--json", "--stats", str(stats)])
    assert done.exit_code == 0, done.stderr
    summary = json.loads(done.stdout)
    assert summary["events"] == 1
    assert summary["validation"]["conforms"]
    assert out.stat().st_size
    assert json.loads(stats.read_text())["articles"] == 2


def test_another_base(seeds: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.nt"
    base = "https://example.org/événements/"
    assert CliRunner().invoke(app, ["build", str(seeds), "-o", str(out), "--base", base, "-q"]).exit_code == 0
    assert b"w3id.org/kg-export/id/" not in out.read_bytes()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    done = CliRunner().invoke(app, [name, "--help"])
    assert done.exit_code == 0
    if "Commands:" in done.stdout:
        parts = done.stdout.split("Commands:")[1].split("\n\n")[0].strip().splitlines()
        for part in (line.split()[0] for line in parts if line.startswith("  ") and line[2:3].strip()):
            assert "Example: kg" in CliRunner().invoke(app, [name, part, "--help"]).stdout
    else:
        assert "Example: kg" in done.stdout


def test_the_help_of_all_commands_fits_a_terminal() -> None:
    assert CliRunner().invoke(app, ["--help"]).stdout.count("...") == 1  # the usage line has one


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom kg.cli.main import app\n"
        "heavy = {'spacy', 'rdflib', 'pyshacl', 'pyoxigraph', 'requests', 'rich', 'numpy'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_readme_names_every_command(root: Path) -> None:
    text = (root / "README.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"`kg {name}`" not in text] == []
