"""The HTML pages in a real browser: they load nothing, run nothing, fit a phone, and text stays text."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.quality.dashboard import figures_of, page
from kg.quality.words import nodes_of, words_behind
from kg.rdf.dataset import Dataset
from kg.validate import default_shapes, reports, validate
from kg.validate.reports import Page
from kg.vocab import SCHEMA
from tests.validate._graphs import GOOD, file

pytestmark = pytest.mark.browser
# A test has no business with a sandbox, a graphics card or the network.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EVIL = "<script>document.title='broken'</script><img src=x onerror=\"document.title='broken'\">"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.skip("no chromium here: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=QUIET)
        yield running
        running.close()


def evil() -> Dataset:
    """The whole example, broken in places, with markup in every headline and name."""
    quads = []
    for quad in file(GOOD):
        if quad.predicate.value in (SCHEMA.headline, SCHEMA.name, SCHEMA.publisher):
            value = Literal(f"{EVIL} {quad.object.value}", language=quad.object.language)
            quads.append(Quad(quad.subject, quad.predicate, value))
        elif quad.predicate.value != SCHEMA.text:
            quads.append(quad)
    quads.append(Quad(NamedNode("http://example.org/e"), NamedNode(SCHEMA.name), Literal(EVIL)))
    return Dataset.from_quads(quads)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder, data, own = tmp_path_factory.mktemp("pages"), evil(), default_shapes()
    report = validate(data, own)
    assert not report.conforms()
    words = words_behind(data, nodes_of(report.findings))
    made = {
        "findings": reports.get("html").write(Page(report, f"{EVIL}.ttl", own, words)),
        "dashboard": page(figures_of(data, report, own), f"{EVIL}.ttl"),
    }
    for name, text in made.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["findings", "dashboard"])
def test_people_who_do_not_see_it_can_use_it(browser: Any, pages: dict[str, Path], name: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_core_python.sync_playwright", reason="axe is not installed").Axe()
    # The page's own policy lets no script in, not even the one that looks at it.
    tab = browser.new_page(color_scheme=scheme, bypass_csp=True)
    tab.goto(pages[name].as_uri())
    found = axe.run(tab)["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []
    tab.close()


@pytest.mark.parametrize("name", ["findings", "dashboard"])
def test_print(browser: Any, pages: dict[str, Path], name: str) -> None:
    tab = browser.new_page(viewport={"width": 700, "height": 900}, color_scheme="dark")
    tab.goto(pages[name].as_uri())
    tab.emulate_media(media="print")
    back, front = tab.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert (back, front) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 700
    assert tab.pdf()[:5] == b"%PDF-"
    tab.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", ["findings", "dashboard"])
def test_page(browser: Any, pages: dict[str, Path], name: str, width: int, scheme: str) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    said: list[str] = []
    asked: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(pages[name].as_uri())
    assert said == []
    assert [url for url in asked if not url.startswith("data:")] == [pages[name].as_uri()]
    assert tab.title().startswith(EVIL)
    assert tab.evaluate("document.scripts.length + document.images.length") == 0
    assert EVIL in tab.inner_text("h1")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    back, front = tab.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert contrast(back, front) > 7
    tab.close()


def contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG between two colours as a browser writes them."""

    def light(colour: str) -> float:
        parts = [int(part) / 255 for part in colour.removeprefix("rgb(").rstrip(")").split(",")]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(first), light(second)))
    return (high + 0.05) / (low + 0.05)
