"""Measure everything that there is gold for, and print one table a field: `make eval`.

PolNeAR is not ours to copy: load it as its own project describes into JSON Lines (the form of `kg eval`) and name the
file in KG_POLNEAR to have it measured too; MEANTIME likewise in KG_MEANTIME. Exit code 1 when a bar is missed.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from kg.cli import render  # noqa: E402
from kg.model import Article, Skipped  # noqa: E402
from kg.pipeline import facts_of  # noqa: E402
from kg.quality.gold import quotes_of, read_gold, score, table  # noqa: E402
from tests.gold import check  # noqa: E402


def statements(title: str, gold: Path) -> None:
    """Print how right the statements of a gold file are."""
    articles = read_gold(gold)
    found = {}
    for each in articles:
        facts = facts_of(Article(each.text, each.key, language=each.language or None))
        if not isinstance(facts, Skipped):
            found[each.key] = quotes_of(facts)
    print(f"\n== statements: {title}", flush=True)
    render.print_table(table(score(articles, found)))


def script(title: str, *command: str) -> bool:
    """Run one of the other scripts; whether its bars hold."""
    print(f"\n== {title}", flush=True)
    return subprocess.run([sys.executable, *command], cwd=ROOT, check=False).returncode == 0


def main() -> int:
    """Everything, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        for language in ("fr", "en"):
            for split in ("dev", "held"):
                gold = Path(folder) / f"{language}-{split}.jsonl"
                check.main(gold, language, split)
                statements(f"our gold, {language}, {split}", gold)
    for name in ("KG_POLNEAR",):
        if path := os.environ.get(name):
            statements(f"PolNeAR ({path})", Path(path))
    held = script("events and topics", "scripts/eval_events.py")
    held &= script("fusion alone", "scripts/eval_fusion.py")
    held &= script("fusion end to end", "scripts/eval_fusion.py", "--end-to-end")
    held &= script("linking, type and country given", "scripts/eval_linking.py")
    held &= script("linking, whole texts", "scripts/eval_linking.py", "--texts")
    if path := os.environ.get("KG_MEANTIME"):
        held &= script("time expressions (MEANTIME)", "scripts/measure_times.py", path)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
