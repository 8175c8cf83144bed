"""Measure everything that there is gold for, and print one table a field: `make eval`.

PolNeAR is not ours to copy: load it as its own project describes into JSON Lines (the form of `kg eval`) and name the
file in KG_POLNEAR to have it measured too; MEANTIME likewise in KG_MEANTIME. Exit code 1 when a bar is missed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from scripts.eval_statements import Bars, measure  # noqa: E402
from tests.gold import check  # noqa: E402

FRENCH = Bars(85, 90, 78)
POLNEAR = Bars(74, 90, 66)


def script(title: str, *command: str) -> bool:
    """Run one of the other scripts; whether its bars hold."""
    print(f"\n== {title}", flush=True)
    return subprocess.run([sys.executable, *command], cwd=ROOT, check=False).returncode == 0


def main() -> int:
    """Everything, one after the other."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    held = True
    with tempfile.TemporaryDirectory() as folder:
        for language in ("fr", "en"):
            for split in ("dev", "held"):
                gold = Path(folder) / f"{language}-{split}.jsonl"
                check.main(gold, language, split)
                held &= measure(f"our gold, {language}, {split}", gold, FRENCH if language == "fr" else None)
    if path := os.environ.get("KG_POLNEAR"):
        held &= measure(f"PolNeAR ({path})", Path(path), POLNEAR)
    held &= script("events and topics", "scripts/eval_events.py")
    held &= script("fusion alone", "scripts/eval_fusion.py")
    held &= script("fusion end to end", "scripts/eval_fusion.py", "--end-to-end")
    held &= script("linking, type and country given", "scripts/eval_linking.py")
    held &= script("linking, whole texts", "scripts/eval_linking.py", "--texts")
    if path := os.environ.get("KG_MEANTIME"):
        held &= script("time expressions (MEANTIME)", "scripts/measure_times.py", path)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
