"""What is told comes in the order of reading, whatever is done first."""

from kg.engines.local import Done, _InOrder


def test_words_wait_for_what_was_read_before() -> None:
    told: list[Done] = []
    order = _InOrder(told.append)
    order.begin("a", Done("a"))
    order.read(Done("b", reason="empty"))
    order.begin("c", Done("c", notes=("not UTF-8",)))
    order.begin("d", Done("d"))
    order.end("d", words=3)
    assert [done.origin for done in told] == ["d"]
    order.end("c", words=2)
    assert [done.origin for done in told] == ["d"]
    order.end("a", reason="took too long")
    assert [done.origin for done in told] == ["d", "a", "b", "c"]
    assert told[-1] == Done("c", notes=("not UTF-8",), words=2)


def test_what_never_ends_keeps_nothing_back() -> None:
    told: list[Done] = []
    order = _InOrder(told.append)
    order.begin("a", Done("a"))
    order.read(Done("b", reason="empty"))
    order.read(Done("c", reason="empty"))
    order.close()
    assert [done.origin for done in told] == ["b", "c"]
