"""Hearsay in the graph: who relays it, in which words, and that the text does not vouch for it."""

from pathlib import Path

from pyoxigraph import QuerySolutions, Store

import kg
from kg.vocab import PREFIXES

HEAD = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
TOLD = "Le président Paul Moreau aurait menacé de quitter la table, selon un diplomate. Le sommet s’est tenu à Dakar."


def test_hearsay_is_marked(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(TOLD, "utf-8")
    built = kg.build([tmp_path])
    assert built.report is not None
    assert built.report.conforms(), built.report.findings
    store = Store()
    store.bulk_extend(built.dataset.quads)
    query = """SELECT ?text ?relay WHERE {
      ?said kg:asserted false ; schema:text ?text ; kg:relayedBy ?who ; kg:relaySpan/oa:hasSelector/oa:exact ?relay }"""
    rows = store.query(HEAD + query, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    assert [(row["text"].value, row["relay"].value) for row in rows] == [("de quitter la table", "un diplomate")]
