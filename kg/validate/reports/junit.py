"""JUnit XML: each shape is a test case, so that a CI server lists what holds and what does not."""

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kg.model import Severity
from kg.validate.reports._base import Form, Group, Page, shorten

__all__ = ["FORM"]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EXAMPLES = 20


def _write(page: Page) -> str:
    by_shape: dict[str, list[Group]] = {shape.root: [] for shape in page.shapes.table.values() if shape.root}
    for group in page.groups():
        by_shape.setdefault(group.shape or "a shape without name", []).append(group)
    order = list(Severity)
    suite = Element("testsuite", name=_clean(f"kg validate {page.source}"))
    failures = 0
    for shape, groups in sorted(by_shape.items()):
        case = SubElement(suite, "testcase", classname="shapes", name=_clean(shorten(f"<{shape}>")), time="0")
        grave = [group for group in groups if order.index(group.severity) <= order.index(page.fail_on)]
        if grave:
            failures += 1
            failure = SubElement(case, "failure", type=grave[0].severity.value, message=_clean(grave[0].message))
            failure.text = _clean("\n".join(_told(group, page) for group in grave))
        light = [group for group in groups if group not in grave]
        if light:
            SubElement(case, "system-out").text = _clean("\n".join(_told(group, page) for group in light))
    suite.set("tests", str(len(by_shape)))
    suite.set("failures", str(failures))
    suite.set("errors", "0")
    suite.set("skipped", "0")
    suite.set("time", "0")
    root = Element("testsuites")
    root.append(suite)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _told(group: Group, page: Page) -> str:
    rows = [f"{group.severity.value}: {group.message}", f"→ {group.advice}"]
    for finding in group.findings[:_EXAMPLES]:
        rows.append("  " + " ".join(filter(None, (finding.focus_node, finding.path, finding.value))))
        rows += [f"    “{passage.exact}”" for passage in page.passages(finding)[:1]]
    if group.count > _EXAMPLES:
        rows.append(f"  … and {group.count - _EXAMPLES} more")
    return "\n".join(rows)


def _clean(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


FORM = Form("junit", "application/xml", (".xml",), _write)
