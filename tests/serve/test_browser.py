"""The pages in a real browser: the way from a search to the triples, and accessibility."""

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
pytestmark = [pytest.mark.browser, pytest.mark.integration]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("chromium is not installed (Debian package chromium)")
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=path, args=FLAGS)
        yield found
        found.close()


def test_from_search_to_triples(browser: Any, url: str) -> None:
    hosts = set()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.goto(url)
    page.get_by_role("searchbox").fill("holm")
    page.get_by_role("button", name="Search").click()
    assert page.locator(".snippet mark").first.inner_text() == "Holm"
    page.locator(".found li", has=page.get_by_text("event", exact=True)).first.get_by_role("link").click()
    assert page.locator("h1").inner_text().startswith("Meeting")
    assert page.locator("table.side blockquote").count() >= 3
    assert {cell.get_attribute("lang") for cell in page.locator("table.side blockquote").all()} == {"en", "fr"}
    assert page.locator("svg.strip circle.this").count() == 1
    said = page.locator("table.side figure.direct").first
    words = said.locator("blockquote").inner_text().strip("“”")
    said.get_by_role("link", name="in the article").click()
    place = page.url.partition("#")[2]
    mark = page.locator(f"#{place}")
    assert words.startswith(mark.inner_text())
    assert "quote" in (mark.get_attribute("class") or "")
    mark.click()
    assert page.locator("h1").inner_text() == f"“{words}”"
    assert page.get_by_role("heading", name="What was read from these words").count() == 1
    assert page.get_by_text("kg:speaker", exact=True).count() >= 1
    assert hosts == {url.split("/")[2]}
    context.close()


def pages(url: str) -> list[str]:
    import requests

    kinds = " ".join(f"<http://schema.org/{name}>" for name in ("Event", "NewsArticle", "Person", "Quotation"))
    query = f"SELECT ?s ?t {{ VALUES ?t {{ {kinds} }} ?s a ?t }}"
    rows = requests.get(f"{url}/sparql", params={"query": query}, timeout=20).json()["results"]["bindings"]
    one = {row["t"]["value"]: row["s"]["value"] for row in rows}
    fixed = [
        "/",
        "/search?q=ports",
        "/?year=2021",
        "/search?q=zzz",
        "/list/people",
        "/list/topics",
        "/list/articles",
        "/sparql",
        "/sparql?query=SELECT%20*%20%7B%3Fs%20a%20%3Ft%7D%20LIMIT%203",
        "/report",
    ]
    return [*fixed, "/nothing", *(f"/resource?iri={iri}" for iri in one.values())]


def wait_for_report(url: str) -> None:
    import requests

    for _ in range(20):
        if 'class="quality"' in requests.get(url + "/report", headers={"Accept": "text/html"}, timeout=60).text:
            return
    raise TimeoutError


def axe_source() -> str:
    found = find_spec("axe_core_python")
    if found is None or not found.submodule_search_locations:
        pytest.skip("axe-core is not installed (PyPI package axe-core-python)")
    return next(Path(found.submodule_search_locations[0]).rglob("axe.min.js")).read_text("utf-8")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_accessible(browser: Any, url: str, width: int, scheme: str) -> None:
    axe = axe_source()
    # The tool itself is put into the page; our pages allow no script.
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    wait_for_report(url)
    for path in pages(url):
        page.goto(url + path)
        # A style or an image that the content security policy forbids is said here; the page that is not there is, too.
        assert not [text for text in said if "404" not in text], (path, said)
        page.evaluate(axe)
        found = page.evaluate("axe.run()")["violations"]
        grave = [
            (each["id"], each["nodes"][0]["html"][:200]) for each in found if each["impact"] in ("serious", "critical")
        ]
        assert not grave, (path, grave)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} is wider than the screen"
    context.close()


def test_by_keyboard(browser: Any, url: str) -> None:
    page = browser.new_page()
    page.goto(url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.events') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("dl.facts")
    page.close()
