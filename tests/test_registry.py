"""Plug-ins are found by file name and by entry point."""

import pytest

from kg import registry
from kg.rdf import formats


def test_installed_packages_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def points(*, group: str) -> tuple[()]:
        asked.append(group)
        return ()

    monkeypatch.setattr(registry, "entry_points", points)
    registry._points.cache_clear()
    try:
        assert "turtle" in formats.names()
        assert formats.for_path("out.ttl").name == "turtle"
    finally:
        registry._points.cache_clear()
    assert asked == ["kg.rdf.formats"]
