"""The authority file is what its tables say."""

from kg.link._entry import Entry, Kind
from kg.link._store import SHIPPED, Store, write_store
from kg.link._tables import read_tables


def contents(path):
    store = Store(path)
    return [list(store._connection.execute(f"SELECT * FROM {table}")) for table in ("entry", "posting")]


def test_the_shipped_file_is_up_to_date(tmp_path):
    write_store(tmp_path / "again.sqlite", read_tables(SHIPPED.parent / "tables"), {"name": "x"})
    assert contents(tmp_path / "again.sqlite") == contents(SHIPPED), "run scripts/make_authority.py"


def test_every_id_stands_in_the_tables():
    known = {
        word
        for path in (SHIPPED.parent / "tables").glob("*.tsv")
        for line in path.read_text("utf-8").splitlines()
        for cell in line.split("\t")
        for word in cell.split("|")
    }
    for entry in read_tables(SHIPPED.parent / "tables"):
        assert not entry.id or entry.id in known
        assert all(not term.office or term.office in known for term in entry.terms)


def test_a_file_that_could_not_be_finished_is_not_there(tmp_path):
    def broken():
        yield Entry("Q1", Kind.CITY, (("en", "Rome"),))
        raise ValueError("stop")

    try:
        write_store(tmp_path / "a.sqlite", broken(), {})
    except ValueError:
        assert not (tmp_path / "a.sqlite").exists()
