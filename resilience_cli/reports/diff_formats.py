"""What a difference of instruments is written as: a page, JSON, or remarks beside the lines of the new file."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from resilience_cli.model.difference import Difference
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument
from resilience_cli.reports import github, markdown, terminal
from resilience_cli.reports.compose_diff import difference_document

Render = Callable[[Difference, Sequence[Finding], Path], str]
"""The difference, what is found about it in the new file, and the path of that file."""


def _text(difference: Difference, _findings: Sequence[Finding], _path: Path) -> str:
    return terminal.render(difference_document(difference))


def _markdown(difference: Difference, _findings: Sequence[Finding], _path: Path) -> str:
    return markdown.render(difference_document(difference))


def _json(difference: Difference, _findings: Sequence[Finding], _path: Path) -> str:
    return json.dumps(difference_as_json(difference), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _github(_difference: Difference, findings: Sequence[Finding], path: Path) -> str:
    return "".join(github.annotation(finding, path, finding.severity) for finding in findings)


DIFFERENCE_FORMATS: dict[str, Render] = {"text": _text, "json": _json, "md": _markdown, "github": _github}
"""How a difference becomes text."""


def difference_as_json(difference: Difference) -> dict[str, Any]:
    """Return all of the difference: verdict, steps, breaks, each score, and each part with its changes."""
    return {
        **{key: _identity(one) for key, one in (("old", difference.old), ("new", difference.new))},
        "verdict": difference.verdict,
        "classes_comparable": difference.classes_comparable,
        "step": difference.step,
        "least_step": difference.least_step,
        "breaks": [
            {"what": part.what, "approved": part.what in difference.approved, "why": difference.approved.get(part.what)}
            for part in difference.breaks
        ],
        "scores": [{**vars(score), "common": list(score.common)} for score in difference.scores],
        "parts": [
            {
                "what": part.what,
                "kind": part.kind,
                "step": part.step,
                "comparable": part.comparable,
                "changes": [
                    {**vars(change), "aspect": list(change.aspect), "through": list(change.through)}
                    for change in part.changes
                ],
            }
            for part in difference.parts
        ],
    }


def _identity(instrument: Instrument) -> dict[str, str]:
    return {"id": instrument.id, "version": instrument.version, "sha256": instrument.sha256}
