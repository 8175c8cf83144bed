"""For a terminal: grouped, with counts, first examples, the article's words and what to do."""

from collections.abc import Iterator

from kg.validate.reports._base import Form, Page, shorten

__all__ = ["FORM", "lines"]

_EXAMPLES = 3
_PASSAGES = 2


def lines(page: Page) -> Iterator[tuple[str, str]]:
    """The lines as (style, text); a style is a severity, "words", "advice", "node", "verdict" or "more"."""
    for group in page.groups():
        place = f" ({shorten(f'<{group.shape}>')})" if group.shape else ""
        yield group.severity.value, f"{group.severity.value} {group.count} × {group.label}{place}"
        yield "node", f"  {group.message}"
        yield "advice", f"  → {group.advice}"
        for finding in group.findings[:_EXAMPLES]:
            terms = filter(None, map(shorten, (finding.focus_node, finding.path, finding.value)))
            yield "node", f"    {' '.join(terms)}"
            for passage in page.passages(finding)[:_PASSAGES]:
                words = f"{passage.prefix}[{passage.exact}]{passage.suffix}".replace("\n", " ")
                yield "words", f"      “…{words}…” {passage.start}–{passage.end} of <{passage.article}>"
        if group.count > _EXAMPLES:
            yield "more", f"    … and {group.count - _EXAMPLES} more"
        yield "", ""
    yield "verdict", f"{page.source}: {page.verdict}"


FORM = Form("text", "text/plain", (".txt",), lambda page: "".join(f"{text}\n" for _, text in lines(page)))
