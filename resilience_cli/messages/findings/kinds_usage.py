"""Findings about calling the program and about assessment directories (RES-U…)."""

from resilience_cli.messages.findings.kind import Kind

USAGE: dict[str, Kind] = {}
