"""The page to ask SPARQL on: examples, a text field, a table of results."""

import json
from collections.abc import Mapping
from typing import Any

from kg.serve._protocol import Protocol, Refusal
from kg.serve._reader import Reader
from kg.store.named import named_query, names

__all__ = ["sparql_page"]

_ROWS = 1000


async def sparql_page(protocol: Protocol, fields: Mapping[str, str], reader: Reader) -> dict[str, Any]:
    """What the page shows: the query asked, its answer or what is wrong with it, and the named queries."""
    examples = [named_query(name) for name in names()]
    example = fields.get("example", "")
    text = fields.get("query", "")
    if not text and example in names():
        text = named_query(example).bound({})
    page: dict[str, Any] = {
        "text": text,
        "examples": [{"name": each.name, "title": each.title} for each in examples],
        "columns": [],
        "rows": None,
        "boolean": None,
        "graph": "",
        "error": "",
        "cut": False,
    }
    if "query" not in fields or not text.strip():
        return page
    try:
        answer = await protocol.ask(text, "", reader.generation)
    except Refusal as refusal:
        return {**page, "error": refusal.text}
    page["cut"] = answer.cut
    if answer.kind == "graph":
        return {**page, "graph": answer.body.decode()[:200_000]}
    found = json.loads(answer.body)
    if answer.kind == "boolean":
        return {**page, "boolean": "yes" if found["boolean"] else "no"}
    columns, rows = found["head"]["vars"], found["results"]["bindings"]
    cells = [[_cell(row.get(name), reader) for name in columns] for row in rows[:_ROWS]]
    return {**page, "columns": columns, "rows": cells, "cut": answer.cut or len(rows) > _ROWS}


def _cell(term: dict[str, str] | None, reader: Reader) -> dict[str, str]:
    if term is None:
        return {"text": "", "link": "", "language": ""}
    if term["type"] == "uri":
        return {"text": reader.curie(term["value"]), "link": term["value"], "language": ""}
    return {"text": str(term["value"]), "link": "", "language": term.get("xml:lang", "")}
