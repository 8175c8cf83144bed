"""Forms of a report: each says all of it, none lets the data break out."""

import json
import os
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from msgspec import structs
from pyoxigraph import RdfFormat, parse

from kg.errors import InputError, UnknownNameError
from kg.model import Passage, Severity
from kg.validate import reports, validate
from kg.validate.engines import findings_of
from kg.validate.reports import Page
from tests.validate._graphs import EVERY, graph, shapes

EVIL = '</script><script>alert(1)</script>" \x01 & ]]>'
DATA = """ex:a a ex:C ; ex:q "01"^^xsd:integer ; ex:l "</script><script>alert(1)</script>"@en .
ex:b a ex:C ; ex:p ex:n1 ; ex:q 77 . ex:c a ex:C ; ex:p 1, 2, 3 . ex:d a ex:E ; ex:zzz [] ."""
PAGE = Page(
    validate(graph(DATA), own := shapes(EVERY), "shacl"),
    "a graph & <i>.ttl",
    own,
    {
        "<http://example.org/a>": (
            Passage("http://example.org/1", 3, 9, EVIL, "before ", " after", "A <b>headline</b>"),
        )
    },
)


def test_text() -> None:
    text = reports.get("text").write(PAGE)
    assert "violation" in text
    assert "does not conform" in text
    assert "→ " in text
    assert "[</script>" in text


def test_json_holds_every_finding() -> None:
    data = json.loads(reports.get("json").write(PAGE))
    assert sum(group["count"] for group in data["groups"]) == len(PAGE.report.findings)
    assert data["counts"] == PAGE.counts()
    assert not data["conforms"]
    assert any(finding["words"] for group in data["groups"] for finding in group["findings"])


def test_junit_counts_shapes() -> None:
    suite = fromstring(reports.get("junit").write(PAGE)).find("testsuite")
    assert suite is not None
    assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
    failed = [case for case in suite.findall("testcase") if case.find("failure") is not None]
    assert int(suite.get("failures", "")) == len(failed) > 0
    all_severities = fromstring(reports.get("junit").write(replace(PAGE, fail_on=Severity.INFO))).find("testsuite")
    assert all_severities is not None
    assert len(all_severities.findall("testcase/system-out")) == 0


def test_sarif_has_the_parts_that_its_schema_requires() -> None:
    log = json.loads(reports.get("sarif").write(PAGE))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert len(run["results"]) == len(PAGE.report.findings)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]


def test_turtle_is_the_report_that_was_read() -> None:
    for data in (DATA, "ex:a a ex:C ."):
        report = validate(graph(data.replace("[]", "ex:n4")), PAGE.shapes, "shacl")
        text = reports.get("turtle").write(replace(PAGE, report=report))
        again = findings_of((quad.triple for quad in parse(text, format=RdfFormat.TURTLE)), PAGE.shapes)
        assert [structs.replace(each, messages=()) for each in again] == [
            structs.replace(each, messages=()) for each in report.findings
        ]


def test_html_lets_nothing_out_and_nothing_in() -> None:
    text = reports.get("html").write(PAGE)
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text
    assert "http://" not in text.partition("<body>")[0].replace("http://www.w3.org", "")


@pytest.mark.parametrize("name", reports.names())
def test_every_form(name: str) -> None:
    form = reports.get(name)
    assert form.name == name
    assert form.write(PAGE) == form.write(PAGE)
    assert reports.for_path(f"x{form.extensions[0]}") == form
    empty = replace(PAGE, report=structs.replace(PAGE.report, findings=()), words={})
    assert form.write(empty).endswith("\n")
    assert form.write(replace(PAGE, language="fr")) or name == "turtle"


def test_severity_decides() -> None:
    warned = validate(graph("ex:n1 ex:p 1 . ex:w ex:q 1 ; ex:p ex:n1 ."), PAGE.shapes, "shacl")
    only = structs.replace(
        warned, findings=tuple(each for each in warned.findings if each.severity is not Severity.VIOLATION)
    )
    assert only.findings
    assert Page(only, "x", PAGE.shapes).conforms
    assert not Page(only, "x", PAGE.shapes, fail_on=Severity.INFO).conforms


def test_unknown_forms() -> None:
    with pytest.raises(UnknownNameError, match="no report form named 'pdf'"):
        reports.get("pdf")
    with pytest.raises(InputError, match="html"):
        reports.for_path("x.pdf")


@pytest.mark.skipif("KG_SARIF_SCHEMA" not in os.environ, reason="KG_SARIF_SCHEMA names no SARIF 2.1.0 JSON schema")
def test_sarif_keeps_its_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(Path(os.environ["KG_SARIF_SCHEMA"]).read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(reports.get("sarif").write(PAGE)), schema)
