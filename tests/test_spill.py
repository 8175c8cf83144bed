"""What lies on disk reads as what was written, however large, also while more is written."""

from dataclasses import dataclass

import pytest

from kg.model import Name, ReportRef, Source, Span
from kg.spill import Interned, Ordered, Rows, kept_like


@dataclass(frozen=True, slots=True)
class Lone:
    """A dataclass of one field."""

    text: str


VALUES = (
    Lone("é" * 50),
    Name("fr", "Lomé"),
    Source("a1", Span(3, 9)),
    ReportRef("a1", "meeting-1"),
    ("x", 1, None),
    "",
)


def test_rows_keep_values_of_every_kind() -> None:
    rows = Rows(VALUES)
    assert list(rows) == list(VALUES)
    assert [type(each) for each in rows] == [type(each) for each in VALUES]
    assert rows == VALUES
    assert rows != VALUES[1:]


def test_rows_larger_than_what_stays_in_memory() -> None:
    values = [(number, "x" * (number % 977)) for number in range(6_000)]
    rows = Rows(values, kept=3)
    assert len(rows) == 6_000
    assert rows[5_999] == values[5_999] == rows[-1]
    assert rows[17:4_000:611] == values[17:4_000:611]
    assert [rows[at] for at in (5, 4_321, 5, 6, 7, 8, 5)] == [values[at] for at in (5, 4_321, 5, 6, 7, 8, 5)]
    assert all(one == other for one, other in zip(rows, values, strict=True))
    with pytest.raises(IndexError):
        rows[6_000]


def test_rows_are_read_while_they_grow() -> None:
    rows = Rows(range(10))
    seen = []
    for value in rows:
        seen.append(value)
        if value < 40:
            rows.append(value + 10)
        assert rows[0] == 0
    assert seen == list(range(50))


def test_another_order_and_the_same_kind_of_sequence() -> None:
    assert list(Ordered(Rows("abcd"), [3, 1])) == ["d", "b"]
    assert kept_like((), "ab") == ("a", "b")
    assert isinstance(kept_like(Rows("x"), "ab"), Rows)


def test_equal_values_are_kept_once() -> None:
    names = Interned[tuple[str, ...]]()
    first, second = ("a", "b"), tuple("ab")
    assert names.one(first) is names.one(second) is first
    assert len(names) == 1
