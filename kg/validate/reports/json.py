"""JSON: all there is to say, for programs."""

import json
from typing import Any

from kg.model import Passage
from kg.validate.reports._base import Form, Page

__all__ = ["FORM", "as_json"]


def as_json(page: Page) -> dict[str, Any]:
    """The report as JSON data."""
    report = page.report
    return {
        "source": page.source,
        "conforms": page.conforms,
        "fail_on": page.fail_on.value,
        "engine": report.engine,
        "triples": report.triples,
        "shapes": report.shapes,
        "counts": page.counts(),
        "groups": [
            {
                "shape": group.shape or None,
                "label": group.label,
                "severity": group.severity.value,
                "component": group.component,
                "message": group.message,
                "advice": group.advice,
                "count": group.count,
                "findings": [
                    {
                        "focus_node": finding.focus_node,
                        "path": finding.path or None,
                        "value": finding.value or None,
                        "messages": [{"language": tag or None, "text": text} for tag, text in finding.messages],
                        "words": [
                            {name: getattr(passage, name) for name in Passage.__struct_fields__}
                            for passage in page.passages(finding)
                        ],
                    }
                    for finding in group.findings
                ],
            }
            for group in page.groups()
        ],
    }


FORM = Form(
    "json",
    "application/json",
    (".json",),
    lambda page: json.dumps(as_json(page), ensure_ascii=False, indent=2) + "\n",
)
