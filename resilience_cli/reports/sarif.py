"""Validation -> SARIF 2.1.0, which code hosts read as alerts."""

from __future__ import annotations

import json
import re
from typing import Any

from resilience_cli import __version__
from resilience_cli.messages import language, say
from resilience_cli.messages.findings import KINDS
from resilience_cli.messages.findings.kind import Severity
from resilience_cli.model.finding import Finding
from resilience_cli.model.validation import Checked, Validation
from resilience_cli.reports.paths import uri

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
PLACE = re.compile(r"(?<!\{)\{[^{}]*\}(?!\})")
"""A named place of a message, which is filled only in a finding."""


def render(found: Validation) -> str:
    """Return the log as JSON text: a rule for each code that was found, a result for each finding."""
    codes = sorted({finding.code for checked in found.files for finding in checked.findings})
    driver = {
        "name": "resilience",
        "semanticVersion": __version__,
        "language": LANGUAGES[language()],
        "rules": [_rule(code) for code in codes],
    }
    results = [_result(found, checked, one, codes) for checked in found.files for one in checked.findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    kind = KINDS[code]
    message, hint = (PLACE.sub("…", say(text)).replace("{{", "{").replace("}}", "}") for text in kind[1:])
    return {
        "id": code,
        "shortDescription": {"text": message},
        "help": {"text": f"{message}\n{hint}".strip()},
        "defaultConfiguration": {"level": LEVELS[kind.severity]},
    }


def _result(found: Validation, checked: Checked, finding: Finding, codes: list[str]) -> dict[str, Any]:
    where = finding.where
    region = {"startLine": where.line, "startColumn": where.col}
    place: dict[str, Any] = {"artifactLocation": {"uri": uri(checked.path_of(finding))}}
    if where.line is not None:
        place["region"] = {key: value for key, value in region.items() if value is not None}
    location: dict[str, Any] = {"physicalLocation": place}
    if where.pointer is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": where.pointer, "kind": "value"}]
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": LEVELS[found.severity(finding)],
        "message": {"text": finding.words},
        "locations": [location],
    }
