"""Findings about sensitivity."""

from __future__ import annotations

from resilience_cli.messages import mark
from resilience_cli.messages.findings.kind import Kind

SENSITIVITY: dict[str, Kind] = {
    "RES-A100": Kind(
        "error",
        mark("The questionnaire names no composite whose parts could be put together otherwise."),
        mark("Name one with --score: {scores}."),
    ),
    "RES-A101": Kind(
        "error",
        mark("{score} is not put together from scores by a mean or a minimum, so nothing of it can be varied."),
        mark("Scores that are: {scores}."),
    ),
}
