"""Moved to resilience_cli.model.parse; import it from there."""

from resilience_cli.model.parse import canonical_sha256, parse, parse_rule

__all__ = ["canonical_sha256", "parse", "parse_rule"]
