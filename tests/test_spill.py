"""What lies on disk reads as what was written, however large, also while more is written."""

import typing

import pytest
from msgspec import DecodeError, Struct, defstruct
from msgspec.structs import fields

import kg.spill
from kg.fuse import fuse
from kg.model import FusedFacts, Name, ReportRef, Source, Span
from kg.model.packed import layout, packed, part_unpacker, unpacker
from kg.spill import Chained, Interned, Ordered, Rows, kept_like
from tests.fuse import _gold as gold


class Lone(Struct, frozen=True, array_like=True):
    """A value of one field."""

    text: str


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Lone, Lone("é" * 50)),
        (Name, Name("fr", "Lomé")),
        (Source | None, Source("a1", Span(3, 9))),
        (Source | None, None),
        (tuple[ReportRef, ...], (ReportRef("a1", "meeting-1"), ReportRef("", ""))),
        (tuple[str, Span, float], ("x", Span(1, 2), 0.5)),
        (bytes, b"\x00\xff"),
        (bool, True),
    ],
)
def test_values_of_every_kind(kind: type, value: object) -> None:
    again = unpacker(kind)(packed(value))
    assert again == value
    assert type(again) is type(value)


def test_what_is_damaged_or_of_another_type_is_an_error() -> None:
    for data in (b"", b"\xc1", packed("Lomé"), packed(("fr", 7)), packed(Name("fr", "Lomé"))[:-1]):
        with pytest.raises(DecodeError):
            unpacker(Name)(data)
    with pytest.raises(KeyError, match="Name has no colour"):
        part_unpacker(Name, "text", "colour")


def test_the_layout_tells_of_fields_that_moved() -> None:
    def made(*names: str) -> type:
        return defstruct("Name", [(name, str) for name in names], frozen=True, array_like=True)

    assert layout(made("language", "text")) == layout(made("language", "text"))
    assert layout(made("text", "language")) != layout(made("language", "text"))


def test_all_that_is_concluded_can_be_packed() -> None:
    fused = fuse(each.digest for each in gold.load_articles())
    hints = typing.get_type_hints(FusedFacts)
    for field in fields(FusedFacts):
        (kind, *_) = typing.get_args(hints[field.name])
        values = tuple(getattr(fused, field.name))
        again = unpacker(tuple[kind, ...])(packed(values))
        assert repr(again) == repr(values), field.name


def test_rows_larger_than_what_stays_in_memory() -> None:
    values = [(number, "x" * (number % 977)) for number in range(6_000)]
    rows = Rows(tuple[int, str], values, kept=3)
    assert len(rows) == 6_000
    assert rows[5_999] == values[5_999] == rows[-1]
    assert rows[17:4_000:611] == values[17:4_000:611]
    assert [rows[at] for at in (5, 4_321, 5, 6, 7, 8, 5)] == [values[at] for at in (5, 4_321, 5, 6, 7, 8, 5)]
    assert all(one == other for one, other in zip(rows, values, strict=True))
    with pytest.raises(IndexError):
        rows[6_000]
    rows.append_packed(packed((7, "é")))
    assert rows[-1] == (7, "é")


def test_rows_are_read_while_they_grow() -> None:
    rows = Rows(int, range(10))
    seen = []
    for value in rows:
        seen.append(value)
        if value < 40:
            rows.append(value + 10)
        assert rows[0] == 0
    assert seen == list(range(50))


@pytest.mark.parametrize("memory", [0, 1 << 30])
def test_rows_are_equal_wherever_they_lie(memory: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.spill, "_IN_MEMORY", memory)
    values = [str(number) for number in range(50_000)]
    rows = Rows(str, values)
    assert rows == values
    assert rows != values[1:]
    assert rows != [*values[1:], "x"]


def test_chained_tuples_are_one_sequence() -> None:
    groups = [("a", "b"), (), ("c",), (), (), ("d", "e", "f"), ()]
    chained = Chained(tuple[str, ...], groups)
    assert chained == list("abcdef")
    assert [chained[at] for at in range(6)] == list("abcdef")
    assert chained[-1] == "f"
    assert list(chained.rows) == groups
    with pytest.raises(IndexError):
        chained[6]


def test_another_order_and_the_same_kind_of_sequence() -> None:
    assert list(Ordered(Rows(str, "abcd"), [3, 1])) == ["d", "b"]
    assert kept_like((), "ab") == ("a", "b")
    assert isinstance(kept_like(Rows(str, "x"), "ab"), Rows)


def test_equal_values_are_kept_once() -> None:
    names = Interned[tuple[str, ...]]()
    first, second = ("a", "b"), tuple("ab")
    assert names.one(first) is names.one(second) is first
    assert len(names) == 1
