"""Writes the gazetteers in `kg/language/data/` from a folder of authority files.

The folder holds `countries.tsv`, `cities.tsv`, `organisations.tsv` and `people.tsv` with Wikidata identifiers; the
gazetteers keep the names and drop the identifiers, which only the linker needs.

Usage: python scripts/make_gazetteer.py FOLDER
"""

import argparse
import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

DATA = Path(__file__).parents[1] / "kg" / "language" / "data"


def read(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated file with a header and no quoting."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def write(name: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Writes one gazetteer, rows sorted."""
    lines = ["\t".join(row) for row in (header, *sorted(set(rows)))]
    (DATA / name).write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """Writes all gazetteers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    countries = [row for row in read(folder / "countries.tsv") if row["iso2"]]
    iso = {row["qid"]: row["iso2"] for row in countries}
    columns = ("iso2", "name_en", "name_fr", "alt_en", "alt_fr", "demonyms_en", "demonyms_fr")
    write("countries.tsv", columns, (tuple(row[key] for key in columns) for row in countries))
    write(
        "cities.tsv",
        ("name_en", "name_fr", "alt", "country", "capital"),
        (
            (row["name_en"], row["name_fr"], row["alt"], iso.get(row["country_qid"], ""), row["is_capital"])
            for row in read(folder / "cities.tsv")
        ),
    )
    columns = ("name_en", "name_fr", "alt_en", "alt_fr", "kind")
    rows = list(read(folder / "organisations.tsv"))
    write("organisations.tsv", columns, (tuple(row[key].lstrip("= ") for key in columns) for row in rows))
    write(
        "leaders.tsv",
        ("name_en", "name_fr", "alt", "gender", "country", "office"),
        (
            (
                row["name_en"],
                row["name_fr"],
                row["aliases"],
                row["gender"],
                iso.get(row["country_qid"], ""),
                row["role"],
            )
            for row in read(folder / "people.tsv")
        ),
    )


if __name__ == "__main__":
    main()
