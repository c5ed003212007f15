"""Validation -> JUnit XML, which Jenkins, GitLab and others show: a suite a file, a case a check, passed ones too."""

from __future__ import annotations

from collections import Counter
from xml.etree import ElementTree as Xml

from resilience_cli.messages import say
from resilience_cli.messages.printable import printable
from resilience_cli.model.validation import Check, Checked, Validation


def render(found: Validation) -> str:
    """Return the XML."""
    suites = Xml.Element("testsuites", name="resilience instruments validate")
    suites.extend(_suite(found, checked) for checked in found.files)
    for total in ("tests", "failures", "errors"):
        suites.set(total, str(sum(int(suite.get(total, "0")) for suite in suites)))
    Xml.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(suites, encoding="unicode")}\n'


def _suite(found: Validation, checked: Checked) -> Xml.Element:
    states = Counter(found.state(check) for check in checked.checks)
    name = _safe(checked.file)
    counts = {"tests": len(checked.checks), "failures": states["failed"], "errors": 0, "skipped": states["skipped"]}
    suite = Xml.Element("testsuite", {"name": name, **{key: str(count) for key, count in counts.items()}})
    suite.extend(_case(found, check, name) for check in checked.checks)
    return suite


def _case(found: Validation, check: Check, file: str) -> Xml.Element:
    case = Xml.Element("testcase", classname=file, name=check.name)
    lines = [_safe(finding) for finding in check.findings]
    state = found.state(check)
    if state == "failed":
        worst = next(finding for finding in check.findings if found.severity(finding) == "error")
        Xml.SubElement(case, "failure", type=worst.code, message=_safe(worst)).text = "\n".join(lines)
        return case
    if state == "skipped":
        Xml.SubElement(case, "skipped").text = say("Not fully checked.")
    told = (_safe(words) for words in (check.seen(), *check.details()))
    Xml.SubElement(case, "system-out").text = "\n".join(line for line in (*told, *lines) if line)
    return case


def _safe(text: object) -> str:
    """Return the text without the signs that XML cannot hold."""
    return printable(text, longest=None)
