"""Compile the tables of `kg/link/data/tables/` into the authority file that the package ships."""

import argparse
import hashlib
from pathlib import Path

from kg.link._store import SHIPPED, write_store
from kg.link._tables import read_tables

TABLES = SHIPPED.parent / "tables"


def main(target: Path = SHIPPED) -> None:
    """Write the file and say what it holds."""
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(TABLES.glob("*.tsv")))).hexdigest()
    meta = {"name": "kg-authority", "version": digest[:12], "licence": "CC0-1.0 and as named in data/tables/README.md"}
    count = write_store(target, read_tables(TABLES), meta)
    print(f"{target.name}: {count} entries, {target.stat().st_size / 1e6:.1f} MB, version {digest[:12]}")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
