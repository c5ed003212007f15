"""Findings about ranking."""

from __future__ import annotations

from resilience_cli.messages import mark
from resilience_cli.messages.findings.kind import Kind

RANKING: dict[str, Kind] = {
    "RES-A040": Kind("error", mark("There is no score {score}. Scores: {scores}.")),
    "RES-A041": Kind(
        "error",
        mark("{n} communities are too many to be compared pair by pair; at most {most}."),
        mark("Score each street or district on its own."),
    ),
}
