"""SARIF 2.1.0, for code hosts that show findings beside a change."""

import json
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from kg.model import Finding, Severity
from kg.validate.reports._base import Form, Group, Page, message, shorten
from kg.version import __version__

__all__ = ["FORM"]

_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def _write(page: Page) -> str:
    groups = page.groups()
    rules: dict[str, dict[str, Any]] = {}
    for group in groups:
        rules.setdefault(_rule_id(group), _rule(group))
    index = {rule: number for number, rule in enumerate(rules)}
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "kg",
                        "semanticVersion": __version__,
                        "rules": list(rules.values()),
                        "properties": {"engine": page.report.engine, "shapes": page.report.shapes},
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(finding, group, index[_rule_id(group)], page)
                    for group in groups
                    for finding in group.findings
                ],
            }
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _rule_id(group: Group) -> str:
    return f"{group.shape or 'unnamed'}/{group.component.rpartition('#')[2] or group.component}"


def _rule(group: Group) -> dict[str, Any]:
    return {
        "id": _rule_id(group),
        "shortDescription": {"text": group.label},
        "help": {"text": group.advice},
        "defaultConfiguration": {"level": _LEVELS[group.severity]},
    }


def _result(finding: Finding, group: Group, rule: int, page: Page) -> dict[str, Any]:
    place = " ".join(filter(None, map(shorten, (finding.focus_node, finding.path, finding.value))))
    identity = repr((finding.shape, finding.component, finding.focus_node, finding.path, finding.value))
    result: dict[str, Any] = {
        "ruleId": _rule_id(group),
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{message(finding, page.language)} {place}"},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": quote(page.source, safe="/:#?&=%~")}},
                "logicalLocations": [{"fullyQualifiedName": finding.focus_node, "kind": "resource"}],
            }
        ],
        "partialFingerprints": {"finding/v1": sha256(identity.encode()).hexdigest()},
    }
    words = page.passages(finding)
    if words:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": {
                    "artifactLocation": {"uri": passage.article},
                    "region": {
                        "charOffset": passage.start,
                        "charLength": passage.end - passage.start,
                        "snippet": {"text": passage.exact},
                    },
                },
                "message": {"text": f"…{passage.prefix}{passage.exact}{passage.suffix}…"},
            }
            for number, passage in enumerate(words)
        ]
    return result


FORM = Form("sarif", "application/sarif+json", (".sarif",), _write)
