"""Document -> one HTML page that needs nothing else: no network, no other file, and a script only to sort and find."""

from resilience_cli.reports.html.page import fragment, render

__all__ = ["fragment", "render"]
