"""Findings about reading exports and registers (RES-R…)."""

from resilience_cli.messages.findings.kind import Kind

EXPORTS: dict[str, Kind] = {}
