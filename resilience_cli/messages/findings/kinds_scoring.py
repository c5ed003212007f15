"""Findings about scoring (RES-S…)."""

from resilience_cli.messages.findings.kind import Kind

SCORING: dict[str, Kind] = {}
