"""Findings about instruments (RES-I…)."""

from resilience_cli.messages.findings.kind import Kind

INSTRUMENTS: dict[str, Kind] = {}
